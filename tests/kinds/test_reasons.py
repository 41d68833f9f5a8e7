"""Why a question was held back: every sign has words, and the most weighty comes first."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from quizapp.domain.question import AnswerKind, Citation, Question, Signs, State
from quizapp.kinds.features import WEAKNESSES
from quizapp.kinds.ranking import shipped_weights
from quizapp.kinds.reasons import BY_VERDICTS, NO_SIGN, WORDS, reasons_against

SHIPPED = shipped_weights()
ELSEWHERE = Citation("b.txt", title="Another text", paragraph=7, quote="It was opened in 1616.")


def question(
    *features: str, doubts: tuple[str, ...] = (), confidence: float = 0.3, **fields: object
) -> Question:
    signs = Signs((("found", 0.8), *((f, 1.0) for f in features)), doubts, (ELSEWHERE,))
    plain: dict[str, object] = {
        "id": "q", "kind": AnswerKind.DATE, "stem": "When was the mosque in Sofia completed?",
        "answer": "1557", "state": State.DRAFT,
    }  # fmt: skip
    return Question(confidence=confidence, signs=signs, **(plain | fields))  # type: ignore[arg-type]


def said(held_back: Question, weights: Mapping[str, float] = SHIPPED) -> list[str]:
    return [reason.words for reason in reasons_against(held_back, weights)]


@pytest.mark.parametrize("weakness", WEAKNESSES)
def test_every_weakness_has_words(weakness: str) -> None:
    words = WORDS[f"weak: {weakness}"]
    assert words.endswith(".")
    feature = f"weak: {weakness}"
    assert words in said(question(feature), {**SHIPPED, feature: -1.0})


@pytest.mark.parametrize("feature", sorted(set(SHIPPED) - {"bias"}))
def test_every_feature_of_the_ranker_has_words_or_is_left_out_on_purpose(feature: str) -> None:
    known = feature in WORDS
    assert known or said(question(feature), {**SHIPPED, feature: -1.0}) != [NO_SIGN]


def test_the_most_weighty_sign_comes_first() -> None:
    weights = {**SHIPPED, "weak: a journey": -2.0, "short": -0.9, "weak: where": -0.5}
    reasons = reasons_against(question("weak: a journey", "weak: where", "short"), weights)
    assert [reason.weight for reason in reasons] == sorted(
        (reason.weight for reason in reasons), reverse=True
    )
    assert [reason.words for reason in reasons] == [
        WORDS["weak: a journey"], WORDS["short"], WORDS["weak: where"],
    ]  # fmt: skip


def test_what_could_not_be_resolved_is_named() -> None:
    vague = question("weak: unresolved", doubts=("no date", "the oath"))
    assert said(vague) == ["Nobody can tell what is meant by “the oath”."]


def test_what_the_text_has_no_words_for_is_said_in_a_sentence() -> None:
    vague = question("weak: unresolved", doubts=("of which day", "the oath"))
    (found,) = said(vague)
    assert "of which day" not in found
    assert "tells apart by its day" in found
    assert found.endswith("Nobody can tell what is meant by “the oath”.")


def test_the_advice_of_the_linter_is_given_in_its_own_words() -> None:
    run_on = question("advice", stem="When did it begin; and when was it over at last?")
    assert "more than one clause" in " ".join(said(run_on))


def test_a_contradiction_leads_to_the_other_place() -> None:
    (reason,) = reasons_against(question("contradicted"), SHIPPED)
    assert reason.places == (ELSEWHERE,)


def test_a_sign_newer_than_the_table_is_named_as_it_is() -> None:
    weights = {**SHIPPED, "weak: of a later version": -2.0}
    assert "A sign against it: of a later version." in said(
        question("weak: of a later version"), weights
    )


def test_where_only_the_persons_verdicts_lowered_it_they_are_named() -> None:
    sure = question("names", "dated to the day")
    assert said(sure, {**SHIPPED, "names": -4.0})[0] == BY_VERDICTS
    assert BY_VERDICTS not in said(sure)


def test_without_a_telling_sign_that_is_said() -> None:
    assert said(question("asks for a date")) == [NO_SIGN]


def test_a_question_for_the_deck_or_without_signs_has_no_reasons() -> None:
    assert said(question("weak: where", confidence=0.7)) == []
    assert reasons_against(Question("q", AnswerKind.DATE, "When?", "1", confidence=0.1), {}) == ()
