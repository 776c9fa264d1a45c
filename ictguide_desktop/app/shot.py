"""A picture of the real window, taken offscreen with a profile of its own that is thrown away."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from ictguide_desktop.app.window import Program, settle
from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.model.problems import GuideError

SETTLE_MS, SEARCH_MS = 120, 20_000


class PictureNotSaved(GuideError):
    """The picture could not be written."""


def shot(app: QApplication, edition: Edition, args: Namespace) -> int:
    """Draw the target and save it; the user's own data are used only when a profile is named.

    Raises:
        NotFound: there is no such target.
        PictureNotSaved: the file cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        program = Program(app, edition, args, profile=args.profile or Path(folder))
        program.window.resize(*args.size)
        program.open_at(args.target)
        program.window.choices.set_beside(args.beside or "")
        program.window.show()
        settle(SETTLE_MS)
        if args.search:
            _search(program, args.search)
        saved = program.window.grab().save(str(args.output))
        program.window.close()
        program.desk.close()
    if not saved:
        raise PictureNotSaved(
            f"The picture {args.output} cannot be written. Choose another folder, and a name that ends in .png."
        )
    return 0


def _search(program: Program, text: str) -> None:
    """Search, and wait until the answer, or the reason why there is none, is on the screen."""
    loop = QEventLoop()
    program.finder.found.connect(loop.quit)
    program.finder.failed.connect(loop.quit)
    QTimer.singleShot(SEARCH_MS, loop.quit)
    program.window.search_box.search(text)
    loop.exec()
    settle(SETTLE_MS)
