"""Chromium for the tests that look at the pupils' page in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NO_BROWSER = "needs Chromium: apt-get install chromium, and the package playwright"


@contextmanager
def chromium() -> Iterator[Browser]:
    """While it is open, its loop runs in this thread, and no other test could have one."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip(NO_BROWSER)
    playwright = pytest.importorskip("playwright.sync_api", reason=NO_BROWSER)
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


def complaints(page: Page) -> list[str]:
    """What the console of the page complains of, from now on; lost connections are no complaint."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: _note(errors, said.type, said.text))
    return errors


def _note(errors: list[str], kind: str, text: str) -> None:
    if kind == "error" and "WebSocket" not in text and "ERR_INTERNET" not in text:
        errors.append(text)
