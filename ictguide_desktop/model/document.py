"""What leaves the program, before it has a format: a document made of the guide's own blocks, or sheets of cells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ictguide_desktop.model.guide import Block

# --- to be read and printed -----------------------------------------------------------------------------------


class Drawing(NamedTuple):
    """A chart drawn for this document: SVG with the colours of paper, and the same information in words."""

    svg: str
    alt: str
    caption: str = ""


class Break(NamedTuple):
    """The next block begins a new page."""


DocumentBlock = Block | Drawing | Break


class DocumentSection(NamedTuple):
    """A heading and its blocks; `lang` is the language of its text where it is not that of the document."""

    title: str
    level: int
    blocks: tuple[DocumentBlock, ...]
    lang: str = ""
    id: str = ""


class Document(NamedTuple):
    """Something to print. `facts` are lines under the title such as the unit and the date; `notice` stands on every page;
    `title_lang` is the language of title and lead where it is not that of the document; `pages` the number of pages
    that it should not exceed on paper, for which its text is set a little smaller; 0 is any number."""

    title: str
    lead: str
    language: str
    notice: str
    sections: tuple[DocumentSection, ...]
    facts: tuple[tuple[str, str], ...] = ()
    contents: bool = False
    title_lang: str = ""
    pages: int = 0


# --- to be reckoned with --------------------------------------------------------------------------------------


class Formula(NamedTuple):
    """A live formula, in the English notation that the file format stores, and the value the program reckons for it."""

    expression: str
    value: float


Cell = str | int | float | Decimal | date | bool | Formula | None


class ColumnForm(StrEnum):
    """How the cells of a column are shown."""

    TEXT = "text"
    LONG = "long"
    WHOLE = "whole"
    NUMBER = "number"
    PERCENT = "percent"
    DAY = "day"


class Column(NamedTuple):
    """A column of a sheet: its header and how its cells are shown."""

    title: str
    form: ColumnForm = ColumnForm.TEXT
    width: int = 16


class Sheet(NamedTuple):
    """A sheet: the header is row 1, the first row of cells is row 2; notes stand under them, after one empty row."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


class Workbook(NamedTuple):
    """Sheets in one language; as CSV only the first sheet is written."""

    title: str
    language: str
    sheets: tuple[Sheet, ...]
