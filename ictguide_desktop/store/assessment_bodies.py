"""What an assessment is made of, as the JSON of a row: written from a value, read back as one whatever was damaged."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from ictguide_desktop.model.assessment import (
    HIGHEST_LEVEL,
    HIGHEST_SCORE,
    LOWEST_LEVEL,
    LOWEST_SCORE,
    Answer,
    Assessment,
    Confidence,
    Effort,
    MeasurePlan,
    Scope,
    Situation,
    Target,
)
from ictguide_desktop.store.values import is_day, words

LONGEST_MONTHS = 600
RANKS = (1, 5)

Fields = dict[str, object]
_Choice = TypeVar("_Choice", bound=StrEnum)


# --- written ------------------------------------------------------------------------------------------------


def head_fields(assessment: Assessment) -> Fields:
    """What the head of an assessment says; a day that is none is a ValueError."""
    _check_day(assessment.on, "the day of the assessment")
    if not assessment.on:
        raise ValueError("an assessment needs its day")
    return {
        "name": words(assessment.name),
        "unit": words(assessment.unit),
        "group": words(assessment.group),
        "round": words(assessment.round),
        "on": assessment.on,
        "model": words(assessment.model),
        "scope": Scope(assessment.scope).value,
        "situation": {name: bool(value) for name, value in assessment.situation._asdict().items()},
    }


def answer_fields(answer: Answer) -> Fields:
    """What an answer says, without the question and the time; one that contradicts itself is a ValueError."""
    _check_name(answer.question)
    _check_day(answer.evidence_on, "the day of the evidence")
    if answer.score is not None:
        _check_number(answer.score, LOWEST_SCORE, HIGHEST_SCORE, "a score")
        if answer.not_applicable:
            raise ValueError("what is not applicable has no score")
    return {
        "score": answer.score,
        "not_applicable": bool(answer.not_applicable),
        "reason": words(answer.reason),
        "evidence": words(answer.evidence),
        "evidence_on": answer.evidence_on,
        "comment": words(answer.comment),
        "confidence": Confidence(answer.confidence).value,
    }


def target_fields(dimension: str, level: int | None, by: str) -> Fields:
    """What a target says; None stands for one that was taken back, which an older export must not set again."""
    _check_name(dimension)
    _check_day(by, "the day of a target")
    if level is not None:
        _check_number(level, LOWEST_LEVEL, HIGHEST_LEVEL, "a level")
    return {"level": level, "by": by}


def plan_fields(plan: MeasurePlan) -> Fields:
    """What was decided on a measure, without the question."""
    _check_name(plan.question)
    _check_day(plan.start, "the start of a measure")
    if plan.months is not None:
        _check_number(plan.months, 0, LONGEST_MONTHS, "a number of months")
    for rank in (plan.harm, plan.reach, plan.ease):
        _check_number(rank, *RANKS, "a rank")
    return {
        "chosen": None if plan.chosen is None else bool(plan.chosen),
        "owner": words(plan.owner),
        "effort": None if plan.effort is None else Effort(plan.effort).value,
        "months": plan.months,
        "start": plan.start,
        "harm": plan.harm,
        "reach": plan.reach,
        "ease": plan.ease,
        "done": bool(plan.done),
        "note": words(plan.note),
    }


def as_text(fields: Fields) -> str:
    """The body of a row."""
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _check_name(name: str) -> None:
    if not name or words(name) != name:
        raise ValueError(f"{name!r} is not a name")


def _check_day(day: str, what: str) -> None:
    if day and not is_day(day):
        raise ValueError(f"{what} is {day!r}, which is not an ISO date")


def _check_number(number: object, least: int, most: int, what: str) -> None:
    if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
        raise ValueError(f"{what} is from {least} to {most}, and not {number!r}")


# --- read ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of an assessment says."""

    name: str = ""
    unit: str = ""
    group: str = ""
    round: str = ""
    on: str = ""
    model: str = ""
    scope: Scope = Scope.ALL
    situation: Situation = Situation()  # noqa: RUF009 - a tuple of yes and no, which nobody can change


def assessment_of(
    name: str, head: Head, created: datetime, changed: datetime, *, locked: bool = False, label: str = ""
) -> Assessment:
    """An assessment with what its head says."""
    return Assessment(
        name,
        head.name,
        head.unit,
        head.group,
        head.round,
        head.on,
        head.model,
        head.scope,
        head.situation,
        created,
        changed,
        locked,
        label,
    )


def read_head(text: str, created: datetime) -> Head:
    """The head in a body; of one that is no JSON the text itself stands in the place of the name."""
    fields = _parsed(text)
    if fields is None:
        return Head(name=text, on=created.date().isoformat())
    facts = _Damageable(fields.data.get("situation"))
    return Head(
        fields.text("name"),
        fields.text("unit"),
        fields.text("group"),
        fields.text("round"),
        fields.day("on") or created.date().isoformat(),
        fields.text("model"),
        fields.choice("scope", Scope, Scope.ALL),
        Situation(**{name: facts.flag(name) for name in Situation._fields}),
    )


def read_answer(question: str, text: str, changed: datetime) -> Answer:
    """The answer in a body; a damaged one reads as not given, with what is left of it in the comment.

    A question to answer again is better than a score that nobody gave.
    """
    fields = _parsed(text)
    if fields is None:
        return Answer(question, comment=text, changed=changed)
    score, not_applicable = (
        fields.number("score", LOWEST_SCORE, HIGHEST_SCORE),
        fields.flag("not_applicable"),
    )
    if not_applicable and score is not None:
        score, not_applicable = None, False
    return Answer(
        question,
        score,
        not_applicable,
        fields.text("reason"),
        fields.text("evidence"),
        fields.day("evidence_on"),
        fields.text("comment"),
        fields.choice("confidence", Confidence, Confidence.SELF),
        changed,
    )


def read_target(dimension: str, text: str) -> Target | None:
    """The target in a body, or None for one that was taken back or is damaged."""
    fields = _parsed(text)
    level = fields.number("level", LOWEST_LEVEL, HIGHEST_LEVEL) if fields is not None else None
    return None if fields is None or level is None else Target(dimension, level, fields.day("by"))


def read_plan(question: str, text: str) -> MeasurePlan:
    """The plan in a body; of a damaged one everything is as the guide proposes, and what is left is in the note."""
    fields = _parsed(text)
    if fields is None:
        return MeasurePlan(question, note=text)
    effort = fields.text("effort")
    middle = MeasurePlan(question)
    return MeasurePlan(
        question,
        fields.flag("chosen") if isinstance(fields.data.get("chosen"), bool) else None,
        fields.text("owner"),
        Effort(effort) if effort in set(Effort) else None,
        fields.number("months", 0, LONGEST_MONTHS),
        fields.day("start"),
        fields.number("harm", *RANKS) or middle.harm,
        fields.number("reach", *RANKS) or middle.reach,
        fields.number("ease", *RANKS) or middle.ease,
        fields.flag("done"),
        fields.text("note"),
    )


class _Damageable:
    """Fields of which any may be missing or wrong: it then reads as the safe value."""

    def __init__(self, data: object) -> None:
        self.data: dict[str, object] = data if isinstance(data, dict) else {}

    def text(self, name: str) -> str:
        value = self.data.get(name)
        return words(value) if isinstance(value, str) else ""

    def flag(self, name: str) -> bool:
        return self.data.get(name) is True

    def day(self, name: str) -> str:
        value = self.text(name)
        return value if is_day(value) else ""

    def number(self, name: str, least: int, most: int) -> int | None:
        value = self.data.get(name)
        sound = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return value if sound and isinstance(value, int) else None

    def choice(self, name: str, choices: type[_Choice], otherwise: _Choice) -> _Choice:
        try:
            return choices(self.text(name))
        except ValueError:
            return otherwise


def _parsed(text: str) -> _Damageable | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return _Damageable(data) if isinstance(data, dict) else None
