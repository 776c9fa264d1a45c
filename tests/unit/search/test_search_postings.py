"""What the index says of a word: written down and read again, one spelling or several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictguide_desktop.search.posting import Rows, numbers, packed_numbers, posting

weights = st.floats(min_value=0.125, max_value=64, width=32)
entries = st.dictionaries(
    st.integers(min_value=0, max_value=2**32 - 1),
    st.tuples(weights, st.lists(st.integers(min_value=0, max_value=2**32 - 1), min_size=1, max_size=5)),
    min_size=1,
    max_size=8,
)


def rows(*of: tuple[int, float, float, list[int]]) -> bytes:
    """The value of one spelling: entry, worth in the title, worth elsewhere, places."""
    made = Rows()
    for row in of:
        made.add(*row)
    return made.packed()


@given(entries)
def test_what_was_written_is_read(found: dict[int, tuple[float, list[int]]]) -> None:
    value = rows(*((entry, 0.0, weight, places) for entry, (weight, places) in found.items()))
    read = posting([value])
    assert {entry: list(numbers(packed)) for entry, packed in read.packed.items()} == {
        entry: places for entry, (_weight, places) in found.items()
    }
    assert list(read.weights) == list(found)
    assert all(0 < weight < 1 for weight in read.weights.values())


def test_spellings_add_up_and_a_title_counts_once() -> None:
    one, other = rows((1, 8.0, 1.0, [0, 5 << 16]), (2, 0.0, 1.0, [3 << 16])), rows((1, 8.0, 2.0, [1, 4 << 16]))
    both = posting([one, other])
    assert both.weights[1] == pytest.approx(posting([rows((1, 8.0, 3.0, [0]))]).weights[1])
    assert both.weights[2] == posting([one]).weights[2]
    assert numbers(both.packed[1]) == (0, 5 << 16, 1, 4 << 16)


def test_the_more_a_word_weighs_the_nearer_to_one() -> None:
    light, heavy = (posting([rows((1, 0.0, weight, [0]))]).weights[1] for weight in (1.0, 9.0))
    assert light < heavy < 1


def test_numbers_come_back() -> None:
    assert numbers(packed_numbers([7, 0, 65536])) == (7, 0, 65536)
    assert numbers(b"") == ()
