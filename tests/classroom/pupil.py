"""What a pupil does on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fake_host import FakeHost
from round_samples import question

if TYPE_CHECKING:
    from playwright.sync_api import Page


def joined(page: Page, host: FakeHost) -> None:
    page.goto(f"{host.url}/j/K7MQ")
    page.get_by_role("button", name="Join").click()
    page.get_by_role("heading", name="quiet heron").wait_for()


def asked(page: Page, host: FakeHost, kind: str, **more: Any) -> None:
    joined(page, host)
    host.show("open", question(kind, **more))
    page.locator(f".kind-{kind}").wait_for()


def send(page: Page) -> None:
    page.get_by_role("button", name="Send answer").click()


def is_sent(page: Page) -> None:
    page.locator(".status.sent", has_text="Answer sent").wait_for()


def sends(page: Page, host: FakeHost, count: int = 1) -> Any:
    sent = host.wait_for("answer", count)
    is_sent(page)
    return sent["response"]
