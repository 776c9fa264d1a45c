"""Cuts text into words and gives each the shapes it can be found by, in the way of its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from ictguide_desktop.search.arabic import fold_arabic, light_stems
from ictguide_desktop.search.library import import_whoosh

_LONGEST = 64
_MARKS = "\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200c\u200d"
_ATOM = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
_APOSTROPHE = "['’ʼ‘`´]"
_PIECE = rf"{_ATOM}(?:{_APOSTROPHE}{_ATOM})*"
_RUN = re.compile(rf"{_PIECE}(?:[-‐‑._&:]{_PIECE})*")
_PIECES = re.compile(_PIECE)
_ATOMS = re.compile(_ATOM)
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ‘`´\u0640"))
_HYPHENS = re.compile("[-‐‑]")
_CODE = re.compile(r"([^\W\d_]{2,})(\d{2,})")
_LINE_APART = 3
_SHORTEST_PLURAL = 4

_ELIDED = frozenset(
    "l d j m t s n c qu jusqu lorsqu puisqu quoiqu quelqu presqu entr".split()  # noqa: SIM905
)
# Letters that Unicode does not take apart.
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss"})
# Accents that the stemmers look for in endings: put back where somebody typed without them.
_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "es": (("cion", "ción"), ("sion", "sión"), ("logia", "logía")),
    "pt": (
        ("coes", "ções"), ("cao", "ção"), ("soes", "sões"), ("sao", "são"),
        ("encias", "ências"), ("encia", "ência"),
        ("ancias", "âncias"), ("ancia", "ância"), ("aveis", "áveis"), ("avel", "ável"), ("iveis", "íveis"),
        ("ivel", "ível"),
    ),
}  # fmt: skip
_known: dict[str, Mapping[str, tuple[str, ...]]] = {}


class Token(NamedTuple):
    """A word of a text, from `start` to `end`.

    `text_exact` is its own spelling in lower case, `text_fold` the same without accents and vowel signs,
    `text_stem` its likeliest stem and `stems` all of them. `position` counts the words, and some more at the end
    of a line; `compound` says that the token is a whole such as RKC-7, whose parts follow from the same position on.
    """

    text_exact: str
    text_stem: str
    start: int
    end: int
    text_fold: str = ""
    stems: tuple[str, ...] = ()
    position: int = 0
    compound: bool = False


class Shapes(NamedTuple):
    """How one word can be found: as spelt, folded, and by its stems."""

    exact: str
    fold: str
    stems: tuple[str, ...]


def terms(text: str, lang: str) -> list[Token]:
    """The words of a text, in order, in the analysis of a language (an unknown one is only folded)."""
    found: list[Token] = []
    position = end_of_last = 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        if found and text.find("\n", end_of_last, start) >= 0:
            position += _LINE_APART  # cells and list items: words of two of them are no phrase
        end_of_last = end
        whole, parts = (False, [(start, end)]) if run[0].isalpha() else _parts(text, start, end, lang)
        if whole:
            span = (parts[0][0], parts[-1][1])
            exact, folded, _ = shapes(_HYPHENS.sub("", text[slice(*span)]), lang)
            if folded:
                found.append(Token(exact, folded, *span, folded, (folded,), position, True))
        for start, end in parts:
            exact, folded, stems = shapes(text[start:end], lang)
            if folded:
                found.append(Token(exact, stems[0], start, end, folded, stems, position))
                position += 1
    return found


def _parts(text: str, start: int, end: int, lang: str) -> tuple[bool, list[tuple[int, int]]]:
    """Where the words of a run that is more than letters stand, and whether the run is a word as a whole too."""
    pieces = [_words_of_piece(text, piece.span(), lang) for piece in _PIECES.finditer(text, start, end)]
    parts = [part for piece in pieces for part in piece]
    if len(parts) == 1 and (code := _CODE.fullmatch(text, *parts[0])):
        return True, [code.span(1), code.span(2)]
    return len(pieces) > 1, parts


def fold(text: str) -> str:
    """Text in lower case, without accents, vowel signs or the other differences that nobody types."""
    exact = _exact(text)
    return fold_arabic(_bare(exact))


@lru_cache(maxsize=10_000)
def squeeze(text: str) -> str:
    """Folded text in single spaces, without punctuation: for comparing whole names."""
    return " ".join(re.findall(r"\w+", fold(text)))


@cache
def stop_words(lang: str) -> frozenset[str]:
    """The folded words of a language that say nothing by themselves."""
    import_whoosh()
    from whoosh.lang.stopwords import stoplists

    usual = frozenset(fold(word) for word in stoplists.get(lang, ()))
    return (usual | _MORE_STOPS.get(lang, frozenset())) - _TELLING.get(lang, frozenset())


def is_stop(token: Token, lang: str) -> bool:
    """Whether a word says nothing by itself; آلي is not إلى, though their folded spelling is one."""
    return token.text_fold in stop_words(lang) and not token.text_exact.startswith("آ")


_TELLING = {"en": frozenset({"down"})}  # “system down”
_MORE_STOPS = {
    lang: frozenset(words.split())
    for lang, words in {
        "en": "can must shall may would could want need know get please find show tell someone somebody something"
        " also much many",
        "fr": "comment quels quelles quel quelle est faut plus si sous sans doit peut apres avant pendant entre vers"
        " chez depuis encore quand combien pourquoi quoi cela ca cet cette donc dont tout tous toute toutes faire"
        " savoir trouver veux voudrais besoin puis avoir etre tres",
        "es": "cuales debe puede cada si",
        "pt": "quais deve pode cada sobre",
        "ru": "какие какой какая каких является это при",
        "ar": "في من علي الي عن ما هل هو هي هذا هذه ذلك التي الذي ان او ثم لا لم لن كيف متي اين كل بين مع كان"
        " لدي قد حتي اذا اي ماذا لماذا افعل اريد يمكن هناك هنا عند بعد قبل خلال اثناء دون بدون",
    }.items()
}


@lru_cache(maxsize=50_000)
def shapes(word: str, lang: str) -> Shapes:
    """The ways to find one word; empty when nothing of it can be looked up."""
    exact = _exact(word[:_LONGEST])
    bare = _bare(exact)
    folded = fold_arabic(bare)
    if not folded:
        return Shapes("", "", ())
    stems = _known.get(lang, {}).get(exact) or _stems(exact, bare, folded, lang)
    return Shapes(exact, folded, stems)


def learn(lang: str, stems: Mapping[str, tuple[str, ...]]) -> None:
    """Take over the stems of words as they are spelt, found when an index was made: the stemmers are slow."""
    _known[lang] = stems


def _stems(exact: str, bare: str, folded: str, lang: str) -> tuple[str, ...]:
    if _is_arabic(folded):
        return light_stems(bare)
    if folded.isdigit():
        return (folded,)
    # A Latin word in a Russian or Arabic text is most often English.
    own = "en" if lang in ("ar", "ru") and folded.isascii() else lang
    stem = _stemmer(own)
    accented = _restored(folded, own) if exact == folded else exact
    forms = [accented, folded]
    if own == "fr" and len(folded) > _SHORTEST_PLURAL and folded[-1] in "sx":
        forms.append(folded[:-1])  # the stemmer leaves exclus and reçus as they are
    return tuple(dict.fromkeys(fold(stem(form)) or folded for form in forms))


def _words_of_piece(text: str, span: tuple[int, int], lang: str) -> list[tuple[int, int]]:
    """Where the words of a piece such as l’index or WCO’s stand, without what is only written onto them."""
    atoms = [atom.span() for atom in _ATOMS.finditer(text, *span)]
    if len(atoms) == 1:
        return atoms
    if lang == "fr":
        while len(atoms) > 1 and fold(text[slice(*atoms[0])]) in _ELIDED:
            atoms = atoms[1:]
        return [(atoms[0][0], atoms[-1][1])]
    if lang == "en":
        if len(atoms) > 1 and text[slice(*atoms[0])] in ("d", "l", "D", "L"):
            atoms = atoms[1:]
        if len(atoms) > 1 and text[slice(*atoms[-1])] in ("s", "S"):
            atoms = atoms[:-1]
        return [(atoms[0][0], atoms[-1][1])]
    return atoms


def _exact(word: str) -> str:
    """Lower case in one form of Unicode, with Western digits, without apostrophes and tatweel."""
    if word.isascii():
        return word.lower().translate(_APOSTROPHES)
    word = unicodedata.normalize("NFKC", word).casefold()
    if not word.isascii():
        word = unicodedata.normalize(
            "NFKC", "".join(_western(c) for c in word if unicodedata.category(c) != "Cf")
        )
    return word.translate(_APOSTROPHES)


def _western(char: str) -> str:
    return str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char


def _bare(exact: str) -> str:
    """Without accents and vowel signs; й keeps its breve and Arabic its hamza."""
    if exact.isascii():
        return exact
    kept: list[str] = []
    base = ""
    for char in unicodedata.normalize("NFD", exact.translate(_LIGATURES)):
        if not unicodedata.combining(char):
            base = char
        elif not (char == "\u0306" and base == "и") and char not in "\u0653\u0654\u0655":
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _is_arabic(word: str) -> bool:
    return any("\u0600" <= char <= "\u06ff" for char in word)


def _restored(folded: str, lang: str) -> str:
    """A word typed without accents, with those that its ending has."""
    for plain, accented in _ENDINGS.get(lang, ()):
        if folded.endswith(plain):
            return folded.removesuffix(plain) + accented
    return folded


@cache
def _stemmer(lang: str) -> Callable[[str], str]:
    import_whoosh()
    from whoosh.lang import NoStemmer, stemmer_for_language

    if lang == "ar":
        return str  # Whoosh's own for Arabic (ISRI) cannot be used on Python 3.7 or later
    try:
        stem: Callable[[str], str] = stemmer_for_language(lang)
    except NoStemmer:
        return str
    return stem
