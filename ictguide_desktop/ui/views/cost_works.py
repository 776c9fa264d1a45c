"""The cost plans that are kept: read, begun, copied, renamed and deleted, each act written at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from weakref import WeakKeyDictionary

from ictguide_desktop.assess.cost_limits import PlanRefused
from ictguide_desktop.assess.cost_plan import CostPlan
from ictguide_desktop.assess.cost_record import body_of, plan_from
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.work import Work, WorkKind
from ictguide_desktop.services.desk import WORKS, Desk


class Kept(NamedTuple):
    """A plan as it is kept; one that cannot be read has no plan but says why."""

    work: Work
    plan: CostPlan | None
    refused: PlanRefused | None = None


_Read = dict[tuple[str, datetime], Kept]
_READ: WeakKeyDictionary[Desk, _Read] = WeakKeyDictionary()


def kept_plans(desk: Desk) -> tuple[Kept, ...]:
    """Every plan, the one changed last first; each is read once for as long as it does not change."""
    before = _READ.get(desk, {})
    now: _Read = {}
    for work in desk.works.all(WorkKind.COST):
        key = (work.id, work.changed)
        known = before.get(key)
        now[key] = known if known is not None and known.work == work else _read(work)
    _READ[desk] = now
    return tuple(sorted(now.values(), key=lambda kept: kept.work.changed, reverse=True))


def _read(work: Work) -> Kept:
    try:
        return Kept(work, plan_from(work.body))
    except PlanRefused as error:
        return Kept(work, None, error)


def free_name(desk: Desk, name: str) -> str:
    """The name, or the name with the first number that no plan has yet."""
    taken = {work.name.strip().casefold() for work in desk.works.all(WorkKind.COST)}
    number, found = 1, name
    while found.strip().casefold() in taken:
        number += 1
        found = f"{name} {number}"
    return found


def begin(desk: Desk, plan: CostPlan) -> Work | None:
    """Keep a new plan under its name; None when it could not be stored."""
    named = replace(plan, name=free_name(desk, plan.name))
    return desk.write(WORKS, lambda: desk.works.start(WorkKind.COST, "", named.name, body_of(named)))


def duplicate(desk: Desk, kept: Kept) -> Work | None:
    """Keep a copy under a name of its own."""
    if kept.plan is None:
        return None
    return begin(desk, replace(kept.plan, name=_("{name}, copy").format(name=kept.work.name)))


def rename(desk: Desk, kept: Kept, name: str) -> None:
    """Give a plan another name, in the list and on its first line."""

    def act() -> Work:
        if kept.plan is not None:
            desk.works.save(kept.work.id, body_of(replace(kept.plan, name=name)))
        return desk.works.rename(kept.work.id, name)

    desk.write(WORKS, act)


def delete(desk: Desk, work: Work) -> bool:
    """Delete a plan; offers to undo it."""
    removed = desk.write(WORKS, lambda: desk.works.delete(work.id))
    if removed is None:
        return False
    said = _("Plan deleted: {name}").format(name=work.name)
    desk.offer_undo(WORKS, said, lambda: desk.works.restore(removed))
    return True
