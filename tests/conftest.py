"""What every test has: no screen, its own empty home, and golden files that a flag refreshes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Patience: other work slows the machine, and the first example of a property loads a model.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

QT_LIBRARIES = (
    "The tests open real windows and Qt cannot start here ({error}). On Debian or Ubuntu install "
    "what it needs: apt-get install libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3"
)


def pytest_configure(config: pytest.Config) -> None:
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        pytest.exit(QT_LIBRARIES.format(error=error), returncode=1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew; read their diff before you commit it",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """No test touches the decks of the person who runs it."""
    home = tmp_path / "quizapp-home"
    monkeypatch.setenv("QUIZAPP_HOME", str(home))
    yield home
