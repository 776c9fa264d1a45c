"""The ethics record of a system as JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ictguide_desktop.assess import body as reading
from ictguide_desktop.assess.body import WorkRefused
from ictguide_desktop.assess.ethics import (
    HIGHEST_TIER,
    NOT_KNOWN,
    ChangeOf,
    EthicsDecision,
    EthicsRecord,
    Ground,
    Stage,
    SystemChange,
    TierAnswers,
)
from ictguide_desktop.assess.form_file import note_in, note_out
from ictguide_desktop.assess.forms import Note

VERSION = 1
_TEXTS = ("system", "purpose", "tested_on", "tested_by", "reasons", "reviewer")
_OWN = frozenset({"version", "tier_test", "stage", "items", "changes", "decisions", *_TEXTS})


def to_body(record: EthicsRecord) -> dict[str, Any]:
    """A record as the store keeps it."""
    items: dict[str, dict[str, Any]] = {name: {"reply": reply} for name, reply in record.replies.items()}
    for name, note in record.notes.items():
        items.setdefault(name, {}).update(note_out(note))
    return {
        **record.extra,
        "version": VERSION,
        **{name: getattr(record, name) for name in _TEXTS},
        "tier_test": {"worst": record.answers.worst, "raisers": dict(record.answers.raisers)},
        "stage": record.stage.value,
        "items": items,
        "changes": [{"on": it.on, "of": it.of.value, "text": it.text} for it in record.changes],
        "decisions": [
            {**it._asdict(), "stage": it.stage.value, "ground": it.ground.value} for it in record.decisions
        ],
    }


def from_body(body: Mapping[str, Any]) -> EthicsRecord:
    """A record from its body; answers to items that the checklist does not have are kept.

    Raises:
        WorkRefused: the body is not that of a record, or holds something that a record cannot hold.
    """
    reading.version(body, VERSION)
    replies: dict[str, str] = {}
    notes: dict[str, Note] = {}
    for name, entry in reading.table(body.get("items"), "items").items():
        place = f"items.{reading.text(name, 'items')}"
        one = reading.table(entry, place)
        if "reply" in one:
            replies[name] = reading.text(one["reply"], f"{place}.reply")
        if "note" in one:
            notes[name] = note_in(one, place)
    changes = enumerate(reading.listed(body.get("changes"), "changes"))
    decisions = enumerate(reading.listed(body.get("decisions"), "decisions"))
    return EthicsRecord(
        **{name: reading.text(body.get(name), name) for name in _TEXTS},
        answers=_answers(body.get("tier_test")),
        stage=Stage(reading.choice(body.get("stage"), "stage", tuple(Stage))),
        replies=replies,
        notes=notes,
        changes=tuple(_change(entry, f"changes[{number}]") for number, entry in changes),
        decisions=tuple(_decision(entry, f"decisions[{number}]") for number, entry in decisions),
        extra={key: kept for key, kept in body.items() if key not in _OWN},
    )


def _answers(data: object) -> TierAnswers:
    entry = reading.table(data, "tier_test")
    worst = entry.get("worst")
    if worst is not None:
        worst = _tier(worst, "tier_test.worst", lowest=NOT_KNOWN)
    raisers = {}
    for name, value in reading.table(entry.get("raisers"), "tier_test.raisers").items():
        place = f"tier_test.raisers.{reading.text(name, 'tier_test.raisers')}"
        raisers[name] = _truth(value, place)
    return TierAnswers(worst, raisers)


def _change(data: object, place: str) -> SystemChange:
    entry = reading.table(data, place)
    return SystemChange(
        reading.day(entry.get("on"), f"{place}.on"),
        ChangeOf(reading.choice(entry.get("of"), f"{place}.of", tuple(ChangeOf))),
        reading.text(entry.get("text"), f"{place}.text"),
    )


def _decision(data: object, place: str) -> EthicsDecision:
    entry = reading.table(data, place)
    return EthicsDecision(
        reading.day(entry.get("on"), f"{place}.on"),
        reading.text(entry.get("by"), f"{place}.by"),
        reading.text(entry.get("role"), f"{place}.role"),
        _truth(entry.get("approved"), f"{place}.approved"),
        Stage(reading.choice(entry.get("stage"), f"{place}.stage", tuple(Stage))),
        _tier(entry.get("tier"), f"{place}.tier"),
        Ground(reading.choice(entry.get("ground"), f"{place}.ground", tuple(Ground))),
        reading.text(entry.get("reasons"), f"{place}.reasons"),
    )


def _tier(data: object, place: str, lowest: int = 1) -> int:
    if not isinstance(data, int) or isinstance(data, bool) or not lowest <= data <= HIGHEST_TIER:
        raise WorkRefused(place, f"a number from {lowest} to {HIGHEST_TIER} is expected here")
    return data


def _truth(data: object, place: str) -> bool:
    if not isinstance(data, bool):
        raise WorkRefused(place, "true or false is expected here")
    return data
