"""The ethics record of a system as a document: the questions and items in a language of the guide, the answers as typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ictguide_desktop.assess.ethics import (
    RAISERS,
    ChangeOf,
    EthicsDecision,
    EthicsRecord,
    Ground,
    Stage,
    Standing,
    Tier,
    TierTest,
    standing,
    tier_test,
)
from ictguide_desktop.assess.forms import Flaw, Note, Reply
from ictguide_desktop.export.documents import NOTICE
from ictguide_desktop.export.filled import Say, day, named, note_parts, paragraphs, table, typed
from ictguide_desktop.export.flow import WordsIn
from ictguide_desktop.export.form_document import FLAWS, NEVER_WAIVED
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.document import Document, DocumentBlock, DocumentSection
from ictguide_desktop.model.guide import CheckItem, Page, Paragraph, Styled, Text, plain

GROUNDS = {
    Ground.PASSES: N_("Every item of the tier is at yes, or does not apply."),
    Ground.ACTIONS: N_("Every item of the tier is at yes, or has an action with an owner and a date."),
    Ground.OPEN: N_("Not decided yet: a question or an item is open."),
    Ground.GO_BACK: N_("An action missed its date: the system goes back to {stage}."),
    Ground.STOP: N_("Stop: an item that is never waived is at no."),
}
SHORT_GROUNDS = {
    Ground.PASSES: N_("passes"),
    Ground.ACTIONS: N_("passes, with actions"),
    Ground.OPEN: N_("still open"),
    Ground.GO_BACK: N_("one step back"),
    Ground.STOP: N_("stop"),
}
STAGES = {
    Stage.INTAKE: N_("no data opened yet"),
    Stage.SANDBOX: N_("sandbox"),
    Stage.SHADOW: N_("shadow mode"),
    Stage.LIVE: N_("live use"),
}
CHANGES = {
    ChangeOf.PURPOSE: N_("purpose"),
    ChangeOf.DATA: N_("data"),
    ChangeOf.SUPPLIER: N_("supplier"),
    ChangeOf.LAW: N_("law"),
}
REPLIES = {Reply.YES: N_("Yes"), Reply.NO: N_("No"), Reply.NOT_APPLICABLE: N_("Not applicable")}
GROUPS = {
    "stop_items": N_("At no, and never waived"),
    "overdue": N_("Action past its date"),
    "open": N_("Still open"),
    "actions": N_("With a dated action"),
    "unproven": N_("“Yes” without evidence"),
}
NOT_ANSWERED = N_("not answered")
NOBODY_KNOWS = N_("nobody knows: counts as T3")
APPROVED, REFUSED = N_("approved: {stage}, T{tier}"), N_("not approved: {stage}, T{tier}")
AGAINST_RULE = N_("against the rule of the guide")
TIER_NOTES = {
    "raised": N_("Raised by one tier."),
    "assumed": N_("A tier that nobody knows counts as T3."),
}
_LIST_SIGNS = " \u00a0\u202f;؛.,،"  # what ends an item of a list, and not a cell
ITEMS = (N_("Item"), N_("Answer"), N_("Evidence, reason or action"))
DECISIONS = (N_("Date"), N_("Who decided"), N_("Decision"), N_("What the answers allowed"))


class EthicsPages(NamedTuple):
    """The module and the checklist, in the language of the document or in the fallback."""

    module: Page
    checklist: Page


def ethics_document(
    pages: EthicsPages, record: EthicsRecord, today: date, edition: str, language: str, words_in: WordsIn
) -> Document:
    """The record of a system as a document, as it stands on a day.

    Raises:
        ValueError: the module does not hold the six questions.
    """
    return _EthicsDocument(pages, record, today, language, words_in).document(edition)


class _EthicsDocument:
    def __init__(
        self, pages: EthicsPages, record: EthicsRecord, today: date, language: str, words_in: WordsIn
    ) -> None:
        self._checklist, self._record, self._today, self._language = pages.checklist, record, today, language
        self._module = pages.module
        self._test: TierTest = tier_test(pages.module)
        self._standing: Standing = standing(pages.checklist, record, today)
        self._words_in = words_in
        self._say: Say = words_in(language)

    def document(self, edition: str) -> Document:
        module, checklist = self._module.head.lang, self._checklist.head.lang
        sections = [
            *((title, 2, blocks, module) for title, blocks in self._tier(self._words_in(module))),
            (self._say(N_("Where it stands")), 2, tuple(self._ground()), self._language),
            *((title, 2, blocks, checklist) for title, blocks in self._items(self._words_in(checklist))),
            *((title, 2, blocks, self._language) for title, blocks in self._decisions()),
        ]
        return Document(
            title=self._record.system.strip() or self._say(N_("Ethics record")),
            lead=self._say(N_("Ethics record of a system")) if self._record.system.strip() else "",
            language=self._language,
            notice=self._say(NOTICE),
            sections=tuple(
                DocumentSection(title, level, blocks, "" if lang == self._language else lang)
                for title, level, blocks, lang in sections
                if blocks
            ),
            facts=tuple((name, text) for name, text in self._facts(edition) if text),
        )

    def _facts(self, edition: str) -> Iterator[tuple[str, str]]:
        say, record = self._say, self._record
        yield say(N_("Tier")), f"T{self._standing.tier.tier}"
        yield say(N_("Stage")), say(STAGES[record.stage])
        yield say(N_("Where it stands")), say(SHORT_GROUNDS[self._standing.ground])
        again = self._standing.due_again
        yield say(N_("Look again on")), day(again.isoformat(), self._language) if again else ""
        yield say(N_("Edition")), edition
        yield say(N_("Printed on")), day(self._today.isoformat(), self._language)

    # --- the tier ---------------------------------------------------------------------------------------------

    def _tier(self, say: Say) -> Iterator[tuple[str, tuple[DocumentBlock, ...]]]:
        record, found, own = self._record, self._standing.tier, self._module.head.lang
        tier = self._test.tiers[found.tier - 1]
        facts = [
            (say(N_("Purpose")), record.purpose),
            (say(N_("Test taken on")), day(record.tested_on, own) if record.tested_on else ""),
            (say(N_("Test taken by")), record.tested_by),
            (say(N_("Reasons")), record.reasons),
            (say(N_("Reviewer")), record.reviewer),
        ]
        questions = table((say(N_("Question")), say(N_("Answer"))), self._questions(say))
        notes = [
            say(TIER_NOTES[key])
            for key, true in (("assumed", found.assumed), ("raised", found.raised))
            if true
        ]
        yield (
            plain(tier.name),
            (
                *(block for name, text in facts if text.strip() for block in _under(name, text, own)),
                questions,
                *(Paragraph((Text(note),)) for note in notes),
                self._who(say, tier),
            ),
        )

    def _questions(self, say: Say) -> Iterator[tuple[str, str]]:
        answers = self._record.answers
        worst = say(NOT_ANSWERED) if answers.worst is None else say(NOBODY_KNOWS)
        yield (
            plain(self._test.worst),
            plain(self._test.tiers[answers.worst - 1].name) if answers.worst else worst,
        )
        for name, question in zip(RAISERS, self._test.raisers, strict=True):
            given = answers.raisers.get(name)
            yield (
                plain(question).rstrip(_LIST_SIGNS),
                say(NOT_ANSWERED if given is None else REPLIES[Reply.YES if given else Reply.NO]),
            )

    def _who(self, say: Say, tier: Tier) -> DocumentBlock:
        names = (N_("What follows"), N_("Prepares"), N_("Signs before live use"), N_("Looks again"))
        return table(
            map(say, names),
            [[plain(words) for words in (tier.follows, tier.prepares, tier.signs, tier.again)]],
        )

    # --- the items --------------------------------------------------------------------------------------------

    def _ground(self) -> Iterator[DocumentBlock]:
        say, found = self._say, self._standing
        stage = say(STAGES[found.back_to]) if found.back_to else ""
        sentence = say(GROUNDS[found.ground]).format(stage=stage)
        yield Paragraph((Styled("strong", (Text(sentence),)),))
        for group, name in GROUPS.items():
            members: tuple[str, ...] = getattr(found, group)
            yield from named(say(name), [" · ".join(members)] if members else [])

    def _items(self, say: Say) -> Iterator[tuple[str, tuple[DocumentBlock, ...]]]:
        title, rows = "", list[tuple[str, ...]]()
        for section in self._checklist.sections:
            if section.level == 2:
                yield from self._group(title, rows, say)
                title, rows = section.title, []
            found = (block for block in section.blocks if isinstance(block, CheckItem))
            rows.extend(self._item(item, say) for item in found if item.item in self._standing.asked)
        yield from self._group(title, rows, say)

    def _group(
        self, title: str, rows: list[tuple[str, ...]], say: Say
    ) -> Iterator[tuple[str, tuple[DocumentBlock, ...]]]:
        if rows:
            yield title, (table(map(say, ITEMS), rows),)

    def _item(self, item: CheckItem, say: Say) -> tuple[str, ...]:
        own, name = self._checklist.head.lang, item.item
        statement = f"{name} {plain(item.statement)}"
        if item.criterion == "never":
            statement = f"{statement} ({say(NEVER_WAIVED)})"
        reply = self._record.replies.get(name, "")
        note = self._record.notes.get(name, Note())
        beside = [*note_parts(note, say, own), *(say(FLAWS[flaw]) for flaw in self._lacks(name, reply))]
        answer = say(REPLIES[Reply(reply)]) if reply in set(Reply) else say(NOT_ANSWERED)
        return statement, answer, " · ".join(beside)

    def _lacks(self, name: str, reply: str) -> Iterator[Flaw]:
        if name in self._standing.unproven:
            yield Flaw.NO_EVIDENCE
        if name in self._standing.open and reply == Reply.NO:
            yield Flaw.NO_ACTION
        if name in self._standing.open and reply == Reply.NOT_APPLICABLE:
            yield Flaw.NO_REASON

    # --- what was decided -------------------------------------------------------------------------------------

    def _decisions(self) -> Iterator[tuple[str, tuple[DocumentBlock, ...]]]:
        say, record = self._say, self._record
        if record.decisions:
            yield say(N_("Decisions")), (table(map(say, DECISIONS), map(self._decision, record.decisions)),)
        if record.changes:
            names = (N_("Date"), N_("What changed"), N_("Note"))
            rows = (
                (day(it.on, self._language), say(CHANGES[it.of]), typed(it.text, self._language))
                for it in record.changes
            )
            yield say(N_("Changes")), (table(map(say, names), rows),)

    def _decision(self, line: EthicsDecision) -> tuple[str, ...]:
        say = self._say
        who = " · ".join(typed(text.strip(), self._language) for text in (line.by, line.role) if text.strip())
        said = say(APPROVED if line.approved else REFUSED).format(
            stage=say(STAGES[line.stage]), tier=line.tier
        )
        reasons = typed(line.reasons.strip(), self._language)
        parts = [said, reasons, say(AGAINST_RULE) if line.against_rule else ""]
        return (
            day(line.on, self._language),
            who,
            " · ".join(filter(None, parts)),
            say(SHORT_GROUNDS[line.ground]),
        )


def _under(name: str, text: str, language: str) -> tuple[Paragraph, ...]:
    """What was typed, under its name."""
    return (Paragraph((Styled("strong", (Text(name),)),)), *paragraphs(text, language))
