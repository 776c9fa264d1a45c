"""One cost plan on the screen: its name and acts, its tabs, and its figures beside them or, without room, above them."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.ui.flow import FlowLayout
from ictguide_desktop.ui.theme import BESIDE
from ictguide_desktop.ui.views.assessment_words import as_high_as_wide
from ictguide_desktop.ui.views.cost_binding import PlanFields
from ictguide_desktop.ui.views.cost_column import PlanColumn
from ictguide_desktop.ui.views.cost_figures import figures_in_a_line
from ictguide_desktop.ui.views.cost_funding import FundingTab
from ictguide_desktop.ui.views.cost_in_hand import PlanInHand
from ictguide_desktop.ui.views.cost_lines import InputsTab
from ictguide_desktop.ui.views.cost_pane import SidePane
from ictguide_desktop.ui.views.cost_sensitivities import SensitivitiesTab
from ictguide_desktop.ui.views.cost_shown import Planner
from ictguide_desktop.ui.views.cost_years import YearsTab
from ictguide_desktop.ui.views.state_box import give_look
from ictguide_desktop.ui.views.view import Context, words

OVERVIEW, INPUTS, YEARS, SENSITIVITIES, FUNDING = (
    "overview",
    "inputs",
    "years",
    "sensitivities",
    "funding",
)
TABS = {
    OVERVIEW: N_("Overview"),
    INPUTS: N_("Inputs"),
    YEARS: N_("Years"),
    SENSITIVITIES: N_("Sensitivities"),
    FUNDING: N_("Who pays"),
}
# Where a field stands that is not among the inputs.
_PLACES = {"funding": FUNDING, "reserve": FUNDING, "reserve_opening": FUNDING}
_PANE, _BESIDE, _ONE_LINE, _ICON, _LOW = 348, 900, 600, 16, 430


class PlanPage(QWidget):
    """Tabs are made when they are first seen. `go_requested` carries a place, `told` a sentence, the rest are acts."""

    go_requested = Signal(object)
    told = Signal(str)
    export_wanted = Signal()
    copy_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, context: Context, hand: PlanInHand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("view")
        fields = PlanFields(hand, lambda: context.library.language, self)
        self.planner = Planner(context, hand, fields)
        fields.told.connect(self.told)
        self._made: dict[str, PlanColumn] = {}
        self._wide: bool | None = None
        self._make_head()
        self.tabs = {name: self._made_tab(name) for name in TABS}
        self.line = words("", "figuresLine")
        self.stack = QStackedWidget(self)
        self.pane = SidePane(self.planner)
        self.pane.wanted.connect(self.reveal)
        self._overview = QWidget()
        QVBoxLayout(self._overview).setContentsMargins(0, 0, 0, 0)
        self.stack.addWidget(self._overview)
        self._lay_out()
        hand.opened.connect(self._refresh)
        hand.changed.connect(lambda _path: self._refresh())
        hand.restored.connect(self.reveal)
        self.shown = INPUTS
        self.show_tab(INPUTS)
        self.retranslate()

    # --- tabs -------------------------------------------------------------------------------------------------

    def tab(self, name: str) -> PlanColumn:
        """A tab, made at the first call."""
        if name not in self._made:
            makers = {
                INPUTS: InputsTab,
                YEARS: YearsTab,
                SENSITIVITIES: SensitivitiesTab,
                FUNDING: FundingTab,
            }
            made = self._made[name] = makers[name](self.planner)
            made.told.connect(self.told)
            made.go_requested.connect(self.go_requested)
            made.show_words()
            self.stack.addWidget(made)
        return self._made[name]

    def show_tab(self, name: str) -> None:
        """Show a tab."""
        self.shown = name
        self.stack.setCurrentWidget(self._overview if name == OVERVIEW else self.tab(name))
        for one, button in self.tabs.items():
            button.setChecked(one == name)

    def reveal(self, path: str) -> None:
        """Go to the field of a path, wherever it stands, and put the keyboard there."""
        place = _PLACES.get(path.partition(".")[0], INPUTS)
        self.show_tab(place)
        tab = self.tab(place)
        if isinstance(tab, InputsTab):
            tab.reveal(path)
        field = self.planner.fields.focus(path)
        if field is None and isinstance(tab, FundingTab):
            field = tab.add
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        if field is not None:
            tab.bring(field)

    def focus_first(self) -> None:
        """Put the keyboard on the first field of the tab that is shown, or on the tab itself."""
        if self.shown == INPUTS and self.planner.fields.focus("name") is not None:
            return
        self.tabs[self.shown].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- showing ----------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Write every word in the language in force; what is being typed stays."""
        self.planner.fields.set_language()
        for name, button in self.tabs.items():
            button.setText(_(TABS[name]))
            button.setAccessibleName(_(TABS[name]))
        self.undo.setText(_("Undo"))
        self.redo.setText(_("Redo"))
        self.undo.setToolTip(_("Undo the last change of this plan (Ctrl+Z)"))
        self.redo.setToolTip(_("Make the change again (Ctrl+Y)"))
        self.export.setText(_("Export…"))
        self.more.setText(_("This plan"))
        for action, said in zip(self.menu.actions(), (_("Duplicate"), _("Delete")), strict=True):
            action.setText(said)
        for made in (self.pane, *self._made.values()):
            made.show_words()
        self._show_icons()
        self._fit()
        self._refresh()

    def restyle(self) -> None:
        """Follow the colours and the size of the text."""
        for made in (self.pane, *self._made.values()):
            made.restyle()
        self._show_icons()
        self._fit()
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # --- inside -----------------------------------------------------------------------------------------------

    def _make_head(self) -> None:
        self.crumb = QLabel(self)
        self.crumb.setObjectName("small")
        self.crumb.setWordWrap(True)
        self.crumb.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.crumb.linkActivated.connect(self.go_requested.emit)
        self.title = words("", "sectionTitle")
        self.undo, self.redo, self.export = QPushButton(self), QPushButton(self), QPushButton(self)
        self.more = QToolButton(self)
        self.more.setObjectName("outlined")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.menu = QMenu(self.more)
        for wanted in (self.copy_wanted, self.delete_wanted):
            self.menu.addAction("").triggered.connect(wanted)
        self.more.setMenu(self.menu)
        hand = self.planner.hand
        self.undo.clicked.connect(hand.undo)
        self.redo.clicked.connect(hand.redo)
        self.export.clicked.connect(self.export_wanted)

    def _made_tab(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("placeTab")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self.show_tab(name))
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.undo, self.redo, self.export, self.more):
            buttons.addWidget(button)
        buttons.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.crumb)
        names.addWidget(self.title)
        head = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(12)
        head.addLayout(names, 1)
        head.addLayout(buttons)
        bar = QFrame(self)
        bar.setObjectName("placeTabs")
        bar.setSizePolicy(as_high_as_wide())
        row = FlowLayout(4)
        bar.setLayout(row)
        for tab in self.tabs.values():
            row.addWidget(tab)
        top = QVBoxLayout()
        top.setContentsMargins(28, 14, 28, 0)
        top.setSpacing(6)
        top.addLayout(head)
        top.addWidget(bar)
        top.addWidget(self.line)
        self._top = top
        self._body = QHBoxLayout()
        self._body.setSpacing(0)
        self._body.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(self._body, 1)

    def _refresh(self) -> None:
        hand = self.planner.hand
        name = hand.plan.name.strip() or _("Unnamed plan")
        # The mark has a name in another script begin where the language does.
        said = f"\u200f\u2068{name}\u2069" if is_rtl(self.planner.language) else name
        if self.title.text() != said:
            self.title.setText(said)
        for button, can in ((self.undo, hand.can_undo), (self.redo, hand.can_redo)):
            if button.isEnabled() != can:
                button.setEnabled(can)
        if not self.line.isHidden():
            said = figures_in_a_line(self.planner)
            if self.line.text() != said:
                self.line.setText(said)
        self._write_crumb()

    def _write_crumb(self) -> None:
        colour = self.planner.context.theme.colours["soft"]
        style = f'style="color:{colour};text-decoration:none"'
        rtl = is_rtl(self.planner.language)
        links = [
            f'<a {style} href="{place}">{escape(said)}</a>'
            for place, said in (("home", _("Home")), ("costs", _("Life-cycle cost planner")))
        ]
        way = (" ‹ " if rtl else " › ").join(links)
        said = f'<div dir="{"rtl" if rtl else "ltr"}">{way}</div>'
        if self.crumb.text() != said:
            self.crumb.setText(said)

    def _show_icons(self) -> None:
        theme = self.planner.context.theme
        for button, icon in ((self.undo, "undo-2"), (self.export, "download"), (self.more, "chevron-down")):
            button.setIcon(theme.icon_beside(icon))
            button.setIconSize(QSize(theme.px(_ICON * BESIDE), theme.px(_ICON)))
        for action, icon in zip(self.menu.actions(), ("copy", "trash-2"), strict=True):
            action.setIcon(theme.icon(icon))

    def _fit(self) -> None:
        """The figures stand at the side where there is room; else in one line above, and as a tab of their own."""
        px = self.planner.context.theme.px
        self.crumb.setVisible(self.height() > px(_LOW))
        wide = self.width() >= px(_BESIDE)
        self.pane.setMinimumWidth(px(_PANE) if wide else 0)
        self.pane.setMaximumWidth(px(_PANE) if wide else 16_777_215)
        side = 28 if self.width() > px(560) else 14
        self._top.setContentsMargins(side, 14, side, 0 if self.width() >= px(_BESIDE) else 8)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(across if self.width() >= px(_ONE_LINE) else down)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self.pane.property("rtl") != rtl:
            self.pane.setProperty("rtl", rtl)
            self.pane.style().unpolish(self.pane)
            self.pane.style().polish(self.pane)
        if wide == self._wide:
            return
        self._wide = wide
        layout = self._overview.layout()
        assert layout is not None
        self.pane.SIDE = SidePane.SIDE if wide else PlanColumn.SIDE
        give_look(self.pane, "sidePane" if wide else "overviewPane")
        if wide:
            self._body.addWidget(self.pane)
        else:
            layout.addWidget(self.pane)
        self.pane.show()
        self.tabs[OVERVIEW].setVisible(not wide)
        self.line.setVisible(not wide)
        if wide and self.shown == OVERVIEW:
            self.show_tab(INPUTS)
        self._refresh()
