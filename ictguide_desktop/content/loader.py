"""Reads the whole content folder: gather every file, then resolve, then hand over one immutable value."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ictguide_desktop.content.findings import Findings
from ictguide_desktop.content.frontmatter import list_field, number_field, split_page, text_field, toml_error
from ictguide_desktop.content.pages import PageReader
from ictguide_desktop.model.guide import (
    Block,
    CheckItem,
    Field,
    FigureWords,
    Kind,
    Page,
    PageHead,
    Part,
    Review,
    Section,
    SectionHead,
    Source,
    Term,
    block_text,
)
from ictguide_desktop.model.problems import ContentInvalid, ContentProblem

FOLDERS = {
    "modules": Kind.MODULE,
    "checklists": Kind.CHECKLIST,
    "case-studies": Kind.CASE,
    "templates": Kind.TEMPLATE,
    "about": Kind.ABOUT,
}
EXECUTIVE_GUIDE = "executive-guide"


@dataclass(frozen=True)
class Outline:
    """What `guide.toml` says: the edition, its languages, its parts with their pages and the order of the rest."""

    edition: str
    date: str
    fallback: str
    languages: tuple[str, ...]
    glossary_languages: tuple[str, ...]
    parts: Mapping[str, tuple[Part, ...]]
    order: Mapping[Kind, tuple[str, ...]]


@dataclass(frozen=True)
class Content:
    """Everything that was read. Maps are by language, then by id."""

    root: Path
    outline: Outline
    pages: Mapping[str, Mapping[str, Page]]
    paths: Mapping[tuple[str, str], Path]
    terms: Mapping[str, Mapping[str, Term]]
    figures: Mapping[str, Mapping[str, FigureWords]]
    drawings: Mapping[str, str]
    sources: Mapping[str, Source]
    problems: tuple[ContentProblem, ...]


def _toml(path: Path, root: Path, problems: list[ContentProblem]) -> dict[str, Any]:
    findings = Findings(path.relative_to(root), problems)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        findings.error(0, "missing-file", "the file is missing", "create it")
    except UnicodeDecodeError:
        findings.error(0, "encoding", "the file is not UTF-8", "save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        line, message = toml_error(error)
        findings.error(line, "toml", f"not valid TOML: {message}", "mend the line")
    return {}


def _outline(root: Path, problems: list[ContentProblem]) -> Outline:
    data = _toml(root / "guide.toml", root, problems)
    if not data:
        raise ContentInvalid(problems)
    try:
        languages = tuple(data["languages"])
        parts = {
            language: tuple(
                Part(part["id"], part["title"].get(language, part["title"][data["fallback"]]), tuple(part["pages"]))
                for part in data["part"]
            )
            for language in languages
        }
        return Outline(
            edition=data["edition"],
            date=str(data["date"]),
            fallback=data["fallback"],
            languages=languages,
            glossary_languages=tuple(data["glossary_languages"]),
            parts=parts,
            order={FOLDERS[folder]: tuple(ids) for folder, ids in data.get("order", {}).items()},
        )
    except KeyError as error:
        Findings(Path("guide.toml"), problems).error(0, "guide", f"the key {error} is missing or unknown", "see docs/writing.md")
        raise ContentInvalid(problems) from error


def _head(page_id: str, kind: Kind, language: str, meta: dict[str, Any], sections: tuple[Section, ...], findings: Findings) -> PageHead:
    on = meta.get("reviewed_on", "")
    if on and not isinstance(on, datetime.date):
        findings.error(1, "front-matter", "“reviewed_on” must be a date", "write reviewed_on = 2026-11-24, without quotation marks")
        on = ""
    status = text_field(meta, "status", findings, required=True)
    return PageHead(
        id=page_id,
        kind=kind,
        lang=language,
        title=text_field(meta, "title", findings, required=True),
        lead=text_field(meta, "lead", findings, required=True),
        review=Review(status, str(on), text_field(meta, "reviewed_by", findings)),
        revision=number_field(meta, "revision", findings),
        translates=number_field(meta, "translates", findings),
        sections=tuple(section_head(section) for section in sections),
        sources=list_field(meta, "sources", findings),
        modules=list_field(meta, "module", findings),
        checklist=text_field(meta, "checklist", findings),
        cases=list_field(meta, "cases", findings),
        templates=list_field(meta, "templates", findings),
        figure=text_field(meta, "figure", findings),
        place=text_field(meta, "place", findings),
        years=text_field(meta, "years", findings),
        evidence=text_field(meta, "evidence", findings),
    )


def section_head(section: Section) -> SectionHead:
    """What the catalogue keeps of a section."""
    words = sum(len(block_text(block).split()) for block in section.blocks)
    return SectionHead(section.id, section.title, section.level, section.audiences, section.band, words, len(section.blocks))


def _inherit_block(block: Block, original: Block | None) -> Block:
    """A translated item or field with what is said in English only."""
    if isinstance(block, CheckItem) and isinstance(original, CheckItem):
        return block._replace(explains=original.explains)
    if isinstance(block, Field) and isinstance(original, Field):
        return block._replace(form=original.form, required=original.required)
    return block


def _inherit(page: Page, original: Page) -> Page:
    """A translation with what its page says in English only: audiences, bands, relations, sources."""
    sections = []
    for section in page.sections:
        source = original.section(section.id)
        if source is not None:
            blocks = tuple(
                _inherit_block(block, source.blocks[n] if n < len(source.blocks) else None) for n, block in enumerate(section.blocks)
            )
            section = replace(section, audiences=section.audiences or source.audiences, band=section.band or source.band, blocks=blocks)  # noqa: PLW2901
        sections.append(section)
    first = original.head
    head = replace(
        page.head,
        sections=tuple(section_head(section) for section in sections),
        revision=first.revision,
        sources=first.sources,
        modules=first.modules,
        checklist=first.checklist,
        cases=first.cases,
        templates=first.templates,
        figure=first.figure,
        evidence=first.evidence,
    )
    return Page(head, tuple(sections))


def _pages(root: Path, language: str, paths: dict[tuple[str, str], Path], problems: list[ContentProblem]) -> dict[str, Page]:
    reader = PageReader()
    pages: dict[str, Page] = {}
    for folder, kind in FOLDERS.items():
        for path in sorted((root / language / folder).glob("*.md")):
            findings = Findings(path.relative_to(root), problems)
            page_id = path.stem
            page_kind = Kind.EXECUTIVE if page_id == EXECUTIVE_GUIDE else kind
            if page_id in pages:
                findings.error(0, "duplicate-id", f"the page id “{page_id}” is used by {paths[language, page_id].as_posix()}", "rename one of the two files")
                continue
            try:
                source = split_page(path.read_text(encoding="utf-8"), findings)
            except UnicodeDecodeError:
                findings.error(0, "encoding", "the file is not UTF-8", "save it as UTF-8")
                continue
            if source is None:
                continue
            sections = reader.sections(source.body, source.body_line, page_kind, findings)
            pages[page_id] = Page(_head(page_id, page_kind, language, source.meta, sections, findings), sections)
            paths[language, page_id] = path.relative_to(root)
    return pages


def _terms(root: Path, language: str, fallback: Mapping[str, Term], problems: list[ContentProblem]) -> dict[str, Term]:
    path = root / language / "glossary.toml"
    findings = Findings(path.relative_to(root), problems)
    terms: dict[str, Term] = {}
    for term_id, entry in _toml(path, root, problems).items():
        if not isinstance(entry, dict):
            findings.error(0, "glossary", f"“{term_id}” is not a table", "write [term-id] and its keys beneath")
            continue
        name = text_field(entry, "term", findings, required=True)
        definition, original = text_field(entry, "definition", findings), fallback.get(term_id)
        terms[term_id] = Term(
            id=term_id,
            term=name,
            acronym=text_field(entry, "acronym", findings),
            variants=list_field(entry, "variants", findings),
            avoid=list_field(entry, "avoid", findings),
            definition=definition or (original.definition if original else ""),
            lang=language if definition or original is None else original.lang,
            see=list_field(entry, "see", findings) or (original.see if original else ()),
        )
    return terms


def _figures(root: Path, language: str, problems: list[ContentProblem]) -> dict[str, FigureWords]:
    path = root / language / "figures.toml"
    findings = Findings(path.relative_to(root), problems)
    figures = {}
    for figure_id, entry in _toml(path, root, problems).items():
        labels = entry.get("labels", {}) if isinstance(entry, dict) else {}
        if not isinstance(entry, dict) or not all(isinstance(label, str) for label in labels.values()):
            findings.error(0, "figure", f"“{figure_id}” is not a figure", "write [figure-id] with title and alt, and [figure-id.labels]")
            continue
        figures[figure_id] = FigureWords(text_field(entry, "title", findings), text_field(entry, "alt", findings), labels)
    return figures


def _sources(root: Path, problems: list[ContentProblem]) -> dict[str, Source]:
    findings = Findings(Path("sources.toml"), problems)
    return {
        source_id: Source(
            id=source_id,
            title=text_field(entry, "title", findings, required=True),
            owner=text_field(entry, "owner", findings),
            year=str(entry.get("year", "")),
            kind=text_field(entry, "kind", findings),
            reference=text_field(entry, "reference", findings),
            url=text_field(entry, "url", findings),
        )
        for source_id, entry in _toml(root / "sources.toml", root, problems).items()
        if isinstance(entry, dict)
    }


def load(root: Path) -> Content:
    """Read all content under `root`. What is wrong with single files is in `problems`; the rest is loaded.

    Raises:
        ContentInvalid: there is no readable `guide.toml`, so that nothing can be loaded.
    """
    problems: list[ContentProblem] = []
    outline = _outline(root, problems)
    paths: dict[tuple[str, str], Path] = {}
    originals = _pages(root, outline.fallback, paths, problems)
    pages: dict[str, Mapping[str, Page]] = {outline.fallback: originals}
    terms = {outline.fallback: _terms(root, outline.fallback, {}, problems)}
    for language in outline.languages:
        if language != outline.fallback:
            translated = _pages(root, language, paths, problems)
            pages[language] = {
                page_id: _inherit(page, originals[page_id]) if page_id in originals else page for page_id, page in translated.items()
            }
    for language in outline.glossary_languages:
        if language != outline.fallback:
            terms[language] = _terms(root, language, terms[outline.fallback], problems)
    return Content(
        root=root,
        outline=outline,
        pages=pages,
        paths=paths,
        terms=terms,
        figures={language: _figures(root, language, problems) for language in outline.languages},
        drawings={path.stem: path.read_text(encoding="utf-8") for path in sorted((root / "figures").glob("*.svg"))},
        sources=_sources(root, problems),
        problems=tuple(problems),
    )
