"""A translation has what its original has, and a reader of both never loses the thread."""

from __future__ import annotations

import pytest
from content_builder import ContentTree, Edit, Fault, Fine

TRUST, TRUST_FR, LIST_FR = "en/modules/trust.md", "fr/modules/trust.md", "fr/checklists/trust-checklist.md"
PILOT_FR, CASE_FR, SCOPE, SCOPE_FR = (
    "fr/templates/pilot.md",
    "fr/case-studies/costa-rica.md",
    "en/about/scope.md",
    "fr/about/scope.md",
)
COVERS, COVERS_FR = "Customs and its partners.", "La douane et ses partenaires."


def both(english: str, french: str) -> tuple[Edit, ...]:
    """The text of the page about the scope, in both languages."""
    return (Edit(SCOPE, COVERS, english), Edit(SCOPE_FR, COVERS_FR, french))


FAULTS = [
    Fault(
        "orphan-page", "fr/about/method.md", "", (Edit("fr/about/method.md", "", "+++\ntitle='x'\n+++\n"),)
    ),
    Fault("parity-sections", TRUST_FR, "", (Edit(TRUST_FR, "## Partie pitfalls {#pitfalls}\n", ""),)),
    Fault("parity-sections", TRUST_FR, "#traps", (Edit(TRUST_FR, "#pitfalls", "#traps"),)),
    Fault(
        "parity-sections",
        TRUST_FR,
        "#steps",
        (
            Edit(TRUST_FR, "{#set-up", "{#x"),
            Edit(TRUST_FR, "{#steps", "{#set-up"),
            Edit(TRUST_FR, "{#x", "{#steps"),
        ),
    ),
    Fault(
        "parity-sections",
        TRUST_FR,
        "#pitfalls",
        (Edit(TRUST_FR, "## Partie pitfalls", "### Partie pitfalls"),),
    ),
    Fault(
        "parity-sections",
        TRUST_FR,
        "#pitfalls",
        (Edit(TRUST_FR, "{#pitfalls}", '{#pitfalls audience="leader"}'),),
    ),
    Fault(
        "parity-sections",
        TRUST_FR,
        "#maturity",
        (Edit(TRUST_FR, "{#maturity}", '{#maturity band="advanced"}'),),
    ),
    Fault(
        "parity-blocks", SCOPE_FR, "#covers", (Edit(SCOPE_FR, COVERS_FR, "La douane.\n\nSes partenaires."),)
    ),
    Fault(
        "parity-blocks",
        TRUST_FR,
        "#steps",
        (Edit(TRUST_FR, "1. Fermer", "- Fermer"), Edit(TRUST_FR, "2. C", "- C")),
    ),
    Fault(
        "parity-blocks", TRUST_FR, "1. Fermer", (Edit(TRUST_FR, "2. Conserver", "2. Relire.\n3. Conserver"),)
    ),
    Fault("parity-blocks", TRUST_FR, "1. Fermer", (Edit(TRUST_FR, "    - du jour\n", ""),)),
    Fault("parity-blocks", TRUST_FR, "1. Fermer", (Edit(TRUST_FR, "    - du jour\n    - de l’heure\n", ""),)),
    Fault(
        "parity-blocks",
        TRUST_FR,
        "| mesure",
        (Edit(TRUST_FR, "| part des comptes | `closed / left` |\n", ""),),
    ),
    Fault("parity-blocks", TRUST_FR, "!!!", (Edit(TRUST_FR, "!!! warning", "!!! note"),)),
    Fault(
        "parity-blocks", TRUST_FR, "!!!", (Edit(TRUST_FR, "    - Demander d’abord au responsable.\n", ""),)
    ),
    Fault("parity-blocks", TRUST_FR, "(figure", (Edit(TRUST_FR, "figure:triangle", "figure:square"),)),
    Fault(
        "parity-blocks",
        "fr/about/executive-guide.md",
        "![]",
        (Edit("fr/about/executive-guide.md", "trust#summary", "trust#decisions"),),
    ),
    Fault("parity-blocks", LIST_FR, "aaa", (Edit(LIST_FR, "\n\nTirer un échantillon et comparer.", ""),)),
    Fault(
        "parity-blocks", PILOT_FR, "Choisir", (Edit(PILOT_FR, "- juridique\n", "- juridique\n- social\n"),)
    ),
    Fault(
        "parity-links",
        TRUST_FR,
        "personne partante",
        (Edit(TRUST_FR, "[personne partante](term:leaver)", "personne partante"),),
    ),
    Fault("parity-links", TRUST_FR, "(page:", (Edit(TRUST_FR, "page:trust#steps:1", "page:trust#steps:2"),)),
    Fault(
        "parity-citations",
        TRUST_FR,
        "24\u00a0heures [",
        (Edit(TRUST_FR, "source:law-1999", "source:audit-2022"),),
    ),
    Fault("parity-citations", CASE_FR, "2 pannes", (Edit(CASE_FR, " [](source:audit-2022)", ""),)),
    Fault("parity-numbers", TRUST_FR, "1,500", (Edit(TRUST_FR, "1\u202f500", "1,500"),)),
    Fault("parity-numbers", CASE_FR, "deux pannes", (Edit(CASE_FR, "2 pannes", "deux pannes"),)),
    Fault("parity-numbers", CASE_FR, "years", (Edit(CASE_FR, 'years = "2022"', 'years = "2023"'),)),
    Fault(
        "parity-numbers", SCOPE_FR, "lead", (Edit(SCOPE_FR, "le guide couvre", "le guide couvre en 2026"),)
    ),
    Fault("parity-numbers", SCOPE_FR, "#covers", (Edit(SCOPE_FR, "Ce qu’il couvre", "Les 3 sujets"),)),
    Fault("parity-numbers", TRUST_FR, "| délai", (Edit(TRUST_FR, "95\u202f%", "90\u202f%"),)),
]
FINE = [
    Fine("parity-sections", (Edit(TRUST_FR, "{#pitfalls}", '{#pitfalls audience="implementer manager"}'),)),
    Fine("parity-blocks", both("- one\n- two", "* un\n* deux")),
    Fine("parity-links", both("[a](term:leaver) [b](page:trust)", "[b](page:trust) [a](term:leaver)")),
    Fine(
        "parity-citations",
        both(
            "A [](source:law-1999) b [](source:audit-2022).", "B [](source:audit-2022) a [](source:law-1999)."
        ),
    ),
    Fine(
        "parity-numbers",
        both("In 2022, Article 7.7 cost 3.5 billion.", "L’article 7.7 a coûté 3,5 milliards en 2022."),
    ),
    Fine(
        "parity-numbers",
        both("Of 12,500.5 units, `v1.2.3` has 2.0.", "Des 12\u00a0500,5 unités, `v1.2.3` a 2."),
    ),
    Fine("parity-numbers", both("The 249th session, 1 March.", "La 249e session, 1er mars.")),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.rule}-{fault.on}")
def test_the_rule_finds_the_fault(tree: ContentTree, fault: Fault) -> None:
    fault.assert_found(tree)


@pytest.mark.parametrize("fine", FINE, ids=lambda fine: fine.rule)
def test_the_rule_lets_it_pass(tree: ContentTree, fine: Fine) -> None:
    fine.assert_silent(tree)


def test_a_page_that_is_missing_in_a_language_is_a_warning_on_the_original(tree: ContentTree) -> None:
    tree.remove(SCOPE_FR)
    found = [p for p in tree.check() if p.rule == "missing-page"]
    assert [(p.path.as_posix(), p.severity) for p in found] == [(SCOPE, "warning")]
    assert found[0].mend == "write fr/about/scope.md"


def test_a_language_that_is_partial_may_lack_pages_and_nothing_else(tree: ContentTree) -> None:
    tree.replace("guide.toml", 'languages = ["en", "fr"]', 'languages = ["en", "fr"]\npartial = ["fr"]')
    tree.remove(SCOPE_FR)
    assert [str(p) for p in tree.check()] == []
    tree.replace(CASE_FR, "2 pannes", "3 pannes")
    assert [p.rule for p in tree.check()] == ["parity-numbers"]


def test_the_message_names_what_is_missing_and_what_is_new(tree: ContentTree) -> None:
    fault = Fault("parity-numbers", CASE_FR, "3 pannes", (Edit(CASE_FR, "2 pannes", "3 pannes"),))
    found = fault.assert_found(tree)
    assert found.message == "the number 2 of the original is not here; the number 3 is not in the original"


def test_blocks_that_differ_are_told_once_and_not_again_by_their_numbers(tree: ContentTree) -> None:
    tree.replace(TRUST_FR, "![](figure:triangle)\n\n", "")
    assert [p.rule for p in tree.check()] == ["parity-blocks"]
