"""What the search can find: pages and terms as index entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import (
    Audience,
    Block,
    CheckItem,
    Embed,
    Field,
    Kind,
    Link,
    LinkKind,
    Page,
    Term,
    block_spans,
    block_text,
    plain,
    walk_spans,
)
from ictguide_desktop.model.query import Entry


def linked_terms(block: Block) -> Iterator[str]:
    """The ids of the terms that a block links."""
    for spans in block_spans(block):
        for span in walk_spans(spans):
            if isinstance(span, Link) and span.kind == LinkKind.TERM:
                yield span.target


def page_entries(page: Page, part: str) -> Iterator[Entry]:
    """One entry a section; a checklist item or a field is an entry of its own."""
    head, above = page.head, ""
    name = f"{head.title} · {head.place}" if head.place else head.title
    for section in page.sections:
        blocks = [block for block in section.blocks if not isinstance(block, Embed)]
        context = name
        if section.level > 2 and above:
            context = f"{name} › {above}"
        else:
            above = section.title
        if len(blocks) == 1 and isinstance(blocks[0], CheckItem):
            title = f"{blocks[0].item} {plain(blocks[0].statement)}"
        elif len(blocks) == 1 and isinstance(blocks[0], Field):
            title = blocks[0].label
        else:
            title = section.title
        texts = tuple(block_text(block) for block in section.blocks)
        if not any(texts) or any(map(_asks_again, blocks)):
            continue
        concepts = tuple(dict.fromkeys(term for block in blocks for term in linked_terms(block)))
        yield Entry(
            Address(head.id, section.id), head.kind, part, section.audiences, title, context, texts, concepts
        )


def _asks_again(block: Block) -> bool:
    """Whether a field asks at a gate for what other fields and the table of gates explain: they are the better answers."""
    return isinstance(block, Field) and bool(block.criterion) and bool(block.gate)


def lead_entry(page: Page, part: str) -> Entry:
    """The page itself, found by its title and lead."""
    head = page.head
    return Entry(
        Address(head.id),
        head.kind,
        part,
        frozenset(Audience),
        head.title,
        " · ".join(x for x in (head.place, head.years) if x),
        (head.lead,),
    )


def term_entries(terms: Mapping[str, Term], label: str) -> Iterator[Entry]:
    """One entry a term."""
    for term in terms.values():
        acronym = (term.acronym,) if term.acronym else ()
        yield Entry(
            Address("glossary", term.id),
            Kind.TERM,
            "glossary",
            frozenset(Audience),
            term.name,
            label,
            (term.definition,),
            (term.id,),
            (*acronym, *term.variants),
        )
