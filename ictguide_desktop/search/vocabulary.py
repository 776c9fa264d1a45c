"""The words of an index: what begins like this, what was probably meant."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

_MOST_COMPLETIONS = 80
_MOST_CORRECTIONS = 4


class Correction(NamedTuple):
    """A word of the index close to one typed: folded, as the guide spells it, and how many letters apart."""

    fold: str
    spelling: str
    distance: int


class Vocabulary:
    """Every folded word of an index, with its spellings (the most frequent first) and how often it occurs; and the stems."""

    def __init__(
        self, rows: list[tuple[str, Sequence[str], int]], stems: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """`stems` are those of each spelling."""
        rows = sorted(rows)
        self._words = [row[0] for row in rows]
        self._spellings = [row[1] for row in rows]
        self._counts = [row[2] for row in rows]
        self.stems = {spelling: tuple(of) for spelling, of in (stems or {}).items()}
        self._stemmed: dict[str, list[str]] = defaultdict(list)
        for spelling, of in self.stems.items():
            for stem in of:
                self._stemmed[stem].append(spelling)

    @classmethod
    def read(cls, path: Path) -> Vocabulary:
        """Read the words written beside the index.

        Raises:
            OSError, ValueError, KeyError: the file is missing or something else.
        """
        data = json.loads(path.read_bytes())
        return cls([(word, spellings, count) for word, spellings, count in data["words"]], data["stems"])

    def spellings(self, level: str, word: str) -> Sequence[str]:
        """How a word of a level (exact, fold or stem) is spelt in the guide."""
        if level == "exact":
            return (word,)
        if level == "stem":
            return self._stemmed.get(word, ())
        return self._spellings[self._at(word)] if word in self else ()

    def _at(self, word: str) -> int:
        return bisect_left(self._words, word)

    def __contains__(self, word: str) -> bool:
        at = self._at(word)
        return at < len(self._words) and self._words[at] == word

    def completions(self, start: str) -> tuple[str, ...]:
        """The most frequent words that begin with `start` and go on."""
        first = self._at(start)
        last = bisect_left(self._words, start + "\U0010ffff", lo=first)
        if first < last and self._words[first] == start:
            first += 1
        ranked = sorted(range(first, last), key=lambda n: -self._counts[n])
        return tuple(self._words[n] for n in ranked[:_MOST_COMPLETIONS])

    def corrections(self, word: str) -> tuple[Correction, ...]:
        """The words within one letter (two from eight letters on) of `word`, nearest and most frequent first.

        Shorter words than four letters and numbers have none.
        """
        most = 0 if len(word) < 4 or any(char.isdigit() for char in word) else 1 if len(word) < 8 else 2
        if not most:
            return ()
        letters = _letters(word)
        near: list[tuple[int, int, int]] = []
        for n, (other, mask) in enumerate(zip(self._words, self._masks, strict=True)):
            if (
                abs(len(other) - len(word)) <= most
                and (mask ^ letters).bit_count() <= 2 * most
                and other != word
            ):
                distance = edit_distance(word, other, most)
                if distance <= most:
                    near.append((distance + (other[0] != word[0]), -self._counts[n], n))
        best = sorted(near)[:_MOST_CORRECTIONS]
        return tuple(Correction(self._words[n], self._spellings[n][0], distance) for distance, _, n in best)

    @cached_property
    def _masks(self) -> list[int]:
        return [_letters(word) for word in self._words]


def _letters(word: str) -> int:
    """Which letters a word has, one bit for each letter (folded to 64): words far apart differ in many."""
    mask = 0
    for char in word:
        mask |= 1 << (ord(char) & 63)
    return mask


def edit_distance(one: str, other: str, most: int) -> int:
    """Letters added, left out, changed or swapped with their neighbour; some number above `most` if more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
