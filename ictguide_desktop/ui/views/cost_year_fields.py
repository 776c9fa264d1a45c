"""A figure for each year, side by side and wrapped: what is paid, set aside or given in which year."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ictguide_desktop.assess.cost_plan import ByYear, CostPlan
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.views.cost_binding import Problem
from ictguide_desktop.ui.views.cost_edits import Edit
from ictguide_desktop.ui.views.cost_fields import Form, NumberField
from ictguide_desktop.ui.views.cost_shown import Planner

_WIDTH, _GAP, _PADDING, _NAME = 54, 4, 22, 12
Figures = Callable[[CostPlan], tuple[ByYear, ...]]


class YearFields(QWidget):
    """As many fields as the plan has years, and more where a figure stands after its last year.

    The names of the years are drawn, not made of labels: thirty years of a few rows would be hundreds of them.
    """

    def __init__(
        self,
        planner: Planner,
        path: str,
        edit: Callable[[int], Edit],
        figures: Figures,
        form: Form,
        problem: Problem,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._planner, self._path, self._edit, self._figures = planner, path, edit, figures
        self._form, self._problem = form, problem
        self._name = ""
        self._count = self._first = 0
        self._fields: list[NumberField] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.fit()

    @property
    def cells(self) -> list[NumberField]:
        """The fields that can be seen, by year."""
        return self._fields[: self._count]

    def show_words(self, name: str) -> None:
        """Write the years; `name` says what the figures are of."""
        self._name = name
        shown = self._planner.shown
        for year, field in enumerate(self._fields):
            field.setAccessibleName(_("{name}, year {year}").format(name=name, year=shown.year(year)))
        self.update()

    def fit(self) -> None:
        """Have a field for each year of the plan."""
        plan = self._planner.hand.plan
        last = max((here.year for here in self._figures(plan)), default=-1)
        count = max(plan.years, last + 1)
        if count != self._count:
            for year in range(len(self._fields), count):
                self._fields.append(self._made(year))
            for year, field in enumerate(self._fields):
                field.setVisible(year < count)
            self._count, self._first = count, plan.first_year
            self.show_words(self._name)
        elif plan.first_year != self._first:
            self._first = plan.first_year
            self.show_words(self._name)
        self.restyle()

    def set_form(self, form: Form) -> None:
        """From now on the figures are amounts, or shares."""
        if form != self._form:
            self._form = form
            for field in self._fields:
                field.form = form
                field.drop()

    def restyle(self) -> None:
        """Follow the size of the text and of the figures: all fields are as wide as the longest figure wants."""
        self._place()
        self.updateGeometry()

    # --- layout -----------------------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-self._count // self._columns(width))
        return max(1, rows) * (self._high + self._theme_px(_GAP)) - self._theme_px(_GAP)

    def sizeHint(self) -> QSize:
        width = self._count * (self._wide + self._theme_px(_GAP))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide, self._high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._planner.context.theme
        shown = self._planner.shown
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPixelSize(theme.px(_NAME))
        painter.setFont(font)
        painter.setPen(QColor(theme.colours["faint"]))
        for year, field in enumerate(self.cells):
            above = field.geometry()
            room = QRect(above.left() + 2, above.top() - self._above, above.width() - 4, self._above)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, shown.year(year))

    def _made(self, year: int) -> NumberField:
        field = NumberField(self._form, self)
        edit = self._edit(year)
        self._planner.fields.bind(f"{self._path}.{year}", field, edit.get, edit.put, self._problem)
        if year:
            QWidget.setTabOrder(self._fields[year - 1], field)
        return field

    def _place(self) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        columns, gap = self._columns(self.width()), self._theme_px(_GAP)
        wide, high = self._wide, self._high
        for year, field in enumerate(self.cells):
            row, column = divmod(year, columns)
            left = column * (wide + gap)
            if rtl:
                left = self.width() - left - wide
            corner = QPoint(left, row * (high + gap) + self._above)
            field.setGeometry(QRect(corner, QSize(wide, high - self._above)))
        self.update()

    def _columns(self, width: int) -> int:
        gap = self._theme_px(_GAP)
        return max(1, (width + gap) // (self._wide + gap))

    def _theme_px(self, pixels: float) -> int:
        return self._planner.context.theme.px(pixels)

    @property
    def _wide(self) -> int:
        longest = max((len(field.text()) for field in self.cells), default=0)
        digit = self.fontMetrics().horizontalAdvance("0")
        return max(self._theme_px(_WIDTH), longest * digit + self._theme_px(_PADDING))

    @property
    def _above(self) -> int:
        return self._theme_px(_NAME * 1.4)

    @property
    def _high(self) -> int:
        field = self._fields[0].sizeHint().height() if self._fields else self._theme_px(33)
        return self._above + field
