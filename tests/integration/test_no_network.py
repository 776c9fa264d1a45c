"""The whole program where there is no network at all: a namespace without interfaces, not even loopback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Root needs no namespace of users, which a changed root directory would refuse.
ALONE = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "--map-root-user"]


def _can_be_alone() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _can_be_alone(), reason="this system does not let a process leave the network")
def test_it_opens_loads_searches_and_writes_without_any_network(tmp_path: Path) -> None:
    interfaces = subprocess.run([*ALONE, "cat", "/proc/net/dev"], capture_output=True, text=True, check=True).stdout
    assert "eth" not in interfaces
    done = subprocess.run(
        [*ALONE, sys.executable, "-m", "ictguide_desktop", "selftest", "--profile", str(tmp_path / "profile")],
        capture_output=True, text=True, cwd=ROOT, timeout=110, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("selftest: ok\n")


WATCHED = """
import sys

def watch(event, arguments):
    if event.startswith("socket.") and event not in ("socket.__new__",):
        print("reached for the network:", event, arguments, file=sys.stderr)
        import os
        os._exit(97)
    if event == "socket.__new__" and arguments[1] not in (1, -1):  # 1: a socket between processes of this machine
        os._exit(98)

import os
sys.addaudithook(watch)
sys.argv = ["ictguide", "selftest", "--profile", sys.argv[1]]
from ictguide_desktop.app.main import main
code = main()
assert "PySide6.QtNetwork" not in sys.modules
sys.exit(code)
"""


def test_python_itself_reports_no_socket(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(tmp_path / "profile")],
        capture_output=True, text=True, cwd=ROOT, timeout=110, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
