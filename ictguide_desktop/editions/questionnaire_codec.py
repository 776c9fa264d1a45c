"""The questionnaire as JSON and back, in the manner of `codec`: plain lists, quick to read and free of code."""

from __future__ import annotations

from typing import Any

from ictguide_desktop.editions.codec import spans_in, spans_out
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import (
    Change,
    Dimension,
    Effort,
    Fate,
    Question,
    Questionnaire,
    Revision,
)


def questionnaire_out(asked: Questionnaire) -> list[Any]:
    """A questionnaire in its JSON form."""
    dimensions = [
        [d.id, d.title, spans_out(d.about), list(d.modules), [spans_out(level) for level in d.levels]]
        for d in asked.dimensions
    ]
    revisions = [
        [r.before, r.after, [[c.question, c.fate.value, list(c.now)] for c in r.changes], list(r.new)]
        for r in asked.revisions
    ]
    questions = [_question_out(question) for question in asked.questions]
    return [asked.model, asked.lang, dimensions, questions, list(asked.level_names), list(asked.scale), revisions]


def _question_out(q: Question) -> list[Any]:
    return [
        q.id, q.text, spans_out(q.help), spans_out(q.evidence), q.critical, [str(a) for a in q.sections],
        list(q.items), list(q.cases), q.template, q.measure, q.effort.value, q.months, list(q.after),
    ]  # fmt: skip


def questionnaire_in(data: list[Any]) -> Questionnaire:
    """A questionnaire from its JSON form."""
    model, lang, dimensions, questions, level_names, scale, revisions = data
    return Questionnaire(
        model,
        tuple(
            Dimension(d[0], d[1], spans_in(d[2]), tuple(d[3]), tuple(spans_in(level) for level in d[4]))
            for d in dimensions
        ),
        tuple(_question_in(question) for question in questions),
        tuple(level_names),
        tuple(scale),
        tuple(
            Revision(r[0], r[1], tuple(Change(c[0], Fate(c[1]), tuple(c[2])) for c in r[2]), tuple(r[3]))
            for r in revisions
        ),
        lang,
    )


def _question_in(data: list[Any]) -> Question:
    sections = tuple(Address.parse(address) for address in data[5])
    return Question(
        data[0], data[1], spans_in(data[2]), spans_in(data[3]), data[4], sections, tuple(data[6]), tuple(data[7]),
        data[8], data[9], Effort(data[10]), data[11], tuple(data[12]),
    )  # fmt: skip
