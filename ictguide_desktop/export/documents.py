"""Pages of the guide as documents to print: whole or in part, for one audience or all, several as a booklet, forms left empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Protocol

from ictguide_desktop.assess.paper_loop import code
from ictguide_desktop.export.citations import Citations
from ictguide_desktop.export.colours import LIGHT
from ictguide_desktop.export.figures import figure_svg
from ictguide_desktop.export.flow import WordsIn
from ictguide_desktop.export.html import BAND_NAMES, View
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.i18n.formats import format_date, parse_iso
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Questionnaire
from ictguide_desktop.model.document import Break, Document, DocumentBlock, DocumentSection, Drawing
from ictguide_desktop.model.guide import (
    Audience,
    Block,
    CheckItem,
    Embed,
    Field,
    Figure,
    FigureWords,
    Kind,
    Page,
    PageHead,
    Paragraph,
    Section,
    Source,
    Text,
)
from ictguide_desktop.model.problems import NotFound

NOTICE = N_(
    "Independent guidance aligned with the structure proposed in PC0796Fa; not adopted or endorsed by the WCO."
)
EVIDENCE = {
    "audit": N_("evidence: audit reports"),
    "operator": N_("evidence: reported by the operator"),
    "institution": N_("evidence: published by an institution"),
    "press": N_("evidence: press only"),
}
AUDIENCES = {
    Audience.LEADER: N_("Leader"),
    Audience.MANAGER: N_("ICT manager"),
    Audience.IMPLEMENTER: N_("Implementer"),
}
TYPE_BACK = N_(
    "Tick what is true and note the evidence seen. Back at the computer, type each code with its last letter, "
    "then y or n, for example: {code} y"
)
TYPE_SCORES_BACK = N_(
    "Mark one score for each question and note the evidence seen. Back at the computer, type each code with its "
    "last letter, then the score, for example: {code} 3"
)
DOES_NOT_APPLY = N_("n/a")


class GuideCatalogue(Protocol):
    """What a document needs to know of one language of an edition."""

    @property
    def pages(self) -> Mapping[str, PageHead]:
        """The heads of the pages."""

    @property
    def figures(self) -> Mapping[str, FigureWords]:
        """The words of the drawings."""


class Guide(Protocol):
    """An opened edition, as far as documents are made of it."""

    @property
    def name(self) -> str:
        """The name of the edition."""

    @property
    def date(self) -> str:
        """Its ISO day."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source, by id."""

    def catalogue(self, language: str) -> GuideCatalogue:
        """The catalogue of a language."""

    def page(self, page: str, language: str) -> Page:
        """A page in a language, or in the fallback."""

    def section(self, address: Address, language: str) -> tuple[Section | None, str]:
        """A section with the language of its text."""

    def drawing(self, figure: str) -> str:
        """The drawing of a figure."""


class Composer:
    """Composes documents of an edition in one language; `view` leaves out what is not for its audience and band."""

    def __init__(self, guide: Guide, language: str, words_in: WordsIn, view: View = View()) -> None:  # noqa: B008 - frozen
        self._guide = guide
        self._language = language
        self._words_in = words_in
        self._say = words_in(language)
        self._view = view

    def page(self, page: str) -> Document:
        """A whole page; a checklist or a template as a form.

        Raises:
            NotFound: the edition has no such page.
        """
        found = self._guide.page(page, self._language)
        head = found.head
        citations = Citations(head.sources)
        sections = [self._typing_note(found), *self._page_sections(found, citations)]
        return self._document(
            head.title,
            head.lead,
            [s for s in sections if s is not None],
            citations,
            self._facts(found),
            head.lang,
        )

    def section(self, address: Address) -> Document:
        """One section of a page with the smaller ones beneath it, for every audience.

        Raises:
            NotFound: the edition has no such page or section.
        """
        page = self._guide.page(address.page, self._language)
        wanted = page.section(address.section)
        if wanted is None:
            raise NotFound(f"The page “{address.page}” has no section “{address.section}”.")
        start = page.sections.index(wanted)
        below = takewhile(lambda one: one.level > wanted.level, page.sections[start + 1 :])
        citations = Citations()
        first, *others = self._composed(page.head, [wanted, *below], citations)
        facts = ((self._say(N_("Part of")), page.head.title), *self._facts(page)[-2:])
        sections = [first._replace(title=""), *others]
        title = page.head.title if _stands_alone(wanted) else wanted.title
        return self._document(title, "", sections, citations, facts, page.head.lang)

    def booklet(self, title: str, pages: Sequence[str], lead: str = "") -> Document:
        """Several pages as chapters, with a table of contents before them and one list of sources after them.

        Raises:
            NotFound: the edition lacks one of the pages.
        """
        citations = Citations()
        sections: list[DocumentSection] = []
        for page in (self._guide.page(one, self._language) for one in pages):
            lang = self._other(page.head.lang)
            opening: tuple[DocumentBlock, ...] = (Break(),)
            if page.head.lead:
                opening = (Break(), Paragraph((Text(page.head.lead),)))
            sections.append(DocumentSection(page.head.title, 1, opening, lang, page.head.id))
            note = self._typing_note(page)
            sections.extend([note] if note is not None else [])
            sections.extend(self._page_sections(page, citations))
        document = self._document(title, lead, sections, citations, self._edition_facts(), self._language)
        return document._replace(contents=True)

    def questionnaire(
        self, questionnaire: Questionnaire, title: str, *, critical_only: bool = False
    ) -> Document:
        """The questions as a form to mark on paper, each with its code."""
        lang = self._other(questionnaire.lang or self._language)
        options = ("0", "1", "2", "3", "4", self._words_in(lang or self._language)(DOES_NOT_APPLY))
        sections: list[DocumentSection] = []
        for dimension in questionnaire.dimensions:
            asked = [q for q in questionnaire.of(dimension.id) if q.critical or not critical_only]
            fields = tuple(
                Field(code(q.id), q.text, "scale", False, q.evidence, options, ()) for q in asked
            )  # fmt: skip
            sections.append(
                DocumentSection(f"{dimension.id} {dimension.title}", 2, fields, lang, dimension.id)
            )
        if questionnaire.questions:
            note = self._say(TYPE_SCORES_BACK).format(code=code(questionnaire.questions[0].id))
            sections.insert(0, DocumentSection("", 2, (Paragraph((Text(note),)),)))
        document = self._document(title, "", sections, Citations(), self._edition_facts(), self._language)
        return document._replace(facts=(*document.facts, *self._by_hand()))

    def composed(
        self, blocks: Iterable[Block], language: str, citations: Citations
    ) -> tuple[DocumentBlock, ...]:
        """Blocks of the guide, written in a language, with their figures drawn and their citations numbered; a section of
        another page among them is left out.
        """
        return tuple(
            self._resolved(citations.numbered(block), language)
            for block in blocks
            if not isinstance(block, Embed)
        )

    def sourced(self, document: Document, citations: Citations) -> Document:
        """A document with the list of what it cites at its end."""
        return document._replace(sections=(*document.sections, *self._sources(document.sections, citations)))

    # --- pieces -----------------------------------------------------------------------------------------------

    def _document(
        self,
        title: str,
        lead: str,
        sections: Sequence[DocumentSection],
        citations: Citations,
        facts: tuple[tuple[str, str], ...],
        lang: str,
    ) -> Document:
        document = Document(
            title,
            lead,
            self._language,
            self._say(NOTICE),
            tuple(sections),
            facts,
            title_lang=self._other(lang),
        )
        return self.sourced(document, citations)

    def _other(self, language: str) -> str:
        """A language where it is not that of the document."""
        return "" if language == self._language else language

    def _page_sections(self, page: Page, citations: Citations) -> Iterator[DocumentSection]:
        return self._composed(page.head, list(shown(page, self._view)), citations)

    def _composed(
        self, head: PageHead, sections: Sequence[Section], citations: Citations
    ) -> Iterator[DocumentSection]:
        for section in sections:
            yield from self._parts(head.id, section, head.lang, section.level, citations)

    def _parts(
        self, page: str, section: Section, language: str, level: int, citations: Citations
    ) -> Iterator[DocumentSection]:
        """A section; one that holds sections of other pages as itself, these, and what follows them."""
        lang = self._other(language)
        name = (
            self._words_in(language)(BAND_NAMES[section.band]) if section.band and section.level == 2 else ""
        )
        title = "" if _stands_alone(section) else section.title + (f" · {name}" if name else "")
        part = DocumentSection(title, level, (), lang, f"{page}#{section.id}")
        for block in section.blocks:
            if not isinstance(block, Embed):
                resolved = self._resolved(citations.numbered(block), language)
                part = part._replace(blocks=(*part.blocks, resolved))
                continue
            yield part
            part = DocumentSection("", level, (), lang)
            found, written_in = self._guide.section(block.target, self._language)
            if found is not None:
                yield from self._parts(block.target.page, found, written_in, level + 1, citations)
        if part.title or part.blocks or part.id:
            yield part

    def _resolved(self, block: Block, language: str) -> DocumentBlock:
        if not isinstance(block, Figure):
            return block
        words = self._guide.catalogue(language).figures.get(block.figure)
        try:
            drawing = self._guide.drawing(block.figure)
        except NotFound:
            return Paragraph((Text(words.alt if words else block.figure),))
        labels = words.labels if words else {}
        svg = figure_svg(drawing, labels, LIGHT, mirrored=is_rtl(language))
        title, alt = (words.title, words.alt) if words else (block.figure, block.figure)
        return Drawing(svg, alt, title)

    def _sources(
        self, sections: Sequence[DocumentSection], citations: Citations
    ) -> Iterator[DocumentSection]:
        level = min((section.level for section in sections if section.title), default=2)
        chapters = any(Break() in section.blocks for section in sections)
        listed = citations.listed(self._guide.sources, level)
        if listed:
            opening: tuple[DocumentBlock, ...] = (Break(),) if chapters else ()
            yield DocumentSection(self._say(N_("Sources")), level, opening)
            yield from listed

    # --- facts ------------------------------------------------------------------------------------------------

    def _facts(self, page: Page) -> tuple[tuple[str, str], ...]:
        head = page.head
        facts: list[tuple[str, str]] = []
        place = [text for text in (head.place, head.years) if text]
        if head.evidence:
            place.append(self._say(EVIDENCE.get(head.evidence, head.evidence)))
        if place:
            facts.append((self._say(N_("Place")), " · ".join(place)))
        facts.append((self._say(N_("Status")), self._review(head)))
        facts.extend(self._edition_facts())
        if head.kind in (Kind.CHECKLIST, Kind.TEMPLATE):
            facts.extend(self._by_hand())
        return tuple(facts)

    def _edition_facts(self) -> tuple[tuple[str, str], ...]:
        day = parse_iso(self._guide.date)
        said = f"{self._guide.name} · {format_date(day, self._language) if day else self._guide.date}"
        facts = [(self._say(N_("Edition")), said)]
        names = [self._say(AUDIENCES[self._view.audience])] if self._view.audience else []
        names += [self._say(BAND_NAMES[self._view.band])] if self._view.band else []
        if names:
            facts.insert(0, (self._say(N_("Only what is for")), " · ".join(names)))
        return tuple(facts)

    def _by_hand(self) -> tuple[tuple[str, str], ...]:
        """Facts that are written on the paper."""
        return tuple((self._say(name), "") for name in (N_("Unit"), N_("Name"), N_("Date")))

    def _review(self, head: PageHead) -> str:
        if head.review.status != "reviewed":
            return self._say(N_("Draft · not reviewed by an administration"))
        day = parse_iso(head.review.on)
        when = format_date(day, self._language) if day else head.review.on
        if head.review.means == "administration":
            return self._say(N_("Reviewed by an administration on {date}")).format(date=when)
        said = N_("Checked against cited excerpts on {date} · not reviewed by an administration")
        return self._say(said).format(date=when)

    def _typing_note(self, page: Page) -> DocumentSection | None:
        item = next((block for _, _, block in page.blocks() if isinstance(block, CheckItem)), None)
        if item is None:
            return None
        note = self._say(TYPE_BACK).format(code=code(item.item))
        return DocumentSection("", 2, (Paragraph((Text(note),)),))


def shown(page: Page, view: View) -> Iterator[Section]:
    """The sections that a view shows; a heading stays above those beneath it that are shown, without its own blocks."""
    for number, section in enumerate(page.sections):
        if view.shows(section):
            yield section
            continue
        below = takewhile(lambda one: one.level > 2, page.sections[number + 1 :])
        if section.level == 2 and any(view.shows(child) for child in below):
            yield replace(section, blocks=())


def _stands_alone(section: Section) -> bool:
    """Whether a section is one item or one field, which carries its own name."""
    return len(section.blocks) == 1 and isinstance(section.blocks[0], CheckItem | Field)
