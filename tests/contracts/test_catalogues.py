"""The catalogues are fresh, whole and safe to format: what Babel's own checks miss, contexts included."""

from __future__ import annotations

import ast
import gettext
import runpy
import string
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog
from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parents[2]
TASK: dict[str, Any] = runpy.run_path(str(ROOT / "packaging" / "locales.py"))
TRANSLATED = ("fr", "ar")
MARKERS = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}


@pytest.fixture(scope="module")
def template() -> Catalog:
    """Every message of the program as it stands."""
    made: Catalog = TASK["extract"](ROOT)
    return made


@pytest.fixture(params=TRANSLATED)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """The .po file of one language."""
    read: Catalog = TASK["read"](TASK["po_files"](ROOT / "locales")[request.param], request.param)
    return read


def keys(catalogue: Catalog) -> set[tuple[str | None, str]]:
    """The messages of a catalogue, each with its context."""
    return {(message.context, "\0".join(sources(message))) for message in catalogue if message.id}


def names(text: str) -> set[str]:
    """The {placeholders} of a message."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def edges(text: str) -> tuple[str, str]:
    """The plain spaces around a text; the no-break space that French puts before a semicolon is a sign of its own."""
    return text[: len(text) - len(text.lstrip(" \n"))], text[len(text.rstrip(" \n")) :]


def forms(message: Message) -> tuple[str, ...]:
    """The translated texts of a message, one a plural form."""
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def sources(message: Message) -> tuple[str, ...]:
    """The text to translate: one, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def test_messages_are_found(template: Catalog) -> None:
    assert len(keys(template)) > 50


def test_catalogue_holds_exactly_the_messages_of_the_program(template: Catalog, catalogue: Catalog) -> None:
    assert keys(catalogue) - keys(template) == set(), "gone from the program: run ./dev locales"
    assert keys(template) - keys(catalogue) == set(), "new in the program: run ./dev locales, then translate"


def test_every_message_is_translated_and_none_is_a_guess(catalogue: Catalog) -> None:
    lacking = [m.id for m in catalogue if m.id and (m.fuzzy or not all(forms(m)))]
    assert lacking == []


def test_placeholders_survive_translation(catalogue: Catalog) -> None:
    plural_of: Callable[[int], int] = gettext.c2py(catalogue.plural_expr)
    counted = Counter(plural_of(n) for n in range(200))
    wrong = []
    for message in catalogue:
        wanted = names(sources(message)[-1])
        for n, form in enumerate(forms(message) if message.id else ()):
            # A form said of one number alone may spell it out, as a dual does; any other must show it.
            spelt_out = message.pluralizable and counted[n] == 1 and names(form) == wanted - {"n"}
            if form and names(form) != wanted and not spelt_out:
                wrong.append((message.id, form))
    assert wrong == []


def test_white_space_around_a_message_survives(catalogue: Catalog) -> None:
    wrong = [
        (message.id, form)
        for message in catalogue
        for form in forms(message)
        if message.id and form and edges(form) != edges(sources(message)[-1])
    ]
    assert wrong == []


def test_catalogue_compiles_and_answers(catalogue: Catalog, tmp_path: Path) -> None:
    TASK["compile_catalogues"](ROOT / "locales", tmp_path)
    made = gettext.translation(TASK["DOMAIN"], tmp_path, [str(catalogue.locale)])
    plain = [m for m in catalogue if m.id and all(forms(m)) and not m.pluralizable and not m.context]
    assert plain, "nothing is translated"
    assert {made.gettext(sources(message)[0]) for message in plain} == {
        forms(message)[0] for message in plain
    }


def test_arabic_counts_as_its_readers_do() -> None:
    read: Catalog = TASK["read"](TASK["po_files"](ROOT / "locales")["ar"], "ar")
    plural_of = gettext.c2py(read.plural_expr)
    assert [plural_of(n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103)] == [0, 1, 2, 3, 3, 4, 4, 5, 5, 3]


def is_put_together(argument: ast.expr) -> bool:
    """Whether a text only comes to be when the program runs; one marked elsewhere and looked up is fine."""
    if isinstance(argument, ast.Call) and isinstance(argument.func, ast.Attribute):
        return argument.func.attr == "format"
    return isinstance(argument, ast.JoinedStr | ast.BinOp)


def test_no_message_is_put_together_inside_the_call() -> None:
    """An f-string or a sum inside `_(…)` is never extracted, so it would never be translated."""
    wrong = []
    for path in sorted((ROOT / "ictguide_desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
                said = node.args[: MARKERS[node.func.id]]
                if any(map(is_put_together, said)):
                    wrong.append(f"{path.name}:{node.lineno}")
    assert wrong == []


def test_no_message_hides_in_an_f_string(root: Path) -> None:
    """Babel does not see a message inside an f-string on Python 3.11: it would stay in English."""
    hidden = []
    for path in sorted((root / "ictguide_desktop").rglob("*.py")):
        for outer in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(outer, ast.JoinedStr):
                continue
            for call in ast.walk(outer):
                marked = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKERS
                if marked and any(isinstance(word, ast.Constant) for word in call.args):
                    hidden.append(f"{path.relative_to(root)}:{call.lineno}")
    assert hidden == []
