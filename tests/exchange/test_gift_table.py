"""Snippets of GIFT, what Moodle makes of each by its rules, and what we read.

Where Moodle refuses a snippet, or makes something else of it than its author meant, ours is marked
as changed: the report of the import says so.
"""

from __future__ import annotations

from dataclasses import dataclass

import moodle_gift
import pytest

from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Pair,
    Task,
    TrueFalse,
    Typed,
    key_of,
    simplest,
)
from quizapp.exchange import DeckFile, Gift

THIRD = 1 / 3


def load(gift: str | bytes) -> DeckFile:
    data = gift.encode() if isinstance(gift, str) else gift
    return Gift().load(data, name="deck")


@dataclass(frozen=True)
class Row:
    """``moodle``: its type of question, or "refused". ``changed``: a part of what we report."""

    gift: str
    moodle: str
    stem: str
    task: Task
    changed: str = ""
    feedback: str = ""


def one_of(right: str, *wrong: str, first: int = 0) -> Choose:
    """A choice with the right option at that place."""
    options = [Option(text) for text in wrong]
    options.insert(first, Option(right, 1.0))
    return Choose(tuple(options))


def several(*options: tuple[str, float]) -> Choose:
    return Choose(tuple(Option(text, worth) for text, worth in options), several=True)


def typed(*texts: str) -> Typed:
    return Typed(tuple(Accepted(text) for text in texts))


def number(value: float, tolerance: float = 0.0) -> Numeric:
    return Numeric((Number(value, tolerance),))


TOMB = "Who's buried in Grant's tomb?"

AS_MOODLE = [
    Row(TOMB + "{~Grant ~Jefferson =no one}", "multichoice", TOMB,
        one_of("no one", "Grant", "Jefferson", first=2)),
    Row("Grant is {~buried =entombed ~living} in Grant's tomb.", "multichoice",
        "Grant is _____ in Grant's tomb.", one_of("entombed", "buried", "living", first=1)),
    Row("From what country?{\n~India\n=China\n~Korea}", "multichoice", "From what country?",
        one_of("China", "India", "Korea", first=1)),
    Row(TOMB + "{=no one =nobody}", "shortanswer", TOMB, typed("no one", "nobody")),
    Row("Two plus two equals {=four =4}.", "shortanswer", "Two plus two equals _____.",
        typed("four", "4")),
    Row("Grant is buried.{F}", "truefalse", "Grant is buried.", TrueFalse(False)),
    Row("The sun rises.{T}", "truefalse", "The sun rises.", TrueFalse(True)),
    Row("The sun rises.{ TRUE }", "truefalse", "The sun rises.", TrueFalse(True)),
    Row("Buried.{FALSE#No one is.}", "truefalse", "Buried.",
        TrueFalse(False, when_wrong="No one is.")),
    Row("Buried.{FALSE#wrong#right}", "truefalse", "Buried.", TrueFalse(False, "right", "wrong")),
    Row("Buried.{T##right####both}", "truefalse", "Buried.", TrueFalse(True, "right"),
        feedback="both"),
    Row("Match.{=Canada -> Ottawa =Italy  -> Rome}", "match", "Match.",
        Match((Pair("Canada", "Ottawa"), Pair("Italy", "Rome")))),
    Row("Match.{=Canada->Ottawa =Italy->Rome = -> Oslo}", "match", "Match.",
        Match((Pair("Canada", "Ottawa"), Pair("Italy", "Rome")), ("Oslo",))),
    Row("Match.{=a -> b -> c =d -> e}", "match", "Match.",
        Match((Pair("a", "b -> c"), Pair("d", "e")))),
    Row("When?{#1822}", "numerical", "When?", number(1822)),
    Row("When?{#1822:5}", "numerical", "When?", number(1822, 5)),
    Row("Pi?{#3.141..3.142}", "numerical", "Pi?", number(3.1415, 0.0005)),
    Row("Pi?{#3.1415:0.0005}.", "numerical", "Pi?_____.", number(3.1415, 0.0005)),
    Row("How cold?{#-5..-1}", "numerical", "How cold?", number(-3, 2)),
    Row("How many?{#=6.02e23:1e21}", "numerical", "How many?", number(6.02e23, 1e21)),
    Row("When?{#\n=1822:0\n=%50%1822:2}", "numerical", "When?",
        Numeric((Number(1822), Number(1822, 2, 0.5)))),
    Row("When?{#=1822:0#Yes! =%50%1822:2#Near.}", "numerical", "When?",
        Numeric((Number(1822, 0, 1, "Yes!"), Number(1822, 2, 0.5, "Near.")))),
    Row("Write.{}", "essay", "Write.", OpenText()),
    Row("Write.{####Well done}", "essay", "Write.", OpenText(), feedback="Well done"),
    Row("::A::Read this.", "description", "Read this.", Information()),
    Row("::A::Read this.\nAnd that.", "description", "Read this.\nAnd that.", Information()),
    Row("What?{~wrong#no\n=right#Very good!}", "multichoice", "What?",
        Choose((Option("wrong", 0, "no"), Option("right", 1, "Very good!")))),
    Row("What?{~wrong ~%50%half =full}", "multichoice", "What?",
        Choose((Option("wrong"), Option("half", 0.5), Option("full", 1)))),
    Row("Who?{~No one ~%50%Grant ~%50%his wife}", "multichoice", "Who?",
        several(("No one", 0), ("Grant", 0.5), ("his wife", 0.5))),
    Row("Who?{~%-50%No one ~%50%Grant ~%50%his wife}", "multichoice", "Who?",
        several(("No one", -0.5), ("Grant", 0.5), ("his wife", 0.5))),
    Row("Who?{~%33.33333%a ~%33.33333%b ~%33.33333%c ~d}", "multichoice", "Who?",
        several(("a", THIRD), ("b", THIRD), ("c", THIRD), ("d", 0))),
    Row("Who?{~%100%a ~b}", "multichoice", "Who?", several(("a", 1), ("b", 0))),
    Row("Who?{=a =b ~c}", "multichoice", "Who?",
        Choose((Option("a", 1), Option("b", 1), Option("c")))),
    Row("From?{=Nazareth#Yes! =%75%Nazereth#Nearly.}", "shortanswer", "From?",
        Typed((Accepted("Nazareth", 1, "Yes!"), Accepted("Nazereth", 0.75, "Nearly.")))),
    Row("Animal?{=Frog#Good! =%0%*#Wrong}", "shortanswer", "Animal?",
        Typed((Accepted("Frog", 1, "Good!"), Accepted("*", 0, "Wrong")))),
    Row("Animal?{\n\t=%100%Frog#\n}", "shortanswer", "Animal?", typed("Frog")),
    Row("Five?{\n~ \\= 2 + 2\n= \\= 2 + 3\n}", "multichoice", "Five?",
        one_of("= 2 + 3", "= 2 + 2", first=1)),
    Row("No sign?{\n~ \\~ # \\~ is one\n= \\\\ # Correct!\n}", "multichoice", "No sign?",
        Choose((Option("~", 0, "~ is one"), Option("\\", 1, "Correct!")))),
    Row("A \\{ b \\} \\: \\# c{T}", "truefalse", "A { b } : # c", TrueFalse(True)),
    Row("Two\\nlines{T}", "truefalse", "Two\nlines", TrueFalse(True)),
    Row("A \\\\n b \\\\\\\\ c{T}", "truefalse", "A \\n b \\\\ c", TrueFalse(True)),
    Row("A \\x b{T}", "truefalse", "A \\x b", TrueFalse(True)),
    Row("::Q1:: What\\:\\: is it?{T}", "truefalse", "What:: is it?", TrueFalse(True)),
    Row("::::\nNo name{T}", "truefalse", "No name", TrueFalse(True)),
    Row("::Half a title{T}", "truefalse", "Half a title", TrueFalse(True)),
    Row("// a remark\n::Q:: Is it?{\n// {~a} inside\n=x\n}\n// behind", "shortanswer", "Is it?",
        typed("x")),
    Row("What?{=a #fine ####in general}", "shortanswer", "What?",
        Typed((Accepted("a", 1, "fine"),)), feedback="in general"),
    Row("[plain]Is <b> a tag?{T}", "truefalse", "Is <b> a tag?", TrueFalse(True)),
    Row("Is 3 < 4 & 5 > 4?{T}", "truefalse", "Is 3 < 4 & 5 > 4?", TrueFalse(True)),
    Row("[other]What?{T}", "truefalse", "[other]What?", TrueFalse(True)),
    Row("See http://a.org/?q=1 now{T}", "truefalse", "See http://a.org/?q=1 now", TrueFalse(True)),
    Row("::Q::Time 10:30?{T}", "truefalse", "Time 10:30?", TrueFalse(True)),
]  # fmt: skip

MORE_THAN_MOODLE = [
    Row("[html]<p>Who <b>is</b> it?</p>{=<i>he</i> ~she}", "multichoice", "Who is it?",
        one_of("he", "she"), "formatting"),
    Row("[markdown]Who is **it**?{=*he* ~she}", "multichoice", "Who is it?", one_of("he", "she"),
        "formatting"),
    Row("Who?{=[html]a&eacute; ~[plain]<b>#[markdown]*x*}", "multichoice", "Who?",
        Choose((Option("aé", 1), Option("<b>", 0, "x"))), "formatting"),
    Row("See [1]{=<img src=\"@@PLUGINFILE@@/m.png\" alt=\"map\"> ~b}", "multichoice", "See [1]",
        one_of("[picture: map]", "b"), "a picture (m.png)"),
    Row("What?{true}", "shortanswer", "What?", TrueFalse(True), "read as true or false"),
    Row("What?{=False}", "shortanswer", "What?", TrueFalse(False), "read as true or false"),
    Row("What?{yes}", "shortanswer", "What?", typed("yes"), "has no ="),
    Row("What?{blue ~red =green}", "multichoice", "What?", one_of("green", "blue", "red", first=2),
        "before the first"),
    Row("What?{=%100%a ~%0%b}", "multichoice", "What?", one_of("a", "b"), "weight behind ="),
    Row("What?{~%33%a ~%33%b ~%33%c ~d}", "refused", "What?",
        several(("a", THIRD), ("b", THIRD), ("c", THIRD), ("d", 0)), "33.333 %"),
    Row("What?{~%33,33333%a ~%66,66667%b}", "refused", "What?",
        several(("a", THIRD), ("b", 2 / 3))),
    Row("What?{~=It ~There} is so.", "multichoice", "What?_____ is so.", one_of("It", "There")),
    Row("What?{~a ~ ~c =d}", "multichoice", "What?", one_of("d", "a", "c", first=2),
        "an empty answer"),
    Row("What?{=<a href=\"x=y\">yes</a> ~no}", "multichoice", "What?", one_of("yes", "no"),
        "within HTML"),
    Row("What?{=<span style=\"color:#f00\">yes</span>#good ~no}", "multichoice", "What?",
        Choose((Option("yes", 1, "good"), Option("no"))), "within HTML"),
    Row("What?{=it&#39;s ~no}", "multichoice", "What?", one_of("it's", "no"), "within HTML"),
    Row("Where?{=http://a.org/?q=1&r=2 ~http://b.org/~x}", "multichoice", "Where?",
        one_of("http://a.org/?q=1&r=2", "http://b.org/~x"), "an address"),
    Row("Where?{=$$a=b~c$$ ~\\\\(x=1\\\\)}", "multichoice", "Where?",
        one_of("$$a=b~c$$", "\\(x=1\\)"), "a formula"),
    Row("Code?{\n~ x == 1\n= x = 1\n~ x >= 1\n}", "multichoice", "Code?",
        one_of("x = 1", "x == 1", "x >= 1", first=1), "within a text"),
    Row("Code?{\n=a=b\n~c~d\n}", "multichoice", "Code?", one_of("a=b", "c~d"), "within a text"),
    Row("Energy?{=E = mc2 ~E = mc}", "multichoice", "Energy?", one_of("E = mc2", "E = mc"),
        "within a text"),
    Row("Match.{=a -> b#good =c -> d}", "match", "Match.", Match((Pair("a", "b"), Pair("c", "d"))),
        "feedback on a pair"),
    Row("What?{=a#is a -> b}", "refused", "What?", Typed((Accepted("a", 1, "is a -> b"),))),
    Row("When?{#3:2~#Completely wrong}", "numerical", "When?", number(3, 2), "all other numbers"),
    Row("How long?{#1,5:0,5}", "refused", "How long?", number(1.5, 0.5), "a decimal point"),
    Row("Water is {=1 =one} atom and {=2 ~3} atoms.", "shortanswer",
        "Water is _____ atom and _____ atoms.",
        Cloze(("Water is ", " atom and ", " atoms."),
              (Gap(typed("1", "one").answers), Gap(options=one_of("2", "3").options))),
        "became gaps"),
    Row("Born {#1822:1}, wed: {T}.", "numerical", "Born _____, wed: _____.",
        Cloze(("Born ", ", wed: ", "."),
              (Gap(numbers=(Number(1822, 1),)), Gap(options=one_of("True", "False").options))),
        "became gaps"),
    Row("void f() { g(); } {=yes ~no}", "shortanswer", "void f() { g(); }", one_of("yes", "no"),
        "further braces"),
    Row("What is \\\\frac{1}{2}?{=\\\\frac{a}{b} ~0}", "shortanswer",
        "What is \\frac{1}{2}?", one_of("\\frac{a}{b}", "0"), "further braces"),
    Row("What is \\\\(x_{i}\\\\)?{#1}", "shortanswer", "What is \\(x_{i}\\)?", number(1)),
    Row("a } b{=c}", "refused", "a } b", typed("c"), "without its partner"),
    Row("Who?\n~he\n=she\n~ it == I", "description", "Who?",
        one_of("she", "he", "it == I", first=1), "stand in no braces"),
    Row("Who is {x}?\n= he\n~ {y}", "shortanswer", "Who is {x}?", one_of("he", "{y}"),
        "in no braces"),
    Row("Who?{he\n~I\n=she}", "multichoice", "Who?", one_of("she", "he", "I", first=2),
        "before the first"),
    Row("Which tag?{=[html]<br>#[html]<p></p><br> ~[html]<p>}", "multichoice", "Which tag?",
        one_of("<br>", "<p>"), "nothing but a tag"),
    Row("[html]Which?{=a#<p><br></p> ~<p></p> ~b####<br>}", "multichoice", "Which?",
        one_of("a", "b"), "an empty answer"),
    Row("Write.{}\n{}", "essay", "Write.", OpenText(), "further braces"),
    Row("Blank {\n=a\n\n~b\n\n}", "refused", "Blank", one_of("a", "b"), "blank lines"),
]  # fmt: skip


@pytest.mark.parametrize("row", [*AS_MOODLE, *MORE_THAN_MOODLE], ids=lambda row: row.gift[:40])
def test_a_snippet_is_read_as_meant_and_every_change_is_told(row: Row) -> None:
    deck = load(row.gift)
    assert deck.problems == ()
    (question,) = deck.questions
    key = key_of(row.task)
    assert question.stem == row.stem
    assert question.task == simplest(row.task)
    assert (question.answer, question.accept, question.distractors) == (
        key.answer, key.accept, key.distractors,
    )  # fmt: skip
    assert question.explanation == row.feedback
    told = "; ".join(str(each) for each in deck.changed)
    assert row.changed in told
    assert bool(told) == bool(row.changed)


@pytest.mark.parametrize("row", [*AS_MOODLE, *MORE_THAN_MOODLE], ids=lambda row: row.gift[:40])
def test_moodle_reads_the_snippet_so(row: Row) -> None:
    assert _moodle(row.gift) == row.moodle


def _moodle(gift: str) -> str:
    try:
        (question,) = moodle_gift.read_file(gift)
    except moodle_gift.Refused:
        return "refused"
    return question.qtype


@pytest.mark.parametrize("row", AS_MOODLE, ids=lambda row: row.gift[:40])
def test_where_nothing_is_changed_moodle_reads_the_same(row: Row) -> None:
    (question,) = moodle_gift.read_file(row.gift)
    assert question.text == row.stem
    assert question.feedback == row.feedback
    match row.task:
        case Choose() as task:
            assert question.single is not task.several
            assert [(a.text, a.feedback) for a in question.answers] == [
                (option.text, option.feedback) for option in task.options
            ]
            assert [a.fraction for a in question.answers] == pytest.approx(
                [option.worth for option in task.options], abs=1e-6
            )
        case Typed() as task:
            assert [(a.text, a.fraction, a.feedback) for a in question.answers] == [
                (answer.text, answer.worth, answer.feedback) for answer in task.answers
            ]
        case Numeric() as task:
            read = [float(a.text) for a in question.answers]
            assert read == pytest.approx([number.value for number in task.answers])
            assert [a.tolerance for a in question.answers] == pytest.approx(
                [number.tolerance for number in task.answers]
            )
        case Match() as task:
            pairs = [(pair.premise, pair.answer) for pair in task.pairs]
            extras = [("", extra) for extra in task.extras]
            assert [(a.text, a.feedback) for a in question.answers] == [*pairs, *extras]
        case TrueFalse() as task:
            right, wrong = question.answers
            assert (right.text == "True") is task.is_true
            assert (right.feedback, wrong.feedback) == (task.when_right, task.when_wrong)
        case _:
            assert question.qtype in ("essay", "description")


REFUSED = [
    ("Unclosed {\n=a\n~b", "its { is never closed"),
    ("No opening }", "there is a } without a {"),
    ("{=a}", "it has no text before its answers"),
    ("::Title::{=a}", "it has no text before its answers"),
    ("What?{~a}", "needs two of them"),
    ("What?{~a ~b}", "no answer is marked as right"),
    ("What?{~%-50%a ~b}", "no answer is marked as right"),
    ("What?{~%500%a ~b}", "more than 100 %"),
    ("What?{=%0%a}", "no answer of it is worth anything"),
    ("What?{=}", "there is no answer"),
    ("Match.{=a -> b}", "needs two pairs"),
    ("Match.{=a -> b =c}", "some have none"),
    ("Match.{=a -> =c -> d}", "nothing on one side"),
    ("$QUESTIONTITLE: History", "GIFT knows no $QUESTIONTITLE:"),
    ("::Title only::", "it has no text"),
    (f"::Title \x1b::{'What? ' * 20}{{T}}", "it holds the character U+001B"),
    (f"::{'title ' * 1000}::What?{{T}}", "its title has 5,999 characters"),
    ("~a\n=b", "belong to no question"),
    ("When?{#}", "no right number"),
    ("When?{#soon}", "'soon' is no number"),
    ("When?{#1:x}", "'x' is no number"),
    ("When?{#1,000}", "'1,000' is no number"),
    ("When?{#1e400}", "too large"),
    ("When?{#9e999}", "too large"),
    (f"{'What? ' * 20}{{=\x01}}", "U+0001"),
    (f"{'What? ' * 1000}{{T}}", "at most 4,000"),
    ("What?{" + "=a" * 3000 + "}", "answers; 500 are the most"),
    ("{#1..5}" * 700, "it has 700 parts; at most 500 are taken"),
]


@pytest.mark.parametrize(("gift", "reason"), REFUSED, ids=[gift[:30] for gift, _ in REFUSED])
def test_a_question_that_cannot_be_taken_is_reported_with_its_line(gift: str, reason: str) -> None:
    deck = load(f"\nFirst?{{T}}\n\n{gift}\n\nLast?{{F}}")
    assert [question.stem for question in deck.questions] == ["First?", "Last?"]
    (problem,) = deck.problems
    assert problem.line == 4
    assert reason in problem.reason
    assert deck.changed == ()
