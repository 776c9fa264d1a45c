"""What stands beside a cost plan: its figures, the chart of build against run, and what is left before a decision."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.cost_plan import Category
from ictguide_desktop.assess.cost_problems import Lack, Problem
from ictguide_desktop.export.cost_words import CATEGORIES, LACKS, source_name
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.model.chart import CostChart
from ictguide_desktop.ui.charts.canvas import ChartCanvas
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.cost_column import PlanColumn
from ictguide_desktop.ui.views.cost_figures import FiguresPart, cost_chart
from ictguide_desktop.ui.views.cost_scope import NAMES
from ictguide_desktop.ui.views.cost_shown import Planner
from ictguide_desktop.ui.views.view import words

CHECKS = {
    "lines": "J-C2",
    "price_base_year": "J-C5",
    "rate_source": "J-C5",
    "name": "J-C5",
    "currency": "J-C5",
    "volume": "J-C11",
    "old_system": "J-C6",
    "reserve": "J-C7",
}
_SHOWN = 8


def problem_name(problem: Problem, planner: Planner) -> str:
    """The field that a problem is about, in words."""
    group, _dot, rest = problem.field.partition(".")
    if group == "lines":
        return _(CATEGORIES[Category(rest)])
    if group == "funding":
        return source_name(planner.hand.plan.funding[int(rest)], _) if rest else _("Who pays")
    if group == "payment":
        return _("Shares of payment")
    return _(NAMES[group]) if group in NAMES else _("Refresh reserve")


def problem_words(problem: Problem, planner: Planner) -> str:
    """What is left to do about a field, with the item of the checklist that asks for it."""
    said = _(LACKS[problem.code])
    if problem.field == "funding" and problem.code is Lack.EMPTY:
        said = _("Name who pays, year by year.")
    check = CHECKS.get(problem.field.partition(".")[0], "")
    name = _("{name}: {value}").format(name=problem_name(problem, planner), value=said)
    return f"{name} ({check})" if check else name


class ProblemList(QWidget):
    """What is left before the plan can go to a decision; each opens its field. The list grows on demand."""

    wanted = Signal(str)

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planner = planner
        self._title = words("", "cardTitle")
        self._rows: list[QPushButton] = []
        self._paths: list[str] = []
        self._all = False
        self.more = QPushButton(self)
        self.more.setObjectName("link")
        self.more.clicked.connect(self._show_all)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._title)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons that can be seen, one for each thing left."""
        return [row for row in self._rows if not row.isHidden()]

    def refresh(self) -> None:
        """Show what is left now."""
        left = self._planner.hand.result.problems
        n = len(left)
        title = (
            ngettext("{n} thing left before a decision", "{n} things left before a decision", n).format(n=n)
            if n
            else _("Nothing is left: the plan is complete.")
        )
        if self._title.text() != title:
            self._title.setText(title)
        shown = left if self._all else left[:_SHOWN]
        self._paths = [here.field for here in shown]
        while len(self._rows) < len(shown):
            self._rows.append(self._made_row(len(self._rows)))
        for number, row in enumerate(self._rows):
            if number < len(shown):
                self._write(row, shown[number])
            if row.isHidden() == (number < len(shown)):
                row.setVisible(number < len(shown))
        hidden = n - len(shown)
        self.more.setVisible(hidden > 0)
        self.more.setText(ngettext("{n} more", "{n} more", hidden).format(n=hidden))

    def _write(self, row: QPushButton, problem: Problem) -> None:
        said = problem_words(problem, self._planner)
        if row.accessibleName() != said:
            check = CHECKS.get(problem.field.partition(".")[0], "")
            name = problem_name(problem, self._planner)
            row.setText(f"{name} · {check}" if check else name)
            row.setAccessibleName(said)
            row.setToolTip(said)

    def _made_row(self, number: int) -> QPushButton:
        row = QPushButton(self)
        row.setObjectName("link")
        row.setCursor(Qt.CursorShape.PointingHandCursor)
        row.clicked.connect(lambda: self.wanted.emit(self._paths[number]))
        self._column.insertWidget(self._column.count() - 1, row, 0, Qt.AlignmentFlag.AlignLeading)
        return row

    def _show_all(self) -> None:
        first = len(self.buttons)
        self._all = True
        self.refresh()
        if first < len(self._rows):
            self._rows[first].setFocus(Qt.FocusReason.OtherFocusReason)


class SteadyChart(ChartCanvas):
    """A chart of costs that is drawn at every keystroke: its height follows from its width and years, not from its figures."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._known: object = None
        self._heights: dict[int, int] = {}

    def heightForWidth(self, width: int) -> int:
        chart = self.chart
        known = (chart.years, chart.title) if isinstance(chart, CostChart) else None
        if known != self._known:
            self._known = known
            self._heights.clear()
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def forget(self) -> None:
        """The size of the text has changed."""
        self._heights.clear()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = max(self.width(), self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))


class SidePane(PlanColumn):
    """Figures, chart and what is left; `wanted` carries the path of the field to go to."""

    SIDE = 14
    wanted = Signal(str)

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(planner, parent)
        self.figures = FiguresPart(planner)
        self.chart = SteadyChart(planner.context.theme)
        self.left = ProblemList(planner)
        self.left.wanted.connect(self.wanted)
        for widget in (self.figures, self.chart, self.left):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.setInterval(0)
        self._drawing.timeout.connect(self._draw)

    def refresh(self) -> None:
        self.figures.refresh()
        self.left.refresh()
        self._drawing.start()

    def show_words(self) -> None:
        self.refresh()

    def restyle(self) -> None:
        self.figures.bar.updateGeometry()
        self.chart.forget()
        self.refresh()

    def _draw(self) -> None:
        """The chart follows once the keystroke is done: keys typed in a row draw it once."""
        self.chart.show_chart(cost_chart(self.planner))
