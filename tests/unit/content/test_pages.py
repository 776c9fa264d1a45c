"""Pages from their text: heads, sections, blocks, and errors that name their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_builder import ContentTree

from ictguide_desktop.content.findings import Findings
from ictguide_desktop.content.frontmatter import Source, key_lines, split_page
from ictguide_desktop.content.inline import MarkdownReader
from ictguide_desktop.content.pages import PageReader
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import (
    Audience,
    Band,
    Block,
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
    Paragraph,
    Section,
    Styled,
    Table,
    Text,
    plain,
)
from ictguide_desktop.model.problems import ContentProblem

Found = list[tuple[int, str]]


def read(body: str, kind: Kind = Kind.MODULE) -> tuple[tuple[Section, ...], Found]:
    """The sections of a body that begins on line 1, and the findings as line and rule."""
    problems: list[ContentProblem] = []
    sections = PageReader().sections(body.split("\n"), 1, kind, Findings(Path("page.md"), problems))
    return sections, [(problem.line, problem.rule) for problem in problems]


def blocks(body: str) -> tuple[tuple[Block, ...], Found]:
    """The blocks of a section whose heading is line 1 and whose text begins on line 3."""
    sections, found = read(f'## A {{#a audience="all"}}\n\n{body}')
    return sections[0].blocks, found


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


class TestHead:
    def head(self, text: str) -> tuple[Source | None, Found]:
        problems: list[ContentProblem] = []
        source = split_page(text, Findings(Path("page.md"), problems))
        return source, [(problem.line, problem.rule) for problem in problems]

    def test_the_body_begins_below_the_head(self) -> None:
        source, found = self.head('+++\ntitle = "A"\n+++\n\n## B {#b}')
        assert found == []
        assert source is not None
        assert (source.meta, source.body, source.body_line) == ({"title": "A"}, ["", "## B {#b}"], 4)

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("", 1),
            ("title", 1),
            ("+++\na = 1", 1),
            ("+++\na = 1\nb = \n+++\n", 3),
            ('+++\na = 1\nb = "x\n+++\n', 3),
            ("+++\na = 1\na = 2\n+++\n", 3),
        ],
    )
    def test_an_error_names_its_line(self, text: str, line: int) -> None:
        source, found = self.head(text)
        assert (source, found) == (None, [(line, "front-matter")])

    def test_keys_know_their_lines_in_their_tables(self) -> None:
        lines = ["a = 1", "", "[one]", "b.c = 2", '[two.labels] # "x"', '"d" = 3', "[[part]]", "e = 4"]
        assert key_lines(lines, 10) == {
            ("", "a"): 10,
            ("one", ""): 12,
            ("one", "b"): 13,
            ("two.labels", ""): 14,
            ("two.labels", "d"): 15,
            ("part", ""): 16,
            ("part", "e"): 17,
        }

    @pytest.mark.parametrize(
        ("old", "new", "on"),
        [
            ("revision = 2", 'revision = "2"', "revision"),
            ("revision = 2", "revision = true", "revision"),
            ('status = "draft"', "status = 5", "status"),
            ('status = "draft"\n', "", "+++"),
            ('title = "Trust"', 'title = " "', "title"),
            ('cases = ["costa-rica"]', "cases = [1]", "cases"),
            ('figure = "triangle"', 'figures = "triangle"', "figures"),
            ('status = "draft"', 'status = "reviewed"\nreviewed_on = "today"', "reviewed_on"),
            ('status = "draft"', "status = 'draft'\ntranslates = 1", "translates"),
        ],
    )
    def test_a_value_that_is_wrong_names_its_line(
        self, tree: ContentTree, old: str, new: str, on: str
    ) -> None:
        name = "en/modules/trust.md"
        tree.replace(name, old, new)
        found = [p for p in tree.load().problems if p.rule == "front-matter"]
        assert [tree.read(name).split("\n")[p.line - 1].split(" ")[0] for p in found] == [on]

    def test_a_translation_does_not_repeat_what_the_original_says(self, tree: ContentTree) -> None:
        tree.replace("fr/about/scope.md", "translates = 1", "translates = 1\nrevision = 1")
        found = tree.load().problems
        assert [(p.rule, p.severity, p.line) for p in found] == [("front-matter", "warning", 5)]


class TestSections:
    def test_headings_carry_id_audience_and_band(self) -> None:
        sections, found = read(
            '## One {#one audience="leader manager"}\n\nText.\n\n### Two: all {#one-two band="advanced"}\nText.\n'
            '\n### Three {#C.3 audience="implementer"}\n\n## Four {#four audience="all"}\n'
        )
        assert found == []
        leaders = frozenset({Audience.LEADER, Audience.MANAGER})
        assert [(s.id, s.title, s.level, s.audiences, s.band, s.line) for s in sections] == [
            ("one", "One", 2, leaders, None, 1),
            ("one-two", "Two: all", 3, leaders, Band.ADVANCED, 5),
            ("C.3", "Three", 3, frozenset({Audience.IMPLEMENTER}), None, 8),
            ("four", "Four", 2, frozenset(Audience), None, 10),
        ]
        assert [s.lines for s in sections] == [(3,), (6,), (), ()]

    @pytest.mark.parametrize(
        ("body", "line", "rule"),
        [
            ("Text.\n\n## A {#a}", 1, "heading"),
            ("\n# A {#a}", 2, "heading"),
            ("\n#### A {#a}", 2, "heading"),
            ("\n## A", 2, "heading"),
            ("\n##A {#a}", 2, "heading"),
            ("\n## A {#a #b}", 2, "heading"),
            ("\n## A {#a audience=leader}", 2, "heading"),
            ('\n## A {#a audiences="all"}', 2, "heading"),
            ("\n## A *b* {#a}", 2, "heading"),
            ("\n## A [b](page:c) {#a}", 2, "heading"),
            ("\n## {#a}", 2, "heading"),
            ('\n## A {#a audience="boss"}', 2, "audience"),
            ('\n## A {#a band="high"}', 2, "band"),
            ("## A {#a}\n\n## B {#a}", 3, "duplicate-id"),
            ("## A {#a}\n\nText\nand <b>more</b>.", 4, "raw-html"),
            ("## A {#a}\n\n<!-- hidden -->", 3, "raw-html"),
        ],
    )
    def test_an_error_names_its_line(self, body: str, line: int, rule: str) -> None:
        assert read(body)[1] == [(line, rule)]

    def test_code_may_hold_what_looks_like_html(self) -> None:
        assert blocks("Write `<b>` there.")[1] == []


class TestBlocks:
    def test_text_holds_links_styles_and_citations(self) -> None:
        found, problems = blocks(
            "Close the [*old* account](page:trust#steps:2) of a [leaver](term:leaver)\n"
            "**now**, `a_b` [](source:audit-2022)."
        )
        assert problems == []
        assert repr(found) == repr(
            (
                Paragraph(
                    (
                        Text("Close the "),
                        Link(
                            LinkKind.PAGE,
                            "trust#steps:2",
                            (Styled("emphasis", words("old")), Text(" account")),
                        ),
                        Text(" of a "),
                        Link(LinkKind.TERM, "leaver", words("leaver")),
                        Text(" "),
                        Styled("strong", words("now")),
                        Text(", "),
                        Styled("code", words("a_b")),
                        Text(" "),
                        Cite("audit-2022"),
                        Text("."),
                    )
                ),
            )
        )

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("A & B, 1 < 2 &amp; 3", "A & B, 1 < 2 & 3"),
            (r"2 \* 3 \* 4", "2 * 3 * 4"),
            ("snake_case_name", "snake_case_name"),
            ("« 24\u00a0heures »", "« 24\u00a0heures »"),
            ("[not a link] and (page:x)", "[not a link] and (page:x)"),
            ("`a < b` & `x*y*z`", "a < b & x*y*z"),
            ("one\n  two   ", "one two"),
        ],
    )
    def test_signs_stay_what_they_are(self, text: str, shown: str) -> None:
        (paragraph,), problems = blocks(text)
        assert problems == []
        assert isinstance(paragraph, Paragraph)
        assert plain(paragraph.spans) == shown

    def test_lists_may_have_one_deeper_list(self) -> None:
        found, problems = blocks("1. One\n2. Two\n   on two lines\n    - a\n    - b\n3. Three")
        assert problems == []
        deeper = ListBlock(False, (ListItem(words("a")), ListItem(words("b"))))
        items = (
            ListItem(words("One")),
            ListItem(words("Two on two lines"), deeper),
            ListItem(words("Three")),
        )
        assert repr(found) == repr((ListBlock(True, items),))

    def test_tables_have_a_header_and_rows(self) -> None:
        found, problems = blocks("| a | b |\n| --- | --- |\n| 1 | `x\\|y` |\n| [](source:s) | |")
        assert problems == []
        (table,) = found
        assert isinstance(table, Table)
        assert table.header == (words("a"), words("b"))
        assert table.rows[1] == ((Cite("s"),), ())

    def test_callouts_hold_paragraphs_and_lists(self) -> None:
        found, problems = blocks('!!! why "A reason"\n    One.\n\n    - two\n    - three\n\nAfter.')
        assert problems == []
        inner = (
            Paragraph(words("One.")),
            ListBlock(False, (ListItem(words("two")), ListItem(words("three")))),
        )
        assert repr(found) == repr((Callout("why", "A reason", inner), Paragraph(words("After."))))

    def test_figures_and_embedded_sections_stand_alone(self) -> None:
        found, problems = blocks("![](figure:triangle)\n\n![](page:trust#summary)")
        assert problems == []
        assert repr(found) == repr((Figure("triangle"), Embed(Address("trust", "summary"))))

    @pytest.mark.parametrize(
        ("body", "line", "rule"),
        [
            ("Text:\n- one\n- two", 4, "markdown"),
            ("Text:\nmore\n1. one", 5, "markdown"),
            ("Text\n| a | b |", 4, "markdown"),
            ('Text\n!!! note "A"', 4, "markdown"),
            ("| a | b |\n| 1 | 2 |", 3, "markdown"),
            ("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |", 6, "markdown"),
            ("| a | b |\n|---|---|\n| 1 |", 5, "markdown"),
            ("    indented code", 3, "markdown"),
            ("> quoted", 3, "markdown"),
            ("---", 3, "markdown"),
            ("- one\n- two\n\n    text of two", 6, "markdown"),
            ("One.\n\nSee ![](figure:x) here.", 5, "markdown"),
            ("[words](source:audit-2022)", 3, "markdown"),
            ("[](term:leaver)", 3, "markdown"),
            ("[it](https://example.org)", 3, "network-link"),
            ("[it](figure:x)", 3, "network-link"),
            ("![](https://example.org/a.png)", 3, "network-link"),
            ("![](page:Trust)", 3, "link"),
            ("![](figure:../../secret)", 3, "network-link"),
            ('!!! hint "A"\n    One.', 3, "callout"),
            ("!!! note\n    One.", 3, "callout"),
            ('!!! note "A"\nOne.', 4, "callout"),
            ('!!! note "A"\n    One.\nTwo.', 5, "callout"),
            ('!!! note "A"', 3, "callout"),
            ('!!! note "A"\n    | a | b |\n    |---|---|\n    | 1 | 2 |', 4, "callout"),
        ],
    )
    def test_an_error_names_its_line(self, body: str, line: int, rule: str) -> None:
        assert (line, rule) in blocks(body)[1]

    def test_a_paragraph_that_goes_on_with_a_number_is_no_list(self) -> None:
        assert blocks("It was written in\n2022 and read.")[1] == []

    def test_one_reader_reads_many_blocks_without_mixing_them(self) -> None:
        reader, problems = MarkdownReader(), list[ContentProblem]()
        findings = Findings(Path("page.md"), problems)
        first = reader.block("A [b](page:c)", 1, findings)
        reader.block("| a |\n| --- |\n| 1 |", 2, findings)
        assert reader.block("A [b](page:c)", 3, findings) == first
        assert problems == []


ITEM = '## G {#g audience="all"}\n\n### C-C1 {#C-C1 explains="trust#steps"}\n\nIt is so.\n\nThe list.'


class TestItemsAndFields:
    def test_an_item_has_statement_evidence_and_a_way_to_check(self) -> None:
        sections, found = read(ITEM + "\n\nDraw one.", Kind.CHECKLIST)
        assert found == []
        item = CheckItem(
            "C-C1", words("It is so."), words("The list."), words("Draw one."), Address("trust", "steps")
        )
        assert repr(sections[1].blocks) == repr((item,))
        assert sections[1].lines == (5,)

    @pytest.mark.parametrize(
        ("old", "new", "line", "rule"),
        [
            ("\n\nThe list.", "", 3, "checklist-item"),
            ("The list.", "The list.\n\nA.\n\nB.", 3, "checklist-item"),
            ("### C-C1 {", "### Accounts {", 3, "checklist-item"),
            ("trust#steps", "Trust", 3, "link"),
            ("The list.", "- The list.", 7, "markdown"),
        ],
    )
    def test_an_error_names_its_line(self, old: str, new: str, line: int, rule: str) -> None:
        assert read(ITEM.replace(old, new), Kind.CHECKLIST)[1] == [(line, rule)]

    def test_a_field_has_help_options_and_an_example(self) -> None:
        body = '## G {#g}\n\n### Kind {#AE-F2 type="choice" required="yes"}\n\nChoose.\n\n- a\n- b\n\nb'
        sections, found = read(body, Kind.TEMPLATE)
        assert found == []
        field = Field("AE-F2", "Kind", "choice", True, words("Choose."), ("a", "b"), words("b"))
        assert repr(sections[1].blocks) == repr((field,))

    def test_a_field_says_whether_a_decision_rests_on_it_and_when_it_is_due(self) -> None:
        attributes = 'type="choice" criterion="never" gate="G0" record="decision"'
        body = f"## G {{#g}}\n\n### Kind {{#AE-F2 {attributes}}}\n\nChoose.\n\n- a\n- b\n\nb"
        sections, found = read(body, Kind.TEMPLATE)
        assert found == []
        (field,) = sections[1].blocks
        assert isinstance(field, Field)
        assert (field.criterion, field.gate, field.record) == ("never", "G0", "decision")

    def test_an_item_has_the_tier_from_which_it_applies(self) -> None:
        text = ITEM.replace('explains="trust#steps"', 'explains="trust#steps" tier="3" criterion="never"')
        sections, found = read(text, Kind.CHECKLIST)
        assert found == []
        (item,) = sections[1].blocks
        assert isinstance(item, CheckItem)
        assert (item.tier, item.criterion) == (3, "never")

    @pytest.mark.parametrize(
        ("body", "line"),
        [
            ('## G {#g}\n\n### Kind {#AE-F2 type="choose"}\n\nHelp.\n\nExample.', 3),
            ('## G {#g}\n\n### Kind {#AE-F2 type="text" criterion="no"}\n\nHelp.\n\nExample.', 3),
            ('## G {#g}\n\n### Kind {#AE-F2 type="text" gate="0"}\n\nHelp.\n\nExample.', 3),
            ('## G {#g}\n\n### Kind {#AE-F2 type="text" record="all"}\n\nHelp.\n\nExample.', 3),
            ("## G {#g}\n\n### Kind {#AE-F2}\n\nHelp.", 3),
            ("## G {#g}\n\n### Kind {#AE-F2}\n\nHelp.\n\n- a\n\n1. b\n\nExample.", 3),
        ],
    )
    def test_a_field_that_is_wrong_names_its_line(self, body: str, line: int) -> None:
        assert read(body, Kind.TEMPLATE)[1] == [(line, "field")]

    def test_an_ordinary_section_of_a_template_is_no_field(self) -> None:
        sections, found = read("## How {#how}\n\n### More {#more}\n\nText.", Kind.TEMPLATE)
        assert found == []
        assert isinstance(sections[1].blocks[0], Paragraph)
