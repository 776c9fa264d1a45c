"""Looks closely at one answer: are the words together, in the title, the whole title, about the thing named?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from ictguide_desktop.model.guide import Audience, Kind
from ictguide_desktop.search.analysis import squeeze
from ictguide_desktop.search.matching import Matched, Plan
from ictguide_desktop.search.reading import Facts

_NEAR, _FARTHEST = 0.5, 8
_WHOLE_TITLE, _IN_TITLE = 0.9, 0.6
_LEAD, _FAVOURED, _ABOUT = 0.15, 0.06, 0.12
_OTHER_TERM = 0.8
# Who searches wants to know what to do; what happened elsewhere, and what this guide is, come after.
_KINDS = {Kind.CASE: 0.75, Kind.ASSESSMENT: 0.75, Kind.ABOUT: 0.9, Kind.EXECUTIVE: 0.9}
_UNTRANSLATED = 0.7  # a page in the reader's own language first
_TITLE, _TEXT = 0, 3
_WORDS_TOGETHER = 8

_Found = list[tuple[Matched, list[int]]]


def closer(entry: int, base: float, plan: Plan, facts: Facts, favour: Audience | None) -> float:
    """A score with what only shows on a closer look: words side by side, the title, the audience."""
    found = _found(entry, plan)
    weight = sum(item.weight for item in plan.matched)
    better = base + _side_by_side(found) + _in_title(found, weight, facts)
    if facts.kind is Kind.TERM and all(named.term != entry for named in plan.named):
        better *= _OTHER_TERM
    better *= _KINDS.get(facts.kind, 1.0)
    name, _, acronym = facts.title.removesuffix(")").partition(" (")
    if squeeze(plan.parsed.text) in {squeeze(facts.title), squeeze(name), squeeze(acronym)} - {""}:
        better += _WHOLE_TITLE * weight
    named = [sum(plan.matched[n].weight for n in c.clauses) for c in plan.named if entry in c.found.scores]
    better += _ABOUT * max(named, default=0.0)
    if not facts.own:
        better *= _UNTRANSLATED
    if favour is not None and favour in facts.audiences:
        better *= 1 + _FAVOURED
    return better


def together(entry: int, plan: Plan) -> bool:
    """Whether an entry says everything that is asked in one breath.

    Words of the title and of what stands above it count for every block. The others must stand in one block and
    not far apart: a long table holds many words that have nothing to do with one another.
    """
    apart: list[list[int]] = []
    for n, item in enumerate(plan.matched):
        places = item.places(entry)
        for named in plan.named:
            if n in named.clauses and entry in named.found.scores:
                more = named.found.places(entry)
                places = sorted({*places, *more}) if more else [_TITLE]  # linked: the entry is about it
        if places and places[0] >> 16 >= _TEXT:
            apart.append(places)
    return len(apart) < 2 or _span(apart) <= _WORDS_TOGETHER * len(apart)


def nearness(one: list[int], other: list[int], length: int) -> float:
    """How near the second clause ever follows the first (of `length` words): 1 at once, less farther off."""
    best = 0.0
    for place in one:
        after = place + length - 1
        at = bisect_left(other, place + 1)
        if at < len(other) and (gap := other[at] - after) <= _FARTHEST:
            best = max(best, 1.0 / max(1, gap))
        if at > 0 and 0 < place - other[at - 1] <= _FARTHEST:
            best = max(best, 0.5 / (place - other[at - 1]))
        if best == 1.0:
            break
    return best


def _found(entry: int, plan: Plan) -> _Found:
    """The clauses met in an entry, with their places."""
    return [(item, places) for item in plan.matched if (places := item.places(entry, weak=False))]


def _side_by_side(found: _Found) -> float:
    gain = 0.0
    for (item, one), (following, other) in pairwise(found):
        gain += _NEAR * min(item.weight, following.weight) * nearness(one, other, len(item.clause.parts))
    return gain


def _in_title(found: _Found, weight: float, facts: Facts) -> float:
    """The more of what is asked stands in the title, and the less else, the better."""
    titled = [item for item, places in found if places[0] >> 16 == _TITLE]
    words = sum(len(item.clause.parts) for item in titled)
    said = sum(item.weight for item in titled)
    if not said:
        return 0.0
    gain = _IN_TITLE * said * (said / weight) ** 2 * min(1.0, words / max(1, facts.title_words))
    return gain + (_LEAD * weight if said == weight and not facts.address.section else 0.0)


def _span(columns: Sequence[list[int]]) -> int:
    """The length in words of the shortest passage of one block with a word of each column."""
    marks = sorted((place, n) for n, places in enumerate(columns) for place in places)
    last = [-1] * len(columns)
    best = 1 << 30
    for place, n in marks:
        last[n] = place
        first = min(last)
        if first >= 0 and first >> 16 == place >> 16:
            best = min(best, place - first)
    return best
