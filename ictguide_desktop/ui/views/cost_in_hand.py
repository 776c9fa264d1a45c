"""The cost plan that is worked on: every change is checked and reckoned at once, stored within a second, and can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QObject

from ictguide_desktop.assess.body import WorkRefused
from ictguide_desktop.assess.cost import Costs, Ranges, ranges, reckon
from ictguide_desktop.assess.cost_limits import PlanRefused, checked
from ictguide_desktop.assess.cost_plan import BASIS, SHARES, Category, CostPlan
from ictguide_desktop.assess.cost_problems import Problem, problems
from ictguide_desktop.assess.cost_proposals import PLANNING_RANGES, proposed_line
from ictguide_desktop.assess.cost_record import body_of, plan_from
from ictguide_desktop.assess.funding import Cover, cover
from ictguide_desktop.assess.funding_findings import Finding, findings
from ictguide_desktop.model.work import Work, WorkKind
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.ui.views.work_in_hand import WorkInHand

NO_PLAN = CostPlan()


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


class PlanInHand(WorkInHand[CostPlan]):
    """The plan in hand, and what follows from it."""

    KIND = WorkKind.COST

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, NO_PLAN, parent)
        self._reckoned = (NO_PLAN, reckoned(NO_PLAN))

    @property
    def plan(self) -> CostPlan:
        """The plan in hand."""
        return self.piece

    @property
    def result(self) -> Reckoned:
        """What follows from the plan, reckoned once for each state of it."""
        if self._reckoned[0] is not self.piece:
            self._reckoned = (self.piece, reckoned(self.piece))
        return self._reckoned[1]

    def read(self, work: Work) -> CostPlan:
        try:
            return plan_from(work.body)
        except PlanRefused as error:
            raise WorkRefused(error.field, str(error)) from error

    def body(self, piece: CostPlan) -> Mapping[str, Any]:
        return body_of(piece)

    def title(self, piece: CostPlan) -> str:
        return piece.name.strip() or (self.work.name if self.work is not None else "")

    def change(self, path: str, plan: CostPlan) -> None:
        """Put another plan in place of the one in hand; changes of one field in a row are undone as one.

        Raises:
            PlanRefused: a figure is out of bounds; the plan in hand stays.
        """
        self.type(path, _follow_proposals(checked(plan)))
