"""Export and import: two people have all of their work, a wrong file is refused whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import (
    Answer,
    MeasurePlan,
    Target,
)
from ictguide_desktop.model.problems import UserDataLocked
from ictguide_desktop.model.user import TickState
from ictguide_desktop.model.work import WorkKind
from ictguide_desktop.store import sealing
from ictguide_desktop.store.assessments import Assessments
from ictguide_desktop.store.bookmarks import Bookmarks
from ictguide_desktop.store.bundle import KINDS, Bundle
from ictguide_desktop.store.checklists import Checklists
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.errors import ImportRefused
from ictguide_desktop.store.history import History
from ictguide_desktop.store.portable import collect, export_file, import_file, merge, read_file
from ictguide_desktop.store.preferences import Preferences
from ictguide_desktop.store.progress import ReadingProgress
from ictguide_desktop.store.works import Works

Open = Callable[..., Database]

# --- two people ---------------------------------------------------------------------------------------------


def test_two_people_merge_their_work_and_both_have_all_of_it(tmp_path: Path, open_profile: Open) -> None:
    amina, boris = open_profile(tmp_path / "amina"), open_profile(tmp_path / "boris")
    run = Checklists(amina).start("list", "Border post")
    Checklists(amina).tick(run.id, "A1", state=TickState.DONE, owner="Amina")
    mark = Bookmarks(amina).add(Address("release", "steps", 2), lang="en", title="Steps", note="first")
    import_file(boris, export_file(amina, tmp_path / "a.json").path)
    Checklists(boris).tick(run.id, "A1", evidence="seen by Boris")
    Checklists(amina).tick(run.id, "A2", state=TickState.NOT_APPLICABLE)
    Bookmarks(boris).update(mark.id, note="second")
    own = Bookmarks(boris).add(Address("home"), lang="en", title="Boris's own")
    result = import_file(amina, export_file(boris, tmp_path / "b.json").path)
    import_file(boris, export_file(amina, tmp_path / "a.json").path)
    assert collect(amina) == collect(boris)
    assert (result.added["bookmarks"], result.updated["bookmarks"], result.updated["ticks"]) == (1, 1, 1)
    ticks = Checklists(amina).ticks(run.id)
    assert (ticks["A1"].state, ticks["A1"].owner, ticks["A1"].evidence) == (
        TickState.DONE,
        "Amina",
        "seen by Boris",
    )
    assert ticks["A2"].state is TickState.NOT_APPLICABLE
    assert Bookmarks(amina).get(own.id) == own
    kept = Bookmarks(amina).get(mark.id)
    assert kept is not None
    assert kept.note == "second"


def test_an_older_export_does_not_undo_a_reset(tmp_path: Path, open_profile: Open) -> None:
    database = open_profile()
    run = Checklists(database).start("list", "Post")
    Checklists(database).tick(run.id, "A1", state=TickState.DONE)
    old = export_file(database, tmp_path / "old.json").path
    Checklists(database).reset(run.id)
    import_file(database, old)
    assert Checklists(database).ticks(run.id)["A1"].state is TickState.OPEN


def test_preferences_can_be_left_out(tmp_path: Path, open_profile: Open) -> None:
    here, there = open_profile(tmp_path / "here"), open_profile(tmp_path / "there")
    Preferences(here).set("theme", "dark")
    path = export_file(here, tmp_path / "x.json").path
    import_file(there, path, preferences=False)
    assert Preferences(there).get("theme") == "system"
    import_file(there, path)
    assert Preferences(there).get("theme") == "dark"


def test_imported_bookmarks_are_to_be_checked_against_the_edition_here(
    tmp_path: Path, open_profile: Open
) -> None:
    here, there = open_profile(tmp_path / "here"), open_profile(tmp_path / "there")
    Bookmarks(here).add(
        Address("release", "steps", 2), lang="en", title="Steps", quote="words that stand there"
    )
    Bookmarks(there).settle(lambda *_: [], "2026.1")
    path = export_file(here, tmp_path / "x.json").path
    import_file(there, path)
    assert Bookmarks(there).settled_for == ""
    Bookmarks(there).settle(lambda *_: [], "2026.1")
    import_file(there, path)
    assert Bookmarks(there).settled_for == "2026.1"


def test_a_bookmark_imported_to_another_place_is_no_longer_shown_as_relocated(open_profile: Open) -> None:
    marks = Bookmarks(open_profile())
    made = marks.add(Address("release", "old", 1), lang="en", title="", quote="Four words stand here")
    marks.settle(lambda *_: [(Address("release", "new", 1), "Four words stand here")], "1")
    assert marks.former_address(made.id) == made.address
    newer = replace(made, address=Address("release", "third", 1), changed=made.changed + timedelta(days=1))
    merge(open_profile(), Bundle(bookmarks=(newer,)))
    assert marks.get(made.id) == newer
    assert marks.fates() == {}
    assert marks.former_address(made.id) is None


# --- the file -----------------------------------------------------------------------------------------------


def filled(database: Database) -> Database:
    """One thing of each kind."""
    marks = Bookmarks(database)
    folder = marks.add_folder("Dossier")
    marks.add(Address("release", "steps", 2), lang="ar", title="خطوات", quote="q", note="n", folder=folder.id)
    run = Checklists(database).start("list", "Post")
    Checklists(database).tick(run.id, "A1", state=TickState.DONE, date="2026-07-31")
    History(database).add(Address("home"), "Home")
    Preferences(database).set("zoom", 120)
    ReadingProgress(database).see("release", ["steps"])
    Works(database).start(WorkKind.FORM, "go-live", "Libération", {"rows": [{"name": "A", "days": 2.5}]})
    assessments = Assessments(database)
    for name in ("Poste Nord", "Under a lock"):
        made = assessments.start(name, "HQ", "Leaders", "1", "2026-07-31", "2026.1")
        assessments.answer(made.id, Answer("trust.1", 3, evidence="دليل", evidence_on="2026-07-30"))
        assessments.set_target(made.id, Target("trust", 4, "2027-12-31"))
        assessments.set_plan(made.id, MeasurePlan("trust.1", owner="Mme Diallo"))
    assessments.lock(made.id, "eight and more", "Poste Sud")
    return database


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "LOG2_N", 4)


@pytest.fixture
def exported(open_profile: Open, tmp_path: Path) -> Path:
    """An export with one thing of each kind."""
    return export_file(filled(open_profile()), tmp_path / "export.json").path


def test_an_export_can_be_read_by_a_person(exported: Path) -> None:
    text = exported.read_text(encoding="utf-8")
    assert "خطوات" in text
    data = json.loads(text)
    assert (data["format"], data["version"]) == ("ictguide-user-data", 2)
    assert data["bookmarks"][0]["address"] == "release#steps:2"
    assert data["ticks"][0]["state"] == "done"
    assert data["preferences"][0]["value"] == 120
    assert (data["assessments"][0]["name"], data["answers"][0]["evidence"]) == ("Poste Nord", "دليل")
    assert data["works"][0]["body"] == {"rows": [{"name": "A", "days": 2.5}]}
    assert data["locks"][0]["label"] == "Poste Sud"
    assert "Under a lock" not in text
    assert set(KINDS) < set(data)


def test_an_export_takes_the_place_of_the_one_before_and_leaves_nothing_else(
    exported: Path, open_profile: Open
) -> None:
    before = exported.read_bytes()
    export_file(open_profile(), exported)
    assert exported.read_bytes() != before
    assert sorted(path.name for path in exported.parent.iterdir()) == ["export.json", "profile"]


def test_an_export_that_cannot_be_read_again_is_not_announced(
    exported: Path, open_profile: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = exported.read_bytes()
    monkeypatch.setattr("ictguide_desktop.store.portable.files.flush", lambda path: path.write_text("{}"))
    with pytest.raises(UserDataLocked, match="could not be read again"):
        export_file(open_profile(), exported)
    assert exported.read_bytes() == before
    assert sorted(path.name for path in exported.parent.iterdir()) == ["export.json", "profile"]


def test_the_export_of_a_profile_opened_for_reading_and_of_a_temporary_one(
    tmp_path: Path, open_profile: Open
) -> None:
    first = filled(open_profile())
    expected = collect(first)
    shown = open_profile(read_only=True)
    assert read_file(export_file(shown, tmp_path / "shown.json").path) == expected
    with Database.temporary() as temporary:
        merge(temporary, expected)
        assert read_file(export_file(temporary, tmp_path / "temporary.json").path) == expected


def test_a_byte_order_mark_and_unknown_fields_do_no_harm(
    exported: Path, open_profile: Open, tmp_path: Path
) -> None:
    expected = read_file(exported)
    data = json.loads(exported.read_text(encoding="utf-8"))
    data["remark"] = "edited by hand"
    data["bookmarks"][0]["colour"] = "red"
    exported.write_text(json.dumps(data), encoding="utf-8-sig")
    assert read_file(exported) == expected


def refused(path: Path, database: Database) -> ImportRefused:
    """Import a wrong file; nothing may have changed."""
    before = collect(database)
    with pytest.raises(ImportRefused) as error:
        import_file(database, path)
    assert collect(database) == before
    sentence = str(error.value)
    assert path.name in sentence
    assert sentence.endswith("nothing was imported")
    assert "\n" not in sentence
    assert len(sentence) < 250
    assert error.value.exit_code == 2
    return error.value


WRONG: list[tuple[str, object, str]] = [
    ("bookmarks.0.changed", "yesterday", "bookmarks[0].changed"),
    ("bookmarks.0.changed", "2026-07-31T10:00:00", "bookmarks[0].changed"),
    ("bookmarks.0.created", "0001-01-01T00:00:00+14:00", "bookmarks[0].created"),
    ("bookmarks.0.address", "../../etc/passwd", "bookmarks[0].address"),
    ("bookmarks.0.id", "'; DROP TABLE bookmarks; --", "bookmarks[0].id"),
    ("bookmarks.0.note", None, "bookmarks[0].note"),
    ("bookmarks.0.note", "half \ud800 of it", "bookmarks[0].note"),
    ("bookmarks.0.folder", "f" * 32, "bookmarks[0].folder"),
    ("bookmarks.0", "a text", "bookmarks[0]"),
    ("bookmarks", {}, "bookmarks"),
    ("bookmarks", None, "bookmarks"),
    ("folders.0.name", 3, "folders[0].name"),
    ("visits.0.at", 1_700_000_000, "visits[0].at"),
    ("runs.0.checklist", "", "runs[0].checklist"),
    ("ticks.0.state", "finished", "ticks[0].state"),
    ("ticks.0.date", "31.7.2026", "ticks[0].date"),
    ("ticks.0.run", "0" * 32, "ticks[0].run"),
    ("preferences.0.value", 1.5, "preferences[0].value"),
    ("preferences.0.value", ["dark"], "preferences[0].value"),
    ("preferences.0.key", "", "preferences[0].key"),
    ("progress.0.section", "", "progress[0].section"),
    ("assessments.0.on", "", "assessments[0].on"),
    ("assessments.0.on", "today", "assessments[0].on"),
    ("assessments.0.scope", "some", "assessments[0].scope"),
    ("assessments.0.situation", None, "assessments[0].situation"),
    ("assessments.0.situation.release_above_half", 1, "assessments[0].situation.release_above_half"),
    ("answers.0.score", 5, "answers[0].score"),
    ("answers.0.score", True, "answers[0].score"),
    ("answers.0.not_applicable", True, "answers[0].score"),
    ("answers.0.question", "", "answers[0].question"),
    ("answers.0.confidence", "sure", "answers[0].confidence"),
    ("answers.0.evidence_on", "May", "answers[0].evidence_on"),
    ("answers.0.assessment", "0" * 32, "answers[0].assessment"),
    ("answers", None, "answers"),
    ("targets.0.level", 0, "targets[0].level"),
    ("plans.0.harm", 6, "plans[0].harm"),
    ("plans.0.months", -1, "plans[0].months"),
    ("plans.0.effort", "huge", "plans[0].effort"),
    ("locks.0.wrap", "not base64!", "locks[0].wrap"),
    ("sealed.0.body", None, "sealed[0].body"),
    ("sealed.0.lock", "0" * 32, "sealed[0].lock"),
    ("works.0.kind", "poem", "works[0].kind"),
    ("works.0.body", ["list"], "works[0].body"),
    ("works.0.body", {"n": 2**70}, "works[0].body"),
    ("works.0.body", {"n": float("inf")}, "works[0].body"),
    ("works.0.body", {"text": "x" * 2_100_000}, "works[0].body"),
    ("version", 3, "version"),
    ("version", "1", "version"),
    ("version", True, "version"),
    ("format", "something-else", ""),
]


@pytest.mark.parametrize(
    ("field", "value", "place"), WRONG, ids=[f"{field}={value!r:.20}" for field, value, _ in WRONG]
)
def test_a_wrong_field_is_named_and_nothing_is_imported(
    exported: Path, tmp_path: Path, field: str, value: object, place: str
) -> None:
    data = json.loads(exported.read_text(encoding="utf-8"))
    *parents, last = [int(part) if part.isdigit() else part for part in field.split(".")]
    target = data
    for parent in parents:
        target = target[parent]
    target[last] = value
    exported.write_text(json.dumps(data), encoding="utf-8")
    with Database.open(tmp_path / "other") as other:
        error = refused(exported, other)
    assert error.place == place
    assert place in str(error)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"3",
        b"\xff\xfe\x00",
        b"SQLite format 3\0" * 9,
        b"[" * 200_000,
        b'{"a": ' * 90_000,
    ],
    ids=["empty", "open", "list", "null", "number", "utf-16", "database", "deep list", "deep object"],
)
def test_a_file_that_is_no_export_is_refused(tmp_path: Path, open_profile: Open, content: bytes) -> None:
    path = tmp_path / "wrong.json"
    path.write_bytes(content)
    refused(path, open_profile())


def test_an_export_cut_off_anywhere_is_refused_whole(
    exported: Path, tmp_path: Path, open_profile: Open
) -> None:
    data, other = exported.read_bytes().rstrip(), open_profile(tmp_path / "other")
    for length in range(1, len(data), 97):
        exported.write_bytes(data[:length])
        refused(exported, other)


def test_a_missing_file_a_folder_and_an_enormous_file_are_refused(tmp_path: Path, open_profile: Open) -> None:
    database = open_profile()
    assert "no such file" in str(refused(tmp_path / "missing.json", database))
    refused(tmp_path, database)
    with (tmp_path / "huge.json").open("wb") as file:
        file.truncate(70 * 1024 * 1024)
    assert "too large" in str(refused(tmp_path / "huge.json", database))


def test_an_import_that_fails_halfway_imports_nothing(
    exported: Path, tmp_path: Path, open_profile: Open
) -> None:
    other = open_profile(tmp_path / "other")
    with other.change() as connection:
        connection.execute(
            "CREATE TEMP TRIGGER no BEFORE INSERT ON progress BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    before = collect(other)
    with pytest.raises(Exception, match="no"):
        import_file(other, exported)
    assert collect(other) == before
