"""The minister's brief: two pages made of this administration's answers and of the executive guide, each sentence with its origin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from ictguide_desktop.assess.gaps import proposed
from ictguide_desktop.export.assessment_dossier import Dossier
from ictguide_desktop.export.assessment_words import CONFIDENCES, EFFORTS, NOTICE, STEPS, Wording, Words
from ictguide_desktop.export.documents import NOTICE as INDEPENDENT
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Confidence, Questionnaire
from ictguide_desktop.model.document import Document, DocumentSection
from ictguide_desktop.model.guide import (
    Block,
    ListBlock,
    ListItem,
    Page,
    Paragraph,
    Span,
    Spans,
    Styled,
    Table,
    Text,
    plain,
)

EXECUTIVE, BRIEF, ASSESSMENT = "executive-guide", "brief", "assessment"
_WORD = re.compile(r"D\d+(?:\.\d+)?")
# Blocks of executive-guide#brief: decisions by subject, what it takes, what is asked of the minister.
DECISIONS, EFFORT, ASKED = 3, 7, 9
# The row of the table of decisions that speaks of a dimension; architecture and delivery share one.
ROW_OF = {"D1": 0, "D2": 1, "D3": 2, "D4": 3, "D5": 4, "D6": 5, "D7": 6, "D8": 7, "D9": 7, "D10": 8}
SUBJECTS, MEASURES, PAGES = 3, 3, 2
MARKS = N_(
    "A: the assessment as a whole. D: its dimensions and questions. E: blocks of {place} in the guide, which are proposals."
)


class Pages(Protocol):
    """Where the pages of the guide come from."""

    def page(self, page: str, language: str) -> Page:
        """A page in a language."""


class Catalogue(Protocol):
    """What the brief needs to know of one language."""

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions in that language."""


class BriefEdition(Pages, Protocol):
    """An opened edition, as far as the brief is made of it."""

    def catalogue(self, language: str) -> Catalogue:
        """The catalogue of a language."""


class Line(NamedTuple):
    """A sentence, or a row of a table, and what it rests on: questions, dimensions, blocks, or the assessment."""

    text: tuple[str, ...]
    origins: tuple[str, ...]


class Brief(NamedTuple):
    """What the brief says, part by part, before it is laid out; every line names its origins."""

    standing: tuple[Line, ...]
    levels: tuple[Line, ...]
    decisions: tuple[Line, ...]
    measures: tuple[Line, ...]
    effort: tuple[Line, ...]
    asked: tuple[Line, ...]
    limits: tuple[Line, ...]

    def lines(self) -> Iterator[Line]:
        """Every line, from the first to the last."""
        for part in self:
            yield from part


def brief(dossier: Dossier, guide: Pages, wording: Wording) -> Brief:
    """What a minister should know of this assessment and decide, in the language of the wording."""
    told = guide.page(EXECUTIVE, wording.language)
    subjects = _subjects(dossier, wording)
    return Brief(
        tuple(_standing(dossier, wording)),
        tuple(_levels(dossier, wording)),
        tuple(_decisions(told, subjects)),
        tuple(_measures(dossier, wording)),
        tuple(_rows(told, EFFORT)),
        tuple(_items(told, ASKED)),
        tuple(_limits(dossier, wording)),
    )


def _subjects(dossier: Dossier, wording: Wording) -> tuple[str, ...]:
    """The dimensions to decide on: those of the gaps to begin with, then the lowest, three at most."""
    first = [gap.dimension for gap in proposed(dossier.gaps(wording.questionnaire))]
    return tuple(dict.fromkeys([*first, *dossier.record.result.lowest]))[:SUBJECTS]


# --- where we stand -------------------------------------------------------------------------------------------


def _standing(dossier: Dossier, wording: Wording) -> Iterator[Line]:
    result, say = dossier.record.result, wording.say
    yield Line(
        (
            say(N_("{answered} of {asked} questions are dealt with.")).format(
                answered=result.answered, asked=result.asked
            ),
        ),
        _assessment(),
    )
    yield Line((wording.lowest(result),), result.lowest or _assessment())
    if dossier.series is not None and len(dossier.series.points) > 1:
        yield from _since(dossier, wording)
    for lock in result.interlocks:
        if lock.broken:
            said = say(N_("{step} runs, but {lacking}; it needs {needs}.")).format(
                step=say(STEPS[lock.step]), lacking=wording.lacking(lock), needs=wording.needs(lock)
            )
            yield Line((said,), tuple(need.dimension for need in lock.needs))


def _since(dossier: Dossier, wording: Wording) -> Iterator[Line]:
    """What rose and fell since the round before, where both were judged by the same questions."""
    assert dossier.series is not None
    points = dossier.series.points
    here = next(
        (n for n, point in enumerate(points) if point.record.assessment.id == dossier.record.assessment.id), 0
    )
    if here == 0 or points[here].broken or points[here].rescoped:
        return
    moved = {name: change for name, change in points[here].change.items() if change}
    pattern = wording.say(N_("{dimension} {change}"))
    listed = wording.listed(
        pattern.format(dimension=name, change=f"+{change}" if change > 0 else f"−{-change}")
        for name, change in moved.items()
    )
    before = points[here - 1].record.assessment.round
    said = wording.say(
        N_("Levels moved since the round {round}: {moved}.")
        if moved
        else N_("No level moved since the round {round}.")
    )
    yield Line((said.format(round=before, moved=listed),), tuple(moved) or _assessment())


def _levels(dossier: Dossier, wording: Wording) -> Iterator[Line]:
    targets = {target.dimension: target for target in dossier.targets}
    for name, here in dossier.record.result.dimensions.items():
        target = targets.get(name)
        aim = str(target.level) if target else "–"
        by = wording.day(target.by) if target and target.by else ""
        state = wording.clauses([wording.held(here), wording.standing(here)])
        level = wording.level(here.level)
        yield Line(
            (wording.dimension(name), level, " · ".join(part for part in (aim, by) if part), state),
            tuple(cap.question for cap in here.held_by) or (name,),
        )


# --- what to decide -------------------------------------------------------------------------------------------


def _decisions(told: Page, subjects: Sequence[str]) -> Iterator[Line]:
    table = _block(told, DECISIONS)
    if not isinstance(table, Table):
        return
    for number in dict.fromkeys(ROW_OF[subject] for subject in subjects if subject in ROW_OF):
        cells = tuple(plain(cell) for cell in table.rows[number])
        yield Line(cells, (str(Address(EXECUTIVE, BRIEF, DECISIONS)),))


def _measures(dossier: Dossier, wording: Wording) -> Iterator[Line]:
    if dossier.roadmap is None:
        return
    for step in dossier.roadmap.steps[:MEASURES]:
        question = wording.questionnaire.question(step.question)
        effort = wording.say(EFFORTS[step.effort])
        measure = question.measure if question else step.question
        yield Line((measure, step.owner or "–", wording.day(step.end), effort), (step.question,))


def _rows(told: Page, number: int) -> Iterator[Line]:
    table = _block(told, number)
    for row in table.rows if isinstance(table, Table) else ():
        yield Line(tuple(plain(cell) for cell in row), (str(Address(EXECUTIVE, BRIEF, number)),))


def _items(told: Page, number: int) -> Iterator[Line]:
    block = _block(told, number)
    for item in block.items if isinstance(block, ListBlock) else ():
        yield Line((plain(item.spans),), (str(Address(EXECUTIVE, BRIEF, number)),))


def _block(page: Page, number: int) -> Block | None:
    section = page.section(BRIEF)
    return section.blocks[number - 1] if section is not None and number <= len(section.blocks) else None


# --- what it rests on -----------------------------------------------------------------------------------------


def _limits(dossier: Dossier, wording: Wording) -> Iterator[Line]:
    say, record = wording.say, dossier.record
    scored = [answer for answer in record.answers.values() if answer.score is not None]
    counted = {one: sum(answer.confidence == one for answer in scored) for one in Confidence}
    told = wording.listed(
        say(N_("{name}: {n}")).format(name=say(CONFIDENCES[one]), n=number) for one, number in counted.items()
    )
    yield Line((say(N_("Who stands behind the scores. {told}.")).format(told=told),), _assessment())
    lowered = record.result.lowered
    if lowered:
        said = say(N_("Scores that the rule on evidence lowered: {n} ({questions})."))
        yield Line((said.format(n=len(lowered), questions=wording.listed(lowered)),), lowered)
    open_ = record.result.asked - record.result.answered
    if open_:
        yield Line((say(N_("Questions still open: {n}.")).format(n=open_),), _assessment())


def _assessment() -> tuple[str, ...]:
    return (ASSESSMENT,)


# --- on paper -------------------------------------------------------------------------------------------------


def brief_document(
    dossier: Dossier,
    guide: Pages,
    wording: Wording,
    facts: Sequence[tuple[str, str]],
    notices: tuple[str, str],
) -> Document:
    """The brief as a document; `notices` are what stands on every page, and what an assessment is not."""
    made, say = brief(dossier, guide, wording), wording.say
    told = guide.page(EXECUTIVE, wording.language)
    sections = [
        _section(say(N_("Where we stand")), _sentences(made.standing), _standing_table(made, say)),
        _section(say(N_("What to decide now")), _table(made.decisions, _header(told, DECISIONS))),
        _section(say(N_("The first measures")), _measures_table(made, say)),
        _section(say(N_("What it takes")), _table(made.effort, _header(told, EFFORT))),
        _section(say(N_("What is asked of the minister")), _list(made.asked)),
        _section(
            say(N_("What this brief rests on")),
            _sentences(made.limits),
            Paragraph((Text(f"{say(MARKS).format(place=f'{EXECUTIVE}#{BRIEF}')} {say(notices[1])}"),)),
        ),
    ]
    return Document(
        say(N_("Brief for the minister")),
        say(N_("Where customs stands with its information technology, and what to decide.")),
        wording.language,
        notices[0],
        tuple(section for section in sections if section.blocks),
        tuple(facts),
        pages=PAGES,
    )


def _section(title: str, *blocks: Block | None) -> DocumentSection:
    return DocumentSection(title, 2, tuple(block for block in blocks if block is not None))


def _sentences(lines: Iterable[Line]) -> Paragraph | None:
    """Sentences one after another, each with its origin."""
    spans: list[Span] = []
    for line in lines:
        if spans:
            spans.append(Text(" "))
        spans += [*_origin_after(line.text[0], line.origins)]
    return Paragraph(tuple(spans)) if spans else None


def _list(lines: Sequence[Line]) -> ListBlock | None:
    items = tuple(ListItem(tuple(_origin_after(line.text[0], line.origins))) for line in lines)
    return ListBlock(True, items) if items else None


def _origin_after(text: str, origins: Sequence[str], beside: str = "") -> Iterator[Span]:
    """Words and the mark of what they rest on, unless the words, or those beside them, name it themselves."""
    named = set(_WORD.findall(f"{beside} {text}"))
    if named.issuperset(origins):
        yield Text(text)
        return
    yield Text(f"{text} " if text else "")
    yield Styled("code", (Text(_origins(origins)),))


def _origins(origins: Sequence[str]) -> str:
    return f"[{' '.join(map(mark, origins))}]"


def mark(origin: str) -> str:
    """How an origin is marked on paper: A for the assessment, E9 for block 9 of the executive guide's brief, else its id."""
    if origin == ASSESSMENT:
        return "A"
    return f"E{Address.parse(origin).block}" if origin.startswith(EXECUTIVE) else origin


def _table(lines: Sequence[Line], header: Sequence[Spans]) -> Table | None:
    if not lines:
        return None
    rows = tuple(
        tuple(
            tuple(_origin_after(cell, line.origins, line.text[0])) if last else (Text(cell),)
            for last, cell in ((n == len(line.text) - 1, cell) for n, cell in enumerate(line.text))
        )
        for line in lines
    )
    return Table(tuple(header), rows)


def _standing_table(made: Brief, say: Words) -> Table | None:
    names = (N_("Dimension"), N_("Level today"), N_("Target"), N_("What holds it"))
    return _table(made.levels, [(Text(say(name)),) for name in names])


def _measures_table(made: Brief, say: Words) -> Table | None:
    names = (N_("Measure"), N_("Owner"), N_("Until"), N_("Work"))
    return _table(made.measures, [(Text(say(name)),) for name in names])


def header(told: Page, number: int) -> tuple[str, ...]:
    """What stands over the columns of a table of the executive guide's brief."""
    block = _block(told, number)
    return tuple(plain(cell) for cell in block.header) if isinstance(block, Table) else ()


def _header(told: Page, number: int) -> tuple[Spans, ...]:
    return tuple((Text(cell),) for cell in header(told, number))


def minister_brief(
    dossier: Dossier, edition: BriefEdition, language: str, say: Words, *, nameless: bool
) -> Document:
    """The brief in a language of an edition; `nameless` leaves out owners, and the name and the group of the assessment."""
    if nameless and dossier.roadmap is not None:
        steps = tuple(step._replace(owner="") for step in dossier.roadmap.steps)
        dossier = replace(dossier, roadmap=replace(dossier.roadmap, steps=steps))
    wording = Wording(edition.catalogue(language).questionnaire, say, language)
    here = dossier.record.assessment
    told = tuple(
        fact
        for fact in (
            (say(N_("Unit")), here.unit),
            (say(N_("Round")), here.round),
            (say(N_("Judged on")), wording.day(here.on)),
        )
        if fact[1]
    )
    return brief_document(dossier, edition, wording, told, (say(INDEPENDENT), NOTICE))
