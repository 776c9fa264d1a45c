"""The reading view: one page of the guide at a readable measure, whose blocks keep their place through every change."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QTextTable,
    QWheelEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from ictguide_desktop.model.address import Address

MEASURE = 640
PADDING = 32
READING_LINE = 24
# Qt rounds the columns of a table up, each by less than a pixel: so much wider than its text the view must be.
SLACK = 4
_CARET_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class ShownPage(NamedTuple):
    """What the view needs to draw a page; `drawing` gives the finished SVG of a figure, `folded` are the sections put away."""

    address: Address
    body: str
    sheet: str
    rtl: bool
    language: str
    drawing: Callable[[str], str]
    folded: tuple[str, ...] = ()


class PageView(QTextBrowser):
    """Shows HTML whose anchors are `section:block`. Links are signalled, never followed by Qt itself."""

    link_chosen = Signal(str, QPoint)
    term_pointed = Signal(str, QPoint)
    reading_at = Signal(object)
    hovered = Signal(object)
    zoom_requested = Signal(int)
    menu_requested = Signal(object, QPoint)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setCursorWidth(0)
        self._shown: ShownPage | None = None
        self._anchors: list[tuple[int, str]] = []
        self._scale = 1.0
        self._number_colour = QColor("#808080")
        self._pointed: Address | None = None
        self.anchorClicked.connect(lambda url: self.link_chosen.emit(url.toString(), self._link_point()))
        self.highlighted.connect(self._point_at_link)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(250)
        self._settled.timeout.connect(lambda: self.reading_at.emit(self.address_under_eye()))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._settled.start())

    @property
    def shown(self) -> ShownPage | None:
        """The page on the screen."""
        return self._shown

    def show_page(self, shown: ShownPage, scale: float, number_colour: str) -> None:
        """Show a page from its top."""
        self._shown = shown
        self._scale = scale
        self._number_colour = QColor(number_colour)
        self._pointed = None
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(PADDING)
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if shown.rtl else Qt.LayoutDirection.LeftToRight
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setDefaultFont(self.font())
        document.setDefaultStyleSheet(shown.sheet)
        direction = "rtl" if shown.rtl else "ltr"
        self._set_measure()
        document.setTextWidth(self.lineWrapColumnOrWidth())
        self.setDocument(document)
        # The text is set once the document is in the view: only then does it ask this view for its figures.
        document.setHtml(f'<body dir="{direction}">{shown.body}{_END}</body>')
        self._anchors = _anchors_of(document)
        self.setAccessibleName(shown.address.page)
        self._settled.start()

    def loadResource(self, _kind: int, name: QUrl | str) -> object:
        """Draw figures here; nothing else is ever loaded."""
        name = QUrl(name)
        if self._shown is None or name.scheme() != "figure":
            return None
        svg = self._shown.drawing(name.path())
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        size = renderer.defaultSize()
        width = self.measure(self._scale)
        ratio = self.devicePixelRatioF()
        height = round(width * ratio * size.height() / max(1, size.width()))
        image = QImage(round(width * ratio), height, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, image.width(), image.height()))
        painter.end()
        image.setDevicePixelRatio(ratio)
        return image

    # --- places -----------------------------------------------------------------------------------------------

    def go_to(self, address: Address, offset: int = 16) -> bool:
        """Bring a block, or a section, under the top of the view by `offset` pixels; False when it is not on the page."""
        names = [f"{address.section}:{address.block}"] if address.block else []
        names += [address.section, *self._put_away_before(address.section)] if address.section else ["top"]
        for name in names:
            position = self._position_of(name)
            if position is not None:
                cursor = QTextCursor(self.document())
                cursor.setPosition(position)
                self.setTextCursor(cursor)
                top = round(self._top_of(position)) if name != "top" else 0
                self.scroll_to(max(0, top - offset))
                return True
        return False

    def _put_away_before(self, section: str) -> list[str]:
        """A folded section stands in one line with those folded before it; the first of them carries the name."""
        folded = self._shown.folded if self._shown is not None else ()
        return [*reversed(folded[: folded.index(section)])] if section in folded else []

    def scroll_to(self, value: int) -> None:
        """Scroll, also where the page is too short for it: a place near its end is then followed by white space."""
        if value:
            missing = value + self.viewport().height() - int(self.document().size().height())
            if missing > 0:
                cursor = QTextCursor(self.document().lastBlock())
                style = cursor.blockFormat()
                style.setTopMargin(style.topMargin() + missing)
                cursor.setBlockFormat(style)
        self.verticalScrollBar().setValue(value)

    def eye(self) -> tuple[Address | None, int]:
        """The block at the top of the view, and how many pixels below the top it begins."""
        address = self.address_under_eye()
        if address is None or not address.section:
            return address, -self.verticalScrollBar().value()
        name = f"{address.section}:{address.block}" if address.block else address.section
        position = self._position_of(name) or 0
        return address, round(self._top_of(position)) - self.verticalScrollBar().value()

    def address_under_eye(self) -> Address | None:
        """The address of the block at the top of the view."""
        cursor = self.cursorForPosition(QPoint(self.viewport().width() // 2, READING_LINE))
        return self.address_at(cursor.position())

    def address_at(self, position: int) -> Address | None:
        """The address of the block at a position of the text."""
        if self._shown is None:
            return None
        page = self._shown.address.page
        number = bisect_right(self._anchors, (position, "\uffff")) - 1
        while number >= 0:
            section, _, block = self._anchors[number][1].partition(":")
            if (
                section
                and section not in ("top", "sources")
                and "." not in section
                and not section.startswith("source-")
            ):
                return Address(page, section, int(block) if block.isdigit() else 0)
            number -= 1
        return Address(page)

    def address_chosen(self) -> Address | None:
        """The block meant by a command: that of the selection or the pointer, else the one being read."""
        if self.textCursor().hasSelection():
            return self.address_at(self.textCursor().selectionStart())
        return self._pointed or self.address_under_eye()

    def block_words(self, address: Address) -> str:
        """The words of a block as shown, for a quotation."""
        name = f"{address.section}:{address.block}" if address.block else address.section
        for number, (position, anchor) in enumerate(self._anchors):
            if anchor == name:
                after = self._anchors[number + 1 :]
                end = next(
                    (place for place, _name in after if place > position),
                    self.document().characterCount() - 1,
                )
                cursor = QTextCursor(self.document())
                cursor.setPosition(position)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                return " ".join(cursor.selectedText().replace("\u2029", " ").replace("\ufffc", " ").split())
        return ""

    def sections_in_view(self) -> frozenset[str]:
        """The sections of which some words are on the screen."""
        low = self.verticalScrollBar().value()
        high = low + self.viewport().height()
        eye = self.address_under_eye()
        seen = {name.partition(":")[0] for name, top in self.block_tops().items() if low <= top < high}
        return frozenset((seen | ({eye.section} if eye is not None else set())) - {"top", "sources", ""})

    def block_tops(self) -> dict[str, float]:
        """Where each anchor stands, in pixels from the top of the page."""
        return {name: self._top_of(position) for position, name in self._anchors}

    def _position_of(self, name: str) -> int | None:
        return next((position for position, anchor in self._anchors if anchor == name), None)

    def _top_of(self, position: int) -> float:
        block = self.document().findBlock(position)
        layout = self.document().documentLayout()
        table = self._table_at(position)
        if table is None:
            return layout.blockBoundingRect(block).top()
        # The words of a cell may stand in its middle: the tallest cell of the first row begins where the table does.
        cells = [table.cellAt(0, column) for column in range(table.columns())]
        return min(
            layout.blockBoundingRect(cell.firstCursorPosition().block()).top() - cell.format().toTableCellFormat().topPadding()
            for cell in cells
        ) - table.format().toTableFormat().cellPadding()  # fmt: skip

    def _table_at(self, position: int) -> QTextTable | None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        return cursor.currentTable()

    def _link_point(self) -> QPoint:
        return self.viewport().mapToGlobal(self.cursorRect().bottomLeft())

    # --- marks and sizes --------------------------------------------------------------------------------------

    def mark(self, words: tuple[str, ...], ground: str, ink: str, *, whole: bool = True) -> None:
        """Highlight words where they stand in the page, inside other words too unless `whole`; no words takes the marks away."""
        how = QTextDocument.FindFlag.FindWholeWords if whole else QTextDocument.FindFlag(0)
        style = QTextCharFormat()
        style.setBackground(QColor(ground))
        style.setForeground(QColor(ink))
        marks: list[QTextEdit.ExtraSelection] = []
        for word in words:
            cursor = self.document().find(word, 0, how)
            while not cursor.isNull() and len(marks) < 500:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = cursor
                selection.format = style
                marks.append(selection)
                cursor = self.document().find(word, cursor, how)
        self.setExtraSelections(marks)

    def add_space_before(self, spaces: dict[str, float]) -> None:
        """Push anchors down by so many pixels each, to stand level with the same blocks of a page beside this one."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for position, name in self._anchors:
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
            style = cursor.blockFormat()
            # Of the margin below a block and the one above the next, Qt keeps the larger.
            above = cursor.block().previous().blockFormat().bottomMargin()
            style.setTopMargin(max(style.topMargin(), above) + extra)
            cursor.setBlockFormat(style)
        cursor.endEditBlock()

    def measure(self, scale: float) -> int:
        """The width of a line in pixels at a size of text: 640 at 100 %, less where there is no room."""
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * PADDING - SLACK
        return max(160, min(round(MEASURE * scale), room))

    def _set_measure(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        width = self.measure(self._scale) + 2 * PADDING
        side = max(0, (self.width() - bar - width - SLACK) // 2)
        self.setViewportMargins(side, 0, side, 0)
        self.setLineWrapColumnOrWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        address, offset = self.eye()
        self._set_measure()
        super().resizeEvent(event)
        if address is not None and address.section and self.verticalScrollBar().value() > 0:
            self.go_to(address, offset)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    # --- pointing ---------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
            event.ignore()  # the window goes back and forward
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point(self.address_at(self.cursorForPosition(event.position().toPoint()).position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CARET_KEYS:
            self.setCursorWidth(2)  # the caret is shown to those who use it
        # Space and the letters belong to the page; Escape and Alt+arrows to the window.
        if event.key() == Qt.Key.Key_Space and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            bar = self.verticalScrollBar()
            step = bar.pageStep() - self.fontMetrics().height()
            bar.setValue(
                bar.value() + (-step if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else step)
            )
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        address = self.address_at(self.cursorForPosition(event.pos()).position())
        self.menu_requested.emit(address, event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._pointed is None or not self._pointed.block:
            return
        position = self._position_of(f"{self._pointed.section}:{self._pointed.block}")
        if position is None:
            return
        painter = QPainter(self.viewport())
        font = self.font()
        font.setPixelSize(max(9, round(11 * self._scale)))
        painter.setFont(font)
        painter.setPen(self._number_colour)
        top = round(self._top_of(position)) - self.verticalScrollBar().value()
        rtl = self._shown is not None and self._shown.rtl
        left = self.viewport().width() - PADDING + 6 if rtl else 2
        side = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        painter.drawText(
            QRect(left, top, PADDING - 8, round(24 * self._scale)),
            side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter,
            str(self._pointed.block),
        )
        painter.end()

    def _point(self, address: Address | None) -> None:
        if address != self._pointed:
            self._pointed = address
            self.viewport().update()
            self.hovered.emit(address)

    def _point_at_link(self, url: QUrl) -> None:
        term = url.path() if url.scheme() == "term" else ""
        self.term_pointed.emit(
            term, self.cursor().pos() if self.viewport().underMouse() else self._link_point()
        )


# Space is added to it where a place near the end of the page is to stand at the top of the view.
_END = '<p style="font-size:1px; margin:0; line-height:1%">&#8203;</p>'


def _anchors_of(document: QTextDocument) -> list[tuple[int, str]]:
    """Where each anchor of a document stands, in order."""
    found: list[tuple[int, str]] = []
    block = document.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            found.extend((fragment.position(), name) for name in fragment.charFormat().anchorNames() if name)
            iterator += 1
        block = block.next()
    return sorted(found, key=lambda pair: pair[0])
