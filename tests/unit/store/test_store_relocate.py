"""Where a bookmark goes when the guide changes: kept, relocated or orphaned, and never at random."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.user import Bookmark, BookmarkFate
from ictguide_desktop.store.relocate import BlocksOf, Relocation, relocate

NOW = datetime(2026, 7, 1, tzinfo=UTC)
HERE = Address("release", "steps", 2)

PAGE = [
    (
        Address("release", "intro", 1),
        "A release code opens the gate of the terminal, so whoever holds the code holds the box.",
    ),
    (
        Address("release", "steps", 1),
        "Name an owner outside the ICT department who reports to the head of customs.",
    ),
    (
        HERE,
        "Close the accounts of leavers on the day they leave, and check the list with the personnel office.",
    ),
    (
        Address("release", "steps", 3),
        "Ask two officers for each release from the red channel, and tell the integrity unit.",
    ),
    (
        Address("release", "risks", 1),
        "Alerts that nobody reads are worse than no alerts, since everybody relies on them.",
    ),
]
LEAVERS = PAGE[2][1]


def bookmark(quote: str, address: Address = HERE, *, context: str = "", lang: str = "en") -> Bookmark:
    return Bookmark("1" * 32, address, lang, "title", quote, context, "note", "", NOW, NOW)


def blocks(page: list[tuple[Address, str]] | None) -> BlocksOf:
    return lambda page_id, lang: page


def fate(mark: Bookmark, page: list[tuple[Address, str]] | None) -> Relocation:
    return relocate(mark, blocks(page))


def moved(page: list[tuple[Address, str]], text: str, to: Address) -> list[tuple[Address, str]]:
    return [(address, words) for address, words in page if words != text] + [(to, text)]


def test_kept_where_the_words_still_stand() -> None:
    assert fate(bookmark(LEAVERS), PAGE) == (BookmarkFate.KEPT, HERE)
    assert fate(bookmark("accounts of leavers"), PAGE) == (BookmarkFate.KEPT, HERE)
    assert fate(bookmark("ccounts of leav"), PAGE) == (BookmarkFate.KEPT, HERE)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("CLOSE the  accounts\nof leavers", LEAVERS),
        ("l’agent doit déclarer", "L'agent doit declarer son départ."),
        ("يُصدِر النظامُ رمزًا", "قبل ذلك يصدر النظام رمزا للبوابة"),
        ("النـــافذة الواحدة", "تعمل النافذة الواحدة ليلا"),
        ("code of\u200f the gate", "The code\u00ad of the gate"),
    ],
)
def test_kept_when_only_case_spaces_accents_marks_or_quotation_marks_differ(quote: str, text: str) -> None:
    assert fate(bookmark(quote), [(HERE, text)]).fate is BookmarkFate.KEPT


def test_kept_when_the_block_was_edited_in_place() -> None:
    edited = LEAVERS.replace("on the day they leave", "before noon on their last day")
    assert fate(bookmark(LEAVERS), [(HERE, edited), PAGE[0], PAGE[3]]) == (BookmarkFate.KEPT, HERE)


def test_relocated_to_where_the_words_went() -> None:
    to = Address("release", "leavers", 1)
    assert fate(bookmark(LEAVERS), moved(PAGE, LEAVERS, to)) == (BookmarkFate.RELOCATED, to)


def test_relocated_when_a_block_before_it_shifts_the_numbers() -> None:
    inserted = [
        (HERE, "A new step that came in between, about something else entirely."),
        (Address("release", "steps", 3), LEAVERS),
    ]
    assert fate(bookmark(LEAVERS), inserted) == (BookmarkFate.RELOCATED, Address("release", "steps", 3))


def test_relocated_to_the_most_similar_block_when_it_was_moved_and_edited() -> None:
    to = Address("release", "leavers", 1)
    page = [entry for entry in PAGE if entry[1] != LEAVERS]
    page.append(
        (
            to,
            "Close the accounts of leavers within one day, and check the list with the personnel team.",
        )
    )
    assert fate(bookmark(LEAVERS), page) == (BookmarkFate.RELOCATED, to)


def test_orphaned_when_the_words_are_gone_and_never_sent_to_an_unrelated_block() -> None:
    page = [entry for entry in PAGE if entry[1] != LEAVERS]
    assert fate(bookmark(LEAVERS), page) == (BookmarkFate.ORPHANED, HERE)
    assert fate(bookmark(LEAVERS), []) == (BookmarkFate.ORPHANED, HERE)
    assert fate(bookmark(LEAVERS), None) == (BookmarkFate.ORPHANED, HERE)


def test_a_few_words_in_common_do_not_make_two_blocks_alike() -> None:
    page = [(Address("release", "vendors", 1), "Close the accounts of vendors when their contract ends.")]
    assert fate(bookmark(LEAVERS), page).fate is BookmarkFate.ORPHANED


def test_small_words_in_the_same_order_do_not_make_two_blocks_alike() -> None:
    quote = "the list of the goods and of the owners in the port"
    page = [
        (
            Address("release", "risks", 1),
            "the risk of delay, the cost, and all of it for the year in the budget",
        )
    ]
    assert fate(bookmark(quote), page).fate is BookmarkFate.ORPHANED


def test_of_two_places_with_the_same_words_the_one_amid_the_same_context_wins() -> None:
    quote = "ask for two officers"
    page = [
        (
            Address("release", "steps", 1),
            "For a change of tariff code, ask for two officers of the classification unit.",
        ),
        (
            Address("release", "risks", 7),
            "When a seal is broken at the gate, ask for two officers and photograph the seal.",
        ),
    ]
    mark = bookmark(quote, context="When a seal is broken at the gate, ask for two officers and photograph")
    assert fate(mark, page) == (BookmarkFate.RELOCATED, Address("release", "risks", 7))


def test_of_two_places_with_nothing_else_to_tell_them_apart_the_nearest_wins() -> None:
    quote = "Tell the integrity unit at once"
    page = [(Address("release", "risks", 2), quote), (Address("release", "steps", 9), quote)]
    assert fate(bookmark(quote), page) == (BookmarkFate.RELOCATED, Address("release", "steps", 9))


def test_one_common_word_alone_does_not_carry_a_bookmark_away() -> None:
    page = [entry for entry in PAGE if entry[1] != LEAVERS]
    mark = bookmark("customs", context="customs officers inspect the cold store before the vessel berths")
    assert fate(mark, page) == (BookmarkFate.ORPHANED, HERE)


def test_a_short_quote_is_followed_when_its_context_goes_with_it() -> None:
    to = Address("release", "leavers", 1)
    mark = bookmark("leavers", context=LEAVERS)
    assert fate(mark, moved(PAGE, LEAVERS, to)) == (BookmarkFate.RELOCATED, to)


def test_a_bookmark_of_a_section_or_page_is_kept_while_that_is_there() -> None:
    section, page = Address("release", "steps"), Address("release")
    assert fate(bookmark("", section), PAGE) == (BookmarkFate.KEPT, section)
    assert fate(bookmark("", page), PAGE) == (BookmarkFate.KEPT, page)
    assert fate(bookmark("two officers", section), PAGE) == (BookmarkFate.KEPT, section)
    assert fate(bookmark("", Address("release", "gone")), PAGE).fate is BookmarkFate.ORPHANED
    assert fate(bookmark("", Address("release", "steps", 40)), PAGE).fate is BookmarkFate.ORPHANED
    whole = " ".join(text for address, text in PAGE if address.section == "steps")
    assert fate(bookmark(whole, section), PAGE) == (BookmarkFate.KEPT, section)


def test_a_bookmark_is_compared_in_the_language_it_was_taken_in() -> None:
    french = "Fermez les comptes des partants le jour de leur départ."
    asked = []

    def blocks_of(page: str, lang: str) -> list[tuple[Address, str]]:
        asked.append((page, lang))
        return [(Address("release", "steps", 5), french)] if lang == "fr" else PAGE

    assert relocate(bookmark(french, lang="fr"), blocks_of) == (
        BookmarkFate.RELOCATED,
        Address("release", "steps", 5),
    )
    assert asked == [("release", "fr")]
