"""Puts what was found in order: all words before some, titles before text, near before far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ictguide_desktop.model.guide import Audience
from ictguide_desktop.model.query import Why
from ictguide_desktop.search.closeness import closer, together
from ictguide_desktop.search.concepts import Concepts
from ictguide_desktop.search.matching import Matched, Named, Plan, same_name
from ictguide_desktop.search.reading import Facts

_LOOKED_AT = 60
_ALL, _ALL_GUESSED = 2000.0, 1000.0
_ENOUGH_WITH_ALL = 10
_TELLING = 0.4
_OWN_SYNONYM, _FOREIGN = 0.75, 0.95
_TERM_AT = 2


class Ranked(NamedTuple):
    """An entry, its score, and the concept through which alone it was found, if so."""

    entry: int
    score: float
    named: Named | None


class Candidates(NamedTuple):
    """The entries that answer a query, not yet ranked closely: their scores and how they were found."""

    scores: dict[int, float]
    through: dict[int, Named]


def candidates(plan: Plan, allowed: frozenset[int] | None) -> Candidates:
    """Score the entries that hold at least half of what is asked, or all when enough of them do.

    One rare word may say more than two common ones. When nothing holds as much, the best there is must do.
    """
    total: dict[int, float] = {}
    covered: dict[int, float] = {}
    count: dict[int, int] = {}
    guessed: set[int] = set()
    through: dict[int, Named] = {}
    every = sum(item.weight for item in plan.matched)
    for n, item in enumerate(plan.matched):
        scores = item.scores
        concepts = [named for named in plan.named if n in named.clauses]
        if concepts:
            scores = dict(scores)
            for named in concepts:
                _lend(scores, named, item, through)
        for entry, score in scores.items():
            total[entry] = total.get(entry, 0.0) + item.weight * score
            covered[entry] = covered.get(entry, 0.0) + item.weight
            count[entry] = count.get(entry, 0) + 1
        if item.guesses:
            guessed.update(item.scores)
    asked = len(plan.matched)
    able = [e for e in total if e not in plan.excluded and (allowed is None or e in allowed)]
    kept = [e for e in able if 2 * count[e] >= asked or covered[e] >= _TELLING * every]
    if not kept and able:
        most = max(covered[e] for e in able)
        kept = [e for e in able if covered[e] == most]
    if sum(count[entry] == asked for entry in kept) >= _ENOUGH_WITH_ALL:
        kept = [entry for entry in kept if count[entry] == asked]
    ranked: dict[int, float] = {}
    for entry in kept:
        score = total[entry] * (covered[entry] / every) ** 2
        if count[entry] == asked:
            score += _ALL_GUESSED if entry in guessed else _ALL
        ranked[entry] = score
    return Candidates(ranked, through)


def _lend(scores: dict[int, float], named: Named, item: Matched, through: dict[int, Named]) -> None:
    """Give the entries about a concept a share in the clause that names it."""
    worth = _OWN_SYNONYM if named.own else _FOREIGN
    for entry, score in named.found.scores.items():
        # What holds no word as typed, but only one that begins so, is better told by the name in the other language.
        if entry not in item.scores or not (named.own or item.said):
            through.setdefault(entry, named)
        lent = worth * score if named.exact else min(worth * score, item.ceiling)
        scores[entry] = max(lent, scores.get(entry, 0.0))


def ranked(
    found: Candidates,
    entries: Iterable[int],
    plan: Plan,
    facts: Callable[[int], Facts],
    favour: Audience | None,
) -> list[Ranked]:
    """The entries in order, best first; the first ones have been looked at closely."""
    rough = sorted(entries, key=lambda entry: (-found.scores[entry], entry))
    close = {
        entry: _looked_at(entry, found.scores[entry], plan, facts(entry), favour) for entry in rough[:_LOOKED_AT]
    }
    order = sorted(rough[:_LOOKED_AT], key=lambda entry: (-close[entry], entry))
    order = _with_terms_near_top(order, rough, plan)
    scores: Mapping[int, float] = {**found.scores, **close}
    answer: list[Ranked] = []
    ceiling = float("inf")
    for entry in (*order, *(entry for entry in rough[_LOOKED_AT:] if entry not in order)):
        ceiling = min(ceiling, scores[entry]) if answer else scores[entry]
        answer.append(Ranked(entry, round(ceiling, 4), found.through.get(entry)))
    return answer


def _looked_at(entry: int, score: float, plan: Plan, facts: Facts, favour: Audience | None) -> float:
    """The score on a closer look; an entry that has all words, but scattered, loses the lead over the others."""
    tier = _ALL if score >= _ALL else _ALL_GUESSED if score >= _ALL_GUESSED else 0.0
    better = closer(entry, score - tier, plan, facts, favour)
    return better + (tier if tier and together(entry, plan) else 0.0)


def _with_terms_near_top(order: list[int], rough: list[int], plan: Plan) -> list[int]:
    """Bring the term that the whole query names among the first three."""
    if not plan.matched:
        return order
    whole = [named for named in plan.named if len(named.clauses) == len(plan.matched) and named.term in rough]
    for named in whole[:2]:
        if named.term is not None and named.term not in order[: _TERM_AT + 1]:
            order = [entry for entry in order if entry != named.term]
            order.insert(_TERM_AT, named.term)
    return order


def why(ranked: Ranked, concepts: Concepts, lang: str) -> Why | None:
    """Why an entry without the words typed was found; None when it holds them or their own name."""
    if ranked.named is None:
        return None
    match = ranked.named.match
    name = concepts.name(match.id, lang)
    if match.lang == lang and same_name(match.form, name):
        return None
    return Why(match.form, match.lang, name)
