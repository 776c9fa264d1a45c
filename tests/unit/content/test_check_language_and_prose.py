"""The language of each text, the words that the glossary refuses, signs, and lengths."""

from __future__ import annotations

import pytest
from content_builder import FILLER, ContentTree, Edit, Fault, Fine

from ictguide_desktop.content.refused import RefusedWords
from ictguide_desktop.content.rules_language import foreign
from ictguide_desktop.model.guide import Term

SCOPE, SCOPE_FR, TRUST, TRUST_FR = (
    "en/about/scope.md",
    "fr/about/scope.md",
    "en/modules/trust.md",
    "fr/modules/trust.md",
)
FIGURES_FR, GLOSSARY_FR, GLOSSARY_AR = "fr/figures.toml", "fr/glossary.toml", "ar/glossary.toml"
LIST = "en/checklists/trust-checklist.md"


def english(text: str) -> tuple[Edit, ...]:
    """Another English text for the page about the scope."""
    return (Edit(SCOPE, "Customs and its partners.", text),)


def french(text: str) -> tuple[Edit, ...]:
    """Another French text for the page about the scope."""
    return (Edit(SCOPE_FR, "La douane et ses partenaires.", text),)


def arabic(text: str) -> tuple[Edit, ...]:
    """Another Arabic equivalent in the glossary."""
    return (Edit(GLOSSARY_AR, 'term = "الموظف المغادر"', f'term = "{text}"'),)


SCOPE_AR = "ar/about/scope.md"
ARABIC_PAGE = (
    Edit("guide.toml", '["en", "fr"]', '["en", "fr", "ar"]'),
    Edit("ar/figures.toml", "", "# none yet\n"),
    Edit(
        SCOPE_AR,
        "",
        '+++\ntitle = "النطاق"\nlead = "ما يغطيه الدليل."\n+++\n\n## ما يغطيه {#covers}\n\nTEXT\n',
    ),
)
LANGUAGE = [
    Fault("typography", SCOPE_AR, "السجل", (*ARABIC_PAGE, Edit(SCOPE_AR, "TEXT", "تراجع الإدارة السجل ."))),
    Fault(
        "other-language",
        SCOPE_AR,
        "Customs",
        (*ARABIC_PAGE, Edit(SCOPE_AR, "TEXT", "Customs and the partners of it")),
    ),
    Fault(
        "same-as-original",
        SCOPE_FR,
        "Customs",
        (
            *english("Customs meets brokers, carriers daily."),
            *french("Customs meets brokers, carriers daily."),
        ),
    ),
    Fault(
        "same-as-original",
        FIGURES_FR,
        "alt",
        (
            Edit(
                FIGURES_FR, "La douane signe et l’opérateur conserve.", "Customs signs and the trader holds."
            ),
        ),
    ),
    Fault(
        "other-language",
        SCOPE_FR,
        "- The list",
        french("La douane suit ce guide.\n\n- The list is signed\n    between the partners of customs"),
    ),
    Fault(
        "other-language",
        SCOPE_FR,
        "lead",
        (Edit(SCOPE_FR, "Ce que le guide couvre.", "What the guide of customs is for."),),
    ),
    Fault("other-language", SCOPE, "La liste", english("La liste est signée par les partenaires.")),
    Fault("other-language", SCOPE_FR, "الحسابات", french("إغلاق الحسابات الخاملة كل يوم")),
    Fault(
        "other-language",
        GLOSSARY_FR,
        "definition",
        (
            Edit(
                GLOSSARY_FR,
                "Personne dont l’emploi ou le contrat a pris fin.",
                "Person who has left the service.",
            ),
        ),
    ),
    Fault(
        "refused-variant",
        SCOPE,
        "Quitters",
        english("Customs and its partners\nlist the Quitters of the day."),
    ),
    Fault("refused-variant", SCOPE_FR, "partants", french("La douane liste les partants.")),
    Fault("refused-variant", SCOPE_FR, "title", (Edit(SCOPE_FR, '"Portée"', '"L’agent partant"'),)),
    Fault("typography", SCOPE, "customs'", english("The customs' list.")),
    Fault("typography", SCOPE, '"list"', english('The "list" of customs.')),
    Fault("typography", SCOPE_FR, "l'heure", french("La douane note l'heure.")),
    Fault("typography", SCOPE_FR, "douane :", french("La douane : ses partenaires.")),
    Fault("typography", SCOPE_FR, "douane;", french("La douane; ses partenaires.")),
    Fault("typography", SCOPE_FR, "« oui", french("La douane dit « oui\u00a0».")),
    Fault("typography", SCOPE_FR, "quoi?", french("La douane fait quoi?")),
    Fault("typography", SCOPE_FR, "5%", french("La douane contrôle moins de 5%.")),
    Fault("typography", SCOPE_FR, "1 500", french("La douane suit 1 500 comptes.")),
    Fault("typography", GLOSSARY_AR, "term", arabic("الموظف, المغادر")),
    Fault("typography", GLOSSARY_AR, "term", arabic("نسبة 40 %")),
    Fault("typography", GLOSSARY_AR, "term", arabic("المـوظف")),
    Fault("typography", GLOSSARY_AR, "term", arabic("الموظف \u200fالمغادر")),
    Fault("arabic-digits", GLOSSARY_AR, "term", arabic("المستوى \u0663")),
    Fault("arabic-letters", GLOSSARY_AR, "term", arabic("الموظف المغادر\u06cc")),
]
LONG = " ".join(["word"] * 36)
PROSE = [
    Fault("long-paragraph", SCOPE, "One.", english("One. Two. Three. Four. Five.")),
    Fault("long-item", SCOPE, "- One", english("- Short.\n- One. Two. Three.")),
    Fault(
        "long-statement",
        LIST,
        "aaa",
        (Edit(LIST, "kind aaa are closed", "kind aaa are listed. They are closed"),),
    ),
    Fault(
        "long-evidence",
        LIST,
        "dated",
        (
            Edit(
                LIST, "aaa, dated and signed.", "aaa, dated and signed. A. B one. C. D two. E three. F four."
            ),
        ),
    ),
    Fault(
        "long-how",
        LIST,
        "Draw",
        (Edit(LIST, "Draw a sample and compare.", "Draw one. Take it. Compare. Write. Sign."),),
    ),
    Fault(
        "long-help",
        "en/templates/pilot.md",
        "One sentence",
        (
            Edit(
                "en/templates/pilot.md",
                "One sentence that a test can answer.",
                "One sentence. Two. Three. Four. Five.",
            ),
        ),
    ),
    Fault("long-sentence", SCOPE, "word word", english(f"Short. {LONG}.")),
    Fault("long-sentence", TRUST, "word word", (Edit(TRUST, "share of accounts", LONG),)),
    Fault(
        "table-columns",
        SCOPE,
        "| a",
        english("| a | b | c | d | e |\n|--|--|--|--|--|\n| 1 | 2 | 3 | 4 | 5 |"),
    ),
    Fault("split-list", SCOPE, "- two", english("- one\n\n- two")),
    Fault("list-depth", SCOPE, "- one", english("- one\n    - two\n        - three")),
]
FINE = [
    Fine(
        "same-as-original",
        (
            *english("ISO 31000, COBIT 2019, NIST CSF, OWASP SAMM"),
            *french("ISO 31000, COBIT 2019, NIST CSF, OWASP SAMM"),
        ),
    ),
    Fine(
        "same-as-original",
        (*english("`close the account of the leaver`"), *french("`close the account of the leaver`")),
    ),
    Fine(
        "other-language",
        french("La norme *Guide to the Safety of Things* et `the list of the accounts` sont lues."),
    ),
    Fine("other-language", english("A signed request, a signed review")),
    Fine("other-language", english("Checklist items `x` E-C5, E-C2 and E-C7 O-C1")),
    Fine("refused-variant", english("Some say *quitter*; `quitter` is a name of a field.")),
    Fine("refused-variant", french("Une personne partante, le départ, les lâcheuses.")),
    Fine("typography", english("The customs’ list of “words” costs 40%; why? See `don't`.")),
    Fine(
        "typography",
        french(
            "À 14:30, «\u00a0oui\u00a0»\u202f; 40\u202f% de 1\u202f500\u00a0: pourquoi\u202f? `l'état : x`."
        ),
    ),
    Fine("typography", french("La douane ferme (ou rouvre), en 2025 100 comptes…")),
    Fine("typography", arabic("الموظفُ، المغادر؛ 40% (AEO, WCO): لماذا؟")),
    Fine(
        "typography",
        (*ARABIC_PAGE, Edit(SCOPE_AR, "TEXT", "تراجع الإدارة السجل [](source:law-1999). ثم تغلقه.")),
    ),
    Fine("arabic-digits", arabic("المستوى 3.5")),
    Fine("arabic-letters", arabic("على كل الموظفين")),
    Fine("long-paragraph", english("See e.g. No. 3. Two. Three. Four.")),
    Fine("long-paragraph", english("**Cost.** One. Two. Three. Four.")),
    Fine("long-item", english("- **Rehearse.** One. Two.")),
    Fine("long-sentence", english(f"Short: {' '.join(['word'] * 34)}.")),
    Fine("long-sentence", english(f"See {' · '.join(['one title of a page'] * 12)}.")),
    Fine("table-columns", english("| a | b | c | d |\n|--|--|--|--|\n| 1 | 2 | 3 | 4 |")),
    Fine("split-list", english("- one\n\n1. two")),
    Fine("list-depth", english("- one\n    - two\n- three")),
]


@pytest.mark.parametrize("fault", LANGUAGE + PROSE, ids=lambda fault: f"{fault.rule}-{fault.on}")
def test_the_rule_finds_the_fault(tree: ContentTree, fault: Fault) -> None:
    fault.assert_found(tree)


@pytest.mark.parametrize("fine", FINE, ids=lambda fine: fine.rule)
def test_the_rule_lets_it_pass(tree: ContentTree, fine: Fine) -> None:
    fine.assert_silent(tree)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("تكنولوجيا المعلومات والاتصالات (ICT) في الجمارك", "ar", ""),
        ("معيار W3C Verifiable Credentials Data Model 2.0", "ar", ""),
        ("Close all accounts within one day", "ar", "Latin letters"),
        ("Закрыть учётные записи в тот же день", "ru", ""),
        ("Cerrar las cuentas con el personal y los socios", "fr", "es"),
        ("Fermer les comptes dans les heures qui suivent", "es", "fr"),
        ("Short words only", "fr", ""),
        ("", "fr", ""),
    ],
)
def test_a_text_shows_its_language(text: str, language: str, expected: str) -> None:
    assert foreign(text, language) == expected


@pytest.mark.parametrize("language", ["en", "fr"])
def test_ordinary_text_is_in_its_own_language(language: str) -> None:
    assert foreign(FILLER[language], language) == ""


def refused(*avoid: str, term: str = "x", variants: tuple[str, ...] = ()) -> RefusedWords:
    return RefusedWords([Term("t", term, "", variants, avoid, "", "en", ())])


@pytest.mark.parametrize(
    ("avoid", "text", "found"),
    [
        ("trusted trader", "Trusted Traders", ["Trusted Traders"]),
        ("trusted trader", "a distrusted trader", []),
        ("opérateur agréé", "des opérateurs\u00a0agréés", ["opérateurs agréés"]),
        ("évidence", "l'évidence", ["évidence"]),
        ("l’usager", "L'usager", ["L’usager"]),
        ("التقادم", "بالتقادم", ["بالتقادم"]),
        ("المشغل", "وللمشغّل", ["وللمشغل"]),
        ("имплементация", "об имплементации", ["имплементации"]),
        ("(s)", "account(s)", []),
    ],
)
def test_refused_words_are_found_in_any_form(avoid: str, text: str, found: list[str]) -> None:
    assert [word for word, _ in refused(avoid).found(text)] == found


def test_a_refused_word_within_an_accepted_form_passes() -> None:
    words = refused("operator", term="transport operator", variants=("operator of transport",))
    assert list(words.found("transport operators and an operator of transport")) == []
    assert [word for word, _ in words.found("an operator and a transport operator")] == ["operator"]


LINKED = "[What the guide is for and who the partners of it are](page:{})"


def test_a_link_to_a_page_that_the_language_lacks_bears_the_title_of_the_original(tree: ContentTree) -> None:
    tree.remove("fr/case-studies/costa-rica.md")
    text = tree.read(SCOPE_FR)
    tree.write(SCOPE_FR, f"{text}\n{LINKED.format('costa-rica')}\n")
    away = [problem for problem in tree.check() if problem.rule == "other-language"]
    tree.write(SCOPE_FR, f"{text}\n{LINKED.format('trust')}\n")
    at_home = [problem for problem in tree.check() if problem.rule == "other-language"]
    assert away == []
    assert [problem.path.as_posix() for problem in at_home] == [SCOPE_FR]
