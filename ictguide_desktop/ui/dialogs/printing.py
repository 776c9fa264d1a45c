"""Print: choose what goes on paper, see it as it will be, print it or save it as PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGraphicsView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.export.html import View
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.model.address import Address
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.choice import Choice
from ictguide_desktop.ui.printing import PrintJob, print_job, set_paper
from ictguide_desktop.ui.reader.typeset import Typesetter

_EVERYTHING, _ROLE, _SECTION = "everything", "role", "section"


class PrintDialog(QDialog):
    """Shows the pages; what is chosen is shown at once."""

    def __init__(
        self,
        library: Library,
        desk: Desk,
        typesetter: Typesetter,
        address: Address,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._desk = desk
        self._typesetter = typesetter
        self._address = address
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.setWindowTitle(_("Print or save as PDF"))
        self.resize(_fitting(parent))
        self.what, self.paper = Choice(), Choice()
        self._fill()
        self.preview = QPrintPreviewWidget(self._printer)
        self.preview.paintRequested.connect(self._paint)
        for part in (self.preview, *self.preview.findChildren(QGraphicsView)):
            part.setAccessibleName(_("Preview"))
        for view in self.preview.findChildren(QGraphicsView):
            view.scene().setBackgroundBrush(self.palette().window())
            view.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.print_button, self.save_button, cancel = (
            QPushButton(_("Print…")),
            QPushButton(_("Save as PDF…")),
            QPushButton(_("Close")),
        )
        self.print_button.setEnabled(bool(QPrinterInfo.availablePrinterNames()))
        first = self.print_button if self.print_button.isEnabled() else self.save_button
        first.setObjectName("primary")
        if not self.print_button.isEnabled():
            self.print_button.setToolTip(
                _("There is no printer on this computer. Save as PDF and print it elsewhere.")
            )
        self._said = QLabel()
        self._said.setObjectName("small")
        self._said.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.what, self.paper):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self.print_button, self.save_button, cancel):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.preview, 1)
        column.addWidget(self._said)
        self.what.currentIndexChanged.connect(lambda _row: self.preview.updatePreview())
        self.paper.currentIndexChanged.connect(self._change_paper)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        cancel.clicked.connect(self.reject)
        set_paper(self._printer, self.paper.currentData())
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def job(self) -> PrintJob:
        """What is chosen."""
        choice = self.what.currentData()
        view = View(self._library.audience, self._library.band) if choice == _ROLE else View()
        return PrintJob(self._address, self._library.language, view, choice == _SECTION)

    def save_to(self, path: Path) -> bool:
        """Save the job as PDF; False when the file cannot be written."""
        if not _can_be_written(path):
            return False
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setDocName(self._library.catalogue.pages[self._address.page].title)
        printer.setCreator("ICT Guide Desktop")
        set_paper(printer, self.paper.currentData())
        return (
            print_job(self.job, printer, self._library, self._typesetter) > 0
            and path.is_file()
            and path.stat().st_size > 0
        )

    def _fill(self) -> None:
        head = self._library.catalogue.pages[self._address.page]
        if self._library.audience is not None or self._library.band is not None:
            self.what.addItem(_("What is for my role"), _ROLE)
        self.what.addItem(_("The whole page"), _EVERYTHING)
        section = head.section(self._address.section) if self._address.section else None
        if section is not None:
            self.what.addItem(_("Only “{section}”").format(section=section.title), _SECTION)
        self.what.setAccessibleName(_("What is printed"))
        for key, said in (("a4", _("A4")), ("letter", _("Letter"))):
            self.paper.addItem(said, key)
        self.paper.setCurrentIndex(max(0, self.paper.findData(self._desk.text("paper"))))
        self.paper.setAccessibleName(_("Paper"))

    def _change_paper(self) -> None:
        self._desk.set("paper", self.paper.currentData())
        set_paper(self._printer, self.paper.currentData())
        self.preview.updatePreview()

    def _paint(self, printer: QPrinter) -> None:
        count = print_job(self.job, printer, self._library, self._typesetter)
        self._said.setText(ngettext("{n} page", "{n} pages", count).format(n=count))

    def _print(self) -> None:
        dialog = QPrintDialog(self._printer, self)
        if dialog.exec() and print_job(self.job, self._printer, self._library, self._typesetter):
            self.accept()

    def _save(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), f"{self._address.page}-{self._library.language}.pdf", "PDF (*.pdf)"
        )
        if not chosen:
            return
        if self.save_to(Path(chosen)):
            self._said.setText(_("Saved: {path}").format(path=chosen))
        else:
            self._said.setText(
                _("The file {path} cannot be written. Choose another folder.").format(path=chosen)
            )


def _fitting(window: QWidget | None) -> QSize:
    """A sheet of paper stands upright: the dialog is as high as its window allows."""
    room = window.window().size() if window is not None else QSize(960, 640)
    return QSize(max(720, min(960, room.width() - 80)), max(520, min(960, room.height() - 60)))


def _can_be_written(path: Path) -> bool:
    """Whether a file may stand there; what is there already stays as it is."""
    try:
        with path.open("ab"):
            return True
    except OSError:
        return False
