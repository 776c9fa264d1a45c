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
_STYLES = {"strong": "strong", "em": "emphasis", "code": "code"}


def raw_html(text: str) -> str:
    """The first piece of raw HTML in Markdown text, or an empty string."""
    found = _RAW_HTML.search(_CODE.sub("", text))
    return found[0] if found else ""


class MarkdownReader:
    """Reads one block of Markdown at a time, so that every block keeps its own line number."""

    def __init__(self) -> None:
        self._markdown = markdown.Markdown(extensions=["tables", "sane_lists"])
        # Raw HTML is an error of the content, reported by the caller: here it stays plain text.
        self._markdown.preprocessors.deregister("html_block")
        for pattern in ("html", "entity", "autolink", "automail"):
            self._markdown.inlinePatterns.deregister(pattern)

    def _tree(self, text: str) -> Element:
        self._markdown.reset()
        lines = text.split("\n")
        for preprocessor in self._markdown.preprocessors:
            lines = preprocessor.run(lines)
        root = self._markdown.parser.parseDocument(lines).getroot()
        for processor in self._markdown.treeprocessors:
            root = processor.run(root) or root
        return root

    def block(self, text: str, line: int, findings: Findings) -> Block | None:
        """One paragraph, list or table; None, with a finding, for anything else."""
        elements = list(self._tree(text))
        if len(elements) != 1:
            findings.error(line, "markdown", "two blocks run into one another", "leave one blank line between blocks")
            return None
        element = elements[0]
        match element.tag:
            case "p":
                return Paragraph(self._spans(element, line, findings))
            case "ul" | "ol":
                return self._list(element, line, findings)
            case "table":
                return self._table(element, line, findings)
            case _:
                findings.error(line, "markdown", f"a block of the kind <{element.tag}> is not part of the guide", "use the blocks of docs/writing.md")
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
                    findings.error(line, "markdown", "text after an inner list", "put it before the inner list")
            items.append(ListItem(self._spans(child, line, findings), deeper))
        return ListBlock(element.tag == "ol", tuple(items))

    def _table(self, element: Element, line: int, findings: Findings) -> Table:
        head, body = element.find("thead"), element.find("tbody")
        header = tuple(self._spans(cell, line, findings) for cell in (head.iter("th") if head is not None else ()))
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
                findings.error(line, "markdown", f"<{child.tag}> is not allowed inside text", "use words, **strong**, *emphasis*, `code` and links")
            add(child.tail)
        return _trimmed(spans)

    def _link(self, element: Element, line: int, findings: Findings) -> Link | Cite | None:
        scheme, _, target = element.get("href", "").partition(":")
        if scheme == "source" and target:
            return Cite(target)
        words = self._spans(element, line, findings)
        if scheme in set(LinkKind) and target:
            if not words:
                findings.error(line, "markdown", f"the link to {scheme}:{target} has no words", "write the words in the square brackets")
            return Link(LinkKind(scheme), target, words)
        findings.error(
            line, "network-link", f"the link “{element.get('href', '')}” leaves the guide", "cite a source of sources.toml instead, or use page:, term:, check:, case: or template:"
        )
        return None


def _trimmed(spans: list[Text | Styled | Link | Cite]) -> Spans:
    """Spans without white space at either end."""
    if spans and isinstance(spans[0], Text):
        spans[0] = Text(spans[0].text.lstrip(" \n"))
    if spans and isinstance(spans[-1], Text):
        spans[-1] = Text(spans[-1].text.rstrip(" \n"))
    return tuple(span for span in spans if not (isinstance(span, Text) and not span.text))
