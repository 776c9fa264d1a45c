"""Assessments in an export: what is in plain to be read by a person, what is locked as it lies in the file."""

from __future__ import annotations

import base64
import sqlite3
from datetime import datetime
from typing import NamedTuple

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
)
from ictguide_desktop.store import assessment_bodies as bodies
from ictguide_desktop.store import assessment_rows as rows
from ictguide_desktop.store.assessment_rows import ANSWER, HEAD, PLAN, TARGET, Read, Row, Version
from ictguide_desktop.store.reading import Json, Reader
from ictguide_desktop.store.values import LONG_AGO, moment, stamp


class AnswerRow(NamedTuple):
    """An answer and the assessment it belongs to."""

    assessment: str
    answer: Answer

    @property
    def changed(self) -> datetime:
        """When it was given."""
        return self.answer.changed or LONG_AGO


class TargetRow(NamedTuple):
    """A target and the assessment it belongs to; without a level it was taken back."""

    assessment: str
    dimension: str
    level: int | None
    by: str
    changed: datetime


class PlanRow(NamedTuple):
    """What was decided on a measure, and the assessment it belongs to."""

    assessment: str
    plan: MeasurePlan
    changed: datetime


class LockRow(NamedTuple):
    """The lock on an assessment: its label, and its key, which only the passphrase opens."""

    assessment: str
    lock: str
    label: str
    wrap: bytes
    created: datetime
    changed: datetime


class SealedRow(NamedTuple):
    """A row under a lock, as it lies in the file."""

    assessment: str
    lock: str
    kind: str
    name: str
    body: bytes
    changed: datetime


AssessmentRecord = Assessment | AnswerRow | TargetRow | PlanRow | LockRow | SealedRow


class AssessmentRecords(NamedTuple):
    """The assessments in a database, each kind in the order of its names."""

    assessments: tuple[Assessment, ...]
    answers: tuple[AnswerRow, ...]
    targets: tuple[TargetRow, ...]
    plans: tuple[PlanRow, ...]
    locks: tuple[LockRow, ...]
    sealed: tuple[SealedRow, ...]


# --- from the database and back -----------------------------------------------------------------------------


def collected(read: Read) -> AssessmentRecords:
    """Every assessment; what is damaged as it reads."""
    versions = {one.place: one for one in rows.all_versions(read).values()}
    found = [row for row in rows.every_row(read) if (row.assessment, row.lock) in versions]
    plain = {kind: [row for row in found if not row.lock and row.kind == kind] for kind in rows.KINDS}
    heads = {row.assessment: row for row in plain[HEAD]}
    ordered = [versions[place] for place in sorted(versions)]
    return AssessmentRecords(
        tuple(_assessment(one, heads.get(one.id)) for one in ordered if not one.lock),
        tuple(AnswerRow(row.assessment, rows.answer_of(row)) for row in plain[ANSWER]),
        tuple(_target(row) for row in plain[TARGET]),
        tuple(
            PlanRow(
                row.assessment, bodies.read_plan(row.name, rows.plain_text(row.body)), moment(row.changed)
            )
            for row in plain[PLAN]
        ),
        tuple(
            LockRow(one.id, one.lock, one.label, one.wrap, moment(one.created), moment(one.changed))
            for one in ordered
            if one.lock
        ),
        tuple(_sealed(row) for row in found if row.lock),
    )


def _assessment(version: Version, head: Row | None) -> Assessment:
    created = moment(version.created)
    said = bodies.read_head(rows.plain_text(head.body) if head else "{}", created)
    changed = moment(head.changed) if head else created
    return bodies.assessment_of(version.id, said, created, changed)


def _target(row: Row) -> TargetRow:
    target = bodies.read_target(row.name, rows.plain_text(row.body))
    level, by = (target.level, target.by) if target else (None, "")
    return TargetRow(row.assessment, row.name, level, by, moment(row.changed))


def _sealed(row: Row) -> SealedRow:
    body = row.body if isinstance(row.body, bytes) else row.body.encode("utf-8")
    return SealedRow(row.assessment, row.lock, row.kind, row.name, body, moment(row.changed))


def place(record: AssessmentRecord) -> tuple[str, ...]:
    """What names a record among those of its kind."""
    match record:
        case Assessment():
            return (record.id,)
        case AnswerRow() | PlanRow():
            return (record.assessment, record[1].question)
        case TargetRow():
            return (record.assessment, record.dimension)
        case LockRow():
            return (record.assessment, record.lock)
    return (record.assessment, record.lock, record.kind, record.name)


def put(connection: sqlite3.Connection, record: AssessmentRecord) -> None:
    """Write a record over the one in the same place, if any."""
    if isinstance(record, Assessment):
        created = stamp(record.created)
        rows.put_version(connection, Version(record.id, "", "", b"", created, created))
    if isinstance(record, LockRow):
        times = (stamp(record.created), stamp(record.changed))
        rows.put_version(
            connection, Version(record.assessment, record.lock, record.label, record.wrap, *times)
        )
    else:
        rows.put_row(connection, _row(record))


def _row(record: AssessmentRecord) -> Row:
    changed = stamp(record.changed)
    match record:
        case Assessment():
            return Row(record.id, "", HEAD, "", bodies.as_text(bodies.head_fields(record)), None, changed)
        case AnswerRow(assessment, answer):
            text = bodies.as_text(bodies.answer_fields(answer))
            return Row(assessment, "", ANSWER, answer.question, text, int(answer.given), changed)
        case TargetRow(assessment, dimension, level, by):
            text = bodies.as_text(bodies.target_fields(dimension, level, by))
            return Row(assessment, "", TARGET, dimension, text, None, changed)
        case PlanRow(assessment, plan):
            text = bodies.as_text(bodies.plan_fields(plan))
            return Row(assessment, "", PLAN, plan.question, text, None, changed)
        case SealedRow(assessment, lock, kind, name, body):
            return Row(assessment, lock, kind, name, body, None, changed)
    raise AssertionError(f"{type(record).__name__} is no row")


# --- to JSON and back ---------------------------------------------------------------------------------------


def as_json(record: AssessmentRecord) -> Json:
    """A record as it is written to a file."""
    match record:
        case Assessment():
            times = {"created": stamp(record.created), "changed": stamp(record.changed)}
            return {"id": record.id, **bodies.head_fields(record), **times}
        case AnswerRow(assessment, answer):
            named: Json = {"assessment": assessment, "question": answer.question}
            return {**named, **bodies.answer_fields(answer), "changed": stamp(record.changed)}
        case PlanRow(assessment, plan, changed):
            named = {"assessment": assessment, "question": plan.question}
            return {**named, **bodies.plan_fields(plan), "changed": stamp(changed)}
    return {name: _plain(value) for name, value in record._asdict().items()}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return stamp(value)
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def read_assessment(entry: Reader) -> Assessment:
    """An assessment in a file."""
    if not entry.day("on"):
        raise entry.refused("on", "a date such as 2026-07-31 is expected here")
    facts = entry.within("situation")
    head = bodies.Head(
        entry.text("name"),
        entry.text("unit"),
        entry.text("group"),
        entry.text("round"),
        entry.day("on"),
        entry.text("model"),
        entry.choice("scope", Scope),
        Situation(**{name: facts.flag(name) for name in Situation._fields}),
    )
    return bodies.assessment_of(entry.id("id"), head, entry.moment("created"), entry.moment("changed"))


def read_answer(entry: Reader) -> AnswerRow:
    """An answer in a file."""
    score = entry.number("score", LOWEST_SCORE, HIGHEST_SCORE) if entry.has("score") else None
    not_applicable = entry.flag("not_applicable")
    if not_applicable and score is not None:
        raise entry.refused("score", "what is not applicable has no score")
    answer = Answer(
        entry.name("question"),
        score,
        not_applicable,
        entry.text("reason"),
        entry.text("evidence"),
        entry.day("evidence_on"),
        entry.text("comment"),
        entry.choice("confidence", Confidence),
        entry.moment("changed"),
    )
    return AnswerRow(entry.id("assessment"), answer)


def read_target(entry: Reader) -> TargetRow:
    """A target in a file."""
    level = entry.number("level", LOWEST_LEVEL, HIGHEST_LEVEL) if entry.has("level") else None
    return TargetRow(
        entry.id("assessment"), entry.name("dimension"), level, entry.day("by"), entry.moment("changed")
    )


def read_plan(entry: Reader) -> PlanRow:
    """What was decided on a measure, in a file."""
    plan = MeasurePlan(
        entry.name("question"),
        entry.flag("chosen") if entry.has("chosen") else None,
        entry.text("owner"),
        entry.choice("effort", Effort) if entry.has("effort") else None,
        entry.number("months", 0, bodies.LONGEST_MONTHS) if entry.has("months") else None,
        entry.day("start"),
        entry.number("harm", *bodies.RANKS),
        entry.number("reach", *bodies.RANKS),
        entry.number("ease", *bodies.RANKS),
        entry.flag("done"),
        entry.text("note"),
    )
    return PlanRow(entry.id("assessment"), plan, entry.moment("changed"))


def read_lock(entry: Reader) -> LockRow:
    """A lock in a file."""
    return LockRow(
        entry.id("assessment"),
        entry.id("lock"),
        entry.text("label"),
        entry.sealed("wrap"),
        entry.moment("created"),
        entry.moment("changed"),
    )


def read_sealed(entry: Reader) -> SealedRow:
    """A sealed row in a file; whether it is whole is known when it is opened."""
    return SealedRow(
        entry.id("assessment"),
        entry.id("lock"),
        entry.name("kind"),
        entry.text("name"),
        entry.sealed("body"),
        entry.moment("changed"),
    )
