"""Files put in place: what the disk is asked, and in which order."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ictguide_desktop.store import files

NOW = datetime(2026, 7, 31, 10, 15, tzinfo=UTC)


def test_a_file_is_flushed_before_it_takes_its_name_and_the_name_is_flushed_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished, path = tmp_path / "finished", tmp_path / "name"
    finished.write_text("new")
    path.write_text("old")
    flushed: list[str] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        flushed.append(path.read_text())
        fsync(handle)

    monkeypatch.setattr("ictguide_desktop.store.files.os.fsync", watched)
    files.put_in_place(finished, path)
    assert flushed[0] == "old"
    assert os.name == "nt" or flushed == ["old", "new"]
    assert path.read_text() == "new"


def test_what_is_set_aside_takes_its_journal_along_and_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "user.sqlite"
    names = []
    for number in range(3):
        path.write_text(f"data {number}")
        (tmp_path / "user.sqlite-journal").write_text(f"journal {number}")
        names.append(files.set_aside(path, NOW, "bad"))
    assert [name.name for name in names if name] == [
        "user.20260731-101500.bad.sqlite",
        "user.20260731-101500-2.bad.sqlite",
        "user.20260731-101500-3.bad.sqlite",
    ]
    for number, name in enumerate(names):
        assert name is not None
        assert name.read_text() == f"data {number}"
        assert name.with_name(name.name + "-journal").read_text() == f"journal {number}"
    assert files.set_aside(path, NOW, "bad") is None


def test_a_private_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    files.create_private(tmp_path / "there")
    assert (tmp_path / "there").read_text() == "mine"
