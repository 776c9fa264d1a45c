"""Every run of words of the content in one language, with its place: what the rules about language read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from ictguide_desktop.content.loader import Content
from ictguide_desktop.content.report import Place, Report
from ictguide_desktop.model.guide import (
    Block,
    Callout,
    CheckItem,
    Cite,
    Field,
    Link,
    LinkKind,
    ListBlock,
    Page,
    Paragraph,
    Spans,
    Styled,
    Table,
    Text,
    walk_spans,
)

HIDDEN = "□"
CITED = "†"
_OPENING = 24
_TITLED = frozenset({LinkKind.PAGE, LinkKind.CASE, LinkKind.TEMPLATE})


def quoted(text: str) -> str:
    """The beginning of a text between quotation marks, short enough for a message."""
    words = text.replace(HIDDEN, "…").replace(CITED, "").split()
    return f"“{' '.join(words[:8])}{'…' if len(words) > 8 else ''}”"


class Passage(NamedTuple):
    """Words that stand together; `key` names them in all languages, `text` has marks for code and citations."""

    key: tuple[str | int, ...]
    kind: str
    place: Place
    text: str
    spans: Spans

    @property
    def opening(self) -> str:
        """The first letters, by which its line can be found."""
        return opening(self.spans)

    def unstressed(self) -> str:
        """The words without those that are emphasised: words that are spoken about, not used."""
        return visible(self.spans, frozenset({"code", "emphasis"}))

    def own_words(self, pages: Collection[str]) -> str:
        """The words without links to pages that the language lacks: their titles are in another language."""
        return visible(self.spans, pages=pages)


def visible(
    spans: Spans, hidden: frozenset[str] = frozenset({"code"}), pages: Collection[str] | None = None
) -> str:
    """The words of inline text, with a mark in place of each citation, of what has a hidden style, and, where `pages`
    are given, of each link to a page that is not among them."""
    parts: list[str] = []
    for span in spans:
        if isinstance(span, Text):
            parts.append(span.text)
        elif isinstance(span, Styled) and span.style in hidden:
            parts.append(HIDDEN)
        elif isinstance(span, Cite):
            parts.append(CITED)
        elif isinstance(span, Link) and pages is not None and _leads_away(span, pages):
            parts.append(HIDDEN)
        else:
            parts.append(visible(span.spans, hidden, pages))
    return "".join(parts)


def _leads_away(link: Link, pages: Collection[str]) -> bool:
    return link.kind in _TITLED and link.target.partition("#")[0] not in pages


def opening(spans: Spans) -> str:
    """The first letters of inline text, as they stand in the file."""
    first = next((span for span in walk_spans(spans) if isinstance(span, Text)), Text(""))
    return first.text[:_OPENING]


def runs(block: Block) -> Iterator[tuple[str, Spans]]:
    """The runs of inline text in a block, each with what it is."""
    match block:
        case Paragraph(spans):
            yield "paragraph", spans
        case ListBlock(_, items):
            for item in items:
                yield "item", item.spans
                if item.sublist is not None:
                    yield from runs(item.sublist)
        case Table(header, rows):
            yield from (("cell", cell) for row in (header, *rows) for cell in row)
        case Callout(_, title, blocks):
            yield "title", (Text(title),)
            for inner in blocks:
                yield from runs(inner)
        case CheckItem():
            yield from (("statement", block.statement), ("evidence", block.evidence))
            if block.how:
                yield "how", block.how
        case Field():
            yield from (("title", (Text(block.label),)), ("help", block.help))
            yield from (("item", (Text(option),)) for option in block.options)
            yield "example", block.example
        case _:
            return


def passages(content: Content, report: Report, language: str) -> Iterator[Passage]:
    """All words written in a language: pages, figures and glossary."""
    for page in content.pages.get(language, {}).values():
        yield from _page_passages(page, report)
    for figure_id, words in content.figures.get(language, {}).items():
        path = Path(language, "figures.toml")
        for key, text in (("title", words.title), ("alt", words.alt)):
            yield _plain(("figure", figure_id, key), key, report.table(path, figure_id, key), text)
        for key, text in words.labels.items():
            place = report.table(path, f"{figure_id}.labels", key)
            yield _plain(("label", figure_id, key), "label", place, text.replace(" | ", " "))
    for term in content.terms.get(language, {}).values():
        path = Path(language, "glossary.toml")
        yield _plain(("term", term.id), "term", report.table(path, term.id, "term"), term.term)
        if term.lang == language:
            place = report.table(path, term.id, "definition")
            yield _plain(("definition", term.id), "definition", place, term.definition)


def _plain(key: tuple[str | int, ...], kind: str, place: Place, text: str) -> Passage:
    return Passage(key, kind, place, text, (Text(text),))


def _page_passages(page: Page, report: Report) -> Iterator[Passage]:
    head = page.head
    for key, text in (("title", head.title), ("lead", head.lead), ("place", head.place)):
        if text:
            yield _plain((head.id, key), key, report.key(page, key), text)
    for section in page.sections:
        field_or_item = bool(section.blocks) and isinstance(section.blocks[0], CheckItem | Field)
        if not field_or_item:
            yield _plain((head.id, section.id), "heading", report.section(page, section), section.title)
        for number, block in enumerate(section.blocks):
            place = report.block(page, section, number)
            for n, (kind, spans) in enumerate(runs(block)):
                yield Passage((head.id, section.id, number, n), kind, place, visible(spans), spans)
