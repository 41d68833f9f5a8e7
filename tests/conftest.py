"""What every test has: no screen, its own empty home, golden files that a flag refreshes, and a
PostgreSQL server where one is installed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

# Patience: other work slows the machine, and the first example of a property loads a model.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from backends import FileBackend, ServerBackend
    from postgres_server import Server

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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Stores stand in a deck file and on a server, and must do the same there."""
    if "backend" in metafunc.fixturenames:
        only_files = metafunc.definition.get_closest_marker("of_files")
        names = ["file"] if only_files else ["file", "server"]
        metafunc.parametrize("backend", names, indirect=True, scope="session")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    import postgres_server

    server = postgres_server.begin()
    if server is None:
        pytest.skip(postgres_server.NO_SERVER)
    yield server
    server.remove()


@pytest.fixture(scope="session")
def backend(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FileBackend | ServerBackend]:
    import backends

    if request.param == "file":
        yield backends.FileBackend(tmp_path_factory.mktemp("created"))
    else:
        yield backends.ServerBackend(request.getfixturevalue("postgres"))


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """No test touches the decks of the person who runs it."""
    home = tmp_path / "quizapp-home"
    monkeypatch.setenv("QUIZAPP_HOME", str(home))
    yield home
