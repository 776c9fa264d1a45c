"""A workbook as XLSX, through XlsxWriter, with live formulas; and its first sheet as CSV that every spreadsheet opens.

Text is never a formula. In XLSX it is stored as text, whatever it begins with. CSV has no such mark, and a spreadsheet reckons
what begins with = + - or @: such a text gets an apostrophe before it, one more where it has some already, so that
`csv_value` gives back every text as it was. Numbers and days are not text and stay as they are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from math import isfinite
from typing import TYPE_CHECKING

from ictguide_desktop.export.cleaning import clean, clean_lines
from ictguide_desktop.export.colours import LIGHT
from ictguide_desktop.export.failures import ExportFailed
from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.document import Cell, ColumnForm, Formula, Sheet, Workbook

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook as File
    from xlsxwriter.worksheet import Worksheet

YES, NO = N_("Yes"), N_("No")
BOM = "\ufeff"
LONGEST_TEXT, LONGEST_NAME, LARGEST_NUMBER = 32767, 31, 9.99e307
_DIGITS_KEPT = 15
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = {"history"}
_RECKONED = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_NUMBER_FORMS = {
    ColumnForm.WHOLE: "#,##0", ColumnForm.NUMBER: "#,##0.##", ColumnForm.PERCENT: "0%", ColumnForm.DAY: "yyyy-mm-dd",
    ColumnForm.TEXT: "General", ColumnForm.LONG: "General",
}  # fmt: skip
_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - the file format has no zone, and the file tells no moment
_FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets count a day that never was

Plain = str | int | float | date | Formula | None


def plain_cell(cell: Cell, say: Callable[[str], str]) -> Plain:
    """What a cell holds in a file: text without what no file can hold, numbers a spreadsheet can keep, yes or no in words.

    Raises:
        ValueError: a number is not finite, or larger than any sheet holds.
        ExportFailed: a text is longer than a cell.
    """
    match cell:
        case bool():
            return say(YES if cell else NO)
        case int():
            return cell if len(str(abs(cell))) <= _DIGITS_KEPT else str(cell)
        case float() | Decimal():
            number = float(cell)
            if not isfinite(number) or abs(number) > LARGEST_NUMBER:
                raise ValueError(f"{cell} is no number that a sheet can hold")
            return number
        case Formula(expression, value):
            if not isfinite(value):
                raise ValueError(f"the value of “{expression}” is not finite")
            return Formula(expression.removeprefix("="), float(value))
        case datetime():
            return cell.date()
        case date():
            return cell if cell >= _FIRST_DAY else cell.isoformat()
        case str():
            text = clean_lines(cell)
            if len(text) > LONGEST_TEXT:
                said = _(
                    "A text of {length} characters is too long for a cell, which holds {most}. Shorten it: {start}…"
                )
                raise ExportFailed(said.format(length=len(text), most=LONGEST_TEXT, start=text[:60]))
            return text or None
    return None


def plain_rows(sheet: Sheet, say: Callable[[str], str]) -> list[list[Plain]]:
    """The rows of a sheet as a file holds them, each as long as the header."""
    width = len(sheet.columns)
    return [[plain_cell(cell, say) for cell in (*row, *[None] * width)[:width]] for row in sheet.rows]


def legal_names(names: Iterable[str]) -> list[str]:
    """Names of sheets as the format wants them: without some signs, short, each only once."""
    taken: set[str] = set()
    legal = []
    for number, name in enumerate(names, 1):
        base = _FORBIDDEN.sub(" ", clean(name)).strip().strip("'").strip()
        base = _short(base, LONGEST_NAME).strip("' ")
        if not base or base.casefold() in _RESERVED:
            base = f"{base}{number}"
        made, again = base, 1
        while made.casefold() in taken:
            again += 1
            ending = f" ({again})"
            made = _short(base, LONGEST_NAME - len(ending)) + ending
        taken.add(made.casefold())
        legal.append(made)
    return legal


def _short(text: str, most: int) -> str:
    """The beginning of a text; the format counts signs beyond the first 65,536 twice."""
    while len(text.encode("utf-16-le")) > 2 * most:
        text = text[:-1]
    return text


# --- XLSX -----------------------------------------------------------------------------------------------------


def xlsx(workbook: Workbook, say: Callable[[str], str]) -> bytes:
    """The file, the same at every time; `say` gives the words Yes and No in the language of the workbook."""
    from xlsxwriter import Workbook as File

    out = BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "use_future_functions": True,
    }  # fmt: skip
    with File(out, options) as file:
        file.set_properties({"title": clean(workbook.title), "created": _EPOCH})
        file.set_calc_mode("auto")
        writer = _SheetWriter(file, is_rtl(workbook.language))
        for sheet, name in zip(workbook.sheets, legal_names(s.name for s in workbook.sheets), strict=True):
            writer.write(sheet, name, plain_rows(sheet, say))
    return out.getvalue()


class _SheetWriter:
    def __init__(self, file: File, right: bool) -> None:
        self._file = file
        self._right = right
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top", "reading_order": 2 if right else 1}
        self._forms = {
            form: file.add_format(
                {**base, "num_format": shown, "text_wrap": form in (ColumnForm.TEXT, ColumnForm.LONG)}
            )
            for form, shown in _NUMBER_FORMS.items()
        }
        header = {"bold": True, "text_wrap": True, "bg_color": LIGHT["accent-ground"], "bottom": 1}
        self._header = file.add_format({**base, **header, "bottom_color": LIGHT["accent"]})
        self._note = file.add_format({**base, "font_color": LIGHT["soft"], "italic": True})

    def write(self, sheet: Sheet, name: str, rows: list[list[Plain]]) -> None:
        """One sheet: header, rows, notes."""
        page = self._file.add_worksheet(name)
        if self._right:
            page.right_to_left()
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width, self._forms[column.form])
            page.write_string(0, number, clean(column.title), self._header)
        for down, row in enumerate(rows, 1):
            for across, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
                _write(page, down, across, cell, self._forms[column.form], self._forms[ColumnForm.DAY])
        if sheet.columns:
            page.autofilter(0, 0, len(rows), len(sheet.columns) - 1)
        for down, note in enumerate(sheet.notes, len(rows) + 2):
            page.write_string(down, 0, clean(note), self._note)


def _write(page: Worksheet, down: int, across: int, cell: Plain, form: Format, day: Format) -> None:
    match cell:
        case None:
            page.write_blank(down, across, None, form)
        case Formula(expression, value):
            page.write_formula(down, across, f"={expression}", form, value)
        case str():
            page.write_string(down, across, cell, form)
        case date():
            page.write_datetime(down, across, cell, day)
        case int() | float():
            page.write_number(down, across, cell, form)


# --- CSV ------------------------------------------------------------------------------------------------------


def csv_rows(workbook: Workbook, say: Callable[[str], str]) -> Iterator[list[str]]:
    """The header and the rows of the first sheet as text: numbers with a point, days in ISO form, without the notes."""
    if not workbook.sheets:
        return
    sheet = workbook.sheets[0]
    yield [_csv_cell(clean(column.title)) for column in sheet.columns]
    for row in plain_rows(sheet, say):
        yield [_csv_cell(cell) for cell in row]


def csv_file(workbook: Workbook, say: Callable[[str], str]) -> bytes:
    """The file: UTF-8 with a byte order mark, lines that end as in Windows."""
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(csv_rows(workbook, say))
    return (BOM + out.getvalue()).encode()


def _csv_cell(cell: Plain) -> str:
    match cell:
        case None:
            return ""
        case Formula(_, value):
            return _number(value)
        case str():
            return f"'{cell}" if _RECKONED.match(cell) else cell
        case date():
            return cell.isoformat()
    return _number(cell)


def _number(number: float) -> str:
    """A number in digits and a point, never as a power of ten."""
    text = format(Decimal(repr(number)), "f")
    return text.removesuffix(".0")


def csv_value(text: str) -> str:
    """The text of a cell of CSV as it was before it was guarded."""
    return text[1:] if text.startswith("'") and _RECKONED.match(text) else text


def unguarded(rows: Iterable[list[str]]) -> list[list[str]]:
    """All cells of a CSV file as they were."""
    return [[csv_value(cell) for cell in row] for row in rows]
