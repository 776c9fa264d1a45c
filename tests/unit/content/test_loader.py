"""Whole folders: what is read, what a translation takes from its original, and what stops everything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from content_builder import ContentTree

from ictguide_desktop.content.loader import ContentMissing, load
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience, Band, CheckItem, Field, Kind
from ictguide_desktop.model.problems import ContentInvalid


def rules(tree: ContentTree) -> list[tuple[str, int, str]]:
    return [(p.path.as_posix(), p.line, p.rule) for p in tree.load().problems]


def test_every_kind_of_page_is_read_in_both_languages(tree: ContentTree) -> None:
    content = tree.load()
    kinds = {page_id: page.head.kind for page_id, page in content.pages["en"].items()}
    assert kinds == {
        "trust": Kind.MODULE,
        "trust-checklist": Kind.CHECKLIST,
        "costa-rica": Kind.CASE,
        "pilot": Kind.TEMPLATE,
        "scope": Kind.ABOUT,
        "executive-guide": Kind.EXECUTIVE,
    }
    assert content.pages["fr"].keys() == content.pages["en"].keys()
    assert content.paths["fr", "trust"] == Path("fr/modules/trust.md")
    assert content.problems == ()


def test_a_translation_takes_audience_band_and_relations_from_its_original(tree: ContentTree) -> None:
    page = tree.load().pages["fr"]["trust"]
    assert page.head.title == "Confiance"
    assert (page.head.sources, page.head.checklist) == (("audit-2022", "law-1999"), "trust-checklist")
    assert (page.head.revision, page.head.translates) == (2, 2)
    advanced = page.section("maturity-advanced")
    assert advanced is not None
    assert (advanced.band, advanced.audiences) == (Band.ADVANCED, frozenset(Audience))
    assert page.head.sections[5].band == Band.FOUNDATIONAL


def test_a_translated_item_and_field_keep_what_is_said_in_the_original_only(tree: ContentTree) -> None:
    pages = tree.load().pages["fr"]
    items = [b for _, _, b in pages["trust-checklist"].blocks() if isinstance(b, CheckItem)]
    assert items[0].explains == Address("trust", "steps")
    fields = [b for _, _, b in pages["pilot"].blocks() if isinstance(b, Field)]
    assert [(f.field, f.form, f.required, len(f.options)) for f in fields] == [
        ("PI-F1", "long", True, 0),
        ("PI-F2", "choice", False, 2),
    ]


def test_a_translation_takes_over_what_a_verdict_is_reckoned_from(tree: ContentTree) -> None:
    attributes = 'type="choice" criterion="never" gate="G1" record="decision"'
    tree.replace("en/templates/pilot.md", 'type="choice"', attributes)
    tree.replace("en/checklists/trust-checklist.md", "#C-C1 ", '#C-C1 tier="2" criterion="never" ')
    pages = tree.load().pages["fr"]
    field = next(b for _, _, b in pages["pilot"].blocks() if isinstance(b, Field) and b.field == "PI-F2")
    assert (field.criterion, field.gate, field.record) == ("never", "G1", "decision")
    item = next(b for _, _, b in pages["trust-checklist"].blocks() if isinstance(b, CheckItem))
    assert (item.tier, item.criterion) == (2, "never")


def test_a_term_without_a_definition_shows_the_original_and_says_so(tree: ContentTree) -> None:
    terms = tree.load().terms["ar"]
    assert (terms["leaver"].term, terms["leaver"].lang) == ("الموظف المغادر", "en")
    assert terms["leaver"].see == ("credential",)
    assert tree.load().terms["fr"]["leaver"].lang == "fr"


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ContentMissing, match=r"There is no folder .*nowhere") as raised:
        load(tmp_path / "nowhere")
    assert raised.value.exit_code == 2


def test_a_folder_without_a_guide_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ContentMissing, match=r"There is no guide\.toml in"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('edition = "1"', "edition =", 1, "not valid TOML"),
        ('edition = "1"\n', "", 0, "the key 'edition' is missing or unknown"),
        ("case-studies =", "cases =", 0, "the key 'cases' is missing or unknown"),
        ('languages = ["en", "fr"]', 'languages = "en"', 0, "wrong type"),
        ('pages = ["trust"]', "pages = [1]", 0, "wrong type"),
        ('title.en = "Trust"', 'title = "Trust"', None, ""),
        ('fallback = "en"', 'fallback = "es"', 3, "“es” is not among the languages"),
        ('["en", "fr", "ar"]', '["en", "ar"]', 5, "“fr” is not among the glossary_languages"),
    ],
)
def test_a_guide_that_cannot_be_read_stops_all(
    tree: ContentTree, old: str, new: str, line: int | None, message: str
) -> None:
    tree.replace("guide.toml", old, new)
    with pytest.raises(ContentInvalid) as raised:
        tree.load()
    problem = raised.value.problems[0]
    assert problem.path.as_posix() == "guide.toml"
    assert line is None or problem.line == line
    assert message in problem.message


def test_an_empty_guide_says_what_it_lacks(tree: ContentTree) -> None:
    tree.write("guide.toml", "")
    with pytest.raises(ContentInvalid, match="is missing or unknown"):
        tree.load()


def test_toml_errors_name_file_and_line(tree: ContentTree) -> None:
    tree.replace("sources.toml", 'owner = "Parliament"', 'owner = "Parliament')
    tree.replace("fr/glossary.toml", "[credential]", "[leaver]")
    tree.write("en/figures.toml", "[triangle\n")
    assert rules(tree) == [
        ("fr/glossary.toml", 6, "toml"),
        ("en/figures.toml", 1, "toml"),
        ("sources.toml", 10, "toml"),
    ]


def test_tables_of_the_wrong_shape_name_their_line(tree: ContentTree) -> None:
    tree.write("sources.toml", '# works\naudit-2022 = "x"\n[law-1999]\nowner = "Parliament"\n')
    tree.replace("ar/glossary.toml", 'term = "وثيقة اعتماد"', "term = 5")
    tree.replace("fr/figures.toml", '[triangle.labels]\nissuer = "Émetteur"', "[triangle.labels]\nissuer = 5")
    assert rules(tree) == [
        ("ar/glossary.toml", 5, "front-matter"),
        ("fr/figures.toml", 4, "figure"),
        ("sources.toml", 2, "source"),
        ("sources.toml", 3, "front-matter"),
    ]


def test_missing_files_are_named(tree: ContentTree) -> None:
    tree.remove("ar/glossary.toml")
    tree.remove("fr/figures.toml")
    assert rules(tree) == [("ar/glossary.toml", 0, "missing-file"), ("fr/figures.toml", 0, "missing-file")]


def test_a_file_in_another_encoding_is_named_and_the_rest_is_read(tree: ContentTree) -> None:
    for name in ("en/about/scope.md", "fr/glossary.toml", "figures/triangle.svg"):
        (tree.root / name).write_bytes("é".encode("latin-1"))
    assert {(path, rule) for path, _, rule in rules(tree)} == {
        ("en/about/scope.md", "encoding"),
        ("fr/glossary.toml", "encoding"),
        ("figures/triangle.svg", "encoding"),
    }
    assert "trust" in tree.load().pages["en"]


def test_a_file_that_may_not_be_read_is_named(tree: ContentTree, monkeypatch: pytest.MonkeyPatch) -> None:
    closed, opens = tree.root / "en/about/scope.md", Path.open

    def refuse(path: Path, *how: Any, **more: Any) -> Any:  # the rights of a file do not bind root, who runs the tests
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return opens(path, *how, **more)

    monkeypatch.setattr(Path, "open", refuse)
    assert rules(tree) == [("en/about/scope.md", 0, "unreadable")]


def test_a_folder_in_the_place_of_a_file_is_named(tree: ContentTree) -> None:
    tree.remove("sources.toml")
    (tree.root / "sources.toml").mkdir()
    assert rules(tree) == [("sources.toml", 0, "unreadable")]


def test_one_page_id_in_two_folders_is_told_once(tree: ContentTree) -> None:
    tree.write("en/modules/scope.md", tree.read("en/about/scope.md"))
    found = tree.load().problems
    assert [(p.path.as_posix(), p.rule) for p in found] == [("en/about/scope.md", "duplicate-id")]
    assert "en/modules/scope.md" in found[0].message


@pytest.mark.parametrize("name", ["My page", "Scope", "scope_two", "a--b"])
def test_a_file_name_that_cannot_be_an_address_is_told(tree: ContentTree, name: str) -> None:
    tree.write(f"en/about/{name}.md", tree.read("en/about/scope.md"))
    assert rules(tree) == [(f"en/about/{name}.md", 0, "page-id")]


def test_a_term_id_that_cannot_be_an_address_is_told(tree: ContentTree) -> None:
    tree.replace("ar/glossary.toml", "[credential]", '["a credential"]')
    assert rules(tree) == [("ar/glossary.toml", 4, "glossary")]


def test_files_of_windows_are_read(tree: ContentTree) -> None:
    for name in ("en/about/scope.md", "guide.toml", "fr/glossary.toml"):
        text = tree.read(name).replace("\n", "\r\n")
        (tree.root / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert tree.check() == []
