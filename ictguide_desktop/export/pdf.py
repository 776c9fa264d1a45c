"""A document as PDF, through Typst: tagged for screen readers (PDF/UA-1), bookmarked, with the fonts of the guide and nothing else."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ictguide_desktop.export.flow import Flow
from ictguide_desktop.export.lettering import Lettering
from ictguide_desktop.export.typst_source import typst_source

if TYPE_CHECKING:
    from typst import Fonts


# How small the text of a document may be set so that it does not exceed its pages: 8 points at the least.
SCALES = (1.0, 0.95, 0.9, 0.85, 0.8)


class Printed(NamedTuple):
    """The file, and the characters that its fonts could not show."""

    data: bytes
    missing: tuple[str, ...]


def pdf(flow: Flow, *, fonts: Path, paper: str = "a4") -> Printed:
    """The file for a document, the same at every time and on every machine; `paper` is `a4` or `letter`."""
    import typst

    lettering = Lettering(fonts)
    compiler = typst.Compiler(font_paths=_fonts(fonts))
    data = b""
    for scale in SCALES if flow.pages else SCALES[:1]:
        source = typst_source(flow, paper, lettering, scale)
        made = compiler.compile(source.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=0)
        if not isinstance(made, bytes):
            raise TypeError("Typst made no file")
        data = made
        if flow.pages and _pages(data) <= flow.pages:
            break
    return Printed(data, lettering.missing)


def _pages(data: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(data)).pages)


@lru_cache(maxsize=2)
def _fonts(folder: Path) -> Fonts:
    """The fonts of the guide alone: a font of the machine would make another file of the same document."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
