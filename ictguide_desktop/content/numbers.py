"""The numbers in a text by value, so that 1,500 and 1 500, or 3.5 billion and 3500 millones, are the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

_POINT = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)*")
_COMMA = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*")
_DIGIT = re.compile(r"\d")
_POINT_LANGUAGES = frozenset({"en", "ar"})
_EASTERN = str.maketrans(
    "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u066b\u066c"
    "\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9",
    "0123456789.,0123456789",
)
_THOUSAND, _MILLION, _BILLION, _TRILLION = (10**n for n in (3, 6, 9, 12))
_SCALES: Mapping[str, Mapping[str, int]] = {
    "en": {"thousand": _THOUSAND, "million": _MILLION, "billion": _BILLION, "trillion": _TRILLION},
    "fr": {"mille": _THOUSAND, "millions?": _MILLION, "milliards?": _BILLION, "billions?": _TRILLION},
    "es": {
        "mil millones": _BILLION, "mil": _THOUSAND, "mill(?:ón|ones)": _MILLION, "bill(?:ón|ones)": _TRILLION,
    },
    "pt": {"mil milhões": _BILLION, "mil": _THOUSAND, "milh(?:ão|ões)": _MILLION, "bilh(?:ão|ões)": _BILLION},
    "ru": {
        r"тыс(?:\.|яч\w*)": _THOUSAND, r"млн|миллион\w*": _MILLION, r"млрд|миллиард\w*": _BILLION,
        r"трлн|триллион\w*": _TRILLION,
    },
    "ar": {
        "ألف(?:اً)?|آلاف": _THOUSAND, "مليون(?:اً)?|ملايين": _MILLION, "مليار(?:اً|ات)?|بليون": _BILLION,
        "تريليون(?:اً|ات)?": _TRILLION,
    },
}  # fmt: skip
_SCALE_WORDS = {
    language: re.compile(
        r"[ \u00a0\u202f-]?(?:" + "|".join(f"(?P<s{n}>{word})" for n, word in enumerate(words)) + r")(?!\w)"
    )
    for language, words in _SCALES.items()
}


def numbers(text: str, language: str) -> Counter[str]:
    """How often each number stands in a text, by value; a version such as 1.2.3 is taken as it is written."""
    if _DIGIT.search(text) is None:
        return Counter()
    text = text.translate(_EASTERN)
    found: Counter[str] = Counter()
    for match in (_POINT if language in _POINT_LANGUAGES else _COMMA).finditer(text):
        found[_value(match[0], text[match.end() : match.end() + 20], language)] += 1
    return found


def _value(written: str, following: str, language: str) -> str:
    """A number in one way of writing, multiplied by the word after it (million, milliards)."""
    plain = re.sub("[ \u00a0\u202f]", "", written)
    plain = plain.replace(",", "" if language in _POINT_LANGUAGES else ".")
    if plain.count(".") > 1:
        return plain
    value = Decimal(plain)
    scale = _SCALE_WORDS[language].match(following) if language in _SCALE_WORDS else None
    if scale is not None:
        value *= list(_SCALES[language].values())[int(str(scale.lastgroup)[1:])]
    return f"{value.normalize():f}"
