"""Whether an edition is as new as its content: asked at every start of a checkout, so it reads no content and opens no index."""

from __future__ import annotations

import json
import os
from pathlib import Path

from ictguide_desktop.editions.edition import FORMAT
from ictguide_desktop.search.version import SCHEMA_VERSION


def content_stamp(root: Path) -> dict[str, list[int]]:
    """Size and modification time of every content file: enough to see at once whether an edition is stale."""
    stamp = {}
    start = len(os.path.join(root, ""))  # noqa: PTH118 - 500 paths as objects take longer than all else here
    for folder, folders, files in os.walk(root):
        folders.sort()
        for name in sorted(files):
            if name.endswith((".md", ".toml", ".svg")):
                path = f"{folder}{os.sep}{name}"
                status = os.stat(path)  # noqa: PTH116
                stamp[path[start:].replace(os.sep, "/")] = [status.st_size, status.st_mtime_ns]
    return stamp


def is_stale(root: Path, edition: Path) -> bool:
    """Whether the edition was not made from these files by this version of the program."""
    try:
        data = json.loads((edition / "edition.json").read_text(encoding="utf-8"))
        made_by = (data["format"], data["schema"])
        return bool(made_by != (FORMAT, SCHEMA_VERSION) or data["stamp"] != content_stamp(root))
    except (OSError, ValueError, KeyError):
        return True
