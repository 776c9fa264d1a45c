"""The guide as values: pages, sections, blocks and the words inside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ictguide_desktop.model.address import Address


class Audience(StrEnum):
    """Who a section is for."""

    LEADER = "leader"
    MANAGER = "manager"
    IMPLEMENTER = "implementer"


class Band(StrEnum):
    """Bands of the maturity model: levels 1-2, 3 and 4-5."""

    FOUNDATIONAL = "foundational"
    DEVELOPING = "developing"
    ADVANCED = "advanced"


class Kind(StrEnum):
    """What a page, or a hit, is."""

    MODULE = "module"
    CHECKLIST = "checklist"
    CASE = "case-study"
    TEMPLATE = "template"
    ASSESSMENT = "assessment"
    EXECUTIVE = "executive-guide"
    ABOUT = "about"
    TERM = "term"


class LinkKind(StrEnum):
    """The scheme of a link inside the guide."""

    PAGE = "page"
    TERM = "term"
    CHECK = "check"
    CASE = "case"
    TEMPLATE = "template"


# --- inside a block -------------------------------------------------------------------------------------------


class Text(NamedTuple):
    """Plain words."""

    text: str


class Styled(NamedTuple):
    """Words set apart: `strong`, `emphasis` or `code`."""

    style: str
    spans: tuple[Span, ...]


class Link(NamedTuple):
    """Words that lead to another place of the guide."""

    kind: LinkKind
    target: str
    spans: tuple[Span, ...]


class Cite(NamedTuple):
    """A citation of one source, shown as a number."""

    source: str


Span = Text | Styled | Link | Cite
Spans = tuple[Span, ...]


# --- blocks ---------------------------------------------------------------------------------------------------


class Paragraph(NamedTuple):
    """Running text."""

    spans: Spans


class ListItem(NamedTuple):
    """One item, with at most one list beneath it."""

    spans: Spans
    sublist: ListBlock | None = None


class ListBlock(NamedTuple):
    """A bulleted or numbered list."""

    ordered: bool
    items: tuple[ListItem, ...]


class Table(NamedTuple):
    """A header row and rows of cells."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


class Callout(NamedTuple):
    """A box: `decide`, `warning`, `example`, `case`, `why` or `note`, holding paragraphs or a list."""

    kind: str
    title: str
    blocks: tuple[Paragraph | ListBlock, ...]


class Figure(NamedTuple):
    """A drawing, named by its id; its words are in the catalogue."""

    figure: str


class Embed(NamedTuple):
    """A section of another page, shown here with its own addresses."""

    target: Address


class CheckItem(NamedTuple):
    """One statement of a checklist, which can be true or false.

    `tier` is the lowest ethics tier that it applies to (0: it has none); `criterion` is `never` where it cannot be waived.
    """

    item: str
    statement: Spans
    evidence: Spans
    how: Spans
    explains: Address
    tier: int = 0
    criterion: str = ""


class Field(NamedTuple):
    """One field of a template; `form` is text, long, date, number, choice or table.

    `options` are the answers of a choice or the columns of a table. `criterion` says that a decision rests on the answer:
    `never` (it is never waived) or `yes` (a dated action can stand for it). `gate` names the gate at which the field is
    due; `record` is `decision` or `conditions` where the field keeps what was decided.
    """

    field: str
    label: str
    form: str
    required: bool
    help: Spans
    options: tuple[str, ...]
    example: Spans
    criterion: str = ""
    gate: str = ""
    record: str = ""


Block = Paragraph | ListBlock | Table | Callout | Figure | Embed | CheckItem | Field

# Words a minute, of the original: adults read 238 of English non-fiction (Brysbaert, “How many words do we read per
# minute?”, Journal of Memory and Language 109, 2019), and the same message in another language in about the same time.
# A little less, since tables and numbers stop the eye and many read in their second language.
READING_SPEED = 220
CALLOUT_KINDS = ("decide", "warning", "example", "case", "why", "note")
FIELD_FORMS = ("text", "long", "date", "number", "choice", "table")
CRITERIA = ("never", "yes")
CRITERION_ANSWERS = 3  # yes, no and not applicable, in this order
RECORDS = ("decision", "conditions")
TIERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Section:
    """A heading and its blocks. `band` is None when the section serves every band."""

    id: str
    title: str
    level: int
    audiences: frozenset[Audience]
    band: Band | None
    blocks: tuple[Block, ...]
    line: int = 0
    lines: tuple[int, ...] = ()


class Review(NamedTuple):
    """How far a page has been checked; `on` is an ISO date, `means` is `excerpts` or `administration`."""

    status: str
    on: str = ""
    means: str = ""


class SectionHead(NamedTuple):
    """A section as the catalogue knows it, without its blocks."""

    id: str
    title: str
    level: int
    audiences: frozenset[Audience]
    band: Band | None
    words: int
    blocks: int

    def serves(self, audience: Audience | None) -> bool:
        """Whether the section is for this audience (None: everybody)."""
        return audience is None or audience in self.audiences


@dataclass(frozen=True)
class PageHead:
    """What the catalogue knows of a page; `lang` is the language of its text, which may be the fallback."""

    id: str
    kind: Kind
    lang: str
    title: str
    lead: str
    review: Review
    revision: int
    translates: int
    sections: tuple[SectionHead, ...] = ()
    sources: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    checklist: str = ""
    cases: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    figure: str = ""
    place: str = ""
    years: str = ""
    evidence: str = ""

    def section(self, section: str) -> SectionHead | None:
        """The head of one section, or None."""
        return next((s for s in self.sections if s.id == section), None)


@dataclass(frozen=True)
class Page:
    """A whole page in one language."""

    head: PageHead
    sections: tuple[Section, ...]

    def section(self, section: str) -> Section | None:
        """One section, or None."""
        return next((s for s in self.sections if s.id == section), None)

    def blocks(self) -> Iterator[tuple[Address, Section, Block]]:
        """Every block with its address, in reading order."""
        for section in self.sections:
            for number, block in enumerate(section.blocks, 1):
                yield Address(self.head.id, section.id, number), section, block


class Term(NamedTuple):
    """A glossary entry in one language; `lang` is the language of the definition."""

    id: str
    term: str
    acronym: str
    variants: tuple[str, ...]
    avoid: tuple[str, ...]
    definition: str
    lang: str
    see: tuple[str, ...]

    @property
    def name(self) -> str:
        """The term with its acronym, as a reader sees it."""
        return f"{self.term} ({self.acronym})" if self.acronym else self.term

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way to write the term: itself, its acronym and its variants."""
        return tuple(form for form in (self.term, self.acronym, *self.variants) if form)


class Source(NamedTuple):
    """A work the guide cites; one that is not public has no address on the web."""

    id: str
    title: str
    owner: str
    year: str
    kind: str
    reference: str
    url: str
    public: bool = True


class FigureWords(NamedTuple):
    """The words of a drawing in one language."""

    title: str
    alt: str
    labels: dict[str, str]


class Part(NamedTuple):
    """A part of the guide: its id, its name in one language, the pages in order."""

    id: str
    title: str
    pages: tuple[str, ...]


def plain(spans: Spans) -> str:
    """The words of inline text, without links, styles or citations."""
    words = ""
    for span in spans:
        if isinstance(span, Cite):
            words = words.rstrip(" ")  # the space before a citation belongs to it
        else:
            words += span.text if isinstance(span, Text) else plain(span.spans)
    return words


def block_spans(block: Block) -> Iterator[Spans]:
    """Every run of inline text in a block, in reading order."""
    match block:
        case Paragraph(spans):
            yield spans
        case ListBlock(_, items):
            for item in items:
                yield item.spans
                if item.sublist is not None:
                    yield from block_spans(item.sublist)
        case Table(header, rows):
            yield from header
            for row in rows:
                yield from row
        case Callout(_, title, blocks):
            yield (Text(title),)
            for inner in blocks:
                yield from block_spans(inner)
        case CheckItem():
            yield block.statement
            yield block.evidence
            if block.how:
                yield block.how
        case Field():
            yield (Text(block.label),)
            yield block.help
            for option in block.options:
                yield (Text(option),)
            yield block.example
        case Figure() | Embed():
            return


def block_text(block: Block) -> str:
    """The words of a block, one run a line."""
    return "\n".join(text for text in (plain(spans) for spans in block_spans(block)) if text)


def walk_spans(spans: Spans) -> Iterator[Span]:
    """Every span, outer before inner."""
    for span in spans:
        yield span
        if isinstance(span, Styled | Link):
            yield from walk_spans(span.spans)
