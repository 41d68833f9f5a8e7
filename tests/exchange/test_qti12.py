"""QTI 1.2 as Canvas, Blackboard and Common Cartridge write it."""

from __future__ import annotations

import pytest

from quizapp.domain.question import Question
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
    Order,
    Pair,
    Task,
    TrueFalse,
    Typed,
)
from quizapp.exchange import DeckFile, Qti


def load(*items: str) -> DeckFile:
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
        f'<assessment ident="a" title="A quiz"><section ident="root_section">{"".join(items)}'
        "</section></assessment></questestinterop>"
    )
    return Qti().load(xml.encode(), name="Deck")


def item(kind: str, presentation: str, processing: str = "", feedback: str = "") -> str:
    label = "cc_profile" if kind.startswith("cc.") else "question_type"
    return (
        '<item ident="g1" title="Question"><itemmetadata><qtimetadata><qtimetadatafield>'
        f"<fieldlabel>{label}</fieldlabel><fieldentry>{kind}</fieldentry></qtimetadatafield>"
        f"</qtimetadata></itemmetadata><presentation>{presentation}</presentation>"
        '<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" '
        f'vartype="Decimal"/></outcomes>{processing}</resprocessing>{feedback}</item>'
    )


def one(*items: str) -> Question:
    deck = load(*items)
    assert [str(problem) for problem in deck.problems] == []
    (question,) = deck.questions
    return question


def text(words: str, kind: str = "text/html") -> str:
    return f'<material><mattext texttype="{kind}">{words}</mattext></material>'


def lid(name: str, *labels: tuple[str, str], many: str = "Single", above: str = "") -> str:
    inside = "".join(
        f'<response_label ident="{ident}">{text(words, "text/plain")}</response_label>'
        for ident, words in labels
    )
    return (
        f'<response_lid ident="{name}" rcardinality="{many}">{above}'
        f"<render_choice>{inside}</render_choice></response_lid>"
    )


def fib(name: str = "r") -> str:
    return f'<response_str ident="{name}" rcardinality="Single"><render_fib/></response_str>'


def equal(value: str, name: str = "r") -> str:
    return f'<varequal respident="{name}">{value}</varequal>'


def when(condition: str, score: float = 100, action: str = "Set", more: str = "") -> str:
    return (
        f'<respcondition continue="No"><conditionvar>{condition}</conditionvar>'
        f'<setvar action="{action}" varname="SCORE">{score}</setvar>{more}</respcondition>'
    )


AB = lid("r", ("1", "A"), ("2", "B"))
ABC = lid("r", ("1", "A"), ("2", "B"), ("3", "C"), many="Multiple")
EXACTLY_1_3 = when(f"<and>{equal('1')}{equal('3')}<not>{equal('2')}</not></and>")

ITEMS: list[tuple[str, str, Task | None]] = [
    ("Canvas: one choice", item("multiple_choice_question", text("Q") + AB, when(equal("1"))),
     None),
    ("cartridge: one choice, never shuffled", item("cc.multiple_choice.v0p1", text("Q") + AB,
                                                   when(equal("2"))),
     Choose((Option("A"), Option("B", 1.0)), shuffle=False)),
    ("true and false", item("true_false_question", text("Q") + lid("r", ("1", "True"),
                                                                   ("2", "False")),
                            when(equal("2"))), TrueFalse(False)),
    ("several choices: exactly those", item("multiple_answers_question", text("Q") + ABC,
                                            EXACTLY_1_3),
     Choose((Option("A", 0.5), Option("B", -0.5), Option("C", 0.5)), several=True)),
    ("several choices, points for each", item(
        "cc.multiple_response.v0p1", text("Q") + ABC,
        when(equal("1"), 50, "Add") + when(equal("3"), 50, "Add")),
     Choose((Option("A", 0.5), Option("B"), Option("C", 0.5)), several=True, shuffle=False)),
    ("typed: all that is right side by side", item(
        "short_answer_question", text("Q") + fib(), when(equal("Lenin") + equal("Ulyanov"))),
     None),
    ("typed, capitals count", item(
        "cc.fib.v0p1", text("Q") + fib(),
        when('<varequal respident="r" case="Yes">Lenin</varequal>')),
     Typed((Accepted("Lenin"),), strict=True)),
    ("a number with its margin", item(
        "numerical_question", text("Q") + fib(),
        when('<or><varequal respident="r">5</varequal><and><vargte respident="r">4.5</vargte>'
             '<varlte respident="r">5.5</varlte></and></or>')), Numeric((Number(5.0, 0.5),))),
    ("a range", item(
        "numerical_question", text("Q") + fib(),
        when('<vargte respident="r">6</vargte><varlte respident="r">8</varlte>')),
     Numeric((Number(7.0, 1.0),))),
    ("an essay", item("essay_question", text("Q") + fib()), OpenText()),
    ("an essay in a cartridge, with a solution", item(
        "cc.essay.v0p1", text("Q") + fib(), "",
        f'<itemfeedback ident="solution"><solution><solutionmaterial>{text("Causes.")}'
        "</solutionmaterial></solution></itemfeedback>"), OpenText(guidance="Causes.")),
    ("a text", item("text_only_question", text("Read.")), Information()),
    ("pairs", item(
        "matching_question",
        text("Q") + lid("r1", ("x", "1"), ("y", "2"), ("z", "3"), above=text("a"))
        + lid("r2", ("x", "1"), ("y", "2"), ("z", "3"), above=text("b")),
        when(equal("x", "r1"), 50, "Add") + when(equal("y", "r2"), 50, "Add")),
     Match((Pair("a", "1"), Pair("b", "2")), ("3",))),
    ("lists in the text", item(
        "multiple_dropdowns_question",
        text("Roses are [red], violets [blue].") + lid("response_red", ("1", "red"), ("2", "grey"),
                                                       above=text("red"))
        + lid("response_blue", ("3", "blue"), ("4", "green"), above=text("blue")),
        when(equal("1", "response_red"), 50, "Add") + when(equal("3", "response_blue"), 50, "Add")),
     Cloze(("Roses are ", ", violets ", "."),
           (Gap(options=(Option("red", 1.0), Option("grey"))),
            Gap(options=(Option("blue", 1.0), Option("green")))))),
    ("gaps to fill: all that is listed is right", item(
        "fill_in_multiple_blanks_question",
        text("Roses are [x] and [y].") + lid("response_x", ("1", "red"), ("2", "scarlet"),
                                             above=text("x"))
        + lid("response_y", ("3", "sweet"), above=text("y")),
        when(equal("1", "response_x"), 50, "Add") + when(equal("3", "response_y"), 50, "Add")),
     Cloze(("Roses are ", " and ", "."),
           (Gap((Accepted("red"), Accepted("scarlet"))), Gap((Accepted("sweet"),))))),
    ("an order", item(
        "ordering_question", text("Q") + lid("r", ("1", "second"), ("2", "first"), many="Ordered"),
        when(equal("2") + equal("1"))), Order(("first", "second"))),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "task"), [row[1:] for row in ITEMS], ids=[row[0] for row in ITEMS])
def test_each_item_becomes_its_task(xml: str, task: Task | None) -> None:
    assert one(xml).task == task


def bb(kind: str, presentation: str, processing: str) -> str:
    """An item as Blackboard writes it: fields of its own, blocks in blocks."""
    return (
        '<item maxattempts="0"><itemmetadata>'
        "<bbmd_asi_object_id>E03EE0034702442C9306629CBF618049</bbmd_asi_object_id>"
        f"<bbmd_questiontype>{kind}</bbmd_questiontype></itemmetadata>"
        f'<presentation><flow class="Block">{presentation}</flow></presentation>'
        '<resprocessing scoremodel="SumOfScores"><outcomes><decvar defaultval="0.0" '
        f'varname="SCORE"/></outcomes>{processing}<respcondition title="incorrect"><conditionvar>'
        '<other/></conditionvar><setvar action="Set" variablename="SCORE">0.0</setvar>'
        '<displayfeedback linkrefid="incorrect"/></respcondition></resprocessing></item>'
    )


def bb_text(words: str) -> str:
    return (
        '<flow class="FORMATTED_TEXT_BLOCK"><material><mat_extension><mat_formattedtext '
        f'type="HTML">{words}</mat_formattedtext></mat_extension></material></flow>'
        '<flow class="FILE_BLOCK"><material/></flow><flow class="LINK_BLOCK"><material>'
        '<mattext texttype="text/plain" uri=""/></material></flow>'
    )


def bb_choices(name: str, *labels: tuple[str, str], many: str = "Single") -> str:
    inside = "".join(
        f'<flow_label class="Block"><response_label ident="{ident}"><flow_mat class="Block">'
        f"{bb_text(words) if words else ''}</flow_mat></response_label></flow_label>"
        for ident, words in labels
    )
    return (
        f'<response_lid ident="{name}" rcardinality="{many}"><render_choice shuffle="Yes">{inside}'
        "</render_choice></response_lid>"
    )


def bb_right(condition: str) -> str:
    return (
        f'<respcondition title="correct"><conditionvar>{condition}</conditionvar>'
        '<setvar action="Set" variablename="SCORE">SCORE.max</setvar>'
        '<displayfeedback linkrefid="correct"/></respcondition>'
    )


def bb_said(condition: str) -> str:
    return (
        f"<respcondition><conditionvar>{condition}</conditionvar>"
        '<displayfeedback linkrefid="correct"/></respcondition>'
    )


def bb_pair(premise: str, response: str, first: bool) -> str:
    parts = (bb_text(premise), response) if first else (response, bb_text(premise))
    return f'<flow class="Block">{"".join(parts)}</flow>'


QUESTION = f'<flow class="QUESTION_BLOCK">{bb_text("Q")}</flow>'
NUMBER = '<response_num ident="r" rcardinality="Single"><render_fib/></response_num>'


def block(inside: str, name: str = "RESPONSE_BLOCK") -> str:
    return f'<flow class="{name}">{inside}</flow>'


def bb_match(premise_first: bool) -> str:
    left = "".join(
        bb_pair(word, bb_choices(name, *((f"{name}{n}", "") for n in range(3))), premise_first)
        for word, name in (("cat", "p"), ("frog", "q"))
    )
    right = "".join(block(bb_text(word), "Block") for word in ("insect", "mammal", "amphibian"))
    return bb(
        "Matching",
        QUESTION + block(left) + block(right, "RIGHT_MATCH_BLOCK"),
        bb_said(equal("p1", "p")) + bb_said(equal("q2", "q")),
    )


BLACKBOARD: list[tuple[str, str, Task | None]] = [
    ("one choice", bb("Multiple Choice",
                      QUESTION + block(bb_choices("r", ("a", "A"), ("b", "B"))),
                      bb_right(equal("b"))), None),
    ("true and false", bb("True/False",
                          QUESTION + block(bb_choices("r", ("true", "true"), ("false", "false"))),
                          bb_right(equal("false"))), TrueFalse(False)),
    ("several choices", bb("Multiple Answer",
                           QUESTION + block(bb_choices("r", ("a", "A"), ("b", "B"), ("c", "C"),
                                                       many="Multiple")),
                           bb_right(f"<and>{equal('a')}{equal('c')}<not>{equal('b')}</not></and>")),
     Choose((Option("A", 0.5), Option("B", -0.5), Option("C", 0.5)), several=True)),
    ("typed: what is said to be correct", bb("Fill in the Blank", QUESTION + block(fib()),
                                             bb_said(equal("Quartz")) + bb_said(equal("Qu"))),
     None),
    ("a number between two ends", bb("Numeric", QUESTION + block(NUMBER), bb_said(
        '<vargte respident="r">1915</vargte><varlte respident="r">1919</varlte>'
        + equal("1917"))), Numeric((Number(1917.0, 2.0),))),
    ("pairs, the premise first", bb_match(True),
     Match((Pair("cat", "mammal"), Pair("frog", "amphibian")), ("insect",))),
    ("pairs, the premise behind", bb_match(False),
     Match((Pair("cat", "mammal"), Pair("frog", "amphibian")), ("insect",))),
    ("an order", bb("Ordering", QUESTION + block(bb_choices("r", ("a", "one"), ("b", "two"),
                                                            many="Ordered")),
                    bb_right(f"<and>{equal('b')}{equal('a')}</and>")), Order(("two", "one"))),
    ("an essay", bb("Essay", QUESTION + block(fib()), ""), OpenText()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("xml", "task"), [row[1:] for row in BLACKBOARD], ids=[row[0] for row in BLACKBOARD]
)
def test_each_item_of_blackboard_becomes_its_task(xml: str, task: Task | None) -> None:
    question = one(xml)
    assert (question.task, question.stem) == (task, "Q")


def test_feedback_finds_its_place() -> None:
    said = '<displayfeedback feedbacktype="Response" linkrefid="{}"/>'
    seen = '<respcondition continue="Yes"><conditionvar>{}</conditionvar>{}</respcondition>'
    processing = (
        seen.format("<other/>", said.format("general_fb"))
        + seen.format(equal("1"), said.format("1_fb"))
        + seen.format(equal("2"), said.format("2_fb"))
        + when(equal("1"), more=said.format("correct_fb"))
    )
    feedback = "".join(
        f'<itemfeedback ident="{name}"><flow_mat>{text(words)}</flow_mat></itemfeedback>'
        for name, words in (("general_fb", "So it was."), ("correct_fb", "Well done."),
                            ("1_fb", "Yes."), ("2_fb", "No."), ("general_incorrect_fb", "Oh."))
    )  # fmt: skip
    xml = item("multiple_choice_question", text("Q") + AB, processing, feedback)
    question = one(xml)
    assert question.explanation == "So it was.\nWell done."
    assert question.task == Choose((Option("A", 1.0, "Yes."), Option("B", 0.0, "No.")))
    assert "only some answers" in load(xml).changed[0].reason


SKIPPED = [
    (item("calculated_question", text("Q") + fib()), "drawn anew"),
    (item("file_upload_question", text("Upload the essay.")), "handed in"),
    (item("cc.pattern_match.v0p1", text("Q") + fib()), "a pattern"),
    (item("multiple_choice_question", text("Q") + AB), "none of its answers earns points"),
    (item("multiple_choice_question", text("Q") + lid("r", ("1", "A")), when(equal("1"))),
     "fewer than two options"),
    (item("matching_question", text("Q") + lid("r1", ("x", "1"), above=text("a"))
          + lid("r2", ("x", "1"), above=text("b"))), "what belongs together"),
    (item("multiple_choice_question", text("Q") + '<response_xy ident="r"/>'), "a picture"),
    (item("multiple_choice_question", text("Q") + AB,
          when('<varinside respident="r" areatype="Ellipse">1</varinside>')), "“varinside”"),
    ('<item ident="x"/>', "no text"),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "reason"), SKIPPED)
def test_what_cannot_be_asked_is_named(xml: str, reason: str) -> None:
    (problem,) = load(xml).problems
    assert reason in problem.reason


def test_a_question_without_a_title_is_named_by_its_first_words() -> None:
    (problem,) = load(SKIPPED[1][0]).problems
    assert problem.item == "Upload the essay."


def test_a_formula_that_canvas_shows_as_a_picture_is_its_code() -> None:
    image = '&lt;img class="equation_image" title="x^2" src="/equation_images/x" alt="LaTeX"&gt;'
    xml = item("essay_question", text(f"What is {image}?") + fib())
    assert one(xml).stem == r"What is \(x^2\)?"


def test_plain_texts_are_no_html() -> None:
    xml = item("essay_question", text("a &lt;b&gt; c\nd", "text/plain") + fib())
    assert one(xml).stem == "a <b> c\nd"


def test_the_deck_takes_the_title_of_the_assessment() -> None:
    assert load(item("text_only_question", text("x"))).name == "A quiz"


def test_the_same_item_twice_is_read_once() -> None:
    xml = item("text_only_question", text("x"))
    deck = load(xml, xml)
    assert (len(deck.questions), deck.problems) == (1, ())


def test_an_external_document_type_is_passed_over() -> None:
    xml = (
        '<?xml version="1.0"?><!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2p1.dtd">'
        f"<questestinterop>{item('text_only_question', text('x'))}</questestinterop>"
    )
    assert len(Qti().load(xml.encode(), name="x").questions) == 1
