"""A filled template as a document: the labels in a language of the guide, the user's own words as they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ictguide_desktop.assess.forms import (
    Flaw,
    Form,
    Outcome,
    Verdict,
    condition_rows,
    current_gate,
    decides,
    due,
    fields,
    filled,
    keeper,
    no_longer_asked,
    problems,
    progress,
    verdict,
)
from ictguide_desktop.export.documents import NOTICE
from ictguide_desktop.export.filled import Say, day, named, note_parts, paragraphs, remark, table, typed
from ictguide_desktop.export.flow import WordsIn
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.document import Document, DocumentBlock, DocumentSection
from ictguide_desktop.model.guide import Field, Page, Paragraph, Section, Styled, Text

VERDICTS = {
    Outcome.GO: N_("Go: every criterion that applies is met."),
    Outcome.CONDITIONS: N_("Go, with conditions: an action with an owner and a date stands for each “no”."),
    Outcome.NO_GO: N_(
        "No go: a criterion that is never waived is not met, or a “no” has no action with an owner and a date."
    ),
    Outcome.UNDECIDED: N_("Not decided yet: at least one criterion is open."),
}
SHORT_VERDICTS = {
    Outcome.GO: N_("go"),
    Outcome.CONDITIONS: N_("go, with conditions"),
    Outcome.NO_GO: N_("no go"),
    Outcome.UNDECIDED: N_("not decided"),
}
GROUPS = {
    "failed": N_("Not met"),
    "conditions": N_("Met by an action"),
    "open": N_("Still open"),
    "unproven": N_("“Yes” without evidence"),
}
FLAWS = {
    Flaw.MISSING: N_("Required, and not filled in."),
    Flaw.NOT_A_NUMBER: N_("This is not a number."),
    Flaw.NOT_A_DAY: N_("This is not a date."),
    Flaw.NOT_AN_ANSWER: N_("This is none of the answers to choose from."),
    Flaw.NOT_A_TEXT: N_("A text is asked for here, and rows of a table were kept."),
    Flaw.NOT_A_TABLE: N_("Rows of a table are asked for here, and a text was kept."),
    Flaw.NO_EVIDENCE: N_("“Yes” needs evidence that somebody else has read."),
    Flaw.NO_REASON: N_("“Not applicable” needs a reason."),
    Flaw.NO_ACTION: N_("“No” needs an action with an owner and a date."),
    Flaw.BEYOND_CRITERIA: N_("The decision goes beyond what the criteria allow."),
}
EMPTY = N_("Not filled in.")
DUE_LATER = N_("Due at gate {gate}.")
NEVER_WAIVED = N_("never waived")
CRITERIA = (N_("Criterion"), N_("Answer"), N_("Evidence, reason or action"))
RECORD = (N_("Gate"), N_("Date"), N_("Decision"), N_("What the criteria said"))


class FormPaper(NamedTuple):
    """What a document says of a form beside its fields: its name, the edition of the guide, the day of printing."""

    name: str
    edition: str
    on: date


def form_document(page: Page, form: Form, paper: FormPaper, language: str, words_in: WordsIn) -> Document:
    """A filled template as a document; `page` is the template in the language of the document, or in the fallback."""
    return _FormDocument(page, form, language, words_in).document(paper)


class _FormDocument:
    def __init__(self, page: Page, form: Form, language: str, words_in: WordsIn) -> None:
        self._page, self._form, self._language = page, form, language
        self._own = page.head.lang
        self._say: Say = words_in(self._own)  # beside the labels, in their language
        self._outside: Say = words_in(language)
        self._flaws = {one.field: one.flaw for one in problems(page, form)}
        self._due = {one.field for one in due(page, form)}

    def document(self, paper: FormPaper) -> Document:
        head, lang = self._page.head, self._lang
        named_by_user = paper.name.strip() not in ("", head.title)
        return Document(
            title=paper.name.strip() if named_by_user else head.title,
            lead=head.title if named_by_user else head.lead,
            language=self._language,
            notice=self._outside(NOTICE),
            sections=tuple(
                DocumentSection(title, level, blocks, lang)
                for title, level, blocks in self._sections()
                if title or blocks
            ),
            facts=tuple(self._facts(paper)),
            title_lang="" if named_by_user else lang,
        )

    @property
    def _lang(self) -> str:
        return "" if self._own == self._language else self._own

    def _facts(self, paper: FormPaper) -> Iterator[tuple[str, str]]:
        say = self._outside
        if gate := current_gate(self._page, self._form):
            yield say(N_("Gate")), gate
        if decides(self._page):
            yield say(N_("Verdict")), say(SHORT_VERDICTS[verdict(self._page, self._form).outcome])
        done = progress(self._page, self._form)
        yield (
            say(N_("Required fields")),
            say(N_("{filled} of {all} filled in")).format(filled=done.filled, all=done.required),
        )
        yield say(N_("Edition")), paper.edition
        yield say(N_("Printed on")), day(paper.on.isoformat(), self._language)

    def _sections(self) -> Iterator[tuple[str, int, tuple[DocumentBlock, ...]]]:
        if decides(self._page):
            yield self._say(N_("Verdict")), 2, tuple(self._verdict())
        group: Section | None = None
        criteria: list[Field] = []
        for section in self._page.sections:
            if section.level == 2:
                yield from self._criteria(criteria)
                group, criteria = section, []
            for one in (block for block in section.blocks if isinstance(block, Field)):
                if group is not None:
                    yield group.title, 2, ()
                    group = None
                if one.criterion:
                    criteria.append(one)
                    continue
                yield from self._criteria(criteria)
                criteria = []
                yield one.label, 3, tuple(self._field(one))
        yield from self._criteria(criteria)
        if old := no_longer_asked(self._page, self._form):
            blocks = (block for name in old for block in self._old(name))
            yield self._say(N_("No longer asked")), 2, tuple(blocks)

    # --- the verdict ------------------------------------------------------------------------------------------

    def _verdict(self) -> Iterator[DocumentBlock]:
        found = verdict(self._page, self._form)
        yield Paragraph((Styled("strong", (Text(self._say(VERDICTS[found.outcome])),)),))
        for group, name in GROUPS.items():
            yield from named(self._say(name), self._members(found, group))
        if self._form.decisions:
            yield table(map(self._say, RECORD), self._record())
            for line in self._form.decisions:
                parts = note_parts(line.note, self._say, self._own)
                conditions = (" · ".join(self._condition(row)) for row in line.conditions)
                yield from named(line.gate, [*parts, *conditions])

    def _members(self, found: Verdict, group: str) -> list[str]:
        names: tuple[str, ...] = getattr(found, group)
        labels = {one.field: one.label for one in fields(self._page)}
        return [f"{name} {labels[name]}" for name in names]

    def _record(self) -> Iterator[tuple[str, ...]]:
        kept = keeper(self._page, "decision")
        for line in self._form.decisions:
            decision = self._answer(kept, line.decision) if kept else line.decision
            yield line.gate, day(line.on, self._own), decision, self._say(SHORT_VERDICTS[line.outcome])

    def _criteria(self, criteria: list[Field]) -> Iterator[tuple[str, int, tuple[DocumentBlock, ...]]]:
        if criteria:
            yield "", 3, (table(map(self._say, CRITERIA), map(self._criterion, criteria)),)

    def _criterion(self, one: Field) -> tuple[str, ...]:
        label = f"{one.field} {one.label}"
        if one.criterion == "never":
            label = f"{label} ({self._say(NEVER_WAIVED)})"
        kept = [cell.strip() for row in self._rows(one.field) for cell in row if cell.strip()]
        note = note_parts(self._form.note(one.field), self._say, self._own)
        beside = [*kept, *note, *self._remarks(one)]
        return label, self._answer(one, self._form.text(one.field)), " · ".join(beside)

    # --- the fields -------------------------------------------------------------------------------------------

    def _field(self, one: Field) -> Iterator[DocumentBlock]:
        derived = condition_rows(self._page, self._form) if one.record == "conditions" else ()
        if isinstance(self._form.values.get(one.field, ""), tuple) or derived:
            rows = (*map(self._condition, derived), *self._rows(one.field))
            if rows:
                yield table(one.options if one.form == "table" else (), rows)
        else:
            yield from paragraphs(self._written(one), self._own)
        yield from self._note(one.field)
        if not derived:
            yield from map(remark, self._remarks(one))

    def _written(self, one: Field) -> str:
        text = self._form.text(one.field)
        match one.form:
            case "choice":
                return self._answer(one, text)
            case "date":
                return day(text, self._own)
        return text

    def _answer(self, one: Field, text: str) -> str:
        place = int(text) if text.isascii() and text.isdigit() else 0
        return one.options[place - 1] if 0 < place <= len(one.options) else text

    def _condition(self, row: tuple[str, ...]) -> tuple[str, ...]:
        """A condition with its day, the third cell, as the language writes it."""
        own = self._own
        return tuple(day(text, own) if place == 2 else typed(text, own) for place, text in enumerate(row))

    def _rows(self, name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(typed(cell, self._own) for cell in row) for row in self._form.rows(name))

    def _remarks(self, one: Field) -> Iterator[str]:
        """What is to be said of a field by the program: what is wrong, or that it is empty."""
        flaw = self._flaws.get(one.field)
        if flaw is not None:
            yield self._say(FLAWS[flaw])
        elif not filled(one, self._form):
            later = one.field not in self._due
            yield self._say(DUE_LATER).format(gate=one.gate) if later else self._say(EMPTY)

    def _old(self, name: str) -> Iterator[DocumentBlock]:
        yield Paragraph((Styled("strong", (Text(typed(name, self._own)),)),))
        if rows := self._rows(name):
            yield table((), rows)
        yield from paragraphs(self._form.text(name), self._own)
        yield from self._note(name)

    def _note(self, name: str) -> Iterator[DocumentBlock]:
        note = self._form.note(name)
        yield from paragraphs(note.text, self._own)
        for part in note_parts(note._replace(text=""), self._say, self._own):
            yield Paragraph((Text(part),))
