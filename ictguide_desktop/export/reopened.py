"""Opens each written file again and compares it with what was asked for, before anyone is told that it is there.

What is compared: of a PDF every word of the document in reading order (headings, text, tables, boxes, forms, contents left out),
the alternative text of its drawings, its bookmarks, title, language and fonts; of a DOCX every paragraph and cell in order;
of a workbook every header, cell, value of a formula and note; of CSV every row; of JSON everything. Not compared: the look, and
in PDF and DOCX spaces, vowel signs and joiners, which PDF keeps by position and not as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ictguide_desktop.export.cleaning import compared
from ictguide_desktop.export.flow import (
    Anchor,
    Box,
    Entry,
    Flow,
    Heading,
    Item,
    Labelled,
    Picture,
    Piece,
    Words,
)
from ictguide_desktop.model.document import Break
from ictguide_desktop.model.guide import ListBlock, Table, plain


BULLETS = "•–"
TICK = "☐"
CONTENTS_DEPTH = 2


class Differs(ValueError):
    """A file does not hold what was asked for; the message says what, for the journal and for tests."""


class Told(NamedTuple):
    """What a format holds as text besides the words: bullets and numbers of lists, boxes to tick, drawings in words, contents."""

    marks: bool = False
    ticks: bool = False
    drawings: bool = False
    contents: bool = False


IN_PDF = Told(marks=True)
IN_WORD = Told(ticks=True, drawings=True, contents=True)


def expected_text(flow: Flow, told: Told) -> Iterator[str]:
    """Every run of words of a document in reading order."""
    yield flow.title
    yield flow.lead
    for name, value in flow.facts:
        yield name
        yield value
    if flow.contents and told.contents:
        yield flow.contents
        yield from (heading.title for heading in flow.headings() if heading.level <= CONTENTS_DEPTH)
    for stretch in flow.stretches:
        for piece in stretch.pieces:
            yield from _said(piece, told)


def _said(piece: Piece, told: Told) -> Iterator[str]:
    match piece:
        case Heading(title):
            yield title
        case Words(_, spans):
            yield plain(spans)
        case ListBlock():
            yield from _list(piece, told)
        case Table(header, rows):
            for row in (header, *rows):
                yield from (plain(cell) for cell in row)
        case Box(_, name, title, pieces):
            yield f"{name} · {title}"
            for inner in pieces:
                yield from _said(inner, told)
        case Item():
            yield (TICK if told.ticks else "") + piece.code
            yield plain(piece.statement)
            for detail in piece.details:
                yield from _labelled(detail)
            yield from piece.by_hand
        case Entry():
            yield from _entry(piece, told)
        case Picture():
            yield piece.alt if told.drawings else ""
            yield piece.caption
        case Anchor() | Break():
            return


def _list(block: ListBlock, told: Told, depth: int = 0) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        if told.marks:
            yield f"{number}." if block.ordered else BULLETS[depth % len(BULLETS)]
        yield plain(item.spans)
        if item.sublist is not None:
            yield from _list(item.sublist, told, depth + (not block.ordered))


def _labelled(detail: Labelled) -> Iterator[str]:
    yield detail.label
    yield plain(detail.spans)


def _entry(entry: Entry, told: Told) -> Iterator[str]:
    yield entry.code
    yield entry.label
    yield entry.required
    yield plain(entry.help)
    yield from ((TICK if told.ticks else "") + option for option in entry.options)
    if entry.example is not None:
        yield from _labelled(entry.example)
    yield from entry.columns
    yield from entry.by_hand


def same_run(found: str, wanted: str, what: str) -> None:
    """Compare two texts by their letters.

    Raises:
        Differs: they are not the same; it quotes where they part.
    """
    one, other = compared(found), compared(wanted)
    if one == other:
        return
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    near = slice(max(0, at - 20), at + 20)
    raise Differs(f"{what}: found “{one[near]}”, wanted “{other[near]}” (at {at} of {len(other)})")
