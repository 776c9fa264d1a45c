"""The scoring rule gives what the guide's pages say, for their examples and for any answers."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.assess.asked import (
    FRESH,
    IDS,
    answer,
    answers,
    any_answer,
    any_answers,
    everywhere,
    judged,
    question,
)

from ictguide_desktop.assess.scoring import Cap, LiveStep, Rule, Scored, counted, judge
from ictguide_desktop.model.assessment import Answer, Confidence, Scope, Situation

ON = date(2027, 3, 2)


# --- one answer -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("claimed", [2, 3, 4])
def test_without_evidence_a_score_above_one_counts_one(claimed: int) -> None:
    bare = Answer("D9.5", claimed, evidence="  ", evidence_on=FRESH)
    assert counted(bare, question("D9.5"), ON) == Scored(1, (Rule.NO_EVIDENCE,))


@pytest.mark.parametrize("claimed", [0, 1])
def test_a_low_score_needs_no_evidence(claimed: int) -> None:
    assert counted(Answer("D9.5", claimed), question("D9.5"), ON) == Scored(claimed)


@pytest.mark.parametrize(
    ("evidence_on", "score", "rules"),
    [
        ("2027-03-02", 4, ()),
        ("2026-03-02", 4, ()),
        ("2026-03-01", 2, (Rule.OLD_EVIDENCE,)),
        ("2026-01-08", 2, (Rule.OLD_EVIDENCE,)),
        ("", 2, (Rule.UNDATED_EVIDENCE,)),
        ("last spring", 2, (Rule.UNDATED_EVIDENCE,)),
        ("2027-03-03", 2, (Rule.FUTURE_EVIDENCE,)),
    ],
)
def test_evidence_counts_its_age_from_the_day_of_the_assessment(
    evidence_on: str, score: int, rules: tuple[Rule, ...]
) -> None:
    claimed = answer("D9.4", 4, evidence_on=evidence_on)
    assert counted(claimed, question("D9.4"), ON) == Scored(score, rules)


def test_twelve_months_before_a_leap_day_end_with_the_february_of_the_year_before() -> None:
    leap = date(2028, 2, 29)
    assert counted(answer("D9.4", 3, evidence_on="2027-02-28"), question("D9.4"), leap).score == 3
    assert counted(answer("D9.4", 3, evidence_on="2027-02-27"), question("D9.4"), leap).score == 2


@pytest.mark.parametrize("evidence_on", ["", "2020-01-01", "2030-01-01"])
def test_old_evidence_leaves_a_score_of_two_as_it_is(evidence_on: str) -> None:
    assert counted(answer("D9.4", 2, evidence_on=evidence_on), question("D9.4"), ON) == Scored(2)


@pytest.mark.parametrize(
    ("name", "reason", "rule"),
    [
        ("D9.3", "No other software connects.", Rule.NOT_APPLICABLE),
        ("D9.3", " ", Rule.NO_REASON),
        ("D9.1", "No other software connects.", Rule.CRITICAL_NOT_APPLICABLE),
    ],
)
def test_not_applicable_needs_a_reason_and_is_never_for_a_critical_question(
    name: str, reason: str, rule: Rule
) -> None:
    assert counted(Answer(name, not_applicable=True, reason=reason), question(name), ON) == Scored(
        None, (rule,)
    )


@pytest.mark.parametrize("claimed", [-1, 5, 99])
def test_a_score_outside_the_scale_counts_as_unanswered_and_is_reported(claimed: int) -> None:
    assert counted(answer("D1.1", claimed), question("D1.1"), ON) == Scored(None, (Rule.OUT_OF_SCALE,))
    assert judged({"D1.1": answer("D1.1", claimed)}).refused == ("D1.1",)


@given(any_answer("D5.3"))
def test_what_counts_is_never_above_what_was_given(given_answer: Answer) -> None:
    scored = counted(given_answer, question("D5.3"), ON)
    if given_answer.score is None:
        assert scored.score is None
    else:
        assert scored.score is not None
        assert 0 <= scored.score <= given_answer.score
        assert scored.lowered == (scored.score < given_answer.score)


# --- one dimension --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "level"),
    [
        ((0, 0, 0), 1), ((0, 1, 1), 1), ((0, 1, 1, 1), 2), ((1, 2, 2), 2), ((1, 2, 2, 2), 3),
        ((2, 3, 3), 3), ((2, 3, 3, 3), 4), ((3, 4), 5), ((3, 3, 4, 4), 5), ((3, 3, 4), 4), ((4, 4), 5),
    ],
)  # fmt: skip
def test_levels_begin_exactly_at_the_thresholds(scores: tuple[int, ...], level: int) -> None:
    found = judge({str(n): given for n, given in enumerate(scores)}, ())
    assert found is not None
    assert (found.uncapped, found.level, found.caps) == (level, level, ())


def test_the_example_of_the_fallback_drill() -> None:
    here = judged(answers(D5=(3, 1, 3, 2, 3))).dimensions["D5"]
    assert (here.mean, here.uncapped, here.level) == (Fraction(12, 5), 3, 2)
    assert here.held_by == here.caps == (Cap("D5.2", 1, 2),)
    later = judged(answers(D5=(3, 2, 3, 2, 3))).dimensions["D5"]
    assert (later.mean, later.uncapped, later.level) == (Fraction(13, 5), 3, 3)
    assert later.caps == (Cap("D5.2", 2, 3),)  # one critical question is still below 3 ...
    assert later.held_by == ()  # ... which changes nothing


def test_the_example_of_evidence_and_not_applicable() -> None:
    aside = Answer("D9.3", not_applicable=True, reason="All traders type into the portal.")
    old = answer("D9.4", 4, evidence_on="2026-01-08")
    bare = Answer("D9.5", 3)
    result = judged(answers(D9=(3, 3)) | {"D9.3": aside, "D9.4": old, "D9.5": bare})
    here = result.dimensions["D9"]
    assert [result.scores[f"D9.{n}"].score for n in range(1, 6)] == [3, 3, None, 2, 1]
    assert (here.mean, here.level, here.caps) == (Fraction(9, 4), 3, ())
    assert (here.answered, here.not_applicable, here.asked, here.complete) == (4, 1, 5, True)
    assert result.lowered == ("D9.4", "D9.5")
    assert result.lowered_rate == Fraction(2, 4)
    assert result.evidence_rate == Fraction(2, 4)


def test_the_lower_of_two_caps_holds_and_both_are_named() -> None:
    here = judged(answers(D5=(2, 1, 4, 4, 4))).dimensions["D5"]
    assert (here.uncapped, here.level) == (4, 2)
    assert here.caps == (Cap("D5.1", 2, 3), Cap("D5.2", 1, 2))
    assert here.held_by == (Cap("D5.2", 1, 2),)


def test_only_the_first_question_set_aside_stays_so() -> None:
    aside = {name: Answer(name, not_applicable=True, reason="None.") for name in ("D9.5", "D9.3", "D8.4")}
    result = judged(answers(D9=(3, 3, None, 3), D8=(3, 3, 3, None, 3)) | aside)
    assert result.refused == ("D9.5",)
    assert result.scores["D9.5"].rules == (Rule.SECOND_NOT_APPLICABLE,)
    assert not result.dimensions["D9"].complete
    assert result.dimensions["D8"].complete


def test_one_not_applicable_that_is_refused_does_not_use_up_the_place_of_one_that_is_right() -> None:
    without = Answer("D9.3", not_applicable=True)
    right = Answer("D9.4", not_applicable=True, reason="None.")
    result = judged(answers(D9=(3, 3)) | {"D9.3": without, "D9.4": right})
    assert result.scores["D9.4"].set_aside
    assert result.refused == ("D9.3",)


def test_an_incomplete_dimension_has_a_provisional_level_and_an_empty_one_has_none() -> None:
    result = judged(answers(D5=(3, 3, None, None, 3)))
    here = result.dimensions["D5"]
    assert (here.mean, here.level, here.provisional, here.complete) == (Fraction(3), 4, True, False)
    empty = result.dimensions["D6"]
    assert (empty.mean, empty.level, empty.uncapped, empty.provisional) == (None, None, None, False)
    assert not result.complete
    assert (result.answered, result.asked) == (3, 50)


def test_the_least_confirmed_score_gives_the_letter() -> None:
    given_answers = answers(D5=(3, 3, 3))
    given_answers["D5.1"] = replace(given_answers["D5.1"], confidence=Confidence.AUDITED)
    given_answers["D5.2"] = replace(given_answers["D5.2"], confidence=Confidence.PEER)
    given_answers["D5.3"] = replace(given_answers["D5.3"], confidence=Confidence.AUDITED)
    assert judged(given_answers).dimensions["D5"].confidence is Confidence.PEER
    assert judged({}).dimensions["D5"].confidence is None


# --- the whole ------------------------------------------------------------------------------------------------


def test_a_round_of_critical_questions_takes_the_mean_of_two_and_says_so() -> None:
    result = judged(answers(D5=(3, 2, 0, 0, 0), D6=(3,)), scope=Scope.CRITICAL)
    here = result.dimensions["D5"]
    assert (here.mean, here.level, here.asked, here.answered) == (Fraction(5, 2), 3, 2, 2)
    assert here.indicative
    assert here.complete
    assert result.asked == 20
    assert "D5.3" not in result.scores
    assert not judged({}).dimensions["D5"].indicative


def test_the_lowest_dimensions_are_named_and_nothing_is_averaged() -> None:
    result = judged(everywhere(3, D4=(1, 1, 1, 1, 1), D10=(1, 1, 1, 1, 1)))
    assert result.lowest == ("D4", "D10")
    assert result.levels["D4"] == 2
    assert result.complete
    assert judged({}).lowest == ()


@pytest.mark.parametrize(
    ("step", "needed"),
    [
        (LiveStep.CREDENTIAL_PILOTS, {"D5": 3, "D6": 2}),
        (LiveStep.TECHNOLOGY_PILOTS, {"D5": 3, "D6": 2}),
        (LiveStep.CROSS_BORDER, {"D5": 3, "D6": 2, "D1": 3}),
        (LiveStep.RELEASE, {"D6": 3}),
    ],
)
def test_each_step_is_held_back_until_the_levels_it_needs_are_reached(
    step: LiveStep, needed: dict[str, int]
) -> None:
    taken = Situation(**{step.value: True})
    score_of_level = {name: (level - 1,) * 5 for name, level in needed.items()}
    enough = everywhere(0, **score_of_level)
    locks = {lock.step: lock for lock in judged(enough, situation=taken).interlocks}
    assert set(locks) == set(LiveStep)
    assert {need.dimension: need.level for need in locks[step].needs} == needed
    assert locks[step].taken
    assert not locks[step].broken
    for short, level in needed.items():
        less = enough | answers(**{short: (level - 2,) * 5})
        lock = next(lock for lock in judged(less, situation=taken).interlocks if lock.step is step)
        assert lock.broken
        assert [(need.dimension, need.reached) for need in lock.lacking] == [(short, level - 1)]


def test_a_step_that_is_not_taken_breaks_no_interlock_and_an_unknown_level_does_not_meet_one() -> None:
    assert not any(lock.broken for lock in judged(everywhere(0)).interlocks)
    unknown = judged({}, situation=Situation(release_above_half=True)).interlocks[-1]
    assert unknown.broken
    assert unknown.lacking[0].reached is None


def test_interlocks_change_no_level() -> None:
    low = everywhere(2, D5=(0, 0, 0, 0, 0))
    all_live = Situation(True, True, True, True)
    assert judged(low, situation=all_live).levels == judged(low).levels


def test_the_evidence_rate_counts_scores_whose_evidence_holds_them() -> None:
    given_answers = answers(D1=(3, 2, 0)) | {
        "D1.1": answer("D1.1", 3, evidence_on="2020-01-01"),
        "D1.3": Answer("D1.3", 0),
        "D1.4": Answer("D1.4", not_applicable=True, reason="None."),
    }
    assert judged(given_answers).evidence_rate == Fraction(1, 3)
    assert judged({}).evidence_rate is None


def test_a_day_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="“soon” is not a day"):
        judged({}, on="soon")


# --- for any answers ------------------------------------------------------------------------------------------


@given(any_answers(), st.data())
def test_raising_a_score_never_lowers_a_level(given_answers: dict[str, Answer], data: st.DataObject) -> None:
    scored = sorted(name for name, it in given_answers.items() if it.score is not None and it.score < 4)
    before = judged(given_answers)
    for name in scored:
        old = given_answers[name].score
        assert old is not None
        raised = replace(given_answers[name], score=data.draw(st.integers(old + 1, 4)))
        after = judged(given_answers | {name: raised})
        for dimension in ("D5", "D6"):
            then, now = before.levels[dimension], after.levels[dimension]
            assert (then is None) == (now is None)
            assert then is None or now is None or now >= then


@given(any_answers())
def test_caps_only_lower_and_levels_stay_between_one_and_five(given_answers: dict[str, Answer]) -> None:
    for here in judged(given_answers).dimensions.values():
        if here.level is None:
            assert here.mean is here.uncapped is None
            assert here.caps == ()
        else:
            assert here.uncapped is not None
            assert here.mean is not None
            assert 1 <= here.level <= here.uncapped <= 5
            assert 0 <= here.mean <= 4
            assert bool(here.held_by) == (here.level < here.uncapped)
        assert 0 <= here.answered + here.not_applicable <= here.asked
        assert here.not_applicable <= 1


@given(any_answers(), st.randoms(use_true_random=False))
def test_the_order_of_answers_and_questions_does_not_matter(
    given_answers: dict[str, Answer], chance: random.Random
) -> None:
    shuffled = list(given_answers.items())
    chance.shuffle(shuffled)
    assert judged(dict(shuffled)) == judged(given_answers)


@given(any_answers(IDS))
def test_answers_to_questions_that_are_not_asked_change_nothing(given_answers: dict[str, Answer]) -> None:
    critical = {name: it for name, it in given_answers.items() if name.endswith((".1", ".2"))}
    assert judged(given_answers, scope=Scope.CRITICAL) == judged(critical, scope=Scope.CRITICAL)
    assert judged(given_answers | {"D99.1": answer("D99.1", 0)}) == judged(given_answers)


@given(any_answers())
def test_a_taken_step_with_a_lacking_level_is_always_found(given_answers: dict[str, Answer]) -> None:
    result = judged(given_answers, situation=Situation(True, True, True, True))
    for lock in result.interlocks:
        lacking = [need for need in lock.needs if (result.levels[need.dimension] or 0) < need.level]
        assert list(lock.lacking) == lacking
        assert lock.broken == bool(lacking)
