"""Where a document is divided into sheets of paper: no heading ends one, and no line stands on two."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFormat


def set_sheets(document: QTextDocument, height: float) -> None:
    """Prepare a document, whose sheets are `height` pixels high, for being drawn sheet by sheet."""
    document.size()  # a document that Qt has laid out in part only would lose sheets
    sheets = _Sheets(document, height)
    block = document.begin()
    while block.isValid():
        sheets.keep_with_next(block)
        sheets.split(block)
        block = block.next()


class _Sheets:
    def __init__(self, document: QTextDocument, height: float) -> None:
        self._document = document
        self._height = height

    def keep_with_next(self, heading: QTextBlock) -> None:
        """A heading goes to the next sheet with what it heads."""
        if not heading.blockFormat().headingLevel():
            return
        headed = heading.next()
        while headed.isValid() and headed.blockFormat().headingLevel():
            headed = headed.next()
        if headed.isValid() and self._sheet_of(heading) != self._sheet_of(headed):
            style = heading.blockFormat()
            style.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(heading).setBlockFormat(style)

    def split(self, block: QTextBlock) -> None:
        """A block that runs over two sheets becomes two: of one block, Qt draws a line more than the sheet shows."""
        top, layout = self._top(block), block.layout()
        for number in range(1, layout.lineCount()):
            before, line = layout.lineAt(number - 1), layout.lineAt(number)
            if self._sheet(top + before.y()) != self._sheet(top + line.y()):
                self._split_at(block, line.textStart())
                return

    def _split_at(self, block: QTextBlock, place: int) -> None:
        first, second = block.blockFormat(), block.blockFormat()
        first.setBottomMargin(0)
        second.setTopMargin(0)
        second.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_Auto)
        cursor = QTextCursor(block)
        cursor.setBlockFormat(first)
        cursor.setPosition(block.position() + place)
        cursor.insertBlock(second)
        items = cursor.currentList()
        if items is not None:
            items.remove(cursor.block())  # it goes on, it is not a new item

    def _top(self, block: QTextBlock) -> float:
        return self._document.documentLayout().blockBoundingRect(block).top()

    def _sheet_of(self, block: QTextBlock) -> int:
        """The sheet of its first line, which may not have found room where the block begins."""
        layout = block.layout()
        return self._sheet(self._top(block) + (layout.lineAt(0).y() if layout.lineCount() else 0))

    def _sheet(self, y: float) -> int:
        return int(y // self._height)
