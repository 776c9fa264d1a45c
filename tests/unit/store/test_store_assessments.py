"""Assessments in plain: every answer stored at once, nothing lost by damage, counted without being read."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ictguide_desktop.model.assessment import (
    Answer,
    Assessment,
    Confidence,
    Effort,
    MeasurePlan,
    Scope,
    Situation,
    Target,
)
from ictguide_desktop.store.assessments import Assessments
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.errors import ImportRefused
from ictguide_desktop.store.portable import collect, export_file, import_file, read_file
from ictguide_desktop.store.works import Works

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


# --- assessments --------------------------------------------------------------------------------------------


def test_several_assessments_each_with_its_own_answers(assessments: Assessments, clock: object) -> None:
    north, south = start(assessments), start(assessments, "المركز الجنوبي")
    assert (north.name, north.unit, north.group, north.round) == (
        "Poste Nord",
        "Direction",
        "Chefs",
        "2026-1",
    )
    assert (north.on, north.model, north.scope) == ("2026-07-01", "2026.1", Scope.ALL)
    assert (north.locked, north.label, north.situation) == (False, "", Situation())
    assert assessments.all() == (north, south)
    assert assessments.get(south.id) == south
    assert assessments.get(NOBODY) is None
    assert assessments.get(f"{south.id}.{NOBODY}") is None
    assert assessments.is_open(north.id)
    assessments.answer(north.id, FULL)
    assert assessments.answers(south.id) == {}
    assert list(assessments.answers(north.id)) == [FULL.question]


def test_what_is_given_is_changed_and_the_rest_stays(assessments: Assessments) -> None:
    made = start(assessments)
    live = Situation(credential_pilots_live=True, release_above_half=True)
    changed = assessments.change(made.id, name="Poste Sud", situation=live)
    assert changed == replace(made, name="Poste Sud", situation=live, changed=changed.changed)
    assert changed.changed > made.changed
    again = assessments.change(made.id, unit="", group="g", round="r", on="2027-01-01", model="2027.1")
    assert (again.name, again.unit, again.group, again.round) == ("Poste Sud", "", "g", "r")
    assert assessments.change(made.id, scope=Scope.CRITICAL).scope is Scope.CRITICAL
    assert assessments.get(made.id) == replace(
        again, scope=Scope.CRITICAL, changed=assessments.all()[0].changed
    )


@pytest.mark.parametrize("on", ["", "today", "2026-02-30", "20260701"])
def test_a_day_that_is_none_is_refused(assessments: Assessments, on: str) -> None:
    with pytest.raises(ValueError, match="day"):
        assessments.start("Name", "", "", "", on, "2026.1")
    made = start(assessments)
    with pytest.raises(ValueError, match="day"):
        assessments.change(made.id, on=on)
    assert assessments.all() == (made,)


def test_delete_and_restore_with_all_that_is_in_it(assessments: Assessments) -> None:
    made, other = start(assessments), start(assessments, "Other")
    assessments.answer(made.id, FULL)
    assessments.set_target(made.id, Target("trust", 4, "2027-12-31"))
    assessments.set_plan(made.id, MeasurePlan("trust.1", owner="Mme Diallo"))
    before = (assessments.answers(made.id), assessments.targets(made.id), assessments.plans(made.id))
    removed = assessments.delete(made.id)
    assert removed.assessment == made
    assert assessments.all() == (other,)
    with pytest.raises(LookupError):
        assessments.answers(made.id)
    assessments.restore(removed)
    assert assessments.all() == (made, other)
    assert (assessments.answers(made.id), assessments.targets(made.id), assessments.plans(made.id)) == before
    assessments.restore(removed)
    assert assessments.all() == (made, other)


@pytest.mark.parametrize(
    "act",
    [
        lambda a: a.change(NOBODY, name="x"),
        lambda a: a.delete(NOBODY),
        lambda a: a.answers(NOBODY),
        lambda a: a.answer(NOBODY, FULL),
        lambda a: a.answer_many(NOBODY, [FULL]),
        lambda a: a.targets(NOBODY),
        lambda a: a.set_target(NOBODY, Target("trust", 3)),
        lambda a: a.remove_target(NOBODY, "trust"),
        lambda a: a.plans(NOBODY),
        lambda a: a.set_plan(NOBODY, MeasurePlan("trust.1")),
        lambda a: a.lock(NOBODY, "eight888", ""),
        lambda a: a.open(NOBODY, "eight888"),
        lambda a: a.close(NOBODY),
        lambda a: a.is_open(NOBODY),
        lambda a: a.change_passphrase(NOBODY, "eight888", "nine99999"),
        lambda a: a.unlock(NOBODY, "eight888"),
    ],
)
def test_an_unknown_assessment_is_a_lookup_error(
    assessments: Assessments, act: Callable[[Assessments], object]
) -> None:
    with pytest.raises(LookupError):
        act(assessments)
    assert assessments.all() == ()


# --- answers ------------------------------------------------------------------------------------------------


def test_an_answer_comes_back_as_it_was_with_its_time(assessments: Assessments) -> None:
    made = start(assessments)
    written = assessments.answer(made.id, FULL)
    assert written == replace(FULL, changed=written.changed)
    assert assessments.answers(made.id) == {FULL.question: written}
    skipped = assessments.answer(made.id, Answer("trust.2", not_applicable=True, reason="No such border"))
    assert assessments.answers(made.id)["trust.2"] == skipped
    emptied = assessments.answer(made.id, Answer(FULL.question))
    assert emptied.changed is not None
    assert written.changed is not None
    assert emptied.changed > written.changed
    assert not assessments.answers(made.id)[FULL.question].given


def test_the_time_of_an_answer_runs_on_when_the_clock_is_set_back(
    assessments: Assessments, clock: object
) -> None:
    made = start(assessments)
    first = assessments.answer(made.id, FULL)
    clock.pass_by(days=-900)  # type: ignore[attr-defined]
    second = assessments.answer(made.id, replace(first, score=1))
    assert first.changed is not None
    assert second.changed is not None
    assert second.changed > first.changed


@pytest.mark.parametrize(
    "wrong",
    [
        Answer("q", 5),
        Answer("q", -1),
        Answer("q", True),
        Answer("q", 3, not_applicable=True),
        Answer("q", evidence_on="May"),
        Answer(""),
        Answer("q", confidence="certain"),  # type: ignore[arg-type]
    ],
)
def test_an_answer_that_is_none_is_refused_and_the_others_of_the_change_with_it(
    assessments: Assessments, wrong: Answer
) -> None:
    made = start(assessments)
    with pytest.raises(ValueError, match=r"\S"):
        assessments.answer_many(made.id, [FULL, wrong])
    assert assessments.answers(made.id) == {}


def test_many_answers_are_one_change(assessments: Assessments, database: Database) -> None:
    made = start(assessments)
    many = [Answer(f"trust.{number}", number % 5) for number in range(50)]
    written = assessments.answer_many(made.id, many)
    assert list(written) == [answer.question for answer in many]
    assert assessments.answers(made.id) == written

    def both() -> None:
        with database.change():
            assessments.change(made.id, model="2027.1")
            assessments.answer_many(made.id, [Answer("new.1", 2)])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        both()
    assert assessments.get(made.id) == made
    assert "new.1" not in assessments.answers(made.id)


def test_each_answer_is_on_the_disk_before_the_call_returns(
    profile: Path, assessments: Assessments, open_profile: Open
) -> None:
    made = start(assessments)
    for number in range(300):
        written = assessments.answer(made.id, Answer(f"q.{number}", number % 5, comment=str(number)))
        if number % 50 == 0:
            with Database.open(profile) as again:
                assert Assessments(again).answers(made.id)[written.question] == written
    with Database.open(profile) as again:
        assert {
            question: answer.comment for question, answer in Assessments(again).answers(made.id).items()
        } == {f"q.{number}": str(number) for number in range(300)}


def test_questions_dealt_with_are_counted_for_every_assessment(assessments: Assessments) -> None:
    one, two, none = start(assessments), start(assessments, "2"), start(assessments, "3")
    for number in range(7):
        assessments.answer(one.id, Answer(f"q.{number}", number % 5))
    assessments.answer(two.id, Answer("q.1", not_applicable=True, reason="sea border"))
    assessments.answer(two.id, Answer("q.2", comment="not yet"))
    assert assessments.counts() == {one.id: 7, two.id: 1, none.id: 0}
    assessments.answer(one.id, Answer("q.3"))
    assert assessments.counts()[one.id] == 6


def test_counting_reads_no_answer(assessments: Assessments, database: Database) -> None:
    made = start(assessments)
    assessments.answer(made.id, FULL)
    with database.change() as connection:
        connection.execute("UPDATE assessment_rows SET body = 'not JSON' WHERE kind = 'answer'")
    assert assessments.counts() == {made.id: 1}


answers = st.builds(
    Answer,
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
    st.none() | st.integers(0, 4),
    st.just(False),
    st.text(),
    st.text(),
    st.just("") | st.dates().map(lambda day: day.isoformat()),
    st.text(),
    st.sampled_from(Confidence),
)


@given(answers)
@settings(max_examples=80)
def test_any_answer_comes_back_as_it_was(answer: Answer) -> None:
    with Database.temporary() as database:
        assessments = Assessments(database)
        made = start(assessments)
        assert assessments.answer(made.id, answer) == replace(
            answer, changed=assessments.answers(made.id)[answer.question].changed
        )


def test_half_of_a_character_pair_is_no_error(assessments: Assessments) -> None:
    made = assessments.start("half \ud83d", "", "", "", "2026-07-01", "2026.1")
    assert made.name == "half ?"
    assert assessments.answer(made.id, Answer("q", comment="\ud83d")).comment == "?"
    with pytest.raises(ValueError, match="not a name"):
        assessments.answer(made.id, Answer("\ud83d"))


# --- targets and plans --------------------------------------------------------------------------------------


def test_targets_are_set_moved_and_taken_back(assessments: Assessments) -> None:
    made = start(assessments)
    assessments.set_target(made.id, Target("trust", 4, "2027-12-31"))
    assessments.set_target(made.id, Target("data", 3))
    assessments.set_target(made.id, Target("trust", 5))
    assert assessments.targets(made.id) == {"data": Target("data", 3), "trust": Target("trust", 5)}
    assessments.remove_target(made.id, "trust")
    assessments.remove_target(made.id, "never-set")
    assert assessments.targets(made.id) == {"data": Target("data", 3)}
    for wrong in (Target("trust", 0), Target("trust", 6), Target("trust", 3, "soon"), Target("", 3)):
        with pytest.raises(ValueError, match=r"\S"):
            assessments.set_target(made.id, wrong)


def test_plans_come_back_as_they_were(assessments: Assessments) -> None:
    made = start(assessments)
    full = MeasurePlan("trust.1", True, "Mme Diallo", Effort.LARGE, 9, "2027-01-01", 5, 1, 2, True, "ملاحظة")
    plain = MeasurePlan("trust.2")
    declined = MeasurePlan("trust.3", chosen=False, months=0)
    for plan in (full, plain, declined):
        assessments.set_plan(made.id, plan)
    assert assessments.plans(made.id) == {"trust.1": full, "trust.2": plain, "trust.3": declined}
    for wrong in (
        MeasurePlan("q", harm=0),
        MeasurePlan("q", ease=6),
        MeasurePlan("q", months=-1),
        MeasurePlan("q", start="soon"),
        MeasurePlan(""),
    ):
        with pytest.raises(ValueError, match=r"\S"):
            assessments.set_plan(made.id, wrong)
    assert len(assessments.plans(made.id)) == 3


# --- in an export -------------------------------------------------------------------------------------------


def test_an_export_from_before_there_were_assessments_is_still_read(
    profile: Path, assessments: Assessments, database: Database, tmp_path: Path
) -> None:
    made = start(assessments)
    path = export_file(database, tmp_path / "export.json").path
    data = json.loads(path.read_text(encoding="utf-8"))
    for kind in ("assessments", "answers", "targets", "plans", "locks", "sealed", "works"):
        del data[kind]
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ImportRefused, match="assessments"):
        read_file(path)
    path.write_text(json.dumps(data | {"version": 1}), encoding="utf-8")
    assert import_file(database, path).added["assessments"] == 0
    assert assessments.all() == (made,)


def test_two_people_merge_their_answers_and_both_have_all_of_them(tmp_path: Path, open_profile: Open) -> None:
    amina, boris = open_profile(tmp_path / "amina"), open_profile(tmp_path / "boris")
    made = start(Assessments(amina))
    Assessments(amina).answer(made.id, Answer("q.1", 1, comment="Amina"))
    Assessments(amina).set_target(made.id, Target("trust", 4))
    import_file(boris, export_file(amina, tmp_path / "a.json").path)
    Assessments(boris).answer(made.id, Answer("q.1", 2, comment="Boris"))
    Assessments(boris).remove_target(made.id, "trust")
    Assessments(amina).answer(made.id, Answer("q.2", 3))
    Assessments(amina).change(made.id, name="By Amina")
    result = import_file(amina, export_file(boris, tmp_path / "b.json").path)
    import_file(boris, export_file(amina, tmp_path / "a.json").path)
    assert collect(amina) == collect(boris)
    assert (result.updated["answers"], result.updated["targets"], result.kept["assessments"]) == (1, 1, 1)
    both = Assessments(boris).answers(made.id)
    assert (both["q.1"].comment, both["q.2"].score) == ("Boris", 3)
    assert Assessments(amina).targets(made.id) == {}
    assert Assessments(boris).all()[0].name == "By Amina"
    assert Assessments(boris).counts() == {made.id: 2}


def test_an_older_export_neither_fills_an_emptied_answer_nor_sets_a_target_again(
    assessments: Assessments, database: Database, tmp_path: Path
) -> None:
    made = start(assessments)
    assessments.answer(made.id, FULL)
    assessments.set_target(made.id, Target("trust", 4))
    old = export_file(database, tmp_path / "old.json").path
    assessments.answer(made.id, Answer(FULL.question))
    assessments.remove_target(made.id, "trust")
    import_file(database, old)
    assert not assessments.answers(made.id)[FULL.question].given
    assert assessments.targets(made.id) == {}
    assert Works(database).get(NOBODY) is None


# --- speed --------------------------------------------------------------------------------------------------


def test_200_assessments_of_50_answers_are_listed_and_read_at_once(
    assessments: Assessments, database: Database
) -> None:
    with database.change():
        for number in range(200):
            made = start(assessments, f"Poste {number}")
            many = (Answer(f"q.{n}", n % 5, evidence="e" * 80, comment="c" * 160) for n in range(50))
            assessments.answer_many(made.id, many)
    assert set(assessments.counts().values()) == {50}
