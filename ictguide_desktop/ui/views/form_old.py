"""What is kept in a form although its template no longer asks it: read only, and never lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ictguide_desktop.assess.forms import Form
from ictguide_desktop.export.filled import note_parts
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.views.form_words import put
from ictguide_desktop.ui.views.view import words


class OldFields(QFrame):
    """Hidden while nothing is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self._title, self._lead = words("", "sectionTitle"), words("", "soft")
        self._kept: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 22, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self._title)
        self._column.addWidget(self._lead)
        self.hide()

    def show_form(self, form: Form, names: Sequence[str], language: str) -> None:
        """Show what stands under names that the template does not have."""
        kept = [(name, self._said(form, name, language)) for name in names]
        shown = (language, *kept)
        if shown == self._shown:
            return
        self._shown = shown
        self.setVisible(bool(kept))
        put(self._title, _("No longer asked"), hide=False)
        put(
            self._lead,
            _("The template of this edition does not have these fields. What stands in them is kept."),
            hide=False,
        )
        for label in self._kept:
            self._column.removeWidget(label)
            label.deleteLater()
        self._kept = []
        for name, said in kept:
            for text, look in ((name, "itemCode"), (said, "")):
                label = words(text, look)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._column.addWidget(label)
                self._kept.append(label)

    def _said(self, form: Form, name: str, language: str) -> str:
        rows = (" · ".join(cell for cell in row if cell.strip()) for row in form.rows(name))
        return "\n".join(
            part for part in (form.text(name), *rows, *note_parts(form.note(name), _, language)) if part
        )
