"""The characters that the fonts of the guide can show, and what stands in a document for those they cannot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape, unescape
from itertools import groupby
from pathlib import Path

# Signs of the guide that its fonts lack, and the sign that says the same.
_STAND_INS = {
    "\u2212": "\u2013",
    "\u2248": "~",
    "\u2605": "*",
    "\u2606": "*",
    "\u25aa": "\u2022",
    "\u2011": "-",
}
UNKNOWN = "?"
LATIN, ARABIC = "Noto Sans", "Noto Sans Arabic"
_FROM_RIGHT = "\u200f"
_WHITE_SPACE = frozenset({9, 10, 13})  # which no font shows
# A vowel sign of Arabic on anything but a letter of Arabic has no place to stand; a letter has one, and a doubling beside it.
_SIGN = r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]"
_LOOSE_SIGNS = re.compile(rf"(?<![\u0610-\u06ff\u0750-\u077f\u08a0-\u08ff]){_SIGN}+")
_MANY_SIGNS = re.compile(rf"{_SIGN}{{2,}}")
_DOUBLING = "\u0651"
_LETTERING = re.compile(r"(<text\b[^>]*>)([^<]*)(</text>)")
_FAMILY = re.compile(r"\sfont-family=\"[^\"]*\"")


@lru_cache(maxsize=4)
def shown_by(fonts: Path) -> Mapping[str, frozenset[int]]:
    """The characters that every font of a family has, for each family."""
    from fontTools.ttLib import TTFont

    shown = {}
    for family in (LATIN, ARABIC):
        maps = []
        for path in sorted(fonts.glob(f"{family.replace(' ', '')}-*.ttf")):
            with TTFont(path, lazy=True) as font:
                maps.append(set(font.getBestCmap()))
        shown[family] = frozenset(set.intersection(*maps)) if maps else frozenset()
    return shown


class Lettering:
    """Fits text to the fonts in a folder, and remembers what they could not show."""

    def __init__(self, fonts: Path) -> None:
        families = shown_by(fonts)
        self._shown = families[LATIN] | families[ARABIC] | _WHITE_SPACE
        self._arabic = families[ARABIC] - families[LATIN]
        self._with_arabic = families[ARABIC]
        self._missing: dict[str, None] = {}

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters for which only a question mark could be set, in the order they were met."""
        return tuple(self._missing)

    def fit(self, text: str) -> str:
        """The text in characters that the fonts have."""
        text = _MANY_SIGNS.sub(_two_signs, _LOOSE_SIGNS.sub("", text))
        if all(ord(character) in self._shown for character in text):
            return text
        return "".join(self._fitted(character) for character in unicodedata.normalize("NFC", text))

    def drawing(self, svg: str) -> str:
        """A drawing in characters that the fonts have; every part of a label names the font that has its letters, since the
        drawer of SVG does not look for a second font once letters are joined.
        """
        return _LETTERING.sub(lambda m: self._label(m[1], unescape(m[2]), m[3]), self.fit(svg))

    def _label(self, opening: str, label: str, closing: str) -> str:
        if not any(ord(character) in self._arabic for character in label):
            return f"{_named(opening, LATIN)}{escape(label)}{closing}"
        parts = []
        # The drawer takes every label for one from the left: unseen marks keep a comma at the end of Arabic words there.
        label = f"{_FROM_RIGHT}{label}{_FROM_RIGHT}"
        for is_arabic, run in groupby(label, lambda character: ord(character) in self._with_arabic):
            words = escape("".join(run))
            parts.append(words if is_arabic else f'<tspan font-family="{LATIN}">{words}</tspan>')
        return f"{_named(opening, ARABIC)}{''.join(parts)}{closing}"

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


def _named(opening: str, family: str) -> str:
    """The opening of a label with its font."""
    return f'{_FAMILY.sub("", opening)[:-1]} font-family="{family}">'


def _two_signs(found: re.Match[str]) -> str:
    """Of many vowel signs the doubling and the first of the others."""
    others = [sign for sign in found[0] if sign != _DOUBLING]
    return (_DOUBLING if _DOUBLING in found[0] else "") + (others[0] if others else "")
