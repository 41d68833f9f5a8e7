"""A PostgreSQL server of the tests' own: begun in a folder that is thrown away, on a socket there,
without the care for the disk that a lasting one needs."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path

NO_SERVER = "needs PostgreSQL (apt-get install postgresql) and psycopg (pip install '.[postgres]')"
_PLACES = "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin"
_CAREFREE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


def programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, of the newest version that is installed."""
    found = [path for place in _PLACES for path in Path("/").glob(f"{place[1:]}/initdb")]
    by_path = shutil.which("pg_ctl")
    if not found and by_path:
        found = [Path(by_path).resolve().with_name("initdb")]
    whole = [path.parent for path in found if path.with_name("pg_ctl").exists()]
    return max(whole, key=lambda folder: [int(n) for n in _numbers(folder)], default=None)


def _numbers(folder: Path) -> list[str]:
    return ["".join(filter(str.isdigit, part)) or "0" for part in folder.parts]


class Server:
    """``address(name)`` opens a database of that name; ``new()`` copies one from a template. The
    role ``locked``, where a test makes it, needs its password."""

    def __init__(self, folder: Path, bin: Path) -> None:
        self._bin = bin
        self._folder = folder
        self._data = folder / "data"
        self._numbers = count(1)
        self._run("initdb", "-D", self._data, "-U", "quizapp", "-A", "trust", "-E", "UTF8",
                  "--locale=C.UTF-8", "--no-sync", "--no-instructions")  # fmt: skip
        access = self._data / "pg_hba.conf"
        access.write_text("local all locked scram-sha-256\n" + access.read_text())
        self.start()

    def start(self) -> None:
        options = f"-c listen_addresses='' -k {self._folder} {_CAREFREE}"
        log = self._folder / "log"
        self._run("pg_ctl", "-D", self._data, "-l", log, "-w", "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")

    def address(self, name: str, user: str = "quizapp") -> str:
        return f"postgresql+psycopg://{user}@/{name}?host={self._folder}"

    def new(self, template: str = "template1", *, more: str = "") -> str:
        """The name of a new database."""
        name = f"deck{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template} {more}")
        return name

    def drop(self, name: str) -> None:
        self.sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def sql(self, statement: str, name: str = "postgres") -> None:
        import psycopg

        where = {"host": str(self._folder), "user": "quizapp", "dbname": name}
        with psycopg.connect(**where, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._bin / program), *map(str, arguments)]
        result = subprocess.run(
            command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL,
            cwd=self._folder, **_somebody_else(),
        )  # fmt: skip
        if result.returncode:
            raise RuntimeError(f"{program} failed: {result.stdout}{result.stderr}")


def _somebody_else() -> dict[str, object]:
    """The server refuses to run as root."""
    if os.getuid() != 0:
        return {}
    somebody = _unprivileged()
    return {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("there is no user that is not root")


def begin() -> Server | None:
    """None where there is no server to be begun."""
    folder_of_programs = programs()
    if folder_of_programs is None:
        return None
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return None
    # Short: the path of a socket has 100 characters at most.
    folder = Path(tempfile.mkdtemp(prefix="quizapp-pg-"))
    if os.getuid() == 0:
        os.chown(folder, _unprivileged().pw_uid, _unprivileged().pw_gid)
    return Server(folder, folder_of_programs)
