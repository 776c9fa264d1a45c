"""Why a file was not written, in one sentence in the language in force."""

from __future__ import annotations

from ictguide_desktop.model.problems import GuideError, NoSpace


class ExportFailed(GuideError):
    """A file could not be made or kept; nothing stands under its name but what stood there before."""

    def __init__(self, sentence: str, *, full: bool = False) -> None:
        self.exit_code = NoSpace.exit_code if full else GuideError.exit_code
        super().__init__(sentence)


class Cancelled(Exception):
    """The user no longer wants the file."""
