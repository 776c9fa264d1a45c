"""Finds the entries that hold each thing asked for: by spelling, stem, beginning, concept or guess."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ictguide_desktop.model.address import Address
from ictguide_desktop.search.analysis import Token, fold, is_stop, shapes, terms
from ictguide_desktop.search.concepts import ConceptMatch, Concepts
from ictguide_desktop.search.everyday import instead, other_names, other_words
from ictguide_desktop.search.parse import Clause, Parsed
from ictguide_desktop.search.posting import NOWHERE, Posting, numbers
from ictguide_desktop.search.reading import IndexReader

EXACT, FOLDED, STEM, OTHER_STEM, BEGINNING, EVERYDAY, GUESS = 1.0, 0.93, 0.72, 0.58, 0.62, 0.45, 0.35
BESIDE, ALSO = 0.3, 0.7  # how much a longer or another word counts beside one that the guide has
_WHOLE_IN_PARTS, _PARTS_APART = 0.9, 0.3
_NAMED_FORM, _NAMED_LINK, _NAMED_TERM = 0.8, 0.4, 0.97
_SLOT_WORTH = {0: 9.0, 1: 1.6, 2: 6.0}
_SATURATION = 2.2
_SHORTEST_BEGINNING, _SHORTEST_ABBREVIATION = 2, 4
_MOST_FORMS = 6
_OTHER_FORM, _BELOW = 0.7, 0.7
_TOPIC = 4  # entries: how rare an everyday word counts that the guide itself does not use

GLOSSARY = "glossary"


@dataclass
class Matched:
    """What one clause found: a score (0 to 1) and the places in each entry; `weight` is how telling it is.

    `weak` are words that stand in for one that the guide itself has: they find entries, and lift none. `other`
    are words of the guide for an everyday word; `said` is in how many entries the typed one itself stands. When
    it is all that is asked (`alone`), no other word may lift an entry above the least of those: the `ceiling`.
    """

    clause: Clause
    scores: dict[int, float] = field(default_factory=dict)
    postings: list[Posting] = field(default_factory=list)
    weak: list[Posting] = field(default_factory=list)
    found: dict[int, list[int]] = field(default_factory=dict)
    weight: float = 0.0
    guesses: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    said: int = 0
    alone: bool = False
    ceiling: float = math.inf

    def places(self, entry: int, weak: bool = True) -> list[int]:
        """Where in an entry the clause is met, in order; by words that stand in for it only if `weak`."""
        every = set(self.found.get(entry, ()))
        for posting in (*self.postings, *(self.weak if weak else ())):
            if packed := posting.packed.get(entry):
                every.update(numbers(packed))
        return sorted(every)

    def take(self, posting: Posting, worth: float, weak: bool = False) -> None:
        """Add what a word of the index offers."""
        if posting is NOWHERE:
            return
        (self.weak if weak else self.postings).append(posting)
        scores = self.scores
        for entry, weight in posting.weights.items():
            score = min(worth * weight, self.ceiling) if weak else worth * weight
            if score > scores.get(entry, 0.0):
                scores[entry] = score

    def take_phrase(self, found: dict[int, list[int]], worth: float) -> None:
        """Add where words stand side by side."""
        for entry, where in found.items():
            weight = sum(_SLOT_WORTH.get(place >> 16, 1.0) for place in where)
            score = worth * weight / (weight + _SATURATION)
            self.scores[entry] = max(score, self.scores.get(entry, 0.0))
            self.found.setdefault(entry, []).extend(where)


class Named(NamedTuple):
    """A concept the query names, the clauses that name it, the entries about it and their score.

    `exact` says that it is named in a spelling of the glossary, and not by a word of the same stem.
    """

    match: ConceptMatch
    clauses: tuple[int, ...]
    found: Matched
    own: bool
    term: int | None
    exact: bool


class Plan(NamedTuple):
    """A query carried out: what each clause and concept found, and the query as it was probably meant."""

    parsed: Parsed
    matched: tuple[Matched, ...] = ()
    named: tuple[Named, ...] = ()
    excluded: frozenset[int] = frozenset()
    suggestion: str = ""


class Matcher:
    """Carries out queries on one index."""

    def __init__(self, reader: IndexReader, concepts: Concepts, lang: str) -> None:
        self._reader = reader
        self._concepts = concepts
        self._lang = lang

    def plan(self, parsed: Parsed, cancelled: Callable[[], bool]) -> Plan | None:
        """Find what the query asks for; None when it was cancelled."""
        matches = self._telling(parsed)
        clauses = _merged(parsed, [m for m in matches if m.lang != self._lang])
        matched: list[Matched] = []
        for clause in clauses:
            if cancelled():
                return None
            matched.append(self._match(clause, alone=len(clauses) == 1))
        named = tuple(self._name(match, clauses) for match in matches)
        covered = {n for concept in named if concept.found.scores for n in concept.clauses}
        suggestion = self._guess(parsed.text, matched, covered)
        for n, item in enumerate(matched):
            about = set[int]().union(*(c.found.scores for c in named if n in c.clauses))
            known = len(about.union(item.scores))
            if item.other:
                known = item.said or min(known, _TOPIC)
            item.weight = math.log(1 + (self._reader.count - known + 0.5) / (known + 0.5)) + 0.1
        excluded = frozenset[int]().union(
            *(self._match(clause, strict=True).scores for clause in parsed.excluded)
        )
        return None if cancelled() else Plan(parsed, tuple(matched), named, excluded, suggestion)

    def _telling(self, parsed: Parsed) -> list[ConceptMatch]:
        """The concepts named, without foreign words that are, among others, just words of this guide."""
        text = parsed.text
        for clause in parsed.excluded:
            text = text[: clause.start] + " " * (clause.end - clause.start) + text[clause.end :]
        telling: list[ConceptMatch] = []
        for match in self._concepts.named_in(text, self._lang):
            words = [token for token in terms(match.form, self._lang) if not token.compound]
            known = len(words) == 1 and words[0].text_fold in self._reader.vocabulary
            alone = len(parsed.wanted) == 1 and self._as_listed(match)
            if match.lang == self._lang or not known or alone:
                telling.append(match)
        return telling[:_MOST_FORMS]

    def _as_listed(self, match: ConceptMatch) -> bool:
        """Whether the words that name a concept are a form in the glossary: consigner is no consignment."""
        forms = (*self._concepts.forms(match.id, match.lang), *other_names(match.lang).get(match.id, ()))
        return any(same_name(match.form, form) for form in forms)

    def _match(self, clause: Clause, strict: bool = False, alone: bool = False) -> Matched:
        item = Matched(clause, alone=alone)
        if clause.whole is not None:
            self._take_word(item, clause.whole, grows=clause.grows and not strict)
            item.take_phrase(self.phrase(clause.parts, grows=clause.grows), _WHOLE_IN_PARTS)
            if not item.scores and not strict:
                self._take_parts(item, clause.parts)
        elif clause.phrase:
            found = self.phrase(clause.parts, grows=clause.grows) or self.phrase(clause.parts, stems=True)
            item.take_phrase(found, 1.0)
        else:
            self._take_word(item, clause.parts[0], grows=clause.grows and not strict)
        return item

    def _take_word(self, item: Matched, token: Token, grows: bool) -> None:
        for word in instead(token.text_fold, self._lang):
            item.other = (*item.other, word)
            item.take(self._reader.posting("fold", shapes(word, self._lang).fold), FOLDED)
        if item.other:
            return
        item.take(self._reader.posting("exact", token.text_exact), EXACT)
        item.take(self._reader.posting("fold", token.text_fold), FOLDED)
        for n, stem in enumerate(token.stems):
            item.take(self._reader.posting("stem", stem), OTHER_STEM if n else STEM)
        item.said = len(item.scores)
        if item.alone and item.said:
            item.ceiling = _BELOW * min(item.scores.values())
        if grows:
            worth = BEGINNING * (BESIDE if item.said else 1.0)
            for word in self._completions(token.text_fold):
                length = 0.7 + 0.3 * len(token.text_fold) / len(word)
                item.take(self._reader.posting("fold", word), worth * length, weak=item.said > 0)
        for word in dict.fromkeys(w for stem in token.stems for w in other_words(stem, self._lang)):
            self._take_everyday(item, word, EVERYDAY * (ALSO if item.said else 1.0))

    def _take_everyday(self, item: Matched, word: str, worth: float) -> None:
        """Find what the guide says for an everyday word, in the very form given rather than another."""
        _, folded, stems = shapes(word, self._lang)
        for posting, part in (("fold", folded), 1.0), (("stem", stems[0]), _OTHER_FORM):
            found = self._reader.posting(*posting)
            if found is not NOWHERE and word not in item.other:
                item.other = (*item.other, word)
            item.take(found, worth * part, weak=item.said > 0)

    def _take_parts(self, item: Matched, parts: Sequence[Token]) -> None:
        """The parts of a whole that nobody wrote as a whole, anywhere in one entry."""
        each = [self._any_shape(part) for part in parts]
        for entry in set(each[0].scores).intersection(*(one.scores for one in each[1:])):
            item.scores[entry] = _PARTS_APART * min(one.scores[entry] for one in each)
        if item.scores:
            item.postings.extend(posting for one in each for posting in one.postings)

    def _any_shape(self, token: Token) -> Matched:
        item = Matched(Clause((token,)))
        self._take_word(item, token, grows=False)
        return item

    def _take_beginning(self, item: Matched, word: Token) -> bool:
        """Take a word that the guide does not have as the beginning of one that it has: admin, cyber."""
        if len(word.text_fold) < _SHORTEST_ABBREVIATION:
            return False
        for longer in self._completions(word.text_fold):
            item.take(self._reader.posting("fold", longer), GUESS)
        return bool(item.scores)

    def _completions(self, start: str) -> tuple[str, ...]:
        return self._reader.vocabulary.completions(start) if len(start) >= _SHORTEST_BEGINNING else ()

    def phrase(
        self, words: Sequence[Token], stems: bool = False, grows: bool = False
    ) -> dict[int, list[int]]:
        """Where words stand side by side: for each entry the places of the first.

        By spelling without accents, or by `stems`; with `grows` the last word may go on.
        """
        columns: list[list[Posting]] = []
        for n, token in enumerate(words):
            postings = [self._reader.posting("fold", token.text_fold)]
            if stems:
                postings = [self._reader.posting("stem", stem) for stem in token.stems]
            if grows and n == len(words) - 1:
                postings += [
                    self._reader.posting("fold", word) for word in self._completions(token.text_fold)
                ]
            columns.append([posting for posting in postings if posting.packed])
        if not all(columns):
            return {}
        held = [frozenset[int]().union(*(posting.packed for posting in column)) for column in columns]
        found: dict[int, list[int]] = {}
        for entry in held[0].intersection(*held[1:]):
            at = [_all_places(column, entry) for column in columns]
            first = words[0].position
            starts = [
                p
                for p in at[0]
                if all(p + w.position - first in rest for w, rest in zip(words[1:], at[1:], strict=True))
            ]
            if starts:
                found[entry] = sorted(starts)
        return found

    def _name(self, match: ConceptMatch, clauses: Sequence[Clause]) -> Named:
        """Everything about a concept: its term, the entries that use one of its names, those that link it."""
        over = tuple(
            n for n, clause in enumerate(clauses) if clause.start < match.end and match.start < clause.end
        )
        found = Matched(Clause(()))
        for form in self._concepts.forms(match.id, self._lang)[:_MOST_FORMS]:
            words = [token for token in terms(form, self._lang) if not token.compound]
            if words:
                found.take_phrase(self.phrase(words, stems=True), _NAMED_FORM)
        for entry in self._reader.having(f"concept:{match.id}"):
            found.scores[entry] = max(_NAMED_LINK, found.scores.get(entry, 0.0))
        term = self._reader.find(Address(GLOSSARY, match.id))
        if term is not None:
            found.scores[term] = _NAMED_TERM
        return Named(match, over, found, match.lang == self._lang, term, self._as_listed(match))

    def _guess(self, text: str, matched: list[Matched], covered: set[int]) -> str:
        """Look for words that begin like those that found nothing, or are close to them.

        The answer is the query as probably meant; nothing when each word means itself.
        """
        missing = [n for n, item in enumerate(matched) if not item.scores and n not in covered]
        meant: list[tuple[int, int, str]] = []
        for n in missing:
            clause = matched[n].clause
            if clause.phrase or clause.whole is not None:
                continue
            word = clause.parts[0]
            if self._take_beginning(matched[n], word):
                continue
            close = self._reader.vocabulary.corrections(word.text_fold)
            for correction in close:
                worth = GUESS * (1.2 - 0.2 * correction.distance)
                matched[n].take(self._reader.posting("fold", correction.fold), worth)
                for stem in shapes(correction.spelling, self._lang).stems:
                    matched[n].take(self._reader.posting("stem", stem), worth * STEM)
            if close:
                matched[n].guesses = tuple(correction.fold for correction in close)
                meant.append((word.start, word.end, close[0].spelling))
        for start, end, spelling in reversed(meant):
            text = text[:start] + spelling + text[end:]
        return text if meant else ""


def _merged(parsed: Parsed, foreign: Iterable[ConceptMatch]) -> list[Clause]:
    """The clauses, with those that name a foreign concept together made into one phrase.

    “guichet unique” asks for the concept; an English page with the word “unique” is no answer to it.
    """
    clauses = list(parsed.wanted)
    for match in foreign:
        outside = [c for c in clauses if c.end <= match.start or c.start >= match.end]
        clauses = [c for c in clauses if c not in outside or c.whole or not is_stop(c.parts[0], match.lang)]
        inside = [c for c in clauses if match.start <= c.start and c.end <= match.end]
        if len(inside) > 1:
            parts = tuple(part for clause in inside for part in clause.parts)
            merged = Clause(parts, phrase=True, grows=inside[-1].grows)
            clauses = sorted([*(c for c in clauses if c not in inside), merged], key=lambda c: c.start)
    return clauses


def _all_places(column: Iterable[Posting], entry: int) -> set[int]:
    every: set[int] = set()
    for posting in column:
        if packed := posting.packed.get(entry):
            every.update(numbers(packed))
    return every


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in nothing that a reader would see as different."""
    return fold(one).split() == fold(other).split()
