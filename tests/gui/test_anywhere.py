"""R-15: folders with accents, spaces, Arabic names and long paths, and one that cannot be written: start, search, bookmark, save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.model.address import Address
from ictguide_desktop.store.database import Database, OpenKind
from ictguide_desktop.ui.dialogs.printing import PrintDialog

Opens = Callable[..., Program]
NAMES = ["Hélène Dupont", "المستخدم أحمد", "Постовой", "a" * 120 + "/" + "b" * 100, "quote'and\"double", "%PATH% #1 & co"]


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_in_any_folder(qtbot: QtBot, program: Opens, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir(parents=True)
    one = program("insider-threat#steps", profile=folder / "profile")
    with qtbot.waitSignal(one.finder.found, timeout=10_000):
        one.window.search_box.search("leaver")
    one.window.errands.bookmark(Address("insider-threat", "steps", 1))
    assert one.desk.bookmarks.count() == 1
    dialog = PrintDialog(one.library, one.desk, one.window.reader.typesetter, Address("insider-threat", "steps"), one.window)
    assert dialog.save_to(folder / "page.pdf")
    assert len(PdfReader(folder / "page.pdf").pages) >= 1
    dialog.deleteLater()
    assert (folder / "profile" / "user.sqlite").is_file()


def test_a_profile_carried_elsewhere_opens_there(program: Opens, tmp_path: Path) -> None:
    one = program("insider-threat", profile=tmp_path / "E")
    one.window.errands.bookmark(Address("insider-threat", "steps", 1))
    program.close(one)  # type: ignore[attr-defined]
    (tmp_path / "E").rename(tmp_path / "F")
    again = program("home", profile=tmp_path / "F")
    assert [mark.address for mark in again.desk.bookmarks.all()] == [Address("insider-threat", "steps", 1)]


def test_a_folder_that_cannot_be_written_is_read(program: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = program("insider-threat", profile=tmp_path / "P")
    one.window.errands.bookmark(Address("insider-threat", "steps", 1))
    program.close(one)  # type: ignore[attr-defined]
    opens = Database.open
    # The rights of a folder do not bind root, who runs the tests; the store's own tests try real ones as another user.
    monkeypatch.setattr(Database, "open", lambda folder: opens(folder, read_only=True))
    again = program("home", profile=tmp_path / "P")
    assert again.desk.database.report.kind == OpenKind.READ_ONLY
    assert str(tmp_path / "P") in again.window.problem.text
    assert again.desk.bookmarks.count() == 1
    again.window.errands.bookmark(Address("insider-threat", "steps", 2))
    assert again.desk.bookmarks.count() == 1
    assert again.window.problem.text
