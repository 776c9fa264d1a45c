"""Reads the whole content folder: gather every file, then resolve, then hand over one immutable value."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from ictguide_desktop.content.assessment import MATURITY, QUESTIONS, AssessmentReader
from ictguide_desktop.content.assessment_pages import (
    PAGE_OF,
    Titles,
    maturity_sections,
    questionnaire_sections,
)
from ictguide_desktop.content.findings import Findings
from ictguide_desktop.content.frontmatter import (
    key_lines,
    list_field,
    number_field,
    read_text,
    read_toml,
    split_page,
    text_field,
)
from ictguide_desktop.content.measures import CROSSWALK, MEASURES, read_revisions, with_measures
from ictguide_desktop.content.outline import FOLDERS, GUIDE, Outline, read_outline
from ictguide_desktop.content.pages import SECTION_ID, PageReader
from ictguide_desktop.model.assessment import Question, Questionnaire
from ictguide_desktop.model.guide import (
    Block,
    CheckItem,
    Embed,
    Field,
    FigureWords,
    Kind,
    Page,
    PageHead,
    Review,
    Section,
    SectionHead,
    Source,
    Term,
    block_text,
)
from ictguide_desktop.model.problems import ContentProblem, GuideError

EXECUTIVE_GUIDE = "executive-guide"
PAGE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TRANSLATED_KEYS = frozenset(
    {"title", "lead", "translates", "status", "reviewed_on", "reviewed_by", "place", "years"}
)
ORIGINAL_KEYS = frozenset(
    {"revision", "sources", "checklist", "cases", "templates", "figure", "module", "evidence"}
)


class ContentMissing(GuideError):
    """There is no content in the folder that was named."""

    exit_code = 2


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
    questionnaires: Mapping[str, Questionnaire]
    problems: tuple[ContentProblem, ...]


class _PageFile(NamedTuple):
    """What is known of a page before its text is read."""

    id: str
    kind: Kind
    language: str
    original: bool


def _head(
    file: _PageFile, meta: dict[str, Any], sections: tuple[Section, ...], findings: Findings
) -> PageHead:
    _unknown_keys(file, meta, findings)
    on = meta.get("reviewed_on", "")
    if on and (not isinstance(on, datetime.date) or isinstance(on, datetime.datetime)):
        mend = "write reviewed_on = 2026-11-24, without quotation marks"
        findings.error(findings.line_of("reviewed_on"), "front-matter", "“reviewed_on” must be a date", mend)
        on = ""
    status = text_field(meta, "status", findings, required=True)
    return PageHead(
        id=file.id,
        kind=file.kind,
        lang=file.language,
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


def _unknown_keys(file: _PageFile, meta: dict[str, Any], findings: Findings) -> None:
    """Report keys that nothing reads, and what a translation repeats from the English page."""
    for key in meta:
        if key not in TRANSLATED_KEYS | ORIGINAL_KEYS:
            known = ", ".join(sorted(TRANSLATED_KEYS | ORIGINAL_KEYS))
            findings.error(
                findings.line_of(key),
                "front-matter",
                f"“{key}” is not a key of a head",
                f"use one of {known}",
            )
        elif key in ORIGINAL_KEYS and not file.original:
            message = f"“{key}” is taken from the page that this one translates"
            findings.warning(findings.line_of(key), "front-matter", message, "take the line out")
        elif key == "translates" and file.original:
            mend = "take the line out; the page has a “revision”"
            findings.error(findings.line_of(key), "front-matter", "an original page translates nothing", mend)


def section_head(section: Section) -> SectionHead:
    """What the catalogue keeps of a section."""
    words = sum(len(block_text(block).split()) for block in section.blocks)
    count = len(section.blocks)
    return SectionHead(
        section.id, section.title, section.level, section.audiences, section.band, words, count
    )


def _inherit_block(block: Block, original: Block | None) -> Block:
    """A translated item or field with what is said in English only."""
    if isinstance(block, CheckItem) and isinstance(original, CheckItem):
        return block._replace(explains=original.explains, tier=original.tier, criterion=original.criterion)
    if isinstance(block, Field) and isinstance(original, Field):
        return block._replace(
            form=original.form,
            required=original.required,
            criterion=original.criterion,
            gate=original.gate,
            record=original.record,
        )
    return block


def _inherit_section(section: Section, source: Section | None) -> Section:
    """A translated section with the audiences and the band of its original."""
    if source is None:
        return section
    originals = (*source.blocks, *([None] * len(section.blocks)))
    return replace(
        section,
        audiences=section.audiences or source.audiences,
        band=section.band or source.band,
        blocks=tuple(map(_inherit_block, section.blocks, originals)),
    )


def _inherit(page: Page, original: Page) -> Page:
    """A translation with what its page says in English only: audiences, bands, relations, sources."""
    sections = tuple(_inherit_section(section, original.section(section.id)) for section in page.sections)
    first = original.head
    words = {section.id: section.words for section in first.sections}
    heads = map(section_head, sections)
    head = replace(
        page.head,
        # The time to read is that of the message, which another language says in more or fewer words.
        sections=tuple(one._replace(words=words.get(one.id, one.words)) for one in heads),
        revision=first.revision,
        sources=first.sources,
        modules=first.modules,
        checklist=first.checklist,
        cases=first.cases,
        templates=first.templates,
        figure=first.figure,
        evidence=first.evidence,
    )
    return Page(head, sections)


def _with_embedded_words(page: Page, pages: Mapping[str, Page]) -> Page:
    """A page whose sections count the words of what they embed."""
    counts = []
    for section, head in zip(page.sections, page.head.sections, strict=True):
        embedded = [block.target for block in section.blocks if isinstance(block, Embed)]
        shown = [pages[to.page].head.section(to.section) for to in embedded if to.page in pages]
        counts.append(head._replace(words=head.words + sum(one.words for one in shown if one is not None)))
    return Page(replace(page.head, sections=tuple(counts)), page.sections)


def _whole_questionnaire(own: Questionnaire, original: Questionnaire) -> Questionnaire:
    """The questionnaire of a language, or the original's where the language does not have all of it."""
    whole = len(own.questions) == len(original.questions) and len(own.dimensions) == len(original.dimensions)
    if not whole or (original.questions and not own.questions[0].measure and original.questions[0].measure):
        return original
    return own._replace(model=original.model, revisions=original.revisions)


class _Loader:
    """Reads the files of one content folder."""

    def __init__(self, root: Path, reader: PageReader) -> None:
        self._root = root
        self._reader = reader
        self.problems: list[ContentProblem] = []
        self.paths: dict[tuple[str, str], Path] = {}

    def pages(self, language: str, *, original: bool) -> dict[str, Page]:
        """All pages of a language, as they stand in their files."""
        pages: dict[str, Page] = {}
        for folder, kind in FOLDERS.items():
            for path in sorted((self._root / language / folder).glob("*.md")):
                page_kind = Kind.EXECUTIVE if path.stem == EXECUTIVE_GUIDE else kind
                page = self._page(path, _PageFile(path.stem, page_kind, language, original))
                if page is not None:
                    pages[path.stem] = page
        return pages

    def _page(self, path: Path, file: _PageFile) -> Page | None:
        place = path.relative_to(self._root)
        findings = Findings(place, self.problems)
        if (file.language, file.id) in self.paths:
            other = self.paths[file.language, file.id].as_posix()
            findings.error(
                0, "duplicate-id", f"the page id “{file.id}” is used by {other}", "rename one of the files"
            )
            return None
        if PAGE_ID.fullmatch(file.id) is None:
            mend = "rename the file in small letters, digits and hyphens"
            findings.error(0, "page-id", f"“{file.id}” cannot be the id of a page", mend)
            return None
        text = read_text(path, findings)
        source = split_page(text, findings) if text is not None else None
        if source is None:
            return None
        findings = Findings(place, self.problems, source.keys)
        sections = self._reader.sections(source.body, source.body_line, file.kind, findings)
        self.paths[file.language, file.id] = place
        return Page(_head(file, source.meta, sections, findings), sections)

    def _tables(self, name: Path, rule: str) -> Iterator[tuple[str, dict[str, Any], Findings]]:
        """The tables of a TOML file, each with findings that know its lines."""
        path = self._root / name
        data = read_toml(path, self._root, self.problems)
        if not data:
            return
        keys = key_lines(path.read_text(encoding="utf-8-sig").split("\n"))
        findings = Findings(name, self.problems, keys)
        for key, entry in data.items():
            if isinstance(entry, dict):
                yield key, entry, findings.within(key)
            else:
                findings.error(
                    findings.line_of(key), rule, f"“{key}” is not a table", f"write [{key}], its keys beneath"
                )

    def terms(self, language: str, originals: Mapping[str, Term]) -> dict[str, Term]:
        """The glossary of a language; what it leaves out comes from the originals."""
        terms: dict[str, Term] = {}
        for term_id, entry, findings in self._tables(Path(language, "glossary.toml"), "glossary"):
            if SECTION_ID.fullmatch(term_id) is None:
                mend = "write it in letters, digits and hyphens"
                findings.error(
                    findings.line_of(""), "glossary", f"“{term_id}” cannot be the id of a term", mend
                )
                continue
            definition, original = text_field(entry, "definition", findings), originals.get(term_id)
            terms[term_id] = Term(
                id=term_id,
                term=text_field(entry, "term", findings, required=True),
                acronym=text_field(entry, "acronym", findings),
                variants=list_field(entry, "variants", findings),
                avoid=list_field(entry, "avoid", findings),
                definition=definition or (original.definition if original else ""),
                lang=language if definition or original is None else original.lang,
                see=list_field(entry, "see", findings) or (original.see if original else ()),
            )
        return terms

    def assessment(
        self, language: str, pages: dict[str, Page], titles: Titles, originals: Questionnaire | None
    ) -> Questionnaire:
        """The maturity model and the questionnaire of a language, of which pages are put among its pages."""
        first = originals or Questionnaire()
        model, asked = (self._assessment_file(language, kind) for kind in (MATURITY, QUESTIONS))
        questions = asked.questions(first.questions) if asked else ()
        found = Questionnaire(
            dimensions=model.dimensions(first.dimensions) if model else (),
            questions=self._measured(language, questions, original=originals is None),
            level_names=tuple(model.words["levels"].values()) if model else (),
            scale=tuple(asked.words["scale"].values()) if asked else (),
            lang=language,
        )
        made: list[tuple[str, AssessmentReader, tuple[Section, ...]]] = []
        if model is not None:
            made.append((MATURITY, model, maturity_sections(model, found.dimensions, titles)))
        if asked is not None:
            known = found.dimensions or first.dimensions
            made.append((QUESTIONS, asked, questionnaire_sections(asked, found.questions, known, titles)))
        for kind, file, sections in made:
            page = _PageFile(PAGE_OF[kind], Kind.ASSESSMENT, language, originals is None)
            if page.id in pages:
                mend = f"rename that page; this name belongs to {kind}.toml"
                file.findings.error(0, "duplicate-id", f"the page id “{page.id}” is used by a page", mend)
            self.paths[language, page.id] = Path(language, f"{kind}.toml")
            pages[page.id] = Page(_head(page, file.head, sections, file.findings), sections)
        return found

    def _measured(
        self, language: str, questions: tuple[Question, ...], *, original: bool
    ) -> tuple[Question, ...]:
        """Questions with what to do about a low answer, where the language has a file of measures."""
        name = Path(language, f"{MEASURES}.toml")
        if not questions or not (self._root / name).is_file():
            return tuple(question._replace(measure="") for question in questions)
        tables = {key: (entry, findings) for key, entry, findings in self._tables(name, MEASURES)}
        return with_measures(questions, tables, Findings(name, self.problems), original=original)

    def model(self, questionnaire: Questionnaire, edition: str) -> Questionnaire:
        """The questionnaire with the version it is of, and the way there; without a crosswalk, that of the edition."""
        name = Path(f"{CROSSWALK}.toml")
        data = read_toml(self._root / name, self._root, self.problems) if (self._root / name).is_file() else {}
        findings = Findings(name, self.problems)
        known = frozenset(question.id for question in questionnaire.questions)
        revisions = tuple(read_revisions(data or {}, known, findings))
        return questionnaire._replace(
            model=text_field(data or {}, "model", findings) or edition, revisions=revisions
        )

    def _assessment_file(self, language: str, kind: str) -> AssessmentReader | None:
        name = Path(language, f"{kind}.toml")
        if not (self._root / name).is_file():
            return None
        tables = {key: (entry, findings) for key, entry, findings in self._tables(name, kind)}
        return AssessmentReader(tables, kind, Findings(name, self.problems))

    def figures(self, language: str) -> dict[str, FigureWords]:
        """The words of all drawings in a language."""
        figures: dict[str, FigureWords] = {}
        for figure_id, entry, findings in self._tables(Path(language, "figures.toml"), "figure"):
            labels = entry.get("labels", {})
            if not isinstance(labels, dict) or not all(isinstance(label, str) for label in labels.values()):
                mend = f'write [{figure_id}.labels] and lines such as issuer = "Issuer"'
                findings.error(
                    findings.line_of("labels"), "figure", f"the labels of “{figure_id}” are not texts", mend
                )
                continue
            figures[figure_id] = FigureWords(
                text_field(entry, "title", findings), text_field(entry, "alt", findings), labels
            )
        return figures

    def drawings(self) -> dict[str, str]:
        """The SVG of every figure."""
        drawings: dict[str, str] = {}
        for path in sorted((self._root / "figures").glob("*.svg")):
            text = read_text(path, Findings(path.relative_to(self._root), self.problems))
            if text is not None:
                drawings[path.stem] = text
        return drawings

    def sources(self) -> dict[str, Source]:
        """Every work the guide cites."""
        return {
            source_id: Source(
                id=source_id,
                title=text_field(entry, "title", findings, required=True),
                owner=text_field(entry, "owner", findings),
                year=str(entry.get("year", "")),
                kind=text_field(entry, "kind", findings),
                reference=text_field(entry, "reference", findings),
                url=text_field(entry, "url", findings),
                public=entry.get("public") is not False,
            )
            for source_id, entry, findings in self._tables(Path("sources.toml"), "source")
        }


def load(root: Path, reader: PageReader | None = None) -> Content:
    """Read all content under `root`. What is wrong with single files is in `problems`; the rest is loaded.

    `reader` reads the bodies of pages.

    Raises:
        ContentMissing: the folder holds no content.
        ContentInvalid: `guide.toml` cannot be read, so that nothing can be loaded.
    """
    if not root.is_dir():
        raise ContentMissing(f"There is no folder {root}. Name the folder that holds guide.toml.")
    if not (root / GUIDE).is_file():
        raise ContentMissing(f"There is no guide.toml in {root}. Name the folder that holds it.")
    loader = _Loader(root, reader or PageReader())
    outline = read_outline(root, loader.problems)
    originals = loader.pages(outline.fallback, original=True)
    asked = loader.assessment(outline.fallback, originals, Titles(originals), None)
    asked = loader.model(asked, outline.edition)
    questionnaires = {outline.fallback: asked}
    if EXECUTIVE_GUIDE in originals:
        originals[EXECUTIVE_GUIDE] = _with_embedded_words(originals[EXECUTIVE_GUIDE], originals)
    pages: dict[str, Mapping[str, Page]] = {outline.fallback: originals}
    terms = {outline.fallback: loader.terms(outline.fallback, {})}
    for language in outline.languages:
        if language != outline.fallback:
            found = loader.pages(language, original=False)
            own = loader.assessment(language, found, Titles({**originals, **found}), asked)
            questionnaires[language] = _whole_questionnaire(own, asked)
            pages[language] = {
                page_id: _inherit(page, originals[page_id]) if page_id in originals else page
                for page_id, page in found.items()
            }
    for language in outline.glossary_languages:
        if language != outline.fallback:
            terms[language] = loader.terms(language, terms[outline.fallback])
    return Content(
        root=root,
        outline=outline,
        pages=pages,
        paths=loader.paths,
        terms=terms,
        figures={language: loader.figures(language) for language in outline.languages},
        drawings=loader.drawings(),
        sources=loader.sources(),
        questionnaires=questionnaires,
        problems=tuple(loader.problems),
    )
