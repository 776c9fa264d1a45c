"""What only the holder of a passphrase may read, sealed in a file or in a row: the one door to `cryptography`.

A passphrase becomes a key by scrypt; AES-256-GCM makes what is sealed unreadable and shows every change to it. What was
in plain in memory is forgotten, but Python cannot overwrite it: until the program ends it may stand in the memory of the
machine or in its swap file. Nor can a program reach what a disk keeps of files that were replaced.
"""

from __future__ import annotations

import json
import os
import struct
import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, Self

from ictguide_desktop.store.errors import (
    NotSealed,
    PassphraseTooShort,
    SealDamaged,
    TooLarge,
    WrongPassphrase,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"ICTG-SEALED-1"
LARGEST = 512 * 1024 * 1024
SHORTEST_PASSPHRASE = 8

# The cost of one guess: 128 MB and a third of a second on a laptop of 2024.
LOG2_N, R, P = 17, 8, 1

# A file says what its key costs; one that asks for more than this is not ours, and would eat the memory.
_MOST_MEMORY = 256 * 1024 * 1024
_MOST_P = 4

_HEAD = struct.Struct(">13sBBB16s12sB")
_DIGEST = sha256().digest_size
_TAG = 16
_NONCE = 12
_ROW = b"\1"


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that is too short to protect anything.

    Raises:
        PassphraseTooShort: one sentence on what is wanted.
    """
    if len(_normal(passphrase)) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(SHORTEST_PASSPHRASE)


def seal(data: bytes, passphrase: str, *, purpose: str) -> bytes:
    """Seal data for a file on a stick; `purpose` says what they are, can be read by anybody, and must be given to unseal.

    Raises:
        PassphraseTooShort, TooLarge: nothing was sealed.
    """
    check_passphrase(passphrase)
    if len(data) > LARGEST:
        raise TooLarge("What is to be sealed", LARGEST)
    name = purpose.encode("utf-8")
    if not 0 < len(name) < 256:
        raise ValueError(f"{purpose!r} is no purpose: 1 to 255 bytes are")
    salt, nonce = os.urandom(16), os.urandom(_NONCE)
    head = _HEAD.pack(MAGIC, LOG2_N, R, P, salt, nonce, len(name)) + name
    sealed = b"".join((head, _cipher(_derived(passphrase, salt, LOG2_N, R, P)).encrypt(nonce, data, head)))
    # Without the digest a damaged file could not be told from a wrong passphrase, which the user would go on retyping.
    return sealed + sha256(sealed).digest()


def unseal(blob: bytes, passphrase: str, *, purpose: str) -> bytes:
    """What was sealed.

    Raises:
        NotSealed: the guide did not seal this, or for another purpose.
        SealDamaged: it is not as it was written.
        WrongPassphrase: it is whole, and another passphrase opens it.
    """
    from cryptography.exceptions import InvalidTag

    head = _read_head(blob)
    if head.purpose != purpose:
        raise NotSealed
    view = memoryview(blob)
    key = _derived(passphrase, head.salt, head.log2_n, head.r, head.p)
    try:
        return _cipher(key).decrypt(head.nonce, view[head.size : -_DIGEST], view[: head.size])
    except InvalidTag:
        raise WrongPassphrase from None


class _Head(NamedTuple):
    log2_n: int
    r: int
    p: int
    salt: bytes
    nonce: bytes
    purpose: str
    size: int


def is_sealed(blob: bytes) -> bool:
    """Whether data begin as sealed ones do."""
    return blob[: len(MAGIC)] == MAGIC


def is_whole(blob: bytes) -> bool:
    """Whether sealed data are as they were written, as far as can be told without the passphrase."""
    try:
        _read_head(blob)
    except (NotSealed, SealDamaged):
        return False
    return True


def _read_head(blob: bytes) -> _Head:
    """The head of sealed data, of which nothing is believed before it is checked."""
    if not is_sealed(blob):
        raise NotSealed
    if len(blob) < _HEAD.size + _TAG + _DIGEST or len(blob) > LARGEST + 1024:
        raise SealDamaged
    if sha256(memoryview(blob)[:-_DIGEST]).digest() != blob[-_DIGEST:]:
        raise SealDamaged
    _, log2_n, r, p, salt, nonce, length = _HEAD.unpack_from(blob)
    size = _HEAD.size + length
    affordable = log2_n > 0 and r > 0 and 0 < p <= _MOST_P and 128 * r << log2_n <= _MOST_MEMORY
    if not affordable or len(blob) < size + _TAG + _DIGEST:
        raise SealDamaged
    return _Head(log2_n, r, p, salt, nonce, blob[_HEAD.size : size].decode("utf-8", "replace"), size)


class RowKey:
    """The key of one locked assessment: random, so that a new passphrase wraps it anew and no row is touched."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._cipher = _cipher(raw)

    @classmethod
    def new(cls) -> Self:
        """A key that nobody has."""
        return cls(os.urandom(32))

    @classmethod
    def unwrapped(cls, wrap: bytes, passphrase: str, lock: str) -> Self:
        """The key of a lock.

        Raises:
            WrongPassphrase, SealDamaged, NotSealed: it stays closed.
        """
        return cls(unseal(wrap, passphrase, purpose=_purpose(lock)))

    def wrapped(self, passphrase: str, lock: str) -> bytes:
        """The key as it may be stored.

        Raises:
            PassphraseTooShort: one sentence on what is wanted.
        """
        return seal(self._raw, passphrase, purpose=_purpose(lock))

    def seal(self, body: bytes, bound: Sequence[str]) -> bytes:
        """A body that only this key opens, and only in the place that `bound` names."""
        nonce = os.urandom(_NONCE)
        return _ROW + nonce + self._cipher.encrypt(nonce, body, _bound(bound))

    def unseal(self, sealed: bytes, bound: Sequence[str]) -> bytes:
        """The body.

        Raises:
            SealDamaged: it, or the name of its place, is not as it was written.
        """
        from cryptography.exceptions import InvalidTag

        if sealed[:1] != _ROW or len(sealed) < 1 + _NONCE + _TAG:
            raise SealDamaged
        try:
            return self._cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], _bound(bound))
        except InvalidTag:
            raise SealDamaged from None


def _purpose(lock: str) -> str:
    return f"assessment lock {lock}"


def _bound(names: Sequence[str]) -> bytes:
    return json.dumps(list(names)).encode("ascii")


def _normal(passphrase: str) -> str:
    """The passphrase as every keyboard gives it: an accent typed on its own is the same letter."""
    return unicodedata.normalize("NFKC", passphrase)


def _derived(passphrase: str, salt: bytes, log2_n: int, r: int, p: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    secret = _normal(passphrase).encode("utf-8", "surrogatepass")
    return Scrypt(salt=salt, length=32, n=1 << log2_n, r=r, p=p).derive(secret)


def _cipher(key: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)
