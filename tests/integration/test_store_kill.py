"""A program killed at any moment loses nothing that it had said was kept.

Forty kills in every run; `ICTGUIDE_KILLS=1000` asks for more.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ictguide_desktop.store.bookmarks import Bookmarks
from ictguide_desktop.store.checklists import Checklists
from ictguide_desktop.store.database import Database, OpenKind
from ictguide_desktop.store.portable import collect

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("ICTGUIDE_KILLS", "40"))

# Says an id only after the call that stores it has returned; opens as another version each time, so that the
# dated copy of an upgrade is made, and so killed, too.
WRITER = """
import os
import sys
from pathlib import Path
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.user import TickState
from ictguide_desktop.store.bookmarks import Bookmarks
from ictguide_desktop.store.checklists import Checklists
from ictguide_desktop.store.database import Database

folder, program = Path(sys.argv[1]), sys.argv[2]


def say(what):
    os.write(1, what.encode() + b"\\n")


say("open")
with Database.open(folder, program=program) as database:
    bookmarks, checklists = Bookmarks(database), Checklists(database)
    run = (checklists.runs() or (checklists.start("list", "Post"),))[0].id
    answered = len(checklists.ticks(run))
    for number in range(100_000):
        note = "n" * (number * 37 % 5000)
        made = bookmarks.add(Address("home"), lang="en", title=str(number), note=note)
        say(f"bookmark {made.id}")
        item = f"I{(answered + number) % 400}"
        tick = checklists.tick(run, item, state=TickState.DONE, evidence=str(number))
        say(f"tick {tick.item}")
        if number % 5 == 4:
            say(f"deleting {made.id}")
            bookmarks.delete(made.id)
"""


class Kept:
    """What the killed programs had said: stored, ticked, and being deleted when they died."""

    def __init__(self) -> None:
        self.bookmarks: set[str] = set()
        self.ticks: set[str] = set()
        self.deleted: set[str] = set()

    def hear(self, said: str) -> None:
        """Take in the whole lines; the last may have been cut off, though its deed was done."""
        for line in said.splitlines(keepends=True):
            if not line.endswith("\n") or line == "open\n":
                continue
            what, name = line.split()
            if what == "bookmark":
                self.bookmarks.add(name)
            elif what == "tick":
                self.ticks.add(name)
            else:
                self.deleted.add(name)


def kill_one(folder: Path, number: int, chance: random.Random, heard: Path) -> str:
    """Start the writer, let it live a random while, kill it; what it said."""
    command = [sys.executable, "-c", WRITER, str(folder), f"version {number}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with heard.open("wb") as stdout:
        child = subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE, env=environment)
        try:
            # Half of them while they open and copy the data, the others amid their writing.
            wait_until_said(child, heard, b"open" if number % 2 else b"bookmark")
            time.sleep(chance.uniform(0, 0.03 if number % 2 else 0.1))
        finally:
            child.kill()
            _, errors = child.communicate()
    assert errors == b"", errors.decode()
    return heard.read_text()


def wait_until_said(child: subprocess.Popen[bytes], heard: Path, word: bytes) -> None:
    """Wait until the program has said a word."""
    deadline = time.monotonic() + 30
    while word not in heard.read_bytes():
        assert child.poll() is None, (child.stderr.read() if child.stderr else b"").decode()
        assert time.monotonic() < deadline, "the writer does not start"
        time.sleep(0.002)


@pytest.mark.timeout(120 + KILLS * 3)
def test_killed_at_random_moments_nothing_said_to_be_kept_is_lost(tmp_path: Path) -> None:
    chance, amid_writing, stored = random.Random(20260731), 0, 0
    for number in range(KILLS):
        if number % 40 == 0:
            folder, kept = tmp_path / f"profile {number}", Kept()
        said = kill_one(folder, number, chance, tmp_path / "heard")
        kept.hear(said)
        amid_writing += "bookmark" in said
        stored += said.count("bookmark")
        check(folder, kept)
    assert amid_writing >= KILLS // 2, "too few were killed while they wrote for this to prove anything"
    assert stored > KILLS
    print(
        f"{KILLS} kills, {amid_writing} of them amid writing; {stored} bookmarks said to be kept, none lost"
    )


def check(folder: Path, kept: Kept) -> None:
    """Whole, not mended from an older copy, and with everything that was said."""
    with Database.open(folder, program="the checker") as database:
        assert database.report.kind in (OpenKind.OPENED, OpenKind.NEW)
        assert database.report.set_aside is None
        assert database.sound()
        present = {bookmark.id for bookmark in Bookmarks(database).all()}
        lost = kept.bookmarks - kept.deleted - present
        assert not lost, f"{len(lost)} bookmarks said to be kept are gone"
        for run in Checklists(database).runs():
            assert not kept.ticks - set(Checklists(database).ticks(run.id))
        collect(database)
        assert len(database.generations()) <= 5
