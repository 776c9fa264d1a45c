"""The worked examples on cost and funding: each printed figure is what the inputs printed beside it give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest

from ictguide_desktop.content.loader import Content, load
from ictguide_desktop.model.guide import Callout, Field, ListBlock, Page, Paragraph, Section, Table, plain

CONTENT = Path(__file__).resolve().parents[2] / "content"
YEARS = range(10)
_NUMBER = re.compile(r"(?<![A-Za-z\d])[+−]?\d(?:[\d.,\u00a0\u202f]*\d)?")
ONE, HUNDRED = Decimal(1), Decimal(100)


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


def total(flow: Iterable[Decimal]) -> Decimal:
    return sum(flow, Decimal(0))


def percent(value: Decimal) -> Decimal:
    return rounded(value * HUNDRED, 0)


@dataclass(frozen=True)
class Inputs:
    """What the first table of the example prints, in the order of its rows."""

    software: Decimal
    integration: Decimal
    migration: Decimal
    other_build: Decimal
    contingency: Decimal
    shares: tuple[Decimal, ...]
    team: tuple[Decimal, ...]
    parallel: Decimal
    maintenance: Decimal
    adaptive: Decimal
    interfaces: Decimal
    flat_run: Decimal
    staff: Decimal
    staff_growth: Decimal
    refresh: tuple[tuple[int, Decimal], ...]
    exit: Decimal
    declarations: Decimal
    growth: Decimal
    rate: Decimal
    live: int = 2

    def external(self) -> Decimal:
        return self.software + self.integration + self.migration + self.other_build

    def build(self) -> list[Decimal]:
        costs = [Decimal(0)] * len(YEARS)
        for year, (share, team) in enumerate(zip(self.shares, self.team, strict=True)):
            costs[year] = self.external() * (ONE + self.contingency) * share + team
        costs[2] += self.parallel
        return costs

    def run(self) -> list[Decimal]:
        """Running, refresh and exit; the pay of staff rises with the calendar, whenever the service begins."""
        costs = [Decimal(0)] * len(YEARS)
        upkeep = self.software * (self.maintenance + self.adaptive) + self.integration * self.interfaces
        for year in range(self.live, len(YEARS)):
            costs[year] = upkeep + self.flat_run + self.staff * (ONE + self.staff_growth) ** (year - 2)
        for year, amount in self.refresh:
            costs[year] += amount
        costs[9] += self.exit
        return costs

    def costs(self) -> list[Decimal]:
        return [a + b for a, b in zip(self.build(), self.run(), strict=True)]

    def volume(self) -> list[Decimal]:
        """Millions of declarations; trade grows from year 2 on, whenever the service begins."""
        return [
            self.declarations * (ONE + self.growth) ** (year - 2) if year >= self.live else Decimal(0)
            for year in YEARS
        ]

    def present(self, flow: Sequence[Decimal], rate: Decimal | None = None) -> Decimal:
        used = self.rate if rate is None else rate
        return total(amount / (ONE + used) ** year for year, amount in enumerate(flow))

    def unit_cost(self, rate: Decimal | None = None) -> Decimal:
        return self.present(self.costs(), rate) / self.present(self.volume(), rate)

    def scaled(self, factor: Decimal) -> Inputs:
        return replace(
            self,
            software=self.software * factor,
            integration=self.integration * factor,
            migration=self.migration * factor,
        )


def read_inputs(lang: str) -> Inputs:
    rows = tables(lang, "life-cycle-cost", "worked-example")[0]
    value = [numbers(row[1], lang)[0] for row in rows]
    use = [numbers(row[2], lang) for row in rows]
    shares = tuple(use[7][n] / HUNDRED for n in (0, 2, 4))
    assert use[7][1::2] == use[8][1::2] == [0, 1, 2]
    assert sum(shares) == 1
    assert sum(use[8][::2]) == value[8]
    assert use[19][0] + use[19][2] == value[19]
    assert [use[9], use[20]] == [[2], [9]]
    assert all(use[row] == [2] for row in (10, 11, 12, 13, 14, 16, 17, 18))
    assert use[15][0] == use[21][0] == 2
    return Inputs(
        software=value[0], integration=value[1], migration=value[2], other_build=total(value[3:7]),
        contingency=value[7] / HUNDRED, shares=shares, team=tuple(use[8][::2]), parallel=value[9],
        maintenance=value[10] / HUNDRED, adaptive=value[11] / HUNDRED, interfaces=value[12] / HUNDRED,
        flat_run=value[13] + value[14] + value[16] + value[17] + value[18],
        staff=value[15], staff_growth=use[15][1] / HUNDRED,
        refresh=((int(use[19][1]), use[19][0]), (int(use[19][3]), use[19][2])),
        exit=value[20], declarations=value[21] / 1_000_000, growth=use[21][1] / HUNDRED,
        rate=value[22] / HUNDRED,
    )  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def inputs(lang: str) -> Inputs:
    return read_inputs(lang)


def test_the_inputs_are_the_same_in_every_language(inputs: Inputs) -> None:
    assert inputs == read_inputs("en")


def test_each_year_and_the_total(lang: str, inputs: Inputs) -> None:
    rows = tables(lang, "life-cycle-cost", "worked-example")[1]
    costs = inputs.costs()
    for year in YEARS:
        expected = [Decimal(year), rounded(costs[year], 2)]
        expected.append(rounded(costs[year] / (ONE + inputs.rate) ** year, 2))
        assert [numbers(cell, lang)[0] for cell in rows[year][:3]] == expected
    assert [numbers(cell, lang)[0] for cell in rows[10][1:3]] == [
        rounded(total(costs), 2),
        rounded(inputs.present(costs), 2),
    ]


def test_the_sentence_under_the_table(lang: str, inputs: Inputs) -> None:
    build, run, whole = total(inputs.build()), total(inputs.run()), total(inputs.costs())
    first_year = inputs.run()[2]
    expected = [
        rounded(build, 2), percent(build / whole), rounded(run, 2), percent(run / whole),
        rounded(first_year, 2), percent(first_year / inputs.external()), inputs.external(),
        rounded(inputs.present(inputs.volume()), 2), rounded(inputs.unit_cost(), 1),
        Decimal("3.5"), rounded(inputs.present(inputs.costs(), Decimal("0.035")), 1),
        Decimal(10), rounded(inputs.present(inputs.costs(), Decimal("0.10")), 1),
    ]  # fmt: skip
    assert numbers(prose(lang, "life-cycle-cost", "worked-example")[-1], lang) == expected


def changes(inputs: Inputs) -> list[Inputs]:
    """The rows of the sensitivity table, the last one (a late service) apart."""
    fifth, half = Decimal("0.20"), Decimal("1.5")
    (_, first), (_, second) = inputs.refresh
    return [
        inputs,
        inputs.scaled(half),
        inputs.scaled(Decimal(2)),
        replace(inputs, adaptive=fifth),
        replace(inputs, refresh=((5, first), (9, first), (6, second))),
        replace(inputs, maintenance=Decimal("0.22")),
        replace(inputs, staff=inputs.staff * Decimal("1.2")),
        replace(inputs.scaled(half), adaptive=fifth, staff=inputs.staff * Decimal("1.2")),
        replace(inputs, adaptive=Decimal(0)),
    ]


def late(inputs: Inputs) -> tuple[Inputs, list[Decimal]]:
    """Service a year late: no run in year 2, but the team and the old system stay; all else moves by a year."""
    moved = replace(
        inputs, live=inputs.live + 1, refresh=tuple((year + 1, amount) for year, amount in inputs.refresh)
    )
    costs = moved.costs()
    costs[2] += Decimal("0.6") + Decimal("1.2")
    return moved, costs


def test_the_sensitivities(lang: str, inputs: Inputs) -> None:
    rows = tables(lang, "life-cycle-cost", "sensitivities")[0]
    base, unit = inputs.present(inputs.costs()), inputs.unit_cost()
    results = [(changed.present(changed.costs()), changed.unit_cost()) for changed in changes(inputs)]
    moved, costs = late(inputs)
    results.append((inputs.present(costs), inputs.present(costs) / inputs.present(moved.volume())))
    expected = [[rounded(pv, 1), percent(pv / base - 1), rounded(per, 1)] for pv, per in results]
    assert [[numbers(cell, lang)[0] for cell in row[1:]] for row in rows] == expected
    said = numbers(prose(lang, "life-cycle-cost", "sensitivities")[-1], lang)
    assert said == [percent(results[-1][1] / unit - 1)]


def test_the_changes_are_the_ones_that_are_computed(lang: str) -> None:
    """The words of each row: the changes of this test are written there, number by number."""
    rows = [numbers(row[0], lang) for row in tables(lang, "life-cycle-cost", "sensitivities")[0]]
    written = [[abs(n) for n in row] for row in rows]
    assert written == [
        [], [50], [100], [20], [4, Decimal("2.6"), 5, 9, Decimal("0.5"), 6], [22], [20], [50, 20, 20], [],
        [12, Decimal("0.6"), Decimal("1.2")],
    ]  # fmt: skip


def test_the_summary_and_the_reserve_repeat_the_example(lang: str, inputs: Inputs) -> None:
    build, whole = total(inputs.build()), total(inputs.costs())
    opening = numbers(prose(lang, "life-cycle-cost", "summary")[0], lang)
    assert opening == [rounded(build, 1), rounded(whole, 1), percent(build / whole)]
    refresh = sum(amount for _, amount in inputs.refresh)
    first = numbers(prose(lang, "life-cycle-cost", "reserve")[0], lang)
    years = range(int(first[-2]), int(first[-1]) + 1)
    assert first == [refresh, 6, 7, refresh / len(years), 2, 6]


def fund_rows(inputs: Inputs) -> tuple[Decimal, Decimal, list[list[list[Decimal]]]]:
    """Fee, concession fee and the rows of the comparison: who pays, present value, dearest year of the State."""
    costs, run, volume = inputs.costs(), inputs.run(), inputs.volume()
    fee, contract_team, wanted = Decimal("6.9"), Decimal("0.2"), Decimal("0.12")
    toll = rounded(inputs.present(costs, wanted) / inputs.present(volume, wanted), 1)
    donor = [inputs.external() * (ONE + inputs.contingency) * share for share in inputs.shares]
    donor += [Decimal(0)] * (len(YEARS) - len(donor))
    for year in (2, 3):
        donor[year] += run[year]
    with_fee = [cost - fee * count for cost, count in zip(costs, volume, strict=True)]
    with_donor = [cost - gift for cost, gift in zip(costs, donor, strict=True)]
    concession = [toll * count for count in volume]
    payers = [
        ([costs], costs),
        ([with_fee, [fee * count for count in volume]], with_fee),
        ([with_donor, donor], with_donor),
        ([[contract_team] * len(YEARS), concession], None),
    ]
    rows = []
    for flows, state in payers:
        value = total(inputs.present(flow) for flow in flows)
        dearest = [rounded(contract_team, 1)]
        if state is not None:
            dearest = [rounded(max(state), 1), Decimal(state.index(max(state)))]
        rows.append([[rounded(total(flow), 1) for flow in flows], [rounded(value, 1)], dearest])
    return fee, toll, rows


def test_the_four_ways_to_pay(lang: str, inputs: Inputs) -> None:
    fee, toll, expected = fund_rows(inputs)
    rows = tables(lang, "sustainable-funding", "comparison")[0]
    assert [[numbers(cell, lang) for cell in row[1:]] for row in rows] == expected
    words = prose(lang, "sustainable-funding", "comparison")
    assert numbers(words[0], lang) == [
        rounded(total(inputs.costs()), 2), rounded(total(inputs.run()), 2), 600_000, 2, 4,
        rounded(total(inputs.volume()), 2), 6,
    ]  # fmt: skip
    assert numbers(words[2], lang) == [fee]
    assert numbers(words[3], lang) == [2, 3]
    assert numbers(words[4], lang) == [12, toll, Decimal("0.2")]


def test_what_the_comparison_says(lang: str, inputs: Inputs) -> None:
    _, toll, _ = fund_rows(inputs)
    base = inputs.present(inputs.costs())
    team = inputs.present([Decimal("0.2")] * len(YEARS))
    dearer = percent((toll * inputs.present(inputs.volume()) + team) / base - 1)
    wanted = Decimal("0.12")
    exact = inputs.present(inputs.costs(), wanted) / inputs.present(inputs.volume(), wanted)
    cheaper = percent(1 - (base - team) / (exact * inputs.present(inputs.volume())))
    cliff = rounded(inputs.run()[4], 1)
    said = numbers(prose(lang, "sustainable-funding", "comparison")[5], lang)
    assert said == [3, cliff, 4, dearer, cheaper, toll, rounded(inputs.unit_cost(), 1), 12]
    assert inputs.build()[3] == 0 < inputs.run()[4], "the State pays nothing in year 3, all in year 4"
    summary = " ".join(prose(lang, "sustainable-funding", "summary"))
    assert dearer in numbers(summary, lang)


def test_the_three_volumes(lang: str, inputs: Inputs) -> None:
    fee, _, _ = fund_rows(inputs)
    cost, volume = total(inputs.run()), total(inputs.volume())
    expected = []
    for factor in (Decimal("1"), Decimal("0.8"), Decimal("1.1")):
        income = fee * volume * factor
        expected.append([rounded(income, 1), rounded(income / cost, 2), rounded(abs(cost - income), 1)])
    expected[-1].append(rounded(cost / (volume * Decimal("1.1")), 1))
    rows = tables(lang, "sustainable-funding", "comparison")[1]
    assert [[n for cell in row[1:] for n in numbers(cell, lang)] for row in rows] == expected
    assert [abs(n) for row in rows for n in numbers(row[0], lang)] == [20, 10]


def fields(page: Page) -> dict[str, str]:
    return {block.field: plain(block.example) for _, _, block in page.blocks() if isinstance(block, Field)}


def test_the_sheet_is_filled_in_with_the_example(lang: str, inputs: Inputs) -> None:
    filled = fields(content().pages[lang]["life-cycle-cost-sheet"])
    costs = inputs.costs()
    expected = [rounded(cost, 2) for cost in costs] + [rounded(total(costs), 2)]
    assert numbers(filled["LCC-F14"], lang) == [
        n for year in YEARS for n in (Decimal(year), expected[year])
    ] + [expected[-1]]
    assert numbers(filled["LCC-F15"], lang) == [
        rounded(inputs.present(costs), 2), rounded(inputs.present(inputs.volume()), 2),
        rounded(inputs.unit_cost(), 1),
    ]  # fmt: skip
    written = [filled[f"LCC-F{n}"] for n in (6, 7, 8, 9, 10, 11, 12)]
    rows = tables(lang, "life-cycle-cost", "worked-example")[0]
    for text, used in zip(
        written,
        ([0, 1, 2, 3, 4, 5, 6], [8, 9], [7], [], [10, 11, 12, 13], [14, 15, 16, 17, 18], []),
        strict=True,
    ):
        assert {numbers(rows[row][1], lang)[0] for row in used} <= set(numbers(text, lang))
    assert inputs.external() == numbers(filled["LCC-F6"], lang)[-1]
    assert [n / HUNDRED for n in numbers(filled["LCC-F9"], lang)[::2]] == list(inputs.shares)
    assert set(numbers(filled["LCC-F12"], lang)[:4]) == {n for pair in inputs.refresh for n in pair}


def test_the_switching_value_of_the_sheet(lang: str, inputs: Inputs) -> None:
    """Present value is linear in the overrun, so that one step of it gives the overrun that reaches the other option."""
    other, said = numbers(fields(content().pages[lang]["life-cycle-cost-sheet"])["LCC-F16"], lang)
    base, doubled = (changed.present(changed.costs()) for changed in (inputs, inputs.scaled(Decimal(2))))
    assert percent((other - base) / (doubled - base)) == said


def test_the_figures_repeat_the_examples(lang: str, inputs: Inputs) -> None:
    labels = content().figures[lang]["cost-over-life"].labels
    staff = sum(
        (inputs.staff * (ONE + inputs.staff_growth) ** year for year in range(8)), Decimal(0)
    )  # eight years of service
    software = inputs.software
    shown = {
        "build": sum(inputs.build(), Decimal(0)), "maintenance": software * inputs.maintenance * 8,
        "staff": staff, "adaptive": software * inputs.adaptive * 8,
        "interfaces": inputs.integration * inputs.interfaces * 8, "exit": inputs.exit,
        "refresh": total(amount for _, amount in inputs.refresh),
    }  # fmt: skip
    rows = tables(lang, "life-cycle-cost", "worked-example")[0]
    for key, row in (
        ("licences", 13),
        ("hosting", 14),
        ("security", 16),
        ("help-desk", 17),
        ("training", 18),
    ):
        shown[key] = numbers(rows[row][1], lang)[0] * 8
    for key, value in shown.items():
        assert numbers(labels[f"{key}-box"], lang) == [rounded(value, 1)], key
    assert rounded(total(shown.values()), 2) == rounded(total(inputs.costs()), 2)
    mix = content().figures[lang]["funding-mix"].labels
    _, _, expected = fund_rows(inputs)
    keys = [
        ("budget-state",),
        ("fee-state", "fee-traders"),
        ("grant-state", "grant-donor"),
        ("concession-traders",),
    ]
    for payers, names in zip(expected, keys, strict=True):
        assert [numbers(mix[name], lang)[0] for name in names] == payers[0][-len(names) :]
