"""The guide as it is read now: edition, language, audience, band, place, and the way back and forward."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ictguide_desktop.editions.edition import Catalogue, Edition
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience, Band, Page, block_text
from ictguide_desktop.model.problems import NotFound

HOME = "home"
GLOSSARY = "glossary"
WELCOME = "welcome"
ASSESSMENT, RESULTS, ROADMAP, BRIEF = "assessment", "results", "roadmap", "brief"
COSTS, FORMS, ETHICS_TIER = "costs", "forms", "ethics-tier"
VIEWS = (
    HOME, WELCOME, GLOSSARY, "checklists", "cases", "templates", "bookmarks", "history", "search",
    ASSESSMENT, RESULTS, ROADMAP, BRIEF, COSTS, FORMS, ETHICS_TIER,
)  # fmt: skip
WITH_PARTS = frozenset({ASSESSMENT, COSTS, FORMS, ETHICS_TIER})  # a question, or a piece of work
LINK_SCHEMES = ("page:", "check:", "case:", "template:", "view:")
MOST_PLACES = 200


class Library(QObject):
    """Facts are signalled in the past tense; `place_changed` carries the address now shown."""

    place_changed = Signal(object)
    language_changed = Signal(str)
    audience_changed = Signal()
    notice = Signal(str)

    def __init__(self, edition: Edition, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.edition = edition
        self.language = language
        self.audience: Audience | None = None
        self.band: Band | None = None
        self.place = Address("")
        self._back: list[Address] = []
        self._forward: list[Address] = []

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the language in force."""
        return self.edition.catalogue(self.language)

    def page(self, page: str) -> Page:
        """A page in the language in force, or in the fallback language."""
        return self.edition.page(page, self.language)

    def words_at(self, address: Address) -> str:
        """The plain words of a block; of a section's first block, or the lead of a page, when no block is named."""
        page = self.page(address.page)
        section = page.section(address.section) if address.section else None
        if section is None or not section.blocks:
            return section.title if section is not None else page.head.lead
        number = min(max(address.block, 1), len(section.blocks))
        return " ".join(block_text(section.blocks[number - 1]).split()) or section.title

    def resolve(self, target: str) -> Address:
        """The address of a target: a view, a page, a block, an item or a term.

        Raises:
            NotFound: there is no such thing.
        """
        for scheme in LINK_SCHEMES:
            target = target.removeprefix(scheme)
        name = target.removeprefix("guide:").removeprefix("//")
        view, _hash, part = name.partition("#")
        if view in VIEWS and (not part or view in WITH_PARTS):
            return Address(view, part)
        return self.edition.resolve(target, self.language)

    def go(self, target: str | Address) -> bool:
        """Go to a place; says in `notice` when there is none."""
        try:
            address = target if isinstance(target, Address) else self.resolve(target)
        except NotFound as error:
            self.notice.emit(str(error))
            return False
        if address != self.place:
            if self.place.page not in ("", WELCOME):
                self._back = [*self._back, self.place][-MOST_PLACES:]
            self._forward.clear()
            self.place = address
        self.place_changed.emit(self.place)
        return True

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before."""
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place to return to."""
        return bool(self._forward)

    def go_back(self) -> None:
        """To the place before."""
        if self._back:
            self._forward.append(self.place)
            self.place = self._back.pop()
            self.place_changed.emit(self.place)

    def go_forward(self) -> None:
        """To the place one came back from."""
        if self._forward:
            self._back.append(self.place)
            self.place = self._forward.pop()
            self.place_changed.emit(self.place)

    def stay_at(self, address: Address) -> None:
        """Note where on the page the reader is, so that “back” and a restart find the block again."""
        if address.page == self.place.page:
            self.place = address

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) page in the order of the guide."""
        order = self.catalogue.reading_order
        if not order:
            return
        before_first = -1 if by > 0 else len(order)
        number = by + (order.index(self.place.page) if self.place.page in order else before_first)
        if 0 <= number < len(order):
            self.go(Address(order[number]))

    def set_language(self, language: str) -> None:
        """Read in another language of the edition."""
        if language in self.edition.languages and language != self.language:
            self.language = language
            self.language_changed.emit(language)

    def set_audience(self, audience: Audience | None) -> None:
        """Read as one audience, or as everybody."""
        if audience != self.audience:
            self.audience = audience
            self.audience_changed.emit()

    def set_band(self, band: Band | None) -> None:
        """Read the advice for one band of maturity, or all of it."""
        if band != self.band:
            self.band = band
            self.audience_changed.emit()
