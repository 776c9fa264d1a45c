"""Pages and catalogues as JSON and back: plain lists with a tag in front, quick to read and free of code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


def audiences_out(audiences: frozenset[Audience]) -> int:
    """Audiences as a number, one bit each."""
    return sum(1 << n for n, audience in enumerate(_AUDIENCES) if audience in audiences)


_AUDIENCE_SETS = tuple(
    frozenset(audience for n, audience in enumerate(_AUDIENCES) if bits >> n & 1)
    for bits in range(1 << len(_AUDIENCES))
)


def audiences_in(bits: int) -> frozenset[Audience]:
    """The audiences of such a number."""
    return _AUDIENCE_SETS[bits]


def _span_out(span: Span) -> Any:
    match span:
        case Text(text):
            return text
        case Styled(style, spans):
            return ["s", style, spans_out(spans)]
        case Link(kind, target, spans):
            return ["l", kind.value, target, spans_out(spans)]
        case Cite(source):
            return ["c", source]


def spans_out(spans: Spans) -> list[Any]:
    """Inline text in its JSON form."""
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
    return [
        "list",
        block.ordered,
        [[spans_out(i.spans), _list_out(i.sublist) if i.sublist else None] for i in block.items],
    ]


def _list_in(data: list[Any]) -> ListBlock:
    return ListBlock(
        data[1], tuple(ListItem(spans_in(i[0]), _list_in(i[1]) if i[1] else None) for i in data[2])
    )


def block_out(block: Block) -> list[Any]:
    """A block in its JSON form."""
    out: list[Any]
    match block:
        case Paragraph(spans):
            out = ["p", spans_out(spans)]
        case ListBlock():
            out = _list_out(block)
        case Table(header, rows):
            out = ["table", _cells_out(header), [_cells_out(row) for row in rows]]
        case Callout(kind, title, blocks):
            out = ["callout", kind, title, [block_out(inner) for inner in blocks]]
        case Figure(figure):
            out = ["figure", figure]
        case Embed(target):
            out = ["embed", str(target)]
        case CheckItem(item, statement, evidence, how, explains, tier, criterion):
            words = (spans_out(statement), spans_out(evidence), spans_out(how))
            out = ["item", item, *words, str(explains), tier, criterion]
        case Field(field, label, form, required, help_, options, example, criterion, gate, record):
            words = (spans_out(help_), list(options), spans_out(example))
            out = ["field", field, label, form, required, *words, criterion, gate, record]
    return out


def _cells_out(cells: tuple[Spans, ...]) -> list[Any]:
    return [spans_out(cell) for cell in cells]


def _cells_in(data: list[Any]) -> tuple[Spans, ...]:
    return tuple(spans_in(cell) for cell in data)


def _callout_in(data: list[Any]) -> Callout:
    inner = (block_in(block) for block in data[3])
    return Callout(data[1], data[2], tuple(b for b in inner if isinstance(b, Paragraph | ListBlock)))


def _item_in(data: list[Any]) -> CheckItem:
    explains = Address.parse(data[5]) if data[5] else Address("")
    words = (spans_in(data[2]), spans_in(data[3]), spans_in(data[4]))
    return CheckItem(data[1], *words, explains, data[6], data[7])


def _field_in(data: list[Any]) -> Field:
    field, label, form, required, help_, options, example, criterion, gate, record = data[1:]
    words = (spans_in(help_), tuple(options), spans_in(example))
    return Field(field, label, form, required, *words, criterion, gate, record)


_BLOCKS_IN: Mapping[str, Callable[[list[Any]], Block]] = {
    "p": lambda data: Paragraph(spans_in(data[1])),
    "list": _list_in,
    "table": lambda data: Table(_cells_in(data[1]), tuple(_cells_in(row) for row in data[2])),
    "callout": _callout_in,
    "figure": lambda data: Figure(data[1]),
    "embed": lambda data: Embed(Address.parse(data[1])),
    "item": _item_in,
    "field": _field_in,
}


def block_in(data: list[Any]) -> Block:
    """A block from its JSON form.

    Raises:
        ValueError: it is of a kind that this program does not know.
    """
    read = _BLOCKS_IN.get(data[0])
    if read is None:
        raise ValueError(f"unknown block “{data[0]}”")
    return read(data)


def head_out(head: PageHead) -> list[Any]:
    """The head of a page in its JSON form."""
    sections = [
        [
            s.id,
            s.title,
            s.level,
            audiences_out(s.audiences),
            s.band.value if s.band else "",
            s.words,
            s.blocks,
        ]
        for s in head.sections
    ]
    return [
        head.id, head.kind.value, head.lang, head.title, head.lead, list(head.review), head.revision,
        head.translates, sections, list(head.sources), list(head.modules), head.checklist, list(head.cases),
        list(head.templates), head.figure, head.place, head.years, head.evidence,
    ]  # fmt: skip


def head_in(data: list[Any]) -> PageHead:
    """The head of a page from its JSON form."""
    sections = tuple(
        SectionHead(s[0], s[1], s[2], audiences_in(s[3]), Band(s[4]) if s[4] else None, s[5], s[6])
        for s in data[8]
    )
    return PageHead(
        data[0], Kind(data[1]), data[2], data[3], data[4], Review(*data[5]), data[6],
        data[7], sections, tuple(data[9]), tuple(data[10]), data[11], tuple(data[12]),
        tuple(data[13]), data[14], data[15], data[16], data[17],
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
            Section(
                known.id,
                known.title,
                known.level,
                known.audiences,
                known.band,
                tuple(block_in(block) for block in blocks),
            )
        )
    return Page(head, tuple(sections))
