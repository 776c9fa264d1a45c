"""A page as plain text, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from ictguide_desktop.model.guide import (
    Audience,
    Block,
    Callout,
    CheckItem,
    Embed,
    Field,
    Figure,
    ListBlock,
    Page,
    Paragraph,
    Section,
    Table,
    plain,
)


def block_lines(block: Block) -> Iterator[str]:
    """The lines of one block."""
    match block:
        case Paragraph(spans):
            yield plain(spans)
        case ListBlock(ordered, items):
            for number, item in enumerate(items, 1):
                yield f"{number}. {plain(item.spans)}" if ordered else f"- {plain(item.spans)}"
                if item.sublist is not None:
                    yield from (f"    {line}" for line in block_lines(item.sublist))
        case Table(header, rows):
            for row in (header, *rows):
                yield " | ".join(plain(cell) for cell in row)
        case Callout(kind, title, blocks):
            yield f"[{kind}] {title}"
            for inner in blocks:
                yield from (f"    {line}" for line in block_lines(inner))
        case CheckItem():
            yield f"[ ] {block.item}  {plain(block.statement)}"
            yield from (f"    {plain(spans)}" for spans in (block.evidence, block.how) if spans)
        case Field():
            yield f"{block.field}  {block.label}"
            yield f"    {plain(block.help)}"
            if block.options and block.form == "table":
                yield f"    | {' | '.join(block.options)} |"
            else:
                yield from (f"    ( ) {option}" for option in block.options)
            yield f"    {plain(block.example)}"
        case Figure(figure):
            yield f"(figure: {figure})"
        case Embed(target):
            yield f"(see {target})"


def section_text(section: Section) -> str:
    """A section with its heading."""
    parts = [
        f"{'#' * section.level} {section.title}",
        *("\n".join(block_lines(block)) for block in section.blocks),
    ]
    return "\n\n".join(parts)


def page_text(page: Page, audience: Audience | None = None) -> str:
    """A page with the sections that serve an audience (None: all)."""
    sections = [section_text(s) for s in page.sections if audience is None or audience in s.audiences]
    return "\n\n".join([f"# {page.head.title}", page.head.lead, *sections]) + "\n"
