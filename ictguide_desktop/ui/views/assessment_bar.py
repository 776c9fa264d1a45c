"""What the four views of an assessment share: which one is in hand, what can be done with it, and the way between the views."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.model.assessment import Assessment
from ictguide_desktop.services.desk import ASSESSMENTS
from ictguide_desktop.services.library import ASSESSMENT, BRIEF, RESULTS, ROADMAP
from ictguide_desktop.ui.flow import FlowLayout
from ictguide_desktop.ui.theme import BESIDE
from ictguide_desktop.ui.translator import Retranslates
from ictguide_desktop.ui.views.assessment_acts import ICONS, NAMES, AssessmentActs
from ictguide_desktop.ui.views.assessment_words import as_high_as_wide, assessment_name, assessment_title
from ictguide_desktop.ui.views.steady_choice import SteadyChoice
from ictguide_desktop.ui.views.view import Context, words

PLACES = {
    ASSESSMENT: N_("Questions"),
    RESULTS: N_("Results"),
    ROADMAP: N_("Roadmap"),
    BRIEF: N_("Minister’s brief"),
}
_CHOICE, _ICON, _GAP = 190, 16, 8


class AssessmentBar(Retranslates, QFrame):
    """Follows the assessments, the language and the theme by itself; goes to the other views by itself.

    Make it once and keep it: `told` carries a sentence for the status bar.
    """

    told = Signal(str)

    def __init__(self, context: Context, here: str = ASSESSMENT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert context.assessing is not None
        self._context, self._assessing, self._theme = context, context.assessing, context.theme
        self.acts = AssessmentActs(context, self)
        self.choice = _Assessments(self)
        self.open, self.more, self.new = QPushButton(self), QPushButton(self), QPushButton(self)
        self.menu = QMenu(self)
        self.more.setMenu(self.menu)
        self.actions_list = QPushButton(self)
        self._state = QLabel(self)
        self._state.setObjectName("small")
        self.tabs = {place: self._made_tab(place, here) for place in PLACES}
        self._menu_actions = {name: self.menu.addAction("") for name in NAMES}
        self._shown: tuple[Assessment | None, bool] = (None, False)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self.retranslate()

    # --- showing ----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the assessments there are, and the one in hand."""
        here, every = self._assessing.in_hand, self._assessing.all()
        self._later.stop()
        self._shown = self._as_shown(here)
        entries = [(assessment_title(one, readable=self._assessing.readable(one)), one.id) for one in every]
        if entries != self.choice.entries():
            self.choice.clear()
            for title, name in entries:
                self.choice.addItem(title, name)
        self.choice.setCurrentIndex(self.choice.findData(here.id) if here is not None else -1)
        readable = here is not None and self._assessing.readable(here)
        self._above.setVisible(here is not None)
        self.open.setVisible(here is not None and not readable)
        self.actions_list.setVisible(readable)
        self._show_state(here)
        self._show_menu(here)
        self._fold()

    def retranslate(self) -> None:
        for place, tab in self.tabs.items():
            tab.setText(_(PLACES[place]))
            tab.setAccessibleName(_(PLACES[place]))
        self.choice.setAccessibleName(_("Assessment in hand"))
        self.new.setText(_("New…"))
        self.new.setAccessibleName(_("New assessment"))
        self.new.setToolTip(_("Assess another unit, or let another group answer"))
        self.more.setText(_("This assessment"))
        self.open.setText(_("Open…"))
        self.actions_list.setText(_("Action list…"))
        self.actions_list.setToolTip(_("Save the measures that the answers call for, in order, as a file"))
        for name, action in self._menu_actions.items():
            action.setText(_(NAMES[name]))
        self._restyle()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._buttons = _Buttons((self.open, self.more, self.new, self.actions_list), self)
        self._above = QWidget(self)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._above)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(_GAP)
        self._line.addWidget(self.choice, 1)
        self._line.addWidget(self._state)
        self._line.addWidget(self._buttons)
        places = QFrame(self)
        places.setObjectName("placeTabs")
        row = FlowLayout(4)
        places.setLayout(row)
        places.setSizePolicy(as_high_as_wide())
        for tab in self.tabs.values():
            row.addWidget(tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._above)
        column.addWidget(places)

    def _made_tab(self, place: str, here: str) -> QToolButton:
        tab = QToolButton(self)
        tab.setObjectName("placeTab")
        tab.setCheckable(True)
        tab.setChecked(place == here)
        tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        def go() -> None:
            tab.setChecked(place == here)  # it shows where one is, not what was pressed
            self._context.library.go(place)

        tab.clicked.connect(go)
        return tab

    def _connect(self) -> None:
        self.choice.activated.connect(self._take)
        self.new.clicked.connect(self.acts.new)
        self.open.clicked.connect(self.acts.open)
        self.actions_list.clicked.connect(self.acts.export_actions)
        self.acts.told.connect(self.told)
        for name, action in self._menu_actions.items():
            action.triggered.connect(getattr(self.acts, name))
        self._theme.changed.connect(self._restyle)
        self._context.desk.changed.connect(self._follow)

    def _take(self, row: int) -> None:
        self._assessing.take(str(self.choice.itemData(row)))

    def _follow(self, kind: str) -> None:
        """Another one in hand is shown at once; whether others were changed is looked up after the keystroke that said so,
        and what nobody sees is looked up when it is shown."""
        if kind == ASSESSMENTS and self.isVisible():
            if self._as_shown(self._assessing.in_hand) != self._shown:
                self.refresh()
            else:
                self._later.start()

    def _as_shown(self, here: Assessment | None) -> tuple[Assessment | None, bool]:
        return here, here is not None and self._assessing.readable(here)

    def _show_state(self, here: Assessment | None) -> None:
        locked = here is not None and here.locked
        readable = here is not None and self._assessing.readable(here)
        self._state.setText((_("Locked · open") if readable else _("Locked")) if locked else "")
        self._state.setVisible(locked)
        name = assessment_name(here, readable=readable) if here is not None else ""
        self.choice.setAccessibleDescription(self._state.text())
        self.more.setAccessibleName(_("This assessment: {name}").format(name=name))

    def _show_menu(self, here: Assessment | None) -> None:
        possible = self.acts.possible(here)
        for name, action in self._menu_actions.items():
            action.setVisible(name in possible)

    def _restyle(self) -> None:
        theme = self._theme
        for button, icon in (
            (self.new, "plus"),
            (self.more, "chevron-down"),
            (self.actions_list, "download"),
        ):
            button.setIcon(theme.icon_beside(icon))
            button.setIconSize(QSize(theme.px(_ICON * BESIDE), theme.px(_ICON)))
        for name, action in self._menu_actions.items():
            action.setIcon(theme.icon(ICONS[name]))
        self.choice.setMinimumWidth(theme.px(_CHOICE))
        self._fold()

    def _fold(self) -> None:
        """The choice stands on a line of its own where there is no room beside the buttons."""
        state = self._state.sizeHint().width() + _GAP if not self._state.isHidden() else 0
        one_line = self.width() >= self._buttons.sizeHint().width() + state + self._theme.px(_CHOICE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        if self._line.direction() != (across if one_line else down):
            self._line.setDirection(across if one_line else down)


class _Buttons(QWidget):
    """Side by side where there is room, else on as many lines as they need."""

    def __init__(self, buttons: Sequence[QAbstractButton], parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = buttons
        flow = FlowLayout(_GAP)
        self.setLayout(flow)
        for button in buttons:
            flow.addWidget(button)
        self.setSizePolicy(as_high_as_wide(QSizePolicy.Policy.Preferred))

    def sizeHint(self) -> QSize:
        hints = [button.sizeHint() for button in self._shown if not button.isHidden()]
        width = sum(hint.width() + _GAP for hint in hints) - _GAP
        return QSize(max(0, width), max((hint.height() for hint in hints), default=0))


class _Assessments(SteadyChoice):
    """The titles of the assessments, each with its id."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(SteadyChoice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)

    def entries(self) -> list[tuple[str, str]]:
        """The titles and ids shown."""
        return [(self.itemText(row), str(self.itemData(row))) for row in range(self.count())]


class ClosedNotice(Retranslates, QFrame):
    """Stands in place of what an assessment says while it is closed: its label, and the button that opens it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert context.assessing is not None
        self.setObjectName("tinted")
        self._assessing, self._desk = context.assessing, context.desk
        self._acts = AssessmentActs(context, self)
        self._label, self._said = words("", "sectionTitle"), words("", "soft")
        self.open = QPushButton(self)
        self.open.setObjectName("primary")
        self.open.clicked.connect(self._acts.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 20)
        column.setSpacing(8)
        column.addWidget(self._label)
        column.addWidget(self._said)
        column.addSpacing(4)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeading)
        self._desk.changed.connect(self._follow)
        self.retranslate()

    def retranslate(self) -> None:
        here = self._assessing.in_hand
        self._label.setText(assessment_name(here, readable=False) if here is not None else "")
        self._said.setText(
            _(
                "This assessment is locked. Its name, answers and plans can be read once it is opened with its passphrase."
            )
        )
        self.open.setText(_("Open…"))
        self.open.setAccessibleDescription(self._said.text())

    def showEvent(self, event: QShowEvent) -> None:
        self.retranslate()
        super().showEvent(event)

    def _follow(self, kind: str) -> None:
        if kind == ASSESSMENTS and self.isVisible():
            self.retranslate()
