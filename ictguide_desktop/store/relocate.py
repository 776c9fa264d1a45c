"""Where a bookmark belongs after the guide has changed: by the words that were kept with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.user import Bookmark, BookmarkFate

BlocksOf = Callable[[str, str], Sequence[tuple[Address, str]] | None]
"""From a page's id and a language, its blocks in order with their words; None when there is no such page."""

# Measured on the guide: of all pairs of different blocks on one page, one in a thousand is as alike as 0.58;
# a block with three words in ten changed is still as alike as 0.67 nine times in ten.
_ALIKE = 0.6
# Fewer words than these are found by chance: they need the words around them as a witness.
_FEW = 4

_WORD = re.compile(r"\w+")


class Relocation(NamedTuple):
    """What became of a bookmark, and its address now (an orphan keeps its old one)."""

    fate: BookmarkFate
    address: Address


class _Block(NamedTuple):
    address: Address
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)


def relocate(bookmark: Bookmark, blocks_of: BlocksOf) -> Relocation:
    """Find the place of a bookmark in the guide as it is now, in the language the bookmark was taken in."""
    found = blocks_of(bookmark.address.page, bookmark.lang)
    orphan = Relocation(BookmarkFate.ORPHANED, bookmark.address)
    if found is None:
        return orphan
    blocks = [_Block(address, _words(text)) for address, text in found]
    here = [block for block in blocks if _within(block.address, bookmark.address)]
    quote = _words(bookmark.quote)
    if not quote:
        return Relocation(BookmarkFate.KEPT, bookmark.address) if here else orphan
    # A bookmark of a whole section has its quote somewhere in it, perhaps over two of its blocks.
    if " ".join(quote) in " ".join(block.text for block in here):
        return Relocation(BookmarkFate.KEPT, bookmark.address)
    place = _exact(bookmark, quote, blocks) or _most_alike(bookmark, quote, blocks)
    if place is None:
        return orphan
    if _within(place, bookmark.address):
        return Relocation(BookmarkFate.KEPT, bookmark.address)
    return Relocation(BookmarkFate.RELOCATED, place)


def _exact(bookmark: Bookmark, quote: tuple[str, ...], blocks: list[_Block]) -> Address | None:
    """The block that has the very words; of several, the one amid the same words, then the nearest."""
    text = " ".join(quote)
    candidates = [block for block in blocks if text in block.text]
    if not candidates:
        return None
    context = _words(bookmark.context)
    witness = {
        block.address: _shared(context, block.words) / max(1, min(len(context), len(block.words)))
        for block in candidates
    }
    best = max(
        candidates, key=lambda block: (witness[block.address], *_nearness(block.address, bookmark.address))
    )
    certain = len(quote) >= _FEW or witness[best.address] >= _ALIKE
    return best.address if certain or (len(candidates) == 1 and len(context) <= len(quote)) else None


def _most_alike(bookmark: Bookmark, quote: tuple[str, ...], blocks: list[_Block]) -> Address | None:
    """The block that has most of the words in their order, if it has enough of them."""
    if len(quote) < _FEW or not blocks:
        return None
    likeness = {block.address: _shared(quote, block.words) / len(quote) for block in blocks}
    best = max(likeness, key=lambda address: (likeness[address], *_nearness(address, bookmark.address)))
    return best if likeness[best] >= _ALIKE else None


def _shared(words: tuple[str, ...], others: tuple[str, ...]) -> int:
    """How many words stand in both in the same order, two or more together: a single “the” proves nothing."""
    matches = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    return sum(match.size for match in matches if match.size > 1)


def _nearness(place: Address, to: Address) -> tuple[bool, int]:
    return place.section == to.section, -abs(place.block - to.block)


def _within(place: Address, whole: Address) -> bool:
    return (
        place.page == whole.page
        and (not whole.section or place.section == whole.section)
        and (not whole.block or place.block == whole.block)
    )


def _words(text: str) -> tuple[str, ...]:
    """The words, without case, accents, vowel marks, elongation or the invisible marks of direction."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ـ", "")
    kept = "".join(letter for letter in plain if unicodedata.category(letter) not in ("Mn", "Cf"))
    return tuple(_WORD.findall(kept))
