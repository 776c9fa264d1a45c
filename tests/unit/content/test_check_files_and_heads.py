"""Files in their places, pages in the list, and heads that say what they must."""

from __future__ import annotations

import pytest
from content_builder import ContentTree, Edit, Fault, Fine, page

GUIDE, TRUST, TRUST_FR = "guide.toml", "en/modules/trust.md", "fr/modules/trust.md"
CASE, CASE_FR, LIST = (
    "en/case-studies/costa-rica.md",
    "fr/case-studies/costa-rica.md",
    "en/checklists/trust-checklist.md",
)
SCOPE = "en/about/scope.md"

FAULTS = [
    Fault("unknown-file", "en/modules/notes.txt", "", (Edit("en/modules/notes.txt", "", "x"),)),
    Fault("unknown-file", "en/drafts/trust.md", "", (Edit("en/drafts/trust.md", "", "x"),)),
    Fault("unknown-file", "ar/modules/trust.md", "", (Edit("ar/modules/trust.md", "", "x"),)),
    Fault(
        "reserved-id", "en/about/glossary.md", "", (Edit("en/about/glossary.md", "", page("en", "scope")),)
    ),
    Fault("wrong-folder", "fr/modules/scope.md", "", (Edit("fr/modules/scope.md", "", page("fr", "scope")),)),
    Fault(
        "guide-listing",
        GUIDE,
        '"costa-rica"',
        (Edit(GUIDE, '["costa-rica"]', '["costa-rica", "costa-rica"]'),),
    ),
    Fault("guide-listing", GUIDE, '"egypt"', (Edit(GUIDE, '["costa-rica"]', '["costa-rica", "egypt"]'),)),
    Fault("guide-listing", GUIDE, '"pilot"', (Edit(GUIDE, '["costa-rica"]', '["costa-rica", "pilot"]'),)),
    Fault("guide-listing", SCOPE, "", (Edit(GUIDE, ', "scope"', ""),)),
    Fault("guide-title", GUIDE, 'id = "two"', (Edit(GUIDE, 'title.fr = "Autour"\n', ""),)),
    Fault("status", TRUST, "status", (Edit(TRUST, '"draft"', '"final"'),)),
    Fault("status", TRUST, "+++", (Edit(TRUST, '"draft"', '"reviewed"\nreviewed_by = "excerpts"'),)),
    Fault("status", CASE, "reviewed_by", (Edit(CASE, '"excerpts"', '"hearsay"'),)),
    Fault("status", TRUST, "status", (Edit(TRUST, '"draft"', '"draft"\nreviewed_on = 2026-01-01'),)),
    Fault("lead", TRUST, "lead", (Edit(TRUST, "for whom.", "for whom. Prove it to others."),)),
    Fault("lead", TRUST, "lead", (Edit(TRUST, "for whom.", "for whom, " + "one more word " * 9 + "."),)),
    Fault("case-facts", CASE_FR, "+++", (Edit(CASE_FR, 'years = "2022"\n', ""),)),
    Fault("revision", TRUST, "+++", (Edit(TRUST, "revision = 2\n", ""),)),
    Fault("evidence", CASE, "evidence", (Edit(CASE, '"audit"', '"rumour"'),)),
    Fault("translates", TRUST_FR, "+++", (Edit(TRUST_FR, "translates = 2\n", ""),)),
    Fault("translates", TRUST_FR, "translates", (Edit(TRUST_FR, "translates = 2", "translates = 3"),)),
    Fault("stale", TRUST_FR, "translates", (Edit(TRUST_FR, "translates = 2", "translates = 1"),)),
    Fault("unknown-checklist", TRUST, "checklist =", (Edit(TRUST, '"trust-checklist"', '"trust-list"'),)),
    Fault(
        "unknown-case-study", TRUST, '"egypt"', (Edit(TRUST, '["costa-rica"]', '[\n"costa-rica",\n"egypt"]'),)
    ),
    Fault("unknown-case-study", TRUST, "cases", (Edit(TRUST, '["costa-rica"]', '["pilot"]'),)),
    Fault("unknown-template", TRUST, "templates", (Edit(TRUST, '["pilot"]', '["pilots"]'),)),
    Fault("unknown-module", CASE, "module", (Edit(CASE, '["trust"]', '["trusts"]'),)),
    Fault("relation", LIST, "module", (Edit(TRUST, 'checklist = "trust-checklist"\n', ""),)),
    Fault("relation", CASE, "+++", (Edit(CASE, 'module = ["trust"]\n', ""),)),
]

FINE = [
    Fine(
        "unknown-file",
        (Edit("README.md", "", "x"), Edit(".gitignore", "", "x"), Edit("fr/maturity.toml", "", "x=1")),
    ),
    Fine("guide-listing", (Edit(GUIDE, '"executive-guide", "scope"', '"scope", "executive-guide"'),)),
    Fine(
        "status",
        (Edit(TRUST, '"draft"', '"reviewed"\nreviewed_on = 2026-01-01\nreviewed_by = "administration"'),),
    ),
    Fine("lead", (Edit(TRUST, "for whom.", "for whom, e.g. 2.5 years, " + "word " * 19 + "."),)),
    Fine(
        "stale",
        (Edit(TRUST, "revision = 2", "revision = 1"), Edit(TRUST_FR, "translates = 2", "translates = 1")),
    ),
    Fine("relation", (Edit(CASE, '["trust"]', '"trust"'),)),
    Fine("case-facts", (Edit(CASE, '"2022"', '"2022 to 2024"'), Edit(CASE_FR, '"2022"', '"2022 à 2024"'))),
]


def test_a_tree_without_a_fault_has_no_finding(tree: ContentTree) -> None:
    assert [str(problem) for problem in tree.check()] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.rule}-{fault.on}")
def test_the_rule_finds_the_fault(tree: ContentTree, fault: Fault) -> None:
    fault.assert_found(tree)


@pytest.mark.parametrize("fine", FINE, ids=lambda fine: fine.rule)
def test_the_rule_lets_it_pass(tree: ContentTree, fine: Fine) -> None:
    fine.assert_silent(tree)


def test_a_checklist_is_called_after_its_module(tree: ContentTree) -> None:
    tree.write("en/checklists/other.md", tree.read(LIST))
    tree.remove(LIST)
    found = [
        p for p in tree.check() if p.rule == "relation" and p.path.as_posix() == "en/checklists/other.md"
    ]
    assert "trust-checklist.md" in "".join(p.mend for p in found)


def test_the_executive_guide_lies_in_about(tree: ContentTree) -> None:
    tree.write("fr/modules/executive-guide.md", tree.read("fr/about/executive-guide.md"))
    tree.remove("fr/about/executive-guide.md")
    found = [p for p in tree.check() if p.rule == "wrong-folder"]
    assert [p.mend for p in found] == ["move it to fr/about/executive-guide.md"]
