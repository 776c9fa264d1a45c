"""The search of the shipped guide: every spelling, every glossary language, and the first step of an officer."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable

import pytest
from search_quality.shipped_guide import (
    CONTENT,
    GLOSSARY_LANGUAGES,
    LANGUAGES,
    content,
    entries,
    hits,
)

from ictguide_desktop.content.loader import load
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Kind
from ictguide_desktop.model.query import Entry, Hit
from ictguide_desktop.search.analysis import is_stop, squeeze, terms
from ictguide_desktop.search.everyday import other_names

pytestmark = pytest.mark.xdist_group("shipped-search")  # one worker, so that the edition is compiled once

GLOSSARY = "glossary"
SAMPLE = 200
PAGE_OF_HITS = 10


def found(text: str, language: str, limit: int) -> list[Address]:
    """The addresses of the first answers."""
    return [hit.address for hit in hits(text, language, limit)]


# --- a word of a section leads back to it, however it is typed ------------------------------------------------


def texts(entry: Entry) -> tuple[str, ...]:
    """Everything of an entry that can be searched."""
    return (entry.title, entry.context, *entry.variants, *entry.blocks)


def sampled_words(language: str) -> list[tuple[str, set[Address]]]:
    """200 words that tell where they come from, since at most ten sections share a stem of theirs, always the same."""
    source: dict[str, set[Address]] = defaultdict(set)
    sharing: dict[str, set[Address]] = defaultdict(set)
    for entry in entries(language):
        for text in texts(entry):
            for token in terms(text, language):
                for stem in token.stems:
                    sharing[stem].add(entry.address)
        for text in entry.blocks:
            for token in terms(text, language):
                word = token.text_fold
                if not token.compound and len(word) > 3 and word.isalpha() and not is_stop(token, language):
                    source[text[token.start : token.end].lower()].add(entry.address)
    telling = [
        word
        for word in sorted(source)
        if len(set[Address]().union(*(sharing[stem] for stem in terms(word, language)[0].stems))) <= PAGE_OF_HITS
    ]
    return [(word, source[word]) for word in random.Random(20261124).sample(telling, SAMPLE)]


def unaccented(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def without_vowel_signs(word: str) -> str:
    return re.sub("[\u064b-\u0652]", "", word)


def english_plural(word: str) -> str:
    if re.search("[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    if re.search("(ss|x|z|ch|sh)$", word):
        return f"{word}es"
    return word if word.endswith("s") else f"{word}s"


def french_plural(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return f"{word[:-1]}ux"
    return f"{word}x" if word.endswith(("au", "eu")) else f"{word}s"


def arabic_plural(word: str) -> str:
    return f"{word[:-1]}ات" if word.startswith("ال") and word.endswith("ة") else word


FORMS: dict[str, dict[str, Callable[[str], str]]] = {
    "en": {"bare": str, "unaccented": unaccented, "upper case": str.upper, "plural": english_plural},
    "fr": {
        "bare": str,
        "unaccented": unaccented,
        "upper case": str.upper,
        "plural": french_plural,
        "elided d'": lambda word: f"d'{word}",
        "elided d’": lambda word: f"d’{word}",
        "elided l'": lambda word: f"l'{word}",
        "elided l’": lambda word: f"l’{word}",
        "elided, upper case, unaccented": lambda word: f"L'{unaccented(word).upper()}",
    },
    "ar": {"bare": str, "without vowel signs": without_vowel_signs, "plural": arabic_plural},
}


@pytest.mark.parametrize(("language", "form"), [(lang, form) for lang, forms in FORMS.items() for form in forms])
def test_sampled_words_lead_back_to_their_sections(language: str, form: str) -> None:
    typed = FORMS[language][form]
    lost = [
        typed(word)
        for word, source in sampled_words(language)
        if not source <= set(found(typed(word), language, PAGE_OF_HITS))
    ]
    # The plural is made by rule, of verbs and adverbs too: a form that no text would hold may be one of the sample.
    assert len(lost) <= (1 if form == "plural" else 0), lost


# --- Arabic, in whatever spelling -----------------------------------------------------------------------------


def each(change: Callable[[str], str]) -> Callable[[str], str]:
    """A change made to every word."""
    return lambda text: " ".join(change(word) for word in text.split())


def before_first(clitic: str) -> Callable[[str], str]:
    """A conjunction or preposition written onto the first word; ل takes the article in."""

    def change(text: str) -> str:
        return f"لل{text[2:]}" if clitic == "ل" and text.startswith("ال") else clitic + text

    return change


def without_article(word: str) -> str:
    return re.sub("^(?:[وبفك]?ال)", "", word) if len(word) > 4 else word


def with_article(word: str) -> str:
    return word if len(word) < 3 or re.match("[وبفك]?ال|لل", word) else f"ال{word}"


ARABIC_SPELLINGS: dict[str, Callable[[str], str]] = {
    "no hamza": lambda text: text.translate(str.maketrans("أإآ", "ااا")),
    "hamza on every first alef": each(lambda word: re.sub("^ا(?!ل)", "أ", word)),
    "hamza below": each(lambda word: re.sub("^أ", "إ", word)),
    "hamza on ya": lambda text: text.replace("ؤ", "ئ"),
    "ha for ta marbuta": lambda text: text.replace("ة", "ه"),
    "ya for alef maqsura": lambda text: text.replace("ى", "ي"),
    "alef maqsura for ya": each(lambda word: re.sub("ي$", "ى", word)),
    "tatweel": each(lambda word: f"{word[:2]}ـ{word[2:]}"),
    "vowel signs": each(lambda word: "".join(f"{c}َ" if 0 < n < len(word) - 1 else c for n, c in enumerate(word))),
    "shadda": each(lambda word: f"{word[:2]}ّ{word[2:]}"),
    "no signs": without_vowel_signs,
    "without article": each(without_article),
    "with article": each(with_article),
    "and": before_first("و"),
    "by": before_first("ب"),
    "for": before_first("ل"),
    "as": before_first("ك"),
}


def arabic_names() -> list[tuple[str, Address]]:
    """The names of sections, fields and terms that only one has, as the guide spells them."""
    every = entries("ar")
    often = Counter(entry.title for entry in every)
    return [
        (entry.title.split(" (")[0], entry.address)
        for entry in every
        if often[entry.title] == 1
        and entry.address.section
        and entry.kind != Kind.CHECKLIST
        and re.search("[\u0600-\u06ff]", entry.title)
    ]


def test_the_exact_arabic_name_comes_first() -> None:
    names = arabic_names()
    assert len(names) > 300
    assert [name for name, address in names if found(name, "ar", 1) != [address]] == []


@pytest.mark.parametrize("spelling", ARABIC_SPELLINGS)
def test_an_arabic_name_is_found_in_every_spelling(spelling: str) -> None:
    change = ARABIC_SPELLINGS[spelling]
    names = random.Random(spelling).sample(arabic_names(), 150)
    typed = [(change(name), address) for name, address in names]
    assert any(text != name for (text, _), (name, _) in zip(typed, names, strict=True)) or spelling == "no signs"
    assert [text for text, address in typed if address not in found(text, "ar", 5)] == []


@pytest.mark.parametrize("typed", ["72 ساعة", "خلال 24 ساعة", "3-2-1-1-0", "المعيار 7.4", "22 فبراير 2017", "90 يوماً"])
def test_arabic_digits_are_the_western_ones(typed: str) -> None:
    western = found(typed, "ar", 10)
    assert western
    for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"):
        assert found(typed.translate(str.maketrans("0123456789", digits)), "ar", 10) == western


# --- a concept in any language of the glossary ----------------------------------------------------------------------


def concepts_in_pages(language: str) -> set[str]:
    """The terms that pages link."""
    return {term for entry in entries(language) if entry.address.page != GLOSSARY for term in entry.concepts}


def tells_why(hit: Hit, form: str, entry: Entry, language: str) -> bool:
    """Whether a hit holds a word that was typed, or says through which concept it was found."""
    typed = [token for token in terms(form, language) if not token.compound]
    held = {stem for text in texts(entry) for token in terms(text, language) for stem in (token.text_fold, *token.stems)}
    return hit.why is not None or any(token.text_fold in held or held & set(token.stems) for token in typed)


@pytest.mark.parametrize("typed_in", GLOSSARY_LANGUAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_concept_is_found_in_any_language(language: str, typed_in: str) -> None:
    by_address = {entry.address: entry for entry in entries(language)}
    lost, silent = [], []
    concepts = concepts_in_pages(language)
    assert len(concepts) > 60
    for concept in sorted(concepts):
        for form in content().terms[typed_in][concept].forms:
            answers = hits(form, language, 3)
            right = [h for h in answers if concept in by_address[h.address].concepts]
            if not right:
                lost.append(form)
            if typed_in != language:
                silent += [(form, h) for h in right if not tells_why(h, form, by_address[h.address], language)]
    assert lost == []
    assert silent == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_names_belong_to_a_term_and_to_no_other(language: str) -> None:
    terms_by_language = load(CONTENT).terms
    for concept, names in other_names(language).items():
        assert concept in terms_by_language[language], f"there is no term “{concept}”"
        for name in names:
            for glossary in terms_by_language.values():
                taken = [t.id for t in glossary.values() if squeeze(name) in map(squeeze, t.forms) and t.id != concept]
                assert not taken, f"“{name}” is a name of {taken}"


# --- the officer, at the first word ---------------------------------------------------------------------------------

CLOSE_AN_ACCOUNT = {
    Address.parse(where)
    for where in (
        "trust-and-identity#close-leaver",
        "trust-and-identity-checklist#C-C1",
        "insider-threat#close-leaver",
    )
}
WHEN_SYSTEMS_STOP = {Address.parse(where) for where in ("cybersecurity#counter", "cybersecurity#ladder")}


@pytest.mark.parametrize(
    ("language", "typed"),
    [("ar", "إغلاق"), ("ar", "اغلاق"), ("ar", "حساب"), ("ar", "مغادر"), ("ar", "المغادر"), ("ar", "استقالة"),
     ("en", "leaver"), ("en", "close"), ("fr", "fermer"), ("fr", "partant")],
)  # fmt: skip
def test_a_short_word_opens_how_to_close_an_account(language: str, typed: str) -> None:
    assert len(typed) <= 8
    assert set(found(typed, language, 1)) <= CLOSE_AN_ACCOUNT


@pytest.mark.parametrize(
    ("language", "typed"),
    [("en", "system down"), ("en", "systems stop"), ("fr", "panne du système"), ("ar", "توقف النظام"), ("ar", "توقف النظم")],
)
def test_an_officer_without_a_system_finds_the_card(language: str, typed: str) -> None:
    assert WHEN_SYSTEMS_STOP & set(found(typed, language, 5))
