"""The shape of pages, and everything that one place of the guide says of another."""

from __future__ import annotations

import pytest
from content_builder import FILLER, ContentTree, Edit, Fault, Fine

TRUST, TRUST_FR = "en/modules/trust.md", "fr/modules/trust.md"
CASE, LIST, PILOT = (
    "en/case-studies/costa-rica.md",
    "en/checklists/trust-checklist.md",
    "en/templates/pilot.md",
)
EXEC, SCOPE, SCOPE_FR = "en/about/executive-guide.md", "en/about/scope.md", "fr/about/scope.md"
LIST_FR, SOURCES = "fr/checklists/trust-checklist.md", "sources.toml"
COVERS = "Customs and its partners."


def scope(words: str) -> tuple[Edit, ...]:
    """The text of the page about the scope, changed in English."""
    return (Edit(SCOPE, COVERS, words),)


PITFALLS = '## Part pitfalls {#pitfalls audience="manager implementer"}'
STRUCTURE = [
    Fault("fixed-part", TRUST, "", (Edit(TRUST, "{#pitfalls", "{#traps"),)),
    Fault("fixed-part", CASE, "", (Edit(CASE, "{#lessons-leader", "{#lessons-boss"),)),
    Fault("fixed-part", TRUST, "#pitfalls", (Edit(TRUST, PITFALLS, f"#{PITFALLS}"),)),
    Fault(
        "fixed-order",
        TRUST,
        "#steps",
        (Edit(TRUST, "{#set-up", "{#x"), Edit(TRUST, "{#steps", "{#set-up"), Edit(TRUST, "{#x", "{#steps")),
    ),
    Fault(
        "fixed-audience",
        TRUST,
        "#decisions",
        (Edit(TRUST, '#decisions audience="leader"', '#decisions audience="manager"'),),
    ),
    Fault(
        "fixed-audience", CASE, "#lessons-leader", (Edit(CASE, 'audience="leader"', 'audience="manager"'),)
    ),
    Fault("fixed-band", TRUST, "#maturity-advanced", (Edit(TRUST, ' band="advanced"', ""),)),
    Fault("audience", SCOPE, "#covers", (Edit(SCOPE, ' audience="all"', ""),)),
    Fault("empty-section", SCOPE, "#covers", scope("")),
    Fault(
        "length",
        TRUST,
        "",
        (Edit(TRUST, "## Part pitfalls", (FILLER["en"] + "\n\n") * 16 + "## Part pitfalls"),),
    ),
    Fault(
        "length", TRUST, "#summary", (Edit(TRUST, "![](figure", (FILLER["en"] + "\n\n") * 2 + "![](figure"),)
    ),
    Fault("length", CASE, "", (Edit(CASE, FILLER["en"], "Short."),) * 3),
    Fault("module-links", TRUST, "+++", (Edit(TRUST, 'checklist = "trust-checklist"\n', ""),)),
    Fault("module-links", TRUST, "+++", (Edit(TRUST, 'cases = ["costa-rica"]\n', ""),)),
    Fault("module-figure", TRUST, "+++", (Edit(TRUST, 'figure = "triangle"\n', ""),)),
    Fault("module-figure", TRUST, "figure =", (Edit(TRUST, "![](figure:triangle)\n\n", ""),)),
    Fault("checklist-length", LIST, "", (Edit(LIST, "### C-C10", "## C-C10"), Edit(LIST, "#C-C10", "#ten"))),
    Fault(
        "reading-time",
        EXEC,
        "",
        (Edit(TRUST, "![](figure", (FILLER["en"] + "\n\n") * 150 + "![](figure"),),
    ),
    Fault("explains", LIST, "#C-C1 ", (Edit(LIST, ' explains="trust#steps"', ""),)),
    Fault("duplicate-statement", LIST, "#C-C2", (Edit(LIST, "kind bbb are", "Kind  AAA are"),)),
    Fault("duplicate-statement", LIST_FR, "#C-C2", (Edit(LIST_FR, "type bbb sont", "type aaa sont"),)),
    Fault("field", PILOT, "", (Edit(PILOT, "### Q", "## Q"), Edit(PILOT, "### K", "## K"))),
    Fault("field", PILOT, "#PI-F1", (Edit(PILOT, ' type="long"', ""),)),
    Fault("field", PILOT, "#question-one", (Edit(PILOT, "#PI-F1", "#question-one"),)),
    Fault("field", PILOT, "#PI-F2", (Edit(PILOT, 'type="choice"', 'type="text"'),)),
    Fault("field", PILOT, "#PI-F1", (Edit(PILOT, 'type="long"', 'type="choice"'),)),
    Fault("field", PILOT, "#PI-F1", (Edit(PILOT, 'type="long"', 'type="table"'),)),
    Fault("field", PILOT, "#PI-F2", (Edit(PILOT, 'type="choice"', 'type="choice" criterion="yes"'),)),
    Fault("field", PILOT, "#PI-F1", (Edit(PILOT, 'type="long"', 'type="long" criterion="never"'),)),
    Fault("field", PILOT, "#PI-F2", (Edit(PILOT, 'type="choice"', 'type="choice" criterion="maybe"'),)),
    Fault("field", PILOT, "#PI-F2", (Edit(PILOT, 'type="choice"', 'type="choice" record="decision"'),)),
    Fault("field", PILOT, "#PI-F2", (Edit(PILOT, 'type="choice"', 'type="choice" record="conditions"'),)),
    Fault("field", PILOT, "#PI-F2", (Edit(PILOT, 'type="choice"', 'type="choice" gate="first"'),)),
    Fault("checklist-item", LIST, "#C-C1 ", (Edit(LIST, "#C-C1 ", '#C-C1 tier="5" '),)),
]
LINKS = [
    Fault("broken-link", SCOPE, "(page:", scope("See [it](page:Trust#).")),
    Fault("unknown-page", SCOPE, "(page:", scope("See [it](page:trusts).")),
    Fault("unknown-page", LIST, "#C-C1 ", (Edit(LIST, '"trust#steps"', '"trusts#steps"'),)),
    Fault("broken-anchor", SCOPE, "(page:", scope("Read on.\nSee [it](page:trust#step).")),
    Fault("broken-anchor", LIST, "#C-C1 ", (Edit(LIST, '"trust#steps"', '"trust#step"'),)),
    Fault("broken-block", SCOPE, "(page:", scope("See [it](page:trust#steps:6).")),
    Fault("unknown-case-study", SCOPE, "(case:", scope("See [it](case:trust).")),
    Fault("unknown-template", SCOPE, "(template:", scope("See [it](template:costa-rica).")),
    Fault("unknown-term", SCOPE, "(term:", scope("See the [leaver](term:leavers).")),
    Fault("unknown-term", SCOPE_FR, "(term:", (Edit(SCOPE_FR, "La douane", "La [douane](term:douane)"),)),
    Fault("unknown-item", SCOPE, "(check:", scope("See [C-C11](check:C-C11).")),
    Fault("unknown-figure", SCOPE, "(figure:", scope("![](figure:square)")),
    Fault("unknown-page", EXEC, "![]", (Edit(EXEC, "trust#summary", "trusts#summary"),)),
    Fault("embed", EXEC, "![]", (Edit(EXEC, "trust#summary", "trust"),)),
    Fault("embed", EXEC, "![]", (Edit(EXEC, "trust#summary", "trust#summary:2"),)),
    Fault("embed", SCOPE, "![]", scope("![](page:scope#covers)")),
    Fault("embed", SCOPE, "![]", scope("![](page:executive-guide#first)")),
    Fault(
        "term-again",
        SCOPE,
        "(term:",
        scope("A [leaver](term:leaver) goes.\n\nA [leaver](term:leaver) is gone."),
    ),
    Fault("network-link", SCOPE, "example.org", scope("Read\nhttps://example.org today.")),
    Fault("unknown-source", SCOPE, "(source:", scope("It cost more\nthan planned [](source:audit-2023).")),
    Fault("source-unlisted", SCOPE, "(source:", scope("It cost more [](source:audit-2022).")),
    Fault("source-uncited", SCOPE, "sources", (Edit(SCOPE, "+++\n\n", 'sources = ["law-1999"]\n+++\n\n'),)),
    Fault(
        "source-order",
        TRUST,
        "sources",
        (Edit(TRUST, '"audit-2022", "law-1999"', '"law-1999", "audit-2022"'),),
    ),
    Fault(
        "source-unused",
        SOURCES,
        "[press]",
        (Edit(SOURCES, "[law-1999]", '[press]\ntitle = "x"\n[law-1999]'),),
    ),
    Fault("source", SOURCES, "[audit-2022]", (Edit(SOURCES, 'owner = "Court of audit"\n', ""),)),
    Fault("source", SOURCES, "[audit-2022]", (Edit(SOURCES, "year = 2022\n", ""),)),
    Fault("source", SOURCES, "[audit-2022]", (Edit(SOURCES, '"audit"', '"blog"'),)),
    Fault("source", SOURCES, "[audit-2022]", (Edit(SOURCES, "https://example.org/report", "report.pdf"),)),
    Fault("source", SOURCES, "[audit-2022]", (Edit(SOURCES, 'url = "https://example.org/report"\n', ""),)),
    Fault("source", SOURCES, "[law-1999]", (Edit(SOURCES, 'url = "https://example.org/law"\n', ""),)),
]
FINE = [
    Fine(
        "fixed-part", (Edit(TRUST, PITFALLS, f'## Terms {{#terms audience="all"}}\n\nWords.\n\n{PITFALLS}'),)
    ),
    Fine("fixed-audience", (Edit(TRUST, '#decisions audience="leader"', '#decisions audience="all"'),)),
    Fine("audience", (Edit(TRUST, ' audience="leader manager"', ' audience="manager leader"'),)),
    Fine("empty-section", (Edit(TRUST, FILLER["en"] + "\n\n### Part maturity-f", "### Part maturity-f"),)),
    Fine("length", (Edit(TRUST, "## Part pitfalls", (FILLER["en"] + "\n\n") * 4 + "## Part pitfalls"),)),
    Fine("length", (Edit("fr/modules/trust.md", FILLER["fr"], "Court."),)),
    Fine(
        "module-figure",
        (
            Edit(TRUST, "![](figure:triangle)\n\n", ""),
            Edit(TRUST, "1. Close", "![](figure:triangle)\n\n1. Close"),
        ),
    ),
    Fine("explains", (Edit(LIST, '"trust#steps"', '"trust#steps:2"'),)),
    Fine("duplicate-statement", (Edit(LIST, "kind bbb, dated", "kind aaa, dated"),)),
    Fine("field", (Edit(PILOT, 'type="choice"', 'type="table"'),)),
    Fine(
        "field",
        (
            Edit(PILOT, 'type="choice"', 'type="choice" criterion="never" gate="G0"'),
            Edit(PILOT, "- technical\n", "- technical\n- neither\n"),
        ),
    ),
    Fine("checklist-item", (Edit(LIST, "#C-C1 ", '#C-C1 tier="4" criterion="never" '),)),
    Fine(
        "broken-anchor", scope("See [it](page:trust#maturity-advanced) and [leaver](page:glossary#leaver).")
    ),
    Fine("broken-block", scope("See [it](page:trust#steps:5).")),
    Fine("broken-link", scope("See [it](page:glossary).")),
    Fine("unknown-case-study", scope("See [it](case:costa-rica#results).")),
    Fine("unknown-term", scope("A [credential](term:credential).")),
    Fine("embed", scope("![](page:trust#steps)")),
    Fine("term-again", (Edit(TRUST, "1. Close the", "1. Close the [leaver](term:leaver)’s"),)),
    Fine("network-link", scope("Write `https://example.org` or an http answer.")),
    Fine("source-uncited", (Edit(TRUST_FR, "[](source:audit-2022)", ""),)),
    Fine("source-unlisted", (Edit(EXEC, "![](", "The summary stands here.\n\n![]("),)),
    Fine("source", (Edit(SOURCES, "year = 2022", 'year = "undated"'),)),
    Fine("source", (Edit(SOURCES, 'url = "https://example.org/law"', "public = false"),)),
    Fine("reading-time", (Edit(TRUST, "![](figure", (FILLER["en"] + "\n\n") * 110 + "![](figure"),)),
    # What the executive guide does not show is not of a leader's forty minutes.
    Fine("reading-time", (Edit(TRUST, "1. Close", (FILLER["en"] + "\n\n") * 150 + "1. Close"),)),
]


@pytest.mark.parametrize("fault", STRUCTURE + LINKS, ids=lambda fault: f"{fault.rule}-{fault.on}")
def test_the_rule_finds_the_fault(tree: ContentTree, fault: Fault) -> None:
    fault.assert_found(tree)


@pytest.mark.parametrize("fine", FINE, ids=lambda fine: fine.rule)
def test_the_rule_lets_it_pass(tree: ContentTree, fine: Fine) -> None:
    fine.assert_silent(tree)


def test_an_id_is_used_once_in_all_checklists_and_templates(tree: ContentTree) -> None:
    tree.write("en/templates/second.md", tree.read(PILOT))
    found = [p for p in tree.check() if p.rule == "duplicate-id"]
    assert {p.path.as_posix() for p in found} == {"en/templates/second.md"}
    assert "“PI-F1” is also used on pilot" in found[0].message
    assert "#PI-F1" in tree.read("en/templates/second.md").split("\n")[found[0].line - 1]


def test_the_shape_of_a_page_is_told_once_and_not_in_each_language(tree: ContentTree) -> None:
    for name in (TRUST, TRUST_FR):
        tree.replace(name, "{#pitfalls", "{#traps")
    assert [p.path.as_posix() for p in tree.check() if p.rule == "fixed-part"] == [TRUST]
