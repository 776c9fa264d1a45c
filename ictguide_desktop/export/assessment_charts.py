"""The charts of an assessment as values: levels against targets as radar and bars, and the levels of all rounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ictguide_desktop.assess.comparison import Series as RoundSeries
from ictguide_desktop.assess.scoring import Result
from ictguide_desktop.export.assessment_words import Wording
from ictguide_desktop.export.chart_words import LEVEL_NOW, TARGET
from ictguide_desktop.export.html import BAND_NAMES
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.assessment import Target
from ictguide_desktop.model.chart import (
    BarChart,
    BarRow,
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
from ictguide_desktop.model.guide import Band

BAND_LEVELS = {Band.FOUNDATIONAL: (1, 2), Band.DEVELOPING: (3, 3), Band.ADVANCED: (4, 5)}


def radar_chart(wording: Wording, result: Result, targets: Iterable[Target]) -> RadarChart:
    """The ten levels around a centre, with the targets there are."""
    dimensions = wording.questionnaire.dimensions
    wanted = {target.dimension: Reading(target.level) for target in targets}
    series = [Series(wording.say(LEVEL_NOW), tuple(_now(result, dimension.id) for dimension in dimensions))]
    if wanted:
        aims = tuple(wanted.get(dimension.id) for dimension in dimensions)
        series.append(Series(wording.say(TARGET), aims, SeriesStyle.DASHED))
    return RadarChart(
        wording.say(N_("The ten levels")),
        tuple(RadarAxis(dimension.id, dimension.title) for dimension in dimensions),
        tuple(series),
        _bands(wording),
        wording.questionnaire.level_names,
    )


def bar_chart(
    wording: Wording, result: Result, targets: Iterable[Target], rounds: RoundSeries | None, here: str
) -> BarChart:
    """A bar for each dimension with its target and its level in the round before this assessment."""
    wanted = {target.dimension: Reading(target.level) for target in targets}
    before, broken = _before(rounds, here)
    rows = (
        BarRow(
            dimension.id,
            dimension.title,
            _now(result, dimension.id),
            wanted.get(dimension.id),
            before.get(dimension.id),
            broken,
        )
        for dimension in wording.questionnaire.dimensions
    )
    return BarChart(
        wording.say(N_("Levels and targets")),
        tuple(rows),
        _bands(wording),
        wording.questionnaire.level_names,
    )


def rounds_chart(wording: Wording, rounds: RoundSeries) -> RoundsChart:
    """The level of each dimension in every round; the line breaks where the model of the questions changed."""
    records = [point.record for point in rounds.points]
    shown = tuple(
        Round(record.assessment.id, record.assessment.round or record.assessment.on, record.assessment.model)
        for record in records
    )
    rows = (
        RoundsRow(
            dimension.id, dimension.title, tuple(_now(record.result, dimension.id) for record in records)
        )
        for dimension in wording.questionnaire.dimensions
    )
    title = wording.say(N_("Levels in each round"))
    return RoundsChart(title, shown, tuple(rows), wording.questionnaire.level_names)


def _now(result: Result, dimension: str) -> Reading | None:
    here = result.dimensions.get(dimension)
    if here is None or here.level is None:
        return None
    return Reading(here.level, here.provisional)


def _before(rounds: RoundSeries | None, here: str) -> tuple[Mapping[str, Reading | None], bool]:
    """The levels of the round before an assessment, and whether the questions changed since."""
    points = rounds.points if rounds is not None else ()
    place = next((n for n, point in enumerate(points) if point.record.assessment.id == here), 0)
    if place == 0:
        return {}, False
    result = points[place - 1].record.result
    return {name: _now(result, name) for name in result.dimensions}, points[place].broken


def _bands(wording: Wording) -> tuple[LevelBand, ...]:
    return tuple(LevelBand(wording.say(BAND_NAMES[band]), *BAND_LEVELS[band]) for band in (*BAND_LEVELS,))
