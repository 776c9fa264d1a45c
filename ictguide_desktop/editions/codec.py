"""Pages and catalogues as JSON and back: plain lists with a tag in front, quick to read and free of code."""

from __future__ import annotations

from typing import Any

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import (
    Audience,
    Band,
    Block,
    Callout,
    CheckItem,
    Cite,
    Embed,
    Field,
    Figure,
    Kind,
    Link,
    LinkKind,
    ListBlock,
    ListItem,
    Page,
    PageHead,
    Paragraph,
    Review,
    Section,
    SectionHead,
    Span,
    Spans,
    Styled,
    Table,
    Text,
)

_AUDIENCES = tuple(Audience)


def _audiences_out(audiences: frozenset[Audience]) -> int:
    return sum(1 << n for n, audience in enumerate(_AUDIENCES) if audience in audiences)


_AUDIENCE_SETS = tuple(
    frozenset(audience for n, audience in enumerate(_AUDIENCES) if bits >> n & 1) for bits in range(1 << len(_AUDIENCES))
)


def _span_out(span: Span) -> Any:
    match span:
        case Text(text):
            return text
        case Styled(style, spans):
            return ["s", style, _spans_out(spans)]
        case Link(kind, target, spans):
            return ["l", kind.value, target, _spans_out(spans)]
        case Cite(source):
            return ["c", source]


def _spans_out(spans: Spans) -> list[Any]:
    return [_span_out(span) for span in spans]


def _span_in(data: Any) -> Span:
    if isinstance(data, str):
        return Text(data)
    if data[0] == "s":
        return Styled(data[1], spans_in(data[2]))
    if data[0] == "l":
        return Link(LinkKind(data[1]), data[2], spans_in(data[3]))
    return Cite(data[1])


def spans_in(data: list[Any]) -> Spans:
    """Inline text from its JSON form."""
    return tuple(_span_in(span) for span in data)


def _list_out(block: ListBlock) -> list[Any]:
    return ["list", block.ordered, [[_spans_out(i.spans), _list_out(i.sublist) if i.sublist else None] for i in block.items]]


def _list_in(data: list[Any]) -> ListBlock:
    return ListBlock(data[1], tuple(ListItem(spans_in(i[0]), _list_in(i[1]) if i[1] else None) for i in data[2]))


def block_out(block: Block) -> list[Any]:
    """A block in its JSON form."""
    match block:
        case Paragraph(spans):
            return ["p", _spans_out(spans)]
        case ListBlock():
            return _list_out(block)
        case Table(header, rows):
            return ["table", [_spans_out(c) for c in header], [[_spans_out(c) for c in row] for row in rows]]
        case Callout(kind, title, blocks):
            return ["callout", kind, title, [block_out(inner) for inner in blocks]]
        case Figure(figure):
            return ["figure", figure]
        case Embed(target):
            return ["embed", str(target)]
        case CheckItem():
            return ["item", block.item, _spans_out(block.statement), _spans_out(block.evidence), _spans_out(block.how), str(block.explains)]
        case Field():
            return ["field", block.field, block.label, block.form, block.required, _spans_out(block.help), list(block.options), _spans_out(block.example)]


def block_in(data: list[Any]) -> Block:
    """A block from its JSON form."""
    match data[0]:
        case "p":
            return Paragraph(spans_in(data[1]))
        case "list":
            return _list_in(data)
        case "table":
            return Table(tuple(spans_in(c) for c in data[1]), tuple(tuple(spans_in(c) for c in row) for row in data[2]))
        case "callout":
            inner = tuple(block_in(block) for block in data[3])
            return Callout(data[1], data[2], tuple(b for b in inner if isinstance(b, Paragraph | ListBlock)))
        case "figure":
            return Figure(data[1])
        case "embed":
            return Embed(Address.parse(data[1]))
        case "item":
            explains = Address.parse(data[5]) if data[5] else Address("")
            return CheckItem(data[1], spans_in(data[2]), spans_in(data[3]), spans_in(data[4]), explains)
        case "field":
            return Field(data[1], data[2], data[3], data[4], spans_in(data[5]), tuple(data[6]), spans_in(data[7]))
        case tag:
            raise ValueError(f"unknown block “{tag}”")


def head_out(head: PageHead) -> list[Any]:
    """The head of a page in its JSON form."""
    sections = [
        [s.id, s.title, s.level, _audiences_out(s.audiences), s.band.value if s.band else "", s.words, s.blocks] for s in head.sections
    ]
    return [
        head.id, head.kind.value, head.lang, head.title, head.lead, list(head.review), head.revision, head.translates, sections,
        list(head.sources), list(head.modules), head.checklist, list(head.cases), list(head.templates), head.figure,
        head.place, head.years, head.evidence,
    ]  # fmt: skip


def head_in(data: list[Any]) -> PageHead:
    """The head of a page from its JSON form."""
    sections = tuple(
        SectionHead(s[0], s[1], s[2], _AUDIENCE_SETS[s[3]], Band(s[4]) if s[4] else None, s[5], s[6]) for s in data[8]
    )
    return PageHead(
        data[0], Kind(data[1]), data[2], data[3], data[4], Review(*data[5]), data[6], data[7], sections, tuple(data[9]), tuple(data[10]),
        data[11], tuple(data[12]), tuple(data[13]), data[14], data[15], data[16], data[17],
    )  # fmt: skip


def page_out(page: Page) -> list[Any]:
    """The sections of a page in their JSON form; the head is in the catalogue."""
    return [[section.id, [block_out(block) for block in section.blocks]] for section in page.sections]


def page_in(head: PageHead, data: list[Any]) -> Page:
    """A page from its head and the JSON form of its sections."""
    sections = []
    for known, (section_id, blocks) in zip(head.sections, data, strict=True):
        assert known.id == section_id, "catalogue and page come from one build"
        sections.append(
            Section(known.id, known.title, known.level, known.audiences, known.band, tuple(block_in(block) for block in blocks))
        )
    return Page(head, tuple(sections))
