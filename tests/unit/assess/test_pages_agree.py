"""What the guide's pages tell a reader with a pencil is what the program reckons with."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from unit.assess.asked import ON, answer, answers, everywhere, judged, question, questionnaire

from ictguide_desktop.assess.days import day, months_later
from ictguide_desktop.assess.gaps import (
    ADVANCED_FROM,
    ADVANCED_FUNCTIONS,
    AT_ONCE,
    COMMON_NEED,
    CRITICAL_NEED,
    FIRST_BELOW,
    FOUNDATIONS,
    ranked_gaps,
)
from ictguide_desktop.assess.scoring import (
    CAPS,
    FRESH_MONTHS,
    INTERLOCKS,
    STALE_SCORE,
    THRESHOLDS,
    UNPROVEN_SCORE,
    LiveStep,
    counted,
)
from ictguide_desktop.model.assessment import (
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    Answer,
    Confidence,
    MeasurePlan,
    Target,
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


def decided(step: str) -> str:
    """What the page says the program decides where the table is silent, for one step."""
    text = section("self-assessment", "scoring")
    return next(line for line in text.splitlines() if line.lstrip().startswith(f"- **{step}"))


def test_evidence_of_exactly_the_months_of_the_page_still_counts_and_undated_evidence_does_not() -> None:
    told = decided("Step 2")
    assert re.findall(r"exactly (\d+) months old still counts", told) == [str(FRESH_MONTHS)]
    edge = months_later(day(ON), -FRESH_MONTHS).isoformat()
    assert counted(answer("D1.3", 4, evidence_on=edge), question("D1.3"), day(ON)).score == 4
    assert "no date, an unreadable one or one after that day counts as older" in told
    for dated in ("", "last spring", months_later(day(ON), 1).isoformat()):
        scored = counted(answer("D1.3", 4, evidence_on=dated), question("D1.3"), day(ON))
        assert scored.score == STALE_SCORE


def test_of_two_questions_set_aside_the_first_in_order_stays_so() -> None:
    assert "the first in order stays so" in decided("Step 1")
    aside = {name: Answer(name, not_applicable=True, reason="None.") for name in ("D9.4", "D9.3")}
    scores = judged(answers(D9=(3, 3)) | aside).scores
    assert (scores["D9.3"].set_aside, scores["D9.4"].refused) == (True, True)


def test_an_open_critical_question_does_not_cap_and_leaves_the_level_provisional() -> None:
    assert "does not cap; the level is provisional" in decided("Steps 5 and 6")
    here = judged(answers(D5=(4, None, 4, 4, 4))).dimensions["D5"]
    assert (here.level, here.caps, here.provisional) == (HIGHEST_LEVEL, (), True)


def test_the_letter_of_a_dimension_is_that_of_its_least_confirmed_score() -> None:
    assert "least confirmed score" in decided("Step 8")
    confirmed = (Confidence.AUDITED, Confidence.SELF, Confidence.PEER)
    mixed = {
        name: replace(given, confidence=letter)
        for (name, given), letter in zip(answers(D5=(3, 3, 3)).items(), confirmed, strict=True)
    }
    assert judged(mixed).dimensions["D5"].confidence is Confidence.SELF


def test_the_evidence_rate_divides_by_every_score_that_counts() -> None:
    told = decided("K-K1")
    assert "step 2 did not lower the score" in told
    assert "all scores that count, also those of 0 and 1" in told
    old = {"D1.2": answer("D1.2", 2, evidence_on="2020-01-01"), "D1.3": Answer("D1.3", 0)}
    lowered = {"D1.4": answer("D1.4", 4, evidence_on="2020-01-01")}
    assert judged(answers(D1=(3,)) | old | lowered).evidence_rate == Fraction(2, 4)


def test_what_counts_as_an_advanced_function_is_what_the_plan_strikes() -> None:
    text = section("self-assessment", "plan")
    assert "In dimensions other than {}, {} and {}, step 3 strikes".format(*FOUNDATIONS) in text
    levels = re.findall(r"only a target of level (\d) or (\d) makes", text)
    assert levels == [(str(ADVANCED_FROM), str(HIGHEST_LEVEL))]
    assert "a score one below the target level" in text
    low = everywhere(3, D5=(2, 2, 2, 2, 2))
    for target in range(LOWEST_LEVEL, HIGHEST_LEVEL + 1):
        gaps = ranked_gaps(questionnaire(), judged(low), [Target("D1", target), Target("D6", target)])
        asked = {gap.question: gap for gap in gaps if gap.dimension in ("D1", "D6")}
        assert {gap.needed for gap in asked.values()} <= {target - 1}
        assert {gap.dimension for gap in asked.values() if gap.struck} <= {"D1"}
        assert all(gap.struck for gap in asked.values() if gap.dimension == "D1")
        assert bool(asked) == (target - 1 > 3)


def test_the_weights_that_the_page_names_are_those_of_a_measure_nobody_has_touched() -> None:
    told = re.findall(r"Harm, reach and ease count (\d) each", section("self-assessment", "plan"))
    plan = MeasurePlan("D1.1")
    assert told == [str(plan.harm)] == [str(plan.reach)] == [str(plan.ease)]
