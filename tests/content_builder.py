"""Writes a small content folder without a fault, in two languages, for tests to break in one place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ictguide_desktop.content.check import check_content
from ictguide_desktop.content.lettering import FONT_FILES
from ictguide_desktop.content.loader import Content, load
from ictguide_desktop.model.problems import ContentProblem

GUIDE = """\
edition = "1"
date = 2026-11-24
fallback = "en"
languages = ["en", "fr"]
glossary_languages = ["en", "fr", "ar"]

[[part]]
id = "one"
pages = ["trust"]
title.en = "Trust"
title.fr = "Confiance"

[[part]]
id = "two"
pages = ["executive-guide", "scope"]
title.en = "About"
title.fr = "Autour"

[order]
checklists = ["trust-checklist"]
case-studies = ["costa-rica"]
templates = ["pilot"]
"""

SOURCES = """\
[audit-2022]
title = "Report on the attack"
owner = "Court of audit"
year = 2022
kind = "audit"
url = "https://example.org/report"

[law-1999]
title = "Customs law"
owner = "Parliament"
year = 1999
kind = "law"
reference = "Law 8"
url = "https://example.org/law"
"""

GLOSSARY = {
    "en": """\
[leaver]
term = "Leaver"
variants = ["departing user"]
avoid = ["quitter"]
definition = "Person whose employment or contract has ended."
see = ["credential"]

[credential]
term = "Credential"
acronym = "CR"
definition = "Statement about a holder that somebody has signed."
""",
    "fr": """\
[leaver]
term = "personne partante"
avoid = ["partant", "lâcheur"]
definition = "Personne dont l’emploi ou le contrat a pris fin."

[credential]
term = "attestation"
acronym = "AT"
definition = "Déclaration signée au sujet d’un titulaire."
""",
    "ar": """\
[leaver]
term = "الموظف المغادر"

[credential]
term = "وثيقة اعتماد"
avoid = ["شهادة"]
""",
}

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 120">
<rect x="20" y="20" width="160" height="60" fill="@accent-ground" stroke="@accent"/>
<text x="100" y="48" text-anchor="middle" font-size="12" fill="@ink" data-width="140">@issuer</text>
<text x="320" y="48" font-weight="bold" font-size="12" fill="@ink" data-width="140">@holder</text>
<text x="500" y="48" font-size="12" fill="@soft">1</text>
</svg>
"""

FIGURES = {
    "en": '[triangle]\ntitle = "Who signs"\nalt = "Customs signs and the trader holds."\n'
    '[triangle.labels]\nissuer = "Issuer"\nholder = "Holder | of it"\n',
    "fr": '[triangle]\ntitle = "Qui signe"\nalt = "La douane signe et l’opérateur conserve."\n'
    '[triangle.labels]\nissuer = "Émetteur"\nholder = "Titulaire | attesté"\n',
}

HEADS = {
    "en": {
        "trust": 'title = "Trust"\nlead = "Know who acts, and for whom."\nrevision = 2\nstatus = "draft"\n'
        'sources = ["audit-2022", "law-1999"]\nchecklist = "trust-checklist"\ncases = ["costa-rica"]\n'
        'templates = ["pilot"]\nfigure = "triangle"\n',
        "trust-checklist": 'title = "Trust checklist"\nlead = "Ten statements that are true or false."\n'
        'revision = 1\nstatus = "draft"\nmodule = "trust"\n',
        "costa-rica": 'title = "The attack"\nlead = "Two systems were down for weeks."\nrevision = 1\n'
        'status = "reviewed"\nreviewed_on = 2026-11-20\nreviewed_by = "excerpts"\nsources = ["audit-2022"]\n'
        'module = ["trust"]\nplace = "Costa Rica"\nyears = "2022"\nevidence = "audit"\n',
        "pilot": 'title = "Pilot"\nlead = "What the pilot answers."\nrevision = 1\nstatus = "draft"\n'
        'module = "trust"\n',
        "scope": 'title = "Scope"\nlead = "What the guide covers."\nrevision = 1\nstatus = "draft"\n',
        "executive-guide": 'title = "Executive guide"\nlead = "The summaries in one place."\nrevision = 1\n'
        'status = "draft"\n',
    },
    "fr": {
        "trust": 'title = "Confiance"\nlead = "Savoir qui agit, et pour qui."\ntranslates = 2\n'
        'status = "draft"\n',
        "trust-checklist": 'title = "Liste de la confiance"\nlead = "Dix énoncés vrais ou faux."\n'
        'translates = 1\nstatus = "draft"\n',
        "costa-rica": 'title = "L’attaque"\nlead = "Deux systèmes sont restés en panne."\ntranslates = 1\n'
        'status = "draft"\nplace = "Costa Rica"\nyears = "2022"\n',
        "pilot": 'title = "Essai"\nlead = "Ce à quoi l’essai répond."\ntranslates = 1\nstatus = "draft"\n',
        "scope": 'title = "Portée"\nlead = "Ce que le guide couvre."\ntranslates = 1\nstatus = "draft"\n',
        "executive-guide": 'title = "Guide de la direction"\nlead = "Les résumés réunis."\ntranslates = 1\n'
        'status = "draft"\n',
    },
}
FOLDERS = {
    "trust": "modules",
    "trust-checklist": "checklists",
    "costa-rica": "case-studies",
    "pilot": "templates",
    "scope": "about",
    "executive-guide": "about",
}

_SENTENCE = {
    "en": "Name one owner for each system that customs runs, and keep the list of owners up to date.",
    "fr": "Désignez une seule personne responsable de chaque système et tenez la liste à jour.",
}
FILLER = {language: " ".join([sentence] * 4) for language, sentence in _SENTENCE.items()}


class _Part(NamedTuple):
    """A section of a page: its id, level, attributes (English only) and how many paragraphs fill it."""

    id: str
    level: int
    attributes: str
    paragraphs: int


MODULE = (
    _Part("summary", 2, 'audience="leader"', 4),
    _Part("decisions", 2, 'audience="leader"', 3),
    _Part("set-up", 2, 'audience="manager"', 3),
    _Part("steps", 2, 'audience="implementer"', 3),
    _Part("maturity", 2, 'audience="all"', 1),
    _Part("maturity-foundational", 3, 'band="foundational"', 2),
    _Part("maturity-developing", 3, 'band="developing"', 2),
    _Part("maturity-advanced", 3, 'band="advanced"', 2),
    _Part("pitfalls", 2, 'audience="manager implementer"', 2),
    _Part("measures", 2, 'audience="leader manager"', 1),
    _Part("standards", 2, 'audience="manager"', 1),
)
CASE = (
    _Part("problem", 2, 'audience="all"', 1),
    _Part("built", 2, 'audience="all"', 1),
    _Part("governance", 2, 'audience="all"', 1),
    _Part("results", 2, 'audience="all"', 0),
    _Part("went-wrong", 2, 'audience="all"', 1),
    _Part("lessons", 2, 'audience="all"', 0),
    _Part("lessons-leader", 3, 'audience="leader"', 1),
    _Part("lessons-manager", 3, 'audience="manager"', 1),
    _Part("lessons-implementer", 3, 'audience="implementer"', 1),
    _Part("evidence", 2, 'audience="all"', 1),
)

MORE = {
    "en": {
        "summary": """\
The attack cost US$1,500 and 2.5 million declarations [](source:audit-2022).

![](figure:triangle)

A [leaver](term:leaver) is told in the [steps](page:trust#steps:1) and in the [attack](case:costa-rica).""",
        "steps": """\
1. Close the account.
2. Keep the record:
    - of the day
    - of the hour

!!! warning "Do not wait"
    A credential lives for 24 hours at most [](source:law-1999).

    - Ask the owner first.
    - Fill in the [note](template:pilot) and see [C-C1](check:C-C1).""",
        "measures": """\
| measure | formula |
| --- | --- |
| share of accounts | `closed / left` |
| time to close | 95% within 24 hours |""",
        "results": "The court measured 2 outages in 2022 [](source:audit-2022).",
    },
    "fr": {
        "summary": """\
L’attaque a coûté 1\u202f500 dollars et 2,5 millions de déclarations [](source:audit-2022).

![](figure:triangle)

Une [personne partante](term:leaver) figure dans les [étapes](page:trust#steps:1) et dans \
l’[attaque](case:costa-rica).""",
        "steps": """\
1. Fermer le compte.
2. Conserver la trace\u00a0:
    - du jour
    - de l’heure

!!! warning "Ne pas attendre"
    Une attestation vit au plus 24\u00a0heures [](source:law-1999).

    - Demander d’abord au responsable.
    - Remplir la [note](template:pilot) et voir [C-C1](check:C-C1).""",
        "measures": """\
| mesure | formule |
| --- | --- |
| part des comptes | `closed / left` |
| délai de fermeture | 95\u202f% dans les 24\u00a0heures |""",
        "results": "La cour a mesuré 2 pannes en 2022 [](source:audit-2022).",
    },
}

ITEM = {
    "en": ("Accounts of kind {} are closed within 24 hours.", "The list of kind {}, dated and signed."),
    "fr": (
        "Les comptes de type {} sont fermés dans les 24\u00a0heures.",
        "La liste de type {}, datée et signée.",
    ),
}
HOW = {"en": "Draw a sample and compare.", "fr": "Tirer un échantillon et comparer."}
FIELDS = {
    "en": """\
## How to use it {#how-to-use audience="all"}

Fill in one field after the other.

## The question {#question audience="manager"}

### Question to answer {#PI-F1 type="long" required="yes"}

One sentence that a test can answer.

Can a partner trust a status in a minute?

### Kind of pilot {#PI-F2 type="choice"}

Choose one.

- technical
- legal

technical
""",
    "fr": """\
## Comment l’utiliser {#how-to-use}

Remplir un champ après l’autre.

## La question {#question}

### Question à trancher {#PI-F1}

Une phrase à laquelle un essai répond.

Un partenaire peut-il se fier à un statut en une minute\u202f?

### Nature de l’essai {#PI-F2}

Choisir une réponse.

- technique
- juridique

technique
""",
}
SCOPE = {
    "en": '## What it covers {#covers audience="all"}\n\nCustoms and its partners.\n',
    "fr": "## Ce qu’il couvre {#covers}\n\nLa douane et ses partenaires.\n",
}
EXECUTIVE = {
    "en": '## Trust first {#first audience="leader"}\n\n![](page:trust#summary)\n',
    "fr": "## La confiance d’abord {#first}\n\n![](page:trust#summary)\n",
}


def _sections(parts: tuple[_Part, ...], language: str) -> str:
    """The body of a page made of filler and of what MORE has for its sections."""
    made = []
    for part in parts:
        attributes = f" {part.attributes}" if language == "en" else ""
        title = f"{'Part' if language == 'en' else 'Partie'} {part.id}"
        made.append(f"{'#' * part.level} {title} {{#{part.id}{attributes}}}")
        made.extend([FILLER[language]] * part.paragraphs)
        if part.id in MORE[language]:
            made.append(MORE[language][part.id])
    return "\n\n".join(made) + "\n"


def _checklist(language: str) -> str:
    first = '## Accounts {#accounts audience="manager"}' if language == "en" else "## Comptes {#accounts}"
    made = [first]
    for n in range(1, 11):
        more = (
            ' audience="implementer" band="foundational" explains="trust#steps"' if language == "en" else ""
        )
        made.append(f"### C-C{n} {{#C-C{n}{more}}}")
        made.extend(text.format("abcdefghij"[n - 1] * 3) for text in ITEM[language])
        if n == 1:
            made.append(HOW[language])
    return "\n\n".join(made) + "\n"


def page(language: str, page_id: str) -> str:
    """The text of one page of the tree."""
    bodies = {
        "trust": lambda: _sections(MODULE, language),
        "costa-rica": lambda: _sections(CASE, language),
        "trust-checklist": lambda: _checklist(language),
        "pilot": lambda: FIELDS[language],
        "scope": lambda: SCOPE[language],
        "executive-guide": lambda: EXECUTIVE[language],
    }
    return f"+++\n{HEADS[language][page_id]}+++\n\n{bodies[page_id]()}"


class ContentTree:
    """A content folder that a test can change; `fonts` is a folder of small fonts of known widths."""

    def __init__(self, root: Path, fonts: Path) -> None:
        self.root = root
        self.fonts = fonts

    def write(self, name: str, text: str) -> None:
        """Write a file of the tree."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        """The text of a file of the tree."""
        return (self.root / name).read_text(encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Change the first place where a file has some words; they must be there."""
        text = self.read(name)
        assert old in text, f"{name} does not hold “{old}”"
        self.write(name, text.replace(old, new, 1))

    def remove(self, name: str) -> None:
        """Take a file away."""
        (self.root / name).unlink()

    def load(self) -> Content:
        """The content as the loader reads it."""
        return load(self.root)

    def check(self) -> list[ContentProblem]:
        """What the checker says of it."""
        return check_content(self.load(), self.fonts)


class Edit(NamedTuple):
    """One change to a tree: words of a file replaced, or, where `old` is empty, a file written anew."""

    name: str
    old: str
    new: str


class Fault(NamedTuple):
    """A change that one rule must catch, in a file, on a line that holds `on` (empty: on the whole file)."""

    rule: str
    path: str
    on: str
    edits: tuple[Edit, ...]

    def assert_found(self, tree: ContentTree) -> ContentProblem:
        """Make the change and find the rule's finding, at its place; the finding says how to mend it."""
        apply(tree, self.edits)
        problems = tree.check()
        found = [p for p in problems if p.rule == self.rule and p.path.as_posix() == self.path]
        assert found, f"{self.rule} did not fire on {self.path}, only: {[str(p) for p in problems]}"
        lines = tree.read(self.path).split("\n") if (tree.root / self.path).is_file() else []
        places = [lines[p.line - 1] if p.line else "" for p in found]
        match = [
            p for p, line in zip(found, places, strict=True) if (self.on in line if self.on else not p.line)
        ]
        assert match, f"{self.rule} fired on {places}, not on “{self.on}”"
        assert match[0].message
        assert match[0].mend
        return match[0]


class Fine(NamedTuple):
    """A change that comes close to a fault and that the rule must let pass."""

    rule: str
    edits: tuple[Edit, ...]

    def assert_silent(self, tree: ContentTree) -> None:
        """Make the change and find nothing of this rule."""
        apply(tree, self.edits)
        assert [str(p) for p in tree.check() if p.rule == self.rule] == []


def apply(tree: ContentTree, edits: tuple[Edit, ...]) -> None:
    """Make all changes to a tree."""
    for edit in edits:
        if edit.old:
            tree.replace(*edit)
        else:
            tree.write(edit.name, edit.new)


def build_tree(root: Path, fonts: Path) -> ContentTree:
    """Write the tree without a fault."""
    tree = ContentTree(root, fonts)
    tree.write("guide.toml", GUIDE)
    tree.write("sources.toml", SOURCES)
    tree.write("figures/triangle.svg", DRAWING)
    for language, text in GLOSSARY.items():
        tree.write(f"{language}/glossary.toml", text)
    for language, text in FIGURES.items():
        tree.write(f"{language}/figures.toml", text)
        for page_id, folder in FOLDERS.items():
            tree.write(f"{language}/{folder}/{page_id}.md", page(language, page_id))
    return tree


def build_fonts(folder: Path) -> Path:
    """Write small fonts in which every letter is 0.6 of the size wide, and an Arabic one 0.5."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    folder.mkdir(parents=True, exist_ok=True)
    for name in FONT_FILES:
        arabic = "Arabic" in name
        codes = range(0x600, 0x700) if arabic else (*range(0x20, 0x180), 0x2019, 0xA0, 0x202F)
        glyphs = {code: f"u{code:04X}" for code in codes}
        font = FontBuilder(1000, isTTF=True)
        font.setupGlyphOrder([".notdef", *glyphs.values()])
        font.setupCharacterMap(glyphs)
        font.setupGlyf({name: Glyph() for name in (".notdef", *glyphs.values())})
        font.setupHorizontalMetrics(dict.fromkeys((".notdef", *glyphs.values()), (500 if arabic else 600, 0)))
        font.setupHorizontalHeader(ascent=800, descent=-200)
        font.setupOS2()
        font.setupPost()
        font.save(folder / name)
    return folder
