"""Imports Whoosh, without the network library that it names and nobody here calls."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_NAMED = "urllib.request"


def import_whoosh() -> str:
    """Import Whoosh; answers its version.

    Whoosh 2.7.4 imports `urlretrieve` and never uses it. With that come ssl, http and email: 6 MB and 20 ms before the
    first search, and a network stack in a program that has none. An empty module stands in for it meanwhile.
    """
    if "whoosh.compat" not in sys.modules and _NAMED not in sys.modules:
        stand_in: Any = ModuleType(_NAMED)
        stand_in.urlretrieve = None
        sys.modules[_NAMED] = stand_in
        try:
            import whoosh.compat  # noqa: F401
        finally:
            del sys.modules[_NAMED]
    from whoosh import versionstring

    return str(versionstring())
