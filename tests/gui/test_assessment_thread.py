"""What an answer opens, several assessments and rounds, and answers to older questions."""

# ruff: noqa: F811 - pytest gives a test the fixtures of `self_assessment` by their names

from __future__ import annotations

from typing import Any

import pytest
from on_screen import in_dialog, press
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from self_assessment import (  # noqa: F401 - fixtures
    FRESH,
    KEYS,
    OLD,
    ON,
    Shows,
    assessing,
    begin,
    card,
    common,
    critical,
    focus,
    questions,
    said_on,
    settle,
    shows,
    stored,
)

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import (
    Answer,
    Change,
    Confidence,
    Fate,
    Questionnaire,
    Revision,
    Target,
)
from ictguide_desktop.model.document import Workbook
from ictguide_desktop.model.user import TickState
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.services.desk import CHECKLISTS
from ictguide_desktop.services.exporting import Offer, Wanted
from ictguide_desktop.services.library import ASSESSMENT
from ictguide_desktop.ui.dialogs.assessment_details import AssessmentDialog
from ictguide_desktop.ui.views.view import Context

# --- the thread -----------------------------------------------------------------------------------------------


def test_ticks_propose_a_score_and_only_the_button_sets_it(
    qtbot: QtBot, shows: Shows, assessing: Assessing, context: Context
) -> None:
    here = begin(assessing)
    view = shows("D1.1")
    shown = card(view, "D1.1")
    assert not shown.ticks.text
    item = assessing.questionnaire.of("D1")[0].items[0]
    page = context.library.catalogue.items[item].page
    run = context.desk.checklists.start(page, "Post B")
    context.desk.write(CHECKLISTS, lambda: context.desk.checklists.tick(run.id, item, state=TickState.DONE))
    assert "ticks speak for 2" in shown.ticks.text
    assert stored(assessing, here, "D1.1").score is None, "ticks set nothing"
    qtbot.mouseClick(shown.ticks.take, Qt.MouseButton.LeftButton)
    assert stored(assessing, here, "D1.1").score == 2
    assert not shown.ticks.text


def test_a_low_answer_opens_what_helps_and_back_returns_to_the_question(
    qtbot: QtBot, shows: Shows, assessing: Assessing, context: Context
) -> None:
    begin(assessing)
    question = assessing.questionnaire.questions[1]
    view = shows(question.id)
    shown = card(view, question.id)
    assert not shown.foot.helps_open
    press(qtbot, focus(), KEYS.Key_0)
    assert shown.foot.helps_open
    words = said_on(shown.foot.helps)
    assert question.measure in words
    for item in question.items:
        assert item in words
    shown.foot.helps.go_requested.emit(str(question.sections[0]))
    assert context.library.place == question.sections[0]
    assert not view.isVisible()
    context.library.go_back()
    settle()
    assert context.library.place == Address(ASSESSMENT, question.id)
    assert focus() in card(view, question.id).scores.buttons.values()


def test_every_link_of_what_helps_leads_somewhere(
    shows: Shows, assessing: Assessing, context: Context
) -> None:
    here = begin(assessing)
    for question in questions(assessing):
        assessing.answer(here.id, question.id, score=0)
    view = shows()
    for dimension in assessing.questionnaire.dimensions:
        view._turn_to(dimension.id)
        for shown in view.page.shown:
            for label in shown.foot.helps._links.values():
                for target in [part.split('"')[0] for part in label.text().split('href="')[1:]]:
                    context.library.resolve(target)


def test_an_item_says_its_statement_when_it_is_pointed_at(
    shows: Shows, assessing: Assessing, context: Context
) -> None:
    here = begin(assessing)
    assessing.answer(here.id, "D1.1", score=0)
    helps = card(shows("D1.1"), "D1.1").foot.helps
    item = questions(assessing)[0].items[0]
    helps._links["items"].linkHovered.emit(f"check:{item}")
    assert helps._links["items"].toolTip() == context.library.catalogue.statements[item]
    assert context.library.catalogue.statements[item] in helps._links["items"].accessibleDescription()


def test_from_a_score_to_the_action_list_in_three_actions(
    qtbot: QtBot, shows: Shows, assessing: Assessing, context: Context
) -> None:
    here = begin(assessing)
    for question in questions(assessing)[1:]:
        assessing.store.answer(here.id, Answer(question.id, 3, evidence="seen", evidence_on=FRESH))
    view = shows("D1.1")
    press(qtbot, focus(), KEYS.Key_0)  # 1
    assert context.exporting is not None
    with qtbot.waitSignal(context.exporting.asked) as asked:
        qtbot.mouseClick(view.bar.actions_list, Qt.MouseButton.LeftButton)  # 2; the dialog of the window is 3
    offer = asked.args[0]
    assert isinstance(offer, Offer)
    for language in ("en", "fr"):
        book = offer.make(Wanted(language))
        assert isinstance(book, Workbook)
        measure = context.library.edition.catalogue(language).questionnaire.questions[0].measure
        assert any(measure in row for sheet in book.sheets for row in sheet.rows)


# --- several --------------------------------------------------------------------------------------------------


def test_text_goes_to_the_assessment_it_was_typed_in(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    first, second = begin(assessing, "Port"), begin(assessing, "Airport")
    view = shows("D1.1")
    assert view.bar.choice.currentText().startswith("\u2068Airport")
    press(qtbot, focus(), KEYS.Key_Return)
    qtbot.keyClicks(focus(), "Of the airport")
    row = view.bar.choice.findData(first.id)
    view.bar.choice.setCurrentIndex(row)
    view.bar.choice.activated.emit(row)
    settle()
    assert stored(assessing, second, "D1.1").evidence == "Of the airport"
    assert not stored(assessing, first, "D1.1").evidence
    fields = card(view, "D1.1").foot.fields
    assert fields.evidence.toPlainText() == ""
    view.bar.choice.activated.emit(view.bar.choice.findData(second.id))
    assert card(view, "D1.1").foot.fields.evidence.toPlainText() == "Of the airport"


def test_another_round_takes_targets_and_answers_along_to_be_confirmed(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    before = begin(assessing)
    assessing.answer(
        before.id, "D1.1", score=3, evidence="Strategy", evidence_on=FRESH, confidence=Confidence.PEER
    )
    assessing.set_target(before.id, Target("D1", 4, "2027-12-31"))
    view = shows("D1.1")

    def fill(dialog: AssessmentDialog) -> None:
        assert dialog.round.text() == "2027"
        assert dialog.carry.box.isChecked()
        dialog.take.click()

    in_dialog(AssessmentDialog, view.bar.acts.another_round, fill)
    settle()
    here = assessing.in_hand
    assert here is not None
    assert here.id != before.id
    assert dict(assessing.targets(here)) == dict(assessing.targets(before))
    answer = stored(assessing, here, "D1.1")
    assert (answer.score, answer.evidence, answer.confidence) == (None, "Strategy", Confidence.SELF)
    assert assessing.result(here).answered == 0, "nothing counts that nobody has looked at"
    shown = card(view, "D1.1")
    assert "Answered before: 3." in shown.before.text
    qtbot.mouseClick(shown.before.take, Qt.MouseButton.LeftButton)
    assert stored(assessing, here, "D1.1").score == 3
    assert not shown.before.text
    assert stored(assessing, before, "D1.1").confidence is Confidence.PEER, (
        "the round of before stays as it is"
    )


def test_another_round_without_answers_is_empty(shows: Shows, assessing: Assessing) -> None:
    before = begin(assessing)
    assessing.answer(before.id, "D1.1", score=3, evidence="Strategy")
    view = shows("D1.1")

    def fill(dialog: AssessmentDialog) -> None:
        dialog.carry.box.click()
        dialog.take.click()

    in_dialog(AssessmentDialog, view.bar.acts.another_round, fill)
    assert assessing.in_hand is not None
    assert not assessing.store.answers(assessing.in_hand.id)
    assert not card(view, "D1.1").before.text


def test_a_deleted_assessment_comes_back(shows: Shows, assessing: Assessing, context: Context) -> None:
    here = begin(assessing)
    assessing.answer(here.id, "D1.1", score=3)
    view = shows("D1.1")
    view.bar.acts.delete()
    assert view.start.isVisible()
    context.desk.undo()
    assert card(view, "D1.1").scores.buttons[3].isChecked()


# --- an older model -------------------------------------------------------------------------------------------


@pytest.fixture
def revised(context: Context, monkeypatch: pytest.MonkeyPatch) -> Questionnaire:
    """The guide with questions revised since: the second was reworded, the third is new in the place of another."""
    catalogue = context.library.catalogue
    now = catalogue.questionnaire
    revision = Revision("0", now.model, (Change("D1.2", Fate.REWORDED, ()), Change("D1.3", Fate.DROPPED, ())))
    made = now._replace(revisions=(revision,))
    monkeypatch.setitem(catalogue.__dict__, "questionnaire", made)
    return made


def older(assessing: Assessing, model: str = "0") -> Any:
    """An assessment that answers the questions of before."""
    here = begin(assessing)
    for question, score in (("D1.1", 3), ("D1.2", 2), ("D1.3", 1)):
        assessing.store.answer(here.id, Answer(question, score, evidence="seen", evidence_on=FRESH))
    assessing.change(here.id, model=model)
    return assessing.in_hand


def test_answers_to_older_questions_are_told_marked_and_not_written_over(
    qtbot: QtBot, shows: Shows, assessing: Assessing, revised: Questionnaire
) -> None:
    here = older(assessing)
    view = shows("D1.1")
    said = said_on(view.page.head)
    assert "1 answer holds as it is." in said
    assert "1 is to be looked at" in said
    assert "1 is to a question that is no longer asked" in said
    assert "worded differently" in said_on(card(view, "D1.2"))
    assert "worded differently" not in said_on(card(view, "D1.1"))
    assert card(view, "D1.1").scores.buttons[3].isChecked()
    assert not card(view, "D1.1").scores.buttons[3].isEnabled()
    card(view, "D1.1")._want(0)
    assert stored(assessing, here, "D1.1").score == 3

    in_dialog(AssessmentDialog, view.page.head.renew.click, lambda dialog: dialog.take.click())
    settle()
    begun = assessing.in_hand
    assert begun is not None
    assert begun.model == revised.model
    assert stored(assessing, begun, "D1.1").score == 3, "the question is the same, so the answer holds"
    assert stored(assessing, begun, "D1.2").score is None
    assert "The question has changed since." in card(view, "D1.2").before.text
    assert len(assessing.store.answers(here.id)) == 3, "nothing was lost"


def test_answers_to_an_unknown_model_are_kept_and_said_to_be(shows: Shows, assessing: Assessing) -> None:
    here = older(assessing, "9")
    view = shows("D1.1")
    assert "version 9, which this edition does not know" in said_on(view.page.head)
    assert not view.page.head.renew.isVisible()
    assert len(assessing.store.answers(here.id)) == 3
