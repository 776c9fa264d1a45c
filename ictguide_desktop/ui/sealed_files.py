"""Opening a file that was sealed with a passphrase: asks for the file, the passphrase and the folder for what is inside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.services.exporting import SEALED, opened
from ictguide_desktop.ui.problem_words import sentence


def open_sealed(window: QWidget, tell: Callable[[str], object]) -> None:
    """Unseal a file beside itself, or in another folder; the sealed one stays."""
    title = _("Open a sealed file")
    chosen, _filter = QFileDialog.getOpenFileName(window, title, "", f"*{SEALED}")
    if not chosen:
        return
    passphrase, given = QInputDialog.getText(window, title, _("Passphrase"), QLineEdit.EchoMode.Password)
    if not given:
        return
    folder = QFileDialog.getExistingDirectory(
        window, _("Folder for the file that is inside"), str(Path(chosen).parent)
    )
    if not folder:
        return
    try:
        path = opened(Path(chosen), passphrase, Path(folder))
    except GuideError as error:
        QMessageBox.warning(window, title, sentence(error))
        return
    tell(_("Opened: {path}").format(path=path))
