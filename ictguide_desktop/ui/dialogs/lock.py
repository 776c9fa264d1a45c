"""The lock of an assessment: set a passphrase, open, change it, take it off; what a forgotten one means is said before it is set."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.store.assessments import Assessments
from ictguide_desktop.store.errors import AssessmentDamaged, PassphraseTooShort, SealDamaged, WrongPassphrase
from ictguide_desktop.store.sealing import SHORTEST_PASSPHRASE
from ictguide_desktop.ui.choice import Tick
from ictguide_desktop.ui.dialogs.roomy import RoomyDialog
from ictguide_desktop.ui.problem_words import sentence
from ictguide_desktop.ui.translator import Retranslates
from ictguide_desktop.ui.views.view import words

_LETTERS = 66
_LONGEST_LABEL = 80


class Errand(Enum):
    """What is done to the lock."""

    SET = auto()
    OPEN = auto()
    CHANGE = auto()
    REMOVE = auto()


_ASKED = {
    Errand.SET: ("new", "again"),
    Errand.OPEN: ("old",),
    Errand.CHANGE: ("old", "new", "again"),
    Errand.REMOVE: ("old",),
}


class LockDialog(Retranslates, RoomyDialog):
    """Does its errand itself, so that a wrong passphrase can be typed again; `left_over` are the copies it could not seal."""

    def __init__(
        self,
        errand: Errand,
        store: Assessments,
        assessment: str,
        name: str,
        parent: QWidget | None = None,
        *,
        label: str = "",
    ) -> None:
        super().__init__(_LETTERS, parent)
        self._errand, self._store, self._assessment, self._name = errand, store, assessment, name
        self.left_over: tuple[Path, ...] = ()
        self.sealed: tuple[Path, ...] = ()
        self.fields = {field: QLineEdit(self) for field in _ASKED[errand]}
        self.label = QLineEdit(label, self)
        self.label.setMaxLength(_LONGEST_LABEL)
        self.shown = Tick(self)
        self._title, self._before = words("", "sectionTitle"), words("", "")
        self._labels = {field: QLabel(self) for field in ("label", *self.fields)}
        self._label_said, self._said = words("", "small"), words("", "warningText")
        self._problem: GuideError | None = None
        self._done = False
        self._lay_out()
        self._connect()
        self.retranslate()
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- words ------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        title, before, take = self._errand_words()
        self.setWindowTitle(title)
        self._title.setText(title)
        self._before.setText(self._after_words() if self._done else before)
        self._notice.setVisible(bool(self._before.text()))
        self.take.setText(_("Close") if self._done else take)
        self.leave.setText(_("Cancel"))
        again = _("The same passphrase again")
        names = {
            "label": _("Shown while it is locked"),
            "old": _("Passphrase of today") if self._errand is Errand.CHANGE else _("Passphrase"),
            "new": _("New passphrase") if self._errand is Errand.CHANGE else _("Passphrase"),
            "again": again,
        }
        for field, label in self._labels.items():
            label.setText(names[field])
            self._field(field).setAccessibleName(names[field])
        self._label_said.setText(
            _("Anybody at this computer can read this line: leave out what should stay secret.")
        )
        self.label.setAccessibleDescription(self._label_said.text())
        self.shown.setText(_("Show what is typed"))
        self._check()

    def _errand_words(self) -> tuple[str, str, str]:
        match self._errand:
            case Errand.SET:
                return (
                    _("Lock “{name}”").format(name=self._name),
                    _(
                        "Write the passphrase down and keep it in a safe place before you go on. Whoever forgets it has lost "
                        "the assessment: nobody can open it, there is no second way, and no copy of it is kept. "
                        "{n} characters are the least; four words that do not belong together are good."
                    ).format(n=SHORTEST_PASSPHRASE),
                    _("Lock"),
                )
            case Errand.OPEN:
                return (_("Open “{name}”").format(name=self._name), "", _("Open"))
            case Errand.CHANGE:
                return (
                    _("Another passphrase for “{name}”").format(name=self._name),
                    _(
                        "From then on only the new passphrase opens it. Write it down and keep it in a safe place: "
                        "whoever forgets it has lost the assessment."
                    ),
                    _("Change"),
                )
            case Errand.REMOVE:
                return (
                    _("Remove the lock of “{name}”").format(name=self._name),
                    _("From then on everybody who can use this computer can read its answers and plans."),
                    _("Remove the lock"),
                )

    def _after_words(self) -> str:
        said = []
        if self.left_over:
            said.append(
                ngettext(
                    "It is locked, but this older copy could not be seen to, and may still show what the assessment says. "
                    "Close whatever uses it, then open the assessment once: the guide tries again. Or delete the file.",
                    "It is locked, but these {n} older copies could not be seen to, and may still show what the assessment says. "
                    "Close whatever uses them, then open the assessment once: the guide tries again. Or delete the files.",
                    len(self.left_over),
                ).format(n=len(self.left_over))
            )
            said += [f"\u2066{path}\u2069" for path in self.left_over]
        if self.sealed:
            said.append(
                ngettext(
                    "This damaged copy was sealed as a whole with the same passphrase:",
                    "These {n} damaged copies were sealed as a whole with the same passphrase:",
                    len(self.sealed),
                ).format(n=len(self.sealed))
            )
            said += [f"\u2066{path}\u2069" for path in self.sealed]
        return "\n".join(said)

    # --- doing ------------------------------------------------------------------------------------------------

    def _take(self) -> None:
        if self._done:
            self.accept()
            return
        if not self._check(finished=True):
            return
        QGuiApplication.setOverrideCursor(
            Qt.CursorShape.WaitCursor
        )  # a guess is made to cost a third of a second
        try:
            self._acts()[self._errand]()
        except GuideError as error:
            self._problem = error
        else:
            self._finish()
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._check(finished=True)
        first = next(iter(self.fields.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()
        self.area.ensureWidgetVisible(self._said)

    def _acts(self) -> dict[Errand, Callable[[], None]]:
        return {
            Errand.SET: self._lock,
            Errand.OPEN: lambda: _nothing(self._store.open(self._assessment, self.fields["old"].text())),
            Errand.CHANGE: self._change,
            Errand.REMOVE: lambda: _nothing(self._store.unlock(self._assessment, self.fields["old"].text())),
        }

    def _lock(self) -> None:
        locked = self._store.lock(self._assessment, self.fields["new"].text(), self.label.text().strip())
        self.left_over, self.sealed = locked.failed, locked.sealed

    def _change(self) -> None:
        texts = {field: line.text() for field, line in self.fields.items()}
        changed = self._store.change_passphrase(self._assessment, texts["old"], texts["new"])
        self.left_over, self.sealed = changed.failed, changed.sealed

    def _finish(self) -> None:
        """What was typed goes; copies that could not be seen to are shown before the dialog is left."""
        for line in self.fields.values():
            line.clear()
        if not self.left_over and not self.sealed:
            self.accept()
            return
        self._done = True
        for widget in (
            *self._labels.values(),
            *self.fields.values(),
            self.label,
            self._label_said,
            self.shown,
            self.leave,
        ):
            widget.hide()
        self.retranslate()
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Escape leaves everything as it was; once it is done there is nothing to take back."""
        if self._done:
            self.accept()
        else:
            super().reject()

    # --- inside -----------------------------------------------------------------------------------------------

    def _field(self, name: str) -> QLineEdit:
        return self.label if name == "label" else self.fields[name]

    def _lay_out(self) -> None:
        self._notice = QFrame(self)
        self._notice.setObjectName("notice" if self._errand is not Errand.OPEN else "tinted")
        inside = QVBoxLayout(self._notice)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.addWidget(self._before)
        self._before.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = self.inside
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addSpacing(4)
        column.addWidget(self._notice)
        column.addSpacing(6)
        for name, label in self._labels.items():
            label.setObjectName("soft")
            field = self._field(name)
            field.setEchoMode(QLineEdit.EchoMode.Normal if name == "label" else QLineEdit.EchoMode.Password)
            column.addWidget(label)
            column.addWidget(field)
            if name == "label":
                column.addWidget(self._label_said)
        column.addWidget(self.shown)
        column.addWidget(self._said)
        column.addStretch(1)
        if self._errand is not Errand.SET:
            for widget in (self._labels["label"], self.label, self._label_said):
                widget.hide()

    def _connect(self) -> None:
        for line in self.fields.values():
            line.textEdited.connect(self._forget_problem)
        self.shown.toggled.connect(self._show_typed)
        self.take.clicked.connect(self._take)

    def _show_typed(self, on: bool) -> None:
        for line in self.fields.values():
            line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    def _forget_problem(self, _text: str) -> None:
        self._problem = None
        self._check()

    def _check(self, *, finished: bool = False) -> bool:
        """Say what is wrong: with what was typed once the field is left, with the passphrase once it was tried."""
        said = problem_words(self._problem) if self._problem is not None else self._wrong(finished=finished)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        for line in self.fields.values():
            line.setAccessibleDescription(said)
        self.fit()
        return not said

    def _wrong(self, *, finished: bool) -> str:
        texts = {field: line.text() for field, line in self.fields.items()}
        if self._done:
            return ""
        if finished and not all(texts.values()):
            return _("Type the passphrase.") if len(texts) == 1 else _("Fill in every field.")
        if texts.get("again") and not texts["new"].startswith(texts["again"]):
            return _("The two passphrases are not the same. Type the second one again.")
        if finished and "again" in texts and texts["again"] != texts["new"]:
            return _("The two passphrases are not the same. Type the second one again.")
        return ""


def problem_words(error: GuideError) -> str:
    """What went wrong with a lock, in the language in force."""
    match error:
        case WrongPassphrase():
            return _(
                "This is not the passphrase. Type it again, and mind capital letters, spaces and the language of the keyboard."
            )
        case PassphraseTooShort():
            return _(
                "A passphrase needs at least {n} characters. Choose a longer one, such as four words."
            ).format(n=error.shortest)
        case SealDamaged():
            return _("What was sealed is damaged and cannot be opened. Restore an earlier copy of your data.")
        case AssessmentDamaged():
            return _(
                "Parts of this assessment are damaged ({names}); all else is whole. Enter them again, or restore an earlier copy."
            ).format(names=", ".join(error.names))
    return sentence(error)


def _nothing(_answer: object) -> None:
    return None
