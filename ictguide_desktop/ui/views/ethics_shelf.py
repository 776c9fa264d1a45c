"""The ethics records that are kept: read and judged, begun, copied for a new look, deleted, offered as a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ictguide_desktop.assess.body import WorkRefused
from ictguide_desktop.assess.ethics import EthicsDecision, EthicsRecord, Standing, SystemChange, standing
from ictguide_desktop.assess.ethics_file import from_body, to_body
from ictguide_desktop.assess.forms import Note
from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.export.ethics_document import EthicsPages
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.document import Document
from ictguide_desktop.model.guide import Page
from ictguide_desktop.model.work import Work, WorkKind
from ictguide_desktop.services.desk import WORKS, Desk
from ictguide_desktop.services.exporting import DOCUMENT_FORMATS, Offer, Wanted
from ictguide_desktop.ui.views.date_field import today
from ictguide_desktop.ui.views.ethics_in_hand import NOTHING, Draft, with_draft
from ictguide_desktop.ui.views.ethics_words import STOPPING, system_name

LEFT_OUT = "…"
_UNFIT = re.compile(r"[\W_]+")


class Kept(NamedTuple):
    """A record as a list shows it; one that cannot be read says why, and stands nowhere."""

    work: Work
    record: EthicsRecord = NOTHING
    standing: Standing | None = None
    refused: WorkRefused | None = None

    def urgent(self, on: date) -> bool:
        """Whether it stops, goes back, is to be looked at again or cannot be read."""
        return self.standing is None or self.standing.ground in STOPPING or self.standing.look_due(on)


class EthicsShelf:
    """What is done here is stored at once; a failure is said by the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, tuple[Page, date, Kept]] = {}

    def all(self, checklist: Page) -> tuple[Kept, ...]:
        """Every record, those that need somebody first, then the one changed last first."""
        on = today()
        found = [self._kept(work, checklist, on) for work in self._desk.works.all(WorkKind.ETHICS)]
        self._known = {kept.work.id: (checklist, on, kept) for kept in found}
        found.sort(key=lambda kept: kept.work.changed, reverse=True)
        return tuple(sorted(found, key=lambda kept: not kept.urgent(on)))

    def _kept(self, work: Work, checklist: Page, on: date) -> Kept:
        page, day, kept = self._known.get(work.id, (None, None, None))
        if kept is not None and kept.work == work and page is checklist and day == on:
            return kept
        try:
            record = from_body(work.body)
        except WorkRefused as error:
            return Kept(work, refused=error)
        return Kept(work, record, standing(checklist, record, on))

    def start(self) -> Work | None:
        """Begin a record of a system that is named next."""
        return self._start(NOTHING)

    def duplicate(self, work: str) -> Work | None:
        """Copy a record for a new look: the answers come along, the decisions and who took the test stay where they are."""
        found = self._desk.works.get(work)
        if found is None:
            return None
        record = from_body(found.body)
        copy = replace(
            record,
            system=_("{name}, new look").format(name=system_name(record.system)),
            tested_on="",
            tested_by="",
            changes=(),
            decisions=(),
        )
        return self._start(with_draft(copy, Draft()))

    def delete(self, work: str) -> bool:
        """Delete a record; offers to undo it."""
        found = self._desk.works.get(work)
        removed = self._desk.write(WORKS, lambda: self._desk.works.delete(work)) if found else None
        if found is None or removed is None:
            return False
        said = _("Record deleted: {name}").format(name=system_name(found.name))
        self._desk.offer_undo(WORKS, said, lambda: self._desk.works.restore(removed))
        return True

    def _start(self, record: EthicsRecord) -> Work | None:
        body = to_body(record)
        return self._desk.write(
            WORKS, lambda: self._desk.works.start(WorkKind.ETHICS, "", record.system.strip(), body)
        )


def record_offer(edition: Edition, record: EthicsRecord) -> Offer:
    """The record as a document; everything but the pages is read now, since it is made off the GUI thread."""
    on = today()

    def make(wanted: Wanted) -> Document:
        from ictguide_desktop.assess.ethics import CHECKLIST, MODULE
        from ictguide_desktop.export.ethics_document import ethics_document
        from ictguide_desktop.i18n.catalog import words_in

        language = wanted.language
        pages = EthicsPages(edition.page(MODULE, language), edition.page(CHECKLIST, language))
        shown = nameless(record) if wanted.nameless else record
        return ethics_document(pages, shown, on, edition.name, language, words_in)

    stem = "-".join(part for part in _UNFIT.split(record.system.casefold()) if part)[:50]
    return Offer(
        name=f"ethics-{stem}" if stem else "ethics-record",
        title=_("Ethics record: {name}").format(name=system_name(record.system)),
        formats=DOCUMENT_FORMATS,
        make=make,
        names=record != nameless(record),
    )


def nameless(record: EthicsRecord) -> EthicsRecord:
    """The record without names of persons and without what was written freely, but for the system's own name.

    Where something stood that the rule of the guide asks for, a sign that it was left out stands in its place, so that the
    record says of the answers what it said before.
    """
    return replace(
        record,
        purpose="",
        tested_by="",
        reasons="",
        reviewer="",
        notes=_without_words(record.notes),
        changes=tuple(SystemChange(change.on, change.of) for change in record.changes),
        decisions=tuple(_without_name(decision) for decision in record.decisions),
        extra={},
    )


def _without_words(notes: Mapping[str, Note]) -> dict[str, Note]:
    return {
        item: Note(*(_left_out(part) for part in note))._replace(by=note.by) for item, note in notes.items()
    }


def _without_name(decision: EthicsDecision) -> EthicsDecision:
    return decision._replace(by=_left_out(decision.by), role="", reasons="")


def _left_out(text: str) -> str:
    return LEFT_OUT if text.strip() else ""
