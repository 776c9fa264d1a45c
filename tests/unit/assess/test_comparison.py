"""Rounds, targets and groups stand side by side as the pages say, and nothing is read into what is not there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.assess.asked import Answer, answers, any_answers, assessment, judged, questionnaire

from ictguide_desktop.assess.comparison import (
    Record,
    against,
    between_groups,
    perception,
    rounds,
    targets_met,
)
from ictguide_desktop.model.assessment import Scope, Target

TODAY = date(2027, 3, 2)


def record(
    given_answers: dict[str, Answer] | None = None, *, id_: str = "", scope: Scope = Scope.ALL, **about: str
) -> Record:
    """A record of the answers."""
    given_answers = given_answers or {}
    made = assessment(id=id_ or "-".join(about.values()), scope=scope, **about)
    return Record(made, given_answers, judged(given_answers, scope=scope))


def group(name: str, **scores: Sequence[int | None]) -> Record:
    """What a group answered in the round of 2027."""
    return record(answers(**scores), group=name)


# --- over time ------------------------------------------------------------------------------------------------


def test_rounds_of_a_unit_stand_in_the_order_of_their_days_with_the_change_since_the_one_before() -> None:
    first = record(answers(D5=(1,) * 5, D6=(3,) * 5), on="2026-03-02")
    second = record(answers(D5=(3,) * 5), on="2027-03-02")
    (series,) = rounds([second, first])
    assert [point.record for point in series.points] == [first, second]
    assert series.levels("D5") == (2, 4)
    assert series.points[0].change["D5"] is None
    assert series.points[1].change["D5"] == 2
    assert series.points[1].change["D6"] is None  # not answered any more: no fall, no rise


def test_a_break_mark_stands_where_the_model_changed_and_where_the_scope_did() -> None:
    days = ("2025-03-02", "2026-03-02", "2027-03-02", "2028-03-02")
    models = ("1", "1", "2", "2")
    scopes = (Scope.CRITICAL, Scope.ALL, Scope.ALL, Scope.ALL)
    line = [
        record(on=day, model=model, scope=scope)
        for day, model, scope in zip(days, models, scopes, strict=True)
    ]
    (series,) = rounds(line)
    assert [point.broken for point in series.points] == [False, False, True, False]
    assert [point.rescoped for point in series.points] == [False, True, False, False]


def test_units_and_groups_have_series_of_their_own() -> None:
    ones = [record(unit=unit, group=side) for unit in ("Port", "Airport") for side in ("Trade", "ICT")]
    assert [(series.unit, series.group) for series in rounds(ones)] == [
        ("Airport", "ICT"), ("Airport", "Trade"), ("Port", "ICT"), ("Port", "Trade"),
    ]  # fmt: skip
    assert rounds([]) == ()


@given(st.lists(st.sampled_from(["2025-01-01", "2026-01-01", "2027-01-01"]), max_size=6), st.randoms())
def test_every_record_stands_in_the_series_once_whatever_the_order(days: list[str], chance: object) -> None:
    line = [record(id_=str(n), on=day) for n, day in enumerate(days)]
    shuffled = sorted(line, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert rounds(shuffled) == rounds(line)
    assert sorted(it.record.assessment.id for found in rounds(line) for it in found.points) == sorted(
        it.assessment.id for it in line
    )


# --- against the targets --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "gap", "due", "overdue"),
    [
        (Target("D5", 3, "2027-03-03"), 1, False, False),
        (Target("D5", 3, "2027-03-02"), 1, True, False),
        (Target("D5", 3, "2027-03-01"), 1, True, True),
        (Target("D5", 2, "2027-03-01"), 0, True, False),
        (Target("D5", 1, "2027-03-01"), 0, True, False),
        (Target("D5", 4), 2, False, False),
        (Target("D6", 2, "2027-03-01"), None, True, True),
        (Target("D99", 2), None, False, False),
    ],
)
def test_a_target_is_overdue_the_day_after_its_day(
    target: Target, gap: int | None, due: bool, overdue: bool
) -> None:
    (standing,) = against(judged(answers(D5=(1,) * 5)), [target], TODAY)
    assert (standing.gap, standing.due, standing.overdue) == (gap, due, overdue)
    assert standing.reached == (gap == 0)


def test_targets_met_counts_those_that_fell_due() -> None:
    result = judged(answers(D5=(1,) * 5, D6=(3,) * 5))
    targets = [Target("D5", 3, "2027-01-01"), Target("D6", 3, "2027-01-01"), Target("D1", 2, "2028-01-01")]
    assert targets_met(against(result, targets, TODAY)) == Fraction(1, 2)
    assert targets_met(against(result, targets[2:], TODAY)) is None


def test_a_target_by_no_day_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="“autumn” is not a day"):
        against(judged({}), [Target("D5", 3, "autumn")], TODAY)


# --- between groups -------------------------------------------------------------------------------------------


def test_differences_of_two_or_more_are_to_be_explained() -> None:
    sides = [group("Leaders", D2=(3, 2)), group("Operations", D2=(1, 2)), group("Trade", D2=(1, 3))]
    found = between_groups(questionnaire(), sides, "Customs", "2027")
    assert [column.group for column in found.columns] == ["Leaders", "Operations", "Trade"]
    assert [(it.subject, it.values, it.width) for it in found.questions] == [
        ("D2.1", (3, 1, 1), 2),
        ("D2.2", (2, 2, 3), 1),
    ]
    assert [it.subject for it in found.to_explain] == ["D2.1"]
    levels = next(it for it in found.dimensions if it.subject == "D2")
    assert levels.values == (3, 2, 2)  # the trade’s mean would give 3, its critical 1 holds it at 2


def test_scores_are_compared_as_they_were_given_before_the_evidence_is_asked_for() -> None:
    bare = {"D2.1": Answer("D2.1", 4)}
    sides = [record(bare, group="ICT"), group("Trade", D2=(4,))]
    found = between_groups(questionnaire(), sides, "Customs", "2027")
    assert found.questions[0].values == (4, 4)
    assert found.to_explain == ()


def test_only_the_groups_of_the_round_and_the_unit_are_compared() -> None:
    sides = [
        record(answers(D2=(3,)), group="ICT"),
        record(answers(D2=(0,)), group="ICT", round="2026"),
        record(answers(D2=(0,)), group="ICT", unit="Port"),
    ]
    found = between_groups(questionnaire(), sides, "Customs", "2027")
    assert found.questions[0].values == (3,)
    assert not found.mixed
    assert between_groups(questionnaire(), [], "Customs", "2027").columns == ()


def test_what_one_group_sets_aside_and_another_scores_is_disputed() -> None:
    aside = {"D9.3": Answer("D9.3", not_applicable=True, reason="None.")}
    sides = [record(aside, group="ICT"), group("Trade", D9=(None, None, 2))]
    found = between_groups(questionnaire(), sides, "Customs", "2027")
    assert (found.questions[0].values, found.questions[0].disputed) == ((None, 2), True)
    alone = between_groups(questionnaire(), sides[:1], "Customs", "2027")
    assert not alone.questions[0].disputed


def test_groups_that_answered_different_models_are_marked() -> None:
    sides = [record(group="ICT", model="1"), record(group="Trade", model="2")]
    assert between_groups(questionnaire(), sides, "Customs", "2027").mixed


def test_the_perception_gap_of_the_example() -> None:
    sides = [
        group("Trade", D2=(1, None, 2, None, 3), D5=(2, 3)),
        group("Operations", D2=(3, 3, 3, 3, 3)),
    ]
    found = between_groups(questionnaire(), sides, "Customs", "2027")
    assert perception(found, {"Trade"}) == {"D2": Fraction(-1)}
    assert perception(found, {"Operations"}) == {"D2": Fraction(1)}
    assert perception(found, ()) == {}


def test_several_internal_groups_stand_for_customs_with_their_mean() -> None:
    sides = [group("Trade", D2=(1,)), group("ICT", D2=(3,)), group("Leaders", D2=(2,))]
    found = between_groups(questionnaire(), sides, "Customs", "2027")
    assert perception(found, {"Trade"}) == {"D2": Fraction(-3, 2)}


@given(st.lists(any_answers(), max_size=4))
def test_every_score_given_stands_in_the_comparison(many: list[dict[str, Answer]]) -> None:
    sides = [record(given_answers, id_=str(n), group="g") for n, given_answers in enumerate(many)]
    found = between_groups(questionnaire(), sides, "Customs", "2027")
    stands = {it.subject: it.values for it in found.questions}
    for n, given_answers in enumerate(many):
        for name, it in given_answers.items():
            if it.score is not None:
                assert stands[name][n] == it.score
    for it in found.questions:
        known = [value for value in it.values if value is not None]
        assert it.to_explain == any(a - b >= 2 for a in known for b in known)
    assert all(abs(gap) <= 4 for gap in perception(found, {"g"}).values())
