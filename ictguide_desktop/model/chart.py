"""What a chart shows, as plain values with words in the reader's language: levels, rounds, measures in time and costs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from ictguide_desktop.model.assessment import HIGHEST_LEVEL

Number = int | float | Fraction | Decimal


class Reading(NamedTuple):
    """A value on a scale, and how it is written where it is not a whole number; `provisional` may still change."""

    value: Number
    provisional: bool = False
    text: str = ""

    @property
    def written(self) -> str:
        """The value as it stands in a label."""
        return self.text or f"{float(self.value):g}"


class LevelBand(NamedTuple):
    """A band of levels under its name, such as 1 to 2."""

    name: str
    low: int
    high: int


# --- levels of dimensions -------------------------------------------------------------------------------------


class SeriesStyle(StrEnum):
    """How a series is drawn: the present as a filled shape, what is aimed at dashed, any other dotted."""

    FILLED = "filled"
    DASHED = "dashed"
    DOTTED = "dotted"


class RadarAxis(NamedTuple):
    """One axis: its short title stands at its end."""

    id: str
    label: str


class Series(NamedTuple):
    """One value for each axis, or None where there is none."""

    name: str
    values: tuple[Reading | None, ...]
    style: SeriesStyle = SeriesStyle.FILLED


class RadarChart(NamedTuple):
    """Dimensions around a centre; `levels` are the names of level 1, 2 and so on."""

    title: str
    axes: tuple[RadarAxis, ...]
    series: tuple[Series, ...]
    bands: tuple[LevelBand, ...] = ()
    levels: tuple[str, ...] = ()
    highest: int = HIGHEST_LEVEL


class BarRow(NamedTuple):
    """One dimension; `broken` says that its previous level was found with other questions."""

    id: str
    label: str
    level: Reading | None
    target: Reading | None = None
    before: Reading | None = None
    broken: bool = False


class BarChart(NamedTuple):
    """A bar for each dimension, with marks for the target and for the round before."""

    title: str
    rows: tuple[BarRow, ...]
    bands: tuple[LevelBand, ...] = ()
    levels: tuple[str, ...] = ()
    highest: int = HIGHEST_LEVEL


class Round(NamedTuple):
    """One round of assessment: what stands under it, and the model of its questions, whose change breaks the line."""

    id: str
    label: str
    model: str


class RoundsRow(NamedTuple):
    """The level of one dimension in each round, or None."""

    id: str
    label: str
    values: tuple[Reading | None, ...]


class RoundsChart(NamedTuple):
    """Levels over time, one small picture for each dimension; a line never crosses a change of model."""

    title: str
    rounds: tuple[Round, ...]
    rows: tuple[RoundsRow, ...]
    levels: tuple[str, ...] = ()
    highest: int = HIGHEST_LEVEL

    def broken_before(self, place: int) -> bool:
        """Whether the questions changed between a round and the one before it."""
        return place > 0 and self.rounds[place].model != self.rounds[place - 1].model


# --- measures in time -----------------------------------------------------------------------------------------


class GanttRow(NamedTuple):
    """One measure from its first to its last ISO day. `after` names the rows that come first; `conflict` says what is
    wrong with its dates; `dates` are its days in words; `pulled_in` means that only another measure calls for it.
    """

    id: str
    label: str
    start: str
    end: str
    owner: str = ""
    after: tuple[str, ...] = ()
    done: bool = False
    pulled_in: bool = False
    conflict: str = ""
    dates: str = ""


class GanttChart(NamedTuple):
    """Measures on a time line; `months` are twelve short names. `first` and `last` (ISO days) widen the line."""

    title: str
    rows: tuple[GanttRow, ...]
    months: tuple[str, ...]
    today: str = ""
    first: str = ""
    last: str = ""


# --- costs over years -----------------------------------------------------------------------------------------


class CostKind(StrEnum):
    """What money is for: to build, to run, to renew, to leave."""

    BUILD = "build"
    RUN = "run"
    REFRESH = "refresh"
    EXIT = "exit"


class CostSeries(NamedTuple):
    """The amount of one kind in each year."""

    kind: CostKind
    name: str
    amounts: tuple[Number, ...]

    @property
    def total(self) -> Fraction:
        """What this kind costs in all years."""
        return sum((Fraction(amount) for amount in self.amounts), Fraction())


def plain_number(value: Number) -> str:
    """A number in figures, thousands apart."""
    return f"{float(value):,.10g}".replace(",", "\u00a0")


class CostChart(NamedTuple):
    """Costs stacked by year; `number` writes an amount in the reader's language, `unit` says of what."""

    title: str
    years: tuple[str, ...]
    series: tuple[CostSeries, ...]
    unit: str = ""
    cumulative: bool = False
    number: Callable[[Number], str] = plain_number

    def total(self, place: int) -> Fraction:
        """All that one year costs."""
        return sum((Fraction(series.amounts[place]) for series in self.series), Fraction())

    def running_total(self, place: int) -> Fraction:
        """All that the years up to this one cost, with this one."""
        return sum((self.total(at) for at in range(place + 1)), Fraction())


Chart = RadarChart | BarChart | RoundsChart | GanttChart | CostChart


class ChartRow(NamedTuple):
    """One line of the table that says the same as a chart; `id` is what it opens."""

    id: str
    cells: tuple[str, ...]


class ChartTable(NamedTuple):
    """The same as a chart in figures and words."""

    columns: tuple[str, ...]
    rows: tuple[ChartRow, ...]
