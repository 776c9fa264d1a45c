"""Charts on paper and without data."""

from __future__ import annotations

from pathlib import Path

import pytest
from gui.test_charts import CHARTS
from PySide6.QtSvg import QSvgRenderer

from ictguide_desktop.app import paths
from ictguide_desktop.export.chart_text import paper_room
from ictguide_desktop.export.charts import laid_out, svg
from ictguide_desktop.ui.theme import Theme


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_paper_shows_the_same_chart(name: str, lang: str, theme: Theme) -> None:
    room = paper_room(Path(paths.RESOURCES) / "fonts", lang)
    plot = laid_out(CHARTS[name](), room)
    renderer = QSvgRenderer(svg(plot, room).encode())
    assert renderer.isValid()
    size = renderer.defaultSize()
    assert (size.width(), size.height()) == (
        round(max(plot.width, plot.key.width)),
        round(plot.height + plot.key.height),
    )
    assert plot.rtl is (lang == "ar")
