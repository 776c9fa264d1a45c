"""Pages read before: a page whose text has not changed since the last build need not be parsed again."""

from __future__ import annotations

import hashlib
import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

import ictguide_desktop.content
import ictguide_desktop.model
from ictguide_desktop.content.findings import Findings
from ictguide_desktop.content.pages import PageReader
from ictguide_desktop.editions import codec
from ictguide_desktop.model.guide import Band, Kind, Section


class KeptPages(PageReader):
    """Reads the bodies of pages, and keeps in a file what it read, under a digest of the text and of the program that reads it.

    A page in which something is wrong is not kept: it is read, and reported, each time. The file may be deleted.
    """

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._reader = _own_digest()
        self._known = dict(_lines(file))
        self._used: dict[str, str] = {}

    def sections(self, lines: list[str], first: int, kind: Kind, findings: Findings) -> tuple[Section, ...]:
        """All sections of a body: those kept, or what it reads."""
        text = "\n".join((self._reader, kind, str(first), *lines))
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        known = self._known.get(key)
        if known is not None:
            try:
                sections = tuple(map(_section_in, json.loads(known)))
            except ValueError:
                pass  # the file was damaged
            else:
                self._used[key] = known
                return sections
        before = findings.count
        sections = super().sections(lines, first, kind, findings)
        if findings.count == before:
            self._used[key] = json.dumps(list(map(_section_out, sections)), ensure_ascii=False)
        return sections

    def save(self) -> None:
        """Keep what was read this time, in one step; a folder that may not be written is no fault here."""
        if self._used == self._known:
            return
        staging = self._file.with_name(f"{self._file.name}.tmp-{os.getpid()}")
        try:
            staging.write_text("".join(f"{key} {page}\n" for key, page in self._used.items()), encoding="utf-8")
            staging.replace(self._file)
        except OSError:
            staging.unlink(missing_ok=True)


def _own_digest() -> str:
    """A digest of the program text that says how a page is read."""
    digest = hashlib.sha256(version("Markdown").encode())
    for package in (ictguide_desktop.content, ictguide_desktop.model):
        for path in sorted(Path(package.__path__[0]).glob("*.py")):
            digest.update(path.read_bytes())
    digest.update(Path(codec.__file__).read_bytes())
    return digest.hexdigest()


def _lines(file: Path) -> list[tuple[str, str]]:
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return []
    return [(line[:64], line[65:]) for line in lines if line]


def _section_out(section: Section) -> list[Any]:
    return [
        section.id,
        section.title,
        section.level,
        codec.audiences_out(section.audiences),
        section.band.value if section.band else "",
        [codec.block_out(block) for block in section.blocks],
        section.line,
        section.lines,
    ]


def _section_in(data: list[Any]) -> Section:
    section, title, level, audiences, band, blocks, line, lines = data
    return Section(
        section,
        title,
        level,
        codec.audiences_in(audiences),
        Band(band) if band else None,
        tuple(codec.block_in(block) for block in blocks),
        line,
        tuple(lines),
    )
