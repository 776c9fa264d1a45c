"""The sheets of a roadmap: measures with their days, the levels they lead to, and the gaps behind them."""

from __future__ import annotations

from collections.abc import Mapping

from ictguide_desktop.assess.days import known_day
from ictguide_desktop.assess.forecast import REACHED_SCORE
from ictguide_desktop.assess.gaps import Gap, proposed
from ictguide_desktop.assess.roadmap import Roadmap, Step
from ictguide_desktop.export.assessment_words import EFFORTS, ORIGINS, WHYS, Wording
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.assessment import MeasurePlan
from ictguide_desktop.model.document import Cell, Column, ColumnForm, Formula, Sheet

Row = tuple[Cell, ...]
Plans = Mapping[str, MeasurePlan]


def measures_sheet(wording: Wording, roadmap: Roadmap, plans: Plans, *, nameless: bool) -> Sheet:
    """The measures in their order, then those that are done; `nameless` leaves out owners and notes."""
    say = wording.say
    columns = [
        Column(say(N_("Order")), ColumnForm.WHOLE, 8),
        Column(say(N_("Question")), ColumnForm.TEXT, 10),
        Column(say(N_("Dimension")), ColumnForm.TEXT, 30),
        Column(say(N_("Measure")), ColumnForm.LONG, 60),
        Column(say(N_("Effort")), ColumnForm.TEXT, 10),
        Column(say(N_("Months")), ColumnForm.WHOLE, 9),
        Column(say(N_("Start")), ColumnForm.DAY, 13),
        Column(say(N_("End")), ColumnForm.DAY, 13),
        Column(say(N_("Comes first")), ColumnForm.TEXT, 16),
        Column(say(N_("Levels gained")), ColumnForm.WHOLE, 10),
        Column(say(N_("Why it is here")), ColumnForm.TEXT, 26),
        Column(say(N_("State")), ColumnForm.TEXT, 12),
        Column(say(N_("Does not fit")), ColumnForm.LONG, 34),
    ]
    if not nameless:
        columns += [
            Column(say(N_("Owner")), ColumnForm.TEXT, 24),
            Column(say(N_("Remark")), ColumnForm.LONG, 34),
        ]
    rows = [
        (*_step_row(number, step, wording, roadmap), *_personal(step.question, step.owner, plans, nameless))
        for number, step in enumerate(roadmap.steps, 1)
    ]
    rows += [
        (*_done_row(name, wording, plans), *_personal(name, "", plans, nameless)) for name in roadmap.done
    ]
    note = say(N_("On the day of its end a measure is done, and the next may begin."))
    return Sheet(say(N_("Measures")), tuple(columns), tuple(rows), (note,))


def _step_row(number: int, step: Step, wording: Wording, roadmap: Roadmap) -> Row:
    clashes = (wording.conflict(one) for one in roadmap.conflicts if one.question == step.question)
    return (
        number,
        *_named(step.question, wording),
        wording.say(EFFORTS[step.effort]),
        step.months,
        step.start,
        step.end,
        wording.listed(step.waits_for),
        step.gain.level,
        wording.say(ORIGINS[step.origin]),
        wording.say(N_("Planned")),
        wording.clauses(clashes),
    )


def _done_row(question: str, wording: Wording, plans: Plans) -> Row:
    asked = wording.questionnaire.question(question)
    mine = plans.get(question, MeasurePlan(question))
    effort = mine.effort or (asked.effort if asked else None)
    months = mine.months if mine.months is not None else asked.months if asked else None
    began = known_day(mine.start)
    said = (wording.say(EFFORTS[effort]) if effort else None, months, began)
    return (None, *_named(question, wording), *said, None, None, None, None, wording.say(N_("Done")), None)


def _named(question: str, wording: Wording) -> tuple[str, str, str]:
    """Id, dimension and measure of a question."""
    asked = wording.questionnaire.question(question)
    return question, wording.dimension(question), asked.measure if asked else question


def _personal(question: str, owner: str, plans: Plans, nameless: bool) -> Row:
    """Owner and note of a measure."""
    mine = plans.get(question, MeasurePlan(question))
    return () if nameless else (owner or mine.owner, mine.note)


# --- what they lead to ----------------------------------------------------------------------------------------


def forecast_sheet(wording: Wording, roadmap: Roadmap) -> Sheet:
    """The level of each dimension now and from the end of each measure on."""
    say = wording.say
    pattern = say(N_("From {date}"))
    later = (pattern.format(date=wording.day(milestone.on)) for milestone in roadmap.milestones)
    columns = (
        Column(say(N_("Dimension")), ColumnForm.TEXT, 42),
        Column(say(N_("Level now")), ColumnForm.WHOLE, 12),
        *(Column(title, ColumnForm.WHOLE, 16) for title in later),
    )
    rows: list[Row] = []
    for dimension in wording.questionnaire.dimensions:
        levels = (milestone.levels.get(dimension.id) for milestone in roadmap.milestones)
        rows.append((wording.dimension(dimension.id), roadmap.now.get(dimension.id), *levels))
    scale = wording.questionnaire.scale
    meaning = scale[REACHED_SCORE] if len(scale) > REACHED_SCORE else ""
    notes = (
        say(N_("Reckoned as if each measure brought its question to {score}: {meaning}")).format(
            score=REACHED_SCORE, meaning=meaning
        ),
    )
    return Sheet(say(N_("Levels to come")), columns, tuple(rows), notes)


def gaps_sheet(wording: Wording, gaps: tuple[Gap, ...]) -> Sheet:
    """The gaps by rank; the product that ranks them is a live formula."""
    say = wording.say
    columns = (
        Column(say(N_("Rank")), ColumnForm.WHOLE, 8),
        Column(say(N_("Question")), ColumnForm.TEXT, 10),
        Column(say(N_("What is asked")), ColumnForm.LONG, 60),
        Column(say(N_("Score that counts")), ColumnForm.WHOLE, 10),
        Column(say(N_("Score needed")), ColumnForm.WHOLE, 10),
        Column(say(N_("Why")), ColumnForm.TEXT, 30),
        Column(say(N_("Harm")), ColumnForm.WHOLE, 8),
        Column(say(N_("Reach")), ColumnForm.WHOLE, 8),
        Column(say(N_("Ease")), ColumnForm.WHOLE, 8),
        Column(say(N_("Harm × reach × ease")), ColumnForm.WHOLE, 12),
        Column(say(N_("State")), ColumnForm.LONG, 34),
    )
    first = proposed(gaps)
    rows: list[Row] = []
    for row, gap in enumerate(gaps, 2):  # row 1 is the header
        weight = Formula(f"=G{row}*H{row}*I{row}", float(gap.weight))
        state = wording.gap_state(gap, proposed=gap in first)
        scores = (gap.score, gap.needed, say(WHYS[gap.why]))
        rank = (gap.harm, gap.reach, gap.ease, weight)
        rows.append((row - 1, gap.question, wording.question(gap.question), *scores, *rank, state))
    notes = (
        say(N_("Critical questions below 2 come first; the others follow by harm × reach × ease, each from 1 to 5.")),
    )  # fmt: skip
    return Sheet(say(N_("Gaps")), columns, tuple(rows), notes)
