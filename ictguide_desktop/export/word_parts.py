"""The parts of a Word file that python-docx has no words for: writing from the right, languages, links, fields, lists, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

# Fonts that every Word has; those of the guide may not be on the machine that opens the file.
LATIN_FONT, ARABIC_FONT = "Calibri", "Arial"
REGIONS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ar": "ar-SA", "pt": "pt-PT", "ru": "ru-RU"}
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f](?:[^\u0590-\u08ff]*[A-Za-z0-9\u00c0-\u024f%])?")


def element(tag: str, /, **attributes: str) -> Any:
    """An element of the markup with attributes of the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _put(properties: Any, made: Any, successors: tuple[str, ...]) -> None:
    """Set a property where the format wants it: before those that must follow it."""
    for old in properties.findall(made.tag):
        properties.remove(old)
    properties.insert_element_before(made, *successors)


# --- paragraphs and runs --------------------------------------------------------------------------------------

_AFTER_BIDI = tuple(
    f"w:{name}" for name in (
        "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
        "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip


def from_right(paragraph: Paragraph) -> None:
    """Have a paragraph run from the right."""
    _put(paragraph._p.get_or_add_pPr(), element("bidi"), _AFTER_BIDI)


def numbered(paragraph: Paragraph, list_id: int, depth: int) -> None:
    """Make a paragraph an item of a list."""
    properties = paragraph._p.get_or_add_pPr()
    made = properties.get_or_add_numPr()
    made.get_or_add_ilvl().val = depth
    made.get_or_add_numId().val = list_id


def in_language(run: Run, language: str, *, right: bool) -> None:
    """Say in which language a run is written, and whether its letters run from the right."""
    properties = run._r.get_or_add_rPr()
    if right:
        properties.append(element("rtl"))
    region = REGIONS.get(language, language)
    properties.append(element("lang", **({"bidi": region} if right else {"val": region})))


def runs_of(text: str, *, right: bool) -> Iterator[tuple[str, bool]]:
    """A text cut where its direction turns: Latin words and what stands between them run from the left in an Arabic line."""
    at = 0
    if right:
        for found in _LATIN.finditer(text):
            if found.start() > at:
                yield text[at : found.start()], True
            yield found[0], False
            at = found.end()
    if at < len(text):
        yield text[at:], right


def field(paragraph: Paragraph, instruction: str) -> None:
    """A field that Word reckons, such as the number of the page."""
    made = element("fldSimple", instr=f" {instruction} ")
    run = element("r")
    run.append(element("t"))
    run[0].text = "1"
    made.append(run)
    paragraph._p.append(made)


def bookmark(paragraph: Paragraph, number: int) -> None:
    """A place that links lead to."""
    start = element("bookmarkStart", id=str(number), name=f"p{number}")
    paragraph._p.append(start)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def link(paragraph: Paragraph, number: int) -> Any:
    """The element that holds the runs of a link to a place."""
    made = element("hyperlink", anchor=f"p{number}", history="1")
    paragraph._p.append(made)
    return made


# --- lists ----------------------------------------------------------------------------------------------------


class Lists:
    """The numberings of a file: one for all bulleted lists, one more for each numbered list, which begins again at 1."""

    def __init__(self, document: Document) -> None:
        self._numbering = document.part.numbering_part.element
        for old in list(self._numbering):
            self._numbering.remove(old)
        self._numbering.append(_abstract(0, ("•", "–", "•")))
        self._numbering.append(_abstract(1, ("%1.", "%2.", "%3.")))
        self.bullets = self._added(0)

    def numbered(self) -> int:
        """A new numbered list."""
        number = self._added(1)
        added = self._numbering.findall(qn("w:num"))[-1]
        for depth in range(3):
            override = element("lvlOverride", ilvl=str(depth))
            override.append(element("startOverride", val="1"))
            added.append(override)
        return number

    def _added(self, abstract: int) -> int:
        number = len(self._numbering.findall(qn("w:num"))) + 1
        made = element("num", numId=str(number))
        made.append(element("abstractNumId", val=str(abstract)))
        self._numbering.append(made)
        return number


def _abstract(number: int, marks: tuple[str, ...]) -> Any:
    made = element("abstractNum", abstractNumId=str(number))
    made.append(element("multiLevelType", val="hybridMultilevel"))
    for depth, mark in enumerate(marks):
        level = element("lvl", ilvl=str(depth))
        level.append(element("start", val="1"))
        level.append(element("numFmt", val="decimal" if "%" in mark else "bullet"))
        level.append(element("lvlText", val=mark))
        level.append(element("lvlJc", val="start"))
        properties = element("pPr")
        properties.append(element("ind", start=str(360 * (depth + 1)), hanging="360"))
        level.append(properties)
        made.append(level)
    return made


# --- tables ---------------------------------------------------------------------------------------------------


def cells(table: Table) -> list[list[Any]]:
    """The cells of a table without merged ones, row by row; python-docx looks for merged ones again at every cell."""
    from docx.table import _Cell

    return [[_Cell(cell, table) for cell in row.tc_lst] for row in table._tbl.tr_lst]


def table_from_right(table: Table) -> None:
    """Have the columns of a table begin at the right."""
    properties = table._tbl.tblPr
    successors = (
        "tblStyleRowBandSize",
        "tblStyleColBandSize",
        "tblW",
        "jc",
        "tblCellSpacing",
        "tblInd",
        "tblBorders",
    )
    more = ("shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription", "tblPrChange")
    _put(properties, element("bidiVisual"), tuple(f"w:{name}" for name in (*successors, *more)))


def repeat_header(table: Table) -> None:
    """Have the first row stand again at the top of every page, and no row break over two."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(element("cantSplit"))
        if number == 0:
            properties.append(element("tblHeader"))


def shaded(cell: Any, colour: str, bar: str = "", *, lines: str = "") -> None:
    """Tint a cell, with a bar at its start or lines around it."""
    properties = cell._tc.get_or_add_tcPr()
    borders = element("tcBorders")
    if bar:
        borders.append(element("start", val="single", sz="24", space="0", color=bar.lstrip("#")))
    for side in ("top", "start", "bottom", "end") if lines else ():
        borders.append(element(side, val="single", sz="4", space="0", color=lines.lstrip("#")))
    if len(borders):
        properties.append(borders)
    if colour:
        properties.append(element("shd", val="clear", color="auto", fill=colour.lstrip("#")))


def ruled(table: Table, line: str) -> None:
    """Thin lines under the rows of a table."""
    borders = element("tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(element(side, val="single", sz="4", space="0", color=line.lstrip("#")))
    _put(
        table._tbl.tblPr,
        borders,
        (
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
            "w:tblDescription",
            "w:tblPrChange",
        ),
    )


# --- styles ---------------------------------------------------------------------------------------------------


def set_language(document: Document, language: str, *, right: bool) -> None:
    """The language of the file, which its spelling check and a screen reader go by."""
    region = REGIONS.get(language, language)
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(
        element("lang", val="en-GB" if right else region, eastAsia="en-GB", bidi=region if right else "ar-SA")
    )
    if right:
        for section in document.sections:
            section._sectPr.append(element("bidi"))


def style_text(
    document: Document, name: str, size: float, colour: str, *, bold: bool = False, base: str = "Normal"
) -> Any:
    """A style for paragraphs, made or changed; sizes and weight count for Arabic letters as well."""
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name != "Normal":
        style.base_style = styles[base]
    font = style.font
    font.name, font.size, font.bold, font.italic = LATIN_FONT, Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script, family in (("ascii", LATIN_FONT), ("hAnsi", LATIN_FONT), ("cs", ARABIC_FONT)):
        fonts.set(qn(f"w:{script}"), family)
    font.complex_script = None
    for tag, value in (("bCs", "1" if bold else "0"), ("szCs", str(round(size * 2)))):
        for old in properties.findall(qn(f"w:{tag}")):
            properties.remove(old)
        _put(properties, element(tag, val=value), _AFTER_BOLD if tag == "bCs" else _AFTER_SIZE)
    return style


def without_line(style: Any) -> None:
    """Take away the line that a style draws under its paragraphs."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)


_RUN_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs",
    "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
    "oMath",
)  # fmt: skip
_AFTER_BOLD = tuple(f"w:{name}" for name in _RUN_ORDER[4:])
_AFTER_SIZE = tuple(f"w:{name}" for name in _RUN_ORDER[_RUN_ORDER.index("szCs") + 1 :])
