"""What the tests of checklists share: the view at an item, keys and what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from on_screen import forget
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import CheckItem, Kind, PageHead
from ictguide_desktop.model.user import Tick
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.ui.views.checklist_item import ItemRow
from ictguide_desktop.ui.views.checklist_view import ChecklistView
from ictguide_desktop.ui.views.view import Context

Shows = Callable[..., ChecklistView]
KEYS = Qt.Key


@pytest.fixture
def checklist(context: Context) -> PageHead:
    """A checklist of the guide."""
    return context.library.catalogue.of_kind(Kind.CHECKLIST)[0]


@pytest.fixture
def items(context: Context, checklist: PageHead) -> list[str]:
    """Its items, in order."""
    page = context.library.page(checklist.id)
    return [block.item for _address, _section, block in page.blocks() if isinstance(block, CheckItem)]


@pytest.fixture
def shows(qtbot: QtBot, context: Context, checklist: PageHead) -> Iterator[Shows]:
    """Shows the checklist, at an item when one is named, as the window does."""
    views: list[ChecklistView] = []

    def show(item: str = "", size: tuple[int, int] = (820, 560)) -> ChecklistView:
        view = ChecklistView(context)
        views.append(view)
        view.resize(*size)
        context.library.place_changed.connect(
            lambda address: view.show_place(address) if "checklist" in address.page else view.hide()
        )
        context.library.go(Address(checklist.id, item))
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.focus_first()
        QApplication.processEvents()
        return view

    yield show
    for view in views:
        forget(view)


def focus() -> QWidget:
    """The widget with the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def stored(desk: Desk, checklist: PageHead, item: str) -> Tick:
    """What is in the database, in the run begun last."""
    return desk.checklists.ticks(desk.checklists.runs(checklist.id)[-1].id)[item]


def top_of(view: ChecklistView, row: ItemRow) -> int:
    """How far below the upper edge a row stands."""
    return row.mapTo(view.area.viewport(), QPoint(0, 0)).y()
