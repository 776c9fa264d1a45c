"""The filled template that is worked on: judged at every change, stored within a second, and every change can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from ictguide_desktop.assess.body import WorkRefused
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
from ictguide_desktop.services.desk import WORKS, Desk

# The clock starts at the first letter, not at the last: a kill loses no more than this.
SAVE_MS = 700
MOST_UNDONE = 200
NOTHING = Form("")


class Step(NamedTuple):
    """A form as it stood before a field was changed."""

    field: str
    form: Form


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


class FormInHand(QObject):
    """`opened` says that another form is in hand, or the same as it was changed elsewhere; `changed` carries the field.

    `restored` carries the field that undo or redo put back; `gone` says that the form was deleted; `stored` that what was
    typed is on the disk.
    """

    opened = Signal()
    changed = Signal(str)
    restored = Signal(str)
    gone = Signal()
    stored = Signal()

    def __init__(
        self, desk: Desk, page_of: Callable[[str], Page | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page_of = page_of
        self.work: Work | None = None
        self.form = NOTHING
        self.page: Page | None = None
        self.refused: WorkRefused | None = None
        self.judged = Judged()
        self._stored = NOTHING
        self._before: list[Step] = []
        self._after: list[Step] = []
        self._writing = ""
        self._saving = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SAVE_MS)
        self._clock.timeout.connect(self.flush)
        desk.changed.connect(self._follow)

    # --- which one --------------------------------------------------------------------------------------------

    def open(self, work: str) -> bool:
        """Take a form in hand; False when there is none of that id, or it cannot be read, which `refused` says."""
        if self.work is not None and self.work.id == work and self.refused is None:
            return True
        self.flush()
        found = self._desk.works.get(work)
        if found is None or found.kind is not WorkKind.FORM:
            self.close()
            return False
        self._before, self._after, self._writing = [], [], ""
        return self._read(found)

    def close(self) -> None:
        """Store what was typed, and have no form in hand."""
        self.flush()
        self.work, self.refused, self.form, self._stored = None, None, NOTHING, NOTHING

    def follow_language(self) -> None:
        """Take the template in the language in force; the form is in no language."""
        if self.work is not None:
            self.page = self._page_of(self.work.subject)

    def _read(self, work: Work) -> bool:
        self.work, self.refused = work, None
        self.page = self._page_of(work.subject)
        try:
            self.form = self._stored = from_body(work.subject, work.body)
        except WorkRefused as error:
            self.refused, self.form = error, NOTHING
            return False
        self._judge()
        self.opened.emit()
        return True

    def _judge(self) -> None:
        self.judged = judged(self.page, self.form) if self.page is not None else Judged()

    # --- changing ---------------------------------------------------------------------------------------------

    def change(self, field: str, form: Form) -> None:
        """Put another form in place of the one in hand; changes of one field in a row are taken back as one."""
        if form == self.form:
            return
        if field != self._writing:
            self._before = [*self._before, Step(field, self.form)][-MOST_UNDONE:]
        self._after.clear()
        self._writing = field
        self._take(form)
        self.changed.emit(field)

    def leave(self) -> None:
        """A field was left: it is stored now, and what follows is taken back apart from it."""
        self._writing = ""
        self.flush()

    def undo(self) -> bool:
        """Take the last change back; False when there is none."""
        return self._step(self._before, self._after)

    def redo(self) -> bool:
        """Make the change again that was taken back last; False when there is none."""
        return self._step(self._after, self._before)

    def _step(self, from_: list[Step], to: list[Step]) -> bool:
        # A text that was taken back letter by letter in its field stands as it did before: that is no step.
        while from_ and from_[-1].form == self.form:
            from_.pop()
        if not from_:
            return False
        field, form = from_.pop()
        to.append(Step(field, self.form))
        self._writing = ""
        self._take(form)
        self.changed.emit(field)
        self.restored.emit(field)
        self.flush()
        return True

    def _take(self, form: Form) -> None:
        self.form = form
        self._judge()
        if not self._clock.isActive():
            self._clock.start()

    # --- storing ----------------------------------------------------------------------------------------------

    @property
    def waiting(self) -> bool:
        """Whether something is not on the disk yet."""
        return self.work is not None and self.refused is None and self.form != self._stored

    def flush(self) -> bool:
        """Store what was changed; what cannot be stored stays in hand, to be tried again."""
        self._clock.stop()
        work, form = self.work, self.form
        if work is None or not self.waiting:
            return True
        self._saving = True
        try:
            there = self._desk.works.get(work.id) is not None
            kept = (
                self._desk.write(WORKS, lambda: self._desk.works.save(work.id, to_body(form)))
                if there
                else None
            )
        finally:
            self._saving = False
        if kept is None:
            return False
        self.work, self._stored = kept, form
        self.stored.emit()
        return True

    def _follow(self, kind: str) -> None:
        """The works may have changed elsewhere; what is being typed here is stored over that."""
        if kind != WORKS or self._saving or self.work is None:
            return
        found = self._desk.works.get(self.work.id)
        if found is None:
            self.work = None
            self._clock.stop()
            self.gone.emit()
        elif not self.waiting and found.body != self.work.body and found.body != to_body(self._stored):
            self._before.clear()
            self._after.clear()
            self._read(found)
        else:
            self.work = found
