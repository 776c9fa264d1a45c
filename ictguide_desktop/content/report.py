"""What the rules write their findings into, and how they find the line of a thing in its file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from ictguide_desktop.content.findings import Findings
from ictguide_desktop.content.frontmatter import FENCE, key_lines
from ictguide_desktop.content.loader import Content
from ictguide_desktop.content.outline import GUIDE
from ictguide_desktop.model.guide import Page, Section
from ictguide_desktop.model.problems import ContentProblem

_LOOK_AHEAD = 60


class Place(NamedTuple):
    """A file of the content folder and a line in it; 0 is the whole file."""

    path: Path
    line: int = 0


class Report:
    """The findings of all rules about one content folder."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._lines = cache(self._read_lines)
        self._keys = cache(self._read_keys)
        self.problems: list[ContentProblem] = []

    def error(self, place: Place, rule: str, message: str, mend: str) -> None:
        """Something that must be mended."""
        Findings(place.path, self.problems).error(place.line, rule, message, mend)

    def warning(self, place: Place, rule: str, message: str, mend: str) -> None:
        """Something an editor should look at."""
        Findings(place.path, self.problems).warning(place.line, rule, message, mend)

    def page(self, page: Page) -> Path:
        """The file of a page."""
        return self._content.paths[page.head.lang, page.head.id]

    def key(self, page: Page, key: str) -> Place:
        """A key of a page's head; the line where the head begins when it lacks it."""
        path = self.page(page)
        return self.table(path, "page" if path.suffix == ".toml" else "", key)

    def table(self, path: Path, table: str, key: str = "") -> Place:
        """A table of a TOML file, or a key of it."""
        keys = self._keys(path)
        return Place(path, keys.get((table, key)) or keys.get((table, ""), 1))

    def section(self, page: Page, section: Section) -> Place:
        """The heading of a section."""
        return Place(self.page(page), section.line)

    def block(self, page: Page, section: Section, number: int, words: str = "") -> Place:
        """A block of a section, counted from 0; with `words`, the line of it that holds them."""
        path = self.page(page)
        start = section.lines[number] if number < len(section.lines) else section.line
        return self.near(Place(path, start), words)

    def near(self, place: Place, words: str) -> Place:
        """The first line at a place, or not far below, that holds the words; else the place itself."""
        if words:
            ahead = self._lines(place.path)[max(0, place.line - 1) : place.line + _LOOK_AHEAD]
            for number, line in enumerate(ahead, max(1, place.line)):
                if words in line:
                    return Place(place.path, number)
        return place

    def guide(self, words: str) -> Place:
        """The line of `guide.toml` that holds the words."""
        for number, line in enumerate(self._lines(GUIDE), 1):
            if words in line:
                return Place(GUIDE, number)
        return Place(GUIDE)

    def _read_lines(self, path: Path) -> list[str]:
        try:
            return (self._content.root / path).read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError):
            return []

    def _read_keys(self, path: Path) -> dict[tuple[str, str], int]:
        lines = self._lines(path)
        if path.suffix != ".md":
            return key_lines(lines)
        end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == FENCE), 0)
        return key_lines(lines[1:end], 2)
