"""The words of every block of an edition, so that bookmarks can be found again after an update."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import block_text
from ictguide_desktop.model.problems import GuideError


def blocks_of(edition: Edition) -> Callable[[str, str], Sequence[tuple[Address, str]] | None]:
    """Gives the blocks of a page in a language, in order; None when the edition has no such page in it."""

    def blocks(page_id: str, language: str) -> Sequence[tuple[Address, str]] | None:
        if language not in edition.languages:
            return None
        try:
            page = edition.page(page_id, language)
        except GuideError:
            return None
        if page.head.lang != language:
            return None
        return [(address, block_text(block)) for address, _section, block in page.blocks()]

    return blocks
