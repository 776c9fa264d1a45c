"""Step 2 of an ethics record: the items of the tier in their groups, each answered with what stands behind the answer."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ictguide_desktop.assess.ethics import CHECKLIST, EthicsRecord, Standing
from ictguide_desktop.assess.forms import Flaw, Reply
from ictguide_desktop.export.ethics_document import EthicsPages
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import CheckItem, Page, block_text
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.theme import BESIDE, Theme
from ictguide_desktop.ui.views.checklist_head import ItemGroup
from ictguide_desktop.ui.views.checklist_run import Tally
from ictguide_desktop.ui.views.ethics_in_hand import ITEM, RecordInHand, above_tier, note_of, reply_of
from ictguide_desktop.ui.views.ethics_item import Answered, EthicsItem
from ictguide_desktop.ui.views.ethics_step import Step, link_button, title_row
from ictguide_desktop.ui.views.ethics_words import progress_words
from ictguide_desktop.ui.views.view import words

_ICON = 16


class ItemsStep(Step):
    """Rows are made once; those above the tier are hidden, and their answers kept. `next_wanted` asks for the decision."""

    def __init__(
        self, theme: Theme, hand: RecordInHand, library: Library, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, hand, parent)
        self._library = library
        self.rows: dict[str, EthicsItem] = {}
        self._groups: dict[str, tuple[ItemGroup, list[str]]] = {}
        self._asked: frozenset[str] = frozenset()
        self._known: EthicsRecord | None = None
        self._title, self._tally = words("", "sectionTitle"), words("", "soft")
        self._guide, self._kept = link_button(self), words("", "soft")
        self.next_open, self.next = QPushButton(), QPushButton()
        self.next.setObjectName("primary")
        self.column.setSpacing(0)
        self.column.addLayout(title_row(self._title, self._guide))
        self.column.addSpacing(4)
        self.column.addLayout(title_row(self._tally, self.next_open))
        self.column.addSpacing(4)
        self.column.addWidget(self._kept)
        self._guide.clicked.connect(lambda: self.go_requested.emit(CHECKLIST))
        self.next_open.clicked.connect(self.go_to_open)
        self.next.clicked.connect(self.next_wanted)

    def marks(self) -> list[QWidget]:
        return list(self.rows.values())

    def take_focus(self) -> bool:
        row = next((row for row in self.rows.values() if not row.isHidden()), None)
        if row is not None:
            row.answers.take_focus()
        return row is not None

    def seek(self, item: str) -> None:
        """Open an item with the keyboard on its answers."""
        row = self.rows.get(item)
        if row is not None and not row.isHidden():
            row.set_open(True)
            row.answers.take_focus()
            self.seen.emit(row)

    def go_to_open(self) -> None:
        """Go to the next item that stops the system, or is not settled."""
        row = self._open_row()
        if row is None:
            self.told.emit(_("Every item is answered."))
        else:
            row.answers.take_focus()
            self.seen.emit(row)

    # --- showing ----------------------------------------------------------------------------------------------

    def show_words(self, pages: EthicsPages, language: str) -> None:
        super().show_words(pages, language)
        page = pages.checklist
        if [item.item for item in _items(page)] != list(self.rows):
            self._build(page)
        self._write(page)
        self._guide.setText(_("The checklist in the guide"))
        self.next_open.setText(_("Next open item"))
        self.next.setText(_("Go on to the decision"))
        self._known = None
        self.show_record()
        self.restyle()

    def show_record(self, *, anew: bool = False) -> None:
        if self._pages is None:
            return
        record, stands = self._hand.record, self._hand.stands(self._pages)
        self._show_head(record, stands)
        for item, row in self.rows.items():
            if anew:
                row.set_open(False)
            shown = _answered(record, stands, item)
            if anew or shown != row.answered or self._known is None:
                row.show_answer(shown, anew=anew)
        self._known = record

    def restyle(self) -> None:
        self.next_open.setIcon(self._theme.icon_beside("arrow-right"))
        self.next_open.setIconSize(QSize(self._theme.px(_ICON * BESIDE), self._theme.px(_ICON)))
        for row in self.rows.values():
            row.restyle()

    # --- inside -----------------------------------------------------------------------------------------------

    def _build(self, page: Page) -> None:
        for group, _items_of_it in self._groups.values():
            group.deleteLater()
        for row in self.rows.values():
            row.deleteLater()
        self.rows, self._groups, self._asked = {}, {}, frozenset()
        members: list[str] = []
        for section in page.sections:
            if section.level == 2:
                members = []
                group = ItemGroup()
                self._groups[section.id] = (group, members)
                self.column.addWidget(group)
            for block in section.blocks:
                if isinstance(block, CheckItem):
                    members.append(block.item)
                    self.column.addWidget(self._made_row(block.item))
        self.column.addSpacing(16)
        self.column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeading)

    def _made_row(self, item: str) -> EthicsItem:
        row = self.rows[item] = EthicsItem(item, self._theme, self)
        row.replied.connect(lambda reply: self._reply(item, reply))
        row.typed.connect(lambda field, text: self._type(item, field, text))
        row.left.connect(self._hand.leave)
        row.moved.connect(lambda by: self._move(item, by))
        row.go_requested.connect(self.go_requested)
        row.hide()
        return row

    def _write(self, page: Page) -> None:
        direction = (
            Qt.LayoutDirection.RightToLeft if is_rtl(page.head.lang) else Qt.LayoutDirection.LeftToRight
        )
        for section in page.sections:
            if section.id in self._groups:
                said = "\n".join(
                    block_text(block) for block in section.blocks if not isinstance(block, CheckItem)
                )
                self._groups[section.id][0].show_words(section.title, said, direction)
        catalogue = self._library.catalogue
        for item in _items(page):
            head, where = catalogue.pages.get(item.explains.page), catalogue.where(item.explains)
            names = [head.title if head is not None else "", where.title if where is not None else ""]
            place = " › ".join(name for name in names if name)
            self.rows[item.item].show_words(item, place, page.head.lang, self._language)

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
        if self._asked != frozenset(stands.asked):
            self._asked = frozenset(stands.asked)
            for item, row in self.rows.items():
                row.setVisible(item in self._asked)
        for group, members in self._groups.values():
            asked = [item for item in members if item in self._asked]
            group.setVisible(bool(asked))
            apart = sum(reply_of(record, item) == Reply.NOT_APPLICABLE for item in asked)
            group.show_tally(Tally(sum(bool(reply_of(record, item)) for item in asked), apart, len(asked)))

    def _reply(self, item: str, reply: str) -> None:
        record = self._hand.record
        self._hand.act(f"{ITEM}{item}.reply", record.with_reply(item, reply, note_of(record, item)))
        row = self.rows[item]
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
            row = self.rows[shown[number]]
            row.answers.take_focus()
            self.seen.emit(row)

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
