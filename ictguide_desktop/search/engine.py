"""Answers searches in one language: the door that the rest of the program uses."""

from __future__ import annotations

import logging
from collections import Counter, OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import NamedTuple, Self, TypeVar

from ictguide_desktop.model.guide import Kind
from ictguide_desktop.model.query import Hit, Results, SearchQuery, Snippet
from ictguide_desktop.search.analysis import fold, learn, terms
from ictguide_desktop.search.arabic import without_article
from ictguide_desktop.search.concepts import Concepts
from ictguide_desktop.search.fingerprint import IndexUnusable
from ictguide_desktop.search.marking import Marker
from ictguide_desktop.search.matching import Matcher, Plan
from ictguide_desktop.search.parse import parse
from ictguide_desktop.search.ranking import Ranked, candidates, ranked, why
from ictguide_desktop.search.reading import IndexReader

__all__ = ["Engine", "IndexUnusable"]

logger = logging.getLogger(__name__)

_PLANS_KEPT = 8
_FIRST_BLOCK_SLOT = 3
_MANY_TIMES = 3
_LONGEST_PREFIX = 200

_Answer = TypeVar("_Answer")


class _Understood(NamedTuple):
    """A query carried out, and what marks its words in a text."""

    plan: Plan
    marker: Marker


def _never() -> bool:
    return False


class Engine:
    """The search of one language of an edition. May be asked from several threads; answers one at a time.

    Whoosh gives us postings and columns; the scores are ours: the counts by kind need every match anyway, and
    one pass over postings kept in memory costs less than a tree of matchers over three spellings.
    """

    def __init__(self, reader: IndexReader, lang: str, concepts: Concepts) -> None:
        self._reader = reader
        self._lang = lang
        self._concepts = concepts
        self._matcher = Matcher(reader, concepts, lang)
        self._plans: OrderedDict[str, _Understood] = OrderedDict()
        self._names: list[tuple[str, str]] | None = None
        self._lock = RLock()
        self._closed = False

    @classmethod
    def open(cls, directory: Path, lang: str, digest: str, concepts: Concepts) -> Self:
        """Open the index in a folder, if it was built from the content that `digest` names.

        Raises:
            IndexUnusable: it is missing, damaged, or of another content or version; nothing of it was run.
        """
        reader = IndexReader(directory, digest)
        learn(lang, reader.vocabulary.stems)
        return cls(reader, lang, concepts)

    def search(self, query: SearchQuery, cancelled: Callable[[], bool] = _never) -> Results:
        """Answer a query. Never raises: the answer is empty when it is cancelled, or a fault was logged."""
        return self._safely(lambda: self._search(query, cancelled), Results(query, (), 0, {}))

    def snippet(self, hit: Hit, query: SearchQuery, width: int = 160) -> Snippet:
        """A passage of about `width` characters that shows the match, and where it stands in it."""
        return self._safely(lambda: self._snippet(hit, query, width), Snippet("", ()))

    def best_block(self, hit: Hit, query: SearchQuery) -> int:
        """The number (from 1) of the block that answers the query best; 0 when the match is in no block."""
        return self._safely(lambda: self._best_block(self._reader.find(hit.address), query), 0)

    def words(self, query: SearchQuery) -> tuple[str, ...]:
        """The words to look for in an opened page: those typed (or meant), and the concepts they name."""
        return self._safely(lambda: self._words(query), ())

    def marks(self, text: str, query: SearchQuery) -> tuple[tuple[int, int], ...]:
        """Where a text meets the query: (start, end) pairs in order, at word boundaries."""
        return self._safely(lambda: self._understood(query.text).marker.marks(text), ())

    def suggest(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Names of terms and titles of pages that begin with what is typed, in any accents."""
        return self._safely(lambda: self._suggest(prefix[:_LONGEST_PREFIX], limit), ())

    def close(self) -> None:
        """Let go of the index; the engine answers nothing afterwards."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._plans.clear()
                self._reader.close()

    def _safely(self, answer: Callable[[], _Answer], otherwise: _Answer) -> _Answer:
        """One answer at a time; a fault of ours or of the library is logged, not a crash while typing."""
        try:
            with self._lock:
                return otherwise if self._closed else answer()
        except Exception:
            logger.exception("The search could not answer")
            return otherwise

    def _search(self, query: SearchQuery, cancelled: Callable[[], bool]) -> Results:
        plan = self._understood(query.text, cancelled).plan
        if not plan.matched or cancelled():
            return Results(query, (), 0, {})
        found = candidates(plan, self._allowed(query))
        matching = set(found.scores)
        of_kind = {kind: matching & self._reader.having(f"kind:{kind}") for kind in Kind}
        wanted = matching if not query.kinds else set[int]().union(*(of_kind[kind] for kind in query.kinds))
        order = ranked(found, wanted, plan, self._reader.facts, query.favour)
        hits = tuple(self._hit(one) for one in order[: max(0, query.limit)])
        kinds = {kind: len(entries) for kind, entries in of_kind.items() if entries}
        return Results(query, hits, len(wanted), kinds, plan.suggestion if matching else "")

    def _understood(self, text: str, cancelled: Callable[[], bool] = _never) -> _Understood:
        """The query carried out; kept, since rows ask for their snippets one by one."""
        known = self._plans.get(text)
        if known is None:
            parsed = parse(text, self._lang)
            plan = self._matcher.plan(parsed, cancelled)
            known = _Understood(
                plan or Plan(parsed), Marker(plan or Plan(parsed), self._concepts, self._lang)
            )
            if plan is None:
                return known
            self._plans[text] = known
            if len(self._plans) > _PLANS_KEPT:
                self._plans.popitem(last=False)
        return known

    def _allowed(self, query: SearchQuery) -> frozenset[int] | None:
        """The entries of the parts and audiences asked for; None when every entry is."""
        allowed: frozenset[int] | None = None
        for keys in (
            [f"part:{part}" for part in query.parts],
            [f"for:{audience}" for audience in query.audiences],
        ):
            if keys:
                some = frozenset[int]().union(*(self._reader.having(key) for key in keys))
                allowed = some if allowed is None else allowed & some
        return allowed

    def _hit(self, one: Ranked) -> Hit:
        facts = self._reader.facts(one.entry)
        return Hit(
            facts.address, facts.title, facts.context, facts.kind, facts.part, facts.audiences, one.score,
            why(one, self._concepts, self._lang),
        )  # fmt: skip

    def _snippet(self, hit: Hit, query: SearchQuery, width: int) -> Snippet:
        entry = self._reader.find(hit.address)
        if entry is None:
            return Snippet("", ())
        texts = self._reader.blocks(entry)
        best = self._best_block(entry, query)
        text = texts[best - 1] if best else next((text for text in texts if text), "")
        return self._understood(query.text).marker.snippet(text, width)

    def _words(self, query: SearchQuery) -> tuple[str, ...]:
        plan = self._understood(query.text).plan
        found = [item for item in plan.matched if item.scores]
        typed = [plan.parsed.text[item.clause.start : item.clause.end] for item in found if not item.guesses]
        meant = [guess for item in found for guess in item.guesses]
        names = [form for named in plan.named for form in self._concepts.forms(named.match.id, self._lang)]
        return tuple(dict.fromkeys((*typed, *meant, *names)))

    def _suggest(self, prefix: str, limit: int) -> tuple[str, ...]:
        start = _key(prefix)
        if not start or limit <= 0:
            return ()
        found = sorted((len(name), name) for key, name in self._all_names() if key.startswith(start))
        return tuple(name for _, name in found[:limit])

    def _best_block(self, entry: int | None, query: SearchQuery) -> int:
        """The block with most of what is asked, the rarer the better; of equals the first."""
        if entry is None:
            return 0
        plan = self._understood(query.text).plan
        scores: dict[int, float] = {}
        for item in (*plan.matched, *(named.found for named in plan.named)):
            for slot, count in Counter(place >> 16 for place in item.places(entry)).items():
                worth = (item.weight or 1.0) * (1 + 0.1 * min(count, _MANY_TIMES))
                scores[slot] = scores.get(slot, 0.0) + worth
        blocks = [(-score, slot) for slot, score in scores.items() if slot >= _FIRST_BLOCK_SLOT]
        return min(blocks)[1] - _FIRST_BLOCK_SLOT + 1 if blocks else 0

    def _all_names(self) -> list[tuple[str, str]]:
        """Every name that may be suggested, with the key it is compared by."""
        if self._names is None:
            titles = [self._reader.facts(entry).title for entry in sorted(self._reader.having("lead:"))]
            names = dict.fromkeys((*self._concepts.all_forms(self._lang), *titles))
            self._names = [(_key(name), name) for name in names]
        return self._names


def _key(name: str) -> str:
    """A name without accents, article or punctuation; with a space at its end if it was typed."""
    words = " ".join(token.text_fold for token in terms(name, "") if not token.compound) or fold(name).strip()
    return without_article(words) + (" " if name[-1:].isspace() and words else "")
