"""Pieces of work: any JSON comes back as it was, what is none is refused, and damage loses no text."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ictguide_desktop.model.problems import UserDataLocked
from ictguide_desktop.model.work import WorkKind
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.errors import TooLarge
from ictguide_desktop.store.portable import collect, export_file, merge
from ictguide_desktop.store.works import LARGEST, Works

Open = Callable[..., Database]

NOBODY = "0" * 32
BODY: dict[str, Any] = {
    "titre": "Décision de mise en service",
    "rows": [{"name": "خطوة", "days": 2.5, "done": True, "owner": None}, []],
    "count": -3,
}


@pytest.fixture
def works(database: Database) -> Works:
    return Works(database)


def test_several_works_of_a_kind_and_of_a_subject(works: Works) -> None:
    first = works.start(WorkKind.FORM, "go-live", "Poste Nord", BODY)
    second = works.start(WorkKind.FORM, "pilot-gate", "المركز", {})
    plan = works.start(WorkKind.COST, "", "Ten years", {"years": 10})
    assert works.all(WorkKind.FORM) == (first, second)
    assert works.all(WorkKind.FORM, "go-live") == (first,)
    assert works.all(WorkKind.FORM, "unheard-of") == ()
    assert works.all(WorkKind.COST) == (plan,)
    assert works.all(WorkKind.ETHICS) == ()
    assert works.get(first.id) == first
    assert works.get(NOBODY) is None
    assert (first.kind, first.subject, first.name, first.body) == (
        WorkKind.FORM,
        "go-live",
        "Poste Nord",
        BODY,
    )
    assert first.created == first.changed


def test_each_save_is_on_the_disk_before_the_call_returns(profile: Path, works: Works, clock: object) -> None:
    made = works.start(WorkKind.FORM, "go-live", "Post", {"step": 0})
    for step in range(1, 20):
        saved = works.save(made.id, {"step": step})
        assert (saved.body, saved.name, saved.created) == ({"step": step}, "Post", made.created)
        with Database.open(profile) as again:
            assert Works(again).get(made.id) == saved
    clock.pass_by(days=-900)  # type: ignore[attr-defined]
    assert works.save(made.id, {"step": 21}).changed > saved.changed
    renamed = works.rename(made.id, "Another name")
    assert (renamed.name, renamed.body) == ("Another name", {"step": 21})
    assert works.get(made.id) == renamed


def test_delete_and_restore(works: Works) -> None:
    made = works.start(WorkKind.BRIEF, "", "Brief", BODY)
    removed = works.delete(made.id)
    assert removed.work == made
    assert works.all(WorkKind.BRIEF) == ()
    works.restore(removed)
    works.restore(removed)
    assert works.all(WorkKind.BRIEF) == (made,)


@pytest.mark.parametrize("act", ["save", "rename", "delete", "unreadable"])
def test_an_unknown_work_is_a_lookup_error(works: Works, act: str) -> None:
    arguments = {"save": (NOBODY, {}), "rename": (NOBODY, "x")}.get(act, (NOBODY,))
    with pytest.raises(LookupError):
        getattr(works, act)(*arguments)


texts = st.text()
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
)
trees = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4)
)


@given(st.dictionaries(texts, trees, max_size=5))
@settings(max_examples=80)
def test_any_json_comes_back_as_it_was(body: dict[str, Any]) -> None:
    with Database.temporary() as database:
        works = Works(database)
        made = works.start(WorkKind.FORM, "s", "n", body)
        read = works.get(made.id)
        assert read is not None
        assert read == made
        assert read.body == body
        assert json.dumps(read.body) == json.dumps(body), "a number stays whole or broken, true stays true"
        with Database.temporary() as other:
            merge(other, collect(database))
            assert Works(other).get(made.id) == read


class Odd:
    """Something that no file can hold."""


def nested(depth: int) -> dict[str, Any]:
    body: dict[str, Any] = {}
    for _ in range(depth):
        body = {"in": [body]}
    return body


@pytest.mark.parametrize(
    "wrong",
    [
        {"n": float("nan")},
        {"n": float("inf")},
        {"n": 2**63},
        {"n": 10**5000},
        {"n": b"bytes"},
        {"n": Odd()},
        {"n": {1, 2}},
        {"n": (1, 2)},
        {1: "a key that is no text"},
        {"n": [{"m": datetime(2026, 1, 1, tzinfo=UTC)}]},
        nested(2000),
        ["no table"],
        "no table",
        3,
    ],
)
def test_what_is_no_json_is_refused_and_what_was_there_stays(works: Works, wrong: Any) -> None:
    made = works.start(WorkKind.FORM, "s", "n", BODY)
    for act in (lambda: works.save(made.id, wrong), lambda: works.start(WorkKind.FORM, "s", "n", wrong)):
        with pytest.raises(ValueError, match=r"JSON|table|nested"):
            act()
    assert works.all(WorkKind.FORM) == (made,)


def test_more_than_can_be_kept_is_refused_in_one_sentence(works: Works) -> None:
    made = works.start(WorkKind.FORM, "s", "A very long form", BODY)
    fits = {"text": "ü" * (LARGEST // 2 - 6)}
    assert works.save(made.id, fits).body == fits
    with pytest.raises(TooLarge, match="“A very long form” is larger than 2 MB") as refused:
        works.save(made.id, {"text": "ü" * (LARGEST // 2)})
    assert "\n" not in str(refused.value)
    read = works.get(made.id)
    assert read is not None
    assert read.body == fits


def test_half_of_a_character_pair_is_no_error(works: Works) -> None:
    made = works.start(WorkKind.FORM, "\ud83d", "\ud83d", {"\ud83d": ["\ud83d"]})
    assert (made.subject, made.name, made.body) == ("?", "?", {"?": ["?"]})
    assert works.get(made.id) == made


@pytest.mark.parametrize(
    "text",
    [
        '{"owner":"Mme Diallo","ste',
        "",
        "[1]",
        '{"n":NaN}',
        '{"n":1e999}',
        '{"n":99999999999999999999}',
        "[" * 9999,
        '{"n":' * 9999,
    ],
    ids=lambda text: text[:14] or "empty",
)
def test_a_damaged_body_reads_as_an_empty_one_and_its_text_is_kept(
    profile: Path, works: Works, database: Database, text: str
) -> None:
    made = works.start(WorkKind.FORM, "go-live", "Post", BODY)
    assert works.unreadable(made.id) == ""
    with database.change() as connection:
        connection.execute("UPDATE works SET body = ?", (text,))
    (read,) = works.all(WorkKind.FORM)
    assert (read.id, read.name, read.body) == (made.id, "Post", {})
    assert works.unreadable(made.id) == text
    assert works.rename(made.id, "Poste").body == {}
    assert works.unreadable(made.id) == text
    assert works.save(made.id, {"begun": "anew"}).body == {"begun": "anew"}
    assert works.unreadable(made.id) == text
    works.save(made.id, {"begun": "again"})
    assert works.unreadable(made.id) == text
    works.restore(works.delete(made.id))
    assert works.unreadable(made.id) == text
    with Database.temporary() as other:
        merge(other, collect(database))
        assert Works(other).unreadable(made.id) == text
        assert collect(other) == collect(database)
    assert export_file(database, profile / "export.json").counts["works"] == 1


def test_text_damaged_twice_is_kept_twice(works: Works, database: Database) -> None:
    made = works.start(WorkKind.FORM, "go-live", "Post", BODY)
    for text in ("{first", "{second"):
        with database.change() as connection:
            connection.execute("UPDATE works SET body = ?", (text,))
        works.save(made.id, BODY)
    assert works.unreadable(made.id) == "{first\n{second"


@pytest.mark.parametrize("cell", ["UPDATE works SET kind = 'f\x02rm'", "UPDATE works SET kind = x'ff'"])
def test_a_work_of_no_known_kind_is_listed_with_the_forms(
    works: Works, database: Database, cell: str
) -> None:
    made = works.start(WorkKind.COST, "", "Ten years", BODY)
    with database.change() as connection:
        connection.execute(cell)
        connection.execute("UPDATE works SET changed = 'never'")
    (read,) = works.all(WorkKind.FORM)
    assert (read.id, read.body, read.changed.year) == (made.id, BODY, 1970)
    assert collect(database).works[0].kind is WorkKind.FORM


def test_deep_or_odd_json_that_somebody_wrote_into_the_file_stops_no_export(
    profile: Path, works: Works, database: Database
) -> None:
    made = works.start(WorkKind.FORM, "", "", {})
    for text in ('{"a":"\\ud800"}', json.dumps(nested(100))):
        with database.change() as connection:
            connection.execute("UPDATE works SET body = ?", (text,))
        read = works.get(made.id)
        assert read is not None
        json.dumps(read.body, ensure_ascii=False).encode("utf-8")
        assert export_file(database, profile / "export.json").counts["works"] == 1


def test_a_profile_opened_for_reading_shows_works_and_refuses_changes(open_profile: Open) -> None:
    made = Works(open_profile()).start(WorkKind.FORM, "s", "n", BODY)
    shown = Works(open_profile(read_only=True))
    assert shown.all(WorkKind.FORM) == (made,)
    with pytest.raises(UserDataLocked, match="cannot be written"):
        shown.save(made.id, {})
