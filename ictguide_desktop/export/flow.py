"""A document as a run of simple pieces, the exporter's own words among them: what every writer writes and the check expects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from ictguide_desktop.assess.paper_loop import code
from ictguide_desktop.export.citations import SOURCES
from ictguide_desktop.export.cleaning import clean
from ictguide_desktop.export.colours import CALLOUT_ROLE
from ictguide_desktop.export.html import CALLOUT_NAMES, WORDS
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.document import Break, Document, DocumentBlock, DocumentSection, Drawing
from ictguide_desktop.model.guide import (
    Callout,
    CheckItem,
    Cite,
    Embed,
    Field,
    Figure,
    Link,
    LinkKind,
    ListBlock,
    ListItem,
    Paragraph,
    Span,
    Spans,
    Styled,
    Table,
    Text,
)

WordsIn = Callable[[str], Callable[[str], str]]

CONTENTS = N_("Contents")
SEEN = N_("Evidence seen")
DAY = N_("Date checked")
# Styles of the flow alone: words that no line may part, and the number of a source.
KEPT_WHOLE, CITED = "kept-whole", "cited"
TICK, BULLETS = "☐", "•–"  # as they are written and read
CONTENTS_DEPTH = 2
_BLANK_LINES = {"long": 5, "table": 6}


class Role(StrEnum):
    """What a run of words is to the page."""

    BODY = "body"
    LEAD = "lead"
    SMALL = "small"
    SOURCE = "source"
    NOTICE = "notice"


class Heading(NamedTuple):
    """A heading; level 1 is the highest of the document, and none is left out on the way down."""

    title: str
    level: int
    anchor: str


class Anchor(NamedTuple):
    """A place that links lead to, without words."""

    anchor: str


class Words(NamedTuple):
    """A paragraph."""

    role: Role
    spans: Spans


class Box(NamedTuple):
    """A tinted box: the role of its colour, its kind in words, its title, and what stands in it."""

    role: str
    name: str
    title: str
    pieces: tuple[Words | ListBlock, ...]


class Labelled(NamedTuple):
    """Small words under a label."""

    label: str
    spans: Spans


class Item(NamedTuple):
    """A statement to tick on paper, with its code, what belongs to it and the labels of what is written by hand."""

    code: str
    statement: Spans
    details: tuple[Labelled, ...]
    by_hand: tuple[str, ...]


class Entry(NamedTuple):
    """A field to fill in by hand: boxes to tick, a table with named columns, or `lines` empty lines."""

    code: str
    label: str
    required: str
    help: Spans
    options: tuple[str, ...]
    lines: int
    example: Labelled | None
    columns: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()


class Picture(NamedTuple):
    """A drawing, the same in words, and its caption."""

    svg: str
    alt: str
    caption: str


Piece = Heading | Anchor | Words | ListBlock | Table | Box | Item | Entry | Picture | Break


class Stretch(NamedTuple):
    """Pieces in one language, in reading order."""

    language: str
    pieces: tuple[Piece, ...]


class Flow(NamedTuple):
    """A whole document, ready to be set; `contents` is the title of the table of contents, empty when there is none."""

    title: str
    lead: str
    title_language: str
    language: str
    notice: str
    facts: tuple[tuple[str, str], ...]
    contents: str
    stretches: tuple[Stretch, ...]
    pages: int = 0

    def headings(self) -> Iterator[Heading]:
        """The headings in order."""
        for stretch in self.stretches:
            yield from (piece for piece in stretch.pieces if isinstance(piece, Heading))


def flow(document: Document, words_in: WordsIn) -> Flow:
    """The pieces of a document.

    Raises:
        ValueError: a block still names a figure, a section of another page or a source: see `documents`.
    """
    say = words_in(document.language)
    levels = _levels(document.sections)
    anchors = _anchors(document.sections)
    stretches: list[Stretch] = []
    for section, level in zip(document.sections, levels, strict=True):
        language = section.lang or document.language
        before = stretches[-1].language if stretches else document.language
        if language != document.language and (language != before or (level == 1 and section.title)):
            notice = say(WORDS["untranslated"]).format(language=own_name(language))
            stretches.append(Stretch(document.language, (Words(Role.NOTICE, (Text(clean(notice)),)),)))
        lowering = _Lowering(words_in(language), anchors)
        stretches.append(Stretch(language, tuple(lowering.section(section, level))))
    return Flow(
        clean(document.title),
        clean(document.lead),
        document.title_lang or document.language,
        document.language,
        clean(document.notice),
        tuple((clean(name), clean(value)) for name, value in document.facts),
        say(CONTENTS) if document.contents else "",
        tuple(_joined(stretches)),
        document.pages,
    )


def _joined(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Neighbours in one language as one stretch; a notice stays before the heading it speaks of, so it breaks the page first."""
    whole: list[Stretch] = []
    for stretch in stretches:
        if whole and whole[-1].language == stretch.language:
            whole[-1] = Stretch(stretch.language, whole[-1].pieces + stretch.pieces)
        else:
            whole.append(stretch)
    for here, following in zip(whole, [*whole[1:], None], strict=True):
        starts = following is not None and following.pieces[:1] == (Break(),)
        if (
            starts
            and here.pieces
            and isinstance(here.pieces[-1], Words)
            and here.pieces[-1].role == Role.NOTICE
        ):
            yield Stretch(here.language, (*here.pieces[:-1], Break(), here.pieces[-1]))
        else:
            yield here


def _levels(sections: tuple[DocumentSection, ...]) -> list[int]:
    """The level of each heading, from 1, never two deeper than the one before: readers of headings lose their way there."""
    highest = min((section.level for section in sections if section.title), default=1)
    levels = []
    last = 0
    for section in sections:
        level = max(1, min(section.level - highest + 1, last + 1))
        levels.append(level)
        last = level if section.title else last
    return levels


def _anchors(sections: tuple[DocumentSection, ...]) -> Mapping[str, str]:
    """Where a target of a link stands in this document: its own id, or the section that holds the item."""
    found = {section.id: section.id for section in sections if section.id}
    for section in sections:
        for block in section.blocks:
            if isinstance(block, CheckItem) and section.id:
                found.setdefault(f"check:{block.item}", section.id)
    return found


class _Lowering:
    """Turns blocks into pieces, in the words of one language."""

    def __init__(self, say: Callable[[str], str], anchors: Mapping[str, str]) -> None:
        self._say = say
        self._anchors = anchors
        self._role = Role.BODY

    def section(self, section: DocumentSection, level: int) -> Iterator[Piece]:
        """The heading, or the bare anchor of a section without one, and the blocks; a page break stands before both."""
        self._role = Role.SOURCE if section.id.startswith(f"{SOURCES}#") else Role.BODY
        blocks = section.blocks
        if blocks and isinstance(blocks[0], Break):
            yield Break()
            blocks = blocks[1:]
        if section.title:
            yield Heading(clean(section.title), level, section.id)
        elif section.id:
            yield Anchor(section.id)
        for block in blocks:
            yield self._block(block)

    def _word(self, key: str) -> str:
        return self._say(WORDS[key])

    def _block(self, block: DocumentBlock) -> Piece:
        match block:
            case Break():
                return block
            case Drawing(svg, alt, caption):
                return Picture(_safe(svg), clean(alt), clean(caption))
            case Paragraph(spans):
                return Words(self._role, self._spans(spans))
            case ListBlock():
                return self._list(block)
            case Table(header, rows):
                cells = tuple(tuple(self._spans(cell) for cell in row) for row in rows)
                return Table(tuple(self._spans(cell) for cell in header), cells)
            case Callout(kind, title, blocks):
                name = self._say(CALLOUT_NAMES.get(kind, CALLOUT_NAMES["note"]))
                inside = tuple(self._inner(inner) for inner in blocks)
                return Box(CALLOUT_ROLE.get(kind, "accent"), name, clean(title), inside)
            case CheckItem():
                return self._item(block)
            case Field():
                return self._entry(block)
            case Figure() | Embed():
                raise ValueError(f"{block} is not resolved: compose the document with export.documents")

    def _inner(self, block: Paragraph | ListBlock) -> Words | ListBlock:
        return (
            self._list(block) if isinstance(block, ListBlock) else Words(Role.BODY, self._spans(block.spans))
        )

    def _list(self, block: ListBlock) -> ListBlock:
        return ListBlock(
            block.ordered,
            tuple(
                ListItem(self._spans(item.spans), self._list(item.sublist) if item.sublist else None)
                for item in block.items
            ),
        )

    def _item(self, item: CheckItem) -> Item:
        details = [Labelled(self._word("evidence"), self._spans(item.evidence))] if item.evidence else []
        if item.how:
            details.append(Labelled(self._word("how"), self._spans(item.how)))
        return Item(clean(code(item.item)), self._spans(item.statement), tuple(details), self._by_hand())

    def _entry(self, field: Field) -> Entry:
        named = tuple(clean(option) for option in field.options)
        is_table = field.form == "table" and bool(named)
        return Entry(
            clean(field.field),
            clean(field.label),
            self._word("required") if field.required else "",
            self._spans(field.help),
            () if is_table else named,
            0 if named else _BLANK_LINES.get(field.form, 1),
            Labelled(self._word("example"), self._spans(field.example)) if field.example else None,
            named if is_table else (),
            self._by_hand() if field.form == "scale" else (),
        )

    def _by_hand(self) -> tuple[str, ...]:
        return (self._say(SEEN), self._say(DAY))

    def _spans(self, spans: Spans) -> Spans:
        return tuple(lowered for span in spans for lowered in self._span(span))

    def _span(self, span: Span) -> Spans:
        match span:
            case Text(text):
                return (Text(clean(text)),) if text else ()
            case Styled(style, spans):
                return (Styled(style, self._spans(spans)),)
            case Link(kind, target, spans):
                inside = self._spans(spans)
                if target.startswith(f"{SOURCES}#"):
                    inside = (Styled(CITED, inside),)
                if kind == LinkKind.CHECK:
                    inside = (Styled(KEPT_WHOLE, inside),)
                anchor = self._anchor(kind, target)
                return (Link(LinkKind.PAGE, anchor, inside),) if anchor else inside
            case Cite(source):
                raise ValueError(f"“{source}” has no number: compose the document with export.documents")

    def _anchor(self, kind: LinkKind, target: str) -> str:
        """Where in this document a link leads; empty when it leads out of it, or to a block of a section not here."""
        if kind == LinkKind.CHECK:
            return self._anchors.get(f"check:{target}", "")
        if kind == LinkKind.TERM:
            return ""
        return self._anchors.get(target.partition(":")[0], "")


_OUTWARD = re.compile(
    r"<!|<\?|<(?:image|script|style|foreignobject|iframe|use|animate)\b|\son[a-z]+\s*=|href\s*=\s*[\"'](?!#)|url\((?!#)",
    re.IGNORECASE,
)


def _safe(svg: str) -> str:
    """A drawing that loads and runs nothing.

    Raises:
        ValueError: it would.
    """
    if _OUTWARD.search(svg):
        raise ValueError("A drawing may hold only shapes and words: it names something outside itself")
    return svg
