"""The worked examples on cost and funding: each printed figure is what the program computes from the inputs printed beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest

from ictguide_desktop.assess.cost import Costs, present_value, reckon
from ictguide_desktop.assess.cost_plan import (
    BASIS,
    EXTERNAL,
    ONE,
    RUNNING,
    SHARES,
    ZERO,
    Basis,
    Category,
    CostPlan,
    Covers,
    FeeForm,
    FundingBasis,
    FundingLine,
    FundingModel,
    Line,
    by_year,
    spread,
    total,
)
from ictguide_desktop.assess.cost_proposals import PLANNING_RANGES, RangeOf, worked_example
from ictguide_desktop.assess.funding import Payer, by_payer, cover, level_fee, recovery, reserve_proposal
from ictguide_desktop.assess.funding_findings import FindingCode, findings
from ictguide_desktop.assess.sensitivity import (
    Change,
    Lever,
    changed,
    compare,
    standard_changes,
    switching_value,
)
from ictguide_desktop.content.loader import Content, load
from ictguide_desktop.model.guide import Callout, Field, ListBlock, Page, Paragraph, Section, Table, plain

CONTENT = Path(__file__).resolve().parents[2] / "content"
YEARS = range(10)
_NUMBER = re.compile(r"(?<![A-Za-z\d])[+−]?\d(?:[\d.,\u00a0\u202f]*\d)?")
HUNDRED = Decimal(100)


@cache
def content() -> Content:
    return load(CONTENT)


LANGUAGES = [lang for lang in content().outline.languages if "life-cycle-cost" in content().pages[lang]]


def numbers(text: str, lang: str) -> list[Decimal]:
    """The numbers of a text in order, with the sign of a difference; those of an id such as J-C7 are left out."""
    found = []
    for match in _NUMBER.findall(text):
        written = match.replace("−", "-").replace("\u00a0", "").replace("\u202f", "")
        written = written.replace(",", ".") if lang == "fr" else written.replace(",", "")
        found.append(Decimal(written))
    return found


def section(lang: str, page: str, name: str) -> Section:
    found = content().pages[lang][page].section(name)
    assert found is not None, f"{lang}/{page}#{name}"
    return found


def tables(lang: str, page: str, name: str) -> list[list[list[str]]]:
    """The tables of a section, as rows of cells of plain text, without the header."""
    blocks = section(lang, page, name).blocks
    return [[[plain(cell) for cell in row] for row in b.rows] for b in blocks if isinstance(b, Table)]


def prose(lang: str, page: str, name: str) -> list[str]:
    """The paragraphs and list items of a section in order, those of its callouts among them."""
    found: list[str] = []
    for block in section(lang, page, name).blocks:
        for part in block.blocks if isinstance(block, Callout) else (block,):
            if isinstance(part, Paragraph):
                found.append(plain(part.spans))
            elif isinstance(part, ListBlock):
                found.extend(plain(item.spans) for item in part.items)
    return found


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def given(figure: Decimal | None) -> Decimal:
    assert figure is not None
    return figure


def millions(count: Decimal) -> Decimal:
    return rounded(count / 1_000_000, 2)


def percent(value: Decimal) -> Decimal:
    return rounded(value * HUNDRED, 0)


def read_plan(lang: str) -> CostPlan:
    """The plan that the first table of the example prints, with what the other sections add to it."""
    rows = tables(lang, "life-cycle-cost", "worked-example")[0]
    value = dict(zip((*Category, "volume", "rate"), (numbers(row[1], lang)[0] for row in rows), strict=True))
    use = dict(zip((*Category, "volume", "rate"), (numbers(row[2], lang) for row in rows), strict=True))
    assert use[Category.CONTINGENCY][1::2] == [0, 1, 2]
    assert use[Category.PARALLEL] == [2]
    assert use[Category.EXIT] == [9]
    assert use[Category.STAFF][0] == use["volume"][0] == 2
    lines = {}
    for category in Category:
        amount = value[category] / HUNDRED if BASIS[category] in SHARES else value[category]
        match BASIS[category]:
            case Basis.BY_YEAR if category in {Category.PARALLEL, Category.EXIT}:
                lines[category] = Line(by_year=by_year({int(use[category][0]): amount}))
            case Basis.BY_YEAR:
                pairs = zip(use[category][1::2], use[category][::2], strict=True)
                lines[category] = Line(by_year=by_year((int(year), sum_) for year, sum_ in pairs))
                assert total(here.figure for here in lines[category].by_year) == amount
            case Basis.YEARLY if category is Category.STAFF:
                lines[category] = Line(amount=amount, growth=use[category][1] / HUNDRED)
            case Basis.BUILD | Basis.SHARE_OF_BUILD:
                lines[category] = Line(amount=amount)
            case _:
                assert use[category] == [2], f"{category} begins in year 2"
                lines[category] = Line(amount=amount)
    shares = zip(use[Category.CONTINGENCY][1::2], use[Category.CONTINGENCY][::2], strict=True)
    late = numbers(tables(lang, "life-cycle-cost", "sensitivities")[0][-1][0], lang)
    first = numbers(prose(lang, "life-cycle-cost", "reserve")[0], lang)
    return replace(
        worked_example(),
        payment=by_year((int(year), share / HUNDRED) for year, share in shares),
        lines=lines,
        volume=value["volume"],
        volume_growth=use["volume"][1] / HUNDRED,
        discount_rate=value["rate"] / HUNDRED,
        old_system=late[-1],
        reserve=by_year(dict.fromkeys(range(int(first[-2]), int(first[-1]) + 1), first[3])),
    )


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def costs(lang: str) -> Costs:
    return reckon(read_plan(lang))


def test_the_page_prints_the_worked_example_of_the_program(lang: str) -> None:
    """One example: what the planner opens is what the page prints, in every language."""
    example = worked_example()
    assert read_plan(lang) == example
    extent = example.extent
    told = numbers(prose(lang, "life-cycle-cost", "worked-example")[0], lang)
    assert told[:3] == [extent.users, extent.sites, extent.interfaces]


def test_the_categories_are_the_ones_of_the_program(lang: str) -> None:
    """The same lines in the same order: one row for each, and the planning ranges that the program proposes."""
    rows = tables(lang, "life-cycle-cost", "categories")[0]
    assert len(rows) == len(Category)
    for category, row in zip(Category, rows, strict=True):
        range_ = PLANNING_RANGES.get(category)
        written = numbers(row[1], lang)
        if range_ is None:
            assert written == ([HUNDRED] if category is Category.SOFTWARE else []), category
        elif range_.of in {RangeOf.USERS, RangeOf.TRADERS}:
            assert written == [1, range_.high, range_.low], category
        elif category is Category.REFRESH:
            assert written == [CostPlan().refresh_cycle]
        else:
            assert written == [range_.low * HUNDRED, range_.high * HUNDRED], category


def test_each_year_and_the_total(lang: str, costs: Costs) -> None:
    rows = tables(lang, "life-cycle-cost", "worked-example")[1]
    for year in YEARS:
        expected = [Decimal(year), rounded(costs.by_year[year], 2)]
        expected.append(rounded(costs.by_year[year] * costs.factors[year], 2))
        assert [numbers(cell, lang)[0] for cell in rows[year][:3]] == expected
    assert [numbers(cell, lang)[0] for cell in rows[10][1:3]] == [
        rounded(costs.total, 2),
        rounded(costs.present_value, 2),
    ]


def test_the_sentence_under_the_table(lang: str, costs: Costs) -> None:
    first_year = costs.first_run_year
    expected = [
        rounded(costs.build, 2), percent(costs.build / costs.total), rounded(costs.run, 2),
        percent(given(costs.run_share)), rounded(first_year, 2), percent(first_year / costs.external_build),
        costs.external_build, millions(costs.discounted_volume), rounded(given(costs.per_declaration), 1),
        Decimal("3.5"), rounded(costs.present_at(Decimal("0.035")), 1),
        Decimal(10), rounded(costs.present_at(Decimal("0.10")), 1),
    ]  # fmt: skip
    assert numbers(prose(lang, "life-cycle-cost", "worked-example")[-1], lang) == expected


def test_the_sensitivities(lang: str, costs: Costs) -> None:
    rows = tables(lang, "life-cycle-cost", "sensitivities")[0]
    found = compare(costs, standard_changes(costs.plan))
    expected = [
        [
            rounded(here.present_value, 1),
            percent(given(here.difference)),
            rounded(given(here.per_declaration), 1),
        ]
        for here in found
    ]
    assert [[numbers(cell, lang)[0] for cell in row[1:]] for row in rows] == expected
    said = numbers(prose(lang, "life-cycle-cost", "sensitivities")[-1], lang)
    assert said == [percent(given(found[-1].per_declaration_difference))]


def test_the_changes_are_the_ones_that_are_computed(lang: str, costs: Costs) -> None:
    """The words of each row: the changes of the program are written there, number by number."""
    rows = [numbers(row[0], lang) for row in tables(lang, "life-cycle-cost", "sensitivities")[0]]
    expected = [written(costs.plan, change) for change in standard_changes(costs.plan)]
    assert [[abs(n) for n in row] for row in rows] == expected


def written(plan: CostPlan, change: Change) -> list[Decimal]:
    """The numbers by which a row of the table names a change."""
    found = [change.overrun * HUNDRED] if change.overrun else []
    found += [share * HUNDRED for share in (change.adaptive, change.corrective) if share]
    found += [change.staff * HUNDRED] if change.staff else []
    if change.refresh_cycle is not None:
        found.append(Decimal(change.refresh_cycle))
        years: dict[Decimal, list[Decimal]] = {}
        for here in changed(plan, change).line(Category.REFRESH).by_year:
            years.setdefault(here.figure, []).append(Decimal(here.year))
        found += [n for amount, when in years.items() for n in (amount, *when)]
    if change.delay:
        team = spread(plan.line(Category.OWN_TEAM).by_year, plan.years)
        found += [Decimal(12 * change.delay), team[plan.live_year - 1], given(plan.old_system)]
    return found


def test_the_summary_and_the_reserve_repeat_the_example(lang: str, costs: Costs) -> None:
    opening = numbers(prose(lang, "life-cycle-cost", "summary")[0], lang)
    assert opening == [rounded(costs.build, 1), rounded(costs.total, 1), percent(costs.build / costs.total)]
    first = numbers(prose(lang, "life-cycle-cost", "reserve")[0], lang)
    proposal = reserve_proposal(costs)
    assert proposal is not None
    years, yearly = proposal
    refresh = costs.plan.line(Category.REFRESH).by_year
    assert first == [
        total(here.figure for here in refresh),
        *(here.year for here in refresh),
        yearly,
        years[0],
        years[-1],
    ]


FEE, CONTRACT_TEAM, WANTED = Decimal("6.9"), Decimal("0.2"), Decimal("0.12")
REST = FundingLine(FundingModel.BUDGET, FundingBasis.REST)


def four_ways(costs: Costs) -> list[Costs]:
    """The plan under each of the four models of the page; the contract team is a cost of its own under a concession."""
    whole = dict.fromkeys(YEARS, ONE)
    fee = FundingLine(
        FundingModel.FEE, FundingBasis.PER_DECLARATION, covers=Covers.RUN, fee=FEE, fee_form=FeeForm.FLAT
    )
    gift = FundingLine(
        FundingModel.GRANT, FundingBasis.SHARE, covers=Covers.EXTERNAL_BUILD, by_year=by_year(whole)
    )
    start = replace(gift, covers=Covers.RUN, by_year=by_year({2: ONE, 3: ONE}))
    toll = FundingLine(
        FundingModel.CONCESSION, FundingBasis.PER_DECLARATION, fee=toll_of(costs), fee_form=FeeForm.FLAT
    )
    team = FundingLine(
        FundingModel.BUDGET, FundingBasis.AMOUNT, by_year=by_year(dict.fromkeys(YEARS, CONTRACT_TEAM))
    )
    mixes = [(REST,), (REST, fee), (REST, gift, start), (team, toll)]
    return [reckon(replace(costs.plan, funding=mix)) for mix in mixes]


def toll_of(costs: Costs) -> Decimal:
    return rounded(given(level_fee(costs, rate=WANTED)), 1)


def fund_rows(costs: Costs) -> list[list[list[Decimal]]]:
    """The rows of the comparison: who pays, present value of all payers, dearest year of the State."""
    rows = []
    for way in four_ways(costs):
        pays = by_payer(way, cover(way))
        state = pays[Payer.STATE]
        value = total(present_value(flow, way.plan.discount_rate) for flow in pays.values())
        dearest = [rounded(max(state), 1)]
        if len(set(state)) > 1:
            dearest.append(Decimal(state.index(max(state))))
        rows.append(
            [[rounded(total(flow), 1) for flow in pays.values() if any(flow)], [rounded(value, 1)], dearest]
        )
    return rows


def test_the_four_ways_to_pay(lang: str, costs: Costs) -> None:
    rows = tables(lang, "sustainable-funding", "comparison")[0]
    assert [[numbers(cell, lang) for cell in row[1:]] for row in rows] == fund_rows(costs)
    words = prose(lang, "sustainable-funding", "comparison")
    assert numbers(words[0], lang) == [
        rounded(costs.total, 2), rounded(costs.run, 2), 600_000, 2, 4, millions(total(costs.volume)), 6,
    ]  # fmt: skip
    assert numbers(words[2], lang) == [FEE]
    assert numbers(words[3], lang) == [2, 3]
    assert numbers(words[4], lang) == [12, toll_of(costs), CONTRACT_TEAM]


def test_what_the_comparison_says(lang: str, costs: Costs) -> None:
    toll, base, count = toll_of(costs), costs.present_value, costs.discounted_volume / 1_000_000
    team = present_value([CONTRACT_TEAM] * len(YEARS), costs.plan.discount_rate)
    dearer = percent((toll * count + team) / base - 1)
    exact = given(level_fee(costs, rate=WANTED))
    cheaper = percent(1 - (base - team) / (exact * count))
    said = numbers(prose(lang, "sustainable-funding", "comparison")[5], lang)
    cliff = rounded(costs.run_by_year[4], 1)
    assert said == [3, cliff, 4, dearer, cheaper, toll, rounded(given(costs.per_declaration), 1), 12]
    summary = " ".join(prose(lang, "sustainable-funding", "summary"))
    assert dearer in numbers(summary, lang)


def test_the_program_finds_what_the_page_warns_of(costs: Costs) -> None:
    """The donor cliff after year 3, and the fee of the concession above the cost of the service."""
    budget, fee, grant, concession = ({here.code: here for here in findings(way)} for way in four_ways(costs))
    assert FindingCode.DONOR_CLIFF not in budget
    assert FindingCode.FEE_ABOVE_COST not in fee
    cliff = grant[FindingCode.DONOR_CLIFF].numbers
    assert (cliff["last"], cliff["year"], cliff["state_before"]) == (3, 4, 0)
    assert cliff["run"] == cliff["state_after"] == costs.run_by_year[4]
    assert given(concession[FindingCode.FEE_ABOVE_COST].numbers["rate"]) > 1


def test_the_three_volumes(lang: str, costs: Costs) -> None:
    way = four_ways(costs)[1]
    money, more = cover(way), Decimal("1.1")
    expected = []
    for factor in (Decimal(1), Decimal("0.8"), more):
        charge = recovery(way, money, Covers.RUN, factor)
        expected.append(
            [rounded(charge.income, 1), rounded(given(charge.rate), 2), rounded(abs(charge.gap), 1)]
        )
    expected[-1].append(rounded(given(level_fee(way, Covers.RUN, Decimal(0), more)), 1))
    rows = tables(lang, "sustainable-funding", "comparison")[1]
    assert [[n for cell in row[1:] for n in numbers(cell, lang)] for row in rows] == expected
    assert [abs(n) for row in rows for n in numbers(row[0], lang)] == [20, 10]


def fields(page: Page) -> dict[str, str]:
    return {block.field: plain(block.example) for _, _, block in page.blocks() if isinstance(block, Field)}


def test_the_sheet_is_filled_in_with_the_example(lang: str, costs: Costs) -> None:
    filled, plan = fields(content().pages[lang]["life-cycle-cost-sheet"]), costs.plan
    shown = [rounded(cost, 2) for cost in costs.by_year]
    assert numbers(filled["LCC-F14"], lang) == [n for year in YEARS for n in (Decimal(year), shown[year])] + [
        rounded(costs.total, 2)
    ]
    assert numbers(filled["LCC-F15"], lang) == [
        rounded(costs.present_value, 2), millions(costs.discounted_volume),
        rounded(given(costs.per_declaration), 1),
    ]  # fmt: skip
    amounts = {
        category: (line.amount or ZERO) * (HUNDRED if BASIS[category] in SHARES else 1)
        for category, line in plan.lines.items()
    }
    written_years = [
        n for here in plan.line(Category.OWN_TEAM).by_year for n in (here.figure, Decimal(here.year))
    ]
    assert numbers(filled["LCC-F6"], lang) == [*(amounts[c] for c in EXTERNAL), costs.external_build]
    assert numbers(filled["LCC-F7"], lang) == [total(written_years[::2]), *written_years, Decimal("0.4"), 2]
    assert numbers(filled["LCC-F8"], lang)[0] == amounts[Category.CONTINGENCY]
    assert [(n / HUNDRED) for n in numbers(filled["LCC-F9"], lang)[::2]] == [
        here.figure for here in plan.payment
    ]
    upkeep = (Category.CORRECTIVE, Category.ADAPTIVE, Category.INTERFACES, Category.LICENCES)
    assert numbers(filled["LCC-F10"], lang) == [*(amounts[c] for c in upkeep), 2]
    operation = (Category.HOSTING, Category.STAFF, Category.SECURITY_OPERATIONS, Category.HELP_DESK)
    growth = plan.line(Category.STAFF).growth * HUNDRED
    figures = [amounts[c] for c in (*operation, Category.CONTINUOUS_TRAINING)]
    assert numbers(filled["LCC-F11"], lang) == [*figures[:2], growth, *figures[2:]]
    refresh = [n for here in plan.line(Category.REFRESH).by_year for n in (here.figure, Decimal(here.year))]
    first, *_, last = plan.reserve
    assert numbers(filled["LCC-F12"], lang) == [*refresh, first.figure, first.year, last.year]
    assert numbers(filled["LCC-F13"], lang) == [
        n for here in plan.line(Category.EXIT).by_year for n in here[::-1]
    ]


def test_the_switching_value_of_the_sheet(lang: str, costs: Costs) -> None:
    other, said = numbers(fields(content().pages[lang]["life-cycle-cost-sheet"])["LCC-F16"], lang)
    assert percent(given(switching_value(costs, other, Lever.OVERRUN))) == said


def test_the_figures_repeat_the_examples(lang: str, costs: Costs) -> None:
    labels = content().figures[lang]["cost-over-life"].labels
    boxes = {
        "maintenance": Category.CORRECTIVE, "staff": Category.STAFF, "adaptive": Category.ADAPTIVE,
        "interfaces": Category.INTERFACES, "exit": Category.EXIT, "refresh": Category.REFRESH,
        "licences": Category.LICENCES, "hosting": Category.HOSTING, "security": Category.SECURITY_OPERATIONS,
        "help-desk": Category.HELP_DESK, "training": Category.CONTINUOUS_TRAINING,
    }  # fmt: skip
    assert set(boxes.values()) == set(RUNNING)
    shown = {"build": costs.build} | {key: total(costs.flows[category]) for key, category in boxes.items()}
    for key, value in shown.items():
        assert numbers(labels[f"{key}-box"], lang) == [rounded(value, 1)], key
    mix = content().figures[lang]["funding-mix"].labels
    keys = [
        ("budget-state",),
        ("fee-state", "fee-traders"),
        ("grant-state", "grant-donor"),
        ("concession-traders",),
    ]
    for payers, names in zip(fund_rows(costs), keys, strict=True):
        assert [numbers(mix[name], lang)[0] for name in names] == payers[0][-len(names) :]
