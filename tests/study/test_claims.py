"""Claims: which one is made, and how what is said of it travels."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.question import AnswerKind, Question
from quizapp.study.claims import Said, claim_of, read, written


def question(name: str, *distractors: str) -> Question:
    return Question(name, AnswerKind.PLACE, "Where?", "Key", (), distractors)


def test_about_half_of_the_claims_are_right() -> None:
    claims = [claim_of(question(f"q{n}", "a", "b", "c"), n % 7) for n in range(1000)]
    assert 450 < sum(claim is not None and claim.is_right for claim in claims) < 550


def test_the_same_question_at_the_same_point_gets_the_same_claim_and_another_later() -> None:
    asked = question("q", "a", "b", "c")
    assert claim_of(asked, 4) == claim_of(asked, 4)
    assert len({claim_of(asked, reviews) for reviews in range(40)}) > 5


def test_without_a_wrong_answer_there_is_nothing_to_claim() -> None:
    assert claim_of(question("q"), 0) is None
    assert claim_of(question("q", " key "), 0) is None


@given(st.lists(st.text(min_size=1), min_size=1, max_size=6), st.integers(0, 30))
def test_a_claim_is_the_key_or_a_wrong_answer_and_is_not_offered_as_its_correction(
    wrong: list[str], reviews: int
) -> None:
    claim = claim_of(question("q", *wrong), reviews)
    if claim is None:
        return
    assert claim.is_right is (claim.text == "Key")
    assert claim.is_right or claim.text in wrong
    if claim.options:
        assert not claim.is_right
        assert claim.options.count("Key") == 1
        assert claim.text not in claim.options
        assert len(claim.options) >= 3


def test_with_too_few_left_to_choose_from_the_correction_is_typed() -> None:
    claims = [claim_of(question("q", "a", "b"), reviews) for reviews in range(20)]
    assert all(claim is not None and claim.options == () for claim in claims)


@given(st.sampled_from([True, False, None]), st.text())
def test_what_is_said_comes_back_as_it_was(agrees: bool | None, correction: str) -> None:
    said = Said(agrees, correction.strip() if agrees is False else "")
    assert read(written(said)) == said
