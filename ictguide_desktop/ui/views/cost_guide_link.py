"""A link from a figure to the section of the guide that explains it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ictguide_desktop.editions.edition import Catalogue
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.address import Address


class GuideLink(QPushButton):
    """Says the title of the section in the language in force; hidden where the edition has no such page."""

    go_requested = Signal(object)

    def __init__(self, address: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.address = address
        self.setObjectName("link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.go_requested.emit(self.address))

    def show_words(self, catalogue: Catalogue) -> None:
        """Write the title."""
        address = Address.parse(self.address)
        head, section = catalogue.pages.get(address.page), catalogue.where(address)
        title = head.title if head is not None else ""
        place = section.title if section is not None else title
        self.setText(_("Explained: {place}").format(place=place))
        self.setToolTip(f"{title} › {place}" if section is not None else title)
        self.setVisible(head is not None)
