"""A document as PDF, through Typst: tagged for screen readers (PDF/UA-1), bookmarked, with the fonts of the guide and nothing else."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ictguide_desktop.export.flow import Flow
from ictguide_desktop.export.lettering import Lettering
from ictguide_desktop.export.typst_source import typst_source

if TYPE_CHECKING:
    from typst import Fonts


class Printed(NamedTuple):
    """The file, and the characters that its fonts could not show."""

    data: bytes
    missing: tuple[str, ...]


def pdf(flow: Flow, *, fonts: Path, paper: str = "a4") -> Printed:
    """The file for a document, the same at every time and on every machine; `paper` is `a4` or `letter`."""
    import typst

    lettering = Lettering(fonts)
    source = typst_source(flow, paper, lettering)
    compiler = typst.Compiler(font_paths=_fonts(fonts))
    data = compiler.compile(source.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=0)
    if not isinstance(data, bytes):
        raise TypeError("Typst made no file")
    return Printed(data, lettering.missing)


@lru_cache(maxsize=2)
def _fonts(folder: Path) -> Fonts:
    """The fonts of the guide alone: a font of the machine would make another file of the same document."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
