"""Results side by side: round after round, level against target, group against group (self-assessment#differences)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from ictguide_desktop.assess.days import day
from ictguide_desktop.assess.scoring import Result
from ictguide_desktop.model.assessment import Answers, Assessment, Questionnaire, Target

TO_EXPLAIN = 2


class Record(NamedTuple):
    """What one group answered, and what was judged of it; answers to an older model are carried to today's first."""

    assessment: Assessment
    answers: Answers
    result: Result


# --- over time ------------------------------------------------------------------------------------------------


class Point(NamedTuple):
    """One round in a series. `broken`: the model changed since the round before, and a break mark stands here.

    `rescoped`: the round before asked another set of questions. `change` is the level of each dimension less the one of
    the round before, None where either is missing.
    """

    record: Record
    broken: bool
    rescoped: bool
    change: Mapping[str, int | None]


class Series(NamedTuple):
    """The rounds of one unit as answered by one group, the oldest first."""

    unit: str
    group: str
    points: tuple[Point, ...]

    def levels(self, dimension: str) -> tuple[int | None, ...]:
        """The level of a dimension in each round."""
        return tuple(point.record.result.levels.get(dimension) for point in self.points)


def rounds(records: Iterable[Record]) -> tuple[Series, ...]:
    """The rounds over time, one series for each unit and group: what groups see differently is no change over time."""
    ordered = sorted(
        records, key=lambda it: (*_side(it), it.assessment.on, it.assessment.created, it.assessment.id)
    )
    found = []
    for (unit, group), members in groupby(ordered, key=_side):
        line = tuple(members)
        points = (_point(line[n - 1] if n else None, record) for n, record in enumerate(line))
        found.append(Series(unit, group, tuple(points)))
    return tuple(found)


def _side(record: Record) -> tuple[str, str]:
    return record.assessment.unit, record.assessment.group


def _point(before: Record | None, record: Record) -> Point:
    if before is None:
        return Point(record, False, False, dict.fromkeys(record.result.dimensions))
    then = before.result.levels
    change = {name: _less(level, then.get(name)) for name, level in record.result.levels.items()}
    broken = record.assessment.model != before.assessment.model
    return Point(record, broken, record.assessment.scope is not before.assessment.scope, change)


def _less(level: int | None, other: int | None) -> int | None:
    return None if level is None or other is None else level - other


# --- against the targets --------------------------------------------------------------------------------------


class Standing(NamedTuple):
    """A dimension beside its target: levels from 1 to 5, and whether the day of the target is here or past."""

    dimension: str
    level: int | None
    target: int
    by: date | None
    due: bool
    overdue: bool

    @property
    def gap(self) -> int | None:
        """How many levels are missing: 0 when the target is reached, None while nothing counts."""
        return None if self.level is None else max(0, self.target - self.level)

    @property
    def reached(self) -> bool:
        """Whether the target is reached."""
        return self.gap == 0


def against(result: Result, targets: Iterable[Target], today: date) -> tuple[Standing, ...]:
    """Each target beside the level of its dimension. One falls due on its day, and is overdue from the next day on.

    Raises:
        ValueError: when a target names something that is no day.
    """
    found = []
    for target in targets:
        here = result.dimensions.get(target.dimension)
        by = day(target.by) if target.by else None
        level = here.level if here else None
        short = level is None or level < target.level
        due = by is not None and by <= today
        overdue = by is not None and by < today and short
        found.append(Standing(target.dimension, level, target.level, by, due, overdue))
    return tuple(found)


def targets_met(standings: Iterable[Standing]) -> Fraction | None:
    """K-K13 of maturity-model#measures: of the targets that fell due, the share that is reached; None before the first."""
    due = [standing for standing in standings if standing.due]
    return Fraction(sum(standing.reached for standing in due), len(due)) if due else None


# --- between groups -------------------------------------------------------------------------------------------


class Column(NamedTuple):
    """Whose answers stand in a column of the comparison."""

    assessment: str
    group: str


class Spread(NamedTuple):
    """One question or dimension, with a value for each column: the score given or the level, None where there is none."""

    subject: str
    values: tuple[int | None, ...]
    not_applicable: tuple[bool, ...] = ()

    @property
    def width(self) -> int:
        """The highest value less the lowest."""
        known = [value for value in self.values if value is not None]
        return max(known) - min(known) if known else 0

    @property
    def to_explain(self) -> bool:
        """Whether the groups differ by 2 or more (self-assessment#differences)."""
        return self.width >= TO_EXPLAIN

    @property
    def disputed(self) -> bool:
        """Whether one group scores what another holds to be not applicable."""
        return any(self.not_applicable) and any(value is not None for value in self.values)


class GroupComparison(NamedTuple):
    """The groups of one round side by side: the scores as they were given, before the evidence is asked for.

    `mixed` says that not all answered the same model.
    """

    columns: tuple[Column, ...]
    questions: tuple[Spread, ...]
    dimensions: tuple[Spread, ...]
    mixed: bool

    @property
    def to_explain(self) -> tuple[Spread, ...]:
        """The questions on which the groups differ by 2 or more."""
        return tuple(spread for spread in self.questions if spread.to_explain)


def between_groups(
    questionnaire: Questionnaire, records: Iterable[Record], unit: str, round_: str
) -> GroupComparison:
    """The groups of a unit in one round; a question that nobody dealt with is left out."""
    here = sorted(
        (it for it in records if (it.assessment.unit, it.assessment.round) == (unit, round_)),
        key=lambda it: (it.assessment.group, it.assessment.id),
    )
    questions = (_question_spread(question.id, here) for question in questionnaire.questions)
    dimensions = (
        Spread(dimension.id, tuple(it.result.levels.get(dimension.id) for it in here))
        for dimension in questionnaire.dimensions
    )
    return GroupComparison(
        tuple(Column(it.assessment.id, it.assessment.group) for it in here),
        tuple(
            it for it in questions if any(it.not_applicable) or any(value is not None for value in it.values)
        ),
        tuple(dimensions),
        len({it.assessment.model for it in here}) > 1,
    )


def _question_spread(question: str, records: Sequence[Record]) -> Spread:
    answers = [record.answers.get(question) for record in records]
    aside = tuple(answer is not None and answer.not_applicable for answer in answers)
    values = (None if answer is None or answer.not_applicable else answer.score for answer in answers)
    return Spread(question, tuple(values), aside)


def perception(comparison: GroupComparison, trade: Collection[str]) -> dict[str, Fraction]:
    """K-K3 of self-assessment#measures: trade score less internal score, as a mean for each dimension, from -4 to 4.

    `trade` names the groups of the trade. Only questions that both sides scored count; several groups of a side stand
    for it with the mean of their scores.
    """
    gaps: dict[str, list[Fraction]] = {}
    for spread in comparison.questions:
        outside = _side_mean(comparison, spread, lambda group: group in trade)
        inside = _side_mean(comparison, spread, lambda group: group not in trade)
        if outside is not None and inside is not None:
            gaps.setdefault(spread.subject.partition(".")[0], []).append(outside - inside)
    return {dimension: sum(found, Fraction(0)) / len(found) for dimension, found in gaps.items()}


def _side_mean(
    comparison: GroupComparison, spread: Spread, belongs: Callable[[str], bool]
) -> Fraction | None:
    columns = zip(comparison.columns, spread.values, strict=True)
    known = [value for column, value in columns if belongs(column.group) and value is not None]
    return Fraction(sum(known), len(known)) if known else None
