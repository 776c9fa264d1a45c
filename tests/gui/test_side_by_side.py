"""Two languages side by side: every block stands level with its twin, and both move together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from on_screen import blocks, measured
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.model.address import Address
from ictguide_desktop.ui.actions import Act
from ictguide_desktop.ui.reader.page_view import PageView

Opens = Callable[..., Program]
MODULES = ("trust-and-identity", "cybersecurity")
LEVEL = 2.0


def uneven(mine: PageView, theirs: PageView) -> dict[str, float]:
    """The blocks that do not begin where their twins begin, and by how much."""
    left, right = mine.block_tops(), theirs.block_tops()
    shared = [name for name in left if name in right and not name.startswith("source-")]
    assert len(shared) > 40
    return {name: left[name] - right[name] for name in shared if abs(left[name] - right[name]) > LEVEL}


def wait_until_level(qtbot: QtBot, mine: PageView, theirs: PageView) -> None:
    """Soon after a change every block stands level with its twin."""

    def level() -> None:
        assert uneven(mine, theirs) == {}

    qtbot.waitUntil(level, timeout=3000)


@pytest.mark.parametrize("other", ["fr", "ar"])
@pytest.mark.parametrize("module", MODULES)
def test_twins_stand_level_before_and_after_a_resize(
    qtbot: QtBot, program: Opens, module: str, other: str
) -> None:
    one = program(module)
    reader = one.window.reader
    one.desk.set("parallel_language", other)
    for size in ((1280, 800), (1024, 640), (1500, 900)):
        one.window.resize(*size)
        QApplication.processEvents()
        assert reader.beside is not None
        wait_until_level(qtbot, reader.view, reader.beside)
        assert not reader.view.horizontalScrollBar().isVisible()
        assert not reader.beside.horizontalScrollBar().isVisible()


def test_twins_scroll_together_to_the_very_end(qtbot: QtBot, program: Opens) -> None:
    one = program("trust-and-identity")
    one.desk.set("parallel_language", "ar")
    QApplication.processEvents()
    reader = one.window.reader
    assert reader.beside is not None
    wait_until_level(qtbot, reader.view, reader.beside)
    assert reader.beside.shown is not None
    assert reader.beside.shown.rtl
    assert not reader.view.shown.rtl  # type: ignore[union-attr]
    for leader, follower in ((reader.view, reader.beside), (reader.beside, reader.view)):
        for value in (0, 400, 1717, leader.verticalScrollBar().maximum()):
            leader.verticalScrollBar().setValue(value)
            assert follower.verticalScrollBar().value() == leader.verticalScrollBar().value()
    last = [*blocks(one.library.page("trust-and-identity"))][-1]
    one.library.go(last)
    assert abs(measured(reader.view)[1] - measured(reader.beside)[1]) <= LEVEL
    assert measured(reader.view)[0] == measured(reader.beside)[0]
    assert measured(reader.view)[0] == last


def test_a_block_asked_for_beside_a_second_language_is_at_the_top_of_both(
    qtbot: QtBot, program: Opens
) -> None:
    address = Address("trust-and-identity", "decisions", 1)
    one = program(str(address), show=False)
    one.desk.set("parallel_language", "ar")
    one.window.show()
    reader = one.window.reader
    assert reader.beside is not None
    QApplication.processEvents()
    wait_until_level(qtbot, reader.view, reader.beside)

    def assert_there(said: str) -> None:
        assert reader.beside is not None
        for view in (reader.view, reader.beside):
            assert measured(view)[0] == address, said
            assert abs(measured(view)[1] - 16) <= LEVEL, said

    assert_there("as opened")
    for size in ((1024, 640), (1280, 800)):
        one.window.resize(*size)
        qtbot.wait(60)
        wait_until_level(qtbot, reader.view, reader.beside)
        assert_there(f"at {size}")
    one.desk.set("language", "fr")
    one.desk.set("zoom", 130)
    qtbot.wait(60)
    wait_until_level(qtbot, reader.view, reader.beside)
    assert_there("in French at 130 %")


def test_scrolling_the_second_language_is_reading_too(qtbot: QtBot, program: Opens) -> None:
    one = program("trust-and-identity")
    one.desk.set("parallel_language", "fr")
    reader = one.window.reader
    assert reader.beside is not None
    QApplication.processEvents()
    wait_until_level(qtbot, reader.view, reader.beside)
    reader.beside.verticalScrollBar().setValue(round(reader.beside.block_tops()["decisions:2"]) - 16)
    qtbot.waitUntil(lambda: str(one.library.place) == "trust-and-identity#decisions:2", timeout=2000)
    one.desk.set("language", "ar")
    QApplication.processEvents()
    assert measured(reader.view)[0] == Address("trust-and-identity", "decisions", 2)


def test_the_second_language_follows_the_page_and_goes_away(qtbot: QtBot, program: Opens) -> None:
    one = program("trust-and-identity")
    one.desk.set("parallel_language", "fr")
    reader = one.window.reader
    one.library.go("cybersecurity#decisions")
    assert reader.beside is not None
    assert reader.beside.shown is not None
    assert reader.beside.shown.address.page == "cybersecurity"
    assert measured(reader.beside)[0] == measured(reader.view)[0]
    one.desk.set("language", "fr")
    assert one.desk.text("parallel_language") == "", "the same language twice helps nobody"
    assert reader.beside is None
    qtbot.wait(10)
    assert len(reader.findChildren(PageView)) == 1


def test_each_side_speaks_its_own_language(qtbot: QtBot, program: Opens) -> None:
    one = program("trust-and-identity")
    one.desk.set("parallel_language", "ar")
    reader = one.window.reader
    assert reader.beside is not None
    QApplication.processEvents()
    mine, theirs = reader.view.toPlainText(), reader.beside.toPlainText()
    assert "Decide first ·" in mine
    assert "Decide first" not in theirs
    assert "Home" in mine.splitlines()[0]
    assert "Home" not in theirs.splitlines()[0]
    assert one.window.actions_[Act.HOME].text() == "Home", "the window goes on in its own"
    one.desk.set("language", "fr")
    assert "Decide first" not in reader.view.toPlainText()


def test_a_window_that_opens_with_two_languages_stands_where_it_was_asked_to(
    qtbot: QtBot, program: Opens
) -> None:
    one = program("trust-and-identity", show=False)
    one.window.choices.set_beside("ar")
    one.window.show()
    qtbot.wait(200)
    view, beside = one.window.reader.view, one.window.reader.beside
    assert beside is not None
    assert view.verticalScrollBar().value() == beside.verticalScrollBar().value() == 0
