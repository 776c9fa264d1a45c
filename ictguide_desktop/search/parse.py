"""Reads what a user typed: words, “phrases”, -exclusions; every string means something, if only nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from ictguide_desktop.search.analysis import Token, is_stop, terms
from ictguide_desktop.search.concepts import is_acronym

LONGEST = 1000
"""Characters of a query that are read; nobody searches for more."""

_MOST_WORDS = 24
_QUOTED = re.compile(r"""(?<![^\s(])(?P<minus>[-−–])?["“”„«»](?P<words>[^"“”„«»]*)(?P<close>["“”„«»])?""")
_BREAK = re.compile(r"[\r\n]")
_EXCLUDED = re.compile(r"(?<![^\s(])[-−](?=\w)(\S+)")


class Clause(NamedTuple):
    """One thing asked for: a word, a whole such as RKC-7 (with its parts) or a phrase.

    `parts` are the words in order; `whole` is the token of a code. One that `grows` is being typed.
    """

    parts: tuple[Token, ...]
    whole: Token | None = None
    phrase: bool = False
    grows: bool = False

    @property
    def start(self) -> int:
        """Where the clause begins in the query."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the clause ends in the query."""
        return self.parts[-1].end


class Parsed(NamedTuple):
    """A query understood: what must be there and what must not."""

    text: str
    wanted: tuple[Clause, ...]
    excluded: tuple[Clause, ...]


def parse(text: str, lang: str) -> Parsed:
    """Read a query. The last word may go on, unless a space or a closing quotation mark ends it."""
    text = _BREAK.sub(" ", text[:LONGEST])
    wanted: list[Clause] = []
    excluded: list[Clause] = []

    def phrase(found: re.Match[str]) -> str:
        tokens = _shifted(terms(found["words"], lang), found.start("words"))
        parts = tuple(token for token in tokens if not token.compound)
        if parts:
            open_ended = found["close"] is None and found.end() == len(text) and parts[-1].end == len(text)
            (excluded if found["minus"] else wanted).append(
                Clause(parts, phrase=len(parts) > 1, grows=open_ended)
            )
        return " " * len(found[0])

    def exclusion(found: re.Match[str]) -> str:
        excluded.extend(_clauses(_shifted(terms(found[1], lang), found.start(1))))
        return " " * len(found[0])

    rest = _QUOTED.sub(phrase, text)
    rest = _EXCLUDED.sub(exclusion, rest)
    clauses = _clauses(terms(rest, lang))
    if clauses and clauses[-1].end == len(text):
        clauses[-1] = clauses[-1]._replace(grows=True)
    wanted += (
        _meaningful(clauses, text, lang) if not wanted else _meaningful(clauses, text, lang, alone=False)
    )
    wanted.sort(key=lambda clause: clause.start)
    return Parsed(text, tuple(wanted[:_MOST_WORDS]), tuple(excluded[:_MOST_WORDS]))


def _shifted(tokens: list[Token], by: int) -> list[Token]:
    return [token._replace(start=token.start + by, end=token.end + by) for token in tokens]


def _clauses(tokens: list[Token]) -> list[Clause]:
    """One clause a word; a whole takes its parts with it. A word said twice counts once."""
    clauses: list[Clause] = []
    seen: set[str] = set()
    whole: Token | None = None
    parts: list[Token] = []

    def close() -> None:
        name = whole.text_exact if whole else parts[0].text_exact if parts else ""
        if parts and name not in seen:
            seen.add(name)
            clauses.append(Clause(tuple(parts), whole))

    for token in tokens:
        if whole is not None and not token.compound and token.end <= whole.end:
            parts.append(token)
            continue
        close()
        whole, parts = (token, []) if token.compound else (None, [token])
    close()
    return clauses


def _meaningful(clauses: list[Clause], text: str, lang: str, alone: bool = True) -> list[Clause]:
    """Without stop words, unless there is nothing else (`alone`)."""
    kept = [
        clause
        for clause in clauses
        if clause.whole or not is_stop(clause.parts[0], lang) or is_acronym(text, clause.parts[0])
    ]
    return kept or (clauses if alone else [])
