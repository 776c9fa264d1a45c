"""Pieces of a document about something filled in: paragraphs, lists and tables made of plain texts, and notes in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from ictguide_desktop.assess.forms import Note
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.i18n.formats import format_date, parse_iso
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import ListBlock, ListItem, Paragraph, Spans, Styled, Table, Text

Say = Callable[[str], str]

NOTE_WORDS = {
    "owner": N_("Owner: {name}"),
    "by": N_("By: {day}"),
    "otherwise": N_("If it is not met: {text}"),
}


def typed(text: str, language: str) -> str:
    """What a user typed, held together where it runs the other way than the language around it.

    The marks stand at both ends, so that a number before it and a full stop after it stay with it; isolates would do more,
    but the writers of files take them out.
    """
    strong = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "")
    if not strong or (strong != "L") == is_rtl(language):
        return text
    mark = "\u200e" if strong == "L" else "\u200f"
    return f"{mark}{text}{mark}"


def cell(text: str) -> Spans:
    """A text in a cell."""
    return (Text(text),) if text else ()


def paragraphs(text: str, language: str) -> tuple[Paragraph, ...]:
    """What a user typed, a paragraph for each line that holds something."""
    lines = (typed(line.strip(), language) for line in text.splitlines() if line.strip())
    return tuple(Paragraph((Text(line),)) for line in lines)


def remark(text: str) -> Paragraph:
    """Words of the program among those of the user."""
    return Paragraph((Styled("emphasis", (Text(text),)),))


def bullets(texts: Iterable[str]) -> ListBlock:
    """A list of texts."""
    return ListBlock(False, tuple(ListItem((Text(text),)) for text in texts))


def named(name: str, texts: Iterable[str]) -> tuple[Paragraph | ListBlock, ...]:
    """A list under its name; nothing where the list is empty."""
    listed = bullets(texts)
    return (Paragraph((Styled("strong", (Text(name),)),)), listed) if listed.items else ()


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    """A table of texts; rows that are too short are filled up, and a header as wide as the widest row."""
    names, lines = list(header), [list(row) for row in rows]
    width = max([len(names), *map(len, lines)])
    padded = [line + [""] * (width - len(line)) for line in (names, *lines)]
    first, *others = (tuple(map(cell, line)) for line in padded)
    return Table(first, tuple(others))


def day(text: str, language: str) -> str:
    """A day as the language writes it; what is no day, as it was typed."""
    found = parse_iso(text)
    return format_date(found, language) if found else text


def note_parts(note: Note, say: Say, language: str) -> tuple[str, ...]:
    """A note in words: its text, then owner, day and what happens otherwise, each with its name."""
    text, owner, by, otherwise = (part.strip() for part in note)
    parts = [typed(text, language)] if text else []
    if owner:
        parts.append(say(NOTE_WORDS["owner"]).format(name=typed(owner, language)))
    if by:
        parts.append(say(NOTE_WORDS["by"]).format(day=day(by, language)))
    if otherwise:
        parts.append(say(NOTE_WORDS["otherwise"]).format(text=typed(otherwise, language)))
    return tuple(parts)
