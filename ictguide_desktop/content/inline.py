"""Markdown text to spans, lists and tables; the only importer of the Markdown library."""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element

import markdown

from ictguide_desktop.content.findings import Findings
from ictguide_desktop.model.guide import (
    Block,
    Cite,
    Link,
    LinkKind,
    ListBlock,
    ListItem,
    Paragraph,
    Spans,
    Styled,
    Table,
    Text,
)

_RAW_HTML = re.compile(r"</?[A-Za-z][^>]*>|<!--")
_CODE = re.compile(r"`[^`]*`")
_CELL_END = re.compile(r"(?<!\\)\|")
_RUN_IN = re.compile(
    r"\n\s*(?:(?P<list>[-*+]\s|\d+[.)]\s)|(?P<table>\|)|(?P<callout>!!!)|(?P<heading>#{1,6}\s))"
)
# Dimensions and questions are sections of the pages made of their files.
_ASSESSMENT = {"dimension": "maturity", "question": "questionnaire"}
_STYLES = {"strong": "strong", "em": "emphasis", "code": "code"}
# What no page uses. Raw HTML and reference links stay plain text here, for the checker to report; the rest
# only costs time.
_UNUSED_INLINE = (
    "html", "entity", "autolink", "automail", "linebreak",
    "reference", "image_reference", "short_reference", "short_image_ref",
)  # fmt: skip


def _without_code(text: str) -> str:
    """The text with its code blanked out, every character and line at its place."""
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)


def raw_html(text: str) -> tuple[str, int]:
    """The first piece of raw HTML in Markdown text (or nothing), and how many lines stand above it."""
    found = _RAW_HTML.search(_without_code(text))
    return (found[0], text.count("\n", 0, found.start())) if found else ("", 0)


class MarkdownReader:
    """Reads one block of Markdown at a time, so that every block keeps its own line number."""

    def __init__(self) -> None:
        self._markdown = markdown.Markdown(extensions=["tables", "sane_lists"])
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.parser.blockprocessors.deregister("reference")
        self._markdown.treeprocessors.deregister("prettify")
        for pattern in _UNUSED_INLINE:
            self._markdown.inlinePatterns.deregister(pattern)

    def _tree(self, text: str) -> Element:
        self._markdown.reset()
        lines = text.split("\n")
        for preprocessor in self._markdown.preprocessors:
            lines = preprocessor.run(lines)
        root: Element = self._markdown.parser.parseDocument(lines).getroot()
        for processor in self._markdown.treeprocessors:
            changed = processor.run(root)
            root = root if changed is None else changed
        return root

    def block(self, text: str, line: int, findings: Findings) -> Block | None:
        """One paragraph, list or table; None, with a finding, for anything else."""
        elements = list(self._tree(text))
        if len(elements) != 1:
            findings.error(
                line, "markdown", "two blocks run into one another", "leave one blank line between blocks"
            )
            return None
        element = elements[0]
        match element.tag:
            case "p":
                _run_ins(text, line, findings)
                return Paragraph(self._spans(element, line, findings))
            case "ul" | "ol":
                return self._list(element, line, findings)
            case "table":
                _row_lengths(text, line, findings)
                return self._table(element, line, findings)
            case tag:
                mend = "use the blocks of docs/writing.md; put code between backticks"
                findings.error(
                    line, "markdown", f"a block of the kind <{tag}> is not part of the guide", mend
                )
                return None

    def spans(self, text: str, line: int, findings: Findings) -> Spans:
        """Inline text alone, such as the parts of a checklist item."""
        block = self.block(text, line, findings)
        if isinstance(block, Paragraph):
            return block.spans
        if block is not None:
            findings.error(line, "markdown", "a paragraph was expected here", "write one paragraph")
        return ()

    def _list(self, element: Element, line: int, findings: Findings) -> ListBlock:
        items = []
        for child in element:
            sublist = next((inner for inner in child if inner.tag in ("ul", "ol")), None)
            deeper = self._list(sublist, line, findings) if sublist is not None else None
            if sublist is not None:
                tail = sublist.tail
                child.remove(sublist)
                if tail and tail.strip():
                    findings.error(
                        line, "markdown", "text after an inner list", "put it before the inner list"
                    )
            items.append(ListItem(self._spans(child, line, findings), deeper))
        return ListBlock(element.tag == "ol", tuple(items))

    def _table(self, element: Element, line: int, findings: Findings) -> Table:
        head, body = element.find("thead"), element.find("tbody")
        header = tuple(
            self._spans(cell, line, findings) for cell in (head.iter("th") if head is not None else ())
        )
        rows = tuple(
            tuple(self._spans(cell, line, findings) for cell in row.iter("td"))
            for row in (body.iter("tr") if body is not None else ())
        )
        return Table(header, rows)

    def _spans(self, element: Element, line: int, findings: Findings) -> Spans:
        spans: list[Text | Styled | Link | Cite] = []

        def add(text: str | None) -> None:
            if text:
                spans.append(Text(re.sub(r"[ \t]*\n[ \t]*", " ", html.unescape(text))))

        add(element.text)
        for child in element:
            if child.tag in _STYLES:
                spans.append(Styled(_STYLES[child.tag], self._spans(child, line, findings)))
            elif child.tag == "a":
                span = self._link(child, line, findings)
                if span is not None:
                    spans.append(span)
            elif child.tag == "p":  # a loose list item
                spans.extend(self._spans(child, line, findings))
            elif child.tag == "br":
                add(" ")
            else:
                findings.error(
                    line,
                    "markdown",
                    f"<{child.tag}> is not allowed inside text",
                    "use words, **strong**, *emphasis*, `code` and links",
                )
            add(child.tail)
        return _trimmed(spans)

    def _link(self, element: Element, line: int, findings: Findings) -> Link | Cite | None:
        href = element.get("href", "")
        scheme, _, target = href.partition(":")
        words = self._spans(element, line, findings)
        if scheme == "source" and target:
            if words:
                mend = f"write [](source:{target}): the reader shows a number"
                findings.error(
                    line, "markdown", f"the citation of “{target}” has words, which are not shown", mend
                )
            return Cite(target)
        if scheme in _ASSESSMENT and target:
            return Link(LinkKind.PAGE, f"{_ASSESSMENT[scheme]}#{target}", words)
        if scheme in set(LinkKind) and target:
            if not words:
                findings.error(
                    line,
                    "markdown",
                    f"the link to {scheme}:{target} has no words",
                    "write the words in the square brackets",
                )
            return Link(LinkKind(scheme), target, words)
        mend = "cite a source of sources.toml instead, or use page:, term:, check:, case:, template:, dimension: or question:"
        findings.error(line, "network-link", f"the link “{href}” leaves the guide", mend)
        return None


def _run_ins(text: str, line: int, findings: Findings) -> None:
    """Report what the paragraph before it swallows, and a table without its second line."""
    if text.startswith("|"):
        findings.error(
            line,
            "markdown",
            "a table without a line of dashes under its header",
            "write | --- | --- | as its second line",
        )
        return
    if found := _RUN_IN.search(_without_code(text)):
        what, at = str(found.lastgroup), line + text.count("\n", 0, found.end())
        findings.error(
            at,
            "markdown",
            f"a {what} runs into the paragraph above it",
            "leave one blank line between the two",
        )


def _row_lengths(text: str, line: int, findings: Findings) -> None:
    """Report rows that are longer or shorter than the header: their cells would be lost, or empty."""
    lengths = [len(_CELL_END.split(_without_code(row).strip().strip("|"))) for row in text.split("\n")]
    for number, length in enumerate(lengths):
        if length != lengths[0]:
            findings.error(
                line + number,
                "markdown",
                f"a row of {length} cells in a table of {lengths[0]} columns",
                "give each row as many cells as the header",
            )


def _trimmed(spans: list[Text | Styled | Link | Cite]) -> Spans:
    """Spans without white space at either end."""
    if spans and isinstance(spans[0], Text):
        spans[0] = Text(spans[0].text.lstrip(" \n"))
    if spans and isinstance(spans[-1], Text):
        spans[-1] = Text(spans[-1].text.rstrip(" \n"))
    return tuple(span for span in spans if not (isinstance(span, Text) and not span.text))
