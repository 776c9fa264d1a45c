"""The self-assessments of an administration: each with its answers, targets and plans, in plain or under a lock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from ictguide_desktop.model.assessment import Answer, Assessment, MeasurePlan, Scope, Situation, Target
from ictguide_desktop.store import assessment_bodies as bodies
from ictguide_desktop.store import assessment_rows as rows
from ictguide_desktop.store.assessment_rows import ANSWER, HEAD, PLAN, TARGET, Row, Version
from ictguide_desktop.store.cleansing import Cleansed
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.locking import Locks, Opened, damaged
from ictguide_desktop.store.values import later, moment, new_id, stamp, words

Thing = TypeVar("Thing")


class RemovedAssessment(NamedTuple):
    """An assessment that was deleted, with all that was in it; what was sealed is sealed."""

    assessment: Assessment
    version: Version
    rows: tuple[Row, ...]


class Locked(NamedTuple):
    """An assessment that was locked; the damaged copies sealed with it; and the files that may still show what it says."""

    assessment: Assessment
    sealed: tuple[Path, ...]
    failed: tuple[Path, ...]


class Assessments:
    """Assessments, named by their ids; an unknown id is a LookupError.

    A locked one is `locked` for good, also while it is open: what is written to it is sealed. Its key is in this object
    only, so whoever makes another has to open it again.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._locks = Locks(database)

    # --- assessments ----------------------------------------------------------------------------------------

    def start(
        self,
        name: str,
        unit: str,
        group: str,
        round: str,  # noqa: A002 - a round is what the field calls it
        on: str,
        model: str,
        scope: Scope = Scope.ALL,
    ) -> Assessment:
        """Begin an assessment; `on` is the ISO day it is judged at."""
        now = self._database.now()
        made = Assessment(
            new_id(),
            words(name),
            words(unit),
            words(group),
            words(round),
            on,
            words(model),
            scope,
            Situation(),
            now,
            now,
        )
        text = bodies.as_text(bodies.head_fields(made))
        with self._database.change() as connection:
            rows.put_version(connection, Version(made.id, "", "", b"", stamp(now), stamp(now)))
            rows.put_row(connection, Row(made.id, "", HEAD, "", text, None, stamp(now)))
        return made

    def all(self) -> tuple[Assessment, ...]:
        """Every assessment, the oldest first; of one that is closed only the label can be read."""
        heads = rows.heads(self._database.read)
        return tuple(
            self._assessment(name, version, heads.get(version.place))
            for name, version in rows.all_versions(self._database.read).items()
        )

    def get(self, assessment: str) -> Assessment | None:
        """One assessment, or None."""
        version = rows.find_version(self._database.read, assessment)
        if version is None:
            return None
        return self._assessment(
            assessment, version, rows.find_row(self._database.read, version.place, HEAD, "")
        )

    def change(
        self,
        assessment: str,
        *,
        name: str | None = None,
        unit: str | None = None,
        group: str | None = None,
        round: str | None = None,  # noqa: A002 - as above
        on: str | None = None,
        model: str | None = None,
        scope: Scope | None = None,
        situation: Situation | None = None,
    ) -> Assessment:
        """Change what is given; the rest stays.

        Raises:
            AssessmentLocked: it was not opened.
            AssessmentDamaged: what stays cannot be read; name, day and model given together begin it anew.
        """
        given = {"name": name, "unit": unit, "group": group, "round": round, "on": on, "model": model}
        texts = {field: words(text) for field, text in given.items() if text is not None}
        with self._database.change() as connection:
            version = self._known(assessment)
            opened = self._locks.read(version, HEAD)
            if opened.damaged and not {"name", "on", "model"} <= set(texts):
                raise damaged(version, opened)
            old = self._shown(assessment)
            new = replace(
                old,
                name=texts.get("name", old.name),
                unit=texts.get("unit", old.unit),
                group=texts.get("group", old.group),
                round=texts.get("round", old.round),
                on=texts.get("on", old.on),
                model=texts.get("model", old.model),
                scope=old.scope if scope is None else scope,
                situation=old.situation if situation is None else situation,
                changed=later(self._database.now(), old.changed),
            )
            text = bodies.as_text(bodies.head_fields(new))
            row = Row(*version.place, HEAD, "", "", None, stamp(new.changed))
            rows.put_row(connection, self._locks.closed(version, row, text))
        return new

    def delete(self, assessment: str) -> RemovedAssessment:
        """Delete an assessment, locked or not, and return all of it so that it can be restored."""
        with self._database.change() as connection:
            version = self._known(assessment)
            removed = RemovedAssessment(self._shown(assessment), version, self._stored(version))
            rows.delete(connection, version.place)
        return removed

    def restore(self, removed: RemovedAssessment) -> None:
        """Put a deleted assessment back as it was."""
        with self._database.change() as connection:
            rows.put_version(connection, removed.version)
            for row in removed.rows:
                rows.put_row(connection, row)

    def counts(self) -> dict[str, int]:
        """How many questions are dealt with in each assessment that can be read."""
        given = {
            (row["assessment"], row["lock"]): row["number"]
            for row in self._database.read(
                "SELECT assessment, lock, count(*) AS number FROM assessment_rows WHERE given = 1"
                " GROUP BY assessment, lock"
            )
        }
        return {
            name: self._count(version) if version.lock else given.get(version.place, 0)
            for name, version in rows.all_versions(self._database.read).items()
            if self._locks.is_readable(version)
        }

    # --- answers, targets, plans ----------------------------------------------------------------------------

    def answers(self, assessment: str) -> dict[str, Answer]:
        """The questions ever answered; an answer that was emptied is there, and not given.

        Raises:
            AssessmentLocked: it was not opened.
            AssessmentDamaged: some cannot be read; the others are in `readable`.
        """
        version, opened = self._read(assessment, ANSWER)
        return _whole(version, opened, {row.name: rows.answer_of(row) for row in opened.rows})

    def answer(self, assessment: str, answer: Answer) -> Answer:
        """Write one answer over the one to the same question, at once; returned with its time."""
        return self.answer_many(assessment, (answer,))[answer.question]

    def answer_many(self, assessment: str, answers: Iterable[Answer]) -> dict[str, Answer]:
        """Write answers in one change, each over the one to the same question; returned with their times."""
        written: dict[str, Answer] = {}
        with self._database.change():
            version = self._known(assessment)
            for answer in answers:
                fields = bodies.answer_fields(answer)
                changed = self._write(version, ANSWER, answer.question, fields, int(answer.given))
                written[answer.question] = bodies.read_answer(
                    answer.question, bodies.as_text(fields), moment(changed)
                )
        return written

    def targets(self, assessment: str) -> dict[str, Target]:
        """The targets by dimension; raises as `answers` does."""
        version, opened = self._read(assessment, TARGET)
        found = (bodies.read_target(row.name, rows.plain_text(row.body)) for row in opened.rows)
        return _whole(version, opened, {target.dimension: target for target in found if target is not None})

    def set_target(self, assessment: str, target: Target) -> None:
        """Set the target of a dimension."""
        self._write_one(assessment, TARGET, target.dimension, bodies.target_fields(*target))

    def remove_target(self, assessment: str, dimension: str) -> None:
        """Take the target of a dimension back; the row stays, or an older export would set it again."""
        self._write_one(assessment, TARGET, dimension, bodies.target_fields(dimension, None, ""))

    def plans(self, assessment: str) -> dict[str, MeasurePlan]:
        """What was decided on the measures, by question; raises as `answers` does."""
        version, opened = self._read(assessment, PLAN)
        found = (bodies.read_plan(row.name, rows.plain_text(row.body)) for row in opened.rows)
        return _whole(version, opened, {plan.question: plan for plan in found})

    def set_plan(self, assessment: str, plan: MeasurePlan) -> None:
        """Write what was decided on a measure over what was decided before."""
        self._write_one(assessment, PLAN, plan.question, bodies.plan_fields(plan))

    # --- locks ----------------------------------------------------------------------------------------------

    def lock(self, assessment: str, passphrase: str, label: str) -> Locked:
        """Put an assessment under a lock, closed, here and in every copy that the guide keeps of the data.

        Who forgets the passphrase has lost the assessment: nobody can open it, and there is no second way. Outside any
        other change, since the file is written anew.

        Raises:
            PassphraseTooShort: nothing was changed.
        """
        version, cleansed = self._locks.lock(self._known(assessment), passphrase, label)
        name = rows.name_of(self._database.read, version.place)
        return Locked(self._shown(name), cleansed.sealed, cleansed.failed)

    def open(self, assessment: str, passphrase: str) -> Assessment:
        """Open a lock for as long as this object lives; what is stored stays sealed.

        Raises:
            WrongPassphrase, SealDamaged: it stays closed.
        """
        self._locks.open(self._known(assessment), passphrase)
        return self._shown(assessment)

    def close(self, assessment: str) -> None:
        """Forget the key of an assessment. Python cannot overwrite what it forgets: see `sealing`."""
        self._locks.close(self._known(assessment))

    def is_open(self, assessment: str) -> bool:
        """Whether an assessment can be read and answered now: it is in plain, or was opened."""
        return self._locks.is_readable(self._known(assessment))

    def change_passphrase(self, assessment: str, old: str, new: str) -> Cleansed:
        """Give a lock another passphrase, here and in the copies; no row is sealed anew. Open stays open.

        Raises:
            WrongPassphrase, SealDamaged, PassphraseTooShort: nothing was changed.
        """
        return self._locks.change_passphrase(self._known(assessment), old, new)

    def unlock(self, assessment: str, passphrase: str) -> Assessment:
        """Take a lock off. The dated copies made under it stay locked, with the passphrase of today.

        Raises:
            WrongPassphrase, SealDamaged, AssessmentDamaged: it stays locked, and nothing was changed.
        """
        version = self._known(assessment)
        self._locks.unlock(version, passphrase)
        return self._shown(version.id)

    # --- within ---------------------------------------------------------------------------------------------

    def _known(self, assessment: str) -> Version:
        found = rows.find_version(self._database.read, assessment)
        if found is None:
            raise LookupError(f"there is no assessment {assessment!r}")
        return found

    def _shown(self, assessment: str) -> Assessment:
        found = self.get(assessment)
        assert found is not None
        return found

    def _assessment(self, name: str, version: Version, row: Row | None) -> Assessment:
        created = moment(version.created)
        text = self._locks.read_head(version, row)
        head = bodies.Head() if text is None else bodies.read_head(text, created)
        changed = moment(row.changed if row else version.changed)
        return bodies.assessment_of(
            name, head, created, changed, locked=bool(version.lock), label=version.label
        )

    def _stored(self, version: Version, kind: str = "") -> tuple[Row, ...]:
        return rows.rows_of(self._database.read, version.place, kind)

    def _read(self, assessment: str, kind: str) -> tuple[Version, Opened]:
        version = self._known(assessment)
        return version, self._locks.read(version, kind)

    def _count(self, version: Version) -> int:
        return sum(rows.answer_of(row).given for row in self._locks.read(version, ANSWER).rows)

    def _write_one(self, assessment: str, kind: str, name: str, fields: bodies.Fields) -> None:
        with self._database.change():
            self._write(self._known(assessment), kind, name, fields)

    def _write(
        self, version: Version, kind: str, name: str, fields: bodies.Fields, given: int | None = None
    ) -> str:
        """Write a row, after the one that was there even when the clock was set back; its time."""
        with self._database.change() as connection:
            old = rows.find_row(self._database.read, version.place, kind, name)
            now = self._database.now()
            changed = stamp(later(now, moment(old.changed)) if old else now)
            row = Row(*version.place, kind, name, "", given, changed)
            rows.put_row(connection, self._locks.closed(version, row, bodies.as_text(fields)))
        return changed


def _whole(version: Version, opened: Opened, found: dict[str, Thing]) -> dict[str, Thing]:
    if not opened.damaged:
        return found
    error = damaged(version, opened)
    error.readable = dict(found)
    raise error
