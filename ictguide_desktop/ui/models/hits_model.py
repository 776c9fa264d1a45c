"""The answers of a search as rows, and how a row is drawn: title, where it stands, the passage with the match marked, and why."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Kind
from ictguide_desktop.model.query import Hit, Snippet
from ictguide_desktop.services.finder import Found
from ictguide_desktop.ui.theme import Theme

KIND_NAMES = {
    Kind.MODULE: N_("Modules"), Kind.CHECKLIST: N_("Checklists"), Kind.CASE: N_("Cases"), Kind.TEMPLATE: N_("Templates"),
    Kind.ASSESSMENT: N_("Assessment"), Kind.EXECUTIVE: N_("Executive guide"), Kind.ABOUT: N_("About"), Kind.TERM: N_("Glossary"),
}  # fmt: skip
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_PASSAGE_LINES = 2
LATIN_PITCH, ARABIC_PITCH = 1.1, 1.3


class HitsModel(QAbstractListModel):
    """The hits of one answer; the display text is plain, so that a screen reader speaks title, place and passage."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: Found | None = None

    def show(self, found: Found | None) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def target(self, row: int) -> Address | None:
        """The address a row leads to: the block that matches best."""
        return (
            self._found.blocks[row]
            if self._found is not None and 0 <= row < len(self._found.blocks)
            else None
        )

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() or self._found is None else len(self._found.blocks)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._found is None or not 0 <= index.row() < len(self._found.blocks):
            return None
        hit, snippet = self._found.results.hits[index.row()], self._found.snippets[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " — ".join(text for text in (hit.title, where(hit), snippet.text, why(hit)) if text)
        return (hit, snippet) if role == ROW_ROLE else None


def where(hit: Hit) -> str:
    """Where a hit stands: its page and section; the kind when it is a page of its own."""
    return hit.context if hit.context and hit.context != hit.title else _(KIND_NAMES[hit.kind])


def why(hit: Hit) -> str:
    """Why a hit without the words typed was found."""
    if hit.why is None:
        return ""
    # The isolates keep each name whole where a right-to-left one stands in a left-to-right line.
    return f"\u2068{hit.why.form}\u2069 ({own_name(hit.why.lang)}) → \u2068{hit.why.term}\u2069"


class HitDelegate(QStyledItemDelegate):
    """Draws a hit. The height of a row needs no layout of its text, so that a keystroke costs little."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent
        self._fonts: dict[tuple[float, bool, float], tuple[QFont, QFontMetrics]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(ROW_ROLE)
        lines = self._line(14.5) + _PASSAGE_LINES * self._line(13)
        if row is not None and row[0].why is not None:
            lines += self._line(12)
        return QSize(self._view.viewport().width(), lines + self._theme.px(18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if row is None:
            return
        hit: Hit = row[0]
        snippet: Snippet = row[1]
        colours = self._theme.colours
        painter.save()
        rect: QRect = option.rect.adjusted(2, 2, -2, -2)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(
                QColor(colours["accent-ground"] if self._theme.name != "contrast" else colours["accent"])
            )
            painter.setBrush(QColor(colours["accent-ground"]))
            painter.drawRoundedRect(rect, 6, 6)
        inner = rect.adjusted(12, self._theme.px(6), -12, -4)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        top = self._draw_title(painter, inner, hit, rtl=rtl)
        top = self._draw_passage(
            painter, QRect(inner.left(), top, inner.width(), inner.bottom() - top), snippet, rtl=rtl
        )
        if reason := why(hit):
            painter.setFont(self._font(12))
            painter.setPen(QColor(colours["case"]))
            line = QRect(inner.left(), top, inner.width(), self._line(12))
            painter.drawText(line, _leading(rtl), reason)
        painter.restore()

    def _draw_title(self, painter: QPainter, inner: QRect, hit: Hit, *, rtl: bool) -> int:
        bold, metrics = self._measured(14.5, bold=True)
        height = self._line(14.5)
        title = metrics.elidedText(hit.title, Qt.TextElideMode.ElideRight, round(inner.width() * 0.72))
        used = metrics.horizontalAdvance(title) + self._theme.px(10)
        painter.setFont(bold)
        painter.setPen(QColor(self._theme.colours["ink"]))
        painter.drawText(QRect(inner.left(), inner.top(), inner.width(), height), _leading(rtl), title)
        small, small_metrics = self._measured(12, bold=False)
        rest = max(0, inner.width() - used)
        painter.setFont(small)
        painter.setPen(QColor(self._theme.colours["faint"]))
        left = inner.left() if rtl else inner.left() + used
        said = small_metrics.elidedText(where(hit), Qt.TextElideMode.ElideRight, rest)
        painter.drawText(QRect(left, inner.top(), rest, height), _leading(rtl), said)
        return inner.top() + height

    def _draw_passage(self, painter: QPainter, room: QRect, snippet: Snippet, *, rtl: bool) -> int:
        colours = self._theme.colours
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        option.setAlignment(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        layout = QTextLayout(snippet.text.replace("\n", " "), self._font(13))
        layout.setTextOption(option)
        layout.setFormats(
            [_mark(start, end, colours["match"], colours["match-ink"]) for start, end in snippet.marks]
        )
        layout.beginLayout()
        y = 0.0
        for _number in range(_PASSAGE_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room.width())
            line.setPosition(QPointF(0, y))
            y += self._line(13)
        layout.endLayout()
        painter.setPen(QColor(colours["soft"]))
        layout.draw(painter, QPointF(room.left(), room.top()))
        return room.top() + _PASSAGE_LINES * self._line(13)

    def _font(self, size: float, *, bold: bool = False) -> QFont:
        return self._measured(size, bold=bold)[0]

    def _line(self, size: float) -> int:
        height = self._measured(size, bold=False)[1].height()
        # Noto Sans Arabic is taller than the metrics of the family it stands in for.
        return round(height * (ARABIC_PITCH if self._view.isRightToLeft() else LATIN_PITCH))

    def _measured(self, size: float, *, bold: bool) -> tuple[QFont, QFontMetrics]:
        """A font and its metrics, made once for a size of text: every keystroke draws a dozen rows."""
        key = (size, bold, self._theme.scale)
        if key not in self._fonts:
            font = QFont(self._view.font())
            font.setPixelSize(self._theme.px(size))
            font.setBold(bold)
            self._fonts[key] = (font, QFontMetrics(font))
        return self._fonts[key]


def _leading(rtl: bool) -> int:
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    return (
        side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    ).value | Qt.TextFlag.TextSingleLine.value


def _mark(start: int, end: int, ground: str, ink: str) -> QTextLayout.FormatRange:
    mark = QTextLayout.FormatRange()
    mark.start, mark.length = start, end - start
    style = QTextCharFormat()
    style.setBackground(QColor(ground))
    style.setForeground(QColor(ink))
    mark.format = style
    return mark
