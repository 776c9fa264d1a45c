"""A chart with its title, the button that shows it as a table, and a line under it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ictguide_desktop.export.chart_tables import table_of
from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.model.chart import Chart
from ictguide_desktop.ui.charts.canvas import ChartCanvas
from ictguide_desktop.ui.charts.table_twin import TableTwin
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.translator import Retranslates
from ictguide_desktop.ui.wrapped_label import WrappedLabel

AS_TABLE, AS_CHART = N_("Show as table"), N_("Show as chart")


class ChartFrame(Retranslates, QFrame):
    """Shows a chart, or the same as a table; `chosen` carries the id of what was chosen in either.

    The words of a chart are its caller's: show it anew when the language changes.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, tallest: int = 0) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._title = _label("sectionTitle")
        self._caption = _label("small")
        self.toggle = QPushButton(self)  # before what it switches: Tab goes the same way
        self.canvas = ChartCanvas(theme, self, tallest=tallest)
        self.table = TableTwin(theme, self)
        self.table.hide()
        self.toggle.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self.toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.canvas)
        column.addWidget(self.table)
        column.addWidget(self._caption)
        self.toggle.clicked.connect(lambda _on=False: self.show_as_table(not self.is_table))
        self.canvas.chosen.connect(self.chosen)
        self.table.chosen.connect(self.chosen)
        self.retranslate()

    @property
    def is_table(self) -> bool:
        """Whether it shows the table."""
        return not self.table.isHidden()

    def show_chart(self, chart: Chart, caption: str = "") -> None:
        """Show a chart, and its table with it."""
        self._chart = chart
        self._title.setText(chart.title)
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self.canvas.show_chart(chart)
        self.table.setAccessibleName(chart.title)
        self._fill_table()

    def show_as_table(self, wanted: bool) -> None:
        """Show the table, or the chart."""
        self.table.setVisible(wanted)
        self.canvas.setVisible(not wanted)
        self.toggle.setText(_(AS_CHART) if wanted else _(AS_TABLE))

    def retranslate(self) -> None:
        self.toggle.setText(_(AS_CHART) if self.is_table else _(AS_TABLE))
        self._fill_table()

    def _fill_table(self) -> None:
        if self._chart is not None:
            self.table.show_table(table_of(self._chart, _))


def _label(name: str) -> QLabel:
    label = WrappedLabel()
    label.setObjectName(name)
    return label
