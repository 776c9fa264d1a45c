"""The ethics record of a system: six questions give its tier, the tier its items, their answers what may be decided.

The words are those of the guide: the questions and tiers stand in `ethics#tier-test`, who signs in `ethics#who-signs`, the
items in `ethics-checklist`, the rule that is reckoned here in `ethics#decision-rule`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

from ictguide_desktop.assess.days import known_day, months_later
from ictguide_desktop.assess.forms import Note, Reply
from ictguide_desktop.model.guide import Block, CheckItem, ListBlock, Page, Paragraph, Spans, Table

MODULE, CHECKLIST = "ethics", "ethics-checklist"
TIER_TEST, WHO_SIGNS, DECISION_RULE = "tier-test", "who-signs", "decision-rule"
RAISERS = ("people", "everyone", "reverse", "appeal", "explain")
"""The five that raise a tier, in the order of the list on the page; the names are those of the figure `ethics-tiers`."""
NOT_KNOWN = 0
TIER_IF_NOT_KNOWN, HIGHEST_TIER = 3, 4
LOOKED_AT_YEARLY = 3
MONTHS_OF_A_LOOK = 12


# --- the words of the guide -----------------------------------------------------------------------------------


class Tier(NamedTuple):
    """A tier in the words of the guide: its name, its typical use, what follows, and who prepares, signs and looks again."""

    name: Spans
    use: Spans
    follows: Spans
    prepares: Spans
    signs: Spans
    again: Spans


class TierTest(NamedTuple):
    """The six questions in the words of the guide: the worst that the system may do, and the five that raise the tier.

    `tiers` are the four answers to the first; `raisers` stand in the order of `RAISERS`.
    """

    worst: Spans
    tiers: tuple[Tier, ...]
    raising: Spans
    raisers: tuple[Spans, ...]


def tier_test(module: Page) -> TierTest:
    """The questions as the module asks them, in the language of the page.

    Raises:
        ValueError: the page does not hold them in the form that the guide gives them.
    """
    blocks = tuple(_blocks(module, TIER_TEST))
    paragraphs = [block.spans for block in blocks if isinstance(block, Paragraph)]
    listed = [block for block in blocks if isinstance(block, ListBlock)]
    rows = [
        block.rows
        for name in (TIER_TEST, WHO_SIGNS)
        for block in _blocks(module, name)
        if isinstance(block, Table)
    ]
    whole = len(paragraphs) >= 2 and len(rows) == 2 and all(len(table) == HIGHEST_TIER for table in rows)
    if not whole or len(listed) != 1 or len(listed[0].items) != len(RAISERS):
        raise ValueError(
            f"“{module.head.id}#{TIER_TEST}” does not hold four tiers and five questions that raise them"
        )
    tiers = (Tier(*use[:3], *signs[1:4]) for use, signs in zip(*rows, strict=True))
    return TierTest(paragraphs[0], tuple(tiers), paragraphs[1], tuple(item.spans for item in listed[0].items))


def _blocks(page: Page, name: str) -> Iterator[Block]:
    section = page.section(name)
    yield from section.blocks if section is not None else ()


def tier_items(checklist: Page, tier: int) -> tuple[CheckItem, ...]:
    """The items that apply to a tier, in the order of the checklist."""
    found = (block for _address, _section, block in checklist.blocks() if isinstance(block, CheckItem))
    return tuple(item for item in found if 0 < item.tier <= tier)


# --- the tier -------------------------------------------------------------------------------------------------


class TierAnswers(NamedTuple):
    """The answers to the six questions: the tier that fits the worst effect (`NOT_KNOWN`: nobody knows; None: not answered),
    and a yes or a no to each of `RAISERS`."""

    worst: int | None = None
    raisers: Mapping[str, bool] = MappingProxyType({})

    @property
    def complete(self) -> bool:
        """Whether all six are answered; that nobody knows is an answer to the first."""
        return self.worst is not None and all(name in self.raisers for name in RAISERS)


class TierFound(NamedTuple):
    """A tier and how it came about: the tier before raising, which answers raise it, whether it was only assumed."""

    tier: int
    before: int
    raised_by: tuple[str, ...]
    assumed: bool
    complete: bool

    @property
    def raised(self) -> bool:
        """Whether the tier is higher than the first answer says; the highest cannot be raised."""
        return self.tier > self.before


def found_tier(answers: TierAnswers) -> TierFound:
    """The tier of a system: the highest that applies, raised by one, once; one that nobody knows counts as T3."""
    assumed = answers.worst in (None, NOT_KNOWN)
    before = TIER_IF_NOT_KNOWN if answers.worst is None or assumed else answers.worst
    raised_by = tuple(name for name in RAISERS if answers.raisers.get(name))
    tier = min(HIGHEST_TIER, before + 1) if raised_by else before
    return TierFound(tier, before, raised_by, assumed, answers.complete)


# --- the record -----------------------------------------------------------------------------------------------


class Stage(StrEnum):
    """How far a system has come: no data opened, in the sandbox, in shadow mode, in live use."""

    INTAKE = "intake"
    SANDBOX = "sandbox"
    SHADOW = "shadow"
    LIVE = "live"


class ChangeOf(StrEnum):
    """What changed, so that the system is looked at again."""

    PURPOSE = "purpose"
    DATA = "data"
    SUPPLIER = "supplier"
    LAW = "law"


class SystemChange(NamedTuple):
    """A change of the system or around it, on an ISO day."""

    on: str
    of: ChangeOf
    text: str = ""


class Ground(StrEnum):
    """What the answers to the items allow."""

    PASSES = "passes"
    ACTIONS = "actions"
    OPEN = "open"
    GO_BACK = "go-back"
    STOP = "stop"


class EthicsDecision(NamedTuple):
    """Who decided, on which ISO day, for which stage, and what the answers then allowed."""

    on: str
    by: str
    role: str
    approved: bool
    stage: Stage
    tier: int
    ground: Ground
    reasons: str = ""

    @property
    def against_rule(self) -> bool:
        """Whether it approves what the rule of the guide does not allow."""
        return self.approved and self.ground not in (Ground.PASSES, Ground.ACTIONS)


@dataclass(frozen=True, slots=True)
class EthicsRecord:
    """The judgement of one system: its tier, with who took the test on which ISO day and why, and the answers to items.

    A reply is a `Reply`; the note beside it is the evidence of a yes, the reason of a not applicable, or the action that
    meets a no. `decisions` stand in the order of their making: the last one is in force.
    """

    system: str = ""
    purpose: str = ""
    answers: TierAnswers = field(default_factory=TierAnswers)
    tested_on: str = ""
    tested_by: str = ""
    reasons: str = ""
    reviewer: str = ""
    stage: Stage = Stage.INTAKE
    replies: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    changes: tuple[SystemChange, ...] = ()
    decisions: tuple[EthicsDecision, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def with_reply(self, item: str, reply: str, note: Note) -> EthicsRecord:
        """The record with another answer to an item; what is empty is taken out."""
        replies = {key: kept for key, kept in {**self.replies, item: reply}.items() if kept}
        notes = {key: kept for key, kept in {**self.notes, item: note}.items() if not kept.empty}
        return replace(self, replies=replies, notes=notes)


class Standing(NamedTuple):
    """Where a system stands on a day.

    `stop_items` are at no and never waived; `open` have no answer, no reason or no dated action; `actions` carry a dated
    action, of which `overdue` missed its day; `unproven` claim a yes without evidence. `back_to` is the stage to go back
    to; `due_again` is the day of the next look, None where only a change calls for one.
    """

    tier: TierFound
    ground: Ground
    asked: tuple[str, ...]
    stop_items: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    unproven: tuple[str, ...] = ()
    back_to: Stage | None = None
    due_again: date | None = None

    def look_due(self, today: date) -> bool:
        """Whether the system is to be looked at again by now."""
        return self.due_again is not None and self.due_again <= today


def standing(checklist: Page, record: EthicsRecord, today: date) -> Standing:
    """What the rule of ethics#decision-rule makes of a record: each item of the tier at yes or with a dated action, no
    item that is never waived at no, no action past its day."""
    tier = found_tier(record.answers)
    items = tier_items(checklist, tier.tier)
    groups: dict[str, list[str]] = {"stop_items": [], "open": [], "actions": [], "unproven": []}
    for item in items:
        if group := _group(item, record):
            groups[group].append(item.item)
    overdue = tuple(name for name in groups["actions"] if _missed(record.notes[name].by, today))
    ground = _ground(groups, overdue, tier, record.stage)
    return Standing(
        tier,
        ground,
        tuple(item.item for item in items),
        **{name: tuple(members) for name, members in groups.items()},
        overdue=overdue,
        back_to=stage_before(record.stage) if ground is Ground.GO_BACK else None,
        due_again=_due_again(record),
    )


def _group(item: CheckItem, record: EthicsRecord) -> str:
    note = record.notes.get(item.item, Note())
    match record.replies.get(item.item, ""):
        case Reply.YES:
            return "" if note.text.strip() else "unproven"
        case Reply.NO if item.criterion == "never":
            return "stop_items"
        case Reply.NO:
            return "actions" if note.dated_action else "open"
        case Reply.NOT_APPLICABLE:
            return "" if note.text.strip() else "open"
    return "open"


def _missed(by: str, today: date) -> bool:
    last = known_day(by)
    return last is not None and last < today


def _ground(
    groups: Mapping[str, list[str]], overdue: tuple[str, ...], tier: TierFound, stage: Stage
) -> Ground:
    if groups["stop_items"]:
        return Ground.STOP
    if overdue and stage_before(stage) is not None:
        return Ground.GO_BACK
    if overdue or groups["open"] or not tier.complete:
        return Ground.OPEN
    return Ground.ACTIONS if groups["actions"] else Ground.PASSES


def stage_before(stage: Stage) -> Stage | None:
    """One step back: from live use to shadow mode, from there to the sandbox; None where there is no step back."""
    steps = (Stage.SANDBOX, Stage.SHADOW, Stage.LIVE)
    return next((earlier for earlier, later in pairwise(steps) if later is stage), None)


def _due_again(record: EthicsRecord) -> date | None:
    """The day of the next look: of a change since the approval, or a year after it for the two highest tiers."""
    last = record.decisions[-1] if record.decisions else None
    decided = known_day(last.on) if last is not None else None
    if last is None or decided is None or not last.approved:
        return None
    changed = (known_day(change.on) for change in record.changes)
    days = [day for day in changed if day is not None and day > decided]
    if max(last.tier, found_tier(record.answers).tier) >= LOOKED_AT_YEARLY:
        days.append(months_later(decided, MONTHS_OF_A_LOOK))
    return min(days, default=None)


def decided(checklist: Page, record: EthicsRecord, decision: EthicsDecision) -> EthicsRecord:
    """The record with a decision more: its tier and ground are those of the day on which it is taken, whatever it says.

    Raises:
        ValueError: it names nobody, or no day.
    """
    on = known_day(decision.on)
    if on is None or not decision.by.strip():
        raise ValueError("a decision names who took it, and the day")
    now = standing(checklist, record, on)
    line = decision._replace(tier=now.tier.tier, ground=now.ground)
    return replace(
        record,
        decisions=(*record.decisions, line),
        stage=decision.stage if decision.approved else record.stage,
    )
