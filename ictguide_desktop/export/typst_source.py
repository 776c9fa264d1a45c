"""A document as source of Typst. Every word of the document is a string literal of its code, never markup: nothing that a user
or the guide writes can be taken for a command."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from ictguide_desktop.export.colours import LIGHT
from ictguide_desktop.export.columns import column_shares
from ictguide_desktop.export.flow import (
    CITED,
    KEPT_WHOLE,
    Anchor,
    Box,
    Entry,
    Flow,
    Heading,
    Item,
    Labelled,
    Picture,
    Piece,
    Role,
    Stretch,
    Words,
)
from ictguide_desktop.export.lettering import Lettering
from ictguide_desktop.export.typst_style import FROM_LEFT, FROM_RIGHT, PAPERS, Setting, style
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.document import Break
from ictguide_desktop.model.guide import Link, ListBlock, Span, Spans, Styled, Table, Text, plain

_MARGINS = "(top: 21mm, bottom: 23mm, x: 23mm)"
_SHORT_OPTION, _SHORT_LINE = 16, 50
_KEEP_LEFT = '"\u200e"'
_MOST_CONTENTS = 70
_LONG_ENTRY = 1200
_STYLES = {"strong": "strong", "emphasis": "emph", "code": "coded", KEPT_WHOLE: "box", CITED: "cited"}
_ROLES = {Role.LEAD: "lead", Role.NOTICE: "notice-line"}


def literal(text: str) -> str:
    """A string literal that holds exactly this text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


def typst_source(flow: Flow, paper: str, letters: Lettering, scale: float = 1) -> str:
    """The whole source; `letters` fits its words to the fonts, `scale` their size to the paper."""
    return "".join(_Source(flow, paper, letters, scale).lines())


class _Source:
    def __init__(self, flow: Flow, paper: str, letters: Lettering, scale: float) -> None:
        self._flow = flow
        self._scale = scale
        self._paper = PAPERS[paper]
        self._letters = letters
        self._setting = _setting(flow.language)
        self._places = _places(flow.stretches)
        self._placed: set[str] = set()
        self._number_width = 8 + 4 * len(str(_sources(flow.stretches)))

    def lines(self) -> Iterator[str]:
        flow = self._flow
        yield style(chapters=bool(flow.contents), scale=self._scale)
        yield f"#set document(title: {literal(self._letters.fit(flow.title))}, author: (), date: none)\n"
        yield f"#set text(size: {10 * self._scale:.2f}pt, fill: rgb({literal(LIGHT['ink'])}), hyphenate: false)\n"
        yield "#set par(justify: false, spacing: 1.15em)\n"
        yield self._in_language(flow.language)
        title, notice = self._text(flow.title), self._text(flow.notice)
        yield (
            f"#set page(paper: {literal(self._paper)}, margin: {_MARGINS}, footer-descent: 22%, header-ascent: 35%,"
            f" header: doc-header({{{title}}}), footer: doc-footer({{{notice}}}, 1))\n"
        )
        yield self._title_block()
        if flow.contents:
            yield f"#outline(title: {self._text(flow.contents)}, depth: {self._depth()})\n"
        for stretch in flow.stretches:
            yield from self._stretch(stretch)

    def _depth(self) -> int:
        """How deep the contents go: to the sections of the chapters when all of it stands on two pages."""
        return 2 if sum(heading.level <= 2 for heading in self._flow.headings()) <= _MOST_CONTENTS else 1

    def _text(self, text: str) -> str:
        """The code for a text; words from the right in a line from the left are set, and read aloud, as such."""
        fitted = self._letters.fit(text)
        if self._setting.direction == "rtl" or fitted.isascii():
            return literal(fitted)
        # Unseen marks on both sides keep a full stop between two such runs in the line that it ends.
        parts = [
            f"{_KEEP_LEFT}; from-right({literal(run)}); {_KEEP_LEFT}" if right else literal(run)
            for run, right in runs(fitted)
        ]
        return f"{{{'; '.join(parts)}}}"

    def _in_language(self, language: str) -> str:
        setting = _setting(language)
        fonts = ", ".join(literal(font) for font in setting.fonts)
        return (
            f"#set text(font: ({fonts}), lang: {literal(language)}, dir: {setting.direction})\n"
            f"#set text(top-edge: {setting.edges[0]}, bottom-edge: {setting.edges[1]})\n"
            f"#set par(leading: {setting.leading})\n"
        )

    def _title_block(self) -> str:
        flow = self._flow
        lead = f"#lead({{{self._text(flow.lead)}}})\n" if flow.lead else ""
        block = f"#title({{{self._text(flow.title)}}})\n{lead}"
        if flow.title_language != flow.language:
            block = f"#[\n{self._in_language(flow.title_language)}{block}]\n"
        facts = "".join(
            f"fact-name({self._text(name)}), {self._text(value) if value else 'to-write'}, "
            for name, value in flow.facts
        )
        return block + (f"#facts({facts})\n" if facts else "")

    def _stretch(self, stretch: Stretch) -> Iterator[str]:
        self._setting = _setting(stretch.language)
        foreign = stretch.language != self._flow.language
        if foreign:
            yield f"#[\n{self._in_language(stretch.language)}"
        for piece in stretch.pieces:
            # A page can be broken only outside the brackets that keep another language apart.
            if isinstance(piece, Break):
                yield (
                    f"]\n#pagebreak(weak: true)\n#[\n{self._in_language(stretch.language)}"
                    if foreign
                    else ("#pagebreak(weak: true)\n")
                )
            else:
                yield self._piece(piece)
        if foreign:
            yield "]\n"

    def _piece(self, piece: Piece) -> str:
        match piece:
            case Heading(title, level, anchor):
                at = self._label(anchor)
                return f"#headed({level}, {self._text(title)}{f', {at}' if at else ''})\n"
            case Anchor(anchor):
                at = self._label(anchor)
                return f"#place({at})\n" if at else ""
            case Words(role, spans):
                if role == Role.SOURCE:
                    return self._source(spans)
                body = self._spans(spans)
                return f"#{_ROLES[role]}({body})\n" if role in _ROLES else f"#par({body})\n"
            case ListBlock():
                return f"#{self._list(piece)}\n"
            case Table():
                return self._table(piece)
            case Box(role, name, title, pieces):
                inside = "; ".join(
                    self._list(one) if isinstance(one, ListBlock) else f"par({self._spans(one.spans)})"
                    for one in pieces
                )
                colours = f"{self._side(LIGHT[role], '2.5pt')}, {_rgb(LIGHT[role + '-ground'])}, none"
                head = f"{self._text(name)}, {_rgb(LIGHT[role])}, {self._text(title)}"
                return f"#callout({colours}, {head}, {{{inside}}})\n"
            case Item():
                return self._item(piece)
            case Entry():
                return self._entry(piece)
            case Picture(svg, alt, caption):
                return f"#picture({literal(self._letters.drawing(svg))}, {literal(alt)}, {self._text(caption)})\n"
            case Break():
                return "#pagebreak(weak: true)\n"

    def _side(self, colour: str, width: str) -> str:
        """The bar at the start of a box, which is at the right where writing starts there."""
        side = "right" if self._setting.direction == "rtl" else "left"
        return f"({side}: {width} + {_rgb(colour)})"

    def _label(self, anchor: str) -> str:
        """The label of an anchor, once: a document may hold the same section twice."""
        if not anchor or anchor in self._placed:
            return ""
        self._placed.add(anchor)
        return f"<{self._places[anchor]}>"

    def _source(self, spans: Spans) -> str:
        """A source: its number, and its words the way of their own writing, which is seldom that of an Arabic page."""
        number, *rest = spans
        way = "rtl" if _runs_right(plain(tuple(rest))) else "ltr"
        return (
            f"#source-line({self._number_width}pt, {self._span(number)}, {way}, {self._spans(tuple(rest))})\n"
        )

    def _item(self, item: Item) -> str:
        details = [self._labelled(detail) for detail in item.details]
        details.append(f"by-hand({', '.join(self._text(name) for name in item.by_hand)})")
        return f"#item({self._text(item.code)}, {self._spans(item.statement)}, {', '.join(details)})\n"

    def _labelled(self, detail: Labelled) -> str:
        return f"labelled({self._text(detail.label)}, {self._spans(detail.spans)})"

    def _entry(self, entry: Entry) -> str:
        lines = [
            f"#entry-head({self._text(entry.code)}, {self._text(entry.label)}, {self._text(entry.required)})\n"
        ]
        if entry.help:
            lines.append(f"#block(sticky: true, small({self._spans(entry.help)}))\n")
        if entry.options:
            short = (
                max(map(len, entry.options)) <= _SHORT_OPTION and sum(map(len, entry.options)) <= _SHORT_LINE
            )
            options = ", ".join(self._text(option) for option in entry.options)
            lines.append(f"#{'short-' if short else ''}choices({options})\n")
        if entry.example is not None:
            lines.append(f"#example({self._side(LIGHT['done'], '2pt')}, {self._labelled(entry.example)})\n")
        if entry.columns:
            widths = ", ".join("1fr" for _ in entry.columns)
            lines.append(
                f"#empty-table(({widths},), {', '.join(self._text(name) for name in entry.columns)})\n"
            )
        if entry.lines:
            lines.append(f"#empty-lines({entry.lines})\n")
        if entry.by_hand:
            lines.append(f"#by-hand({', '.join(self._text(name) for name in entry.by_hand)})\n")
        whole = "true" if sum(map(len, lines)) < _LONG_ENTRY else "false"
        return f"#entry({whole}, [\n{''.join(lines)}])\n"

    def _list(self, block: ListBlock) -> str:
        items = []
        for item in block.items:
            below = f"; {self._list(item.sublist)}" if item.sublist is not None else ""
            items.append(f"{{{self._spans(item.spans)}{below}}}")
        return f"{'enum' if block.ordered else 'list'}({', '.join(items)})"

    def _table(self, table: Table) -> str:
        columns = ", ".join(f"{share}fr" for share in column_shares(table))
        # A header that is set again on the next page is no part of the text there, and may lead nowhere.
        header = "".join(f"{self._spans(unlinked(cell))}, " for cell in table.header)
        cells = "".join(f", {self._spans(cell)}" for row in table.rows for cell in row)
        return f"#data-table(({columns},), ({header}), {self._setting.table_leading}{cells})\n"

    def _spans(self, spans: Spans) -> str:
        return "{" + "; ".join(self._span(span) for span in spans) + "}" if spans else '""'

    def _span(self, span: Span) -> str:
        match span:
            case Text(text):
                return self._text(text)
            case Styled(kind, spans):
                return f"{_STYLES[kind]}({self._spans(spans)})"
            case Link(_, target, spans):
                return f"ink-link(<{self._places[target]}>, {self._spans(spans)})"
        raise TypeError(f"{span} is not lowered")


def unlinked(spans: Spans) -> Spans:
    """A run without its links, the words of which stay."""
    out: list[Span] = []
    for span in spans:
        match span:
            case Link(_, _, inside):
                out.extend(unlinked(inside))
            case Styled(kind, inside):
                out.append(Styled(kind, unlinked(inside)))
            case _:
                out.append(span)
    return tuple(out)


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """A text cut into what runs from the left, and what runs from the right from its first letter to its last."""
    ways = [unicodedata.bidirectional(character) for character in text]
    start = at = 0
    while at < len(text):
        if ways[at] not in ("R", "AL"):
            at += 1
            continue
        following = next((n for n in range(at, len(text)) if ways[n] == "L"), len(text))
        end = max(n for n in range(at, following) if ways[n] in ("R", "AL")) + 1
        while end < following and ways[end] == "NSM":  # the sign on the last letter
            end += 1
        if start < at:
            yield text[start:at], False
        yield text[at:end], True
        start = at = end
    if start < len(text):
        yield text[start:], False


def _rgb(colour: str) -> str:
    return f"rgb({literal(colour)})"


def _setting(language: str) -> Setting:
    return FROM_RIGHT if is_rtl(language) else FROM_LEFT


def _sources(stretches: Iterable[Stretch]) -> int:
    """How many sources are listed."""
    pieces = (piece for stretch in stretches for piece in stretch.pieces)
    return sum(isinstance(piece, Words) and piece.role == Role.SOURCE for piece in pieces)


def _runs_right(text: str) -> bool:
    """Whether the first letter of a text belongs to a writing from the right."""
    ways = (unicodedata.bidirectional(character) for character in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


def _places(stretches: Iterable[Stretch]) -> Mapping[str, str]:
    """A short name for each anchor, which any id may have."""
    anchors = (
        piece.anchor
        for stretch in stretches
        for piece in stretch.pieces
        if isinstance(piece, Heading | Anchor) and piece.anchor
    )
    return {anchor: f"p{number}" for number, anchor in enumerate(dict.fromkeys(anchors), 1)}
