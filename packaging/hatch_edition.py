"""The build hook of the wheel: compiles edition and catalogues, maps the data folders into the package."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = "ictguide_desktop/_data"
SHIPPED = {
    "content": "content",
    "resources": "resources",
    "build/locales": "locales",
    "build/edition": "edition",
}


class EditionHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts a ready edition into the wheel, so that a first start indexes nothing."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Prepare a wheel; an editable install reads the checkout itself and needs nothing made."""
        if version != "standard":
            return
        root = Path(self.root)
        sys.path[:0] = [self.root, str(root / "packaging")]
        import locales
        from ictguide_desktop.app.commands import make_edition

        self.app.display_info("Compiling the catalogues and the edition")
        locales.compile_catalogues(root / "locales", root / "build" / "locales")
        make_edition(root / "content", root / "build" / "edition")
        for source, target in SHIPPED.items():
            build_data["force_include"][str(root / source)] = f"{DATA}/{target}"
