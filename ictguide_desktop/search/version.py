"""The version of the index, raised whenever analysis, weights or fields change: an index made before is then made again."""

from __future__ import annotations

from typing import Final

SCHEMA_VERSION: Final = 6
