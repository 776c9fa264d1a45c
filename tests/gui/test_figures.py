"""Figures lead to what they show: by a click on a part, and by the links beneath them for who has no mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextImageFormat
from PySide6.QtTest import QTest

from ictguide_desktop.app.window import Program
from ictguide_desktop.export.figures import figure_parts, figure_size
from ictguide_desktop.ui.reader.page_view import PageView

Opens = Callable[..., Program]
PAGE, FIGURE = "trust-and-identity", "trust-triangle"


def view_of(program: Program) -> PageView:
    """The reading view of the window."""
    return program.window.findChild(PageView, "reader")


def image_name(style: QTextCharFormat) -> str:
    """The name of the image that a piece of text is."""
    return QTextImageFormat(style.toImageFormat()).name()


def image_frame(view: PageView, figure: str) -> tuple[QPoint, float]:
    """Where the figure begins in the viewport, once it is on the screen, and how many pixels a unit of it takes."""
    document = view.document()
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            style = pieces.fragment().charFormat()
            if style.isImageFormat() and image_name(style).partition("@")[0] == f"figure:{figure}":
                cursor = view.textCursor()
                cursor.setPosition(pieces.fragment().position())
                view.setTextCursor(cursor)
                view.ensureCursorVisible()
                rect = document.documentLayout().blockBoundingRect(block)
                image = QTextImageFormat(style.toImageFormat())
                view.verticalScrollBar().setValue(int(rect.top()) - 20)
                top = rect.top() - view.verticalScrollBar().value()
                left = rect.right() - image.width() if view.shown and view.shown.rtl else rect.left()
                return QPoint(int(left), int(top)), image.width()
            pieces += 1
        block = block.next()
    raise AssertionError(f"{figure} does not stand on the page")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_click_on_a_part_of_a_figure_opens_its_section(program: Opens, language: str) -> None:
    opened = program(PAGE, lang=language)
    view = view_of(opened)
    drawing = opened.library.edition.drawing(FIGURE)
    part = figure_parts(drawing)[-1]
    origin, width = image_frame(view, FIGURE)
    scale = width / figure_size(drawing)[0]
    x, y = part.left + part.width / 2, part.top + part.height - 4
    point = origin + QPoint(round((640 - x if language == "ar" else x) * scale), round(y * scale))
    QTest.mouseMove(view.viewport(), point)
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    before = view.viewport().cursor().shape()
    QTest.mouseMove(view.viewport(), origin + QPoint(round(width / 2), round(2 * scale)))
    assert view.viewport().cursor().shape() != before
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert str(opened.library.place) == part.opens


def test_the_same_places_are_links_beneath_the_figure_for_who_has_no_mouse(program: Opens) -> None:
    opened = program(PAGE)
    body = view_of(opened).shown
    assert body is not None
    parts = {part.opens for part in figure_parts(opened.library.edition.drawing(FIGURE))}
    beneath = body.body.partition("The parts of this figure lead to:")[2].partition("</p>")[0]
    links = [link.partition('"')[0] for link in beneath.split('href="page:')[1:]]
    assert (len(links), set(links)) == (len(parts), parts)
