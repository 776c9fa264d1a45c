"""An edition read: what it knows of each page, in each language, and what its addresses mean."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ictguide_desktop.editions.edition import Edition, EditionMissing, minutes
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience, CheckItem, Kind
from ictguide_desktop.model.problems import NotFound


def test_an_edition_knows_its_name_and_languages(edition: Edition) -> None:
    assert (edition.name, edition.date, edition.fallback) == ("1", "2026-11-24", "en")
    assert edition.languages == ("en", "fr")


def test_pages_come_in_their_language_and_else_in_the_fallback(edition: Edition) -> None:
    assert edition.page("trust", "fr").head.title == "Confiance"
    missing = edition.page("scope", "fr")
    assert (missing.head.title, missing.head.lang) == ("Scope", "en")
    assert edition.page("trust", "xx").head.lang == "en"


def test_a_page_has_the_blocks_that_its_file_has(edition: Edition) -> None:
    page = edition.page("trust-checklist", "fr")
    items = [block for _, _, block in page.blocks() if isinstance(block, CheckItem)]
    assert len(items) == 10
    assert items[0].explains == Address("trust", "steps")
    assert page.head.sections[1].blocks == 1


def test_the_catalogue_lists_pages_in_the_order_of_the_guide(edition: Edition) -> None:
    catalogue = edition.catalogue("fr")
    assert [head.id for head in catalogue.of_kind(Kind.MODULE)] == ["trust"]
    assert [head.id for head in catalogue.of_kind(Kind.ABOUT)] == ["scope"]
    assert catalogue.reading_order == (
        "trust",
        "executive-guide",
        "scope",
        "trust-checklist",
        "costa-rica",
        "pilot",
    )
    part = catalogue.part_of("costa-rica")
    assert part is not None
    assert part.title == "Confiance"
    assert catalogue.part_of("nothing") is None


def test_the_catalogue_knows_terms_items_and_where_terms_are_used(edition: Edition) -> None:
    catalogue = edition.catalogue("fr")
    assert list(catalogue.terms) == ["credential", "leaver"]
    assert catalogue.terms["leaver"].definition == "Personne dont l’emploi ou le contrat a pris fin."
    assert catalogue.items["C-C10"] == Address("trust-checklist", "C-C10", 1)
    assert catalogue.statements["C-C1"].startswith("Les comptes de type aaa")
    assert catalogue.used_in == {"leaver": ("trust",)}
    assert catalogue.figures["triangle"].labels["issuer"] == "Émetteur"
    assert edition.sources["law-1999"].year == "1999"
    assert "@issuer" in edition.drawing("triangle")
    with pytest.raises(NotFound, match="no figure “square”"):
        edition.drawing("square")


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("trust", Address("trust")),
        ("trust#steps", Address("trust", "steps")),
        ("guide:trust#steps:2", Address("trust", "steps", 2)),
        ("guide://trust", Address("trust")),
        ("C-C3", Address("trust-checklist", "C-C3", 1)),
        ("term:leaver", Address("glossary", "leaver")),
        ("glossary", Address("glossary")),
        ("glossary#credential", Address("glossary", "credential")),
        (" trust ", Address("trust")),
    ],
)
def test_a_target_has_an_address(edition: Edition, target: str, address: Address) -> None:
    assert edition.resolve(target, "fr") == address


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("trusts", "There is no page “trusts” in this edition"),
        ("trust#step", "The page “trust” has no section “step”"),
        ("trust#steps:6", "The section “trust#steps” has 5 blocks, not 6"),
        ("trust#steps:0", "is not an address"),
        ("Trust me", "“Trust me” is not an address"),
        ("term:quitter", "is not an address"),
        ("glossary#quitter", "There is no page “glossary”"),
        ("", "is not an address"),
    ],
)
def test_a_target_that_is_not_there_is_one_sentence(edition: Edition, target: str, message: str) -> None:
    with pytest.raises(NotFound, match=message) as raised:
        edition.resolve(target, "en")
    assert raised.value.exit_code == 6
    assert str(raised.value).endswith(".")


def test_minutes_count_what_an_audience_reads(edition: Edition) -> None:
    head = edition.page("trust", "en").head
    assert minutes(head, None) > minutes(head, Audience.LEADER) > 1
    assert minutes(edition.page("scope", "en").head, None) == 1


def test_a_folder_without_an_edition_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EditionMissing, match="ictguide build") as raised:
        Edition.open(tmp_path)
    assert raised.value.exit_code == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("edition.json", "{"),
        ("edition.json", "[]"),
        ("edition.json", '{"format": 0}'),
        ("fr/catalogue.json", ""),
        ("fr/catalogue.json", '{"parts": [], "order": {}, "pages": [["trust"]]}'),
        ("fr/pages/trust.json", "{}"),
        ("fr/pages/trust.json", "[[1]]"),
    ],
)
def test_a_damaged_edition_is_one_sentence(edition: Edition, tmp_path: Path, name: str, text: str) -> None:
    shutil.copytree(edition.root, tmp_path / "copy")
    (tmp_path / "copy" / name).write_text(text, encoding="utf-8")
    with pytest.raises(EditionMissing):
        Edition.open(tmp_path / "copy").page("trust", "fr")


def test_an_edition_of_another_format_is_not_opened(edition: Edition, tmp_path: Path) -> None:
    shutil.copytree(edition.root, tmp_path / "copy")
    meta = json.loads((tmp_path / "copy" / "edition.json").read_text(encoding="utf-8"))
    meta["format"] += 1
    (tmp_path / "copy" / "edition.json").write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(EditionMissing):
        Edition.open(tmp_path / "copy")
