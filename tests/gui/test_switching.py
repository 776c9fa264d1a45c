"""Language, role, level, text size and theme change while one reads: the same block stays under the eye (R-06, R-08)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from on_screen import blocks, in_dialog, measured, words_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.commands import make_edition
from ictguide_desktop.app.window import Program
from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience
from ictguide_desktop.ui.actions import Act
from ictguide_desktop.ui.dialogs.note import NoteDialog
from ictguide_desktop.ui.dialogs.preferences import PreferencesDialog

Opens = Callable[..., Program]
MODULES = ("trust-and-identity", "cybersecurity")
LINE = 26


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
    round_and_round = cycle(("fr", "ar", "en"))
    for address in blocks(library.page(module)):
        library.go(address)
        before = eye(one)
        assert before[0] == address, "the block asked for is not under the eye"
        for language in (
            next(round_and_round),
            next(round_and_round),
        ):  # and the third is where the next block begins
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
def half_translated(tmp_path_factory: pytest.TempPathFactory, edition_folder: Path) -> Edition:
    """The guide without the French page of one module."""
    folder = tmp_path_factory.mktemp("half")
    shutil.copytree(edition_folder, folder / "edition")  # what has not changed is not indexed again
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
    assert "Decide first" in shown.body, "the words of the page are those of its text"
    assert "Accueil" in shown.body, "the way to it is the window's"
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
    same = {word for word in seen[0][2] & seen[2][2] if sum(letter.isalpha() for letter in word) > 2}
    assert not same, "words still in English"


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
