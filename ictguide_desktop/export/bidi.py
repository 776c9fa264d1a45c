"""The order in which the pieces of one line stand on paper when it mixes Arabic with Latin letters and numbers.

The SVG reader of the typesetter sets a text in one font only and breaks it where letters come from two; so a line is
cut into pieces of one script, which are put in their places here. The rules are those of the Unicode bidirectional
algorithm (UAX #9, W1 to W7, N0 to N2, I1, I2, L2) for a single line without embeddings.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

_PAIRS = {"(": ")", "[": "]", "{": "}"}
_TURNED = {**_PAIRS, "«": "»", "‹": "›", "<": ">"}
_MIRRORED = {**_TURNED, **{close: opening for opening, close in _TURNED.items()}}
_NEUTRAL = frozenset(
    {"B", "S", "WS", "ON", "BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
)


class Piece(NamedTuple):
    """Letters of one script that stand together, in the order in which they are read."""

    text: str
    arabic: bool


def is_arabic(char: str) -> bool:
    """Whether a character is written in the Arabic script."""
    return "\u0600" <= char <= "\u06ff" or "\u0750" <= char <= "\u077f" or "\ufb50" <= char <= "\ufefc"


def pieces(text: str, *, rtl: bool) -> tuple[Piece, ...]:
    """The pieces of a line from the left to the right."""
    levels = _levels(text, 1 if rtl else 0)
    visual = _reordered(levels)
    runs: list[list[int]] = []
    for place in visual:
        fits = runs and _together(text, levels, runs[-1][-1], place)
        runs[-1].append(place) if fits else runs.append([place])
    return tuple(_piece(text, levels, run) for run in runs)


def _together(text: str, levels: Sequence[int], one: int, other: int) -> bool:
    return (
        levels[one] == levels[other] and abs(one - other) == 1 and _script(text, one) == _script(text, other)
    )


def _script(text: str, place: int) -> bool:
    """Whether a character is set with the Arabic letters: spaces between them are."""
    if text[place].isspace():
        before, after = text[:place].rstrip(), text[place:].lstrip()
        return bool(before and after) and is_arabic(before[-1]) and is_arabic(after[0])
    return is_arabic(text[place]) or (
        bool(unicodedata.combining(text[place])) and place > 0 and _script(text, place - 1)
    )


def _piece(text: str, levels: Sequence[int], run: Sequence[int]) -> Piece:
    letters = "".join(text[place] for place in sorted(run))
    arabic = _script(text, run[0])
    if levels[run[0]] % 2 and not arabic:
        # No reader will turn what stands here alone: it is written as it is to be seen.
        letters = "".join(_MIRRORED.get(char, char) for char in reversed(letters))
    return Piece(letters, arabic)


# --- levels ---------------------------------------------------------------------------------------------------


def _levels(text: str, base: int) -> list[int]:
    kinds = _weak([unicodedata.bidirectional(char) or "L" for char in text], base)
    _brackets(text, kinds, base)
    kinds = _neutral(kinds, base)
    raised = {("R", 0): 1, ("AN", 0): 2, ("EN", 0): 2, ("L", 1): 1, ("AN", 1): 1, ("EN", 1): 1}
    return [base + raised.get((kind, base), 0) for kind in kinds]


def _strong(base: int) -> str:
    return "R" if base else "L"


def _weak(kinds: list[str], base: int) -> list[str]:
    """Marks, numbers and what stands beside numbers (W1 to W7)."""
    before, letters = _strong(base), _strong(base)
    for n, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[n] = before
        if kinds[n] in ("L", "R", "AL"):
            letters = kinds[n]
        if kinds[n] == "EN" and letters == "AL":
            kinds[n] = "AN"
        before = kinds[n]
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for n in range(1, len(kinds) - 1):
        one, other = kinds[n - 1], kinds[n + 1]
        if one == other and (
            (kinds[n] in ("ES", "CS") and one == "EN") or (kinds[n] == "CS" and one == "AN")
        ):
            kinds[n] = one
    kinds = list(_terminators(kinds))
    kinds = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]
    letters = _strong(base)
    for n, kind in enumerate(kinds):
        if kind in ("L", "R"):
            letters = kind
        if kind == "EN" and letters == "L":
            kinds[n] = "L"
    return kinds


def _terminators(kinds: Sequence[str]) -> Iterator[str]:
    """Signs such as % belong to the number they touch (W5)."""
    start = 0
    for kind, group in groupby(kinds):
        run = list(group)
        after = kinds[start + len(run)] if start + len(run) < len(kinds) else ""
        touches = kind == "ET" and "EN" in (kinds[start - 1] if start else "", after)
        yield from (["EN"] * len(run) if touches else run)
        start += len(run)


def _side(kind: str) -> str:
    return "R" if kind in ("R", "AN", "EN") else kind if kind == "L" else ""


def _brackets(text: str, kinds: list[str], base: int) -> None:
    """Both brackets of a pair go the way of what is inside, as far as what is before agrees (N0)."""
    embedding, opened = _strong(base), []
    pairs: list[tuple[int, int]] = []
    for n, char in enumerate(text):
        if char in _PAIRS:
            opened.append(n)
        elif char in _PAIRS.values():
            match = next((at for at in reversed(opened) if _PAIRS[text[at]] == char), None)
            if match is not None:
                pairs.append((match, n))
                opened = opened[: opened.index(match)]
    for start, end in sorted(pairs):
        inside = {_side(kind) for kind in kinds[start + 1 : end]} - {""}
        if not inside:
            continue
        way = embedding
        if embedding not in inside:
            way = next((s for s in map(_side, reversed(kinds[:start])) if s), embedding)
        kinds[start] = kinds[end] = way


def _neutral(kinds: Sequence[str], base: int) -> list[str]:
    """Spaces and signs go the way of both their neighbours, or that of the line (N1, N2)."""
    found: list[str] = []
    groups = [(neutral, list(group)) for neutral, group in groupby(kinds, key=lambda kind: kind in _NEUTRAL)]
    for n, (neutral, group) in enumerate(groups):
        before = _side(groups[n - 1][1][-1]) if n else _strong(base)
        after = _side(groups[n + 1][1][0]) if n + 1 < len(groups) else _strong(base)
        way = before if before == after else _strong(base)
        found += [way] * len(group) if neutral else group
    return found


def _reordered(levels: Sequence[int]) -> list[int]:
    """The places of the characters from the left to the right (L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order
