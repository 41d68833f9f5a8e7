"""Every kind of question answered, and what is said of the answer until it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from fake_host import FakeHost
from pupil import asked, is_sent, joined, send, sends
from round_samples import question, reveal

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_one_option(page: Page, host: FakeHost) -> None:
    asked(page, host, "choose")
    page.get_by_role("button", name="B. Georgy Lvov").click()
    assert sends(page, host) == ["o1"]
    page.get_by_role("button", name="A. Alexander Kerensky").click()
    assert host.wait_for("answer", 2)["response"] == ["o0"]
    assert page.locator("[aria-pressed=true]").count() == 1


def test_send_is_offered_only_where_a_tap_does_not_send(page: Page, host: FakeHost) -> None:
    sender = page.get_by_role("button", name="Send answer")
    asked(page, host, "choose")
    assert sender.count() == 0
    for turn, kind in enumerate(("true_false", "typed", "choose"), start=3):
        host.game["mayChange"] = kind == "typed" or turn < 5
        host.show("open", question(kind, turn, several=False))
        page.locator(f".kind-{kind}").wait_for()
        assert sender.count() == (kind == "typed" or turn == 5), kind
    page.get_by_role("button", name="B. Georgy Lvov").click()
    assert host.all_of("answer") == [], "an answer that stands is sent by a button of its own"
    sender.click()
    assert sends(page, host) == ["o1"]


def test_several_options(page: Page, host: FakeHost) -> None:
    asked(page, host, "choose", several=True)
    page.get_by_role("button", name="D. Lavr Kornilov").click()
    page.get_by_role("button", name="A. Alexander Kerensky").click()
    send(page)
    assert sends(page, host) == ["o0", "o3"]


def test_true_or_false(page: Page, host: FakeHost) -> None:
    asked(page, host, "true_false")
    page.get_by_role("button", name="False").click()
    assert sends(page, host) is False


@pytest.mark.parametrize(
    ("kind", "label", "text"),
    [
        ("typed", "Your answer", "Pravda"),
        ("when", "A date", "15 March 1917"),
        ("open", "Write your answer", "They were hungry,\ntoo."),
    ],
)
def test_typed_answers(page: Page, host: FakeHost, kind: str, label: str, text: str) -> None:
    asked(page, host, kind)
    assert page.get_by_role("button", name="Send answer").is_disabled()
    page.get_by_label(label).fill(text)
    send(page)
    assert sends(page, host) == text


def test_a_number_gets_its_sign_without_a_minus_key(page: Page, host: FakeHost) -> None:
    asked(page, host, "numeric")
    page.get_by_label("A number").fill("44")
    page.get_by_role("button", name="Change the sign").click()
    send(page)
    assert sends(page, host) == "-44"


def test_gaps_typed_and_chosen(page: Page, host: FakeHost) -> None:
    asked(page, host, "cloze")
    page.get_by_label("Gap 1").fill("Brest-Litovsk")
    page.get_by_label("Gap 2").select_option(label="March")
    send(page)
    assert sends(page, host) == ["Brest-Litovsk", "g0"]


def test_order_by_buttons_keys_and_dragging(page: Page, host: FakeHost) -> None:
    asked(page, host, "order")
    page.get_by_role("button", name="Up: February Revolution").click()
    page.get_by_role("button", name="Up: Kornilov affair").press("ArrowUp")
    page.locator("#say", has_text="Kornilov affair: now 2 of 3").wait_for(state="attached")
    send(page)
    assert sends(page, host) == ["i1", "i2", "i0"]
    grip = page.locator(".item", has_text="October").locator(".grip").bounding_box()
    top = page.locator(".item").first.bounding_box()
    assert grip
    assert top
    page.mouse.move(grip["x"] + 10, grip["y"] + 20)
    page.mouse.down()
    page.mouse.move(grip["x"] + 10, top["y"] + 40, steps=5)
    page.mouse.move(grip["x"] + 10, top["y"] + 5, steps=5)
    page.mouse.up()
    page.get_by_role("button", name="Send the change").click()
    assert host.wait_for("answer", 2)["response"] == ["i0", "i1", "i2"]


def test_pairs(page: Page, host: FakeHost) -> None:
    asked(page, host, "match")
    page.get_by_label("What Is to Be Done?").select_option(label="Lenin")
    send(page)
    assert sends(page, host) == ["a2", None]


def test_a_place_by_a_tap_and_nearer(page: Page, host: FakeHost) -> None:
    asked(page, host, "map")
    page.wait_for_load_state("networkidle")
    box = page.locator("canvas").bounding_box()
    assert box
    page.locator("canvas").click(position={"x": box["width"] * 0.55, "y": box["height"] * 0.25})
    page.get_by_role("button", name="Nearer").click()
    shown = page.locator(".told").inner_text()
    send(page)
    north, east = sends(page, host)
    assert 40 < north < 75
    assert 10 < east < 50
    told = re.fullmatch(r"([\d.]+)° N, ([\d.]+)° E", shown)
    assert told
    assert [float(each) for each in told.groups()] == pytest.approx([north, east], abs=0.06)


def test_a_place_by_arrow_keys_and_by_degrees(page: Page, host: FakeHost) -> None:
    asked(page, host, "map")
    page.locator("canvas").focus()
    for key in ("Enter", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    assert page.locator(".told").inner_text() != "No place chosen yet"
    page.get_by_text("Or type degrees").click()
    page.get_by_label("Degrees north").fill("59.98")
    page.get_by_label("Degrees east").fill("29.77")
    page.keyboard.press("Tab")
    send(page)
    assert sends(page, host) == [59.98, 29.77]


def test_a_text_to_read_asks_for_nothing(page: Page, host: FakeHost) -> None:
    asked(page, host, "information")
    assert page.get_by_role("button").count() == 0
    host.game["mode"] = "race"
    host.show("open", question("information", 3))
    page.get_by_role("button", name="Go on").click()
    assert host.wait_for("answer")["response"] is None
    host.show("reveal", question("information", 3), reveal=reveal("unchecked", key="", right=[]))
    assert host.wait_for("next")["turn"] == 3


def test_a_picture_is_shown_with_its_words(page: Page, host: FakeHost) -> None:
    asked(page, host, "typed", picture="p 1", alt="A newspaper of 1917")
    image = page.get_by_role("img", name="A newspaper of 1917")
    image.wait_for()
    assert image.get_attribute("src") == "/picture/p%201"
    page.wait_for_function("document.querySelector('img').naturalWidth > 0")


def test_one_answer_only_where_it_cannot_be_changed(page: Page, host: FakeHost) -> None:
    host.game["mayChange"] = False
    asked(page, host, "choose")
    page.get_by_role("button", name="B. Georgy Lvov").click()
    page.get_by_role("button", name="C. Pavel Milyukov").click()
    assert host.all_of("answer") == []  # a slip of the finger is not an answer yet
    send(page)
    assert sends(page, host) == ["o2"]
    assert page.locator(".option:enabled").count() == 0
    page.locator(".status", has_text="It stands as it is.").wait_for()


def test_sent_is_said_only_after_the_host_has_it(page: Page, host: FakeHost) -> None:
    host.is_answering = False
    asked(page, host, "true_false")
    page.get_by_role("button", name="True").click()
    sent = host.wait_for("answer")
    page.locator(".status.sending").wait_for()
    assert page.get_by_text("Answer sent").count() == 0
    host.push({"t": "ack", "id": sent["id"], "turn": 2})
    is_sent(page)


def test_what_is_typed_survives_whatever_comes_in(page: Page, host: FakeHost) -> None:
    asked(page, host, "typed")
    page.get_by_label("Your answer").fill("Prav")
    host.show("open", question("typed"), left=30.0)
    host.show("paused", question("typed"), left=29.0)
    page.get_by_text("Paused").first.wait_for()
    assert page.get_by_label("Your answer").is_disabled()
    host.show("open", question("typed"), left=29.0)
    page.locator("#line:focus").wait_for()  # one can type on at once
    page.keyboard.type("da")
    send(page)
    assert sends(page, host) == "Pravda"


def test_what_stands_when_time_is_up_is_sent(page: Page, host: FakeHost) -> None:
    joined(page, host)
    host.show("open", question("typed"), left=2.5)
    page.get_by_label("Your answer").fill("Pravda")
    assert sends(page, host) == "Pravda"


def test_too_late_shows_what_stands(page: Page, host: FakeHost) -> None:
    asked(page, host, "typed")
    page.get_by_label("Your answer").fill("Pravda")
    send(page)
    is_sent(page)
    host.refusals["answer"] = "late"
    page.get_by_label("Your answer").fill("Izvestia")
    page.get_by_role("button", name="Send the change").click()
    page.get_by_text("Too late: that question was closed.").wait_for()
    host.show("locked", question("typed"))
    page.get_by_text("Answers are closed").first.wait_for()
    assert page.get_by_label("Your answer").input_value() == "Pravda"
