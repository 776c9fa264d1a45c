"""One measured start, in a process of its own: `bare` (PySide6's QMainWindow) or `guide` (the program).

The parent passes the moment at which it made the process; this prints the milliseconds until the window was
painted. Both end alike: the window is exposed, and every event up to the first paint has been handled.
"""

from __future__ import annotations

import os
import sys
import time

BEGUN = "ICTGUIDE_BENCH_BEGUN_NS"


def _report(exec_of_qt: object = None) -> int:
    from PySide6.QtWidgets import QApplication, QMainWindow

    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow) and w.isVisible())
    while not window.windowHandle().isExposed():
        QApplication.processEvents()
    QApplication.processEvents()
    print((time.monotonic_ns() - int(os.environ[BEGUN])) / 1e6, flush=True)
    # Nothing after the first paint is measured; leaving at once keeps the runs short.
    os._exit(0)


def bare() -> None:
    """The least that any PySide6 program does."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    app.setStyle("Fusion")
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    _report()


def guide(profile: str) -> None:
    """The program as a person starts it, at home."""
    from PySide6.QtWidgets import QApplication

    from ictguide_desktop.app.main import main

    # The measurement ends where the event loop would begin.
    QApplication.exec = staticmethod(_report)  # type: ignore[method-assign]
    sys.exit(main(["home", "--profile", profile, "--lang", "en"]))


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        guide(sys.argv[2])
