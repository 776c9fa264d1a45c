"""Makes pages of the maturity model and the questionnaire, so that they are read, searched and printed like all others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ictguide_desktop.content.assessment import (
    ANSWERS,
    LEVELS,
    MATURITY,
    QUESTIONS,
    AssessmentReader,
)
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Dimension, Question
from ictguide_desktop.model.guide import (
    Audience,
    Block,
    Link,
    LinkKind,
    ListBlock,
    ListItem,
    Page,
    Paragraph,
    Section,
    Spans,
    Styled,
    Table,
    Text,
)

PAGE_OF = {MATURITY: "maturity", QUESTIONS: "questionnaire"}
STAR = "★"
_EVERYBODY = frozenset(Audience)


class Titles(NamedTuple):
    """What pages and their sections are called in one language."""

    pages: Mapping[str, Page]

    def page(self, page: str) -> str:
        """The title of a page; its id where there is none."""
        found = self.pages.get(page)
        return found.head.title if found is not None else page

    def section(self, address: Address) -> str:
        """The title of a page, and of the section that the address names."""
        found = self.pages.get(address.page)
        section = found.section(address.section) if found is not None else None
        return f"{self.page(address.page)} › {section.title}" if section else self.page(address.page)


def maturity_sections(
    file: AssessmentReader, dimensions: Sequence[Dimension], titles: Titles
) -> tuple[Section, ...]:
    """How to read the model, then a table of levels for each dimension."""
    words, levels = file.words["page"], file.words["levels"]
    line = file.lines.get("page", 0)
    made = [_section("how", words["heading"], 2, (_text(words["how"]), _text(words["notice"])), line)]
    header = ((Text(words["level"]),), (Text(words["observed"]),))
    for dimension in dimensions:
        rows = tuple(
            ((*_strong(level), Text(f" {levels[level]}")), observed)
            for level, observed in zip(LEVELS, dimension.levels, strict=True)
        )
        modules = _joined(_link(LinkKind.PAGE, module, titles.page(module)) for module in dimension.modules)
        raised_by = Paragraph((*_strong(words["modules"]), Text(" "), *modules))
        blocks = (Paragraph(dimension.about), Table(header, rows), raised_by)
        made.append(_section(dimension.id, _title(dimension), 2, blocks, dimension.line))
    return tuple(made)


def questionnaire_sections(
    file: AssessmentReader, questions: Sequence[Question], dimensions: Sequence[Dimension], titles: Titles
) -> tuple[Section, ...]:
    """How to answer, then the questions of each dimension."""
    words, meaning = file.words["page"], file.words["scale"]
    line = file.lines.get("page", 0)
    header = ((Text(words["scale"]),), (Text(words["meaning"]),))
    scale = Table(header, tuple((_strong(answer), (Text(meaning[answer]),)) for answer in ANSWERS))
    star = _text(f"{STAR} {words['critical']}")
    made = [
        _section("how", words["heading"], 2, (_text(words["how"]), scale, star, _text(words["notice"])), line)
    ]
    for dimension in dimensions:
        blocks = (Paragraph(dimension.about),)
        made.append(_section(dimension.id, _title(dimension), 2, blocks, file.lines.get(dimension.id, line)))
        made.extend(_question(q, words, titles) for q in questions if q.dimension == dimension.id)
    return tuple(made)


def _question(question: Question, words: Mapping[str, str], titles: Titles) -> Section:
    read = _joined(
        _link(LinkKind.PAGE, str(address), titles.section(address)) for address in question.sections
    )
    items = _joined(_link(LinkKind.CHECK, item, item) for item in question.items)
    cases = _joined(_link(LinkKind.CASE, case, titles.page(case)) for case in question.cases)
    ties: dict[str, Spans] = {"evidence": question.evidence, "read": read, "items": items, "case": cases}
    if question.measure:
        template = _link(LinkKind.TEMPLATE, question.template, titles.page(question.template))
        ties |= {"measure": (Text(question.measure),), "template": (template,)}
    rows = tuple(ListItem((*_strong(words[key]), Text(" "), *spans)) for key, spans in ties.items())
    title = f"{question.id}{f' {STAR}' if question.critical else ''} {question.text}"
    return _section(question.id, title, 3, (Paragraph(question.help), ListBlock(False, rows)), question.line)


def _title(dimension: Dimension) -> str:
    return f"{dimension.id} {dimension.title}"


def _link(kind: LinkKind, target: str, words: str) -> Link:
    return Link(kind, target, (Text(words),))


def _joined(links: Iterator[Link]) -> Spans:
    spans: list[Link | Text] = []
    for link in links:
        spans.extend((Text(" · "), link) if spans else (link,))
    return tuple(spans)


def _text(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _strong(text: str) -> Spans:
    return (Styled("strong", (Text(text),)),)


def _section(section: str, title: str, level: int, blocks: Sequence[Block], line: int) -> Section:
    return Section(section, title, level, _EVERYBODY, None, tuple(blocks), line, (line,) * len(blocks))
