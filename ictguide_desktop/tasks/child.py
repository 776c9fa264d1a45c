"""Child: a program of ours in a process of its own, with progress lines and a way to stop it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, Signal


class Child(QObject):
    """Runs a program. Lines of its output such as `{"done": 1, "total": 7, "what": "fr"}` are progress; others are kept as text."""

    progressed = Signal(int, int, str)
    finished = Signal(int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._fail)

    def start(self, program: str, arguments: Sequence[str]) -> None:
        """Start it."""
        self._process.start(program, list(arguments))

    def cancel(self) -> None:
        """Stop it at once; what it was making is thrown away by whoever makes it next."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(2000)

    def _read(self) -> None:
        while self._process.canReadLine():
            line = bytes(self._process.readLine().data()).decode("utf-8", "replace")
            try:
                step = json.loads(line)
                self.progressed.emit(int(step["done"]), int(step["total"]), str(step["what"]))
            except (ValueError, KeyError, TypeError):
                continue

    def _end(self, code: int) -> None:
        self._read()
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        self.finished.emit(code, said)

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.finished.emit(1, self._process.errorString())
