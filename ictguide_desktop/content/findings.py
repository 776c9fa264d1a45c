"""Gathers what is wrong with one content file."""

from __future__ import annotations

from pathlib import Path

from ictguide_desktop.model.problems import ContentProblem, Severity


class Findings:
    """The problems of one file; lines count from 1, 0 is the whole file."""

    def __init__(self, path: Path, into: list[ContentProblem]) -> None:
        self._path = path
        self._into = into

    def error(self, line: int, rule: str, message: str, mend: str) -> None:
        """Something an edition cannot be made with."""
        self._into.append(ContentProblem(self._path, line, rule, message, mend, Severity.ERROR))

    def warning(self, line: int, rule: str, message: str, mend: str) -> None:
        """Something an editor should look at."""
        self._into.append(ContentProblem(self._path, line, rule, message, mend, Severity.WARNING))
