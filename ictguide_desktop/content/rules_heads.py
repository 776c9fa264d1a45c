"""Rules about the head of a page: status, review, revision and what the page belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ictguide_desktop.content.loader import Content
from ictguide_desktop.content.report import Place, Report
from ictguide_desktop.content.sentences import sentences, words
from ictguide_desktop.model.guide import Kind, Page

STATUSES = ("draft", "reviewed")
REVIEWS = ("excerpts", "administration")
EVIDENCE = ("audit", "operator", "institution", "press")
_LEAD_WORDS = 30
_BELONG = frozenset({Kind.CHECKLIST, Kind.CASE, Kind.TEMPLATE})


def check_heads(content: Content, report: Report) -> None:
    """The heads of all pages, in every language."""
    originals = content.pages[content.outline.fallback]
    for language, pages in content.pages.items():
        for page in pages.values():
            _review(page, report)
            _lead(page, report)
            if page.head.kind == Kind.CASE:
                _case_facts(page, report)
            if language != content.outline.fallback and page.head.id in originals:
                _translation(page, report)
    for page in originals.values():
        if page.head.revision < 1:
            mend = "write revision = 1; it goes up by one when the meaning changes"
            report.error(report.key(page, "revision"), "revision", "the page has no revision", mend)
        if page.head.kind == Kind.CASE and page.head.evidence not in EVIDENCE:
            message = f"the evidence is “{page.head.evidence}”"
            report.error(
                report.key(page, "evidence"), "evidence", message, f"write one of {', '.join(EVIDENCE)}"
            )
        _relations(page, originals, report)


def _review(page: Page, report: Report) -> None:
    review = page.head.review
    if review.status and review.status not in STATUSES:
        message = f"“{review.status}” is not a status"
        report.error(report.key(page, "status"), "status", message, f"write one of {', '.join(STATUSES)}")
    if review.status == "reviewed":
        if not review.on:
            mend = "add reviewed_on = 2026-11-24, the day of the review"
            report.error(report.key(page, "reviewed_on"), "status", "a reviewed page has no date", mend)
        if review.means not in REVIEWS:
            message = f"a reviewed page says by what means, not “{review.means}”"
            mend = f"write reviewed_by as one of {', '.join(REVIEWS)}"
            report.error(report.key(page, "reviewed_by"), "status", message, mend)
    elif review.on or review.means:
        mend = 'write status = "reviewed", or take the date and means out'
        report.warning(report.key(page, "status"), "status", "a draft tells of a review", mend)


def _lead(page: Page, report: Report) -> None:
    lead = page.head.lead
    if len(sentences(lead)) > 1 or words(lead) > _LEAD_WORDS:
        message = f"the lead has {len(sentences(lead))} sentences and {words(lead)} words"
        mend = f"write one sentence of at most {_LEAD_WORDS} words"
        report.warning(report.key(page, "lead"), "lead", message, mend)


def _case_facts(page: Page, report: Report) -> None:
    for key, value in (("place", page.head.place), ("years", page.head.years)):
        if not value:
            mend = f'add {key} = "…" as it is printed'
            report.error(report.key(page, key), "case-facts", f"the case has no {key}", mend)


def _translation(page: Page, report: Report) -> None:
    revision, translates = page.head.revision, page.head.translates
    place = report.key(page, "translates")
    if translates < 1:
        mend = f"write translates = {revision}, the revision it was made from"
        report.error(
            place, "translates", "the translation does not say which revision it was made from", mend
        )
    elif translates > revision:
        message = f"it translates revision {translates}, and the page is at revision {revision}"
        report.error(place, "translates", message, f"write translates = {revision}")
    elif translates < revision:
        message = f"the text is of revision {translates}, and the page is at revision {revision}"
        report.warning(place, "stale", message, f"bring it up to date, then write translates = {revision}")


def _named(page: Page) -> Iterator[tuple[str, str, Kind, str]]:
    """Key, id, kind of page, and the key with which that page names this one in turn."""
    head = page.head
    if head.checklist:
        yield "checklist", head.checklist, Kind.CHECKLIST, "module"
    for case in head.cases:
        yield "cases", case, Kind.CASE, "module"
    for template in head.templates:
        yield "templates", template, Kind.TEMPLATE, "module"
    for module in head.modules:
        back = {Kind.CHECKLIST: "checklist", Kind.CASE: "cases", Kind.TEMPLATE: "templates"}
        yield "module", module, Kind.MODULE, back.get(head.kind, "")


def _relations(page: Page, pages: Mapping[str, Page], report: Report) -> None:

    head = page.head
    for key, name, kind, back in _named(page):
        place, other = _line(page, key, name, report), pages.get(name)
        if other is None or other.head.kind != kind:
            message = f"“{name}” in “{key}” is not a {kind.value} of the guide"
            report.error(place, f"unknown-{kind.value}", message, "mend the id, or write the page")
        elif back and not _names_back(other, back, head.id):
            message = f"“{name}” does not name “{head.id}” in its “{back}”"
            report.warning(place, "relation", message, f"add it to “{back}” there, or take “{name}” out here")
    if head.kind in _BELONG and not head.modules:
        mend = 'add module = "…", the id of the module'
        report.error(
            report.key(page, "module"), "relation", "the page names no module that it belongs to", mend
        )
    if head.kind == Kind.CHECKLIST and head.modules and head.id != f"{head.modules[0]}-checklist":
        message = f"the checklist of “{head.modules[0]}” has another name"
        mend = f"call the file {head.modules[0]}-checklist.md"
        report.error(Place(report.page(page)), "relation", message, mend)


def _line(page: Page, key: str, name: str, report: Report) -> Place:
    """The line of a head that names a page; lists may run over several lines."""
    return report.near(report.key(page, key), f'"{name}"')


def _names_back(page: Page, key: str, name: str) -> bool:
    head = page.head
    named = {
        "module": head.modules,
        "checklist": (head.checklist,),
        "cases": head.cases,
        "templates": head.templates,
    }
    return name in named[key]
