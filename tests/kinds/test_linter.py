from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.task import Choose, OpenText, Option, TrueFalse
from quizapp.kinds.linter import Severity, choices_fit, lint

GOOD = Question(
    id="1",
    kind=AnswerKind.DATE,
    stem="On what date did the Congress of Vienna adopt its Final Act?",
    answer="9 June 1815",
    accept=("June 9, 1815",),
    distractors=("18 June 1815", "30 May 1814", "6 April 1814"),
    date=HistoricalDate(new_style=DatePoint(1815, 6, 9)),
)
LEADER = replace(
    GOOD,
    kind=AnswerKind.LEADER,
    stem="Who chaired the Congress of Vienna?",
    answer="Klemens von Metternich",
    accept=("Metternich",),
    distractors=("Viscount Castlereagh", "Karl von Hardenberg"),
    date=None,
)
PLACE = replace(
    GOOD,
    kind=AnswerKind.PLACE,
    stem="In which city did Napoleon die in 1821?",
    answer="Longwood",
    accept=(),
    distractors=("Jamestown", "Ajaccio"),
    date=None,
)


def rules(question: Question) -> set[str]:
    return {finding.rule for finding in lint(question)}


@pytest.mark.parametrize("question", [GOOD, LEADER, PLACE])
def test_a_good_question_passes(question: Question) -> None:
    assert lint(question) == ()


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        (replace(GOOD, stem="Name the date of the Final Act"), "question mark"),
        (replace(GOOD, answer=" "), "no answer"),
        (replace(GOOD, stem="When so?"), "too short"),
        (replace(GOOD, stem="On what date " + "very " * 40 + "late?"), "too long"),
        (replace(GOOD, stem="Who adopted the Final Act of Vienna?"), "question word"),
        (replace(LEADER, stem="On what date did the Congress of Vienna meet?"), "question word"),
        (replace(PLACE, stem="Who died at Longwood House in that year?"), "question word"),
        (replace(GOOD, stem="In what year was the Act of 1815 adopted?"), "year in question"),
        (replace(LEADER, stem="Who, like Metternich, was at Vienna?"), "answer in question"),
        (replace(PLACE, answer="Ural’sk", stem="Where did the Uralsk Cossacks meet?"),
         "answer in question"),
        (replace(GOOD, stem="On what date did they adopt the Final Act?"), "pronoun"),
        (replace(GOOD, stem="On what date did this congress adopt an act?"), "demonstrative"),
        (replace(GOOD, stem="On what date did the congress adopt its act?"), "which one"),
        (replace(GOOD, stem="On what date did Vienna (now ruined fall?"), "brackets"),
        (replace(GOOD, stem="On what date did the “Final Act pass in Vienna?"), "quotation marks"),
        (replace(GOOD, stem="On what date did the Menshe- viks of Vienna meet?"), "broken word"),
        (replace(GOOD, stem="On what date did the Congress of Vienna adopt the?"), "cut off"),
        (replace(GOOD, stem="When did the Congress discuss tolls, fish, etc?"), "unfinished list"),
        (replace(GOOD, stem="On what date did did the Congress of Vienna meet?"), "doubled word"),
        (replace(GOOD, stem="On what date did Vienna fall; the war end?"), "run-on"),
        (replace(GOOD, stem="On what date did the heroic city of Vienna fall?"), "neutral words"),
        (replace(GOOD, distractors=("18 June 1815", "18 june 1815")), "doubled options"),
        (replace(LEADER, distractors=("METTERNICH", "Talleyrand")), "option is right"),
        (replace(LEADER, stem="Who chaired the Congress after Hardenberg?",
                 distractors=("Hardenberg", "Castlereagh")), "option in question"),
        (replace(GOOD, distractors=("June 1815", "May 1814")), "answer sticks out"),
        (replace(LEADER, answer="Klemens von Metternich, chancellor of the Austrian Empire",
                 distractors=("Pitt", "Fox")), "answer sticks out"),
        (replace(GOOD, answer="9 June"), "no year"),
    ],
)  # fmt: skip
def test_each_fault_has_its_rule(question: Question, rule: str) -> None:
    assert rule in rules(question)


def test_what_stands_in_quotation_marks_is_not_judged_for_pronouns_or_praise() -> None:
    stem = "On what date did Pravda print “We greet the heroic crew” in Moscow?"
    assert rules(replace(GOOD, stem=stem)) == set()


def test_a_named_body_needs_no_further_saying() -> None:
    stem = "On what date did the congress of Polish weavers adopt its act?"
    assert "which one" not in rules(replace(GOOD, stem=stem))


@pytest.mark.parametrize(
    "stem",
    [
        "On what date was V. I. Lenin wounded in Moscow?",
        "On what date did Nicholas I enter Warsaw?",
    ],
)
def test_initials_and_numbers_of_monarchs_are_no_pronouns(stem: str) -> None:
    assert rules(replace(GOOD, stem=stem)) == set()


def test_missing_options_are_no_fault() -> None:
    assert lint(replace(GOOD, distractors=())) == ()
    assert choices_fit(replace(GOOD, distractors=()))


@pytest.mark.parametrize("stem", [GOOD.stem, "When so?", "He met whom (in the"])
@pytest.mark.parametrize("question", [GOOD, LEADER, PLACE])
@pytest.mark.parametrize("more", ["", "Vienna", "12 May 1815 (old)", "Napoleon", "9 June 1815"])
def test_only_the_rule_about_choices_looks_at_them(
    question: Question, stem: str, more: str
) -> None:
    asked = replace(question, stem=stem)
    trial = replace(asked, distractors=(*asked.distractors, more) if more else asked.distractors)
    bare = [f for f in lint(replace(asked, distractors=())) if f.severity is Severity.ERROR]
    errors = [f for f in lint(trial) if f.severity is Severity.ERROR]
    assert choices_fit(trial) == (errors == bare)


def test_advice_is_not_an_error() -> None:
    question = replace(GOOD, stem="on what date did the Congress of Vienna adopt its Final Act?")
    (finding,) = lint(question)
    assert finding.severity is Severity.ADVICE


def test_an_ancient_year_counts_as_a_year() -> None:
    ides = replace(
        GOOD,
        stem="On what date was Caesar murdered in Rome?",
        answer="15 March 44 BC",
        accept=(),
        distractors=("12 March 44 BC", "1 April 44 BC"),
        date=HistoricalDate(new_style=DatePoint(-43, 3, 15)),
    )
    assert lint(ides) == ()


def test_a_question_may_name_the_year_and_ask_for_the_day_in_it() -> None:
    stem = "On what date in 1815 did the Congress of Vienna adopt the Final Act?"
    assert not [f for f in lint(replace(GOOD, stem=stem)) if f.rule == "year in question"]


def test_tasks_that_are_no_question_with_one_answer_are_not_measured_as_one() -> None:
    statement = replace(
        GOOD,
        kind=AnswerKind.OTHER,
        stem="The Congress of Vienna met in 1814.",
        answer="True",
        accept=(),
        distractors=("False",),
        date=None,
        task=TrueFalse(True),
    )
    assert rules(statement) == set()
    essay = replace(
        statement, stem="Explain.", answer="x", distractors=(), task=OpenText(guidance="x")
    )
    assert rules(essay) == set()
    several = replace(essay, task=Choose((Option("a", 1.0), Option("b")), several=True))
    assert rules(several) == set()
    assert rules(replace(statement, stem="The the Congress met.")) == {"doubled word"}


def test_a_choice_with_feedback_is_measured_as_a_question() -> None:
    task = Choose((Option(GOOD.answer, 1.0, "Yes."), Option("18 June 1815")))
    assert rules(replace(GOOD, task=task)) == set()
    assert "question mark" in rules(replace(GOOD, task=task, stem="The Final Act was adopted."))


def test_a_full_name_that_stands_twice_wants_a_pronoun() -> None:
    stem = "In what year did a war with Henri Rigaud end with the flight of Henri Rigaud to France?"
    assert "doubled name" in {f.rule for f in lint(replace(GOOD, stem=stem))}
    stem = "In what year did Henri Rigaud flee to France with Marie Rigaud?"
    assert "doubled name" not in {f.rule for f in lint(replace(GOOD, stem=stem))}


def test_a_preposition_that_lost_its_noun_is_cut_off() -> None:
    stem = "On what date was Admiral Persano defeated off by Wilhelm von Tegetthoff?"
    assert "cut off" in {f.rule for f in lint(replace(GOOD, stem=stem))}


@pytest.mark.parametrize(
    ("answer", "noun"), [("Fort Sumter", "fort"), ("Hardin County", "county"), ("Tula", "town")]
)
def test_the_noun_of_its_kind_does_not_give_a_place_away(answer: str, noun: str) -> None:
    stem = f"Which {noun} did Robert Anderson surrender in 1861?"
    assert "answer in question" not in rules(replace(PLACE, answer=answer, stem=stem))
