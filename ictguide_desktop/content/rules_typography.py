"""Rules about signs: digits, letters, quotation marks and spaces, as each language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ictguide_desktop.content.loader import Content
from ictguide_desktop.content.passages import CITED, Passage, passages
from ictguide_desktop.content.report import Report


class _Sign(NamedTuple):
    """A way of writing that is not the language's; an error where it breaks search or the number check."""

    rule: str
    pattern: re.Pattern[str]
    message: str
    mend: str
    error: bool = False


_STRAIGHT = _Sign("typography", re.compile(r"(?<=\w)'(?=\w)|\w'(?=\s)"), "a straight apostrophe", "write ’")
_STRAIGHT_QUOTES = _Sign(
    "typography", re.compile(r'"'), "straight quotation marks", "write the language's own"
)
_DIRECTION = _Sign(
    "typography",
    re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
    "an invisible direction mark",
    "take it out: the reader sets the direction; put codes and names in code style",
)
_ARABIC = (
    _Sign(
        "arabic-digits",
        re.compile("[\u0660-\u0669\u06f0-\u06f9\u066b\u066c\u066a]"),
        "Arabic-Indic digits",
        "write 0 to 9, a dot and %",
        error=True,
    ),
    _Sign(
        "arabic-letters",
        re.compile("[\u06cc\u06a9\u06c1\u06d5]"),
        "a Persian or Urdu letter (ی, ک or ہ)",
        "write ي or ى, ك, ه",
        error=True,
    ),
    _Sign("typography", re.compile("\u0640"), "a tatweel (ـ)", "take it out"),
    _Sign(
        "typography",
        re.compile(r"[\u0600-\u06ff][\u064b-\u0652]*\s?[,;?]"),
        "a Latin comma or mark",
        "write ، ؛ ؟",
    ),
    _Sign("typography", re.compile(r"\d\s+%"), "a space before the percent sign", "write 40%"),
    _Sign(
        "typography", re.compile(r"[\u0600-\u06ff]\s+[،؛؟.:](?=\s|$)"), "a space before a mark", "close it up"
    ),
)
_FRENCH = (
    _STRAIGHT,
    _Sign(
        "typography",
        re.compile(r"(?<=\S) [;:!?»%](?=[\s.,;)»]|$)|« "),
        "a plain space beside : ; ? ! % or a guillemet",
        "write a no-break space, U+00A0 (or U+202F before ; ! ? %)",
    ),
    _Sign(
        "typography",
        re.compile(r"[\w)»][;!?](?=\s|$)|[^\W\d]:(?=\s|$)|[\w)]»|«\w|\d%"),
        "no space beside : ; ? ! % or a guillemet",
        "write a no-break space, U+00A0 (or U+202F before ; ! ? %)",
    ),
    _Sign(
        "typography",
        re.compile(r"(?<![\d.,])\d{1,3} \d{3}(?!\d)"),
        "a plain space between thousands",
        "write a no-break space, U+202F or U+00A0",
    ),
)
_SIGNS: Mapping[str, tuple[_Sign, ...]] = {
    "en": (_STRAIGHT, _STRAIGHT_QUOTES, _DIRECTION),
    "fr": (*_FRENCH, _STRAIGHT_QUOTES, _DIRECTION),
    "ar": (*_ARABIC, _STRAIGHT_QUOTES, _DIRECTION),
}
_OTHERS = (_STRAIGHT_QUOTES, _DIRECTION)


def check_typography(content: Content, report: Report) -> None:
    """All words of all languages; one finding a passage for each kind of sign."""
    for language in content.outline.glossary_languages:
        signs = _SIGNS.get(language, _OTHERS)
        for passage in passages(content, report, language):
            for sign in signs:
                if found := sign.pattern.search(passage.text):
                    _report(passage, sign, found, report)


def _report(passage: Passage, sign: _Sign, found: re.Match[str], report: Report) -> None:
    around = passage.text[max(0, found.start() - 15) : found.end() + 15].replace(CITED, "").strip()
    place = report.near(passage.place, passage.opening)
    say = report.error if sign.error else report.warning
    say(place, sign.rule, f"{sign.message}: “{around}”", sign.mend)
