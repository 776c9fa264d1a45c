"""Bookmarks and notes: folders, the words that were kept, the note, and what can be done with them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.formats import format_moment
from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.user import Bookmark, BookmarkFate
from ictguide_desktop.services.desk import BOOKMARKS
from ictguide_desktop.ui.choice import Choice
from ictguide_desktop.ui.models.bookmarks_model import BookmarksModel, Leaf, fate_words
from ictguide_desktop.ui.side_buttons import LeavesSideButtons
from ictguide_desktop.ui.tree_lines import TreeLines
from ictguide_desktop.ui.views.view import Context, View, words

_SAVE_MS = 800


class _Tree(LeavesSideButtons, QTreeView):
    """Folders and bookmarks."""


class BookmarksView(View):
    """The note is saved while it is written; a deletion can be undone."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._desk = context.desk
        self._shown: Bookmark | None = None
        self.model = BookmarksModel(context.desk, self)
        self.tree = _Tree()
        self.tree.setModel(self.model)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setItemDelegate(TreeLines(context.theme, self.tree, inset_from=1))
        self._title, self._lead = words("", "pageTitle"), words("", "soft")
        self._new_folder, self._rename, self._delete = QPushButton(), QPushButton(), QPushButton()
        self._empty = words("", "lead")
        self.detail = _Detail()
        self.stack = QStackedWidget()
        self._lay_out()
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(_SAVE_MS)
        self._save.timeout.connect(self.save_note)
        self.tree.selectionModel().currentChanged.connect(lambda index, _before: self._choose(index))
        self.tree.activated.connect(self._open)
        self.detail.open.clicked.connect(lambda: self._open(self.tree.currentIndex()))
        self.detail.note.textChanged.connect(self._save.start)
        self.detail.folder.activated.connect(self._move)
        self._new_folder.clicked.connect(self._add_folder)
        self._rename.clicked.connect(self._rename_folder)
        self._delete.clicked.connect(self.delete_chosen)
        context.desk.changed.connect(lambda kind: self._reload() if kind == BOOKMARKS else None)
        self.retranslate()

    def show_place(self, _address: Address) -> None:
        self._reload()

    def focus_first(self) -> None:
        if not self.model.root.children:
            return  # the list is not on the screen
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self.model.index(0, 0))

    def retranslate(self) -> None:
        self._title.setText(_("Bookmarks and notes"))
        self._lead.setText(_("Ctrl+D keeps the place you read, Ctrl+Shift+D adds a note to it."))
        self._empty.setText(
            _(
                "Nothing is kept yet. On any page, press Ctrl+D to keep the block you are reading, or the bookmark at the top."
            )
        )
        self._new_folder.setText(_("New folder…"))
        self._rename.setText(_("Rename…"))
        self._delete.setText(_("Delete"))
        self.tree.setAccessibleName(_("Bookmarks and notes"))
        self.detail.retranslate()
        self._reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.tree.hasFocus():
            self.delete_chosen()
            return
        if event.key() == Qt.Key.Key_F2 and self.tree.hasFocus():
            self._rename_folder()
            return
        super().keyPressEvent(event)

    def save_note(self) -> None:
        """Save the note as it is written now."""
        self._save.stop()
        shown, text = self._shown, self.detail.note.toPlainText().strip()
        if shown is None or text == shown.note:
            return
        # What follows the change may come back here before it is over, and must not find the note unsaved still.
        self._shown = replace(shown, note=text)
        after = self._desk.write(BOOKMARKS, lambda: self._desk.bookmarks.update(shown.id, note=text))
        if self._shown is not None and self._shown.id == shown.id:
            self._shown = after or shown

    def delete_chosen(self) -> None:
        """Delete the chosen bookmark or folder; a folder leaves its bookmarks, and both can be put back."""
        self.save_note()
        leaf, marks = self._chosen(), self._desk.bookmarks
        if leaf is None:
            return
        if leaf.folder is not None:
            removed = self._desk.write(BOOKMARKS, lambda: marks.delete_folder(leaf.key))
            if removed is not None:
                said = _("Folder deleted, its bookmarks kept: {title}").format(title=leaf.title)
                self._desk.offer_undo(BOOKMARKS, said, lambda: marks.restore_folder(removed))
            return
        self._shown = None
        gone = self._desk.write(BOOKMARKS, lambda: marks.delete(leaf.key))
        if gone is not None:
            self._desk.offer_undo(
                BOOKMARKS,
                _("Bookmark removed: {title}").format(title=gone.title),
                lambda: marks.restore(gone),
            )

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._new_folder, self._rename, self._delete):
            buttons.addWidget(button)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.tree, 1)
        left.addLayout(buttons)
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(self.detail, 1)
        self.stack.addWidget(self._empty)
        self.stack.addWidget(full)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 26, 40, 20)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        column.addWidget(self.stack, 1)

    def _reload(self) -> None:
        leaf = self._chosen()
        key = leaf.key if leaf is not None else ""
        closed = {
            Leaf.of(n).key
            for n in self.model.root.children
            if n.children and not self.tree.isExpanded(self.model.index_of(n))
        }
        writing = self.detail.note.hasFocus()
        if writing and self._shown is not None:
            key = self._shown.id
        self.model.rebuild()
        for node in self.model.root.children:
            self.tree.setExpanded(self.model.index_of(node), Leaf.of(node).key not in closed)
        empty = not self.model.root.children
        self.stack.setCurrentIndex(0 if empty else 1)
        self._lead.setVisible(not empty)
        index = self.model.find(key)
        self.tree.setCurrentIndex(index if index.isValid() else self.model.index(0, 0))
        if not writing:
            self._choose(self.tree.currentIndex())

    def _chosen(self) -> Leaf | None:
        return self.model.leaf(self.tree.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        leaf = self.model.leaf(index)
        if (
            leaf is not None
            and leaf.bookmark is not None
            and self._shown is not None
            and leaf.key == self._shown.id
            and self.detail.note.hasFocus()
        ):
            return
        self.save_note()
        self._rename.setEnabled(leaf is not None)
        self._delete.setEnabled(leaf is not None)
        self._shown = leaf.bookmark if leaf is not None else None
        self.detail.setVisible(self._shown is not None)
        if self._shown is not None and leaf is not None:
            folders = [
                (_("No folder"), ""),
                *((folder.name, folder.id) for folder in self._desk.bookmarks.folders()),
            ]
            self.detail.show_bookmark(self._shown, leaf.fate, folders, self.context.library.language)
        self._save.stop()

    def _open(self, index: QModelIndex) -> None:
        self.save_note()
        leaf = self.model.leaf(index)
        if leaf is not None and leaf.bookmark is not None and leaf.fate != BookmarkFate.ORPHANED:
            self.go_requested.emit(str(leaf.bookmark.address))

    def _move(self) -> None:
        shown, folder = self._shown, str(self.detail.folder.currentData())
        if shown is not None and folder != shown.folder:
            self._desk.write(BOOKMARKS, lambda: self._desk.bookmarks.move(shown.id, folder))

    def _add_folder(self) -> None:
        name, agreed = QInputDialog.getText(self, _("New folder"), _("Name of the folder:"))
        if agreed and name.strip():
            self._desk.write(BOOKMARKS, lambda: self._desk.bookmarks.add_folder(name.strip()))

    def _rename_folder(self) -> None:
        leaf, marks = self._chosen(), self._desk.bookmarks
        if leaf is None:
            return
        name, agreed = QInputDialog.getText(self, _("Rename"), _("Name:"), text=leaf.title)
        name = name.strip()
        if not agreed or not name:
            return
        if leaf.folder is not None:
            self._desk.write(BOOKMARKS, lambda: marks.rename_folder(leaf.key, name))
        else:
            self._desk.write(BOOKMARKS, lambda: marks.update(leaf.key, title=name))


class _KeptWords(QScrollArea):
    """The words that stood at a place: as high as they need, and scrolled where there is no room for that."""

    def __init__(self, label: QLabel) -> None:
        super().__init__()
        self._label = label
        self.setWidget(label)
        label.setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(2 * self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        width = max(1, self.viewport().width())
        return QSize(width, self._label.heightForWidth(width) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class _Detail(QWidget):
    """What is kept of one place."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._where, self._fate, self._quote = (
            words("", "cardTitle"),
            words("", "small"),
            words("", "warningText"),
            words("", "soft"),
        )
        self.kept_words = _KeptWords(self._quote)
        self._note_label, self._folder_label = QLabel(), QLabel()
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self._note_label.setBuddy(self.note)
        self.folder = Choice()
        self.folder.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.folder.setMinimumContentsLength(6)
        self._folder_label.setBuddy(self.folder)
        self.open = QPushButton()
        self.open.setObjectName("primary")
        row = QHBoxLayout()
        row.addWidget(self._folder_label)
        row.addWidget(self.folder, 1)
        row.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._title, self._where, self._fate, self.kept_words, self._note_label):
            column.addWidget(widget)
        column.addWidget(self.note, 1)
        column.addLayout(row)
        self.retranslate()

    def retranslate(self) -> None:
        """Write every word that is not the user's."""
        self.kept_words.setAccessibleName(_("The words kept"))
        self._note_label.setText(_("Your note"))
        self.note.setAccessibleName(_("Your note"))
        self._folder_label.setText(_("Folder"))
        self.folder.setAccessibleName(_("Folder"))
        self.open.setText(_("Open"))

    def show_bookmark(
        self, mark: Bookmark, fate: BookmarkFate | None, folders: list[tuple[str, str]], language: str
    ) -> None:
        """Show one bookmark."""
        self._title.setText(mark.title)
        self._where.setText(
            f"\u2066{mark.address}\u2069 · {own_name(mark.lang)} · {format_moment(mark.created, language)}"
        )
        self._fate.setText(fate_words(fate))
        self._fate.setVisible(bool(fate_words(fate)))
        self._quote.setText(_("“{words}”").format(words=mark.quote) if mark.quote else "")
        self.kept_words.setVisible(bool(mark.quote))
        self.kept_words.verticalScrollBar().setValue(0)
        self.note.blockSignals(True)
        self.note.setPlainText(mark.note)
        self.note.blockSignals(False)
        self.folder.clear()
        for name, key in folders:
            self.folder.addItem(name, key)
        self.folder.setCurrentIndex(max(0, self.folder.findData(mark.folder)))
        self.open.setEnabled(fate != BookmarkFate.ORPHANED)
