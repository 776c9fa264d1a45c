"""A cost plan in and out of JSON: nothing is lost, and a bad body is refused by the name of its field."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.assess.cost_plans import any_plan

from ictguide_desktop.assess.cost_limits import PlanRefused
from ictguide_desktop.assess.cost_plan import Category, CostPlan
from ictguide_desktop.assess.cost_proposals import new_plan, worked_example
from ictguide_desktop.assess.cost_record import body_of, figure, plan_from, plan_from_text, text_of


@given(any_plan())
def test_a_plan_comes_back_as_it_was(plan: CostPlan) -> None:
    stored = json.loads(json.dumps(body_of(plan)))
    again = plan_from(stored)
    assert again == plan
    assert body_of(again) == body_of(plan), "places of decimals as well"
    assert plan_from_text(text_of(plan)) == plan


@given(any_plan())
def test_numbers_are_written_as_text(plan: CostPlan) -> None:
    def floats(value: object) -> bool:
        if isinstance(value, dict):
            return any(map(floats, value.values()))
        return any(map(floats, value)) if isinstance(value, list) else isinstance(value, float | Decimal)

    assert not floats(body_of(plan))


def test_the_examples_come_back() -> None:
    for plan in (worked_example(), new_plan("A plan"), CostPlan()):
        assert plan_from(body_of(plan)) == plan


def test_what_is_left_out_has_its_usual_value() -> None:
    assert plan_from({}) == CostPlan()
    short = plan_from_text('{"lines": {"software": {"amount": 6.10}}, "payment": {"0": 1}, "volume": 600000}')
    assert short.line(Category.SOFTWARE).amount == Decimal("6.10")
    assert str(short.line(Category.SOFTWARE).amount) == "6.10", "read exactly, not through a float"


BAD: list[tuple[Any, str]] = [
    ([], "plan"),
    ({"format": 2}, "format"),
    ({"format": "1"}, "format"),
    ({"name": 5}, "name"),
    ({"name": "\ud800"}, "name"),
    ({"name": "x" * 10_001}, "name"),
    ({"unit": "dozen"}, "unit"),
    ({"unit": ["million"]}, "unit"),
    ({"years": "10"}, "years"),
    ({"years": True}, "years"),
    ({"years": 31}, "years"),
    ({"discount_rate": 0.06}, "discount_rate"),
    ({"discount_rate": "6%"}, "discount_rate"),
    ({"discount_rate": "0,06"}, "discount_rate"),
    ({"discount_rate": "NaN"}, "discount_rate"),
    ({"discount_rate": "٠.٠٦"}, "discount_rate"),
    ({"discount_rate": "1_0"}, "discount_rate"),
    ({"volume": "1e9"}, "volume"),
    ({"volume": "9" * 41}, "volume"),
    ({"payment": ["0.5"]}, "payment"),
    ({"payment": {"first": "0.5"}}, "payment"),
    ({"payment": {"01": "0.5"}}, "payment"),
    ({"payment": {"0": None}}, "payment"),
    ({"payment": {"0": "half"}}, "payment.0"),
    ({"payment": {"40": "0.5"}}, "payment"),
    ({"lines": []}, "lines"),
    ({"lines": {"sofware": {}}}, "lines.sofware"),
    ({"lines": {"software": "6.0"}}, "lines.software"),
    ({"lines": {"software": {"amont": "6.0"}}}, "lines.software.amont"),
    ({"lines": {"software": {"amount": "-1"}}}, "lines.software.amount"),
    ({"lines": {"software": {"nil": "yes"}}}, "lines.software.nil"),
    ({"lines": {"software": {"growth": "0.1"}}}, "lines.software.growth"),
    ({"lines": {"exit": {"by_year": {"9": []}}}}, "lines.exit.by_year.9"),
    ({"extent": {"users": "many"}}, "extent.users"),
    ({"funding": {}}, "funding"),
    ({"funding": [1]}, "funding.0"),
    ({"funding": [{"basis": "share"}]}, "funding.0.model"),
    ({"funding": [{"model": "budget", "basis": "loan"}]}, "funding.0.basis"),
    ({"funding": [{"model": "budget", "basis": "rest", "last": 1.5}]}, "funding.0.last"),
    ({"funding": [{"model": "budget", "basis": "rest"}] * 51}, "funding"),
    ({"discont_rate": "0.06"}, "discont_rate"),
]


@pytest.mark.parametrize(("body", "field"), BAD, ids=[f"{n}-{field}" for n, (_, field) in enumerate(BAD)])
def test_a_bad_body_is_refused_in_one_sentence_that_names_the_field(body: Any, field: str) -> None:
    with pytest.raises(PlanRefused) as refused:
        plan_from(body)
    assert refused.value.field == field
    sentence = str(refused.value)
    assert f"“{field}”" in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, "NaN", '{"volume": NaN}', '{"volume": Infinity}', '"plan"']
)
def test_a_file_that_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(PlanRefused):
        plan_from_text(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(body_of(worked_example()))), JSON)
def test_any_value_in_any_field_is_taken_or_refused_but_never_breaks(field: str, value: Any) -> None:
    body = body_of(worked_example()) | {field: value}
    try:
        plan = plan_from(body)
    except PlanRefused:
        with pytest.raises(PlanRefused, match=f"^“{field}"):
            plan_from(body)
    else:
        assert plan_from(body_of(plan)) == plan


def test_a_figure_typed_by_hand() -> None:
    assert figure("volume", "600000") == 600_000
    with pytest.raises(PlanRefused, match="“volume” must be a number"):
        figure("volume", "six")
