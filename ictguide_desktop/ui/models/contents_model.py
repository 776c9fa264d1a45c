"""The contents of the guide as a tree: parts with their pages, then what is put into practice, each with a count or a progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QObject, Qt

from ictguide_desktop.i18n.catalog import N_, _, ngettext
from ictguide_desktop.model.guide import Kind, PageHead
from ictguide_desktop.model.user import Progress
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.models.tree import ModelIndex, Node, TreeModel
from ictguide_desktop.ui.tree_lines import META_ROLE

TARGET_ROLE = Qt.ItemDataRole.UserRole + 2
HEADING_ROLE = Qt.ItemDataRole.UserRole + 3
LISTS = (
    (Kind.CHECKLIST, "checklists", N_("Checklists")),
    (Kind.CASE, "cases", N_("Case studies")),
    (Kind.TEMPLATE, "templates", N_("Templates")),
)
OWN_WORK = (
    ("assessment", N_("Assess yourselves")),
    ("results", N_("Results")),
    ("roadmap", N_("Roadmap")),
    ("costs", N_("Life-cycle cost planner")),
    ("forms", N_("Filled templates")),
    ("ethics-tier", N_("Ethics tier")),
    ("brief", N_("Minister’s brief")),
)
_ALL_READ = 100


class Line(Node):
    """A line of the contents; `target` is where it leads, empty for a heading; `spoken` says what `meta` shows."""

    def __init__(self, title: str, target: str = "", meta: str = "", spoken: str = "") -> None:
        super().__init__(title)
        self.target = target
        self.meta = meta
        self.spoken = spoken


class ContentsModel(TreeModel):
    """Made anew when the language or the edition change; counts and progress are refreshed in place."""

    def __init__(self, library: Library, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._desk = desk
        self.rebuild()

    def rebuild(self) -> None:
        """Read the contents of the language in force."""
        self.put(self._made())

    def refresh(self) -> None:
        """Read counts and progress again; the lines stay."""
        self._copy_meta(self._made(), self.root)

    def find(self, target: str) -> QModelIndex:
        """The line that leads to a page or view."""
        found = self._find(target, self.root)
        return self.index_of(found) if found is not None else QModelIndex()

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = Line.of(self.node(index))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.title} — {line.spoken}" if line.spoken else line.title
            case _ if role == META_ROLE:
                return line.meta
            case _ if role == TARGET_ROLE:
                return line.target
            case _ if role == HEADING_ROLE:
                return not line.target
        return None

    # --- making the lines -------------------------------------------------------------------------------------

    def _made(self) -> Node:
        root, catalogue, seen = Node(""), self._library.catalogue, self._desk.progress.all()
        about: list[Node] = []
        for part in catalogue.parts:
            node = Line(part.title)
            for page in part.pages:
                if page in catalogue.pages:
                    node.add(Line(catalogue.pages[page].title, page, *self._progress(page, seen)))
            if part.id == "about":
                about.append(node)
            elif node.children:
                root.add(node)
        root.add(self._own_work())
        root.add(self._practice())
        for last in about:
            root.add(last)
        return root

    def _own_work(self) -> Node:
        own = Line(_("Your administration"))
        for place, name in OWN_WORK:
            own.add(Line(_(name), place))
        return own

    def _practice(self) -> Node:
        catalogue = self._library.catalogue
        practice = Line(_("Put into practice"))
        runs = Counter(run.checklist for run in self._desk.checklists.runs())
        for kind, place, name in LISTS:
            heads = catalogue.of_kind(kind)
            line = Line(_(name), place, str(len(heads)))
            for head in heads:
                line.add(Line(_named(head), head.id, *_ticked(runs[head.id])))
            practice.add(line)
        practice.add(Line(_("Glossary"), "glossary", str(len(catalogue.terms))))
        practice.add(Line(_("Bookmarks and notes"), "bookmarks", str(self._desk.bookmarks.count() or "")))
        return practice

    def _progress(self, page: str, seen: Mapping[str, Progress]) -> tuple[str, str]:
        head = self._library.catalogue.pages[page]
        mine = [s.id for s in head.sections if s.serves(self._library.audience)]
        percent = seen[page].percent(mine) if page in seen and mine else 0
        if not percent:
            return "", ""
        if percent >= _ALL_READ:
            return "✓", _("read")
        return _("{n} %").format(n=percent), _("{n} % read").format(n=percent)

    def _find(self, target: str, under: Node) -> Node | None:
        for node in under.children:
            if Line.of(node).target == target:
                return node
            if (found := self._find(target, node)) is not None:
                return found
        return None

    def _copy_meta(self, source: Node, into: Node) -> None:
        for fresh, shown in zip(source.children, into.children, strict=False):
            new, old = Line.of(fresh), Line.of(shown)
            if (new.meta, new.spoken) != (old.meta, old.spoken):
                old.meta, old.spoken = new.meta, new.spoken
                index = self.index_of(old)
                self.dataChanged.emit(index, index)
            self._copy_meta(new, old)


def _ticked(runs: int) -> tuple[str, str]:
    return (str(runs), ngettext("{n} run", "{n} runs", runs).format(n=runs)) if runs else ("", "")


def _named(head: PageHead) -> str:
    """A case is looked for by its place, which must not be what a narrow line leaves out."""
    return f"{head.place} · {head.title}" if head.place else head.title
