"""A filled template offered as a file: in any language of the guide, with or without what could name a person."""

from __future__ import annotations

from ictguide_desktop.assess.forms import Form
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.document import Document
from ictguide_desktop.model.work import Work
from ictguide_desktop.services.exporting import Offer, Wanted
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.views.date_field import today
from ictguide_desktop.ui.views.form_shelf import file_name

FORMATS = ("pdf", "docx")


def form_offer(library: Library, work: Work, form: Form) -> Offer:
    """The offer, with everything it is made of read now: it is written off the GUI thread."""
    edition, on = library.edition, today()

    def make(wanted: Wanted) -> Document:
        from ictguide_desktop.export.form_document import FormPaper, form_document
        from ictguide_desktop.export.nameless_form import LEFT_OUT, WITHOUT, with_remark, without_names
        from ictguide_desktop.i18n.catalog import words_in

        page = edition.page(form.template, wanted.language)
        if not wanted.nameless:
            paper = FormPaper(work.name, edition.name, on)
            return form_document(page, form, paper, wanted.language, words_in)
        bare = without_names(page, form, words_in(page.head.lang)(WITHOUT))
        paper = FormPaper("", edition.name, on)
        document = form_document(page, bare, paper, wanted.language, words_in)
        return with_remark(document, words_in(wanted.language)(LEFT_OUT))

    title = _("Filled template: {name}").format(name=work.name)
    return Offer(file_name(work.name), title, FORMATS, make, names=True)
