"""Every view in Arabic under a system that reads from the left, and in English under one that reads from the right (R-07)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from on_screen import cut_off
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QImage, QTransform
from PySide6.QtWidgets import QApplication, QWidget

from ictguide_desktop.app.window import Program
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.services.desk import BOOKMARKS
from ictguide_desktop.ui.actions import Act

Opens = Callable[..., Program]
PAGE, CHECKLIST = "trust-and-identity", "trust-and-identity-checklist"
VIEWS = (
    "home", PAGE, "glossary", "glossary#verifiable-credential", "checklists", CHECKLIST, "cases", "templates",
    "bookmarks", "history", "search", "aeo-credential-pilot",
)  # fmt: skip
SIZES = ((1280, 800), (1024, 600))


def begin(program: Opens, system: Qt.LayoutDirection, **given: object) -> Program:
    """The program with something to show in every view, under a system of that direction."""
    QApplication.setLayoutDirection(system)
    QLocale.setDefault(QLocale("ar" if system == Qt.LayoutDirection.RightToLeft else "en"))
    one = program("home", **given)
    marks = one.desk.bookmarks
    for address in one.library.page(PAGE).blocks():
        if address[0].block == 1:
            one.desk.write(
                BOOKMARKS,
                lambda at=address[0]: marks.add(
                    at, lang="en", title=str(at), quote=one.library.words_at(at), note="Ask the port"
                ),
            )
    run = one.desk.checklists.start(CHECKLIST, "Post B")
    one.desk.checklists.tick(run.id, "C-C1", evidence="List of 3 March", owner="Amina", date="2026-11-24")
    return one


def show(one: Program, target: str) -> QWidget:
    """Go to a view, and let it settle."""
    one.library.go(target)
    if target == "search":
        view = one.window.stack.currentWidget()
        view.field.setText("password")  # type: ignore[attr-defined]
    for _number in range(3):
        QApplication.processEvents()
    shown = one.window.stack.currentWidget()
    assert shown is not None
    return shown


def x_of(one: Program, widget: QWidget) -> int:
    """How far a widget's middle is from the left of the window."""
    return widget.mapTo(one.window, QPoint(widget.width() // 2, 0)).x()


def assert_direction(one: Program, shown: QWidget, *, rtl: bool) -> None:
    """Window, view and everything in it run one way, and the panes stand where that way puts them."""
    wanted = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    wrong = [
        w
        for w in (one.window, shown, *shown.findChildren(QWidget))
        if w.isVisible() and w.layoutDirection() != wanted
    ]
    assert not wrong
    window = one.window
    order = [window.contents, window.stack] + ([window.related] if window.related.isVisible() else [])
    places = [x_of(one, pane) for pane in order if pane.isVisible()]
    assert places == sorted(places, reverse=rtl), "contents, page and related panel stand the wrong way round"
    bar = [w for w in (window.top.search, window.top.language, window.top.menu) if w.isVisible()]
    across = [x_of(one, w) for w in bar]
    assert across == sorted(across, reverse=rtl), "the top bar stands the wrong way round"


@pytest.mark.parametrize("size", SIZES, ids=["1280x800", "1024x600"])
@pytest.mark.parametrize(
    ("lang", "system"),
    [
        ("ar", Qt.LayoutDirection.LeftToRight),
        ("en", Qt.LayoutDirection.RightToLeft),
        ("fr", Qt.LayoutDirection.LeftToRight),
    ],
    ids=["ar", "en", "fr"],
)
def test_every_view_runs_one_way_and_cuts_nothing_off(
    program: Opens, lang: str, system: Qt.LayoutDirection, size: tuple[int, int]
) -> None:
    one = begin(program, system, lang=lang, size=size)
    for target in VIEWS:
        shown = show(one, target)
        assert_direction(one, shown, rtl=is_rtl(lang))
        assert not cut_off(one.window), target
    for audience in ("leader", "manager", "implementer"):
        one.desk.set("audience", audience)
        shown = show(one, "home")
        assert_direction(one, shown, rtl=is_rtl(lang))
        assert not cut_off(one.window), f"home of {audience}"


@pytest.mark.parametrize("size", SIZES, ids=["1280x800", "1024x600"])
@pytest.mark.parametrize("lang", ["ar", "en", "fr"])
def test_the_first_page_runs_one_way_and_cuts_nothing_off(
    program: Opens, lang: str, size: tuple[int, int]
) -> None:
    one = program("welcome", lang=lang, size=size)
    shown = show(one, "welcome")
    assert shown.isRightToLeft() == is_rtl(lang)
    assert not cut_off(one.window)
    assert not one.window.contents.isVisible()


@pytest.mark.parametrize("target", VIEWS)
def test_ten_switches_leave_no_trace(program: Opens, target: str) -> None:
    one = begin(program, Qt.LayoutDirection.LeftToRight, lang="en")
    shown = show(one, target)
    before = places(one)
    for number in range(10):
        one.desk.set("language", ("ar", "en")[number % 2])
        QApplication.processEvents()
        assert_direction(one, shown, rtl=number % 2 == 0)
    shown = show(one, target)
    assert places(one) == before


def places(one: Program) -> dict[str, tuple[int, int, int, int]]:
    """Where the panes and the controls of the top bar are."""
    window = one.window
    parts = {
        "contents": window.contents,
        "stack": window.stack,
        "search": window.top.search,
        "menu": window.top.menu,
    }
    return {name: part.geometry().getRect() for name, part in parts.items()}


def test_numbers_codes_and_addresses_are_not_mirrored(program: Opens) -> None:
    one = program(f"{PAGE}#decisions:1", lang="ar")
    place = one.window.status._place.text()
    assert place.strip("\u2066\u2069") == f"{PAGE}#decisions:1"
    assert place.startswith("\u2066"), "an address is read from the left inside a line that is not"
    one.library.go(CHECKLIST)
    one.library.go(PAGE)
    text = one.window.reader.view.toPlainText()
    assert "3 777" in text or "3,777" in text or "3.777" in text or "3777" in text, (
        "digits stay in their order"
    )
    assert "did:web:customs-b.example" in text


def test_each_paragraph_runs_in_the_direction_of_its_language(program: Opens) -> None:
    one = program(PAGE, lang="ar")
    one.desk.set("parallel_language", "en")
    reader = one.window.reader
    assert reader.beside is not None
    for view, rtl in ((reader.view, True), (reader.beside, False)):
        block = view.document().begin()
        while block.isValid():
            if block.text().strip("\u200b \ufffc"):
                assert block.layout().textOption().textDirection() == (
                    Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
                ), block.text()[:40]
            block = block.next()


def test_arrows_point_the_way_one_reads(program: Opens) -> None:
    one = program("home")
    button = one.window.top._buttons[Act.BACK]
    english = button.icon().pixmap(32, 32).toImage()
    one.desk.set("language", "ar")
    QApplication.processEvents()
    arabic = button.icon().pixmap(32, 32).toImage()
    assert unlike(arabic, english) > 0.05
    assert unlike(arabic, english.transformed(QTransform().scale(-1, 1))) < 0.01


def unlike(one: QImage, other: QImage) -> float:
    """How much of two small pictures is plainly different."""
    spots = [(x, y) for x in range(one.width()) for y in range(one.height())]
    far = [abs(one.pixelColor(*spot).alpha() - other.pixelColor(*spot).alpha()) > 100 for spot in spots]
    return sum(far) / len(spots)
