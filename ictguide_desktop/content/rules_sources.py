"""Rules about sources: a citation has its source, a page lists what it cites, a source can be found."""

from __future__ import annotations

from pathlib import Path

from ictguide_desktop.content.loader import Content
from ictguide_desktop.content.passages import runs
from ictguide_desktop.content.report import Place, Report
from ictguide_desktop.model.guide import Cite, Page, Source, walk_spans

SOURCE_KINDS = ("law", "standard", "audit", "operator", "institution", "press", "guidance")
_SOURCES = Path("sources.toml")


def check_sources(content: Content, report: Report) -> None:
    """The citations of all pages, and the list of sources itself."""
    used: set[str] = set()
    for language, pages in content.pages.items():
        for page in pages.values():
            cited = _cited(page, content, report)
            used |= set(cited)
            if language == content.outline.fallback:
                _listed(page, cited, content, report)
    for source in content.sources.values():
        _source(source, report)
        if source.id not in used:
            mend = "cite it, or take it out of sources.toml"
            report.warning(
                report.table(_SOURCES, source.id), "source-unused", f"no page cites “{source.id}”", mend
            )


def _cited(page: Page, content: Content, report: Report) -> dict[str, Place]:
    """The sources that a page cites, in the order of their first use, each with its place."""
    cited: dict[str, Place] = {}
    for section in page.sections:
        for number, block in enumerate(section.blocks):
            for _, spans in runs(block):
                for span in walk_spans(spans):
                    if isinstance(span, Cite) and span.source not in cited:
                        place = report.block(page, section, number, f"(source:{span.source}")
                        cited[span.source] = place
                        if span.source not in content.sources:
                            message = f"sources.toml has no source “{span.source}”"
                            report.error(place, "unknown-source", message, "mend the id, or add the source")
    return cited


def _listed(page: Page, cited: dict[str, Place], content: Content, report: Report) -> None:
    listed = page.head.sources
    for source, place in cited.items():
        if source not in listed and source in content.sources:
            mend = f'add "{source}" to “sources” in the head'
            report.error(place, "source-unlisted", f"“{source}” is cited and not listed", mend)
    for source in listed:
        if source not in cited:
            place = report.near(report.key(page, "sources"), f'"{source}"')
            mend = "cite it where the page rests on it, or take it out of “sources”"
            report.error(place, "source-uncited", f"“{source}” is listed and not cited", mend)
    wanted = [source for source in cited if source in listed]
    if set(wanted) == set(listed) and wanted != list(listed):
        mend = "write sources = [" + ", ".join(f'"{source}"' for source in wanted) + "]"
        message = "the sources are not in the order of their first use"
        report.warning(report.key(page, "sources"), "source-order", message, mend)


def _source(source: Source, report: Report) -> None:
    place = report.table(_SOURCES, source.id)
    if not source.owner:
        report.error(place, "source", f"“{source.id}” has no owner", 'add owner = "…", who published it')
    if not source.year:
        mend = 'add year = 2025, or year = "undated"'
        report.error(place, "source", f"“{source.id}” has no year", mend)
    if source.kind not in SOURCE_KINDS:
        message = f"“{source.id}” is of the kind “{source.kind}”"
        report.error(place, "source", message, f"write one of {', '.join(SOURCE_KINDS)}")
    if source.url and not source.url.startswith(("https://", "http://")):
        report.error(
            place, "source", f"the url of “{source.id}” is not a web address", "begin it with https://"
        )
    elif not source.url and not source.reference:
        mend = "add url, or reference where it is not on the web"
        report.error(
            place, "source", f"“{source.id}” cannot be found: it has neither url nor reference", mend
        )
    elif not source.url and source.public:
        mend = "add its url, or public = false where it is not on the web"
        report.warning(place, "source", f"“{source.id}” has no url", mend)
