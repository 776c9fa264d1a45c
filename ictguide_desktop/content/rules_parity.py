"""Rules about translations: the same sections, blocks, rows, links, citations and numbers as the original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ictguide_desktop.content.loader import Content
from ictguide_desktop.content.numbers import numbers
from ictguide_desktop.content.passages import opening, runs
from ictguide_desktop.content.report import Place, Report
from ictguide_desktop.model.guide import (
    Block,
    Callout,
    CheckItem,
    Cite,
    Embed,
    Field,
    Figure,
    Link,
    ListBlock,
    Page,
    Paragraph,
    Section,
    Spans,
    Table,
    plain,
    walk_spans,
)


def check_parity(content: Content, report: Report) -> None:
    """Every translation against its original, page by page."""
    fallback = content.outline.fallback
    originals = content.pages[fallback]
    for language, pages in content.pages.items():
        if language == fallback:
            continue
        for page_id, original in originals.items():
            page = pages.get(page_id)
            if page is None and language in content.outline.partial:
                continue
            if page is None:
                path = content.paths[fallback, page_id]
                mend = f"write {language}/{'/'.join(path.parts[1:])}"
                report.warning(Place(path), "missing-page", f"the page is missing in “{language}”", mend)
            else:
                _Comparison(original, page, report).run()
        for page_id in pages.keys() - originals.keys():
            mend = f"write {fallback}/…/{page_id}.md first, or take the page out"
            report.error(
                Place(report.page(pages[page_id])), "orphan-page", "the page translates no page", mend
            )


class _Comparison:
    """One page beside its original."""

    def __init__(self, original: Page, page: Page, report: Report) -> None:
        self._original = original
        self._page = page
        self._report = report
        self._languages = (original.head.lang, page.head.lang)

    def run(self) -> None:
        """Report every difference that a reader of both languages would meet."""
        self._head()
        self._sections()
        for section in self._page.sections:
            source = self._original.section(section.id)
            if source is not None:
                self._section(source, section)

    def _head(self) -> None:
        original, head = self._original.head, self._page.head
        for key, first, second in (
            ("title", original.title, head.title),
            ("lead", original.lead, head.lead),
            ("years", original.years, head.years),
        ):
            self._numbers(first, second, self._report.key(self._page, key))

    def _sections(self) -> None:
        expected = [section.id for section in self._original.sections]
        found = [section.id for section in self._page.sections]
        path = Place(self._report.page(self._page))
        for missing in (name for name in expected if name not in found):
            mend = f"write the section with the id {missing}"
            self._error(path, "sections", f"the section “{missing}” is missing", mend)
        for section in self._page.sections:
            if section.id not in expected:
                mend = "use the ids of the original; take out what it does not have"
                message = f"the original has no section “{section.id}”"
                self._error(self._report.section(self._page, section), "sections", message, mend)
        common = [name for name in expected if name in found]
        present = [name for name in found if name in expected]
        if first := next((b for a, b in zip(common, present, strict=False) if a != b), ""):
            place = Place(
                path.path, next(section.line for section in self._page.sections if section.id == first)
            )
            mend = f"order them as the original: {', '.join(common)}"
            self._error(place, "sections", f"the section “{first}” stands in another order", mend)

    def _section(self, source: Section, section: Section) -> None:
        place = self._report.section(self._page, section)
        for what, first, second in (
            ("level", source.level, section.level),
            ("audience", source.audiences, section.audiences),
            ("band", source.band, section.band),
        ):
            if first != second:
                message = f"the {what} of “{section.id}” is not that of the original"
                self._error(
                    place,
                    "sections",
                    message,
                    "audience and band are given in the original only; the level is its",
                )
        self._numbers(source.title, section.title, place)
        expected = [_kind(block) for block in source.blocks]
        found = [_kind(block) for block in section.blocks]
        if expected != found:
            mend = "write the same blocks in the same order"
            message = f"“{section.id}” has {_listing(found)} where the original has {_listing(expected)}"
            self._error(place, "blocks", message, mend)
            return
        for number, (one, other) in enumerate(zip(source.blocks, section.blocks, strict=True)):
            self._block(one, other, section, number)

    def _block(self, original: Block, block: Block, section: Section, number: int) -> None:
        place = self._report.block(self._page, section, number)
        expected, found = list(_shape(original)), list(_shape(block))
        if expected != found:
            message = f"{_listing(found)} where the original has {_listing(expected)}"
            self._error(place, "blocks", message, "give it the parts of the original, in its order")
            return
        for (_, first), (_, second) in zip(runs(original), runs(block), strict=False):
            self._run(first, second, section, number)

    def _run(self, original: Spans, spans: Spans, section: Section, number: int) -> None:
        place = self._report.block(self._page, section, number, opening(spans))
        self._numbers(plain(original), plain(spans), place)
        for rule, what, first, second in (
            ("links", "link", _links(original), _links(spans)),
            ("citations", "citation", _citations(original), _citations(spans)),
        ):
            if first != second:
                here = next(iter(second - first), "")
                self._error(
                    self._report.near(place, here),
                    rule,
                    _difference(what, first, second),
                    "keep what the original has",
                )

    def _numbers(self, original: str, text: str, place: Place) -> None:
        first, second = numbers(original, self._languages[0]), numbers(text, self._languages[1])
        if first != second:
            mend = "a number is a figure in all languages, or a word in all"
            self._error(place, "numbers", _difference("number", first, second), mend)

    def _error(self, place: Place, rule: str, message: str, mend: str) -> None:
        self._report.error(place, f"parity-{rule}", message, mend)


def _kind(block: Block) -> str:
    return "numbered list" if isinstance(block, ListBlock) and block.ordered else _KINDS[type(block)]


_KINDS: dict[type, str] = {
    Paragraph: "paragraph", ListBlock: "list", Table: "table", Callout: "callout", Figure: "figure",
    Embed: "embedded section", CheckItem: "item", Field: "field",
}  # fmt: skip


def _shape(block: Block) -> Iterator[str]:
    """What a block is made of, in words: the same in every language."""
    match block:
        case ListBlock(_, items):
            yield f"{_kind(block)} of {len(items)}"
            for number, item in enumerate(items, 1):
                if item.sublist is not None:
                    yield f"beneath item {number}"
                    yield from _shape(item.sublist)
        case Table(header, rows):
            yield f"table of {len(rows)} rows and {len(header)} columns"
        case Callout(kind, _, blocks):
            yield f"callout “{kind}”"
            for inner in blocks:
                yield from _shape(inner)
        case Figure(figure):
            yield f"figure “{figure}”"
        case Embed(target):
            yield f"embedded section “{target}”"
        case CheckItem():
            yield f"item {block.item} with{'' if block.how else 'out'} a way to check"
        case Field():
            parts = "columns" if block.form == "table" else "options"
            yield f"field {block.field} with {len(block.options)} {parts}"
        case _:
            yield _kind(block)


def _links(spans: Spans) -> Counter[str]:
    return Counter(f"{span.kind.value}:{span.target}" for span in walk_spans(spans) if isinstance(span, Link))


def _citations(spans: Spans) -> Counter[str]:
    return Counter(f"source:{span.source}" for span in walk_spans(spans) if isinstance(span, Cite))


def _difference(what: str, original: Counter[str], found: Counter[str]) -> str:
    """What stands only in the original and only in the translation, in a clause."""
    missing, extra = sorted((original - found).elements()), sorted((found - original).elements())
    parts = []
    if missing:
        parts.append(f"the {what} {', '.join(missing)} of the original is not here")
    if extra:
        parts.append(f"the {what} {', '.join(extra)} is not in the original")
    return "; ".join(parts)


def _listing(parts: list[str]) -> str:
    return ", ".join(parts) if parts else "nothing"
