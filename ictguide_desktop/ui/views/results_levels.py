"""The ten dimensions in the results: level and what holds it, how far it can be relied on, and the target, set here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ictguide_desktop.assess.scoring import DimensionResult
from ictguide_desktop.export.assessment_words import CONFIDENCES, LETTERS
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.assessment import HIGHEST_LEVEL, LOWEST_LEVEL, Target
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.services.desk import ASSESSMENTS
from ictguide_desktop.services.library import ASSESSMENT
from ictguide_desktop.ui.views.date_field import DateField, today
from ictguide_desktop.ui.views.results_findings import Findings
from ictguide_desktop.ui.views.results_lines import Link, Linked
from ictguide_desktop.ui.views.state_box import give_look
from ictguide_desktop.ui.views.steady_choice import SteadyChoice
from ictguide_desktop.ui.views.view import Context, words

WIDTHS = {"level": 132, "mean": 64, "dealt": 72, "confidence": 92}
NO_TARGET = 0
_NARROW, _ONE_LINE, _DATE, _LINE = 600, 640, 108, 24
_ASIDE = sum(WIDTHS.values()) + 3 * 12  # as wide as the columns of figures, so that both begin on one line


class DimensionRow(QFrame):
    """One dimension. `went` carries a place, `told` what was stored; a target is stored at once and can be undone."""

    went = Signal(str)
    told = Signal(str)

    def __init__(self, context: Context, dimension: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert context.assessing is not None
        self.setObjectName("resultRow")
        self._assessing: Assessing = context.assessing
        self._desk, self._theme = context.desk, context.theme
        self.dimension = dimension
        self._shown: Findings | None = None
        self._undo_from: Target | None = None
        self._editing = False
        self.name = Linked(context.theme, "cardTitle", self)
        self.figures = {key: QLabel(self) for key in WIDTHS}
        self.brief = words("", "soft")
        self.holds = Linked(context.theme, "soft", self)
        self.target = SteadyChoice(self)
        self.by = DateField(self)
        self.gap = words("", "soft")
        self.aside = QWidget(self)
        self._look = (False, False, 0)
        self._lay_out()
        self.name.went.connect(self.went)
        self.holds.went.connect(self.went)
        self.target.activated.connect(lambda _row: self._set_level(int(self.target.currentData())))
        self.by.day_typed.connect(self._set_day)
        self.by.left.connect(self._leave_day)

    # --- showing ----------------------------------------------------------------------------------------------

    def show_findings(self, found: Findings) -> None:
        """Show what was found of the dimension."""
        self._shown = found
        here, wording = found.result.dimensions[self.dimension], found.wording
        title = wording.dimension(self.dimension)
        first = next((q.id for q in wording.questionnaire.of(self.dimension)), self.dimension)
        self.name.say([Link(f"{ASSESSMENT}#{first}", title)], wording.questionnaire.lang or wording.language)
        self._show_figures(here, found)
        self.holds.say(self._held(here, found), wording.language)
        self._show_holds()
        self._show_target(found, title)

    def fit(self) -> None:
        """Follow the size of the text and the width of the window; Qt lays out anew only where something has changed."""
        px = self._theme.px
        look = (self.width() < px(_NARROW), self.width() < px(_ONE_LINE), px(100))
        if look == self._look:
            return
        self._look = look
        narrow, stacked, _size = look
        for key, label in self.figures.items():
            label.setFixedSize(px(WIDTHS[key]), px(_LINE))
            label.setVisible(not narrow)
        self.brief.setVisible(narrow)
        self.by.setFixedWidth(px(_DATE))
        self.aside.setFixedWidth(px(_ASIDE))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._second.setDirection(down if stacked else across)
        self._show_holds()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _show_holds(self) -> None:
        """Beside the target it keeps its room also when it has nothing to say."""
        beside = self._second.direction() == QBoxLayout.Direction.LeftToRight
        self.holds.setVisible(beside or bool(self.holds.accessibleName()))

    def _show_figures(self, here: DimensionResult, found: Findings) -> None:
        wording = found.wording
        lowest = self.dimension in found.result.lowest
        confidence = here.confidence
        dealt = _("{answered} of {asked}").format(
            answered=here.answered + here.not_applicable, asked=here.asked
        )
        said = {
            "level": wording.level(here.level),
            "mean": wording.mean(here.mean) or "–",
            "dealt": dealt,
            "confidence": LETTERS[confidence] if confidence else "–",
        }
        # Letters of the other script would stand at the other edge of the column.
        edge = Qt.AlignmentFlag.AlignRight if is_rtl(wording.language) else Qt.AlignmentFlag.AlignLeft
        for key, label in self.figures.items():
            label.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
            label.setText(said[key])
            give_look(label, "levelNow" if key == "level" else "soft")
        means = _(CONFIDENCES[confidence]) if confidence else ""
        self.figures["confidence"].setToolTip(means)
        spoken = [said["level"], _("lowest") if lowest else "", _("mean {mean}").format(mean=said["mean"])]
        spoken += [_("dealt with: {dealt}").format(dealt=dealt), means]
        self.brief.setText(" · ".join(part for part in spoken if part))
        self.name.setAccessibleDescription(self.brief.text())

    def _held(self, here: DimensionResult, found: Findings) -> list[str | Link]:
        """What holds the level, with links to the questions, then how far it can be relied on."""
        wording = found.wording
        parts: list[str | Link] = []
        if self.dimension in found.result.lowest:
            parts.append(_("Among the lowest."))
        if here.held_by:
            before, after = (
                _("Held at {level} by {questions}.").format(level=here.level, questions="\0").split("\0")
            )
            parts.append((" " if parts else "") + before)
            for number, cap in enumerate(here.held_by):
                parts += [*([_(", ")] if number else []), Link(f"{ASSESSMENT}#{cap.question}", cap.question)]
            parts.append(after)
        standing = wording.standing(here)
        if standing:
            parts.append((" " if parts else "") + standing[:1].upper() + standing[1:] + ".")
        return parts

    def _show_target(self, found: Findings, title: str) -> None:
        wording = found.wording
        target, standing = found.targets.get(self.dimension), found.standings.get(self.dimension)
        entries = [(_("No target"), NO_TARGET)]
        entries += [
            (_("Target: {level}").format(level=wording.level(level)), level)
            for level in range(LOWEST_LEVEL, HIGHEST_LEVEL + 1)
        ]
        if [self.target.itemText(row) for row in range(self.target.count())] != [
            text for text, _level in entries
        ]:
            self.target.clear()
            for text, level in entries:
                self.target.addItem(text, level)
        self.target.setCurrentIndex(self.target.findData(target.level if target else NO_TARGET))
        self.by.setEnabled(target is not None)
        self.by.show_day(target.by if target else "", anew=target is None)
        self.target.setAccessibleName(_("Target of {dimension}").format(dimension=title))
        self.by.setAccessibleName(_("Day of the target of {dimension}").format(dimension=title))
        self.by.setPlaceholderText(today().isoformat() if target else "")
        self.by.setToolTip(_("By when"))
        said = ""
        if standing is not None:
            missing = ngettext("{n} level missing", "{n} levels missing", standing.gap or 0)
            said = wording.clauses(
                (
                    missing.format(n=standing.gap) if standing.gap else "",
                    wording.target_state(standing),
                    wording.day(standing.by),
                )
            )
        problem = "" if self.by.hasFocus() else self.by.problem()
        give_look(self.gap, "warningText" if problem or (standing and standing.overdue) else "soft")
        self.gap.setText(problem or said)
        self.gap.setVisible(bool(self.gap.text()))
        self.by.setAccessibleDescription(self.gap.text())

    # --- the target -------------------------------------------------------------------------------------------

    def _set_level(self, level: int) -> None:
        if self._shown is None:
            return
        before = self._shown.targets.get(self.dimension)
        if level == (before.level if before else NO_TARGET):
            return
        self._store(Target(self.dimension, level, before.by if before else "") if level else None)
        self._offer_undo(before)

    def _set_day(self, iso: str) -> None:
        before = self._shown.targets.get(self.dimension) if self._shown else None
        if before is None or before.by == iso:
            return
        if not self._editing:
            self._editing, self._undo_from = True, before
        self._store(before._replace(by=iso))

    def _leave_day(self) -> None:
        if self._shown is not None:
            self._show_target(self._shown, self._shown.wording.dimension(self.dimension))
        if self._editing:
            self._editing = False
            self._offer_undo(self._undo_from)

    def _store(self, target: Target | None) -> None:
        assert self._shown is not None
        here = self._shown.assessment.id
        if target is None:
            self._assessing.remove_target(here, self.dimension)
        else:
            self._assessing.set_target(here, target)

    def _offer_undo(self, before: Target | None) -> None:
        assert self._shown is not None
        here, store, dimension = self._shown.assessment.id, self._assessing.store, self.dimension
        undo: Callable[[], object] = (
            (lambda: store.remove_target(here, dimension))
            if before is None
            else (lambda: store.set_target(here, before))
        )
        said = _("Target of {dimension}: {target}").format(
            dimension=self._shown.wording.dimension(dimension), target=self._target_words()
        )
        self._desk.offer_undo(ASSESSMENTS, said, undo)
        self.told.emit(said)

    def _target_words(self) -> str:
        """The target in force: its level and its day."""
        target = self._shown.targets.get(self.dimension) if self._shown is not None else None
        if self._shown is None or target is None:
            return _("No target")
        wording = self._shown.wording
        return wording.listed((wording.level(target.level), wording.day(target.by)))

    # --- layout -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.name, 1)
        for label in self.figures.values():
            first.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        setting = QHBoxLayout()
        setting.setSpacing(8)
        setting.addWidget(self.target, 1)
        setting.addWidget(self.by)
        aside = QVBoxLayout(self.aside)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.setSpacing(4)
        aside.addLayout(setting)
        aside.addWidget(self.gap)
        self._second = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._second.setSpacing(12)
        self._second.addWidget(self.holds, 1, Qt.AlignmentFlag.AlignTop)
        self._second.addWidget(self.aside, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self.brief)
        column.addLayout(self._second)


class LevelsTable(QWidget):
    """The ten dimensions under each other, with the names of the columns above them."""

    went = Signal(str)
    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._theme = context, context.theme
        self.rows: dict[str, DimensionRow] = {}
        self._look = (False, 0)
        self._heads = {key: QLabel(self) for key in WIDTHS}
        self._dimension = QLabel(self)
        self._head = QWidget(self)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(self._dimension, 1)
        for label in self._heads.values():
            row.addWidget(label)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)

    def show_findings(self, found: Findings) -> None:
        """Show all dimensions."""
        said = {
            "level": _("Level"),
            "mean": _("Mean"),
            "dealt": _("Dealt with"),
            "confidence": _("Confidence"),
        }
        self._dimension.setText(_("Dimension"))
        for label in (self._dimension, *self._heads.values()):
            give_look(label, "panelTitle")
        for key, label in self._heads.items():
            label.setText(said[key])
        names = [dimension.id for dimension in found.wording.questionnaire.dimensions]
        for name in names:
            if name not in self.rows:
                made = self.rows[name] = DimensionRow(self._context, name)
                made.went.connect(self.went)
                made.told.connect(self.told)
                self._column.addWidget(made)
        for name, shown in self.rows.items():
            shown.setVisible(name in found.result.dimensions)
            if name in found.result.dimensions:
                shown.show_findings(found)
        self.fit()

    def fit(self) -> None:
        """Follow the size of the text and the width of the window."""
        px = self._theme.px
        look = (self.width() < px(_NARROW), px(100))
        if look != self._look:
            self._look = look
            for key, label in self._heads.items():
                label.setFixedWidth(px(WIDTHS[key]))
            self._head.setVisible(not look[0])
        for row in self.rows.values():
            row.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
