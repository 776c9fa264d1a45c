"""Another round of an assessment: its targets and what was written come along, and every score is confirmed anew.

A copied answer keeps evidence and comment but no score. The score of before is read where it stands, in the earlier
assessment, and is proposed until it is confirmed; so nothing counts that nobody has looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ictguide_desktop.assess.crosswalk import Carried
from ictguide_desktop.model.assessment import Answer, Assessment, Confidence
from ictguide_desktop.services.assessing import Assessing


class Earlier(NamedTuple):
    """The answer to a question in the round before, and whether its question was changed since."""

    answer: Answer
    changed: bool


def next_name(round_: str) -> str:
    """The round that comes next when it is named by a number, such as a year; otherwise it is left to be named."""
    return str(int(round_) + 1) if round_.isascii() and round_.isdigit() else ""


def copied(assessing: Assessing, before: Assessment, begun: Assessment, *, carry: bool) -> None:
    """Put the targets, and with `carry` the answers, of one assessment into another.

    Answers to the same round under today's questions stay given where their question is the same.
    """
    for target in assessing.targets(before).values():
        assessing.store.set_target(begun.id, target)
    if not carry:
        return
    carried = assessing.carried(before)
    holds = frozenset(carried.kept) if isinstance(carried, Carried) else frozenset()
    answers = assessing.answers(before).values()
    assessing.store.answer_many(
        begun.id, (answer if answer.question in holds else _to_confirm(answer) for answer in answers)
    )


def earlier_answers(assessing: Assessing, assessment: Assessment) -> Mapping[str, Earlier]:
    """What was answered before to the questions that were copied or answered here; nothing where there is no such round."""
    known = assessing.answers(assessment)
    before = _before(assessing, assessment) if known else None
    if before is None:
        return {}
    carried = assessing.carried(before)
    changed = frozenset(carried.to_review) if isinstance(carried, Carried) else frozenset()
    answers = assessing.answers(before)
    return {
        question: Earlier(answers[question], question in changed)
        for question in known
        if question in answers and answers[question].given
    }


def _before(assessing: Assessing, assessment: Assessment) -> Assessment | None:
    """The assessment begun last before this one for the same unit and the same group."""
    side = [
        one
        for one in assessing.all()
        if assessing.readable(one)
        and (one.unit, one.group) == (assessment.unit, assessment.group)
        and one.created < assessment.created
    ]
    return max(side, key=lambda one: one.created, default=None)


def _to_confirm(answer: Answer) -> Answer:
    return replace(answer, score=None, not_applicable=False, confidence=Confidence.SELF)
