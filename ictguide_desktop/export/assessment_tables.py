"""The tables of the report of an assessment, each with the sentence that stands where it would be empty."""

from __future__ import annotations

from collections.abc import Iterable

from ictguide_desktop.assess.comparison import Series
from ictguide_desktop.assess.gaps import proposed
from ictguide_desktop.export.answer_sheets import answer_state, questions_told
from ictguide_desktop.export.assessment_dossier import Dossier
from ictguide_desktop.export.assessment_words import (
    CONFIDENCES,
    EFFORTS,
    LETTERS,
    RULES,
    STEPS,
    WHYS,
    Wording,
)
from ictguide_desktop.export.chart_tables import table_of
from ictguide_desktop.export.chart_words import BREAK
from ictguide_desktop.export.filled import bullets, cell, named, remark, table
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.assessment import Answer
from ictguide_desktop.model.chart import RoundsChart
from ictguide_desktop.model.document import DocumentBlock
from ictguide_desktop.model.guide import Spans, Styled, Table, Text

Blocks = tuple[DocumentBlock | None, ...]


def levels(wording: Wording, dossier: Dossier) -> Table:
    """The ten levels: how they came about and how far they can be relied on."""
    say = wording.say
    header = (
        N_("Dimension"), N_("Level"), N_("Mean"), N_("Dealt with"), N_("Confidence"), N_("What holds it"),
    )  # fmt: skip
    rows = []
    for name, here in dossier.record.result.dimensions.items():
        dealt = say(N_("{answered} of {asked}")).format(
            answered=here.answered + here.not_applicable, asked=here.asked
        )
        letter = LETTERS[here.confidence] if here.confidence else ""
        holds = wording.clauses((wording.held(here), wording.standing(here)))
        level = wording.level(here.level)
        rows.append((wording.dimension(name), level, wording.mean(here.mean), dealt, letter, holds))
    return table(map(say, header), rows)


def holding(wording: Wording, dossier: Dossier) -> Blocks:
    """Each critical question that holds a level below that of its mean."""
    say = wording.say
    header = N_("Dimension"), N_("Level by the mean alone"), N_("Held at"), N_("By the question"), N_("Score")
    rows = [
        (
            wording.dimension(name),
            wording.level(here.uncapped),
            wording.level(here.level),
            f"{cap.question} {wording.question(cap.question)}",
            str(cap.score),
        )
        for name, here in dossier.record.result.dimensions.items()
        for cap in here.held_by
    ]
    if not rows:
        return (remark(say(N_("No critical question holds a level below that of its mean."))),)
    return (table(map(say, header), rows),)


def interlocks(wording: Wording, dossier: Dossier) -> Blocks:
    """The steps that wait for a level elsewhere."""
    say = wording.say
    header = N_("Step"), N_("Runs today"), N_("Needs"), N_("Lacking"), N_("Verdict")
    rows = [
        (
            say(STEPS[it.step]),
            say(N_("Yes")) if it.taken else say(N_("No")),
            wording.needs(it),
            wording.lacking(it),
            wording.verdict(it),
        )
        for it in dossier.record.result.interlocks
    ]
    return (table(map(say, header), rows),)


def evidence(wording: Wording, dossier: Dossier) -> Blocks:
    """The share of scores with valid evidence, what the rule lowered and what it does not take."""
    say, result = wording.say, dossier.record.result
    header = N_("Question"), N_("Score given"), N_("Score that counts"), N_("What the rule did")
    touched = [*result.lowered, *result.refused]
    rows = []
    for name in touched:
        scored, answer = result.scores[name], dossier.record.answers.get(name, Answer(name))
        given = say(N_("n/a")) if answer.not_applicable else str(answer.score)
        counts = say(N_("open")) if scored.score is None else str(scored.score)
        said = wording.clauses(say(RULES[rule]) for rule in scored.rules)
        rows.append((f"{name} {wording.question(name)}", given, counts, said))
    rate = wording.evidence(result)
    lowered = (
        table(map(say, header), rows) if rows else remark(say(N_("The rule on evidence changed no answer.")))
    )
    return (remark(rate) if rate else None, lowered if result.answered or rows else None)


def gaps(wording: Wording, dossier: Dossier) -> Blocks:
    """The three gaps to begin with, then all of them by rank with their measures."""
    say, found = wording.say, dossier.gaps(wording.questionnaire)
    if not found:
        return (remark(say(N_("No question with a score that counts is a gap."))),)
    first = proposed(found)
    header = N_("Rank"), N_("Question"), N_("Score"), N_("Needed"), N_("Why, and the measure")
    rows: list[tuple[Spans, ...]] = []
    for number, gap in enumerate(found, 1):
        asked = wording.questionnaire.question(gap.question)
        state = "" if gap in first else wording.gap_state(gap, proposed=False)
        why = wording.clauses((say(WHYS[gap.why]), state))
        told = (Styled("emphasis", (Text(f"{why}. "),)), Text(asked.measure if asked else ""))
        rows.append((*map(cell, (str(number), gap.question, str(gap.score), str(gap.needed))), told))
    begin = (f"{gap.question} {wording.question(gap.question)}" for gap in first)
    heads = tuple(cell(say(name)) for name in header)
    return (*named(say(N_("Begin with these")), begin), Table(heads, tuple(rows)))


def targets(wording: Wording, dossier: Dossier) -> Blocks:
    """Each target beside the level reached."""
    say = wording.say
    standings = dossier.standings
    if not standings:
        return (remark(say(N_("No target is set yet."))),)
    header = N_("Dimension"), N_("Level"), N_("Target"), N_("By"), N_("Levels missing"), N_("State")
    rows = [
        (
            wording.dimension(it.dimension),
            wording.level(it.level),
            wording.level(it.target),
            wording.day(it.by),
            "" if it.gap is None else str(it.gap),
            wording.target_state(it),
        )
        for it in standings
    ]
    return (table(map(say, header), rows),)


def roadmap(wording: Wording, dossier: Dossier, *, nameless: bool) -> Blocks:
    """The measures in their order with their days, and the levels they lead to."""
    say, plan = wording.say, dossier.roadmap
    if plan is None or not plan.steps:
        return (remark(say(N_("No measure is planned."))),)
    header = [N_("Order"), N_("Measure"), N_("From – to")]
    if not nameless:
        header.append(N_("Owner"))
    rows: list[tuple[Spans, ...]] = []
    for number, step in enumerate(plan.steps, 1):
        asked = wording.questionnaire.question(step.question)
        effort = say(N_("Effort: {effort}")).format(effort=say(EFFORTS[step.effort]))
        after = wording.listed(step.waits_for)
        first = say(N_("first: {questions}")).format(questions=after) if after else ""
        told = (
            Text(f"{step.question} {asked.measure if asked else ''} "),
            Styled("emphasis", (Text(wording.clauses((effort, first))),)),
        )
        days = f"{wording.day(step.start)} – {wording.day(step.end)}"
        row = (cell(str(number)), told, cell(days))
        rows.append(row if nameless else (*row, cell(step.owner)))
    clashes = [f"{one.question} · {wording.conflict(one)}" for one in plan.conflicts]
    return (
        Table(tuple(cell(say(name)) for name in header), tuple(rows)),
        *named(say(N_("What does not fit together")), clashes),
        *named(say(N_("Levels when all measures are done")), _led_to(wording, dossier)),
    )


def _led_to(wording: Wording, dossier: Dossier) -> Iterable[str]:
    """The dimensions whose level the roadmap raises."""
    plan = dossier.roadmap
    now = dossier.record.result.levels
    for name, level in (plan.forecast if plan else {}).items():
        if level is not None and level != now.get(name):
            said = wording.say(N_("{dimension}: {level} instead of {before}"))
            yield said.format(
                dimension=wording.dimension(name), level=level, before=wording.level(now.get(name))
            )


def rounds(wording: Wording, chart: RoundsChart, series: Series) -> Blocks:
    """The levels of every round, with a word on each change of the questions between them."""
    twin = table_of(chart, wording.say)
    breaks = [
        f"{chart.rounds[n].label} · {wording.say(BREAK)}"
        for n, point in enumerate(series.points)
        if point.broken
    ]
    rescoped = [
        wording.say(N_("{round} · not the same questions were asked as in the round before")).format(
            round=chart.rounds[n].label
        )
        for n, point in enumerate(series.points)
        if point.rescoped
    ]
    notes = [*breaks, *rescoped]
    return (table(twin.columns, [row.cells for row in twin.rows]), bullets(notes) if notes else None)


def answers(wording: Wording, dossier: Dossier, *, nameless: bool) -> tuple[DocumentBlock, ...]:
    """Every question asked or answered with its answer; `nameless` leaves out all that was typed."""
    say, record = wording.say, dossier.record
    header = [N_("Question"), N_("State"), N_("Score"), N_("Counts"), N_("Confirmed")]
    header += [N_("Evidence dated") if nameless else N_("Evidence and remarks")]
    rows: list[tuple[str, ...]] = []
    for name in questions_told(wording, dossier):
        answer = record.answers.get(name, Answer(name))
        scored = record.result.scores.get(name)
        row = (
            f"{name} {wording.question(name)}",
            say(answer_state(name, answer, dossier)),
            "" if answer.score is None or answer.not_applicable else str(answer.score),
            "" if scored is None or scored.score is None else str(scored.score),
            say(CONFIDENCES[answer.confidence]) if answer.given else "",
        )
        dated = wording.day(answer.evidence_on) if answer.evidence.strip() else ""
        typed = () if nameless else (answer.evidence, answer.reason, answer.comment)
        rows.append(
            (*row, wording.clauses((dated, *typed)))
        )  # the day first: what was typed may run the other way
    return (remark(_counted(wording, dossier)), table(map(say, header), rows))


def _counted(wording: Wording, dossier: Dossier) -> str:
    """How many answers there are, and how many of them came from an older model."""
    said = wording.say(N_("Answers in this report: {number}.")).format(number=dossier.told)
    if dossier.carried is None:
        return said
    then = wording.say(N_("Answers given to model {model}: {number}."))
    return f"{said} {then.format(model=dossier.record.assessment.model, number=dossier.given)}"
