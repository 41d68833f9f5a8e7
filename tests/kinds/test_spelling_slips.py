from __future__ import annotations

import pytest

from quizapp.kinds.spelling_slips import is_slip


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("Jospeh Stalin", "Joseph Stalin"),
        ("Stalinn", "J. V. Stalin"),
        ("Antonov-Ovseenk", "V. A. Antonov-Ovseenko"),
    ],
)
def test_a_slip_of_the_source_is_not_taught(alias: str, name: str) -> None:
    assert is_slip(alias, name)


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("Ryleyev", "Kondraty Ryleev"),
        ("Lunacharskii", "A. V. Lunacharsky"),
        ("Koba", "J. V. Stalin"),
        ("Vladimir Ilyich", "V. I. Lenin"),
        ("7 November 1917", "25 October 1917"),
    ],
)
def test_another_spelling_or_name_is_none(alias: str, name: str) -> None:
    assert not is_slip(alias, name)
