"""Refuses an index not built from this content, before Whoosh opens it and runs the pickles in it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ictguide_desktop.model.problems import GuideError

FILE = "fingerprint.json"


class IndexUnusable(GuideError):
    """The index in a folder is missing, damaged or of another edition, and has to be made again."""

    exit_code = 2

    def __init__(self, directory: Path, reason: str) -> None:
        self.directory = directory
        self.reason = reason
        super().__init__(
            f"The index in {directory} cannot be used: {reason}. Run “ictguide build” to make it again."
        )


def write(directory: Path, digest: str, library: str, schema: int) -> None:
    """Write the fingerprint of the files that are in the folder."""
    made = {"digest": digest, "library": library, "schema": schema, "files": _files(directory)}
    (directory / FILE).write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def check(directory: Path, digest: str, library: str, schema: int) -> None:
    """Refuse an index not made from this content by this program, or whose files are not those it wrote.

    Raises:
        IndexUnusable: with the reason.
    """
    try:
        made = json.loads((directory / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexUnusable(directory, "it has no fingerprint") from error
    if not isinstance(made, dict) or made.get("digest") != digest:
        raise IndexUnusable(directory, "it belongs to another edition")
    if made.get("library") != library or made.get("schema") != schema:
        raise IndexUnusable(directory, "another version of the program made it")
    try:
        whole = made.get("files") == _files(directory)
    except OSError as error:
        raise IndexUnusable(directory, "it cannot be read") from error
    if not whole:
        raise IndexUnusable(directory, "its files are damaged")


def _files(directory: Path) -> dict[str, str]:
    """The digest of every file; a file too many counts, since Whoosh opens whatever looks newest."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "not a file"
        for path in sorted(directory.iterdir())
        if path.name != FILE
    }
