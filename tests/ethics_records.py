"""What the tests of the ethics view share: the view with a record in hand, and what is stored of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from on_screen import forget, press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from ictguide_desktop.assess.ethics import (
    CHECKLIST,
    RAISERS,
    EthicsDecision,
    EthicsRecord,
    Ground,
    Stage,
    TierAnswers,
    decided,
    tier_items,
)
from ictguide_desktop.assess.ethics_file import from_body, to_body
from ictguide_desktop.assess.forms import Note, Reply
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.work import Work, WorkKind
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.library import ETHICS_TIER, Library
from ictguide_desktop.ui.views.date_field import today
from ictguide_desktop.ui.views.ethics_choice import AnswerButtons
from ictguide_desktop.ui.views.ethics_decision import DecisionStep
from ictguide_desktop.ui.views.ethics_items import ItemsStep
from ictguide_desktop.ui.views.ethics_look import LookStep
from ictguide_desktop.ui.views.ethics_questions import QuestionsStep
from ictguide_desktop.ui.views.ethics_view import EthicsView
from ictguide_desktop.ui.views.view import Context

KEYS = Qt.Key
PROOF = Note("Report of 12 October, folder 7")
NONE_RAISES = dict.fromkeys(RAISERS, False)
BY = EthicsDecision("2025-01-10", "C. Rossi", "Official", True, Stage.LIVE, 3, Ground.PASSES, "In one office")
Shows = Callable[..., EthicsView]


def in_days(days: int) -> str:
    """A day from today, as ISO text."""
    day: date = today() + timedelta(days)
    return day.isoformat()


def action(days: int = 30) -> Note:
    """An action that meets a no, with its day."""
    return Note("Publish a summary", "Data office", in_days(days))


def record(library: Library, tier: int = 3, **replies: str) -> EthicsRecord:
    """A record of a tier with every item at yes and proved, but for some."""
    names = [item.item for item in tier_items(library.page(CHECKLIST), tier)]
    given = dict.fromkeys(names, Reply.YES.value) | replies
    return EthicsRecord(
        system="Value score",
        purpose="Signals a possible undervaluation",
        answers=TierAnswers(tier, NONE_RAISES),
        stage=Stage.SHADOW,
        replies=given,
        notes=dict.fromkeys(names, PROOF),
    )


def kept(desk: Desk, one: EthicsRecord) -> Work:
    """A record in the store."""
    return desk.works.start(WorkKind.ETHICS, "", one.system, to_body(one))


def stored(desk: Desk, work: str = "") -> EthicsRecord:
    """What is in the store of a record, or of the one begun last."""
    found = desk.works.get(work) if work else desk.works.all(WorkKind.ETHICS)[-1]
    assert found is not None
    return from_body(found.body)


def with_notes(one: EthicsRecord, **notes: Note) -> EthicsRecord:
    """The record with other notes."""
    return replace(one, notes={**one.notes, **notes})


@pytest.fixture(name="shows")
def ethics_shows(qtbot: QtBot, context: Context) -> Iterator[Shows]:
    """Shows the view, at a record when one is named, as the window does."""
    windows: list[QStackedWidget] = []

    def show(work: str = "", step: str = "", size: tuple[int, int] = (960, 640)) -> EthicsView:
        view, elsewhere, window = EthicsView(context), QLineEdit(), QStackedWidget()
        windows.append(window)
        window.addWidget(elsewhere)
        window.addWidget(view)
        window.resize(*size)

        def follow(address: Address) -> None:
            window.setCurrentWidget(view if address.page == ETHICS_TIER else elsewhere)
            if address.page == ETHICS_TIER:
                view.show_place(address)

        context.library.place_changed.connect(follow)
        view.go_requested.connect(context.library.go)
        context.library.go(Address(ETHICS_TIER, work))
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        view.focus_first()
        settle()
        if step:
            view.page.turn_to(step)
            settle()
        return view

    yield show
    for window in windows:
        forget(window)


def settle() -> None:
    """Let the window lay itself out."""
    for _number in range(3):
        QApplication.processEvents()


def focus() -> QWidget:
    """The widget with the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def click(qtbot: QtBot, widget: QWidget) -> None:
    """A click, and what follows from it."""
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def write(qtbot: QtBot, widget: QWidget, text: str) -> None:
    """Put the keyboard into a field, write over what it holds, and go on with Tab."""
    widget.setFocus()
    qtbot.keyClick(widget, KEYS.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(widget, text)
    press(qtbot, widget, KEYS.Key_Tab)


def undo(qtbot: QtBot) -> None:
    """Ctrl+Z where the keyboard is."""
    qtbot.keyClick(focus(), KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()


def questions(view: EthicsView) -> QuestionsStep:
    """The six questions that are shown."""
    step = view.page.step
    assert isinstance(step, QuestionsStep)
    return step


def items(view: EthicsView) -> ItemsStep:
    """The items that are shown."""
    step = view.page.step
    assert isinstance(step, ItemsStep)
    return step


def chosen(answers: AnswerButtons) -> str:
    """The answer that looks chosen."""
    return next((name for name, button in answers.buttons.items() if button.isChecked()), "")


def decision(view: EthicsView) -> DecisionStep:
    """The decision that is shown."""
    step = view.page.step
    assert isinstance(step, DecisionStep)
    return step


def look(view: EthicsView) -> LookStep:
    """The step that says when the system is looked at again."""
    step = view.page.step
    assert isinstance(step, LookStep)
    return step


def approved(library: Library, on: str = "2025-01-10", **replies: str) -> EthicsRecord:
    """A record of T3 that was approved."""
    return decided(library.page(CHECKLIST), record(library, **replies), BY._replace(on=on))
