"""Dates and numbers in the reader's language; Babel is loaded at the first use."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from ictguide_desktop.i18n.languages import is_rtl


def _locale(language: str) -> str:
    # The guide writes Western digits in Arabic, a point before decimals, and months as نوفمبر: so does the Arabic of the Emirates.
    return "ar_AE" if language == "ar" else language


def format_date(day: date, language: str) -> str:
    """A day, such as 24 November 2026."""
    from babel.dates import format_date as babel_date

    return str(babel_date(day, "long", locale=_locale(language)))


def format_moment(moment: datetime, language: str) -> str:
    """A day and time in the time zone of this computer."""
    from babel.dates import format_datetime

    return str(format_datetime(moment.astimezone(), "medium", locale=_locale(language)))


def format_number(number: Decimal | int, language: str, places: int = 0) -> str:
    """A number with so many decimal places, such as 2.4."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(number, pattern, locale=_locale(language)))


def format_percent(share: Decimal, language: str) -> str:
    """A share of 1 in whole per cent, such as 62%."""
    from babel.numbers import format_percent as babel_percent

    return str(babel_percent(share, locale=_locale(language)))


def parse_iso(day: str) -> date | None:
    """The day of an ISO date, or None when the text is not one."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def format_size(size: int, language: str) -> str:
    """The size of a file in bytes, in kilobytes or megabytes, such as 1.2 MB."""
    from babel.units import format_unit

    kilobytes = max(1, round(size / 1000))
    if kilobytes < 1000:
        return str(format_unit(kilobytes, "kilobyte", "short", locale=_locale(language)))
    return str(format_unit(round(size / 1_000_000, 1), "megabyte", "short", locale=_locale(language)))


class LanguageNumbers:
    """Figures and shares as a language writes them; the symbols are looked up once, since tables hold many figures."""

    def __init__(self, language: str) -> None:
        from babel import Locale

        locale = Locale.parse(_locale(language))
        symbols = locale.number_symbols
        symbols = symbols.get("latn", symbols)
        self.language = language
        self.point, self.group = str(symbols["decimal"]), str(symbols["group"])
        # In a text that runs from the right a sign would stand behind its number.
        mark = "\u200e" if is_rtl(language) else ""
        self._plus, self._minus = (
            mark + str(symbols[sign]).lstrip("\u200e") for sign in ("plusSign", "minusSign")
        )
        pattern = str(locale.percent_formats[None].pattern)
        self._percent = pattern.replace("%", str(symbols["percentSign"])).replace("#,##0", "{}")

    def number(self, figure: Decimal, places: int) -> str:
        """A figure with so many decimal places."""
        plain = f"{abs(figure):,.{places}f}"
        sign = self._minus if figure < 0 and plain.strip("0.,") else ""
        return sign + self._written(plain)

    def percent(self, share: Decimal, *, signed: bool = False) -> str:
        """A share (0.18) as a percentage with at most one decimal place, with its sign before it on demand."""
        plain = f"{abs(share) * 100:,.1f}".removesuffix(".0")
        sign = ""
        if plain.strip("0.,"):
            sign = self._minus if share < 0 else self._plus if signed else ""
        return sign + self._percent.format(self._written(plain))

    def _written(self, plain: str) -> str:
        whole, point, rest = plain.partition(".")
        return whole.replace(",", self.group) + (self.point + rest if point else "")


def month_names(language: str) -> tuple[str, ...]:
    """The short names of the twelve months."""
    from babel.dates import get_month_names

    names = get_month_names("abbreviated", "stand-alone", _locale(language))
    return tuple(str(names[month]) for month in range(1, 13))
