"""Fuzzes the readers of files: ``python -m tests.fuzz gift --minutes 120``.

It runs from the root of the repository, in a Python that QuizApp and its tests are installed in::

    pip install -e '.[test,fuzz]'              # "fuzz" brings atheris, which Linux alone has
    python -m tests.fuzz all --minutes 120     # one target after the other, round and round
    python -m tests.fuzz gift anki --minutes 20
    python -m tests.fuzz --list
    python -m tests.fuzz gift --again FILE     # one input once more, with its traceback
    python -m tests.fuzz gift --blind          # without atheris: changes only, no coverage

With atheris the search is guided by coverage; without it the same changes are made blindly. The
changes keep the form of a file (``fuzz_mutations``), the rules are in ``fuzz_oracle``. Inputs that
reached something new stay in ``--folder`` from run to run; each kind of finding is kept there once,
as ``findings/TARGET-NUMBER`` with its traceback beside it, and the run goes on. ``runs.tsv`` has
a line for each run: when, target, inputs, seconds, new findings. An input that hangs, fills the
memory or brings Python down ends the run of its target, and is kept as well. Exit status: 1 where
something was found.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import importlib
import itertools
import pkgutil
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "exchange")]

if TYPE_CHECKING:
    from fuzz_targets import Target

_PATIENCE = 60  # seconds until an input counts as one that hangs
_MEMORY = 3_000  # megabytes
_INSTRUMENTED = ["quizapp.exchange", "quizapp.domain", "quizapp.archives"]


@dataclass
class Run:
    """The inputs of one target, and what was found by them."""

    target: Target
    folder: Path
    seconds: float
    inputs: int = 0
    found: int = 0
    start: float = field(default_factory=time.monotonic)

    @property
    def findings(self) -> Path:
        path = self.folder / "findings"
        path.mkdir(parents=True, exist_ok=True)
        return path

    @property
    def last(self) -> Path:
        """The input that is being tried."""
        return self.folder / f"{self.target.name}.last"

    def take(self, data: bytes) -> None:
        """Keeps what breaks a rule, one input of each kind."""
        self.inputs += 1
        self.last.write_bytes(data)
        faulthandler.dump_traceback_later(_PATIENCE, exit=True)
        try:
            self.target.rule(data)
        except Exception as error:
            self._keep(data, error)
        finally:
            faulthandler.cancel_dump_traceback_later()
        if self.inputs % 200 == 0:
            self.note()

    def _keep(self, data: bytes, error: Exception) -> None:
        path = self.findings / f"{self.target.name}-{_kind_of(error)}"
        if path.exists():
            return
        path.write_bytes(data)
        path.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), "utf-8")
        self.found += 1
        print(f"{self.target.name}: {type(error).__name__}: {str(error)[:300]}  ({path})")

    def note(self) -> None:
        """So far; the fuzzer ends the process without a word, so that it is said on the way."""
        line = f"{self.inputs}\t{time.monotonic() - self.start:.0f}\t{self.found}\n"
        (self.folder / f"{self.target.name}.run").write_text(line)


def _kind_of(error: Exception) -> str:
    """The same for the same fault: by the place in the program, and the words without numbers."""
    frames = [
        f"{Path(frame.filename).name}:{frame.name}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if "quizapp" in frame.filename or frame.filename.startswith(str(HERE))
    ]
    words = "".join(letter for letter in str(error)[:60] if letter.isalpha())
    told = f"{type(error).__name__} {frames[-1:]} {words if not frames else ''}"
    if type(error).__name__ == "Broken":
        told = f"Broken {words}"
    return hashlib.sha256(told.encode()).hexdigest()[:10]


def _guided(run: Run) -> None:
    """By atheris, which ends the process."""
    import atheris

    corpus = run.folder / "corpus" / run.target.name
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in run.target.beginnings():
        (corpus / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
    limits = [
        f"-max_total_time={run.seconds:.0f}", "-max_len=200000", f"-rss_limit_mb={_MEMORY}",
        f"-artifact_prefix={run.findings}/{run.target.name}-", "-verbosity=0", "-reload=0",
        "-timeout=1000000",
    ]  # fmt: skip

    def mutated(data: bytes, largest: int, number: int) -> bytes:
        if number % 16 == 0:
            return bytes(atheris.Mutate(data, largest))
        return run.target.mutated(data, number, largest)

    atheris.Setup([sys.argv[0], str(corpus), *limits], run.take, custom_mutator=mutated)
    atheris.Fuzz()


def _blind(run: Run) -> None:
    seeds = list(run.target.beginnings())
    for number in itertools.count(random.randrange(2**32)):
        if time.monotonic() - run.start > run.seconds:
            break
        data = random.choice(seeds)
        for step in range(random.choice((1, 1, 2, 4))):
            data = run.target.mutated(data, number + step)
        run.take(data)
    run.note()


def _one(name: str, folder: Path, minutes: float, *, blind: bool) -> None:
    if not blind:
        _instrument()
    from fuzz_targets import target_named

    run = Run(target_named(name), folder, minutes * 60)
    (_blind if blind else _guided)(run)


def _instrument() -> None:
    """Coverage is seen in modules that are imported in here alone: the lazy ones as well."""
    import atheris

    with atheris.instrument_imports(include=_INSTRUMENTED):
        for name in _INSTRUMENTED:
            package = importlib.import_module(name)
            for each in pkgutil.iter_modules(getattr(package, "__path__", ()), f"{name}."):
                importlib.import_module(each.name)


def _in_turns(names: Sequence[str], options: argparse.Namespace) -> int:
    """Each target in a process of its own, one at a time, until the minutes are over."""
    until = time.monotonic() + options.minutes * 60
    turn = min(options.turn, options.minutes / len(names))
    found = 0
    for name in itertools.cycle(names):
        left = (until - time.monotonic()) / 60
        if left < 0.05:
            break
        command = [sys.executable, "-m", "tests.fuzz", name, "--alone"]
        command += [f"--minutes={min(turn, left)}", f"--folder={options.folder}"]
        command += ["--blind"] if options.blind else []
        found += _noted(name, options.folder, _status(command, turn * 60 + 3 * _PATIENCE))
    return 1 if found else 0


def _status(command: Sequence[str], seconds: float) -> int:
    """With which the process ended; -9 where it had to be ended."""
    try:
        return subprocess.run(command, cwd=HERE.parents[1], timeout=seconds, check=False).returncode
    except subprocess.TimeoutExpired:
        return -9


def _noted(name: str, folder: Path, status: int) -> int:
    told = folder / f"{name}.run"
    inputs, seconds, found = (told.read_text() if told.exists() else "0\t0\t0").split()
    told.unlink(missing_ok=True)
    last, ends = folder / f"{name}.last", ""
    if status:
        ends = f"\tended with {status}"
        last.rename(folder / "findings" / f"{name}-ended-{time.time():.0f}")
    with (folder / "runs.tsv").open("a") as runs:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        runs.write(f"{now}\t{name}\t{inputs}\t{seconds}\t{found}{ends}\n")
    return int(found) + (status != 0)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", help="their names, or all")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "quizapp-fuzz")
    parser.add_argument("--turn", type=float, default=5.0, help="minutes until the next one's turn")
    parser.add_argument("--blind", action="store_true", help="without atheris")
    parser.add_argument("--again", type=Path, help="a file to try once more")
    parser.add_argument("--list", action="store_true", help="the names of the targets")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.alone:
        _one(options.targets[0], options.folder, options.minutes, blind=options.blind)
        return 0
    from fuzz_targets import TARGETS, target_named

    names = [target.name for target in TARGETS]
    if options.list:
        print(*names, sep="\n")
        return 0
    if options.again:
        target_named(options.targets[0]).rule(options.again.read_bytes())
        return 0
    chosen = names if options.targets in ([], ["all"]) else options.targets
    return _in_turns(chosen, options)


if __name__ == "__main__":
    sys.exit(main())
