"""A field for a day, which may stay empty: typed as 2026-11-24 or 24/11/2026, stored as an ISO date."""

from __future__ import annotations

import re
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ictguide_desktop.i18n.catalog import _

_ISO = re.compile(r"(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})[-./](?P<m>\d{1,2})[-./](?P<y>\d{4})")


def day_of(text: str) -> date | None:
    """The day a text names, in the digits of any script; None when it names none."""
    bare = "".join(text.split()).replace("\u200e", "").replace("\u200f", "")
    found = _ISO.fullmatch(bare) or _DAY_FIRST.fullmatch(bare)
    if found is None:
        return None
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def today() -> date:
    """The day on the user's wall."""
    return datetime.now().astimezone().date()


class DateField(QLineEdit):
    """`day_typed` carries an ISO date, or an empty text; a text that is no day is kept in the field and never stored."""

    day_typed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = ""
        self.textEdited.connect(self._type)

    @property
    def unfinished(self) -> bool:
        """Whether the field holds a text that is not a day."""
        text = self.text().strip()
        return bool(text) and day_of(text) is None

    @property
    def day(self) -> date | None:
        """The day in the field."""
        return day_of(self.text())

    def problem(self) -> str:
        """What is wrong with the text and what to do, or nothing."""
        if not self.unfinished:
            return ""
        return _("“{text}” is not a date. Write it as {example}, or press Today.").format(
            text=self.text().strip(), example=today().isoformat()
        )

    def show_day(self, iso: str, *, anew: bool = False) -> None:
        """Show a stored day; a text being written stays, unless the field now belongs to something else."""
        changed, self._day = iso != self._day, iso
        shown = self.day
        if anew or (changed and (shown.isoformat() if shown else self.text()) != iso):
            self.setText(iso)

    def put(self, day: date) -> None:
        """Fill the field in, as if typed."""
        self.setText(day.isoformat())
        self._type(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if (day := self.day) is not None:
            self.setText(day.isoformat())
        super().focusOutEvent(event)
        self.left.emit()

    def _type(self, text: str) -> None:
        day = day_of(text)
        if day is not None or not text.strip():
            self._day = day.isoformat() if day is not None else ""
            self.day_typed.emit(self._day)
