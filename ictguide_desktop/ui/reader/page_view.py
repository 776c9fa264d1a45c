"""The reading view: one page of the guide at a readable measure, whose blocks keep their place through every change."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument, QTextOption
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QToolTip, QWidget

from ictguide_desktop.model.address import Address

MEASURE = 640
PADDING = 28


class ShownPage(NamedTuple):
    """What the view needs to draw a page; `drawing` gives the finished SVG of a figure."""

    address: Address
    body: str
    sheet: str
    rtl: bool
    language: str
    drawing: Callable[[str], str]


class PageView(QTextBrowser):
    """Shows HTML whose anchors are `section:block`. Links are signalled, never followed by Qt itself."""

    link_chosen = Signal(str)
    reading_at = Signal(object)
    zoom_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._shown: ShownPage | None = None
        self._anchors: list[tuple[int, str]] = []
        self._scale = 1.0
        self._definition: Callable[[str], str] = lambda _term: ""
        self.anchorClicked.connect(lambda url: self.link_chosen.emit(url.toString()))
        self.highlighted.connect(self._hover)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(250)
        self._settled.timeout.connect(lambda: self.reading_at.emit(self.address_under_eye()))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._settled.start())

    def set_definitions(self, definition: Callable[[str], str]) -> None:
        """How to find the definition of a term, for its tool tip."""
        self._definition = definition

    def show_page(self, shown: ShownPage, scale: float) -> None:
        """Show a page from its top."""
        self._shown = shown
        self._scale = scale
        document = QTextDocument(self)
        document.setDocumentMargin(PADDING)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if shown.rtl else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setDefaultFont(self.font())
        document.setDefaultStyleSheet(shown.sheet)
        direction = "rtl" if shown.rtl else "ltr"
        document.setHtml(f'<body dir="{direction}">{shown.body}</body>')
        old = self.document()
        self._set_measure()
        self.setDocument(document)
        if old is not None and old is not document and old.parent() is self:
            old.deleteLater()
        self._anchors = _anchors_of(document)
        self.setAccessibleName(document.firstBlock().text())

    def loadResource(self, kind: int, name: QUrl) -> object:
        """Draw figures here; nothing else is ever loaded."""
        if self._shown is not None and name.scheme() == "figure":
            svg = self._shown.drawing(name.path())
            renderer = QSvgRenderer(QByteArray(svg.encode()))
            size = renderer.defaultSize()
            width = round(MEASURE * self._scale)
            ratio = self.devicePixelRatioF()
            image = QImage(round(width * ratio), round(width * ratio * size.height() / max(1, size.width())), QImage.Format.Format_ARGB32)
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            renderer.render(painter, QRectF(0, 0, image.width(), image.height()))
            painter.end()
            image.setDevicePixelRatio(ratio)
            return image
        return None

    # --- places -----------------------------------------------------------------------------------------------

    def go_to(self, address: Address, offset: int = 16) -> bool:
        """Bring a block, or a section, under the top of the view by `offset` pixels; False when it is not on the page."""
        names = [f"{address.section}:{address.block}"] if address.block else []
        names += [address.section] if address.section else ["top"]
        for name in names:
            position = next((position for position, anchor in self._anchors if anchor == name), None)
            if position is not None:
                top = self._top_of(position)
                self.verticalScrollBar().setValue(max(0, round(top) - offset))
                return True
        return False

    def eye(self) -> tuple[Address | None, int]:
        """The block at the top of the view, and how many pixels below the top it begins."""
        address = self.address_under_eye()
        if address is None:
            return None, 0
        name = f"{address.section}:{address.block}" if address.block else address.section
        position = next((position for position, anchor in self._anchors if anchor == name), 0)
        return address, round(self._top_of(position)) - self.verticalScrollBar().value()

    def address_under_eye(self) -> Address | None:
        """The address of the block at the top of the view."""
        cursor = self.cursorForPosition(self.viewport().rect().topLeft() + self._reading_point())
        return self.address_at(cursor.position())

    def address_at(self, position: int) -> Address | None:
        """The address of the block at a position of the text."""
        if self._shown is None:
            return None
        page = self._shown.address.page
        number = bisect_right(self._anchors, (position, "\uffff")) - 1
        while number >= 0:
            name = self._anchors[number][1]
            section, _, block = name.partition(":")
            if section and section not in ("top", "sources") and "." not in section and not section.startswith("source-"):
                return Address(page, section, int(block) if block.isdigit() else 0)
            number -= 1
        return Address(page)

    def block_words(self, address: Address) -> str:
        """The words of a block as shown, for a quotation."""
        name = f"{address.section}:{address.block}"
        for number, (position, anchor) in enumerate(self._anchors):
            if anchor == name:
                end = self._anchors[number + 1][0] if number + 1 < len(self._anchors) else self.document().characterCount() - 1
                cursor = QTextCursor(self.document())
                cursor.setPosition(position)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                return cursor.selectedText().replace("\u2029", " ").strip()
        return ""

    def _reading_point(self) -> object:
        from PySide6.QtCore import QPoint

        return QPoint(self.viewport().width() // 2, 20)

    def _top_of(self, position: int) -> float:
        block = self.document().findBlock(position)
        return self.document().documentLayout().blockBoundingRect(block).top()

    # --- marks and sizes --------------------------------------------------------------------------------------

    def mark(self, words: tuple[str, ...], ground: str, ink: str) -> None:
        """Highlight words where they stand in the page; no words takes the marks away."""
        style = QTextCharFormat()
        style.setBackground(QColor(ground))
        style.setForeground(QColor(ink))
        marks = []
        for word in words:
            cursor = self.document().find(word)
            while not cursor.isNull() and len(marks) < 500:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = cursor  # type: ignore[attr-defined]
                selection.format = style  # type: ignore[attr-defined]
                marks.append(selection)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)

    def _set_measure(self) -> None:
        wanted = round(MEASURE * self._scale) + 2 * PADDING
        side = max(0, (self.width() - wanted) // 2)
        self.setViewportMargins(side, 0, side, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        address, offset = self.eye()
        self._set_measure()
        super().resizeEvent(event)
        if address is not None and self.verticalScrollBar().value() > 0:
            self.go_to(address, offset)

    def wheelEvent(self, event: object) -> None:
        from PySide6.QtGui import QWheelEvent

        assert isinstance(event, QWheelEvent)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)

    def _hover(self, url: QUrl) -> None:
        if url.scheme() == "term":
            QToolTip.showText(self.cursor().pos(), self._definition(url.path()), self)
        else:
            QToolTip.hideText()


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
