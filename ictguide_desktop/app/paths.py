"""Where things are: content, edition, locales and resources in a checkout or a wheel; the user's folder and the cache."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import ictguide_desktop

PACKAGE = Path(ictguide_desktop.__file__).parent
_DATA = PACKAGE / "_data"
CHECKOUT = not _DATA.is_dir()
ROOT = PACKAGE.parent if CHECKOUT else _DATA
CONTENT = ROOT / "content"
LOCALES = ROOT / "build" / "locales" if CHECKOUT else ROOT / "locales"
RESOURCES = ROOT / "resources"
PORTABLE_MARKER = "portable.txt"
_APP = "ICTGuideDesktop"


def shipped_edition() -> Path:
    """The edition of this installation; in a checkout, the one that `build` makes."""
    return ROOT / "build" / "edition" if CHECKOUT else ROOT / "edition"


def portable_folder() -> Path:
    """The folder that holds `data` when the program is carried on a stick."""
    return Path(sys.argv[0]).resolve().parent if getattr(sys, "frozen", False) else ROOT


def user_folder(profile: Path | None, *, portable: bool) -> Path:
    """Where the user's own data are."""
    if profile is not None:
        return profile
    if portable or (portable_folder() / PORTABLE_MARKER).exists():
        return portable_folder() / "data"
    from platformdirs import user_data_path

    return user_data_path(_APP, appauthor=False, roaming=True)


def cached_edition(source: Path) -> Path:
    """Where an edition compiled from content outside this installation is kept: in the cache, never beside its source."""
    from platformdirs import user_cache_path

    name = hashlib.sha256(str(source.resolve()).encode()).hexdigest()[:16]
    return user_cache_path(_APP, appauthor=False) / "editions" / name
