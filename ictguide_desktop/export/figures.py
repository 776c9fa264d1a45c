"""Puts the words of a language and the colours of a theme into a drawing, mirrored for languages written from the right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from ictguide_desktop.export.colours import Colours

LINE_BREAK = " | "
LINE_HEIGHT = 1.35
_TEXT = re.compile(r"<text\b([^>]*)>\s*([^<]*?)\s*</text>")
_ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")
_ROLE = re.compile(r"@([a-z][a-z-]*)")
_VIEW = re.compile(r"viewBox=\"\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\"")
_SHAPE = re.compile(r"<(rect|circle|ellipse|polygon)\b([^>]*)>")
_OUTER = re.compile(r"(<svg\b[^>]*>)(.*)(</svg>)", re.DOTALL)


def is_mirrored(svg: str) -> bool:
    """Whether a finished drawing runs from the right."""
    return _turned(svg) in svg


def _turned(drawing: str) -> str:
    """The group that turns a whole drawing round."""
    return f'<g transform="translate({figure_size(drawing)[0]:g},0) scale(-1,1)">'


class FigurePart(NamedTuple):
    """A shape of a drawing that opens a place of the guide; its frame is in the units of the drawing."""

    opens: str
    left: float
    top: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the frame."""
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height


def figure_parts(drawing: str) -> tuple[FigurePart, ...]:
    """The shapes that open something, the uppermost first."""
    found = (
        _part(match[1], dict(_ATTRIBUTE.findall(match[2])))
        for match in _SHAPE.finditer(drawing)
        if "data-opens" in match[2]
    )
    return tuple(part for part in found if part is not None)[::-1]


def _part(shape: str, attributes: Mapping[str, str]) -> FigurePart | None:
    opens = attributes["data-opens"]

    def number(key: str) -> float:
        return float(attributes.get(key, "0"))

    match shape:
        case "rect":
            return FigurePart(opens, number("x"), number("y"), number("width"), number("height"))
        case "circle" | "ellipse":
            rx, ry = (number("rx"), number("ry")) if shape == "ellipse" else (number("r"), number("r"))
            return FigurePart(opens, number("cx") - rx, number("cy") - ry, 2 * rx, 2 * ry)
        case "polygon":
            points = [float(n) for n in re.findall(r"-?[\d.]+", attributes.get("points", ""))]
            xs, ys = points[::2], points[1::2]
            return FigurePart(opens, min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)) if ys else None
    return None


def figure_size(drawing: str) -> tuple[float, float]:
    """Width and height of a drawing in its own units (640 wide by rule)."""
    found = _VIEW.search(drawing)
    return (float(found[1]), float(found[2])) if found else (640.0, 320.0)


def figure_svg(
    drawing: str,
    labels: Mapping[str, str],
    colours: Colours,
    *,
    mirrored: bool = False,
    font: str = "Noto Sans",
) -> str:
    """The drawing as plain SVG. A label that is missing shows its key: `ictguide check` reports it."""

    def text(found: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(found[1]))
        attributes.pop("data-width", None)
        words = found[2].strip()
        label = labels.get(words[1:], words[1:]) if words.startswith("@") else words
        x, y = float(attributes.pop("x", 0)), float(attributes.pop("y", 0))
        size = float(attributes.get("font-size", 13))
        attributes.setdefault("font-family", font)
        attributes.setdefault("text-anchor", "middle")
        turned = f' transform="translate({2 * x:g},0) scale(-1,1)"' if mirrored else ""
        others = "".join(f' {key}="{value}"' for key, value in attributes.items())
        return "".join(
            f'<text x="{x:g}" y="{y + n * size * LINE_HEIGHT:g}"{turned}{others}>{escape(line)}</text>'
            for n, line in enumerate(label.split(LINE_BREAK))
        )

    svg = _TEXT.sub(text, drawing)
    if mirrored:
        svg = _OUTER.sub(lambda m: f"{m[1]}{_turned(drawing)}{m[2]}</g>{m[3]}", svg)
    return _ROLE.sub(lambda m: colours.get(m[1], m[0]), svg)
