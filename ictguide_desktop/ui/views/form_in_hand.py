"""The filled template that is worked on: judged at every change, stored within a second, and every change can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from ictguide_desktop.assess.form_file import from_body, to_body
from ictguide_desktop.assess.forms import (
    Flaw,
    Form,
    Progress,
    Verdict,
    decides,
    due,
    fields,
    filled,
    problems,
    progress,
    verdict,
)
from ictguide_desktop.model.guide import Page
from ictguide_desktop.model.work import Work, WorkKind
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.ui.views.work_in_hand import WorkInHand

NOTHING = Form("")


class Judged(NamedTuple):
    """What a form comes to: how far it is, what is wrong with which field, and the verdict where there is one.

    `missing` are the required fields that are due and empty, `filled` all that hold something usable.
    """

    progress: Progress = Progress(0, 0)
    flaws: dict[str, Flaw] = {}  # noqa: RUF012 - never changed, only replaced
    missing: tuple[str, ...] = ()
    filled: frozenset[str] = frozenset()
    due: frozenset[str] = frozenset()
    verdict: Verdict | None = None

    @property
    def lacking(self) -> tuple[str, ...]:
        """The fields to go to one after another: those that are missing, and then those in which something is wrong."""
        return self.missing or tuple(self.flaws)


def judged(page: Page, form: Form) -> Judged:
    """All that is said of a form beside its fields."""
    flaws = {one.field: one.flaw for one in problems(page, form)}
    asked = due(page, form)
    done = frozenset(one.field for one in fields(page) if filled(one, form))
    missing = tuple(one.field for one in asked if one.required and one.field not in done)
    return Judged(
        progress(page, form),
        flaws,
        missing,
        done,
        frozenset(one.field for one in asked),
        verdict(page, form) if decides(page) else None,
    )


class FormInHand(WorkInHand[Form]):
    """The form in hand with its template; `stored` says that what was typed is on the disk."""

    stored = Signal()

    KIND = WorkKind.FORM

    def __init__(
        self, desk: Desk, page_of: Callable[[str], Page | None], parent: QObject | None = None
    ) -> None:
        super().__init__(desk, NOTHING, parent)
        self._page_of = page_of
        self.page: Page | None = None
        self._judged: tuple[Page | None, Form, Judged] | None = None

    @property
    def form(self) -> Form:
        """The form in hand."""
        return self.piece

    @property
    def judged(self) -> Judged:
        """What the form comes to, reckoned once for each state of it."""
        known = self._judged
        if known is None or known[0] is not self.page or known[1] is not self.form:
            told = judged(self.page, self.form) if self.page is not None else Judged()
            known = self._judged = (self.page, self.form, told)
        return known[2]

    def read(self, work: Work) -> Form:
        self.page = self._page_of(work.subject)
        return from_body(work.subject, work.body)

    def body(self, piece: Form) -> Mapping[str, Any]:
        return to_body(piece)

    def title(self, _piece: Form) -> str:
        return self.work.name if self.work is not None else ""  # a form is named apart from what stands in it

    def follow_language(self) -> None:
        """Take the template in the language in force; the form is in no language."""
        if self.work is not None:
            self.page = self._page_of(self.work.subject)

    def change(self, field: str, form: Form) -> None:
        """Put another form in place of the one in hand; changes of one field in a row are taken back as one."""
        self.type(field, form)

    @property
    def waiting(self) -> bool:
        """Whether something is not on the disk yet."""
        return self.work is not None and self.refused is None and self.form != self._stored

    def flush(self) -> bool:
        waited = self.waiting
        kept = super().flush()
        if waited and kept:
            self.stored.emit()
        return kept
