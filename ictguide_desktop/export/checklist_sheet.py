"""A checklist as a workbook: a row for each item, with the answers of a run where there are some."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ictguide_desktop.assess.paper_loop import code
from ictguide_desktop.export.documents import NOTICE
from ictguide_desktop.export.flow import DAY, SEEN, WordsIn
from ictguide_desktop.export.html import BAND_NAMES, WORDS
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.i18n.formats import parse_iso
from ictguide_desktop.model.document import Cell, Column, ColumnForm, Sheet, Workbook
from ictguide_desktop.model.guide import CheckItem, Page, plain
from ictguide_desktop.model.user import Tick, TickState

STATES: Mapping[TickState, str] = {
    TickState.OPEN: N_("Not done yet"),
    TickState.DONE: N_("Done"),
    TickState.NOT_APPLICABLE: N_("Not applicable"),
}


def checklist_workbook(
    page: Page, words_in: WordsIn, *, language: str = "", ticks: Iterable[Tick] = ()
) -> Workbook:
    """The items of a checklist page, each with its code, and what a run says of it; the words of the sheet are in `language`
    (empty: that of the page).
    """
    language = language or page.head.lang
    say = words_in(language)
    answers = {tick.item: tick for tick in ticks}
    columns = (
        Column(say(N_("Code")), ColumnForm.TEXT, 11),
        Column(say(N_("Statement")), ColumnForm.LONG, 52),
        Column(say(WORDS["evidence"]), ColumnForm.LONG, 40),
        Column(say(WORDS["how"]), ColumnForm.LONG, 40),
        Column(say(N_("Level of maturity")), ColumnForm.TEXT, 15),
        Column(say(N_("State")), ColumnForm.TEXT, 15),
        Column(say(SEEN), ColumnForm.LONG, 32),
        Column(say(N_("Who answers for it")), ColumnForm.TEXT, 20),
        Column(say(DAY), ColumnForm.DAY, 14),
    )
    rows = []
    for _address, section, block in page.blocks():
        if isinstance(block, CheckItem):
            band = say(BAND_NAMES[section.band]) if section.band is not None else ""
            asked = tuple(plain(spans) for spans in (block.statement, block.evidence, block.how))
            rows.append(
                (code(block.item), *asked, band, *_answer(answers.get(block.item), words_in, language))
            )
    return Workbook(
        page.head.title, language, (Sheet(page.head.title, columns, tuple(rows), (say(NOTICE),)),)
    )  # fmt: skip


def _answer(tick: Tick | None, words_in: WordsIn, language: str) -> tuple[Cell, ...]:
    if tick is None:
        return (None, None, None, None)
    return (
        words_in(language)(STATES[tick.state]),
        tick.evidence,
        tick.owner,
        parse_iso(tick.date) or tick.date,
    )
