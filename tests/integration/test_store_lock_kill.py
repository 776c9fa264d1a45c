"""A program killed while it locks an assessment leaves it wholly locked or wholly in plain, and loses nothing.

Forty kills in every run; `ICTGUIDE_KILLS=1000` asks for more.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from locked_assessments import EVIDENCE, NAME, OTHER, PASSPHRASE, everything, secret, traces, unlabelled

from ictguide_desktop.model.assessment import Assessment
from ictguide_desktop.store import sealing
from ictguide_desktop.store.assessments import Assessments
from ictguide_desktop.store.bookmarks import Bookmarks
from ictguide_desktop.store.database import Database, OpenKind

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("ICTGUIDE_KILLS", "40"))
NOW = datetime(2026, 7, 31, 9, 0, tzinfo=UTC)

# Says what it is about to do and what is done; the passphrase costs nothing, so that the time goes into the files.
LOCKER = """
import os
import sys
from datetime import datetime
from pathlib import Path
from ictguide_desktop.model.assessment import Answer
from ictguide_desktop.store import sealing
from ictguide_desktop.store.assessments import Assessments
from ictguide_desktop.store.database import Database

folder, name, passphrase, evidence, now = sys.argv[1:]
sealing.LOG2_N = 4


def say(what):
    os.write(1, what.encode() + b"\\n")


with Database.open(Path(folder), now=lambda: datetime.fromisoformat(now)) as database:
    assessments = Assessments(database)
    say("locking")
    failed = assessments.lock(name, passphrase, "East").failed
    say("locked" if not failed else "not clean")
    assessments.open(name, passphrase)
    for number in range(100_000):
        answer = assessments.answer(name, Answer(f"later.{number}", number % 5, comment=evidence))
        say(answer.question)
"""


def opened(folder: Path) -> Database:
    return Database.open(folder, now=lambda: NOW + timedelta(hours=1))


def filled(folder: Path) -> tuple[Assessment, tuple[object, ...]]:
    """A profile with an assessment in the data, in two dated copies and in what was set aside."""
    for days in (9, 6, 3, 0):
        with Database.open(folder, now=lambda days=days: NOW - timedelta(days=days)) as database:
            assessments = Assessments(database)
            if days == 9:
                made = secret(assessments)
    with opened(folder) as database:
        database.restore(database.generations()[0])
        return made, everything(Assessments(database), made.id)


def kill_one(folder: Path, name: str, wait: float, heard: Path) -> str:
    """Start the locker, let it live a while after it began, kill it; what it said."""
    arguments = [str(folder), name, PASSPHRASE, EVIDENCE, (NOW + timedelta(hours=1)).isoformat()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with heard.open("wb") as stdout:
        child = subprocess.Popen(
            [sys.executable, "-c", LOCKER, *arguments],
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=environment,
        )
        try:
            deadline = time.monotonic() + 30
            while b"locking" not in heard.read_bytes():
                assert child.poll() is None, (child.stderr.read() if child.stderr else b"").decode()
                assert time.monotonic() < deadline, "the locker does not start"
                time.sleep(0.0005)
            time.sleep(wait)
        finally:
            child.kill()
            _, errors = child.communicate()
    assert errors == b"", errors.decode()
    return heard.read_text()


@pytest.mark.timeout(120 + KILLS * 3)
def test_killed_while_locking_it_is_wholly_locked_or_wholly_in_plain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "LOG2_N", 4)
    made, before = filled(tmp_path / "template")
    assert len(traces(tmp_path / "template")) == 5, "the data, three dated copies and what was set aside"
    chance = random.Random(20260731)
    outcomes = {"plain": 0, "locked amid its work": 0, "locked and answering": 0}
    for number in range(KILLS):
        folder = tmp_path / f"profile {number}"
        shutil.copytree(tmp_path / "template", folder)
        said = kill_one(folder, made.id, chance.uniform(0, 0.08), tmp_path / "heard")
        assert "not clean" not in said
        outcomes[check(folder, made, before, said)] += 1
        shutil.rmtree(folder)
    print(f"{KILLS} kills: {outcomes}")
    assert outcomes["locked amid its work"] + outcomes["plain"] >= KILLS // 5, (
        "too few were killed while they locked"
    )
    assert outcomes["locked and answering"] >= 1


def check(folder: Path, made: Assessment, before: tuple[object, ...], said: str) -> str:
    """Open the profile as the next session would; how far the locker had come."""
    with opened(folder) as database:
        assert database.report.kind is OpenKind.OPENED
        assert database.report.uncleansed == ()
        assert database.sound()
        assessments = Assessments(database)
        (found,) = assessments.all()
        if not found.locked:
            assert "locked\n" not in said, "it was said to be locked"
            assert everything(assessments, made.id) == before
            assert assessments.lock(made.id, OTHER, "East").failed == ()
        assert traces(folder) == {}
        passphrase = PASSPHRASE if found.locked else OTHER
        assert assessments.open(made.id, passphrase).name == NAME
        head, answers, *rest = everything(assessments, made.id)
        assert isinstance(answers, dict)
        assert isinstance(head, Assessment)
        later = {question: answer for question, answer in answers.items() if question.startswith("later")}
        kept = [
            line[:-1]
            for line in said.splitlines(keepends=True)
            if line.startswith("later") and line[-1] == "\n"
        ]
        assert set(kept) <= set(later), "answers said to be kept are gone"
        assert unlabelled(head) == unlabelled(made)
        first = {question: answer for question, answer in answers.items() if question not in later}
        assert (first, *rest) == before[1:]
        for copy in database.generations():
            database.restore(copy)
            again = Assessments(database)
            assert again.open(made.id, passphrase).name == NAME
            assert (
                len([question for question in again.answers(made.id) if question.startswith("trust")]) == 50
            )
        assert Bookmarks(database).all() == ()
        assert traces(folder) == {}
    if not found.locked:
        return "plain"
    return "locked and answering" if "later" in said else "locked amid its work"
