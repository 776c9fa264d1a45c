"""Reads `maturity.toml` and `questions.toml`: dimensions with their levels, questions with what they are tied to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ictguide_desktop.content.findings import Findings
from ictguide_desktop.content.frontmatter import list_field, text_field
from ictguide_desktop.content.inline import MarkdownReader
from ictguide_desktop.model.address import Address, AddressError
from ictguide_desktop.model.assessment import Dimension, Question
from ictguide_desktop.model.guide import Spans

MATURITY = "maturity"
QUESTIONS = "questions"
DIMENSIONS = tuple(f"D{n}" for n in range(1, 11))
LEVELS = ("1", "2", "3", "4", "5")
ANSWERS = ("0", "1", "2", "3", "4")
OF_DIMENSION = 5
CRITICAL = 2
# Tables of each file beside those of dimensions and questions, and the words in them.
WORDS = {
    MATURITY: {"page": ("notice", "heading", "how", "level", "observed", "modules"), "levels": LEVELS},
    QUESTIONS: {
        "page": (
            "notice",
            "heading",
            "how",
            "scale",
            "meaning",
            "evidence",
            "read",
            "items",
            "case",
            "measure",
            "template",
            "critical",
        ),
        "scale": ANSWERS,
    },
}

Tables = Mapping[str, tuple[dict[str, Any], Findings]]


def question_ids(dimension: str) -> tuple[str, ...]:
    """The ids of the questions of a dimension: D4.1 to D4.5."""
    return tuple(f"{dimension}.{n}" for n in range(1, OF_DIMENSION + 1))


class AssessmentReader:
    """Reads the tables of one of the two files; what a translation leaves out comes from the originals."""

    def __init__(self, tables: Tables, kind: str, whole: Findings) -> None:
        self._tables = tables
        self._kind = kind
        self._whole = whole
        self._markdown = MarkdownReader()
        self.words = {name: self._texts(name, keys) for name, keys in WORDS[kind].items()}
        page, self.findings = tables.get("page", ({}, whole))
        self.head = {key: value for key, value in page.items() if key not in WORDS[kind]["page"]}
        self.lines = {name: findings.line_of("") for name, (_, findings) in tables.items()}
        ids = DIMENSIONS if kind == MATURITY else [i for name in DIMENSIONS for i in question_ids(name)]
        for name, (_, findings) in tables.items():
            if name not in ids and name not in WORDS[kind]:
                mend = "mend the id: dimensions are D1 to D10, questions D1.1 to D10.5"
                findings.error(findings.line_of(""), kind, f"nothing reads [{name}]", mend)

    def dimensions(self, originals: Sequence[Dimension] = ()) -> tuple[Dimension, ...]:
        """All dimensions, in order."""
        first = {dimension.id: dimension for dimension in originals}
        found = (self._dimension(name, first.get(name)) for name in DIMENSIONS if self._there(name))
        return tuple(dimension for dimension in found if dimension is not None)

    def _dimension(self, name: str, original: Dimension | None) -> Dimension | None:
        entry, findings = self._tables[name]
        levels = list_field(entry, "levels", findings)
        at = findings.line_of("levels")
        if len(levels) != len(LEVELS):
            mend = "describe five, from 1 to 5"
            findings.error(at, self._kind, f"{name} describes {len(levels)} levels", mend)
            return None
        modules = original.modules if original else list_field(entry, "modules", findings)
        if not modules:
            mend = 'add modules = ["…"], those that raise it'
            findings.error(findings.line_of(""), self._kind, f"{name} names no module", mend)
        observed = tuple(self._markdown.spans(level, at, findings) for level in levels)
        title = text_field(entry, "title", findings, required=True)
        about = self._spans(entry, "about", findings)
        return Dimension(name, title, about, modules, observed, line=self.lines[name])

    def questions(self, originals: Sequence[Question] = ()) -> tuple[Question, ...]:
        """All questions, in order."""
        first = {question.id: question for question in originals}
        found: list[Question] = []
        for dimension in DIMENSIONS:
            here = [self._question(i, first.get(i)) for i in question_ids(dimension) if self._there(i)]
            found.extend(here)
            stars = sum(question.critical for question in here)
            if here and stars != CRITICAL:
                mend = f"give {CRITICAL} of them critical = true"
                self._whole.error(
                    here[0].line, self._kind, f"{dimension} has {stars} critical questions", mend
                )
        return tuple(found)

    def _question(self, name: str, original: Question | None) -> Question:
        entry, findings = self._tables[name]
        question = Question(
            name,
            text_field(entry, "text", findings, required=True),
            self._spans(entry, "help", findings),
            self._spans(entry, "evidence", findings),
            entry.get("critical") is True,
            tuple(_addresses(list_field(entry, "sections", findings), findings)),
            list_field(entry, "items", findings),
            list_field(entry, "cases", findings),
            line=self.lines[name],
        )
        if original is not None:
            return original._replace(
                text=question.text, help=question.help, evidence=question.evidence, line=question.line
            )
        ties = {"sections": question.sections, "items": question.items, "cases": question.cases}
        for what in (what for what, named in ties.items() if not named):
            mend = f'add {what} = ["…"], which a low answer opens'
            findings.error(question.line, "question-ties", f"{name} has no {what}", mend)
        return question

    def _there(self, name: str) -> bool:
        if name not in self._tables:
            mend = f'write ["{name}"]'
            self._whole.error(0, self._kind, f"{name} is missing", mend)
        return name in self._tables

    def _texts(self, name: str, keys: Sequence[str]) -> dict[str, str]:
        if name not in self._tables:
            self._whole.error(0, self._kind, f"[{name}] is missing", f"write [{name}]")
            return dict.fromkeys(keys, "")
        entry, findings = self._tables[name]
        return {key: text_field(entry, key, findings, required=True) for key in keys}

    def _spans(self, entry: dict[str, Any], key: str, findings: Findings) -> Spans:
        text = text_field(entry, key, findings, required=True)
        return self._markdown.spans(text, findings.line_of(key), findings) if text else ()


def _addresses(texts: Sequence[str], findings: Findings) -> Iterator[Address]:
    for text in texts:
        try:
            yield Address.parse(text)
        except AddressError as error:
            findings.error(findings.line_of("sections"), "question-ties", str(error), "write page#section")
