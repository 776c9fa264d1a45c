"""The body of a page to sections and blocks, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ictguide_desktop.content.findings import Findings
from ictguide_desktop.content.inline import MarkdownReader, raw_html
from ictguide_desktop.model.address import Address, AddressError
from ictguide_desktop.model.guide import (
    CALLOUT_KINDS,
    CRITERIA,
    FIELD_FORMS,
    RECORDS,
    TIERS,
    Audience,
    Band,
    Block,
    Callout,
    CheckItem,
    Embed,
    Field,
    Figure,
    Kind,
    ListBlock,
    Paragraph,
    Section,
    plain,
)

_HEADING = re.compile(r"^(?P<marks>#+)\s+(?P<title>.*?)\s*(?:\{(?P<attributes>[^{}]*)\})?\s*$")
SECTION_ID = re.compile(r"[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*")
_ATTRIBUTE = re.compile(r'#(?P<id>[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*)|(?P<key>[a-z]+)="(?P<value>[^"]*)"')
_CALLOUT = re.compile(r'^!!!\s+(?P<kind>[a-z]+)\s+"(?P<title>[^"]+)"\s*$')
_ALONE = re.compile(r"^!\[(?P<alt>[^\]]*)\]\((?P<scheme>[a-z]+):(?P<target>[^)\s]*)\)$")
FIELD_ID = re.compile(r"[A-Z]{1,5}-F\d+")
_MARKUP = re.compile(r"[*`]|\]\(|\[\]")
GATE = re.compile(r"[A-Z]\d{1,2}")
ATTRIBUTES = (
    "audience", "band", "explains", "type", "required", "tier", "criterion", "gate", "record",
)  # fmt: skip
ALL_AUDIENCES = frozenset(Audience)


class Chunk(NamedTuple):
    """Lines between blank lines, and the number of the first."""

    line: int
    text: str


class Heading(NamedTuple):
    """A heading as it stands in the file."""

    line: int
    level: int
    title: str
    id: str
    attributes: dict[str, str]


def _chunks(lines: list[str], first: int) -> Iterator[Chunk]:
    """Chunks of text; a callout keeps its indented paragraphs."""
    start, gathered = 0, list[str]()
    for number, line in enumerate([*lines, ""], first):
        if line.strip():
            if not gathered:
                start = number
            elif gathered[0].startswith("#"):
                yield Chunk(start, gathered[0])
                start, gathered = number, []
            gathered.append(line.rstrip())
            continue
        following = next((after for after in lines[number - first + 1 :] if after.strip()), "")
        if gathered and gathered[0].startswith("!!!") and following.startswith("    "):
            gathered.append("")
        elif gathered:
            yield Chunk(start, "\n".join(gathered))
            gathered = []


def _heading(chunk: Chunk, findings: Findings) -> Heading | None:
    found = _HEADING.match(chunk.text)
    if found is None:
        findings.error(
            chunk.line,
            "heading",
            f"“{chunk.text}” is not a heading",
            "write ## Title {#id}, with a space after the ##",
        )
        return None
    level, attributes, ids = len(found["marks"]), dict[str, str](), list[str]()
    raw = found["attributes"] or ""
    for attribute in _ATTRIBUTE.finditer(raw):
        if attribute["id"]:
            ids.append(attribute["id"])
        else:
            attributes[attribute["key"]] = attribute["value"]
    if leftover := _ATTRIBUTE.sub("", raw).strip():
        findings.error(
            chunk.line, "heading", f"“{leftover}” in the braces is not understood", 'write {#id audience="…"}'
        )
    if unknown := next((key for key in attributes if key not in ATTRIBUTES), ""):
        findings.error(
            chunk.line,
            "heading",
            f"“{unknown}” is not an attribute of a heading",
            f"use {', '.join(ATTRIBUTES)}",
        )
    if not found["title"] or _MARKUP.search(found["title"]):
        findings.error(
            chunk.line,
            "heading",
            "the title of a heading is plain words",
            "take links, styles and code out of it",
        )
    if level not in (2, 3):
        findings.error(
            chunk.line, "heading", f"a heading of level {level}", "use ## for sections and ### below them"
        )
    if len(ids) != 1:
        findings.error(
            chunk.line, "heading", f"the heading “{found['title']}” has no id", "add {#id} after it"
        )
        return None
    return Heading(chunk.line, level, found["title"], ids[0], attributes)


class PageReader:
    """Reads the bodies of pages; one reader serves a whole load."""

    def __init__(self) -> None:
        self._markdown = MarkdownReader()

    def sections(self, lines: list[str], first: int, kind: Kind, findings: Findings) -> tuple[Section, ...]:
        """All sections of a body whose first line has the number `first`."""
        heading: Heading | None = None
        parent: Heading | None = None
        gathered: list[Chunk] = []
        sections: list[Section] = []
        seen: set[str] = set()

        def close() -> None:
            if heading is not None:
                sections.append(self._section(heading, parent, gathered, kind, findings))

        for chunk in _chunks(lines, first):
            markup, below = raw_html(chunk.text)
            if markup:
                findings.error(
                    chunk.line + below,
                    "raw-html",
                    f"raw HTML: {markup}",
                    "write Markdown; no HTML is allowed",
                )
            if not chunk.text.startswith("#"):
                if heading is None:
                    findings.error(
                        chunk.line,
                        "heading",
                        "text before the first heading",
                        "begin the page with ## Title {#id}",
                    )
                gathered.append(chunk)
                continue
            found = _heading(chunk, findings)
            if found is None:
                continue
            close()
            heading, gathered = found, []
            if found.level <= 2:
                parent = found
            if found.id in seen:
                findings.error(
                    found.line,
                    "duplicate-id",
                    f"the id “{found.id}” stands twice on this page",
                    "give each heading its own id",
                )
            seen.add(found.id)
        close()
        return tuple(sections)

    def _section(
        self, heading: Heading, parent: Heading | None, chunks: list[Chunk], kind: Kind, findings: Findings
    ) -> Section:
        if heading.level == 3 and kind == Kind.CHECKLIST:
            blocks, lines = self._check_item(heading, chunks, findings)
        elif (
            heading.level == 3
            and kind == Kind.TEMPLATE
            and ("type" in heading.attributes or _is_field(heading))
        ):
            blocks, lines = self._field(heading, chunks, findings)
        else:
            blocks, lines = self._blocks(chunks, findings)
        inherited = parent.attributes.get("audience", "") if parent is not None and heading.level > 2 else ""
        return Section(
            id=heading.id,
            title=heading.title,
            level=min(heading.level, 3),
            audiences=_audiences(heading.attributes.get("audience", inherited), heading, findings),
            band=_band(heading, findings),
            blocks=blocks,
            line=heading.line,
            lines=lines,
        )

    def _blocks(self, chunks: list[Chunk], findings: Findings) -> tuple[tuple[Block, ...], tuple[int, ...]]:
        blocks: list[Block] = []
        lines: list[int] = []
        for chunk in chunks:
            block = self._block(chunk, findings)
            if block is not None:
                blocks.append(block)
                lines.append(chunk.line)
        return tuple(blocks), tuple(lines)

    def _block(self, chunk: Chunk, findings: Findings) -> Block | None:
        if chunk.text.startswith("!!!"):
            return self._callout(chunk, findings)
        if found := _ALONE.match(chunk.text):
            return _alone(found, chunk, findings)
        return self._markdown.block(chunk.text, chunk.line, findings)

    def _callout(self, chunk: Chunk, findings: Findings) -> Callout | None:
        head, *body = chunk.text.split("\n")
        found = _CALLOUT.match(head)
        if found is None or found["kind"] not in CALLOUT_KINDS:
            findings.error(
                chunk.line,
                "callout",
                f"“{head}” is not a callout",
                f'write !!! kind "Title" with one of {", ".join(CALLOUT_KINDS)}',
            )
            return None
        unindented = next(
            (n for n, line in enumerate(body, 1) if line.strip() and not line.startswith("    ")), 0
        )
        if unindented:
            findings.error(
                chunk.line + unindented,
                "callout",
                "a line of the callout is not indented",
                "indent it by 4 spaces",
            )
            return None
        blocks: list[Paragraph | ListBlock] = []
        for inner in _chunks([line[4:] for line in body], chunk.line + 1):
            block = self._markdown.block(inner.text, inner.line, findings)
            if isinstance(block, Paragraph | ListBlock):
                blocks.append(block)
            elif block is not None:
                findings.error(
                    inner.line,
                    "callout",
                    "a callout holds paragraphs and lists only",
                    "move the table out of it",
                )
        if not blocks:
            findings.error(chunk.line, "callout", "the callout is empty", "indent its text by 4 spaces")
        return Callout(found["kind"], found["title"], tuple(blocks))

    def _check_item(
        self, heading: Heading, chunks: list[Chunk], findings: Findings
    ) -> tuple[tuple[Block, ...], tuple[int, ...]]:
        if heading.title != heading.id:
            findings.error(
                heading.line,
                "checklist-item",
                f"the heading of {heading.id} reads “{heading.title}”",
                f"write ### {heading.id} {{#{heading.id}}}: the id is the heading",
            )
        if len(chunks) not in (2, 3):
            findings.error(
                heading.line,
                "checklist-item",
                f"{heading.id} needs a statement and the evidence to keep",
                "write two paragraphs, and a third for how to check",
            )
            return (), ()
        words = [self._markdown.spans(c.text, c.line, findings) for c in chunks]
        explains = Address("")
        if target := heading.attributes.get("explains", ""):
            try:
                explains = Address.parse(target)
            except AddressError as error:
                findings.error(heading.line, "link", str(error), "write page#section")
        how = words[2] if len(words) == 3 else ()
        tier = _attribute(heading, "tier", tuple(map(str, TIERS)), findings)
        criterion = _attribute(heading, "criterion", CRITERIA, findings)
        item = CheckItem(heading.id, words[0], words[1], how, explains, int(tier or 0), criterion)
        return (item,), (chunks[0].line,)

    def _field(
        self, heading: Heading, chunks: list[Chunk], findings: Findings
    ) -> tuple[tuple[Block, ...], tuple[int, ...]]:
        form = _attribute(heading, "type", FIELD_FORMS, findings)
        gate = heading.attributes.get("gate", "")
        if gate and GATE.fullmatch(gate) is None:
            message = f"“{gate}” cannot be the name of a gate"
            findings.error(heading.line, "field", message, "use a capital and a number: G0")
        blocks = [self._markdown.block(c.text, c.line, findings) for c in chunks]
        options = tuple(
            plain(item.spans) for block in blocks if isinstance(block, ListBlock) for item in block.items
        )
        words = [block.spans for block in blocks if isinstance(block, Paragraph)]
        if len(words) != 2 or len(blocks) - len(words) > 1:
            findings.error(
                heading.line,
                "field",
                f"{heading.id} needs its help and an example",
                "write two paragraphs; a choice or a table has its list between them",
            )
            return (), ()
        field = Field(
            heading.id,
            heading.title,
            form,
            heading.attributes.get("required", "") == "yes",
            words[0],
            options,
            words[1],
            _attribute(heading, "criterion", CRITERIA, findings),
            gate,
            _attribute(heading, "record", RECORDS, findings),
        )
        return (field,), (chunks[0].line,)


def _attribute(heading: Heading, key: str, known: tuple[str, ...], findings: Findings) -> str:
    """The value of an attribute that has a few known ones; empty, or another with a finding, where it has none of them."""
    value = heading.attributes.get(key, "")
    if not value or value in known:
        return value
    rule = "checklist-item" if key == "tier" else "field"
    message = f"“{value}” is not a type of field" if key == "type" else f"“{value}” is not a {key}"
    findings.error(heading.line, rule, message, f"use one of {', '.join(known)}")
    return "" if key == "tier" else value


def _is_field(heading: Heading) -> bool:
    """Whether the id is that of a field, as in the translations, where the type is not repeated."""
    return FIELD_ID.fullmatch(heading.id) is not None


def _alone(found: re.Match[str], chunk: Chunk, findings: Findings) -> Figure | Embed | None:
    """A figure or an embedded section, which stands alone between blank lines."""
    match found["scheme"]:
        case "figure" if SECTION_ID.fullmatch(found["target"]):
            return Figure(found["target"])
        case "page":
            try:
                return Embed(Address.parse(found["target"]))
            except AddressError as error:
                findings.error(chunk.line, "link", str(error), "write ![](page:page#section)")
                return None
        case _:
            findings.error(
                chunk.line,
                "network-link",
                f"the image “{found['scheme']}:{found['target']}” is not part of the guide",
                "draw a figure and write ![](figure:id)",
            )
            return None


def _audiences(text: str, heading: Heading, findings: Findings) -> frozenset[Audience]:
    if text == "all":
        return ALL_AUDIENCES
    names = text.split()
    if unknown := [name for name in names if name not in set(Audience)]:
        findings.error(
            heading.line,
            "audience",
            f"“{unknown[0]}” is not an audience",
            "use leader, manager, implementer or all",
        )
    return frozenset(Audience(name) for name in names if name in set(Audience))


def _band(heading: Heading, findings: Findings) -> Band | None:
    text = heading.attributes.get("band", "")
    if text and text not in set(Band):
        findings.error(
            heading.line, "band", f"“{text}” is not a band", "use foundational, developing or advanced"
        )
        return None
    return Band(text) if text else None
