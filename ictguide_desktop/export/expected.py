"""The words that a file must hold for a document, in reading order, as far as its format holds them as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ictguide_desktop.export.flow import (
    BULLETS,
    CONTENTS_DEPTH,
    TICK,
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


class Told(NamedTuple):
    """What a format holds as text besides the words: bullets and numbers of lists, boxes to tick, drawings in words, the
    entries of the contents."""

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
    yield flow.contents
    if flow.contents and told.contents:
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
