"""From levels to gaps, ranked as the page self-assessment#plan tells: what is struck, what comes first, which three begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from ictguide_desktop.assess.scoring import Result
from ictguide_desktop.model.assessment import LOWEST_LEVEL, MeasurePlan, Question, Questionnaire, Target

# A critical question below 3 and any question below 2 is a gap (self-assessment#plan, step 1).
CRITICAL_NEED, COMMON_NEED = 3, 2
FIRST_BELOW = 2
AT_ONCE = 3
FOUNDATIONS = ("D5", "D6", "D10")
# The question that the guide itself calls an advanced function; so is what only a target of the advanced band asks.
ADVANCED_FUNCTIONS = frozenset({"D4.5"})
ADVANCED_FROM = 4

Plans = Mapping[str, MeasurePlan]


class Why(StrEnum):
    """What makes a question a gap."""

    CRITICAL_BELOW_2 = "critical-below-2"
    CRITICAL_BELOW_3 = "critical-below-3"
    BELOW_2 = "below-2"
    TARGET = "target"


class Gap(NamedTuple):
    """A question whose score that counts is below what is needed; both from 0 to 4.

    `harm`, `reach` and `ease` are 1 to 5. `struck`: an advanced function, which waits while D5, D6 or D10 is among the
    lowest. `done` and `declined` say what the administration decided on its measure.
    """

    question: str
    score: int
    needed: int
    why: Why
    harm: int
    reach: int
    ease: int
    struck: bool = False
    done: bool = False
    declined: bool = False

    @property
    def dimension(self) -> str:
        """The dimension that the question belongs to."""
        return self.question.partition(".")[0]

    @property
    def first(self) -> bool:
        """Whether the gap comes before any formula: a critical question below 2."""
        return self.why is Why.CRITICAL_BELOW_2

    @property
    def weight(self) -> int:
        """Harm × reach × ease, from 1 to 125."""
        return self.harm * self.reach * self.ease


def least(question: Question) -> int:
    """The score below which a question is a gap whatever the targets are."""
    return CRITICAL_NEED if question.critical else COMMON_NEED


def ranked_gaps(
    questionnaire: Questionnaire, result: Result, targets: Iterable[Target] = (), plans: Plans | None = None
) -> tuple[Gap, ...]:
    """Every gap among the questions with a score that counts: critical ones below 2, the rest by weight, struck ones last.

    A target above the level of its dimension asks each of the questions there for the score that makes that level: one
    less than the level. Gaps of the same weight stand with the lower score first, then in the order of the questions.
    """
    aims = _aims(result, targets)
    strike = any(dimension in FOUNDATIONS for dimension in result.lowest)
    found = []
    for question in questionnaire.questions:
        scored = result.scores.get(question.id)
        if scored is not None and scored.score is not None:
            aim = aims.get(question.dimension, LOWEST_LEVEL)
            gap = _gap(question, scored.score, aim, strike, (plans or {}).get(question.id))
            found.extend([gap] if gap is not None else [])
    return tuple(sorted(found, key=lambda gap: (gap.struck, not gap.first, -gap.weight, gap.score)))


def _aims(result: Result, targets: Iterable[Target]) -> dict[str, int]:
    """The level to reach in each dimension that is below its target."""
    levels = result.levels
    return {
        target.dimension: target.level
        for target in targets
        if (level := levels.get(target.dimension)) is not None and level < target.level
    }


def _gap(question: Question, score: int, aim: int, strike: bool, plan: MeasurePlan | None) -> Gap | None:
    needed = max(least(question), aim - LOWEST_LEVEL)
    if score >= needed:
        return None
    why = _why(question, score)
    advanced = question.id in ADVANCED_FUNCTIONS or (why is Why.TARGET and aim >= ADVANCED_FROM)
    plan = plan or MeasurePlan(question.id)
    return Gap(
        question.id,
        score,
        needed,
        why,
        plan.harm,
        plan.reach,
        plan.ease,
        struck=strike and advanced and question.dimension not in FOUNDATIONS,
        done=plan.done,
        declined=plan.chosen is False,
    )


def _why(question: Question, score: int) -> Why:
    if question.critical and score < FIRST_BELOW:
        return Why.CRITICAL_BELOW_2
    if score >= least(question):
        return Why.TARGET
    return Why.CRITICAL_BELOW_3 if question.critical else Why.BELOW_2


def proposed(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """The gaps to begin with, three at most: the first that are neither struck nor declined, with a measure not yet done."""
    return tuple(gap for gap in gaps if not (gap.struck or gap.done or gap.declined))[:AT_ONCE]
