"""Rules about the shape of pages: fixed parts, audiences, lengths, checklist items and template fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ictguide_desktop.content.loader import Content
from ictguide_desktop.content.pages import ALL_AUDIENCES, FIELD_ID
from ictguide_desktop.content.report import Place, Report
from ictguide_desktop.model.guide import (
    CRITERION_ANSWERS,
    READING_SPEED,
    Audience,
    Band,
    CheckItem,
    Field,
    Figure,
    Kind,
    Page,
    Section,
    SectionHead,
    plain,
)

MIN_ITEMS = 10
COLUMNS = (2, 6)
_L, _M, _I = Audience.LEADER, Audience.MANAGER, Audience.IMPLEMENTER


class _Part(NamedTuple):
    """A section that every page of a kind has."""

    id: str
    audiences: frozenset[Audience] = frozenset()
    level: int = 2
    band: Band | None = None


_MODULE = (
    _Part("summary", frozenset({_L})),
    _Part("decisions", frozenset({_L})),
    _Part("set-up", frozenset({_M})),
    _Part("steps", frozenset({_I})),
    _Part("maturity", ALL_AUDIENCES),
    *(_Part(f"maturity-{band.value}", level=3, band=band) for band in Band),
    _Part("pitfalls", frozenset({_M, _I})),
    _Part("measures", frozenset({_L, _M})),
    _Part("standards", frozenset({_M})),
)
_CASE = (
    *map(_Part, ("problem", "built", "governance", "results", "went-wrong", "lessons")),
    *(_Part(f"lessons-{audience.value}", frozenset({audience}), level=3) for audience in Audience),
    _Part("evidence"),
)
FIXED_PARTS: Mapping[Kind, tuple[_Part, ...]] = {Kind.MODULE: _MODULE, Kind.CASE: _CASE}
WORDS: Mapping[Kind, tuple[int, int]] = {Kind.MODULE: (1500, 2500), Kind.CASE: (400, 700)}
SUMMARY_WORDS = (250, 400)
LEADER_MINUTES = 40


def check_structure(content: Content, report: Report) -> None:
    """The original pages, whose shape the translations share, and ids and statements across all pages."""
    for page in content.pages[content.outline.fallback].values():
        _fixed_parts(page, report)
        _lengths(page, report)
        for section in page.sections:
            _section(page, section, report)
        if page.head.kind == Kind.MODULE:
            _module(page, report)
        elif page.head.kind == Kind.EXECUTIVE:
            _leader_time(page, report)
        elif page.head.kind == Kind.CHECKLIST:
            _checklist(page, report)
        elif page.head.kind == Kind.TEMPLATE:
            _template(page, report)
    for pages in content.pages.values():
        _unique(pages, report)


def _fixed_parts(page: Page, report: Report) -> None:
    fixed = FIXED_PARTS.get(page.head.kind, ())
    places = {section.id: n for n, section in enumerate(page.sections)}
    last = _Part("")
    for part in fixed:
        section = page.section(part.id)
        if section is None:
            mend = f"add {'#' * part.level} Title {{#{part.id}}}" + (f" after “{last.id}”" if last.id else "")
            message = f"the fixed part “{part.id}” is missing"
            report.error(Place(report.page(page)), "fixed-part", message, mend)
            continue
        place = report.section(page, section)
        if last.id and places[part.id] < places[last.id]:
            message = f"“{part.id}” stands before “{last.id}”"
            report.error(place, "fixed-order", message, f"move it below “{last.id}”")
        if section.level != part.level:
            mend = f"write it with {'#' * part.level}"
            report.error(place, "fixed-part", f"“{part.id}” is a heading of level {section.level}", mend)
        if missing := part.audiences - section.audiences:
            message = f"“{part.id}” is not marked for {' and '.join(sorted(missing))}"
            report.error(place, "fixed-audience", message, "add the audience to its heading")
        if part.band and section.band != part.band:
            mend = f'add band="{part.band.value}" to its heading'
            report.error(place, "fixed-band", f"“{part.id}” does not carry its band", mend)
        last = part


def _lengths(page: Page, report: Report) -> None:
    if page.head.kind in WORDS:
        count = sum(section.words for section in page.head.sections)
        _length(Place(report.page(page)), f"the {page.head.kind.value}", count, WORDS[page.head.kind], report)
    summary = page.section("summary")
    if page.head.kind == Kind.MODULE and summary is not None:
        count = sum(head.words for head in _with_children(page, "summary"))
        _length(report.section(page, summary), "the summary", count, SUMMARY_WORDS, report)


def _leader_time(page: Page, report: Report) -> None:
    """What a leader reads of the whole guide: the executive guide, with the sections that it shows."""
    words = sum(section.words for section in page.head.sections)
    if words > LEADER_MINUTES * READING_SPEED:
        message = f"it takes {words / READING_SPEED:.0f} minutes to read ({words} words)"
        mend = f"cut summaries and decisions: a leader has {LEADER_MINUTES} minutes"
        report.warning(Place(report.page(page)), "reading-time", message, mend)


def _length(place: Place, what: str, count: int, limits: tuple[int, int], report: Report) -> None:
    low, high = limits
    if not low <= count <= high:
        mend = "say more" if count < low else "cut it, or move a part to another page"
        report.warning(place, "length", f"{what} has {count} words, not {low} to {high}", mend)


def _with_children(page: Page, section_id: str) -> Iterator[SectionHead]:
    """A section of level 2 and the sections beneath it."""
    inside = False
    for head in page.head.sections:
        if head.level == 2:
            inside = head.id == section_id
        if inside:
            yield head


def _section(page: Page, section: Section, report: Report) -> None:
    place = report.section(page, section)
    if not section.audiences:
        mend = 'add audience="leader", manager, implementer, several of them, or all'
        report.error(place, "audience", f"the section “{section.id}” has no audience", mend)
    if not section.blocks and len(list(_with_children(page, section.id))) <= 1:
        message = f"the section “{section.id}” is empty"
        report.error(place, "empty-section", message, "write it, or take the heading out")


def _module(page: Page, report: Report) -> None:
    head = page.head
    if not head.checklist:
        mend = f'add checklist = "{head.id}-checklist"'
        report.warning(report.key(page, "checklist"), "module-links", "the module has no checklist", mend)
    if not head.cases:
        mend = 'add cases = ["…"]'
        report.warning(report.key(page, "cases"), "module-links", "the module names no case", mend)
    shown = {block.figure for _, _, block in page.blocks() if isinstance(block, Figure)}
    if not head.figure:
        mend = 'draw one and add figure = "…"'
        report.warning(report.key(page, "figure"), "module-figure", "the module has no figure", mend)
    elif head.figure not in shown:
        message = f"the module's figure “{head.figure}” does not stand on the page"
        report.error(
            report.key(page, "figure"),
            "module-figure",
            message,
            f"write ![](figure:{head.figure}) in a section",
        )


def _checklist(page: Page, report: Report) -> None:
    items = [(section, block) for _, section, block in page.blocks() if isinstance(block, CheckItem)]
    if len(items) < MIN_ITEMS:
        message = f"the checklist has {len(items)} items"
        report.error(Place(report.page(page)), "checklist-length", message, f"write at least {MIN_ITEMS}")
    for section, item in items:
        if not item.explains.page:
            mend = 'add explains="page#section" to its heading'
            report.error(
                report.section(page, section),
                "explains",
                f"{item.item} names no section that explains it",
                mend,
            )


def _template(page: Page, report: Report) -> None:
    fields = [(section, block) for _, section, block in page.blocks() if isinstance(block, Field)]
    if not fields:
        mend = 'write ### Label {#ABC-F1 type="text"} and its two paragraphs'
        report.error(Place(report.page(page)), "field", "the template has no field", mend)
    for section, field in fields:
        place = report.section(page, section)
        if not field.form:
            report.error(
                place, "field", f"{field.field} has no type", 'add type="text" or another type to its heading'
            )
        if not FIELD_ID.fullmatch(field.field):
            mend = "use capitals, -F and a number: AEO-F1"
            report.error(place, "field", f"“{field.field}” is not the id of a field", mend)
        if fault := _options_fault(field) or _criterion_fault(field):
            report.error(place, "field", *fault)


def _options_fault(field: Field) -> tuple[str, str] | None:
    """What is wrong with the list of a field, and how to mend it."""
    count = len(field.options)
    if field.form == "table":
        mend = f"list its columns, from {COLUMNS[0]} to {COLUMNS[1]}, between its help and its example"
        return None if COLUMNS[0] <= count <= COLUMNS[1] else (f"{field.field} has {count} columns", mend)
    mend = "a choice has a list of options between its help and its example, a table its columns, no other field a list"
    return None if (field.form == "choice") == (count > 1) else (f"{field.field} has {count} options", mend)


def _criterion_fault(field: Field) -> tuple[str, str] | None:
    """What is wrong with a field that a verdict is reckoned from, and how to mend it."""
    if field.criterion and (field.form != "choice" or len(field.options) != CRITERION_ANSWERS):
        mend = "list yes, no and not applicable, in this order"
        return f"{field.field} is a criterion, and not a choice of {CRITERION_ANSWERS} answers", mend
    expected = {"decision": ("choice", 4), "conditions": ("table", 4)}.get(field.record)
    if expected is not None and (field.form, len(field.options)) != expected:
        mend = (
            "list go, go with conditions, again later, stop"
            if field.record == "decision"
            else "list condition, owner, date, what happens if it is not met"
        )
        return f"{field.field} keeps the {field.record}, and is not a {expected[0]} of {expected[1]}", mend
    return None


def _unique(pages: Mapping[str, Page], report: Report) -> None:
    """Items and fields are named, and statements made, once in the whole guide."""
    ids: dict[str, str] = {}
    statements: dict[str, str] = {}
    for page in pages.values():
        for address, section, block in page.blocks():
            if not isinstance(block, CheckItem | Field):
                continue
            name = block.item if isinstance(block, CheckItem) else block.field
            place = report.section(page, section)
            if name in ids:
                message = f"the id “{name}” is also used on {ids[name]}"
                report.error(place, "duplicate-id", message, "give one of the two another id")
            ids[name] = address.page
            if isinstance(block, CheckItem):
                said = " ".join(plain(block.statement).casefold().split())
                if said in statements:
                    mend = "keep one of the two, or say what differs"
                    report.error(place, "duplicate-statement", f"{statements[said]} says the same", mend)
                statements[said] = name
