"""How wide words are in the fonts of the figures, without a screen."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FONT_FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
)
# Joined Arabic letters are looked up one by one, without the kerning and ligatures of a shaping engine: their
# sum is raised a little, so that a label may be called too wide when it just fits, not the other way round.
ARABIC_ALLOWANCE = 1.03
_POSITIONS = {"<isolated>": 0, "<final>": 1, "<initial>": 2, "<medial>": 3}
_LAM, _ALEFS = "\u0644", "\u0622\u0623\u0625\u0627"


@cache
def _presentation_forms() -> dict[str, dict[int, int]]:
    """The code points of the forms of each Arabic letter by position, from Unicode's own table."""
    forms: dict[str, dict[int, int]] = {}
    for code in range(0xFE80, 0xFEFD):
        position, *letters = unicodedata.decomposition(chr(code)).split()
        letter = "".join(chr(int(value, 16)) for value in letters)
        forms.setdefault(letter, {})[_POSITIONS[position]] = code
    return forms


def _is_mark(char: str) -> bool:
    return unicodedata.combining(char) != 0 or unicodedata.category(char) in ("Mn", "Cf")


def _shaped(text: str) -> list[int]:
    """The code points of Arabic text with every letter in the form that its neighbours give it."""
    forms = _presentation_forms()
    letters = [char for char in text if not _is_mark(char)]
    for n in range(len(letters) - 1, 0, -1):
        if letters[n - 1] == _LAM and letters[n] in _ALEFS:
            letters[n - 1 : n + 1] = [_LAM + letters[n]]
    shaped: list[int] = []
    joins = False
    for n, letter in enumerate(letters):
        known = forms.get(letter, {})
        following = forms.get(letters[n + 1], {}) if n + 1 < len(letters) else {}
        joined_before = joins and 1 in known
        joins = 2 in known and 1 in following
        position = (1 if joined_before else 0) + (2 if joins else 0)
        shaped.append(known.get(position, ord(letter[0])))
    return shaped


def _advances(path: Path) -> dict[int, float]:
    """The advance of each character of a font file, in parts of its size."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        names: dict[int, str] = font.getBestCmap()
        metrics: Any = font["hmtx"]
        unit = float(font["head"].unitsPerEm)
        return {code: metrics[name][0] / unit for code, name in names.items()}


class Lettering:
    """Measures words in Noto Sans and Noto Sans Arabic.

    Raises:
        FileNotFoundError: one of the font files is not in the folder.
    """

    def __init__(self, fonts: Path) -> None:
        for name in FONT_FILES:
            if not (fonts / name).is_file():
                raise FileNotFoundError(fonts / name)
        latin, latin_bold, arabic, arabic_bold = (_advances(fonts / name) for name in FONT_FILES)
        self._fonts = {False: (latin, arabic), True: (latin_bold, arabic_bold)}

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width of one line at this size; kerning is left out, which makes it a little too wide."""
        rtl = any("\u0600" <= char <= "\u06ff" for char in text)
        codes = _shaped(text) if rtl else map(ord, unicodedata.normalize("NFC", text))
        total = sum(self._advance(code, bold=bold, rtl=rtl) for code in codes)
        return total * size * (ARABIC_ALLOWANCE if rtl else 1.0)

    def _advance(self, code: int, *, bold: bool, rtl: bool) -> float:
        """The advance of a character; of its plain letters where a joined form is not in the font; else 1."""
        latin, arabic = self._fonts[bold]
        if code in latin or code in arabic:
            return max(latin.get(code, 0.0), arabic.get(code, 0.0) if rtl or code not in latin else 0.0)
        if _is_mark(chr(code)):
            return 0.0
        letters = unicodedata.normalize("NFKC", chr(code))
        if letters == chr(code):
            return 1.0
        return sum(self._advance(ord(letter), bold=bold, rtl=rtl) for letter in letters)
