"""What the index looks like to Whoosh; imported only when needed, since Whoosh is slow to import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Format

FACTS, BLOCKS = "facts", "blocks"


class Value(Format):  # type: ignore[misc]
    """A posting's value: bytes that are ours, of any length."""

    posting_size = -1

    def __init__(self) -> None:
        super().__init__(field_boost=1.0)


class Concordance(FieldType):  # type: ignore[misc]
    """Words, each with one value that says where in the whole index it stands.

    Whoosh would keep a posting for each word of each entry, 240,000 in a language: to write them one by one took
    most of the time of a build, and to read them most of that of a search.
    """

    def __init__(self) -> None:
        super().__init__(format=Value(), analyzer=None)

    def index(self, value: Mapping[str, bytes], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh writes down."""
        for word in sorted(value):
            yield word.encode(), 1, 1.0, value[word]


class Plain(W3Codec):  # type: ignore[misc]
    """Whoosh's own format, without the lengths and the packing that single values do not repay."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(compression=0)


def schema() -> Any:
    """The fields of an index: words, keys, and two columns of JSON text (no pickled values).

    Each entry is a document with its columns; one more, the last, holds the words and keys of all.
    """
    return Schema(words=Concordance(), keys=Concordance(), facts=COLUMN(), blocks=COLUMN())
