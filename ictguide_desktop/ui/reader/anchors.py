"""Where the blocks of a page stand in its document: by name, by position, and in pixels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

from ictguide_desktop.model.address import Address

# Space is added to it where a place near the end of the page is to stand at the top of the view.
END = '<p style="font-size:1px; margin:0; line-height:1%">&#8203;</p>'


class Anchors:
    """The anchors of one document: `section`, `section:block`, and `top` for its title."""

    def __init__(self, page: str, document: QTextDocument | None = None) -> None:
        self._page = page
        self._document = document if document is not None else QTextDocument()

    @cached_property
    def _places(self) -> list[tuple[int, str]]:
        """Every anchor with its position; read when first asked for, which a page opened at its top does not do."""
        return sorted(_read(self._document), key=lambda pair: pair[0])

    def position_of(self, name: str) -> int | None:
        """Where an anchor stands in the text; None when the page does not have it."""
        return next((position for position, anchor in self._places if anchor == name), None)

    def address_at(self, position: int) -> Address | None:
        """The address of the block at a position of the text; the page alone above its first section."""
        if not self._page:
            return None
        number = bisect_right(self._places, (self._named_from(position), "\uffff")) - 1
        while number >= 0:
            name = self._places[number][1]
            if _names_section(name):
                section, _, block = name.partition(":")
                return Address(self._page, section, int(block) if block.isdigit() else 0)
            number -= 1
        return Address(self._page)

    def _named_from(self, position: int) -> int:
        """The position itself; in a table, whose first cell may have no words, at least that of its name."""
        table = self._table_at(position)
        if table is None:
            return position
        inside = range(table.firstPosition(), table.lastPosition() + 1)
        return max(position, next((place for place, _name in self._places if place in inside), position))

    def tops(self) -> dict[str, float]:
        """Where each anchor stands, in pixels from the top of the page."""
        return {name: self.top_of(position) for position, name in self._places}

    def top_of(self, position: int) -> float:
        """Where the block at a position begins, in pixels; for what stands in a table, where the table begins."""
        table = self._table_at(position)
        if table is None:
            return self._top(self._document.findBlock(position))
        # The words of a cell may stand in its middle: the tallest cell of the first row begins where the table does.
        cells = [table.cellAt(0, column) for column in range(table.columns())]
        first = min(
            self._top(cell.firstCursorPosition().block()) - cell.format().toTableCellFormat().topPadding()
            for cell in cells
        )
        return first - table.format().toTableFormat().cellPadding()

    def height_from(self, position: int) -> float:
        """How far it is from the block at a position to the next, or to the end of the page."""
        after = next(
            (place for place, name in self._places if place > position and _names_section(name)), None
        )
        end = self.top_of(after) if after is not None else self._document.size().height()
        return end - self.top_of(position)

    def add_space_before(self, spaces: Mapping[str, float]) -> None:
        """Push anchors down by so many pixels each, to stand level with the same blocks of a page beside this one."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for position, name in self._places:
            extra = spaces.get(name, 0.0)
            if extra <= 0:
                continue
            table = self._table_at(position)
            if table is not None:
                frame = table.format().toTableFormat()
                frame.setTopMargin(frame.topMargin() + extra)
                table.setFormat(frame)
                continue
            cursor.setPosition(position)
            _push_down(cursor, extra)
        cursor.endEditBlock()

    def add_space_at_end(self, pixels: float) -> None:
        """Make the page longer; it ends with END."""
        _push_down(QTextCursor(self._document.lastBlock()), pixels)

    def _top(self, block: QTextBlock) -> float:
        return self._document.documentLayout().blockBoundingRect(block).top()

    def _table_at(self, position: int) -> QTextTable | None:
        cursor = QTextCursor(self._document)
        cursor.setPosition(position)
        return cursor.currentTable()


def _push_down(cursor: QTextCursor, pixels: float) -> None:
    """Give a block more space above it."""
    style = cursor.blockFormat()
    # Of the margin below a block and the one above the next, Qt keeps the larger.
    above = cursor.block().previous().blockFormat().bottomMargin()
    style.setTopMargin(max(style.topMargin(), above) + pixels)
    cursor.setBlockFormat(style)


def _names_section(name: str) -> bool:
    """Whether an anchor is of a section of this page: not its title, a source, or a section of another page shown here."""
    return (
        bool(name) and name not in ("top", "sources") and "." not in name and not name.startswith("source-")
    )


def _read(document: QTextDocument) -> list[tuple[int, str]]:
    """Every anchor with its position."""
    found: list[tuple[int, str]] = []
    block = document.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            found.extend((fragment.position(), name) for name in fragment.charFormat().anchorNames() if name)
            iterator += 1
        block = block.next()
    return found
