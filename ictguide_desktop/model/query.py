"""What is asked of the search, and what it answers."""

from __future__ import annotations

from typing import NamedTuple

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience, Kind


class Entry(NamedTuple):
    """One thing the index can find: a section, a checklist item, a template field or a glossary term.

    For a term, `address` is `Address("glossary", term_id)`. `concepts` are the ids of the glossary terms linked in
    the text. `blocks` are the texts of the section's blocks, in order, so that a hit can name its block. `own` says
    that the text is in the language of the index, and not shown in the fallback.
    """

    address: Address
    kind: Kind
    part: str
    audiences: frozenset[Audience]
    title: str
    context: str
    blocks: tuple[str, ...]
    concepts: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    own: bool = True


class SearchQuery(NamedTuple):
    """A search: words, "a phrase in quotation marks", all in the user's own spelling.

    `kinds`, `parts` and `audiences` narrow the answer (empty: no limit); `favour` only lifts what serves that audience.
    """

    text: str
    lang: str
    kinds: frozenset[Kind] = frozenset()
    parts: frozenset[str] = frozenset()
    audiences: frozenset[Audience] = frozenset()
    favour: Audience | None = None
    limit: int = 50


class Why(NamedTuple):
    """Why a hit without the typed words was found: the form typed, its language, and the term it names."""

    form: str
    lang: str
    term: str


class Snippet(NamedTuple):
    """A passage of the text, and where the match stands in it as (start, end) pairs."""

    text: str
    marks: tuple[tuple[int, int], ...]


class Hit(NamedTuple):
    """One answer, best first; the higher the score the better."""

    address: Address
    title: str
    context: str
    kind: Kind
    part: str
    audiences: frozenset[Audience]
    score: float
    why: Why | None = None


class Results(NamedTuple):
    """The answer to one query. `total` and the counts are of all that match; the hits stop at the query's limit."""

    query: SearchQuery
    hits: tuple[Hit, ...]
    total: int
    kinds: dict[Kind, int]
    suggestion: str = ""
