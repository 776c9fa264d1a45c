"""Rules about length: of paragraphs, sentences and list items, and of tables."""

from __future__ import annotations

from ictguide_desktop.content.loader import Content
from ictguide_desktop.content.passages import Passage, passages, quoted, visible
from ictguide_desktop.content.report import Report
from ictguide_desktop.content.sentences import sentences, words
from ictguide_desktop.model.guide import Block, ListBlock, Styled, Table

MAX_SENTENCES = {"paragraph": 4, "item": 2, "evidence": 4, "how": 4, "help": 4, "statement": 1}
MAX_WORDS = 35
_WITH_SENTENCES = frozenset({*MAX_SENTENCES, "cell", "example", "lead", "alt", "definition"})


def check_prose(content: Content, report: Report) -> None:
    """All running text of the languages that pages are written in."""
    for language in content.outline.languages:
        for passage in passages(content, report, language):
            if passage.kind in _WITH_SENTENCES:
                _passage(passage, report)
        for page in content.pages[language].values():
            for section in page.sections:
                for number, block in enumerate(section.blocks):
                    before = section.blocks[number - 1] if number else None
                    if fault := _shape(block, before):
                        report.warning(report.block(page, section, number), *fault)


def _passage(passage: Passage, report: Report) -> None:
    text, place = passage.text, report.near(passage.place, passage.opening)
    first = passage.spans[0] if passage.spans else None
    if isinstance(first, Styled) and first.style in ("strong", "emphasis"):
        text = visible(
            passage.spans[1:]
        )  # a name that is set apart before the text is not one of its sentences
    found = sentences(text)
    limit = MAX_SENTENCES.get(passage.kind, len(found))
    if len(found) > limit:
        message = f"{quoted(passage.text)} has {len(found)} sentences, not at most {limit}"
        mend = (
            "split it in two"
            if passage.kind == "paragraph"
            else "shorten it, or move a part to another block"
        )
        report.warning(place, f"long-{passage.kind}", message, mend)
    # A point on the line stands between things that are listed: each is read by itself.
    for sentence in (part for whole in found for part in whole.split(" · ")):
        count = words(sentence)
        if count > MAX_WORDS:
            message = f"the sentence {quoted(sentence)} has {count} words"
            report.warning(place, "long-sentence", message, f"split it: at most {MAX_WORDS} words")


def _shape(block: Block, before: Block | None) -> tuple[str, str, str] | None:
    """Rule, message and mend of a table or list that is not built as the guide builds them."""
    if isinstance(block, Table) and not 2 <= len(block.header) <= 4:
        return "table-columns", f"the table has {len(block.header)} columns", "give it 2 to 4"
    if not isinstance(block, ListBlock):
        return None
    if isinstance(before, ListBlock) and before.ordered == block.ordered:
        return "split-list", "two lists follow one another", "leave no blank line between the items of a list"
    deeper = [item.sublist for item in block.items if item.sublist is not None]
    if any(item.sublist is not None for sublist in deeper for item in sublist.items):
        return "list-depth", "the list is three levels deep", "use one deeper level at most"
    return None
