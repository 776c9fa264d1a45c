"""Drawings whose words fit in every language, and a glossary that leads somewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from content_builder import ContentTree, Edit, Fault, Fine

from ictguide_desktop.content.check import check_content
from ictguide_desktop.content.lettering import FONT_FILES, Lettering
from ictguide_desktop.content.rules_figures import ROLES
from ictguide_desktop.export.colours import THEMES

SVG, WORDS, WORDS_FR = "figures/triangle.svg", "en/figures.toml", "fr/figures.toml"
TRUST_FR = "fr/modules/trust.md"
TERMS, TERMS_FR, TERMS_AR = "en/glossary.toml", "fr/glossary.toml", "ar/glossary.toml"
RECT, END = '<rect x="20"', "</svg>"
REAL_FONTS = Path(__file__).parents[3] / "resources" / "fonts"


def drawn(more: str) -> tuple[Edit, ...]:
    """Something more in the drawing."""
    return (Edit(SVG, END, f"{more}\n{END}"),)


FIGURES = [
    Fault(
        "figure-unused",
        "figures/square.svg",
        "",
        (
            Edit("figures/square.svg", "", '<svg viewBox="0 0 640 80"></svg>'),
            Edit(WORDS, "[triangle]", '[square]\ntitle = "A"\nalt = "B"\n[triangle]'),
        ),
    ),
    Fault("figure-xml", SVG, "</svg>", drawn("<g>")),
    Fault("figure-xml", SVG, "<!DOCTYPE", (Edit(SVG, "<svg", '<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg'),)),
    Fault("figure-element", SVG, "<image", drawn('<image x="1"/>')),
    Fault(
        "figure-element", SVG, "<tspan", drawn('<text x="9" data-width="40">\n<tspan>@issuer</tspan></text>')
    ),
    Fault("figure-colour", SVG, RECT, (Edit(SVG, "@accent-ground", "#E4F1F4"),)),
    Fault("figure-colour", SVG, RECT, (Edit(SVG, "@accent-ground", "@accent-grounds"),)),
    Fault("figure-attribute", SVG, RECT, (Edit(SVG, RECT, f'{RECT} onclick="go()"'),)),
    Fault("figure-attribute", SVG, RECT, (Edit(SVG, RECT, f'{RECT} style="fill:red"'),)),
    Fault("network-link", SVG, RECT, (Edit(SVG, RECT, f'{RECT} marker-end="url(#arrow)"'),)),
    Fault("figure-words", SVG, "Signed", drawn('<text x="9" y="9">Signed</text>')),
    Fault("figure-anchor", SVG, "@issuer", (Edit(SVG, '"middle"', '"start"'),)),
    Fault("figure-room", SVG, "@issuer", (Edit(SVG, ' data-width="140"', ""),)),
    Fault("figure-opens", SVG, RECT, (Edit(SVG, RECT, f'{RECT} data-opens="trust#nowhere"'),)),
    Fault("figure-opens", SVG, RECT, (Edit(SVG, RECT, f'{RECT} data-opens="Trust and more"'),)),
    Fault("figure-opens", SVG, "<text", (Edit(SVG, "<text", '<text data-opens="trust#steps"'),)),
    Fault("figure-view", SVG, "<svg", (Edit(SVG, "0 0 640 120", "0 0 600 120"),)),
    Fault("figure-missing", WORDS_FR, "", (Edit(WORDS_FR, "", "# nothing yet\n"),)),
    Fault("figure-label", WORDS, "[triangle.labels]", (Edit(WORDS, 'issuer = "Issuer"\n', ""),)),
    Fault("figure-label", WORDS_FR, "[triangle.labels]", (Edit(WORDS_FR, 'issuer = "Émetteur"\n', ""),)),
    Fault(
        "figure-label", WORDS_FR, "checker", (Edit(WORDS_FR, 'issuer = "É', 'checker = "V"\nissuer = "É'),)
    ),
    Fault("figure-title", WORDS_FR, "[triangle]", (Edit(WORDS_FR, 'title = "Qui signe"\n', ""),)),
    Fault("figure-alt", WORDS_FR, "[triangle]", (Edit(WORDS_FR, 'alt = "La douane', 'note = "La douane'),)),
    Fault("figure-overflow", WORDS_FR, "issuer", (Edit(WORDS_FR, "Émetteur", "Émetteur du document"),)),
    Fault(
        "figure-undrawn",
        WORDS_FR,
        "[square]",
        (Edit(WORDS_FR, "[triangle]", '[square]\ntitle = "x"\n[triangle]'),),
    ),
]
GLOSSARY = [
    Fault(
        "glossary-definition",
        TERMS,
        "[credential]",
        (Edit(TERMS, 'definition = "Statement', 'note = "Statement'),),
    ),
    Fault("glossary-see", TERMS, "see", (Edit(TERMS, 'see = ["credential"]', 'see = ["certificate"]'),)),
    Fault("glossary-see", TERMS, "see", (Edit(TERMS, 'see = ["credential"]', 'see = ["leaver"]'),)),
    Fault("glossary-equivalent", TERMS_AR, "", (Edit(TERMS_AR, '[leaver]\nterm = "الموظف المغادر"\n', ""),)),
    Fault(
        "glossary-equivalent",
        TERMS_AR,
        "[joiner]",
        (Edit(TERMS_AR, "[leaver]", '[joiner]\nterm = "x"\n[leaver]'),),
    ),
    Fault(
        "glossary-untranslated",
        TERMS_FR,
        "[leaver]",
        (Edit(TERMS_FR, 'definition = "Personne', 'note = "Personne'),),
    ),
    Fault("glossary-avoid", TERMS, "avoid", (Edit(TERMS, '["quitter"]', '["Credential"]'),)),
    Fault(
        "duplicate-term",
        TERMS_FR,
        "attestation",
        (Edit(TERMS_FR, 'term = "personne partante"', 'term = "Attestation"'),),
    ),
]
FINE = [
    Fine("figure-unused", (Edit("fr/modules/trust.md", "![](figure:triangle)\n\n", ""),)),
    Fine("figure-xml", (Edit(SVG, "<svg", "<!-- drawn once -->\n<svg"),)),
    Fine(
        "figure-element",
        drawn('<g><ellipse cx="1" cy="1" rx="1" ry="1"/><polygon points="0,0 1,1 2,0"/></g>'),
    ),
    Fine("figure-colour", drawn('<path d="M0 0 L9 9" fill="none" stroke="@warning"/>')),
    Fine("network-link", drawn('<line x1="0" y1="0" x2="9" y2="9" stroke-dasharray="4 4"/>')),
    Fine("figure-words", drawn('<text x="9" y="9">12%</text>')),
    Fine("figure-room", drawn('<text x="9" y="9">→</text>')),
    Fine("figure-overflow", (Edit(WORDS_FR, "Émetteur", "Émetteur | du document"),)),
    Fine("figure-opens", (Edit(SVG, RECT, f'{RECT} data-opens="trust#steps"'),)),
    Fine("figure-missing", (Edit(WORDS_FR, "", "# no page shows it"), Edit(TRUST_FR, "![](figure:triangle)", "Du texte."))),
    Fine("figure-overflow", (Edit(WORDS_FR, "Émetteur", "É" * 19),)),
    Fine("glossary-equivalent", (Edit(TERMS_AR, "[credential]", "# the next\n[credential]"),)),
    Fine("glossary-avoid", (Edit(TERMS, '["quitter"]', '["credentials holder"]'),)),
    Fine("glossary-untranslated", (Edit(TERMS_AR, "avoid", 'definition = ""\navoid'),)),
]


@pytest.mark.parametrize("fault", FIGURES + GLOSSARY, ids=lambda fault: f"{fault.rule}-{fault.on}")
def test_the_rule_finds_the_fault(tree: ContentTree, fault: Fault) -> None:
    fault.assert_found(tree)


@pytest.mark.parametrize("fine", FINE, ids=lambda fine: fine.rule)
def test_the_rule_lets_it_pass(tree: ContentTree, fine: Fine) -> None:
    fine.assert_silent(tree)


def test_missing_fonts_are_told_once_and_the_rest_is_checked(tree: ContentTree, tmp_path: Path) -> None:
    tree.replace(SVG, "@accent-ground", "red")
    found = check_content(tree.load(), tmp_path / "nowhere")
    assert [p.rule for p in found] == ["figure-fonts", "figure-colour"]
    assert FONT_FILES[0] in found[0].message


def test_fonts_are_looked_for_beside_the_content(tree: ContentTree) -> None:
    beside = tree.root.parent / "resources" / "fonts"
    shutil.copytree(tree.fonts, beside)
    assert check_content(tree.load()) == []


def test_every_role_of_a_figure_is_a_colour_of_every_theme() -> None:
    for theme in THEMES.values():
        assert theme.keys() >= ROLES


class TestLettering:
    def test_the_width_is_the_sum_of_the_letters(self, fonts: Path) -> None:
        assert Lettering(fonts).width("abc", 10) == pytest.approx(18)

    def test_a_letter_that_no_font_has_counts_as_wide(self, fonts: Path) -> None:
        assert Lettering(fonts).width("漢", 10) == pytest.approx(10)

    def test_a_mark_above_a_letter_takes_no_room(self, fonts: Path) -> None:
        letters = Lettering(fonts)
        assert letters.width("e\u0301", 10) == letters.width("é", 10)

    def test_arabic_is_raised_a_little(self, fonts: Path) -> None:
        assert Lettering(fonts).width("ورد", 10) == pytest.approx(15 * 1.03)

    def test_joined_letters_are_narrower_than_letters_apart(self) -> None:
        letters = Lettering(REAL_FONTS)
        apart = sum(letters.width(letter, 12) for letter in "سسس")
        assert 0.5 * apart < letters.width("سسس", 12) < 0.9 * apart

    def test_lam_and_alef_are_one_letter(self) -> None:
        letters = Lettering(REAL_FONTS)
        assert letters.width("لا", 12) < letters.width("ل", 12) + letters.width("ا", 12)

    def test_bold_is_wider(self) -> None:
        letters = Lettering(REAL_FONTS)
        assert letters.width("Émetteur", 12, bold=True) > letters.width("Émetteur", 12)
