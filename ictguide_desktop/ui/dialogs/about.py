"""About: versions, edition, where the user's data are, and what this guide is not."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from ictguide_desktop import __version__
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.formats import format_date, parse_iso
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.views.view import words


class AboutDialog(QDialog):
    """All its text can be selected and copied, for a support request."""

    def __init__(self, library: Library, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About ICT Guide Desktop"))
        self.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * 72, 880))
        edition = library.edition
        day = parse_iso(edition.date)
        rows = [
            _("Program: {version}").format(version=__version__),
            _("Edition: {name}, {date}").format(
                name=edition.name, date=format_date(day, library.language) if day else edition.date
            ),
            _("Fingerprint of the edition: {digest}").format(digest=edition.digest[:16]),
            f"Qt {qVersion()} · PySide6 {PySide6.__version__} · Python {platform.python_version()}",
            _("Your data: {path}").format(path=desk.database.path or _("not kept in this session")),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(words(_("ICT Guide Desktop"), "sectionTitle"))
        notice = words(
            _(
                "Independent guidance aligned with the structure proposed in PC0796Fa; not adopted or endorsed by the WCO."
            ),
            "soft",
        )
        column.addWidget(notice)
        facts = QLabel("\n".join(rows))
        facts.setTextFormat(Qt.TextFormat.PlainText)
        facts.setWordWrap(True)
        facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        facts.setAccessibleName("\n".join(rows))
        column.addWidget(facts)
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
