"""From gaps to a dated plan: measures in the order of what each needs and brings, a few at a time (self-assessment#plan)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from ictguide_desktop.assess.days import day
from ictguide_desktop.assess.forecast import REACHED_SCORE, Gain, Levels, Outlook
from ictguide_desktop.assess.gaps import AT_ONCE, Gap, Plans, ranked_gaps
from ictguide_desktop.assess.schedule import Placed, Slot, place
from ictguide_desktop.assess.scoring import Result
from ictguide_desktop.model.assessment import Effort, MeasurePlan, Question, Questionnaire, Target

# A prerequisite is met once it is written and applied in part.
PREREQUISITE_SCORE = 2


class Origin(StrEnum):
    """Why a measure stands in the plan."""

    GAP = "gap"
    CHOSEN = "chosen"
    PULLED_IN = "pulled-in"


class Step(NamedTuple):
    """One measure in the plan, named by its question.

    `waits_for`: measures that must end first; `needed_for`: those that wait for this one. `months` are whole calendar
    months, and on the day `end` the next measure may begin. `fixed`: the administration set the start. `gain` is what
    the measure brings when those before it in the order are done.
    """

    question: str
    origin: Origin
    waits_for: tuple[str, ...]
    needed_for: tuple[str, ...]
    owner: str
    effort: Effort
    months: int
    start: date
    end: date
    fixed: bool
    gain: Gain


class Clash(StrEnum):
    """What in the decisions of the administration does not fit together."""

    START_BEFORE_PREREQUISITE = "start-before-prerequisite"
    OVER_CAPACITY = "over-capacity"
    DECLINED_BUT_NEEDED = "declined-but-needed"


class Conflict(NamedTuple):
    """A decision that was kept although it does not fit, the measure it is about and the other one, if any."""

    clash: Clash
    question: str
    other: str = ""


class Milestone(NamedTuple):
    """A day on which measures end, and the level of each dimension from then on."""

    on: date
    levels: Levels


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The measures in order, with the levels they lead to; `now` are the levels before the first of them ends.

    `done` names measures that the administration has done and not scored again: `now` counts them as scored 3.
    """

    start: date
    steps: tuple[Step, ...]
    done: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    gaps: tuple[Gap, ...]
    now: Levels
    milestones: tuple[Milestone, ...]

    @property
    def end(self) -> date:
        """The day on which the last measure ends; the start, where there is none."""
        return max((step.end for step in self.steps), default=self.start)

    @property
    def pulled_in(self) -> tuple[str, ...]:
        """The measures that stand in the plan only because another needs them."""
        return tuple(step.question for step in self.steps if step.origin is Origin.PULLED_IN)

    @property
    def forecast(self) -> Levels:
        """The level of each dimension when all measures are done."""
        return self.milestones[-1].levels if self.milestones else self.now

    def levels_on(self, on: date) -> Levels:
        """The level of each dimension on a day."""
        past = [milestone.levels for milestone in self.milestones if milestone.on <= on]
        return past[-1] if past else self.now


# --- the graph of the measures --------------------------------------------------------------------------------


def cycles(questionnaire: Questionnaire) -> tuple[tuple[str, ...], ...]:
    """The circles in which measures wait for each other, the shortest through each question caught in one; none is right."""
    after = {question.id: question.after for question in questionnaire.questions}
    found: list[tuple[str, ...]] = []
    caught: set[str] = set()
    for question in after:
        circle = () if question in caught else _circle(question, after)
        if circle:
            found.append(circle)
            caught.update(circle)
    return tuple(found)


def _circle(start: str, after: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The shortest way from a question back to itself, without naming it twice; empty where there is none."""
    came_from: dict[str, str] = {}
    waiting = [start]
    for here in waiting:
        for there in after.get(here, ()):
            if there == start:
                way = [here]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return ()


def _refuse_cycles(questionnaire: Questionnaire) -> None:
    try:
        TopologicalSorter({question.id: question.after for question in questionnaire.questions}).prepare()
    except CycleError:
        circles = "; ".join(" → ".join((*circle, circle[0])) for circle in cycles(questionnaire))
        raise ValueError(f"the measures wait for each other in a circle: {circles}") from None


# --- the plan -------------------------------------------------------------------------------------------------


def plan(
    questionnaire: Questionnaire,
    result: Result,
    targets: Iterable[Target],
    plans: Plans,
    start: date,
    *,
    capacity: int | None = AT_ONCE,
) -> Roadmap:
    """The roadmap from a day on; what-if is the same call with other plans or targets.

    Measures are those of the gaps, less the declined, plus the chosen, plus what these need. Critical questions below 2,
    with what they need, come before the rest, which goes by gain, then by the rank of the gap. At most `capacity`
    measures run at once (None: any number). A start that the administration set is kept, and what it breaks is reported.

    Raises:
        ValueError: when measures wait for each other in a circle, a start is no day, or the capacity is below 1.
    """
    _refuse_cycles(questionnaire)
    if capacity is not None and capacity < 1:
        raise ValueError(f"at most {capacity} measures at once leaves no room for any; allow one or more")
    gaps = ranked_gaps(questionnaire, result, targets, plans)
    measures = {question.id: question for question in questionnaire.questions if question.measure}
    decided = {name: plans.get(name) or MeasurePlan(name) for name in measures}
    done = tuple(name for name, mine in decided.items() if mine.done)
    outlook = Outlook(questionnaire, result)
    for name in done:
        outlook.reach(name)
    now = outlook.levels()
    draft = _drafted(measures, decided, result, gaps)
    gains = _ordered(draft, gaps, outlook)
    slots = tuple(_slot(measures[name], decided[name], draft.waits[name]) for name in gains)
    placed = place(slots, start, capacity)
    steps = _steps(measures, decided, draft, gains, slots, placed)
    crowded = (Conflict(Clash.OVER_CAPACITY, name) for name in placed.crowded)
    return Roadmap(
        start,
        steps,
        done,
        (*draft.conflicts, *_too_early(steps), *crowded),
        gaps,
        now,
        _milestones(steps, done, Outlook(questionnaire, result)),
    )


class _Draft(NamedTuple):
    """The measures to plan, before they have an order: why each is there, what it waits for, what does not fit."""

    origins: dict[str, Origin]
    waits: dict[str, frozenset[str]]
    conflicts: tuple[Conflict, ...]


def _drafted(
    measures: Mapping[str, Question], decided: Mapping[str, MeasurePlan], result: Result, gaps: Sequence[Gap]
) -> _Draft:
    origins = {
        gap.question: Origin.GAP
        for gap in gaps
        if gap.question in measures
        and gap.score < REACHED_SCORE
        and not (gap.struck or gap.declined or gap.done)
    }
    for name, mine in decided.items():
        if mine.chosen and not mine.done:
            origins.setdefault(name, Origin.CHOSEN)
    waits: dict[str, frozenset[str]] = {}
    conflicts: list[Conflict] = []
    waiting = list(origins)
    for name in waiting:  # grows by what is pulled in
        needed = [
            it for it in measures[name].after if it in measures and not decided[it].done and _open(it, result)
        ]
        waits[name] = frozenset(needed)
        conflicts.extend(
            Conflict(Clash.DECLINED_BUT_NEEDED, it, name) for it in needed if decided[it].chosen is False
        )
        pulled_in = [it for it in needed if it not in origins]
        origins |= dict.fromkeys(pulled_in, Origin.PULLED_IN)
        waiting.extend(pulled_in)
    return _Draft(origins, waits, tuple(conflicts))


def _open(question: str, result: Result) -> bool:
    """Whether a prerequisite is still to be met; a question that is not answered has shown nothing."""
    scored = result.scores.get(question)
    if scored is None or scored.score is None:
        return scored is None or not scored.set_aside
    return scored.score < PREREQUISITE_SCORE


def _ordered(draft: _Draft, gaps: Sequence[Gap], outlook: Outlook) -> dict[str, Gain]:
    """The measures in order, each with its gain; every one is taken as done before the next is chosen."""
    rank = {gap.question: n for n, gap in enumerate(gaps)}
    urgent = _with_needed([gap.question for gap in gaps if gap.first and gap.question in draft.waits], draft)
    # In the order of the ranks, so that of equal measures the one of higher rank is met first.
    left = sorted(draft.waits, key=lambda name: rank.get(name, len(rank)))
    gains: dict[str, Gain] = {}
    while left:
        ready = [name for name in left if draft.waits[name] <= gains.keys()]
        chosen = max(
            ready, key=lambda name: (name in urgent, outlook.gain(name).level, outlook.gain(name).mean)
        )
        gains[chosen] = outlook.gain(chosen)
        outlook.reach(chosen)
        left.remove(chosen)
    return gains


def _with_needed(names: Iterable[str], draft: _Draft) -> Collection[str]:
    """The measures and all that they wait for, at any remove."""
    found = dict.fromkeys(names)
    waiting = list(found)
    for name in waiting:
        waiting.extend(draft.waits[name] - found.keys())
        found |= dict.fromkeys(draft.waits[name])
    return found


def _slot(question: Question, mine: MeasurePlan, waits: Collection[str]) -> Slot:
    months = question.months if mine.months is None else mine.months
    return Slot(question.id, max(0, months), tuple(waits), day(mine.start) if mine.start else None)


def _steps(
    measures: Mapping[str, Question],
    decided: Mapping[str, MeasurePlan],
    draft: _Draft,
    gains: Mapping[str, Gain],
    slots: Sequence[Slot],
    placed: Placed,
) -> tuple[Step, ...]:
    needed_for: dict[str, list[str]] = {name: [] for name in gains}
    for name in gains:
        for other in draft.waits[name]:
            needed_for[other].append(name)
    return tuple(
        Step(
            slot.name,
            draft.origins[slot.name],
            tuple(name for name in gains if name in draft.waits[slot.name]),
            tuple(needed_for[slot.name]),
            decided[slot.name].owner,
            decided[slot.name].effort or measures[slot.name].effort,
            slot.months,
            *placed.dates[slot.name],
            fixed=slot.fixed is not None,
            gain=gains[slot.name],
        )
        for slot in slots
    )


def _too_early(steps: Sequence[Step]) -> Iterable[Conflict]:
    end = {step.question: step.end for step in steps}
    for step in steps:
        for other in step.waits_for:
            if step.start < end[other]:
                yield Conflict(Clash.START_BEFORE_PREREQUISITE, step.question, other)


def _milestones(steps: Sequence[Step], done: Iterable[str], outlook: Outlook) -> tuple[Milestone, ...]:
    for name in done:
        outlook.reach(name)
    found: dict[date, Milestone] = {}
    for step in sorted(steps, key=lambda step: step.end):
        outlook.reach(step.question)
        found[step.end] = Milestone(step.end, outlook.levels())
    return tuple(found.values())
