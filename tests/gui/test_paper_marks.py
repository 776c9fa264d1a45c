"""What was marked on paper is typed back: read while it is typed, and recorded where it belongs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ictguide_desktop.assess.paper_loop import code
from ictguide_desktop.model.assessment import Scope
from ictguide_desktop.model.user import TickState
from ictguide_desktop.ui.dialogs.paper_marks import PaperMarksDialog
from ictguide_desktop.ui.views.view import Context


@pytest.fixture
def dialog(qtbot: QtBot, context: Context) -> PaperMarksDialog:
    assert context.assessing is not None
    made = PaperMarksDialog(context.library, context.desk, context.assessing)
    qtbot.addWidget(made)
    made.show()
    return made


def record(qtbot: QtBot, dialog: PaperMarksDialog) -> None:
    qtbot.mouseClick(dialog.record, Qt.MouseButton.LeftButton)


def test_forty_items_go_into_the_run_in_hand(qtbot: QtBot, context: Context, dialog: PaperMarksDialog) -> None:
    items = sorted(context.library.catalogue.items)[:40]
    qtbot.keyClicks(dialog.field, "\r".join(f"{code(item).lower()} y" for item in items))
    assert dialog.said.text() == "40 marks read."
    record(qtbot, dialog)
    assert dialog.field.toPlainText() == ""
    ticked = {
        item
        for run in context.desk.checklists.runs()
        for item, tick in context.desk.checklists.ticks(run.id).items()
        if tick.state == TickState.DONE
    }
    assert ticked == set(items)


def test_a_slip_of_the_hand_is_named_and_stays_while_the_rest_is_recorded(
    qtbot: QtBot, context: Context, dialog: PaperMarksDialog
) -> None:
    right, wrong = code("C-C3"), code("C-C4")
    slip = wrong.replace("4", "5")
    qtbot.keyClicks(dialog.field, f"{right} n/a\r{slip} y")
    assert "Line 2" in dialog.said.text()
    record(qtbot, dialog)
    assert dialog.field.toPlainText() == f"{slip} y"
    run = context.desk.run_in_hand(context.library.catalogue.items["C-C3"].page)
    assert run is not None
    ticks = context.desk.checklists.ticks(run.id)
    assert {item: tick.state for item, tick in ticks.items()} == {"C-C3": TickState.NOT_APPLICABLE}


def test_scores_wait_for_an_assessment(qtbot: QtBot, context: Context, dialog: PaperMarksDialog) -> None:
    assert context.assessing is not None
    qtbot.keyClicks(dialog.field, f"{code('D4.2')} 3")
    assert not dialog.record.isEnabled()
    assert "begin an assessment" in dialog.said.text()
    begun = context.assessing.start("First", "Customs", "ICT", "2026", "2026-11-25", Scope.ALL)
    assert begun is not None
    dialog.field.clear()
    qtbot.keyClicks(dialog.field, f"{code('D4.2')} 3")
    record(qtbot, dialog)
    assert context.assessing.answers(begun)["D4.2"].score == 3
    context.assessing.undo()
    assert context.assessing.answers(begun)["D4.2"].score is None
