"""Splits running text into sentences and words, in the languages of the guide."""

from __future__ import annotations

import re

# fmt: off
_ABBREVIATIONS = frozenset([
    "e.g.", "i.e.", "n.b.", "no.", "nos.", "art.", "arts.", "vs.", "p.", "pp.", "vol.", "ch.", "fig.", "cf.",
    "st.", "dr.", "mr.", "mrs.", "ms.", "inc.", "ltd.", "co.", "approx.", "para.", "paras.", "sec.",
    "rev.", "ed.", "eds.", "m.", "mm.", "av.", "núm.", "pág.", "págs.", "sr.", "sra.", "aprox.",
    "ст.", "п.", "см.", "тыс.", "долл.", "руб.", "им.", "т.е.", "т.п.",
])
# fmt: on
_END = re.compile(r"[.!?؟…]+[\u00a0\u202f]?[\"”’»)\]]*(?=[ \n]+[\"“«‘(\[¿¡]*[\u00a0\u202f]?(\S))")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")


def sentences(text: str) -> list[str]:
    """The sentences of a text. An abbreviation, an initial and a decimal point end none."""
    found, start = [], 0
    for end in _END.finditer(text):
        if not _begins(end[1]) or (end[0].startswith(".") and _abbreviated(text, start, end.start() + 1)):
            continue
        found.append(text[start : end.end()].strip(" \n"))
        start = end.end()
    rest = text[start:].strip(" \n")
    return [*found, rest] if rest else found


def words(text: str) -> int:
    """How many words a text has; what a no-break space holds together, such as 24 h, is one."""
    return sum(any(char.isalnum() for char in word) for word in re.split("[ \n\t]+", text))


def _begins(char: str) -> bool:
    """Whether a sentence can begin with this letter: anything but a small one."""
    return not char.islower()


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the full stop before `end` belongs to an abbreviation."""
    word = (
        text[max(start, text.rfind(" ", 0, end) + 1) : end]
        .lstrip('"“«‘([\u00a0\u202f')
        .rpartition("\u00a0")[2]
    )
    return word.lower() in _ABBREVIATIONS or _INITIALS.fullmatch(word) is not None
