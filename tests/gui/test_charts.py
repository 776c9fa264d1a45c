"""Charts on the screen: the keyboard and the pointer reach every part, and a table says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from on_screen import accessible_name, cut_off, forget, role
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ictguide_desktop.export.chart_shapes import Words
from ictguide_desktop.export.chart_tables import table_of
from ictguide_desktop.export.colours import THEMES
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
from ictguide_desktop.ui.charts.canvas import ChartCanvas
from ictguide_desktop.ui.charts.frame import ChartFrame
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.translator import Languages

NOW = (2, 3, 2, 1, None, 2, 1, 3, 2, 1)
AIM = (3, 4, 3, 3, 4, 3, 2, 3, 3, 3)
NAMES = ("Strategy, law and leadership", "Procédures sans papier et automatisation", "الثقة والهوية")
BANDS = (LevelBand("Foundational", 1, 2), LevelBand("Developing", 3, 3), LevelBand("Advanced", 4, 5))
LEVELS = ("Ad hoc", "Repeatable", "Defined", "Managed", "Adaptive")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Shows = Callable[..., ChartFrame]


def readings(values: tuple[int | None, ...]) -> tuple[Reading | None, ...]:
    """Levels as readings."""
    return tuple(None if value is None else Reading(value) for value in values)


def radar() -> RadarChart:
    """Ten dimensions with their levels and targets."""
    axes = tuple(RadarAxis(f"D{n + 1}", NAMES[n % 3]) for n in range(10))
    now = Series("Level now", readings(NOW))
    return RadarChart(
        "Maturity", axes, (now, Series("Target", readings(AIM), SeriesStyle.DASHED)), BANDS, LEVELS
    )


def bars() -> BarChart:
    """The same as bars."""
    rows = zip(range(10), readings(NOW), readings(AIM), strict=True)
    return BarChart(
        "Levels", tuple(BarRow(f"D{n + 1}", NAMES[n % 3], a, b) for n, a, b in rows), BANDS, LEVELS
    )


def rounds() -> RoundsChart:
    """Ten dimensions over three rounds, the last with other questions."""
    made = tuple(Round(f"r{n}", f"{2024 + n}", "1" if n < 2 else "2") for n in range(3))
    rows = tuple(RoundsRow(f"D{n + 1}", NAMES[n % 3], readings((1, 2, NOW[n]))) for n in range(10))
    return RoundsChart("Rounds", made, rows, LEVELS)


def gantt(count: int = 50) -> GanttChart:
    """Measures over three years, some waiting for others."""
    rows = tuple(
        GanttRow(
            f"D{n // 5 + 1}.{n % 5 + 1}", NAMES[n % 3], f"20{26 + n % 3}-0{n % 9 + 1}-01", f"20{27 + n % 3}-0{n % 9 + 1}-01",
            "Head of ICT security", (f"D{(n - 1) // 5 + 1}.{(n - 1) % 5 + 1}",) if n % 4 == 1 else (), n % 7 == 0, n % 5 == 0,
        )
        for n in range(count)
    )  # fmt: skip
    return GanttChart("Roadmap", rows, MONTHS, "2026-11-25")


def cost() -> CostChart:
    """Ten years of building and running."""
    build, run = (1800, 900, *(0 for _ in range(8))), tuple(200 + 40 * n for n in range(10))
    series = (CostSeries(CostKind.BUILD, "Build", build), CostSeries(CostKind.RUN, "Run", run))
    return CostChart("Cost", tuple(f"{2026 + n}" for n in range(10)), series, "thousand", cumulative=True)


CHARTS: dict[str, Callable[[], Chart]] = {
    "radar": radar, "bars": bars, "rounds": rounds, "gantt": gantt, "cost": cost,
}  # fmt: skip


@pytest.fixture
def shows(qtbot: QtBot, theme: Theme, languages: Languages) -> Iterator[Shows]:
    """Shows a chart in a scrolling column as the views do: `shows(chart, width=…, height=…)`."""
    shown: list[QScrollArea] = []

    def show(chart: Chart, width: int = 1000, height: int = 640, *, tallest: int = 0) -> ChartFrame:
        frame = ChartFrame(theme, tallest=tallest)
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.addWidget(frame)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(column)
        area.resize(width, height)
        frame.show_chart(chart)
        shown.append(area)
        area.show()
        qtbot.waitExposed(area)
        area.activateWindow()
        frame.canvas.setFocus()
        QApplication.processEvents()
        return frame

    yield show
    for area in shown:
        forget(area)


def middle(canvas: ChartCanvas, place: int) -> QPoint:
    """A point of the window on the name of a part."""
    scale, focus = canvas._theme.scale, canvas.plot.parts[place].focus
    pane = canvas._panes()[0]
    x, y = focus.left + focus.width / 2 + pane.dx, focus.top + focus.height / 2 + pane.dy
    return QPoint(round(x * scale), round(y * scale))


def chosen_by(frame: ChartFrame) -> list[str]:
    """What the frame has said was chosen."""
    heard: list[str] = []
    frame.chosen.connect(heard.append)
    return heard


# --- the keyboard ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHARTS)
def test_the_arrow_keys_visit_every_part_and_enter_chooses_it(qtbot: QtBot, shows: Shows, name: str) -> None:
    frame = shows(CHARTS[name]())
    canvas, heard = frame.canvas, chosen_by(frame)
    ids = [part.id for part in canvas.plot.parts]
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    for _part in ids:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
        qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert heard == ids
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert heard[-1] == ids[-2]
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    qtbot.keyClick(canvas, Qt.Key.Key_Enter)
    assert heard[-1] == ids[-1]


def test_from_the_right_the_left_key_goes_on(qtbot: QtBot, shows: Shows, languages: Languages) -> None:
    languages.use("ar")
    frame = shows(cost())
    qtbot.keyClick(frame.canvas, Qt.Key.Key_Home)
    qtbot.keyClick(frame.canvas, Qt.Key.Key_Left)
    first, second = frame.canvas.plot.parts[:2]
    assert frame.canvas.currentIndex().row() == 1
    assert second.focus.left < first.focus.left


def test_up_and_down_go_by_rows_where_parts_stand_in_rows(qtbot: QtBot, shows: Shows) -> None:
    canvas = shows(rounds()).canvas
    columns = canvas.plot.columns
    assert columns > 1
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.currentIndex().row() == columns
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.currentIndex().row() == 0
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.currentIndex().row() == 0


def test_letters_go_to_the_part_whose_id_begins_so(qtbot: QtBot, shows: Shows) -> None:
    canvas = shows(radar()).canvas
    qtbot.keyClicks(canvas, "D7")
    assert canvas.currentIndex().row() == 6


def test_tab_enters_and_leaves(qtbot: QtBot, shows: Shows) -> None:
    frame = shows(radar())
    frame.toggle.setFocus()
    qtbot.keyClick(frame.toggle, Qt.Key.Key_Tab)
    assert frame.canvas.hasFocus()
    qtbot.keyClick(frame.canvas, Qt.Key.Key_Tab)
    assert not frame.canvas.hasFocus()


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("look", THEMES)
def test_the_part_with_the_keyboard_wears_a_ring(
    qtbot: QtBot, shows: Shows, theme: Theme, name: str, look: str
) -> None:
    theme.use(look, 100)
    frame = shows(CHARTS[name](), 1000, 1600)
    canvas = frame.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    with_ring = canvas.viewport().grab().toImage()
    frame.toggle.setFocus()
    QApplication.processEvents()
    without = canvas.viewport().grab().toImage()
    focus = canvas.plot.parts[1].focus.grown(1)
    accent = QColor(theme.colours["accent"])
    places = [(round(focus.left + focus.width / 2), round(y)) for y in (focus.top, focus.bottom)]
    for x, y in places:
        column = [QPoint(x, y + d) for d in (-1, 0, 1) if with_ring.rect().contains(x, y + d)]
        assert any(_near(with_ring.pixelColor(at), accent) for at in column), (name, look)
        assert any(with_ring.pixelColor(at) != without.pixelColor(at) for at in column)


def _near(one: QColor, other: QColor) -> bool:
    return max(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True)) < 90


def test_the_keyboard_brings_a_part_into_sight(qtbot: QtBot, shows: Shows) -> None:
    frame = shows(bars(), 600, 300)
    qtbot.keyClick(frame.canvas, Qt.Key.Key_End)
    QApplication.processEvents()
    port = frame.parentWidget().parentWidget()
    place = frame.canvas.viewport().mapTo(port, middle(frame.canvas, 9))
    assert port.rect().contains(place)


# --- the pointer ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_click_chooses_the_part_under_the_pointer(
    qtbot: QtBot, shows: Shows, languages: Languages, name: str, lang: str
) -> None:
    languages.use(lang)
    frame = shows(CHARTS[name](), 1000, 1600)
    canvas, heard = frame.canvas, chosen_by(frame)
    for place in (0, 1, 4):
        qtbot.mouseMove(canvas.viewport(), middle(canvas, place))
        assert canvas.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
        qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle(canvas, place))
    assert heard == [canvas.plot.parts[place].id for place in (0, 1, 4)]
    qtbot.mouseMove(canvas.viewport(), QPoint(3, canvas.viewport().height() - 3))
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_pointing_tells_all_and_what_users_wrote_stays_text(shows: Shows) -> None:
    chart = gantt(3)
    rows = (chart.rows[0]._replace(label="<b>Close</b> & log", conflict="Too early"), *chart.rows[1:])
    canvas = shows(chart._replace(rows=rows)).canvas
    tip = str(canvas.indexAt(middle(canvas, 0)).data(Qt.ItemDataRole.ToolTipRole))
    assert "&lt;b&gt;Close&lt;/b&gt; &amp; log" in tip
    assert "Head of ICT security" in tip
    assert "Too early" in tip


# --- what a screen reader hears, and the table ----------------------------------------------------------------


@pytest.mark.parametrize("name", CHARTS)
def test_a_screen_reader_hears_a_list_of_parts_with_their_values(
    qtbot: QtBot, shows: Shows, name: str
) -> None:
    canvas = shows(CHARTS[name]()).canvas
    assert role(canvas) == QAccessible.Role.List
    assert accessible_name(canvas) == CHARTS[name]().title
    assert canvas.accessibleDescription().startswith(CHARTS[name]().title)
    interface = QAccessible.queryAccessibleInterface(canvas)
    assert interface is not None
    assert interface.childCount() == len(canvas.plot.parts)
    child = interface.child(1)
    assert child is not None
    assert child.text(QAccessible.Text.Name) == ". ".join(canvas.plot.parts[1].tip.split("\n"))


@pytest.mark.parametrize("name", CHARTS)
def test_the_table_holds_what_the_chart_shows(qtbot: QtBot, shows: Shows, name: str) -> None:
    chart = CHARTS[name]()
    frame = shows(chart)
    frame.toggle.click()
    assert frame.is_table
    assert not frame.canvas.isVisible()
    model, table = frame.table.model(), table_of(chart, str)
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())] == list(
        table.columns
    )
    cells = [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]
    assert cells == [list(row.cells) for row in table.rows]
    assert accessible_name(frame.table) == chart.title
    heard = chosen_by(frame)
    frame.table.setFocus()
    frame.table.setCurrentIndex(model.index(2, 0))
    qtbot.keyClick(frame.table, Qt.Key.Key_Return)
    assert heard == [table.rows[2].id]
    frame.toggle.click()
    assert frame.canvas.isVisible()


def test_the_models_keep_qts_rules(qtmodeltester: ModelTester, shows: Shows) -> None:
    frame = shows(radar())
    for model in (frame.table.model(), frame.canvas.model()):
        qtmodeltester.check(model)
    frame.show_chart(gantt())
    for model in (frame.table.model(), frame.canvas.model()):
        qtmodeltester.check(model)


@pytest.mark.parametrize("zoom", [80, 100, 250])
def test_the_table_cuts_no_words(shows: Shows, theme: Theme, zoom: int) -> None:
    theme.use("light", zoom)
    frame = shows(gantt(5), 1024, 600)
    frame.toggle.click()
    QApplication.processEvents()
    assert not cut_off(frame)
    table, wrapped = frame.table, 0
    for row in range(5):
        for column in range(table.model().columnCount()):
            said = str(table.model().index(row, column).data())
            words = QTextLayout(said, table.font())
            width = table.columnWidth(column) - 2 * theme.px(8)
            lines = _line_count(words, width)
            assert lines * table.fontMetrics().height() + 2 * theme.px(4) <= table.rowHeight(row), said
            wrapped += lines > 1
    assert wrapped


def _line_count(layout: QTextLayout, width: int) -> int:
    """On how many lines a text stands in a width."""
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout.lineCount()


# --- language, theme, size ------------------------------------------------------------------------------------


def test_the_chart_follows_the_language(shows: Shows, languages: Languages) -> None:
    frame = shows(gantt(3))
    assert "Today" in {shape.text for shape in frame.canvas.plot.shapes if isinstance(shape, Words)}
    assert not frame.canvas.plot.rtl
    languages.use("ar")
    QApplication.processEvents()
    said = {shape.text for shape in frame.canvas.plot.shapes if isinstance(shape, Words)}
    assert frame.canvas.plot.rtl
    assert "اليوم" in said
    assert "Today" not in said


def test_the_keyboard_stays_at_its_part_when_the_look_changes(
    qtbot: QtBot, shows: Shows, theme: Theme
) -> None:
    frame = shows(radar())
    qtbot.keyClick(frame.canvas, Qt.Key.Key_Home)
    qtbot.keyClick(frame.canvas, Qt.Key.Key_Right)
    theme.use("dark", 200)
    QApplication.processEvents()
    assert frame.canvas.currentIndex().row() == 1
    frame.show_chart(radar())
    assert frame.canvas.currentIndex().row() == 1


@pytest.mark.parametrize("name", CHARTS)
def test_the_chart_is_drawn_in_the_colours_of_the_theme(shows: Shows, theme: Theme, name: str) -> None:
    frame = shows(CHARTS[name](), 1000, 1600)
    for look in ("light", "dark", "contrast"):
        theme.use(look, 100)
        QApplication.processEvents()
        image = frame.canvas.viewport().grab().toImage()
        seen = {
            image.pixelColor(x, y).name()
            for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)
        }
        for part in ("paper", "accent"):
            assert theme.colours[part].lower() in seen, (look, part)


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize(("zoom", "width"), [(80, 1024), (100, 1024), (150, 700), (200, 1024), (250, 700)])
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_at_every_size_all_of_the_chart_can_be_seen(
    shows: Shows, theme: Theme, languages: Languages, name: str, zoom: int, width: int, lang: str
) -> None:
    languages.use(lang)
    theme.use("light", zoom)
    frame = shows(CHARTS[name](), width, 600)
    canvas, plot = frame.canvas, frame.canvas.plot
    assert canvas.verticalScrollBar().maximum() == 0, "the column scrolls, not the chart"
    assert (plot.height + plot.key.height) * theme.scale <= canvas.viewport().height() + 1
    beyond = plot.width * theme.scale - canvas.viewport().width()
    assert canvas.horizontalScrollBar().maximum() == pytest.approx(max(0, beyond), abs=1.5)
    if name not in ("gantt", "cost"):  # time goes on as far as it must
        assert beyond <= 1
    assert not cut_off(frame)


def test_a_radar_fits_itself_into_a_height(shows: Shows) -> None:
    free, held = shows(radar()).canvas, shows(radar(), tallest=400).canvas
    assert held.plot.height + held.plot.key.height <= 400 < free.plot.height + free.plot.key.height
    assert held.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_long_time_line_scrolls_under_its_months_and_beside_its_names(
    qtbot: QtBot, shows: Shows, languages: Languages, lang: str
) -> None:
    languages.use(lang)
    frame = shows(gantt(), 700, 640, tallest=420)
    canvas = frame.canvas
    assert canvas.verticalScrollBar().maximum() > 0
    assert canvas.horizontalScrollBar().maximum() > 0
    names_at = canvas.viewport().width() - 20 if lang == "ar" else 20
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    top = canvas.viewport().grab().toImage()
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    last = canvas.plot.parts[-1]
    rect = canvas.visualRect(canvas.currentIndex())
    assert rect.top() >= canvas.plot.head - 1
    assert rect.bottom() <= canvas.viewport().height() - canvas.plot.key.height + 2
    assert canvas.part(canvas.indexAt(QPoint(names_at, rect.center().y()))) == last
    assert last.mark is not None
    pane = canvas._panes()[0]
    bar = last.mark.moved(pane.dx, pane.dy)
    side = canvas.plot.side
    assert bar.right > 0 if lang == "ar" else bar.right > side
    end = canvas.viewport().grab().toImage()
    assert _ink(end, round(canvas.plot.head) - 22, 20), "the months are still there"
    assert _ink(top, round(canvas.plot.head) - 22, 20)


def test_what_stays_in_sight_is_drawn_anew_on_scrolling(shows: Shows) -> None:
    canvas = shows(gantt(), 700, 640, tallest=420).canvas
    drawn: list[QRect] = []

    class Watch(QObject):
        """Remembers what is painted."""

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                drawn.append(event.rect())
            return False

    watch = Watch()
    canvas.viewport().installEventFilter(watch)
    canvas.verticalScrollBar().setValue(90)
    QApplication.processEvents()
    assert canvas.viewport().rect() in drawn


def _ink(image: QImage, top: int, height: int) -> bool:
    """Whether anything is written in a strip of an image."""
    ground = image.pixelColor(1, top)
    return any(
        image.pixelColor(x, y) != ground for x in range(image.width()) for y in range(top, top + height)
    )


# --- paper ----------------------------------------------------------------------------------------------------


def test_an_empty_chart_is_no_fault(shows: Shows) -> None:
    for chart in (
        RadarChart("R", (), ()),
        BarChart("B", ()),
        RoundsChart("O", (), ()),
        GanttChart("G", (), MONTHS),
        CostChart("C", (), ()),
    ):
        frame = shows(chart)
        assert frame.canvas.plot.parts == ()
        frame.toggle.click()
        assert frame.table.model().rowCount() == 0
