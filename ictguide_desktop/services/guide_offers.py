"""What of the guide itself can be exported from a place: the page, the section, the questions, a part or the whole as a booklet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ictguide_desktop.export.documents import Composer
from ictguide_desktop.export.html import View
from ictguide_desktop.i18n import catalog
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.document import Document, Workbook
from ictguide_desktop.model.guide import Kind, PageHead
from ictguide_desktop.model.user import Tick
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.exporting import DOCUMENT_FORMATS, WORKBOOK_FORMATS, Offer, Wanted
from ictguide_desktop.services.library import Library

QUESTIONNAIRE = "questionnaire"


def guide_offers(library: Library, desk: Desk | None = None) -> tuple[Offer, ...]:
    """Everything that can be exported from where the reader is, the nearest first."""
    place, catalogue = library.place, library.catalogue
    offers: list[Offer] = []
    head = catalogue.pages.get(place.page)
    if head is not None:
        if library.audience is not None or library.band is not None:
            view = View(library.audience, library.band)
            offers.append(_page(library, place.page, _("This page, what is for my role"), view))
        offers.append(_page(library, place.page, _("This page: {title}").format(title=head.title), View()))
        if place.section and (section := head.section(place.section)) is not None:
            said = _("This section: {title}").format(title=section.title or place.section)
            offers.append(_section(library, Address(place.page, place.section), said))
        if head.kind == Kind.CHECKLIST:
            offers.append(_list(library, desk, head))
    offers.extend(_questions(library))
    offers.extend(_booklets(library))
    return tuple(offers)


def page_document(library: Library, target: Address, wanted: Wanted, view: View = View()) -> Document:  # noqa: B008
    """A page, or a section of it, as a document.

    Raises:
        NotFound: the edition has no such page or section.
    """
    composer = _composer(library, wanted, view)
    return composer.section(target) if target.section else composer.page(target.page)


def questions_document(library: Library, wanted: Wanted, *, critical_only: bool = False) -> Document:
    """The questionnaire as a form to mark on paper."""
    catalogue = library.edition.catalogue(wanted.language)
    head = catalogue.pages.get(QUESTIONNAIRE)
    title = head.title if head is not None else QUESTIONNAIRE
    composer = _composer(library, wanted, View())
    return composer.questionnaire(catalogue.questionnaire, title, critical_only=critical_only)


def part_document(library: Library, part_id: str, wanted: Wanted, view: View) -> Document:
    """The pages of a part as chapters of one document."""
    part = next(p for p in library.edition.catalogue(wanted.language).parts if p.id == part_id)
    return _composer(library, wanted, view).booklet(part.title, part.pages)


def whole_document(library: Library, wanted: Wanted, view: View) -> Document:
    """All modules as chapters of one document."""
    catalogue = library.edition.catalogue(wanted.language)
    modules = [head.id for head in catalogue.of_kind(Kind.MODULE)]
    title = catalog.words_in(wanted.language)("ICT Guide")
    return _composer(library, wanted, view).booklet(title, modules)


def checklist_table(library: Library, page: str, wanted: Wanted, ticks: Sequence[Tick] = ()) -> Workbook:
    """A checklist as a table, with the answers of a run."""
    from ictguide_desktop.export.checklist_sheet import checklist_workbook

    shown = tuple(replace(tick, owner="", evidence="") for tick in ticks) if wanted.nameless else ticks
    found = library.edition.page(page, wanted.language)
    return checklist_workbook(found, catalog.words_in, language=wanted.language, ticks=shown)


def _composer(library: Library, wanted: Wanted, view: View) -> Composer:
    return Composer(library.edition, wanted.language, catalog.words_in, view)


def _page(library: Library, page: str, title: str, view: View) -> Offer:
    def make(wanted: Wanted) -> Document:
        return page_document(library, Address(page), wanted, view)

    return Offer(page, title, DOCUMENT_FORMATS, make)


def _section(library: Library, address: Address, title: str) -> Offer:
    def make(wanted: Wanted) -> Document:
        return page_document(library, address, wanted)

    return Offer(f"{address.page}-{address.section}".lower(), title, DOCUMENT_FORMATS, make)


def _list(library: Library, desk: Desk | None, head: PageHead) -> Offer:
    """A checklist as a table, with what the run in hand says of each item."""
    run = desk.run_in_hand(head.id) if desk is not None else None
    ticks = tuple(desk.checklists.ticks(run.id).values()) if desk is not None and run is not None else ()

    def make(wanted: Wanted) -> Workbook:
        return checklist_table(library, head.id, wanted, ticks)

    said = _("This checklist as a table, with the run “{name}”") if run else _("This checklist as a table")
    title = said.format(name=run.name) if run else said
    return Offer(f"{head.id}-list", title, WORKBOOK_FORMATS, make, names=bool(ticks))


def _questions(library: Library) -> Iterator[Offer]:
    if not library.catalogue.questionnaire.questions:
        return
    for critical_only, name, said in (
        (False, "questions", _("The 50 questions, to mark on paper")),
        (True, "critical-questions", _("The 20 critical questions, to mark on paper")),
    ):

        def make(wanted: Wanted, critical_only: bool = critical_only) -> Document:
            return questions_document(library, wanted, critical_only=critical_only)

        yield Offer(name, said, DOCUMENT_FORMATS, make)


def _booklets(library: Library) -> Iterator[Offer]:
    view = View(library.audience, library.band)
    here = library.catalogue.part_of(library.place.page)
    parts = [(here.id, _("The part “{title}” as a booklet").format(title=here.title))] if here else []
    for part_id, said in parts:

        def make_part(wanted: Wanted, part_id: str = part_id) -> Document:
            return part_document(library, part_id, wanted, view)

        yield Offer(part_id, said, DOCUMENT_FORMATS, make_part)

    def make_all(wanted: Wanted) -> Document:
        return whole_document(library, wanted, view)

    yield Offer("guide", _("All modules as a booklet"), DOCUMENT_FORMATS, make_all)
