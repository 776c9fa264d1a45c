"""The run of a checklist that is in hand: its answers as stored and as typed, and every change written within a second."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.model.user import Run, Tick, TickState
from ictguide_desktop.services.desk import CHECKLISTS, Desk
from ictguide_desktop.store.checklists import RemovedRun

# A kill loses what was typed in the last 0.7 seconds: the clock starts at the first letter, not at the last.
SAVE_MS = 700
EVIDENCE, OWNER, DATE = "evidence", "owner", "date"


class Answer(NamedTuple):
    """What a run says of one item."""

    state: TickState = TickState.OPEN
    evidence: str = ""
    owner: str = ""
    date: str = ""


class Tally(NamedTuple):
    """How far a run is: `done` includes the items that do not apply."""

    done: int
    not_applicable: int
    total: int

    @property
    def percent(self) -> int:
        """Whole per cent."""
        return round(100 * self.done / self.total) if self.total else 0


class _Place(NamedTuple):
    """Where a text that is being typed belongs; no run means one that is still to be begun."""

    checklist: str
    run: str
    item: str


class RunInHand(QObject):
    """`changed` says that runs or answers may differ from what is shown; `begun` carries the name of a run that began by itself."""

    changed = Signal()
    begun = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._checklist = ""
        self._run: Run | None = None
        self._ticks: dict[str, Tick] = {}
        self._chosen: dict[str, str] = {}
        self._typed: dict[_Place, dict[str, str]] = {}
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SAVE_MS)
        self._clock.timeout.connect(self.flush)
        desk.changed.connect(self._follow)

    # --- runs -------------------------------------------------------------------------------------------------

    @property
    def run(self) -> Run | None:
        """The run in hand; None when the checklist has not been begun."""
        return self._run

    @property
    def runs(self) -> tuple[Run, ...]:
        """Every run of the checklist, the oldest first."""
        return self._desk.checklists.runs(self._checklist) if self._checklist else ()

    def open(self, checklist: str) -> None:
        """Take up a checklist: with the run chosen before, or the one last worked on."""
        if checklist != self._checklist:
            self.flush()
        self._checklist = checklist
        self._read()

    def choose(self, run: str) -> None:
        """Take another run in hand."""
        self.flush()
        self._chosen[self._checklist] = run
        self._read()

    def suggestion(self) -> str:
        """A name for the next run that no run has yet."""
        runs = self.runs
        number = len(runs) + 1
        while self.taken(name := _("Run {n}").format(n=number) if runs else _("First run")):
            number += 1
        return name

    def taken(self, name: str, *, besides: str = "") -> bool:
        """Whether another run of this checklist has the name."""
        wanted = name.strip().casefold()
        return any(run.name.strip().casefold() == wanted and run.id != besides for run in self.runs)

    def start(self, name: str) -> bool:
        """Begin a run and take it in hand."""
        self.flush()
        return self._begin(self._checklist, name) is not None

    def rename(self, name: str) -> bool:
        """Give the run in hand another name."""
        run = self._run
        return (
            run is not None
            and self._desk.write(CHECKLISTS, lambda: self._desk.checklists.rename(run.id, name)) is not None
        )

    def delete(self) -> None:
        """Delete the run in hand with its answers; offers to undo it."""
        self.flush()
        run = self._run
        if run is None:
            return
        removed = self._desk.write(CHECKLISTS, lambda: self._desk.checklists.delete(run.id))
        if removed is not None:
            self._forget(run.id)
            said = _("Run deleted: {name}").format(name=run.name)
            self._desk.offer_undo(CHECKLISTS, said, lambda: self._put_back(removed))

    def reset(self) -> None:
        """Empty every answer of the run in hand; offers to undo it."""
        self.flush()
        run = self._run
        if run is None:
            return
        self._forget(run.id)
        before = self._desk.write(CHECKLISTS, lambda: self._desk.checklists.reset(run.id))
        if before:
            said = _("Every answer of “{name}” was emptied.").format(name=run.name)
            self._desk.offer_undo(CHECKLISTS, said, lambda: self._desk.checklists.put_back(before))

    def answered(self) -> int:
        """How many items of the run in hand have any answer."""
        return sum(
            any((t.state != TickState.OPEN, t.evidence, t.owner, t.date)) for t in self._ticks.values()
        )

    # --- answers ----------------------------------------------------------------------------------------------

    def answer(self, item: str) -> Answer:
        """The answer to an item, as stored and with what is being typed on top."""
        tick = self._ticks.get(item)
        stored = Answer(tick.state, tick.evidence, tick.owner, tick.date) if tick is not None else Answer()
        typed = self._typed.get(self._place(item), {})
        texts = (typed.get(field, getattr(stored, field)) for field in (EVIDENCE, OWNER, DATE))
        return Answer(stored.state, *texts)

    def tally(self, items: Collection[str]) -> Tally:
        """How far the run is with the items of the page."""
        states = [self.answer(item).state for item in items]
        apart = states.count(TickState.NOT_APPLICABLE)
        return Tally(states.count(TickState.DONE) + apart, apart, len(states))

    def set_state(self, item: str, state: TickState) -> bool:
        """Store how an item stands, at once; False when it could not be stored."""
        run = self._run_for(self._checklist)
        stored = (
            bool(run)
            and self._desk.write(CHECKLISTS, lambda: self._desk.checklists.tick(run, item, state=state))
            is not None
        )
        if not stored:
            self.changed.emit()
        return stored

    def type(self, item: str, field: str, text: str) -> None:
        """Note what a field holds now; it is stored within a second, or at the next `flush`."""
        place = self._place(item)
        tick = self._ticks.get(item)
        if text == (getattr(tick, field) if tick is not None else ""):
            self._drop(place, field)
            return
        self._typed.setdefault(place, {})[field] = text
        if not self._clock.isActive():
            self._clock.start()

    def flush(self) -> bool:
        """Store what was typed; what cannot be stored stays in hand, to be tried again."""
        self._clock.stop()
        for place, texts in list(self._typed.items()):
            run = place.run if self._exists(place.run) else self._run_for(place.checklist)
            if (
                not run
                or self._desk.write(CHECKLISTS, _storing(self._desk, run, place.item, dict(texts))) is None
            ):
                return False
            for stored in (place, place._replace(run=run)):
                self._typed.pop(stored, None)
        return True

    # --- inside -----------------------------------------------------------------------------------------------

    def _place(self, item: str) -> _Place:
        return _Place(self._checklist, self._run.id if self._run is not None else "", item)

    def _drop(self, place: _Place, field: str) -> None:
        texts = self._typed.get(place, {})
        texts.pop(field, None)
        if not texts:
            self._typed.pop(place, None)

    def _forget(self, run: str) -> None:
        for place in [place for place in self._typed if place.run == run]:
            del self._typed[place]

    def _run_for(self, checklist: str) -> str:
        """The run for answers given before any was begun; the run chosen when there is one by now."""
        if self._exists(chosen := self._chosen.get(checklist, "")):
            return chosen
        name = self.suggestion()
        run = self._begin(checklist, name)
        if run is None:
            return ""
        self.begun.emit(name)
        return run.id

    def _exists(self, run: str) -> bool:
        return bool(run) and self._desk.checklists.run(run) is not None

    def _begin(self, checklist: str, name: str) -> Run | None:
        def start() -> Run:
            run = self._desk.checklists.start(checklist, name)
            self._chosen[checklist] = run.id
            for place in [place for place in self._typed if place.checklist == checklist and not place.run]:
                self._typed[place._replace(run=run.id)] = self._typed.pop(place)
            return run

        return self._desk.write(CHECKLISTS, start)

    def _put_back(self, removed: RemovedRun) -> None:
        self._desk.checklists.restore(removed)
        self._chosen[removed.run.checklist] = removed.run.id

    def _follow(self, kind: str) -> None:
        if kind == CHECKLISTS and self._checklist:
            self._read()

    def _read(self) -> None:
        runs = {run.id: run for run in self.runs}
        chosen = self._chosen.get(self._checklist, "")
        self._run = runs.get(chosen) or self._desk.run_in_hand(self._checklist)
        self._ticks = self._desk.checklists.ticks(self._run.id) if self._run is not None else {}
        if self._run is not None:
            self._chosen[self._checklist] = self._run.id
        self.changed.emit()


def _storing(desk: Desk, run: str, item: str, texts: dict[str, str]) -> Callable[[], Tick]:
    return lambda: desk.checklists.tick(run, item, **texts)  # type: ignore[arg-type]  # the three fields are texts


def tally_words(tally: Tally) -> str:
    """How far a run is, in words."""
    said = _("{done} of {all} done").format(done=tally.done, all=tally.total)
    if tally.not_applicable:
        n = tally.not_applicable
        said += " · " + ngettext("{n} of them not applicable", "{n} of them not applicable", n).format(n=n)
    return said
