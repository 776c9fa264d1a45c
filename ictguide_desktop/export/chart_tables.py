"""The same as a chart in rows and columns, for screen readers, for the keyboard and for paper without drawings."""

from __future__ import annotations

from collections.abc import Sequence

from ictguide_desktop.export.chart_text import Say
from ictguide_desktop.export.chart_words import (
    BEFORE,
    COMES_FIRST,
    LEVEL_NOW,
    RUNNING_TOTAL,
    TARGET,
    TOTAL,
    days_words,
    entitled,
    level_words,
    listed,
    state_words,
)
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.chart import (
    BarChart,
    Chart,
    ChartRow,
    ChartTable,
    CostChart,
    GanttChart,
    RadarChart,
    Reading,
    RoundsChart,
)

DIMENSION, MEASURE, OWNER, DAYS, STATE, YEAR = (
    N_("Dimension"), N_("Measure"), N_("Owner"), N_("Days"), N_("State"), N_("Year"),
)  # fmt: skip
OTHER_QUESTIONS = N_("other questions")


def table_of(chart: Chart, say: Say) -> ChartTable:
    """Every figure and word of a chart."""
    match chart:
        case RadarChart():
            return _radar(chart, say)
        case BarChart():
            return _bars(chart, say)
        case RoundsChart():
            return _rounds(chart, say)
        case GanttChart():
            return _gantt(chart, say)
        case CostChart():
            return _cost(chart, say)


def _radar(chart: RadarChart, say: Say) -> ChartTable:
    rows = (
        (axis.id, axis.label, [series.values[place] for series in chart.series])
        for place, axis in enumerate(chart.axes)
    )
    return ChartTable(
        (say(DIMENSION), *(series.name for series in chart.series)),
        tuple(_level_row(id_, label, readings, chart.levels, say) for id_, label, readings in rows),
    )


def _level_row(
    id_: str, label: str, readings: Sequence[Reading | None], levels: Sequence[str], say: Say
) -> ChartRow:
    return ChartRow(id_, (entitled(id_, label), *(level_words(one, levels, say) for one in readings)))


def _bars(chart: BarChart, say: Say) -> ChartTable:
    rows = []
    for row in chart.rows:
        before = level_words(row.before, chart.levels, say)
        if row.broken and row.before is not None:
            before = listed((before, say(OTHER_QUESTIONS)), say)
        plain = _level_row(row.id, row.label, (row.level, row.target), chart.levels, say)
        rows.append(plain._replace(cells=(*plain.cells, before)))
    return ChartTable((say(DIMENSION), say(LEVEL_NOW), say(TARGET), say(BEFORE)), tuple(rows))


def _rounds(chart: RoundsChart, say: Say) -> ChartTable:
    heads = [
        f"{one.label} ({say(OTHER_QUESTIONS)})" if chart.broken_before(place) else one.label
        for place, one in enumerate(chart.rounds)
    ]
    return ChartTable(
        (say(DIMENSION), *heads),
        tuple(_level_row(row.id, row.label, row.values, chart.levels, say) for row in chart.rows),
    )


def _gantt(chart: GanttChart, say: Say) -> ChartTable:
    labels = {row.id: row.label for row in chart.rows}
    rows = tuple(
        ChartRow(
            row.id,
            (
                entitled(row.id, row.label),
                row.owner,
                days_words(row),
                state_words(row, say),
                listed((labels.get(id_, id_) for id_ in row.after), say),
            ),
        )
        for row in chart.rows
    )
    heads = (MEASURE, OWNER, DAYS, STATE, COMES_FIRST)
    return ChartTable(tuple(say(head) for head in heads), rows)


def _cost(chart: CostChart, say: Say) -> ChartTable:
    heads = [say(YEAR), *(series.name for series in chart.series), say(TOTAL)]
    if chart.cumulative:
        heads.append(say(RUNNING_TOTAL))
    rows = []
    for place, year in enumerate(chart.years):
        cells = [
            year,
            *(chart.number(s.amounts[place]) for s in chart.series),
            chart.number(chart.total(place)),
        ]
        if chart.cumulative:
            cells.append(chart.number(chart.running_total(place)))
        rows.append(ChartRow(year, tuple(cells)))
    return ChartTable(tuple(heads), tuple(rows))
