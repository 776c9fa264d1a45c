"""Shows where a match stands: marks in a text, and the passage of a text that has most of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ictguide_desktop.model.query import Snippet
from ictguide_desktop.search.analysis import Token, shapes, terms
from ictguide_desktop.search.concepts import Concepts
from ictguide_desktop.search.matching import Plan

_SHORTEST_BEGINNING = 2
_ELLIPSIS = "…"
_SPACES = " \n\t\u00a0"

Marks = tuple[tuple[int, int], ...]


class _Sought(NamedTuple):
    """One word to mark, in every shape, or its beginning."""

    fold: str
    stems: frozenset[str]
    grows: bool = False

    def meets(self, token: Token) -> bool:
        if token.text_fold == self.fold or not self.stems.isdisjoint(token.stems):
            return True
        return self.grows and len(self.fold) >= _SHORTEST_BEGINNING and token.text_fold.startswith(self.fold)


class Marker:
    """Marks what one query found, in any text of its language."""

    def __init__(self, plan: Plan, concepts: Concepts, lang: str) -> None:
        self._lang = lang
        self._words: list[_Sought] = []
        self._phrases: list[tuple[_Sought, ...]] = []
        for item in plan.matched:
            clause = item.clause
            if clause.whole is not None:
                self._words.append(_sought(clause.whole, clause.grows))
            if len(clause.parts) == 1:
                self._words.append(_sought(clause.parts[0], clause.grows))
            else:
                last = len(clause.parts) - 1
                self._phrases.append(
                    tuple(_sought(p, clause.grows and n == last) for n, p in enumerate(clause.parts))
                )
            for word in (*item.guesses, *item.other):
                exact, folded, stems = shapes(word, lang)
                self._words.append(_Sought(folded or exact, frozenset(stems)))
        for named in plan.named:
            for form in concepts.forms(named.match.id, lang):
                parts = tuple(_sought(token) for token in terms(form, lang) if not token.compound)
                if parts:
                    self._phrases.append(parts)

    def marks(self, text: str) -> Marks:
        """Where the matched words and phrases stand in a text: (start, end) pairs in order."""
        tokens = _tokens(text, self._lang)
        spans = [(t.start, t.end) for t in tokens if any(word.meets(t) for word in self._words)]
        plain = [token for token in tokens if not token.compound]
        for phrase in self._phrases:
            for n in range(len(plain) - len(phrase) + 1):
                run = plain[n : n + len(phrase)]
                if all(word.meets(token) for word, token in zip(phrase, run, strict=True)):
                    spans.append((run[0].start, run[-1].end))
        return _joined(spans)

    def snippet(self, text: str, width: int) -> Snippet:
        """The passage of at most about `width` characters with most different matches, cut at words."""
        flat = text.replace("\n", " ")
        marks = self.marks(flat)
        start, end = _window(flat, marks, max(1, width))
        head = _ELLIPSIS if start else ""
        tail = _ELLIPSIS if end < len(flat) else ""
        shift = len(head) - start
        inside = tuple((a + shift, b + shift) for a, b in marks if start <= a and b <= end)
        return Snippet(head + flat[start:end] + tail, inside)


@lru_cache(maxsize=128)
def _tokens(text: str, lang: str) -> tuple[Token, ...]:
    """The words of a text; the rows on screen show much the same texts from one letter to the next."""
    return tuple(terms(text, lang))


def _sought(token: Token, grows: bool = False) -> _Sought:
    return _Sought(token.text_fold, frozenset(token.stems), grows)


def _joined(spans: Iterable[tuple[int, int]]) -> Marks:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _window(text: str, marks: Sequence[tuple[int, int]], width: int) -> tuple[int, int]:
    """Where to cut a passage out of a text: around the marks, a little before the first."""
    if len(text) <= width:
        return 0, len(text)
    best, start = -1, 0
    for n, (first, _) in enumerate(marks):
        inside = [(a, b) for a, b in marks[n:] if b - first <= width]
        different = len({text[a:b].casefold() for a, b in inside})
        if different > best:
            best, start = different, first
    lead = width // 4
    start = max(0, min(start - lead, len(text) - width)) if marks else 0
    end = min(len(text), start + width)
    if start and not _at_word_start(text, start):
        start = next((n + 1 for n in range(start, end) if text[n] in _SPACES), start)
    if end < len(text) and text[end] not in _SPACES:
        end = next((n for n in range(end, start, -1) if text[n] in _SPACES), end)
    return start, max(start, end)


def _at_word_start(text: str, at: int) -> bool:
    return text[at - 1] in _SPACES
