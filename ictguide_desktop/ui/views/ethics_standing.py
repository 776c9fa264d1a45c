"""Where a system stands, above every step of its record: its tier, what stops it said first, how far the items are, the next look."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout

from ictguide_desktop.assess.ethics import EthicsRecord, Ground, Standing, TierTest
from ictguide_desktop.export.ethics_document import GROUPS, SHORT_GROUNDS, STAGES
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.date_field import today
from ictguide_desktop.ui.views.ethics_step import TierMark
from ictguide_desktop.ui.views.ethics_words import (
    STOPPING,
    answered,
    capital,
    ground_words,
    led,
    look_words,
    progress_words,
    tier_name,
)
from ictguide_desktop.ui.views.state_box import give_look
from ictguide_desktop.ui.views.view import words

_NAMED = ("stop_items", "overdue", "unproven")
"""The groups whose items are named one by one; those that are merely open are counted."""


class StandingPanel(QFrame):
    """`item_wanted` carries the code of an item that was chosen."""

    item_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("tinted")
        self._theme = theme
        self.mark = TierMark(theme)
        self._verdict, self._tier = words("", "cardTitle"), words("", "soft")
        self._named = {group: self._links() for group in _NAMED}
        self._look = words("", "")
        self.bar, self._progress = QProgressBar(), words("", "small", wrap=False)
        self.bar.setTextVisible(False)
        self._lay_out()

    @property
    def said(self) -> str:
        """The verdict and what is named beneath it, as one text."""
        shown = [label.accessibleName() for label in self._named.values() if not label.isHidden()]
        return " ".join([self._verdict.text(), *shown, "" if self._look.isHidden() else self._look.text()])

    def show_standing(self, record: EthicsRecord, stands: Standing, test: TierTest, language: str) -> None:
        """Show where a record stands today."""
        stopped, due = stands.ground in STOPPING, stands.look_due(today())
        give_look(self, "notice" if stopped or due else "tinted")
        self.mark.show_tier(stands.tier)
        self._verdict.setText(ground_words(stands))
        stage = _("Stage: {stage}").format(stage=_(STAGES[record.stage]))
        parts = (tier_name(test, stands.tier.tier), stage)
        self._tier.setText(led(" · ".join(f"\u2068{part}\u2069" for part in parts), rtl=is_rtl(language)))
        for group, label in self._named.items():
            members: tuple[str, ...] = getattr(stands, group)
            self._name(label, _(GROUPS[group]), members, language)
        look = look_words(record, stands, today(), language)
        self._look.setText(look)
        self._look.setVisible(bool(look))
        done, every = answered(record, stands), len(stands.asked)
        self.bar.setRange(0, max(1, every))
        self.bar.setValue(done)
        said = progress_words(record, stands)
        self.bar.setAccessibleName(_("Progress of the items"))
        self.bar.setAccessibleDescription(said)
        self._progress.setText(_("{done} of {all} answered").format(done=done, all=every))

    def _links(self) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.linkActivated.connect(self.item_wanted)
        label.hide()
        return label

    def _name(self, label: QLabel, name: str, members: tuple[str, ...], language: str) -> None:
        """Name the items of a group, each a way to it."""
        style = f'style="color:{self._theme.colours["accent"]};text-decoration:none"'
        links = " · ".join(f'<a {style} href="{escape(item)}">{escape(item)}</a>' for item in members)
        side = "rtl" if is_rtl(language) else "ltr"
        before = escape(_("{name}: {items}").format(name=name, items=""))
        label.setText(f'<div dir="{side}">{before}{links}</div>')
        label.setAccessibleName(_("{name}: {items}").format(name=name, items=", ".join(members)))
        label.setVisible(bool(members))

    def _lay_out(self) -> None:
        text = QVBoxLayout()
        text.setSpacing(3)
        text.addWidget(self._verdict)
        for label in self._named.values():
            text.addWidget(label)
        text.addWidget(self._look)
        text.addWidget(self._tier)
        progress = QHBoxLayout()
        progress.setSpacing(12)
        progress.addWidget(self.bar, 1)
        progress.addWidget(self._progress)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(text, 0, 1)
        grid.addLayout(progress, 1, 0, 1, 2)


def card_words(record: EthicsRecord, stands: Standing, language: str) -> tuple[str, str]:
    """What a list says of a record: first what stops it or is due, then how far it is."""
    urgent = ""
    if stands.ground is Ground.STOP:
        urgent = f"{ground_words(stands)} {' · '.join(stands.stop_items)}"
    elif stands.ground is Ground.GO_BACK:
        urgent = ground_words(stands)
    look = look_words(record, stands, today(), language)
    if stands.look_due(today()):
        urgent, look = " ".join(part for part in (urgent, look) if part), ""
    calm = [
        "" if urgent else capital(_(SHORT_GROUNDS[stands.ground])),
        "" if stands.tier.complete else _("The six questions are not all answered"),
        _("{done} of {all} answered").format(done=answered(record, stands), all=len(stands.asked)),
        look,
    ]
    return urgent, " · ".join(part for part in calm if part)
