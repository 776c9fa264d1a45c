"""What a tagged PDF says, in the order in which a screen reader would say it: read from its structure, not from where its
letters lie on the page.

The text extraction of pypdf goes by position, and gives the words of an Arabic line in the order in which they lie from the
left. The structure tree names the pieces of each page in reading order; the letters of a piece are marked in the page as
running from the right (`ReversedChars`) where they do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from io import BytesIO
from typing import Any, NamedTuple

from ictguide_desktop.i18n.languages import is_rtl


def _string(depth: int) -> bytes:
    """A string of a page; brackets inside it need no escape as long as they come in pairs."""
    inner = rb"|\(" + _string(depth - 1) + rb"\)" if depth else b""
    return rb"(?:[^()\\]|\\." + inner + rb")*"


# Tokens of a page as our writer makes it: names, numbers, dictionaries, both kinds of string, operators.
_TOKEN = re.compile(
    rb"\((?P<string>" + _string(8) + rb")\)|<<(?P<dict>.*?)>>(?=\s*BDC)|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|/(?P<name>[^\s/<>()\[\]]+)|(?P<word>[A-Za-z'\"*]+\d?)|(?P<number>[-+]?\d*\.?\d+)|[\[\]]|%[^\n]*",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPES = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
_MCID = re.compile(rb"/MCID\s+(\d+)")
_LANG = re.compile(rb"/Lang\s*\((\w+)")
_ACTUAL = re.compile(rb"/ActualText\s*(?:<([0-9A-Fa-f\s]*)>|\((.*)\))", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_TRIPLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_WHOLE = {"/TOC", "/Figure"}  # told apart from the text


class Told(NamedTuple):
    """A PDF as it is told: its title and language, whether it is tagged, its bookmarks, text and figures, its pages, and the
    fonts that are not in it.
    """

    title: str
    language: str
    tagged: bool
    bookmarks: tuple[str, ...]
    text: str
    figures: tuple[str, ...]
    pages: int
    foreign_fonts: tuple[str, ...]


def tell(data: bytes) -> Told:
    """Read a PDF of ours; of one that is not whole, pypdf or this reader raises what it meets."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    root: Any = reader.trailer["/Root"]
    pages = {page.indirect_reference.idnum: page for page in reader.pages if page.indirect_reference}
    telling = _Telling(pages)
    telling.walk(root["/StructTreeRoot"]["/K"], None, str(root.get("/Lang", "")))
    return Told(
        reader.metadata.title or "" if reader.metadata else "",
        str(root.get("/Lang", "")),
        bool(root.get("/MarkInfo", {}).get("/Marked", False)),
        tuple(_bookmarks(reader.outline)),
        "".join(telling.text),
        tuple(telling.figures),
        len(pages),
        tuple(sorted(_foreign(pages.values()))),
    )


class Piece(NamedTuple):
    """The text of one marked piece of a page, in reading order, where on the page it begins, and its language if it is not that
    of the text around it.
    """

    text: str
    turned: bool
    alone: bool
    left: float
    base: float
    size: float
    language: str = ""


_NOTHING = Piece("", False, False, 0, 0, 0)


def joined(pieces: Sequence[Piece], language: str, before: Piece | None = None) -> str:
    """The text of neighbouring pieces in a text of a language, with the piece that was said before them.

    A run of letters from the right is cut where the font changes and where a vowel sign is raised or lowered, and its pieces
    then follow one another as they lie from the left. A vowel sign that is a piece of its own stands for its letter as
    well, which was said before.
    """
    text = ""
    for run in _runs(pieces, language):
        beside = before is not None and _on_one_line(run[0], before)
        goes_left = beside and before is not None and run[0].left < before.left
        # Signs alone tell by their place which way they go: left of what came before them, or right of it.
        begins = is_rtl(run[0].language or language) and not beside
        turned = any(piece.turned for piece in run) or goes_left or begins
        said: Piece | None = None
        for piece in reversed(run) if turned else run:
            there = piece.alone if said is None or not turned else abs(piece.left - said.left) < _HAIR
            if not (there and _has_sign(piece.text) and text.endswith(piece.text)):
                text += piece.text
            said = piece
        before = run[-1]
    return text


def _runs(pieces: Sequence[Piece], language: str) -> Iterator[list[Piece]]:
    """Pieces that may be one run from the right, or signs beside each other, on one line; every other piece by itself."""
    run: list[Piece] = []
    kind = _Kind.OTHER
    for piece in pieces:
        before, kind = kind, _kind(piece, language)
        if run:
            last = run[-1]
            goes_on = kind == before != _Kind.OTHER and _on_one_line(piece, last) and piece.left >= last.left
            if not goes_on:
                yield run
                run = []
        run.append(piece)
    if run:
        yield run


class _Kind(Enum):
    """What a piece can be part of."""

    RIGHT = "right"
    SIGN = "sign"
    OTHER = "other"


def _kind(piece: Piece, language: str) -> _Kind:
    """A sign alone belongs to the letters around it where the text runs from the right, and to its like elsewhere."""
    if piece.turned or (piece.alone and _has_sign(piece.text)):
        return _Kind.RIGHT
    if not (piece.alone and _is_neutral(piece.text)):
        return _Kind.OTHER
    return _Kind.RIGHT if is_rtl(piece.language or language) else _Kind.SIGN


def _is_from_right(text: str) -> bool:
    """Whether a text has a letter of a writing from the right."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def _on_one_line(one: Piece, other: Piece) -> bool:
    return abs(one.base - other.base) < 0.68 * max(one.size, other.size)


def _has_sign(text: str) -> bool:
    return any(unicodedata.combining(character) for character in text)


def _is_neutral(text: str) -> bool:
    """Whether a text has no direction of its own, such as a bracket."""
    return all(unicodedata.bidirectional(character) in _NEUTRAL for character in text)


_HAIR = 0.01  # points
_NEUTRAL = {"WS", "ON", "CS", "ES", "ET", "BN", "B", "S", ""}


class _Telling:
    """Walks the structure of a file and gathers its words."""

    def __init__(self, pages: Mapping[int, Any]) -> None:
        self._pages = pages
        self._read: dict[int, Mapping[int, Piece]] = {}
        self._fonts: dict[int, Mapping[int, str]] = {}
        self._waiting: list[Piece] = []
        self._before: Piece | None = None
        self.text: list[str] = []
        self.figures: list[str] = []

    def walk(self, node: Any, page: int | None, language: str) -> None:
        """One node of the tree and those beneath it, in the language of their text."""
        if isinstance(node, int):
            if page is not None:
                self._waiting.append(self._piece(page, node))
            return
        if isinstance(node, list):
            for child in node:
                self.walk(child if isinstance(child, int) else child.get_object(), page, language)
            return
        if "/Pg" in node:
            page = node.raw_get("/Pg").idnum
        if node.get("/Type") == "/MCR":
            self.walk(int(node["/MCID"]), page, language)
            return
        self._say(language)
        kind = node.get("/S")
        if kind == "/Figure":
            self.figures.append(str(node.get("/Alt", "")))
        if kind in _WHOLE or "/K" not in node:
            return
        language = str(node.get("/Lang", language))
        self.walk(node["/K"], page, language)
        self._say(language)
        self.text.append("\n")

    def _say(self, language: str) -> None:
        self.text.append(joined(self._waiting, language, self._before))
        self._before = self._waiting[-1] if self._waiting else self._before
        self._waiting = []

    def _piece(self, page: int, number: int) -> Piece:
        if page not in self._read:
            self._read[page] = _pieces(self._pages[page], self._fonts)
        return self._read[page].get(number, _NOTHING)


def _pieces(page: Any, known: dict[int, Mapping[int, str]]) -> Mapping[int, Piece]:
    """The text of each marked piece of a page."""
    fonts: dict[bytes, Mapping[int, str]] = {}
    for name, reference in page["/Resources"].get("/Font", {}).items():
        number = page["/Resources"]["/Font"].raw_get(name).idnum
        if number not in known:
            known[number] = _letters(reference.get_object())
        fonts[name[1:].encode()] = known[number]
    return _Reading(fonts).pieces(page.get_contents().get_data())


class _Reading:
    """Reads the operators of a page, with what each shape of a piece stands for, as the shapes lie from the left."""

    def __init__(self, fonts: Mapping[bytes, Mapping[int, str]]) -> None:
        self._fonts = fonts
        self._font: Mapping[int, str] = {}
        self._marks: list[tuple[str, int]] = []
        self._numbers: list[float] = []
        self._shapes: list[tuple[str, bool]] = []
        self._place = (0.0, 0.0, 0.0)
        self._language = ""
        self._found: dict[int, Piece] = {}

    def pieces(self, content: bytes) -> Mapping[int, Piece]:
        """Every marked piece by its number."""
        name = b""
        properties = b""
        for token in _TOKEN.finditer(content):
            match token.lastgroup:
                case "number":
                    self._numbers.append(float(token["number"]))
                case "string":
                    self._show(_unescaped(token["string"]))
                case "hex":
                    self._show(bytes.fromhex(token["hex"].decode()))
                case "name":
                    name = token["name"]
                case "dict":
                    properties = token["dict"]
                case "word":
                    self._operate(token["word"], name, properties)
                    self._numbers = []
        return self._found

    def _operate(self, operator: bytes, name: bytes, properties: bytes) -> None:
        left, base, size = self._place
        match operator:
            case b"BMC":
                self._marks.append(("reversed" if name == b"ReversedChars" else "", 0))
            case b"BDC":
                self._begin(properties)
            case b"EMC" if self._marks:
                self._end(*self._marks.pop())
            case b"cm" if len(self._numbers) == 6:
                self._place = (self._numbers[4], self._numbers[5], size)
            case b"Tf":
                self._font = self._fonts.get(name, {})
                self._place = (left, base, self._numbers[-1] if self._numbers else 0)

    def _begin(self, properties: bytes) -> None:
        number, actual = _MCID.search(properties), _ACTUAL.search(properties)
        if number:
            named = _LANG.search(properties)
            self._language = named[1].decode() if named else ""
            self._marks.append(("piece", int(number[1])))
            self._shapes = []
        elif actual:
            raw = bytes.fromhex(actual[1].decode()) if actual[1] is not None else _unescaped(actual[2])
            self._shapes.append((_decoded(raw), self._is("reversed")))
            self._marks.append(("instead", 0))
        else:
            self._marks.append(("", 0))

    def _end(self, kind: str, number: int) -> None:
        if kind == "piece":
            texts = [text for text, _ in self._shapes]
            # The writer does not mark every run of letters from the right, but all lie in the order of the eye.
            turned = any(is_turned or _is_from_right(text) for text, is_turned in self._shapes)
            text = "".join(reversed(texts) if turned else texts)
            self._found[number] = Piece(text, turned, len(texts) == 1, *self._place, self._language)
            self._shapes = []

    def _is(self, kind: str) -> bool:
        return any(mark == kind for mark, _ in self._marks)

    def _show(self, codes: bytes) -> None:
        if self._is("instead"):
            # The words stand already; they run the way of the letters that they stand for.
            text, _ = self._shapes[-1]
            self._shapes[-1] = (text, self._is("reversed"))
            return
        turned = self._is("reversed")
        for at in range(0, len(codes) - 1, 2):
            self._shapes.append((self._font.get(int.from_bytes(codes[at : at + 2]), ""), turned))


def _letters(font: Any) -> Mapping[int, str]:
    """What each code of a font stands for."""
    if "/ToUnicode" not in font:
        return {}
    table = font["/ToUnicode"].get_data()
    letters: dict[int, str] = {}
    for block in _CHARS.findall(table):
        for code, text in _PAIR.findall(block):
            letters[int(code, 16)] = _utf16(text)
    for block in _RANGES.findall(table):
        for first, last, text in _TRIPLE.findall(block):
            start = _utf16(text)
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + step] = start[:-1] + chr(ord(start[-1]) + step)
    return letters


def _utf16(hexadecimal: bytes) -> str:
    return bytes.fromhex(hexadecimal.decode()).decode("utf-16-be", "replace")


def _decoded(raw: bytes) -> str:
    return raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _unescaped(raw: bytes) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        what = found[1]
        return bytes([int(what, 8) & 255]) if what[:1].isdigit() else _ESCAPES.get(what, what)

    return _ESCAPE.sub(one, raw)


def _bookmarks(outline: Any) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _bookmarks(entry)
        else:
            yield str(entry.title)


def _foreign(pages: Any) -> set[str]:
    """The names of the fonts that the file uses and does not hold."""
    foreign = set()
    for page in pages:
        for font in page["/Resources"].get("/Font", {}).values():
            found = font.get_object()
            inner = found["/DescendantFonts"][0].get_object() if "/DescendantFonts" in found else found
            descriptor = inner.get("/FontDescriptor", {})
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
                foreign.add(str(found.get("/BaseFont", "")))
    return foreign
