"""A checklist in use: its runs, how far the run in hand is, and every item with its box, evidence, owner and date."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience, Band, CheckItem, Page, PageHead, Section, block_text
from ictguide_desktop.ui.views.checklist_head import ChecklistHead, ItemGroup
from ictguide_desktop.ui.views.checklist_item import ItemRow
from ictguide_desktop.ui.views.checklist_run import RunInHand, tally_words
from ictguide_desktop.ui.views.view import Context, ScrollingView

_QUARTER = 4


class _Seen(NamedTuple):
    """What the page was drawn for; when only the page stays the same, the reader stays where they are."""

    page: str
    language: str
    audience: Audience | None
    band: Band | None


class _Eye(NamedTuple):
    """The item that was under the eye, and how far below the upper edge it stood."""

    item: str
    below: int


class ChecklistView(ScrollingView):
    """Rows are made once a page and then written anew in place, so that focus, cursor and text survive every switch."""

    WIDTH = 840

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.run = RunInHand(context.desk, self)
        self.rows: dict[str, ItemRow] = {}
        self._groups: dict[str, ItemGroup] = {}
        self._page: Page | None = None
        self._seen: _Seen | None = None
        self._revealed: set[str] = set()
        self._sought = ""
        self._run_shown = ""
        self._was_hidden = True
        self._eye: _Eye | None = None
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(0)
        self._looking.timeout.connect(self._look)
        self.area.verticalScrollBar().valueChanged.connect(self._look_soon)
        self.area.verticalScrollBar().rangeChanged.connect(self._look_soon)
        QApplication.instance().focusChanged.connect(self._look_soon)  # type: ignore[union-attr]
        self.area.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus
        )  # Tab goes to the items, the arrows scroll all the same
        self.run.changed.connect(self._show_run)
        self.run.begun.connect(self._say_begun)
        context.theme.changed.connect(self._restyle)
        context.library.audience_changed.connect(self._follow)
        context.library.language_changed.connect(lambda _language: self._follow())

    # --- what every view does ---------------------------------------------------------------------------------

    def show_place(self, address: Address) -> None:
        seen, before = self._wanted(address.page), self._seen
        switched = before is not None and before.page == seen.page and before != seen
        if switched and not self._was_hidden:
            self._follow()
            return
        self._was_hidden = False
        self._revealed = {address.section}
        self._draw(seen)
        self.run.open(address.page)
        if address.section in self.rows:
            self._seek(address.section)
        else:
            self.area.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        row = self.rows.get(self.context.library.place.section)
        if row is None or row.isHidden():
            row = next((row for row in self.rows.values() if not row.isHidden()), None)
        if row is not None:
            row.box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._sought:
            QTimer.singleShot(0, self, self._bring_sought)

    def hideEvent(self, event: QHideEvent) -> None:
        self.run.flush()
        self._was_hidden = self._was_hidden or not event.spontaneous()
        super().hideEvent(event)

    # --- drawing ----------------------------------------------------------------------------------------------

    def _wanted(self, page: str) -> _Seen:
        library = self.context.library
        return _Seen(page, library.language, library.audience, library.band)

    def _draw(self, seen: _Seen) -> None:
        """Draw a page, or write it anew when its rows are there already."""
        before, self._seen = self._seen, seen
        self._page = self.context.library.page(seen.page)
        items = [
            block.item for _address, _section, block in self._page.blocks() if isinstance(block, CheckItem)
        ]
        if before is None or before.page != seen.page or items != list(self.rows):
            self._build(self._page)
        self._write(self._page)
        self._filter()
        self.present()

    def _build(self, page: Page) -> None:
        self.run.flush()
        self.rows, self._groups, self._run_shown, self._eye = {}, {}, "", None
        column = self.fresh_column()
        self.head = ChecklistHead(self.context, self.run)
        self.head.crumb.linkActivated.connect(self.go_requested.emit)
        self.head.show_all.clicked.connect(self._show_everything)
        column.addWidget(self.head)
        column.setSpacing(0)
        group: ItemGroup | None = None
        for section in page.sections:
            if section.level == 2:
                group = self._groups[section.id] = ItemGroup()
                column.addWidget(group)
            for block in section.blocks:
                if isinstance(block, CheckItem):
                    column.addWidget(self._made_row(block.item, group))
        self.head.runs.show_runs()

    def _made_row(self, item: str, group: ItemGroup | None) -> ItemRow:
        context = self.context
        row = self.rows[item] = ItemRow(item, context.library, context.desk, context.theme, self.run)
        row.go_requested.connect(self.go_requested)
        row.moved.connect(lambda by: self._move(item, by))
        row.focused.connect(lambda: self._stay_at(item))
        row.settled.connect(lambda _state: self._say_tally(item))
        if group is not None:
            group.items.append(item)
        return row

    def _write(self, page: Page) -> None:
        """Every word, in the language in force."""
        head = page.head
        direction = Qt.LayoutDirection.RightToLeft if is_rtl(head.lang) else Qt.LayoutDirection.LeftToRight
        self.area.setAccessibleName(head.title)
        self.head.show_page(head, self._crumb(head), direction)
        for section in page.sections:
            if section.id in self._groups:
                said = "\n".join(
                    block_text(block) for block in section.blocks if not isinstance(block, CheckItem)
                )
                self._groups[section.id].show_words(section.title, said, direction)
            for block in section.blocks:
                if isinstance(block, CheckItem):
                    self.rows[block.item].show_words(section, block, head.lang)
        self._show_tally()

    def _crumb(self, head: PageHead) -> str:
        catalogue = self.context.library.catalogue
        steps = [("home", _("Home")), ("checklists", _("Checklists"))]
        steps += [
            (module, catalogue.pages[module].title)
            for module in head.modules[:1]
            if module in catalogue.pages
        ]
        style = f'style="color:{self.context.theme.colours["soft"]};text-decoration:none"'
        rtl = is_rtl(self.context.library.language)
        links = [f'<a {style} href="{target}">{escape(name)}</a>' for target, name in steps]
        way = (" ‹ " if rtl else " › ").join([*links, escape(head.title)])
        return f'<div dir="{"rtl" if rtl else "ltr"}">{way}</div>'

    # --- audience and band ------------------------------------------------------------------------------------

    def _filter(self) -> None:
        """Show the items for the audience and band in force; what is hidden is stated."""
        assert self._page is not None
        hidden = 0
        for section in self._page.sections:
            for block in section.blocks:
                if isinstance(block, CheckItem):
                    shown = block.item in self._revealed or self._serves(section)
                    _show_only(self.rows[block.item], shown)
                    hidden += not shown
        for group in self._groups.values():
            _show_only(group, not all(_put_away(self.rows[item]) for item in group.items))
        self.head.show_hidden(hidden)

    def _serves(self, section: Section) -> bool:
        audience, band = self.context.library.audience, self.context.library.band
        return (audience is None or audience in section.audiences) and (
            band is None or section.band in (None, band)
        )

    def _show_everything(self) -> None:
        for key in ("band", "audience"):
            self.context.desk.set(key, "")
        self.context.library.set_band(None)
        self.context.library.set_audience(None)
        self.focus_first()

    # --- following --------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Write the page anew for the language, audience and band in force; what is under the eye stays there."""
        if self._seen is None or self._seen.page not in self.context.library.catalogue.pages:
            return
        seen = self._wanted(self._seen.page)
        if (seen.audience, seen.band) != (self._seen.audience, self._seen.band):
            self._revealed.clear()
        eye = self._eye
        self._draw(seen)
        self._show_run()
        self._hold(eye)

    def _restyle(self) -> None:
        if self._page is None:
            return
        eye = self._eye
        self.fit()
        self.head.runs.restyle()
        self.head.crumb.setText(self._crumb(self._page.head))
        for row in self.rows.values():
            row.restyle()
        self._hold(eye)

    def _show_run(self) -> None:
        """Show what the run in hand says."""
        here = self.run.run.id if self.run.run is not None else ""
        # A run that began by itself takes over what was being typed: nothing is thrown away.
        anew = bool(self._run_shown) and here != self._run_shown
        self._run_shown = here
        for item, row in self.rows.items():
            row.show_answer(self.run.answer(item), anew=anew)
        if self._page is not None:
            self.head.runs.show_runs()
            self._show_tally()

    def _show_tally(self) -> None:
        self.head.show_tally(self.run.tally(self.rows))
        for group in self._groups.values():
            group.show_tally(self.run.tally(group.items))

    def _say_tally(self, item: str) -> None:
        self.told.emit(f"{item} · {tally_words(self.run.tally(self.rows))}")

    def _say_begun(self, name: str) -> None:
        self.told.emit(
            _("A run was begun: “{name}”. “This run” above the list gives it another name.").format(name=name)
        )

    # --- places -----------------------------------------------------------------------------------------------

    def _stay_at(self, item: str) -> None:
        if self._seen is not None:
            self.context.library.stay_at(Address(self._seen.page, item))

    def _move(self, item: str, by: int) -> None:
        shown = [name for name, row in self.rows.items() if not row.isHidden()]
        number = shown.index(item) + by
        if 0 <= number < len(shown):
            row = self.rows[shown[number]]
            row.box.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(row, 0, 24)

    def _seek(self, item: str) -> None:
        """Open an item, put the keyboard there and bring it on the screen; who works there already is left alone."""
        row = self.rows[item]
        row.set_open(True)
        focus = QApplication.focusWidget()
        if focus is not None and row.isAncestorOf(focus):
            return
        row.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._sought = item
        if self.isVisible():
            self._bring_sought()

    def _bring_sought(self) -> None:
        item, self._sought = self._sought, ""
        if item in self.rows:
            self._hold(_Eye(item, self.area.viewport().height() // _QUARTER))

    def _look_soon(self, *_what: object) -> None:
        self._looking.start()

    def _look(self) -> None:
        """Note what is under the eye, in quiet moments: while the theme changes, Qt has moved half of the rows already."""
        if self.isVisible():
            self._eye = self._under_eye()

    def _under_eye(self) -> _Eye | None:
        """The item with the keyboard when it is on the screen, else the uppermost one."""
        top, height = self.area.verticalScrollBar().value(), self.area.viewport().height()
        places = {item: self._top(row) for item, row in self.rows.items() if row.isVisible()}
        on_screen = [
            item for item, y in places.items() if y + self.rows[item].height() > top and y < top + height
        ]
        focus = self.focusWidget()
        for item in on_screen:
            if focus is not None and self.rows[item].isAncestorOf(focus):
                return _Eye(item, places[item] - top)
        if not on_screen or top == 0:
            return None
        return _Eye(on_screen[0], places[on_screen[0]] - top)

    def _hold(self, eye: _Eye | None) -> None:
        """Put the item back where it stood: now, and once more when Qt has polished what it left for later."""
        self._put(eye)
        QTimer.singleShot(0, self, lambda: self._put(eye))

    def _put(self, eye: _Eye | None) -> None:
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest))
        if eye is not None and eye.item in self.rows and self.rows[eye.item].isVisible():
            self.area.verticalScrollBar().setValue(self._top(self.rows[eye.item]) - eye.below)

    def _top(self, row: ItemRow) -> int:
        canvas = self.area.widget()
        return row.mapTo(canvas, QPoint(0, 0)).y() if canvas is not None else 0


def _put_away(widget: QWidget) -> bool:
    """Whether a widget was hidden on purpose; a new one is not, although Qt has not shown it yet."""
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


def _show_only(widget: QWidget, shown: bool) -> None:
    """Show or hide a widget if it is not so: showing a new one would lay it out before its column is on the screen."""
    if shown == _put_away(widget):
        widget.setVisible(shown)
