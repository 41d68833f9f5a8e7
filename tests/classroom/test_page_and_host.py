"""The page and the real host: a browser plays a whole round of every kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from classroom_world import RIGHT, TASKS, Room

from quizapp.domain.game import Mode, Ranking
from quizapp.domain.task import Choose, Match, Order

if TYPE_CHECKING:
    from playwright.sync_api import Page

MARKED = [name for name in TASKS if name not in ("open", "information")]

pytestmark = pytest.mark.of_files


def joined(page: Page, room: Room) -> None:
    page.goto(room.host.join_url)
    page.get_by_role("button", name="Join").click()
    page.get_by_text("You are in.").wait_for()


def do(room: Room, *command: Any) -> None:
    room.host.command(*command).result(10)


def put(page: Page, name: str) -> None:
    """The right answer, into the fields of the page."""
    task = TASKS[name]
    if isinstance(task, Choose):
        for place in RIGHT[name]:
            page.locator(".option", has_text=task.options[place].text).click()
    elif name == "true_false":
        page.get_by_role("button", name="True").click()
    elif name == "cloze":
        page.get_by_label("Gap 1").fill(RIGHT[name][0])
        page.get_by_label("Gap 2").select_option(label=RIGHT[name][1])
    elif isinstance(task, Match):
        for pair in task.pairs:
            page.get_by_label(pair.premise).select_option(label=pair.answer)
    elif isinstance(task, Order):
        put_in_order(page, task)
    elif name == "map":
        page.get_by_text("Or type degrees").click()
        page.get_by_label("Degrees north").fill(str(RIGHT[name][0]))
        page.get_by_label("Degrees east").fill(str(RIGHT[name][1]))
        page.keyboard.press("Tab")
    elif name != "information":
        page.locator("#line").fill(RIGHT[name])


def put_in_order(page: Page, task: Order) -> None:
    for place, text in enumerate(task.items):
        for _ in task.items:
            if text in page.locator(".item").nth(place).inner_text():
                break
            page.get_by_role("button", name=f"Up: {text}").click()


def send(page: Page) -> None:
    sender = page.locator(".foot button.main")
    if sender.is_visible():
        sender.click()


def test_every_kind_is_answered_and_marked_right(page: Page, hold: Callable[..., Room]) -> None:
    room = hold(ranking=Ranking.TOP)
    joined(page, room)
    for place, name in enumerate(TASKS):
        do(room, "open", place)
        page.get_by_role("heading", name=f"What about {name}?").wait_for()
        put(page, name)
        send(page)
        if name == "information":
            continue
        page.locator(".status.sent").wait_for()
        if name in ("typed", "map"):
            page.reload()
            page.locator(".status.sent").wait_for()
        do(room, "reveal")
        word = "Will be looked at" if name == "open" else "Right"
        page.get_by_role("heading", name=word, exact=True).wait_for()
        assert f"EXPLAINED {name}" in page.locator("main").inner_text()
    do(room, "end")
    page.get_by_text(f"{len(MARKED)} of {len(MARKED)} right").wait_for()
    page.get_by_text("1 of 1").wait_for()
    assert room.problems == []


@pytest.mark.parametrize("mode", [Mode.RACE, Mode.EXIT])
def test_a_pupil_goes_through_all_at_their_own_pace(
    page: Page, hold: Callable[..., Room], mode: Mode
) -> None:
    room = hold(mode=mode)
    joined(page, room)
    do(room, "advance")
    for name in TASKS:
        page.get_by_role("heading", name=f"What about {name}?").wait_for()
        put(page, name)
        send(page)
        if mode is Mode.RACE and name != "information":
            page.get_by_role("button", name="Next question").click()
    page.get_by_role("heading", name="You are through").wait_for()


def test_a_pupil_who_is_sent_out_can_join_anew(page: Page, hold: Callable[..., Room]) -> None:
    room = hold()
    joined(page, room)
    player = next(iter(room.host.ask(lambda live: list(live.seats)).result(10)))
    do(room, "send_out", player.id)
    page.get_by_role("heading", name="You were taken out").wait_for()
    page.get_by_role("button", name="Join another round").click()
    page.get_by_label("Code").fill(room.live.game.code)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Join").click()
    page.get_by_text("You are in.").wait_for()
