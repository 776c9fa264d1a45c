"""Reads a drawing of the guide: its elements, and the texts with the room each has."""

from __future__ import annotations

from typing import Any, NamedTuple
from xml.parsers import expat


class Element(NamedTuple):
    """One element of a drawing, with the line it begins on and the words in it."""

    name: str
    attributes: dict[str, str]
    line: int
    text: str


class DrawingError(ValueError):
    """The drawing is not well-formed, or says more than a drawing may; `line` tells where."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def elements(drawing: str) -> list[Element]:
    """All elements of a drawing, in the order in which they begin.

    Raises:
        DrawingError: it is not well-formed XML, or declares entities or a document type.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(drawing, True)
    except expat.ExpatError as error:
        raise DrawingError(error.lineno, f"not well-formed: {expat.ErrorString(error.code)}") from error
    return reader.found


class _Reader:
    """Gathers elements as the parser meets them."""

    def __init__(self) -> None:
        self.found: list[Element] = []
        self._open: list[int] = []
        self.parser: Any = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        # An entity could hold any amount of text, or the address of a file.
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append(len(self.found))
        self.found.append(Element(name, attributes, self.parser.CurrentLineNumber, ""))

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _words(self, text: str) -> None:
        current = self._open[-1]
        self.found[current] = self.found[current]._replace(text=self.found[current].text + text)

    def _refuse(self, *_declaration: object) -> None:
        raise DrawingError(self.parser.CurrentLineNumber, "a document type is declared")
