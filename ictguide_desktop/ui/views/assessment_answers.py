"""What is being answered: scores are written at once, texts within a second, each to the assessment it was meant for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer

from ictguide_desktop.model.assessment import Answer
from ictguide_desktop.services.assessing import Assessing

# A kill loses what was typed in the last 0.7 seconds: the clock starts at the first letter, not at the last.
SAVE_MS = 700


class _Place(NamedTuple):
    """Where a text that is being typed belongs."""

    assessment: str
    question: str


class AnswersInHand(QObject):
    """Texts that could not be stored stay in hand, to be tried again."""

    def __init__(self, assessing: Assessing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._assessing = assessing
        self._typed: dict[_Place, dict[str, str]] = {}
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SAVE_MS)
        self._clock.timeout.connect(self.flush)

    def shown(self, assessment: str, stored: Answer) -> Answer:
        """An answer as stored, with what is being typed on top."""
        typed = self._typed.get(_Place(assessment, stored.question), {})
        return replace(stored, **typed)  # type: ignore[arg-type]  # the fields that are typed are texts

    def type(self, assessment: str, question: str, field: str, text: str) -> None:
        """Note what a field holds now; it is stored within a second, or at the next `flush`."""
        self._typed.setdefault(_Place(assessment, question), {})[field] = text
        if not self._clock.isActive():
            self._clock.start()

    def give(self, assessment: str, question: str, **what: Any) -> bool:
        """Store an answer at once, with what is being typed to it; False when it could not be stored."""
        place = _Place(assessment, question)
        texts = self._typed.pop(place, {})
        if self._assessing.answer(assessment, question, **{**texts, **what}) is not None:
            return True
        if texts:
            self._typed[place] = texts
        return False

    def flush(self) -> bool:
        """Store what was typed."""
        self._clock.stop()
        for place in list(self._typed):
            known = self._assessing.store.get(place.assessment)
            if known is None:
                del self._typed[place]
            elif not self._assessing.readable(known) or not self._give_typed(place):
                return False
        return True

    def _give_typed(self, place: _Place) -> bool:
        texts = self._typed.pop(place)
        stored = self._assessing.store.answers(place.assessment).get(place.question) or Answer(place.question)
        if all(getattr(stored, field) == text for field, text in texts.items()):
            return True
        if self._assessing.answer(place.assessment, place.question, **texts) is not None:
            return True
        self._typed[place] = {**texts, **self._typed.get(place, {})}
        return False
