"""The indexes of an edition: one whose text has not changed is kept, the others are made side by side."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from ictguide_desktop.model.query import Entry
from ictguide_desktop.search.fingerprint import IndexUnusable
from ictguide_desktop.search.reading import IndexReader

_WORTH_A_PROCESS = 500  # entries: a process takes a quarter of a second to begin


class Index(NamedTuple):
    """An index that an edition needs: what `build_index` is told."""

    entries: list[Entry]
    language: str
    folder: Path
    digest: str


def digest_of(values: Sequence[object]) -> str:
    """A digest of values that is the same in every run: the order in a set is not."""
    stable = [
        [*value._replace(audiences=frozenset()), sorted(value.audiences)] if isinstance(value, Entry) else value
        for value in values
    ]
    return hashlib.sha256(repr(stable).encode()).hexdigest()


def index_digest(edition: Path, language: str) -> str:
    """The digest that the index of a language must carry, or an empty string."""
    try:
        return str(
            json.loads((edition / "edition.json").read_text(encoding="utf-8"))["index"].get(language, "")
        )
    except (OSError, ValueError, KeyError):
        return ""


def kept(index: Index, previous: Path) -> bool:
    """Take an index over from an edition made before, if it is of the same text and this program can search it."""
    old = previous / index.language / "index"
    if index_digest(previous, index.language) != index.digest:
        return False
    try:
        IndexReader(old, index.digest).close()
    except IndexUnusable:
        return False
    shutil.copytree(old, index.folder)
    return True


def workers(indexes: Sequence[Index]) -> Executor:
    """What makes indexes while this process makes another: processes for large ones, as Python computes on one core only."""
    if any(len(index.entries) >= _WORTH_A_PROCESS for index in indexes):
        count = min(len(indexes), max(1, (os.cpu_count() or 1) - 1))
        # Spawned, since a process that has opened Qt must not be forked.
        return ProcessPoolExecutor(count, get_context("spawn"), initializer=gc.disable)
    return ThreadPoolExecutor(1)
