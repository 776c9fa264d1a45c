"""Arabic spelling: one shape for the many ways a word is written, and its light stems."""

from __future__ import annotations

_SHAPES = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ء": None, "ة": "ه", "ى": "ي",
    "ی": "ي", "ک": "ك", "ہ": "ه", "ە": "ه", "ـ": None,
})  # fmt: skip
_SEATED_HAMZA = str.maketrans({"ؤ": None, "ئ": None})

_ARTICLES = ("وبال", "وكال", "ولل", "فلل", "وال", "فال", "بال", "كال", "ال", "لل")
_CLITICS = "وفبكل"
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "يا", "ه", "ي")
_SHORTEST = 3


def fold_arabic(word: str) -> str:
    """A word (without vowel signs) with one alef, ة as ه, ى as ي, no tatweel and no sign of hamza."""
    return word.translate(_SHAPES)


def light_stems(word: str) -> tuple[str, ...]:
    """The stems a word (without vowel signs, hamza still in place) may be found by, the likeliest first.

    The second stem drops a hamza together with its seat, since مسؤول is also written مسئول; the last drops a
    conjunction or preposition written onto the word, which may as well be its first letter.
    """
    folded = _strip(fold_arabic(word))
    stems = [folded]
    bare = _strip(fold_arabic(word.translate(_SEATED_HAMZA)))
    stems.append(bare)
    for stem in (folded, bare):
        if stem[:1] and stem[0] in _CLITICS:
            rest = _without_article(stem[1:])
            if len(rest) >= _SHORTEST:
                stems.append(rest)
    return tuple(dict.fromkeys(stem for stem in stems if stem))


def without_article(folded: str) -> str:
    """A folded word or phrase without the article it begins with."""
    return _without_article(folded)


def _strip(word: str) -> str:
    """Article off the front, endings of gender, number and possession off the end, as Light10 does."""
    word = _without_article(word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            word = word.removesuffix(suffix)
    return word


def _without_article(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST - 1:
            return word.removeprefix(article)
    return word
