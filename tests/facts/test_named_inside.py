"""Names inside a clause that the question asks for where they stand: "of which country?"."""

from __future__ import annotations

from collections.abc import Callable

Answers = Callable[[str], dict[str, str]]


def test_the_land_of_a_recognised_independence_is_asked_for(answers: Answers) -> None:
    told = answers(
        "On 3 May 1848 the Estates and the Duke signed a decree recognizing the independence of"
        " Belgium."
    )
    stem = (
        "On 3 May 1848, the Estates and the Duke signed a decree recognizing the independence of"
        " which country?"
    )
    assert told[stem] == "Belgium"


def test_the_seat_of_what_is_named_last_is_asked_for(answers: Answers) -> None:
    told = answers("On 9 May 1849 Otto Hansen addressed a congress of the Labour Party in Dresden.")
    assert "Dresden" in told.values()


def test_whom_an_order_dismissed_is_asked_for(answers: Answers) -> None:
    told = answers(
        "On 3 May 1848 the Estates and the Duke signed an order dismissing General Otto Hansen"
        " from the post of Supreme Commander."
    )
    stem = (
        "On 3 May 1848, the Estates and the Duke signed an order dismissing whom from the post of"
        " Supreme Commander?"
    )
    assert told[stem] == "Otto Hansen"


def test_two_leaders_of_a_body_are_asked_for_together(answers: Answers) -> None:
    told = answers(
        "In October 1851 the Directory of Kiel was formed by nationalists headed by Peter Lund and"
        " Hans Grube."
    )
    assert any(
        stem.endswith("headed by which two people?") and key == "Peter Lund and Hans Grube"
        for stem, key in told.items()
    )


def test_a_land_that_the_doer_gives_away_is_not_asked_for(answers: Answers) -> None:
    told = answers(
        "On 3 May 1848 the Belgian Estates signed a decree recognizing the independence of Belgium."
    )
    assert "Belgium" not in told.values()


def test_an_undated_deed_asks_for_no_name_inside_it(answers: Answers) -> None:
    told = answers("The Duke signed a decree recognizing the independence of Belgium.")
    assert not any("which country" in stem for stem in told)
