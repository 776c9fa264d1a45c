"""Reading progress: sections seen, counted against the sections a page has now."""

from __future__ import annotations

from pathlib import Path

import pytest

from ictguide_desktop.store.database import Database
from ictguide_desktop.store.progress import ReadingProgress


@pytest.fixture
def progress(database: Database) -> ReadingProgress:
    return ReadingProgress(database)


def test_sections_seen_add_up_and_are_there_in_the_next_session(
    profile: Path, progress: ReadingProgress
) -> None:
    assert progress.of("single-window") is None
    assert progress.see("single-window", ["summary", "steps"])
    assert progress.see("single-window", ["steps", "risks"])
    with Database.open(profile) as again:
        seen = ReadingProgress(again).of("single-window")
    assert seen is not None
    assert seen.seen == {"summary", "steps", "risks"}
    assert progress.all() == {"single-window": seen}


def test_what_was_seen_already_is_not_written_again(profile: Path, progress: ReadingProgress) -> None:
    progress.see("single-window", ["summary"])
    before = (profile / "user.sqlite").read_bytes()
    assert not progress.see("single-window", ["summary"])
    assert not progress.see("single-window", [])
    assert (profile / "user.sqlite").read_bytes() == before


def test_the_share_is_of_the_sections_the_page_has_now(progress: ReadingProgress) -> None:
    progress.see("page", ["a", "b", "removed-since"])
    seen = progress.of("page")
    assert seen is not None
    assert seen.percent(["a", "b", "c", "d"]) == 50
    assert seen.percent(["a", "b"]) == 100
    assert seen.percent([str(number) for number in range(3)]) == 0
    assert seen.percent([]) == 0
    progress.see("long", [f"s{number}" for number in range(199)])
    assert progress.all()["long"].percent([f"s{number}" for number in range(200)]) == 99


def test_a_page_is_unread_again_when_forgotten(progress: ReadingProgress) -> None:
    progress.see("one", ["a"])
    progress.see("two", ["a"])
    progress.forget("one")
    assert set(progress.all()) == {"two"}
    progress.clear()
    assert progress.all() == {}
