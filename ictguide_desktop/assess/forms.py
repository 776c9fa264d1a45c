"""Templates filled in: what was entered, how far it is, what is wrong with it, and the verdict that follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from ictguide_desktop.assess.body import is_day
from ictguide_desktop.model.guide import Field, Page

Rows = tuple[tuple[str, ...], ...]
FormValue = str | Rows

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


# --- what was entered -----------------------------------------------------------------------------------------


class Reply(StrEnum):
    """The answer to a criterion, by its place among the three."""

    YES = "1"
    NO = "2"
    NOT_APPLICABLE = "3"


class Ruling(StrEnum):
    """What was decided, by its place among the four answers of every decision field."""

    GO = "1"
    GO_WITH_CONDITIONS = "2"
    AGAIN = "3"
    STOP = "4"


class Note(NamedTuple):
    """What stands beside a value: evidence of a yes, the reason of a not applicable, or the action that meets a no.

    `owner` and `by` (an ISO day) belong to an action; `otherwise` says what happens if it is not met.
    """

    text: str = ""
    owner: str = ""
    by: str = ""
    otherwise: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is written."""
        return not any(part.strip() for part in self)

    @property
    def dated_action(self) -> bool:
        """Whether it is an action with an owner and a day."""
        return bool(self.text.strip() and self.owner.strip()) and is_day(self.by)


class Outcome(StrEnum):
    """What the criteria of a decision say together."""

    GO = "go"
    CONDITIONS = "conditions"
    NO_GO = "no-go"
    UNDECIDED = "undecided"


class GateDecision(NamedTuple):
    """One line of the record: what was decided at a gate on an ISO day, beside what the criteria said.

    `decision` is a `Ruling`; `conditions` are the actions that then stood for a no.
    """

    gate: str
    on: str
    decision: str
    outcome: Outcome
    note: Note = Note()
    conditions: Rows = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A template filled in, in no language: texts as they were typed, a number with a decimal point, a day as ISO text, an
    answer by its place in the list (“1” is the first), a table as rows of cells in the order of its columns.

    `gate` is the gate that the form stands before. `extra` holds what a newer version wrote, as it was read.
    """

    template: str
    values: Mapping[str, FormValue] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    gate: str = ""
    decisions: tuple[GateDecision, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The value of a field that is no table, without spaces around it."""
        value = self.values.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def rows(self, name: str) -> Rows:
        """The rows of a table in which something stands."""
        value = self.values.get(name, ())
        return (
            () if isinstance(value, str) else tuple(row for row in value if any(cell.strip() for cell in row))
        )

    def note(self, name: str) -> Note:
        """What stands beside a field."""
        return self.notes.get(name, Note())

    def with_value(self, name: str, value: FormValue) -> Form:
        """The form with another value; an empty one is taken out."""
        values = {**self.values, name: value}
        return replace(self, values={key: kept for key, kept in values.items() if kept})

    def with_note(self, name: str, note: Note) -> Form:
        """The form with another note; an empty one is taken out."""
        notes = {**self.notes, name: note}
        return replace(self, notes={key: kept for key, kept in notes.items() if not kept.empty})


def is_number(text: str) -> bool:
    """Whether a text is a number as it is stored: digits, a decimal point, a minus sign."""
    return _NUMBER.fullmatch(text) is not None and text.isascii()


# --- the template ---------------------------------------------------------------------------------------------


class Gate(NamedTuple):
    """A gate of a template: its name, and the title of the group in which its criteria stand."""

    id: str
    title: str


def fields(page: Page) -> Iterator[Field]:
    """The fields of a template, in reading order."""
    return (block for _address, _section, block in page.blocks() if isinstance(block, Field))


def gates(page: Page) -> tuple[Gate, ...]:
    """The gates of a template in order; none where it takes one decision or no decision."""
    found: dict[str, str] = {}
    title = ""
    for section in page.sections:
        if section.level == 2:
            title = section.title
        for block in section.blocks:
            if isinstance(block, Field) and block.criterion and block.gate:
                found.setdefault(block.gate, title)
    return tuple(Gate(gate, found[gate]) for gate in found)


def current_gate(page: Page, form: Form) -> str:
    """The gate that the form stands before: the first one unless it names another; empty where there is none."""
    names = [gate.id for gate in gates(page)]
    return form.gate if form.gate in names else next(iter(names), "")


def criteria(page: Page, gate: str = "") -> tuple[Field, ...]:
    """The fields on whose answers the decision at a gate rests; of a template without gates, its one decision."""
    return tuple(one for one in fields(page) if one.criterion and one.gate == gate)


def keeper(page: Page, record: str) -> Field | None:
    """The field that keeps the decision, or the conditions."""
    return next((one for one in fields(page) if one.record == record), None)


# --- how far it is, and what is wrong with it ------------------------------------------------------------------


class Progress(NamedTuple):
    """How many of the required fields that are due are filled."""

    filled: int
    required: int


class Flaw(StrEnum):
    """What can be wrong with a field."""

    MISSING = "missing"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_DAY = "not-a-day"
    NOT_AN_ANSWER = "not-an-answer"
    NOT_A_TEXT = "not-a-text"
    NOT_A_TABLE = "not-a-table"
    NO_EVIDENCE = "no-evidence"
    NO_REASON = "no-reason"
    NO_ACTION = "no-action"
    BEYOND_CRITERIA = "beyond-criteria"


class FormProblem(NamedTuple):
    """A field and what is wrong with it."""

    field: str
    flaw: Flaw


def due(page: Page, form: Form) -> tuple[Field, ...]:
    """The fields to be filled before the gate that the form stands before."""
    names = [gate.id for gate in gates(page)]
    here = current_gate(page, form)
    later = set(names[names.index(here) + 1 :]) if here else set()
    return tuple(one for one in fields(page) if one.gate not in later)


def filled(one: Field, form: Form) -> bool:
    """Whether something usable stands in a field; the decision at a gate that was closed for good stands in the record."""
    last = form.decisions[-1] if form.decisions and one.record == "decision" else None
    if last is not None and last.gate == form.gate and last.decision != Ruling.AGAIN:
        return True
    return (
        bool(form.rows(one.field) if one.form == "table" else form.text(one.field))
        and _misread(one, form) is None
    )


def progress(page: Page, form: Form) -> Progress:
    """How far the form is."""
    required = [one for one in due(page, form) if one.required]
    return Progress(sum(filled(one, form) for one in required), len(required))


def problems(page: Page, form: Form) -> tuple[FormProblem, ...]:
    """What is wrong with a form, field by field in reading order; an empty form lacks only its required fields."""
    required = {one.field for one in due(page, form) if one.required}
    found = []
    for one in fields(page):
        flaw = _misread(one, form)
        if flaw is None and one.field in required and not filled(one, form):
            flaw = Flaw.MISSING
        flaw = flaw or _unfounded(page, one, form)
        if flaw is not None:
            found.append(FormProblem(one.field, flaw))
    return tuple(found)


def no_longer_asked(page: Page, form: Form) -> tuple[str, ...]:
    """The fields of another version of the template of which something is kept in the form, and shown at its end."""
    asked = {one.field for one in fields(page)}
    return tuple(name for name in dict.fromkeys([*form.values, *form.notes]) if name not in asked)


def _misread(one: Field, form: Form) -> Flaw | None:
    """What is wrong with the way a value is written; an empty value is written well."""
    value = form.values.get(one.field, "")
    if one.form == "table":
        return Flaw.NOT_A_TABLE if isinstance(value, str) and value.strip() else None
    if not isinstance(value, str):
        return Flaw.NOT_A_TEXT if value else None
    text = value.strip()
    if not text:
        return None
    match one.form:
        case "number":
            return None if is_number(text) else Flaw.NOT_A_NUMBER
        case "date":
            return None if is_day(text) else Flaw.NOT_A_DAY
        case "choice":
            places = {str(place) for place in range(1, len(one.options) + 1)}
            return None if text in places else Flaw.NOT_AN_ANSWER
    return None


def _unfounded(page: Page, one: Field, form: Form) -> Flaw | None:
    """What an answer to a criterion lacks, or a decision that goes beyond what the criteria say."""
    if one.record == "decision":
        outcome = verdict(page, form).outcome
        beyond = not allows(outcome, form.text(one.field)) and decides(page)
        return Flaw.BEYOND_CRITERIA if beyond else None
    if not one.criterion:
        return None
    note = form.note(one.field)
    match form.text(one.field):
        case Reply.YES if not note.text.strip():
            return Flaw.NO_EVIDENCE
        case Reply.NO if one.criterion != "never" and not _met(page, note):
            return Flaw.NO_ACTION
        case Reply.NOT_APPLICABLE if not note.text.strip():
            return Flaw.NO_REASON
    return None


# --- the verdict ----------------------------------------------------------------------------------------------


class Verdict(NamedTuple):
    """What the criteria say together, and which of them failed, carry a condition, are open, or claim a yes without evidence.

    Open is what has no answer, and what is not applicable without a reason.
    """

    gate: str
    outcome: Outcome
    failed: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    unproven: tuple[str, ...] = ()


def decides(page: Page) -> bool:
    """Whether a verdict can be reckoned from the template."""
    return any(one.criterion for one in fields(page))


def verdict(page: Page, form: Form, gate: str | None = None) -> Verdict:
    """The verdict at a gate (None: the one that the form stands before), by the rules of agile-delivery#go-no-go.

    A no to a criterion that is never waived is a no-go; so is another no without an action, its owner and its day.
    """
    here = current_gate(page, form) if gate is None else gate
    groups: dict[str, list[str]] = {"failed": [], "conditions": [], "open": [], "unproven": []}
    asked = criteria(page, here)
    for one in asked:
        group = _group(page, one, form)
        if group:
            groups[group].append(one.field)
    sorted_ = {name: tuple(members) for name, members in groups.items()}
    return Verdict(here, _outcome(sorted_, asked=bool(asked)), **sorted_)


def _group(page: Page, one: Field, form: Form) -> str:
    note = form.note(one.field)
    match form.text(one.field):
        case Reply.YES:
            return "" if note.text.strip() else "unproven"
        case Reply.NO:
            return "conditions" if one.criterion != "never" and _met(page, note) else "failed"
        case Reply.NOT_APPLICABLE:
            return "" if note.text.strip() else "open"
    return "open"


def _met(page: Page, note: Note) -> bool:
    """Whether an action can stand for a no; a template with a table of conditions also asks what happens otherwise."""
    return note.dated_action and (keeper(page, "conditions") is None or bool(note.otherwise.strip()))


def _outcome(groups: Mapping[str, tuple[str, ...]], *, asked: bool) -> Outcome:
    if groups["failed"]:
        return Outcome.NO_GO
    if groups["open"] or not asked:
        return Outcome.UNDECIDED
    return Outcome.CONDITIONS if groups["conditions"] else Outcome.GO


def allows(outcome: Outcome, decision: str) -> bool:
    """Whether the criteria bear a `Ruling`; to wait or to stop is always possible."""
    if decision == Ruling.GO:
        return outcome is Outcome.GO
    return decision != Ruling.GO_WITH_CONDITIONS or outcome in (Outcome.GO, Outcome.CONDITIONS)


def condition_rows(page: Page, form: Form, gate: str | None = None) -> Rows:
    """The conditions of a go, one row each: action, owner, day, what happens if it is not met."""
    return tuple(tuple(form.note(name)) for name in verdict(page, form, gate).conditions)


def close_gate(page: Page, form: Form, on: date) -> Form:
    """The form after the decision at its gate: a line more in the record, and the next gate if it was a go.

    Raises:
        ValueError: nothing is decided yet, or the template has no gates.
    """
    here, kept = current_gate(page, form), keeper(page, "decision")
    decision = form.text(kept.field) if kept else ""
    if kept is None or not here or not decision or _misread(kept, form):
        raise ValueError("a gate is closed by a decision: choose one first")
    names = [gate.id for gate in gates(page)]
    outcome = verdict(page, form).outcome
    rows = condition_rows(page, form)
    line = GateDecision(here, on.isoformat(), decision, outcome, form.note(kept.field), rows)
    onward = names[names.index(here) + 1 :] if decision in (Ruling.GO, Ruling.GO_WITH_CONDITIONS) else []
    cleared = form.with_value(kept.field, "").with_note(kept.field, Note())
    return replace(cleared, gate=next(iter(onward), here), decisions=(*form.decisions, line))
