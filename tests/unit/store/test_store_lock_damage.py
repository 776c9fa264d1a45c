"""Locked assessments that are damaged, or travel in an export: what is wrong is said, and all else is whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from locked_assessments import LATER, NAME, OTHER, PASSPHRASE, UNIT, secret, traces

from ictguide_desktop.model.assessment import Answer, Target
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.store import sealing
from ictguide_desktop.store.assessments import Assessments
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.errors import (
    AssessmentDamaged,
    AssessmentLocked,
    WrongPassphrase,
)
from ictguide_desktop.store.portable import collect, export_file, import_file, merge, read_file

Open = Callable[..., Database]


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "LOG2_N", 4)


@pytest.fixture
def assessments(database: Database) -> Assessments:
    return Assessments(database)


# --- damage -------------------------------------------------------------------------------------------------


def body(database: Database, name: str, kind: str) -> bytes:
    rows = database.read("SELECT body FROM assessment_rows WHERE kind = ? AND name = ?", (kind, name))
    return bytes(rows[0]["body"])


def write(database: Database, name: str, kind: str, data: bytes) -> None:
    with database.change() as connection:
        connection.execute(
            "UPDATE assessment_rows SET body = ? WHERE kind = ? AND name = ?", (data, kind, name)
        )


def test_any_flipped_byte_of_a_row_is_said_and_loses_nothing_else(
    assessments: Assessments, database: Database
) -> None:
    made = assessments.start(NAME, UNIT, "", "", "2026-07-01", "2026.1")
    for number in range(3):
        assessments.answer(made.id, Answer(f"q.{number}", number))
    assessments.set_target(made.id, Target("trust", 4))
    assessments.lock(made.id, PASSPHRASE, "East")
    assessments.open(made.id, PASSPHRASE)
    whole, others = body(database, "q.1", "answer"), assessments.answers(made.id)
    del others["q.1"]
    for place in range(len(whole)):
        altered = bytearray(whole)
        altered[place] ^= 1 << place % 8
        write(database, "q.1", "answer", bytes(altered))
        with pytest.raises(AssessmentDamaged, match=re.escape("q.1")) as said:
            assessments.answers(made.id)
        assert said.value.names == ("q.1",)
        assert said.value.readable == others
    assert "\n" not in str(said.value)
    assert "“East”" in str(said.value)
    assert assessments.targets(made.id) == {"trust": Target("trust", 4)}
    assert assessments.counts() == {made.id: 2}
    closed = Assessments(database)
    with pytest.raises(AssessmentDamaged):
        closed.unlock(made.id, PASSPHRASE)
    assert not closed.is_open(made.id)
    mended = assessments.answer(made.id, Answer("q.1", 3))
    assert assessments.answers(made.id) == {**others, "q.1": mended}
    assert assessments.unlock(made.id, PASSPHRASE).name == NAME


def test_rows_cannot_be_swapped_dated_back_or_taken_from_another_assessment(
    assessments: Assessments, database: Database
) -> None:
    made, other = secret(assessments), secret(assessments)
    for one in (made, other):
        assessments.lock(one.id, PASSPHRASE, "East")
        assessments.open(one.id, PASSPHRASE)
    statements = (
        "UPDATE assessment_rows SET body = (SELECT body FROM assessment_rows WHERE assessment = :a"
        " AND name = 'trust.2') WHERE assessment = :a AND name = 'trust.1' AND kind = 'answer'",
        "UPDATE assessment_rows SET changed = '2031-01-01T00:00:00.000000+00:00' WHERE assessment = :a"
        " AND name = 'trust.1' AND kind = 'answer'",
        "UPDATE assessment_rows SET body = (SELECT body FROM assessment_rows WHERE assessment = :b"
        " AND name = 'trust.1' AND kind = 'answer') WHERE assessment = :a AND name = 'trust.1' AND kind = 'answer'",
    )
    for statement in statements:
        with database.change() as connection:
            connection.execute("SAVEPOINT before")
            connection.execute(statement, {"a": made.id, "b": other.id})
            with pytest.raises(AssessmentDamaged):
                assessments.answers(made.id)
            connection.execute("ROLLBACK TO before")
    assert len(assessments.answers(made.id)) == 50


def test_a_damaged_head_still_lets_the_answers_be_read_and_can_be_begun_anew(
    assessments: Assessments, database: Database
) -> None:
    made = secret(assessments)
    assessments.lock(made.id, PASSPHRASE, "East")
    write(database, "", "head", b"\x01" + bytes(300))
    opened = assessments.open(made.id, PASSPHRASE)
    assert (opened.name, opened.label, opened.locked) == ("", "East", True)
    assert assessments.all() == (opened,)
    assert len(assessments.answers(made.id)) == 50
    with pytest.raises(AssessmentDamaged, match="its name, unit and day"):
        assessments.change(made.id, name="New name")
    assessments.change(made.id, name="New name", on="2026-07-01", model="2026.1")
    assert assessments.unlock(made.id, PASSPHRASE).name == "New name"


def test_a_damaged_key_is_told_from_a_wrong_passphrase_and_an_export_that_is_whole_mends_it(
    assessments: Assessments, database: Database, tmp_path: Path
) -> None:
    made = secret(assessments)
    assessments.lock(made.id, PASSPHRASE, "East")
    whole = export_file(database, tmp_path / "whole.json").path
    with database.change() as connection:
        wrap = bytearray(connection.execute("SELECT wrap FROM assessments").fetchone()[0])
        wrap[50] ^= 1
        connection.execute(
            "UPDATE assessments SET wrap = ?, changed = '2031-01-01T00:00:00.000000+00:00'", (bytes(wrap),)
        )
    with pytest.raises(GuideError, match="damaged"):
        assessments.open(made.id, PASSPHRASE)
    damaged = export_file(database, tmp_path / "damaged.json").path
    import_file(database, whole)
    assert assessments.open(made.id, PASSPHRASE).name == NAME
    import_file(database, damaged)
    assert assessments.open(made.id, PASSPHRASE).name == NAME


# --- in an export -------------------------------------------------------------------------------------------


def test_a_locked_assessment_travels_locked(tmp_path: Path, open_profile: Open) -> None:
    amina, boris = open_profile(tmp_path / "amina"), open_profile(tmp_path / "boris")
    here, there = Assessments(amina), Assessments(boris)
    made = secret(here)
    here.lock(made.id, PASSPHRASE, "East")
    opened = here.open(made.id, PASSPHRASE)
    exported = export_file(amina, tmp_path / "export.json")
    assert (exported.counts["locks"], exported.counts["sealed"], exported.counts["answers"]) == (1, 53, 0)
    import_file(boris, exported.path)
    assert collect(boris) == collect(amina)
    assert traces(tmp_path) == {}
    with pytest.raises(AssessmentLocked):
        there.answers(made.id)
    assert there.open(made.id, PASSPHRASE) == opened
    there.answer(made.id, Answer("trust.1", 1, comment=LATER))
    here.answer(made.id, Answer("trust.2", 2))
    here.change_passphrase(made.id, PASSPHRASE, OTHER)
    import_file(amina, export_file(boris, tmp_path / "b.json").path)
    import_file(boris, export_file(amina, tmp_path / "a.json").path)
    assert collect(boris) == collect(amina)
    assert (here.answers(made.id)["trust.1"].comment, there.answers(made.id)["trust.2"].score) == (LATER, 2)
    with pytest.raises(WrongPassphrase):
        Assessments(boris).open(made.id, PASSPHRASE)
    assert Assessments(boris).open(made.id, OTHER) == opened


def test_what_was_locked_here_and_is_in_plain_in_a_file_stands_beside_it_and_neither_is_mixed_with_the_other(
    tmp_path: Path, open_profile: Open
) -> None:
    database = open_profile()
    assessments = Assessments(database)
    made = secret(assessments)
    old = export_file(database, tmp_path / "old.json").path
    assessments.lock(made.id, PASSPHRASE, "East")
    assessments.open(made.id, PASSPHRASE)
    written = assessments.answer(made.id, Answer("trust.1", 4, comment=LATER))
    stale = assessments.answers(made.id)["trust.2"]
    import_file(database, old)
    plain, locked = assessments.all()
    assert (plain, locked.label) == (made, "East")
    assert (plain.id, locked.id.split(".")[0]) == (made.id, made.id)
    assert assessments.get(locked.id) == locked
    assert assessments.answers(locked.id)["trust.1"] == written
    assert assessments.answers(plain.id)["trust.1"].score == 1
    assert set(assessments.counts()) == {plain.id, locked.id}
    with Database.temporary() as other:
        merge(other, collect(database))
        merge(other, read_file(old))
        assert collect(other) == collect(database)
    newer = assessments.answer(plain.id, Answer("trust.2", 0, comment="answered in plain"))
    assert newer != stale
    joined = assessments.unlock(locked.id, PASSPHRASE)
    assert assessments.all() == (joined,)
    assert joined == made
    assert assessments.answers(made.id)["trust.1"] == written
    assert assessments.answers(made.id)["trust.2"] == newer
    assert len(assessments.answers(made.id)) == 50


def test_the_plain_one_of_two_can_be_deleted_and_the_locked_one_has_its_name_again(
    tmp_path: Path, open_profile: Open
) -> None:
    database = open_profile()
    assessments = Assessments(database)
    made = secret(assessments)
    old = export_file(database, tmp_path / "old.json").path
    assessments.lock(made.id, PASSPHRASE, "East")
    import_file(database, old)
    _, locked = assessments.all()
    assessments.delete(made.id)
    (left,) = assessments.all()
    assert (left.id, left.label) == (made.id, "East")
    assert assessments.open(locked.id, PASSPHRASE).name == NAME
    assert assessments.is_open(made.id)
