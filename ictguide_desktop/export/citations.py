"""Citations on paper: a number for each source, in the order in which they are met, and the list that explains them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ictguide_desktop.model.document import DocumentSection
from ictguide_desktop.model.guide import (
    Block,
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
    Source,
    Span,
    Spans,
    Styled,
    Table,
    Text,
)

SOURCES = "sources"
_NO_BREAK = "\u00a0"


def source_anchor(source: str) -> str:
    """The id of the entry of a source in the list."""
    return f"{SOURCES}#{source}"


class Citations:
    """Gives each source its number, beginning with those named first."""

    def __init__(self, first: Iterable[str] = ()) -> None:
        self._numbers = {source: number for number, source in enumerate(first, 1)}

    def number(self, source: str) -> int:
        """The number of a source; a new one for a source not met before."""
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def numbered(self, block: Block) -> Block:
        """A block in which each citation is a link with the number of its source."""
        match block:
            case Paragraph(spans):
                return Paragraph(self._spans(spans))
            case ListBlock():
                return self._list(block)
            case Table(header, rows):
                cells = tuple(tuple(self._spans(cell) for cell in row) for row in rows)
                return Table(tuple(self._spans(cell) for cell in header), cells)
            case Callout(kind, title, blocks):
                return Callout(kind, title, tuple(self._inner(inner) for inner in blocks))
            case CheckItem(_, statement, evidence, how):
                statement, evidence = self._spans(statement), self._spans(evidence)
                return block._replace(statement=statement, evidence=evidence, how=self._spans(how))
            case Field():
                return block._replace(help=self._spans(block.help), example=self._spans(block.example))
            case Figure() | Embed():
                return block

    def listed(self, sources: Mapping[str, Source], level: int) -> list[DocumentSection]:
        """The sources that have a number, each under the anchor to which its citations lead."""
        entries = []
        for source_id, number in self._numbers.items():
            source = sources.get(source_id)
            if source is not None:
                said = ". ".join(text for text in (source.owner, source.title, source.reference) if text)
                words = (Text(f"[{number}]{_NO_BREAK}"), Text(f"{said} ({source.year})"))
                entries.append(DocumentSection("", level, (Paragraph(words),), id=source_anchor(source_id)))
        return entries

    def _inner(self, block: Paragraph | ListBlock) -> Paragraph | ListBlock:
        return self._list(block) if isinstance(block, ListBlock) else Paragraph(self._spans(block.spans))

    def _list(self, block: ListBlock) -> ListBlock:
        return ListBlock(
            block.ordered,
            tuple(
                ListItem(self._spans(item.spans), self._list(item.sublist) if item.sublist else None)
                for item in block.items
            ),
        )

    def _spans(self, spans: Spans) -> Spans:
        out: list[Span] = []
        for span in spans:
            match span:
                case Cite(source):
                    if out and isinstance(out[-1], Text) and out[-1].text.endswith(" "):
                        # The number stays on the line of the word that it belongs to.
                        out[-1] = Text(out[-1].text[:-1] + _NO_BREAK)
                    words = (Text(f"[{self.number(source)}]"),)
                    out.append(Link(LinkKind.PAGE, source_anchor(source), words))
                case Styled(style, inside):
                    out.append(Styled(style, self._spans(inside)))
                case Link(kind, target, inside):
                    out.append(Link(kind, target, self._spans(inside)))
                case Text():
                    out.append(span)
        return tuple(out)
