"""Opens each written file again and compares it with what was asked for, before anyone is told that it is there.

What is compared: of a PDF every word of the document in reading order (headings, text, tables, boxes, forms, contents left out),
the alternative text of its drawings, its bookmarks, title, language and fonts; of a DOCX every paragraph and cell in order;
of a workbook every header, cell, value of a formula and note; of CSV every row; of JSON everything. Not compared: the look, and
in PDF and DOCX spaces, vowel signs and joiners, which PDF keeps by position and not as text.
"""

from __future__ import annotations

from collections.abc import Iterator

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


class Differs(ValueError):
    """A file does not hold what was asked for; the message says what, for the journal and for tests."""


def expected_text(flow: Flow) -> Iterator[str]:
    """Every run of words of a document in reading order, without alternative texts."""
    yield flow.title
    yield flow.lead
    for name, value in flow.facts:
        yield name
        yield value
    for stretch in flow.stretches:
        for piece in stretch.pieces:
            yield from _said(piece)


def _said(piece: Piece) -> Iterator[str]:
    match piece:
        case Heading(title):
            yield title
        case Words(_, spans):
            yield plain(spans)
        case ListBlock():
            yield from _list(piece)
        case Table(header, rows):
            for row in (header, *rows):
                yield from (plain(cell) for cell in row)
        case Box(_, name, title, pieces):
            yield f"{name} · {title}"
            for inner in pieces:
                yield from _said(inner)
        case Item():
            yield piece.code
            yield plain(piece.statement)
            for detail in piece.details:
                yield from _labelled(detail)
            yield from piece.by_hand
        case Entry():
            yield from _entry(piece)
        case Picture():
            yield piece.caption
        case Anchor() | Break():
            return


def _list(block: ListBlock, depth: int = 0) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        yield f"{number}." if block.ordered else BULLETS[depth % len(BULLETS)]
        yield plain(item.spans)
        if item.sublist is not None:
            yield from _list(item.sublist, depth + (not block.ordered))


def _labelled(detail: Labelled) -> Iterator[str]:
    yield detail.label
    yield plain(detail.spans)


def _entry(entry: Entry) -> Iterator[str]:
    yield entry.code
    yield entry.label
    yield entry.required
    yield plain(entry.help)
    yield from entry.options
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
