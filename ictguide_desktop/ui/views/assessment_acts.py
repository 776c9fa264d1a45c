"""What can be done with the assessment in hand, each in one place for every view: begin, describe, copy, lock, delete, export."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.model.assessment import Assessment, Scope, Situation
from ictguide_desktop.model.guide import Band
from ictguide_desktop.services.desk import ASSESSMENTS
from ictguide_desktop.services.library import ASSESSMENT
from ictguide_desktop.ui.dialogs.assessment_details import AssessmentDialog, Details, Purpose, details_of
from ictguide_desktop.ui.dialogs.lock import Errand, LockDialog
from ictguide_desktop.ui.views.another_round import copied, next_name
from ictguide_desktop.ui.views.assessment_words import assessment_name
from ictguide_desktop.ui.views.view import Context

NAMES = {
    "details": N_("Details…"),
    "another_round": N_("Duplicate for another round…"),
    "lock": N_("Lock with a passphrase…"),
    "open": N_("Open…"),
    "close": N_("Close"),
    "change_passphrase": N_("Change the passphrase…"),
    "remove_lock": N_("Remove the lock…"),
    "delete": N_("Delete"),
}
ICONS = {
    "details": "pencil",
    "another_round": "copy",
    "lock": "shield",
    "open": "eye",
    "close": "eye-off",
    "change_passphrase": "keyboard",
    "remove_lock": "x",
    "delete": "trash-2",
}
_NOTHING_YET = Details("", "", "", "", "", Scope.ALL, Situation())


class AssessmentActs(QObject):
    """The public methods are named as in `NAMES`, which is what the menu says.

    `leaving` comes before anything is done, so that what is being typed is stored first; `told` carries what was done.
    """

    leaving = Signal()
    told = Signal(str)

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        assert context.assessing is not None
        self._context, self._assessing, self._window = context, context.assessing, window

    def possible(self, here: Assessment | None) -> frozenset[str]:
        """What can be done with an assessment as it stands."""
        if here is None:
            return frozenset()
        if not self._assessing.readable(here):
            return frozenset({"open", "delete"})
        locks = {"close", "change_passphrase", "remove_lock"} if here.locked else {"lock"}
        return frozenset({"details", "another_round", "delete"} | locks)

    # --- what it is -------------------------------------------------------------------------------------------

    def new(self) -> None:
        """Begin an assessment; it is asked what it is."""
        self.leaving.emit()
        here = self._assessing.in_hand
        first = (
            self._context.library.band is Band.FOUNDATIONAL
        )  # the guide advises it: self-assessment#decisions
        shown = _NOTHING_YET._replace(scope=Scope.CRITICAL if first else Scope.ALL)
        if here is not None and self._assessing.readable(here):
            shown = details_of(here)._replace(name="", on="", group="")
        filled = self._ask(Purpose.NEW, shown)
        if filled is not None and self._begin(filled) is not None:
            self._show_begun(filled.name)

    def details(self) -> None:
        """Change what the assessment in hand is."""
        here = self._readable()
        if here is None:
            return
        filled = self._ask(Purpose.CHANGE, details_of(here))
        if filled is not None:
            what = filled._asdict()
            del what["carry"]
            self._assessing.change(here.id, **what)

    def another_round(self) -> None:
        """Copy the assessment in hand: its targets, and its answers if wanted, to be confirmed one by one."""
        here = self._readable()
        if here is None:
            return
        renewed = here.model != self._assessing.questionnaire.model
        proposed = details_of(here)._replace(on="", carry=True)
        if not renewed:
            proposed = proposed._replace(round=next_name(here.round))
        filled = self._ask(Purpose.RENEWED if renewed else Purpose.ROUND, proposed, locked=here.locked)
        begun = self._begin(filled) if filled is not None else None
        if filled is None or begun is None:
            return
        desk = self._context.desk
        desk.write(ASSESSMENTS, lambda: copied(self._assessing, here, begun, carry=filled.carry))
        self._show_begun(filled.name)
        if here.locked:
            self.lock()

    def delete(self) -> None:
        """Delete the assessment in hand, locked or not; offers to undo it."""
        self.leaving.emit()
        here = self._assessing.in_hand
        if here is not None:
            name = assessment_name(here, readable=self._assessing.readable(here))
            self._assessing.delete(here.id, _("Assessment deleted: {name}").format(name=name))

    # --- its lock ---------------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Put the assessment in hand under a passphrase; it is closed then."""
        here = self._readable()
        if here is not None and self._errand(Errand.SET, here):
            self.told.emit(_("Locked. Open it with its passphrase to go on."))

    def open(self) -> None:
        """Open the assessment in hand for as long as the program runs."""
        here = self._assessing.in_hand
        if here is not None and self._errand(Errand.OPEN, here):
            self.told.emit(_("Open until you close it or quit; on the disk it stays locked."))

    def close(self) -> None:
        """Forget the key of the assessment in hand."""
        self.leaving.emit()
        here = self._assessing.in_hand
        if here is not None:
            self._assessing.store.close(here.id)
            self._context.desk.changed.emit(ASSESSMENTS)
            self.told.emit(_("Closed. Open it with its passphrase to go on."))

    def change_passphrase(self) -> None:
        """Give the lock another passphrase."""
        here = self._readable()
        if here is not None and self._errand(Errand.CHANGE, here):
            self.told.emit(_("The passphrase was changed."))

    def remove_lock(self) -> None:
        """Take the lock off."""
        here = self._readable()
        if here is not None and self._errand(Errand.REMOVE, here):
            self.told.emit(_("The lock was removed."))

    # --- what leaves the program ------------------------------------------------------------------------------

    def export_actions(self) -> None:
        """Offer the action list of the assessment in hand."""
        here = self._readable()
        if here is not None and self._context.exporting is not None:
            from ictguide_desktop.ui.views.action_list import action_list

            self._context.exporting.ask(action_list(self._context.library, self._assessing, here))

    # --- inside -----------------------------------------------------------------------------------------------

    def _readable(self) -> Assessment | None:
        """The assessment in hand with all that was typed; None when there is none or it is closed."""
        self.leaving.emit()
        here = self._assessing.in_hand
        return here if here is not None and self._assessing.readable(here) else None

    def _ask(self, purpose: Purpose, shown: Details, *, locked: bool = False) -> Details | None:
        dialog = AssessmentDialog(
            purpose,
            shown,
            lambda: self._assessing.questionnaire,
            lambda: self._context.library.language,
            self._window.window(),
            locked=locked,
        )
        filled = dialog.details if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        return filled

    def _begin(self, filled: Details) -> Assessment | None:
        begun = self._assessing.start(
            filled.name, filled.unit, filled.group, filled.round, filled.on, filled.scope
        )
        if begun is not None and filled.situation != begun.situation:
            self._assessing.change(begun.id, situation=filled.situation)
        return begun

    def _show_begun(self, name: str) -> None:
        """From any of the views, what was begun is answered next."""
        if self._context.library.place.page != ASSESSMENT:
            self._context.library.go(ASSESSMENT)
        self.told.emit(_("Begun: {name}. Everything is stored as you answer.").format(name=name))

    def _errand(self, errand: Errand, here: Assessment) -> bool:
        readable = self._assessing.readable(here)
        label = here.label or _("Locked assessment {day}").format(day=here.on) if readable else here.label
        dialog = LockDialog(
            errand,
            self._assessing.store,
            here.id,
            assessment_name(here, readable=readable),
            self._window.window(),
            label=label,
        )
        done = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if done:
            if not readable:
                self._assessing.take(here.id)
            else:
                self._context.desk.changed.emit(ASSESSMENTS)
        return done
