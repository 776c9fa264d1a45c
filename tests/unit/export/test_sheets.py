"""Workbooks: values stay values, formulas stay live, text is never a formula, and every cell comes back."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from unit.export.paper import words_in

from ictguide_desktop.export.failures import ExportFailed
from ictguide_desktop.export.reopened import Differs, same_csv, same_xlsx
from ictguide_desktop.export.sheets import LONGEST_TEXT, csv_file, csv_value, legal_names, unguarded, xlsx
from ictguide_desktop.model.document import Cell, Column, ColumnForm, Formula, Sheet, Workbook

COLUMNS = (
    Column("Measure", ColumnForm.TEXT, 20), Column("Note", ColumnForm.LONG, 40), Column("Count", ColumnForm.WHOLE),
    Column("Cost", ColumnForm.NUMBER), Column("Share", ColumnForm.PERCENT), Column("Day", ColumnForm.DAY),
)  # fmt: skip
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("Close accounts", "two\nlines", 12, Decimal("1234.56"), 0.25, date(2026, 11, 24)),
    ("=1+1", "@SUM(A1)", -3, 0.1, Decimal("0.5"), None),
    ("+33 1 23", "-5", 0, Formula("C2*2", 24.0), True, date(1850, 1, 1)),
)
BOOK = Workbook(
    "Roadmap",
    "en",
    (Sheet("Measures", COLUMNS, ROWS, ("A note.", "=not a formula")), Sheet("Other", COLUMNS[:1], ())),
)
DANGEROUS = ["=1+1", "+1", "-1", "@x", "\t=1", "'=1", "''+x", "＝1", '=cmd|" /C calc"!A0', "=HYPERLINK(\"http://x\")"]  # fmt: skip
TEXTS = st.text(max_size=40)
CELLS = st.one_of(
    st.none(), st.booleans(), TEXTS, st.integers(-(10**20), 10**20), st.dates(), st.floats(-1e300, 1e300),
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12),
    st.builds(Formula, st.just("1+1"), st.floats(-1e9, 1e9)), st.sampled_from(DANGEROUS),
)  # fmt: skip
say = words_in("en")


def book(cells: list[list[Cell]], language: str = "en", notes: tuple[str, ...] = ()) -> Workbook:
    width = max((len(row) for row in cells), default=1)
    columns = tuple(Column(f"Column {n}") for n in range(width))
    return Workbook("Book", language, (Sheet("One", columns, tuple(tuple(row) for row in cells), notes),))


def file_of(workbook: Workbook) -> bytes:
    """The file of a workbook, found right."""
    data = xlsx(workbook, words_in(workbook.language))
    same_xlsx(data, workbook, words_in(workbook.language))
    return data


def opened(workbook: Workbook, **more: bool) -> Any:
    return load_workbook(BytesIO(file_of(workbook)), **more)


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_values_are_values() -> None:
    page = opened(BOOK)["Measures"]
    assert [cell.value for cell in page[2]][:5] == ["Close accounts", "two\nlines", 12, 1234.56, 0.25]
    assert page["F2"].value.date() == date(2026, 11, 24)
    assert [cell.data_type for cell in page[2]] == ["s", "s", "n", "n", "n", "d"]
    assert page["F2"].number_format == "yyyy-mm-dd"
    assert page["E2"].number_format == "0%"
    assert page["B2"].alignment.wrap_text


def test_a_formula_is_live_and_has_its_value() -> None:
    assert opened(BOOK)["Measures"]["D4"].value == "=C2*2"
    assert opened(BOOK, data_only=True)["Measures"]["D4"].value == 24


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_is_never_a_formula(text: str) -> None:
    cell = opened(book([[text]]))["One"]["A2"]
    assert cell.data_type == "s"


def test_the_header_stands_still_and_filters_and_the_notes_come_after_an_empty_row() -> None:
    page = opened(BOOK)["Measures"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:F4"
    assert [cell.value for cell in page[5]] == [None] * 6
    assert (page["A6"].value, page["A7"].value) == ("A note.", "=not a formula")
    assert page.column_dimensions["B"].width == pytest.approx(40, abs=1)


@pytest.mark.parametrize(("language", "right", "yes"), [("en", False, "Yes"), ("ar", True, "ar~Yes")])
def test_a_sheet_runs_the_way_of_its_language(language: str, right: bool, yes: str) -> None:
    page = opened(book([["نص", True]], language))["One"]
    assert bool(page.sheet_view.rightToLeft) == right
    assert page["B2"].value == yes


def test_the_file_names_no_author_and_is_the_same_every_time() -> None:
    properties = opened(BOOK).properties
    assert properties.title == "Roadmap"
    assert not properties.creator
    assert xlsx(BOOK, say) == xlsx(BOOK, say)


@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=4),
    st.sampled_from(["en", "ar"]),
    st.lists(TEXTS, max_size=2),
)
@settings(max_examples=120)
def test_every_cell_comes_back(cells: list[list[Cell]], language: str, notes: list[str]) -> None:
    workbook = book(cells, language, tuple(notes))
    file_of(workbook)
    same_csv(csv_file(workbook, words_in(language)), workbook, words_in(language))


@given(st.lists(st.text(), max_size=8))
def test_names_of_sheets_are_legal_and_each_only_once(names: list[str]) -> None:
    legal = legal_names(names)
    assert len(legal) == len(names)
    assert len({name.casefold() for name in legal}) == len(names)
    for name in legal:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set("[]:*?/\\") & set(name)
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


@given(st.lists(st.text(), min_size=1, max_size=4))
@settings(max_examples=40)
def test_any_names_make_a_workbook(names: list[str]) -> None:
    file_of(Workbook("Book", "en", tuple(Sheet(name, (Column("A"),), ((1,),)) for name in names)))


def test_a_good_name_stays() -> None:
    assert legal_names(["Costs by year", "Coûts", "التكاليف", "Costs by year"]) == [
        "Costs by year",
        "Coûts",
        "التكاليف",
        "Costs by year (2)",
    ]


def test_csv_is_what_a_spreadsheet_opens() -> None:
    data = csv_file(BOOK, say)
    assert data.startswith(b"\xef\xbb\xbfMeasure,Note,")
    assert data.count(b"\r\n") == 4
    assert rows_of(data)[1:] == [
        ["Close accounts", "two\nlines", "12", "1234.56", "0.25", "2026-11-24"],
        ["'=1+1", "'@SUM(A1)", "-3", "0.1", "0.5", ""],
        ["'+33 1 23", "'-5", "0", "24", "Yes", "1850-01-01"],
    ]


@given(
    st.lists(
        st.one_of(st.text(), st.sampled_from(DANGEROUS), st.text(alphabet="'=+-@a")), min_size=1, max_size=5
    )
)
def test_text_comes_back_from_csv_and_no_cell_begins_like_a_formula(texts: list[str]) -> None:
    workbook = book([list(texts)])
    rows = rows_of(csv_file(workbook, say))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    wanted = [str(cell.value or "") for cell in opened(workbook)["One"][2]]
    assert unguarded(rows)[1] == wanted


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1e21, "1000000000000000000000"),
        (1e-7, "0.0000001"),
        (Decimal("1.10"), "1.1"),
        (-0.5, "-0.5"),
        (3.0, "3"),
    ],
)
def test_numbers_in_csv_have_a_point_and_no_power(number: Cell, text: str) -> None:
    assert rows_of(csv_file(book([[number]]), say))[1] == [text]


def test_a_guard_is_taken_from_text_alone() -> None:
    assert [csv_value(text) for text in ("'=1", "''=1", "'quoted'", "-5", "")] == [
        "=1",
        "'=1",
        "'quoted'",
        "-5",
        "",
    ]


def test_a_text_too_long_for_a_cell_is_not_cut_in_silence() -> None:
    with pytest.raises(ExportFailed, match="too long"):
        xlsx(book([["x" * (LONGEST_TEXT + 1)]]), say)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), Decimal("NaN"), 1.7e308])
def test_what_is_no_number_is_refused(number: Cell) -> None:
    with pytest.raises(ValueError, match=r"number|finite"):
        xlsx(book([[number]]), say)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ([[1, "a"]], [[1, "b"]]),
        ([[1]], [[2]]),
        ([[1]], [["1"]]),
        ([["a"]], [[None]]),
        ([["a"]], [["a"], ["b"]]),
        ([[Formula("1+1", 2)]], [[Formula("1+1", 3)]]),
        ([[Formula("1+1", 2)]], [[Formula("1+2", 2)]]),
        ([[Formula("1+1", 2)]], [[2]]),
        ([["=1+1"]], [[Formula("1+1", 2)]]),
        ([[date(2026, 1, 1)]], [["2026-01-01"]]),
        ([[date(2026, 1, 1)]], [[date(2026, 1, 2)]]),
    ],
)  # fmt: skip
def test_one_cell_that_differs_is_found_out(asked: list[list[Cell]], written: list[list[Cell]]) -> None:
    with pytest.raises(Differs):
        same_xlsx(xlsx(book(written), say), book(asked), say)


@pytest.mark.parametrize(
    "change", [{"language": "ar"}, {"title": "Other"}, {"sheets": ()}, {"sheets": BOOK.sheets[:1]}]
)
def test_another_workbook_is_found_out(change: dict[str, Any]) -> None:
    with pytest.raises(Differs):
        same_xlsx(xlsx(BOOK, say), BOOK._replace(**change), say)


def test_another_csv_is_found_out() -> None:
    with pytest.raises(Differs):
        same_csv(csv_file(book([["a"]]), say), book([["b"]]), say)
    with pytest.raises(Differs, match="byte order"):
        same_csv(b"Column 0\r\na\r\n", book([["a"]]), say)
    with pytest.raises(Differs):
        same_csv(b"\xef\xbb\xbf\xff", book([["a"]]), say)
