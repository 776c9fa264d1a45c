"""What leaves the program: views offer something to export, the window asks how, and a lane writes it off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from ictguide_desktop.model.document import Document, Workbook

DOCUMENT_FORMATS = ("pdf", "docx", "json")
WORKBOOK_FORMATS = ("xlsx", "csv", "json")


class Wanted(NamedTuple):
    """How something is wanted: in which language, and whether the names of persons stay out."""

    language: str
    nameless: bool = False


class Offer(NamedTuple):
    """Something that can be exported: the stem of its file's name, what it is in words, and how it is made.

    `make` runs off the GUI thread: it reads values that were taken before, never a store or a widget. `names` says
    whether there are names of persons in it, which can be left out.
    """

    name: str
    title: str
    formats: tuple[str, ...]
    make: Callable[[Wanted], Document | Workbook]
    names: bool = False


class Exporting(QObject):
    """`asked` carries an Offer: somebody wants to export, and the window asks for format, language and place."""

    asked = Signal(object)

    def ask(self, offer: Offer) -> None:
        """Say that something is to be exported."""
        self.asked.emit(offer)
