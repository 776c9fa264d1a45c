"""What every test stands on: no display, no network, a home of its own, catalogues compiled."""

from __future__ import annotations

import os
import runpy
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
XDG = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported: without a screen it aborts
# The same examples in every run, so that a red one is a change of ours; ICTGUIDE_EXPLORE=1 looks for new ones.
settings.register_profile(
    "guide",
    deadline=None,
    derandomize="ICTGUIDE_EXPLORE" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("guide")

_home = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole run a home of its own: no test may read or write the user's data."""
    home = Path(tempfile.mkdtemp(prefix="ictguide-home-"))
    config.stash[_home] = home
    for name in HOMES:
        os.environ[name] = str(home)
    for name in XDG:
        folder = home / name.lower()
        folder.mkdir(mode=0o700)
        os.environ[name] = str(folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the home."""
    shutil.rmtree(config.stash[_home], ignore_errors=True)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the catalogues, once for all workers, so that a plain `pytest` sees the words of today."""
    if not hasattr(session.config, "workerinput"):
        task = runpy.run_path(str(ROOT / "packaging" / "locales.py"))
        task["compile_catalogues"](ROOT / "locales", ROOT / "build" / "locales")


class NetworkError(AssertionError):
    """The program reached for the network, which it never may."""


def _refuse(_socket: socket.socket, address: Any, *_more: Any) -> NoReturn:
    raise NetworkError(f"a socket was about to be used: {address!r}")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail the test that opens a socket, resolves a name or loads Qt's network module."""
    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, _refuse)
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"):
        monkeypatch.setattr(socket, name, _refuse)
    yield
    assert "PySide6.QtNetwork" not in sys.modules, "the program imports QtNetwork"


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT
