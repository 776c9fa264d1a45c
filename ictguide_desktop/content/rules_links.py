"""Rules about links: every address, term, item, case, template, figure and embedded section is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from ictguide_desktop.content.loader import Content
from ictguide_desktop.content.passages import runs, visible
from ictguide_desktop.content.report import Place, Report
from ictguide_desktop.model.address import Address, AddressError
from ictguide_desktop.model.guide import (
    CheckItem,
    Embed,
    Figure,
    Kind,
    Link,
    LinkKind,
    Page,
    Section,
    walk_spans,
)

_GLOSSARY = "glossary"
_WEB = re.compile(r"https?://|\bwww\.")


def check_links(content: Content, report: Report) -> None:
    """All links of all pages, in every language."""
    targets = Targets(content)
    for pages in content.pages.values():
        for page in pages.values():
            for section in page.sections:
                _section(page, section, targets, report)
    _templates_of_measures(content, targets, report)


def _templates_of_measures(content: Content, targets: Targets, report: Report) -> None:
    """A measure names a template that is there."""
    path = Path(content.outline.fallback, "measures.toml")
    for question in content.questionnaires[content.outline.fallback].questions:
        named = targets.pages.get(question.template)
        if question.template and (named is None or named.head.kind != Kind.TEMPLATE):
            message = f"{question.id} names “{question.template}”, which is no template"
            report.error(report.table(path, question.id, "template"), "broken-link", message, "mend the id")


class Targets:
    """What can be linked to; a fault is a clause and how to mend it, and nothing when the link holds."""

    def __init__(self, content: Content) -> None:
        outline = content.outline
        self.pages: Mapping[str, Page] = content.pages[outline.fallback]
        self._terms = content.terms[outline.fallback]
        blocks = [block for page in self.pages.values() for _, _, block in page.blocks()]
        self._items = {block.item for block in blocks if isinstance(block, CheckItem)}
        self.drawings = content.drawings
        self._faults: Mapping[LinkKind, Callable[[str], tuple[str, str, str]]] = {
            LinkKind.PAGE: lambda target: self.address(target, None),
            LinkKind.CASE: lambda target: self.address(target, Kind.CASE),
            LinkKind.TEMPLATE: lambda target: self.address(target, Kind.TEMPLATE),
            LinkKind.TERM: self._term,
            LinkKind.CHECK: self._item,
        }

    def fault(self, kind: LinkKind, target: str) -> tuple[str, str, str]:
        """Rule, message and mend of a broken link; empty texts for a link that holds."""
        return self._faults[kind](target)

    def _term(self, target: str) -> tuple[str, str, str]:
        if target in self._terms:
            return "", "", ""
        return (
            "unknown-term",
            f"the glossary has no term “{target}”",
            "mend the id, or add the term to glossary.toml",
        )

    def _item(self, target: str) -> tuple[str, str, str]:
        if target in self._items:
            return "", "", ""
        return "unknown-item", f"no checklist has an item “{target}”", "mend the id, or write the item"

    def address(self, target: str, kind: Kind | None) -> tuple[str, str, str]:
        """The fault of a link to a page, a section or a block."""
        try:
            address = Address.parse(target)
        except AddressError as error:
            return "broken-link", str(error), "write page, page#section or page#section:2"
        if (
            kind is None
            and address.page == _GLOSSARY
            and (not address.section or address.section in self._terms)
        ):
            return "", "", ""
        page = self.pages.get(address.page)
        if page is None or (kind is not None and page.head.kind != kind):
            what = kind.value if kind else "page"
            return f"unknown-{what}", f"there is no {what} “{address.page}”", "mend the id, or write the page"
        section = page.section(address.section)
        if address.section and section is None:
            mend = f"use one of {', '.join(known.id for known in page.sections)}"
            return "broken-anchor", f"“{address.page}” has no section “{address.section}”", mend
        if section is not None and address.block > len(section.blocks):
            message = (
                f"“{address.page}#{address.section}” has {len(section.blocks)} blocks, not {address.block}"
            )
            return "broken-block", message, "count the blocks again, or link the section"
        return "", "", ""


def _section(page: Page, section: Section, targets: Targets, report: Report) -> None:
    linked: set[str] = set()
    for number, block in enumerate(section.blocks):
        if isinstance(block, Figure):
            if block.figure not in targets.drawings:
                mend = f"draw figures/{block.figure}.svg, or mend the id"
                message = f"there is no figure “{block.figure}”"
                report.error(report.block(page, section, number), "unknown-figure", message, mend)
        elif isinstance(block, Embed):
            _embed(page, block, report.block(page, section, number), targets, report)
        elif isinstance(block, CheckItem) and block.explains.page:
            _say(targets.address(str(block.explains), None), report.section(page, section), report)
        for _, spans in runs(block):
            for span in walk_spans(spans):
                if isinstance(span, Link):
                    place = report.block(page, section, number)
                    _link(span, place, linked, targets, report)
            if found := _WEB.search(visible(spans)):
                place = report.block(page, section, number, found[0])
                mend = "cite a source of sources.toml; an address that is an example goes in code"
                report.error(place, "network-link", "a web address stands in the text", mend)


def _link(link: Link, place: Place, linked: set[str], targets: Targets, report: Report) -> None:
    written = f"({link.kind.value}:{link.target}"
    _say(targets.fault(link.kind, link.target), report.near(place, written), report)
    if link.kind == LinkKind.TERM:
        if link.target in linked:
            message = f"the term “{link.target}” is linked again in this section"
            report.warning(
                report.near(place, written), "term-again", message, "link a term at its first use, no more"
            )
        linked.add(link.target)


def _embed(page: Page, embed: Embed, place: Place, targets: Targets, report: Report) -> None:
    fault = targets.address(str(embed.target), None)
    _say(fault, place, report)
    if fault[0]:
        return
    target = targets.pages.get(embed.target.page)
    section = target.section(embed.target.section) if target is not None else None
    if section is None or embed.target.block:
        message = f"“{embed.target}” is not a section of a page"
        report.error(place, "embed", message, "embed a whole section: ![](page:page#section)")
    elif embed.target.page == page.head.id or any(isinstance(block, Embed) for block in section.blocks):
        message = f"“{embed.target}” stands on this page, or embeds a section itself"
        report.error(place, "embed", message, "embed a section of another page, where it is written")


def _say(fault: tuple[str, str, str], place: Place, report: Report) -> None:
    if fault[0]:
        report.error(place, *fault)
