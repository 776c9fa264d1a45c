"""Rules about figures: what a drawing may hold, and words that are there and fit in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ictguide_desktop.content.drawing import DrawingError, Element, elements
from ictguide_desktop.content.lettering import Lettering
from ictguide_desktop.content.loader import Content
from ictguide_desktop.content.report import Place, Report
from ictguide_desktop.content.rules_links import Targets
from ictguide_desktop.model.guide import Figure, FigureWords, Page

ROLES = frozenset(
    {
        "ink", "soft", "faint", "paper", "canvas", "line", "accent", "accent-ground",
        "warning", "warning-ground", "done", "done-ground", "case", "case-ground",
    }
)  # fmt: skip
WIDTH = 640.0
FONT_SIZE = 13.0
LINE_BREAK = " | "
_ELEMENTS = frozenset({"svg", "g", "rect", "line", "path", "circle", "ellipse", "polygon", "text"})
_FRAMED = frozenset({"rect", "circle", "ellipse", "polygon"})
_COLOURED = frozenset({"fill", "stroke", "color"})
_REFUSED = frozenset({"style", "class", "href", "xlink:href", "src", "filter", "mask", "clip-path"})
_VIEW = re.compile(r"0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)")
_BOLD = frozenset({"bold", "600", "700", "800", "900"})


def check_figures(content: Content, report: Report, fonts: Path) -> None:
    """All drawings, and their words in every language."""
    lettering, targets = _lettering(fonts, content, report), Targets(content)
    shown = {language: _shown(pages.values()) for language, pages in content.pages.items()}
    for figure, drawing in content.drawings.items():
        path = Path("figures", f"{figure}.svg")
        if figure not in shown[content.outline.fallback]:
            mend = f"write ![](figure:{figure}) on a page, or take the file away"
            report.warning(Place(path), "figure-unused", f"no page shows “{figure}”", mend)
        try:
            parts = elements(drawing)
        except DrawingError as error:
            report.error(
                Place(path, error.line), "figure-xml", str(error), "mend the line; a drawing is plain SVG"
            )
            continue
        for part in parts:
            _element(part, Place(path, part.line), report)
            if "data-opens" in part.attributes:
                _opens(part, Place(path, part.line), targets, report)
        _view(parts[0], Place(path, parts[0].line), report)
        texts = [part for part in parts if part.name == "text"]
        for language in content.outline.languages:
            if figure not in shown[language] and figure not in content.figures[language]:
                continue  # no page of this language shows it
            _Words(figure, language, content, report).check(texts, lettering)
    for language in content.outline.languages:
        _without_drawing(content, language, report)


def _shown(pages: Iterable[Page]) -> frozenset[str]:
    """The figures that stand on pages."""
    blocks = (block for page in pages for _, _, block in page.blocks())
    return frozenset(block.figure for block in blocks if isinstance(block, Figure))


def _lettering(fonts: Path, content: Content, report: Report) -> Lettering | None:
    """The measure of the labels, or one finding when its fonts are not there."""
    if not content.drawings:
        return None
    try:
        return Lettering(fonts)
    except FileNotFoundError as error:
        message = f"no label was measured: there is no font file {error}"
        report.warning(
            Place(Path("figures")), "figure-fonts", message, "put the Noto fonts into resources/fonts"
        )
        return None


def _element(part: Element, place: Place, report: Report) -> None:
    if part.name not in _ELEMENTS:
        mend = f"draw with {', '.join(sorted(_ELEMENTS - {'svg'}))}"
        report.error(place, "figure-element", f"the element <{part.name}> is not allowed", mend)
    for key, value in part.attributes.items():
        if key in _COLOURED and value != "none" and (value[:1] != "@" or value[1:] not in ROLES):
            mend = f"use @ and one of {', '.join(sorted(ROLES))}, or none"
            report.error(place, "figure-colour", f"the colour “{value}” is not a role of the theme", mend)
        elif key in _REFUSED or key.startswith("on"):
            mend = "take it out; colours are attributes, and nothing is fetched or run"
            report.error(place, "figure-attribute", f"the attribute “{key}” is not allowed", mend)
        elif "url(" in value or ("://" in value and not key.startswith("xmlns")):
            report.error(place, "network-link", f"“{key}” points outside the drawing", "draw it here")
    if part.name == "text":
        _text(part, place, report)


def _opens(part: Element, place: Place, targets: Targets, report: Report) -> None:
    """A part that opens something is a shape with a frame, and what it opens is there."""
    if part.name not in _FRAMED:
        mend = f"put data-opens on a {', '.join(sorted(_FRAMED))}"
        report.error(place, "figure-opens", f"a <{part.name}> cannot be clicked", mend)
    rule, message, mend = targets.address(part.attributes["data-opens"], None)
    if rule:
        report.error(place, "figure-opens", message, mend)


def _text(part: Element, place: Place, report: Report) -> None:
    words = part.text.strip()
    if not words.startswith("@") and any(char.isalpha() for char in words):
        mend = "write @key here, and the words under [figure.labels] in figures.toml"
        report.error(place, "figure-words", f"the words “{words}” cannot be translated", mend)
    if part.attributes.get("text-anchor", "middle") != "middle":
        mend = 'write text-anchor="middle" and set x to the centre'
        report.error(place, "figure-anchor", "the text is not centred on its x", mend)
    if words.startswith("@") and _number(part, "data-width") <= 0:
        mend = 'add data-width="…", the room of the label in units of the drawing'
        report.error(place, "figure-room", f"the label {words} has no data-width", mend)


def _number(part: Element, key: str, default: float = 0.0) -> float:
    try:
        return float(part.attributes.get(key, default))
    except ValueError:
        return default


def _view(svg: Element, place: Place, report: Report) -> None:
    view = _VIEW.fullmatch(" ".join(svg.attributes.get("viewBox", "").split()))
    if svg.name != "svg" or view is None or float(view["width"]) != WIDTH:
        mend = f'begin the drawing with <svg viewBox="0 0 {WIDTH:g} …">'
        report.error(place, "figure-view", f"the drawing is not {WIDTH:g} units wide", mend)


class _Words:
    """The words of one drawing in one language."""

    def __init__(self, figure: str, language: str, content: Content, report: Report) -> None:
        self._figure = figure
        self._original = language == content.outline.fallback
        self._language = language
        self._path = Path(language, "figures.toml")
        self._words = content.figures[language].get(figure)
        self._report = report

    def check(self, texts: list[Element], lettering: Lettering | None) -> None:
        """Report labels that are missing, not used or too wide, and missing titles and alternatives."""
        if self._words is None:
            mend = f"add [{self._figure}] with title, alt and labels"
            message = f"“{self._figure}” has no words in “{self._language}”"
            say = self._report.error if self._original else self._report.warning
            say(Place(self._path), "figure-missing", message, mend)
            return
        self._title_and_alt(self._words)
        keys = {part.text.strip()[1:] for part in texts if part.text.strip().startswith("@")}
        for key in sorted(keys - self._words.labels.keys()):
            place = self._report.table(self._path, f"{self._figure}.labels")
            self._report.error(place, "figure-label", f"the label “{key}” is missing", f'add {key} = "…"')
        for key in self._words.labels.keys() - keys:
            place = self._report.table(self._path, f"{self._figure}.labels", key)
            mend = f"take it out, or write @{key} in the drawing"
            self._report.error(place, "figure-label", f"the drawing has no label “{key}”", mend)
        if lettering is not None:
            for part in texts:
                self._width(part, self._words, lettering)

    def _title_and_alt(self, words: FigureWords) -> None:
        place = self._report.table(self._path, self._figure)
        if not words.title.strip():
            self._report.error(place, "figure-title", f"“{self._figure}” has no title", 'add title = "…"')
        if not words.alt.strip():
            mend = 'add alt = "…": what the drawing says, for a reader who does not see it'
            self._report.error(place, "figure-alt", f"“{self._figure}” has no alt text", mend)

    def _width(self, part: Element, words: FigureWords, lettering: Lettering) -> None:
        key = part.text.strip().removeprefix("@")
        room = _number(part, "data-width")
        size = _number(part, "font-size", FONT_SIZE)
        bold = part.attributes.get("font-weight", "") in _BOLD
        for line in words.labels.get(key, "").split(LINE_BREAK) if room > 0 else ():
            width = lettering.width(line, size, bold=bold)
            if width > room:
                place = self._report.table(self._path, f"{self._figure}.labels", key)
                message = f"“{line}” is {width:.0f} units wide and has {room:g}"
                mend = "say it shorter, break it with “ | ”, or widen its box in the drawing"
                self._report.error(place, "figure-overflow", message, mend)


def _without_drawing(content: Content, language: str, report: Report) -> None:
    path = Path(language, "figures.toml")
    for figure in content.figures[language]:
        if figure not in content.drawings:
            mend = f"draw figures/{figure}.svg, or take its words out"
            report.error(
                report.table(path, figure), "figure-undrawn", f"there is no drawing “{figure}”", mend
            )
