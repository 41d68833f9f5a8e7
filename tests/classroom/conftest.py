"""A real browser and a host of the test's own."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fake_host import FakeHost

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NO_BROWSER = "needs Chromium: apt-get install chromium, and the package playwright"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip(NO_BROWSER)
    playwright = pytest.importorskip("playwright.sync_api", reason=NO_BROWSER)
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def host() -> Iterator[FakeHost]:
    host = FakeHost()
    yield host
    host.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone; what its console complains of fails the test."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="en-GB", has_touch=True
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: _note(errors, said.type, said.text))
    yield page
    context.close()
    assert errors == []


def _note(errors: list[str], kind: str, text: str) -> None:
    if kind == "error" and "WebSocket" not in text and "ERR_INTERNET" not in text:
        errors.append(text)
