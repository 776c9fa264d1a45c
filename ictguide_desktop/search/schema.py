"""What the index looks like to Whoosh; imported only when needed, since Whoosh is slow to import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from struct import pack
from typing import Any

from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence, Format

FACTS, BLOCKS = "facts", "blocks"


Weighted = tuple[float, list[int]]
"""How much a word weighs in an entry, and its places there."""

_Row = tuple[bytes, int, float, bytes]


class Places(Format):  # type: ignore[misc]
    """A posting's value: the places of the word, four bytes each, so that reading them runs no pickle."""

    posting_size = -1

    def __init__(self) -> None:
        super().__init__(field_boost=1.0)


class PlacedWords(FieldType):  # type: ignore[misc]
    """Words analysed before they come to Whoosh: a mapping from word to its weight and its places."""

    def __init__(self) -> None:
        # Scorable, since Whoosh looks on the disk for the lengths of any other field at every posting.
        super().__init__(format=Places(), analyzer=None, scorable=True)

    def index(self, value: Mapping[str, Weighted], **_options: object) -> Iterator[_Row]:
        """What Whoosh writes down for one entry."""
        for word, (weight, places) in sorted(value.items()):
            yield word.encode(), len(places), weight, pack(f"<{len(places)}I", *places)


class Keys(FieldType):  # type: ignore[misc]
    """Plain keys such as `kind:module`: found or not, without weight or place."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None, scorable=True)

    def index(self, value: frozenset[str], **_options: object) -> Iterator[_Row]:
        """What Whoosh writes down for one entry."""
        for key in sorted(value):
            yield key.encode(), 1, 1.0, b""


def schema() -> Any:
    """The fields of an index: words three ways, keys, and two columns of JSON text (no pickled values)."""
    words = {level: PlacedWords() for level in ("exact", "fold", "stem")}
    return Schema(**words, keys=Keys(), facts=COLUMN(), blocks=COLUMN())
