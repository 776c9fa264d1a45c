"""The ethics tier: the systems that have a record, and one record with its six questions, items, decisions and looks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.address import Address
from ictguide_desktop.services.desk import WORKS
from ictguide_desktop.services.exporting import Offer
from ictguide_desktop.services.library import ETHICS_TIER
from ictguide_desktop.ui.views.ethics_head import DELETE, DUPLICATE, UNDO
from ictguide_desktop.ui.views.ethics_in_hand import RecordInHand
from ictguide_desktop.ui.views.ethics_list import RENAME, SystemsList
from ictguide_desktop.ui.views.ethics_record import RecordPage
from ictguide_desktop.ui.views.ethics_shelf import EthicsShelf, record_offer
from ictguide_desktop.ui.views.ethics_words import ethics_pages
from ictguide_desktop.ui.views.under_eye import UnderEye
from ictguide_desktop.ui.views.view import Context, ScrollingView, words


class EthicsView(ScrollingView):
    """The place `ethics-tier` shows the list, `ethics-tier#<id>` a record; both are written anew in place."""

    WIDTH = 860

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.hand = RecordInHand(context.desk, self)
        self.shelf = EthicsShelf(context.desk)
        self.list = SystemsList(context.theme, self.shelf)
        self.page = RecordPage(context, self.hand)
        self._problem, self.back = words("", "warningText"), QPushButton()
        self._was_hidden, self._fresh = True, ""
        column = self.fresh_column()
        for widget in (self._problem, self.back, self.list, self.page):
            column.addWidget(widget)
            widget.hide()
        column.setAlignment(self.back, Qt.AlignmentFlag.AlignLeading)
        # Its height follows from its width: what it would need at its narrowest is no measure, and leaves an empty end.
        canvas = self.area.widget()
        assert canvas is not None
        canvas.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.eye = UnderEye(self.area, self._marks)
        self.area.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the arrows scroll, Tab goes to what is inside
        self._connect()
        self.retranslate()

    # --- what every view does ---------------------------------------------------------------------------------

    def show_place(self, address: Address) -> None:
        came, self._was_hidden = self._was_hidden, False
        before = self.hand.work.id if self.hand.work is not None else ""
        if address.section:
            self.hand.open(address.section)
        else:
            self.hand.close()
        here = self.hand.work.id if self.hand.work is not None else ""
        if here and here != before:
            self.page.begin()
        self._refresh()
        self.present()
        if came or here != before:
            self.area.verticalScrollBar().setValue(0)
        if address.section and not here:
            self.told.emit(_("There is no such record. Here are those that there are."))
        if not came and here != before:
            QTimer.singleShot(0, self, self.focus_first)

    def focus_first(self) -> None:
        if not self.list.isHidden():
            self.list.take_focus()
        elif not self.back.isHidden():
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.hand.record.system:
            self.page.head.name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.page.isHidden():
            self.page.take_focus()

    def retranslate(self) -> None:
        self.area.setAccessibleName(_("Ethics tier"))
        self.back.setText(_("All systems"))
        self.list.language = self.page.language = (
            ""  # a view that is not on the screen is written when it comes back
        )
        if not self._was_hidden:
            self._refresh()
        self.eye.hold()

    def offers(self) -> list[Offer]:
        if self.hand.work is None or self.hand.refused is not None:
            return []
        self.hand.leave()
        return [record_offer(self.context.library.edition, self.hand.record)]

    def hideEvent(self, event: QHideEvent) -> None:
        self.hand.leave()
        self._was_hidden = self._was_hidden or not event.spontaneous()
        super().hideEvent(event)

    # --- what is shown ----------------------------------------------------------------------------------------

    def _marks(self) -> Sequence[QWidget]:
        return [*self.page.marks()] if not self.page.isHidden() else []

    def _refresh(self) -> None:
        """Show the list or the record in hand; what cannot be shown is said."""
        pages, library = ethics_pages(self.context.library), self.context.library
        problem = ""
        if pages is None:
            problem = _("This edition of the guide lacks the six questions or the checklist on ethics.")
        elif self.hand.refused is not None:
            problem = _(
                "This record cannot be read: it is damaged, or a newer version wrote it. It is kept as it is: update the "
                "guide, or restore an earlier copy of your data."
            )
        listed = pages is not None and self.hand.work is None
        if pages is not None and listed:
            self.list.show_words(pages, library.language)
        elif pages is not None and not problem and self.page.language != library.language:
            self.page.show_words(pages)
        self._problem.setText(problem)
        for widget, shown in (
            (self._problem, bool(problem)),
            (self.back, bool(problem) and pages is not None),
            (self.list, listed),
            (self.page, not listed and not problem),
        ):
            widget.setVisible(shown)

    def _follow(self, kind: str) -> None:
        pages = ethics_pages(self.context.library)
        if kind == WORKS and not self._was_hidden and pages is not None and not self.list.isHidden():
            self.list.refresh(pages, self.context.library.language)

    def _show_every(self) -> None:
        pages = ethics_pages(self.context.library)
        if pages is not None:
            self.list.show_every(pages, self.context.library.language)

    def _restyle(self) -> None:
        self.fit()
        self.list.restyle()
        self.page.restyle()
        self.eye.hold()

    # --- doing ------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.list.opened.connect(self._open)
        self.list.new_wanted.connect(self.new)
        self.list.every_wanted.connect(self._show_every)
        self.list.go_requested.connect(self.go_requested)
        self.list.act_wanted.connect(self._act)
        self.page.go_requested.connect(self.go_requested)
        self.page.told.connect(self.told)
        self.page.seen.connect(self.eye.bring)
        self.page.turned.connect(self._show_tabs)
        self.page.head.list_wanted.connect(lambda: self.go_requested.emit(Address(ETHICS_TIER)))
        self.page.head.export_wanted.connect(self.export)
        self.page.head.act_wanted.connect(self._act_here)
        self.back.clicked.connect(lambda: self.go_requested.emit(Address(ETHICS_TIER)))
        self.hand.gone.connect(self._leave_gone)
        self.context.desk.changed.connect(self._follow)
        self.context.theme.changed.connect(self._restyle)

    def _open(self, work: str) -> None:
        self.go_requested.emit(Address(ETHICS_TIER, work))

    def new(self) -> None:
        """Begin a record; its name is asked for by the cursor that stands in it."""
        begun = self.shelf.start()
        if begun is not None:
            self._open(begun.id)
            self.told.emit(_("Begun. Everything is stored as you go."))

    def export(self) -> None:
        """Ask how the record in hand is to be exported."""
        offers = self.offers()
        if offers and self.context.exporting is not None:
            self.context.exporting.ask(offers[0])

    def _act_here(self, act: str) -> None:
        if self.hand.work is None:
            return
        if act == UNDO:
            self.undo()
        else:
            self.hand.leave()
            self._act(act, self.hand.work.id)

    def _act(self, act: str, work: str) -> None:
        if act == RENAME:
            self._open(work)
            QTimer.singleShot(0, self, self.page.head.ask_name)
        elif act == DUPLICATE:
            copy = self.shelf.duplicate(work)
            if copy is not None:
                self._open(copy.id)
                self.told.emit(
                    _("Copied: {name}. The decisions stay with the record before.").format(name=copy.name)
                )
        elif act == DELETE:
            self.shelf.delete(work)

    def _leave_gone(self) -> None:
        """The record in hand was deleted, here or elsewhere."""
        if not self._was_hidden:
            self.go_requested.emit(Address(ETHICS_TIER))

    def _show_tabs(self) -> None:
        """Another step begins at its top, where the steps are."""
        self.eye.bring(self.page.tabs)

    def undo(self) -> None:
        """Take the last change of the record in hand back, and go to where it was made."""
        part = self.hand.undo()
        if part:
            self.page.go_to_change(part)
            self.told.emit(_("The last change was taken back."))
        else:
            self.told.emit(_("There is nothing to undo in this record."))

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        part = self.hand.redo()
        if part:
            self.page.go_to_change(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A field keeps these keys for its own text; where nobody types they are the record's.
        if not self._own(event):
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        else:
            self.redo()

    def _own(self, event: QKeyEvent) -> bool:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return control and event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y) and self.hand.work is not None
