"""What charts say in words: the readings, the words that appear on pointing at a part, and the chart as a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ictguide_desktop.export.chart_text import Say
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.chart import (
    BarChart,
    BarRow,
    Chart,
    CostChart,
    GanttChart,
    GanttRow,
    RadarChart,
    Reading,
    RoundsChart,
)

NO_VALUE = "–"
LEVEL, LEVEL_NOW, TARGET = N_("Level"), N_("Level now"), N_("Target")
BEFORE, BEFORE_BROKEN = N_("Round before"), N_("Round before, with other questions")
PROVISIONAL = N_("Provisional level: hollow mark, number in brackets")
BREAK = N_("Here the questions changed: the levels on the two sides are not comparable")
TODAY, DONE, PLANNED = N_("Today"), N_("Done"), N_("Planned")
PULLED_IN, CONFLICT = N_("Added because another measure needs it"), N_("Conflict of dates")
COMES_FIRST = N_("Comes first")
TOTAL, RUNNING_TOTAL = N_("Total"), N_("Total up to this year")


# --- readings -------------------------------------------------------------------------------------------------


def pair(name: str, value: str, say: Say) -> str:
    """A name and its value."""
    return say(N_("{name}: {value}")).format(name=name, value=value)


def listed(values: Iterable[str], say: Say) -> str:
    """Several values side by side."""
    return say(N_(", ")).join(value for value in values if value)


def mark_of(reading: Reading | None) -> str:
    """A reading as it stands in a label: provisional ones in brackets."""
    if reading is None:
        return NO_VALUE
    return f"({reading.written})" if reading.provisional else reading.written


def level_words(reading: Reading | None, levels: Sequence[str], say: Say) -> str:
    """A reading in full: its number, the name of the level, and whether it is provisional."""
    if reading is None:
        return say(N_("no level"))
    value = float(reading.value)
    named = value.is_integer() and 1 <= value <= len(levels)
    name = levels[int(value) - 1] if named else ""
    return listed((reading.written, name, say(N_("provisional")) if reading.provisional else ""), say)


def clauses(values: Iterable[str], say: Say) -> str:
    """Several statements in one sentence."""
    return say(N_("; ")).join(value for value in values if value)


def entitled(id_: str, label: str) -> str:
    """The id of a dimension and its title."""
    return f"{id_} {label}".strip()


# --- on pointing at a part ------------------------------------------------------------------------------------


def radar_tip(chart: RadarChart, place: int, say: Say) -> str:
    """All that a radar says of one axis."""
    axis = chart.axes[place]
    values = (pair(s.name, level_words(s.values[place], chart.levels, say), say) for s in chart.series)
    return "\n".join((entitled(axis.id, axis.label), *values))


def bar_tip(chart: BarChart, row: BarRow, say: Say) -> str:
    """All that the bars say of one dimension."""
    lines = [
        entitled(row.id, row.label),
        pair(say(LEVEL_NOW), level_words(row.level, chart.levels, say), say),
    ]
    if row.target is not None:
        lines.append(pair(say(TARGET), level_words(row.target, chart.levels, say), say))
    if row.before is not None:
        name = say(BEFORE_BROKEN if row.broken else BEFORE)
        lines.append(pair(name, level_words(row.before, chart.levels, say), say))
    return "\n".join(lines)


def rounds_tip(chart: RoundsChart, place: int, say: Say) -> str:
    """The levels of one dimension in all rounds."""
    row = chart.rows[place]
    lines = [entitled(row.id, row.label)]
    for at, (round_, reading) in enumerate(zip(chart.rounds, row.values, strict=True)):
        if chart.broken_before(at):
            lines.append(say(BREAK))
        lines.append(pair(round_.label, level_words(reading, chart.levels, say), say))
    return "\n".join(lines)


def state_words(row: GanttRow, say: Say) -> str:
    """How a measure stands."""
    states = (say(DONE if row.done else PLANNED), say(PULLED_IN) if row.pulled_in else "", row.conflict)
    return listed(states, say)


def days_words(row: GanttRow) -> str:
    """The days of a measure, in words or as they are stored."""
    return row.dates or f"{row.start} – {row.end}"


def gantt_tip(chart: GanttChart, row: GanttRow, say: Say) -> str:
    """All that the time line says of one measure."""
    labels = {other.id: other.label for other in chart.rows}
    lines = [entitled(row.id, row.label), days_words(row), row.owner, state_words(row, say)]
    before = [labels[id_] for id_ in row.after if id_ in labels]
    if before:
        lines.append(pair(say(COMES_FIRST), listed(before, say), say))
    return "\n".join(text for text in lines if text)


def cost_tip(chart: CostChart, place: int, say: Say) -> str:
    """All the costs of one year."""
    year = f"{chart.years[place]} ({chart.unit})" if chart.unit else chart.years[place]
    amounts = [pair(s.name, chart.number(s.amounts[place]), say) for s in chart.series]
    totals = [pair(say(TOTAL), chart.number(chart.total(place)), say)]
    if chart.cumulative:
        totals.append(pair(say(RUNNING_TOTAL), chart.number(chart.running_total(place)), say))
    return "\n".join((year, *amounts, *totals))


# --- the whole chart as a text --------------------------------------------------------------------------------


def alternative(chart: Chart, say: Say) -> str:
    """A chart in sentences, for who cannot see it; the table has every figure."""
    match chart:
        case RadarChart() | BarChart() | RoundsChart():
            body = " ".join(_sentence(tip) for tip in _level_tips(chart, say))
        case GanttChart():
            body = _gantt_words(chart, say)
        case CostChart():
            body = _cost_words(chart, say)
    return f"{_sentence(chart.title)} {body}".strip()


def _level_tips(chart: RadarChart | BarChart | RoundsChart, say: Say) -> list[str]:
    match chart:
        case RadarChart():
            tips = [radar_tip(chart, place, say) for place in range(len(chart.axes))]
        case BarChart():
            tips = [bar_tip(chart, row, say) for row in chart.rows]
        case RoundsChart():
            tips = [rounds_tip(chart, place, say) for place in range(len(chart.rows))]
    return [clauses(tip.split("\n"), say) for tip in tips]


def _gantt_words(chart: GanttChart, say: Say) -> str:
    counts = say(
        N_("Measures: {count}; done: {done}; added for others: {added}; with a conflict: {conflicts}.")
    )
    words = [
        counts.format(
            count=len(chart.rows),
            done=sum(row.done for row in chart.rows),
            added=sum(row.pulled_in for row in chart.rows),
            conflicts=sum(bool(row.conflict) for row in chart.rows),
        )
    ]
    words += [
        _sentence(listed((entitled(row.id, row.label), days_words(row), row.owner, row.conflict), say))
        for row in chart.rows
    ]
    return " ".join(words)


def _cost_words(chart: CostChart, say: Say) -> str:
    if not chart.years:
        return ""
    span = chart.years[0] if len(chart.years) == 1 else f"{chart.years[0]}–{chart.years[-1]}"
    sums = [pair(s.name, chart.number(s.total), say) for s in chart.series]
    sums.append(pair(say(TOTAL), chart.number(chart.running_total(len(chart.years) - 1)), say))
    whole = _sentence(listed((f"{span} ({chart.unit})" if chart.unit else span, clauses(sums, say)), say))
    years = (pair(year, chart.number(chart.total(place)), say) for place, year in enumerate(chart.years))
    return f"{whole} {_sentence(clauses(years, say))}"


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".!?؟" else f"{text}."
