"""The characters that the fonts of the guide can show, and what stands in a document for those they cannot."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

# Signs of the guide that its fonts lack, and the sign that says the same.
_STAND_INS = {"\u2212": "\u2013", "\u2248": "~", "\u2605": "*", "\u2606": "*", "\u25aa": "\u2022", "\u2011": "-"}
UNKNOWN = "?"
FAMILIES = ("NotoSans-", "NotoSansArabic-")


@lru_cache(maxsize=4)
def shown_by(fonts: Path) -> frozenset[int]:
    """The characters that every font of a family has, over all families."""
    from fontTools.ttLib import TTFont

    shown = {9, 10, 13}  # white space, which no font shows
    for family in FAMILIES:
        maps = []
        for path in sorted(fonts.glob(f"{family}*.ttf")):
            with TTFont(path, lazy=True) as font:
                maps.append(set(font.getBestCmap()))
        shown |= set.intersection(*maps) if maps else set()
    return frozenset(shown)


class Lettering:
    """Fits text to the fonts in a folder, and remembers what they could not show."""

    def __init__(self, fonts: Path) -> None:
        self._shown = shown_by(fonts)
        self._missing: dict[str, None] = {}

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters for which only a question mark could be set, in the order they were met."""
        return tuple(self._missing)

    def fit(self, text: str) -> str:
        """The text in characters that the fonts have."""
        if all(ord(character) in self._shown for character in text):
            return text
        return "".join(self._fitted(character) for character in unicodedata.normalize("NFC", text))

    def _fitted(self, character: str) -> str:
        if ord(character) in self._shown:
            return character
        if unicodedata.category(character) in ("Cf", "Mn", "Me"):
            return ""  # unseen, or a mark above a letter that stays
        stand_in = _STAND_INS.get(character) or self._plain(unicodedata.normalize("NFKD", character))
        if not stand_in:
            self._missing[character] = None
        return stand_in or UNKNOWN

    def _plain(self, characters: Iterable[str]) -> str:
        """Its parts, such as the digits of a fraction, when the fonts have them all."""
        parts = [part for part in characters if unicodedata.category(part) not in ("Mn", "Me", "Cf")]
        return "".join(parts) if all(ord(part) in self._shown for part in parts) else ""
