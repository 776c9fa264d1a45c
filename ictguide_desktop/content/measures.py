"""Reads `measures.toml` and `crosswalk.toml`: what to do about a low answer, and how the questions changed over the years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from ictguide_desktop.content.findings import Findings
from ictguide_desktop.content.frontmatter import list_field, number_field, text_field
from ictguide_desktop.model.assessment import Change, Effort, Fate, Question, Revision

MEASURES = "measures"
CROSSWALK = "crosswalk"
LONGEST_MONTHS = 36
_KEYS = frozenset({"measure", "effort", "months", "after", "template"})

Tables = Mapping[str, tuple[dict[str, Any], Findings]]


def with_measures(
    questions: Sequence[Question], tables: Tables, whole: Findings, *, original: bool
) -> tuple[Question, ...]:
    """The questions with their measures; a translation says the words only, the rest comes with the question."""
    known = {question.id for question in questions}
    for name, (entry, findings) in tables.items():
        if name not in known:
            mend = "mend the id: a measure stands under that of its question"
            findings.error(findings.line_of(""), MEASURES, f"there is no question {name}", mend)
        for key in entry.keys() - _KEYS:
            findings.error(findings.line_of(key), MEASURES, f"nothing reads “{key}”", "take the line out")
    found: list[Question] = []
    for question in questions:
        if question.id not in tables:
            whole.error(0, MEASURES, f"the measure of {question.id} is missing", f'write ["{question.id}"]')
            found.append(question)
            continue
        entry, findings = tables[question.id]
        words = text_field(entry, "measure", findings, required=True)
        asked = question._replace(measure=words)
        found.append(_in_full(asked, entry, findings) if original else asked)
    if original:
        _order(found, tables, whole)
    return tuple(found)


def _in_full(question: Question, entry: dict[str, Any], findings: Findings) -> Question:
    months = number_field(entry, "months", findings)
    if not 1 <= months <= LONGEST_MONTHS:
        mend = f"write the months that the work takes, from 1 to {LONGEST_MONTHS}"
        findings.error(findings.line_of("months"), MEASURES, f"{question.id} takes {months} months", mend)
    effort = text_field(entry, "effort", findings, required=True)
    if effort not in set(Effort):
        mend = f"write one of {', '.join(Effort)}"
        findings.error(findings.line_of("effort"), MEASURES, f"“{effort}” is no band of effort", mend)
        effort = Effort.MEDIUM
    template = text_field(entry, "template", findings, required=True)
    after = list_field(entry, "after", findings)
    return question._replace(effort=Effort(effort), months=months, template=template, after=after)


def _order(questions: Sequence[Question], tables: Tables, whole: Findings) -> None:
    """Prerequisites are questions, and no measure waits for itself."""
    graph = {question.id: question.after for question in questions}
    for question in questions:
        for before in (name for name in question.after if name not in graph):
            findings = tables[question.id][1]
            mend = "name a question such as D4.1"
            findings.error(findings.line_of("after"), MEASURES, f"{question.id} waits for “{before}”", mend)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        whole.error(0, MEASURES, f"measures wait for each other: {circle}", "take one of the “after” out")


def read_revisions(data: dict[str, Any], known: frozenset[str], findings: Findings) -> Iterator[Revision]:
    """How the questions came to be what they are, from the first model to the present one."""
    entries = data.get("revision", [])
    for number, entry in enumerate(entries if isinstance(entries, list) else [], 1):
        newest = number == len(entries)
        changes = entry.get("change", [])
        revision = Revision(
            text_field(entry, "before", findings, required=True),
            text_field(entry, "after", findings, required=True),
            tuple(_changes(changes if isinstance(changes, list) else [], findings)),
            list_field(entry, "new", findings),
        )
        named = [*revision.new, *(name for change in revision.changes for name in change.now)]
        for name in (name for name in named if newest and name not in known):
            mend = "name a question of questions.toml"
            findings.error(0, CROSSWALK, f"revision {revision.after} leads to “{name}”", mend)
        yield revision


def _changes(entries: Sequence[dict[str, Any]], findings: Findings) -> Iterator[Change]:
    for entry in entries:
        fate = text_field(entry, "fate", findings, required=True)
        if fate not in set(Fate):
            mend = f"write one of {', '.join(Fate)}"
            findings.error(findings.line_of("fate"), CROSSWALK, f"“{fate}” is no fate of a question", mend)
            continue
        question = text_field(entry, "question", findings, required=True)
        yield Change(question, Fate(fate), list_field(entry, "now", findings))
