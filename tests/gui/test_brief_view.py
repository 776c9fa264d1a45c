"""The minister's brief on the screen: it follows the answers and the language, and each sentence leads to its origin."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gui.conftest import is_rtl
from on_screen import forget
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Answer, Scope
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.services.exporting import Wanted
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.brief_view import BriefView, place
from ictguide_desktop.ui.views.view import Context


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> Iterator[BriefView]:
    made = BriefView(context)
    made.resize(1100, 800)
    made.show()
    made.show_place(Address("brief"))
    yield made
    forget(made)


@pytest.fixture
def assessing(context: Context) -> Assessing:
    assert context.assessing is not None
    return context.assessing


def fill(assessing: Assessing) -> None:
    begun = assessing.start("Look", "Customs", "ict", "2026", "2026-11-20", Scope.ALL)
    assert begun is not None
    answers = [
        Answer(q.id, 1 if q.dimension == "D5" else 3, evidence="A paper", evidence_on="2026-11-01")
        for q in assessing.questionnaire.questions
    ]
    assessing.store.answer_many(begun.id, answers)
    assessing.take(begun.id)


def said(view: BriefView) -> str:
    for _round in range(2):  # a new column is shown in one turn of the loop, and what is in it in the next
        QApplication.processEvents()
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_without_an_assessment_it_says_how_to_begin(qtbot: QtBot, view: BriefView) -> None:
    assert view.first is not None
    with qtbot.waitSignal(view.go_requested) as gone:
        qtbot.mouseClick(view.first, Qt.MouseButton.LeftButton)
    assert gone.args == ["assessment"]
    assert view.offers() == []


def test_it_follows_the_answers(assessing: Assessing, view: BriefView) -> None:
    fill(assessing)
    assert "50 of 50 questions are dealt with." in said(view)
    assert "D5 Cybersecurity and continuity" in said(view)
    here = assessing.in_hand
    assert here is not None
    assessing.answer(here.id, "D1.1", score=None)
    assert "49 of 50" in said(view)


def test_every_link_leads_somewhere(qtbot: QtBot, context: Context, assessing: Assessing, view: BriefView) -> None:
    fill(assessing)
    links = [label for label in view.findChildren(QLabel) if "href=" in label.text()]
    assert len(links) > 15
    for label in links:
        for part in label.text().split('href="')[1:]:
            target = part.partition('"')[0]
            assert context.library.resolve(target), target
    with qtbot.waitSignal(view.go_requested) as gone:
        links[0].linkActivated.emit(place("D5.2"))
    assert gone.args == ["assessment#D5.2"]


def test_it_is_in_the_language_in_force_and_runs_its_way(
    context: Context, languages: Languages, assessing: Assessing, view: BriefView
) -> None:
    fill(assessing)
    context.library.set_language("ar")
    languages.use("ar")
    assert is_rtl(view)
    assert "الأمن السيبراني" in said(view)
    (offer,) = view.offers()
    document = offer.make(Wanted("fr"))
    assert document.language == "fr"
    assert "Cybersécurité" in repr(document)


def test_a_closed_assessment_shows_nothing_of_itself(
    assessing: Assessing, view: BriefView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ictguide_desktop.store.sealing.LOG2_N", 4)
    fill(assessing)
    here = assessing.in_hand
    assert here is not None
    assessing.store.lock(here.id, "four words of mine", "Closed one")
    assessing.desk.changed.emit("assessments")
    assert "questions are dealt with" not in said(view)
    assert view.closed.isVisible()
    assert view.offers() == []
