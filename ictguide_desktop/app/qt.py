"""Qt before it is used: imported without its import hook, and asked whether this system has what it needs to open a window."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

# Debian's packages; `./dev` installs the same.
LIBRARIES = (
    "libegl1 libgl1 libglib2.0-0 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libwayland-cursor0 libwayland-egl1"
)


def import_qt() -> None:
    """Import Qt, and give Python its own import back: PySide6 puts one in its place that reads the source of every
    module imported from then on, in search of `from __feature__ import …`, which this program does not use."""
    import builtins

    own = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = own


def screen_missing() -> bool:
    """Whether this is a Linux without a screen, or with one that does not answer: there Qt would abort."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return False
    return not os.environ.get("DISPLAY") or not _answers()


def _answers() -> bool:
    """Whether the X server that DISPLAY names lets us in; True when there is no library to ask it with."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # `lacking` says what is missing
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed


def lacking(plugins: Path | None = None) -> str:
    """What keeps Qt from opening a window here, in the loader's words; empty when nothing does.

    Qt itself aborts the process without a word that a user could act on. `plugins` is the folder of its platform plug-ins.
    """
    if sys.platform != "linux":
        return ""
    if plugins is None:
        import PySide6

        plugins = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
    guess = "wayland" if os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY") else "xcb"
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0] or guess
    plugin = plugins / f"libq{platform}.so"
    if not plugin.is_file():
        return ""
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return str(error)
    return ""
