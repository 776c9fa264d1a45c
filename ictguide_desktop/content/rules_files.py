"""Rules about files: every file is known, in its place, and listed in `guide.toml`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ictguide_desktop.content.frontmatter import read_toml
from ictguide_desktop.content.loader import EXECUTIVE_GUIDE, Content
from ictguide_desktop.content.outline import FOLDERS, GUIDE
from ictguide_desktop.content.report import Place, Report
from ictguide_desktop.model.guide import Kind, Page

# Names that the program gives to its own views: a page so called could not be reached.
RESERVED = frozenset(
    {
        "home",
        "glossary",
        "checklists",
        "assessment",
        "bookmarks",
        "notes",
        "cases",
        "templates",
        "search",
        "sources",
    }
)
_TOP = frozenset({"guide.toml", "sources.toml", "crosswalk.toml", "README.md"})
_WORDS = frozenset({"glossary.toml", "figures.toml", "maturity.toml", "questions.toml", "measures.toml"})
_OF_PARTS = frozenset({Kind.MODULE, Kind.ABOUT, Kind.EXECUTIVE, Kind.ASSESSMENT})
_FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()} | {Kind.EXECUTIVE: "about"}


def check_files(content: Content, report: Report) -> None:
    """Files that nothing reads, pages in the wrong folder, and pages that `guide.toml` lacks or invents."""
    for path in _unknown_files(content):
        mend = "move it to where the guide reads it, or take it away; see docs/writing.md"
        report.error(Place(path), "unknown-file", "nothing reads this file", mend)
    _places(content, report)
    _listing(content, report)
    _part_titles(content, report)


def _unknown_files(content: Content) -> Iterator[Path]:
    for folder, folders, files in os.walk(content.root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name).relative_to(content.root)
            if not name.startswith(".") and not _known(path.parts, content):
                yield path


def _known(parts: tuple[str, ...], content: Content) -> bool:
    """Whether the loader, or another reader of the guide, reads a file here."""
    match parts:
        case (name,):
            return name in _TOP
        case ("figures", name):
            return name.endswith(".svg")
        case (language, name):
            return language in content.outline.glossary_languages and name in _WORDS
        case (language, folder, name):
            return language in content.outline.languages and folder in FOLDERS and name.endswith(".md")
        case _:
            return False


def _places(content: Content, report: Report) -> None:
    """Pages whose name is taken, or that lie elsewhere than the page they translate."""
    originals = content.pages[content.outline.fallback]
    for language, pages in content.pages.items():
        for page_id, page in pages.items():
            place = Place(report.page(page))
            if page_id in RESERVED:
                message = f"“{page_id}” is the name of a view of the program"
                report.error(place, "reserved-id", message, "give the page another name")
            if page_id == EXECUTIVE_GUIDE and place.path.parent.name != "about":
                mend = f"move it to {language}/about/{EXECUTIVE_GUIDE}.md"
                report.error(place, "wrong-folder", "the executive guide lies outside about/", mend)
            original = originals.get(page_id)
            if original is not None and original.head.kind != page.head.kind:
                mend = f"move it to {language}/{_FOLDER_OF[original.head.kind]}/{page_id}.md"
                report.error(place, "wrong-folder", "the page lies in another folder than its original", mend)


def _listing(content: Content, report: Report) -> None:
    """Every page stands in `guide.toml` once, in the list of its kind."""
    outline = content.outline
    pages = content.pages[outline.fallback]
    seen: set[str] = set()
    parts = [(page_id, _OF_PARTS) for part in outline.parts[outline.fallback] for page_id in part.pages]
    order = [(page_id, frozenset({kind})) for kind, ids in outline.order.items() for page_id in ids]
    for page_id, kinds in (*parts, *order):
        place = report.guide(f'"{page_id}"')
        if page_id in seen:
            report.error(place, "guide-listing", f"“{page_id}” is listed twice", "take one of the two out")
        seen.add(page_id)
        page = pages.get(page_id)
        if page is None:
            mend = "write the page, or take its id out of the list"
            report.error(place, "guide-listing", f"“{page_id}” is listed but is not a page", mend)
        elif page.head.kind not in kinds:
            message = f"“{page_id}” is of the kind {page.head.kind.value} and stands in another list"
            report.error(place, "guide-listing", message, _where(page))
    for page_id, page in pages.items():
        if page_id not in seen:
            message = "the page is not listed in guide.toml"
            report.error(Place(report.page(page)), "guide-listing", message, _where(page))


def _where(page: Page) -> str:
    """Where in `guide.toml` a page belongs."""
    if page.head.kind in _OF_PARTS:
        return "list it in the pages of a [[part]]"
    return f"list it under [order] in {_FOLDER_OF[page.head.kind]}"


def _part_titles(content: Content, report: Report) -> None:
    """Every part has its name in every language."""
    data = read_toml(content.root / GUIDE, content.root, []) or {}
    for part in data.get("part", []):
        for language in content.outline.languages:
            if not part["title"].get(language, "").strip():
                message = f"the part “{part['id']}” has no title in “{language}”"
                place = report.guide(f'"{part["id"]}"')
                report.error(place, "guide-title", message, f'add title.{language} = "…" to the part')
