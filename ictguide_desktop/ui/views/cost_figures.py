"""The figures of a cost plan that are always in sight: total, build against run, present value, a declaration, ranges."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ictguide_desktop.assess.cost import Outcome
from ictguide_desktop.assess.cost_plan import PART, Category, Part
from ictguide_desktop.export.cost_words import PARTS
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.chart import CostChart, CostKind, CostSeries, Number
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.cost_shown import NOTHING, Planner, Shown
from ictguide_desktop.ui.views.view import words

_SPLIT = 14


def cost_chart(planner: Planner, *, cumulative: bool = False) -> CostChart:
    """The plan in hand as a chart of build against run, year by year."""
    costs, shown = planner.hand.result.costs, planner.shown
    series = []
    for part in Part:
        flow = costs.of_group(category for category in Category if PART[category] is part)
        series.append(CostSeries(CostKind(part.value), _(PARTS[part]), flow))
    return CostChart(
        _("Build against run"), shown.years(), tuple(series), shown.unit, cumulative, _axis_number(shown)
    )


def _axis_number(shown: Shown) -> Callable[[Number], str]:
    numbers = shown.numbers

    def written(value: Number) -> str:
        """With no more decimals than the value has, and two at most."""
        plain = f"{Decimal(str(float(value))):.2f}".rstrip("0")
        return numbers.number(Decimal(plain), len(plain.partition(".")[2]))

    return written


class SplitBar(QWidget):
    """Build and run as two pieces of one bar, in the colours and patterns of the chart."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, build: float) -> None:
        """Show the share of the build, from 0 to 1; below 0 there is nothing to share."""
        if build != self._share:
            self._share = build
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(_SPLIT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(_SPLIT))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._share < 0:
            painter.setPen(QPen(QColor(colours["line"])))
            painter.drawRect(room)
            return
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        width = room.width() * self._share
        build = QRectF(room.right() - width if rtl else room.left(), room.top(), width, room.height())
        painter.setPen(QPen(QColor(colours["case"])))
        painter.drawRect(room)
        painter.setClipRect(room)
        step = self._theme.px(6)
        for x in range(-self.height(), self.width() + self.height(), step):
            painter.drawLine(x, self.height(), x + self.height(), 0)
        painter.fillRect(build, QColor(colours["accent"]))


class _Figure(QWidget):
    """A figure with its name above and its range beneath."""

    def __init__(self, look: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self.value, self.range = words("", "small"), words("", look), words("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.name)
        column.addStretch(1)  # values side by side stand level, whatever lines their names take
        column.addWidget(self.value)
        column.addWidget(self.range)

    def show_figure(self, name: str, value: str, range_: str) -> None:
        """Show it; nothing is drawn anew that is as it was."""
        # The mark has figures stand where the words about them begin.
        mark = "\u200f" if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else ""
        for label, said in ((self.name, name), (self.value, mark + value), (self.range, range_)):
            if label.text() != said:
                label.setText(said)
        if self.range.isHidden() == bool(range_):
            self.range.setVisible(bool(range_))


class Told(NamedTuple):
    """The figures in words."""

    total: str
    present: str
    declaration: str


class FiguresPart(QFrame):
    """What stands beside the inputs; `said` is the same in one line, for a window without room at the side."""

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planner = planner
        self.total = _Figure("bigFigure", self)
        self.present, self.declaration = _Figure("figure", self), _Figure("figure", self)
        self.bar = SplitBar(planner.context.theme, self)
        self.build, self.run = QLabel(self), QLabel(self)
        self.run.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        for label in (self.build, self.run):
            label.setObjectName("small")
            label.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.total, 0, 0, 1, 2)
        grid.addWidget(self.bar, 1, 0, 1, 2)
        grid.addWidget(self.build, 2, 0)
        grid.addWidget(self.run, 2, 1)
        grid.setRowMinimumHeight(3, 2)
        grid.addWidget(self.present, 4, 0)
        grid.addWidget(self.declaration, 4, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    def refresh(self) -> None:
        """Show the figures of the plan in hand."""
        plan, result = self._planner.hand.plan, self._planner.hand.result
        costs, shown = result.costs, self._planner.shown
        low, _base, high = result.ends
        n = plan.years
        over = ngettext("Cost over {n} year, {unit}", "Cost over {n} years, {unit}", n)
        self.total.show_figure(
            over.format(n=n, unit=shown.unit),
            shown.amount(costs.total),
            _range(shown.amount(low.total), shown.amount(high.total)),
        )
        self.present.show_figure(
            _("Present value at {rate}").format(rate=shown.share(plan.discount_rate)),
            shown.amount(costs.present_value),
            _range(shown.amount(low.present_value), shown.amount(high.present_value)),
        )
        self.declaration.show_figure(
            _("Cost per declaration, {currency}").format(currency=shown.currency),
            shown.unit_cost(costs.per_declaration),
            _range(shown.unit_cost(low.per_declaration), shown.unit_cost(high.per_declaration)),
        )
        run = costs.run_share
        self.bar.show_share(-1.0 if run is None else float(1 - run))
        build_share = None if run is None else 1 - run
        for label, name, figure, share in (
            (self.build, _("Build"), costs.build, build_share),
            (self.run, _("Running, refresh and exit"), costs.run, run),
        ):
            said = f"{name} {shown.amount(figure)} · {shown.share(share)}"
            if label.text() != said:
                label.setText(said)
        self.bar.setAccessibleName(f"{self.build.text()}; {self.run.text()}")


def _range(low: str, high: str) -> str:
    if low == high or NOTHING in (low, high):
        return ""
    return _("from {low} to {high}").format(low=low, high=high)


def figures_in_a_line(planner: Planner) -> str:
    """The figures that are always in sight, in one line."""
    costs, shown = planner.hand.result.costs, planner.shown
    said = [
        _("Total {figure}").format(figure=shown.amount(costs.total)),
        _("run {share}").format(share=shown.share(costs.run_share)),
        _("present value {figure}").format(figure=shown.amount(costs.present_value)),
        _("{figure} a declaration").format(figure=shown.unit_cost(costs.per_declaration)),
    ]
    mark = "\u200f" if is_rtl(planner.language) else ""
    return mark + " · ".join(f"\u2068{part}\u2069" for part in said)


def outcome_words(outcome: Outcome, shown: Shown) -> Told:
    """The three figures of a plan in words."""
    return Told(
        shown.amount(outcome.total),
        shown.amount(outcome.present_value),
        shown.unit_cost(outcome.per_declaration),
    )
