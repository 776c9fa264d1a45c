"""A filled template and an ethics record on paper: the labels of the language, the user's words as typed, nothing left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from unit.assess.filled import (
    ACTION,
    FORMS,
    PROOF,
    ethics_checklist,
    ethics_module,
    gated,
    good_form,
    one_decision,
    words,
)

from ictguide_desktop.assess.ethics import (
    RAISERS,
    ChangeOf,
    EthicsDecision,
    EthicsRecord,
    Ground,
    Stage,
    SystemChange,
    TierAnswers,
    decided,
)
from ictguide_desktop.assess.forms import Form, Note, Reply, Ruling, close_gate
from ictguide_desktop.export.ethics_document import EthicsPages, ethics_document
from ictguide_desktop.export.form_document import FormPaper, form_document
from ictguide_desktop.export.html import HtmlRenderer, Look
from ictguide_desktop.export.text import page_text
from ictguide_desktop.model.document import Document, DocumentSection
from ictguide_desktop.model.guide import Paragraph, Table, block_spans, plain

PAPER = FormPaper("Release 2.0", "2026.1", date(2027, 3, 2))


def marked(language: str) -> Callable[[str], str]:
    """Words of the program between brackets, with the language they were asked in."""
    return lambda message: f"[{language}] {message}"


def lines(document: Document) -> list[str]:
    """Every run of words of the sections, in order."""
    found = []
    for section in document.sections:
        found.append(section.title)
        for block in section.blocks:
            found.extend(plain(spans) for spans in block_spans(block))  # type: ignore[arg-type]
    return [line for line in found if line]


def under(document: Document, title: str) -> DocumentSection:
    """The section with a title."""
    return next(section for section in document.sections if section.title == title)


def printed(form: Form, language: str = "en", paper: FormPaper = PAPER) -> Document:
    """The go-live template as a document."""
    return form_document(one_decision(language), form, paper, language, marked)


class TestForm:
    def test_it_bears_its_name_the_edition_the_progress_and_the_day(self) -> None:
        document = printed(good_form())
        assert (document.title, document.lead) == ("Release 2.0", "Title of live")
        facts = dict(document.facts)
        assert facts["[en] Verdict"] == "[en] go"
        assert facts["[en] Required fields"] == "[en] 7 of 7 filled in"
        assert (facts["[en] Edition"], facts["[en] Printed on"]) == ("2026.1", "March 2, 2027")

    def test_without_a_name_it_bears_that_of_the_template(self) -> None:
        document = printed(good_form(), paper=PAPER._replace(name=" "))
        assert (document.title, document.lead) == ("Title of live", "Lead.")

    def test_the_words_of_the_user_stand_as_they_were_typed(self) -> None:
        form = (
            good_form()
            .with_value("L-F1", "First line\n\n  Zweite Zeile  ")
            .with_note("L-F1", Note("Seen by audit"))
        )
        section = under(printed(form), "Label L-F1")
        assert [plain(block.spans) for block in section.blocks if isinstance(block, Paragraph)] == [
            "First line",
            "Zweite Zeile",
            "Seen by audit",
        ]

    def test_an_answer_is_printed_in_the_language_of_the_document(self) -> None:
        assert under(printed(good_form()), "Label L-F9").blocks == (Paragraph(words("Go")),)
        assert under(printed(good_form(), "ar"), "Label L-F9").blocks == (Paragraph(words("المضي")),)

    def test_what_is_required_and_empty_is_shown_plainly(self) -> None:
        text = lines(printed(Form("live")))
        assert text.count("[en] Required, and not filled in.") == 7
        assert "[en] Not filled in." in text

    def test_a_wrong_value_is_printed_with_what_is_wrong(self) -> None:
        section = under(printed(good_form().with_value("L-F2", "next week")), "Label L-F2")
        assert [plain(block.spans) for block in section.blocks if isinstance(block, Paragraph)] == [
            "next week",
            "[en] This is not a date.",
        ]

    def test_a_table_has_its_columns_and_short_rows_are_filled_up(self) -> None:
        form = good_form().with_value("L-F4", (("a", "b"), ("c",), ("", " ")))
        (found,) = under(printed(form), "Label L-F4").blocks
        assert isinstance(found, Table)
        assert [plain(cell) for cell in found.header] == ["What", "Who"]
        assert [[plain(cell) for cell in row] for row in found.rows] == [["a", "b"], ["c", ""]]

    def test_more_cells_than_columns_are_not_lost(self) -> None:
        form = good_form().with_value("L-F4", (("a", "b", "c"),))
        (found,) = under(printed(form), "Label L-F4").blocks
        assert isinstance(found, Table)
        assert [plain(cell) for cell in found.header] == ["What", "Who", ""]
        assert plain(found.rows[0][2]) == "c"

    def test_criteria_stand_in_one_table_with_what_stands_beside_them(self) -> None:
        form = good_form().with_value("L-F6", Reply.NO).with_note("L-F6", ACTION)
        document = printed(form)
        rows = next(
            [[plain(cell) for cell in row] for row in block.rows]
            for section in document.sections
            for block in section.blocks
            if isinstance(block, Table) and plain(block.header[0]) == "[en] Criterion"
        )
        assert rows[0] == ["L-F5 Label L-F5 ([en] never waived)", "Yes", "Report of 2 March"]
        assert rows[1][:2] == ["L-F6 Label L-F6", "No"]
        assert "Ask the bank" in rows[1][2]
        assert "April 1, 2027" in rows[1][2]

    def test_the_verdict_names_what_it_rests_on(self) -> None:
        form = good_form().with_value("L-F6", Reply.NO).with_note("L-F6", ACTION).with_value("L-F7", "")
        text = lines(printed(form))
        assert "[en] Not decided yet: at least one criterion is open." in text
        assert text[text.index("[en] Met by an action") + 1] == "L-F6 Label L-F6"
        assert text[text.index("[en] Still open") + 1] == "L-F7 Label L-F7"

    def test_the_table_of_conditions_holds_the_actions_before_what_was_typed(self) -> None:
        form = good_form().with_value("L-F6", Reply.NO).with_note("L-F6", ACTION)
        form = form.with_value("L-F8", (("More", "Me", "today", ""),))
        (found,) = under(printed(form), "Label L-F8").blocks
        assert isinstance(found, Table)
        assert [[plain(cell) for cell in row] for row in found.rows] == [
            ["Ask the bank", "Head of office", "April 1, 2027", "Wait"],
            ["More", "Me", "today", ""],
        ]

    def test_what_is_no_longer_asked_stands_at_the_end(self) -> None:
        form = good_form().with_value("L-F99", "kept").with_note("L-F98", PROOF)
        document = printed(form)
        assert document.sections[-1].title == "[en] No longer asked"
        assert lines(document)[-4:] == ["L-F99", "kept", "L-F98", "Report of 2 March"]

    def test_a_gate_has_its_record_and_what_is_due_later_says_so(self) -> None:
        form = Form(
            "pilot", {"P-F1": "x", "P-F4": "1", "P-F5": "1", "P-F3": Ruling.GO}, {"P-F3": Note("Signed")}
        )
        document = form_document(gated(), form, PAPER, "en", marked)
        assert dict(document.facts)["[en] Gate"] == "G0"
        assert "[en] Due at gate G1." in lines(document)
        text = lines(form_document(gated(), close_gate(gated(), form, date(2027, 3, 2)), PAPER, "en", marked))
        start = text.index("[en] What the criteria said") + 1
        assert text[start : start + 6] == ["G0", "March 2, 2027", "Go", "[en] go", "G0", "Signed"]

    def test_a_template_that_is_not_translated_keeps_its_language_and_direction(self) -> None:
        document = form_document(one_decision("en"), good_form(), PAPER, "ar", marked)
        assert {section.lang for section in document.sections} == {"en"}
        assert not any("[ar]" in line for line in lines(document))
        assert all(name.startswith("[ar]") for name, _text in document.facts)

    def test_a_text_that_runs_the_other_way_is_held_together(self) -> None:
        form = good_form().with_value("L-F1", "12 guards.").with_note("L-F1", Note("الحراس."))
        section = under(printed(form, "ar"), "Label L-F1")
        said = [plain(block.spans) for block in section.blocks if isinstance(block, Paragraph)]
        assert said == ["\u200e12 guards.\u200e", "الحراس."]

    @given(FORMS)
    def test_no_text_of_the_user_is_left_out(self, form: Form) -> None:
        said = "\n".join(lines(form_document(one_decision(), form, PAPER, "en", marked)))
        typed = [value for value in form.values.values() if isinstance(value, str)]
        typed += [
            cell
            for value in form.values.values()
            if not isinstance(value, str)
            for row in value
            for cell in row
        ]
        typed += [note.text for note in form.notes.values()] + [note.owner for note in form.notes.values()]
        asked_again = {"1", "2", "3", "4"}
        for text in typed:
            for line in filter(None, map(str.strip, text.splitlines())):
                assert line in said or line in asked_again


class TestEmptyTemplate:
    def test_the_columns_of_a_table_stand_over_a_row_to_fill_in(self) -> None:
        renderer = HtmlRenderer(look=Look(), sources={}, figures={})
        shown = {one.id: renderer.section("live", one) for one in one_decision().sections}
        answers, columns = shown["L-F5"], shown["L-F4"]
        assert "<li>Yes</li>" in answers
        assert "<li>" not in columns
        assert columns.count("<th") == columns.count("<td", 0, columns.index("</table>")) == 2
        assert "What</th>" in columns

    def test_in_the_terminal_too(self) -> None:
        text = page_text(one_decision())
        assert "    | What | Who |" in text
        assert "    ( ) Yes" in text


class TestEthics:
    PAGES = EthicsPages(ethics_module(), ethics_checklist())
    RECORD = EthicsRecord(
        "Valuation score",
        "Find undervaluation",
        TierAnswers(2, {**dict.fromkeys(RAISERS, False), "appeal": True}),
        "2027-02-01",
        "A. Analyst",
        "An officer decides.",
        "B. Auditor",
        Stage.SHADOW,
        {"X1": "1", "X2": "1", "X3": "2", "X4": "3"},
        {"X1": PROOF, "X2": PROOF, "X3": ACTION},
    )
    RULING = EthicsDecision(
        "2027-03-02", "C. Head", "deputy head", True, Stage.LIVE, 1, Ground.OPEN, "Limited."
    )

    def printed(self, record: EthicsRecord, today: date = date(2027, 3, 2)) -> Document:
        """The record as a document."""
        return ethics_document(self.PAGES, record, today, "2026.1", "en", marked)

    def test_it_bears_tier_stage_and_standing(self) -> None:
        document = self.printed(self.RECORD)
        assert document.title == "Valuation score"
        facts = dict(document.facts)
        assert (facts["[en] Tier"], facts["[en] Stage"]) == ("T3", "[en] shadow mode")
        assert facts["[en] Where it stands"] == "[en] still open"
        assert "[en] Look again on" not in facts

    def test_the_six_questions_stand_with_their_answers(self) -> None:
        section = under(self.printed(self.RECORD), "T3 Name")
        found = next(block for block in section.blocks if isinstance(block, Table))
        assert [[plain(cell) for cell in row] for row in found.rows] == [
            ["The worst?", "T2 Name"],
            ["raiser 1", "[en] No"],
            ["raiser 2", "[en] No"],
            ["raiser 3", "[en] No"],
            ["raiser 4", "[en] Yes"],
            ["raiser 5", "[en] No"],
        ]
        text = lines(self.printed(self.RECORD))
        assert "[en] Raised by one tier." in text
        assert "signs 3" in text

    def test_a_question_without_an_answer_says_so(self) -> None:
        text = lines(self.printed(replace(self.RECORD, answers=TierAnswers(None, {}))))
        assert text.count("[en] not answered") >= 6
        assert "[en] A tier that nobody knows counts as T3." in text
        assert "[en] nobody knows: counts as T3" in lines(
            self.printed(replace(self.RECORD, answers=TierAnswers(0, {})))
        )

    def test_the_items_of_the_tier_stand_in_their_groups(self) -> None:
        document = self.printed(self.RECORD)
        found = [
            [[plain(cell) for cell in row] for row in block.rows]
            for section in document.sections
            if section.title in ("Fairness", "Redress")
            for block in section.blocks
            if isinstance(block, Table)
        ]
        fairness, redress = found
        assert [row[0] for row in fairness] == [
            "X1 It is X1.",
            "X2 It is X2. ([en] never waived)",
            "X3 It is X3.",
        ]
        assert fairness[0][1:] == ["[en] Yes", "Report of 2 March"]
        assert "Head of office" in fairness[2][2]
        assert redress == [
            [
                "X4 It is X4. ([en] never waived)",
                "[en] Not applicable",
                "[en] “Not applicable” needs a reason.",
            ]
        ]

    def test_a_missed_action_says_where_to_go_back_to(self) -> None:
        record = self.RECORD.with_reply("X4", "1", PROOF)
        assert "[en] An action missed its date: the system goes back to [en] sandbox." in lines(
            self.printed(record, date(2027, 4, 2))
        )

    def test_decisions_and_changes_are_on_record(self) -> None:
        change = SystemChange("2027-05-01", ChangeOf.DATA, "Two more offices")
        record = replace(decided(self.PAGES.checklist, self.RECORD, self.RULING), changes=(change,))
        document = self.printed(record)
        (table,) = under(document, "[en] Decisions").blocks
        assert isinstance(table, Table)
        assert [plain(cell) for cell in table.rows[0]] == [
            "March 2, 2027",
            "C. Head · deputy head",
            "[en] approved: [en] live use, T3 · Limited. · [en] against the rule of the guide",
            "[en] still open",
        ]
        assert dict(document.facts)["[en] Look again on"] == "May 1, 2027"
        assert lines(document)[-3:] == ["May 1, 2027", "[en] data", "Two more offices"]

    @pytest.mark.parametrize("language", ["ar"])
    def test_what_is_not_translated_keeps_its_language(self, language: str) -> None:
        document = ethics_document(self.PAGES, self.RECORD, date(2027, 3, 2), "2026.1", language, marked)
        assert {section.title: section.lang for section in document.sections} == {
            "T3 Name": "en", "[ar] Where it stands": "", "Fairness": "en", "Redress": "en",
        }  # fmt: skip
