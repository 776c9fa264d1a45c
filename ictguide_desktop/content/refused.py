"""Finds the words that a glossary refuses, whatever their case, number or Arabic prefix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ictguide_desktop.model.guide import Term

_MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_PLURAL = "(?:s|es|x)?"
_PREFIX = "(?:[وف])?(?:[بكل]|ال|بال|كال|فال|وال|لل)?"
_MIN_INFLECTED = 4


class RefusedWords:
    """The words refused in one language; they do not count where they are part of a form that is accepted."""

    def __init__(self, terms: Iterable[Term]) -> None:
        known = list(terms)
        self._refused = {_plain(word): term.term for term in known for word in term.avoid}
        self._pattern = _any_of(self._refused)
        forms = {_plain(form) for term in known for form in term.forms}
        self._accepted = _any_of(form for form in forms if self._holds_more(form))

    def found(self, text: str) -> Iterator[tuple[str, str]]:
        """Each refused word, as the text has it, with the term to write instead."""
        if self._pattern is None:
            return
        text = _plain(text)
        matches = list(self._pattern.finditer(text))
        if not matches:
            return
        accepted = [] if self._accepted is None else [match.span() for match in self._accepted.finditer(text)]
        terms = list(self._refused.values())
        for match in matches:
            if not any(start <= match.start() and match.end() <= end for start, end in accepted):
                yield match[0], terms[int(str(match.lastgroup)[1:])]

    def _holds_more(self, form: str) -> bool:
        """Whether an accepted form has a refused word in it and is more than that word."""
        if self._pattern is None or form in self._refused:
            return False
        return self._pattern.search(form) is not None


def _plain(text: str) -> str:
    """The text with one kind of apostrophe and space, and without Arabic vowel signs."""
    return _MARKS.sub("", text).replace("'", "’").replace("\u00a0", " ").replace("\u202f", " ")


def _any_of(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern that finds any phrase as whole words, the longest first; group `w<n>` is the nth phrase."""
    numbered = sorted(enumerate(phrases), key=lambda item: -len(item[1]))
    if not numbered:
        return None
    choices = "|".join(f"(?P<w{number}>{_inflected(phrase)})" for number, phrase in numbered)
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE)


def _inflected(phrase: str) -> str:
    return r"\s+".join(map(_word, phrase.split()))


def _word(word: str) -> str:
    if _ARABIC.search(word):
        return _PREFIX + re.escape(word.removeprefix("ال"))
    if len(word) < _MIN_INFLECTED:
        return re.escape(word)
    if _CYRILLIC.search(word):
        return re.escape(re.sub("[аеёиоуыэюяйь]{1,2}$", "", word)) + r"\w{0,3}"
    return re.escape(word) + _PLURAL
