"""Pages on paper: saved as PDF in three languages, and read back as a reader's program reads them (R-18)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from on_screen import in_dialog, words_of
from pypdf import PageObject, PdfReader
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience
from ictguide_desktop.ui.actions import Act
from ictguide_desktop.ui.dialogs.printing import PrintDialog

Opens = Callable[..., Program]
PAGES = ("bangladesh-accounts", "licence", "trust-and-identity")
LANGUAGES = ("en", "fr", "ar")
A4, LETTER = (595, 842), (612, 792)
SAME_LINE = 4.0


class Run(NamedTuple):
    """Words on paper, and where they begin, from the left and from the bottom."""

    x: float
    y: float
    text: str


def runs(page: PageObject) -> list[Run]:
    """Everything drawn on a page. Arabic is drawn glyph by glyph from the left: turned round and made letters again, it is text."""
    found: list[Run] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, _size: float) -> None:
        said = text.strip("\u200b \t\n")
        if said:
            arabic = any(unicodedata.bidirectional(letter) in ("AL", "R") for letter in said)
            found.append(
                Run(
                    tm[4] * cm[0] + cm[4],
                    tm[5] * cm[3] + cm[5],
                    unicodedata.normalize("NFKC", said[::-1] if arabic else said),
                )
            )

    page.extract_text(visitor_text=visit)
    return found


def lines(page: PageObject, *, rtl: bool) -> list[str]:
    """The lines of a page from the top, each in the order in which it is read."""
    return read(runs(page), rtl=rtl)


def read(drawn: list[Run], *, rtl: bool) -> list[str]:
    """What is drawn, line by line, each in the order in which it is read."""
    rows = in_rows(drawn)
    return [
        " ".join(run.text for run in sorted(row, key=lambda run: -run.x if rtl else run.x)) for row in rows
    ]


def in_rows(drawn: list[Run]) -> list[list[Run]]:
    """What is drawn, line by line from the top."""
    rows: list[list[Run]] = []
    for run in sorted(drawn, key=lambda run: -run.y):
        if rows and abs(rows[-1][0].y - run.y) <= SAME_LINE:
            rows[-1].append(run)
        else:
            rows.append([run])
    return rows


def bare(text: str) -> str:
    """Letters and digits only: how spaces and marks are drawn is the font's affair."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())


def saved(
    one: Program, address: Address, path: Path, *, paper: str = "a4", what: str = "everything"
) -> PdfReader:
    """The PDF of a page, as saved from the dialog."""
    dialog = PrintDialog(one.library, one.desk, one.window.reader.typesetter, address, one.window)
    dialog.paper.setCurrentIndex(dialog.paper.findData(paper))
    assert dialog.what.findData(what) >= 0
    dialog.what.setCurrentIndex(dialog.what.findData(what))
    assert dialog.save_to(path)
    dialog.deleteLater()
    return PdfReader(path)


def positions(text: str, wanted: list[str]) -> Iterator[int]:
    """Where each text stands after the one before."""
    at = 0
    for one in wanted:
        at = text.find(bare(one), at)
        assert at >= 0, f"“{one}” is missing or out of order"
        yield at
        at += 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_reads_in_the_order_of_its_source(
    program: Opens, tmp_path: Path, page: str, lang: str
) -> None:
    one = program("home", lang=lang)
    reader = saved(one, Address(page), tmp_path / "page.pdf")
    whole = [line for sheet in reader.pages for line in lines(sheet, rtl=lang == "ar")]
    source = one.library.page(page)
    assert (
        len(
            {
                *positions(
                    bare("".join(whole)),
                    [source.head.title, *(s.title for s in source.sections if _has_heading(s))],
                )
            }
        )
        > 3
    )
    assert reader.metadata is not None
    assert reader.metadata.title == source.head.title
    for sheet in reader.pages:
        assert (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) == A4


def _has_heading(section: Any) -> bool:
    """Whether a section begins with its title."""
    return bool(section.title) and not (
        len(section.blocks) == 1 and type(section.blocks[0]).__name__ in ("CheckItem", "Field")
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_are_never_turned_round(program: Opens, tmp_path: Path, lang: str) -> None:
    one = program("home", lang=lang)
    reader = saved(one, Address("bangladesh-accounts"), tmp_path / "page.pdf")
    drawn = " ".join(run.text for sheet in reader.pages for run in runs(sheet))
    raw = " ".join(sheet.extract_text() for sheet in reader.pages)
    for year in ("2024", "2016", "2022", "2019"):
        assert year in drawn
        assert year[::-1] not in re.findall(r"\d+", raw)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_numbers_of_a_list_stand_beside_their_text(program: Opens, tmp_path: Path, lang: str) -> None:
    one = program("home", lang=lang)
    reader = saved(one, Address("trust-and-identity", "decisions"), tmp_path / "page.pdf", what="section")
    rtl = lang == "ar"
    drawn = [run for sheet in reader.pages[:1] for run in runs(sheet)]
    rows = [row for row in in_rows(drawn) if any(re.fullmatch(r"[1-5]\.?", run.text) for run in row)]
    begun = [
        [run for run in sorted(row, key=lambda run: -run.x if rtl else run.x) if run.text != "."]
        for row in rows
    ]
    assert [row[0].text.strip(".") for row in begun] == ["1", "2", "3", "4", "5"], "a number begins its line"
    for row in begun:
        assert abs(row[1].x - row[0].x) < 80, "and its text stands beside it"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sheet_says_what_it_is_and_which_it_is(program: Opens, tmp_path: Path, lang: str) -> None:
    one = program("home", lang=lang)
    reader = saved(one, Address("trust-and-identity"), tmp_path / "page.pdf", paper="letter")
    title, count = one.library.catalogue.pages["trust-and-identity"].title, len(reader.pages)
    assert count > 3
    for number, sheet in enumerate(reader.pages, 1):
        assert (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) == LETTER
        drawn = runs(sheet)
        foot = read(drawn, rtl=lang == "ar")[-1]
        assert bare(title) in bare(foot)
        assert one.library.edition.name in foot
        assert re.search(rf"\b{number}\s*/\s*{count}\b", foot), foot
        assert min(run.x for run in drawn) > 30, "nothing is cut off at the left"
        assert max(run.x for run in drawn) < LETTER[0] - 30


def test_only_a_section_or_only_what_is_for_a_role(program: Opens, tmp_path: Path) -> None:
    one = program("home", audience="leader")
    page = one.library.page("trust-and-identity")
    for_leaders = [s.title for s in page.sections if s.level == 2 and Audience.LEADER in s.audiences]
    for_others = [s.title for s in page.sections if s.level == 2 and Audience.LEADER not in s.audiences]
    words = {
        what: bare(
            "".join(
                sheet.extract_text()
                for sheet in saved(
                    one, Address(page.head.id, "decisions"), tmp_path / f"{what}.pdf", what=what
                ).pages
            )
        )
        for what in ("everything", "role", "section")
    }
    first = {s.title: bare("".join(_first_words(one, s.id))) for s in page.sections if s.level == 2}
    assert all(first[title] in words["everything"] for title in for_leaders + for_others)
    assert all(first[title] in words["role"] for title in for_leaders)
    assert not [title for title in for_others if first[title] in words["role"]]
    assert first["Decisions"] in words["section"]
    assert not [
        title
        for title in for_leaders + for_others
        if title != "Decisions" and first[title] in words["section"]
    ]


def _first_words(one: Program, section: str) -> str:
    """The first words of a section, enough to know it by."""
    return " ".join(one.library.words_at(Address("trust-and-identity", section, 1)).split()[:5])


def test_each_level_of_light_prints_in_ink_on_white(program: Opens, tmp_path: Path) -> None:
    one = program("home", theme="dark")
    dark = saved(one, Address("bangladesh-accounts"), tmp_path / "dark.pdf").pages[0].get_contents()
    one.desk.set("theme", "light")
    light = saved(one, Address("bangladesh-accounts"), tmp_path / "light.pdf").pages[0].get_contents()
    assert dark is not None
    assert light is not None
    assert dark.get_data() == light.get_data()


@pytest.mark.parametrize("where", ["no-such-folder/page.pdf", "."])
def test_a_file_that_cannot_be_written_is_said_in_a_sentence(
    qtbot: QtBot, program: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    one = program("licence")
    chosen = str(tmp_path / where)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (chosen, ""))

    def save(dialog: PrintDialog) -> None:
        dialog.save_button.click()
        said = [text for text in words_of(dialog).values() if chosen in text]
        assert said
        assert "cannot be written" in said[0]

    in_dialog(PrintDialog, one.window.actions_[Act.PRINT].trigger, save)


def test_saving_says_where_and_keeps_the_paper_for_the_next_time(
    qtbot: QtBot, program: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = program("licence#content", lang="fr")
    chosen = str(tmp_path / "Été – douane.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (chosen, ""))

    def save(dialog: PrintDialog) -> None:
        QApplication.processEvents()
        dialog.paper.setCurrentIndex(dialog.paper.findData("letter"))
        dialog.save_button.click()
        assert any(chosen in text for text in words_of(dialog).values())

    in_dialog(PrintDialog, one.window.actions_[Act.PRINT].trigger, save)
    assert len(PdfReader(chosen).pages) >= 1
    assert one.desk.text("paper") == "letter"


@pytest.mark.parametrize(
    ("lang", "paper", "page"),
    [("en", "a4", "cybersecurity"), ("fr", "letter", "insider-threat"), ("ar", "a4", "insider-threat")],
)
def test_no_heading_ends_a_sheet_and_nothing_is_drawn_twice(
    program: Opens, tmp_path: Path, lang: str, paper: str, page: str
) -> None:
    one = program("home", lang=lang)
    reader = saved(one, Address(page), tmp_path / "page.pdf", paper=paper)
    titles = {bare(s.title) for s in one.library.page(page).sections}
    drawn = [runs(sheet) for sheet in reader.pages]
    sheets = [read(some, rtl=lang == "ar")[:-1] for some in drawn]
    assert not [sheet[-1] for sheet in sheets if bare(sheet[-1]) in titles]
    for before, after in pairwise(sheets):
        assert bare(before[-1]) != bare(after[0]), "the first line of a sheet is not on the one before"
    for some in drawn:
        foot = min(run.y for run in some)
        assert not [run for run in some if SAME_LINE < run.y - foot < 15], "nothing stands in the footer"
