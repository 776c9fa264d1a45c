"""The reading view: one page of the guide at a readable measure, whose blocks keep their place through every change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QRect, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from ictguide_desktop.model.address import Address
from ictguide_desktop.ui.reader.anchors import END, Anchors
from ictguide_desktop.ui.reader.figure_parts import FigureParts
from ictguide_desktop.ui.side_buttons import SIDE_BUTTONS

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
    scrolled = Signal()
    _still = False  # the first events come before __init__ ends

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self._caret = 0
        self._shown: ShownPage | None = None
        self._page: QTextDocument | None = None
        self._figures = FigureParts(self)
        self.anchors = Anchors("")
        self._scale = 1.0
        self._number_colour = QColor("#808080")
        self._pointed: Address | None = None
        self._eye: tuple[Address | None, int] = (None, 0)
        self.anchorClicked.connect(lambda url: self.link_chosen.emit(url.toString(), self._link_point()))
        self.highlighted.connect(self._point_at_link)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(250)
        self._settled.timeout.connect(lambda: self.reading_at.emit(self._eye[0]))
        self.verticalScrollBar().valueChanged.connect(self._notice_scrolling)

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
        self._figures.show(shown.drawing)
        before, document = self._page, QTextDocument(self)
        self.anchors = Anchors("")  # the view may be resized meanwhile: there is no place to go to
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
        document.setHtml(f'<body dir="{direction}">{shown.body}{END}</body>')
        with self._not_scrolling():
            self.setDocument(document)
        self.setCursorWidth(self._caret)  # Qt keeps it with the document
        if before is not None:
            before.deleteLater()  # Qt deletes only the document that it made itself
        self._page = document
        self.anchors = Anchors(shown.address.page, document)
        self._eye = (Address(shown.address.page), 0)
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
            # A page opened at its top has its cursor there: to look for it would take as long as to show it.
            at_top = name == "top" and not self.textCursor().position()
            position = 0 if at_top else self.anchors.position_of(name)
            if position is not None:
                with self._not_scrolling():
                    if not at_top:  # moving the cursor would make Qt lay out the whole page
                        cursor = QTextCursor(self.document())
                        cursor.setPosition(position)
                        self.setTextCursor(cursor)
                    self._bring(name, position, offset)
                if name == "top" and not self.verticalScrollBar().value():
                    self._eye = (Address(address.page), 0)  # to look there would make Qt lay out the whole page
                else:
                    self._eye = (address, offset) if name == names[0] else self._measured_eye()
                self._settled.start()
                return True
        return False

    def _bring(self, name: str, position: int, offset: int) -> None:
        """Scroll to a block; one read in its middle may be shorter now, and is then shown by its last line."""
        top = round(self.anchors.top_of(position)) if name != "top" else 0
        if offset < 0 and name != "top":
            offset = max(offset, min(0, round(READING_LINE - self.anchors.height_from(position))))
        self.scroll_to(max(0, top - offset))

    def _put_away_before(self, section: str) -> list[str]:
        """A folded section stands in one line with those folded before it; the first of them carries the name."""
        folded = self._shown.folded if self._shown is not None else ()
        return [*reversed(folded[: folded.index(section)])] if section in folded else []

    def scroll_to(self, value: int) -> None:
        """Scroll, also where the page is too short for it: a place near its end is then followed by white space."""
        if value:
            missing = value + self.viewport().height() - int(self.document().size().height())
            if missing > 0:
                self.anchors.add_space_at_end(missing)
        self.verticalScrollBar().setValue(value)

    def follow(self, leader: PageView) -> None:
        """Stand level with another view of the same page."""
        with self._not_scrolling():
            self.scroll_to(leader.verticalScrollBar().value())
        self._eye = leader.eye()
        self._settled.start()

    def eye(self) -> tuple[Address | None, int]:
        """The block being read, and how many pixels below the top of the view it begins.

        It is what was asked for until the reader scrolls: whatever moves the lines meanwhile does not move the place.
        """
        return self._eye

    def _notice_scrolling(self) -> None:
        if not self._still:
            self._eye = self._measured_eye()
            self._settled.start()
            self.scrolled.emit()

    @contextmanager
    def _not_scrolling(self) -> Iterator[None]:
        """What moves the page inside is not the reader."""
        before, self._still = self._still, True
        try:
            yield
        finally:
            self._still = before

    def _measured_eye(self) -> tuple[Address | None, int]:
        address = self.address_under_eye()
        if address is None or not address.section:
            return address, -self.verticalScrollBar().value()
        name = f"{address.section}:{address.block}" if address.block else address.section
        position = self.anchors.position_of(name) or 0
        return address, round(self.anchors.top_of(position)) - self.verticalScrollBar().value()

    def address_under_eye(self) -> Address | None:
        """The address of the block at the top of the view."""
        cursor = self.cursorForPosition(QPoint(self.viewport().width() // 2, READING_LINE))
        return self.anchors.address_at(cursor.position())

    def address_chosen(self) -> Address | None:
        """The block meant by a command: that of the selection or the pointer, else the one being read."""
        if self.textCursor().hasSelection():
            return self.anchors.address_at(self.textCursor().selectionStart())
        return self._pointed or self._eye[0]

    def sections_in_view(self) -> frozenset[str]:
        """The sections of which some words are on the screen."""
        low = self.verticalScrollBar().value()
        high = low + self.viewport().height()
        eye = self._eye[0]
        seen = {name.partition(":")[0] for name, top in self.block_tops().items() if low <= top < high}
        return frozenset((seen | ({eye.section} if eye is not None else set())) - {"top", "sources", ""})

    def block_tops(self) -> dict[str, float]:
        """Where each anchor stands, in pixels from the top of the page."""
        return self.anchors.tops()

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

    def measure(self, scale: float) -> int:
        """The width of a line in pixels at a size of text: 640 at 100 %, less where there is no room."""
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * PADDING - SLACK
        return max(160, min(round(MEASURE * scale), room))

    def _set_measure(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        width = self.measure(self._scale) + 2 * PADDING
        side = max(0, (self.width() - bar - width - SLACK) // 2)
        self.setViewportMargins(side, 0, side, 0)
        if width != self.lineWrapColumnOrWidth():  # Qt would lay the whole page out again
            self.setLineWrapColumnOrWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        (address, offset), before = (
            self._eye,
            (self.lineWrapColumnOrWidth(), self.verticalScrollBar().value()),
        )
        with self._not_scrolling():
            self._set_measure()
            super().resizeEvent(event)
        after = (self.lineWrapColumnOrWidth(), self.verticalScrollBar().value())
        if address is not None and address.section and after != before:
            self.go_to(address, offset)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def showEvent(self, event: QShowEvent) -> None:
        with self._not_scrolling():
            super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        with self._not_scrolling():  # a new font moves the lines
            super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    # --- pointing ---------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in SIDE_BUTTONS:
            event.ignore()
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        opens = self._figures.target_at(event.position().toPoint())
        if opens and event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.link_chosen.emit(f"page:{opens}", event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._figures.point_at(event.position().toPoint())
        self._point(self.anchors.address_at(self.cursorForPosition(event.position().toPoint()).position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CARET_KEYS:
            self._caret = 2  # the caret is shown to those who use it
            self.setCursorWidth(self._caret)
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        # Space and the letters belong to the page; Escape and Alt+arrows to the window.
        if event.key() == Qt.Key.Key_Space and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            bar = self.verticalScrollBar()
            step = bar.pageStep() - self.fontMetrics().height()
            bar.setValue(
                bar.value() + (-step if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else step)
            )
            return
        super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = super().createMimeDataFromSelection()
        data.setText(data.text().replace("\u200b", ""))  # what holds a figure or a gap is not of the text
        return data

    def focusNextPrevChild(self, forward: bool) -> bool:
        cursor = self.textCursor()
        if not forward and cursor.hasSelection() and cursor.selectionStart() == 0:
            # From a link that begins the page, Qt's browser finds no way back.
            cursor.clearSelection()
            self.setTextCursor(cursor)
            return QTextEdit.focusNextPrevChild(self, forward)
        return super().focusNextPrevChild(forward)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        address = self.anchors.address_at(self.cursorForPosition(event.pos()).position())
        self.menu_requested.emit(address, event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._pointed is None or not self._pointed.block:
            return
        position = self.anchors.position_of(f"{self._pointed.section}:{self._pointed.block}")
        if position is None:
            return
        painter = QPainter(self.viewport())
        font = self.font()
        font.setPixelSize(max(9, round(11 * self._scale)))
        painter.setFont(font)
        painter.setPen(self._number_colour)
        top = round(self.anchors.top_of(position)) - self.verticalScrollBar().value()
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
