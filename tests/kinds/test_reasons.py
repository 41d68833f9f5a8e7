"""Why a question was held back: every sign has words, and the most weighty comes first."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from types import ModuleType

import pytest

from quizapp import facts
from quizapp.domain.question import AnswerKind, Citation, Question, Signs, State
from quizapp.facts import doubts
from quizapp.facts.afterlife import AFTER_DEATH
from quizapp.kinds.features import WEAKNESSES
from quizapp.kinds.ranking import shipped_weights
from quizapp.kinds.reasons import BY_VERDICTS, LEFT_OPEN, NO_SIGN, WORDS, reasons_against

SHIPPED = shipped_weights()
ELSEWHERE = Citation("b.txt", title="Another text", paragraph=7, quote="It was opened in 1616.")


def names_in(node: ast.expr | None, module: ModuleType) -> Iterator[str]:
    """The strings that an expression can be: itself, either way of a condition, a constant."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*names_in(node.body, module), *names_in(node.orelse, module))
    elif isinstance(node, ast.List):
        yield from (name for each in node.elts for name in names_in(each, module))
    elif isinstance(node, ast.Name) and isinstance(getattr(module, node.id, None), str):
        yield getattr(module, node.id)


def doubts_named(module: ModuleType) -> set[str]:
    """What functions that return doubts yield, append to a list of them or begin one with."""
    tree = ast.parse(inspect.getsource(module))
    found: set[str] = set()
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef) or function.returns is None:
            continue
        if ast.unparse(function.returns) not in ("list[str]", "Iterator[str]"):
            continue
        for node in ast.walk(function):
            if isinstance(node, (ast.Yield, ast.Return)) or (
                isinstance(node, ast.Assign) and isinstance(node.value, (ast.List, ast.IfExp))
            ):
                found.update(names_in(node.value, module))
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".append"):
                found.update(name for each in node.args for name in names_in(each, module))
    return found


def added_to_drafts(module: ModuleType) -> Iterator[str]:
    """ "draft.but(...)": a doubt more."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".but"):
            yield from (name for each in node.args for name in names_in(each, module))


def fact_modules() -> Iterator[ModuleType]:
    for each in pkgutil.iter_modules(facts.__path__):
        yield importlib.import_module(f"{facts.__name__}.{each.name}")


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
    of_which_day, of_which_thing = said(vague)
    assert "of which day" not in of_which_day
    assert "tells apart by its day" in of_which_day
    assert of_which_thing == "Nobody can tell what is meant by “the oath”."


def test_whatever_the_reading_rules_doubt_is_said_in_a_sentence() -> None:
    named = doubts_named(doubts) | {
        doubt for module in fact_modules() for doubt in added_to_drafts(module)
    }
    assert {"which of them", "whose", "which of its kind", "a pronoun"} <= named
    assert {
        doubt for doubt in named if doubt not in LEFT_OPEN and f"weak: {doubt}" not in WORDS
    } == (set())
    assert AFTER_DEATH in LEFT_OPEN


def test_each_sentence_says_what_one_sign_means_or_is_shared_on_purpose() -> None:
    by_sentence: dict[str, set[str]] = {}
    for sign, sentence in (*WORDS.items(), *LEFT_OPEN.items()):
        if sentence:
            assert sentence[-1] in ".:"
            by_sentence.setdefault(sentence, set()).add(sign.removeprefix("weak: "))
    shared = sorted(sorted(signs) for signs in by_sentence.values() if len(signs) > 1)
    assert shared == [
        ["by whom", "passive"],
        ["comma", "joined"],
        ["found", "garbled"],
        ["how often", "not the first time"],
        ["indefinite subject", "one of a people", "some subject"],
        ["no date", "undated"],
        ["one of many", "others too"],
        ["open object", "which of its kind"],
    ]


def test_what_two_signs_mean_alike_is_said_once() -> None:
    weights = {
        **SHIPPED,
        "passive": -0.5,
        "weak: by whom": -2.0,
        "short": -0.9,
        "open object": -0.4,
    }
    open_ = question(
        "passive", "weak: by whom", "short", "open object", "weak: unresolved",
        doubts=("which of its kind", "how often", "not the first time"),
    )  # fmt: skip
    found = said(open_, {**weights, "weak: unresolved": -1.0})
    assert found[0] == WORDS["weak: by whom"]
    assert sorted(found) == sorted({
        WORDS["passive"], WORDS["short"], WORDS["open object"], LEFT_OPEN["how often"]
    })  # fmt: skip


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


def test_every_sign_that_the_ranker_weighs_has_words() -> None:
    assert set(SHIPPED) - {"bias"} <= set(WORDS)
