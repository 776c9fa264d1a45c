"""A citation of a block: title, section, number, edition, language and address, ready to be pasted into a report."""

from __future__ import annotations

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.address import Address
from ictguide_desktop.services.library import Library


def citation(library: Library, address: Address, quote: str = "") -> str:
    """The citation in the language in force, with the words cited when there are some."""
    head = library.catalogue.pages.get(address.page)
    if head is None:
        return address.uri
    section = head.section(address.section) if address.section else None
    where = [_("“{words}”").format(words=head.title)]
    if section is not None:
        where.append(section.title)
    if address.block:
        where.append(_("block {n}").format(n=address.block))
    guide = _("ICT Guide, edition {edition}, {language}").format(
        edition=library.edition.name, language=own_name(head.lang)
    )
    said = f"{' · '.join(where)}. {guide}. {address.uri}"
    return _("“{words}”").format(words=quote) + f" — {said}" if quote else said
