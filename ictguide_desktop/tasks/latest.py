"""LatestOnly: of several requests only the newest is answered; older ones are told to stop and never reach the view."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

log = logging.getLogger(__name__)
Cancelled = Callable[[], bool]


class _Job(QRunnable):
    def __init__(self, number: int, work: Callable[[Cancelled], Any], owner: LatestOnly) -> None:
        super().__init__()
        self._number = number
        self._work = work
        self._owner = owner

    def run(self) -> None:
        if self._owner.is_old(self._number):
            return
        try:
            answer = self._work(lambda: self._owner.is_old(self._number))
        except Exception:  # a job must not take the program with it; the log has the story
            log.exception("a background job failed")
            return
        self._owner.deliver(self._number, answer)


class LatestOnly(QObject):
    """Runs requests on one thread; `answered` carries the answer of the newest request only, in the thread of this object."""

    answered = Signal(object)
    _arrived = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._arrived.connect(self._hand_over)

    def request(self, work: Callable[[Cancelled], Any]) -> None:
        """Ask for `work(cancelled)`; whatever was asked before is no longer wanted."""
        self._newest += 1
        self._pool.clear()
        self._pool.start(_Job(self._newest, work, self))

    def cancel(self) -> None:
        """Nothing that was asked is wanted any more."""
        self._newest += 1
        self._pool.clear()

    def is_old(self, number: int) -> bool:
        """Whether a newer request has come; called from the working thread."""
        return number != self._newest

    def deliver(self, number: int, answer: Any) -> None:
        """Bring an answer to the thread of this object."""
        self._arrived.emit(number, answer)

    def finish(self) -> None:
        """Stop, and wait for the running job; call before the program ends."""
        self.cancel()
        self._pool.waitForDone()

    def _hand_over(self, number: int, answer: Any) -> None:
        if not self.is_old(number):
            self.answered.emit(answer)
