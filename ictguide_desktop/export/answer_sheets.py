"""The sheets of an assessment: its answers, its levels beside the targets, its interlocks, what became of older answers."""

from __future__ import annotations

from ictguide_desktop.assess.crosswalk import Carried
from ictguide_desktop.assess.days import known_day
from ictguide_desktop.assess.scoring import asked
from ictguide_desktop.export.assessment_dossier import Dossier, facts
from ictguide_desktop.export.assessment_words import (
    CONFIDENCES,
    LETTERS,
    RULES,
    STEPS,
    Wording,
    hundredths,
)
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.assessment import Answer, Fate
from ictguide_desktop.model.document import Cell, Column, ColumnForm, Sheet

Row = tuple[Cell, ...]

ANSWERED, ASIDE, OPEN, BESIDES = (
    N_("Answered"), N_("Not applicable"), N_("Not answered yet"), N_("Answered, not asked in this round"),
)  # fmt: skip
FATES = {
    Fate.SAME: N_("the same"),
    Fate.REWORDED: N_("reworded"),
    Fate.MERGED: N_("merged with others"),
    Fate.SPLIT: N_("split"),
    Fate.DROPPED: N_("dropped"),
}


def answers_sheet(wording: Wording, dossier: Dossier, *, nameless: bool) -> Sheet:
    """Every question asked, and every other one that was answered, with its answer and what counts."""
    say = wording.say
    columns = [
        Column(say(N_("Question")), ColumnForm.TEXT, 10),
        Column(say(N_("Dimension")), ColumnForm.TEXT, 28),
        Column(say(N_("What is asked")), ColumnForm.LONG, 60),
        Column(say(N_("State")), ColumnForm.TEXT, 14),
        Column(say(N_("Score given")), ColumnForm.WHOLE, 9),
        Column(say(N_("Score that counts")), ColumnForm.WHOLE, 9),
        Column(say(N_("What the rule did")), ColumnForm.LONG, 34),
        Column(say(N_("Evidence named")), ColumnForm.TEXT, 10),
        Column(say(N_("Evidence dated")), ColumnForm.DAY, 13),
        Column(say(N_("Confirmed")), ColumnForm.TEXT, 20),
    ]
    if not nameless:
        columns += [
            Column(say(title), ColumnForm.LONG, 40)
            for title in (N_("Evidence"), N_("Reason why it does not apply"), N_("Comment"))
        ]
    rows = tuple(
        _answer_row(name, wording, dossier, nameless=nameless) for name in questions_told(wording, dossier)
    )
    return Sheet(say(N_("Answers")), tuple(columns), rows)


def questions_told(wording: Wording, dossier: Dossier) -> list[str]:
    """The questions that the round asks and those answered besides, in order."""
    record = dossier.record
    wanted = {question.id for question in asked(wording.questionnaire, record.assessment.scope)}
    wanted |= {name for name, answer in record.answers.items() if answer.given}
    known = [question.id for question in wording.questionnaire.questions if question.id in wanted]
    return [*known, *sorted(wanted.difference(known))]


def answer_state(name: str, answer: Answer, dossier: Dossier) -> str:
    """Where a question stands, to be said in a language."""
    if not answer.given:
        return OPEN
    if name not in dossier.record.result.scores:
        return BESIDES
    return ASIDE if answer.not_applicable else ANSWERED


def _answer_row(name: str, wording: Wording, dossier: Dossier, *, nameless: bool) -> Row:
    say = wording.say
    answer = dossier.record.answers.get(name, Answer(name))
    scored = dossier.record.result.scores.get(name)
    state = answer_state(name, answer, dossier)
    evidence = bool(answer.evidence.strip())
    row: Row = (
        name,
        wording.dimension(name),
        wording.question(name),
        say(state),
        None if answer.not_applicable else answer.score,
        scored.score if scored else None,
        wording.clauses(say(RULES[rule]) for rule in scored.rules) if scored else "",
        evidence if answer.given else None,
        known_day(answer.evidence_on) if evidence else None,
        say(CONFIDENCES[answer.confidence]) if answer.given else None,
    )
    return row if nameless else (*row, answer.evidence, answer.reason, answer.comment)


def levels_sheet(wording: Wording, dossier: Dossier) -> Sheet:
    """The ten levels with what holds them, beside their targets; never an average of them."""
    say, result = wording.say, dossier.record.result
    columns = (
        Column(say(N_("Dimension")), ColumnForm.TEXT, 40),
        Column(say(N_("Level")), ColumnForm.WHOLE, 8),
        Column(say(N_("Name of the level")), ColumnForm.TEXT, 16),
        Column(say(N_("Mean of the scores that count")), ColumnForm.NUMBER, 12),
        Column(say(N_("Level by the mean alone")), ColumnForm.WHOLE, 12),
        Column(say(N_("What holds it")), ColumnForm.TEXT, 24),
        Column(say(N_("Dealt with")), ColumnForm.WHOLE, 9),
        Column(say(N_("Asked")), ColumnForm.WHOLE, 8),
        Column(say(N_("Confidence")), ColumnForm.TEXT, 20),
        Column(say(N_("How far it can be relied on")), ColumnForm.LONG, 28),
        Column(say(N_("Target")), ColumnForm.WHOLE, 8),
        Column(say(N_("By")), ColumnForm.DAY, 13),
        Column(say(N_("Levels missing")), ColumnForm.WHOLE, 10),
        Column(say(N_("Overdue")), ColumnForm.TEXT, 10),
    )
    standings = {standing.dimension: standing for standing in dossier.standings}
    rows: list[Row] = []
    for name, here in result.dimensions.items():
        target = standings.get(name)
        level = wording.level(here.level).partition(" ")[2] if here.level is not None else say(N_("no level"))
        told: Row = (target.target, target.by, target.gap, target.overdue) if target else (None,) * 4
        rows.append(
            (
                wording.dimension(name),
                here.level,
                level,
                hundredths(here.mean) if here.mean is not None else None,
                here.uncapped,
                wording.held(here),
                here.answered + here.not_applicable,
                here.asked,
                f"{LETTERS[here.confidence]} · {say(CONFIDENCES[here.confidence])}"
                if here.confidence
                else None,
                wording.standing(here),
                *told,
            )
        )
    note = say(N_("The ten levels stand side by side. They have no average."))
    return Sheet(say(N_("Levels")), columns, tuple(rows), (note,))


def interlocks_sheet(wording: Wording, dossier: Dossier) -> Sheet:
    """The steps that wait for a level, and whether they run."""
    say = wording.say
    columns = (
        Column(say(N_("Step")), ColumnForm.LONG, 44),
        Column(say(N_("Runs today")), ColumnForm.TEXT, 10),
        Column(say(N_("Needs")), ColumnForm.TEXT, 30),
        Column(say(N_("Lacking")), ColumnForm.LONG, 34),
        Column(say(N_("Verdict")), ColumnForm.TEXT, 18),
    )
    rows = tuple(
        (say(STEPS[it.step]), it.taken, wording.needs(it), wording.lacking(it), wording.verdict(it))
        for it in dossier.record.result.interlocks
    )
    return Sheet(say(N_("Interlocks")), columns, rows)


def earlier_sheet(wording: Wording, dossier: Dossier, *, nameless: bool) -> Sheet | None:
    """Every answer to an older model and where it stands today; None where the model is today's."""
    if dossier.carried is None:
        return None
    say = wording.say
    columns = [
        Column(say(N_("Question then")), ColumnForm.TEXT, 12),
        Column(say(N_("State")), ColumnForm.TEXT, 14),
        Column(say(N_("Score given")), ColumnForm.WHOLE, 9),
        Column(say(N_("Question now")), ColumnForm.TEXT, 16),
        Column(say(N_("What became of the question")), ColumnForm.TEXT, 30),
    ]
    if not nameless:
        columns += [
            Column(say(title), ColumnForm.LONG, 40)
            for title in (N_("Evidence"), N_("Reason why it does not apply"), N_("Comment"))
        ]
    rows: list[Row] = []
    for name, answer in dossier.stored.items():
        if answer.given:
            now, fate = _fate(name, dossier, wording)
            row: Row = (name, say(ASIDE if answer.not_applicable else ANSWERED), answer.score, now, fate)
            rows.append(row if nameless else (*row, answer.evidence, answer.reason, answer.comment))
    return Sheet(say(N_("Answers to the model before")), tuple(columns), tuple(rows))


def _fate(name: str, dossier: Dossier, wording: Wording) -> tuple[str, str]:
    """Where an old answer stands now, and what befell its question."""
    if not isinstance(dossier.carried, Carried):
        return "", wording.say(N_("this edition does not know the model"))
    review = next((one for one in dossier.carried.review if one.answer.question == name), None)
    if review is not None:
        fates = wording.listed(wording.say(FATES[fate]) for fate in review.fates)
        said = wording.say(N_("to be reviewed: {what}")).format(what=fates)
        return wording.listed(review.now), said
    if name in dossier.carried.kept:
        now = [new for new, olds in dossier.carried.mapped.items() if name in olds]
        return wording.listed(now), wording.say(FATES[Fate.SAME])
    return "", wording.say(FATES[Fate.DROPPED])


def about_sheet(wording: Wording, dossier: Dossier, *, nameless: bool) -> Sheet:
    """What the assessment is, line by line."""
    say = wording.say
    columns = (Column(say(N_("Fact")), ColumnForm.TEXT, 34), Column(say(N_("Value")), ColumnForm.LONG, 50))
    return Sheet(say(N_("About this assessment")), columns, facts(dossier, wording, nameless=nameless))
