"""Gaps are found and ranked as the page on the self-assessment tells, its own example first."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.assess.asked import IDS, NAMES, Answer, answers, any_answers, everywhere, judged, questionnaire

from ictguide_desktop.assess.gaps import Gap, Why, proposed, ranked_gaps
from ictguide_desktop.model.assessment import MeasurePlan, Scope, Target


def weights(**given_weights: tuple[int, int, int]) -> dict[str, MeasurePlan]:
    """Harm, reach and ease by question: `D5_2=(5, 5, 4)`."""
    named = {name.replace("_", "."): three for name, three in given_weights.items()}
    return {name: MeasurePlan(name, harm=h, reach=r, ease=e) for name, (h, r, e) in named.items()}


def gaps_of(given_answers: dict[str, Answer], *targets: Target, **plans: MeasurePlan) -> tuple[Gap, ...]:
    """The ranked gaps."""
    named = {name.replace("_", "."): plan for name, plan in plans.items()}
    return ranked_gaps(questionnaire(), judged(given_answers), targets, named)


def ids(gaps: tuple[Gap, ...]) -> list[str]:
    """The questions of the gaps, in order."""
    return [gap.question for gap in gaps]


def test_the_example_of_six_gaps_and_three_actions() -> None:
    given_answers = everywhere(
        3, D3=(3, 3, 1, 3, 3), D4=(2, 3, 3, 3, 0), D5=(3, 1, 3, 3, 3), D6=(3, 3, 0, 3, 3), D10=(1, 3, 3, 3, 3)
    )
    plans = weights(
        D5_2=(5, 5, 4), D10_1=(4, 5, 2), D4_1=(5, 4, 5), D3_3=(3, 4, 4), D6_3=(4, 3, 3), D4_5=(2, 2, 2)
    )
    gaps = ranked_gaps(questionnaire(), judged(given_answers), (), plans)
    assert [(gap.question, gap.weight, gap.first, gap.struck) for gap in gaps] == [
        ("D5.2", 100, True, False),
        ("D10.1", 40, True, False),
        ("D4.1", 100, False, False),
        ("D3.3", 48, False, False),
        ("D6.3", 36, False, False),
        ("D4.5", 8, False, True),
    ]
    assert ids(proposed(gaps)) == ["D5.2", "D10.1", "D4.1"]


@pytest.mark.parametrize(
    ("name", "score", "why"),
    [
        ("D1.1", 0, Why.CRITICAL_BELOW_2),
        ("D1.1", 1, Why.CRITICAL_BELOW_2),
        ("D1.1", 2, Why.CRITICAL_BELOW_3),
        ("D1.1", 3, None),
        ("D1.3", 0, Why.BELOW_2),
        ("D1.3", 1, Why.BELOW_2),
        ("D1.3", 2, None),
    ],
)
def test_a_critical_question_below_three_and_any_below_two_is_a_gap(
    name: str, score: int, why: Why | None
) -> None:
    row = [3] * 5
    row[int(name[-1]) - 1] = score
    gaps = gaps_of(everywhere(3, D1=row))
    assert [(gap.question, gap.why) for gap in gaps] == ([(name, why)] if why else [])


def test_a_question_without_a_score_that_counts_is_no_gap() -> None:
    aside = {"D1.3": Answer("D1.3", not_applicable=True, reason="None.")}
    assert ids(gaps_of(everywhere(3, D1=(3, 3, None, None, 1)) | aside)) == ["D1.5"]
    unproven = {"D1.4": Answer("D1.4", 4)}
    assert [(gap.question, gap.score) for gap in gaps_of(everywhere(3) | unproven)] == [("D1.4", 1)]


def test_a_round_of_critical_questions_has_critical_gaps_only() -> None:
    result = judged(everywhere(1), scope=Scope.CRITICAL)
    assert len(ranked_gaps(questionnaire(), result)) == 20


def test_a_target_asks_each_question_for_the_score_that_makes_its_level() -> None:
    given_answers = everywhere(4, D1=(3, 3, 2, 2, 3))
    assert gaps_of(given_answers) == ()
    gaps = gaps_of(given_answers, Target("D1", 4))
    assert [(gap.question, gap.score, gap.needed, gap.why) for gap in gaps] == [
        ("D1.3", 2, 3, Why.TARGET),
        ("D1.4", 2, 3, Why.TARGET),
    ]
    reached = everywhere(4, D1=(4, 4, 2, 3, 3))
    assert judged(reached).levels["D1"] == 4
    assert gaps_of(reached, Target("D1", 4)) == ()
    mended = everywhere(4, D1=(3, 3, 3, 3, 3))
    assert judged(mended).levels["D1"] == 4


@pytest.mark.parametrize("level", [2, 3, 4, 5])
def test_when_every_question_has_what_a_target_needs_the_level_is_reached(level: int) -> None:
    before = judged(everywhere(0))
    gaps = ranked_gaps(questionnaire(), before, [Target(name, level) for name in NAMES])
    after = judged(answers(**dict.fromkeys(NAMES, (level - 1,) * 5)))
    assert set(after.levels.values()) == {level}
    assert all(gap.needed >= level - 1 for gap in gaps)
    assert len(gaps) == 50


def test_advanced_functions_are_struck_only_while_a_foundation_is_among_the_lowest() -> None:
    low_foundation = everywhere(3, D4=(3, 3, 3, 3, 0), D5=(2, 2, 2, 2, 2), D1=(3, 3, 2, 3, 3))
    struck = gaps_of(low_foundation, Target("D1", 5), Target("D5", 4))
    assert {gap.question: gap.struck for gap in struck} == {
        "D4.5": True,
        **{f"D1.{n}": True for n in range(1, 6)},
        **{f"D5.{n}": False for n in range(1, 6)},
    }
    assert [gap.struck for gap in struck] == [False] * 5 + [True] * 6
    all_defined = everywhere(3, D1=(3, 3, 2, 2, 3), D5=(3, 3, 2, 2, 2))
    assert [(gap.question, gap.struck) for gap in gaps_of(all_defined, Target("D1", 4))] == [
        ("D1.3", True),
        ("D1.4", True),
    ]
    low_elsewhere = everywhere(3, D4=(3, 3, 3, 3, 0), D9=(0, 0, 0, 0, 0))
    assert not any(gap.struck for gap in gaps_of(low_elsewhere, Target("D1", 5)))


def test_what_is_done_or_declined_makes_room_for_the_next() -> None:
    given_answers = everywhere(3, D1=(3, 3, 1, 1, 1), D2=(3, 3, 1, 1, 1))
    assert ids(proposed(gaps_of(given_answers))) == ["D1.3", "D1.4", "D1.5"]
    gaps = gaps_of(given_answers, D1_3=MeasurePlan("D1.3", done=True), D1_4=MeasurePlan("D1.4", chosen=False))
    assert ids(proposed(gaps)) == ["D1.5", "D2.3", "D2.4"]
    assert len(gaps) == 6  # they stay gaps until they are scored again


def test_of_equal_weight_the_lower_score_comes_first_then_the_order_of_the_questions() -> None:
    assert ids(gaps_of(everywhere(3, D1=(2, 3, 1, 0, 1)))) == ["D1.4", "D1.3", "D1.5", "D1.1"]


@given(
    any_answers(IDS),
    st.lists(st.builds(Target, st.sampled_from(NAMES), st.integers(1, 5)), max_size=10),
    st.dictionaries(st.sampled_from(IDS), st.tuples(*[st.integers(1, 5)] * 3), max_size=12),
)
def test_the_order_keeps_the_rules_for_any_answers(
    given_answers: dict[str, Answer], targets: list[Target], given_weights: dict[str, tuple[int, int, int]]
) -> None:
    result = judged(given_answers)
    plans = {name: MeasurePlan(name, harm=h, reach=r, ease=e) for name, (h, r, e) in given_weights.items()}
    gaps = ranked_gaps(questionnaire(), result, targets, plans)
    assert len({gap.question for gap in gaps}) == len(gaps)
    for one, next_ in pairwise(gaps):
        assert (one.struck, not one.first, -one.weight) <= (next_.struck, not next_.first, -next_.weight)
    for gap in gaps:
        assert gap.score == result.scores[gap.question].score < gap.needed
        assert not (gap.struck and (gap.first or gap.dimension in {"D5", "D6", "D10"}))
    below = {name for name, it in result.scores.items() if it.score is not None and it.score < 2}
    assert below <= {gap.question for gap in gaps}
    assert len(proposed(gaps)) == min(3, sum(not gap.struck for gap in gaps))
