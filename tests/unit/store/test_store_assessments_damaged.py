"""Assessments that are damaged, on a full disk, for reading only, or of an older version: nothing is lost."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ictguide_desktop.model.assessment import (
    Answer,
    Assessment,
    Confidence,
    MeasurePlan,
    Scope,
    Target,
)
from ictguide_desktop.model.problems import NoSpace, UserDataLocked
from ictguide_desktop.store.assessments import Assessments
from ictguide_desktop.store.connection import connect
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.migrate import latest, migrate
from ictguide_desktop.store.portable import collect, export_file, merge

Open = Callable[..., Database]

NOBODY = "0" * 32


@pytest.fixture
def assessments(database: Database) -> Assessments:
    return Assessments(database)


def start(assessments: Assessments, name: str = "Poste Nord") -> Assessment:
    return assessments.start(name, "Direction", "Chefs", "2026-1", "2026-07-01", "2026.1")


FULL = Answer(
    "trust-and-identity.1",
    3,
    reason="",
    evidence="محضر الجلسة",
    evidence_on="2026-05-12",
    comment="half 😀 \x00 \\u0041",
    confidence=Confidence.AUDITED,
)


def damage(database: Database, kind: str, body: str | bytes) -> None:
    with database.change() as connection:
        connection.execute("UPDATE assessment_rows SET body = ?, changed = '?' WHERE kind = ?", (body, kind))


def test_a_damaged_body_reads_as_something_safe_with_what_is_left_of_it(
    profile: Path, assessments: Assessments, database: Database
) -> None:
    made = start(assessments)
    assessments.answer(made.id, FULL)
    assessments.set_target(made.id, Target("trust", 4))
    assessments.set_plan(made.id, MeasurePlan("trust.1"))
    for kind in ("head", "answer", "target", "plan"):
        damage(database, kind, '{"name":"Poste N, "comment":"seen')
    (read,) = assessments.all()
    assert (read.id, read.on, read.scope) == (made.id, made.created.date().isoformat(), Scope.ALL)
    assert "Poste N" in read.name
    answer = assessments.answers(made.id)[FULL.question]
    assert (answer.score, answer.given, answer.confidence) == (None, False, Confidence.SELF)
    assert "seen" in answer.comment
    assert answer.changed is not None
    assert answer.changed.year == 1970
    assert assessments.targets(made.id) == {}
    assert "seen" in assessments.plans(made.id)["trust.1"].note
    exported = export_file(database, profile / "export.json")
    assert exported.counts["answers"] == 1
    assert assessments.answer(made.id, replace(FULL, score=2)).score == 2
    assert assessments.change(made.id, name="Mended").name == "Mended"


@pytest.mark.parametrize(
    "body",
    ["", "null", "[]", "3", '"text"', "[" * 5000, b"\xff\xfe", b"", '{"score":', "{}", '{"situation":[]}'],
)
def test_no_body_stops_the_guide(assessments: Assessments, database: Database, body: str | bytes) -> None:
    made = start(assessments)
    assessments.answer(made.id, FULL)
    assessments.set_target(made.id, Target("trust", 4))
    assessments.set_plan(made.id, MeasurePlan("trust.1"))
    for kind in ("head", "answer", "target", "plan"):
        damage(database, kind, body)
    assert [one.id for one in assessments.all()] == [made.id]
    assert not assessments.answers(made.id)[FULL.question].given
    assert assessments.targets(made.id) == {}
    assert assessments.plans(made.id)["trust.1"].harm == 3
    with Database.temporary() as other:
        merge(other, collect(database))
        assert collect(other) == collect(database)


def test_a_damaged_field_reads_as_the_safe_value_and_the_others_as_they_are(
    assessments: Assessments, database: Database
) -> None:
    made = start(assessments)
    assessments.answer(made.id, FULL)
    assessments.set_plan(made.id, MeasurePlan("trust.1", owner="Mme Diallo"))
    wrong = {
        "score": 9,
        "not_applicable": "yes",
        "evidence": "kept",
        "evidence_on": "2026-13-01",
        "confidence": "sure",
        "comment": 3,
    }
    damage(database, "answer", json.dumps(wrong))
    answer = assessments.answers(made.id)[FULL.question]
    assert (answer.score, answer.not_applicable, answer.evidence_on) == (None, False, "")
    assert (answer.evidence, answer.confidence, answer.comment) == ("kept", Confidence.SELF, "")
    damage(database, "answer", json.dumps({"score": 3, "not_applicable": True}))
    assert not assessments.answers(made.id)[FULL.question].given
    damage(
        database,
        "plan",
        json.dumps(
            {"owner": "kept", "effort": "huge", "months": True, "harm": 0, "chosen": "no", "start": "x"}
        ),
    )
    assert assessments.plans(made.id)["trust.1"] == MeasurePlan("trust.1", owner="kept")


def test_a_missing_head_leaves_the_answers_readable(assessments: Assessments, database: Database) -> None:
    made = start(assessments)
    written = assessments.answer(made.id, FULL)
    with database.change() as connection:
        connection.execute("DELETE FROM assessment_rows WHERE kind = 'head'")
    (read,) = assessments.all()
    assert (read.id, read.name, read.created) == (made.id, "", made.created)
    assert assessments.answers(made.id) == {FULL.question: written}
    assert assessments.change(made.id, name="Again", on="2026-07-01", model="2026.1").name == "Again"


def test_a_full_disk_is_said_and_what_was_acknowledged_is_there(open_profile: Open) -> None:
    database = open_profile()
    assessments = Assessments(database)
    made = start(assessments)
    pages = database.read("PRAGMA page_count")[0][0]
    database.read(f"PRAGMA max_page_count = {pages + 20}")
    kept = {}

    def fill() -> None:
        for number in range(1000):
            answer = assessments.answer(made.id, Answer(f"q.{number}", 3, comment="c" * 3000))
            kept[answer.question] = answer

    with pytest.raises(NoSpace):
        fill()
    assert kept
    assert assessments.answers(made.id) == kept
    database.read(f"PRAGMA max_page_count = {pages + 2000}")
    kept["last"] = assessments.answer(made.id, Answer("last", 1))
    database.close()
    again = open_profile()
    assert again.sound()
    assert Assessments(again).answers(made.id) == kept


def test_a_profile_opened_for_reading_shows_assessments_and_refuses_changes(open_profile: Open) -> None:
    first = Assessments(open_profile())
    made = start(first)
    written = first.answer(made.id, FULL)
    shown = Assessments(open_profile(read_only=True))
    assert shown.all() == (made,)
    assert shown.answers(made.id) == {FULL.question: written}
    for change in (
        lambda: shown.answer(made.id, FULL),
        lambda: shown.delete(made.id),
        lambda: shown.lock(made.id, "eight888", ""),
    ):
        with pytest.raises(UserDataLocked, match="cannot be written"):
            change()


def test_data_of_the_second_version_are_copied_then_brought_up_to_date(
    profile: Path, open_profile: Open
) -> None:
    profile.mkdir()
    with closing(connect(profile / "user.sqlite")) as connection:
        migrate(connection, 2)
        connection.execute("INSERT INTO progress VALUES ('home', 's', '2026-01-01T00:00:00.000000+00:00')")
    database = open_profile()
    assert database.report.migrated_from == 2
    assert database.read("PRAGMA user_version")[0][0] == latest()
    assert database.sound()
    assert collect(database).progress[0].page == "home"
    assert start(Assessments(database)) in Assessments(database).all()
    assert database.report.generation is not None
    with closing(sqlite3.connect(database.report.generation.path)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone()[0] == 2
