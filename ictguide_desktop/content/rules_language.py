"""Rules about the language of a text: none is left in another language, and no refused word is used."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ictguide_desktop.content.loader import Content
from ictguide_desktop.content.passages import Passage, passages, quoted
from ictguide_desktop.content.refused import RefusedWords
from ictguide_desktop.content.report import Report

# Frequent small words, enough to tell one language from another in a sentence.
_SMALL_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "a the of and to is are that for with by from which this be as has have not no an it its who "
        "when on before each their your at in into or than must should can do was were they you if between",
        "fr": "le la les des du de et un une est sont que qui dans pour par avec sur ne pas au aux ce cette "
        "à où leur ses son sa vos votre ou en plus sans entre chaque être a ont se il elle si",
        "es": "el la los las del de y un una es son que en para por con sobre no al este esta a su sus o más "
        "sin entre cada ser ha han se si como",
        "pt": "o os as do da dos das de e um uma é são que em para por com sobre não ao aos este esta à seu "
        "sua ou mais sem entre cada ser há se no na nos nas como",
    }.items()
}
_SCRIPTS = {"ar": re.compile(r"[\u0600-\u06ff]"), "ru": re.compile(r"[\u0400-\u04ff]")}
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ]")
_WORD = re.compile(r"[^\W\d_]+")
_MIN_WORDS = 4


def check_language(content: Content, report: Report) -> None:
    """All words of all languages."""
    fallback = content.outline.fallback
    originals = {passage.key: passage.text for passage in passages(content, report, fallback)}
    for language in content.outline.glossary_languages:
        refused = RefusedWords(content.terms.get(language, {}).values())
        pages = content.pages.get(language, {})
        for passage in passages(content, report, language):
            if language != fallback and _copied(passage, originals.get(passage.key, "")):
                message = f"{quoted(passage.text)} is the text of the original"
                report.error(
                    report.near(passage.place, passage.opening),
                    "same-as-original",
                    message,
                    f"translate it into “{language}”",
                )
            elif (other := foreign(passage.own_words(pages), language)) and passage.kind != "term":
                message = f"{quoted(passage.text)} seems to be in another language ({other})"
                mend = f"write it in “{language}”; names in code style are left alone"
                report.error(report.near(passage.place, passage.opening), "other-language", message, mend)
            if passage.kind not in ("term", "definition"):
                for word, term in refused.found(passage.unstressed()):
                    mend = f"write “{term}”; a word that is only spoken about goes in *italics*"
                    report.error(
                        report.near(passage.place, word), "refused-variant", f"“{word}” is refused", mend
                    )


def _copied(passage: Passage, original: str) -> bool:
    """Whether a passage of more than four words, not all of them names, is the original's."""
    if passage.text.split() != original.split():
        return False
    words: list[str] = _WORD.findall(passage.text)
    return (
        len(words) > _MIN_WORDS
        and sum(len(word) > 2 and word[0].islower() for word in words) >= _MIN_WORDS - 1
    )


def foreign(text: str, language: str) -> str:
    """The language or script that a text seems to be in; nothing when it is its own, or the text is short."""
    words = _WORD.findall(text)
    if len(words) < _MIN_WORDS:
        return ""
    script = _SCRIPTS.get(language, _LATIN)
    own = sum(script.match(word) is not None for word in words)
    if language in _SCRIPTS:
        small = sum(word[0].islower() and _LATIN.match(word) is not None for word in words)
        return "Latin letters" if small >= _MIN_WORDS and small > own else ""
    if own * 2 < len(words):
        return "other letters"
    # A capital letter alone belongs to a code, such as E-C5.
    lower = [word.lower() for word in words if len(word) > 1 or word.islower()]
    scores = {code: sum(word in known for word in lower) for code, known in _SMALL_WORDS.items()}
    best = max(scores, key=lambda code: scores[code])
    clear = scores[best] >= 2 and scores[best] > 2 * scores.get(language, 0)
    return best if clear and best != language else ""
