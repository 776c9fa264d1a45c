"""The words and numbers in charts: totals, wrapping, and lines of two scripts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.export.test_charts import ROOM, radar, room, titles, words

from ictguide_desktop.export.bidi import is_arabic, pieces
from ictguide_desktop.export.chart_cost import round_step
from ictguide_desktop.export.chart_shapes import Anchor, Block, Strokes
from ictguide_desktop.export.chart_tables import table_of
from ictguide_desktop.export.chart_text import shortened, wrapped
from ictguide_desktop.export.charts import laid_out
from ictguide_desktop.model.chart import (
    CostChart,
    CostKind,
    CostSeries,
    plain_number,
)


@given(
    st.lists(st.integers(0, 10**7), min_size=1, max_size=12),
    st.lists(st.integers(0, 10**7), min_size=1, max_size=12),
)
def test_stacks_are_as_high_as_their_amounts(build: list[int], run: list[int]) -> None:
    years = min(len(build), len(run))
    series = (
        CostSeries(CostKind.BUILD, "Build", tuple(build[:years])),
        CostSeries(CostKind.RUN, "Run", tuple(run[:years])),
    )
    chart = CostChart("Cost", tuple(str(2026 + n) for n in range(years)), series)
    plot = laid_out(chart, room())
    stacks = [s.box for s in plot.shapes if isinstance(s, Block) and s.stroke in ("accent", "case")]
    amounts = [series[k].amounts[n] for n in range(years) for k in (0, 1) if series[k].amounts[n]]
    assert len(stacks) == len(amounts)
    axis = [label for label in words(plot.shapes) if label.anchor is Anchor.RIGHT and not label.bold]
    low, high = axis[0], axis[-1]
    unit = (low.y - high.y) / float(high.text.replace("\u00a0", ""))
    for box, amount in zip(stacks, amounts, strict=True):
        assert box.height == pytest.approx(float(amount) * unit, abs=0.01)


@given(st.floats(1e-6, 1e15))
def test_the_steps_of_a_scale_are_round(span: float) -> None:
    step = round_step(span)
    assert span / 6 <= step * 1.2
    assert step <= span
    assert f"{step:e}"[0] in "125"


def test_totals_are_exact() -> None:
    third = Fraction(1, 3)
    series = (
        CostSeries(CostKind.BUILD, "Build", (third, third)),
        CostSeries(CostKind.RUN, "Run", (third, 0)),
    )
    chart = CostChart("Cost", ("2026", "2027"), series, cumulative=True)
    assert (chart.total(0), chart.running_total(1), series[0].total) == (2 * third, 3 * third, 2 * third)
    assert table_of(chart, str).rows[1].cells[-1] == "1"


def test_numbers_are_written_by_the_callers_rule() -> None:
    chart = CostChart(
        "Cost",
        ("2026",),
        (CostSeries(CostKind.BUILD, "Build", (1500,)),),
        number=lambda value: f"{float(value):.0f} F",
    )
    assert "1500 F" in laid_out(chart, room()).parts[0].tip
    assert plain_number(1234567) == "1\u00a0234\u00a0567"


@given(titles, st.integers(20, 300), st.integers(1, 4))
def test_wrapped_words_fit_and_none_is_lost_unless_they_are_cut(text: str, width: int, most: int) -> None:
    found = wrapped(room(), text, width, most=most)
    assert len(found.lines) <= most
    assert all(ROOM.length(one) <= width + 2 for one in found.lines)
    if found.whole:
        assert " ".join(found.lines).split() == text.split()
    elif found.lines:
        assert found.lines[-1].endswith("…")


@given(titles, st.integers(0, 300))
def test_a_shortened_text_is_its_beginning(text: str, width: int) -> None:
    found = shortened(room(), text, width)
    assert ROOM.length(found) <= width or not found
    assert found == text or text.startswith(found.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "rtl", "seen"),
    [
        ("Level 2 (Repeatable)", False, ["Level 2 (Repeatable)"]),
        ("D1 الثقة والهوية", True, ["الثقة والهوية", " ", "D1"]),
        ("D1 الثقة والهوية", False, ["D1 ", "الثقة والهوية"]),
        ("الهوية AEO (DMS)", True, ["AEO (DMS)", " ", "الهوية"]),
        ("المستوى (2) مؤقت.", True, [".", "مؤقت", "(2)", "المستوى"]),
        ("رئيس الأمن (CISO)", True, ["(CISO)", "رئيس الأمن"]),
        ("12.5 % من 100", True, ["100", "من", "% 12.5"]),
    ],
)
def test_pieces_of_a_mixed_line_stand_in_the_order_of_the_script(
    text: str, rtl: bool, seen: list[str]
) -> None:
    assert "".join(piece.text for piece in pieces(text, rtl=rtl)).replace(" ", "") == "".join(seen).replace(
        " ", ""
    )


@given(st.text("abD12 .,()%-/:أبتثا–", max_size=30), st.booleans())
def test_pieces_lose_no_letter(text: str, rtl: bool) -> None:
    found = pieces(text, rtl=rtl)
    turned = str.maketrans("()", "((")
    assert sorted("".join(piece.text for piece in found).translate(turned)) == sorted(text.translate(turned))
    assert all(not any(is_arabic(char) for char in piece.text) for piece in found if not piece.arabic)


def test_an_arrow_and_a_grid_are_shapes_so_that_every_font_can_show_a_chart() -> None:
    plot = laid_out(radar((1, 2, 3), provisional=1), room())
    assert all(ord(char) < 0x2100 for label in words(plot.shapes) for char in label.text)
    assert any(isinstance(shape, Strokes) for shape in plot.shapes)
