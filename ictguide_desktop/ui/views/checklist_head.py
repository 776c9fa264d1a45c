"""What stands above the items of a checklist: where one is, its title, the runs, how far the run is, what is hidden; and group titles."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.ethics import CHECKLIST
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.guide import PageHead
from ictguide_desktop.services.library import ETHICS_TIER
from ictguide_desktop.ui.views.checklist_run import RunInHand, Tally, tally_words
from ictguide_desktop.ui.views.run_bar import RunBar
from ictguide_desktop.ui.views.view import Context, words


class ChecklistHead(QWidget):
    """What stands above the items: where one is, title, runs, how far the run is, and what is hidden."""

    def __init__(self, context: Context, run: RunInHand) -> None:
        super().__init__()
        self._library = context.library
        self.crumb = QLabel()
        self.crumb.setObjectName("small")
        self.crumb.setWordWrap(True)
        self.crumb.setTextFormat(Qt.TextFormat.RichText)
        self.crumb.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._title, self._lead, self._notice = words("", "pageTitle"), words("", "lead"), words("", "")
        self._fallback = _boxed("notice", self._notice)
        self.tier = _tier_link(context)
        self.runs = RunBar(run, context.theme)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.tally = words("", "small", wrap=False)
        self._hidden = words("", "soft")
        self.show_all = QPushButton()
        self.filtered = _boxed("tinted", self._hidden, self.show_all)
        progress = QHBoxLayout()
        progress.setSpacing(12)
        progress.addWidget(self.bar, 1)
        progress.addWidget(self.tally)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.crumb, self._title, self._lead, self._fallback):
            column.addWidget(widget)
        column.addWidget(self.tier, 0, Qt.AlignmentFlag.AlignLeading)
        column.addSpacing(6)
        column.addWidget(self.runs)
        column.addLayout(progress)
        column.addWidget(self.filtered)

    def show_page(self, head: PageHead, crumb: str, direction: Qt.LayoutDirection) -> None:
        """Write title and lead, and say when the page is not in the language asked for."""
        wanted = self._library.language
        self.crumb.setText(crumb)
        self._title.setText(_led(head.title, direction))
        self._lead.setText(_led(head.lead, direction))
        self._notice.setText(
            _("This page has not been translated into {wanted} yet. It is shown in {shown}.").format(
                wanted=own_name(wanted), shown=own_name(head.lang)
            )
        )
        self._fallback.setVisible(head.lang != wanted)
        self.tier.setText(_("Find the ethics tier"))
        self.tier.setToolTip(
            _("Six questions give a system its tier, and its record keeps the answers and who decided")
        )
        self.tier.setVisible(head.id == CHECKLIST)
        self.show_all.setText(_("Show all items"))
        self.bar.setAccessibleName(_("Progress of this run"))

    def show_tally(self, tally: Tally) -> None:
        """Say how far the run is."""
        said = tally_words(tally)
        self.bar.setRange(0, max(1, tally.total))
        self.bar.setValue(tally.done)
        self.bar.setAccessibleDescription(said)
        self.tally.setText(said)

    def show_hidden(self, count: int) -> None:
        """Say how many items the filters hide."""
        said = ngettext(
            "{n} item for other roles or another level is hidden.",
            "{n} items for other roles or another level are hidden.",
            count,
        )
        self._hidden.setText(said.format(n=count))
        self.show_all.setAccessibleDescription(self._hidden.text())
        self.filtered.setVisible(count > 0)


class ItemGroup(QWidget):
    """The title of a group, with how many of its items are done."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[str] = []
        self._title, self._said = words("", "sectionTitle"), words("", "soft")
        self._tally = words("", "small", wrap=False)
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(self._tally, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 2)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._said)

    def show_words(self, title: str, said: str, direction: Qt.LayoutDirection) -> None:
        """Write the title and what introduces the group."""
        self.setLayoutDirection(direction)
        self._title.setText(_led(title, direction))
        self._said.setText(_led(said, direction))
        self._said.setVisible(bool(said))

    def show_tally(self, tally: Tally) -> None:
        """Say how many are done."""
        self._tally.setText(_("{done} of {all}").format(done=tally.done, all=tally.total))


def _tier_link(context: Context) -> QPushButton:
    """The way to the tier test, on the checklist whose items depend on it."""
    link = QPushButton()
    link.setObjectName("link")
    link.setCursor(Qt.CursorShape.PointingHandCursor)
    link.clicked.connect(lambda: context.library.go(ETHICS_TIER))
    return link


def _led(text: str, direction: Qt.LayoutDirection) -> str:
    """A text led by a mark of its direction: a label takes that of its first word, which may be a Latin acronym."""
    return f"\u200f{text}" if text and direction == Qt.LayoutDirection.RightToLeft else text


def _boxed(name: str, *widgets: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName(name)
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 8, 12, 8)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, 1 if number == 0 else 0)
    return frame
