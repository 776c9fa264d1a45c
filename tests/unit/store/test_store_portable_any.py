"""Export and import of any data at all: nothing lost, any order and number of imports the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import (
    Answer,
    Assessment,
    Confidence,
    Effort,
    MeasurePlan,
    Scope,
    Situation,
)
from ictguide_desktop.model.user import Bookmark, Run, Tick, TickState, Visit
from ictguide_desktop.model.work import WorkKind
from ictguide_desktop.store.assessment_records import (
    AnswerRow,
    LockRow,
    PlanRow,
    SealedRow,
    TargetRow,
    place,
)
from ictguide_desktop.store.bundle import Bundle, FolderRow, PreferenceRow, SeenRow, WorkRecord
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.history import KEPT
from ictguide_desktop.store.portable import collect, export_file, import_file, merge
from ictguide_desktop.store.values import LONG_AGO

Open = Callable[..., Database]

# Few ids and few times, so that two bundles often hold the same thing, and sometimes of the same moment.
ids = st.integers(1, 4).map(lambda number: f"{number:032x}")
times = st.one_of(
    st.integers(0, 3).map(lambda days: datetime(2026, 7, 1, tzinfo=UTC) + timedelta(days=days)),
    st.timedeltas(timedelta(days=365), timedelta(days=80_000)).map(lambda since: LONG_AGO + since),
)
texts = st.text(max_size=12)
addresses = st.sampled_from([Address("home"), Address("release", "steps"), Address("release", "steps", 2)])
names = st.sampled_from(["a", "b", "list-1"])

folders = st.builds(FolderRow, ids, texts, times)
bookmarks = st.builds(
    Bookmark,
    ids,
    addresses,
    st.sampled_from(["en", "ar"]),
    texts,
    texts,
    texts,
    texts,
    st.just("") | ids,
    times,
    times,
)
visits = st.builds(Visit, addresses, texts, times)
runs = st.builds(Run, ids, names, texts, times, times)
days = st.just("") | st.dates().map(lambda day: day.isoformat())
ticks = st.builds(Tick, ids, names, st.sampled_from(TickState), texts, texts, days, times)
values = st.booleans() | st.integers() | texts
preferences = st.builds(PreferenceRow, st.sampled_from(["theme", "zoom", "unheard-of"]), values, times)
seen = st.builds(SeenRow, names, names, times)
some_day = st.dates().map(lambda day: day.isoformat())
situations = st.builds(Situation, *[st.booleans()] * 4)
assessments = st.builds(
    Assessment, ids, *[texts] * 4, some_day, texts, st.sampled_from(Scope), situations, times, times
)
scored = st.builds(
    Answer,
    names,
    st.none() | st.integers(0, 4),
    st.just(False),
    texts,
    texts,
    days,
    texts,
    st.sampled_from(Confidence),
    times,
)
not_applicable = st.builds(
    Answer, names, st.none(), st.just(True), texts, texts, days, texts, st.just(Confidence.PEER), times
)
answers = st.builds(AnswerRow, ids, scored | not_applicable)
targets = st.builds(TargetRow, ids, names, st.integers(1, 5), days, times) | st.builds(
    TargetRow, ids, names, st.none(), st.just(""), times
)
ranks = st.integers(1, 5)
plans = st.builds(
    PlanRow,
    ids,
    st.builds(
        MeasurePlan,
        names,
        st.none() | st.booleans(),
        texts,
        st.none() | st.sampled_from(Effort),
        st.none() | st.integers(0, 600),
        days,
        ranks,
        ranks,
        ranks,
        st.booleans(),
        texts,
    ),
    times,
)
lock_ids = st.integers(1, 2).map(lambda number: f"{number:031x}f")
locks = st.builds(LockRow, ids, lock_ids, texts, st.binary(max_size=9), times, times)
row_kinds = st.sampled_from(["head", "answer", "target", "plan"])
sealed = st.builds(SealedRow, ids, lock_ids, row_kinds, names, st.binary(max_size=9), times)
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
)
trees = st.recursive(
    leaves | texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)
)
bodies = st.dictionaries(texts, trees, max_size=3)
works = st.builds(WorkRecord, ids, st.sampled_from(WorkKind), texts, texts, bodies, texts, times, times)


def whole(bundle: Bundle) -> Bundle:
    """With a folder for every bookmark that names one, a run for every tick, an assessment or a lock for every row."""
    day = datetime(2020, 1, 1, tzinfo=UTC)
    named = {bookmark.folder for bookmark in bundle.bookmarks if bookmark.folder}
    missing = sorted(named - {folder.id for folder in bundle.folders})
    unstarted = sorted({tick.run for tick in bundle.ticks} - {run.id for run in bundle.runs})
    rows = (*bundle.answers, *bundle.targets, *bundle.plans)
    unknown = sorted({row.assessment for row in rows} - {one.id for one in bundle.assessments})
    unlocked = sorted(
        {(row.assessment, row.lock) for row in bundle.sealed}
        - {(lock.assessment, lock.lock) for lock in bundle.locks}
    )
    base = Assessment("", "made for it", "", "", "", "2020-01-01", "1", Scope.ALL, Situation(), day, day)
    return replace(
        bundle,
        folders=(*bundle.folders, *(FolderRow(name, "made for it", day) for name in missing)),
        runs=(*bundle.runs, *(Run(name, "list-1", "made for it", day, day) for name in unstarted)),
        assessments=(*bundle.assessments, *(replace(base, id=name) for name in unknown)),
        locks=(*bundle.locks, *(LockRow(*place, "made for it", b"key", day, day) for place in unlocked)),
    )


bundles = st.builds(
    Bundle,
    *(
        st.lists(kind, max_size=5).map(tuple)
        for kind in (
            *(folders, bookmarks, visits, runs, ticks, preferences, seen),
            *(assessments, answers, targets, plans, locks, sealed, works),
        )
    ),
).map(whole)


def merged(*steps: Bundle) -> Bundle:
    """What a database holds after these imports, in this order."""
    with Database.temporary() as database:
        for step in steps:
            merge(database, step)
        return collect(database)


@given(bundles)
@settings(max_examples=60)
def test_import_of_an_export_is_the_same_data(bundle: Bundle) -> None:
    with tempfile.TemporaryDirectory() as folder, Database.temporary() as here, Database.temporary() as there:
        merge(here, bundle)
        path = Path(folder) / "export.json"
        exported = export_file(here, path)
        assert exported.counts == collect(here).counts
        assert exported.size == path.stat().st_size
        result = import_file(there, path)
        assert collect(there) == collect(here)
        assert result.added == exported.counts
        assert set(result.updated.values()) | set(result.kept.values()) == {0}


@given(bundles, bundles)
@settings(max_examples=50)
def test_a_second_import_of_the_same_file_changes_nothing(one: Bundle, two: Bundle) -> None:
    with Database.temporary() as database:
        merge(database, one)
        merge(database, two)
        after = collect(database)
        again = merge(database, two)
        assert collect(database) == after
        assert set(again.added.values()) | set(again.updated.values()) == {0}
        merge(database, one)
        assert collect(database) == after


@given(bundles, bundles, bundles)
@settings(max_examples=50)
def test_the_order_of_imports_does_not_matter(one: Bundle, two: Bundle, three: Bundle) -> None:
    expected = merged(one, two, three)
    assert merged(three, one, two) == merged(two, three, one) == expected
    assert merged(one, merged(two, three)) == expected


@given(bundles, bundles)
@settings(max_examples=50)
def test_an_import_never_takes_anything_away(one: Bundle, two: Bundle) -> None:
    before, after = merged(one), merged(one, two)
    for kind in ("folders", "bookmarks", "runs", "assessments", "works"):
        assert {row.id for row in getattr(before, kind)} <= {row.id for row in getattr(after, kind)}
    assert {(tick.run, tick.item) for tick in before.ticks} <= {(tick.run, tick.item) for tick in after.ticks}
    for kind in ("answers", "targets", "plans", "locks", "sealed"):
        assert set(map(place, getattr(before, kind))) <= set(map(place, getattr(after, kind)))
    newest = {bookmark.id: bookmark.changed for bookmark in after.bookmarks}
    assert all(newest[bookmark.id] >= bookmark.changed for bookmark in before.bookmarks)


def test_of_more_than_500_visits_the_newest_are_kept_whatever_the_order() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    many = [
        Visit(Address("home"), str(number), start + timedelta(minutes=number)) for number in range(KEPT + 100)
    ]
    one, two = Bundle(visits=tuple(many[::2])), Bundle(visits=tuple(many[1::2]))
    assert merged(one, two) == merged(two, one)
    assert [int(visit.title) for visit in merged(one, two).visits] == list(range(KEPT + 99, 99, -1))
    with Database.temporary() as database:
        assert merge(database, one).added["visits"] == len(one.visits)
        assert merge(database, two).added["visits"] < len(two.visits)
        assert database.read("SELECT count(*) FROM visits")[0][0] == KEPT


def test_of_more_than_500_visits_of_one_moment_the_same_are_kept_in_any_order() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    many = [Visit(Address(f"page-{number}"), "", now) for number in range(KEPT + 100)]
    one, two = Bundle(visits=tuple(many[:KEPT])), Bundle(visits=tuple(many[100:]))
    assert merged(one, two) == merged(two, one)
