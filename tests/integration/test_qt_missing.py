"""A system that lacks what Qt needs is told which command to type; Qt's own abort is never reached."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ictguide_desktop.app import qt

ROOT = Path(__file__).parents[2]
RUN = """
import sys
from pathlib import Path
from ictguide_desktop.app import qt
qt.screen_missing = lambda: False
qt.lacking.__defaults__ = (Path(sys.argv[1]),)
from ictguide_desktop.app.main import main
sys.exit(main(["home"]))
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems bring what Qt needs")


def test_a_plug_in_that_cannot_be_loaded_is_named_with_the_command(tmp_path: Path) -> None:
    (tmp_path / "libqxcb.so").write_bytes(b"not a library")
    environment = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path)],
        capture_output=True, text=True, cwd=ROOT, env={**environment, "DISPLAY": ":77"}, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "libqxcb.so" in done.stderr
    assert "apt-get install libegl1" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_display_that_does_not_answer_is_said() -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-m", "ictguide_desktop", "home"],
        capture_output=True, text=True, cwd=ROOT, env={**environment, "DISPLAY": ":7777"}, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "no screen" in done.stderr


def test_nothing_is_lacking_where_the_window_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert qt.lacking() == ""


def test_the_names_of_the_packages_are_those_that_dev_installs() -> None:
    script = (ROOT / "dev").read_text(encoding="utf-8")
    named = script.split('QT_LIBRARIES="')[1].split('"')[0].replace("\\\n", "").split()
    assert named == qt.LIBRARIES.split()
