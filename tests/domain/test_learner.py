"""Learners and their PINs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from quizapp.domain import pin
from quizapp.domain.learner import COLOURS, Learner, clean_name, free_name, next_colour

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Ada Lovelace", "AL"), ("ada", "A"), ("Ada B. King-Lovelace", "AK"), ("Анна Ц.", "АЦ"),
     ("(Ada)", "("), ("Pupil 7", "P7")],
)  # fmt: skip
def test_initials_are_the_first_letters_of_the_first_and_last_word(
    name: str, initials: str
) -> None:
    assert Learner("1", name, "blue", NOW).initials == initials


def test_a_name_is_one_line_without_signs_nobody_sees() -> None:
    assert clean_name(" Ada\n\u202eLove\u200blace\t\0 ") == "Ada Lovelace"


def test_a_taken_name_gets_a_number() -> None:
    assert free_name("Anna", ["ANNA", "anna 2"]) == "Anna 3"
    assert free_name("Anna", ["Ben"]) == "Anna"


def test_the_next_colour_is_one_that_few_have() -> None:
    used: list[str] = []
    for _ in range(2 * len(COLOURS)):
        used.append(next_colour(used))
    assert sorted(used) == sorted(COLOURS * 2)
    assert used[: len(COLOURS)] == list(COLOURS)


def test_a_pin_is_never_stored_as_it_was_typed() -> None:
    first, second = pin.hashed("1234"), pin.hashed("1234")
    assert "1234" not in first.split("$")
    assert first != second, "each has a salt of its own"
    assert pin.matches("1234", first)
    assert pin.matches("1234", second)
    assert not pin.matches("1235", first)


@pytest.mark.parametrize("stored", ["", "1234", "scrypt$1$2", "scrypt$x$8$1$AA==$AA==", "md5$$$$$"])
def test_what_is_no_hash_matches_nothing(stored: str) -> None:
    assert not pin.matches("1234", stored)


@pytest.mark.parametrize(
    ("text", "fit"),
    [("1234", True), ("123", False), ("a" * 12, True), ("a" * 13, False), ("12 4", False),
     ("Ärgö", True), ("12\n4", False)],
)  # fmt: skip
def test_a_pin_has_four_to_twelve_signs_and_no_blank(text: str, fit: bool) -> None:
    assert pin.is_fit(text) is fit


def test_the_pause_after_wrong_tries_grows_and_has_an_end() -> None:
    pauses = [pin.pause_after(tries) for tries in range(1, 14)]
    assert pauses[:4] == [0, 0, 2, 4]
    assert pauses == sorted(pauses)
    assert pauses[-1] == pin.LONGEST_PAUSE
