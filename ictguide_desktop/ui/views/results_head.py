"""What stands first in the results: the lowest levels in words, what the assessment is, the export, and the two charts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.comparison import Series
from ictguide_desktop.assess.crosswalk import Carried, UnknownModel
from ictguide_desktop.export.assessment_charts import bar_chart, radar_chart
from ictguide_desktop.export.assessment_words import NOTICE, SCOPES
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.services.library import ASSESSMENT
from ictguide_desktop.ui.charts.frame import ChartFrame
from ictguide_desktop.ui.flow import FlowLayout
from ictguide_desktop.ui.theme import BESIDE
from ictguide_desktop.ui.views.results_findings import Exports, Findings
from ictguide_desktop.ui.views.results_lines import show_anew
from ictguide_desktop.ui.views.view import Context, words

_SIDE_BY_SIDE, _ICON = 820, 16


class ResultsHead(QWidget):
    """`went` carries a place; what is exported is read when it is asked for."""

    went = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._found: Findings | None = None
        self.title, self.lowest = words("", "pageTitle"), words("", "lead")
        self.facts, self.open = words("", "small"), words("", "soft")
        self.older = words("", "warningText")
        self.questions = QPushButton(self)
        self.questions.clicked.connect(lambda _on=False: self.went.emit(self._first_open()))
        self.export = QToolButton(self)
        self.export.setObjectName("outlined")
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.menu = QMenu(self)
        self.report, self.answers = self.menu.addAction(""), self.menu.addAction("")
        self.report.triggered.connect(lambda _on=False: self._ask("report"))
        self.answers.triggered.connect(lambda _on=False: self._ask("answers"))
        self.export.setMenu(self.menu)
        buttons = QWidget(self)
        row = FlowLayout(8)
        buttons.setLayout(row)
        row.addWidget(self.questions)
        row.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        for widget in (self.title, self.lowest, self.facts, self.older, self.open, buttons):
            column.addWidget(widget)

    def show_findings(self, found: Findings) -> None:
        """Show what the assessment is and how low its lowest levels are."""
        self._found = found
        here, result, wording = found.assessment, found.result, found.wording
        still = result.asked - result.answered
        self.title.setText(_("Results"))
        self.lowest.setText(wording.lowest(result))
        dealt = _("{answered} of {asked} questions dealt with").format(
            answered=result.answered, asked=result.asked
        )
        judged = _("judged on {date}").format(date=wording.day(here.on))
        facts = (here.unit, here.round, wording.group(here.group), _(SCOPES[here.scope]), judged, dealt)
        along = (
            "\u200f" if is_rtl(wording.language) else ""
        )  # the line runs as the language, whatever it begins with
        self.facts.setText(along + " · ".join(f"\u2068{fact}\u2069" for fact in facts if fact))
        self.older.setText(_older(found))
        self.older.setVisible(bool(self.older.text()))
        self.open.setText(
            ngettext(
                "{n} question is open: levels of its dimension are provisional.",
                "{n} questions are open: the levels of their dimensions are provisional.",
                still,
            ).format(n=still)
        )
        self.open.setVisible(0 < still < result.asked)
        self.questions.setText(_("Answer the open questions") if still else _("Go to the questions"))
        self.questions.setObjectName("primary" if not result.answered else "")
        self.export.setText(_("Export…"))
        self.export.setVisible(bool(found.record.answers))
        self.report.setText(_("Report: PDF or Word…"))
        self.answers.setText(_("Answers and levels: Excel or CSV…"))
        self.restyle()

    def restyle(self) -> None:
        """Follow the colours and the size of the text."""
        theme = self._context.theme
        self.export.setIcon(theme.icon_beside("download"))
        self.export.setIconSize(QSize(theme.px(_ICON * BESIDE), theme.px(_ICON)))

    def _first_open(self) -> str:
        """Where the first question stands that is still open; the first one of all when none is."""
        scores = self._found.result.scores if self._found is not None else {}
        still = (name for name, scored in scores.items() if scored.score is None and not scored.set_aside)
        question = next(still, next(iter(scores), ""))
        return f"{ASSESSMENT}#{question}" if question else ASSESSMENT

    def _ask(self, what: str) -> None:
        if self._found is not None and self._context.exporting is not None:
            exports = Exports(self._context, self._found.assessment)
            self._context.exporting.ask(exports.report() if what == "report" else exports.answers())


def _older(found: Findings) -> str:
    """What is to be said of answers to another version of the questions."""
    model = found.assessment.model
    match found.carried:
        case UnknownModel():
            return _(
                "The answers are to version {model} of the questions, which this edition does not know: levels may be wrong. "
                "Install the edition in which they were given, or a newer one."
            ).format(model=model)
        case Carried(review=review) if review:
            said = ngettext(
                "The answers are to version {model} of the questions. {n} of them is to be looked at again.",
                "The answers are to version {model} of the questions. {n} of them are to be looked at again.",
                len(review),
            )
            return said.format(model=model, n=len(review))
    return ""


class LevelCharts(QWidget):
    """The ten levels as radar and as bars; `chosen` carries the id of a dimension."""

    chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self.radar = ChartFrame(context.theme, self)
        self.bars = ChartFrame(context.theme, self)
        self._notice = words("", "small")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(28)
        for frame in (self.radar, self.bars):
            frame.chosen.connect(self.chosen)
            self._row.addWidget(frame, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._row)
        column.addWidget(self._notice)

    def show_findings(self, found: Findings, series: Series | None) -> None:
        """Show the levels with targets, and those of the round before beside the bars."""
        targets = tuple(found.targets.values())
        show_anew(self.radar, radar_chart(found.wording, found.result, targets))
        bars = bar_chart(found.wording, found.result, targets, series, found.assessment.id)
        show_anew(self.bars, bars)
        said = _("The ten levels stand side by side and have no average.")
        self._notice.setText(f"{said} {_(NOTICE)}")

    def fit(self) -> None:
        """Side by side where there is room."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        way = across if self.width() >= self._theme.px(_SIDE_BY_SIDE) else down
        if way != self._row.direction():
            self._row.setDirection(way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class NoAssessment(QWidget):
    """Stands where nothing has been begun: what an assessment brings, and the button that begins one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.said = words("", "pageTitle"), words("", "lead")
        self.begin = QPushButton(self)
        self.begin.setObjectName("primary")
        row = QHBoxLayout()
        row.addWidget(self.begin)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.said)
        column.addLayout(row)

    def show_words(self) -> None:
        """Write the words in the language in force."""
        self.title.setText(_("Results"))
        self.said.setText(
            _(
                "Nothing has been assessed on this computer yet. Once questions are answered, the ten levels, what "
                "holds them and the gaps stand here."
            )
        )
        self.begin.setText(_("Begin an assessment…"))
