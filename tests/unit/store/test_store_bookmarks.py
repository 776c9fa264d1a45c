"""Bookmarks and folders: kept as given, found again, deleted and put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.user import Bookmark, BookmarkFate, Folder
from ictguide_desktop.store.bookmarks import Bookmarks
from ictguide_desktop.store.database import Database

STEPS = Address("trust-and-identity", "steps", 2)
QUOTE = "Issue a credential to every officer, and take it back on the day he leaves."
ARABIC = "أَصْدِرْ اعتمادًا رقميًّا لكل موظف"


@pytest.fixture
def bookmarks(database: Database) -> Bookmarks:
    return Bookmarks(database)


def add(bookmarks: Bookmarks, address: Address = STEPS, **more: str) -> Bookmark:
    return bookmarks.add(address, lang="en", title="Steps", **more)


def test_a_bookmark_is_read_as_it_was_added_also_by_the_next_session(
    profile: Path, bookmarks: Bookmarks
) -> None:
    folder = bookmarks.add_folder("Poste de Bangui")
    made = bookmarks.add(
        STEPS,
        lang="ar",
        title="خطوات",
        quote=ARABIC,
        context="before " + ARABIC,
        note="à relire\nلاحقا",
        folder=folder.id,
    )
    with Database.open(profile) as again:
        read = Bookmarks(again)
        assert read.all() == (made,)
        assert read.get(made.id) == made
        assert read.folders() == (folder,)
    assert (made.address, made.lang, made.title, made.quote) == (STEPS, "ar", "خطوات", ARABIC)
    assert (made.context, made.note, made.folder) == ("before " + ARABIC, "à relire\nلاحقا", folder.id)
    assert made.created == made.changed
    assert made.created.utcoffset() is not None


def test_update_changes_what_is_given_and_the_time(bookmarks: Bookmarks) -> None:
    made = add(bookmarks, note="old", quote=QUOTE)
    changed = bookmarks.update(made.id, note="new")
    assert (changed.note, changed.title, changed.quote) == ("new", "Steps", QUOTE)
    assert changed.changed > made.changed
    assert changed.created == made.created
    assert bookmarks.update(made.id, title="Again").note == "new"
    assert bookmarks.get(made.id) == bookmarks.all()[0]
    assert bookmarks.all()[0].title == "Again"


def test_a_change_is_newer_than_the_one_before_even_when_the_clock_was_set_back(
    bookmarks: Bookmarks, clock: object
) -> None:
    made = add(bookmarks)
    clock.pass_by(days=-400)  # type: ignore[attr-defined]
    assert bookmarks.update(made.id, note="after the battery died").changed > made.changed


def test_finding_by_folder_page_and_exact_address(bookmarks: Bookmarks) -> None:
    folder = bookmarks.add_folder("Kept")
    first = add(bookmarks, folder=folder.id)
    second = add(bookmarks, Address("trust-and-identity", "steps"))
    third = add(bookmarks, Address("single-window"))
    assert bookmarks.in_folder(folder.id) == (first,)
    assert bookmarks.in_folder("") == (third, second)
    assert bookmarks.at(STEPS) == (first,)
    assert bookmarks.at(Address("trust-and-identity")) == ()
    assert bookmarks.on_page("trust-and-identity") == (first, second)
    assert bookmarks.all() == (third, second, first)
    assert bookmarks.count() == 3


def test_delete_gives_back_what_restore_takes(bookmarks: Bookmarks) -> None:
    made = add(bookmarks, note="keep me")
    gone = bookmarks.delete(made.id)
    assert gone == made
    assert bookmarks.all() == ()
    bookmarks.restore(gone)
    assert bookmarks.all() == (made,)


def test_a_restored_bookmark_whose_folder_is_gone_is_in_no_folder(bookmarks: Bookmarks) -> None:
    folder = bookmarks.add_folder("Short-lived")
    gone = bookmarks.delete(add(bookmarks, folder=folder.id).id)
    bookmarks.delete_folder(folder.id)
    bookmarks.restore(gone)
    assert [bookmark.id for bookmark in bookmarks.in_folder("")] == [gone.id]


def test_move_into_a_folder_and_out_of_it(bookmarks: Bookmarks) -> None:
    folder, made = bookmarks.add_folder("Kept"), add(bookmarks)
    assert bookmarks.move(made.id, folder.id).folder == folder.id
    assert bookmarks.in_folder("") == ()
    assert bookmarks.move(made.id, "").folder == ""
    assert len(bookmarks.in_folder("")) == 1


def test_folders_by_name_without_case(bookmarks: Bookmarks) -> None:
    for name in ("beta", "Alpha", "gamma"):
        bookmarks.add_folder(name)
    assert [folder.name for folder in bookmarks.folders()] == ["Alpha", "beta", "gamma"]
    renamed = bookmarks.rename_folder(bookmarks.folders()[0].id, "zeta")
    assert bookmarks.folders()[-1] == renamed == Folder(renamed.id, "zeta")


def test_a_deleted_folder_loses_no_bookmark_and_can_be_put_back(bookmarks: Bookmarks) -> None:
    folder = bookmarks.add_folder("Border posts")
    inside = [add(bookmarks, folder=folder.id) for _ in range(3)]
    removed = bookmarks.delete_folder(folder.id)
    assert removed.folder == folder
    assert {bookmark.id for bookmark in removed.bookmarks} == {bookmark.id for bookmark in inside}
    assert bookmarks.folders() == ()
    assert bookmarks.count() == len(bookmarks.in_folder("")) == 3
    bookmarks.delete(inside[0].id)
    bookmarks.restore_folder(removed)
    assert bookmarks.folders() == (folder,)
    assert {bookmark.id for bookmark in bookmarks.in_folder(folder.id)} == {inside[1].id, inside[2].id}
    assert bookmarks.count() == 2


@pytest.mark.parametrize("act", ["update", "delete", "move", "accept", "rename_folder", "delete_folder"])
def test_an_unknown_id_is_a_lookup_error_and_changes_nothing(bookmarks: Bookmarks, act: str) -> None:
    made = add(bookmarks)
    arguments = {"move": ("0" * 32, ""), "rename_folder": ("0" * 32, "x")}.get(act, ("0" * 32,))
    with pytest.raises(LookupError):
        getattr(bookmarks, act)(*arguments)
    assert bookmarks.all() == (made,)


def test_an_unknown_folder_is_refused_before_anything_is_stored(bookmarks: Bookmarks) -> None:
    made = add(bookmarks)
    with pytest.raises(LookupError):
        add(bookmarks, folder="f" * 32)
    with pytest.raises(LookupError):
        bookmarks.move(made.id, "f" * 32)
    assert bookmarks.all() == (made,)


def test_half_of_a_character_from_a_text_field_does_not_stop_the_note_from_being_kept(
    bookmarks: Bookmarks,
) -> None:
    assert add(bookmarks, note="a\ud83d b").note == "a? b"
    assert bookmarks.all()[0].note == "a? b"


# --- a new edition ------------------------------------------------------------------------------------------


def test_settling_moves_what_moved_keeps_the_count_and_says_what_it_did(bookmarks: Bookmarks) -> None:
    kept = add(bookmarks, quote=QUOTE, note="first")
    moved = add(
        bookmarks,
        Address("trust-and-identity", "intro", 1),
        quote="Nobody shares a password with a colleague",
    )
    lost = add(
        bookmarks,
        Address("gone-page", "steps", 1),
        quote="Words of a page that is no longer there",
        note="mine",
    )
    page = [
        (STEPS, QUOTE),
        (Address("trust-and-identity", "rules", 4), "Nobody shares a password with a colleague, ever."),
    ]
    assert bookmarks.settled_for == ""
    report = bookmarks.settle(
        lambda page_id, lang: page if page_id == "trust-and-identity" else None, "2026.2"
    )
    assert bookmarks.settled_for == "2026.2"
    assert {(entry.before.id, entry.fate) for entry in report} == {
        (moved.id, BookmarkFate.RELOCATED),
        (lost.id, BookmarkFate.ORPHANED),
    }
    assert bookmarks.count() == 3
    assert bookmarks.get(kept.id) == kept
    assert bookmarks.get(lost.id) == lost
    now = bookmarks.get(moved.id)
    assert now is not None
    assert now.address == Address("trust-and-identity", "rules", 4)
    assert now.changed == moved.changed
    assert bookmarks.former_address(moved.id) == moved.address
    assert bookmarks.former_address(kept.id) is None
    assert bookmarks.fates() == {moved.id: BookmarkFate.RELOCATED, lost.id: BookmarkFate.ORPHANED}
    assert bookmarks.at(Address("trust-and-identity", "rules", 4)) == (now,)


def test_a_relocated_bookmark_stays_shown_as_such_until_it_is_accepted(bookmarks: Bookmarks) -> None:
    made = add(bookmarks, Address("page", "old", 1), quote="Four words stand here")
    page = [(Address("page", "new", 1), "Four words stand here")]
    bookmarks.settle(lambda *_: page, "1")
    assert bookmarks.settle(lambda *_: page, "2") == ()
    assert bookmarks.fates() == {made.id: BookmarkFate.RELOCATED}
    bookmarks.accept(made.id)
    assert bookmarks.fates() == {}
    assert bookmarks.former_address(made.id) is None
    bookmarks.settle(lambda *_: page, "3")
    assert bookmarks.fates() == {}


def test_an_orphan_whose_page_comes_back_is_kept_again(bookmarks: Bookmarks) -> None:
    made = add(bookmarks, quote=QUOTE)
    bookmarks.settle(lambda *_: None, "1")
    assert bookmarks.fates() == {made.id: BookmarkFate.ORPHANED}
    bookmarks.settle(lambda *_: [(STEPS, QUOTE)], "2")
    assert bookmarks.fates() == {}


def test_a_settling_that_fails_halfway_moves_nothing(bookmarks: Bookmarks) -> None:
    first, second = (
        add(bookmarks, Address(page, "old", 1), quote="Four words stand here") for page in ("a", "b")
    )

    def blocks_of(page: str, lang: str) -> list[tuple[Address, str]]:
        if page == "a":
            raise RuntimeError("a page that cannot be read")
        return [(Address(page, "new", 1), "Four words stand here")]

    with pytest.raises(RuntimeError):
        bookmarks.settle(blocks_of, "1")
    assert set(bookmarks.all()) == {first, second}
    assert bookmarks.settled_for == ""
