"""Preferences: each is in force as soon as it is chosen, so there is nothing to confirm."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLayout,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.guide import Band
from ictguide_desktop.model.preferences import ZOOM_HIGH, ZOOM_LOW, ZOOM_STEP
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.choice import Choice, Tick
from ictguide_desktop.ui.menus import THEMES
from ictguide_desktop.ui.reader.typeset import BANDS
from ictguide_desktop.ui.topbar import AUDIENCES
from ictguide_desktop.ui.translator import Retranslates

_FIELD_LETTERS = 34
_KEYS = ("language", "parallel_language", "audience", "band", "theme", "paper")


class PreferencesDialog(Retranslates, QDialog):
    """Stays open and speaks the new language when the language is changed in it."""

    def __init__(self, library: Library, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._desk = desk
        self.boxes = {key: Choice() for key in _KEYS}
        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.zoom.setRange(ZOOM_LOW // ZOOM_STEP, ZOOM_HIGH // ZOOM_STEP)
        self.zoom.setValue(desk.number("zoom") // ZOOM_STEP)
        self.zoom.valueChanged.connect(lambda steps: desk.set("zoom", steps * ZOOM_STEP))
        self.resume, self.letters = Tick(), Tick()
        for key, check in (("resume", self.resume), ("single_key_shortcuts", self.letters)):
            check.setChecked(desk.flag(key))
            check.toggled.connect(lambda on, key=key: desk.set(key, on))
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(24)
        self._form.setVerticalSpacing(8)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for field in (*self.boxes.values(), self.zoom, self.resume, self.letters):
            self._form.addRow(" ", field)
        self._defaults = QPushButton()
        self._defaults.clicked.connect(self._restore)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.addButton(self._defaults, QDialogButtonBox.ButtonRole.ResetRole)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.addLayout(self._form)
        column.addSpacing(16)
        column.addWidget(self._buttons)
        # A width of its own would take the place of what large text needs.
        column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self.zoom.setMinimumWidth(self.fontMetrics().averageCharWidth() * _FIELD_LETTERS)
        for key, box in self.boxes.items():
            box.activated.connect(lambda _row, key=key, box=box: desk.set(key, box.currentData()))
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(_("Preferences"))
        languages = [(own_name(code), code) for code in self._library.edition.languages]
        self._fill("language", _("Language"), languages, self._library.language)
        others = [(_("None"), ""), *(pair for pair in languages if pair[1] != self._library.language)]
        self._fill("parallel_language", _("Second language beside"), others)
        self._fill(
            "audience",
            _("Your role"),
            [(_("Everybody"), ""), *((_(said), one.value) for one, said in AUDIENCES.items())],
        )
        self._fill(
            "band",
            _("Level of your administration"),
            [(_("Every level"), ""), *((_(BANDS[band]), band.value) for band in Band)],
        )
        self._fill("theme", _("Theme"), [(_(said), key) for key, said in THEMES.items()])
        self._fill("paper", _("Paper"), [(_("A4"), "a4"), (_("Letter"), "letter")])
        self._name(self.zoom, _("Text size"))
        self._name(self.resume, "")
        self._name(self.letters, "")
        self.resume.setText(_("Start where I stopped"))
        self.letters.setText(_("Single keys / and ? when not typing"))
        self._defaults.setText(_("Back to the defaults"))

    def _fill(self, key: str, name: str, rows: Sequence[tuple[str, str]], now: str | None = None) -> None:
        box = self.boxes[key]
        box.clear()
        for said, value in rows:
            box.addItem(said, value)
        box.setCurrentIndex(max(0, box.findData(self._desk.text(key) if now is None else now)))
        self._name(box, name)

    def _name(self, field: QWidget, name: str) -> None:
        label = self._form.labelForField(field)
        if label is not None:
            label.setText(name)  # type: ignore[attr-defined]  # a form made its labels as QLabel
        if name:
            field.setAccessibleName(name)

    def _restore(self) -> None:
        for key, value in (("theme", "system"), ("zoom", 100), ("band", ""), ("audience", ""), ("parallel_language", ""), ("paper", "a4"),
                           ("resume", True), ("single_key_shortcuts", True)):  # fmt: skip
            self._desk.set(key, value)
        self.zoom.setValue(self._desk.number("zoom") // ZOOM_STEP)
        self.resume.setChecked(self._desk.flag("resume"))
        self.letters.setChecked(self._desk.flag("single_key_shortcuts"))
        self.retranslate()
