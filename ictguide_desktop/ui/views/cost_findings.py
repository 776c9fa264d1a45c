"""What the guide warns of in the money of a plan: a sentence each, with the section that explains it and the item to check."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.funding_findings import Finding
from ictguide_desktop.export.cost_words import finding_words
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.flow import FlowLayout
from ictguide_desktop.ui.views.assessment_words import as_high_as_wide
from ictguide_desktop.ui.views.cost_guide_link import GuideLink
from ictguide_desktop.ui.views.cost_shown import Planner
from ictguide_desktop.ui.views.view import words


class FindingNotice(QFrame):
    """One finding."""

    go_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.said = words("")
        self.explained, self.check = GuideLink("", self), QPushButton(self)
        self.check.setObjectName("link")
        self.check.setCursor(Qt.CursorShape.PointingHandCursor)
        self._item = ""
        links = QWidget(self)
        flow = FlowLayout(16)
        links.setLayout(flow)
        links.setSizePolicy(as_high_as_wide())
        flow.addWidget(self.explained)
        flow.addWidget(self.check)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addWidget(self.said)
        column.addWidget(links)
        self.explained.go_requested.connect(self.go_requested)
        self.check.clicked.connect(lambda: self.go_requested.emit(f"check:{self._item}"))

    def show_finding(self, finding: Finding, planner: Planner) -> None:
        """Say what was found, and where the guide explains it."""
        said = finding_words(finding, planner.hand.plan, _, planner.shown.numbers)
        if self.said.text() != said:
            self.said.setText(said)
        self._item = finding.check
        self.explained.address = finding.address
        catalogue = planner.context.library.catalogue
        self.explained.show_words(catalogue)
        self.check.setText(_("Check {item}").format(item=finding.check))
        self.check.setVisible(finding.check in catalogue.items)


class FindingList(QWidget):
    """All findings, one under the other; as many notices as there are findings."""

    go_requested = Signal(object)

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planner = planner
        self._notices: list[FindingNotice] = []
        self._none = words("", "soft")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._none)

    @property
    def notices(self) -> list[FindingNotice]:
        """The notices that can be seen."""
        return [notice for notice in self._notices if not notice.isHidden()]

    def refresh(self) -> None:
        """Show what is found in the plan in hand."""
        found = self._planner.hand.result.findings
        while len(self._notices) < len(found):
            notice = FindingNotice(self)
            notice.go_requested.connect(self.go_requested)
            self._notices.append(notice)
            self._column.addWidget(notice)
        for number, notice in enumerate(self._notices):
            if number < len(found):
                notice.show_finding(found[number], self._planner)
            if notice.isHidden() == (number < len(found)):
                notice.setVisible(number < len(found))
        named = bool(self._planner.hand.plan.funding)
        self._none.setText(
            _("Nothing in this mix is warned of.")
            if named
            else _("Say who pays, year by year, to see what the guide warns of.")
        )
        self._none.setVisible(not found or not named)
