"""Results side by side: the rounds over time with their breaks, and the groups of one round with their differences."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ictguide_desktop.assess.comparison import GroupComparison, Series, Spread, perception
from ictguide_desktop.export.assessment_charts import rounds_chart
from ictguide_desktop.export.assessment_words import Wording, hundredths
from ictguide_desktop.export.chart_words import BREAK, NO_VALUE
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.formats import format_number
from ictguide_desktop.model.chart import ChartRow, ChartTable
from ictguide_desktop.ui.charts.frame import ChartFrame
from ictguide_desktop.ui.charts.table_twin import TableTwin
from ictguide_desktop.ui.views.results_findings import TRADE, Findings
from ictguide_desktop.ui.views.results_lines import heading, show_anew
from ictguide_desktop.ui.views.view import Context, words

_TALLEST = 560


class Rounds(QWidget):
    """The rounds of the same unit as answered by the same group; `went` carries the id of a dimension."""

    went = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._said = heading(), words("", "soft")
        self.frame = ChartFrame(context.theme, self, tallest=_TALLEST)
        self.frame.chosen.connect(self.went)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self._title, self._said, self.frame):
            column.addWidget(widget)

    def show_series(self, series: Series | None, found: Findings) -> None:
        """Show the rounds there are."""
        several = series is not None and len(series.points) > 1
        self._title.setText(_("Rounds over time"))
        for widget in (self._title, self._said):
            widget.setVisible(not several)
        self.frame.setVisible(several)
        if series is None or not several:
            self._said.setText(
                _(
                    "This is the only round of this unit and group. “This assessment” above has “Duplicate for another round…”."
                )
            )
            return
        chart = rounds_chart(found.wording, series)
        said = [
            f"{chart.rounds[n].label}: {_(BREAK)}." for n, point in enumerate(series.points) if point.broken
        ]
        said += [
            _("{round}: not the same questions were asked as in the round before.").format(
                round=chart.rounds[n].label
            )
            for n, point in enumerate(series.points)
            if point.rescoped
        ]
        show_anew(self.frame, chart, "\n".join(said))


class Groups(QWidget):
    """The groups of one round; `went` carries the id of a question, `dimension_went` that of a dimension."""

    went = Signal(str)
    dimension_went = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._said = heading(), words("", "soft")
        self._levels_said = words("", "soft")
        self._tables: tuple[ChartTable, ChartTable] | None = None
        self.questions, self.dimensions = TableTwin(context.theme, self), TableTwin(context.theme, self)
        self.questions.chosen.connect(self.went)
        self.dimensions.chosen.connect(self.dimension_went)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._title, self._said, self.questions, self._levels_said, self.dimensions):
            column.addWidget(widget)

    def show_groups(self, compared: GroupComparison, found: Findings) -> None:
        """Show the groups there are."""
        several = len(compared.columns) > 1
        for widget in (self.questions, self.dimensions, self._levels_said):
            widget.setVisible(several)
        self._title.setText(_("Groups side by side"))
        if not several:
            self._said.setText(
                _(
                    "Nobody else has answered for this unit and round. “New…” above lets another group answer apart."
                )
            )
            return
        self._said.setText(_summary(compared))
        tables = question_table(compared, found.wording), dimension_table(compared, found.wording)
        if tables != self._tables:
            self._tables = tables
            for twin, table in zip((self.questions, self.dimensions), tables, strict=True):
                twin.show_table(table)
        self.questions.setAccessibleName(_("Scores given by each group"))
        gaps = perception(compared, {TRADE})
        self._levels_said.setText(
            _(
                "Levels of each group. Perception gap: the score of the trade less that of the others, as a mean."
            )
            if gaps
            else _("Levels of each group.")
        )
        self.dimensions.setAccessibleName(_("Levels of each group"))


def _summary(compared: GroupComparison) -> str:
    count = len(compared.to_explain)
    said = [
        _("Differences of 2 or more, to be explained: {n}. Scores are shown as they were given.").format(
            n=count
        )
        if count
        else _("No difference of 2 or more. Scores are shown as they were given.")
    ]
    if compared.mixed:
        said.append(_("Not all groups answered the same version of the questions."))
    return " ".join(said)


def question_table(compared: GroupComparison, wording: Wording) -> ChartTable:
    """The scores given by each group, the widest differences first."""
    heads = (_("Question"), *(_column(compared, n, wording) for n in range(len(compared.columns))))
    ordered = sorted(compared.questions, key=lambda spread: (-spread.width, not spread.disputed))
    rows = (
        ChartRow(
            spread.subject,
            (
                f"{spread.subject} {wording.question(spread.subject)}",
                *(_given(spread, n) for n in range(len(compared.columns))),
                str(spread.width),
                _to_do(spread),
            ),
        )
        for spread in ordered
    )
    return ChartTable((*heads, _("Difference"), _("To do")), tuple(rows))


def dimension_table(compared: GroupComparison, wording: Wording) -> ChartTable:
    """The levels of each group, and how the trade sees it against the others."""
    gaps = perception(compared, {TRADE})
    heads = [_("Dimension"), *(_column(compared, n, wording) for n in range(len(compared.columns)))]
    heads += [_("Difference"), *([_("Perception gap")] if gaps else [])]
    rows = []
    for spread in compared.dimensions:
        cells = [
            wording.dimension(spread.subject),
            *(NO_VALUE if it is None else str(it) for it in spread.values),
        ]
        cells.append(str(spread.width))
        if gaps:
            gap = gaps.get(spread.subject)
            cells.append(NO_VALUE if gap is None else signed(hundredths(gap), wording.language))
        rows.append(ChartRow(spread.subject, tuple(cells)))
    return ChartTable(tuple(heads), tuple(rows))


def signed(number: Decimal, language: str) -> str:
    """A number with its sign before it."""
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return sign + format_number(abs(number), language, 2)


def _column(compared: GroupComparison, place: int, wording: Wording) -> str:
    """Who answered; the same name twice is told apart by its place."""
    names = [wording.group(column.group) or _("no group") for column in compared.columns]
    return names[place] if names.count(names[place]) == 1 else f"{names[place]} {place + 1}"


def _given(spread: Spread, place: int) -> str:
    if spread.not_applicable and spread.not_applicable[place]:
        return _("n/a")
    value = spread.values[place]
    return NO_VALUE if value is None else str(value)


def _to_do(spread: Spread) -> str:
    if spread.to_explain:
        return _("to be explained")
    return _("does it apply?") if spread.disputed else ""
