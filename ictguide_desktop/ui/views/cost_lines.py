"""The inputs of a cost plan, grouped as the guide groups them: scope and rules, payment, build, running, refresh, exit."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.cost_plan import PART, Category, Part, total
from ictguide_desktop.assess.cost_proposals import proposals_left, proposed
from ictguide_desktop.export.cost_words import PARTS
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.ui.views.cost_column import PlanColumn
from ictguide_desktop.ui.views.cost_fields import BY_DIGITS
from ictguide_desktop.ui.views.cost_guide_link import GuideLink
from ictguide_desktop.ui.views.cost_line_details import DETAILS
from ictguide_desktop.ui.views.cost_line_row import FIGURE, FOLD, NARROW, RANGE, TOTAL, LineRow
from ictguide_desktop.ui.views.cost_scope import PaymentPart, ScopePart
from ictguide_desktop.ui.views.cost_shown import Planner
from ictguide_desktop.ui.views.view import words


class LineGroup(QWidget):
    """The lines of one part of the life, under its name and what the part costs."""

    told = Signal(str)

    def __init__(self, planner: Planner, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planner, self._part = planner, part
        self._title = words("", "sectionTitle")
        self._heads = [QLabel(self) for _column in range(4)]
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.addWidget(self._title, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(
            QLabel(self), 0, 5
        )  # above the buttons that unfold: an empty column has no spacing
        for column, head in enumerate(self._heads, 1):
            head.setObjectName("small")
            head.setAlignment(BY_DIGITS)
            self._grid.addWidget(head, 0, column)
        self.rows = {
            category: LineRow(planner, category, self) for category in Category if PART[category] is part
        }
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(0)
        column_.addLayout(self._grid)
        for row in self.rows.values():
            column_.addWidget(row)
            row.told.connect(self.told)

    def refresh(self) -> None:
        """Show what each line and the part cost."""
        costs = self._planner.hand.result.costs
        shown = self._planner.shown
        sum_ = total(total(costs.flows[category]) for category in self.rows)
        said = _("{name}: {value}").format(name=_(PARTS[self._part]), value=shown.amount(sum_))
        if self._title.text() != said:
            self._title.setText(said)
        for row in self.rows.values():
            row.refresh()

    def show_words(self) -> None:
        """Write every word in the language in force."""
        for head, said in zip(
            self._heads, (_("Figure"), _("Low"), _("High"), _("In all years")), strict=True
        ):
            head.setText(said)
        for row in self.rows.values():
            row.show_words()
        self.refresh()

    def restyle(self) -> None:
        """Follow the colours and the size of the text."""
        for row in self.rows.values():
            row.restyle()
        self.fit()

    def fit(self) -> None:
        """The heads of the columns stand above them, where the rows have columns."""
        px = self._planner.context.theme.px
        wide = self.width() >= px(NARROW)
        for column, width in enumerate((FIGURE, RANGE, RANGE, TOTAL, FOLD), 1):
            self._grid.setColumnMinimumWidth(column, px(width) if wide else 0)
        for head in self._heads:
            head.setVisible(wide)


class InputsTab(PlanColumn):
    """Everything that is typed, but for who pays. The lines below the window are made once the first ones are on the screen."""

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(planner, parent)
        self.scope, self.payment = ScopePart(planner), PaymentPart(planner)
        self._groups: dict[Part, LineGroup] = {}
        self._said, self.fill = words("", "soft"), QPushButton()
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._said, 1)
        line.addWidget(self.fill)
        self.explained = GuideLink("life-cycle-cost#categories")
        self.explained.go_requested.connect(self.go_requested)
        for widget in (self.scope, self.payment):
            self.column.addWidget(widget)
        self.column.addLayout(line)
        self.column.addWidget(self.explained, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)
        self.fill.clicked.connect(self._fill)
        self._growing = QTimer(self)
        self._growing.setInterval(0)
        self._growing.timeout.connect(self._grow)
        self._growing.start()

    @property
    def groups(self) -> dict[Part, LineGroup]:
        """The parts of the life with their lines, all of them made by now."""
        while self._growing.isActive():
            self._grow()
        return self._groups

    @property
    def rows(self) -> dict[Category, LineRow]:
        """Every line."""
        return {name: row for group in self.groups.values() for name, row in group.rows.items()}

    def refresh(self) -> None:
        self.scope.refresh()
        self.payment.refresh()
        for group in self._groups.values():
            group.refresh()
        self._show_proposals()

    def show_words(self) -> None:
        self.scope.show_words()
        self.payment.show_words()
        for group in self._groups.values():
            group.show_words()
        self.explained.show_words(self.planner.context.library.catalogue)
        self.fill.setText(_("Propose the empty lines"))
        self.fill.setToolTip(
            _(
                "Puts the middle of the planning range into each empty line that has one, marked as a proposal."
            )
        )
        self.fill.setAccessibleDescription(self.fill.toolTip())
        self._show_proposals()

    def restyle(self) -> None:
        self.scope.restyle()
        self.payment.years.restyle()
        for group in self._groups.values():
            group.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for group in self._groups.values():
            group.fit()

    def reveal(self, path: str) -> None:
        """Unfold what hides the field of a path."""
        group, _dot, rest = path.partition(".")
        if group == "lines" and rest:
            category, _dot, part = rest.partition(".")
            row = self.rows[Category(category)]
            if part in DETAILS:
                row.set_open(True)

    def _grow(self) -> None:
        """Make the next part."""
        part = next(part for part in Part if part not in self._groups)
        group = self._groups[part] = LineGroup(self.planner, part)
        group.told.connect(self.told)
        group.show_words()
        self.column.insertWidget(self.column.count() - 1, group)
        group.show()  # at once, so that the keyboard can go there
        group.fit()
        if len(self._groups) == len(Part):
            self._growing.stop()

    def _show_proposals(self) -> None:
        left = len(proposals_left(self.planner.hand.plan))
        said = (
            ngettext(
                "{n} figure is a proposal from the planning ranges, until you confirm it or type your own.",
                "{n} figures are proposals from the planning ranges, until you confirm them or type your own.",
                left,
            ).format(n=left)
            if left
            else _("Fill each line, or write nil with a reason.")
        )
        if self._said.text() != said:
            self._said.setText(said)

    def _fill(self) -> None:
        hand = self.planner.hand
        before = len(proposals_left(hand.plan))
        hand.change("lines", proposed(hand.plan))
        hand.leave()
        n = len(proposals_left(hand.plan)) - before
        self.told.emit(
            ngettext("{n} line was proposed.", "{n} lines were proposed.", n).format(n=n)
            if n
            else _("No empty line can be proposed yet: type the cost of software first.")
        )
