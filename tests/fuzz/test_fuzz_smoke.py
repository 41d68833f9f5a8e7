"""The fuzzer itself works: every target takes what it begins with, and a few changes of it.

The fuzzing proper is run by hand for hours; see ``python -m tests.fuzz --help``.
"""

from __future__ import annotations

import random
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import fuzz_mutations as mutations
import pytest
from fuzz_oracle import Broken, check_count, check_written
from fuzz_targets import TARGETS, Target

from quizapp.domain.question import AnswerKind, Question
from quizapp.exchange import DeckFile, Gift, Neutral, Written

EACH = pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
CHANGES = 12  # inputs of each target: seconds in all


@EACH
def test_what_a_target_begins_with_is_read_by_its_rules(target: Target) -> None:
    seeds = list(target.beginnings())
    assert len(seeds) > 1
    read = [target.rule(seed) for seed in random.Random(1).sample(seeds, min(4, len(seeds)))]
    assert any(found is not None for found in read)


@EACH
def test_a_few_changes_break_no_rule(target: Target) -> None:
    seeds, dice = list(target.beginnings()), random.Random(7)
    for number in range(CHANGES):
        target.rule(target.mutated(dice.choice(seeds), number))


@EACH
def test_changes_are_the_same_for_the_same_number(target: Target) -> None:
    """What was found can be found again."""
    seed = next(iter(target.beginnings()))
    changed = [target.mutated(seed, number) for number in range(6)]
    assert [target.mutated(seed, number) for number in range(6)] == changed or zipped(seed)
    assert any(each != seed for each in changed)


def zipped(data: bytes) -> bool:
    """Archives hold the time at which they were made."""
    return data.startswith(b"PK")


def test_a_package_is_changed_inside_and_stays_one() -> None:
    (target,) = (target for target in TARGETS if target.name == "anki")
    seed = next(iter(target.beginnings()))
    sound = 0
    for number in range(20):
        try:
            with zipfile.ZipFile(BytesIO(target.mutated(seed, number))) as archive:
                sound += archive.testzip() is None
        except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError):
            continue
    assert sound > 10


def test_a_value_of_our_own_data_is_changed_where_it_stands() -> None:
    mutation = mutations.record_of(("word",))
    for quote in ('"', '""', "&quot;"):
        text = f"a {{{quote}key{quote}: {quote}value{quote}}} behind".encode()
        changed = mutation(text, random.Random(3))
        assert changed != text
        assert changed.startswith(b"a ") and changed.endswith(b" behind")


FAKE_ATHERIS = """
import contextlib, sys, types
from tests.fuzz import __main__ as fuzzer

def loaded():
    return {name for name in sys.modules if name.startswith("quizapp.")}

@contextlib.contextmanager
def instrument_imports(include):
    before = loaded()
    yield
    seen.update(loaded() - before)

seen = set()
sys.modules["atheris"] = types.ModuleType("atheris")
sys.modules["atheris"].instrument_imports = instrument_imports
fuzzer._instrument()
from fuzz_targets import TARGETS
for target in TARGETS:
    target.rule(next(iter(target.beginnings())))
print(*sorted(loaded() - seen))
"""


def test_coverage_is_seen_in_every_module_that_reads_a_file() -> None:
    """Atheris sees only what is imported while it looks; without it the search is blind."""
    command = [sys.executable, "-c", FAKE_ATHERIS]
    root = Path(__file__).parents[2]
    told = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    unseen = [name for name in told.stdout.split() if name.startswith("quizapp.exchange.")]
    assert not unseen


# ---------------------------------------------------------------------- the rules can be broken

QUESTIONS = tuple(Question(f"q{n}", AnswerKind.OTHER, f"Q{n}?", f"a{n}") for n in range(3))


class Forgetful(Gift):
    def dump(self, deck: DeckFile) -> Written:
        return super().dump(DeckFile(deck.name, questions=deck.questions[1:]))


def test_a_question_that_is_not_written_is_found_out() -> None:
    check_written(DeckFile("D", questions=QUESTIONS), Gift())
    with pytest.raises(Broken, match="wrote 3 and reads 2"):
        check_written(DeckFile("D", questions=QUESTIONS), Forgetful())


def test_an_item_that_is_gone_without_a_word_is_found_out() -> None:
    check_count(DeckFile("D", questions=QUESTIONS), 3)
    with pytest.raises(Broken, match="1 are gone"):
        check_count(DeckFile("D", questions=QUESTIONS), 4)


def test_what_json_lines_do_not_give_back_is_found_out() -> None:
    spaced = Question("q1", AnswerKind.OTHER, "Q?", "a", hint=" with a space")
    with pytest.raises(Broken, match="hint was"):
        check_written(DeckFile("D", questions=(spaced,)), Neutral())
