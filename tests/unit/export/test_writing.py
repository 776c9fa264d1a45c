"""Files put in place whole and compared, or not at all, with a sentence that says why."""

from __future__ import annotations

import errno
import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from unit.export.paper import FONTS, TABLE, document, t, whole, words_in
from unit.export.test_sheets import BOOK

from ictguide_desktop.export import reopened, writing
from ictguide_desktop.export.failures import Cancelled, ExportFailed
from ictguide_desktop.export.writing import Format, formats_of, keep, made, write
from ictguide_desktop.model.document import Drawing
from ictguide_desktop.model.guide import Paragraph

THINGS: dict[Format, Any] = {
    Format.PDF: whole(), Format.DOCX: whole("ar"), Format.XLSX: BOOK, Format.CSV: BOOK, Format.JSON: {"a": [1, "é", None]},
}  # fmt: skip


def put(thing: Any, form: Format, path: Path, **more: Any) -> writing.Written:
    return write(thing, form, path, words_in=words_in, fonts=FONTS, **more)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("form", list(Format))
def test_each_format_is_written_and_nothing_else_is_left(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"Hélène النص.{form}"
    written = put(THINGS[form], form, path)
    assert names(tmp_path) == [path.name]
    assert written == writing.Written(path, path.stat().st_size, ())


@pytest.mark.parametrize("thing", [whole(), BOOK])
def test_json_holds_every_value(thing: Any, tmp_path: Path) -> None:
    put(thing, Format.JSON, tmp_path / "a.json")
    data = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert data["is"] == type(thing).__name__
    assert data["title"] == thing.title


def test_the_file_that_stood_there_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    put(BOOK, Format.CSV, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfMeasure")


def test_steps_are_told_in_order_up_to_the_last(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    put(BOOK, Format.CSV, tmp_path / "a.csv", progress=lambda *step: told.append(step))
    assert [done for done, _, _ in told] == [0, 1, 2, 3, 4]
    assert {total for _, total, _ in told} == {4}
    assert all(what for _, _, what in told)


def test_a_file_that_does_not_hold_what_was_asked_for_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    monkeypatch.setattr(Path, "read_bytes", lambda _self: b"\xef\xbb\xbfsomething else")
    with pytest.raises(ExportFailed, match="did not hold"):
        put(BOOK, Format.CSV, path)
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize(
    ("error", "said", "code"),
    [
        (OSError(errno.ENOSPC, "full"), "is full", 4),
        (PermissionError(errno.EACCES, "no"), "Choose another folder", 1),
        (OSError(errno.EROFS, "read-only"), "Choose another folder", 1),
        (FileNotFoundError(errno.ENOENT, "none"), "There is no folder", 1),
        (OSError(errno.ENAMETOOLONG, "long"), "shorter", 1),
        (OSError(errno.EIO, "unplugged"), "unplugged", 1),
    ],
)
def test_what_the_disk_refuses_is_said_and_leaves_nothing(
    error: OSError, said: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    real = Path.open

    class Full:
        """A file that takes a few bytes and then no more."""

        def __init__(self, file: Any) -> None:
            self._file = file

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_more: object) -> None:
            self._file.close()

        def write(self, data: bytes) -> None:
            self._file.write(data[:3])
            raise error

    def opened(self: Path, mode: str = "r", *more: Any, **names: Any) -> Any:
        return Full(real(self, mode)) if mode == "xb" else real(self, mode, *more, **names)

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(ExportFailed, match=said) as caught:
        put(BOOK, Format.CSV, path)
    monkeypatch.undo()
    assert caught.value.exit_code == code
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.csv"]


def test_a_file_that_is_open_elsewhere_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path, _other: Path) -> Path:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ExportFailed, match=r"a\.csv is open in another program"):
        put(BOOK, Format.CSV, tmp_path / "a.csv")
    assert names(tmp_path) == []


def test_a_folder_is_no_file_and_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="is a folder"):
        put(BOOK, Format.CSV, tmp_path)
    with pytest.raises(ExportFailed, match="There is no folder"):
        put(BOOK, Format.CSV, tmp_path / "none" / "a.csv")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ExportFailed, match="Choose another folder"):
        put(BOOK, Format.CSV, tmp_path / "a.csv")


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_cancelled_file_leaves_nothing(after: int, tmp_path: Path) -> None:
    asked = iter(range(100))
    with pytest.raises(Cancelled):
        put(whole(), Format.PDF, tmp_path / "a.pdf", cancelled=lambda: next(asked) >= after)
    assert names(tmp_path) == []


def test_cancelling_does_not_wait_for_a_long_piece_of_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()
    monkeypatch.setattr(writing, "made", lambda *_a, **_k: release.wait(30))
    asked = iter(range(100))
    try:
        with pytest.raises(Cancelled):
            put(whole(), Format.PDF, tmp_path / "a.pdf", cancelled=lambda: next(asked) >= 2)
    finally:
        release.set()
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("thing", "form"), [(BOOK, Format.PDF), (BOOK, Format.DOCX), (whole(), Format.XLSX), (whole(), Format.CSV), ({}, Format.PDF)]
)  # fmt: skip
def test_a_format_that_cannot_hold_it_is_said_with_those_that_can(
    thing: Any, form: Format, tmp_path: Path
) -> None:
    with pytest.raises(ExportFailed, match="JSON") as caught:
        put(thing, form, tmp_path / "a")
    assert all(one.value.upper() in str(caught.value) for one in formats_of(thing))


def test_a_fault_of_the_program_is_not_made_into_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside itself"):
        put(document(Drawing("<svg><script/></svg>", "x")), Format.PDF, tmp_path / "a.pdf")
    assert names(tmp_path) == []


def test_what_is_sealed_is_compared_once_it_is_opened_again(tmp_path: Path) -> None:
    result = made(BOOK, Format.XLSX, words_in=words_in, fonts=FONTS)
    path = tmp_path / "a.sealed"
    keep(path, result.data[::-1], lambda data: result.check(data[::-1]))
    assert path.read_bytes()[::-1] == result.data
    with pytest.raises(ExportFailed, match="did not hold"):
        keep(path, result.data, lambda data: result.check(data[::-1]))
    assert path.read_bytes()[::-1] == result.data


def test_characters_that_could_not_be_shown_are_told(tmp_path: Path) -> None:
    written = put(document(Paragraph(t("漢字漢")), TABLE), Format.PDF, tmp_path / "a.pdf")
    assert written.missing == ("漢", "字")


def test_a_difference_names_the_place() -> None:
    with pytest.raises(reopened.Differs, match="found “abxd”, wanted “abcd”"):
        reopened.same_run("ab xd", "ab cd", "the text")
