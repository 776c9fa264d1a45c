"""The self-assessments while the program runs: the one in hand, its answers, what follows from them, and undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from ictguide_desktop.assess import comparison, crosswalk, roadmap, scoring, thread
from ictguide_desktop.assess.comparison import GroupComparison, Record, Series, Standing
from ictguide_desktop.assess.crosswalk import Carried, UnknownModel
from ictguide_desktop.assess.gaps import AT_ONCE
from ictguide_desktop.assess.roadmap import Roadmap
from ictguide_desktop.assess.scoring import Result
from ictguide_desktop.assess.thread import Thread
from ictguide_desktop.model.assessment import (
    Answer,
    Answers,
    Assessment,
    MeasurePlan,
    Question,
    Questionnaire,
    Scope,
    Target,
)
from ictguide_desktop.model.user import Run, Tick
from ictguide_desktop.services.desk import ASSESSMENTS, CHECKLISTS, Desk
from ictguide_desktop.services.library import Library

if TYPE_CHECKING:
    from ictguide_desktop.export.assessment_dossier import Dossier

IN_HAND = "assessment_in_hand"
MOST_UNDONE = 200

_Stored = TypeVar("_Stored")


class _Step(NamedTuple):
    """An answer as it stood before it was changed."""

    assessment: str
    before: Answer


class Assessing(QObject):
    """`answered` carries the id of a question whose answer changed; everything else that changes comes through
    `desk.changed` with the kind `assessments`. What follows from answers is reckoned once and kept until they change.
    """

    answered = Signal(str)

    def __init__(self, library: Library, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library, self.desk = library, desk
        self.store = desk.assessments
        self._undo: list[_Step] = []
        self._records: dict[str, Record] = {}
        self._all: tuple[Assessment, ...] | None = None
        self._ticked: dict[str, tuple[tuple[Run, ...], tuple[Tick, ...]]] = {}
        self._writing = ""
        desk.changed.connect(self._forget)
        library.language_changed.connect(lambda _language: self._records.clear())

    # --- which one --------------------------------------------------------------------------------------------

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions in the language in force, or in the language that has them."""
        return self.library.catalogue.questionnaire

    def all(self) -> tuple[Assessment, ...]:
        """Every assessment, the one begun last first; one that is locked shows its label only."""
        if self._all is None:
            self._all = tuple(sorted(self.store.all(), key=lambda one: (one.created, one.id), reverse=True))
        return self._all

    @property
    def in_hand(self) -> Assessment | None:
        """The assessment being worked on: the one taken last, or else the newest."""
        wanted = self.store.get(self.desk.text(IN_HAND)) if self.desk.text(IN_HAND) else None
        return wanted if wanted is not None else next(iter(self.all()), None)

    def take(self, assessment: str) -> None:
        """Work on this one from now on."""
        self.desk.set(IN_HAND, assessment)
        self.desk.changed.emit(ASSESSMENTS)

    def start(
        self, name: str, unit: str, group: str, round_: str, on: str, scope: Scope
    ) -> Assessment | None:
        """Begin an assessment and take it in hand; None when it could not be stored."""
        model = self.questionnaire.model
        begun = self.desk.write(
            ASSESSMENTS, lambda: self.store.start(name, unit, group, round_, on, model, scope)
        )
        if begun is not None:
            self.take(begun.id)
        return begun

    def change(self, assessment: str, **what: Any) -> None:
        """Change name, unit, group, round, day, scope or situation."""
        self._write(assessment, lambda: self.store.change(assessment, **what))

    def delete(self, assessment: str, said: str) -> None:
        """Delete an assessment; `said` is what the offer to undo says."""
        removed = self.desk.write(ASSESSMENTS, lambda: self.store.delete(assessment))
        if removed is not None:
            self.desk.offer_undo(ASSESSMENTS, said, lambda: self.store.restore(removed))

    def readable(self, assessment: Assessment) -> bool:
        """Whether its answers can be read now: it is not locked, or its passphrase was given."""
        return not assessment.locked or self.store.is_open(assessment.id)

    # --- answers ----------------------------------------------------------------------------------------------

    def answers(self, assessment: Assessment) -> Answers:
        """The answers to today's questions."""
        return self.record(assessment).answers

    def answer(self, assessment: str, question: str, **what: Any) -> Answer | None:
        """Answer a question: what is given is changed, the rest stays. Written at once; can be undone."""
        before = self.store.answers(assessment).get(question) or Answer(question)
        stored = self._store(assessment, replace(before, **what))
        if stored is not None and not self._goes_on(assessment, before, stored):
            self._undo = [*self._undo, _Step(assessment, before)][-MOST_UNDONE:]
        return stored

    def _goes_on(self, assessment: str, before: Answer, stored: Answer) -> bool:
        """Whether more was written in a text that was begun in the step before: one undo takes all of it back."""
        last = self._undo[-1] if self._undo else None
        if last is None or (last.assessment, last.before.question) != (assessment, before.question):
            return False
        chosen = {(one.score, one.not_applicable, one.confidence) for one in (last.before, before, stored)}
        return len(chosen) == 1

    def _store(self, assessment: str, answer: Answer) -> Answer | None:
        stored = self._write(assessment, lambda: self.store.answer(assessment, answer))
        if stored is not None:
            self.answered.emit(answer.question)
        return stored

    @property
    def can_undo(self) -> bool:
        """Whether an answer was changed since the program started."""
        return bool(self._undo)

    def undo(self) -> str:
        """Put the answer that was changed last back as it was; returns its question, or nothing."""
        while self._undo:
            step = self._undo.pop()
            if not self._is_open(step.assessment):
                continue
            stored = self._store(step.assessment, step.before)
            return stored.question if stored is not None else ""
        return ""

    # --- what follows -----------------------------------------------------------------------------------------

    def record(self, assessment: Assessment) -> Record:
        """An assessment with its answers, carried to today's questions where it is older, and what they come to.

        Raises:
            AssessmentLocked: its passphrase was not given.
        """
        known = self._records.get(assessment.id)
        if known is None or known.assessment != assessment:
            answers = self._carried(assessment)
            known = Record(assessment, answers, scoring.score(self.questionnaire, assessment, answers))
            self._records[assessment.id] = known
        return known

    def _carried(self, assessment: Assessment) -> Answers:
        given = self.store.answers(assessment.id)
        if assessment.model == self.questionnaire.model:
            return given
        carried = crosswalk.carry(given, self.questionnaire, assessment.model)
        return carried.answers

    def carried(self, assessment: Assessment) -> Carried | UnknownModel | None:
        """What became of answers to an older model; None when the model is today's."""
        if assessment.model == self.questionnaire.model:
            return None
        return crosswalk.carry(self.store.answers(assessment.id), self.questionnaire, assessment.model)

    def result(self, assessment: Assessment) -> Result:
        """The ten levels, with what holds them down."""
        return self.record(assessment).result

    def targets(self, assessment: Assessment) -> Mapping[str, Target]:
        """The level each dimension is to reach, by dimension."""
        return self.store.targets(assessment.id)

    def set_target(self, assessment: str, target: Target) -> None:
        """Set the target of a dimension."""
        self._write(assessment, lambda: self.store.set_target(assessment, target))

    def remove_target(self, assessment: str, dimension: str) -> None:
        """Take the target of a dimension away."""
        self._write(assessment, lambda: self.store.remove_target(assessment, dimension))

    def against(self, assessment: Assessment, today: date) -> tuple[Standing, ...]:
        """Each target against the level reached."""
        return comparison.against(self.result(assessment), self.targets(assessment).values(), today)

    def plans(self, assessment: Assessment) -> Mapping[str, MeasurePlan]:
        """What was decided on each measure, by question."""
        return self.store.plans(assessment.id)

    def set_plan(self, assessment: str, plan: MeasurePlan) -> None:
        """Decide on a measure."""
        self._write(assessment, lambda: self.store.set_plan(assessment, plan))

    def roadmap(self, assessment: Assessment, start: date, *, capacity: int | None = AT_ONCE) -> Roadmap:
        """The measures in order, dated from a day on."""
        return roadmap.plan(
            self.questionnaire,
            self.result(assessment),
            self.targets(assessment).values(),
            self.plans(assessment),
            start,
            capacity=capacity,
        )

    def series(self, assessment: Assessment) -> Series | None:
        """The rounds of the same unit as answered by the same group, this one among them."""
        side = [one for one in self._readable_of(assessment.unit) if one.group == assessment.group]
        return next(iter(comparison.rounds(self.record(one) for one in side)), None)

    def groups(self, assessment: Assessment) -> GroupComparison:
        """What the groups of the same unit answered in the same round, side by side."""
        records = (self.record(one) for one in self._readable_of(assessment.unit))
        return comparison.between_groups(self.questionnaire, records, assessment.unit, assessment.round)

    def _readable_of(self, unit: str) -> list[Assessment]:
        return [one for one in self.all() if self.readable(one) and one.unit == unit]

    def dossier(self, assessment: Assessment, today: date) -> Dossier:
        """Everything that an export or the brief is made of, as it stands now."""
        from ictguide_desktop.export.assessment_dossier import Dossier

        return Dossier(
            self.record(assessment),
            dict(self.store.answers(assessment.id)),
            today,
            tuple(self.targets(assessment).values()),
            dict(self.plans(assessment)),
            self.roadmap(assessment, today),
            self.series(assessment),
            self.carried(assessment),
        )

    # --- from an answer to what helps -------------------------------------------------------------------------

    def opens(self, assessment: Assessment, question: Question) -> Thread:
        """What the answer to a question opens."""
        return thread.thread(
            question, self.answers(assessment).get(question.id), date.fromisoformat(assessment.on)
        )

    def proposal(self, assessment: Assessment, question: Question) -> int | None:
        """The score that the user's ticks speak for; None when they propose nothing above the answer."""
        checklists = {item: str(self.library.catalogue.items[item].page) for item in question.items}
        used = [self._run_and_ticks(page) for page in sorted(set(checklists.values()))]
        runs = [run for runs, _ticks in used for run in runs]
        ticks = [tick for _runs, ticks in used for tick in ticks]
        states = thread.states(question, checklists, runs, ticks)
        return thread.proposal(question, states, self.answers(assessment).get(question.id))

    def _run_and_ticks(self, page: str) -> tuple[tuple[Run, ...], tuple[Tick, ...]]:
        """What was ticked in a checklist, read once until something is ticked."""
        if page not in self._ticked:
            runs = self.desk.checklists.runs(page)
            ticks = (tick for run in runs for tick in self.desk.checklists.ticks(run.id).values())
            self._ticked[page] = runs, tuple(ticks)
        return self._ticked[page]

    # --- keeping up -------------------------------------------------------------------------------------------

    def _write(self, assessment: str, act: Callable[[], _Stored]) -> _Stored | None:
        """Do one change to one assessment: what was reckoned of the others stays."""
        self._writing = assessment
        try:
            return self.desk.write(ASSESSMENTS, act)
        finally:
            self._writing = ""

    def _forget(self, kind: str) -> None:
        if kind == ASSESSMENTS:
            self._all = None
        if kind == ASSESSMENTS and self._writing:
            self._records.pop(self._writing, None)
        elif kind == CHECKLISTS:
            self._ticked.clear()
        elif kind == ASSESSMENTS:
            self._records.clear()
            # What was answered in an assessment that is closed now must not stay in memory in plain.
            self._undo = [step for step in self._undo if self._is_open(step.assessment)]

    def _is_open(self, assessment: str) -> bool:
        return self.store.get(assessment) is not None and self.store.is_open(assessment)
