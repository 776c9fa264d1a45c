"""Opens each file again and compares it with what was asked for, before anyone is told that it is there.

What is compared: of a PDF every word of the document in reading order, taken from its tags (headings, text, lists with their
numbers, tables, boxes, forms), the words for its drawings, its bookmarks, title, language, and that it holds its fonts; of a
DOCX every word in order, the headings, the footer, title, language and direction; of a workbook every sheet, header, cell, formula
with its value, and note, the direction, the frozen header and the filter; of CSV every row; of JSON everything. Not compared: how it
looks; letters inside the drawings; and in PDF and DOCX spaces, vowel signs and joiners, which PDF keeps as places and not as text.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from io import BytesIO, StringIO
from math import isclose
from typing import Any, TypeVar

from ictguide_desktop.export.cleaning import clean, compared
from ictguide_desktop.export.expected import IN_PDF, IN_WORD, expected_text
from ictguide_desktop.export.flow import Flow, Picture
from ictguide_desktop.export.lettering import Lettering
from ictguide_desktop.export.sheets import BOM, Plain, csv_rows, legal_names, plain_rows
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.document import Formula, Sheet, Workbook

T = TypeVar("T")
_FUTURE = re.compile(r"_xlfn\.(?:_xlws\.)?")


class Differs(ValueError):
    """A file does not hold what was asked for; the message says what, for the journal and for tests."""


def same_run(found: str, wanted: str, what: str) -> None:
    """Compare two texts by their letters.

    Raises:
        Differs: they are not the same; it quotes where they part.
    """
    one, other = compared(found), compared(wanted)
    if one == other:
        return
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    near = slice(max(0, at - 20), at + 20)
    raise Differs(f"{what}: found “{one[near]}”, wanted “{other[near]}” (at {at} of {len(other)})")


def _same(found: object, wanted: object, what: str) -> None:
    if found != wanted:
        raise Differs(f"{what}: found {found!r}, wanted {wanted!r}")


def _same_runs(found: Iterable[str], wanted: Iterable[str], what: str) -> None:
    _same([compared(text) for text in found], [compared(text) for text in wanted], what)


def _opened(read: Callable[[], T], what: str) -> T:
    """What a library reads from a file; what is broken may raise anything from its depths."""
    try:
        return read()
    except Exception as error:
        raise Differs(f"not {what}: {type(error).__name__}: {error}") from error


def same_pdf(data: bytes, flow: Flow, letters: Lettering) -> None:
    """Compare a PDF with the document it was made of.

    Raises:
        Differs: it is another.
    """
    from ictguide_desktop.export.pdf_text import tell

    told = _opened(lambda: tell(data), "a tagged PDF")
    same_run(told.text, "".join(map(letters.fit, expected_text(flow, IN_PDF))), "the text")
    pictures = [
        piece.alt for stretch in flow.stretches for piece in stretch.pieces if isinstance(piece, Picture)
    ]
    _same_runs(told.figures, pictures, "the drawings")
    _same_runs(told.bookmarks, (letters.fit(heading.title) for heading in flow.headings()), "the bookmarks")
    _same_runs([told.title], [letters.fit(flow.title)], "the title")
    _same(told.language.partition("-")[0], flow.language, "the language")
    _same(told.tagged, True, "the tags")
    _same(told.foreign_fonts, (), "fonts that are not in the file")


def same_word(data: bytes, flow: Flow) -> None:
    """Compare a DOCX with the document it was made of.

    Raises:
        Differs: it is another.
    """
    import docx
    from docx.oxml.ns import qn

    file = _opened(lambda: docx.Document(BytesIO(data)), "a Word file")
    body = file.element.body
    same_run(
        "".join(found.text or "" for found in body.iter(qn("w:t"))),
        "".join(expected_text(flow, IN_WORD)),
        "the text",
    )
    headings = [
        one for one in file.paragraphs if str(one.style.name if one.style else "").startswith("Heading")
    ]
    _same_runs((one.text for one in headings), (one.title for one in flow.headings()), "the headings")
    footer = "".join(one.text for section in file.sections for one in section.footer.paragraphs)
    if not compared(footer).startswith(compared(flow.notice)):
        raise Differs(f"the footer: found “{footer}”, wanted “{flow.notice}”")
    _same(file.core_properties.title, flow.title[:255], "the title")
    _same(file.core_properties.language, flow.language, "the language")
    _same(file.sections[0]._sectPr.find(qn("w:bidi")) is not None, is_rtl(flow.language), "the direction")


def same_xlsx(data: bytes, workbook: Workbook, say: Callable[[str], str]) -> None:
    """Compare a workbook with what was asked for: each cell, and the value that is kept with each formula.

    Raises:
        Differs: it is another.
    """
    from openpyxl import load_workbook

    file = _opened(lambda: load_workbook(BytesIO(data)), "a workbook")
    values = _opened(lambda: load_workbook(BytesIO(data), data_only=True), "a workbook")
    _same(file.sheetnames, legal_names(sheet.name for sheet in workbook.sheets), "the sheets")
    _same(file.properties.title or "", clean(workbook.title), "the title")
    for name, sheet in zip(file.sheetnames, workbook.sheets, strict=True):
        page = file[name]
        _same(bool(page.sheet_view.rightToLeft), is_rtl(workbook.language), f"the direction of “{name}”")
        _same(page.freeze_panes, "A2", f"the frozen header of “{name}”")
        _same(bool(page.auto_filter.ref), bool(sheet.columns), f"the filter of “{name}”")
        _same_cells(page, values[name], sheet, say)


def _same_cells(page: Any, values: Any, sheet: Sheet, say: Callable[[str], str]) -> None:
    header = [clean(column.title) for column in sheet.columns]
    _same(
        [page.cell(1, across).value or "" for across in range(1, len(header) + 1)],
        header,
        f"the header of “{page.title}”",
    )
    rows = plain_rows(sheet, say)
    for down, row in enumerate(rows, 2):
        for across, wanted in enumerate(row, 1):
            found = page.cell(down, across)
            if not _holds(found, values.cell(down, across).value, wanted):
                place = f"“{page.title}”, row {down}, column {across}"
                raise Differs(f"{place}: found {found.value!r}, wanted {wanted!r}")
    notes = [
        page.cell(down, 1).value or "" for down in range(len(rows) + 3, len(rows) + 3 + len(sheet.notes))
    ]
    _same(notes, [clean(note) for note in sheet.notes], f"the notes of “{page.title}”")
    last = len(rows) + (2 + len(sheet.notes) if sheet.notes else 1)
    if page.max_row > last:
        raise Differs(f"“{page.title}” has {page.max_row} rows, wanted {last}")


def _holds(cell: Any, value: object, wanted: Plain) -> bool:
    found = cell.value
    if (cell.data_type == "f") != isinstance(wanted, Formula):
        return False
    match wanted:
        case Formula(expression, number):
            said = _FUTURE.sub("", str(found))
            return (
                said == f"={expression}"
                and isinstance(value, int | float)
                and isclose(value, number, rel_tol=1e-14)
            )
        case None | str():
            return bool(found == wanted)
        case date():
            return isinstance(found, datetime) and found.date() == wanted
    # The format keeps sixteen digits of a number.
    return (
        isinstance(found, int | float)
        and not isinstance(found, bool)
        and isclose(found, wanted, rel_tol=1e-15)
    )


def same_csv(data: bytes, workbook: Workbook, say: Callable[[str], str]) -> None:
    """Compare a CSV file with the first sheet of a workbook.

    Raises:
        Differs: it is another.
    """
    text = _opened(data.decode, "UTF-8")
    if not text.startswith(BOM):
        raise Differs("the file does not begin with a byte order mark")
    found = _opened(lambda: list(csv.reader(StringIO(text[1:], newline=""), strict=True)), "CSV")
    _same(found, list(csv_rows(workbook, say)), "the rows")


def same_json(data: bytes, wanted: Any) -> None:
    """Compare a JSON file with what was asked for.

    Raises:
        Differs: it is another.
    """
    _same(_opened(lambda: json.loads(data.decode()), "JSON"), json.loads(json.dumps(wanted)), "the values")
