"""Refreshes, lost networks, silent hosts: no answer is lost, none is doubled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fake_host import FakeHost
from pupil import asked, is_sent, joined, send, sends
from round_samples import question

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_a_refresh_in_mid_question_keeps_seat_and_answer(page: Page, host: FakeHost) -> None:
    asked(page, host, "choose")
    page.get_by_role("button", name="B. Georgy Lvov").click()
    is_sent(page)
    page.reload()
    is_sent(page)
    assert host.wait_for("resume")["token"] == "seat-1"
    assert len(host.all_of("join")) == 1
    pressed = page.locator("[aria-pressed=true]")
    assert "Georgy Lvov" in pressed.inner_text()


def test_a_refresh_keeps_what_was_typed_and_wins_no_time(page: Page, host: FakeHost) -> None:
    asked(page, host, "typed")
    page.get_by_label("Your answer").fill("Pravda")
    page.wait_for_timeout(700)
    page.reload()
    page.locator(".kind-typed").wait_for()
    assert page.get_by_label("Your answer").input_value() == "Pravda"
    send(page)
    is_sent(page)
    assert host.wait_for("answer")["ms"] >= 700


def test_another_code_in_the_address_is_another_round(page: Page, host: FakeHost) -> None:
    joined(page, host)
    page.goto(f"{host.url}/j/ABCD")
    page.get_by_role("alert").filter(has_text="No round has this code").wait_for()


def test_a_seat_that_is_gone_leads_back_to_joining(page: Page, host: FakeHost) -> None:
    joined(page, host)
    host.token = "seat-2"
    page.reload()
    page.get_by_role("button", name="Join").click()
    page.get_by_role("heading", name="quiet heron").wait_for()


def test_a_page_from_a_round_without_a_map_gets_one_when_it_is_asked_for_a_place(
    page: Page, host: FakeHost
) -> None:
    host.has_map = False
    joined(page, host)
    host.has_map = True
    host.show("open", question("map"))
    page.locator("canvas").wait_for()
    assert host.wait_for("resume")["token"] == "seat-1"
    assert len(host.all_of("join")) == 1


def test_an_answer_out_of_reach_is_kept_and_sent_once_it_can_be(page: Page, host: FakeHost) -> None:
    asked(page, host, "choose")
    host.leave()
    page.get_by_text("No connection. Your answers are kept").wait_for()
    page.get_by_role("button", name="C. Pavel Milyukov").click()
    page.get_by_text("Your answer is kept.").first.wait_for()
    assert host.all_of("answer") == []
    host.come_back()
    assert sends(page, host) == ["o2"]
    page.locator("#bar").wait_for(state="hidden")


def test_an_answer_whose_ack_was_lost_is_the_same_answer(page: Page, host: FakeHost) -> None:
    asked(page, host, "choose")
    host.is_answering = False
    page.get_by_role("button", name="C. Pavel Milyukov").click()
    first = host.wait_for("answer")
    host.is_answering = True
    host.cut()
    again = host.wait_for("answer", 2, seconds=2.5)  # at once, not when its turn comes
    is_sent(page)
    assert again == first
    assert list(host.answers[2]) == [first["id"]]


def test_an_answer_survives_a_refresh_without_network(page: Page, host: FakeHost) -> None:
    asked(page, host, "choose")
    host.is_answering = False
    page.get_by_role("button", name="C. Pavel Milyukov").click()
    first = host.wait_for("answer")
    page.reload()
    page.locator(".kind-choose").wait_for()
    host.is_answering = True
    assert host.wait_for("answer", 2) == first


def test_an_offline_phone_keeps_its_answer(page: Page, host: FakeHost) -> None:
    asked(page, host, "true_false")
    page.context.set_offline(True)
    page.get_by_role("button", name="True").click()
    page.get_by_text("Your answer is kept.").first.wait_for()
    page.context.set_offline(False)
    assert sends(page, host) is True


def test_it_comes_back_within_seconds(page: Page, host: FakeHost) -> None:
    asked(page, host, "true_false")
    before = host.connections
    host.cut()
    host.wait_for("resume", 1, seconds=3)
    assert host.connections == before + 1


def test_a_host_that_fell_silent_is_left(page: Page, host: FakeHost) -> None:
    page.clock.install()
    asked(page, host, "true_false")
    page.clock.fast_forward(40_000)
    host.push({"t": "ping", "n": 1})
    host.wait_for("pong")
    page.clock.fast_forward(40_000)
    assert host.all_of("resume") == []
    page.clock.fast_forward(10_000)
    host.wait_for("resume")


def test_a_ping_is_answered(page: Page, host: FakeHost) -> None:
    joined(page, host)
    host.push({"t": "ping", "n": 7})
    assert host.wait_for("pong") == {"t": "pong", "n": 7}


def test_an_older_state_that_comes_late_is_dropped(page: Page, host: FakeHost) -> None:
    joined(page, host)
    old = host.state()
    host.show("open", question("choose"))
    page.locator(".kind-choose").wait_for()
    host.push(old)
    host.push({"t": "ping", "n": 1})
    host.wait_for("pong")
    assert page.locator(".kind-choose").is_visible()


def test_a_host_started_anew_may_count_anew(page: Page, host: FakeHost) -> None:
    host.seq = 500
    asked(page, host, "choose")
    host.seq = 0
    host.cut()
    host.wait_for("resume")
    host.show("open", question("typed", 3))
    page.locator(".kind-typed").wait_for()


def test_nonsense_from_the_host_does_no_harm(page: Page, host: FakeHost) -> None:
    joined(page, host)
    host.push({"t": "toString"})
    host.push({"t": "tomorrow"})
    host.push([1])  # type: ignore[arg-type]
    host.show("open", question("choose"))
    page.locator(".kind-choose").wait_for()


def test_a_private_window_without_storage_still_plays(page: Page, host: FakeHost) -> None:
    forbid = "get() { throw new DOMException('denied', 'SecurityError'); }"
    page.add_init_script(
        f"for (const name of ['localStorage', 'sessionStorage'])"
        f" Object.defineProperty(window, name, {{ {forbid} }});"
    )
    asked(page, host, "true_false")
    page.get_by_role("button", name="True").click()
    is_sent(page)
    host.cut()
    host.wait_for("resume")


@pytest.mark.parametrize(
    ("why", "words"),
    [("sent out", "You were taken out of this round"), ("ended", "The round is over")],
)
def test_after_good_bye_it_does_not_come_back(
    page: Page, host: FakeHost, why: str, words: str
) -> None:
    joined(page, host)
    host.push({"t": "bye", "why": why})
    page.get_by_role("heading", name=words).wait_for()
    host.cut()
    page.wait_for_timeout(1000)
    assert host.connections == 1
    page.get_by_role("button", name="Join another round").click()
    page.get_by_label("Code").wait_for()


def test_a_seat_used_elsewhere_can_be_taken_back(page: Page, host: FakeHost) -> None:
    joined(page, host)
    host.push({"t": "bye", "why": "elsewhere"})
    page.get_by_role("button", name="Go on as quiet heron").click()
    host.wait_for("resume")
    page.get_by_role("heading", name="quiet heron").wait_for()


def test_a_browser_without_word_between_tabs_takes_the_seat_up_at_once(
    page: Page, host: FakeHost
) -> None:
    joined(page, host)
    again = page.context.new_page()
    again.add_init_script("delete window.BroadcastChannel")
    again.goto(f"{host.url}/j/K7MQ")
    again.get_by_role("heading", name="quiet heron").wait_for()
    assert len(host.all_of("join")) == 1


def test_an_answer_that_the_host_had_no_time_for_is_sent_again(page: Page, host: FakeHost) -> None:
    asked(page, host, "true_false")
    host.refusals["answer"] = "often"
    page.get_by_role("button", name="True").click()
    first = host.wait_for("answer")
    host.refusals.clear()
    is_sent(page)
    assert host.wait_for("answer", 2) == first


def test_an_answer_that_vanished_is_sent_again(page: Page, host: FakeHost) -> None:
    asked(page, host, "true_false")
    host.is_answering = False
    page.get_by_role("button", name="True").click()
    first = host.wait_for("answer")
    host.is_answering = True
    is_sent(page)
    assert host.wait_for("answer", 2) == first


def test_a_welcome_that_is_lost_makes_no_second_seat(page: Page, host: FakeHost) -> None:
    page.goto(f"{host.url}/j/K7MQ")
    host.is_welcoming = False
    page.get_by_role("button", name="Join").click()
    first = host.wait_for("join")
    host.cut()
    assert host.wait_for("join", 2) == first, "it asks again by itself"
    host.is_welcoming = True
    page.reload()
    page.get_by_role("button", name="Join").click()
    page.get_by_role("heading", name="quiet heron").wait_for()
    assert host.wait_for("join", 3)["nonce"] == first["nonce"], "after a refresh too"
    assert len(first["nonce"]) >= 16


def test_tabs_that_join_at_the_same_moment_do_not_share_a_seat(page: Page, host: FakeHost) -> None:
    tabs = [page, page.context.new_page()]
    host.is_welcoming = False
    for tab in tabs:
        tab.goto(f"{host.url}/j/K7MQ")
        tab.get_by_role("button", name="Join").click()
        host.wait_for("join", tabs.index(tab) + 1)
    first, second = host.all_of("join")
    assert first["nonce"] != second["nonce"]


def test_who_gives_a_seat_up_gets_another_one(page: Page, host: FakeHost) -> None:
    joined(page, host)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="That is not me").click()
    page.get_by_label("Code").fill("K7MQ")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Join").click()
    assert host.wait_for("join", 2)["nonce"] != host.all_of("join")[0]["nonce"]


def test_a_lost_seat_is_asked_for_by_its_name(page: Page, host: FakeHost) -> None:
    host.lobby |= {"back": True}
    page.goto(f"{host.url}/j/K7MQ")
    page.get_by_text("I was in this round already").click()
    page.get_by_label("Type the name that you had here").fill("quiet heron")
    page.get_by_role("button", name="Join").click()
    assert host.wait_for("join")["name"] == "quiet heron"
    page.get_by_role("heading", name="quiet heron").wait_for()


def test_without_lost_seats_nothing_is_asked(page: Page, host: FakeHost) -> None:
    page.goto(f"{host.url}/j/K7MQ")
    page.get_by_role("button", name="Join").wait_for()
    assert page.get_by_text("I was in this round already").count() == 0
    page.get_by_role("button", name="Join").click()
    assert "name" not in host.wait_for("join")


def test_who_is_away_for_long_hears_of_a_new_code_and_of_the_own_name(
    page: Page, host: FakeHost
) -> None:
    page.clock.install()
    joined(page, host)
    host.leave()
    page.clock.run_for(2_000)
    page.get_by_text("No connection. Your answers are kept").wait_for()
    page.clock.run_for(21_000)
    page.get_by_text("scan it and type the name that you have here: quiet heron").wait_for()
    host.come_back()
    page.clock.run_for(6_000)
    page.locator("#bar").wait_for(state="hidden")
