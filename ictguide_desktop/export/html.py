"""Pages as HTML in the subset that QTextBrowser and every browser draw alike: the reader, the printer and `show` use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import NamedTuple

from ictguide_desktop.export.colours import CALLOUT_ROLE, LIGHT, Colours
from ictguide_desktop.i18n.languages import is_rtl, own_name
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
    FigureWords,
    Link,
    LinkKind,
    ListBlock,
    Page,
    Paragraph,
    Section,
    Source,
    Span,
    Spans,
    Styled,
    Table,
    Text,
)


def N_(message: str) -> str:
    """Mark a message; the renderer translates it with the words it was given."""
    return message


# Qt draws a number from the left in every language: the full stop must stand between the number and its words.
STOP_BEFORE = """ style="-qt-list-number-prefix:'.'; -qt-list-number-suffix:'';\""""
FOLD = "fold:"
NOTHING: Spans = (Text("\u00a0"),)  # a cell to be filled in by hand
IN_LANGUAGE = "@"  # between the id of a figure and the language of its words
SOURCE = "source:"
CALLOUT_NAMES = {
    "decide": N_("Decide first"),
    "warning": N_("Warning"),
    "example": N_("Example"),
    "case": N_("Case"),
    "why": N_("Why"),
    "note": N_("Note"),
}
WORDS = {
    "open": N_("Open in its module"),
    "evidence": N_("Evidence to keep"),
    "how": N_("How to check"),
    "explained": N_("Explained here"),
    "required": N_("required"),
    "example": N_("Example"),
    "sources": N_("Sources"),
    "folded": N_("For other readers"),
    "parts": N_("The parts of this figure lead to:"),
    "untranslated": N_("Not translated yet: shown in {language}."),
}
BAND_NAMES = {
    Band.FOUNDATIONAL: N_("foundational"),
    Band.DEVELOPING: N_("developing"),
    Band.ADVANCED: N_("advanced"),
}


@dataclass(frozen=True)
class Look:
    """How a page is drawn: colours by role, pixels for 100 % text, direction, width of a line in pixels, paper, Qt or a browser."""

    colours: Colours = field(default_factory=lambda: LIGHT)
    size: float = 15.0
    rtl: bool = False
    measure: int = 640
    paged: bool = False
    for_qt: bool = False


class View(NamedTuple):
    """Which sections are open: those for the audience and band, and those the reader has opened; None shows everything."""

    audience: Audience | None = None
    band: Band | None = None
    opened: frozenset[str] = frozenset()

    def shows(self, section: Section) -> bool:
        """Whether the section is open."""
        if section.id in self.opened:
            return True
        if self.audience is not None and self.audience not in section.audiences:
            return False
        return self.band is None or section.band is None or section.band == self.band


class Rendered(NamedTuple):
    """The body, the ids of the sections that are folded, and the numbers given to the cited sources."""

    body: str
    folded: tuple[str, ...]
    citations: Mapping[str, int]


class HtmlRenderer:
    """Turns pages of one language into HTML.

    `words_in` gives what translates the renderer's own words into a language, `embed` fetches a section of another page
    with the language of its text, `leads_to` gives the places that the parts of a figure open, each with its name.
    """

    def __init__(
        self,
        *,
        look: Look,
        sources: Mapping[str, Source],
        figures: Mapping[str, FigureWords],
        language: str = "en",
        words_in: Callable[[str], Callable[[str], str]] = lambda _language: str,
        embed: Callable[[Address], tuple[Section | None, str]] = lambda _address: (None, ""),
        figure_size: Callable[[str], tuple[float, float]] = lambda _figure: (640.0, 320.0),
        leads_to: Callable[[str], Sequence[tuple[str, str]]] = lambda _figure: (),
    ) -> None:
        self._look = look
        self._sources = sources
        self._figures = figures
        self._language = language
        self._words_in = words_in
        self._say = words_in(language)
        self._embed = embed
        self._figure_size = figure_size
        self._leads_to = leads_to
        self._cited: dict[str, int] = {}
        self._headed: set[str] = set()

    def page(self, page: Page, view: View = View(), *, above: str = "", below: str = "") -> Rendered:  # noqa: B008 - frozen
        """The body of a page: title, lead, sections, folded sections as one line, sources; `above` and `below` are HTML
        set before the title and under the lead."""
        self._cited = {source: number for number, source in enumerate(page.head.sources, 1)}
        self._headed = set()
        folded: list[Section] = []
        hidden: list[str] = []
        out = [
            above,
            f'<h1><a name="top"></a>{escape(page.head.title)}</h1>',
            f'<p class="lead">{escape(page.head.lead)}</p>',
            below,
        ]
        for section in page.sections:
            if view.shows(section):
                out.extend(self._fold_line(folded))
                folded = []
                out.append(self.section(page.head.id, section))
                continue
            hidden.append(section.id)
            if any(view.shows(child) for child in _children(page, section)):
                out.extend(self._fold_line(folded))
                folded = []
                out.append(self.section(page.head.id, replace(section, blocks=())))
                self._headed.add(section.id)
            folded.append(section)
        out.extend(self._fold_line(folded))
        out.extend(self.source_list())
        return Rendered("\n".join(out), tuple(hidden), dict(self._cited))

    def section(self, page_id: str, section: Section, *, level_down: int = 0) -> str:
        """A section with its heading and blocks."""
        band = (
            f' <span class="band">{escape(self._say(BAND_NAMES[section.band]))}</span>'
            if section.band
            else ""
        )
        level = min(section.level + level_down, 4)
        own = len(section.blocks) == 1 and isinstance(section.blocks[0], CheckItem | Field)
        title = "" if own else f"{escape(section.title)}{band}"
        head = (
            f'<h{level}><a name="{escape(section.id)}"></a>{title}</h{level}>'
            if title
            else f'<a name="{escape(section.id)}"></a>'
        )
        blocks = (
            self.block(Address(page_id, section.id, number), block)
            for number, block in enumerate(section.blocks, 1)
        )
        return "\n".join([head, *blocks])

    def block(self, address: Address, block: Block) -> str:
        """One block, with its address as an anchor."""
        mark = f'<a name="{address.section}:{address.block}"></a>' if address.block else ""
        match block:
            case Paragraph(spans):
                return f"<p>{mark}{self._spans(spans)}</p>"
            case ListBlock():
                return self._list(block, mark)
            case Table(header, rows):
                return self._table(header, rows, mark)
            case Callout(kind, title, blocks):
                return self._callout(kind, title, blocks, mark)
            case Figure(figure):
                return self._figure(figure, mark)
            case Embed(target):
                return self._embedded(target, mark)
            case CheckItem():
                return self._item(block, mark)
            case Field():
                return self._field(block, mark)

    def _word(self, key: str) -> str:
        return escape(self._say(WORDS[key]))

    # --- pieces -----------------------------------------------------------------------------------------------

    def _spans(self, spans: Spans) -> str:
        return "".join(self._span(span) for span in spans)

    def _span(self, span: Span) -> str:
        match span:
            case Text(text):
                return escape(text)
            case Styled(style, spans):
                tag = {"strong": "b", "emphasis": "i", "code": "code"}[style]
                return f"<{tag}>{self._spans(spans)}</{tag}>"
            case Link(LinkKind.TERM, target, spans):
                return f'<a class="term" href="term:{escape(target)}">{self._spans(spans)}</a>'
            case Link(LinkKind.CHECK, target, spans):
                # A word joiner on either side of the hyphen keeps a code such as C-C4 on one line.
                code = self._spans(spans).replace("-", "\u2060-\u2060")
                return f'<a href="check:{escape(target)}">{code}</a>'
            case Link(kind, target, spans):
                return f'<a href="{kind.value}:{escape(target)}">{self._spans(spans)}</a>'
            case Cite(source):
                number = self._cited.setdefault(source, len(self._cited) + 1)
                return f'<a class="cite" href="{SOURCE}{escape(source)}">[{number}]</a>'

    def _list(self, block: ListBlock, mark: str) -> str:
        tag = "ol" if block.ordered else "ul"
        items = "".join(
            f"<li>{mark if n == 0 else ''}{self._spans(item.spans)}{self._list(item.sublist, '') if item.sublist else ''}</li>"
            for n, item in enumerate(block.items)
        )
        mirrored = block.ordered and self._look.rtl and self._look.for_qt
        return f"<{tag}{self._dir}{STOP_BEFORE if mirrored else ''}>{items}</{tag}>"

    @property
    def _dir(self) -> str:
        return ' dir="rtl"' if self._look.rtl else ""

    def _cells(self, cells: Sequence[str]) -> str:
        """The cells of a row; Qt draws them from the left in every language, so they come in the order in which it draws."""
        mirrored = self._look.rtl and self._look.for_qt
        return "<tr>" + "".join(reversed(cells) if mirrored else cells) + "</tr>"

    def _table(self, header: tuple[Spans, ...], rows: tuple[tuple[Spans, ...], ...], mark: str) -> str:
        colours = self._look.colours
        line = f'style="border-bottom:1px solid {colours["line"]}"'
        head = [
            f'<th bgcolor="{colours["canvas"]}" {line}>{mark if n == 0 else ""}{self._spans(cell)}</th>'
            for n, cell in enumerate(header)
        ]
        body = (self._cells([f"<td {line}>{self._spans(cell)}</td>" for cell in row]) for row in rows)
        return (
            f'<table class="data" width="100%" border="0" cellspacing="0" cellpadding="{4 if self._look.paged else 8}"'
            f' style="border-collapse:collapse"{self._dir}>{self._cells(head)}{"".join(body)}</table><p class="gap">&#8203;</p>'
        )

    def _callout(self, kind: str, title: str, blocks: tuple[Paragraph | ListBlock, ...], mark: str) -> str:
        role = CALLOUT_ROLE.get(kind, "accent")
        colour = self._look.colours[role]
        inside = "".join(self.block(Address(""), inner) for inner in blocks)
        name = escape(self._say(CALLOUT_NAMES.get(kind, CALLOUT_NAMES["note"])))
        heading = f'<p class="callout-title"><span style="color:{colour}">{mark}<b>{name}</b></span> · <b>{escape(title)}</b></p>'
        return self._box(f"{heading}{inside}", role)

    def _box(self, inside: str, role: str) -> str:
        """A tinted box with a bar at its start: two cells, since the rich text of Qt has no borders on one side of a box."""
        colours = self._look.colours
        ground = colours[f"{role}-ground"]
        return (
            f'<table width="100%" cellspacing="0" cellpadding="0" border="0"{self._dir}>'
            + self._cells(
                [
                    f'<td width="4" bgcolor="{colours[role]}"></td>',
                    f'<td bgcolor="{ground}" style="padding:8px 14px 8px 14px">{inside}</td>',
                ]
            )
            + '</table><p class="gap">&#8203;</p>'
        )

    def _figure(self, figure: str, mark: str) -> str:
        words = self._figures.get(figure)
        width, height = self._figure_size(figure)
        scale = self._look.measure / width
        title, alt = (words.title, words.alt) if words else (figure, "")
        size = f'width="{round(width * scale)}" height="{round(height * scale)}"'
        name = f"{figure}{IN_LANGUAGE}{self._language}"
        image = f'<img src="figure:{name}" {size} alt="{escape(alt)}" title="{escape(alt)}">'
        # Qt drops the name of an anchor that stands right before an image: a space of no width keeps it.
        caption = f'<p class="caption">{escape(title)}</p>'
        # The same places by keyboard and for a screen reader, which cannot point at a drawing.
        places = () if self._look.paged else self._leads_to(figure)
        links = " · ".join(f'<a href="page:{escape(to)}">{escape(name)}</a>' for to, name in places)
        parts = f'<p class="caption">{self._word("parts")} {links}</p>' if links else ""
        return f'<p class="figure">{mark}&#8203;{image}</p>{caption}{parts}'

    def _embedded(self, target: Address, mark: str) -> str:
        section, language = self._embed(target)
        if section is None:
            return f'<p>{mark}<a href="page:{target}">{target}</a></p>'
        link = f'<p class="meta">{mark}<a href="page:{target}">{self._word("open")}</a></p>'
        return self._in_its_language(section, language, target) + link

    def _in_its_language(self, section: Section, language: str, target: Address) -> str:
        """An embedded section; one in another language says so, and runs the way of its own writing."""
        look, say, own = self._look, self._say, self._language
        self._look, self._say, self._language = replace(look, rtl=is_rtl(language)), self._words_in(language), language
        try:
            shown = self.section(target.page, section, level_down=1)
        finally:
            self._look, self._say, self._language = look, say, own
        shown = shown.replace('<a name="', f'<a name="{target.page}.')
        if language == own:
            return shown
        notice = self._word("untranslated").format(language=own_name(language))
        direction = "rtl" if is_rtl(language) else "ltr"
        return f'<p class="notice">{notice}</p><div dir="{direction}">{shown}</div>'

    def _item(self, item: CheckItem, mark: str) -> str:
        evidence = f'<p class="small"><b>{self._word("evidence")}</b> {self._spans(item.evidence)}</p>'
        how = (
            f'<p class="small"><b>{self._word("how")}</b> {self._spans(item.how)}</p>'
            if item.how
            else ""
        )
        why = ""
        if item.explains.page:
            why = f'<p class="small"><a href="page:{item.explains}">{self._word("explained")}</a></p>'
        code = f'<span class="code">{escape(item.item)}</span>'
        return f'<p class="item">{mark}☐ {code} {self._spans(item.statement)}</p>{evidence}{how}{why}'

    def _field(self, item: Field, mark: str) -> str:
        required = f' <span class="band">{self._word("required")}</span>' if item.required else ""
        choices = ""
        if item.options and item.form == "table":
            choices = self._table(tuple((Text(name),) for name in item.options), ((NOTHING,) * len(item.options),), "")
        elif item.options:
            options = "".join(f"<li>{escape(option)}</li>" for option in item.options)
            choices = f"<ul{self._dir}>{options}</ul>"
        example = (
            f'<p class="small"><b>{self._word("example")}</b> {self._spans(item.example)}</p>'
        )
        return (
            f'<p class="item">{mark}<span class="code">{escape(item.field)}</span> <b>{escape(item.label)}</b>{required}</p>'
            f"<p>{self._spans(item.help)}</p>{choices}{self._box(example, 'done')}"
        )

    def _fold_line(self, folded: list[Section]) -> Iterator[str]:
        if not folded or self._look.paged:
            return
        names = " · ".join(escape(section.title) for section in folded if section.level == 2) or escape(
            folded[0].title
        )
        ids = ",".join(section.id for section in folded)
        label = self._word("folded")
        arrow = "◂" if self._look.rtl else "▸"
        # A section of which the heading stands above has its name there already.
        name = "" if folded[0].id in self._headed else f'<a name="{folded[0].id}"></a>'
        yield f'<p class="fold">{name}<a href="{FOLD}{ids}">{arrow} {label} · {names}</a></p>'

    def source_list(self) -> Iterator[str]:
        """The works cited in what was rendered last, each with its number."""
        if not self._cited:
            return
        yield f'<h2><a name="sources"></a>{self._word("sources")}</h2>'
        for source_id, number in self._cited.items():
            source = self._sources.get(source_id)
            if source is None:
                continue
            said = ". ".join(escape(x) for x in (source.owner, source.title, source.reference) if x)
            yield f'<p class="source"><a name="source-{source_id}"></a>[{number}] {said} ({escape(source.year)})</p>'


def _children(page: Page, parent: Section) -> Iterator[Section]:
    """The level-3 sections beneath a level-2 section."""
    inside = False
    for section in page.sections:
        if section.level == 2:
            inside = section.id == parent.id
        elif inside:
            yield section


def style_sheet(look: Look) -> str:
    """The style of a page, in the part of CSS that Qt's rich text knows. Sizes in pixels."""
    colours, size = look.colours, look.size

    def px(factor: float) -> str:
        return f"{max(1, round(size * factor))}px"

    side = "right" if look.rtl else "left"
    # Noto Sans Arabic is half as tall again as Noto Sans: the same share of it would tear the lines apart.
    text_line, list_line, lead_line = ("90%", "90%", "88%") if look.rtl else ("118%", "116%", "114%")
    return f"""
body {{ color: {colours["ink"]}; font-size: {px(1)}; }}
h1 {{ font-size: {px(1.87)}; font-weight: 700; margin-top: 0; margin-bottom: {px(0.35)}; }}
h2 {{ font-size: {px(1.27)}; font-weight: 700; margin-top: {px(1.7)}; margin-bottom: {px(0.55)}; }}
h3 {{ font-size: {px(1.07)}; font-weight: 700; margin-top: {px(1.2)}; margin-bottom: {px(0.4)}; }}
h4 {{ font-size: {px(1)}; font-weight: 700; margin-top: {px(1)}; margin-bottom: {px(0.3)}; }}
p {{ margin-top: 0; margin-bottom: {px(0.7)}; line-height: {text_line}; }}
li {{ margin-bottom: {px(0.3)}; line-height: {list_line}; }}
ul, ol {{ margin-top: 0; margin-bottom: {px(0.7)}; }}
table {{ margin-top: {px(0.5)}; }}
a {{ color: {colours["accent"]}; text-decoration: none; }}
a.term {{ color: {colours["ink"]}; text-decoration: underline; text-decoration-color: {colours["faint"]}; }}
a.cite {{ font-size: {px(0.75)}; color: {colours["faint"]}; }}
th {{ text-align: {side}; font-weight: 700; font-size: {px(0.87)}; }}
td {{ font-size: {px(0.9)}; line-height: {"88%" if look.rtl else "100%"}; }}
code, .code {{ font-size: {px(0.9)}; color: {colours["accent"]}; }}
.lead {{ font-size: {px(1.13)}; color: {colours["soft"]}; margin-bottom: {px(0.6)}; line-height: {lead_line}; }}
.small, .source {{ font-size: {px(0.87)}; color: {colours["soft"]}; margin-bottom: {px(0.35)}; }}
.source {{ line-height: 114%; }}
.notice {{ background-color: {colours["warning-ground"]}; color: {colours["ink"]}; font-size: {px(0.9)}; }}
a.crumb {{ color: {colours["soft"]}; }}
.meta, .caption, .fold, .band {{ font-size: {px(0.83)}; color: {colours["faint"]}; }}
.fold {{ margin-top: {px(0.9)}; }}
.figure {{ margin-top: {px(0.6)}; margin-bottom: {px(0.4)}; line-height: 100%; }}
.callout-title {{ margin-bottom: {px(0.3)}; }}
.gap {{ font-size: 4px; margin-bottom: {px(0.4)}; line-height: 100%; }}
.item {{ margin-top: {px(0.8)}; }}
"""


def whole_document(body: str, look: Look, *, language: str, title: str) -> str:
    """A file of its own, which loads nothing from anywhere."""
    direction = "rtl" if look.rtl else "ltr"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>body {{ max-width: 640px; margin: 40px auto; font-family: sans-serif }}\n"
        f"{style_sheet(look)}</style></head>\n<body>\n{body}\n</body></html>\n"
    )
