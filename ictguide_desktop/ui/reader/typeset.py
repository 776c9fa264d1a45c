"""Sets a page of the guide for the screen or for paper: the look, the way to it, what is hidden, what it was translated from."""

from __future__ import annotations

from html import escape
from itertools import takewhile

from ictguide_desktop.export.colours import LIGHT, Colours
from ictguide_desktop.export.figures import figure_parts, figure_size, figure_svg
from ictguide_desktop.export.html import IN_LANGUAGE, HtmlRenderer, Look, Rendered, View, style_sheet
from ictguide_desktop.i18n.catalog import N_, _, ngettext, speaking, words_in
from ictguide_desktop.i18n.formats import format_date, parse_iso
from ictguide_desktop.i18n.languages import is_rtl, own_name
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Band, Kind, Page, PageHead, Section
from ictguide_desktop.model.problems import NotFound
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.reader.page_view import ShownPage
from ictguide_desktop.ui.theme import TEXT_SIZE, Theme

SHOW_ALL = "show:all"
KIND_PLACES = {
    Kind.CHECKLIST: ("checklists", N_("Checklists")),
    Kind.CASE: ("cases", N_("Case studies")),
    Kind.TEMPLATE: ("templates", N_("Templates")),
}
BANDS = {
    Band.FOUNDATIONAL: N_("Foundational"),
    Band.DEVELOPING: N_("Developing"),
    Band.ADVANCED: N_("Advanced"),
}
EVIDENCE = {
    "audit": N_("evidence: audit reports"),
    "operator": N_("evidence: reported by the operator"),
    "institution": N_("evidence: published by an institution"),
    "press": N_("evidence: press only"),
}


_NO_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 8" width="640" height="8"></svg>'


class Typesetter:
    """Makes pages ready to be shown, in the theme and size in force."""

    def __init__(self, library: Library, theme: Theme) -> None:
        self._library = library
        self._theme = theme

    def shown(self, address: Address, language: str, opened: frozenset[str], measure: int) -> ShownPage:
        """A page in a language, for the audience and band in force, with the sections the reader opened.

        `measure` is the width of a line in pixels.

        Raises:
            NotFound: the edition has no such page.
        """
        page = self._library.edition.page(address.page, language)
        look = Look(
            self._theme.colours,
            TEXT_SIZE * self._theme.scale,
            is_rtl(page.head.lang),
            measure,
            for_qt=True,
        )
        view = View(self._library.audience, self._library.band, opened)
        with speaking(language):  # of two pages side by side, each speaks its own
            rendered = self._rendered(page, language, look, view)
        return ShownPage(
            address=address,
            body=rendered.body,
            sheet=style_sheet(look),
            rtl=look.rtl,
            language=page.head.lang,
            drawing=lambda name: self.drawing(name, self._theme.colours),
            folded=rendered.folded,
        )

    def printed(self, page: Page, language: str, look: Look, view: View, section: str = "") -> str:
        """The body of a page, or of one section of it, for paper."""
        renderer = self._renderer(page, language, look)
        chosen = page.section(section) if section else None
        if chosen is not None:
            title = f'<p class="meta">{escape(page.head.title)}</p>'
            parts = [renderer.section(page.head.id, one) for one in with_children(page, chosen)]
            return "".join([title, *parts, *renderer.source_list()])
        return renderer.page(page, view, below=_facts(page.head) + self._notice(page.head, language)).body

    def drawing(self, name: str, colours: Colours = LIGHT) -> str:
        """The SVG of a figure in the language of the text around it, such as `data-flow@fr`; mirrored for Arabic."""
        figure, _, language = name.partition(IN_LANGUAGE)
        words = self._library.edition.catalogue(language).figures.get(figure)
        return figure_svg(
            self._drawn(figure), words.labels if words else {}, colours, mirrored=is_rtl(language)
        )

    def _drawn(self, figure: str) -> str:
        """The drawing; an empty one when the edition lacks it, since the words of the page are worth more."""
        try:
            return self._library.edition.drawing(figure)
        except NotFound:
            return _NO_DRAWING

    def _renderer(self, page: Page, language: str, look: Look) -> HtmlRenderer:
        edition = self._library.edition

        return HtmlRenderer(
            look=look,
            sources=edition.sources,
            figures=edition.catalogue(page.head.lang).figures,
            language=page.head.lang,  # a page that is not translated speaks the language of its text
            words_in=words_in,
            embed=lambda target: edition.section(target, language),
            figure_size=lambda figure: figure_size(self._drawn(figure)),
            leads_to=lambda figure: self._leads_to(figure, page.head),
        )

    def _leads_to(self, figure: str, head: PageHead) -> list[tuple[str, str]]:
        """The places that the parts of a figure open, in the order of the drawing, each with its name."""
        catalogue = self._library.edition.catalogue(head.lang)
        places = dict.fromkeys(part.opens for part in reversed(figure_parts(self._drawn(figure))))
        named = []
        for place in places:
            address = Address.parse(place)
            page, section = catalogue.pages.get(address.page), catalogue.where(address)
            names = [
                page.title if page is not None and page.id != head.id else "",
                section.title if section else "",
            ]
            named.append((place, " › ".join(name for name in names if name) or place))
        return named

    def _rendered(self, page: Page, language: str, look: Look, view: View) -> Rendered:
        renderer = self._renderer(page, language, look)
        hidden = sum(not view.shows(section) for section in page.sections if section.level == 2)
        below = f'<p class="meta">{self._chips(page.head, hidden)}</p>{self._notice(page.head, language)}'
        return renderer.page(
            page, view, above=f'<p class="meta">{self._crumb(page.head, language, look.rtl)}</p>', below=below
        )

    def _notice(self, head: PageHead, language: str) -> str:
        """What a reader must know of the text: it is in another language than asked, and from when."""
        if head.lang == language:
            return ""
        day = parse_iso(self._library.edition.date)
        said = _(
            "This page has not been translated into {wanted} yet. It is shown in {shown}, as of the edition of {date}."
        ).format(
            wanted=own_name(language),
            shown=own_name(head.lang),
            date=format_date(day, language) if day else self._library.edition.date,
        )
        direction = "rtl" if is_rtl(language) else "ltr"
        return f'<p class="notice" dir="{direction}">{escape(said)}</p>'

    def _crumb(self, head: PageHead, language: str, rtl: bool) -> str:
        catalogue = self._library.edition.catalogue(language)
        arrow = " ‹ " if rtl else " › "
        home = _("Home")
        steps = [f'<a class="crumb" href="page:home">{escape(home)}</a>']
        if head.kind in KIND_PLACES:
            place, name = KIND_PLACES[head.kind]
            steps.append(f'<a class="crumb" href="view:{place}">{escape(_(name))}</a>')
            steps += [
                f'<a class="crumb" href="page:{module}">{escape(catalogue.pages[module].title)}</a>'
                for module in head.modules[:1]
                if module in catalogue.pages
            ]
        elif (part := catalogue.part_of(head.id)) is not None:
            steps.append(escape(part.title))
        steps.append(escape(head.title))
        return arrow.join(steps)

    def _chips(self, head: PageHead, hidden: int) -> str:
        from ictguide_desktop.editions.edition import minutes

        show = _("show all")
        time = minutes(head, self._library.audience)
        chips = [escape(ngettext("{n} min", "{n} min", time).format(n=time)), *map(escape, _place(head))]
        if hidden:
            said = ngettext(
                "{n} section hidden for other roles", "{n} sections hidden for other roles", hidden
            ).format(n=hidden)
            chips.append(f'{escape(said)} — <a href="{SHOW_ALL}">{escape(show)}</a>')
        if self._library.band is not None:
            chips.append(f'{escape(_(BANDS[self._library.band]))} — <a href="{SHOW_ALL}">{escape(show)}</a>')
        return " &nbsp;·&nbsp; ".join(chips)


def with_children(page: Page, section: Section) -> list[Section]:
    """A section and those beneath it."""
    start = page.sections.index(section)
    below = takewhile(lambda one: one.level > section.level, page.sections[start + 1 :])
    return [section, *below]


def _place(head: PageHead) -> list[str]:
    said = [text for text in (head.place, head.years) if text]
    if head.evidence:
        said.append(_(EVIDENCE.get(head.evidence, head.evidence)))
    return said


def _facts(head: PageHead) -> str:
    said = " · ".join(map(escape, _place(head)))
    return f'<p class="meta">{said}</p>' if said else ""


def review_sentence(head: PageHead, language: str) -> str:
    """What was done to check a page, and nothing more."""
    if head.review.status != "reviewed":
        return _("Draft · not reviewed by an administration")
    day = parse_iso(head.review.on)
    when = format_date(day, language) if day else head.review.on
    if head.review.means == "administration":
        return _("Reviewed by an administration on {date}").format(date=when)
    return _("Checked against cited excerpts on {date} · not reviewed by an administration").format(date=when)
