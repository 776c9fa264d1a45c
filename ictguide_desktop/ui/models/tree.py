"""A tree of nodes as a Qt item model: what the contents and the bookmarks have in common."""

from __future__ import annotations

from typing import Self, cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

ModelIndex = QModelIndex | QPersistentModelIndex


class Node:
    """A line of a tree: its words, its parent and what stands beneath it."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.parent: Node | None = None
        self.children: list[Node] = []

    def add(self, node: Node) -> None:
        """Put a line beneath this one."""
        node.parent = self
        self.children.append(node)

    @property
    def row(self) -> int:
        """Its place among its siblings."""
        return self.parent.children.index(self) if self.parent is not None else 0

    @classmethod
    def of(cls, node: Node) -> Self:
        """The node as this kind of node."""
        return cast(Self, node)


class TreeModel(QAbstractItemModel):
    """One column; the model keeps every node alive, so that an index never points at nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.root = Node("")

    def put(self, root: Node) -> None:
        """Show another tree."""
        self.beginResetModel()
        self.root = root
        self.endResetModel()

    def node(self, index: ModelIndex) -> Node:
        """The node at an index; the root when there is none."""
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, Node) else self.root

    def index_of(self, node: Node) -> QModelIndex:
        """Where a node stands."""
        return QModelIndex() if node is self.root else self.createIndex(node.row, 0, node)

    def index(self, row: int, column: int, parent: ModelIndex = QModelIndex()) -> QModelIndex:
        node = self.node(parent)
        if column == 0 and 0 <= row < len(node.children):
            return self.createIndex(row, 0, node.children[row])
        return QModelIndex()

    def parent(self, index: ModelIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        above = self.node(index).parent if index.isValid() else None
        return QModelIndex() if above is None else self.index_of(above)

    def rowCount(self, parent: ModelIndex = QModelIndex()) -> int:
        return len(self.node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, _parent: ModelIndex = QModelIndex()) -> int:
        return 1

    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
