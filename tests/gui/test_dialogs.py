"""The dialogs: preferences in force at once, notes, keys, versions, and the user's own data saved, added and restored."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from on_screen import cut_off, in_dialog, visible, words_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ictguide_desktop import __version__
from ictguide_desktop.app.window import Program
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience, Band
from ictguide_desktop.model.problems import NoSpace
from ictguide_desktop.services.desk import BOOKMARKS
from ictguide_desktop.ui.actions import Act
from ictguide_desktop.ui.dialogs.about import AboutDialog
from ictguide_desktop.ui.dialogs.note import NoteDialog
from ictguide_desktop.ui.dialogs.preferences import PreferencesDialog
from ictguide_desktop.ui.dialogs.printing import PrintDialog
from ictguide_desktop.ui.dialogs.shortcuts import ShortcutsDialog

Opens = Callable[..., Program]
KINDS: dict[Act, type[QDialog]] = {
    Act.PREFERENCES: PreferencesDialog, Act.SHORTCUTS: ShortcutsDialog, Act.ABOUT: AboutDialog,
    Act.NOTE: NoteDialog, Act.PRINT: PrintDialog,
}  # fmt: skip


def told(one: Program) -> str:
    """What the status bar says was done."""
    return one.window.status._review.text()


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
@pytest.mark.parametrize("act", KINDS)
def test_each_dialog_opens_in_each_language_whole(program: Opens, lang: str, act: Act) -> None:
    one = program("licence#content:1", lang=lang)

    def look(dialog: QDialog) -> None:
        for _number in range(3):
            QApplication.processEvents()
        assert (dialog.layoutDirection() == Qt.LayoutDirection.RightToLeft) == (lang == "ar")
        assert not cut_off(dialog)
        assert dialog.parentWidget() is one.window
        assert QApplication.focusWidget() is not None
        assert dialog.isAncestorOf(QApplication.focusWidget())

    in_dialog(KINDS[act], one.window.actions_[act].trigger, look)
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, KINDS[act]) and w.isVisible()]


# --- preferences ----------------------------------------------------------------------------------------------


def choose(dialog: PreferencesDialog, key: str, value: str) -> None:
    """Choose in a box, as its user does."""
    box = dialog.boxes[key]
    row = box.findData(value)
    assert row >= 0, f"{key} does not offer {value}"
    box.setCurrentIndex(row)
    box.activated.emit(row)
    QApplication.processEvents()


def test_each_preference_is_in_force_at_once_and_kept(program: Opens) -> None:
    one = program("trust-and-identity", theme=None)

    def change(dialog: PreferencesDialog) -> None:
        choose(dialog, "theme", "dark")
        assert one.theme.name == "dark"
        choose(dialog, "audience", "leader")
        assert one.library.audience == Audience.LEADER
        choose(dialog, "band", "advanced")
        assert one.library.band == Band.ADVANCED
        choose(dialog, "language", "fr")
        assert one.library.language == "fr"
        assert dialog.boxes["audience"].currentData() == "leader", "a new language keeps what is chosen"
        assert dialog.boxes["parallel_language"].findData("fr") < 0, "a language is not offered beside itself"
        choose(dialog, "parallel_language", "ar")
        assert one.window.reader.beside is not None
        dialog.zoom.setValue(15)
        assert one.theme.zoom == 150
        dialog.letters.click()
        dialog.resume.click()

    in_dialog(PreferencesDialog, one.window.actions_[Act.PREFERENCES].trigger, change)
    program.close(one)  # type: ignore[attr-defined]
    again = program("trust-and-identity", lang=None, theme=None)
    assert (again.library.language, again.library.audience, again.library.band) == (
        "fr",
        Audience.LEADER,
        Band.ADVANCED,
    )
    assert (again.theme.name, again.theme.zoom) == ("dark", 150)
    assert again.window.reader.beside is not None
    assert not again.desk.flag("single_key_shortcuts")
    assert not again.desk.flag("resume")

    def restore(dialog: PreferencesDialog) -> None:
        button = next(
            b
            for b in visible(dialog, QPushButton)
            if b not in dialog._buttons.buttons()[:1] and b is dialog._defaults
        )
        button.click()
        assert dialog.zoom.value() == 10
        assert dialog.letters.isChecked()

    in_dialog(PreferencesDialog, again.window.actions_[Act.PREFERENCES].trigger, restore)
    assert (again.library.language, again.library.audience, again.library.band) == ("fr", None, None)
    assert again.theme.zoom == 100
    assert again.window.reader.beside is None
    assert again.desk.flag("single_key_shortcuts")


def test_what_the_command_line_chose_can_be_chosen_away(program: Opens) -> None:
    first = program("licence")
    first.desk.set("language", "en")
    first.desk.set("theme", "light")
    program.close(first)  # type: ignore[attr-defined]
    one = program("licence", lang="fr", theme="dark", zoom=150, audience="leader")

    def change(dialog: PreferencesDialog) -> None:
        choose(dialog, "language", "en")
        assert one.library.language == "en"
        choose(dialog, "theme", "light")
        assert one.theme.name == "light"
        choose(dialog, "audience", "")
        assert one.library.audience is None

    in_dialog(PreferencesDialog, one.window.actions_[Act.PREFERENCES].trigger, change)


def test_a_preference_that_cannot_be_stored_is_said(program: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    one = program("licence")

    def full(_key: str, _value: object) -> None:
        raise NoSpace("full")

    monkeypatch.setattr(one.desk.preferences, "set", full)
    one.desk.set("theme", "dark")
    assert "disk is full" in one.window.problem.text
    assert one.theme.name == "light"


# --- notes ----------------------------------------------------------------------------------------------------


def test_a_note_is_kept_at_the_block_and_changed_there(qtbot: QtBot, program: Opens) -> None:
    one = program("cybersecurity#decisions:1")
    words = one.library.words_at(Address("cybersecurity", "decisions", 1))

    def write(dialog: NoteDialog) -> None:
        assert any(said.rstrip("…") in words for said in words_of(dialog).values() if len(said) > 20)
        qtbot.keyClicks(dialog.field, "Ask the port")
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
        qtbot.keyClicks(dialog.field, "by Monday")
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    in_dialog(
        NoteDialog,
        lambda: qtbot.keyClick(
            one.window.reader.view,
            Qt.Key.Key_D,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        ),
        write,
    )
    (mark,) = one.desk.bookmarks.all()
    assert mark.note == "Ask the port\nby Monday"
    assert mark.address == Address("cybersecurity", "decisions", 1)
    assert mark.quote == words

    def leave(dialog: NoteDialog) -> None:
        assert dialog.field.toPlainText() == "Ask the port\nby Monday"
        dialog.field.setPlainText("something else")
        qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)

    in_dialog(NoteDialog, one.window.actions_[Act.NOTE].trigger, leave)
    assert one.desk.bookmarks.all()[0].note == "Ask the port\nby Monday", "Escape leaves what was there"


# --- keys and versions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_list_of_keys_names_every_command_that_has_one(program: Opens, lang: str) -> None:
    one = program("licence", lang=lang)

    def look(dialog: ShortcutsDialog) -> None:
        table = dialog.findChildren(QTableWidget)[0]
        rows = {table.item(row, 0).text(): table.item(row, 1).text() for row in range(table.rowCount())}
        for act in Act:
            action = one.window.actions_[act]
            for keys in action.shortcuts():
                assert keys.toString(QKeySequence.SequenceFormat.NativeText) in rows[action.text()]
        assert {"/", "?"} <= {*rows.values()}

    in_dialog(ShortcutsDialog, one.window.actions_[Act.SHORTCUTS].trigger, look)


def test_about_tells_versions_and_where_the_data_are(program: Opens, tmp_path: Path) -> None:
    one = program("licence")

    def look(dialog: AboutDialog) -> None:
        said = "\n".join(words_of(dialog).values())
        for part in (
            __version__,
            one.library.edition.name,
            one.library.edition.digest[:16],
            str(tmp_path / "profile"),
            "PySide6",
        ):
            assert part in said
        assert "not adopted or endorsed by the WCO" in said

    in_dialog(AboutDialog, one.window.actions_[Act.ABOUT].trigger, look)


# --- the user's own data --------------------------------------------------------------------------------------


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What the user answers to the questions of Qt, and what was said."""
    given: dict[str, object] = {
        "save": "",
        "open": "",
        "agree": QMessageBox.StandardButton.Yes,
        "row": 0,
        "said": [],
    }

    def say(_parent: QWidget, _title: str, text: str, *_more: object) -> QMessageBox.StandardButton:
        given["said"].append(text)  # type: ignore[attr-defined]
        return given["agree"]  # type: ignore[return-value]

    def item(
        _parent: QWidget, _title: str, _label: str, rows: list[str], *_more: object, **_named: object
    ) -> tuple[str, bool]:
        given["rows"] = rows
        return (rows[int(given["row"])], True) if given["row"] is not None else ("", False)  # type: ignore[call-overload]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (given["save"], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (given["open"], ""))
    for name in ("question", "warning", "information"):
        monkeypatch.setattr(QMessageBox, name, say)
    monkeypatch.setattr(QInputDialog, "getItem", item)
    return given


def keep(one: Program, page: str) -> None:
    """Keep a page as a bookmark."""
    one.desk.write(
        BOOKMARKS, lambda: one.desk.bookmarks.add(Address(page), lang="en", title=page, note=f"about {page}")
    )


def test_data_saved_here_are_added_there(program: Opens, tmp_path: Path, answers: dict[str, object]) -> None:
    one = program("licence")
    keep(one, "scope")
    run = one.desk.checklists.start("trust-and-identity-checklist", "Post B")
    one.desk.checklists.tick(run.id, "C-C1", evidence="List of 3 March")
    answers["save"] = str(tmp_path / "my data – été.json")
    one.window.actions_[Act.EXPORT_DATA].trigger()
    saved = Path(str(answers["save"]))
    assert json.loads(saved.read_text(encoding="utf-8"))
    assert str(saved) in told(one)
    assert "1 bookmark" in told(one)
    program.close(one)  # type: ignore[attr-defined]
    other = program("bookmarks", profile=tmp_path / "other")
    keep(other, "licence")
    answers["open"] = str(saved)
    other.window.actions_[Act.IMPORT_DATA].trigger()
    assert {mark.title for mark in other.desk.bookmarks.all()} == {"scope", "licence"}, (
        "what was here is kept"
    )
    assert [r.name for r in other.desk.checklists.runs()] == ["Post B"]
    assert "1 bookmark" in str(answers["said"])
    assert "Added" in told(other)
    view = other.window.stack.currentWidget()
    assert view.model.rowCount() == 2, "the view shows what was added"  # type: ignore[union-attr]
    other.window.actions_[Act.IMPORT_DATA].trigger()
    assert other.desk.bookmarks.count() == 2, "adding twice adds nothing"


def test_data_are_not_added_unless_one_agrees(
    program: Opens, tmp_path: Path, answers: dict[str, object]
) -> None:
    one = program("licence")
    keep(one, "scope")
    answers["save"] = answers["open"] = str(tmp_path / "data.json")
    one.window.actions_[Act.EXPORT_DATA].trigger()
    mark = one.desk.bookmarks.all()[0]
    one.desk.bookmarks.delete(mark.id)
    answers["agree"] = QMessageBox.StandardButton.No
    one.window.actions_[Act.IMPORT_DATA].trigger()
    assert one.desk.bookmarks.count() == 0


@pytest.mark.parametrize("content", ["", "{}", "not json", '{"bookmarks": [{"id": 1}]}', "\u0000"])
def test_a_file_that_is_none_of_ours_is_refused_in_a_sentence(
    program: Opens, tmp_path: Path, answers: dict[str, object], content: str
) -> None:
    one = program("licence")
    keep(one, "scope")
    path = tmp_path / "strange.json"
    path.write_text(content, encoding="utf-8")
    answers["open"] = str(path)
    one.window.actions_[Act.IMPORT_DATA].trigger()
    (said,) = answers["said"]  # type: ignore[misc]
    assert str(path) in said
    assert "cannot be read" in said
    assert one.desk.bookmarks.count() == 1


def test_a_copy_that_cannot_be_saved_is_said(
    program: Opens, tmp_path: Path, answers: dict[str, object]
) -> None:
    one = program("licence")
    answers["save"] = str(tmp_path / "no such folder" / "data.json")
    one.window.actions_[Act.EXPORT_DATA].trigger()
    assert len(answers["said"]) == 1  # type: ignore[arg-type]
    assert not Path(str(answers["save"])).exists()


def test_an_earlier_copy_takes_the_place_of_what_is_here(
    program: Opens, tmp_path: Path, answers: dict[str, object]
) -> None:
    first = program("licence")
    keep(first, "scope")
    first.desk.set("theme", "dark")
    program.close(first)  # type: ignore[attr-defined]
    one = program("bookmarks", theme=None)
    assert one.desk.database.generations(), "a dated copy is made when the data are opened"
    keep(one, "licence")
    one.desk.set("theme", "light")
    one.window.actions_[Act.RESTORE_DATA].trigger()
    assert {mark.title for mark in one.desk.bookmarks.all()} == {"scope"}
    assert "Restored" in told(one)
    assert "replaced" in told(one), "it says where the data are that were here"
    assert one.theme.name == "dark", "preferences come back too, at once"
    view = one.window.stack.currentWidget()
    assert view.model.rowCount() == 1  # type: ignore[union-attr]
    keep(one, "how-to-use")
    assert one.desk.bookmarks.count() == 2, "and everything goes on working"


def test_restoring_can_be_left_and_says_when_there_is_no_copy(
    program: Opens, answers: dict[str, object]
) -> None:
    one = program("licence")
    for copy in one.desk.database.generations():
        copy.path.unlink()
    one.window.actions_[Act.RESTORE_DATA].trigger()
    assert "no earlier copy" in str(answers["said"])
