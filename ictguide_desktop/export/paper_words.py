"""What is said of a line that was typed from paper and could not be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ictguide_desktop.assess.paper_loop import Fault, Unread
from ictguide_desktop.i18n.catalog import N_

SENTENCES: Mapping[Fault, str] = {
    Fault.NO_CODE: N_("Line {line}, “{text}”: it does not begin with a code such as C-C3-K. Type the code from the paper."),
    Fault.NO_LETTER: N_("Line {line}, “{text}”: the last letter of the code is missing. It stands on the paper after the code."),
    Fault.WRONG: N_("Line {line}, “{text}”: the code and its last letter do not agree. Compare both with the paper."),
    Fault.UNKNOWN: N_("Line {line}, “{text}”: this edition has no item with this code. Compare it with the paper."),
    Fault.NO_MARK: N_("Line {line}, “{text}”: the answer is missing. Type it after {code} and a space."),
    Fault.WRONG_MARK: N_(
        "Line {line}, “{text}”: the answer is none that {code} takes. "
        "Type y, n or n/a for an item, and 0 to 4 or n/a for a question."
    ),
    Fault.TWICE: N_("Line {line}, “{text}”: {code} was typed twice with two answers. Keep the right line."),
}


def unread_sentence(unread: Unread, say: Callable[[str], str]) -> str:
    """One sentence: which line, what is wrong with it, what to do."""
    return say(SENTENCES[unread.fault]).format(line=unread.line, text=unread.text, code=unread.code)
