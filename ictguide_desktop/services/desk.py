"""The user's own things while the program runs: every change is written at once, told to the views, and a failed one is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from ictguide_desktop.model.guide import PageHead
from ictguide_desktop.model.preferences import PreferenceValue
from ictguide_desktop.model.problems import GuideError, NoSpace, UserDataLocked
from ictguide_desktop.model.user import Run, TickState
from ictguide_desktop.store.bookmarks import Bookmarks
from ictguide_desktop.store.checklists import Checklists
from ictguide_desktop.store.database import Database, OpenKind
from ictguide_desktop.store.errors import NewerUserData
from ictguide_desktop.store.history import History
from ictguide_desktop.store.preferences import Preferences
from ictguide_desktop.store.progress import ReadingProgress

if TYPE_CHECKING:
    from ictguide_desktop.store.assessments import Assessments
    from ictguide_desktop.store.works import Works

BOOKMARKS, CHECKLISTS, HISTORY, PREFERENCES, PROGRESS = (
    "bookmarks",
    "checklists",
    "history",
    "preferences",
    "progress",
)
ASSESSMENTS, WORKS = "assessments", "works"
EVERYTHING = (BOOKMARKS, CHECKLISTS, HISTORY, PREFERENCES, PROGRESS, ASSESSMENTS, WORKS)

GROUP_LEVEL = 2

_Answer = TypeVar("_Answer")


class Standing(NamedTuple):
    """How far a run of a checklist has come: items done or not applicable, and all items."""

    run: Run
    done: int
    items: int

    @property
    def percent(self) -> int:
        """The share that is done, in per cent."""
        return round(100 * self.done / self.items) if self.items else 0


class Desk(QObject):
    """`changed` carries the kind of thing that changed; `failed` a GuideError; `undo_offered` what can be undone, in words."""

    changed = Signal(str)
    failed = Signal(object)
    undo_offered = Signal(str)
    preference_changed = Signal(str)

    def __init__(
        self, database: Database, refused: GuideError | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.database = database
        self.refused = refused
        self.bookmarks = Bookmarks(database)
        self.checklists = Checklists(database)
        self.history = History(database)
        self.preferences = Preferences(database)
        self.progress = ReadingProgress(database)
        self._undo: Callable[[], object] | None = None
        self._undo_kind = ""

    @cached_property
    def assessments(self) -> Assessments:
        """The self-assessments; imported when first asked for, since most starts never come to one."""
        from ictguide_desktop.store.assessments import Assessments

        return Assessments(self.database)

    @cached_property
    def works(self) -> Works:
        """Filled templates, cost plans, ethics records."""
        from ictguide_desktop.store.works import Works

        return Works(self.database)

    @classmethod
    def open(cls, folder: Path, parent: QObject | None = None) -> Desk:
        """Open the user's data. Where that cannot be (a newer program's data, a full disk, a folder that is held), they
        stay untouched, `refused` says why, and this session keeps nothing: the guide can be read all the same.
        """
        try:
            return cls(Database.open(folder), None, parent)
        except (NewerUserData, NoSpace, UserDataLocked) as error:
            return cls(Database.temporary(), error, parent)

    @property
    def keeps(self) -> bool:
        """Whether what the user does now will be there tomorrow."""
        return self.database.writable and self.database.report.kind != OpenKind.TEMPORARY

    def run_in_hand(self, checklist: str) -> Run | None:
        """The run of a checklist that was worked on last; None when none has been begun."""
        return max(self.checklists.runs(checklist), key=self._last_touched, default=None)

    def standing(self, checklist: PageHead) -> Standing | None:
        """How far the run worked on last has come; None when none has been begun."""
        run = self.run_in_hand(checklist.id)
        return self.standing_of(checklist, run) if run is not None else None

    def standing_of(self, checklist: PageHead, run: Run) -> Standing:
        """How far a run has come."""
        items = sum(1 for section in checklist.sections if section.level > GROUP_LEVEL)
        counts = self.checklists.counts(run.id)
        done = min(items, counts[TickState.DONE] + counts[TickState.NOT_APPLICABLE])
        return Standing(run, done, items)

    def _last_touched(self, run: Run) -> tuple[datetime, str]:
        answered = (tick.changed for tick in self.checklists.ticks(run.id).values())
        return max([run.changed, *answered]), run.id

    def write(self, kind: str, act: Callable[[], _Answer]) -> _Answer | None:
        """Do one change and tell the views; when it cannot be stored, say so and answer None."""
        try:
            answer = act()
        except GuideError as error:
            self.failed.emit(error)
            return None
        self.changed.emit(kind)
        return answer

    def set(self, key: str, value: PreferenceValue) -> None:
        """Change a preference; told also when it was stored already, since the command line may have put another in force."""
        if self.preferences.get(key) == value or self._stored(lambda: self.preferences.set(key, value)):
            self.preference_changed.emit(key)

    def text(self, key: str) -> str:
        """A preference that is text."""
        return str(self.preferences.get(key))

    def number(self, key: str) -> int:
        """A preference that is a number."""
        return int(self.preferences.get(key))

    def flag(self, key: str) -> bool:
        """A preference that is yes or no."""
        return bool(self.preferences.get(key))

    def offer_undo(self, kind: str, said: str, undo: Callable[[], object]) -> None:
        """Let the last deletion be undone; a later one takes its place."""
        self._undo, self._undo_kind = undo, kind
        self.undo_offered.emit(said)

    def undo(self) -> None:
        """Put back what was deleted last."""
        undo, self._undo = self._undo, None
        if undo is not None:
            self.write(self._undo_kind, undo)

    def reload(self, *, preferences: bool = False) -> None:
        """Tell every view that everything may have changed, as after an import; after a restored backup, preferences too."""
        for kind in EVERYTHING:
            self.changed.emit(kind)
        if preferences:
            for key in self.preferences.all():
                self.preference_changed.emit(key)

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def _stored(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except GuideError as error:
            self.failed.emit(error)
            return False
        return True
