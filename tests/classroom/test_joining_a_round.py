"""How a pupil comes into a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fake_host import FakeHost
from round_samples import PROOF, question, reveal

if TYPE_CHECKING:
    from playwright.sync_api import Page


def said(host: FakeHost) -> dict[str, object]:
    """To join; the secret of the phone is another one each time."""
    message = dict(host.wait_for("join"))
    del message["nonce"]
    return message


def test_a_code_is_typed_in_any_case(page: Page, host: FakeHost) -> None:
    page.goto(host.url)
    page.get_by_label("Code").fill("k7mq")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="October 1917").wait_for()
    assert host.wait_for("hello")["code"] == "K7MQ"


def test_a_wrong_code_says_so_and_can_be_typed_again(page: Page, host: FakeHost) -> None:
    page.goto(f"{host.url}/j/XXXX")
    page.get_by_role("alert").filter(has_text="No round has this code").wait_for()
    page.get_by_label("Code").fill("K7MQ")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="October 1917").wait_for()


def test_who_is_on_the_roster_is_chosen_once(page: Page, host: FakeHost) -> None:
    names = ["Ada", "Björn", "Chen", "Dilek", "Emil", "Fatima", "Greta", "Hugo", "Ivan"]
    roster = [{"id": f"l{n}", "name": name, "taken": n == 1} for n, name in enumerate(names)]
    host.lobby |= {"naming": "roster", "roster": roster}
    page.goto(f"{host.url}/j/K7MQ")
    assert page.get_by_role("radio", name="Björn").is_disabled()
    page.get_by_label("Find your name").fill("che")
    assert page.get_by_role("radio", name="Ada").is_hidden()
    page.get_by_role("radio", name="Chen").check()
    roster[2] = {**roster[2], "taken": False}
    roster[4] = {**roster[4], "taken": True}
    host.push(host.lobby)  # another one joined meanwhile
    page.wait_for_function("document.querySelectorAll('input[name=learner]:disabled').length === 2")
    assert page.get_by_role("radio", name="Chen").is_checked()
    page.get_by_role("button", name="Join").click()
    assert said(host) == {"t": "join", "code": "K7MQ", "learner": "l2"}


def test_a_free_name_and_a_team(page: Page, host: FakeHost) -> None:
    host.lobby |= {"naming": "free", "teams": 3}
    page.goto(f"{host.url}/j/K7MQ")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("radio", name="Team 2").check()
    page.get_by_role("button", name="Join").click()
    assert said(host) == {"t": "join", "code": "K7MQ", "name": "Ada", "team": 1}


def test_a_name_that_is_taken_can_be_changed(page: Page, host: FakeHost) -> None:
    host.lobby["naming"] = "free"
    host.refusals["join"] = "taken"
    page.goto(f"{host.url}/j/K7MQ")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Join").click()
    page.get_by_role("alert").filter(has_text="Somebody has that name already").wait_for()
    assert page.get_by_label("Your name").input_value() == "Ada"
    host.refusals.clear()
    page.get_by_label("Your name").fill("Ada L")
    page.get_by_role("button", name="Join").click()
    page.get_by_role("heading", name="Ada L").wait_for()


def test_a_closed_lobby_says_whom_to_ask(page: Page, host: FakeHost) -> None:
    host.lobby["joinable"] = False
    page.goto(f"{host.url}/j/K7MQ")
    page.get_by_text("Nobody can join right now").wait_for()
    host.lobby["joinable"] = True
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("button", name="Join").wait_for()


HTML_NAME = "<img src=x onerror=alert(1)><b>Ada</b>"


def test_html_is_shown_as_text(page: Page, host: FakeHost) -> None:
    host.me |= {"name": HTML_NAME, "alias": HTML_NAME}
    host.lobby["name"] = HTML_NAME
    page.goto(f"{host.url}/j/K7MQ")
    page.get_by_role("heading", name=HTML_NAME).wait_for()
    page.get_by_role("button", name="Join").click()
    page.get_by_role("heading", name=HTML_NAME).wait_for()
    options = [{"id": "o0", "text": HTML_NAME}]
    shown = question("choose", stem=HTML_NAME, options=options)
    host.show("open", shown)
    page.locator(".option").wait_for()
    told = reveal(explanation=HTML_NAME, proof={**PROOF, "source": HTML_NAME}, feedback=HTML_NAME)
    host.show("reveal", shown, reveal=told)
    page.locator(".verdict").wait_for()
    assert page.get_by_text(HTML_NAME, exact=True).count() >= 4
    assert page.locator("img, main b >> text=Ada").count() == 0
