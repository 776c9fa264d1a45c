"""What is wrong with the content, where, and how to mend it; and what a user may be told."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Severity(StrEnum):
    """An error stops an edition from being made; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class ContentProblem(NamedTuple):
    """One finding; `path` is relative to the content folder, `line` counts from 1 (0: the whole file)."""

    path: Path
    line: int
    rule: str
    message: str
    mend: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.path.as_posix()}:{self.line}" if self.line else self.path.as_posix()
        return f"{place}: {self.severity.value} [{self.rule}] {self.message} — {self.mend}"


class GuideError(Exception):
    """Something the user can act on: one clear sentence, and the exit code of the command line."""

    exit_code = 1


class ContentInvalid(GuideError):
    """The content cannot be made into an edition."""

    exit_code = 2

    def __init__(self, problems: list[ContentProblem]) -> None:
        self.problems = problems
        first = problems[0] if problems else "no page was found"
        more = f" (and {len(problems) - 1} more: run “ictguide check”)" if len(problems) > 1 else ""
        super().__init__(f"The content has errors: {first}{more}")


class NoSpace(GuideError):
    """The disk is full."""

    exit_code = 4


class UserDataLocked(GuideError):
    """Another program holds the user's data, or they may not be written."""

    exit_code = 5


class NotFound(GuideError):
    """No such target, or no hit."""

    exit_code = 6
