"""The words of a cost plan, for views and exports alike: names of lines and sources, changes, findings, what is lacking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Protocol

from ictguide_desktop.assess.cost_plan import (
    BASIS,
    SHARES,
    Basis,
    Category,
    CostPlan,
    Covers,
    FeeForm,
    FundingBasis,
    FundingLine,
    FundingModel,
    Part,
    Unit,
)
from ictguide_desktop.assess.cost_problems import Lack
from ictguide_desktop.assess.cost_proposals import worked_example
from ictguide_desktop.assess.funding import Payer
from ictguide_desktop.assess.funding_findings import Finding, FindingCode
from ictguide_desktop.assess.sensitivity import AS_PLANNED, Change, Lever
from ictguide_desktop.i18n.catalog import N_

Words = Callable[[str], str]


class Numbers(Protocol):
    """How a figure and a share are written in the language of the words."""

    def number(self, figure: Decimal, places: int) -> str:
        """A figure with so many decimal places."""

    def percent(self, share: Decimal, *, signed: bool = False) -> str:
        """A share (0.18) as a percentage, with its sign before it on demand."""


class PlainNumbers:
    """Figures as English writes them."""

    def number(self, figure: Decimal, places: int) -> str:
        """A figure with so many decimal places."""
        return f"{figure:,.{places}f}"

    def percent(self, share: Decimal, *, signed: bool = False) -> str:
        """A share as a percentage without needless zeros."""
        figure = f"{share * 100:+.1f}" if signed else f"{share * 100:.1f}"
        return f"{figure.removesuffix('.0')}%".replace("-", "−")


# --- names ----------------------------------------------------------------------------------------------------

CATEGORIES = {
    Category.SOFTWARE: N_("Software"),
    Category.INTEGRATION: N_("Integration"),
    Category.MIGRATION: N_("Migration"),
    Category.INFRASTRUCTURE: N_("Infrastructure"),
    Category.SITE_KIT: N_("Site kit"),
    Category.SECURITY: N_("Security"),
    Category.TRAINING: N_("Training and change"),
    Category.OWN_TEAM: N_("Own team"),
    Category.CONTINGENCY: N_("Contingency"),
    Category.PARALLEL: N_("Old system in parallel"),
    Category.CORRECTIVE: N_("Corrective maintenance"),
    Category.ADAPTIVE: N_("Adaptive change"),
    Category.INTERFACES: N_("Interface upkeep"),
    Category.LICENCES: N_("Licences"),
    Category.HOSTING: N_("Hosting and links"),
    Category.STAFF: N_("Operations staff"),
    Category.SECURITY_OPERATIONS: N_("Security operations"),
    Category.HELP_DESK: N_("Help desk"),
    Category.CONTINUOUS_TRAINING: N_("Continuous training"),
    Category.REFRESH: N_("Refresh"),
    Category.EXIT: N_("Exit and disposal"),
}
BASES = {
    Basis.BUILD: N_("Amount, paid by the shares of payment"),
    Basis.SHARE_OF_BUILD: N_("Per cent of the seven external lines"),
    Basis.BY_YEAR: N_("Amount of each year"),
    Basis.SHARE_OF_SOFTWARE: N_("Per cent of software, each year of service"),
    Basis.SHARE_OF_INTEGRATION: N_("Per cent of integration, each year of service"),
    Basis.YEARLY: N_("Amount of a year of service"),
}
PARTS = {
    Part.BUILD: N_("Build"),
    Part.RUN: N_("Running"),
    Part.REFRESH: N_("Refresh"),
    Part.EXIT: N_("Exit and disposal"),
}
UNITS = {
    Unit.ONE: N_("units"),
    Unit.THOUSAND: N_("thousands"),
    Unit.MILLION: N_("millions"),
    Unit.BILLION: N_("billions"),
}
MODELS = {
    FundingModel.BUDGET: N_("Yearly budget"),
    FundingModel.FEE: N_("Cost-based fee"),
    FundingModel.REVENUE_SHARE: N_("Share of revenue"),
    FundingModel.CONCESSION: N_("Concession or public-private partnership"),
    FundingModel.GRANT: N_("Grant or loan"),
    FundingModel.SHARED: N_("Shared or regional system"),
    FundingModel.SUBSCRIPTION: N_("Subscription"),
    FundingModel.OPEN_SOURCE: N_("Open source with support"),
}
FUNDING_BASES = {
    FundingBasis.AMOUNT: N_("Amount of each year"),
    FundingBasis.SHARE: N_("Per cent of a cost"),
    FundingBasis.PER_DECLARATION: N_("Fee for each declaration"),
    FundingBasis.REST: N_("What the others leave"),
}
COVERS = {
    Covers.ALL: N_("All cost"),
    Covers.BUILD: N_("Build"),
    Covers.EXTERNAL_BUILD: N_("External build with contingency"),
    Covers.RUN: N_("Running, refresh and exit"),
}
FEE_FORMS = {
    FeeForm.NONE: N_("No fee"),
    FeeForm.FLAT: N_("Flat fee"),
    FeeForm.TIERED: N_("Tiered fee"),
    FeeForm.VALUE: N_("Share of the value of goods"),
}
PAYERS = {Payer.STATE: N_("The State"), Payer.TRADERS: N_("Traders"), Payer.DONOR: N_("Donors")}
LEVERS = {
    Lever.OVERRUN: N_("Software, integration, migration, with their upkeep"),
    Lever.ADAPTIVE: N_("Adaptive change"),
    Lever.CORRECTIVE: N_("Corrective maintenance"),
    Lever.STAFF: N_("Operations staff"),
    Lever.HOSTING: N_("Hosting and links"),
}
LACKS = {
    Lack.NOT_STATED: N_("This is not stated yet."),
    Lack.EMPTY: N_("Fill in this line, or write nil with a reason."),
    Lack.NIL_WITHOUT_REASON: N_("Write why this costs nothing."),
    Lack.NIL_WITH_FIGURE: N_("This line is nil and has a figure: take one of the two away."),
    Lack.NOT_WHOLE: N_("The shares of payment must add up to 100%."),
    Lack.ABOVE_WHOLE: N_("A share is above 100%."),
    Lack.BEYOND_HORIZON: N_("A year lies after the last year of the plan."),
    Lack.RANGE_ORDER: N_("The low figure must not be above the planned one, nor the high figure below it."),
    Lack.YEARS_ORDER: N_("The last year comes before the first."),
    Lack.SECOND_REST: N_("Another source already pays what the others leave."),
}


def source_name(source: FundingLine, words: Words) -> str:
    """The name the user gave a source, or that of its model."""
    return source.name or words(MODELS[source.model])


def worked_example_in(words: Words) -> CostPlan:
    """The worked example of the guide, its own words in the language of `words`."""
    return worked_example(
        words(N_("Worked example")), words(N_("currency units")), words(N_("Finance ministry"))
    )


def is_percent(category: Category) -> bool:
    """Whether the figure of a line is shown as a percentage."""
    return BASIS[category] in SHARES


# --- changes --------------------------------------------------------------------------------------------------


def change_words(change: Change, words: Words, numbers: Numbers) -> str:
    """What a sensitivity changes, in one line; several changes are named as a combination."""
    if change == AS_PLANNED:
        return words(N_("As planned"))
    parts = list(_changes(change, words, numbers))
    if len(parts) == 1:
        return parts[0]
    return words(N_("Combined: {changes}")).format(changes=words(N_("; ")).join(parts))


def _changes(change: Change, words: Words, numbers: Numbers) -> Iterator[str]:
    def more(name: str, by: Decimal) -> str:
        return words(N_("{line} {change}")).format(line=name, change=numbers.percent(by, signed=True))

    if change.overrun:
        sentence = words(N_("Software, integration, migration {change}, with their upkeep"))
        yield sentence.format(change=numbers.percent(change.overrun, signed=True))
    if change.adaptive is not None and not change.adaptive:
        yield words(N_("Adaptive change unfunded"))
    elif change.adaptive is not None:
        yield _share(Category.ADAPTIVE, change.adaptive, words, numbers)
    if change.refresh_cycle is not None:
        yield words(N_("Refresh at an age of {years} years")).format(years=change.refresh_cycle)
    if change.corrective is not None:
        yield _share(Category.CORRECTIVE, change.corrective, words, numbers)
    if change.staff:
        yield more(words(CATEGORIES[Category.STAFF]), change.staff)
    for category, by in change.factors.items():
        yield more(words(CATEGORIES[category]), by)
    if change.volume:
        yield more(words(N_("Declarations")), change.volume)
    if change.rate is not None:
        yield words(N_("Discount rate {rate}")).format(rate=numbers.percent(change.rate))
    if change.currency_fall:
        fall = numbers.percent(change.currency_fall)
        yield words(N_("Own currency loses {share}")).format(share=fall)
    if change.delay:
        yield words(N_("Service {months} months late, team and old system paid on")).format(
            months=12 * change.delay
        )


def _share(category: Category, share: Decimal, words: Words, numbers: Numbers) -> str:
    return words(N_("{name}: {value}")).format(name=words(CATEGORIES[category]), value=numbers.percent(share))


# --- findings -------------------------------------------------------------------------------------------------

FINDINGS = {
    FindingCode.FEE_BY_VALUE: N_(
        "{source}: the fee is a share of the value of goods. For WTO Members a fee is limited to the approximate cost of "
        "the service rendered and must not be a tax for fiscal purposes. Prefer a flat or tiered fee, and ask counsel."
    ),
    FindingCode.FEE_ABOVE_COST: N_(
        "{source}: income of {income} stands against a cost of the service of {cost}, cost recovery {rate}. Above 1 there "
        "is a legal risk; a flat fee of {fee} for each declaration would cover the cost."
    ),
    FindingCode.SHARE_OF_REVENUE: N_(
        "{source}: a share of revenue brings a conflict of interest and a legal risk. Avoid it, unless budget law orders it."
    ),
    FindingCode.DONOR_CLIFF: N_(
        "Donors pay {share} of the running cost and stop after year {last}. Running year {year} costs {run}: write down "
        "who pays on the following day."
    ),
    FindingCode.DONOR_TO_THE_END: N_(
        "Donors pay {share} of the running cost, to the last year of the plan. Sign a plan by which the State takes over."
    ),
    FindingCode.GAP: N_(
        "Not every year is paid in full: {total} is missing in all, for the first time in year {first}."
    ),
    FindingCode.RUN_NOT_SECURED: N_(
        "Years of running cost that a law or a contract binds: {years}. Secure {wanted} before a grant is accepted or a "
        "build is signed."
    ),
    FindingCode.RESERVE_MISSING: N_(
        "The refresh costs {need}, for the first time in year {first}, and nothing is set aside for it."
    ),
    FindingCode.RESERVE_SHORT: N_("The refresh reserve is too small: {missing} is missing in year {year}."),
}
RESERVE_PROPOSED = N_("{yearly} in each year from {from} to {to} would pay for the first refresh.")
_YEARS = {"year", "first", "last", "from", "to"}
_COUNTS = {"years", "wanted"}
_SHARES = {"share", "last_share"}


def finding_words(finding: Finding, plan: CostPlan, words: Words, numbers: Numbers) -> str:
    """The sentence of a finding, its numbers in the language of the words."""
    said = {name: _figure(name, figure, plan, numbers) for name, figure in finding.numbers.items()}
    if finding.source is not None:
        said["source"] = source_name(plan.funding[finding.source], words)
    for name in ("rate", "fee"):
        said.setdefault(name, "–")
    sentence = words(FINDINGS[finding.code]).format(**said)
    if finding.code is FindingCode.RESERVE_MISSING and "yearly" in said:
        sentence = f"{sentence} {words(RESERVE_PROPOSED).format(**said)}"
    return sentence


def _figure(name: str, figure: Decimal, plan: CostPlan, numbers: Numbers) -> str:
    if name in _YEARS:
        return str(plan.year_name(int(figure)))
    if name in _COUNTS:
        return str(int(figure))
    if name in _SHARES:
        return numbers.percent(figure)
    return numbers.number(figure, 2)
