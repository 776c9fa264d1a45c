"""Gives work its days: as early as what it waits for and the number of works at once allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ictguide_desktop.assess.days import months_later


class Slot(NamedTuple):
    """A work to place: how many whole months it takes, which works end before, and its start where that is set."""

    name: str
    months: int
    after: tuple[str, ...]
    fixed: date | None = None


class Placed(NamedTuple):
    """First day and end of each work, and the works whose set start puts too many at once."""

    dates: Mapping[str, tuple[date, date]]
    crowded: tuple[str, ...]


def place(slots: Sequence[Slot], start: date, capacity: int | None) -> Placed:
    """Place the works in their order, each after those it waits for, which stand before it; a set start is kept.

    Works with a set start take their place first, since they do not move.
    """
    dates: dict[str, tuple[date, date]] = {}
    crowded: list[str] = []
    for slot in sorted(
        (slot for slot in slots if slot.fixed is not None), key=lambda slot: slot.fixed or start
    ):
        begin = slot.fixed or start
        end = months_later(begin, slot.months)
        if not _fits(dates, begin, end, capacity):
            crowded.append(slot.name)
        dates[slot.name] = begin, end
    for slot in slots:
        if slot.fixed is None:
            dates[slot.name] = _earliest(slot, dates, start, capacity)
    return Placed(dates, tuple(crowded))


def _earliest(
    slot: Slot, dates: Mapping[str, tuple[date, date]], start: date, capacity: int | None
) -> tuple[date, date]:
    ready = max((dates[name][1] for name in slot.after), default=start)
    ready = max(ready, start)
    # Room can only begin where a work ends; after the last end there is room for any.
    for begin in (ready, *sorted({end for _, end in dates.values() if end > ready})):
        end = months_later(begin, slot.months)
        if _fits(dates, begin, end, capacity):
            break
    return begin, end


def _fits(dates: Mapping[str, tuple[date, date]], begin: date, end: date, capacity: int | None) -> bool:
    """Whether one more work from one day to another leaves at most so many at once."""
    beside = [(first, last) for first, last in dates.values() if first < end and begin < last]
    if capacity is None or len(beside) < capacity or begin == end:
        return True
    days = {begin, *(first for first, _ in beside if first > begin)}
    return all(sum(first <= day < last for first, last in beside) < capacity for day in days)
