"""What the tests of the cost planner share: the view with a plan, its fields and keys, and what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from on_screen import forget
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ictguide_desktop.assess.cost_plan import (
    CostPlan,
)
from ictguide_desktop.assess.cost_record import body_of, plan_from
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.work import Work, WorkKind
from ictguide_desktop.services.desk import WORKS, Desk
from ictguide_desktop.ui.views.cost_fields import NumberField
from ictguide_desktop.ui.views.cost_funding import FundingTab
from ictguide_desktop.ui.views.cost_lines import InputsTab
from ictguide_desktop.ui.views.cost_page import FUNDING, INPUTS
from ictguide_desktop.ui.views.costs_view import CostsView
from ictguide_desktop.ui.views.view import Context

Shows = Callable[..., CostsView]
KEYS = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SOFTWARE = "lines.software.amount"


@pytest.fixture(name="shows")
def plan_shown(qtbot: QtBot, context: Context) -> Iterator[Shows]:
    """Shows the list, or a plan when one is given, as the window does."""
    views: list[CostsView] = []

    def show(plan: CostPlan | None = None, size: tuple[int, int] = (1100, 760)) -> CostsView:
        view = CostsView(context)
        views.append(view)
        view.resize(*size)
        library = context.library
        view.go_requested.connect(library.go)
        library.place_changed.connect(
            lambda address: view.show_place(address) if address.page == "costs" else view.hide()
        )
        library.go(Address("costs", kept(context.desk, plan).id if plan is not None else ""))
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.focus_first()
        QApplication.processEvents()
        return view

    yield show
    for view in views:
        forget(view)


def kept(desk: Desk, plan: CostPlan) -> Work:
    """The plan as a piece of work that is kept."""
    work = desk.write(WORKS, lambda: desk.works.start(WorkKind.COST, "", plan.name, body_of(plan)))
    assert work is not None
    return work


def stored(desk: Desk) -> CostPlan:
    """The plan in the database, of which there is one."""
    (work,) = desk.works.all(WorkKind.COST)
    return plan_from(work.body)


def inputs(view: CostsView) -> InputsTab:
    """The tab of the inputs, with all its lines."""
    tab = view.page.tab(INPUTS)
    assert isinstance(tab, InputsTab)
    assert tab.groups
    QApplication.processEvents()
    return tab


def field(view: CostsView, path: str) -> NumberField:
    """A field of the plan that is shown, with the keyboard in it."""
    inputs(view)
    view.page.reveal(path)
    found = view.page.planner.fields[path]
    assert isinstance(found, QLineEdit)
    assert found.hasFocus(), path
    return found  # type: ignore[return-value]


def write(qtbot: QtBot, view: CostsView, path: str, text: str) -> NumberField:
    """Replace what a field holds, key by key."""
    found = field(view, path)
    found.selectAll()
    if text:
        qtbot.keyClicks(found, text)
    else:
        qtbot.keyClick(found, KEYS.Key_Delete)
    return found


def total(view: CostsView) -> str:
    """The total as it stands beside the plan."""
    return view.page.pane.figures.total.value.text()


def said(root: QWidget) -> list[str]:
    """The words of every label that can be seen."""
    return [label.text() for label in root.findChildren(QLabel) if label.isVisible() and label.text()]


def funding(view: CostsView) -> FundingTab:
    """The tab that says who pays."""
    view.page.show_tab(FUNDING)
    tab = view.page.tab(FUNDING)
    assert isinstance(tab, FundingTab)
    QApplication.processEvents()
    return tab
