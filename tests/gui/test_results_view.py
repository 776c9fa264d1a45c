"""The results of an assessment, through the keys and clicks of a planner."""

# ruff: noqa: F401, F811 - pytest gives a test the fixtures of `assessed_units` by their names

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from assessed_units import Shows, answers, assessing, everywhere, fill, settle, shows
from on_screen import accessible_name, cut_off, focusable, press, role
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.model.assessment import MeasurePlan, Scope, Situation, Target
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.ui.views.results_lines import Linked
from ictguide_desktop.ui.views.results_view import ResultsView
from ictguide_desktop.ui.views.view import Context

KEYS = Qt.Key


def said(root: QWidget) -> str:
    """All words that can be seen."""
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def follow(qtbot: QtBot, linked: Linked, number: int = 0) -> None:
    """Follow a link of a label with the keyboard."""
    linked.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(number):
        press(qtbot, linked, KEYS.Key_Tab)
    press(qtbot, linked, KEYS.Key_Return)


# --- what is shown --------------------------------------------------------------------------------------------


def test_before_the_first_assessment_the_view_says_what_to_do(shows: Shows) -> None:
    view = shows()
    assert view.empty.begin.isVisible()
    assert not view.head.isVisible()
    view.focus_first()
    assert QApplication.focusWidget() is view.empty.begin


def test_before_the_first_answer_the_view_leads_to_the_questions(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    fill(assessing, ())
    view = shows()
    assert view.head.lowest.text() == "No dimension has a level yet: no score counts."
    assert not view.levels.isVisible()
    with qtbot.waitSignal(view.go_requested) as went:
        press(qtbot, view.head.questions, KEYS.Key_Space)
    assert went.args == ["assessment#D1.1"]


def test_each_level_stands_with_what_holds_it_and_leads_to_the_question(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    fill(assessing, answers(everywhere(3, D5=(3, 1, 3, 2, 3), D6=(3, 3, None, 3, 3))))
    view = shows()
    row = view.levels.rows["D5"]
    assert row.figures["level"].text() == "2 Repeatable"
    assert row.figures["mean"].text() == "2.40"
    assert row.figures["dealt"].text() == "5 of 5"
    assert row.figures["confidence"].text() == "S"
    assert row.holds.accessibleName() == "Among the lowest. Held at 2 by D5.2."
    assert view.levels.rows["D6"].holds.accessibleName() == "Provisional: questions are open."
    assert view.levels.rows["D6"].figures["dealt"].text() == "4 of 5"
    assert view.head.lowest.text() == "Lowest: level 2 Repeatable, in D5 Cybersecurity and continuity."
    with qtbot.waitSignal(view.go_requested) as went:
        follow(qtbot, row.holds)
    assert went.args == ["assessment#D5.2"]


def test_levels_of_critical_questions_alone_are_indicative(shows: Shows, assessing: Assessing) -> None:
    here = fill(assessing, answers({"D5": (3, 3)}))
    assessing.change(here.id, scope=Scope.CRITICAL)
    view = shows()
    assert "Indicative: two questions." in view.levels.rows["D5"].holds.accessibleName()


def test_answers_to_questions_that_this_edition_does_not_know_are_told(
    shows: Shows, assessing: Assessing
) -> None:
    here = fill(assessing, answers(everywhere(2)))
    view = shows()
    assert not view.head.older.isVisible()
    assessing.change(here.id, model="2041.7")
    view.show_place(view.context.library.place)
    assert view.head.older.text().startswith(
        "The answers are to version 2041.7 of the questions, which this edition"
    )


def test_there_is_no_average_of_the_levels(shows: Shows, assessing: Assessing) -> None:
    scores = {
        f"D{n}": ((0,) if n < 6 else (3,)) * 5 for n in range(1, 11)
    }  # levels 1 and 4, in the middle 2.5
    fill(assessing, answers(scores))
    assert "2.5" not in said(shows())


def test_choosing_a_dimension_in_a_chart_leads_to_its_row(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    fill(assessing, answers(everywhere(2)))
    view = shows()
    view.charts.bars.toggle.click()
    settle()
    table = view.charts.bars.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentIndex(table.model().index(6, 0))
    press(qtbot, table, KEYS.Key_Return)
    assert QApplication.focusWidget() is view.levels.rows["D7"].name
    top = view.levels.rows["D7"].mapTo(view.area.viewport(), view.levels.rows["D7"].rect().topLeft()).y()
    assert 0 <= top < view.area.viewport().height()


# --- targets --------------------------------------------------------------------------------------------------


def test_a_target_is_stored_at_once_and_can_be_undone(
    qtbot: QtBot, shows: Shows, assessing: Assessing, context: Context
) -> None:
    here = fill(assessing, answers(everywhere(2)))
    view = shows()
    row = view.levels.rows["D5"]
    row.target.setFocus(Qt.FocusReason.TabFocusReason)
    offered: list[str] = []
    context.desk.undo_offered.connect(offered.append)
    for _step in range(4):
        press(qtbot, row.target, KEYS.Key_Down)
    assert assessing.store.targets(here.id) == {"D5": Target("D5", 4, "")}
    assert row.gap.text() == "1 level missing; Under way"
    assert offered[-1] == "Target of D5 Cybersecurity and continuity: 4 Managed"
    context.desk.undo()
    assert assessing.store.targets(here.id)["D5"].level == 3
    assert row.target.currentText() == "Target: 3 Defined"


def test_the_day_of_a_target_is_typed_stored_and_said_to_be_past(
    qtbot: QtBot, shows: Shows, assessing: Assessing, context: Context
) -> None:
    here = fill(assessing, answers(everywhere(2)))
    assessing.store.set_target(here.id, Target("D5", 4, ""))
    view = shows()
    row = view.levels.rows["D5"]
    row.by.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(row.by, "31/1/2020")
    assert assessing.store.targets(here.id)["D5"].by == "2020-01-31"
    press(qtbot, row.by, KEYS.Key_Tab)
    assert row.gap.text() == "1 level missing; Overdue; January 31, 2020"
    assert row.gap.objectName() == "warningText"
    context.desk.undo()
    assert assessing.store.targets(here.id)["D5"].by == ""


def test_a_text_that_is_no_day_stays_and_is_explained(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    here = fill(assessing, answers(everywhere(2)))
    assessing.store.set_target(here.id, Target("D5", 4, "2027-01-31"))
    view = shows()
    row = view.levels.rows["D5"]
    row.by.setFocus(Qt.FocusReason.TabFocusReason)
    row.by.selectAll()
    qtbot.keyClicks(row.by, "soon")
    press(qtbot, row.by, KEYS.Key_Tab)
    assert row.by.text() == "soon"
    assert row.gap.text().startswith("“soon” is not a date.")
    assert assessing.store.targets(here.id)["D5"].by == "2027-01-31"


def test_a_level_without_a_target_takes_no_day(shows: Shows, assessing: Assessing) -> None:
    fill(assessing, answers(everywhere(2)))
    assert not shows().levels.rows["D5"].by.isEnabled()


# --- interlocks -----------------------------------------------------------------------------------------------


def test_a_step_that_runs_too_early_is_told_once_it_is_stated(
    qtbot: QtBot, shows: Shows, assessing: Assessing, context: Context
) -> None:
    here = fill(assessing, answers(everywhere(3, D5=(3, 1, 3, 2, 3))))
    view = shows()
    row = next(one for step, one in view.interlocks.rows.items() if step.value == "technology_pilots_live")
    assert row.needs.text() == "Needs D5 at 3, D6 at 2. Lacking: D5 is at 2."
    assert row.verdict.text() == "Wait with it"
    press(qtbot, row.runs, KEYS.Key_Space)
    stored = assessing.store.get(here.id)
    assert stored is not None
    assert stored.situation == Situation(technology_pilots_live=True)
    assert row.verdict.text() == "Runs too early"
    context.desk.undo()
    assert row.verdict.text() == "Wait with it"
    assert not row.runs.isChecked()


# --- evidence and gaps ----------------------------------------------------------------------------------------


def test_lowered_answers_lead_to_their_questions_and_are_folded_after_five(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    fill(assessing, answers({"D1": (3,) * 5, "D2": (4, 4)}, evidence=""))
    view = shows()
    lines = view.evidence.lines
    assert "Scores with valid evidence: 0%. Scores that the rule on evidence lowered: 100%." in said(
        view.evidence
    )
    assert len(lines.shown) == 5
    press(qtbot, lines.more, KEYS.Key_Space)
    assert len(lines.shown) == 7
    assert lines.shown[5].isAncestorOf(QApplication.focusWidget())
    last: Any = lines.shown[6]
    assert last.why.text() == "Given: 4. No evidence is named, so 1 counts."
    with qtbot.waitSignal(view.go_requested) as went:
        follow(qtbot, last.name)
    assert went.args == ["assessment#D2.2"]


def test_three_gaps_are_proposed_and_lead_to_question_and_roadmap(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    here = fill(assessing, answers(everywhere(3, D5=(1, 1, 1, 1, 1))))
    view = shows()
    first: list[Any] = view.gaps.first.shown
    assert [line.name.accessibleName()[:4] for line in first] == ["D5.1", "D5.2", "D5.3"]
    assert [line.rank.text() for line in view.gaps.lines.shown] == ["4", "5"]  # type: ignore[attr-defined]
    measure = assessing.questionnaire.question("D5.1")
    assert measure is not None
    assert first[0].measure.text() == measure.measure
    with qtbot.waitSignal(view.go_requested) as went:
        press(qtbot, first[0].plan, KEYS.Key_Space)
    assert went.args == ["roadmap"]
    assessing.set_plan(here.id, MeasurePlan("D5.1", chosen=False))
    settle()
    assert [line.name.accessibleName()[:4] for line in first] == ["D5.2", "D5.3", "D5.4"]
    assert "Measure declined" in said(view.gaps)


# --- comparison -----------------------------------------------------------------------------------------------


def test_rounds_over_time_show_a_break_where_the_questions_changed(
    shows: Shows, assessing: Assessing
) -> None:
    before = fill(assessing, answers(everywhere(1)), round_="2025", on="2025-11-20")
    assessing.store.change(before.id, model="2024.1")
    fill(assessing, answers(everywhere(2)), round_="2026")
    view = shows()
    chart = view.rounds.frame.canvas.chart
    assert chart is not None
    assert [one.label for one in chart.rounds] == ["2025", "2026"]  # type: ignore[union-attr]
    assert "2026: Here the questions changed" in said(view.rounds)
    bars = view.charts.bars.canvas.chart
    assert all(row.broken for row in bars.rows)  # type: ignore[union-attr]


def test_a_single_round_says_how_to_begin_the_next(shows: Shows, assessing: Assessing) -> None:
    fill(assessing, answers(everywhere(2)))
    view = shows()
    assert not view.rounds.frame.isVisible()
    assert "This is the only round" in said(view.rounds)
    assert "Nobody else has answered" in said(view.groups)


def test_groups_stand_side_by_side_with_the_widest_difference_first(
    qtbot: QtBot, shows: Shows, assessing: Assessing
) -> None:
    fill(assessing, answers({"D1": (3, 3, 3), "D2": (3, 3, 3)}), group="trade")
    fill(assessing, answers({"D1": (3, 3, 1), "D2": (3, 0, 3)}), group="ict")
    view = shows()
    model = view.groups.questions.model()
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert heads == ["Question", "ICT staff", "Trade", "Difference", "To do"]
    rows = [[str(model.index(row, n).data()) for n in range(5)] for row in range(model.rowCount())]
    assert [(row[0][:4], *row[1:]) for row in rows[:3]] == [
        ("D2.2", "0", "3", "3", "to be explained"),
        ("D1.3", "1", "3", "2", "to be explained"),
        ("D1.1", "3", "3", "0", ""),
    ]
    assert "Differences of 2 or more, to be explained: 2." in said(view.groups)
    gaps = view.groups.dimensions.model()
    assert [gaps.index(row, 4).data() for row in range(3)] == ["+0.67", "+1.00", "–"]
    table = view.groups.questions
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentIndex(model.index(0, 0))
    with qtbot.waitSignal(view.go_requested) as went:
        press(qtbot, table, KEYS.Key_Return)
    assert went.args == ["assessment#D2.2"]


# --- locks, language, theme -----------------------------------------------------------------------------------


def test_a_closed_assessment_shows_nothing_of_what_it_says(
    shows: Shows, assessing: Assessing, context: Context
) -> None:
    here = fill(assessing, answers(everywhere(2)), name="Ravensbrück", unit="Zollkriminalamt")
    view = shows()
    assert "Zollkriminalamt" in said(view)
    assessing.store.lock(here.id, "four words of mine", "Autumn")
    context.desk.changed.emit("assessments")
    settle()
    assert view.closed.isVisible()
    assert not view.head.isVisible()
    everything = "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())
    assert "Zollkriminalamt" not in everything
    assert "Ravensbrück" not in everything
    view.focus_first()
    assert QApplication.focusWidget() is view.closed.open
    assessing.store.open(here.id, "four words of mine")
    context.desk.changed.emit("assessments")
    settle()
    assert view.levels.isVisible()


def test_a_switch_of_language_keeps_keyboard_text_and_place(
    qtbot: QtBot, program: Callable[..., Program]
) -> None:
    one = program("home")
    here = fill(one.window.assessing, answers(everywhere(2)))
    one.window.assessing.store.set_target(here.id, Target("D5", 4, ""))
    one.library.go("results")
    settle()
    view: Any = one.window.stack.currentWidget()
    row = view.levels.rows["D5"]
    row.by.setFocus(Qt.FocusReason.TabFocusReason)
    view.area.ensureWidgetVisible(row, 0, 40)
    qtbot.keyClicks(row.by, "2027-0")
    settle()
    for language, title in (("ar", "الأمن السيبراني"), ("fr", "Cybersécurité"), ("en", "Cybersecurity")):
        one.desk.set("language", language)
        settle()
        assert title in row.name.accessibleName()
        assert QApplication.focusWidget() is row.by
        assert row.by.text() == "2027-0"
        top = row.mapTo(view.area.viewport(), row.rect().topLeft()).y()
        assert -row.height() < top < view.area.viewport().height()
    for zoom in (200, 80):
        one.theme.use("dark", zoom)
        settle()
        assert QApplication.focusWidget() is row.by


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_no_word_is_cut_off_in_the_smallest_window(
    program: Callable[..., Program], lang: str, zoom: int
) -> None:
    one = program("home", size=(1024, 600), lang=lang, zoom=zoom)
    assessing = one.window.assessing
    fill(assessing, answers(everywhere(2)), group="trade")
    here = fill(assessing, answers(everywhere(3, D5=(3, 1, 3, 2, None), D7=(0,) * 5)), group="leaders")
    assessing.store.set_target(here.id, Target("D5", 4, "2020-01-31"))
    one.library.go("results")
    settle()
    view: Any = one.window.stack.currentWidget()
    assert isinstance(view, ResultsView)
    assert not [text for part in (view.head, *view.parts) for text in cut_off(part)]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_everything_the_keyboard_reaches_has_a_name_and_a_role(
    program: Callable[..., Program], lang: str
) -> None:
    one = program("home", lang=lang)
    assessing = one.window.assessing
    fill(assessing, answers(everywhere(2), evidence=""), group="trade")
    fill(assessing, answers(everywhere(3, D5=(3, 1, 3, 2, None))), group="leaders")
    one.library.go("results")
    settle()
    view = one.window.stack.currentWidget()
    assert view is not None
    vague = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Border)
    assert not [type(w).__name__ for w in focusable(view) if not accessible_name(w) or role(w) in vague]


# --- speed ----------------------------------------------------------------------------------------------------
