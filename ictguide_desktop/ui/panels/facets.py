"""What a search is narrowed to: kind, part and audience, each filter in sight and cleared by one click."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.guide import Audience, Kind
from ictguide_desktop.model.query import Results, SearchQuery
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.flow import FlowLayout
from ictguide_desktop.ui.models.hits_model import KIND_NAMES
from ictguide_desktop.ui.topbar import AUDIENCES


class Narrowing(NamedTuple):
    """The filters in force; empty and None mean no filter."""

    kind: Kind | None = None
    part: str = ""
    audience: Audience | None = None

    def query(self, text: str, library: Library, limit: int) -> SearchQuery:
        """The query for a text, in the language in force, lifting what serves the audience in force."""
        return SearchQuery(
            text,
            library.language,
            kinds=frozenset({self.kind}) if self.kind else frozenset(),
            parts=frozenset({self.part}) if self.part else frozenset(),
            audiences=frozenset({self.audience}) if self.audience else frozenset(),
            favour=library.audience,
            limit=limit,
        )


class Facets(QWidget):
    """A row of kinds with their counts, and beneath it part and audience; `narrowed` carries the new Narrowing."""

    narrowed = Signal(object)

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.narrowing = Narrowing()
        chips = FlowLayout(4)
        self._chips: dict[Kind | None, QToolButton] = {}
        self._part, self._audience, self._clear = _chip(), _chip(), _chip()
        self._part_menu, self._audience_menu = QMenu(self), QMenu(self)
        self._part_menu.aboutToShow.connect(self._fill_parts)
        self._audience_menu.aboutToShow.connect(self._fill_audiences)
        for button, menu in ((self._part, self._part_menu), (self._audience, self._audience_menu)):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._clear.clicked.connect(lambda: self._set(Narrowing()))
        for kind in (None, *KIND_NAMES):
            chip = _chip()
            chip.setCheckable(True)
            chip.clicked.connect(lambda _on=False, kind=kind: self._set(self.narrowing._replace(kind=kind)))
            self._chips[kind] = chip
            chips.addWidget(chip)
        for button in (self._part, self._audience, self._clear):
            chips.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 4, 4)
        column.setSpacing(4)
        column.addLayout(chips)
        self.retranslate()

    def retranslate(self) -> None:
        """Write every word."""
        self._write(dict.fromkeys(KIND_NAMES, 0))

    def show_counts(self, results: Results) -> None:
        """Show how many of each kind were found."""
        self._write(results.kinds)

    def _write(self, counts: dict[Kind, int]) -> None:
        for kind, chip in self._chips.items():
            number = sum(counts.values()) if kind is None else counts.get(kind, 0)
            name = _("All") if kind is None else _(KIND_NAMES[kind])
            chip.setText(f"{name} {number}" if number else name)
            chip.setChecked(kind == self.narrowing.kind)
            chip.setVisible(kind is None or bool(number) or kind == self.narrowing.kind)
        parts = {part.id: part.title for part in self._library.catalogue.parts}
        self._part.setText((parts.get(self.narrowing.part) or _("Every part")) + "  ▾")
        audience = self.narrowing.audience
        self._audience.setText((_(AUDIENCES[audience]) if audience else _("Every role")) + "  ▾")
        self._clear.setText(_("Clear the filters") + "  ×")
        self._clear.setVisible(self.narrowing != Narrowing())
        for button in (self._part, self._audience, self._clear, *self._chips.values()):
            button.setAccessibleName(button.text())

    def _fill_parts(self) -> None:
        self._part_menu.clear()
        self._part_menu.addAction(_("Every part"), lambda: self._set(self.narrowing._replace(part="")))
        for part in self._library.catalogue.parts:
            self._part_menu.addAction(part.title).triggered.connect(partial(self._set_part, part.id))

    def _fill_audiences(self) -> None:
        self._audience_menu.clear()
        self._audience_menu.addAction(
            _("Every role"), lambda: self._set(self.narrowing._replace(audience=None))
        )
        for audience, name in AUDIENCES.items():
            self._audience_menu.addAction(_(name)).triggered.connect(partial(self._set_audience, audience))

    def _set_part(self, part: str, _on: bool = False) -> None:
        self._set(self.narrowing._replace(part=part))

    def _set_audience(self, audience: Audience, _on: bool = False) -> None:
        self._set(self.narrowing._replace(audience=audience))

    def _set(self, narrowing: Narrowing) -> None:
        self.narrowing = narrowing
        self.retranslate()
        self.narrowed.emit(narrowing)


def _chip() -> QToolButton:
    chip = QToolButton()
    chip.setObjectName("chip")
    chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    chip.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    return chip
