"""Fits words into a chart: measured, wrapped into lines, shortened where there is no room for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ictguide_desktop.export.chart_shapes import ASCENT, DESCENT, Anchor, Box, Words
from ictguide_desktop.i18n.catalog import words_in
from ictguide_desktop.i18n.languages import is_rtl

Measure = Callable[[str, int, bool], float]
Say = Callable[[str], str]

TEXT, SMALL, TINY = 13, 12, 11
PITCH = 1.34
_SPACES = re.compile(r"[ \t\r\n]+")  # a no-break space holds together what it parts
ELLIPSIS = "…"
PAPER_WIDTH = 640.0


class Room(NamedTuple):
    """What a chart is laid out for: how wide it may be, how wide words are, and the language it speaks.

    `height` is the height wished for, where the chart can choose; 0 leaves it to the chart.
    """

    width: float
    measure: Measure
    say: Say
    rtl: bool = False
    height: float = 0.0

    def length(self, text: str, size: int = TEXT, *, bold: bool = False) -> float:
        """How wide a line of text is."""
        return self.measure(text, size, bold) if text else 0.0


def paper_room(fonts: Path, language: str, width: float = PAPER_WIDTH) -> Room:
    """Room on paper, for words in the fonts of a folder and in a language.

    Raises:
        FileNotFoundError: one of the fonts is not in the folder.
    """
    return Room(width, _measure(fonts), words_in(language), is_rtl(language))


@lru_cache(maxsize=2)
def _measure(fonts: Path) -> Measure:
    from ictguide_desktop.content.lettering import Lettering

    lettering = Lettering(fonts)

    @lru_cache(maxsize=4096)
    def measure(text: str, size: int, bold: bool) -> float:
        return lettering.width(text, size, bold=bold)

    return measure


def line(
    room: Room,
    x: float,
    y: float,
    text: str,
    size: int = TEXT,
    *,
    anchor: Anchor = Anchor.LEFT,
    role: str = "ink",
    bold: bool = False,
    middle: bool = False,
) -> Words:
    """One line with its length; `y` is the baseline, or with `middle` the height on which its letters are centred."""
    baseline = y + 0.36 * size if middle else y
    return Words(x, baseline, text, size, room.length(text, size, bold=bold), anchor, role, bold, room.rtl)


def shortened(room: Room, text: str, width: float, size: int = TEXT, *, bold: bool = False) -> str:
    """As much of a text as fits, with an ellipsis where something is left out; empty where nothing fits."""
    if room.length(text, size, bold=bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        half = (low + high + 1) // 2
        if room.length(text[:half].rstrip() + ELLIPSIS, size, bold=bold) <= width:
            low = half
        else:
            high = half - 1
    return text[:low].rstrip() + ELLIPSIS if low else ""


class Lines(NamedTuple):
    """A text in lines; `whole` says whether all of it is there."""

    lines: tuple[str, ...]
    whole: bool


def wrapped(
    room: Room, text: str, width: float, size: int = TEXT, *, most: int = 3, bold: bool = False
) -> Lines:
    """A text in lines of a width, broken between words, at most so many; what is too long is shortened."""
    words = [word for word in _SPACES.split(text) if word]
    lengths = [room.length(word, size, bold=bold) for word in words]
    space = room.length("n n", size, bold=bold) - room.length("nn", size, bold=bold)
    counts = _greedy(lengths, space, width)
    if len(counts) > most or any(length > width for length in lengths):
        return _cut(room, words, counts, width, size, most=most, bold=bold)
    if len(counts) > 1:
        counts = _evened(lengths, space, width, len(counts))
    starts = [sum(counts[:n]) for n in range(len(counts) + 1)]
    return Lines(tuple(" ".join(words[a:b]) for a, b in pairwise(starts)), whole=True)


def _greedy(lengths: Sequence[float], space: float, width: float) -> list[int]:
    """How many words stand on each line."""
    counts: list[int] = []
    used = 0.0
    for length in lengths:
        if counts and used + space + length <= width:
            counts[-1] += 1
            used += space + length
        else:
            counts.append(1)
            used = length
    return counts


def _evened(lengths: Sequence[float], space: float, width: float, lines: int) -> list[int]:
    """The same number of lines, as narrow as can be: no word is left alone on the last."""
    low, high = max(lengths), width
    while high - low > 2:
        half = (low + high) / 2
        low, high = (low, half) if len(_greedy(lengths, space, half)) <= lines else (half, high)
    return _greedy(lengths, space, high)


def _cut(
    room: Room, words: Sequence[str], counts: Sequence[int], width: float, size: int, *, most: int, bold: bool
) -> Lines:
    """The first lines as they are, and of the next as much as fits."""
    lines: list[str] = []
    start = 0
    for count in counts:
        text = " ".join(words[start : start + count])
        last = len(lines) + 1 == most and start + count < len(words)
        if last or room.length(text, size, bold=bold) > width:
            rest = " ".join(words[start:]) if last else text + ELLIPSIS
            shown = shortened(room, rest, width, size, bold=bold)
            return Lines((*lines, shown) if shown else tuple(lines), whole=False)
        lines.append(text)
        start += count
    return Lines(tuple(lines), whole=True)


def clear_of(words: Words, others: Iterable[Words]) -> bool:
    """Whether a line stands apart from all others."""
    return not any(words.box.grown(1).meets(other.box) for other in others)


def pitch(size: int) -> float:
    """From one baseline to the next."""
    return round(size * PITCH)


def tallness(lines: int, size: int) -> float:
    """The height of so many lines."""
    return (lines - 1) * pitch(size) + (ASCENT + DESCENT) * size if lines else 0.0


def paragraph(
    room: Room,
    x: float,
    top: float,
    lines: Sequence[str],
    size: int = TEXT,
    *,
    anchor: Anchor = Anchor.LEFT,
    role: str = "ink",
    bold: bool = False,
) -> tuple[Words, ...]:
    """Lines under each other from a height downwards."""
    first = top + ASCENT * size
    return tuple(
        line(room, x, first + n * pitch(size), text, size, anchor=anchor, role=role, bold=bold)
        for n, text in enumerate(lines)
    )


def box_of(words: Sequence[Words]) -> Box:
    """The box that holds all the lines."""
    left, top = min(w.box.left for w in words), min(w.box.top for w in words)
    return Box(left, top, max(w.box.right for w in words) - left, max(w.box.bottom for w in words) - top)
