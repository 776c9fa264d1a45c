"""What leaves the results view: all that was stored, in the language wanted, and with names of persons only if wanted (R-09)."""

# ruff: noqa: F401, F811 - pytest gives a test the fixtures of `assessed_units` by their names

from __future__ import annotations

import pytest
from assessed_units import Shows, answers, assessing, everywhere, fill, shows
from pytestqt.qtbot import QtBot

from ictguide_desktop.export.assessment_words import LEFT_OUT
from ictguide_desktop.i18n.catalog import words_in
from ictguide_desktop.model.assessment import Answer, Assessment, MeasurePlan
from ictguide_desktop.model.document import Document, Workbook
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.services.exporting import Offer, Wanted
from ictguide_desktop.ui.views.results_view import ResultsView
from ictguide_desktop.ui.views.view import Context


def asked(qtbot: QtBot, view: ResultsView, context: Context, action: str) -> Offer:
    """What is offered when an entry of “Export…” is chosen."""
    assert context.exporting is not None
    with qtbot.waitSignal(context.exporting.asked) as signal:
        getattr(view.head, action).trigger()
    offer = signal.args[0]
    assert isinstance(offer, Offer)
    return offer


def named(assessing: Assessing) -> Assessment:
    """An assessment that names persons wherever it can."""
    given = [*answers(everywhere(1), evidence="Log of Mr Tembo")]
    here = fill(assessing, given, name="Round of Mrs Banda", group="Team of Mr Zulu")
    assessing.store.answer(here.id, Answer("D1.1", 1, evidence="Log of Mr Tembo", comment="Mrs Mwale agrees"))
    assessing.store.set_plan(here.id, MeasurePlan("D5.1", owner="Mrs Phiri", note="Ask Mr Lungu"))
    return here


@pytest.mark.parametrize("action", ["report", "answers"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_what_is_exported_is_made_of_what_was_stored(
    qtbot: QtBot,
    shows: Shows,
    assessing: Assessing,
    context: Context,
    action: str,
    language: str,
) -> None:
    here = named(assessing)
    offer = asked(qtbot, shows(), context, action)
    assert offer.names
    assert "Round of Mrs Banda" in offer.title
    made = offer.make(Wanted(language))
    assert made.language == language
    text = repr(made)
    assert "Round of Mrs Banda" in text
    assert "Mrs Phiri" in text
    stored = sum(answer.given for answer in assessing.store.answers(here.id).values())
    if isinstance(made, Workbook):
        assert len(made.sheets[0].rows) == stored == 50
    else:
        answers_ = next(s for s in made.sections if s.title == words_in(language)("Answers"))
        assert str(stored) in repr(answers_.blocks[1])
    title = context.library.edition.catalogue(language).questionnaire.dimensions[0].title
    assert title in text


@pytest.mark.parametrize("action", ["report", "answers"])
def test_without_names_nobody_is_named(
    qtbot: QtBot, shows: Shows, assessing: Assessing, context: Context, action: str
) -> None:
    named(assessing)
    made = asked(qtbot, shows(), context, action).make(Wanted("en", nameless=True))
    assert isinstance(made, Document | Workbook)
    text = repr(made)
    people = ("Banda", "Zulu", "Tembo", "Mwale", "Phiri", "Lungu")
    assert not [one for one in people if one in text]
    assert LEFT_OUT in text
