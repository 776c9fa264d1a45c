"""Where a word stands, written down as one value: read at one stroke, it neither waits for Whoosh nor runs a pickle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from struct import pack, unpack_from
from typing import NamedTuple

_SATURATION = 2.2
_BYTES = 4


class Posting(NamedTuple):
    """Where one word stands: for each entry a weight (0 to 1, saturated) and the places, packed."""

    weights: dict[int, float]
    packed: dict[int, bytes]


NOWHERE = Posting({}, {})


class Rows:
    """The entries that hold one spelling, gathered while an index is made.

    In each entry: what it is worth that the title says it, what the rest of the text is worth, and the places in order.
    """

    __slots__ = ("_counts", "_entries", "_places", "_rests", "_titles")

    def __init__(self) -> None:
        self._entries: list[int] = []
        self._titles: list[float] = []
        self._rests: list[float] = []
        self._counts: list[int] = []
        self._places: list[int] = []

    def add(self, entry: int, title: float, rest: float, places: list[int]) -> None:
        """Take the next entry."""
        self._entries.append(entry)
        self._titles.append(title)
        self._rests.append(rest)
        self._counts.append(len(places))
        self._places += places

    @property
    def times(self) -> int:
        """How often the spelling occurs."""
        return len(self._places)

    def packed(self) -> bytes:
        """How many entries, then each of the columns in turn."""
        n = len(self._entries)
        form = f"<I{n}I{n}f{n}f{n}I{len(self._places)}I"
        return pack(form, n, *self._entries, *self._titles, *self._rests, *self._counts, *self._places)


def posting(values: Sequence[bytes]) -> Posting:
    """Where a word stands that has several spellings, each written by `Rows.packed`; the title of an entry counts once."""
    titles: dict[int, float] = {}
    rests: dict[int, float] = {}
    packed: dict[int, bytes] = {}
    for value in values:
        (n,) = unpack_from("<I", value)
        entries = unpack_from(f"<{n}I", value, _BYTES)
        weights = unpack_from(f"<{2 * n}f", value, _BYTES * (1 + n))
        counts = unpack_from(f"<{n}I", value, _BYTES * (1 + 3 * n))
        at = _BYTES * (1 + 4 * n)
        for entry, title, rest, count in zip(entries, weights[:n], weights[n:], counts, strict=True):
            where = value[at : (at := at + _BYTES * count)]
            if entry in rests:
                titles[entry] = max(title, titles[entry])
                rests[entry] += rest
                packed[entry] += where
            else:
                titles[entry], rests[entry], packed[entry] = title, rest, where
    whole = {entry: titles[entry] + rest for entry, rest in rests.items()}
    return Posting({entry: weight / (weight + _SATURATION) for entry, weight in whole.items()}, packed)


def packed_numbers(entries: Iterable[int]) -> bytes:
    """Numbers of entries as bytes."""
    listed = list(entries)
    return pack(f"<{len(listed)}I", *listed)


def numbers(packed: bytes) -> tuple[int, ...]:
    """The numbers in such bytes: of entries, or the places of a word in one entry, `slot << 16 | word`, with the slots of build.py."""
    return unpack_from(f"<{len(packed) // _BYTES}I", packed)
