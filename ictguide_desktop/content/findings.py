"""Gathers what is wrong with one content file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ictguide_desktop.model.problems import ContentProblem, Severity

KeyLines = Mapping[tuple[str, str], int]


class Findings:
    """The problems of one file; lines count from 1, 0 is the whole file."""

    def __init__(
        self, path: Path, into: list[ContentProblem], keys: KeyLines | None = None, table: str = ""
    ) -> None:
        self._path = path
        self._into = into
        self._keys = keys or {}
        self._table = table

    def error(self, line: int, rule: str, message: str, mend: str) -> None:
        """Something an edition cannot be made with."""
        self._into.append(ContentProblem(self._path, line, rule, message, mend, Severity.ERROR))

    def warning(self, line: int, rule: str, message: str, mend: str) -> None:
        """Something an editor should look at."""
        self._into.append(ContentProblem(self._path, line, rule, message, mend, Severity.WARNING))

    @property
    def count(self) -> int:
        """How many problems have been found so far, in this file and those before it."""
        return len(self._into)

    def within(self, table: str) -> Findings:
        """The same findings, with keys looked up in one table of the file."""
        return Findings(self._path, self._into, self._keys, table)

    def line_of(self, key: str) -> int:
        """The line of a key of the table; where there is no such key, the line where its table begins."""
        inner = f"{self._table}.{key}" if self._table else key
        for name in ((self._table, key), (inner, ""), (self._table, "")):
            if name in self._keys:
                return self._keys[name]
        return 1
