"""What happens to an error nobody foresaw: it is written to the log, said in one sentence, and the program goes on."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from ictguide_desktop.i18n.catalog import _

log = logging.getLogger("ictguide")


def watch(say: Callable[[str], object]) -> None:
    """From now on, an unforeseen error is said through `say`; the user's data were written when they changed."""

    def caught(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        log.error("unforeseen error\n%s", "".join(traceback.format_exception(kind, error, where)))
        say(
            _(
                "Something went wrong in the program ({kind}). Your data are safe: they are saved at every change."
            ).format(kind=kind.__name__)
        )

    sys.excepthook = caught
