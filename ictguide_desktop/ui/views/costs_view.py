"""The life-cycle cost planner: the list of plans (`costs`), and one plan (`costs#id`)."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.address import Address
from ictguide_desktop.services.exporting import Offer
from ictguide_desktop.services.library import COSTS
from ictguide_desktop.ui.views.cost_fields import is_put_back, is_redo, is_undo
from ictguide_desktop.ui.views.cost_in_hand import PlanInHand
from ictguide_desktop.ui.views.cost_list import CostListView
from ictguide_desktop.ui.views.cost_offer import cost_offer
from ictguide_desktop.ui.views.cost_page import PlanPage
from ictguide_desktop.ui.views.cost_works import Kept, delete, duplicate
from ictguide_desktop.ui.views.view import Context, View


class CostsView(View):
    """The page of a plan is made when a plan is first opened, and shows every plan after it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.hand = PlanInHand(context.desk, self)
        self.list = CostListView(context)
        self._page: PlanPage | None = None
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.list.go_requested.connect(self.go_requested)
        self.list.told.connect(self.told)
        self.hand.gone.connect(self._leave)
        context.theme.changed.connect(self._restyle)

    @property
    def page(self) -> PlanPage:
        """The page of the plan in hand, made at the first call."""
        if self._page is None:
            page = self._page = PlanPage(self.context, self.hand)
            page.go_requested.connect(self.go_requested)
            page.told.connect(self.told)
            page.export_wanted.connect(self._export)
            page.copy_wanted.connect(self._copy)
            page.delete_wanted.connect(self._delete)
            self._stack.addWidget(page)
        return self._page

    @property
    def on_plan(self) -> bool:
        """Whether a plan is shown, not the list."""
        return self._page is not None and self._stack.currentWidget() is self._page

    # --- what every view does ---------------------------------------------------------------------------------

    def show_place(self, address: Address) -> None:
        if address.section and self.hand.open(address.section):
            self._stack.setCurrentWidget(self.page)
            return
        self.hand.flush()
        if address.section:
            self.told.emit(_("This plan is not there any more, or cannot be read. Choose another one."))
        self._stack.setCurrentWidget(self.list)
        self.list.show_place(address)

    def focus_first(self) -> None:
        if self.on_plan:
            self.page.focus_first()
        else:
            self.list.focus_first()

    def offers(self) -> list[Offer]:
        return [cost_offer(self.hand.plan)] if self.on_plan else []

    def retranslate(self) -> None:
        if self._page is not None:
            self._page.retranslate()

    def event(self, event: QEvent) -> bool:
        # While a plan is shown, undo is the plan's; elsewhere its keys are the window's.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.on_plan
            and (is_undo(event) or is_redo(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.on_plan and is_undo(event):
            self.hand.undo()
        elif self.on_plan and is_redo(event):
            self.hand.redo()
        elif is_put_back(event):
            self.context.desk.undo()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.hand.leave()
        super().hideEvent(event)

    # --- acts -------------------------------------------------------------------------------------------------

    def _export(self) -> None:
        self.hand.flush()
        if self.context.exporting is not None:
            self.context.exporting.ask(cost_offer(self.hand.plan))

    def _copy(self) -> None:
        self.hand.flush()
        if self.hand.work is not None:
            work = duplicate(self.context.desk, Kept(self.hand.work, self.hand.plan))
            if work is not None:
                self.go_requested.emit(Address(COSTS, work.id))
                self.told.emit(_("Copied: {name}").format(name=work.name))

    def _delete(self) -> None:
        self.hand.flush()
        if self.hand.work is not None:
            delete(self.context.desk, self.hand.work)

    def _leave(self) -> None:
        """The plan that was shown is gone."""
        if self.on_plan and self.isVisible():
            self.go_requested.emit(Address(COSTS))

    def _restyle(self) -> None:
        if self._page is not None:
            self._page.restyle()
