"""What is written as JSON is read back the same, whatever the page holds."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictguide_desktop.editions import codec
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import (
    CALLOUT_KINDS,
    CRITERIA,
    FIELD_FORMS,
    RECORDS,
    Audience,
    Band,
    Callout,
    CheckItem,
    Cite,
    Embed,
    Field,
    Figure,
    Kind,
    Link,
    LinkKind,
    ListBlock,
    ListItem,
    Page,
    PageHead,
    Paragraph,
    Review,
    Section,
    SectionHead,
    Styled,
    Table,
    Text,
)

WORDS = st.text(max_size=12)
IDS = st.from_regex(r"[a-z]{1,6}(-[a-z]{1,6})?", fullmatch=True)
ADDRESSES = st.builds(Address, IDS, IDS, st.integers(0, 99))
SPANS = st.recursive(
    st.lists(st.builds(Text, WORDS) | st.builds(Cite, IDS), max_size=3).map(tuple),
    lambda inner: st.lists(
        st.builds(Text, WORDS)
        | st.builds(Styled, st.sampled_from(["strong", "emphasis", "code"]), inner)
        | st.builds(Link, st.sampled_from(LinkKind), WORDS, inner),
        max_size=3,
    ).map(tuple),
    max_leaves=6,
)
LISTS = st.recursive(
    st.builds(ListBlock, st.booleans(), st.lists(st.builds(ListItem, SPANS), max_size=3).map(tuple)),
    lambda inner: st.builds(
        ListBlock,
        st.booleans(),
        st.lists(st.builds(ListItem, SPANS, st.none() | inner), max_size=3).map(tuple),
    ),
    max_leaves=3,
)
CELLS = st.lists(SPANS, max_size=3).map(tuple)
PARAGRAPHS = st.builds(Paragraph, SPANS)
BLOCKS = st.one_of(
    PARAGRAPHS,
    LISTS,
    st.builds(Table, CELLS, st.lists(CELLS, max_size=3).map(tuple)),
    st.builds(
        Callout, st.sampled_from(CALLOUT_KINDS), WORDS, st.lists(PARAGRAPHS | LISTS, max_size=3).map(tuple)
    ),
    st.builds(Figure, IDS),
    st.builds(Embed, ADDRESSES.filter(lambda address: address.section)),
    st.builds(
        CheckItem,
        IDS,
        SPANS,
        SPANS,
        SPANS,
        ADDRESSES | st.just(Address("")),
        st.integers(0, 4),
        st.sampled_from(["", *CRITERIA]),
    ),
    st.builds(
        Field,
        IDS,
        WORDS,
        st.sampled_from(FIELD_FORMS),
        st.booleans(),
        SPANS,
        st.lists(WORDS, max_size=3).map(tuple),
        SPANS,
        st.sampled_from(["", *CRITERIA]),
        st.sampled_from(["", "G0", "G1"]),
        st.sampled_from(["", *RECORDS]),
    ),
)
AUDIENCES = st.frozensets(st.sampled_from(Audience))
SECTIONS = st.builds(
    Section,
    id=IDS,
    title=WORDS,
    level=st.sampled_from([2, 3]),
    audiences=AUDIENCES,
    band=st.none() | st.sampled_from(Band),
    blocks=st.lists(BLOCKS, max_size=3).map(tuple),
)
TEXTS = st.lists(IDS, max_size=3).map(tuple)
HEADS = st.builds(
    PageHead,
    id=IDS,
    kind=st.sampled_from(Kind),
    lang=st.sampled_from(["en", "ar"]),
    title=WORDS,
    lead=WORDS,
    review=st.builds(Review, WORDS, WORDS, WORDS),
    revision=st.integers(0, 99),
    translates=st.integers(0, 99),
    sources=TEXTS,
    modules=TEXTS,
    checklist=WORDS,
    cases=TEXTS,
    templates=TEXTS,
    figure=WORDS,
    place=WORDS,
    years=WORDS,
    evidence=WORDS,
)


def through_json(data: object) -> list[object]:
    """What a file gives back."""
    read = json.loads(json.dumps(data, ensure_ascii=False))
    assert isinstance(read, list)
    return read


@given(BLOCKS)
def test_a_block_comes_back_the_same(block: Paragraph) -> None:
    # As text: named tuples of different kinds are equal when their values are.
    assert repr(codec.block_in(through_json(codec.block_out(block)))) == repr(block)


@given(HEADS, st.lists(SECTIONS, max_size=4))
def test_a_page_comes_back_the_same(head: PageHead, sections: list[Section]) -> None:
    heads = tuple(
        SectionHead(s.id, s.title, s.level, s.audiences, s.band, 7, len(s.blocks)) for s in sections
    )
    page = Page(PageHead(**{**vars(head), "sections": heads}), tuple(sections))
    read = codec.page_in(
        codec.head_in(through_json(codec.head_out(page.head))), through_json(codec.page_out(page))
    )
    assert read.head == page.head
    assert [repr(section.blocks) for section in read.sections] == [repr(s.blocks) for s in sections]
    assert [s.audiences for s in read.sections] == [s.audiences for s in sections]


def test_a_block_of_a_later_program_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown block “video”"):
        codec.block_in(["video", "x"])


def test_a_page_that_does_not_fit_its_head_is_refused() -> None:
    head = PageHead("a", Kind.ABOUT, "en", "A", "", Review("draft"), 1, 0)
    with pytest.raises(ValueError, match="longer"):
        codec.page_in(head, [["b", []]])
