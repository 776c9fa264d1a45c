"""The minister's brief on the screen: what the two pages will say, each sentence with the way to what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.export.assessment_dossier import Dossier
from ictguide_desktop.export.assessment_words import NOTICE, Wording
from ictguide_desktop.export.brief import (
    DECISIONS,
    EFFORT,
    EXECUTIVE,
    Line,
    brief,
    header,
    mark,
    minister_brief,
)
from ictguide_desktop.i18n.catalog import _, words_in
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.document import Document
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.services.desk import ASSESSMENTS
from ictguide_desktop.services.exporting import DOCUMENT_FORMATS, Offer, Wanted
from ictguide_desktop.services.library import ASSESSMENT, BRIEF, RESULTS
from ictguide_desktop.ui.problem_words import sentence
from ictguide_desktop.ui.views.assessment_bar import AssessmentBar, ClosedNotice
from ictguide_desktop.ui.views.date_field import today
from ictguide_desktop.ui.views.view import Context, DrawnView, words

_OWN = "assessment"


class BriefView(DrawnView):
    """Drawn anew when an answer, a target or a plan has changed; on paper it is two pages."""

    WIDTH = 860

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        assert context.assessing is not None
        self._assessing = context.assessing
        self.bar = AssessmentBar(context, BRIEF)
        self.bar.told.connect(self.told)
        self.closed = ClosedNotice(context)
        self.export = QPushButton()
        self.export.clicked.connect(self._export)
        self._stale = True
        context.desk.changed.connect(lambda kind: self.redraw() if kind == ASSESSMENTS else None)
        context.library.language_changed.connect(lambda _language: self.redraw())

    def show_place(self, _address: Address) -> None:
        if self._stale:
            self.draw()
        self.area.verticalScrollBar().setValue(0)

    def redraw(self) -> None:
        self._stale = True
        super().redraw()

    def draw(self) -> None:
        self._stale = False
        for kept in (self.bar, self.closed, self.export):
            kept.setParent(self)  # they outlive the column that is drawn anew
            kept.hide()
        column = self.fresh_column()
        column.addWidget(words(_("Minister’s brief"), "pageTitle"))
        column.addWidget(self.bar)
        column.addWidget(
            words(_("Two pages from your answers and the executive guide, to decide from."), "lead")
        )
        self.bar.show()
        self.first = self.bar.choice
        here = self._assessing.in_hand
        if here is None:
            self._begin(column)
        elif not self._assessing.readable(here):
            column.addWidget(self.closed)
            self.closed.show()
        else:
            try:
                self._draw_brief(column, self._assessing.dossier(here, today()))
            except GuideError as error:
                column.addWidget(words(sentence(error), "warningText"))
        self.present()

    # --- parts ------------------------------------------------------------------------------------------------

    def _begin(self, column: QVBoxLayout) -> None:
        column.addWidget(words(_("The brief is made from a self-assessment. There is none yet.")))
        begin = QPushButton(_("Begin an assessment"))
        begin.setObjectName("primary")
        begin.clicked.connect(lambda: self.go_requested.emit(ASSESSMENT))
        column.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeading)
        self.first = begin

    def _draw_brief(self, column: QVBoxLayout, dossier: Dossier) -> None:
        library = self.context.library
        wording = Wording(self._assessing.questionnaire, _, library.language)
        made = brief(dossier, library.edition, wording)
        told = library.page(EXECUTIVE)
        self.export.setText(_("Export…"))
        self.export.setObjectName("primary")
        row = QHBoxLayout()
        row.addWidget(words(_("Each sentence ends with what it rests on: choose it to go there."), "soft"), 1)
        row.addWidget(self.export)
        self.export.show()
        column.addLayout(row)
        levels = (_("Dimension"), _("Level today"), _("Target"), _("What holds it"))
        measures = (_("Measure"), _("Owner"), _("Until"), _("Work"))
        self._part(column, _("Where we stand"), made.standing)
        self._table(column, levels, made.levels)
        self._heading(column, _("What to decide now"))
        self._table(column, header(told, DECISIONS), made.decisions)
        self._heading(column, _("The first measures"))
        self._table(column, measures, made.measures)
        self._heading(column, _("What it takes"))
        self._table(column, header(told, EFFORT), made.effort)
        self._part(column, _("What is asked of the minister"), made.asked)
        self._part(column, _("What this brief rests on"), made.limits)
        column.addWidget(words(_(NOTICE), "soft"))

    def _heading(self, column: QVBoxLayout, title: str) -> None:
        heading = words(title, "sectionTitle")
        heading.setContentsMargins(0, 10, 0, 0)
        column.addWidget(heading)

    def _part(self, column: QVBoxLayout, title: str, lines: Sequence[Line]) -> None:
        self._heading(column, title)
        for line in lines:
            column.addWidget(self._linked(line.text[0], line.origins))

    def _table(self, column: QVBoxLayout, names: Sequence[str], lines: Sequence[Line]) -> None:
        if not lines:
            column.addWidget(words(_("Nothing yet: answer the questions first."), "soft"))
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for place, name in enumerate(names):
            grid.addWidget(words(name, "panelTitle"), 0, place)
            grid.setColumnStretch(place, 3 if place == 0 else 2)
        for down, line in enumerate(lines, 1):
            last = len(line.text) - 1
            for place, cell in enumerate(line.text):
                shown = self._linked(cell, line.origins) if place == last else words(cell)
                shown.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
                grid.addWidget(shown, down, place)
        column.addLayout(grid)

    def _linked(self, text: str, origins: Iterable[str]) -> QLabel:
        """Words with the ways to what they rest on behind them."""
        accent = self.context.theme.colours["accent"]
        style = f'style="color:{accent};text-decoration:none"'
        links = " ".join(f'<a {style} href="{escape(place(one))}">{escape(mark(one))}</a>' for one in origins)
        side = "rtl" if is_rtl(self.context.library.language) else "ltr"
        label = QLabel(f'<div dir="{side}">{escape(text)} <small>{links}</small></div>')
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        label.setAccessibleName(f"{text} {' '.join(origins)}")
        label.linkActivated.connect(self.go_requested.emit)
        return label

    # --- export -----------------------------------------------------------------------------------------------

    def offers(self) -> list[Offer]:
        here = self._assessing.in_hand
        if here is None or not self._assessing.readable(here):
            return []
        dossier, edition = self._assessing.dossier(here, today()), self.context.library.edition

        def make(wanted: Wanted) -> Document:
            return minister_brief(
                dossier, edition, wanted.language, words_in(wanted.language), nameless=wanted.nameless
            )

        return [Offer(f"brief-{here.on}", _("Brief for the minister"), DOCUMENT_FORMATS, make, names=True)]

    def _export(self) -> None:
        offers = self.offers()
        if offers and self.context.exporting is not None:
            self.context.exporting.ask(offers[0])


def place(origin: str) -> str:
    """Where an origin is looked at: a question, the results, or a block of the guide."""
    if origin == _OWN or ("." not in origin and "#" not in origin and origin.startswith("D")):
        return RESULTS
    return origin if "#" in origin else f"{ASSESSMENT}#{origin}"
