"""What the guide's pages tell a reader with a pencil is what the program reckons with."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from ictguide_desktop.assess.gaps import (
    ADVANCED_FUNCTIONS,
    AT_ONCE,
    COMMON_NEED,
    CRITICAL_NEED,
    FIRST_BELOW,
    FOUNDATIONS,
)
from ictguide_desktop.assess.scoring import (
    CAPS,
    FRESH_MONTHS,
    INTERLOCKS,
    STALE_SCORE,
    THRESHOLDS,
    UNPROVEN_SCORE,
    LiveStep,
)

MODULES = Path(__file__).resolve().parents[3] / "content" / "en" / "modules"


def section(page: str, name: str) -> str:
    """The text of a section of a module, up to the next heading."""
    text = (MODULES / f"{page}.md").read_text(encoding="utf-8")
    return re.split(r"^#+ ", text.partition(f"{{#{name}")[2], maxsplit=1, flags=re.MULTILINE)[0]


def row(text: str, first: str) -> str:
    """The row of a table that begins so."""
    return next(line for line in text.splitlines() if line.startswith(f"| {first}"))


def test_the_thresholds_are_those_of_the_scoring_table() -> None:
    level = row(section("self-assessment", "scoring"), "4 Level")
    assert tuple(Fraction(found) for found in re.findall(r"below (\d\.\d+)", level)) == THRESHOLDS


def test_the_rule_on_evidence_is_that_of_the_scoring_table() -> None:
    evidence = row(section("self-assessment", "scoring"), "2 Evidence")
    found = re.findall(r"above (\d) becomes \d|older than (\d+) months: (\d) at most", evidence)
    assert found == [(str(UNPROVEN_SCORE), "", ""), ("", str(FRESH_MONTHS), str(STALE_SCORE))]


def test_the_caps_are_those_of_the_scoring_table() -> None:
    text = section("self-assessment", "scoring")
    found = [
        re.findall(r"below (\d) \| Level (\d) at most", row(text, first))[0] for first in ("5 Cap", "6 Cap")
    ]
    assert tuple((int(least), int(level)) for least, level in found) == CAPS


@pytest.mark.parametrize(
    ("first", "step"),
    [
        ("Live pilot of [credentials]", LiveStep.CREDENTIAL_PILOTS),
        ("Live pilot of [emerging", LiveStep.TECHNOLOGY_PILOTS),
        ("Credentials across a border", LiveStep.CROSS_BORDER),
        ("[Release without", LiveStep.RELEASE),
    ],
)
def test_the_interlocks_are_those_of_the_maturity_model(first: str, step: LiveStep) -> None:
    told = re.findall(r"evel (\d) in \[(D\d+)\]", row(section("maturity-model", "interlocks"), first))
    needs = {dimension: int(level) for level, dimension in told}
    if step is LiveStep.CROSS_BORDER:  # “also”: beside those of a live pilot
        needs |= dict(INTERLOCKS[LiveStep.CREDENTIAL_PILOTS])
    assert needs == dict(INTERLOCKS[step])


def test_gaps_and_their_order_are_those_of_the_plan() -> None:
    text = section("self-assessment", "plan")
    assert f"a critical question below {CRITICAL_NEED}, or any question below {COMMON_NEED}" in text
    assert f"Put first the critical questions below {FIRST_BELOW}" in text
    assert "dimension {}, {} or {} is among your lowest".format(*FOUNDATIONS) in text
    assert re.findall(r"(D\d\.\d) is an advanced function", text) == list(ADVANCED_FUNCTIONS)
    assert AT_ONCE == 3
    assert "Keep three" in text
