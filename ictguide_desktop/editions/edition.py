"""An edition opened: a catalogue per language at once, pages and drawings when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ictguide_desktop.editions import codec
from ictguide_desktop.editions.questionnaire_codec import questionnaire_in
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Questionnaire
from ictguide_desktop.model.guide import (
    READING_SPEED,
    Audience,
    FigureWords,
    Kind,
    Page,
    PageHead,
    Part,
    Section,
    SectionHead,
    Source,
    Term,
)
from ictguide_desktop.model.problems import GuideError, NotFound

FORMAT = 4
GLOSSARY = "glossary"


class EditionMissing(GuideError):
    """There is no edition here that this program can open."""

    exit_code = 2

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"There is no edition of the guide in {path}. "
            "Run “ictguide build” to make one, or install the program again."
        )


class Catalogue:
    """What one language of an edition holds, without the text of its pages."""

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        self.language = language
        self.parts = tuple(Part(p[0], p[1], tuple(p[2])) for p in data["parts"])
        self.order = {Kind(kind): tuple(ids) for kind, ids in data["order"].items()}
        self.pages: dict[str, PageHead] = {head.id: head for head in map(codec.head_in, data["pages"])}
        self._data = data

    @cached_property
    def terms(self) -> dict[str, Term]:
        """The glossary, in the order of its headwords."""
        return {
            t[0]: Term(t[0], t[1], t[2], tuple(t[3]), (), t[4], t[5], tuple(t[6]))
            for t in self._data["terms"]
        }

    @cached_property
    def figures(self) -> dict[str, FigureWords]:
        """The words of the drawings."""
        return {figure: FigureWords(*words) for figure, words in self._data["figures"].items()}

    @cached_property
    def items(self) -> dict[str, Address]:
        """Where each checklist item stands."""
        return {item: Address.parse(address) for item, address in self._data["items"].items()}

    @cached_property
    def statements(self) -> dict[str, str]:
        """The statement of each checklist item, in plain words."""
        return dict(self._data["statements"])

    @cached_property
    def used_in(self) -> dict[str, tuple[str, ...]]:
        """The pages that link each term."""
        return {term: tuple(pages) for term, pages in self._data["used_in"].items()}

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """The maturity model and its questions; `lang` says whose words they are."""
        return questionnaire_in(self._data["questionnaire"])

    def of_kind(self, kind: Kind) -> tuple[PageHead, ...]:
        """All pages of a kind, in the order of the guide."""
        in_parts = tuple(page for part in self.parts for page in part.pages)
        ids = in_parts if kind == Kind.MODULE else self.order.get(kind, ())
        known = [self.pages[page] for page in ids if page in self.pages and self.pages[page].kind == kind]
        rest = [head for head in self.pages.values() if head.kind == kind and head.id not in ids]
        return (*known, *rest)

    @cached_property
    def reading_order(self) -> tuple[str, ...]:
        """Every page, in the order in which “next page” walks."""
        first = [page for part in self.parts for page in part.pages if page in self.pages]
        kinds = (Kind.CHECKLIST, Kind.CASE, Kind.TEMPLATE)
        return tuple(
            dict.fromkeys([*first, *(head.id for kind in kinds for head in self.of_kind(kind)), *self.pages])
        )

    def part_of(self, page: str) -> Part | None:
        """The part that a page, or the module it belongs to, stands in."""
        head = self.pages.get(page)
        wanted = (page, *(head.modules if head else ()))
        return next((part for name in wanted for part in self.parts if name in part.pages), None)

    def where(self, address: Address) -> SectionHead | None:
        """The head of the section an address names, or None."""
        head = self.pages.get(address.page)
        return head.section(address.section) if head is not None and address.section else None


def minutes(head: PageHead, audience: Audience | None) -> int:
    """Whole minutes to read what a page holds for an audience, at `READING_SPEED`; at least 1."""
    words = sum(section.words for section in head.sections if section.serves(audience))
    return max(1, round(words / READING_SPEED))


class _Meta(NamedTuple):
    edition: str
    date: str
    fallback: str
    languages: tuple[str, ...]
    digest: str
    indexes: Mapping[str, str]


class Edition:
    """A compiled edition in a folder."""

    def __init__(self, root: Path, meta: _Meta) -> None:
        self.root = root
        self.name = meta.edition
        self.date = meta.date
        self.fallback = meta.fallback
        self.languages = meta.languages
        self.digest = meta.digest
        self._index = meta.indexes
        self._catalogues: dict[str, Catalogue] = {}
        self._page = lru_cache(maxsize=64)(self._read_page)
        self._drawing = lru_cache(maxsize=16)(self._read_drawing)

    @classmethod
    def open(cls, root: Path) -> Edition:
        """Open the edition in a folder.

        Raises:
            EditionMissing: there is none, or it was made by another version of the program.
        """
        try:
            data = json.loads((root / "edition.json").read_text(encoding="utf-8"))
            if data["format"] != FORMAT:
                raise EditionMissing(root)
            return cls(
                root,
                _Meta(
                    data["edition"],
                    data["date"],
                    data["fallback"],
                    tuple(data["languages"]),
                    data["digest"],
                    data["index"],
                ),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EditionMissing(root) from error

    def catalogue(self, language: str) -> Catalogue:
        """The catalogue of a language; of the fallback language when the edition does not have it."""
        language = language if language in self.languages else self.fallback
        if language not in self._catalogues:
            try:
                data = json.loads((self.root / language / "catalogue.json").read_text(encoding="utf-8"))
                self._catalogues[language] = Catalogue(language, data)
            except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
                raise EditionMissing(self.root) from error
        return self._catalogues[language]

    def page(self, page: str, language: str) -> Page:
        """A page in a language, or in the fallback language when it has not been translated.

        Raises:
            NotFound: the edition has no such page.
        """
        return self._page(page, language)

    def _read_page(self, page: str, language: str) -> Page:
        head = self.catalogue(language).pages.get(page)
        if head is None:
            raise NotFound(f"There is no page “{page}” in this edition of the guide.")
        path = self.root / head.lang / "pages" / f"{page}.json"
        try:
            return codec.page_in(head, json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, IndexError) as error:
            raise EditionMissing(self.root) from error

    def section(self, address: Address, language: str) -> tuple[Section | None, str]:
        """A section in a language, or in the fallback, with the language of its text; None when the page lacks it.

        Raises:
            NotFound: there is no such page.
        """
        page = self.page(address.page, language)
        return page.section(address.section), page.head.lang

    def drawing(self, figure: str) -> str:
        """The SVG of a figure, with `@role` for its colours and `@label` for its words."""
        return self._drawing(figure)

    def _read_drawing(self, figure: str) -> str:
        try:
            return (self.root / "figures" / f"{figure}.svg").read_text(encoding="utf-8")
        except OSError as error:
            raise NotFound(f"There is no figure “{figure}” in this edition.") from error

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source, by id."""
        data = json.loads((self.root / "sources.json").read_text(encoding="utf-8"))
        return {row[0]: Source(*row) for row in data}

    def index_folder(self, language: str) -> Path:
        """Where the index of a language is."""
        return self.root / language / "index"

    def index_digest(self, language: str) -> str:
        """The digest that the index of a language must carry."""
        return self._index.get(language, "")

    @property
    def concepts_file(self) -> Path:
        """The glossary's forms in every language, for searching across languages."""
        return self.root / "concepts.json"

    def resolve(self, target: str, language: str) -> Address:
        """The address a target names: a page or block address, `guide:` URI, item id or `term:` id.

        Raises:
            NotFound: nothing in the edition has that name.
        """
        catalogue = self.catalogue(language)
        if target in catalogue.items:
            return catalogue.items[target]
        scheme, _, rest = target.partition(":")
        if scheme == "term" and rest in catalogue.terms:
            return Address(GLOSSARY, rest)
        try:
            address = Address.parse(target)
        except ValueError as error:
            raise NotFound(f"{error}.") from error
        if address.page == GLOSSARY and (not address.section or address.section in catalogue.terms):
            return address
        head = catalogue.pages.get(address.page)
        if head is None:
            raise NotFound(f"There is no page “{address.page}” in this edition of the guide.")
        if address.section:
            section = head.section(address.section)
            if section is None:
                raise NotFound(f"The page “{address.page}” has no section “{address.section}”.")
            if address.block > section.blocks:
                where = f"{address.page}#{address.section}"
                raise NotFound(f"The section “{where}” has {section.blocks} blocks, not {address.block}.")
        return address
