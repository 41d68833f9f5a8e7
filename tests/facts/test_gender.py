"""Men and women by title, calling and given name."""

from __future__ import annotations

import pytest

from quizapp.domain.fact import Person
from quizapp.facts.gender import Sex, may_be, sex_of


@pytest.mark.parametrize(
    ("name", "roles", "sex"),
    [
        ("Catherine II", (), Sex.WOMAN),
        ("Empress Elizabeth", (), Sex.WOMAN),
        ("Countess of Flanders", (), Sex.WOMAN),
        ("Hathor", ("widow of King Thutmose",), Sex.WOMAN),
        ("Robert Blum", (), Sex.MAN),
        ("Khurram", ("third son",), Sex.MAN),
        ("Andrea Doria", (), Sex.UNKNOWN),
        ("Andrea Doria", ("brother",), Sex.MAN),
        ("Kamran", (), Sex.UNKNOWN),
        ("Guizot", ("friend of the queen",), Sex.UNKNOWN),
    ],
)
def test_sex_of(name: str, roles: tuple[str, ...], sex: Sex) -> None:
    assert sex_of(Person(name, name.rpartition(" ")[2], (), roles)) is sex


def test_she_wants_evidence_and_he_only_no_counterevidence() -> None:
    assert may_be(Sex.UNKNOWN, "he")
    assert not may_be(Sex.UNKNOWN, "she")
    assert not may_be(Sex.WOMAN, "his")
