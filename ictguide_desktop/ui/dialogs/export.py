"""Export: what, in which format and language, on which paper, sealed or not; then it is written, with progress and a way back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.i18n.formats import format_size
from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.exporting import SEALED, Exporting, Kept, Offer, Order, Wanted
from ictguide_desktop.services.library import Library
from ictguide_desktop.store.sealing import SHORTEST_PASSPHRASE
from ictguide_desktop.ui.choice import Choice, Tick
from ictguide_desktop.ui.problem_words import sentence
from ictguide_desktop.ui.translator import Retranslates
from ictguide_desktop.ui.views.view import words

FORMATS = {
    "pdf": N_("PDF, to read and print"),
    "docx": N_("Word document (DOCX)"),
    "xlsx": N_("Excel workbook (XLSX)"),
    "csv": N_("Table as text (CSV)"),
    "json": N_("Data for programs (JSON)"),
}
_ON_PAPER = ("pdf", "docx")
_WIDTH = 560


class ExportDialog(Retranslates, QDialog):
    """Stays open after a file was written, so that what was done can be read, and another format chosen."""

    def __init__(
        self,
        offers: Sequence[Offer],
        library: Library,
        desk: Desk,
        exporting: Exporting,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._offers, self._library, self._desk, self._exporting = list(offers), library, desk, exporting
        self._busy = False
        self.what, self.format, self.language, self.paper = Choice(), Choice(), Choice(), Choice()
        self.nameless, self.seal = Tick(), Tick()
        self.passphrase, self.again = QLineEdit(), QLineEdit()
        for field in (self.passphrase, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.warning, self.said = words("", "small"), words("", "soft")
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.save, self.cancel = QPushButton(), QPushButton()
        self.save.setObjectName("primary")
        self._rows = self._laid_out()
        for offer in self._offers:
            self.what.addItem(offer.title)
        self._connect()
        self.retranslate()
        self._follow_offer()
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _laid_out(self) -> list[QLabel]:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        labels = [QLabel() for _field in self._fields]
        for label, field in zip(labels, self._fields, strict=True):
            if field is self.passphrase:
                form.addRow("", self.nameless)
                form.addRow("", self.seal)
            form.addRow(label, field)
            label.setBuddy(field)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(form)
        for widget in (self.warning, self.bar, self.said):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(_WIDTH)
        self._form = form
        return labels

    def _connect(self) -> None:
        self.what.currentIndexChanged.connect(lambda _row: self._follow_offer())
        self.format.currentIndexChanged.connect(lambda _row: self._follow_format())
        self.paper.currentIndexChanged.connect(lambda _row: self._desk.set("paper", self.paper.currentData()))
        self.seal.toggled.connect(lambda _on: self._follow_seal())
        for field in (self.passphrase, self.again):
            field.textChanged.connect(lambda _text: self._judge())
        self.save.clicked.connect(self._choose_file)
        self.cancel.clicked.connect(self._leave)
        exporting = self._exporting
        exporting.progressed.connect(self._progress)
        exporting.written.connect(self._done)
        exporting.failed.connect(self._refused)
        exporting.stopped.connect(self._stopped)

    def retranslate(self) -> None:
        self.setWindowTitle(_("Export"))
        names = (_("What"), _("Format"), _("Language"), _("Paper"), _("Passphrase"), _("The same again"))
        for label, field, name in zip(self._rows, self._fields, names, strict=True):
            label.setText(name)
            field.setAccessibleName(name)
        self.nameless.setText(_("Leave out names of persons and free text"))
        self.seal.setText(_("Seal with a passphrase, for a stick or a message"))
        self.warning.setText(
            _(
                "Whoever forgets the passphrase has lost the file: nobody can open it, and there is no second way."
            )
        )
        self.save.setText(_("Save…"))
        self.cancel.setText(_("Cancel") if self._busy else _("Close"))
        self.bar.setAccessibleName(_("Progress"))

    @property
    def _fields(self) -> tuple[QWidget, ...]:
        return self.what, self.format, self.language, self.paper, self.passphrase, self.again

    # --- what is chosen ---------------------------------------------------------------------------------------

    @property
    def offer(self) -> Offer:
        """What is chosen to be exported."""
        return self._offers[max(0, self.what.currentIndex())]

    def order(self, path: Path) -> Order:
        """The order as it is chosen."""
        return Order(
            self.offer,
            Wanted(self.language.currentData(), self.nameless.isChecked() and self.offer.names),
            self.format.currentData(),
            path,
            self.paper.currentData(),
            self.passphrase.text() if self.seal.isChecked() else "",
        )

    def _follow_offer(self) -> None:
        offer = self.offer
        _refill(self.format, [(_(FORMATS[one]), one) for one in offer.formats])
        languages = offer.languages or tuple(self._library.edition.languages)
        before = self.language.currentData() or self._library.language
        _refill(self.language, [(own_name(code), code) for code in languages], before)
        if not self.paper.count():
            _refill(self.paper, [(_("A4"), "a4"), (_("Letter"), "letter")], self._desk.text("paper"))
        self.nameless.setVisible(offer.names)
        self._follow_format()
        self._follow_seal()

    def _follow_format(self) -> None:
        self._form.setRowVisible(self.paper, self.format.currentData() in _ON_PAPER)

    def _follow_seal(self) -> None:
        for field in (self.passphrase, self.again):
            self._form.setRowVisible(field, self.seal.isChecked())
        self.warning.setVisible(self.seal.isChecked())
        self.bar.setVisible(self._busy)
        self._judge()
        self.adjustSize()

    def _judge(self) -> None:
        """A file is sealed only under a passphrase that was typed twice; why not yet is said."""
        said = ""
        if self.seal.isChecked():
            if len(self.passphrase.text()) < SHORTEST_PASSPHRASE:
                said = _("The passphrase needs at least {n} characters.").format(n=SHORTEST_PASSPHRASE)
            elif self.passphrase.text() != self.again.text():
                said = _("The two passphrases differ.")
        self.save.setEnabled(not said and not self._busy)
        if not self._busy:
            self.said.setText(said)

    # --- the file ---------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        order = self.order(Path())
        name = f"{order.offer.name}-{order.wanted.language}.{order.format}"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Export"), QDir.home().filePath(name), f"{order.format.upper()} (*.{order.format})"
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the file; the dialog says how it goes."""
        order = self.order(path)
        if path.suffix.lower() != f".{order.format}":
            order = order._replace(path=path.with_name(f"{path.name}.{order.format}"))
        self._set_busy(True)
        self._exporting.write(order)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.bar.setVisible(busy)
        self.bar.setRange(0, 0)
        for field in (*self._fields, self.nameless, self.seal):
            field.setEnabled(not busy)
        self.save.setEnabled(not busy)
        self.cancel.setText(_("Cancel") if busy else _("Close"))

    def _progress(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.said.setText(f"{what}…")

    def _done(self, kept: Kept) -> None:
        self._set_busy(False)
        said = _("Saved, opened again and found right: {path} ({size})").format(
            path=kept.path, size=format_size(kept.size, self._library.language)
        )
        if kept.missing:
            shown = " ".join(kept.missing[:10])
            said += "\n" + _("The fonts lack these characters: {characters}").format(characters=shown)
        if kept.path.name.endswith(SEALED):
            said += "\n" + _("File › Open a sealed file… opens it again.")
        self.said.setText(said)
        self.adjustSize()

    def _refused(self, error: GuideError) -> None:
        self._set_busy(False)
        self.said.setText(sentence(error))
        self.adjustSize()

    def _stopped(self) -> None:
        self._set_busy(False)
        self.said.setText(_("Stopped. No file was written."))

    def _leave(self) -> None:
        if self._busy:
            self._exporting.cancel()
        else:
            self.reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._busy:
            self._exporting.cancel()
        super().closeEvent(event)


def _refill(box: Choice, rows: Sequence[tuple[str, str]], chosen: str = "") -> None:
    """Fill a box anew; what was chosen stays where it still can be."""
    wanted = chosen or box.currentData()
    box.blockSignals(True)
    box.clear()
    for said, value in rows:
        box.addItem(said, value)
    box.setCurrentIndex(max(0, box.findData(wanted)))
    box.blockSignals(False)
