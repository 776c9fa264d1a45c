"""The glossary as a bridge between languages: which concepts a query names, in whatever language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ictguide_desktop.model.guide import Term
from ictguide_desktop.search.analysis import Token, is_stop, terms
from ictguide_desktop.search.everyday import other_names

_LONGEST_QUERY = 60
_SHORT_ACRONYM = 3


class ConceptMatch(NamedTuple):
    """A concept that a query names: its term id, the words naming it as typed, their language and place."""

    id: str
    form: str
    lang: str
    start: int
    end: int


class _Found(NamedTuple):
    """A run of words that is a form of one concept or more, before overlaps are settled."""

    words: int
    own: bool
    lang: str
    start: int
    end: int
    ids: tuple[str, ...]


class Concepts:
    """The names of every concept in every language, ready to be found in a query."""

    def __init__(
        self,
        names: Mapping[str, Mapping[str, tuple[str, ...]]],
        keys: Mapping[str, Mapping[str, tuple[str, ...]]],
    ) -> None:
        self._names = names
        self._keys = keys
        self._longest = {
            lang: max((key.count(" ") + 1 for key in of), default=0) for lang, of in keys.items()
        }

    @classmethod
    def from_terms(cls, terms: Mapping[str, Mapping[str, Term]]) -> Concepts:
        """Gather the names of all terms; `terms` maps a language to its glossary.

        A glossary may fill its gaps with terms of another language: these count in their own language only.
        """
        names: dict[str, dict[str, tuple[str, ...]]] = {}
        keys: dict[str, dict[str, list[str]]] = {}
        for lang, glossary in terms.items():
            names[lang] = {term.id: term.forms for term in glossary.values()}
            of = keys.setdefault(lang, {})
            others = other_names(lang)
            for term in glossary.values():
                for form in (*term.forms, *others.get(term.id, ())):
                    for key in _keys_of_form(form, lang):
                        if term.id not in (ids := of.setdefault(key, [])):
                            ids.append(term.id)
        return cls(names, {lang: {key: tuple(ids) for key, ids in of.items()} for lang, of in keys.items()})

    def to_json(self) -> str:
        """The concepts as text, with their words already analysed."""
        return json.dumps(
            {"names": self._names, "keys": self._keys},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> Concepts:
        """Read what `to_json` wrote.

        Raises:
            ValueError: the text is something else.
        """
        try:
            data = json.loads(text)
            return cls(_tupled(data["names"]), _tupled(data["keys"]))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("This is not a list of concepts.") from error

    def name(self, concept: str, lang: str) -> str:
        """The headword of a concept in a language, else in any; its id when it has none."""
        return next(iter(self.forms(concept, lang)), concept)

    def forms(self, concept: str, lang: str) -> tuple[str, ...]:
        """Every way to write a concept in a language, headword first; else in any language that has it."""
        for names in (self._names.get(lang, {}), *self._names.values()):
            if found := names.get(concept):
                return found
        return ()

    def all_forms(self, lang: str) -> Iterator[str]:
        """Every form of every concept in a language."""
        for forms in self._names.get(lang, {}).values():
            yield from forms

    def named_in(self, query_text: str, lang: str) -> tuple[ConceptMatch, ...]:
        """The concepts named in a query: the longest names first, the reader's own language before others.

        A word names one thing only: a shorter name inside a longer one, or a foreign one over the same words,
        is left out.
        """
        found = sorted(
            self._runs(query_text[:2000], lang), key=lambda run: (-run.words, not run.own, run.start)
        )
        taken: list[_Found] = []
        matches: list[ConceptMatch] = []
        for run in found:
            clash = [other for other in taken if run.start < other.end and other.start < run.end]
            same = all(
                (other.start, other.end, other.own) == (run.start, run.end, run.own) for other in clash
            )
            if clash and (run.own or not same):
                continue
            taken.append(run)
            known = {match.id for match in matches}
            form = query_text[run.start : run.end]
            matches.extend(
                ConceptMatch(concept, form, run.lang, run.start, run.end)
                for concept in run.ids
                if concept not in known
            )
        return tuple(matches)

    def _runs(self, text: str, own: str) -> Iterator[_Found]:
        for lang in (own, *(other for other in self._keys if other != own)):
            keys = self._keys.get(lang)
            if not keys:
                continue
            words = _content_words(text, lang)[:_LONGEST_QUERY]
            for first in range(len(words)):
                for last in range(first, min(len(words), first + self._longest[lang])):
                    run = words[first : last + 1]
                    if lang != own and not _says_enough(run, text):
                        continue
                    ids = tuple(dict.fromkeys(c for key in _keys(run) for c in keys.get(key, ())))
                    if ids:
                        yield _Found(len(run), lang == own, lang, run[0].start, run[-1].end, ids)


def _content_words(text: str, lang: str) -> list[Token]:
    """The words that carry meaning, without wholes such as RKC-7; all words when none does.

    A word in capitals is an acronym, even if it looks like a stop word (IT, IA); parts of wholes are kept.
    """
    tokens = terms(text, lang)
    words = [token for token in tokens if not token.compound]
    inside = {start for whole in tokens if whole.compound for start in range(whole.start, whole.end)}
    content = [w for w in words if not is_stop(w, lang) or w.start in inside or is_acronym(text, w)]
    return content or words


def is_acronym(text: str, token: Token) -> bool:
    """Whether a word stands in capitals among others that do not."""
    word = text[token.start : token.end]
    return len(word) > 1 and word.isupper() and (not text.isupper() or len(text.split()) == 1)


def _keys_of_form(form: str, lang: str) -> tuple[str, ...]:
    """The keys under which a name is filed; an acronym has no stem, and SaaS is not SA."""
    words = _content_words(form, lang)
    if len(words) == 1 and _looks_like_acronym(form, words[0]):
        return (words[0].text_fold,)
    return _keys(words)


def _looks_like_acronym(text: str, token: Token) -> bool:
    """Whether a word ends with a capital, as IT and IoT do: plain words do not, even at the start of a sentence."""
    return text[token.end - 1].isupper()


def _keys(words: list[Token]) -> tuple[str, ...]:
    """The keys under which a run of words is filed: by stems, with and without accents."""
    first = " ".join(word.stems[0] for word in words)
    folded = " ".join(word.text_fold for word in words)
    plain = " ".join(word.stems[min(1, len(word.stems) - 1)] for word in words)
    return tuple(dict.fromkeys((first, folded, plain)))


def _says_enough(run: list[Token], text: str) -> bool:
    """Whether words may name a concept in a foreign language: a short single one only as an acronym."""
    return len(run) > 1 or len(run[0].text_fold) > _SHORT_ACRONYM or _looks_like_acronym(text, run[0])


def _tupled(data: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {lang: {key: tuple(map(str, ids)) for key, ids in of.items()} for lang, of in data.items()}
