"""The first start and those that follow: what is asked once, what is kept, and what is said of data that are not well (R-27)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from on_screen import visible, words_of
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience, Band
from ictguide_desktop.model.problems import UserDataLocked
from ictguide_desktop.services.desk import BOOKMARKS, Desk
from ictguide_desktop.services.library import HOME, WELCOME
from ictguide_desktop.store.database import Database, OpenKind, OpenReport
from ictguide_desktop.store.errors import NewerUserData
from ictguide_desktop.store.migrate import latest
from ictguide_desktop.ui.problem_words import opening_sentence

Opens = Callable[..., Program]


def answer(one: Program, words: str) -> QRadioButton:
    """The answer with these words on the first page."""
    view = one.window.stack.currentWidget()
    assert view is not None
    return next(button for button in visible(view, QRadioButton) if button.text() == words)


def press_answer(qtbot: QtBot, one: Program, words: str) -> None:
    """Choose an answer; the page may be drawn anew in another language."""
    answer(one, words).click()
    redrawn(qtbot)


def redrawn(qtbot: QtBot) -> None:
    """Wait until the answer is in force, the page is drawn and has the keyboard."""
    qtbot.wait(20)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QRadioButton | QPushButton), timeout=2000)


def open_button(one: Program) -> QPushButton:
    """The button that opens the guide."""
    view = one.window.stack.currentWidget()
    assert view is not None
    return next(button for button in visible(view, QPushButton) if button.objectName() == "primary")


# --- the first page -------------------------------------------------------------------------------------------


def test_the_first_start_asks_three_things_and_nothing_else(program: Opens) -> None:
    one = program("")
    assert one.library.place == Address(WELCOME)
    view = one.window.stack.currentWidget()
    assert view is not None
    groups = {button.accessibleName().split(":")[0] for button in visible(view, QRadioButton)}
    assert len(groups) == 3
    assert {"English", "Français", "العربية"} <= {button.text() for button in visible(view, QRadioButton)}
    assert answer(one, "English").isChecked()
    assert any("stays on this computer" in said for said in words_of(view).values())
    assert not one.window.contents.isVisible()
    assert not one.window.top.isVisible()
    assert len(visible(view, QPushButton)) == 1
    assert isinstance(QApplication.focusWidget(), QRadioButton)


def test_the_language_is_guessed_from_the_system(program: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _locale: ["de-CH", "fr-CA", "en"])
    one = program("", lang=None)
    assert one.library.language == "fr"
    assert answer(one, "Français").isChecked()
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _locale: ["ja-JP"])
    other = program("", lang=None, profile=one.desk.database.path.parent.parent / "other")  # type: ignore[union-attr]
    assert other.library.language in other.library.edition.languages


def test_answers_are_in_force_at_once_and_the_guide_opens(qtbot: QtBot, program: Opens) -> None:
    one = program("")
    press_answer(qtbot, one, "العربية")
    assert one.library.language == "ar"
    assert one.window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert answer(one, "العربية").isChecked()
    press_answer(qtbot, one, "Français")
    assert one.window.layoutDirection() == Qt.LayoutDirection.LeftToRight
    press_answer(qtbot, one, "English")
    press_answer(qtbot, one, "Leader")
    press_answer(qtbot, one, "Developing")
    assert (one.library.audience, one.library.band) == (Audience.LEADER, Band.DEVELOPING)
    qtbot.keyClick(open_button(one), Qt.Key.Key_Space)
    assert one.library.place == Address(HOME)
    assert one.window.contents.isVisible()
    assert one.window.top.isVisible()
    assert not one.library.can_go_back, "one does not go back to the questions"
    program.close(one)  # type: ignore[attr-defined]
    again = program("", lang=None)
    assert again.library.place.page != WELCOME
    assert (again.library.language, again.library.audience, again.library.band) == (
        "en",
        Audience.LEADER,
        Band.DEVELOPING,
    )


def test_the_first_page_works_by_keyboard_alone(qtbot: QtBot, program: Opens) -> None:
    one = program("")

    def press(key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)
        redrawn(qtbot)

    press(Qt.Key.Key_Down)
    assert one.library.language == "fr"
    assert isinstance(QApplication.focusWidget(), QRadioButton)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    qtbot.keyClick(focus, Qt.Key.Key_Space)
    assert one.library.place == Address(HOME)


def test_a_target_is_opened_without_questions(program: Opens) -> None:
    assert program("cybersecurity#decisions:1").library.place == Address("cybersecurity", "decisions", 1)


# --- the starts that follow -----------------------------------------------------------------------------------


def test_the_next_start_resumes_where_one_stopped(program: Opens) -> None:
    one = program("home")
    one.desk.set("first_start_done", True)
    one.library.go("cybersecurity#legal-text:1")
    program.close(one)  # type: ignore[attr-defined]
    again = program("")
    assert again.library.place == Address("cybersecurity", "legal-text", 1)
    assert again.window.reader.view.address_under_eye() == Address("cybersecurity", "legal-text", 1)
    again.desk.set("resume", False)
    program.close(again)  # type: ignore[attr-defined]
    assert program("").library.place == Address(HOME)


@pytest.mark.parametrize("place", ["", "no-such-page", "cybersecurity#no-such-section", "%%%"])
def test_a_place_that_is_gone_leads_home(program: Opens, place: str) -> None:
    one = program("home")
    one.desk.set("first_start_done", True)
    program.close(one)  # type: ignore[attr-defined]
    desk = Desk.open(one.desk.database.path.parent)  # type: ignore[union-attr]
    desk.set("place", place)
    desk.close()
    assert program("").library.place == Address(HOME)


def test_fonts_of_the_program_are_there(program: Opens) -> None:
    program("home")
    families = QFontDatabase.families()
    assert {"Noto Sans", "Noto Sans Arabic"} <= {*families}


# --- data that are not well -----------------------------------------------------------------------------------


def seed(profile: Path) -> None:
    """A profile with one bookmark, opened twice so that there is a copy with it."""
    for _number in range(2):
        desk = Desk.open(profile)
        desk.set("first_start_done", True)
        if not desk.bookmarks.count():
            desk.write(BOOKMARKS, lambda: desk.bookmarks.add(Address("scope"), lang="en", title="Scope"))  # noqa: B023 - at once
        desk.close()


def works(one: Program) -> None:
    """Pages open, and the window answers."""
    one.library.go("licence")
    assert one.library.catalogue.pages["licence"].title in one.window.reader.view.toPlainText()
    one.library.go("bookmarks")
    one.library.go("home")


def test_damaged_data_are_set_aside_and_the_last_copy_is_shown(program: Opens, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    seed(profile)
    (profile / "user.sqlite").write_bytes(b"not a database, by any measure" * 400)
    one = program("home")
    assert "damaged" in one.window.problem.text
    assert ".bad.sqlite" in one.window.problem.text
    assert one.desk.bookmarks.count() == 1
    works(one)


def test_damaged_data_without_a_copy_are_kept_aside(program: Opens, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "user.sqlite").write_bytes(b"not a database, by any measure" * 400)
    one = program("home")
    assert "no good copy" in one.window.problem.text
    assert [*profile.glob("*.bad.sqlite")]
    works(one)


def test_data_of_a_newer_program_are_not_touched(program: Opens, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    seed(profile)
    with closing(sqlite3.connect(profile / "user.sqlite")) as connection:
        connection.execute(f"PRAGMA user_version = {latest() + 1}")
    before = (profile / "user.sqlite").read_bytes()
    one = program("home")
    assert "newer version" in one.window.problem.text
    one.desk.write(BOOKMARKS, lambda: one.desk.bookmarks.add(Address("licence"), lang="en", title="Licences"))
    works(one)
    program.close(one)  # type: ignore[attr-defined]
    assert (profile / "user.sqlite").read_bytes() == before


def test_data_that_cannot_be_written_are_shown_and_every_change_says_so(
    program: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = tmp_path / "profile"
    seed(profile)
    real = Database.open
    monkeypatch.setattr(Database, "open", lambda folder, **more: real(folder, read_only=True, **more))
    one = program("bookmarks")
    assert "cannot be written" in one.window.problem.text
    assert str(profile) in one.window.problem.text
    assert one.desk.bookmarks.count() == 1
    one.window.problem.hide()
    one.library.go("licence")
    assert "cannot be written" in one.window.problem.text, "a change that is not kept says so"
    works(one)


def test_data_held_by_another_program_do_not_keep_the_guide_shut(
    program: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_folder: Path, **_more: object) -> Database:
        raise UserDataLocked("held")

    monkeypatch.setattr(Database, "open", locked)
    one = program("home")
    assert one.window.problem.text
    assert not one.desk.keeps
    works(one)


def test_each_way_of_opening_has_its_sentence(tmp_path: Path) -> None:
    path = tmp_path / "user.sqlite"
    said = [
        opening_sentence(OpenReport(OpenKind.RESTORED, path, set_aside=tmp_path / "x.bad.sqlite"), None),
        opening_sentence(OpenReport(OpenKind.RESTORED, path), None),
        opening_sentence(OpenReport(OpenKind.EMPTIED, path, set_aside=tmp_path / "x.bad.sqlite"), None),
        opening_sentence(OpenReport(OpenKind.READ_ONLY, path), None),
        opening_sentence(OpenReport(OpenKind.TEMPORARY), NewerUserData(path, 9, 1)),
        opening_sentence(OpenReport(OpenKind.TEMPORARY), UserDataLocked("held")),
    ]
    assert all(said)
    assert len({*said}) == len(said)
    assert all(sentence.endswith(".") for sentence in said)
    for fine in (OpenKind.NEW, OpenKind.OPENED):
        assert opening_sentence(OpenReport(fine, path), None) == ""
