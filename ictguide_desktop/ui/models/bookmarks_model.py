"""Bookmarks as a tree: those in no folder, then folders with theirs."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Qt

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.user import Bookmark, BookmarkFate, Folder
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.ui.models.tree import ModelIndex, Node, TreeModel
from ictguide_desktop.ui.tree_lines import META_ROLE


class Leaf(Node):
    """A bookmark or a folder; for both, `key` is its id."""

    def __init__(
        self,
        key: str,
        title: str,
        bookmark: Bookmark | None = None,
        folder: Folder | None = None,
        fate: BookmarkFate | None = None,
    ) -> None:
        super().__init__(title)
        self.key = key
        self.bookmark = bookmark
        self.folder = folder
        self.fate = fate


class BookmarksModel(TreeModel):
    """Reads everything again when anything changed: a few hundred lines at most."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rebuild()

    def rebuild(self) -> None:
        """Read the bookmarks again."""
        root, marks, fates = Node(""), self._desk.bookmarks, self._desk.bookmarks.fates()
        for folder in marks.folders():
            node = Leaf(folder.id, folder.name, folder=folder)
            for mark in marks.in_folder(folder.id):
                node.add(Leaf(mark.id, mark.title, mark, fate=fates.get(mark.id)))
            root.add(node)
        for mark in marks.in_folder(""):
            root.add(Leaf(mark.id, mark.title, mark, fate=fates.get(mark.id)))
        self.put(root)

    def find(self, key: str) -> QModelIndex:
        """Where a bookmark or folder stands."""
        lines = [*self.root.children, *(child for node in self.root.children for child in node.children)]
        return next((self.index_of(node) for node in lines if Leaf.of(node).key == key), QModelIndex())

    def leaf(self, index: ModelIndex) -> Leaf | None:
        """The bookmark or folder at an index."""
        return Leaf.of(self.node(index)) if index.isValid() else None

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        leaf = self.leaf(index)
        if leaf is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"▸ {leaf.title}" if leaf.folder else leaf.title
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return " — ".join(
                    said
                    for said in (
                        leaf.title,
                        leaf.bookmark.note if leaf.bookmark else _("folder"),
                        fate_words(leaf.fate),
                    )
                    if said
                )
            case _ if role == META_ROLE:
                return (
                    str(len(leaf.children))
                    if leaf.folder
                    else "✎"
                    if leaf.bookmark and leaf.bookmark.note
                    else ""
                )
        return None


def fate_words(fate: BookmarkFate | None) -> str:
    """What a new edition did to a bookmark; empty when it stands where it stood."""
    match fate:
        case BookmarkFate.RELOCATED:
            return _("moved with the new edition")
        case BookmarkFate.ORPHANED:
            return _("no longer in this edition; its words are kept here")
    return ""
