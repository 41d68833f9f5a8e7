"""Work off the main thread: where it runs, where its results arrive, and how it ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from quizapp.ui.background import Background


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def unexpected(error: BaseException) -> None:
    raise AssertionError("nothing should have failed") from error


def test_work_runs_elsewhere_and_its_result_arrives_on_the_main_thread(
    background: Background, qtbot: QtBot
) -> None:
    seen: list[tuple[str, str]] = []

    def work() -> str:
        return threading.current_thread().name

    for uses_database in (True, False):
        background.run(
            work,
            lambda name: seen.append((name, threading.current_thread().name)),
            unexpected,
            uses_database=uses_database,
        )
    qtbot.waitUntil(lambda: not background.busy)
    lanes = {worker.split("_")[0] for worker, _ in seen}
    assert lanes == {"database", "computing"}
    assert {home for _, home in seen} == {threading.main_thread().name}


def test_the_database_lane_keeps_the_order_of_asking(background: Background, qtbot: QtBot) -> None:
    order: list[int] = []
    for number in range(200):
        background.run(lambda number=number: number, order.append, unexpected, uses_database=True)
    qtbot.waitUntil(lambda: not background.busy)
    assert order == list(range(200))


def test_an_error_arrives_on_the_main_thread_and_the_lane_goes_on(
    background: Background, qtbot: QtBot
) -> None:
    errors: list[BaseException] = []
    results: list[int] = []

    def broken() -> int:
        raise ValueError("no")

    background.run(broken, results.append, errors.append, uses_database=True)
    background.run(lambda: 7, results.append, unexpected, uses_database=True)
    qtbot.waitUntil(lambda: not background.busy)
    assert [str(error) for error in errors] == ["no"]
    assert results == [7]


def test_an_error_while_delivering_does_not_leave_the_lane_busy(
    background: Background, qtbot: QtBot
) -> None:
    def careless(_: int) -> None:
        raise KeyError("careless")

    with qtbot.captureExceptions() as caught:
        background.run(lambda: 1, careless, unexpected, uses_database=True)
        qtbot.waitUntil(lambda: not background.busy)
    assert len(caught) == 1


def test_closing_cancels_long_work_and_delivers_nothing_more(qtbot: QtBot) -> None:
    background = Background()
    task = background.task()
    delivered: list[str] = []
    begun = threading.Event()

    def long_work() -> str:
        begun.set()
        assert wait_for(task.stop)
        return "stopped"

    background.run(long_work, delivered.append, unexpected, uses_database=False)
    assert begun.wait(5)
    background.close()
    assert task.stop()
    background.run(lambda: "late", delivered.append, unexpected, uses_database=True)
    qtbot.wait(1)
    assert delivered == []


def test_the_last_word_runs_on_the_database_lane_after_all_that_was_asked(qtbot: QtBot) -> None:
    background = Background()
    order: list[str] = []
    background.run(lambda: order.append("asked"), lambda _: None, unexpected, uses_database=True)
    background.close(lambda: order.append(threading.current_thread().name.split("_")[0]))
    assert order == ["asked", "database"]


def test_reports_reach_the_screen_at_a_bearable_rate(background: Background, qtbot: QtBot) -> None:
    shown: list[tuple[float, str]] = []
    report = background.reporter(lambda share, text: shown.append((share, text)))

    def work() -> None:
        for step in range(10_000):
            report(step / 10_000, "reading")
        report(1.0, "done")

    background.run(work, lambda _: None, unexpected, uses_database=False)
    qtbot.waitUntil(lambda: not background.busy)
    assert shown[0] == (0.0, "reading")
    assert shown[-1] == (1.0, "done")
    assert len(shown) < 1000


def wait_for(stop: object, tries: int = 5000) -> bool:
    ticks = threading.Event()
    for _ in range(tries):
        if stop():  # type: ignore[operator]
            return True
        ticks.wait(0.001)
    return False
