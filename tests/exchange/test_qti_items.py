"""Items of QTI 2.x and 3.0 as the standard means them: each in both spellings."""

from __future__ import annotations

import re

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
from quizapp.errors import ExchangeError
from quizapp.exchange import DeckFile, Qti

TEMPLATES_2 = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"
TEMPLATES_3 = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates"
_HTML = {"p", "div", "br", "img", "b", "i", "em", "strong", "table", "tr", "td", "math", "mi", "mo",
         "object", "blockquote", "span"}  # fmt: skip


def as_2_1(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q1" '
        f'title="A title" adaptive="false" timeDependent="false">{body}</assessmentItem>'
    )


def as_3_0(body: str) -> str:
    """The same in the names of QTI 3.0, templates with ``.xml``."""

    def tag(found: re.Match[str]) -> str:
        close, name, rest = found.groups()
        if name in _HTML:
            return found.group()
        rest = re.sub(r" ([a-z]+[A-Z]\w*)=", lambda key: f" {kebab(key.group(1))}=", rest)
        return f"<{close}qti-{kebab(name)}{rest}>"

    body = re.sub(r"<(/?)([A-Za-z]+)([^>]*)>", tag, body)
    body = re.sub(rf'template="{TEMPLATES_2}/(\w+)"', rf'template="{TEMPLATES_3}/\1.xml"', body)
    return (
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q1" '
        f'title="A title" adaptive="false" time-dependent="false">{body}</qti-assessment-item>'
    )


def kebab(name: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: f"-{letter.group().lower()}", name)


SPELLINGS = [as_2_1, as_3_0]


def load(xml: str) -> DeckFile:
    return Qti().load(xml.encode(), name="Deck")


def one(xml: str) -> Question:
    deck = load(xml)
    assert [str(problem) for problem in deck.problems] == []
    (question,) = deck.questions
    return question


def told(xml: str) -> str:
    return " ".join(change.reason for change in load(xml).changed)


def response(
    base: str, *correct: str, cardinality: str = "single", mapping: str = "", name: str = "RESPONSE"
) -> str:
    values = "".join(f"<value>{value}</value>" for value in correct)
    key = f"<correctResponse>{values}</correctResponse>" if values else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">'
        f"{key}{mapping}</responseDeclaration>"
    )


def mapping(*entries: tuple[str, float], bounds: str = "", sensitive: bool = True) -> str:
    flag = "" if sensitive else ' caseSensitive="false"'
    inside = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{value}"{flag}/>' for key, value in entries
    )
    return f'<mapping defaultValue="0"{bounds}>{inside}</mapping>'


def body(inside: str) -> str:
    return f"<itemBody>{inside}</itemBody>"


def template(name: str) -> str:
    return f'<responseProcessing template="{TEMPLATES_2}/{name}"/>'


def rules(inside: str) -> str:
    return f"<responseProcessing>{inside}</responseProcessing>"


def choices(*texts: str, most: int = 1, shuffle: bool = True, more: str = "") -> str:
    inside = "".join(f'<simpleChoice identifier="c{n}">{t}</simpleChoice>'
                     for n, t in enumerate(texts, start=1))  # fmt: skip
    return (
        f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="{str(shuffle).lower()}" '
        f'maxChoices="{most}"><prompt>Which?</prompt>{inside}{more}</choiceInteraction>'
    )


ENTRY = '<textEntryInteraction responseIdentifier="RESPONSE"/>'
SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
SET = (
    '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">{}</baseValue>'
    "</setOutcomeValue>"
)
IF = "<responseCondition><responseIf>{}{}</responseIf>{}</responseCondition>"
VARIABLE = '<variable identifier="RESPONSE"/>'
CORRECT = '<correct identifier="RESPONSE"/>'


def associable(*pairs: tuple[str, str], most: int = 1) -> str:
    return "".join(
        f'<simpleAssociableChoice identifier="{name}" matchMax="{most}">{text}'
        "</simpleAssociableChoice>"
        for name, text in pairs
    )


def pairs_of(*pairs: str) -> tuple[Pair, ...]:
    return tuple(Pair(*pair.split("=")) for pair in pairs)


ITEMS: list[tuple[str, str, Task | None]] = [
    ("one choice, by the template", response("identifier", "c1") + body(choices("A", "B"))
     + template("match_correct"), None),
    ("one choice, unshuffled", response("identifier", "c2")
     + body(choices("A", "B", shuffle=False)) + template("match_correct"),
     Choose((Option("A"), Option("B", 1.0)), shuffle=False)),
    ("a choice that is fixed", response("identifier", "c1")
     + body(choices("A", "B", more='<simpleChoice identifier="x" fixed="true">None</simpleChoice>'))
     + template("match_correct"),
     Choose((Option("A", 1.0), Option("B"), Option("None", keeps_place=True)))),
    ("a choice with worths", response("identifier", "c1", mapping=mapping(("c1", 2), ("c2", 1)))
     + body(choices("A", "B", "C")) + template("map_response"),
     Choose((Option("A", 1.0), Option("B", 0.5), Option("C")))),
    ("several choices: worths may be negative and above one",
     response("identifier", "c1", "c2", cardinality="multiple",
              mapping=mapping(("c1", 1), ("c2", 1), ("c3", -2), bounds=' lowerBound="0"'))
     + body(choices("A", "B", "C", most=0)) + template("map_response"),
     Choose((Option("A", 0.5), Option("B", 0.5), Option("C", -1.0)), several=True)),
    ("several choices, all or nothing",
     response("identifier", "c1", "c2", cardinality="multiple")
     + body(choices("A", "B", "C", most=0)) + template("match_correct"),
     Choose((Option("A", 0.5), Option("B", 0.5), Option("C", -0.5)), several=True)),
    ("an upper bound", response("identifier", "c1", "c2", cardinality="multiple",
                                mapping=mapping(("c1", 1), ("c2", 1), bounds=' upperBound="1"'))
     + body(choices("A", "B", "C", most=0)) + template("map_response"),
     Choose((Option("A", 1.0), Option("B", 1.0), Option("C")), several=True)),
    ("true and false", response("identifier", "c2") + body(choices("True", "False"))
     + template("match_correct"), TrueFalse(False)),
    ("no scoring but a key", response("identifier", "c1") + body(choices("A", "B")), None),
    ("inline rules", response("identifier", "c1") + SCORE + body(choices("A", "B"))
     + rules(IF.format(f"<match>{VARIABLE}{CORRECT}</match>", SET.format(1),
                       f"<responseElse>{SET.format(0)}</responseElse>")), None),
    ("inline rules with points for each choice",
     response("identifier") + SCORE + body(choices("A", "B", "C"))
     + rules("<responseCondition><responseIf><match>" + VARIABLE
             + '<baseValue baseType="identifier">c1</baseValue></match>' + SET.format(4)
             + "</responseIf><responseElseIf><match>" + VARIABLE
             + '<baseValue baseType="identifier">c2</baseValue></match>' + SET.format(2)
             + "</responseElseIf></responseCondition>"),
     Choose((Option("A", 1.0), Option("B", 0.5), Option("C")))),
    ("rules that set no points leave it to the key", response("identifier", "c1")
     + body(choices("A", "B")) + rules(IF.format(f"<match>{VARIABLE}{CORRECT}</match>", "", "")),
     None),
    ("a member of a list", response("identifier") + SCORE + body(choices("A", "B", "C"))
     + rules(IF.format(f"<member>{VARIABLE}<multiple>"
                       "<baseValue baseType='identifier'>c1</baseValue>"
                       "<baseValue baseType='identifier'>c2</baseValue></multiple></member>",
                       SET.format(1), "")),
     Choose((Option("A", 1.0), Option("B", 1.0), Option("C")))),
    ("a typed word counts its capitals", response("string", "Lenin")
     + body(f"<p>Who? {ENTRY}</p>") + template("match_correct"),
     Typed((Accepted("Lenin"),), strict=True)),
    ("typed words with worths, whatever their capitals",
     response("string", "Lenin", mapping=mapping(("Lenin", 1), ("Ulyanov", 0.5), sensitive=False))
     + body(f"<p>Who? {ENTRY}</p>") + template("map_response"),
     Typed((Accepted("Lenin"), Accepted("Ulyanov", 0.5)))),
    ("words that are all right make a plain question",
     response("string", "Lenin", mapping=mapping(("Lenin", 1), ("Ulyanov", 1), sensitive=False))
     + body(f"<p>Who? {ENTRY}</p>") + template("map_response"), None),
    ("string match without capitals", response("string") + SCORE + body(f"<p>Who? {ENTRY}</p>")
     + rules(IF.format(f'<stringMatch caseSensitive="false">{VARIABLE}<baseValue baseType="string">'
                       "Lenin</baseValue></stringMatch>", SET.format(1), "")), None),
    ("a number", response("integer", "1917") + body(f"<p>When? {ENTRY}</p>")
     + template("match_correct"), Numeric((Number(1917.0),))),
    ("a number with an absolute tolerance", response("float", "3.14") + SCORE
     + body(f"<p>Pi? {ENTRY}</p>")
     + rules(IF.format(f'<equal toleranceMode="absolute" tolerance="0.01 0.01">{VARIABLE}{CORRECT}'
                       "</equal>", SET.format(1), "")), Numeric((Number(3.14, 0.01),))),
    ("a number with a tolerance in per cent", response("float", "200") + SCORE
     + body(f"<p>How many? {ENTRY}</p>")
     + rules(IF.format(f'<equal toleranceMode="relative" tolerance="5 5">{VARIABLE}{CORRECT}'
                       "</equal>", SET.format(1), "")), Numeric((Number(200.0, 10.0),))),
    ("a rounded number", response("float", "2.5") + SCORE + body(f"<p>How many? {ENTRY}</p>")
     + rules(IF.format(f'<equalRounded roundingMode="decimalPlaces" figures="1">{VARIABLE}{CORRECT}'
                       "</equalRounded>", SET.format(1), "")), Numeric((Number(2.5, 0.05),))),
    ("a range", response("float") + SCORE + body(f"<p>How many? {ENTRY}</p>")
     + rules(IF.format(f'<and><gte>{VARIABLE}<baseValue baseType="float">4</baseValue></gte>'
                       f'<lte>{VARIABLE}<baseValue baseType="float">6</baseValue></lte></and>',
                       SET.format(1), "")), Numeric((Number(5.0, 1.0),))),
    ("extended text", response("string") + body(
        '<p>Why?</p><extendedTextInteraction responseIdentifier="RESPONSE" expectedLines="12"/>'
        '<rubricBlock view="scorer"><p>Look for causes.</p></rubricBlock>'),
     OpenText(12, "Look for causes.")),
    ("extended text with a key is typed", response("string", "Lenin") + body(
        '<p>Who?</p><extendedTextInteraction responseIdentifier="RESPONSE"/>')
     + template("match_correct"), Typed((Accepted("Lenin"),), strict=True)),
    ("an order", response("identifier", "b", "a", cardinality="ordered") + body(
        '<orderInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Order!</prompt>'
        '<simpleChoice identifier="a">second</simpleChoice>'
        '<simpleChoice identifier="b">first</simpleChoice></orderInteraction>')
     + template("match_correct"), Order(("first", "second"))),
    ("two sets to match, one answer twice",
     response("directedPair", "a x", "b y", "c x", cardinality="multiple") + body(
         '<p>Match!</p><matchInteraction responseIdentifier="RESPONSE" shuffle="true">'
         f"<simpleMatchSet>{associable(('a', 'A'), ('b', 'B'), ('c', 'C'))}</simpleMatchSet>"
         f"<simpleMatchSet>{associable(('x', 'X'), ('y', 'Y'), ('z', 'Z'), most=3)}"
         "</simpleMatchSet></matchInteraction>") + template("match_correct"),
     Match(pairs_of("A=X", "B=Y", "C=X"), ("Z",))),
    ("two sets the other way round: the side that is unique asks",
     response("directedPair", "x a", "x b", "y c", cardinality="multiple") + body(
         '<p>Match!</p><matchInteraction responseIdentifier="RESPONSE" shuffle="false">'
         f"<simpleMatchSet>{associable(('x', 'X'), ('y', 'Y'), most=3)}</simpleMatchSet>"
         f"<simpleMatchSet>{associable(('a', 'A'), ('b', 'B'), ('c', 'C'))}</simpleMatchSet>"
         "</matchInteraction>") + template("match_correct"),
     Match(pairs_of("A=X", "B=X", "C=Y"), shuffle=False)),
    ("pairs without a direction",
     response("pair", "a b", cardinality="multiple", mapping=mapping(("b a", 1))) + body(
         '<p>Pair!</p><associateInteraction responseIdentifier="RESPONSE">'
         f"{associable(('a', 'A'), ('b', 'B'), ('c', 'C'))}</associateInteraction>")
     + template("map_response"), Match(pairs_of("A=B"), ("C",))),
    ("words to drag into gaps",
     response("directedPair", "w g1", "s g2", cardinality="multiple",
              mapping=mapping(("w g1", 1), ("s g2", 2), bounds=' lowerBound="0"')) + body(
         '<gapMatchInteraction responseIdentifier="RESPONSE">'
         '<gapText identifier="w" matchMax="1">winter</gapText>'
         '<gapText identifier="s" matchMax="1">summer</gapText>'
         '<p>Now is the <gap identifier="g1"/> and <gap identifier="g2"/>.</p>'
         "</gapMatchInteraction>") + template("map_response"),
     Cloze(("Now is the ", " and ", "."),
           (Gap(options=(Option("winter", 1.0), Option("summer"))),
            Gap(options=(Option("winter"), Option("summer", 1.0)), points=2.0)))),
    ("a list in the text", response("identifier", "y") + body(
        '<p>By the sun of <inlineChoiceInteraction responseIdentifier="RESPONSE">'
        '<inlineChoice identifier="l">Lancaster</inlineChoice>'
        '<inlineChoice identifier="y">York</inlineChoice></inlineChoiceInteraction>.</p>')
     + template("match_correct"),
     Cloze(("By the sun of ", "."), (Gap(options=(Option("Lancaster"), Option("York", 1.0))),))),
    ("several gaps, points for each", response("string", "one", name="R1")
     + response("integer", "2", name="R2") + SCORE + body(
         '<p>First <textEntryInteraction responseIdentifier="R1"/>, then '
         '<textEntryInteraction responseIdentifier="R2"/>.</p>')
     + rules("".join(IF.format(
         f'<match><variable identifier="{name}"/><correct identifier="{name}"/></match>',
         '<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/>'
         f'<baseValue baseType="float">{points}</baseValue></sum></setOutcomeValue>', "")
         for name, points in (("R1", 1), ("R2", 3)))),
     Cloze(("First ", ", then ", "."),
           (Gap((Accepted("one"),), points=1.0, strict=True),
            Gap(numbers=(Number(2.0),), points=3.0)))),
    ("several gaps, all or nothing", response("string", "1", name="R1")
     + response("string", "2", name="R2") + SCORE + body(
         '<p>A <textEntryInteraction responseIdentifier="R1"/> B '
         '<textEntryInteraction responseIdentifier="R2"/></p>')
     + rules(IF.format("<and>" + "".join(
         f'<match><variable identifier="{name}"/><correct identifier="{name}"/></match>'
         for name in ("R1", "R2")) + "</and>", SET.format(1), "")),
     Cloze(("A ", " B ", ""), (Gap((Accepted("1"),)), Gap((Accepted("2"),))))),
    ("a slider", response("integer", "70") + body(
        '<p>How many?</p><sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" '
        'upperBound="100"/>') + template("map_response"), Numeric((Number(70.0),))),
    ("nothing to answer", body("<p>Read this.</p>"), Information()),
]  # fmt: skip


@pytest.mark.parametrize("spelled", SPELLINGS)
@pytest.mark.parametrize(
    ("item", "task"), [row[1:] for row in ITEMS], ids=[row[0] for row in ITEMS]
)
def test_each_item_becomes_its_task(item: str, task: Task | None, spelled: object) -> None:
    assert callable(spelled)
    assert one(spelled(item)).task == task


def test_the_stem_is_the_text_with_the_prompt() -> None:
    item = response("identifier", "c1") + body("<p>Look.</p>" + choices("A", "B"))
    question = one(as_2_1(item + template("match_correct")))
    assert (question.stem, question.title) == ("Look.\n\nWhich?", "A title")


def test_a_gap_in_the_middle_is_shown_in_the_stem_and_one_at_the_end_is_not() -> None:
    for text, stem in (
        (f"In {ENTRY} it began.", "In _____ it began."),
        (f"When? {ENTRY}", "When?"),
    ):
        item = response("string", "1917") + body(f"<p>{text}</p>") + template("match_correct")
        assert one(as_2_1(item)).stem == stem


def test_feedback_of_choices_and_of_all() -> None:
    item = (
        response("identifier", "c1")
        + '<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>'
        + SCORE
        + body(choices('A<feedbackInline outcomeIdentifier="FEEDBACK" identifier="c1" '
                       'showHide="show">Yes.</feedbackInline>', "B"))
        + rules(IF.format(f"<match>{VARIABLE}{CORRECT}</match>", SET.format(1), "")
                + f'<setOutcomeValue identifier="FEEDBACK">{VARIABLE}</setOutcomeValue>')
        + '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="c2" showHide="show">'
        "<p>No.</p></modalFeedback>"
        '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="other" showHide="hide">'
        "<p>It was so.</p></modalFeedback>"
    )  # fmt: skip
    for spelled in SPELLINGS:
        question = one(spelled(item))
        assert question.task == Choose((Option("A", 1.0, "Yes."), Option("B", 0.0, "No.")))
        assert question.explanation == "It was so."


def test_feedback_for_wrong_typed_answers_has_no_place_and_is_named() -> None:
    item = (
        response("string", "Lenin") + SCORE
        + '<outcomeDeclaration identifier="F" cardinality="single" baseType="identifier"/>'
        + body(f"<p>Who? {ENTRY}</p>")
        + rules(IF.format(
            f"<match>{VARIABLE}{CORRECT}</match>", SET.format(1)
            + '<setOutcomeValue identifier="F"><baseValue baseType="identifier">ok</baseValue>'
            "</setOutcomeValue>",
            '<responseElse><setOutcomeValue identifier="F"><baseValue baseType="identifier">no'
            "</baseValue></setOutcomeValue></responseElse>"))
        + '<modalFeedback outcomeIdentifier="F" identifier="ok" showHide="show">Yes.'
        '</modalFeedback><modalFeedback outcomeIdentifier="F" identifier="no" showHide="show">No.'
        "</modalFeedback>"
    )  # fmt: skip
    assert one(as_2_1(item)).explanation == "Yes."
    assert "only some answers would see" in told(as_2_1(item))


SKIPPED = [
    (response("identifier", "c1") + body('<hottextInteraction responseIdentifier="RESPONSE">'
                                         "<p>x</p></hottextInteraction>"), "hottextInteraction"),
    (response("point") + body('<selectPointInteraction responseIdentifier="RESPONSE"/>'),
     "selectPointInteraction"),
    (response("identifier") + body('<hotspotInteraction responseIdentifier="RESPONSE"/>'),
     "hotspotInteraction"),
    (response("file") + body('<uploadInteraction responseIdentifier="RESPONSE"/>'),
     "uploadInteraction"),
    (response("string") + body('<customInteraction responseIdentifier="RESPONSE"/>'),
     "customInteraction"),
    (response("identifier", "c1") + body(choices("A", "B") * 2) + template("match_correct"),
     "several things at once (choice, choice)"),
    ('<templateDeclaration identifier="N" cardinality="single" baseType="integer"/>'
     + response("identifier", "c1") + body(choices("A", "B")), "drawn anew"),
    (response("identifier", "c1") + body(choices("A")) + template("match_correct"),
     "fewer than two options"),
    (response("identifier") + body(choices("A", "B")) + template("match_correct"),
     "none of its answers earns points"),
    (response("string") + body(f"<p>{ENTRY}</p>") + template("match_correct"), "what is right"),
    (body(choices("A", "B")), "what kind of answer"),
    (response("identifier", "c1") + SCORE + body(choices("A", "B"))
     + rules(IF.format(f"<customOperator>{VARIABLE}</customOperator>", SET.format(1), "")),
     "“customOperator”"),
    (response("identifier", "c1") + SCORE + body(choices("A", "B"))
     + rules('<lookupOutcomeValue identifier="SCORE"/>' + SET.format(1)), "“lookupOutcomeValue”"),
    (response("identifier", cardinality="ordered") + body(
        '<orderInteraction responseIdentifier="RESPONSE"><simpleChoice identifier="a">x'
        "</simpleChoice></orderInteraction>"), "in which order"),
    (response("directedPair", "a x", "a y", "b x", cardinality="multiple") + body(
        '<matchInteraction responseIdentifier="RESPONSE">'
        f"<simpleMatchSet>{associable(('a', 'A'), ('b', 'B'))}</simpleMatchSet>"
        f"<simpleMatchSet>{associable(('x', 'X'), ('y', 'Y'))}</simpleMatchSet>"
        "</matchInteraction>"), "on both sides"),
    ("", "it has no text"),
]  # fmt: skip


@pytest.mark.parametrize("spelled", SPELLINGS)
@pytest.mark.parametrize(("item", "reason"), SKIPPED)
def test_what_cannot_be_asked_is_named(item: str, reason: str, spelled: object) -> None:
    assert callable(spelled)
    (problem,) = load(spelled(item)).problems
    assert reason in problem.reason


def test_adaptive_items_are_named() -> None:
    item = as_2_1(body("<p>x</p>")).replace('adaptive="false"', 'adaptive="true"')
    assert "adaptive" in load(item).problems[0].reason


CHANGED = [
    ('<rubricBlock view="candidate"><p>Use a pencil.</p></rubricBlock>', "Use a pencil."),
    ("<p><b>Bold</b></p>", "formatting was left out"),
    ('<p><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></p>', "MathML"),
    ('<p><img src="missing.png" alt="x"/></p>', "not in the file"),
]


@pytest.mark.parametrize("spelled", SPELLINGS)
@pytest.mark.parametrize(("text", "reason"), CHANGED)
def test_what_is_left_out_is_named(text: str, reason: str, spelled: object) -> None:
    assert callable(spelled)
    item = response("identifier", "c1") + body(text + choices("A", "B")) + template("match_correct")
    assert reason in told(spelled(item))


def test_all_or_nothing_is_named_where_it_becomes_parts() -> None:
    item = ITEMS[5][1]
    assert "all or nothing became parts" in told(as_2_1(item))


def test_a_name_in_small_letters_is_known() -> None:
    item = response("string", "1") + body(
        '<p>A <textentryinteraction responseidentifier="RESPONSE"/></p>'
    )
    assert one(as_2_1(item)).answer == "1"


def test_what_is_no_qti_is_refused() -> None:
    for data in (b"<html/>", b"PK\x03\x04 no archive", b""):
        with pytest.raises(ExchangeError):
            Qti().load(data, name="x")


def test_it_is_known_by_its_contents() -> None:
    assert Qti().recognises(as_2_1("").encode())
    assert Qti().recognises(as_3_0("").encode())
    assert Qti().recognises(b"<?xml version='1.0'?><questestinterop>")
    assert not Qti().recognises(b"<quiz>")
    assert not Qti().recognises(b"PK\x03\x04 a document")


def test_a_title_as_long_as_a_book_is_cut_short_and_told_of() -> None:
    item = as_2_1(body("<p>Read this.</p>")).replace("A title", "title " * 5_000)
    assert len(one(item).title) <= 4_000
    assert "title was far too long" in told(item)


def test_a_gap_outside_the_text_that_it_belongs_to_is_told() -> None:
    xml = as_2_1(
        '<responseDeclaration identifier="R" cardinality="multiple" baseType="directedPair">'
        '<correctResponse><value>w g1</value></correctResponse><mapping defaultValue="0">'
        '<mapEntry mapKey="w g1" mappedValue="1"/></mapping></responseDeclaration><itemBody>'
        '<gapMatchInteraction responseIdentifier="R"><gapText identifier="w" matchMax="1">winter'
        '</gapText><p>Now is <gap identifier="g1"/>.</p></gapMatchInteraction>'
        '<p>And <gap identifier="g2"/></p></itemBody>' + template("map_response")
    )
    (problem,) = load(xml).problems
    assert "a gap stands outside the text that it belongs to" in problem.reason


@pytest.mark.parametrize("name", ["qti-", "qti-7th", "qti--x"])
def test_an_element_whose_name_is_none_without_its_prefix_is_passed_over(name: str) -> None:
    item = as_3_0(body(f"<p>Read this.</p><{name}>of nothing</{name}>"))
    assert one(item).stem.startswith("Read this.")
