"""Jobs in a lane: all of them, in order, with progress; cancelled ones leave nothing behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ictguide_desktop.model.problems import NoSpace
from ictguide_desktop.tasks.lane import Cancelled, Lane, Tell


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    made = Lane()
    yield made
    made.finish()


def test_every_job_is_done_in_order_and_answers_in_the_thread_of_the_lane(qtbot: QtBot, lane: Lane) -> None:
    answers: list[tuple[int, object, str]] = []
    lane.done.connect(
        lambda number, answer: answers.append((number, answer, threading.current_thread().name))
    )
    numbers = [lane.run(lambda _tell, _cancelled, n=n: n * n) for n in range(5)]
    assert lane.busy
    qtbot.waitUntil(lambda: len(answers) == 5)
    assert answers == [(number, n * n, "MainThread") for n, number in enumerate(numbers)]
    assert not lane.busy


def test_progress_arrives_before_the_end(qtbot: QtBot, lane: Lane) -> None:
    heard: list[object] = []
    lane.progressed.connect(lambda _number, done, total, what: heard.append((done, total, what)))
    lane.done.connect(lambda _number, answer: heard.append(answer))

    def work(tell: Tell, _cancelled: Cancelled) -> str:
        tell(1, 2, "half")
        return "whole"

    lane.run(work)
    qtbot.waitUntil(lambda: "whole" in heard)
    assert heard == [(1, 2, "half"), "whole"]


def test_a_failure_is_told_as_one_sentence_and_the_next_job_still_runs(qtbot: QtBot, lane: Lane) -> None:
    failures: list[str] = []
    lane.failed.connect(lambda _number, error: failures.append(str(error)))

    def full(_tell: Tell, _cancelled: Cancelled) -> None:
        raise NoSpace("The disk is full.")

    def broken(_tell: Tell, _cancelled: Cancelled) -> None:
        raise ValueError("odd")

    lane.run(full)
    lane.run(broken)
    last = lane.run(lambda _tell, _cancelled: "after")
    with qtbot.waitSignal(
        lane.done, check_params_cb=lambda number, answer: (number, answer) == (last, "after")
    ):
        pass
    assert failures == ["The disk is full.", "This could not be done: odd."]


def test_a_cancelled_job_stops_and_its_answer_is_thrown_away(qtbot: QtBot, lane: Lane) -> None:
    begun, done = threading.Event(), []
    lane.done.connect(lambda _number, answer: done.append(answer))

    def work(_tell: Tell, cancelled: Cancelled) -> str:
        begun.set()
        while not cancelled():
            pass
        return "too late"

    running = lane.run(work)
    waiting = lane.run(lambda _tell, _cancelled: "never begun")
    stopped: list[int] = []
    lane.stopped.connect(stopped.append)
    assert begun.wait(5)
    lane.cancel(running)
    lane.cancel(waiting)
    qtbot.waitUntil(lambda: stopped == [running, waiting])
    assert done == []


def test_the_lane_ends_at_once_with_the_program(qtbot: QtBot) -> None:
    lane = Lane()
    begun = threading.Event()

    def work(_tell: Tell, cancelled: Cancelled) -> None:
        begun.set()
        while not cancelled():
            pass

    lane.run(work)
    assert begun.wait(5)
    lane.finish()
