"""Templates and an ethics checklist without words, in English and in Arabic, and what may be filled into them."""

from __future__ import annotations

from hypothesis import strategies as st

from ictguide_desktop.assess.forms import Form, GateDecision, Note, Outcome
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import (
    Audience,
    Block,
    CheckItem,
    Field,
    Kind,
    ListBlock,
    ListItem,
    Page,
    PageHead,
    Paragraph,
    Review,
    Section,
    Spans,
    Table,
    Text,
)

EVERYBODY = frozenset(Audience)
WORDS = {
    "en": {"answers": ("Yes", "No", "Not applicable"), "rulings": ("Go", "Go, if", "Again", "Stop")},
    "ar": {"answers": ("نعم", "لا", "لا ينطبق"), "rulings": ("المضي", "المضي بشروط", "إعادة", "إيقاف")},
}
ACTION = Note("Ask the bank", "Head of office", "2027-04-01", "Wait")
PROOF = Note("Report of 2 March")


def words(text: str) -> Spans:
    """Plain inline text."""
    return (Text(text),)


def section(name: str, *blocks: Block, level: int = 3, title: str = "") -> Section:
    """A section for everybody."""
    return Section(name, title or name, level, EVERYBODY, None, blocks)


def page(name: str, kind: Kind, *sections: Section, lang: str = "en") -> Page:
    """A page with these sections."""
    return Page(PageHead(name, kind, lang, f"Title of {name}", "Lead.", Review("draft"), 1, 0), sections)


def entry(name: str, form: str, *, required: bool = True, **given: object) -> Section:
    """A section that is one field; its label is its id."""
    one = Field(name, f"Label {name}", form, required, words("Help."), (), words("Example."))
    return section(name, one._replace(**given))


def criterion(name: str, kind: str, gate: str = "", lang: str = "en") -> Section:
    """A criterion of this kind."""
    return entry(name, "choice", options=WORDS[lang]["answers"], criterion=kind, gate=gate)


def decision(name: str, lang: str = "en") -> Section:
    """The field that keeps the decision."""
    return entry(name, "choice", options=WORDS[lang]["rulings"], record="decision")


def one_decision(lang: str = "en") -> Page:
    """A template like that of a go-live: every kind of field, three criteria, conditions and a decision."""
    return page(
        "live",
        Kind.TEMPLATE,
        section("facts", level=2, title="Facts"),
        entry("L-F1", "text"),
        entry("L-F2", "date"),
        entry("L-F3", "number", required=False),
        entry("L-F4", "table", options=("What", "Who")),
        section("criteria", level=2, title="Criteria"),
        criterion("L-F5", "never", lang=lang),
        criterion("L-F6", "yes", lang=lang),
        criterion("L-F7", "yes", lang=lang),
        section("end", level=2, title="Decision"),
        entry(
            "L-F8",
            "table",
            required=False,
            options=("Condition", "Owner", "Date", "Otherwise"),
            record="conditions",
        ),
        decision("L-F9", lang),
        lang=lang,
    )


def gated(lang: str = "en") -> Page:
    """A template with two gates and no table of conditions."""
    return page(
        "pilot",
        Kind.TEMPLATE,
        section("start", level=2, title="Start"),
        entry("P-F1", "text", gate="G0"),
        entry("P-F2", "text", gate="G1"),
        section("gate-0", level=2, title="Intake"),
        criterion("P-F4", "never", "G0", lang),
        criterion("P-F5", "yes", "G0", lang),
        section("gate-1", level=2, title="Sandbox"),
        criterion("P-F6", "yes", "G1", lang),
        section("end", level=2, title="End"),
        decision("P-F3", lang),
        lang=lang,
    )


def good_form() -> Form:
    """The go-live template with nothing wrong: all at yes, and go."""
    values = {
        "L-F1": "x",
        "L-F2": "2027-03-02",
        "L-F4": (("a", "b"),),
        "L-F5": "1",
        "L-F6": "1",
        "L-F7": "1",
        "L-F9": "1",
    }
    return Form("live", values, dict.fromkeys(("L-F5", "L-F6", "L-F7"), PROOF))


# --- ethics ---------------------------------------------------------------------------------------------------


def item(name: str, tier: int, kind: str = "") -> Section:
    """An item from a tier on."""
    return section(
        name,
        CheckItem(name, words(f"It is {name}."), words("Paper."), (), Address("ethics", "steps"), tier, kind),
    )


def ethics_checklist() -> Page:
    """Five items of four tiers, two of them never waived, and one that belongs to no tier."""
    return page(
        "ethics-checklist",
        Kind.CHECKLIST,
        section("fairness", level=2, title="Fairness"),
        item("X1", 1),
        item("X2", 2, "never"),
        item("X3", 3),
        section("redress", level=2, title="Redress"),
        item("X4", 3, "never"),
        item("X5", 4),
        item("X6", 0),
    )


def ethics_module() -> Page:
    """The tier test and the table of signatures, in the form of the guide's own page."""
    tiers = tuple((words(f"T{n} Name"), words(f"use {n}"), words(f"items {n}")) for n in range(1, 5))
    signs = tuple(
        (words(f"T{n}"), words(f"prepares {n}"), words(f"signs {n}"), words(f"again {n}"))
        for n in range(1, 5)
    )
    raisers = tuple(ListItem(words(f"raiser {n}")) for n in range(1, 6))
    return page(
        "ethics",
        Kind.MODULE,
        section(
            "tier-test",
            Paragraph(words("The worst?")),
            Table((words("Tier"), words("Use"), words("Follows")), tiers),
            Paragraph(words("Raise if:")),
            ListBlock(False, raisers),
        ),
        section("who-signs", Table((words("Tier"), words("P"), words("S"), words("A")), signs)),
    )


# --- at random ------------------------------------------------------------------------------------------------

TEXTS = st.text(max_size=12)
DAYS = st.dates().map(lambda day: day.isoformat())
NOTES = st.builds(Note, TEXTS, TEXTS, TEXTS | DAYS, TEXTS)
ROWS = st.lists(st.lists(TEXTS, max_size=4).map(tuple), max_size=3).map(tuple)
NAMES = st.sampled_from([f"L-F{n}" for n in range(1, 11)]) | st.text(max_size=6)
DECISIONS = st.lists(
    st.builds(
        GateDecision,
        st.sampled_from(["G0", "G1", "G9"]),
        DAYS,
        st.sampled_from("1234"),
        st.sampled_from(Outcome),
        NOTES,
        ROWS,
    ),
    max_size=3,
).map(tuple)
FORMS = st.builds(
    Form,
    st.sampled_from(["live", "pilot"]),
    st.dictionaries(NAMES, TEXTS | ROWS | st.sampled_from("123"), max_size=8),
    st.dictionaries(NAMES, NOTES, max_size=8),
    st.sampled_from(["", "G0", "G1", "G9"]),
    DECISIONS,
    st.dictionaries(
        st.sampled_from(["later", "colour"]), TEXTS | st.integers() | st.lists(TEXTS), max_size=2
    ),
)
REPLIES = st.sampled_from(["", "1", "2", "3", "4", "yes"])
ANSWERED_FORMS = st.builds(
    lambda replies, notes: Form("live", replies, notes),
    st.fixed_dictionaries(dict.fromkeys(("L-F5", "L-F6", "L-F7"), REPLIES)),
    st.dictionaries(
        st.sampled_from(["L-F5", "L-F6", "L-F7"]),
        st.sampled_from([PROOF, ACTION, Note(), ACTION._replace(by="soon")]),
    ),
)
