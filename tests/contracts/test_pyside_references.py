"""PySide6 keeps its references: 6.12.0 on Python 3.11 loses one at each call, then aborts."""

from __future__ import annotations

import subprocess
import sys

EMISSIONS_AND_CALLS = """
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    sent = Signal(int)

received = []
sender = Sender()
sender.sent.connect(received.append)
for n in range(2_000):
    sender.sent.emit(n)
for n in range(20_000):
    sender.setObjectName("x")
assert received == list(range(2_000))
assert True is not None
print("alive")
"""


def test_two_thousand_emissions_and_twenty_thousand_calls_leave_the_interpreter_alive() -> None:
    done = subprocess.run(
        [sys.executable, "-c", EMISSIONS_AND_CALLS], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
