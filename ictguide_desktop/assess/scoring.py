"""From answers to ten levels, by the scoring rule of the page self-assessment#scoring, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from ictguide_desktop.assess.days import day, known_day, months_later
from ictguide_desktop.model.assessment import (
    HIGHEST_SCORE,
    LOWEST_LEVEL,
    LOWEST_SCORE,
    Answer,
    Answers,
    Assessment,
    Confidence,
    Question,
    Questionnaire,
    Scope,
    Situation,
)

# Means from which levels 2, 3, 4 and 5 begin (self-assessment#scoring, step 4).
THRESHOLDS = (Fraction(3, 4), Fraction(7, 4), Fraction(11, 4), Fraction(7, 2))
# What a critical question must reach, and the level that holds while it does not (steps 5 and 6).
CAPS = ((2, 2), (3, 3))
FRESH_MONTHS = 12
UNPROVEN_SCORE, STALE_SCORE = 1, 2
_WEAKEST_FIRST = (Confidence.SELF, Confidence.PEER, Confidence.AUDITED)


# --- one answer -----------------------------------------------------------------------------------------------


class Rule(StrEnum):
    """What the scoring rule did to an answer."""

    NO_EVIDENCE = "no-evidence"
    OLD_EVIDENCE = "old-evidence"
    UNDATED_EVIDENCE = "undated-evidence"
    FUTURE_EVIDENCE = "future-evidence"
    NOT_APPLICABLE = "not-applicable"
    CRITICAL_NOT_APPLICABLE = "critical-not-applicable"
    NO_REASON = "no-reason"
    SECOND_NOT_APPLICABLE = "second-not-applicable"
    OUT_OF_SCALE = "out-of-scale"


LOWERING = frozenset({Rule.NO_EVIDENCE, Rule.OLD_EVIDENCE, Rule.UNDATED_EVIDENCE, Rule.FUTURE_EVIDENCE})
REFUSING = frozenset(
    {Rule.CRITICAL_NOT_APPLICABLE, Rule.NO_REASON, Rule.SECOND_NOT_APPLICABLE, Rule.OUT_OF_SCALE}
)


class Scored(NamedTuple):
    """The score that counts, 0 to 4, or None where none does; and the rules that made it other than what was given."""

    score: int | None
    rules: tuple[Rule, ...] = ()

    @property
    def lowered(self) -> bool:
        """Whether step 2, on evidence, lowered the score that was given."""
        return not LOWERING.isdisjoint(self.rules)

    @property
    def set_aside(self) -> bool:
        """Whether the question is accepted as not applicable and leaves the mean."""
        return Rule.NOT_APPLICABLE in self.rules

    @property
    def refused(self) -> bool:
        """Whether an answer was given that the rule does not take, so that the question counts as unanswered."""
        return not REFUSING.isdisjoint(self.rules)


_UNANSWERED = Scored(None)


def counted(answer: Answer | None, question: Question, on: date) -> Scored:
    """The score that counts on a day (self-assessment#scoring, steps 1 and 2).

    Evidence may be as old as the same day of the month twelve months before. Without a date, or dated after the day,
    its age cannot be shown, and it counts as old.
    """
    if answer is None or not answer.given:
        return _UNANSWERED
    if answer.not_applicable:
        if question.critical:
            return Scored(None, (Rule.CRITICAL_NOT_APPLICABLE,))
        return Scored(None, (Rule.NOT_APPLICABLE if answer.reason.strip() else Rule.NO_REASON,))
    assert answer.score is not None
    if not LOWEST_SCORE <= answer.score <= HIGHEST_SCORE:
        return Scored(None, (Rule.OUT_OF_SCALE,))
    if not answer.evidence.strip():
        return _at_most(answer.score, UNPROVEN_SCORE, Rule.NO_EVIDENCE)
    age = _age_rule(answer.evidence_on, on)
    return Scored(answer.score) if age is None else _at_most(answer.score, STALE_SCORE, age)


def _at_most(score: int, most: int, rule: Rule) -> Scored:
    return Scored(score) if score <= most else Scored(most, (rule,))


def _age_rule(evidence_on: str, on: date) -> Rule | None:
    dated = known_day(evidence_on)
    if dated is None:
        return Rule.UNDATED_EVIDENCE
    if dated > on:
        return Rule.FUTURE_EVIDENCE
    return Rule.OLD_EVIDENCE if dated < months_later(on, -FRESH_MONTHS) else None


# --- one dimension --------------------------------------------------------------------------------------------


class Cap(NamedTuple):
    """A critical question that limits the level of its dimension: its score, and the highest level it allows."""

    question: str
    score: int
    at: int


class Judgement(NamedTuple):
    """What the scores of a dimension make: mean from 0 to 4, level before caps, caps, and the level, from 1 to 5."""

    mean: Fraction
    uncapped: int
    caps: tuple[Cap, ...]
    level: int


def judge(scores: Mapping[str, int], critical: Collection[str]) -> Judgement | None:
    """Mean, caps and level of the scores that count in one dimension (self-assessment#scoring, steps 3 to 6)."""
    if not scores:
        return None
    mean = Fraction(sum(scores.values()), len(scores))
    uncapped = LOWEST_LEVEL + sum(mean >= threshold for threshold in THRESHOLDS)
    caps = tuple(
        Cap(question, scores[question], next(level for least, level in CAPS if scores[question] < least))
        for question in sorted(scores.keys() & set(critical))
        if scores[question] < CAPS[-1][0]
    )
    return Judgement(mean, uncapped, caps, min((uncapped, *(cap.at for cap in caps))))


class DimensionResult(NamedTuple):
    """The level of a dimension and how it came about.

    `mean` is from 0 to 4, `level` and `uncapped` from 1 to 5, None while nothing counts. `asked` questions are those
    with a counted score (`answered`), those set aside (`not_applicable`) and those still open. `indicative` levels rest
    on the two critical questions only. `confidence` is that of the least confirmed score.
    """

    dimension: str
    mean: Fraction | None
    level: int | None
    uncapped: int | None
    caps: tuple[Cap, ...]
    answered: int
    asked: int
    not_applicable: int
    indicative: bool = False
    confidence: Confidence | None = None

    @property
    def complete(self) -> bool:
        """Whether no asked question is open."""
        return self.answered + self.not_applicable == self.asked

    @property
    def provisional(self) -> bool:
        """Whether the level may still change because questions are open."""
        return self.level is not None and not self.complete

    @property
    def held_by(self) -> tuple[Cap, ...]:
        """The caps that hold the level below what the mean would give."""
        return tuple(cap for cap in self.caps if cap.at == self.level != self.uncapped)


# --- interlocks -----------------------------------------------------------------------------------------------


class LiveStep(StrEnum):
    """A step that an interlock holds back, named as in `Situation`."""

    CREDENTIAL_PILOTS = "credential_pilots_live"
    TECHNOLOGY_PILOTS = "technology_pilots_live"
    CROSS_BORDER = "cross_border_credentials"
    RELEASE = "release_above_half"


# The levels that each step needs (maturity-model#interlocks); credentials across a border are a live pilot as well.
INTERLOCKS: Mapping[LiveStep, tuple[tuple[str, int], ...]] = {
    LiveStep.CREDENTIAL_PILOTS: (("D5", 3), ("D6", 2)),
    LiveStep.TECHNOLOGY_PILOTS: (("D5", 3), ("D6", 2)),
    LiveStep.CROSS_BORDER: (("D5", 3), ("D6", 2), ("D1", 3)),
    LiveStep.RELEASE: (("D6", 3),),
}


class Need(NamedTuple):
    """A level that a step needs in a dimension, and the level reached there, None while nothing counts."""

    dimension: str
    level: int
    reached: int | None
    provisional: bool = False

    @property
    def met(self) -> bool:
        """Whether the level is reached."""
        return self.reached is not None and self.reached >= self.level


class Interlock(NamedTuple):
    """A step, whether it is taken today, and the levels it needs; it changes no level itself."""

    step: LiveStep
    taken: bool
    needs: tuple[Need, ...]

    @property
    def lacking(self) -> tuple[Need, ...]:
        """The levels that are not reached."""
        return tuple(need for need in self.needs if not need.met)

    @property
    def broken(self) -> bool:
        """Whether the step is taken although a level is lacking."""
        return self.taken and bool(self.lacking)


def _interlocks(situation: Situation, results: Mapping[str, DimensionResult]) -> tuple[Interlock, ...]:
    found = []
    for step, levels in INTERLOCKS.items():
        reached = [(name, level, results.get(name)) for name, level in levels]
        needs = (
            Need(name, level, here.level if here else None, here is not None and here.provisional)
            for name, level, here in reached
        )
        found.append(Interlock(step, bool(getattr(situation, step.value)), tuple(needs)))
    return tuple(found)


# --- the whole assessment -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Result:
    """The ten levels, never an average of them; `scores` holds what counts for each question asked.

    `lowest` names the dimensions at the lowest level reached; `answered` counts scores and accepted “not applicable”;
    `evidence_rate` is K-K1 and `lowered_rate` K-K16 of self-assessment#measures, from 0 to 1, None before any score.
    """

    dimensions: Mapping[str, DimensionResult]
    lowest: tuple[str, ...]
    interlocks: tuple[Interlock, ...]
    answered: int
    asked: int
    evidence_rate: Fraction | None
    lowered_rate: Fraction | None
    scores: Mapping[str, Scored]

    @property
    def complete(self) -> bool:
        """Whether every question asked is dealt with."""
        return self.answered == self.asked

    @property
    def lowered(self) -> tuple[str, ...]:
        """The questions whose score the rule on evidence lowered."""
        return tuple(question for question, scored in self.scores.items() if scored.lowered)

    @property
    def refused(self) -> tuple[str, ...]:
        """The questions whose answer the rule does not take; `scores` says why."""
        return tuple(question for question, scored in self.scores.items() if scored.refused)

    @property
    def levels(self) -> dict[str, int | None]:
        """The level of each dimension."""
        return {name: here.level for name, here in self.dimensions.items()}


def asked(questionnaire: Questionnaire, scope: Scope) -> tuple[Question, ...]:
    """The questions that an assessment of this scope asks, in order."""
    return tuple(q for q in questionnaire.questions if q.critical or scope is Scope.ALL)


def score(questionnaire: Questionnaire, assessment: Assessment, answers: Answers) -> Result:
    """Judge the answers, which are to the questions of this questionnaire (`crosswalk.carry` brings older ones to it).

    Raises:
        ValueError: when the day of the assessment is not a day.
    """
    on = day(assessment.on)
    of_dimension: dict[str, list[Question]] = {dimension.id: [] for dimension in questionnaire.dimensions}
    for question in asked(questionnaire, assessment.scope):
        of_dimension.setdefault(question.dimension, []).append(question)
    scores: dict[str, Scored] = {}
    results: dict[str, DimensionResult] = {}
    for dimension, questions in of_dimension.items():
        scored = _scored(questions, answers, on)
        scores |= scored
        results[dimension] = _result(dimension, questions, scored, answers, assessment.scope)
    reached = [here.level for here in results.values() if here.level is not None]
    given = [question for question, scored in scores.items() if scored.score is not None]
    valid = sum(bool(answers[q].evidence.strip()) and not scores[q].lowered for q in given)
    return Result(
        dimensions=results,
        lowest=tuple(name for name, here in results.items() if reached and here.level == min(reached)),
        interlocks=_interlocks(assessment.situation, results),
        answered=sum(here.answered + here.not_applicable for here in results.values()),
        asked=len(scores),
        evidence_rate=Fraction(valid, len(given)) if given else None,
        lowered_rate=Fraction(sum(scores[q].lowered for q in given), len(given)) if given else None,
        scores=scores,
    )


def _scored(questions: Sequence[Question], answers: Answers, on: date) -> dict[str, Scored]:
    """What counts in one dimension; of several questions set aside with a reason, the first in order stays so."""
    scored = {q.id: counted(answers.get(q.id), q, on) for q in questions}
    for question in [name for name, here in scored.items() if here.set_aside][1:]:
        scored[question] = Scored(None, (Rule.SECOND_NOT_APPLICABLE,))
    return scored


def _result(
    dimension: str,
    questions: Sequence[Question],
    scored: Mapping[str, Scored],
    answers: Answers,
    scope: Scope,
) -> DimensionResult:
    scores = {name: here.score for name, here in scored.items() if here.score is not None}
    judged = judge(scores, [q.id for q in questions if q.critical])
    confirmed = Counter(answers[name].confidence for name in scores)
    return DimensionResult(
        dimension,
        judged.mean if judged else None,
        judged.level if judged else None,
        judged.uncapped if judged else None,
        judged.caps if judged else (),
        answered=len(scores),
        asked=len(questions),
        not_applicable=sum(here.set_aside for here in scored.values()),
        indicative=scope is Scope.CRITICAL,
        confidence=next((letter for letter in _WEAKEST_FIRST if confirmed[letter]), None),
    )
