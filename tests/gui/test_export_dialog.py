"""Exporting from the window: what, format, language and seal are chosen; the file is written, opened again, and said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ictguide_desktop.model.document import Column, Document, DocumentSection, Sheet, Workbook
from ictguide_desktop.model.guide import Paragraph, Text
from ictguide_desktop.services.exporting import Exporting, Offer, Wanted, opened
from ictguide_desktop.services.guide_offers import guide_offers
from ictguide_desktop.store.errors import WrongPassphrase
from ictguide_desktop.ui.dialogs.export import ExportDialog
from ictguide_desktop.ui.views.view import Context

SECRET = "four words of mine"


def table(wanted: Wanted) -> Workbook:
    owner = "" if wanted.nameless else "Aminata"
    rows = (("D4.1", owner), ("D4.2", wanted.language))
    return Workbook("Plan", wanted.language, (Sheet("Plan", (Column("A"), Column("B")), rows),))


def letter(wanted: Wanted) -> Document:
    section = DocumentSection("One", 2, (Paragraph((Text("The words of it."),)),))
    return Document("Letter", "", wanted.language, "A notice.", (section,))


PLAN = Offer("plan", "The plan", ("xlsx", "csv", "json"), table, names=True)
LETTER = Offer("letter", "A letter", ("pdf", "docx", "json"), letter)


@pytest.fixture
def exporting(context: Context) -> Iterator[Exporting]:
    assert context.exporting is not None
    yield context.exporting
    context.exporting.finish()


@pytest.fixture
def dialog(qtbot: QtBot, context: Context, exporting: Exporting) -> ExportDialog:
    made = ExportDialog([PLAN, LETTER], context.library, context.desk, exporting)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(box: object, value: str) -> None:
    box.setCurrentIndex(box.findData(value))  # type: ignore[attr-defined]


def test_a_table_is_written_and_said_to_be_right(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    choose(dialog.format, "csv")
    dialog.save_to(tmp_path / "plan.csv")
    qtbot.waitUntil(lambda: "plan.csv" in dialog.said.text(), timeout=20000)
    assert (tmp_path / "plan.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "Aminata" in (tmp_path / "plan.csv").read_text(encoding="utf-8-sig")


def test_the_formats_follow_what_is_chosen_and_names_can_stay_out(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.what.setCurrentIndex(1)
    assert [dialog.format.itemData(row) for row in range(dialog.format.count())] == ["pdf", "docx", "json"]
    assert not dialog.nameless.isVisible()
    dialog.what.setCurrentIndex(0)
    assert dialog.nameless.isVisible()
    dialog.nameless.setChecked(True)
    choose(dialog.format, "csv")
    choose(dialog.language, "fr")
    dialog.save_to(tmp_path / "plan.csv")
    qtbot.waitUntil(lambda: "plan.csv" in dialog.said.text(), timeout=20000)
    text = (tmp_path / "plan.csv").read_text(encoding="utf-8-sig")
    assert "Aminata" not in text
    assert "fr" in text


def test_a_sealed_file_needs_the_passphrase_twice_and_opens_with_it_only(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(dialog.format, "json")
    dialog.seal.setChecked(True)
    assert not dialog.save.isEnabled()
    assert dialog.warning.isVisible()
    qtbot.keyClicks(dialog.passphrase, SECRET)
    qtbot.keyClicks(dialog.again, "another one")
    assert not dialog.save.isEnabled()
    dialog.again.clear()
    qtbot.keyClicks(dialog.again, SECRET)
    assert dialog.save.isEnabled()
    dialog.save_to(tmp_path / "plan.json")
    qtbot.waitUntil(lambda: "plan.json.sealed" in dialog.said.text(), timeout=20000)
    assert [path.name for path in tmp_path.glob("plan*")] == ["plan.json.sealed"]
    assert b"Aminata" not in (tmp_path / "plan.json.sealed").read_bytes()
    with pytest.raises(WrongPassphrase):
        opened(tmp_path / "plan.json.sealed", "not this one", tmp_path)
    path = opened(tmp_path / "plan.json.sealed", SECRET, tmp_path)
    assert path.name == "plan.json"
    assert "Aminata" in path.read_text(encoding="utf-8")


def test_a_folder_that_is_gone_is_one_sentence_and_the_dialog_stays(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(dialog.format, "json")
    dialog.save_to(tmp_path / "gone" / "plan.json")
    qtbot.waitUntil(lambda: "gone" in dialog.said.text(), timeout=20000)
    assert dialog.isVisible()
    assert dialog.save.isEnabled()


def test_escape_while_writing_stops_and_leaves_no_file(
    qtbot: QtBot, dialog: ExportDialog, exporting: Exporting, tmp_path: Path
) -> None:
    choose(dialog.format, "json")
    dialog.save_to(tmp_path / "plan.json")
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.save.isEnabled, timeout=20000)
    assert dialog.said.text()
    if "Stopped" in dialog.said.text():
        assert not (tmp_path / "plan.json").exists()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_page_of_the_guide_is_offered_from_where_the_reader_is(
    qtbot: QtBot, context: Context, exporting: Exporting, tmp_path: Path, language: str
) -> None:
    context.library.go("cybersecurity#decisions")
    offers = guide_offers(context.library)
    dialog = ExportDialog(offers, context.library, context.desk, exporting)
    qtbot.addWidget(dialog)
    choose(dialog.language, language)
    section = next(n for n, offer in enumerate(offers) if offer.name == "cybersecurity-decisions")
    dialog.what.setCurrentIndex(section)
    dialog.save_to(tmp_path / "part.pdf")
    qtbot.waitUntil(lambda: "part.pdf" in dialog.said.text(), timeout=60000)
    assert (tmp_path / "part.pdf").read_bytes().startswith(b"%PDF")
