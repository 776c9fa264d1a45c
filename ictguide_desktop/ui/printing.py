"""A page of the guide on paper: A4 or Letter, always in ink on white, with a footer that says what it is and which page."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QTextDocument,
    QTextOption,
)
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer

from ictguide_desktop.export.colours import LIGHT
from ictguide_desktop.export.html import Look, View, style_sheet
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.address import Address
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.reader.typeset import Typesetter
from ictguide_desktop.ui.sheets import set_sheets
from ictguide_desktop.ui.theme import FAMILIES

# Laid out in CSS pixels, 96 to the inch, and scaled to the printer: 12.5 of them are 9.4 points, so that the brief is two pages.
DOTS = 96
TEXT_PIXELS = 12.5
MARGIN_MM = 15.0
FOOTER = 34
_FIGURE_SHARPNESS = 3
_ANCHOR = re.compile(r'<a name="[^"]*"></a>')
PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


class PrintJob(NamedTuple):
    """What is printed: a page or a section (when the address names one and `section_only`), for one audience or for all."""

    address: Address
    language: str
    view: View
    section_only: bool = False


class _PaperDocument(QTextDocument):
    """Draws the figures of the guide for paper, and loads nothing else."""

    def __init__(self, typesetter: Typesetter) -> None:
        super().__init__()
        self._typesetter = typesetter

    def loadResource(self, _kind: int, name: QUrl | str) -> object:
        url = QUrl(name)
        if url.scheme() != "figure":
            return None
        svg = self._typesetter.drawing(url.path())
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        image = QImage(renderer.defaultSize() * _FIGURE_SHARPNESS, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        renderer.render(painter, QRectF(image.rect()))
        painter.end()
        return image


def set_paper(printer: QPrinter, paper: str) -> None:
    """Give a printer the paper and the margins of the guide."""
    printer.setPageLayout(
        QPageLayout(
            QPageSize(PAPERS[paper]),
            QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )


def print_job(job: PrintJob, printer: QPrinter, library: Library, typesetter: Typesetter) -> int:
    """Draw a job on a printer; answers the number of pages, 0 when the printer could not be used."""
    page = library.edition.page(job.address.page, job.language)
    rect = printer.pageLayout().paintRectPixels(DOTS)
    width, height = rect.width(), rect.height() - FOOTER
    look = Look(LIGHT, TEXT_PIXELS, is_rtl(page.head.lang), width, paged=True, for_qt=True)
    document = _PaperDocument(typesetter)
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(round(TEXT_PIXELS))
    document.setDefaultFont(font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if look.rtl else Qt.LayoutDirection.LeftToRight)
    document.setDefaultTextOption(option)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(style_sheet(look))
    document.setPageSize(QSizeF(width, height))
    section = job.address.section if job.section_only else ""
    # Nothing leads to a place on paper, and an anchor would cut the first letter off its word.
    body = _ANCHOR.sub("", typesetter.printed(page, job.language, look, job.view, section))
    document.setHtml(f'<body dir="{"rtl" if look.rtl else "ltr"}">{body}</body>')
    set_sheets(document, height)
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    scale = printer.logicalDpiX() / DOTS
    painter.scale(scale, scale)
    count = document.pageCount()
    wanted = range(1, count + 1)
    if printer.fromPage() > 0:
        wanted = range(printer.fromPage(), min(count, printer.toPage()) + 1)
    for number in wanted:
        if number != wanted.start:
            printer.newPage()
        painter.save()
        painter.translate(0, -(number - 1) * height)
        # A little less than a sheet: Qt would draw, clipped away but there to be copied, what touches its edges.
        document.drawContents(painter, QRectF(0, (number - 1) * height + 0.5, width, height - 1))
        painter.restore()
        _footer(
            painter,
            QRectF(0, height + 8, width, FOOTER - 8),
            library,
            page.head.title,
            _("{n} / {all}").format(n=number, all=count),
            rtl=look.rtl,
        )
    painter.end()
    return count


def _footer(painter: QPainter, room: QRectF, library: Library, title: str, number: str, *, rtl: bool) -> None:
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(10)
    painter.setFont(font)
    painter.setPen(QColor(LIGHT["soft"]))
    painter.drawLine(room.topLeft(), room.topRight())
    said = f"{title} · " + _("ICT Guide, edition {edition}").format(edition=library.edition.name)
    start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    if rtl:
        start, end = end, start
    below = room.adjusted(0, 4, 0, 0)
    painter.drawText(below, (start | Qt.AlignmentFlag.AlignAbsolute).value, said)
    painter.drawText(below, (end | Qt.AlignmentFlag.AlignAbsolute).value, f"\u2066{number}\u2069")
