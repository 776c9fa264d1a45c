"""The ethics record that is worked on, where it stands today, and the decision that is being written but not taken yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QObject

from ictguide_desktop.assess.ethics import (
    EthicsDecision,
    EthicsRecord,
    Stage,
    Standing,
    SystemChange,
    found_tier,
    standing,
)
from ictguide_desktop.assess.ethics_file import from_body, to_body
from ictguide_desktop.assess.forms import Note, Reply
from ictguide_desktop.export.ethics_document import EthicsPages
from ictguide_desktop.model.work import Work, WorkKind
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.ui.views.date_field import today
from ictguide_desktop.ui.views.work_in_hand import WorkInHand

NOTHING = EthicsRecord()
DRAFT = "decision_draft"
TEST, ITEM, DECISION, CHANGE = "test", "item.", "decision", "change"
"""The parts of a record begin so: the six questions, the answer to an item, what is decided, what changed."""


class Draft(NamedTuple):
    """A decision as far as it is written; `approved` is None and `stage` empty while nothing is chosen."""

    by: str = ""
    role: str = ""
    on: str = ""
    stage: str = ""
    approved: bool | None = None
    reasons: str = ""


def draft_of(record: EthicsRecord) -> Draft:
    """The decision that is being written; what cannot be read of it is empty."""
    kept = record.extra.get(DRAFT)
    if not isinstance(kept, Mapping):
        return Draft()
    texts = {
        name: kept[name]
        for name in ("by", "role", "on", "stage", "reasons")
        if isinstance(kept.get(name), str)
    }
    if texts.get("stage") not in set(Stage):
        texts.pop("stage", None)
    approved = kept.get("approved")
    return Draft(**texts, approved=approved if isinstance(approved, bool) else None)


def with_draft(record: EthicsRecord, draft: Draft) -> EthicsRecord:
    """The record with another decision being written; it is no decision, and no document shows it."""
    extra = {key: kept for key, kept in record.extra.items() if key != DRAFT}
    if draft != Draft():
        extra[DRAFT] = draft._asdict()
    return replace(record, extra=extra)


def reply_of(record: EthicsRecord, item: str) -> str:
    """The answer to an item; one that is none of the three counts as none."""
    reply = record.replies.get(item, "")
    return reply if reply in set(Reply) else ""


def note_of(record: EthicsRecord, item: str) -> Note:
    """What stands beside the answer to an item."""
    return record.notes.get(item, Note())


def above_tier(record: EthicsRecord, stands: Standing) -> int:
    """How many items that the tier does not ask have an answer, which is kept."""
    return sum(item not in stands.asked for item in record.replies)


class RecordInHand(WorkInHand[EthicsRecord]):
    """What was decided or deleted is put back in the store itself, where it may no longer be in hand."""

    KIND = WorkKind.ETHICS

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, NOTHING, parent)

    @property
    def record(self) -> EthicsRecord:
        """The record in hand."""
        return self.piece

    def read(self, work: Work) -> EthicsRecord:
        return from_body(work.body)

    def body(self, piece: EthicsRecord) -> Mapping[str, Any]:
        return to_body(piece)

    def title(self, piece: EthicsRecord) -> str:
        return piece.system.strip()

    def stands(self, pages: EthicsPages) -> Standing:
        """Where the system stands today."""
        return standing(pages.checklist, self.record, today())

    @property
    def tier(self) -> int:
        """The tier that the answers give."""
        return found_tier(self.record.answers).tier

    def take_back(self, work: str, made: EthicsDecision, before: EthicsRecord) -> None:
        """Take back a decision that was recorded a moment ago: it is being written again, and the stage is as before."""

        def undone(record: EthicsRecord) -> EthicsRecord:
            if made not in record.decisions:
                return record
            decisions = list(record.decisions)
            decisions.remove(made)
            return with_draft(
                replace(record, decisions=tuple(decisions), stage=before.stage), draft_of(before)
            )

        self._rewrite(work, undone)

    def put_back_change(self, work: str, number: int, change: SystemChange) -> None:
        """Put back a change that was deleted."""

        def undone(record: EthicsRecord) -> EthicsRecord:
            changes = list(record.changes)
            changes.insert(number, change)
            return replace(record, changes=tuple(changes))

        self._rewrite(work, undone)

    def _rewrite(self, work: str, undone: Callable[[EthicsRecord], EthicsRecord]) -> None:
        self.flush()
        found = self._desk.works.get(work)
        if found is not None and found.kind is self.KIND:
            self._desk.works.save(work, to_body(undone(from_body(found.body))))
