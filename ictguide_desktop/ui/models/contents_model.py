"""The contents of the guide as a tree: parts with their pages, then what is put into practice, each with a count or a progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.model.guide import Kind
from ictguide_desktop.model.user import Progress
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.library import Library

META_ROLE = Qt.ItemDataRole.UserRole + 1
TARGET_ROLE = Qt.ItemDataRole.UserRole + 2
HEADING_ROLE = Qt.ItemDataRole.UserRole + 3
LISTS = ((Kind.CHECKLIST, "checklists", N_("Checklists")), (Kind.CASE, "cases", N_("Case studies")), (Kind.TEMPLATE, "templates", N_("Templates")))
_Index = QModelIndex | QPersistentModelIndex
_ALL_READ = 100


@dataclass(eq=False)
class Node:
    """A line of the contents; `target` is where it leads, empty for a heading."""

    title: str
    target: str = ""
    meta: str = ""
    spoken: str = ""
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    def add(self, node: Node) -> Node:
        """Put a line beneath this one."""
        node.parent = self
        self.children.append(node)
        return node

    @property
    def row(self) -> int:
        """Its place among its siblings."""
        return self.parent.children.index(self) if self.parent is not None else 0


class ContentsModel(QAbstractItemModel):
    """Made anew when language, audience or the edition change; counts and progress are refreshed in place."""

    def __init__(self, library: Library, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._desk = desk
        self._root = Node("")
        self.rebuild()

    def rebuild(self) -> None:
        """Read the contents of the language in force."""
        self.beginResetModel()
        self._root = self._made()
        self.endResetModel()

    def refresh(self) -> None:
        """Read counts and progress again; the lines stay."""
        made = self._made()
        self._copy_meta(made, self._root, QModelIndex())

    def find(self, target: str) -> QModelIndex:
        """The line that leads to a page or view."""
        return self._find(target, self._root)

    # --- QAbstractItemModel -----------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own default
        node = self._node(parent)
        if column == 0 and 0 <= row < len(node.children):
            return self.createIndex(row, 0, node.children[row])
        return QModelIndex()

    def parent(self, index: _Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        above = self._node(index).parent if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, _parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self._node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return node.title
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{node.title} — {node.spoken}" if node.spoken else node.title
            case _ if role == META_ROLE:
                return node.meta
            case _ if role == TARGET_ROLE:
                return node.target
            case _ if role == HEADING_ROLE:
                return not node.target
        return None

    # --- making the lines -------------------------------------------------------------------------------------

    def _made(self) -> Node:
        root, catalogue, seen = Node(""), self._library.catalogue, self._desk.progress.all()
        about: list[Node] = []
        for part in catalogue.parts:
            heads = [catalogue.pages[page] for page in part.pages if page in catalogue.pages]
            node = Node(part.title)
            for head in heads:
                meta, spoken = self._progress(head.id, seen)
                node.add(Node(head.title, head.id, meta, spoken))
            if part.id == "about":
                about.append(node)
            elif node.children:
                root.add(node)
        practice = root.add(Node(_("Put into practice")))
        for kind, place, name in LISTS:
            heads = list(catalogue.of_kind(kind))
            line = practice.add(Node(_(name), place, str(len(heads))))
            for head in heads:
                line.add(Node(head.title, head.id, *self._ticked(head.id)))
        practice.add(Node(_("Glossary"), "glossary", str(len(catalogue.terms))))
        practice.add(Node(_("Bookmarks and notes"), "bookmarks", str(self._desk.bookmarks.count() or "")))
        for node in about:
            root.add(node)
        return root

    def _progress(self, page: str, seen: Mapping[str, Progress]) -> tuple[str, str]:
        head = self._library.catalogue.pages[page]
        mine = [s.id for s in head.sections if s.serves(self._library.audience)]
        percent = seen[page].percent(mine) if page in seen and mine else 0
        if not percent:
            return "", ""
        if percent >= _ALL_READ:
            return "✓", _("read")
        return _("{n} %").format(n=percent), _("{n} % read").format(n=percent)

    def _ticked(self, page: str) -> tuple[str, str]:
        runs = self._desk.checklists.runs(page)
        return (str(len(runs)), _("runs: {n}").format(n=len(runs))) if runs else ("", "")

    def _node(self, index: _Index) -> Node:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, Node) else self._root

    def _find(self, target: str, under: Node) -> QModelIndex:
        for row, node in enumerate(under.children):
            if node.target == target:
                return self.createIndex(row, 0, node)
            found = self._find(target, node)
            if found.isValid():
                return found
        return QModelIndex()

    def _copy_meta(self, source: Node, into: Node, parent: QModelIndex) -> None:
        for row, (new, old) in enumerate(zip(source.children, into.children, strict=False)):
            index = self.index(row, 0, parent)
            if (new.meta, new.spoken) != (old.meta, old.spoken):
                old.meta, old.spoken = new.meta, new.spoken
                self.dataChanged.emit(index, index)
            self._copy_meta(new, old, index)
