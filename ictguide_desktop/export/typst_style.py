"""The look of a printed document in the language of Typst: page, headings, boxes, tables, forms, in the colours of paper."""

from __future__ import annotations

import re
from typing import NamedTuple

from ictguide_desktop.export.colours import LIGHT
from ictguide_desktop.export.lettering import ARABIC, LATIN

PAPERS = {"a4": "a4", "letter": "us-letter"}


class Setting(NamedTuple):
    """How a language is set: its fonts, direction and the space between lines."""

    fonts: tuple[str, str]
    direction: str
    edges: tuple[str, str]
    leading: str
    table_leading: str


FROM_LEFT = Setting((LATIN, ARABIC), "ltr", ('"cap-height"', '"baseline"'), "0.64em", "0.52em")
# Noto Sans Arabic is half as tall again as Noto Sans: every line is as high as it needs, whichever of the two is in it. It
# stands first, so that the space between two Arabic words is its own and a line of them is one run of text in the file.
FROM_RIGHT = Setting((ARABIC, LATIN), "rtl", ("0.92em", "-0.3em"), "0.4em", "0.28em")

_ROLE = re.compile(r"@([a-z][a-z-]*)")

_STYLE = """\
#let doc-footer(notice, first) = context {
  set text(size: 7.2pt, fill: @soft)
  set par(leading: 0.5em)
  line(length: 100%, stroke: 0.4pt + @line)
  v(-0.55em)
  grid(columns: (1fr, auto), column-gutter: 6mm, notice, box(text(dir: ltr, counter(page).display("1 / 1", both: true))))
}
#let doc-header(title) = context {
  if counter(page).get().first() > 1 {
    set text(size: 7.2pt, fill: @soft)
    title
  }
}
#let lead-size = 11.5pt
#let lead(body) = block(below: 1.1em, text(size: lead-size, fill: @soft, body))
#let facts(..cells) = block(below: 1.6em, {
  set text(size: 8.6pt)
  grid(columns: (auto, 1fr), column-gutter: 5mm, row-gutter: 0.7em, ..cells)
})
#let fact-name(body) = text(fill: @faint, body)
#let to-write = block(width: 62%, height: 1.1em, stroke: (bottom: 0.4pt + @faint))
#let cited(body) = text(size: 0.84em, body)
#let small(body) = text(size: 8.8pt, fill: @soft, body)
#let source-line(width, number, way, body) = block(above: 0.75em, breakable: false, small(
  grid(columns: (width, 1fr), column-gutter: 2mm, number, { set text(dir: way); body })))
#let notice-line(body) = block(width: 100%, fill: @warning-ground, inset: 7pt, radius: 2pt, breakable: false, sticky: true,
  text(size: 9pt, body))
#let ink-link(place, body) = link(place, text(fill: @accent, body))
#let from-right(body) = text(lang: "ar", dir: rtl, font: @arabic-fonts, body)
#let coded(body) = text(fill: @accent, size: 0.94em, body)
#let place(at) = [#metadata(none)#at]
#let headed(level, body, ..at) = [#heading(level: level, body)#at.pos().at(0, default: none)]
#let titled(body) = block(sticky: true, below: 0.7em, body)
#let callout(side, ground, bar, name, name-fill, title, body) = block(
  width: 100%, fill: ground, inset: (x: 10pt, y: 8pt), stroke: (..side, rest: none), above: 1.2em, below: 1.2em,
  {
    titled({ text(fill: name-fill, weight: "bold", name); text(" · "); strong(title) })
    body
  })
#let tick = box(width: 3.3mm, height: 3.3mm, stroke: 0.7pt + @ink, radius: 0.6pt, baseline: 12%)
#let by-hand(..names) = block(above: 0.9em, {
  set text(size: 7.6pt, fill: @faint)
  let count = names.pos().len()
  grid(columns: (2.2fr,) + (1fr,) * (count - 1), column-gutter: 5mm,
    ..names.pos().map(name => block(width: 100%, height: 7.4mm, stroke: (bottom: 0.4pt + @faint), name)))
})
#let item(code, statement, ..details) = block(breakable: false, above: 1.25em, below: 1.25em,
  grid(columns: (auto, 1fr), column-gutter: 3mm, tick, {
    block(below: 0.65em, { box(coded(strong(code))); text("  "); statement })
    for detail in details.pos() { block(above: 0.6em, below: 0.6em, detail) }
  }))
#let labelled(label, body) = small({ strong(label); text(" "); body })
#let entry-head(code, label, required) = block(below: 0.6em, sticky: true, {
  if code != "" { box(coded(code)); text("  ") }
  strong(label)
  if required != "" { text("  "); text(size: 7.8pt, fill: @warning, required) }
})
#let entry(whole, body) = block(breakable: not whole, width: 100%, above: 1.6em, below: 1.6em, body)
#let empty-lines(count) = block(width: 100%, breakable: false, above: 0.8em, {
  for n in range(count) { block(width: 100%, height: 7.6mm, above: 0pt, below: 0pt, stroke: (bottom: 0.4pt + @faint)) }
})
#let empty-table(widths, ..names) = block(breakable: false, above: 1em, {
  set text(size: 8pt)
  table(columns: widths, stroke: 0.4pt + @faint, inset: 4pt, align: start + top,
    table.header(..names.pos().map(name => strong(name))),
    ..range(4 * widths.len()).map(n => block(height: 6mm)))
})
#let choices(..options) = block(above: 0.9em, for option in options.pos() {
  block(above: 0.55em, below: 0.55em, grid(columns: (auto, 1fr), column-gutter: 2.5mm, tick, option))
})
#let short-choices(..options) = block(above: 0.8em, options.pos().map(option => box({ tick; text(" "); option })).join(h(7mm)))
#let example(side, body) = block(width: 100%, fill: @done-ground, inset: (x: 8pt, y: 5pt), stroke: (..side, rest: none),
  above: 0.9em, below: 0.9em, body)
#let data-table(widths, header, leading, ..cells) = block(above: 1.1em, below: 1.3em, {
  set text(size: 8.8pt)
  set par(leading: leading, spacing: 0.7em)
  table(columns: widths, inset: (x: 5pt, y: 4.6pt), align: start + top,
    stroke: (x, y) => (bottom: if y == 0 { 0.8pt + @soft } else { 0.4pt + @line }),
    fill: (x, y) => if y == 0 { @canvas },
    table.header(..header.map(cell => strong(cell))), ..cells)
})
#let picture(svg, alt, caption) = {
  let drawing = image(bytes(svg), format: "svg", width: 100%, alt: alt)
  block(breakable: false, width: 100%, above: 1.2em, below: 1.2em,
    if caption == "" { figure(drawing, alt: alt) }
    else { figure(drawing, alt: alt, caption: figure.caption(text(size: 8.4pt, fill: @soft, caption))) })
}
#set figure(numbering: none, supplement: none, gap: 0.7em)
#set figure.caption(separator: none)
#set list(indent: 0.2em, body-indent: 0.6em, spacing: 0.75em, marker: (text(fill: @accent, "•"), text(fill: @soft, "–")))
#set enum(indent: 0.2em, body-indent: 0.6em, spacing: 0.75em)
#set table.cell(breakable: false)
#set heading(numbering: none)
#show heading: set text(fill: @ink, weight: "bold", hyphenate: false)
#show title: set text(fill: @ink, weight: "bold")
#show outline.entry.where(level: 1): set block(above: 1.1em)
#show outline.entry.where(level: 1): set text(weight: "bold")
"""

_POINTS = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)pt")
# A heading of a document in chapters is larger, since it opens a page.
_SIZES = {False: ("21pt", ("13.5pt", "11pt", "10pt")), True: ("27pt", ("20pt", "13.5pt", "11pt", "10pt"))}
_SPACES = (("1.9em", "0.75em"), ("1.7em", "0.7em"), ("1.5em", "0.65em"))


def style(*, chapters: bool, scale: float = 1) -> str:
    """The definitions that the source of a document uses, for text at `scale` times its size."""
    title, sizes = _SIZES[chapters]
    styled = _STYLE.replace("@arabic-fonts", f'("{ARABIC}", "{LATIN}")')
    lines = [_ROLE.sub(lambda role: f'rgb("{LIGHT[role[1]]}")', styled)]
    lines.append(f"#show title: set text(size: {title})\n#show title: set block(below: 0.7em)")
    for level in range(1, 7):
        size = sizes[min(level, len(sizes)) - 1]
        above, below = _SPACES[min(level, len(_SPACES)) - 1]
        lines.append(f"#show heading.where(level: {level}): set text(size: {size})")
        lines.append(
            f"#show heading.where(level: {level}): set block(above: {above}, below: {below}, sticky: true)"
        )
    return _POINTS.sub(lambda size: f"{float(size[1]) * scale:.2f}pt", "\n".join(lines)) + "\n"
