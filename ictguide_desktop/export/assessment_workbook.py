"""An assessment and its roadmap as workbooks: answers, levels beside targets, interlocks, gaps, measures with their days."""

from __future__ import annotations

from ictguide_desktop.assess.roadmap import Roadmap
from ictguide_desktop.export.answer_sheets import (
    about_sheet,
    answers_sheet,
    earlier_sheet,
    interlocks_sheet,
    levels_sheet,
)
from ictguide_desktop.export.assessment_dossier import Dossier
from ictguide_desktop.export.assessment_words import LEFT_OUT, NOTICE, Wording, Words
from ictguide_desktop.export.roadmap_sheets import Plans, forecast_sheet, gaps_sheet, measures_sheet
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.assessment import Questionnaire
from ictguide_desktop.model.document import Sheet, Workbook


def roadmap_workbook(
    questionnaire: Questionnaire,
    roadmap: Roadmap,
    words: Words,
    language: str,
    *,
    plans: Plans | None = None,
    nameless: bool = False,
) -> Workbook:
    """The measures in order with their days, the levels they lead to, and the gaps behind them.

    `questionnaire` and `words` are those of the language wanted; `plans` adds the notes on the measures. `nameless` leaves
    out owners and notes.
    """
    wording = Wording(questionnaire, words, language)
    sheets = _roadmap_sheets(wording, roadmap, plans or {}, nameless=nameless)
    return Workbook(words(N_("Roadmap")), language, _noticed(sheets, wording))


def answers_workbook(
    questionnaire: Questionnaire, dossier: Dossier, words: Words, language: str, *, nameless: bool = False
) -> Workbook:
    """The answers first, then levels and targets, interlocks, the roadmap, and what became of answers to an older model.

    `nameless` leaves out what `LEFT_OUT` says.
    """
    wording = Wording(questionnaire, words, language)
    sheets = [
        answers_sheet(wording, dossier, nameless=nameless),
        levels_sheet(wording, dossier),
        interlocks_sheet(wording, dossier),
    ]
    if dossier.roadmap is not None:
        sheets += _roadmap_sheets(wording, dossier.roadmap, dossier.plans, nameless=nameless)
    earlier = earlier_sheet(wording, dossier, nameless=nameless)
    about = about_sheet(wording, dossier, nameless=nameless)
    if nameless:
        about = about._replace(notes=(words(LEFT_OUT),))
    every = (*sheets, *([earlier] if earlier is not None else []), about)
    return Workbook(words(N_("Self-assessment: answers and levels")), language, _noticed(every, wording))


def _roadmap_sheets(wording: Wording, roadmap: Roadmap, plans: Plans, *, nameless: bool) -> tuple[Sheet, ...]:
    return (
        measures_sheet(wording, roadmap, plans, nameless=nameless),
        forecast_sheet(wording, roadmap),
        gaps_sheet(wording, roadmap.gaps),
    )


def _noticed(sheets: tuple[Sheet, ...], wording: Wording) -> tuple[Sheet, ...]:
    """The sheets, each with the notice under it: they are printed one by one."""
    return tuple(sheet._replace(notes=(*sheet.notes, wording.say(NOTICE))) for sheet in sheets)
