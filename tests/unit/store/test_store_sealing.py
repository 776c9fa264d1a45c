"""What is sealed comes back whole to whoever has the passphrase, and to nobody else; nothing in a file is believed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.store import sealing
from ictguide_desktop.store.errors import (
    NotSealed,
    PassphraseTooShort,
    SealDamaged,
    TooLarge,
    WrongPassphrase,
)
from ictguide_desktop.store.sealing import MAGIC, RowKey, is_whole, seal, unseal

PASSPHRASE = "quatre mots à soi"
PURPOSE = "report"
HEAD = len(MAGIC) + 3 + 16 + 12 + 1

passphrases = st.text(min_size=8, max_size=40)


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess costs next to nothing here; what it costs outside is tested by itself."""
    monkeypatch.setattr(sealing, "LOG2_N", 4)


def cheap() -> pytest.MonkeyPatch:
    """The same for the examples of a property, which no fixture of a test reaches."""
    patch = pytest.MonkeyPatch()
    patch.setattr(sealing, "LOG2_N", 4)
    return patch


def with_digest(data: bytes) -> bytes:
    """As a hostile person would write it."""
    return data + hashlib.sha256(data).digest()


# --- files --------------------------------------------------------------------------------------------------


@given(st.binary(max_size=3000), passphrases, st.text(min_size=1, max_size=40))
@settings(max_examples=60)
def test_what_is_sealed_comes_back_and_cannot_be_read(data: bytes, passphrase: str, purpose: str) -> None:
    with cheap().context():
        blob = seal(data, passphrase, purpose=purpose)
        assert blob.startswith(MAGIC)
        assert is_whole(blob)
        assert len(data) < 16 or data not in blob
        assert unseal(blob, passphrase, purpose=purpose) == data
        assert seal(data, passphrase, purpose=purpose) != blob


@given(passphrases, passphrases)
@settings(max_examples=40)
def test_another_passphrase_is_said_to_be_the_wrong_one(right: str, wrong: str) -> None:
    with cheap().context():
        blob = seal(b"data", right, purpose=PURPOSE)
        if sealing._normal(right) == sealing._normal(wrong):
            assert unseal(blob, wrong, purpose=PURPOSE) == b"data"
        else:
            with pytest.raises(WrongPassphrase, match="not the passphrase"):
                unseal(blob, wrong, purpose=PURPOSE)


def test_every_flipped_byte_and_every_cut_is_refused_and_told_from_a_wrong_passphrase() -> None:
    blob = seal(b"a report of some length", PASSPHRASE, purpose=PURPOSE)
    for place in range(len(blob)):
        for flip in (1, 0x80, 0xFF):
            altered = bytearray(blob)
            altered[place] ^= flip
            with pytest.raises((NotSealed, SealDamaged)) as refused:
                unseal(bytes(altered), PASSPHRASE, purpose=PURPOSE)
            assert isinstance(refused.value, NotSealed) == (place < len(MAGIC))
    for length in range(len(blob)):
        with pytest.raises((NotSealed, SealDamaged)):
            unseal(blob[:length], PASSPHRASE, purpose=PURPOSE)
    with pytest.raises(SealDamaged):
        unseal(blob + b"\0", PASSPHRASE, purpose=PURPOSE)


def test_every_flipped_byte_is_refused_also_when_somebody_mended_the_digest() -> None:
    blob = seal(b"a report of some length", PASSPHRASE, purpose=PURPOSE)[:-32]
    for place in range(len(MAGIC), len(blob)):
        altered = bytearray(blob)
        altered[place] ^= 1
        with pytest.raises((NotSealed, SealDamaged, WrongPassphrase)):
            unseal(with_digest(bytes(altered)), PASSPHRASE, purpose=PURPOSE)


@pytest.mark.parametrize(
    ("log2_n", "r", "p"),
    [
        (255, 8, 1),
        (31, 8, 1),
        (20, 8, 1),
        (19, 8, 1),
        (0, 8, 1),
        (14, 255, 1),
        (4, 0, 1),
        (4, 8, 0),
        (4, 8, 255),
    ],
)
def test_a_file_that_asks_for_too_much_is_refused_before_anything_is_computed(
    log2_n: int, r: int, p: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> bytes:
        raise AssertionError("a hostile file was believed")

    blob = bytearray(seal(b"data", PASSPHRASE, purpose=PURPOSE)[:-32])
    blob[len(MAGIC) : len(MAGIC) + 3] = bytes((log2_n, r, p))
    monkeypatch.setattr(sealing, "_derived", never)
    with pytest.raises(SealDamaged):
        unseal(with_digest(bytes(blob)), PASSPHRASE, purpose=PURPOSE)


def test_the_name_of_a_purpose_cannot_reach_beyond_the_file() -> None:
    blob = bytearray(seal(b"", PASSPHRASE, purpose=PURPOSE)[:-32])
    blob[HEAD - 1] = 255
    with pytest.raises(SealDamaged):
        unseal(with_digest(bytes(blob)), PASSPHRASE, purpose=PURPOSE)


@given(st.binary(max_size=200))
def test_no_bytes_are_taken_for_sealed_ones(data: bytes) -> None:
    for blob in (data, MAGIC + data, with_digest(MAGIC + data)):
        assert not is_whole(blob) or len(blob) > HEAD
        with pytest.raises((NotSealed, SealDamaged, WrongPassphrase)):
            unseal(blob, PASSPHRASE, purpose=PURPOSE)


def test_a_file_sealed_for_another_purpose_is_refused() -> None:
    blob = seal(b"data", PASSPHRASE, purpose="answers")
    with pytest.raises(NotSealed, match="something else"):
        unseal(blob, PASSPHRASE, purpose=PURPOSE)
    for purpose in ("", "x" * 256):
        with pytest.raises(ValueError, match="purpose"):
            seal(b"data", PASSPHRASE, purpose=purpose)


@pytest.mark.parametrize("short", ["", "seven77", "ﬀﬀﬀ"])
def test_a_passphrase_that_is_too_short_is_refused_in_one_sentence(short: str) -> None:
    with pytest.raises(PassphraseTooShort, match="at least 8 characters") as refused:
        seal(b"data", short, purpose=PURPOSE)
    assert isinstance(refused.value, GuideError)
    assert "\n" not in str(refused.value)


def test_eight_characters_are_counted_as_they_are_used() -> None:
    for passphrase in ("eight888", "ﬀﬀﬀﬀ", "كلمة سرية", "e\u0301" * 8):
        assert unseal(seal(b"x", passphrase, purpose=PURPOSE), passphrase, purpose=PURPOSE) == b"x"
    with pytest.raises(PassphraseTooShort):
        seal(b"x", "e\u0301" * 7, purpose=PURPOSE)


def test_the_same_letters_typed_another_way_are_the_same_passphrase() -> None:
    blob = seal(b"data", "Hélène à Genève", purpose=PURPOSE)
    assert unseal(blob, "He\u0301le\u0300ne a\u0300 Gene\u0300ve", purpose=PURPOSE) == b"data"


def test_half_of_a_character_pair_in_a_passphrase_is_no_error_of_the_program() -> None:
    passphrase = "half \ud83d of one"
    assert unseal(seal(b"x", passphrase, purpose=PURPOSE), passphrase, purpose=PURPOSE) == b"x"
    with pytest.raises(WrongPassphrase):
        unseal(seal(b"x", passphrase, purpose=PURPOSE), "half ? of one", purpose=PURPOSE)


def test_a_hundred_megabytes_pass_and_more_than_can_be_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytes(100 * 1024 * 1024)
    blob = seal(data, PASSPHRASE, purpose=PURPOSE)
    tracemalloc.start()
    assert unseal(blob, PASSPHRASE, purpose=PURPOSE) == data
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2.5 * len(data)
    monkeypatch.setattr(sealing, "LARGEST", 1000)
    with pytest.raises(TooLarge):
        seal(bytes(1001), PASSPHRASE, purpose=PURPOSE)
    with pytest.raises(SealDamaged):
        unseal(blob, PASSPHRASE, purpose=PURPOSE)


def test_a_guess_costs_what_the_guide_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert (1 << sealing.LOG2_N) * 128 * sealing.R >= 32 * 1024 * 1024
    blob = seal(b"data", PASSPHRASE, purpose=PURPOSE)
    assert blob[len(MAGIC) : len(MAGIC) + 3] == bytes((sealing.LOG2_N, sealing.R, sealing.P))
    monkeypatch.setattr(sealing, "LOG2_N", 4)
    assert unseal(blob, PASSPHRASE, purpose=PURPOSE) == b"data"


def test_the_library_is_loaded_by_the_first_passphrase_not_by_the_start() -> None:
    said = "import sys, ictguide_desktop.store.assessments; print('cryptography' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# --- rows ---------------------------------------------------------------------------------------------------


def test_the_key_of_a_lock_is_wrapped_for_that_lock_only() -> None:
    key = RowKey.new()
    sealed = key.seal(b"body", ("a", "answer", "q.1"))
    wrap = key.wrapped(PASSPHRASE, "lock 1")
    assert RowKey.unwrapped(wrap, PASSPHRASE, "lock 1").unseal(sealed, ("a", "answer", "q.1")) == b"body"
    with pytest.raises(NotSealed):
        RowKey.unwrapped(wrap, PASSPHRASE, "lock 2")
    with pytest.raises(WrongPassphrase):
        RowKey.unwrapped(wrap, "another passphrase", "lock 1")
    with pytest.raises(SealDamaged):
        RowKey.new().unseal(sealed, ("a", "answer", "q.1"))


def test_a_row_opens_in_its_own_place_only_and_no_byte_of_it_can_be_altered() -> None:
    key = RowKey.new()
    place = ("a", "answer", "q.1")
    sealed = key.seal(b"body", place)
    assert key.seal(b"body", place) != sealed
    for other in (("a", "answer", "q.2"), ("a", "plan", "q.1"), ("aanswer", "", "q.1"), ("a", "answer")):
        with pytest.raises(SealDamaged):
            key.unseal(sealed, other)
    for number in range(len(sealed)):
        altered = bytearray(sealed)
        altered[number] ^= 1
        with pytest.raises(SealDamaged):
            key.unseal(bytes(altered), place)
        with pytest.raises(SealDamaged):
            key.unseal(sealed[:number], place)
