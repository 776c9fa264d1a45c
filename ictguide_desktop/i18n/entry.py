"""Numbers as they are typed: with the decimal separator of the language or a point, thousands apart or not, in any digits."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from ictguide_desktop.i18n.formats import LanguageNumbers

NARROW_SPACE = "\u202f"
# A comma that parts thousands, as English writes it, is one only where three digits follow each.
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_POINTS_APART = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]*")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_LEFT_OUT = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u066c'’"))
_ALIKE = str.maketrans({"\u2212": "-", "\u2013": "-", "\u066b": ".", "\u060c": ",", "\u066a": "%"})
LONGEST = 60


@lru_cache(maxsize=8)
def numbers_in(language: str) -> LanguageNumbers:
    """How a language writes numbers, made once."""
    return LanguageNumbers(language)


def number_typed(text: str, language: str) -> Decimal | None:
    """The number that a text means; None when it means none, or could mean two."""
    bare = "".join(text.split()).translate(_LEFT_OUT).translate(_ALIKE).removesuffix("%")
    if not bare or len(bare) > LONGEST:
        return None
    bare = "".join(_western(letter) for letter in bare)
    if numbers_in(language).point == ",":
        if _POINTS_APART.fullmatch(bare):
            bare = bare.replace(".", "")
        bare = bare.replace(",", ".")
    elif _THOUSANDS.fullmatch(bare):
        bare = bare.replace(",", "")
    return Decimal(bare) if _NUMBER.fullmatch(bare) else None


def number_to_edit(figure: Decimal, language: str) -> str:
    """A number in full, as it can be typed again: no separator of thousands that would be read as a decimal one."""
    numbers = numbers_in(language)
    plain = f"{figure:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    whole, point, rest = plain.partition(".")
    sign = "-" if whole.startswith("-") else ""
    group = NARROW_SPACE if numbers.group == "." else numbers.group
    apart = f"{int(whole.lstrip('-') or '0'):,}".replace(",", group)
    return f"{sign}{apart}{numbers.point + rest if point else ''}"


def _western(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    return letter if digit is None else str(digit)
