"""Language, role, level, text size and theme change while one reads: the same block stays under the eye (R-06, R-08)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from on_screen import in_dialog, words_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.commands import make_edition
from ictguide_desktop.app.window import Program
from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience, Page
from ictguide_desktop.ui.actions import Act
from ictguide_desktop.ui.dialogs.note import NoteDialog
from ictguide_desktop.ui.dialogs.preferences import PreferencesDialog
from ictguide_desktop.ui.reader.page_view import PageView

Opens = Callable[..., Program]
MODULES = ("trust-and-identity", "cybersecurity")
LINE = 26
LEVEL = 2.0


def blocks(page: Page) -> Iterator[Address]:
    """The addresses of the blocks of a page."""
    return (address for address, _section, _block in page.blocks())


def measured(view: PageView) -> tuple[Address | None, int]:
    """What stands at the reading line now, whatever the view believes."""
    address = view.address_under_eye()
    if address is None or not address.section:
        return address, -view.verticalScrollBar().value()
    name = f"{address.section}:{address.block}" if address.block else address.section
    return address, round(view.block_tops()[name]) - view.verticalScrollBar().value()


def eye(program: Program) -> tuple[Address | None, int]:
    """The block under the eye, and how far below the top of the view it begins."""
    QApplication.processEvents()
    return measured(program.window.reader.view)


def assert_kept(before: tuple[Address | None, int], after: tuple[Address | None, int], said: str) -> None:
    """The same block, no more than a line away from where it was."""
    assert before[0] == after[0], said
    assert abs(before[1] - after[1]) <= LINE, said


# --- the block under the eye ----------------------------------------------------------------------------------


@pytest.mark.parametrize("module", MODULES)
def test_every_block_stays_under_the_eye_through_every_language(program: Opens, module: str) -> None:
    one = program(module)
    library, view = one.library, one.window.reader.view
    for address in blocks(library.page(module)):
        library.go(address)
        before = eye(one)
        assert before[0] == address, "the block asked for is not under the eye"
        for language in ("fr", "ar", "en"):
            library.set_language(language)
            assert view.shown is not None
            assert view.shown.language == language
            assert_kept(before, eye(one), f"{address} in {language}")


def test_a_language_chosen_three_times_comes_back_to_the_same_line(program: Opens) -> None:
    one = program("cybersecurity")
    bar = one.window.reader.view.verticalScrollBar()
    one.window.reader.view.document().size()  # Qt lays out the rest of a page when it has time
    for value in range(37, bar.maximum(), bar.maximum() // 4):
        bar.setValue(value)
        before = eye(one)
        for language in ("fr", "ar", "en") * 3:
            one.desk.set("language", language)
        assert_kept(before, eye(one), f"scrolled to {value}")


@pytest.fixture(scope="module")
def half_translated(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The guide without the French page of one module."""
    folder = tmp_path_factory.mktemp("half")
    shutil.copytree(Path(__file__).parents[2] / "content", folder / "content")
    (folder / "content" / "fr" / "modules" / "insider-threat.md").unlink()
    make_edition(folder / "content", folder / "edition")
    return Edition.open(folder / "edition")


def test_a_page_without_translation_is_shown_in_english_and_says_so(
    program: Opens, half_translated: Edition
) -> None:
    one = program("insider-threat#decisions:1", guide=half_translated)
    before = eye(one)
    one.desk.set("language", "fr")
    shown = one.window.reader.view.shown
    assert shown is not None
    assert shown.language == "en"
    assert not shown.rtl
    assert "Français" in shown.body, "the notice names the language that was asked for"
    assert "English" in shown.body, "the notice names the language that is shown"
    assert_kept(before, eye(one), "insider-threat in French")
    one.library.go("cybersecurity")
    assert one.window.reader.view.shown is not None
    assert one.window.reader.view.shown.language == "fr"


def test_a_page_left_in_one_language_is_found_again_in_the_language_in_force(program: Opens) -> None:
    one = program("cybersecurity")
    one.library.go("home")
    one.desk.set("language", "fr")
    one.library.go_back()
    shown = one.window.reader.view.shown
    assert shown is not None
    assert shown.language == "fr"
    one.library.go("home")
    one.desk.set("theme", "dark")
    one.desk.set("audience", "leader")
    one.library.go("cybersecurity")
    after = one.window.reader.view.shown
    assert after is not None
    assert after.sheet != shown.sheet
    assert after.folded, "sections for other roles are folded"


@pytest.mark.parametrize("zoom", [80, 125, 250])
def test_text_size_keeps_the_block(program: Opens, zoom: int) -> None:
    one = program("trust-and-identity")
    for address in [*blocks(one.library.page("trust-and-identity"))][::14]:
        one.library.go(address)
        before = eye(one)
        one.desk.set("zoom", zoom)
        assert eye(one)[0] == before[0], f"{address} at {zoom} %"
        one.desk.set("zoom", 100)
        assert_kept(before, eye(one), f"{address} back at 100 %")


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_the_theme_keeps_the_block(program: Opens, theme: str) -> None:
    one = program("trust-and-identity#decisions:3")
    before = eye(one)
    one.desk.set("theme", theme)
    assert one.theme.name == theme
    assert_kept(before, eye(one), theme)


def test_a_role_keeps_the_block_that_is_for_it_and_folds_the_block_that_is_not(program: Opens) -> None:
    one = program("trust-and-identity")
    page = one.library.page("trust-and-identity")
    for audience in Audience:
        for address, section, _block in [*page.blocks()][::7]:
            one.desk.set("audience", "")
            one.library.go(address)
            before = eye(one)
            one.desk.set("audience", audience.value)
            if audience in section.audiences:
                assert_kept(before, eye(one), f"{address} for {audience}")
            else:
                now, _offset = eye(one)
                assert now is not None
                shown = one.window.reader.view.shown
                assert shown is not None
                assert now.section in shown.folded, f"{address} is folded, and its line is not under the eye"
            one.window.reader._opened.clear()


def test_a_level_keeps_the_block_that_is_still_shown(program: Opens) -> None:
    one = program("trust-and-identity")
    page = one.library.page("trust-and-identity")
    banded = {section.band for section in page.sections if section.band}
    assert banded, "the module has advice by level"
    for address, section, _block in [*page.blocks()][::9]:
        if section.band is None:
            one.library.go(address)
            before = eye(one)
            for band in (*banded, None):
                one.desk.set("band", band.value if band else "")
                assert_kept(before, eye(one), f"{address} at {band}")


# --- two languages side by side -------------------------------------------------------------------------------


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


# --- every word (R-06) ----------------------------------------------------------------------------------------


def test_a_switch_translates_the_whole_window_and_keeps_what_is_typed(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    window = one.window
    window.top.search.setFocus()
    qtbot.keyClicks(window.top.search, "leaver")
    qtbot.waitUntil(window.search_box.popup.isVisible)
    before = {act: window.actions_[act].text() for act in Act}
    english = {
        *words_of(window.top).values(),
        *words_of(window.status).values(),
        *words_of(window.search_box.popup.facets).values(),
    }
    one.desk.set("language", "ar")
    QApplication.processEvents()
    assert window.top.search.text() == "leaver"
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    same = {act for act in Act if window.actions_[act].text() == before[act]}
    assert not same, "commands still in English"
    now = {
        *words_of(window.top).values(),
        *words_of(window.status).values(),
        *words_of(window.search_box.popup.facets).values(),
    }
    assert not {word for word in english & now if word.isascii() and word.isalpha() and len(word) > 3} - {
        "Ctrl"
    }
    assert window.contents.tree.accessibleName() != "Contents"
    one.desk.set("language", "en")
    QApplication.processEvents()
    assert {act: window.actions_[act].text() for act in Act} == before
    assert window.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_an_open_preferences_dialog_follows_the_language_chosen_in_it(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    seen: list[tuple[str, str, set[str]]] = []

    def choose(dialog: PreferencesDialog) -> None:
        box = dialog.boxes["language"]
        seen.append(("en", dialog.windowTitle(), {*words_of(dialog).values()}))
        for language in ("fr", "ar"):
            box.setCurrentIndex(box.findData(language))
            box.activated.emit(box.currentIndex())
            QApplication.processEvents()
            assert dialog.isVisible()
            assert box.currentData() == language
            seen.append((language, dialog.windowTitle(), {*words_of(dialog).values()}))
            assert (dialog.layoutDirection() == Qt.LayoutDirection.RightToLeft) == (language == "ar")

    in_dialog(PreferencesDialog, one.window.actions_[Act.PREFERENCES].trigger, choose)
    assert [language for language, _title, _words in seen] == ["en", "fr", "ar"]
    assert len({title for _language, title, _words in seen}) == 3
    assert not seen[0][2] & seen[2][2], "words still in English"


def test_an_unsaved_note_outlives_a_switch(qtbot: QtBot, program: Opens) -> None:
    one = program("cybersecurity#decisions:1")

    def write(dialog: NoteDialog) -> None:
        qtbot.keyClicks(dialog.field, "ask the port")
        title = dialog.windowTitle()
        one.desk.set("language", "ar")
        QApplication.processEvents()
        assert dialog.isVisible()
        assert dialog.field.toPlainText() == "ask the port"
        assert dialog.windowTitle() != title
        assert dialog.layoutDirection() == Qt.LayoutDirection.RightToLeft
        assert not {*words_of(dialog).values()} & {"Save", "Cancel"}
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    in_dialog(NoteDialog, one.window.actions_[Act.NOTE].trigger, write)
    assert [mark.note for mark in one.desk.bookmarks.all()] == ["ask the port"]


def test_the_language_chosen_is_kept_for_the_next_start(program: Opens) -> None:
    one = program("home")
    one.desk.set("language", "ar")
    program.close(one)  # type: ignore[attr-defined]
    again = program("home", lang=None)
    assert again.library.language == "ar"
    assert again.window.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_f8_goes_round_the_languages_and_f9_round_the_roles(qtbot: QtBot, program: Opens) -> None:
    one = program("cybersecurity")
    view = one.window.reader.view
    seen = []
    for _number in range(3):
        qtbot.keyClick(view, Qt.Key.Key_F8)
        seen.append(one.library.language)
    assert seen == ["fr", "ar", "en"]
    roles = []
    for _number in range(4):
        qtbot.keyClick(view, Qt.Key.Key_F9)
        roles.append(one.library.audience)
    assert roles == [*Audience, None]
