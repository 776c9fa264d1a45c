"""Drawings with the words of a language, and the parts of them that open a place of the guide."""

from __future__ import annotations

import pytest

from ictguide_desktop.export.colours import LIGHT
from ictguide_desktop.export.figures import figure_parts, figure_svg, is_mirrored

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 120">
<rect x="20" y="20" width="160" height="60" fill="@accent-ground" data-opens="trust#steps"/>
<rect x="40" y="30" width="20" height="20" fill="@accent" data-opens="trust#set-up"/>
<rect x="200" y="20" width="160" height="60" fill="@canvas"/>
<circle cx="420" cy="50" r="30" data-opens="trust#pitfalls"/>
<ellipse cx="520" cy="50" rx="30" ry="10" data-opens="trust#measures"/>
<polygon points="580,20 620,20 600,80" data-opens="trust"/>
<text x="100" y="48" data-width="140">@issuer</text>
</svg>
"""


def opened(x: float, y: float) -> str:
    """What a click at a point of the drawing opens."""
    return next((part.opens for part in figure_parts(DRAWING) if part.holds(x, y)), "")


@pytest.mark.parametrize(
    ("x", "y", "place"),
    [
        (21, 21, "trust#steps"),
        (50, 40, "trust#set-up"),  # what lies above, as it is drawn
        (280, 50, ""),  # a shape that opens nothing
        (395, 50, "trust#pitfalls"),
        (520, 50, "trust#measures"),
        (520, 65, ""),
        (600, 40, "trust"),
        (10, 10, ""),
    ],
)
def test_a_point_opens_the_uppermost_part_that_holds_it(x: float, y: float, place: str) -> None:
    assert opened(x, y) == place


def test_the_finished_drawing_has_words_and_colours_and_no_marks_left() -> None:
    svg = figure_svg(DRAWING, {"issuer": "Douane <A> | ici"}, LIGHT, mirrored=True)
    assert "Douane &lt;A&gt;" in svg
    assert svg.count("<text") == 2
    assert is_mirrored(svg)
    assert not is_mirrored(figure_svg(DRAWING, {"issuer": "Customs"}, LIGHT))
    assert "@" not in svg
