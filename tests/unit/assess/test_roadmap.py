"""A roadmap keeps every dependency, the capacity and the decisions of the administration, and forecasts by the scoring rule."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from unit.assess.asked import (
    IDS,
    NAMES,
    Answer,
    answer,
    answers,
    any_answers,
    assessment,
    everywhere,
    judged,
    questionnaire,
)

from ictguide_desktop.assess.days import months_later
from ictguide_desktop.assess.forecast import Gain
from ictguide_desktop.assess.roadmap import Clash, Conflict, Origin, Roadmap, cycles, plan
from ictguide_desktop.assess.scoring import score
from ictguide_desktop.model.assessment import Effort, MeasurePlan, Questionnaire, Target

START = date(2027, 4, 1)


def road(
    given_answers: dict[str, Answer],
    asked: Questionnaire | None = None,
    *targets: Target,
    capacity: int | None = 3,
    **plans: MeasurePlan,
) -> Roadmap:
    """The roadmap from the start on; plans by question: `D5_2=MeasurePlan(…)`."""
    named = {name.replace("_", "."): it for name, it in plans.items()}
    return plan(asked or questionnaire(), judged(given_answers), targets, named, START, capacity=capacity)


def order(found: Roadmap) -> list[str]:
    """The measures in order."""
    return [step.question for step in found.steps]


def dates(found: Roadmap) -> dict[str, tuple[str, str]]:
    """First day and end of each measure."""
    return {step.question: (str(step.start), str(step.end)) for step in found.steps}


# --- which measures -------------------------------------------------------------------------------------------


def test_the_gaps_choose_the_measures_and_the_administration_overrides_them() -> None:
    given_answers = everywhere(3, D1=(3, 3, 1, 1, 3))
    found = road(given_answers, D1_4=MeasurePlan("D1.4", chosen=False), D9_4=MeasurePlan("D9.4", chosen=True))
    assert {step.question: step.origin for step in found.steps} == {"D1.3": Origin.GAP, "D9.4": Origin.CHOSEN}
    assert {gap.question for gap in found.gaps} == {"D1.3", "D1.4"}


def test_a_struck_gap_waits_unless_it_is_chosen() -> None:
    given_answers = everywhere(3, D4=(3, 3, 3, 3, 0), D5=(3, 3, 1, 1, 1))
    assert "D4.5" not in order(road(given_answers))
    chosen = road(given_answers, D4_5=MeasurePlan("D4.5", chosen=True))
    assert next(step.origin for step in chosen.steps if step.question == "D4.5") is Origin.CHOSEN


def test_a_gap_that_only_measuring_can_close_has_no_measure_to_begin() -> None:
    found = road(everywhere(3, D9=(3, 3, 2, 2, 2)), None, Target("D1", 5))
    assert [gap.struck for gap in found.gaps] == [False] * 5
    assert found.steps == ()
    assert found.end == START
    assert found.forecast == found.now


def test_what_is_done_is_no_step_and_counts_as_scored_three() -> None:
    given_answers = everywhere(3, D5=(3, 1, 3, 3, 3))
    assert road(given_answers).now["D5"] == 2
    found = road(given_answers, D5_2=MeasurePlan("D5.2", done=True))
    assert (found.steps, found.done) == ((), ("D5.2",))
    assert (found.now["D5"], found.forecast["D5"]) == (4, 4)


def test_owner_effort_and_months_of_the_administration_take_the_place_of_the_proposals() -> None:
    mine = MeasurePlan("D1.3", owner="Head of planning", effort=Effort.LARGE, months=1)
    (first, second) = road(everywhere(3, D1=(3, 3, 1, 1, 3)), D1_3=mine).steps
    assert (first.owner, first.effort, first.months) == ("Head of planning", Effort.LARGE, 1)
    assert (second.owner, second.effort, second.months) == ("", Effort.MEDIUM, 3)


def test_a_question_without_a_measure_is_never_planned() -> None:
    plain = questionnaire(D1_4=("D1.3",))
    bare = plain._replace(
        questions=tuple(q._replace(measure="") if q.id == "D1.3" else q for q in plain.questions)
    )
    assert order(road(everywhere(3, D1=(3, 3, 0, 0, 3)), bare)) == ["D1.4"]


# --- what comes first -----------------------------------------------------------------------------------------

CREDENTIALS = {"D4_5": ("D4.1", "D4.4"), "D4_4": ("D4.2",)}


def test_prerequisites_below_two_are_pulled_in_at_any_remove() -> None:
    given_answers = everywhere(3, D4=(3, 0, 3, 1, 0))
    declined = {
        "D4_2": MeasurePlan("D4.2", chosen=False),
        "D4_4": MeasurePlan("D4.4", chosen=False),
        "D4_5": MeasurePlan("D4.5", chosen=True),
    }
    found = road(given_answers, questionnaire(**CREDENTIALS), **declined)
    assert order(found) == ["D4.2", "D4.4", "D4.5"]
    assert found.pulled_in == ("D4.2", "D4.4")
    assert [(step.waits_for, step.needed_for) for step in found.steps] == [
        ((), ("D4.4",)),
        (("D4.2",), ("D4.5",)),
        (("D4.4",), ()),
    ]
    assert set(found.conflicts) == {
        Conflict(Clash.DECLINED_BUT_NEEDED, "D4.4", "D4.5"),
        Conflict(Clash.DECLINED_BUT_NEEDED, "D4.2", "D4.4"),
    }


@pytest.mark.parametrize(
    ("prerequisite", "pulled_in"),
    [
        (answer("D4.3", 1), True),
        (answer("D4.3", 2), False),
        (Answer("D4.3", 4), True),  # without evidence it counts 1
        (Answer("D4.3"), True),
        (Answer("D4.3", not_applicable=True, reason="None."), False),
        (Answer("D4.3", not_applicable=True), True),
    ],
)
def test_a_prerequisite_is_met_once_it_counts_two(prerequisite: Answer, pulled_in: bool) -> None:
    chosen = {"D4_3": MeasurePlan("D4.3", chosen=False), "D4_5": MeasurePlan("D4.5", chosen=True)}
    found = road(everywhere(3) | {"D4.3": prerequisite}, questionnaire(D4_5=("D4.3",)), **chosen)
    assert order(found) == (["D4.3", "D4.5"] if pulled_in else ["D4.5"])


def test_a_prerequisite_that_is_done_is_met() -> None:
    plans = {"D4_1": MeasurePlan("D4.1", done=True), "D4_5": MeasurePlan("D4.5", chosen=True)}
    assert order(road(everywhere(3, D4=(0, 3, 3, 3, 3)), questionnaire(D4_5=("D4.1",)), **plans)) == ["D4.5"]


def test_critical_questions_below_two_come_first_with_what_they_need() -> None:
    # D1.3 would raise its dimension by a level, and D9.4 by none; but D9.1, at 1, needs D9.5, which needs D9.4.
    given_answers = everywhere(3, D1=(3, 3, 1, 2, 3), D9=(1, 3, 3, 1, 1))
    found = road(given_answers, questionnaire(D9_1=("D9.5",), D9_5=("D9.4",)))
    assert order(found) == ["D9.4", "D9.5", "D9.1", "D1.3"]
    assert found.steps[-1].gain.level == 1
    assert order(road(given_answers))[:2] == ["D9.1", "D1.3"]


def test_of_the_rest_the_greatest_gain_comes_first_then_the_rank() -> None:
    # D1: mean 2.4 to 2.8, a level; D2: mean 2.6 to 3.0, a level; D3: mean 2.8 to 3.2, none.
    given_answers = everywhere(3, D1=(3, 3, 1, 2, 3), D2=(3, 3, 1, 3, 3), D3=(3, 3, 1, 4, 3))
    found = road(given_answers)
    assert [(step.question, step.gain.level) for step in found.steps] == [
        ("D1.3", 1),
        ("D2.3", 1),
        ("D3.3", 0),
    ]
    weighty = road(given_answers, D2_3=MeasurePlan("D2.3", harm=5))
    assert order(weighty) == ["D2.3", "D1.3", "D3.3"]


def test_a_level_weighs_more_than_the_mean_and_the_mean_more_than_the_rank() -> None:
    # D1: mean 2.8 to 3.4; D2: 2.8 to 3.0, and the cap at 3 falls; D3: 2.8 to 3.2.
    given_answers = everywhere(3, D1=(3, 3, 0, 4, 4), D2=(2, 3, 3, 3, 3), D3=(3, 3, 1, 4, 3))
    found = road(given_answers, D3_3=MeasurePlan("D3.3", harm=5))
    assert [gap.question for gap in found.gaps] == ["D3.3", "D1.3", "D2.1"]
    assert order(found) == ["D2.1", "D1.3", "D3.3"]


def test_of_struck_measures_that_are_chosen_the_one_of_higher_rank_comes_first() -> None:
    given_answers = everywhere(3, D1=(3, 3, 2, 2, 3), D2=(3, 3, 2, 2, 3), D5=(3, 3, 2, 2, 2))
    chosen = {
        "D1_3": MeasurePlan("D1.3", chosen=True), "D2_3": MeasurePlan("D2.3", chosen=True, harm=5),
    }  # fmt: skip
    assert order(road(given_answers, None, Target("D1", 4), Target("D2", 4), **chosen)) == ["D2.3", "D1.3"]


def test_the_gain_is_counted_after_what_is_done_before() -> None:
    found = road(everywhere(3, D5=(1, 1, 3, 3, 3)))
    assert [(step.question, step.gain) for step in found.steps] == [
        ("D5.1", Gain(Fraction(2, 5), 0)),  # the other critical question still holds level 2
        ("D5.2", Gain(Fraction(2, 5), 2)),
    ]
    assert (found.now["D5"], found.forecast["D5"]) == (2, 4)


def test_an_unanswered_question_gains_nothing_that_anybody_knows() -> None:
    found = road(
        answers(D5=(3, 3, 3, 3)), D5_5=MeasurePlan("D5.5", chosen=True), D6_3=MeasurePlan("D6.3", chosen=True)
    )
    assert [step.gain for step in found.steps] == [Gain(Fraction(0), 0)] * 2
    assert found.forecast == found.now
    assert found.now["D6"] is None


# --- dates ----------------------------------------------------------------------------------------------------


def test_at_most_three_run_at_once_and_the_next_begins_where_one_ends() -> None:
    given_answers = everywhere(3, D1=(3, 3, 1, 1, 1), D2=(3, 3, 1, 1, 3))
    short = {"D1_4": MeasurePlan("D1.4", months=1)}
    found = road(given_answers, **short)
    assert dates(found) == {
        "D1.3": ("2027-04-01", "2027-07-01"),
        "D1.4": ("2027-04-01", "2027-05-01"),
        "D1.5": ("2027-04-01", "2027-07-01"),
        "D2.3": ("2027-05-01", "2027-08-01"),
        "D2.4": ("2027-07-01", "2027-10-01"),
    }
    assert found.end == date(2027, 10, 1)
    assert {start for start, _ in dates(road(given_answers, capacity=None)).values()} == {"2027-04-01"}
    assert road(given_answers, capacity=1).end == date(2028, 7, 1)


def test_a_measure_begins_when_all_that_it_waits_for_has_ended() -> None:
    asked = questionnaire(D1_5=("D1.3", "D1.4"))
    found = road(everywhere(3, D1=(3, 3, 1, 1, 1)), asked, D1_4=MeasurePlan("D1.4", months=5))
    assert dates(found)["D1.5"] == ("2027-09-01", "2027-12-01")


def test_a_start_that_was_set_is_kept_and_what_it_breaks_is_reported() -> None:
    asked = questionnaire(D1_5=("D1.3",))
    given_answers = everywhere(3, D1=(3, 3, 1, 3, 1))
    later = road(given_answers, asked, D1_5=MeasurePlan("D1.5", start="2027-09-15"))
    assert dates(later)["D1.5"] == ("2027-09-15", "2027-12-15")
    assert later.conflicts == ()
    assert [step.fixed for step in later.steps] == [False, True]
    early = road(given_answers, asked, D1_5=MeasurePlan("D1.5", start="2027-06-30"))
    assert dates(early)["D1.5"][0] == "2027-06-30"
    assert early.conflicts == (Conflict(Clash.START_BEFORE_PREREQUISITE, "D1.5", "D1.3"),)


def test_nothing_that_can_move_begins_before_the_plan_does() -> None:
    asked = questionnaire(D1_5=("D1.3",))
    begun = MeasurePlan("D1.3", start="2026-10-01")
    assert dates(road(everywhere(3, D1=(3, 3, 1, 3, 1)), asked, D1_3=begun)) == {
        "D1.3": ("2026-10-01", "2027-01-01"),
        "D1.5": ("2027-04-01", "2027-07-01"),
    }


def test_set_starts_take_their_place_first_and_one_too_many_is_reported() -> None:
    given_answers = everywhere(3, D1=(3, 3, 1, 1, 1))
    fixed = {f"D1_{n}": MeasurePlan(f"D1.{n}", start="2027-05-01") for n in (4, 5)}
    found = road(given_answers, capacity=1, **fixed)
    assert found.conflicts == (Conflict(Clash.OVER_CAPACITY, "D1.5"),)
    assert dates(found)["D1.3"] == ("2027-08-01", "2027-11-01")
    assert road(given_answers, capacity=2, **fixed).conflicts == ()
    fits_before = road(given_answers, capacity=1, D1_3=MeasurePlan("D1.3", months=1), **fixed)
    assert dates(fits_before)["D1.3"] == ("2027-04-01", "2027-05-01")


def test_levels_on_a_day_are_those_of_what_has_ended() -> None:
    asked = questionnaire(D5_2=("D5.1",))
    found = road(everywhere(3, D5=(1, 1, 3, 3, 3), D6=(1, 3, 3, 3, 3)), asked)
    assert [(str(it.on), it.levels["D5"], it.levels["D6"]) for it in found.milestones] == [
        ("2027-07-01", 2, 4),
        ("2027-10-01", 4, 4),
    ]
    assert found.levels_on(date(2027, 6, 30)) == found.now
    assert found.levels_on(date(2027, 7, 1))["D6"] == 4
    assert found.levels_on(date(2030, 1, 1)) == found.forecast


def test_what_cannot_be_planned_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="at most 0 measures at once"):
        road({}, capacity=0)
    with pytest.raises(ValueError, match="“May” is not a day"):
        road(everywhere(3, D1=(3, 3, 1, 3, 3)), D1_3=MeasurePlan("D1.3", start="May"))
    with pytest.raises(ValueError, match=r"circle: D1\.3 → D1\.4 → D1\.3"):
        road({}, questionnaire(D1_3=("D1.4",), D1_4=("D1.3",)))


# --- circles --------------------------------------------------------------------------------------------------


def test_circles_are_named_once_each() -> None:
    asked = questionnaire(
        D1_1=("D1.2",), D1_2=("D1.3",), D1_3=("D1.1", "D1.4"), D2_1=("D2.1",), D3_1=("D1.1", "D99.9")
    )
    assert cycles(asked) == (("D1.1", "D1.2", "D1.3"), ("D2.1",))
    assert cycles(questionnaire(**CREDENTIALS)) == ()


graphs = st.dictionaries(
    st.sampled_from(IDS[:8]), st.lists(st.sampled_from(IDS[:8]), unique=True, max_size=3)
)


@given(graphs)
def test_a_circle_is_found_where_there_is_one_and_is_one(after: Mapping[str, list[str]]) -> None:
    asked = questionnaire(**{name.replace(".", "_"): others for name, others in after.items()})
    left = {name: set(after.get(name, ())) for name in IDS[:8]}
    while free := [name for name, needs in left.items() if not needs & left.keys()]:
        for name in free:
            del left[name]
    found = cycles(asked)
    assert bool(found) == bool(left)
    for circle in found:
        for name, needed in zip(circle, (*circle[1:], circle[0]), strict=True):
            assert needed in after[name]


# --- for any plan ---------------------------------------------------------------------------------------------


class Case(NamedTuple):
    """Everything that a roadmap is made from."""

    asked: Questionnaire
    answers: dict[str, Answer]
    targets: list[Target]
    plans: dict[str, MeasurePlan]
    capacity: int | None

    def road(self) -> Roadmap:
        """The roadmap."""
        return plan(self.asked, judged(self.answers), self.targets, self.plans, START, capacity=self.capacity)


USED = IDS[15:30]
starts = st.just("") | st.dates(date(2027, 1, 1), date(2028, 12, 31)).map(str)
any_targets = st.lists(st.builds(Target, st.sampled_from(NAMES), st.integers(1, 5)), max_size=6)


@st.composite
def any_case(draw: st.DrawFn) -> Case:
    """Answers, decisions and an acyclic graph over three dimensions."""
    line = draw(st.permutations(USED))
    after = {
        name.replace(".", "_"): draw(st.lists(st.sampled_from(line[:n]), unique=True, max_size=3))
        if n
        else []
        for n, name in enumerate(line)
    }
    plans = {
        name: MeasurePlan(
            name,
            chosen=draw(st.none() | st.booleans()),
            months=draw(st.none() | st.integers(0, 14)),
            start=draw(starts),
            done=draw(st.booleans()) and draw(st.booleans()),
        )
        for name in draw(st.lists(st.sampled_from(USED), unique=True, max_size=8))
    }
    capacity = draw(st.none() | st.integers(1, 4))
    return Case(questionnaire(**after), draw(any_answers(USED)), draw(any_targets), plans, capacity)


def at_once(found: Roadmap, day: date) -> int:
    """How many measures run on a day."""
    return sum(step.start <= day < step.end for step in found.steps)


@given(any_case())
def test_no_measure_stands_before_what_it_needs(case: Case) -> None:
    found, result = case.road(), judged(case.answers)
    place = {name: n for n, name in enumerate(order(found))}
    assert len(place) == len(found.steps)
    for step in found.steps:
        asked = case.asked.question(step.question)
        assert asked is not None
        for needed in asked.after:
            scored = result.scores[needed]
            met = needed in found.done or scored.set_aside or (scored.score or 0) >= 2
            assert met == (needed not in step.waits_for)
        for needed in step.waits_for:
            assert place[needed] < place[step.question]
            assert step.question in found.steps[place[needed]].needed_for


@given(any_case())
def test_the_decisions_are_kept_or_their_conflict_is_reported(case: Case) -> None:
    found = case.road()
    planned = {step.question: step for step in found.steps}
    for name, mine in case.plans.items():
        assert (name in found.done) == mine.done
        if mine.done:
            assert name not in planned
        elif mine.chosen:
            assert name in planned
        elif mine.chosen is False and name in planned:
            assert planned[name].origin is Origin.PULLED_IN
            assert any(
                it.clash is Clash.DECLINED_BUT_NEEDED and it.question == name for it in found.conflicts
            )
        if name in planned and mine.start:
            assert str(planned[name].start) == mine.start
    early = {
        (step.question, other)
        for step in found.steps
        for other in step.waits_for
        if step.start < planned[other].end
    }
    assert early == {
        (it.question, it.other) for it in found.conflicts if it.clash is Clash.START_BEFORE_PREREQUISITE
    }
    assert all(planned[name].fixed for name, _ in early)


@given(any_case())
def test_work_that_can_move_never_exceeds_the_capacity_nor_begins_too_early(case: Case) -> None:
    found = case.road()
    ends = {step.question: step.end for step in found.steps}
    crowded = {it.question for it in found.conflicts if it.clash is Clash.OVER_CAPACITY}
    for step in found.steps:
        assert step.end == months_later(step.start, step.months)
        if not step.fixed:
            assert step.start >= max((ends[other] for other in step.waits_for), default=START)
            assert step.start >= START
        if case.capacity is not None and not crowded:
            assert at_once(found, step.start) <= case.capacity
    assert not (crowded and case.capacity is None)
    assert all(step.fixed for step in found.steps if step.question in crowded)


@given(any_case())
def test_a_measure_that_can_move_could_not_begin_a_day_earlier_beside_those_before_it(case: Case) -> None:
    found = case.road()
    fixed = [step for step in found.steps if step.fixed]
    free = [step for step in found.steps if not step.fixed]
    for n, step in enumerate(free):
        ready = max((other.end for other in found.steps if other.question in step.waits_for), default=START)
        ready = max(ready, START)
        if step.start > ready and step.months:
            assert case.capacity is not None
            beside = [*fixed, *free[:n]]
            stop = months_later(ready, step.months)
            busiest = max(
                sum(other.start <= day < other.end for other in beside)
                for day in (ready, *(other.start for other in beside if ready < other.start < stop))
            )
            assert busiest >= case.capacity


@given(any_case())
def test_the_forecast_is_what_the_scoring_rule_gives_when_the_measures_are_done(case: Case) -> None:
    found, result = case.road(), judged(case.answers)
    planned = {*order(found), *found.done}
    mended = {
        name: answer(name, 3)
        if name in planned and (counts := result.scores[name].score) is not None and counts < 3
        else it
        for name, it in case.answers.items()
    }
    again = score(case.asked, assessment(), mended)
    assert dict(found.forecast) == again.levels
    for name in NAMES:
        risen = sum(step.gain.level for step in found.steps if step.question.startswith(f"{name}."))
        now, then = found.now[name], found.forecast[name]
        assert (now is None) == (then is None)
        assert now is None or then is None or then - now == risen >= 0
    assert found.levels_on(date.max) == found.forecast
    assert all(step.gain.mean >= 0 for step in found.steps)


@given(any_case(), st.randoms(use_true_random=False))
def test_the_same_facts_in_another_order_make_the_same_plan(case: Case, chance: random.Random) -> None:
    assume(len({target.dimension for target in case.targets}) == len(case.targets))
    plans = list(case.plans.items())
    targets = list(case.targets)
    chance.shuffle(plans)
    chance.shuffle(targets)
    assert case._replace(plans=dict(plans), targets=targets).road() == case.road()


# --- speed ----------------------------------------------------------------------------------------------------
