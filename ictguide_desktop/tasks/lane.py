"""Lane: jobs that must all be done, one after another off the GUI thread, each with its progress and a way to stop it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from ictguide_desktop.model.problems import GuideError

log = logging.getLogger(__name__)
Tell = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
Work = Callable[[Tell, Cancelled], Any]


class _Job(QRunnable):
    def __init__(self, number: int, work: Work, lane: Lane) -> None:
        super().__init__()
        self._number = number
        self._work = work
        self._lane = lane

    def run(self) -> None:
        lane, number = self._lane, self._number
        if lane.is_cancelled(number):
            lane.deliver(number, None, None)
            return
        try:
            answer = self._work(
                lambda done, total, what: lane.tell(number, done, total, what),
                lambda: lane.is_cancelled(number),
            )
        except GuideError as error:
            lane.deliver(number, None, error)
        except Exception as error:
            log.exception("a job in the background failed")
            lane.deliver(number, None, GuideError(f"This could not be done: {error}."))
        else:
            lane.deliver(number, answer, None)


class Lane(QObject):
    """Every signal names the job by the number that `run` gave it and comes in the thread of this object.

    `done` carries what the work returned, `failed` a GuideError, `stopped` nothing: the job was cancelled.
    """

    progressed = Signal(int, int, int, str)
    done = Signal(int, object)
    failed = Signal(int, object)
    stopped = Signal(int)
    _told = Signal(int, int, int, str)
    _arrived = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = 0
        self._cancelled: set[int] = set()
        self._waiting: set[int] = set()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._arrived.connect(self._hand_over)
        self._told.connect(self._pass_on)

    @property
    def busy(self) -> bool:
        """Whether a job is running or waits."""
        return bool(self._waiting)

    def run(self, work: Work) -> int:
        """Do `work(tell, cancelled)` after what was asked before; returns the number of the job."""
        self._last += 1
        self._waiting.add(self._last)
        self._pool.start(_Job(self._last, work, self))
        return self._last

    def cancel(self, number: int) -> None:
        """Ask a job to stop; whatever it still returns is thrown away."""
        if number in self._waiting:
            self._cancelled.add(number)

    def is_cancelled(self, number: int) -> bool:
        """Whether a job should stop; called from the working thread."""
        return number in self._cancelled

    def tell(self, number: int, done: int, total: int, what: str) -> None:
        """Bring progress to the thread of this object; called from the working thread."""
        self._told.emit(number, done, total, what)

    def deliver(self, number: int, answer: Any, error: GuideError | None) -> None:
        """Bring the end of a job to the thread of this object; called from the working thread."""
        self._arrived.emit(number, answer, error)

    def finish(self) -> None:
        """Stop everything, and wait for the running job; call before the program ends."""
        self._cancelled |= self._waiting
        self._pool.waitForDone()

    def _pass_on(self, number: int, done: int, total: int, what: str) -> None:
        if number in self._waiting and number not in self._cancelled:
            self.progressed.emit(number, done, total, what)

    def _hand_over(self, number: int, answer: Any, error: GuideError | None) -> None:
        self._waiting.discard(number)
        if number in self._cancelled:
            self._cancelled.discard(number)
            self.stopped.emit(number)
        elif error is not None:
            self.failed.emit(number, error)
        else:
            self.done.emit(number, answer)
