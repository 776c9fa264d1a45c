"""A document as DOCX, through python-docx: real headings, lists and tables, so that it can be worked on, in both directions.

Word reads no SVG through python-docx, and a picture of letters could not be read aloud or edited: a drawing is told by its
alternative text, and its numbers stand in the table that goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ictguide_desktop.export.colours import LIGHT
from ictguide_desktop.export.columns import column_shares
from ictguide_desktop.export.flow import (
    CITED,
    CONTENTS_DEPTH,
    TICK,
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
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.document import Break
from ictguide_desktop.model.guide import Link, ListBlock, Spans, Styled, Table, Text

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_PAPERS_MM = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
_MARGIN_MM = 23.0
_STYLES = (
    ("Normal", 10.5, "ink", False), ("Title", 22, "ink", True), ("Lead", 12, "soft", False), ("Small", 9, "soft", False),
    ("Table Text", 9.5, "ink", False), ("Notice", 9.5, "ink", False), ("Footer", 7.5, "soft", False), ("Caption", 9, "soft", False),
    ("Heading 1", 16, "ink", True), ("Heading 2", 13, "ink", True), ("Heading 3", 11, "ink", True), ("Heading 4", 10.5, "ink", True),
    ("Contents 1", 10.5, "ink", True), ("Contents 2", 10, "soft", False),
)  # fmt: skip
_ROLES = {Role.LEAD: "Lead", Role.SMALL: "Small", Role.SOURCE: "Small", Role.NOTICE: "Notice"}
_EPOCH = (1980, 1, 1, 0, 0, 0)


def word(flow: Flow, *, paper: str = "a4") -> bytes:
    """The file for a document, the same at every time; it names no author and no machine."""
    return _Word(flow, paper).made()


class _Word:
    def __init__(self, flow: Flow, paper: str) -> None:
        import docx

        from ictguide_desktop.export import word_parts

        self._parts = word_parts
        self._flow = flow
        self._file = docx.Document()
        self._lists = word_parts.Lists(self._file)
        self._places = {anchor: number for number, anchor in enumerate(_anchors(flow.stretches), 1)}
        self._placed: set[int] = set()
        self._language = flow.language
        self._page_break = False
        self._styles: dict[str, str] = {}
        self._set_up(paper)

    @property
    def _right(self) -> bool:
        return is_rtl(self._language)

    def made(self) -> bytes:
        """The bytes of the file."""
        flow = self._flow
        self._language = flow.title_language
        self._paragraph(flow.title, "Title")
        if flow.lead:
            self._paragraph(flow.lead, "Lead")
        self._language = flow.language
        self._facts()
        if flow.contents:
            self._contents()
        for stretch in flow.stretches:
            self._language = stretch.language
            for piece in stretch.pieces:
                self._piece(piece)
        out = BytesIO()
        self._file.save(out)
        return _timeless(out.getvalue())

    # --- the file ---------------------------------------------------------------------------------------------

    def _set_up(self, paper: str) -> None:
        from docx.shared import Mm, Pt

        flow, right = self._flow, is_rtl(self._flow.language)
        section = self._file.sections[0]
        width, height = _PAPERS_MM[paper]
        self._width = width - 2 * _MARGIN_MM
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm(_MARGIN_MM)
        section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
        for name, size, role, bold in _STYLES:
            style = self._parts.style_text(self._file, name, size, LIGHT[role], bold=bold)
            style.paragraph_format.space_after = Pt(6)
            style.paragraph_format.line_spacing = 1.15
            self._styles[name] = style.style_id
        for level in range(1, 5):
            heading = self._file.styles[f"Heading {level}"].paragraph_format
            heading.space_before, heading.space_after, heading.keep_with_next = (
                Pt(16 - 2 * level),
                Pt(4),
                True,
            )
        self._file.styles["Table Text"].paragraph_format.space_after = Pt(2)
        self._file.styles["Contents 2"].paragraph_format.left_indent = Mm(0 if right else 6)
        self._parts.without_line(self._file.styles["Title"])
        self._parts.set_language(self._file, flow.language, right=right)
        properties = self._file.core_properties
        properties.title, properties.language, properties.author, properties.comments = (
            flow.title,
            flow.language,
            "",
            "",
        )
        properties.last_modified_by = ""
        for old in [one for one in properties._element if one.tag.endswith(("}created", "}modified"))]:
            properties._element.remove(old)
        footer = section.footer.paragraphs[0]
        footer.style = "Footer"
        footer.paragraph_format.tab_stops.clear_all()
        self._runs(footer, (Text(flow.notice),))
        footer.add_run(" · ")
        self._parts.field(footer, "PAGE")
        footer.add_run(" / ")
        self._parts.field(footer, "NUMPAGES")
        if right:
            self._parts.from_right(footer)

    def _facts(self) -> None:
        if not self._flow.facts:
            return
        table = self._table(len(self._flow.facts), 2, [1, 4])
        self._parts.ruled(table, LIGHT["line"])
        for cells, (name, value) in zip(self._parts.cells(table), self._flow.facts, strict=True):
            self._cell(cells[0], (Styled("strong", (Text(name),)),), "Small")
            self._cell(cells[1], (Text(value),), "Small")
        self._after_table()

    def _contents(self) -> None:
        self._paragraph(self._flow.contents, "Contents 1")
        for heading in self._flow.headings():
            if heading.level <= CONTENTS_DEPTH:
                paragraph = self._paragraph("", f"Contents {heading.level}")
                number = self._places.get(heading.anchor)
                holder = self._parts.link(paragraph, number) if number else None
                self._runs(paragraph, (Text(heading.title),), holder=holder)

    # --- pieces -----------------------------------------------------------------------------------------------

    def _piece(self, piece: Piece) -> None:
        match piece:
            case Break():
                self._page_break = True
            case Heading(title, level, anchor):
                self._place(self._paragraph(title, f"Heading {min(level, 4)}"), anchor)
            case Anchor(anchor):
                self._waiting = anchor
            case Words(role, spans):
                self._words(spans, _ROLES.get(role, "Normal"))
            case ListBlock():
                self._list(piece)
            case Table():
                self._data_table(piece)
            case Box():
                self._box(piece)
            case Item():
                self._item(piece)
            case Entry():
                self._entry(piece)
            case Picture(_, alt, caption):
                self._paragraph(alt, "Small").paragraph_format.keep_with_next = bool(caption)
                if caption:
                    self._paragraph(caption, "Caption")

    _waiting = ""  # an anchor without words, which the next paragraph holds

    def _paragraph(self, text: str, style: str, holder: Any = None) -> Paragraph:
        paragraph = (holder or self._file).add_paragraph()
        paragraph._p.style = self._styles[style]
        if self._right:
            self._parts.from_right(paragraph)
        if self._page_break:
            paragraph.paragraph_format.page_break_before = True
            self._page_break = False
        if self._waiting:
            anchor, self._waiting = self._waiting, ""
            self._place(paragraph, anchor)
        if text:
            self._runs(paragraph, (Text(text),))
        return paragraph

    def _words(self, spans: Spans, style: str, holder: Any = None) -> Paragraph:
        paragraph = self._paragraph("", style, holder)
        self._runs(paragraph, spans)
        return paragraph

    def _place(self, paragraph: Paragraph, anchor: str) -> None:
        number = self._places.get(anchor)
        if number is not None and number not in self._placed:
            self._placed.add(number)
            self._parts.bookmark(paragraph, number)

    def _runs(
        self, paragraph: Paragraph, spans: Spans, *, strong: bool = False, look: str = "", holder: Any = None
    ) -> None:
        from docx.shared import RGBColor

        for span in spans:
            match span:
                case Text(text):
                    for words, right in self._parts.runs_of(text, right=self._right):
                        run = paragraph.add_run(words)
                        if strong:
                            run.bold = run.font.cs_bold = True
                        if look == "emphasis":
                            run.italic = run.font.cs_italic = True
                        if look == "code" or holder is not None:
                            run.font.color.rgb = RGBColor.from_string(LIGHT["accent"].lstrip("#"))
                        self._parts.in_language(run, self._language, right=right)
                        if holder is not None:
                            holder.append(run._r)
                case Styled(kind, inside):
                    kept = look if kind in ("strong", CITED) else kind
                    self._runs(paragraph, inside, strong=strong or kind == "strong", look=kept, holder=holder)
                case Link(_, target, inside):
                    to = self._parts.link(paragraph, self._places[target])
                    self._runs(paragraph, inside, strong=strong, look=look, holder=to)

    def _list(self, block: ListBlock, depth: int = 0, holder: Any = None, style: str = "Normal") -> None:
        list_id = self._lists.numbered() if block.ordered else self._lists.bullets
        for item in block.items:
            paragraph = self._words(item.spans, style, holder)
            self._parts.numbered(paragraph, list_id, depth)
            if item.sublist is not None:
                self._list(item.sublist, depth + 1, holder, style)

    # --- tables -----------------------------------------------------------------------------------------------

    def _table(self, rows: int, columns: int, shares: list[int] | None = None) -> Any:
        from docx.shared import Mm

        if self._page_break:
            self._paragraph("", "Small")
        table = self._file.add_table(rows, columns)
        table.autofit = False
        shares = shares or [1] * columns
        widths = [Mm(self._width * share / sum(shares)) for share in shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in self._parts.cells(table):
            for cell, width in zip(row, widths, strict=True):
                cell.width = width
        if self._right:
            self._parts.table_from_right(table)
        return table

    def _after_table(self) -> None:
        """Two tables that touch would become one."""
        self._paragraph("", "Small").paragraph_format.line_spacing = 0.6

    def _cell(self, cell: Any, spans: Spans, style: str = "Table Text", *, strong: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        paragraph._p.style = self._styles[style]
        if self._right:
            self._parts.from_right(paragraph)
        self._runs(paragraph, spans, strong=strong)

    def _data_table(self, data: Table) -> None:
        table = self._table(len(data.rows) + 1, len(data.header), column_shares(data))
        self._parts.ruled(table, LIGHT["line"])
        rows = zip(self._parts.cells(table), (data.header, *data.rows), strict=True)
        for number, (cells, texts) in enumerate(rows):
            for cell, spans in zip(cells, texts, strict=True):
                self._cell(cell, spans, strong=number == 0)
                if number == 0:
                    self._parts.shaded(cell, LIGHT["canvas"])
        self._parts.repeat_header(table)
        self._after_table()

    def _box(self, box: Box) -> None:
        cell = self._parts.cells(self._table(1, 1))[0][0]
        self._parts.shaded(cell, LIGHT[f"{box.role}-ground"], LIGHT[box.role])
        self._cell(cell, (Text(f"{box.name} · {box.title}"),), strong=True)
        for inner in box.pieces:
            if isinstance(inner, ListBlock):
                self._list(inner, holder=cell, style="Table Text")
            else:
                self._words(inner.spans, "Table Text", cell)
        self._after_table()

    # --- forms ------------------------------------------------------------------------------------------------

    def _item(self, item: Item) -> None:
        statement = (Text(f"{TICK} "), Styled("code", (Text(item.code),)), Text("  "), *item.statement)
        last = self._words(statement, "Normal")
        for detail in item.details:
            last.paragraph_format.keep_with_next = True
            last = self._labelled(detail)
        last.paragraph_format.keep_with_next = True
        self._by_hand(item.by_hand)

    def _labelled(self, detail: Labelled, holder: Any = None) -> Paragraph:
        return self._words(
            (Styled("strong", (Text(detail.label),)), Text(" "), *detail.spans), "Small", holder
        )

    def _by_hand(self, names: tuple[str, ...]) -> None:
        """Labels, each with a line to write on."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Mm

        paragraph = self._paragraph("", "Small")
        for number, name in enumerate(names, 1):
            self._runs(paragraph, (Text(f"{name} "),))
            paragraph.add_run("\t ")
            at = Mm(self._width * number / len(names))
            paragraph.paragraph_format.tab_stops.add_tab_stop(at, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)

    def _entry(self, entry: Entry) -> None:
        code = (Styled("code", (Text(entry.code),)), Text("  ")) if entry.code else ()
        required = (Text("  "), Styled("emphasis", (Text(entry.required),))) if entry.required else ()
        head = self._words((*code, Styled("strong", (Text(entry.label),)), *required), "Normal")
        head.paragraph_format.keep_with_next = True
        if entry.help:
            self._words(entry.help, "Small").paragraph_format.keep_with_next = True
        for option in entry.options:
            self._paragraph(f"{TICK} {option}", "Normal")
        if entry.example is not None:
            self._labelled(entry.example).paragraph_format.keep_with_next = bool(entry.columns or entry.lines)
        if entry.columns:
            self._empty_table(entry.columns)
        elif entry.lines:
            self._room(entry.lines)
        if entry.by_hand:
            self._by_hand(entry.by_hand)

    def _empty_table(self, columns: tuple[str, ...]) -> None:
        table = self._table(5, len(columns))
        rows = self._parts.cells(table)
        for row in rows:
            for cell in row:
                self._parts.shaded(cell, "", lines=LIGHT["faint"])
        for cell, name in zip(rows[0], columns, strict=True):
            self._cell(cell, (Text(name),), strong=True)
        self._parts.repeat_header(table)
        self._after_table()

    def _room(self, lines: int) -> None:
        """An empty box to write in, as high as so many lines."""
        from docx.shared import Mm

        table = self._table(1, 1)
        table.rows[0].height = Mm(8 * lines)
        self._parts.shaded(self._parts.cells(table)[0][0], "", lines=LIGHT["faint"])
        self._after_table()


def _anchors(stretches: Iterable[Stretch]) -> Iterable[str]:
    pieces = (piece for stretch in stretches for piece in stretch.pieces)
    return dict.fromkeys(
        piece.anchor for piece in pieces if isinstance(piece, Heading | Anchor) and piece.anchor
    )


def _timeless(data: bytes) -> bytes:
    """The same file without the moment at which its parts were packed."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as packed, ZipFile(out, "w", ZIP_DEFLATED) as repacked:
        for name in packed.namelist():
            repacked.writestr(ZipInfo(name, _EPOCH), packed.read(name), ZIP_DEFLATED)
    return out.getvalue()
