"""What the ethics module and its checklist tell a reader is what the program reckons with."""

from __future__ import annotations

import re

import pytest
from unit.assess.guide_pages import guide, languages, page

from ictguide_desktop.assess.ethics import (
    CHECKLIST,
    DECISION_RULE,
    HIGHEST_TIER,
    LOOKED_AT_YEARLY,
    MODULE,
    RAISERS,
    TIER_IF_NOT_KNOWN,
    tier_items,
    tier_test,
)
from ictguide_desktop.model.guide import Callout, ListBlock, Page, Table, block_text, plain

APPLIES = {"en": r"Applies from tier T(\d)\.", "fr": r"S’applique à partir du degré\sT(\d)\."}
NEVER = {"en": "Cannot be waived.", "fr": "N’admet aucune dérogation."}
YEARLY = {"en": "each year", "fr": "chaque année"}
LANGUAGES = languages(MODULE)


def section_blocks(one: Page, name: str) -> list[object]:
    """The blocks of a section."""
    found = one.section(name)
    assert found is not None
    return list(found.blocks)


def test_the_pages_are_written_where_this_test_reads_them() -> None:
    assert set(LANGUAGES) == set(APPLIES) == set(languages(CHECKLIST))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_item_has_the_tier_that_its_text_names(language: str) -> None:
    items = tier_items(page(CHECKLIST, language), HIGHEST_TIER)
    assert [item.item for item in items] == [f"E{n}" for n in range(1, 38)]
    for item in items:
        how = plain(item.how)
        assert re.findall(APPLIES[language], how) == [str(item.tier)], item.item
        assert (NEVER[language] in how) == (item.criterion == "never"), item.item


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_tier_asks_for_as_many_items_as_its_row_says(language: str) -> None:
    asked = tier_test(page(MODULE, language))
    said = [int(re.match(r"\d+", plain(tier.follows))[0]) for tier in asked.tiers]  # type: ignore[index]
    assert said == [len(tier_items(page(CHECKLIST, language), tier)) for tier in range(1, 5)]
    assert [plain(tier.name)[:2] for tier in asked.tiers] == ["T1", "T2", "T3", "T4"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_two_highest_tiers_are_looked_at_each_year(language: str) -> None:
    asked = tier_test(page(MODULE, language))
    assert [YEARLY[language] in plain(tier.again) for tier in asked.tiers] == [
        n >= LOOKED_AT_YEARLY for n in range(1, 5)
    ]


def test_what_is_never_waived_is_what_the_rule_lists_and_from_which_tier() -> None:
    rule = section_blocks(page(MODULE), DECISION_RULE)
    sentence = next(block_text(block) for block in rule if isinstance(block, ListBlock))
    listed = re.findall(r"E\d+", sentence)
    never = {
        item.item: item.tier
        for item in tier_items(page(CHECKLIST), HIGHEST_TIER)
        if item.criterion == "never"
    }
    assert sorted(listed) == sorted(never)
    table = next(block for block in rule if isinstance(block, Table))
    assert {plain(row[0]): int(plain(row[2])[1:]) for row in table.rows} == never


def test_one_that_nobody_knows_counts_as_the_tier_that_the_page_names() -> None:
    decide = next(block for block in section_blocks(page(MODULE), "decisions") if isinstance(block, Callout))
    assert f"A tier that nobody knows counts as T{TIER_IF_NOT_KNOWN}." in block_text(decide)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_five_that_raise_a_tier_are_those_of_the_figure_in_its_order(language: str) -> None:
    labels = guide().figures[language]["ethics-tiers"].labels
    between = list(labels)[list(labels).index("raise") + 1 : list(labels).index("t4")]
    assert tuple(between) == RAISERS
    assert len(tier_test(page(MODULE, language)).raisers) == len(RAISERS)
