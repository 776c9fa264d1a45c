"""The cost plan that is worked on: every change is checked and reckoned at once, stored within a second, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from ictguide_desktop.assess.cost import Costs, Ranges, ranges, reckon
from ictguide_desktop.assess.cost_limits import PlanRefused, checked
from ictguide_desktop.assess.cost_plan import BASIS, SHARES, Category, CostPlan
from ictguide_desktop.assess.cost_problems import Problem, problems
from ictguide_desktop.assess.cost_proposals import PLANNING_RANGES, proposed_line
from ictguide_desktop.assess.cost_record import body_of, plan_from
from ictguide_desktop.assess.funding import Cover, cover
from ictguide_desktop.assess.funding_findings import Finding, findings
from ictguide_desktop.model.work import Work, WorkKind
from ictguide_desktop.services.desk import WORKS, Desk

# The clock starts at the first letter, not at the last: a kill loses no more than this.
SAVE_MS = 700
MOST_UNDONE = 200
NO_PLAN = CostPlan()


class Step(NamedTuple):
    """A plan as it stood before a field was changed."""

    path: str
    plan: CostPlan


class Reckoned(NamedTuple):
    """What follows from a plan, and is seen whatever is typed."""

    costs: Costs
    ends: Ranges
    money: Cover
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]


def reckoned(plan: CostPlan) -> Reckoned:
    """All that follows from a plan."""
    costs = reckon(plan)
    money = cover(costs)
    return Reckoned(costs, ranges(plan), money, findings(costs, money), problems(plan))


def followed(plan: CostPlan) -> CostPlan:
    """The plan with each amount that is still a proposal reckoned anew from the lines it rests on."""
    last = Category.SECURITY_OPERATIONS  # a share of the whole run, and so after the other running lines
    for category in (*(each for each in PLANNING_RANGES if each is not last), last):
        line = plan.line(category)
        if not line.proposal or BASIS[category] in SHARES:
            continue
        bare = plan.with_line(category, replace(line, amount=None, by_year=(), low=None, high=None))
        found = proposed_line(bare, category)
        if found is not None:
            figures = replace(
                line, amount=found.amount, by_year=found.by_year, low=found.low, high=found.high
            )
            plan = plan.with_line(category, figures)
    return plan


def _follow_proposals(plan: CostPlan) -> CostPlan:
    """The plan with its proposals reckoned anew, unless one of them would be out of bounds."""
    try:
        return checked(followed(plan))
    except PlanRefused:
        return plan


class PlanInHand(QObject):
    """`opened` says that another plan is in hand, or the same as it was changed elsewhere; `changed` carries the field.

    `restored` carries the field that undo or redo put back; `gone` says that the plan was deleted.
    """

    opened = Signal()
    changed = Signal(str)
    restored = Signal(str)
    gone = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.work: Work | None = None
        self.plan = NO_PLAN
        self.refused: PlanRefused | None = None
        self.result = reckoned(NO_PLAN)
        self._stored = NO_PLAN
        self._before: list[Step] = []
        self._after: list[Step] = []
        self._writing = ""
        self._saving = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SAVE_MS)
        self._clock.timeout.connect(self.flush)
        desk.changed.connect(self._follow)

    # --- which one --------------------------------------------------------------------------------------------

    def open(self, work: str) -> bool:
        """Take a plan in hand; False when there is none of that id, or it cannot be read, which `refused` says."""
        if self.work is not None and self.work.id == work and self.refused is None:
            return True
        self.flush()
        found = self._desk.works.get(work)
        if found is None or found.kind is not WorkKind.COST:
            self.work, self.refused = None, None
            return False
        self._before, self._after, self._writing = [], [], ""
        return self._read(found)

    def _read(self, work: Work) -> bool:
        self.work, self.refused = work, None
        try:
            self.plan = self._stored = plan_from(work.body)
        except PlanRefused as error:
            self.refused = error
            return False
        self.result = reckoned(self.plan)
        self.opened.emit()
        return True

    # --- changing ---------------------------------------------------------------------------------------------

    def change(self, path: str, plan: CostPlan) -> None:
        """Put another plan in place of the one in hand; changes of one field in a row are undone as one.

        Raises:
            PlanRefused: a figure is out of bounds; the plan in hand stays.
        """
        plan = _follow_proposals(checked(plan))
        if plan == self.plan:
            return
        if path != self._writing:
            self._before = [*self._before, Step(path, self.plan)][-MOST_UNDONE:]
        self._after.clear()
        self._writing = path
        self._take(plan)
        self.changed.emit(path)

    def leave(self) -> None:
        """A field was left: it is stored now, and what follows is undone apart from it."""
        self._writing = ""
        self.flush()

    @property
    def can_undo(self) -> bool:
        """Whether something was changed since the plan was taken in hand."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back last."""
        return bool(self._after)

    def undo(self) -> None:
        """Take the last change back."""
        self._step(self._before, self._after)

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._step(self._after, self._before)

    def _step(self, from_: list[Step], to: list[Step]) -> None:
        if not from_:
            return
        path, plan = from_.pop()
        to.append(Step(path, self.plan))
        self._writing = ""
        self._take(plan)
        self.changed.emit(path)
        self.restored.emit(path)

    def _take(self, plan: CostPlan) -> None:
        self.plan = plan
        self.result = reckoned(plan)
        if not self._clock.isActive():
            self._clock.start()

    # --- storing ----------------------------------------------------------------------------------------------

    def flush(self) -> bool:
        """Store what was changed; what cannot be stored stays in hand, to be tried again."""
        self._clock.stop()
        work, plan = self.work, self.plan
        if work is None or self.refused is not None or plan == self._stored:
            return True

        def store() -> Work:
            kept = self._desk.works.save(work.id, body_of(plan))
            name = plan.name.strip() or work.name
            return kept if kept.name == name else self._desk.works.rename(work.id, name)

        self._saving = True
        try:
            kept = self._desk.write(WORKS, store) if self._desk.works.get(work.id) is not None else None
        finally:
            self._saving = False
        if kept is None:
            return False
        self.work, self._stored = kept, plan
        return True

    def _follow(self, kind: str) -> None:
        """The works may have changed elsewhere; what is being typed here is stored over that."""
        if kind != WORKS or self._saving or self.work is None:
            return
        found = self._desk.works.get(self.work.id)
        if found is None:
            self.work = None
            self._clock.stop()
            self.gone.emit()
        elif self.plan == self._stored and found.body != self.work.body and not self._is_stored(found):
            self._before.clear()
            self._after.clear()
            self._read(found)
        else:
            self.work = found

    def _is_stored(self, work: Work) -> bool:
        try:
            return plan_from(work.body) == self._stored
        except PlanRefused:
            return False
