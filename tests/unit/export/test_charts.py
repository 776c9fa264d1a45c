"""Charts laid out as shapes: everything in its box and readable, in both directions, on the screen as on paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictguide_desktop.export.bidi import is_arabic
from ictguide_desktop.export.chart_shapes import Block, Box, Disc, Plot, Poly, Shape, Words
from ictguide_desktop.export.chart_tables import table_of
from ictguide_desktop.export.chart_text import Room, paper_room
from ictguide_desktop.export.chart_words import BREAK, alternative
from ictguide_desktop.export.charts import drawings, laid_out, svg
from ictguide_desktop.export.colours import THEMES, Colours, contrast
from ictguide_desktop.model.chart import (
    BarChart,
    BarRow,
    Chart,
    CostChart,
    CostKind,
    CostSeries,
    GanttChart,
    GanttRow,
    LevelBand,
    RadarAxis,
    RadarChart,
    Reading,
    Round,
    RoundsChart,
    RoundsRow,
    Series,
    SeriesStyle,
)

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
BANDS = (LevelBand("Foundational", 1, 2), LevelBand("Developing", 3, 3), LevelBand("Advanced", 4, 5))
LEVELS = ("Ad hoc", "Repeatable", "Defined", "Managed", "Adaptive")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ARABIC_MONTHS = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "ماي",
    "يونيو",
    "يوليوز",
    "غشت",
    "شتنبر",
    "أكتوبر",
    "نونبر",
    "دجنبر",
)
TITLES = (
    "Strategy, law and leadership",
    "Menaces internes et éthique professionnelle",
    "Procédures sans papier et automatisation de toutes les déclarations, à l’importation comme à l’exportation",
    "الإجراءات اللاورقية والأتمتة",
    "الأمن السيبراني واستمرارية الأعمال وفق إطار CSF في كل المكاتب الجمركية",
    "Anticonstitutionnellementimprononçablementlongsansespace",
    "",
)
ROOM = paper_room(FONTS, "en")


def room(width: float = 640, *, rtl: bool = False) -> Room:
    """Room for a chart, with words as they stand in the program."""
    return ROOM._replace(width=width, rtl=rtl)


# --- any chart ------------------------------------------------------------------------------------------------

titles = st.sampled_from(TITLES) | st.text("abc é ابت", max_size=60)
levels = st.builds(Reading, st.integers(1, 5), st.booleans(), st.just(""))
maybe_levels = st.none() | levels
widths = st.integers(250, 1150)


@st.composite
def radars(draw: st.DrawFn) -> RadarChart:
    """A radar with gaps, provisional levels and up to three series."""
    count = draw(st.integers(3, 12))
    axes = tuple(RadarAxis(f"D{n + 1}", draw(titles)) for n in range(count))
    values = st.lists(maybe_levels, min_size=count, max_size=count).map(tuple)
    styles = draw(st.lists(st.sampled_from(SeriesStyle), max_size=3, unique=True))
    return RadarChart("Maturity", axes, tuple(Series(s.name, draw(values), s) for s in styles), BANDS, LEVELS)


@st.composite
def bar_charts(draw: st.DrawFn) -> BarChart:
    """Bars with any marks."""
    rows = [
        BarRow(f"D{n + 1}", draw(titles), draw(maybe_levels), draw(maybe_levels), draw(maybe_levels), draw(st.booleans()))
        for n in range(draw(st.integers(0, 10)))
    ]  # fmt: skip
    return BarChart("Levels", tuple(rows), BANDS, LEVELS)


@st.composite
def rounds_charts(draw: st.DrawFn) -> RoundsChart:
    """Levels over rounds whose model may change."""
    count = draw(st.integers(0, 9))
    rounds = tuple(
        Round(f"r{n}", draw(titles), draw(st.sampled_from(("2025.1", "2026.1")))) for n in range(count)
    )
    values = st.lists(maybe_levels, min_size=count, max_size=count).map(tuple)
    rows = [RoundsRow(f"D{n + 1}", draw(titles), draw(values)) for n in range(draw(st.integers(0, 10)))]
    return RoundsChart("Rounds", rounds, tuple(rows), LEVELS)


@st.composite
def gantts(draw: st.DrawFn) -> GanttChart:
    """Measures at any time, waiting for any others."""
    ids = [f"D{n // 5 + 1}.{n % 5 + 1}" for n in range(draw(st.integers(0, 12)))]
    rows = []
    for id_ in ids:
        start = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 900)))
        end = start + timedelta(days=draw(st.integers(0, 700)))
        after = tuple(draw(st.lists(st.sampled_from(ids), max_size=2)))
        rows.append(
            GanttRow(
                id_, draw(titles), start.isoformat(), end.isoformat(), draw(titles), after,
                draw(st.booleans()), draw(st.booleans()), draw(st.sampled_from(("", "Begins too early"))),
            )
        )  # fmt: skip
    today = draw(st.sampled_from(("", "2026-11-25", "2040-01-01")))
    return GanttChart("Roadmap", tuple(rows), draw(st.sampled_from((MONTHS, ARABIC_MONTHS))), today)


@st.composite
def costs(draw: st.DrawFn) -> CostChart:
    """Costs of any size over up to thirty years, also below zero."""
    years = draw(st.integers(0, 30))
    amounts = st.lists(st.integers(-(10**6), 10**9), min_size=years, max_size=years).map(tuple)
    kinds = draw(st.lists(st.sampled_from(CostKind), max_size=4, unique=True))
    series = tuple(CostSeries(kind, kind.name, draw(amounts)) for kind in kinds)
    names = tuple(f"{2026 + n}" for n in range(years))
    return CostChart("Cost", names, series, draw(titles), draw(st.booleans()))


charts: st.SearchStrategy[Chart] = st.one_of(radars(), bar_charts(), rounds_charts(), gantts(), costs())


def words(shapes: Iterable[Shape]) -> list[Words]:
    """The lines of text among shapes."""
    return [shape for shape in shapes if isinstance(shape, Words)]


@given(charts, widths, st.booleans())
def test_everything_stands_inside_the_chart(chart: Chart, width: int, rtl: bool) -> None:
    plot = laid_out(chart, room(width, rtl=rtl))
    for shapes, frame in (
        (plot.shapes, Box(0, 0, plot.width, plot.height)),
        (plot.key.shapes, Box(0, 0, plot.key.width, plot.key.height)),
    ):
        for shape in shapes:
            box = shape.box
            assert box.left >= frame.left - 1, shape
            assert box.top >= frame.top - 1, shape
            assert box.right <= frame.right + 1, shape
            assert box.bottom <= frame.bottom + 1, shape


@given(charts, widths)
def test_no_words_stand_on_others(chart: Chart, width: int) -> None:
    plot = laid_out(chart, room(width))
    for shapes in (plot.shapes, plot.key.shapes):
        for one, other in combinations(words(shapes), 2):
            assert not one.box.grown(-1).meets(other.box.grown(-1)), (one, other)


@given(charts, widths)
def test_a_chart_from_the_right_is_the_mirror_image_with_words_unturned(chart: Chart, width: int) -> None:
    ltr, rtl = laid_out(chart, room(width)), laid_out(chart, room(width, rtl=True))
    assert (rtl.width, rtl.height, rtl.rtl) == (ltr.width, ltr.height, True)
    for one, other in zip(ltr.shapes, rtl.shapes, strict=True):
        assert one.box.mirrored(ltr.width) == pytest.approx(other.box), (one, other)
        if isinstance(one, Words):
            assert isinstance(other, Words)
            assert (other.text, other.rtl) == (one.text, True)
    for part, twin in zip(ltr.parts, rtl.parts, strict=True):
        assert part.id == twin.id
        assert part.focus.mirrored(ltr.width) == pytest.approx(twin.focus)


@given(charts, widths, st.booleans())
def test_the_pointer_finds_each_part_where_it_is_named(chart: Chart, width: int, rtl: bool) -> None:
    plot = laid_out(chart, room(width, rtl=rtl))
    for place, part in enumerate(plot.parts):
        middle = part.focus.left + part.focus.width / 2, part.focus.top + part.focus.height / 2
        assert plot.part_at(*middle) == place
        assert part.name == part.tip.split("\n")[0]
    assert plot.part_at(-50, -50) == -1


@given(charts)
def test_words_can_be_read_on_their_ground_in_every_theme(chart: Chart) -> None:
    plot = laid_out(chart, room(760))
    for name, colours in THEMES.items():
        for shapes in (plot.shapes, plot.key.shapes):
            for n, one in enumerate(shapes):
                if isinstance(one, Words):
                    ground = _ground(shapes[:n], one, colours)
                    assert contrast(colours[one.role], ground) >= 4.5, (name, one, ground)


def _ground(below: tuple[Shape, ...], one: Words, colours: Colours) -> str:
    """The colour under the middle of a word."""
    x, y = one.left + one.length / 2, one.y - 0.36 * one.size
    ground = colours["paper"]
    for shape in below:
        match shape:
            case Block(box, fill) if fill and box.holds(x, y):
                ground = colours[fill]
            case Poly(points, True, fill) if fill and _inside(points, x, y):
                ground = _mixed(colours[fill], ground, shape.opacity)
            case Disc(cx, cy, radius, fill) if fill and (x - cx) ** 2 + (y - cy) ** 2 < radius**2:
                ground = colours[fill]
    return ground


def _inside(points: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    crossings = (
        (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in pairwise((*points, points[0]))
        if (y1 > y) != (y2 > y)
    )
    return sum(x < crossing for crossing in crossings) % 2 == 1


def _mixed(upper: str, lower: str, share: float) -> str:
    channels = (
        round(int(upper[n : n + 2], 16) * share + int(lower[n : n + 2], 16) * (1 - share)) for n in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02X}" for channel in channels)


@given(charts)
def test_the_table_and_the_text_say_all_that_pointing_says(chart: Chart) -> None:
    table, plot = table_of(chart, str), laid_out(chart, room())
    said = alternative(chart, str)
    assert [row.id for row in table.rows] == [part.id for part in plot.parts]
    for row, part in zip(table.rows, plot.parts, strict=True):
        assert len(row.cells) == len(table.columns)
        assert part.name.startswith(row.cells[0])
        values = [value.partition(": ")[2] for value in part.tip.split("\n")[1:] if value != BREAK]
        if not isinstance(chart, GanttChart):
            assert set(values) <= {cell.removesuffix(", other questions") for cell in row.cells}
        assert row.cells[0] in said


@given(charts, st.booleans())
def test_the_svg_is_well_formed_and_sets_each_text_in_one_script(chart: Chart, rtl: bool) -> None:
    text = svg(laid_out(chart, room(rtl=rtl)), room(rtl=rtl))
    assert text == svg(laid_out(chart, room(rtl=rtl)), room(rtl=rtl))
    tree, plot = ElementTree.fromstring(text), laid_out(chart, room(rtl=rtl))
    written = "".join(element.text or "" for element in tree.iter("{http://www.w3.org/2000/svg}text"))
    meant = "".join(label.text for label in words((*plot.shapes, *plot.key.shapes)))
    assert sorted(filter(str.isalnum, written)) == sorted(filter(str.isalnum, meant))
    for element in tree.iter("{http://www.w3.org/2000/svg}text"):
        letters = [char for char in element.text or "" if char.isalpha()]
        assert len({is_arabic(char) for char in letters}) <= 1, element.text
        assert element.get("font-family") == (
            "Noto Sans Arabic" if letters and is_arabic(letters[0]) else "Noto Sans"
        )
    for element in tree.iter():
        for name in ("fill", "stroke"):
            assert (element.get(name) or "none") == "none" or element.get(name, "").startswith("#")


# --- the radar ------------------------------------------------------------------------------------------------


def radar(
    values: Iterable[int | None], style: SeriesStyle = SeriesStyle.FILLED, provisional: int = -1
) -> RadarChart:
    """A radar of one series."""
    readings = tuple(None if v is None else Reading(v, n == provisional) for n, v in enumerate(values))
    axes = tuple(RadarAxis(f"D{n + 1}", f"Title {n + 1}") for n in range(len(readings)))
    return RadarChart("Maturity", axes, (Series("Level now", readings, style),), BANDS, LEVELS)


def lines_of(plot: Plot) -> list[Poly]:
    """The lines of the series, without the rings and the marks."""
    return [
        shape
        for shape in plot.shapes
        if isinstance(shape, Poly) and not shape.fill and shape.width > 1.9 and len(shape.points) != 4
    ]


def test_a_full_series_is_a_closed_shape_with_a_corner_on_each_axis() -> None:
    plot = laid_out(radar((3,) * 10), room())
    (outline,) = lines_of(plot)
    assert outline.closed
    middle_x, middle_y = plot.width / 2, sum(y for _, y in outline.points) / 10
    reach = {round(((x - middle_x) ** 2 + (y - middle_y) ** 2) ** 0.5, 6) for x, y in outline.points}
    assert len(reach) == 1
    assert outline.points[0][0] == pytest.approx(middle_x), "the first axis points up"
    assert outline.points[1][0] > middle_x, "the axes go clockwise"


def test_from_the_right_the_axes_go_the_other_way_round() -> None:
    plot = laid_out(radar((3,) * 10), room(rtl=True))
    (outline,) = lines_of(plot)
    assert outline.points[1][0] < plot.width / 2


def test_a_missing_level_is_a_gap_and_not_a_zero() -> None:
    plot = laid_out(radar((3, 3, 3, None, 2, None, 4, 4, 4, 4)), room())
    (line,) = lines_of(plot)
    assert not line.closed
    assert len(line.points) == 7, "from the seventh axis round to the third"
    discs = [shape for shape in plot.shapes if isinstance(shape, Disc)]
    assert len(discs) == 8
    assert any(label.text == "–" for label in words(plot.shapes))


def test_levels_are_told_by_number_and_provisional_ones_by_a_hollow_mark_and_brackets() -> None:
    plot = laid_out(radar((1, 2, 3, 4, 5), provisional=1), room())
    discs = [shape for shape in plot.shapes if isinstance(shape, Disc)]
    assert [disc.fill == "paper" for disc in discs] == [False, True, False, False, False]
    texts = [label.text for label in words(plot.shapes)]
    assert "(2)" in texts
    assert plot.parts[1].tip == "D2 Title 2\nLevel now: 2, Repeatable, provisional"
    assert any("brackets" in label.text for label in words(plot.key.shapes))


def test_series_differ_by_mark_and_by_line() -> None:
    looks = set()
    for style in SeriesStyle:
        plot = laid_out(radar((3, 4, 2, 3, 3), style), room())
        (outline,) = lines_of(plot)
        marks = {
            len(s.points)
            for s in plot.shapes
            if isinstance(s, Poly) and s.closed and s.width in (1.8, 2.0) and len(s.points) < 5
        }
        looks.add((outline.dash, tuple(marks)))
    assert len(looks) == 3


def test_titles_stand_beneath_the_radar_where_there_is_no_room_around_it() -> None:
    chart = radar((3,) * 10)
    narrow, wide = laid_out(chart, room(260)), laid_out(chart, room(800))
    for plot in (narrow, wide):
        assert {f"Title {n}" for n in range(1, 11)} <= {label.text for label in words(plot.shapes)}
    assert max(label.y for label in words(narrow.shapes)) > narrow.width
    assert max(label.y for label in words(wide.shapes)) < wide.width


# --- bars, rounds ---------------------------------------------------------------------------------------------


def test_bars_are_as_long_as_their_levels_and_grow_from_the_side_of_the_language() -> None:
    rows = tuple(BarRow(f"D{n}", "Title", Reading(n)) for n in (1, 2, 3, 4, 5))
    for rtl in (False, True):
        plot = laid_out(BarChart("Levels", rows, BANDS, LEVELS), room(rtl=rtl))
        bars = [s.box for s in plot.shapes if isinstance(s, Block) and s.fill == "accent"]
        assert [bar.width for bar in bars] == pytest.approx([n * bars[0].width for n in (1, 2, 3, 4, 5)])
        foot = {round(bar.right if rtl else bar.left, 6) for bar in bars}
        assert len(foot) == 1


def test_a_round_with_other_questions_is_marked_by_a_zigzag() -> None:
    row = BarRow("D1", "Title", Reading(3), before=Reading(2))
    same, other = (laid_out(BarChart("L", (row._replace(broken=b),)), room()) for b in (False, True))
    assert not _zigzags(same)
    assert _zigzags(other)
    assert "with other questions" in other.parts[0].tip


def _zigzags(plot: Plot) -> list[Poly]:
    return [s for s in plot.shapes if isinstance(s, Poly) and s.stroke == "warning" and len(s.points) > 4]


def test_the_line_over_rounds_never_crosses_a_change_of_questions() -> None:
    rounds = tuple(Round(f"r{n}", f"20{20 + n}", model) for n, model in enumerate(("1", "1", "2", "2")))
    row = RoundsRow("D1", "Title", tuple(Reading(n) for n in (1, 2, 3, 4)))
    plot = laid_out(RoundsChart("Rounds", rounds, (row,), LEVELS), room())
    (break_,) = _zigzags(plot)
    at = break_.box.left + break_.box.width / 2
    pieces_ = [s for s in plot.shapes if isinstance(s, Poly) and s.stroke == "accent" and len(s.points) == 2]
    assert len(pieces_) == 2
    assert not any(piece.points[0][0] < at < piece.points[1][0] for piece in pieces_)
    assert "2" in {label.text for label in words(plot.shapes) if label.role == "warning"}


# --- the time line --------------------------------------------------------------------------------------------


def measure(id_: str, start: str, end: str, *after: str, **more: object) -> GanttRow:
    """A measure on the time line."""
    return GanttRow(id_, f"Measure {id_}", start, end, after=after, **more)  # type: ignore[arg-type]


def test_bars_stand_at_their_days_and_time_runs_with_the_language() -> None:
    rows = (measure("a", "2026-01-01", "2026-01-31"), measure("b", "2026-03-01", "2026-04-30"))
    plot = laid_out(GanttChart("Roadmap", rows, MONTHS), room(900))
    first, second = (part.mark for part in plot.parts)
    assert first is not None
    assert second is not None
    day = (second.width - 4) / 61
    assert first.width - 4 == pytest.approx(31 * day)
    assert second.left - first.left == pytest.approx(59 * day)
    turned = laid_out(GanttChart("Roadmap", rows, MONTHS), room(900, rtl=True))
    assert turned.parts[0].mark is not None
    assert turned.parts[1].mark is not None
    assert turned.parts[1].mark.left < turned.parts[0].mark.left


def test_months_stay_readable_on_the_screen_and_are_squeezed_on_paper() -> None:
    rows = (measure("a", "2026-01-01", "2035-12-31"),)
    chart = GanttChart("Roadmap", rows, MONTHS)
    assert laid_out(chart, room(640)).width > 120 * 26
    (drawn,) = drawings(chart, room(640))
    assert ElementTree.fromstring(drawn.svg).get("width") == "640"


def test_an_arrow_goes_back_where_a_measure_begins_too_early() -> None:
    early = (measure("a", "2026-01-01", "2026-06-30"), measure("b", "2026-03-01", "2026-04-30", "a"))
    later = (early[0], measure("b", "2026-07-01", "2026-08-30", "a"))
    roles = []
    for rows in (early, later):
        plot = laid_out(GanttChart("Roadmap", rows, MONTHS), room(900))
        (head,) = [s for s in plot.shapes if isinstance(s, Poly) and s.closed and len(s.points) == 3]
        roles.append(head.fill)
    assert roles == ["warning", "soft"]


def test_today_is_shown_where_it_is_near() -> None:
    rows = (measure("a", "2026-01-01", "2026-06-30"),)
    for today, shown in (("2026-02-10", True), ("2026-08-01", True), ("2031-01-01", False), ("", False)):
        plot = laid_out(GanttChart("Roadmap", rows, MONTHS, today), room(900))
        assert any(label.text == "Today" for label in words(plot.shapes)) is shown, today


def test_done_added_and_conflict_are_told_without_colour() -> None:
    plain = measure("a", "2026-01-01", "2026-06-30")
    looks = []
    for row in (
        plain,
        plain._replace(done=True),
        plain._replace(pulled_in=True),
        plain._replace(conflict="Too early"),
    ):
        plot = laid_out(GanttChart("Roadmap", (row,), MONTHS), room(900))
        kinds = [type(shape).__name__ for shape in plot.shapes]
        looks.append((kinds, [label.text for label in words(plot.key.shapes)]))
    for (kinds, key), (other_kinds, other_key) in combinations(looks, 2):
        assert kinds != other_kinds
        assert key != other_key


def test_a_long_plan_is_parted_over_pages_of_the_same_months() -> None:
    rows = tuple(
        measure(f"D{n}", f"20{26 + n // 12}-0{n % 9 + 1}-01", f"20{27 + n // 12}-0{n % 9 + 1}-01")
        for n in range(50)
    )
    pages = drawings(GanttChart("Roadmap", rows, MONTHS, "2026-11-25"), room(), 700)
    assert len(pages) > 1
    texts = "".join(page.svg for page in pages)
    assert all(f">D{n} Measure D{n}<" in texts for n in range(50))
    years = {
        tuple(e.text for e in ElementTree.fromstring(page.svg).iter() if (e.text or "").startswith("20"))
        for page in pages
    }
    assert len(years) == 1
    assert all(float(ElementTree.fromstring(page.svg).get("height", "0")) <= 710 for page in pages)


# --- costs ----------------------------------------------------------------------------------------------------


# --- words ----------------------------------------------------------------------------------------------------
