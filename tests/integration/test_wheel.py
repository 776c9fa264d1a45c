"""The wheel carries everything: away from the checkout it searches at once and changes nothing in itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.xdist_group("wheel")  # one worker, so that it is made once
LEFT_OUT = shutil.ignore_patterns(".*", "build", "dist", "tests", "__pycache__", "images")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, unpacked; made in a copy, so that the checkout's own edition stays as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = folder / "tree"
    shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    made = subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=110, check=False)
    assert made.returncode == 0, made.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    shutil.rmtree(tree)
    return folder / "site"


def run(installed: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program; the folder comes before the checkout's on the path."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "ictguide_desktop", *words],
        env=environment, cwd=installed.parent, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def files(folder: Path) -> dict[str, int]:
    """Every file with the time of its last change."""
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_it_searches_at_once_and_leaves_itself_alone(installed: Path) -> None:
    before = files(installed)
    done = run(installed, "search", "customs", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)
    assert "compiled" not in done.stderr
    assert files(installed) == before


def test_it_speaks_its_languages(installed: Path) -> None:
    locales = installed / "ictguide_desktop" / "_data" / "locales"
    assert {path.parts[-3] for path in locales.rglob("*.mo")} == {"fr", "ar"}
    assert not list(locales.rglob("*.po"))


def test_it_brings_fonts_icons_and_every_licence(installed: Path) -> None:
    resources = installed / "ictguide_desktop" / "_data" / "resources"
    assert {"NotoSans-Regular.ttf", "NotoSansArabic-Regular.ttf"} <= {
        p.name for p in resources.rglob("*.ttf")
    }
    assert (resources / "icons" / "search.svg").is_file()
    licences = {path.name for path in installed.glob("*.dist-info/licenses/**/LICENSE*")}
    assert {"LICENSE", "LICENSE-CONTENT"} <= licences


def test_it_takes_a_picture_of_its_window(installed: Path, tmp_path: Path) -> None:
    picture = tmp_path / "home.png"
    done = run(installed, "shot", "home", "-o", str(picture), "--lang", "ar")
    assert done.returncode == 0, done.stderr
    assert picture.stat().st_size > 10_000
