"""Step 2 of an ethics record: the items of the tier in their groups, each answered with what stands behind the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.ethics import CHECKLIST, EthicsRecord, Standing
from ictguide_desktop.assess.forms import Flaw, Reply
from ictguide_desktop.export.ethics_document import EthicsPages
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import CheckItem, Page, Section, block_text
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.theme import BESIDE, Theme
from ictguide_desktop.ui.views.checklist_head import ItemGroup
from ictguide_desktop.ui.views.checklist_run import Tally
from ictguide_desktop.ui.views.ethics_in_hand import ITEM, RecordInHand, above_tier, note_of, reply_of
from ictguide_desktop.ui.views.ethics_item import Answered, EthicsItem
from ictguide_desktop.ui.views.ethics_step import Step, link_button, title_row
from ictguide_desktop.ui.views.ethics_words import progress_words
from ictguide_desktop.ui.views.view import words

_ICON, _AT_ONCE, _LATER = 16, 7, 5


class ItemsStep(Step):
    """Rows are made once, the first at once and the rest in quiet moments; those above the tier are hidden, and their
    answers kept. `next_wanted` asks for the decision.
    """

    def __init__(
        self, theme: Theme, hand: RecordInHand, library: Library, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, hand, parent)
        self._library = library
        self._rows: dict[str, EthicsItem] = {}
        self._groups: dict[str, tuple[ItemGroup, list[str]]] = {}
        self._to_make: list[Section | CheckItem] = []
        self._asked: frozenset[str] = frozenset()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._make_more)
        self._title, self._tally = words("", "sectionTitle"), words("", "soft")
        self._guide, self._kept = link_button(self), words("", "soft")
        self.next_open, self.next = QPushButton(), QPushButton()
        self.next.setObjectName("primary")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.column.setSpacing(0)
        self.column.addLayout(title_row(self._title, self._guide))
        self.column.addSpacing(4)
        self.column.addLayout(title_row(self._tally, self.next_open))
        self.column.addSpacing(4)
        self.column.addWidget(self._kept)
        self.column.addLayout(self._list)
        self.column.addSpacing(16)
        self.column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeading)
        self._guide.clicked.connect(lambda: self.go_requested.emit(CHECKLIST))
        self.next_open.clicked.connect(self.go_to_open)
        self.next.clicked.connect(self.next_wanted)

    @property
    def rows(self) -> Mapping[str, EthicsItem]:
        """Every row, in order; those not made yet are made now."""
        self._make(len(self._to_make))
        return self._rows

    def marks(self) -> list[QWidget]:
        return list(self._rows.values())

    def take_focus(self) -> bool:
        row = next((row for row in self._rows.values() if not row.isHidden()), None)
        if row is not None:
            row.answers.take_focus()
        return row is not None

    def seek(self, item: str) -> None:
        """Open an item with the keyboard on its answers."""
        row = self.rows.get(item)
        if row is not None and not row.isHidden():
            row.set_open(True)
            self._go_to(row)

    def go_to_open(self) -> None:
        """Go to the next item that stops the system, or is not settled."""
        row = self._open_row()
        if row is None:
            self.told.emit(_("Every item is answered."))
        else:
            self._go_to(row)

    def _go_to(self, row: EthicsItem) -> None:
        row.answers.take_focus()
        self.seen.emit(row)

    # --- showing ----------------------------------------------------------------------------------------------

    def show_words(self, pages: EthicsPages, language: str) -> None:
        super().show_words(pages, language)
        self._guide.setText(_("The checklist in the guide"))
        self.next_open.setText(_("Next open item"))
        self.next.setText(_("Go on to the decision"))
        page = pages.checklist
        known = [*self._rows, *(one.item for one in self._to_make if isinstance(one, CheckItem))]
        if [item.item for item in _items(page)] != known:
            self._begin(page)
        else:
            self._to_make = _rest(page, len(self._groups), len(self._rows))
            self._write(page)
        self.show_record()
        self.restyle()

    def show_record(self, *, anew: bool = False) -> None:
        if self._pages is None:
            return
        record, stands = self._hand.record, self._hand.stands(self._pages)
        self._show_head(record, stands)
        self._show_asked(stands)
        for item, row in self._rows.items():
            if anew:
                row.set_open(False)
            shown = _answered(record, stands, item)
            if anew or shown != row.answered:
                row.show_answer(shown, anew=anew)
        self._show_tallies(record)

    def restyle(self) -> None:
        self.next_open.setIcon(self._theme.icon_beside("arrow-right"))
        self.next_open.setIconSize(QSize(self._theme.px(_ICON * BESIDE), self._theme.px(_ICON)))
        for row in self._rows.values():
            row.restyle()

    # --- the rows ---------------------------------------------------------------------------------------------

    def _begin(self, page: Page) -> None:
        """Put the items of a page in place of those before."""
        for widget in (*self._rows.values(), *(group for group, _members in self._groups.values())):
            widget.hide()
            widget.deleteLater()
        self._rows, self._groups, self._asked = {}, {}, frozenset()
        self._to_make = _rest(page, 0, 0)
        self._make(_AT_ONCE)

    def _make(self, count: int) -> None:
        """Make so many rows and groups more; the rest follow later."""
        if self._pages is None or not self._to_make:
            return
        now, self._to_make = self._to_make[:count], self._to_make[count:]
        for one in now:
            if isinstance(one, CheckItem):
                next(reversed(self._groups.values()))[1].append(one.item)
                self._list.addWidget(self._made_row(one.item))
                self._write_item(one)
            else:
                group = ItemGroup()
                self._groups[one.id] = (group, [])
                self._list.addWidget(group)
                self._write_group(one)
        self._asked = frozenset()
        self.show_record()
        if self._to_make:
            self._later.start()

    def _make_more(self) -> None:
        """Some rows more, laid out before anything is painted: there is no room for them yet, and all would be squeezed."""
        self._make(_LATER)
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest))

    def _made_row(self, item: str) -> EthicsItem:
        row = self._rows[item] = EthicsItem(item, self._theme, self)
        row.replied.connect(lambda reply: self._reply(item, reply))
        row.typed.connect(lambda field, text: self._type(item, field, text))
        row.left.connect(self._hand.leave)
        row.moved.connect(lambda by: self._move(item, by))
        row.go_requested.connect(self.go_requested)
        row.hide()
        return row

    def _write(self, page: Page) -> None:
        for section in page.sections:
            if section.id in self._groups:
                self._write_group(section)
        for item in _items(page):
            if item.item in self._rows:
                self._write_item(item)

    def _write_group(self, section: Section) -> None:
        assert self._pages is not None
        rtl = is_rtl(self._pages.checklist.head.lang)
        said = "\n".join(block_text(block) for block in section.blocks if not isinstance(block, CheckItem))
        direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        self._groups[section.id][0].show_words(section.title, said, direction)

    def _write_item(self, item: CheckItem) -> None:
        assert self._pages is not None
        catalogue = self._library.catalogue
        head, where = catalogue.pages.get(item.explains.page), catalogue.where(item.explains)
        names = [head.title if head is not None else "", where.title if where is not None else ""]
        place = " › ".join(name for name in names if name)
        self._rows[item.item].show_words(item, place, self._pages.checklist.head.lang, self._language)

    # --- what is said of them ---------------------------------------------------------------------------------

    def _show_head(self, record: EthicsRecord, stands: Standing) -> None:
        self._title.setText(
            ngettext("{n} item for tier {tier}", "{n} items for tier {tier}", len(stands.asked)).format(
                n=len(stands.asked), tier=f"T{stands.tier.tier}"
            )
        )
        self._tally.setText(progress_words(record, stands))
        kept = above_tier(record, stands)
        self._kept.setText(
            ngettext(
                "{n} answer to an item that this tier does not ask is kept, and counts for nothing.",
                "{n} answers to items that this tier does not ask are kept, and count for nothing.",
                kept,
            ).format(n=kept)
        )
        self._kept.setVisible(kept > 0)
        self.next_open.setEnabled(bool(stands.open or stands.stop_items or stands.overdue))

    def _show_asked(self, stands: Standing) -> None:
        """Show the rows and groups that the tier asks for."""
        if self._asked == frozenset(stands.asked):
            return
        self._asked = frozenset(stands.asked)
        for item, row in self._rows.items():
            if row.isHidden() == (item in self._asked):
                row.setVisible(item in self._asked)
        for group, members in self._groups.values():
            group.setVisible(not self._asked.isdisjoint(members))

    def _show_tallies(self, record: EthicsRecord) -> None:
        for group, members in self._groups.values():
            asked = [item for item in members if item in self._asked]
            apart = sum(reply_of(record, item) == Reply.NOT_APPLICABLE for item in asked)
            group.show_tally(Tally(sum(bool(reply_of(record, item)) for item in asked), apart, len(asked)))

    def _reply(self, item: str, reply: str) -> None:
        record = self._hand.record
        self._hand.act(f"{ITEM}{item}.reply", record.with_reply(item, reply, note_of(record, item)))
        row = self._rows[item]
        if reply:
            row.set_open(True)
        if row.answered.stops or row.answered.flaw is None:
            self._tell(item)

    def _tell(self, item: str) -> None:
        if self._pages is not None:
            stands = self._hand.stands(self._pages)
            self.told.emit(f"{item} · {progress_words(self._hand.record, stands)}")

    def _type(self, item: str, field: str, text: str) -> None:
        record = self._hand.record
        note = note_of(record, item)._replace(**{field: text})
        self._hand.type(f"{ITEM}{item}.{field}", record.with_reply(item, record.replies.get(item, ""), note))

    def _move(self, item: str, by: int) -> None:
        shown = [name for name, row in self.rows.items() if name in self._asked]
        number = shown.index(item) + by
        if 0 <= number < len(shown):
            self._go_to(self.rows[shown[number]])

    def _open_row(self) -> EthicsItem | None:
        """The next row from where the keyboard is, round and round, that still asks for something."""
        if self._pages is None:
            return None
        stands = self._hand.stands(self._pages)
        waiting = {*stands.open, *stands.stop_items, *stands.overdue}
        names = [item for item in self.rows if item in self._asked]
        here = next((n for n, item in enumerate(names, 1) if _within(self.rows[item])), 0)
        return next((self.rows[item] for item in names[here:] + names[:here] if item in waiting), None)


def _within(row: EthicsItem) -> bool:
    focus = row.window().focusWidget()
    return focus is not None and row.isAncestorOf(focus)


def _items(page: Page) -> Iterator[CheckItem]:
    return (block for _address, _section, block in page.blocks() if isinstance(block, CheckItem))


def _rest(page: Page, groups: int, rows: int) -> list[Section | CheckItem]:
    """The groups and items of a page in their order, without those that have been made."""
    found: list[Section | CheckItem] = []
    for section in page.sections:
        if section.level == 2:
            found.append(section)
        found.extend(block for block in section.blocks if isinstance(block, CheckItem))
    return found[groups + rows :]


def _answered(record: EthicsRecord, stands: Standing, item: str) -> Answered:
    reply = reply_of(record, item)
    flaw: Flaw | None = None
    if item in stands.unproven:
        flaw = Flaw.NO_EVIDENCE
    elif item in stands.open and reply == Reply.NO:
        flaw = Flaw.NO_ACTION
    elif item in stands.open and reply == Reply.NOT_APPLICABLE:
        flaw = Flaw.NO_REASON
    stops, overdue = item in stands.stop_items, item in stands.overdue
    return Answered(reply, note_of(record, item), stops, flaw, overdue)
