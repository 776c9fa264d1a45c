"""The maturity model and the questionnaire: two files a language, and the pages made of them."""

from __future__ import annotations

import pytest
from content_builder import GUIDE, ContentTree

from ictguide_desktop.content.assessment import DIMENSIONS, MATURITY, QUESTIONS, question_ids
from ictguide_desktop.content.assessment import WORDS as READ
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Kind, Link, LinkKind, ListBlock, Paragraph, Table, Text, plain

HEAD = {
    "en": 'revision = 1\nstatus = "draft"\n',
    "fr": 'translates = 1\nstatus = "draft"\n',
}
WORDS = {
    "en": {
        "title": "Grid of levels", "lead": "What an outsider sees.", "notice": "For your own use.",
        "heading": "How to read it", "how": "Read one row at a time.", "level": "Level",
        "observed": "What is seen", "modules": "Modules that help", "scale": "Answer", "meaning": "What it means",
        "evidence": "Evidence to show", "read": "Read", "items": "Items", "case": "Case",
        "measure": "What to do", "template": "Copy", "critical": "Critical question",
    },
    "fr": {
        "title": "Grille des paliers", "lead": "Ce que voit une personne extérieure.", "notice": "Pour votre usage.",
        "heading": "Comment la lire", "how": "Lire une ligne à la fois.", "level": "Niveau",
        "observed": "Ce que l’on voit", "modules": "Modules utiles", "scale": "Réponse", "meaning": "Ce qu’elle dit",
        "evidence": "Preuve à montrer", "read": "Lire", "items": "Énoncés", "case": "Cas",
        "measure": "À faire", "template": "Copier", "critical": "Question critique",
    },
}  # fmt: skip
MATURITY_KEYS = ("title", "lead", *READ[MATURITY]["page"])
QUESTION_KEYS = ("title", "lead", *READ[QUESTIONS]["page"])
SENTENCE = {"en": "Something of {} is seen by all.", "fr": "Quelque chose de {} est vu de tous."}
ASKED = {"en": "Is the list of {} kept?", "fr": "La liste de {} est-elle tenue\u202f?"}
HELP = {"en": "Look for the signed list.", "fr": "Chercher la liste signée."}


def letters(number: int) -> str:
    """A number as letters, since numbers are compared between languages."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def maturity(language: str) -> str:
    """The file of the model."""
    words = WORDS[language]
    made = ["[page]", HEAD[language], *(f'{key} = "{words[key]}"' for key in MATURITY_KEYS), "[levels]"]
    made += [f'{n} = "{words["level"]} {letters(n)}"' for n in range(1, 6)]
    for name in DIMENSIONS:
        levels = [SENTENCE[language].format(letters(n)) for n in range(1, 6)]
        more = '\nmodules = ["trust"]' if language == "en" else ""
        about = SENTENCE[language].format("tout" if language == "fr" else "it")
        title = f"{words['level']} {letters(int(name[1:]))}"
        made.append(f'[{name}]\ntitle = "{title}"\nabout = "{about}"{more}\nlevels = {levels!r}')
    return "\n".join(made) + "\n"


def questions(language: str) -> str:
    """The file of the questionnaire."""
    words = WORDS[language]
    made = ["[page]", HEAD[language], *(f'{key} = "{words[key]}"' for key in QUESTION_KEYS), "[scale]"]
    made += [f'{n} = "{words["meaning"]} {letters(n)}"' for n in range(5)]
    for name in (i for dimension in DIMENSIONS for i in question_ids(dimension)):
        number = letters(int(name[1:].replace(".", "")))
        made.append(f'["{name}"]\ntext = "{ASKED[language].format(number)}"\nhelp = "{HELP[language]}"')
        made.append(f'evidence = "{words["evidence"]}."')
        if language == "en":
            critical = "critical = true\n" if name.endswith((".1", ".2")) else ""
            made.append(f'{critical}sections = ["trust#steps"]\nitems = ["C-C1"]\ncases = ["costa-rica"]')
    return "\n".join(made) + "\n"


@pytest.fixture
def asked(tree: ContentTree) -> ContentTree:
    """The small guide, with a model and a questionnaire in both languages."""
    tree.write("guide.toml", GUIDE.replace('["trust"]', '["trust", "maturity", "questionnaire"]'))
    for language in ("en", "fr"):
        tree.write(f"{language}/maturity.toml", maturity(language))
        tree.write(f"{language}/questions.toml", questions(language))
    return tree


def test_files_without_a_fault_have_no_finding(asked: ContentTree) -> None:
    assert [str(problem) for problem in asked.check()] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_model_is_a_page_with_a_table_of_five_levels_for_each_dimension(
    asked: ContentTree, language: str
) -> None:
    page = asked.load().pages[language]["maturity"]
    assert page.head.kind == Kind.ASSESSMENT
    assert [section.id for section in page.sections] == ["how", *DIMENSIONS]
    section = page.section("D4")
    assert section is not None
    table = next(block for block in section.blocks if isinstance(block, Table))
    assert [plain(row[1]) for row in table.rows] == [SENTENCE[language].format(c) for c in "bcdef"]


def test_a_question_opens_its_section_its_item_and_its_case_in_each_language(asked: ContentTree) -> None:
    for language, pages in asked.load().pages.items():
        section = pages["questionnaire"].section("D4.2")
        assert section is not None
        assert section.title.startswith("D4.2 ★ ")
        listed = section.blocks[1]
        assert isinstance(listed, ListBlock)
        links = {
            (span.kind, span.target): plain(span.spans)
            for item in listed.items
            for span in item.spans
            if isinstance(span, Link)
        }
        assert links == {
            (LinkKind.PAGE, "trust#steps"): "Trust › Part steps" if language == "en" else "Confiance › Partie steps",
            (LinkKind.CHECK, "C-C1"): "C-C1",
            (LinkKind.CASE, "costa-rica"): "The attack" if language == "en" else "L’attaque",
        }


def test_pages_link_dimensions_and_questions_by_their_ids(asked: ContentTree) -> None:
    asked.replace("en/about/scope.md", "Customs and its", "See [D6](dimension:D6), [this](question:D6.2) and its")
    asked.replace("fr/about/scope.md", "La douane", "Voir [D6](dimension:D6), [cela](question:D6.2), la douane")
    assert [str(problem) for problem in asked.check()] == []
    block = asked.load().pages["en"]["scope"].sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    assert [span.target for span in block.spans if isinstance(span, Link)] == [
        "maturity#D6", str(Address("questionnaire", "D6.2")),
    ]  # fmt: skip
    assert isinstance(block.spans[0], Text)


MODEL, MODEL_FR, ASK, ASK_FR = "en/maturity.toml", "fr/maturity.toml", "en/questions.toml", "fr/questions.toml"


@pytest.mark.parametrize(
    ("rule", "path", "on", "old", "new"),
    [
        ("maturity", MODEL, "", "[D4]", "[D44]"),
        ("maturity", MODEL, "[D44]", "[D4]", "[D44]"),
        ("maturity", MODEL, "levels =", "levels = ['Something of b is seen by all.', ", "levels = ["),
        ("maturity", MODEL, "[D1]", '\nmodules = ["trust"]', ""),
        ("maturity", MODEL, "", "[levels]", "[steps]"),
        ("front-matter", MODEL, "[levels]", '1 = "Level b"\n', ""),
        ("front-matter", MODEL, "[D1]", 'about = "Something of it is seen by all."\n', ""),
        ("front-matter", MODEL, "extra", "[page]\n", '[page]\nextra = "x"\n'),
        ("questions", ASK, "", '["D4.3"]', '["D4.6"]'),
        ("questions", ASK, "D4.6", '["D4.3"]', '["D4.6"]'),
        ("questions", ASK, "D1.1", "critical = true\n", ""),
        ("question-ties", ASK, "D1.1", 'sections = ["trust#steps"]\n', ""),
        ("question-ties", ASK, "D1.1", 'items = ["C-C1"]\n', ""),
        ("question-ties", ASK, "D1.1", 'cases = ["costa-rica"]\n', ""),
        ("question-ties", ASK, "Trust", '"trust#steps"', '"Trust steps"'),
        ("broken-anchor", ASK, "D1.1", "trust#steps", "trust#nowhere"),
        ("unknown-item", ASK, "D1.1", "C-C1", "C-C99"),
        ("unknown-case-study", ASK, "D1.1", "costa-rica", "costa-brava"),
        ("revision", MODEL, "[page]", "revision = 1\n", ""),
        ("translates", MODEL_FR, "[page]", "translates = 1\n", ""),
        ("parity-sections", ASK_FR, "", '["D4.3"]', '["D4.6"]'),
        ("parity-numbers", ASK_FR, "D1.1", "La liste de bb", "La liste de 7"),
    ],
)
def test_a_fault_of_the_two_files_is_found_where_it_is(
    asked: ContentTree, rule: str, path: str, on: str, old: str, new: str
) -> None:
    asked.replace(path, old, new)
    problems = asked.check()
    found = [problem for problem in problems if problem.rule == rule and problem.path.as_posix() == path]
    assert found, f"only {[str(problem) for problem in problems]}"
    lines = asked.read(path).split("\n")
    assert any(on in lines[p.line - 1] if on else p.line in (0, 1) for p in found), [str(p) for p in found]
    assert all(problem.mend for problem in found)


def test_a_guide_without_the_two_files_has_no_such_pages(tree: ContentTree) -> None:
    assert "maturity" not in tree.load().pages["en"]


def test_a_page_may_not_take_the_name_of_the_model(asked: ContentTree) -> None:
    asked.write("en/about/maturity.md", asked.read("en/about/scope.md"))
    found = [problem for problem in asked.check() if problem.rule == "duplicate-id"]
    assert [problem.path.as_posix() for problem in found] == ["en/maturity.toml"]
