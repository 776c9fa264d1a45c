"""What to do about a low answer, and how the questions changed: read, checked, and shown on the questionnaire's page."""

from __future__ import annotations

import pytest
from content_builder import GUIDE, ContentTree
from unit.content.test_assessment import maturity, questions

from ictguide_desktop.content.assessment import DIMENSIONS, question_ids
from ictguide_desktop.model.assessment import Change, Effort, Fate, Revision
from ictguide_desktop.model.guide import ListBlock, plain

IDS = [name for dimension in DIMENSIONS for name in question_ids(dimension)]
DO = {"en": "Keep the list.", "fr": "Tenir la liste."}


def measures(language: str, **changed: str) -> str:
    """A file of measures; `changed` replaces the lines of one, named with an underscore in place of the dot."""
    lines = []
    for name in IDS:
        english = 'effort = "small"\nmonths = 3\ntemplate = "pilot"\n' if language == "en" else ""
        body = changed.get(name.replace(".", "_"), f'measure = "{DO[language]}"\n{english}')
        lines.append(f'["{name}"]\n{body}')
    return "\n".join(lines)


@pytest.fixture
def asked(tree: ContentTree) -> ContentTree:
    """The small guide with a model, a questionnaire and measures in both languages."""
    tree.write("guide.toml", GUIDE.replace('["trust"]', '["trust", "maturity", "questionnaire"]'))
    for language in ("en", "fr"):
        tree.write(f"{language}/maturity.toml", maturity(language))
        tree.write(f"{language}/questions.toml", questions(language))
        tree.write(f"{language}/measures.toml", measures(language))
    return tree


def full(**more: str) -> str:
    lines = {"measure": '"Keep the list."', "effort": '"small"', "months": "3", "template": '"pilot"', **more}
    return "".join(f"{key} = {value}\n" for key, value in lines.items())


def test_each_question_has_its_measure_in_each_language_and_its_effort_from_the_original(asked: ContentTree) -> None:
    content = asked.load()
    asked_en, asked_fr = (content.questionnaires[language] for language in ("en", "fr"))
    assert {question.measure for question in asked_fr.questions} == {DO["fr"]}
    assert {(q.effort, q.months, q.template) for q in asked_fr.questions} == {(Effort.SMALL, 3, "pilot")}
    assert asked_en.lang == "en"
    assert asked_fr.lang == "fr"
    assert asked_fr.level_names[0] == "Niveau b"
    assert len(asked_fr.scale) == 5


def test_the_page_of_the_questionnaire_says_what_to_do_and_what_to_copy(asked: ContentTree) -> None:
    page = asked.load().pages["fr"]["questionnaire"]
    section = page.section("D1.1")
    assert section is not None
    rows = next(block for block in section.blocks if isinstance(block, ListBlock)).items
    assert [plain(row.spans) for row in rows[-2:]] == ["À faire Tenir la liste.", "Copier Essai"]


def test_files_without_a_fault_are_passed(asked: ContentTree) -> None:
    assert asked.check() == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (full(months="0"), "D2.1 takes 0 months"),
        (full(months="37"), "D2.1 takes 37 months"),
        (full(effort='"huge"'), "“huge” is no band of effort"),
        (full(after='["D2.9"]'), "D2.1 waits for “D2.9”"),
        (full(after='["D2.1"]'), "measures wait for each other: D2.1 → D2.1"),
        (full(cost='"much"'), "nothing reads “cost”"),
        (full(template='"scope"'), "D2.1 names “scope”, which is no template"),
        (full(template='"none"'), "D2.1 names “none”, which is no template"),
        ('effort = "small"\nmonths = 3\ntemplate = "pilot"\n', "“measure” is missing"),
    ],
)
def test_a_fault_in_a_measure_is_named(asked: ContentTree, body: str, said: str) -> None:
    asked.write("en/measures.toml", measures("en", D2_1=body))
    assert [problem.message for problem in asked.check() if problem.path.name == "measures.toml"] == [said]


def test_measures_that_wait_for_each_other_are_named_in_a_circle(asked: ContentTree) -> None:
    first, second = full(after='["D3.1"]'), full(after='["D2.1"]')
    asked.write("en/measures.toml", measures("en", D2_1=first, D3_1=second))
    said = [problem.message for problem in asked.check()]
    assert len(said) == 1
    assert said[0].startswith("measures wait for each other: ")


def test_a_question_without_a_measure_and_a_measure_without_a_question(asked: ContentTree) -> None:
    text = measures("fr").replace('["D10.5"]', '["D10.6"]')
    asked.write("fr/measures.toml", text)
    found = asked.check()
    said = {problem.message for problem in found if problem.path.name == "measures.toml"}
    assert said == {"there is no question D10.6", "the measure of D10.5 is missing"}


def test_the_crosswalk_names_the_version_and_what_became_of_each_question(asked: ContentTree) -> None:
    asked.write(
        "crosswalk.toml",
        """model = "2"
[[revision]]
before = "1"
after = "2"
new = ["D1.5"]
[[revision.change]]
question = "D1.4"
fate = "merged"
now = ["D1.3"]
""",
    )
    found = asked.load().questionnaires["fr"]
    assert found.model == "2"
    assert found.revisions == (Revision("1", "2", (Change("D1.4", Fate.MERGED, ("D1.3",)),), ("D1.5",)),)
    assert asked.check() == []


def test_a_crosswalk_that_leads_nowhere_is_an_error(asked: ContentTree) -> None:
    asked.write("crosswalk.toml", 'model = "2"\n[[revision]]\nbefore = "1"\nafter = "2"\nnew = ["D1.9"]\n')
    assert [problem.message for problem in asked.check()] == ["revision 2 leads to “D1.9”"]


def test_without_a_crosswalk_the_edition_is_the_version(asked: ContentTree) -> None:
    assert asked.load().questionnaires["en"].model == "1"


def test_a_language_without_the_whole_questionnaire_has_the_original(asked: ContentTree) -> None:
    (asked.root / "fr" / "measures.toml").unlink()
    content = asked.load()
    assert content.questionnaires["fr"] == content.questionnaires["en"]
