"""A piece of work that is in hand: every change is stored within a second and can be undone, and changes made elsewhere are followed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ictguide_desktop.assess.body import WorkRefused
from ictguide_desktop.model.work import Work, WorkKind
from ictguide_desktop.services.desk import WORKS, Desk

# The clock starts at the first letter, not at the last: a kill loses no more than this.
SAVE_MS = 700
MOST_UNDONE = 200

Piece = TypeVar("Piece")


class WorkInHand(QObject, Generic[Piece]):
    """`opened` says that another work is in hand, or this one was changed elsewhere; `changed` carries the part that changed.

    `restored` carries the part that undo or redo put back; `gone` says that the work in hand was deleted.
    """

    opened = Signal()
    changed = Signal(str)
    restored = Signal(str)
    gone = Signal()

    KIND: WorkKind

    def __init__(self, desk: Desk, nothing: Piece, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._nothing = nothing
        self.work: Work | None = None
        self.piece = nothing
        self.refused: WorkRefused | None = None
        self._stored = nothing
        self._before: list[tuple[str, Piece]] = []
        self._after: list[tuple[str, Piece]] = []
        self._part = ""
        self._saving = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SAVE_MS)
        self._clock.timeout.connect(self.flush)
        desk.changed.connect(self._follow)

    # --- what a kind of work says of itself -------------------------------------------------------------------

    @abstractmethod
    def read(self, work: Work) -> Piece:
        """The piece in a work.

        Raises:
            WorkRefused: it cannot be read.
        """

    @abstractmethod
    def body(self, piece: Piece) -> Mapping[str, Any]:
        """The piece as the store keeps it."""

    @abstractmethod
    def title(self, piece: Piece) -> str:
        """The name under which the work is kept."""

    # --- which one --------------------------------------------------------------------------------------------

    def open(self, work: str) -> bool:
        """Take a work in hand; False when there is none of that id, or it cannot be read, which `refused` says."""
        if self.work is not None and self.work.id == work and self.refused is None:
            return True
        self.flush()
        found = self._desk.works.get(work)
        if found is None or found.kind is not self.KIND:
            self.close()
            return False
        self._forget_steps()
        return self._take(found)

    def close(self) -> None:
        """Have nothing in hand; what was typed is stored first."""
        self.flush()
        self.work, self.refused = None, None
        self.piece = self._stored = self._nothing
        self._forget_steps()

    def _take(self, work: Work) -> bool:
        self.work, self.refused = work, None
        try:
            self.piece = self._stored = self.read(work)
        except WorkRefused as error:
            self.refused = error
            self.piece = self._stored = self._nothing
        self.opened.emit()
        return self.refused is None

    # --- changing ---------------------------------------------------------------------------------------------

    def type(self, part: str, piece: Piece) -> None:
        """Put what is being typed in place; it is stored within a second, and letters in one part are undone together."""
        if self.work is None or self.refused is not None or piece == self.piece:
            return
        if part != self._part:
            self._before = [*self._before, (part, self.piece)][-MOST_UNDONE:]
        self._after.clear()
        self._part = part
        self._put(piece)
        self.changed.emit(part)

    def act(self, part: str, piece: Piece) -> bool:
        """Make a change and store it now; False when it could not be stored, and is tried again later."""
        self._part = ""
        self.type(part, piece)
        return self.leave()

    def leave(self) -> bool:
        """A field was left: what was typed is stored now, and what follows is undone apart from it."""
        self._part = ""
        return self.flush()

    @property
    def can_undo(self) -> bool:
        """Whether something was changed since the work was taken in hand."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back last."""
        return bool(self._after)

    def undo(self) -> str:
        """Take the last change back; returns the part that it changed, or nothing."""
        return self._step(self._before, self._after)

    def redo(self) -> str:
        """Make the change again that was taken back last; returns the part that it changed, or nothing."""
        return self._step(self._after, self._before)

    def settle(self) -> None:
        """What was done until now stays: it can no longer be undone step by step."""
        self._forget_steps()

    def _step(self, source: list[tuple[str, Piece]], target: list[tuple[str, Piece]]) -> str:
        # A text that was taken back letter by letter in its field stands as it did before: that is no step.
        while source and source[-1][1] == self.piece:
            source.pop()
        if not source:
            return ""
        part, piece = source.pop()
        target.append((part, self.piece))
        self._part = ""
        self._put(piece)
        self.changed.emit(part)
        self.restored.emit(part)
        self.flush()
        return part

    def _put(self, piece: Piece) -> None:
        self.piece = piece
        if not self._clock.isActive():
            self._clock.start()

    def _forget_steps(self) -> None:
        self._before, self._after, self._part = [], [], ""

    # --- storing ----------------------------------------------------------------------------------------------

    def flush(self) -> bool:
        """Store what was changed; what cannot be stored stays in hand, to be tried again."""
        self._clock.stop()
        work, piece = self.work, self.piece
        if work is None or self.refused is not None or piece == self._stored:
            return True

        def store() -> Work:
            kept, name = self._desk.works.save(work.id, self.body(piece)), self.title(piece)
            return kept if kept.name == name else self._desk.works.rename(work.id, name)

        self._saving = True
        try:
            kept = self._desk.write(WORKS, store) if self._desk.works.get(work.id) is not None else None
        finally:
            self._saving = False
        if kept is None:
            return False
        self.work, self._stored = kept, piece
        return True

    def _body(self) -> Mapping[str, Any]:
        return self.body(self._stored) if self.refused is None else {}

    def _follow(self, kind: str) -> None:
        """The works may have changed elsewhere; what is being typed here is stored over that."""
        if kind != WORKS or self._saving or self.work is None:
            return
        found = self._desk.works.get(self.work.id)
        if found is None:
            self._clock.stop()
            self.work, self.refused = None, None
            self.piece = self._stored = self._nothing
            self._forget_steps()
            self.gone.emit()
        elif self.piece == self._stored and found.body != self.work.body and found.body != self._body():
            self._forget_steps()
            self._take(found)
        else:
            self.work = found
