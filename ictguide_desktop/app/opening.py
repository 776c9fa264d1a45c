"""Before the window: compile the content in a process of its own, with progress and cancel; explain an absent edition."""

from __future__ import annotations

import sys
from argparse import Namespace

from PySide6.QtCore import QEventLoop, QLocale

from ictguide_desktop.app import paths
from ictguide_desktop.app.commands import wanted_edition
from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.i18n import catalog
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import LANGUAGES, best_match
from ictguide_desktop.model.problems import GuideError


def opened(args: Namespace) -> Edition | None:
    """The edition asked for; None when there is none, and that has been explained in a window and on stderr."""
    languages = [args.lang] if args.lang else [*QLocale.system().uiLanguages(), "en"]
    catalog.use(catalog.load(paths.LOCALES, best_match(languages, tuple(LANGUAGES))))
    try:
        wanted = wanted_edition(args)
        if wanted.source is not None:
            refused = _compiled(["build", str(wanted.source), "-o", str(wanted.folder), "--progress"])
            if refused:
                _explain(refused)
                return None
        return Edition.open(wanted.folder)
    except GuideError as error:
        _explain(str(error))
        return None


def _compiled(arguments: list[str]) -> str:
    """Run `ictguide` with these arguments; answers what went wrong, or nothing."""
    from PySide6.QtWidgets import QProgressDialog

    from ictguide_desktop.tasks.child import Child

    said = _("The guide is being made ready, once…")
    progress = QProgressDialog(said, _("Cancel"), 0, 100)
    progress.setWindowTitle(_("ICT Guide"))
    progress.setMinimumDuration(0)
    child, loop, ended = Child(), QEventLoop(), list[tuple[int, str]]()

    def step(done: int, total: int, what: str) -> None:
        progress.setMaximum(total)
        progress.setValue(min(done, total - 1))
        progress.setLabelText(f"{said} {what}")

    def end(code: int, errors: str) -> None:
        ended.append((code, errors))
        loop.quit()

    child.progressed.connect(step)
    child.finished.connect(end)
    progress.canceled.connect(child.cancel)
    child.start(sys.executable, ["-m", "ictguide_desktop", *arguments])
    if not ended:
        loop.exec()
    cancelled = progress.wasCanceled()
    progress.close()
    code, errors = ended[0]
    if cancelled:
        return _("Making the guide ready was cancelled. Nothing was changed; start the program again to go on.")
    return "" if code == 0 else errors.splitlines()[-1].removeprefix("ictguide: ") if errors else _("The guide could not be made ready.")


def _explain(sentence: str) -> None:
    from PySide6.QtWidgets import QMessageBox

    print(f"ictguide: {sentence}", file=sys.stderr)
    box = QMessageBox(QMessageBox.Icon.Warning, _("ICT Guide"), _("There is no guide to show yet."))
    box.setInformativeText(sentence)
    box.exec()
