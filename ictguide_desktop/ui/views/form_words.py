"""The words of a template as rich text of a label, with its links; texts that keep the direction of their language."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import Cite, Link, Spans, Text, plain, walk_spans

_KEYS_AND_MOUSE = (
    Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
)
_TAGS = {"strong": "b", "emphasis": "i"}


def led(text: str, lang: str) -> str:
    """A text led by a mark of its direction: a label takes that of its first word, which may be a Latin acronym."""
    return f"\u200f{text}" if text and is_rtl(lang) else text


def html_of(spans: Spans, accent: str) -> str:
    """Inline text as rich text; a citation, which is a number of the page, is left out."""
    out = []
    for span in spans:
        match span:
            case Text(text):
                out.append(escape(text))
            case Link(kind, target, inner):
                out.append(link(f"{kind.value}:{target}", html_of(inner, accent), accent))
            case Cite():
                pass
            case _:
                tag = _TAGS.get(span.style, "code")
                out.append(f"<{tag}>{html_of(span.spans, accent)}</{tag}>")
    return "".join(out)


def link(target: str, said: str, accent: str) -> str:
    """A link of rich text; `said` is rich text already."""
    return f'<a style="color:{accent};text-decoration:none" href="{escape(target)}">{said}</a>'


def write(label: QLabel, spans: Spans, lang: str, accent: str) -> None:
    """Write inline text into a label; what holds a link can be reached by mouse and by Tab."""
    if any(isinstance(span, Link) for span in walk_spans(spans)):
        side = "rtl" if is_rtl(lang) else "ltr"
        show_links(label, f'<div dir="{side}">{html_of(spans, accent)}</div>')
        label.setAccessibleName(plain(spans))
        return
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    label.setText(led(plain(spans), lang))


def show_links(label: QLabel, html: str) -> None:
    """Write rich text with links; Tab stops at it only where there is one."""
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(
        _KEYS_AND_MOUSE if "<a " in html else Qt.TextInteractionFlag.NoTextInteraction
    )
    if label.text() != html:
        label.setText(html)


def put(label: QLabel, text: str, *, hide: bool = True) -> None:
    """Write a text where it differs; an empty one takes no room."""
    if label.text() != text:
        label.setText(text)
    if hide and label.isHidden() == bool(text):
        label.setVisible(bool(text))
