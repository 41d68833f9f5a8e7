"""The page and the real host: a browser plays a whole round of every kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from classroom_world import RIGHT, TASKS, Room, question

from quizapp.domain.game import Mode, Naming, Ranking
from quizapp.domain.task import Accepted, Choose, Match, Option, Order, Typed
from quizapp.services.live_views import LiveViews

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


def new_tab(page: Page, room: Room) -> Page:
    """Of the same browser, at the address that the code on the wall leads to."""
    made = page.context.new_page()
    made.goto(room.host.join_url)
    return made


def name_of(page: Page) -> str:
    page.get_by_text("You are in.").wait_for()
    return page.get_by_role("heading").inner_text()


def test_two_tabs_of_one_browser_are_two_pupils_each_of_whom_a_refresh_leaves_where_they_sit(
    page: Page, hold: Callable[..., Room]
) -> None:
    room = hold()
    joined(page, room)
    first = name_of(page)
    second_tab = new_tab(page, room)
    second_tab.get_by_role("button", name="Join as somebody else").click()
    second_tab.get_by_role("button", name="Join").click()
    second = name_of(second_tab)
    assert first != second
    page.reload()
    second_tab.reload()
    assert (name_of(page), name_of(second_tab)) == (first, second)
    page.get_by_role("heading", name=first).wait_for()
    assert {one.alias for one in room.live.seats} == {first, second}


def test_tabs_that_were_open_before_the_first_joined_are_asked_too(
    page: Page, hold: Callable[..., Room]
) -> None:
    room = hold()
    page.goto(room.host.url)
    typing = page.context.new_page()
    typing.goto(room.host.url)
    scanned = new_tab(page, room)
    for each in (page, typing):
        each.get_by_label("Code").fill(room.live.game.code)
        each.keyboard.press("Enter")
        each.get_by_role("button", name="Join").wait_for()
    scanned.get_by_role("button", name="Join").wait_for()

    page.get_by_role("button", name="Join").click()
    first = name_of(page)
    typing.get_by_role("button", name="Join").click()
    typing.get_by_role("heading", name=f"You are already in this round as {first}").wait_for()
    typing.get_by_role("button", name="Join as somebody else").click()
    second = name_of(typing)
    scanned.get_by_role("button", name="Join").click()
    scanned.get_by_role("button", name=f"Go on as {second}").click()
    assert name_of(scanned) == second
    typing.get_by_role("heading", name=f"You are already in this round as {second}").wait_for()
    assert page.get_by_role("heading", name=first).is_visible()
    assert {one.alias for one in room.live.seats} == {first, second}


def test_a_name_that_was_typed_is_kept_by_who_joins_as_somebody_else(
    page: Page, hold: Callable[..., Room]
) -> None:
    room = hold(naming=Naming.FREE)
    tabs = [page, page.context.new_page()]
    for tab in tabs:
        tab.goto(room.host.join_url)
        tab.get_by_label("Your name").wait_for()
    for tab, name in zip(tabs, ("Ada", "Ben"), strict=True):
        tab.get_by_label("Your name").fill(name)
        tab.get_by_role("button", name="Join").click()
        if tab is not page:
            tab.get_by_role("button", name="Join as somebody else").click()
        assert name_of(tab) == name


def test_a_code_that_is_scanned_again_leads_to_the_same_seat(
    page: Page, hold: Callable[..., Room]
) -> None:
    room = hold()
    joined(page, room)
    first = name_of(page)
    again = new_tab(page, room)
    again.get_by_role("button", name=f"Go on as {first}").click()
    assert name_of(again) == first
    page.get_by_role("heading", name=f"You are already in this round as {first}").wait_for()
    assert len(room.live.seats) == 1


def test_after_its_tab_was_closed_a_seat_is_had_again_without_a_question(
    page: Page, hold: Callable[..., Room]
) -> None:
    room = hold()
    closed = new_tab(page, room)
    closed.get_by_role("button", name="Join").click()
    first = name_of(closed)
    closed.close()
    assert name_of(new_tab(page, room)) == first
    assert len(room.live.seats) == 1


def test_who_was_without_network_for_twenty_seconds_goes_on_with_the_score(
    page: Page, hold: Callable[..., Room]
) -> None:
    answers = ["Nakhimov", "Togo", "Makarov"]
    room = hold(asked=[question(f"q{n}", Typed((Accepted(a),))) for n, a in enumerate(answers)])
    joined(page, room)
    points = page.locator("#top .chip[title]")

    def answered(place: int, status: str) -> None:
        page.locator("#line").fill(answers[place])
        send(page)
        page.locator(f".status.{status}").wait_for()

    do(room, "open", 0)
    answered(0, "sent")
    do(room, "reveal")
    do(room, "open", 1)
    page.get_by_role("heading", name="What about q1?").wait_for()

    page.context.set_offline(True)
    answered(1, "kept")
    page.get_by_text("Still no connection").wait_for(timeout=60_000)  # said after twenty seconds
    page.context.set_offline(False)
    page.locator(".status.sent").wait_for()
    assert "1" in points.inner_text()

    page.context.set_offline(True)
    page.get_by_text("No connection").wait_for()
    do(room, "reveal")
    do(room, "open", 2)
    page.context.set_offline(False)
    page.get_by_role("heading", name="What about q2?").wait_for()
    assert "2" in points.inner_text()
    answered(2, "sent")
    do(room, "end")
    page.get_by_text("3 of 3 right").wait_for()
    assert len(room.live.seats) == 1 and room.problems == []


@pytest.mark.parametrize("typed", ["27. Mai 1905", "le 27 mai 1905", "27 de mayo de 1905"])
def test_a_date_is_typed_in_the_language_of_the_pupil(
    page: Page, hold: Callable[..., Room], typed: str
) -> None:
    room = hold(asked=[question("when")])
    joined(page, room)
    do(room, "open", 0)
    page.locator("#line").fill(typed)
    send(page)
    page.locator(".status.sent").wait_for()
    do(room, "reveal")
    page.get_by_role("heading", name="Right", exact=True).wait_for()


def test_on_a_phone_no_line_ends_inside_a_date(page: Page, hold: Callable[..., Room]) -> None:
    choice = Choose((Option("March 1, 1917", 1.0), Option("25 October 1917"), Option("Never")))
    asked = replace(question("dates", choice), stem="What began on March 2, 1917?")
    room = hold(asked=[asked])
    joined(page, room)
    do(room, "open", 0)
    page.locator(".option").first.wait_for()
    assert page.locator("h1.stem").text_content() == "What began on March\u00a02,\u00a01917?"
    texts = set(page.locator(".option .words").all_text_contents())
    assert texts == {"March\u00a01,\u00a01917", "25\u00a0October\u00a01917", "Never"}


def test_the_map_shows_the_right_place_once_it_is_told(
    page: Page, hold: Callable[..., Room]
) -> None:
    room = hold(asked=[question("map")])
    joined(page, room)
    do(room, "open", 0)
    state = room.host.ask(lambda live: str(LiveViews(live).everyone())).result(10)
    assert "34.5" not in state
    do(room, "reveal")
    page.locator(".still canvas").wait_for()
    (told,) = room.host.ask(lambda live: LiveViews(live).everyone().values()).result(10)
    assert told["reveal"]["right"] == RIGHT["map"]


def test_on_another_phone_the_seat_is_had_again_by_its_name(
    page: Page, hold: Callable[..., Room]
) -> None:
    room = hold(asked=[question("choose")])
    joined(page, room)
    name = page.get_by_role("heading").inner_text()
    player = next(iter(room.host.ask(lambda live: list(live.seats)).result(10)))
    do(room, "free", player.id)
    page.get_by_role("heading", name="another").wait_for()
    page.evaluate("localStorage.clear()")  # another phone knows nothing of it
    page.goto(room.host.join_url)
    page.get_by_text("I was in this round already").click()
    page.get_by_label("Type the name that you had here").fill(f" {name.title()} ")
    page.get_by_role("button", name="Join").click()
    page.get_by_role("heading", name=name, exact=True).wait_for()
    assert len(room.live.seats) == 1
