"""What measures would do to the levels: each brings its question to 3, “applied everywhere it should be”."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from ictguide_desktop.assess.scoring import Judgement, Result, judge
from ictguide_desktop.model.assessment import Questionnaire

REACHED_SCORE = 3

Levels = Mapping[str, int | None]


class Gain(NamedTuple):
    """What a measure adds to its dimension: to the mean, from 0 to 3, and to the level, from 0 to 4."""

    mean: Fraction
    level: int


NO_GAIN = Gain(Fraction(0), 0)


class Outlook:
    """The scores that count as they become when measures are done.

    A question without a score that counts stays without: nobody knows what its measure would change.
    """

    def __init__(self, questionnaire: Questionnaire, result: Result) -> None:
        self._critical = frozenset(question.id for question in questionnaire.questions if question.critical)
        self._scores: dict[str, dict[str, int]] = {dimension: {} for dimension in result.dimensions}
        for question, scored in result.scores.items():
            if scored.score is not None:
                self._scores.setdefault(_dimension(question), {})[question] = scored.score
        self._judged: dict[str, Judgement | None] = {}
        self._gains: dict[str, Gain] = {}

    def reach(self, question: str) -> None:
        """Take the measure of a question as done."""
        scores = self._scores.get(_dimension(question), {})
        if scores.get(question, REACHED_SCORE) < REACHED_SCORE:
            scores[question] = REACHED_SCORE
            self._judged.pop(_dimension(question), None)
            for other in scores:
                self._gains.pop(other, None)

    def gain(self, question: str) -> Gain:
        """What the measure of a question adds, given those that are done."""
        if question not in self._gains:
            self._gains[question] = self._gain(question)
        return self._gains[question]

    def levels(self) -> dict[str, int | None]:
        """The level of each dimension, given the measures that are done."""
        judged = {dimension: self._judgement(dimension) for dimension in self._scores}
        return {dimension: here.level if here else None for dimension, here in judged.items()}

    def _gain(self, question: str) -> Gain:
        dimension = _dimension(question)
        scores = self._scores.get(dimension, {})
        if scores.get(question, REACHED_SCORE) >= REACHED_SCORE:
            return NO_GAIN
        now, then = self._judgement(dimension), judge(scores | {question: REACHED_SCORE}, self._critical)
        return Gain(then.mean - now.mean, then.level - now.level) if now and then else NO_GAIN

    def _judgement(self, dimension: str) -> Judgement | None:
        if dimension not in self._judged:
            self._judged[dimension] = judge(self._scores[dimension], self._critical)
        return self._judged[dimension]


def _dimension(question: str) -> str:
    return question.partition(".")[0]
