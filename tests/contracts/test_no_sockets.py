"""The guard of the whole suite works: whatever opens a socket fails its test."""

from __future__ import annotations

import socket
import urllib.request

import pytest


def test_a_connection_is_refused() -> None:
    with socket.socket() as one, pytest.raises(AssertionError, match="socket"):
        one.connect(("127.0.0.1", 9))


def test_a_server_is_refused() -> None:
    with socket.socket() as one, pytest.raises(AssertionError, match="socket"):
        one.bind(("127.0.0.1", 0))


def test_the_standard_library_cannot_get_past() -> None:
    with pytest.raises(AssertionError, match="socket"):
        urllib.request.urlopen("http://example.org/", timeout=1)
