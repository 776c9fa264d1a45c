"""The self-assessment, through the keys and clicks of those who answer it."""

# ruff: noqa: F811 - pytest gives a test the fixtures of `self_assessment` by their names

from __future__ import annotations

import pytest
from on_screen import forget, in_dialog, press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
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

from ictguide_desktop.assess.scoring import Rule
from ictguide_desktop.export.assessment_words import RULES
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import (
    Confidence,
    Scope,
)
from ictguide_desktop.model.guide import Band
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.services.library import ASSESSMENT
from ictguide_desktop.ui.dialogs.assessment_details import AssessmentDialog
from ictguide_desktop.ui.views.assessment_answers import SAVE_MS
from ictguide_desktop.ui.views.assessment_bar import AssessmentBar
from ictguide_desktop.ui.views.question_card import QuestionCard
from ictguide_desktop.ui.views.score_row import APART
from ictguide_desktop.ui.views.view import Context

CONTROL = Qt.KeyboardModifier.ControlModifier
DIGITS = (KEYS.Key_0, KEYS.Key_1, KEYS.Key_2, KEYS.Key_3, KEYS.Key_4)


# --- beginning ------------------------------------------------------------------------------------------------


def test_who_comes_for_the_first_time_begins_with_one_button(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    view = shows()
    assert "50 questions" in said_on(view)
    assert "stay on this computer" in said_on(view)
    assert not view.page.isVisible()
    assert focus() is view.start.begin

    def fill(dialog: AssessmentDialog) -> None:
        qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
        assert dialog.isVisible(), "without a name nothing is begun"
        assert "name" in said_on(dialog)
        qtbot.keyClicks(dialog.name, "National customs")
        qtbot.keyClicks(dialog.unit, "Headquarters")
        dialog.group.setCurrentIndex(dialog.group.findData("ict"))
        dialog.scopes[Scope.CRITICAL].click()
        qtbot.keyClick(dialog.name, KEYS.Key_Return)
        assert not dialog.isVisible()

    in_dialog(AssessmentDialog, view.start.begin.click, fill)
    settle()
    here = assessing.in_hand
    assert here is not None
    assert (here.name, here.unit, here.group, here.scope) == (
        "National customs",
        "Headquarters",
        "ict",
        Scope.CRITICAL,
    )
    assert [c.question.id for c in view.page.shown if c.question] == ["D1.1", "D1.2"]
    view.activateWindow()
    settle()
    assert focus() in card(view, "D1.1").scores.buttons.values()


def test_a_day_that_is_none_is_said_beside_its_field_and_stays(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    begin(assessing)
    view = shows()

    def fill(dialog: AssessmentDialog) -> None:
        dialog.day.selectAll()
        qtbot.keyClicks(dialog.day, "soon")
        qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
        assert dialog.isVisible()
        assert "“soon” is not a date" in said_on(dialog)
        assert dialog.day.text() == "soon"
        qtbot.mouseClick(dialog.today, Qt.MouseButton.LeftButton)
        assert "is not a date" not in said_on(dialog)

    in_dialog(AssessmentDialog, view.bar.acts.details, fill)
    assert assessing.in_hand is not None
    assert assessing.in_hand.on == ON


def test_details_are_changed_and_a_group_of_ones_own_is_kept(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    begin(assessing)
    view = shows()

    def fill(dialog: AssessmentDialog) -> None:
        assert not dialog.other.isVisible()
        dialog.group.setCurrentIndex(dialog.group.count() - 1)
        qtbot.keyClicks(dialog.other, "Auditors")
        dialog.steps[next(iter(dialog.steps))].box.click()
        dialog.take.click()

    in_dialog(AssessmentDialog, view.bar.acts.details, fill)
    here = assessing.in_hand
    assert here is not None
    assert here.group == "Auditors"
    assert here.situation.credential_pilots_live
    assert "Auditors" in view.bar.choice.currentText()

    def look(dialog: AssessmentDialog) -> None:
        assert dialog.other.text() == "Auditors"
        assert dialog.other.isVisible()

    in_dialog(AssessmentDialog, view.bar.acts.details, look)


def test_what_is_begun_in_another_view_is_answered_next(
    qtbot: QtBot, assessing: Assessing, context: Context
) -> None:
    begin(assessing)
    context.library.set_band(Band.FOUNDATIONAL)
    context.library.go("results")
    bar = AssessmentBar(context, "results")
    bar.show()

    def fill(dialog: AssessmentDialog) -> None:
        assert dialog.unit.text() == "Headquarters", "the unit is the one of before"
        assert dialog.details.scope is Scope.ALL, "and so are the questions"
        dialog.name.setText("Traders")
        dialog.group.setCurrentIndex(dialog.group.findData("trade"))
        dialog.take.click()

    in_dialog(AssessmentDialog, bar.new.click, fill)
    assert assessing.in_hand is not None
    assert assessing.in_hand.group == "trade"
    assert context.library.place == Address(ASSESSMENT)
    forget(bar)


def test_the_first_band_begins_with_the_critical_questions(assessing: Assessing, context: Context) -> None:
    context.library.set_band(Band.FOUNDATIONAL)
    bar = AssessmentBar(context)
    in_dialog(AssessmentDialog, bar.acts.new, _is_critical)
    forget(bar)


def _is_critical(dialog: AssessmentDialog) -> None:
    assert dialog.details.scope is Scope.CRITICAL


# --- answering ------------------------------------------------------------------------------------------------


def test_digits_score_the_card_with_the_keyboard_and_are_letters_in_a_field(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    here = begin(assessing)
    view = shows("D1.1")
    press(qtbot, focus(), KEYS.Key_3)
    assert stored(assessing, here, "D1.1").score == 3
    assert RULES[Rule.NO_EVIDENCE] in said_on(card(view, "D1.1"))
    press(qtbot, focus(), KEYS.Key_Return)
    fields = card(view, "D1.1").foot.fields
    assert focus() is fields.evidence
    qtbot.keyClicks(focus(), "Strategy of 2024, page 4")
    press(qtbot, focus(), KEYS.Key_Tab)
    assert focus() is fields.day
    qtbot.keyClicks(focus(), "01/09/2026")
    press(qtbot, focus(), KEYS.Key_Escape)
    answer = stored(assessing, here, "D1.1")
    assert (answer.score, answer.evidence, answer.evidence_on) == (3, "Strategy of 2024, page 4", FRESH)
    assert RULES[Rule.NO_EVIDENCE] not in said_on(view)
    assert focus() in card(view, "D1.1").scores.buttons.values()
    assert "Seen: " in said_on(view), "what was noted is shown while it is folded away"


def test_what_counts_and_why_follows_the_evidence(shows: Shows, assessing: Assessing) -> None:
    here = begin(assessing)
    assessing.answer(here.id, "D1.1", score=4, evidence="A plan", evidence_on=OLD)
    view = shows("D1.1")
    assert RULES[Rule.OLD_EVIDENCE] in said_on(card(view, "D1.1"))
    assessing.answer(here.id, "D1.1", evidence_on=FRESH)
    assert RULES[Rule.OLD_EVIDENCE] not in said_on(card(view, "D1.1"))
    assert "Level so far: 5" in said_on(view)


def test_the_words_of_a_score_follow_the_mouse_and_the_choice(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    begin(assessing)
    row = card(shows("D1.1"), "D1.1").scores
    scale = assessing.questionnaire.scale
    assert row.said.text() == "Not answered yet"
    height = row.height()
    row.buttons[3].pointed.emit(True)
    assert row.said.text() == scale[3]
    row.buttons[3].pointed.emit(False)
    qtbot.mouseClick(row.buttons[2], Qt.MouseButton.LeftButton)
    settle()
    assert row.said.text() == scale[2]
    assert row.buttons[2].isChecked()
    assert row.height() == height, "nothing moves while somebody points"


def test_a_score_is_taken_back_by_a_second_click_or_delete(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    here = begin(assessing)
    row = card(shows("D1.1"), "D1.1").scores
    qtbot.mouseClick(row.buttons[1], Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(row.buttons[1], Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(row.buttons[1], Qt.MouseButton.LeftButton)
    assert stored(assessing, here, "D1.1").score == 1, "a double click is not two decisions"
    qtbot.wait(QApplication.doubleClickInterval() + 20)
    qtbot.mouseClick(row.buttons[1], Qt.MouseButton.LeftButton)
    assert stored(assessing, here, "D1.1").score is None
    press(qtbot, row.holder, KEYS.Key_2)
    press(qtbot, focus(), KEYS.Key_Delete)
    assert stored(assessing, here, "D1.1").score is None


def test_arrows_move_between_scores_and_space_chooses(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    here = begin(assessing)
    view = shows("D1.1")
    row = card(view, "D1.1").scores
    for _number in range(3):
        press(qtbot, focus(), KEYS.Key_Right)
    assert focus() is row.buttons[3]
    assert stored(assessing, here, "D1.1").score is None, "moving chooses nothing"
    press(qtbot, focus(), KEYS.Key_Space)
    assert stored(assessing, here, "D1.1").score == 3
    assert [b for b in row.buttons.values() if b.focusPolicy() & Qt.FocusPolicy.TabFocus] == [row.buttons[3]]


def test_up_and_down_go_from_card_to_card_and_on_to_the_next_dimension(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    begin(assessing)
    view = shows("D1.4")
    press(qtbot, focus(), KEYS.Key_Down)
    assert focus() in card(view, "D1.5").scores.buttons.values()
    press(qtbot, focus(), KEYS.Key_Down)
    assert view.page.dimension == "D2"
    assert focus() in card(view, "D2.1").scores.buttons.values()
    press(qtbot, focus(), KEYS.Key_Up)
    assert focus() in card(view, "D1.5").scores.buttons.values()


def test_n_goes_to_the_next_open_question_where_single_keys_are_wanted(
    qtbot: QtBot, shows: Shows, assessing: Assessing, context: Context
) -> None:
    here = begin(assessing)
    for question in ("D1.2", "D1.3", "D1.4", "D1.5"):
        assessing.answer(here.id, question, score=2)
    view = shows("D1.1")
    press(qtbot, focus(), KEYS.Key_1)
    press(qtbot, focus(), KEYS.Key_N)
    assert focus() in card(view, "D2.1").scores.buttons.values()
    context.desk.set("single_key_shortcuts", False)
    press(qtbot, focus(), KEYS.Key_N)
    assert focus() in card(view, "D2.1").scores.buttons.values()
    qtbot.mouseClick(view.page.head.next, Qt.MouseButton.LeftButton)
    assert focus() in card(view, "D2.2").scores.buttons.values()


def test_a_critical_question_is_not_set_aside_and_it_is_said_why(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    here = begin(assessing)
    question = critical(assessing)
    view = shows(question)
    shown = card(view, question)
    with qtbot.waitSignal(view.told) as told:
        qtbot.mouseClick(shown.scores.buttons[APART], Qt.MouseButton.LeftButton)
    assert "always applies" in told.args[0]
    assert "always applies" in said_on(shown)
    assert not stored(assessing, here, question).not_applicable
    assert not shown.scores.buttons[APART].isChecked()
    shown.take_focus()
    press(qtbot, focus(), KEYS.Key_0)
    assert "always applies" not in said_on(shown)


def test_not_applicable_asks_for_a_reason_and_counts_with_one_only(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    here = begin(assessing)
    question = common(assessing)
    view = shows(question)
    shown = card(view, question)
    qtbot.mouseClick(shown.scores.buttons[APART], Qt.MouseButton.LeftButton)
    assert focus() is shown.reason
    assert RULES[Rule.NO_REASON] in said_on(shown)
    assert assessing.result(here).answered == 0
    qtbot.keyClicks(focus(), "No trade of this kind")
    press(qtbot, focus(), KEYS.Key_Return)
    assert stored(assessing, here, question).reason == "No trade of this kind"
    assert RULES[Rule.NOT_APPLICABLE] in said_on(shown)
    assert view.page.head.tally.text().startswith("1 of 50 answered")
    shown.take_focus()
    press(qtbot, focus(), KEYS.Key_2)
    assert not shown.reason.isVisible()
    assert stored(assessing, here, question).reason == "No trade of this kind", "what was written is kept"


def test_who_confirmed_and_a_comment_are_kept(qtbot: QtBot, shows: Shows, assessing: Assessing) -> None:
    here = begin(assessing)
    view = shows("D1.1")
    shown = card(view, "D1.1")
    qtbot.mouseClick(shown.foot.evidence_fold, Qt.MouseButton.LeftButton)
    fields = shown.foot.fields
    fields.confidence.setFocus()
    press(qtbot, fields.confidence, KEYS.Key_Down)
    assert stored(assessing, here, "D1.1").confidence is Confidence.PEER
    fields.comment.setFocus()
    qtbot.keyClicks(fields.comment, "Ask again in March")
    qtbot.wait(SAVE_MS + 100)
    assert stored(assessing, here, "D1.1").comment == "Ask again in March"
    assert focus() is fields.comment, "storing takes the keyboard from nobody"


def test_typing_makes_and_rewrites_nothing(
    qtbot: QtBot, shows: Shows, assessing: Assessing, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(assessing)
    view = shows("D1.1")
    press(qtbot, focus(), KEYS.Key_Return)
    field = focus()
    before = len(view.findChildren(QWidget))
    written: list[str] = []
    monkeypatch.setattr(QuestionCard, "show_question", lambda *_what: written.append("a card"))
    qtbot.keyClicks(field, "Seen in the archive of the main office, with the signature of the director")
    qtbot.wait(SAVE_MS + 100)
    assert focus() is field
    assert len(view.findChildren(QWidget)) == before
    assert not written


def test_sixty_answers_with_a_change_of_view_after_each_are_all_stored(
    qtbot: QtBot, shows: Shows, assessing: Assessing, context: Context
) -> None:
    here = begin(assessing)
    view = shows("D1.1")
    wanted: dict[str, tuple[int, str]] = {}
    every = questions(assessing)
    for number in range(60):
        question = every[number % len(every)].id
        context.library.go(Address(ASSESSMENT, question))
        shown = card(view, question)
        shown.take_focus()
        qtbot.keyClick(focus(), DIGITS[number % 5])
        qtbot.keyClick(focus(), KEYS.Key_Return)
        field = shown.foot.fields.evidence
        field.selectAll()
        qtbot.keyClicks(field, f"paper {number}")
        wanted[question] = (number % 5, f"paper {number}")
        context.library.go("home" if number % 2 else Address(ASSESSMENT, every[(number + 7) % len(every)].id))
    context.library.go("home")
    answers = assessing.store.answers(here.id)
    assert {q: (a.score, a.evidence) for q, a in answers.items()} == wanted


# --- undo -----------------------------------------------------------------------------------------------------


def test_undo_puts_the_last_answer_back_and_goes_there(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    here = begin(assessing)
    view = shows("D1.1")
    press(qtbot, focus(), KEYS.Key_2)
    press(qtbot, focus(), KEYS.Key_4)
    view._seek("D3.2")
    qtbot.keyClick(focus(), KEYS.Key_Z, CONTROL)
    settle()
    assert stored(assessing, here, "D1.1").score == 2
    assert focus() in card(view, "D1.1").scores.buttons.values()
    qtbot.keyClick(focus(), KEYS.Key_Z, CONTROL)
    assert stored(assessing, here, "D1.1").score is None
    with qtbot.waitSignal(view.told) as told:
        qtbot.keyClick(focus(), KEYS.Key_Z, CONTROL)
    assert "no answer to undo" in told.args[0]


def test_undo_in_a_field_takes_back_letters(qtbot: QtBot, shows: Shows, assessing: Assessing) -> None:
    here = begin(assessing)
    shows("D1.1")
    press(qtbot, focus(), KEYS.Key_3)
    press(qtbot, focus(), KEYS.Key_Return)
    qtbot.keyClicks(focus(), "Wrong")
    qtbot.keyClick(focus(), KEYS.Key_Z, CONTROL)
    assert focus().toPlainText() == ""  # type: ignore[attr-defined]
    assert stored(assessing, here, "D1.1").score == 3


def test_undo_finds_the_assessment_that_the_answer_belongs_to(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    first = begin(assessing, "Port")
    view = shows("D2.1")
    press(qtbot, focus(), KEYS.Key_3)
    second = begin(assessing, "Airport")
    settle()
    view.undo()
    settle()
    assert assessing.in_hand is not None
    assert assessing.in_hand.id == first.id
    assert stored(assessing, first, "D2.1").score is None
    assert not assessing.store.answers(second.id)
    assert focus() in card(view, "D2.1").scores.buttons.values()
