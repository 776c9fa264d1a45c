"""From an answer to what helps: the sections, items, cases, template and measure it opens, and the score that ticks propose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ictguide_desktop.assess.gaps import least
from ictguide_desktop.assess.scoring import Scored, counted
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Answer, Effort, Question
from ictguide_desktop.model.user import Run, Tick, TickState

PARTLY_SCORE, EVERYWHERE_SCORE = 2, 3
_SETTLED = frozenset({TickState.DONE, TickState.NOT_APPLICABLE})


class Thread(NamedTuple):
    """What a question opens, most helpful first; `low` says that its score is a gap by the page self-assessment#plan.

    `template` is empty where none fits; `months` is how long the measure takes; `after` names the questions whose
    measures come first.
    """

    question: str
    scored: Scored
    low: bool
    sections: tuple[Address, ...]
    items: tuple[str, ...]
    cases: tuple[str, ...]
    template: str
    measure: str
    effort: Effort
    months: int
    after: tuple[str, ...]


def thread(question: Question, answer: Answer | None, on: date) -> Thread:
    """What an answer, judged on a day, opens."""
    scored = counted(answer, question, on)
    return Thread(
        question.id,
        scored,
        scored.score is not None and scored.score < least(question),
        question.sections,
        question.items,
        question.cases,
        question.template,
        question.measure,
        question.effort,
        question.months,
        question.after,
    )


States = Mapping[str, Collection[TickState]]


def states(
    question: Question, checklists: Mapping[str, str], runs: Iterable[Run], ticks: Iterable[Tick]
) -> dict[str, tuple[TickState, ...]]:
    """How each item of a question stands in each run of its checklist; `checklists` names the checklist of an item.

    An item without a tick in a run is open there.
    """
    known = {(tick.run, tick.item): tick.state for tick in ticks}
    using: dict[str, list[str]] = {}
    for run in runs:
        using.setdefault(run.checklist, []).append(run.id)
    return {
        item: tuple(known.get((run, item), TickState.OPEN) for run in using.get(checklists.get(item, ""), ()))
        for item in question.items
    }


def proposal(question: Question, ticks: States, answer: Answer | None = None) -> int | None:
    """The score that the ticks speak for, or None: never 4, and never what is not above the present answer.

    Every item done or not applicable in every run, and one done at least: 3. Anything done: 2. It is a proposal; the
    evidence is still to be named, without which the score counts 1.
    """
    found = [tuple(ticks.get(item, ())) for item in question.items]
    if not any(TickState.DONE in here for here in found):
        return None
    settled = all(here and _SETTLED.issuperset(here) for here in found)
    score = EVERYWHERE_SCORE if settled else PARTLY_SCORE
    if answer is not None and answer.not_applicable:
        return None
    present = answer.score if answer is not None else None
    return None if present is not None and present >= score else score
