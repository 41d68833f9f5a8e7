"""Writes Moodle XML, element by element as Moodle's importer wants it."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from quizapp.domain.question import Question, State
from quizapp.domain.task import (
    Choose,
    Cloze,
    Information,
    Match,
    Numeric,
    OpenText,
    Order,
    Task,
    TrueFalse,
    Typed,
    key_of,
    number_text,
    simplest,
)
from quizapp.exchange import own_data
from quizapp.exchange.building import (
    blanked,
    is_surely_unique,
    kind_of,
    made_title,
    title_is_lost,
)
from quizapp.exchange.format import DeckFile, Written
from quizapp.exchange.left_out import LeftOut
from quizapp.exchange.markup import as_html
from quizapp.exchange.moodle_xml_cloze import gap_code
from quizapp.exchange.moodle_xml_forms import Form, NoForm, form_of
from quizapp.exchange.moodle_xml_grades import percent
from quizapp.exchange.moodle_xml_own import (
    LONGEST_TAG,
    OWN_ID,
    comment_for,
    is_own,
    survives,
)
from quizapp.exchange.moodle_xml_read import OWN
from quizapp.exchange.moodle_xml_types import STEM_CLASS
from quizapp.exchange.pictures import file_name
from quizapp.exchange.safe_xml import escaped, quoted, unwritable
from quizapp.exchange.source_note import source_paragraph, visible

LONGEST_NUMBER = 100
"""Characters of Moodle's ID numbers."""

_COMMON_FEEDBACK = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_NO_HINTS = ("essay", "description")


def written(deck: DeckFile) -> Written:
    """The file; ``left_out`` names what Moodle has no place for."""
    return _Writer(deck).written()


class _Writer:
    def __init__(self, deck: DeckFile) -> None:
        self._deck = deck
        self._pieces: list[str] = []
        self._left_out = LeftOut()

    def written(self) -> Written:
        self._head()
        deck = self._deck
        place = "" if not any(map(deck.place_of, deck.questions)) else None
        for question in self._deck.questions:
            try:
                form = form_of(question)
            except NoForm as no:
                self._left_out.lose(question, f"it was not written: {no}")
                continue
            if deck.place_of(question) != place:
                place = deck.place_of(question)
                names = place.split("/") if place else [deck.name or "QuizApp"]
                is_topic = place != "" and question.id not in deck.places
                self._pieces.append(_category(names, is_topic))
            self._question(question, form)
        self._pieces.append("</quiz>\n")
        return Written(
            [piece.encode() for piece in self._pieces],
            self._left_out.summed_up(self._deck, "Moodle"),
        )

    def _head(self) -> None:
        deck = self._deck
        self._pieces.append('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n')
        sources = "".join(f"<source>{escaped(source)}</source>" for source in deck.sources)
        self._pieces.append(
            f"  <{OWN} name={quoted(deck.name)} description={quoted(deck.description)}>"
            f"{sources}</{OWN}>\n"
        )

    def _question(self, question: Question, form: Form) -> None:
        type_ = _TYPES[type(form.task)]
        comment, own = self._own(question, form, type_)
        self._left_out.lose(question, *form.lost, *_lost_fields(question, type_))
        lines = [f'  <question type="{type_}">', *self._common(question, form, type_, comment)]
        lines += _BODIES[type(form.task)](form.task, question)
        if question.hint:
            lines.append(f'    <hint format="html">{_html(as_html(question.hint))}</hint>')
        if tags := [tag for tag in question.tags if not is_own(tag)]:
            inside = "".join(f"<tag><text>{escaped(tag)}</text></tag>" for tag in tags)
            lines.append(f"    <tags>{inside}</tags>")
        if own:
            self._left_out.only_ours += 1
            lines.append(f"    <{OWN}>{escaped(own)}</{OWN}>")
        lines.append("  </question>\n")
        self._pieces.append("\n".join(lines))

    def _common(self, question: Question, form: Form, type_: str, comment: str) -> Iterator[str]:
        """Name, text, feedback and id; ``defaultgrade`` of a cloze is the sum of its gaps."""
        title = question.title or made_title(question.stem)
        stem = _stem(question, form.task)
        picture, file = self._picture(question)
        feedback = as_html(question.explanation)
        if question.citation:
            feedback = (f"<p>{feedback}</p>" if feedback else "") + source_paragraph(
                question.citation
            )
        yield f"    <name><text>{escaped(title)}</text></name>"
        yield f'    <questiontext format="html">{_html(stem + picture)}{file}</questiontext>'
        yield f'    <generalfeedback format="html">{_html(feedback + comment)}</generalfeedback>'
        if type_ != "cloze":
            points = "0" if type_ == "description" else "1"
            yield f"    <defaultgrade>{points}.0000000</defaultgrade>"
        yield "    <penalty>0.3333333</penalty>"
        yield "    <hidden>0</hidden>"
        number = given_number(question.id)
        yield f"    <idnumber>{escaped(number)}</idnumber>"

    def _picture(self, question: Question) -> tuple[str, str]:
        """The element that shows it and the one that holds it; both empty without a picture."""
        if question.picture is None:
            return "", ""
        data = self._deck.pictures.get(question.picture.id)
        if data is None:
            self._left_out.lose(question, "its picture, whose file is missing in the deck")
            return "", ""
        name = file_name(question.picture)
        coded = base64.b64encode(data).decode()
        shown = f'<br><img src="@@PLUGINFILE@@/{name}" alt={quoted(question.picture.alt)}>'
        return shown, f'<file name="{name}" path="/" encoding="base64">{coded}</file>'

    def _own(self, question: Question, form: Form, type_: str) -> tuple[str, str]:
        """The comment of ours, and the record of what fits into none."""
        names = list(_own_names(question, form))
        if question.id in self._deck.places:
            names.append("topic")
        number = given_number(question.id)
        if not number or type_ == "cloze":  # whose ID number Moodle does not read
            names.append("id")
        comment, said = comment_for(question, names)
        rest = [name for name in names if name not in said]
        if any(is_own(tag) or not survives(tag) for tag in question.tags):
            rest.append("tags")
        return comment, own_data.dumped(question, rest, key_of(form.task).answer)


def given_number(id_: str) -> str:
    """The ID number in Moodle: ours, with a word before it where others may use the same."""
    number = id_ if is_surely_unique(id_) and not id_.startswith(OWN_ID) else f"{OWN_ID}{id_}"
    return number if len(number) <= LONGEST_NUMBER and " ".join(id_.split()) == id_ else ""


def _own_names(question: Question, form: Form) -> Iterator[str]:
    """The fields that a reader of the visible part would not find, or find otherwise."""
    key = key_of(form.task)
    kind, date = kind_of(form.task, key.answer)
    if (kind, date) != (question.kind, question.date):
        yield from ("kind", "date")
    yield from ("difficulty", "fact_id", "state", "confidence")
    if question.citation and question.citation != visible(question.citation):
        yield "citation"
    if question.task != simplest(form.task):
        yield "task" if question.task is not None else "plain"
    if question.accept != key.accept:
        yield "accept"
    if question.title and title_is_lost(question):
        yield "title"


def _lost_fields(question: Question, type_: str) -> Iterator[str]:
    if question.state is not State.ACCEPTED:
        yield f"that it is {question.state} in QuizApp: to Moodle it is a question like any other"
    if question.hint and type_ in _NO_HINTS:
        yield "its hint: Moodle shows none in questions of this type"
    if not given_number(question.id):
        yield f"its id: Moodle's ID numbers have at most {LONGEST_NUMBER} characters"
    for tag in question.tags:
        if len(tag) > LONGEST_TAG:
            cut = tag[:LONGEST_TAG]
            yield f"the end of the tag “{cut}…”: Moodle keeps {LONGEST_TAG} characters"
    texts = (question.stem, question.answer, question.explanation, *question.distractors)
    if any(unwritable(text) for text in texts):
        yield "characters that XML cannot hold"


def _category(names: Sequence[str], is_topic: bool) -> str:
    """The questions below belong there. Not all paths are topics: questions without one stand below
    the name of the deck, since Moodle's top takes none, and those of a quiz below its name."""
    path = "/".join(name.strip().replace("/", "//") for name in names)
    own = "" if is_topic else f'<{OWN}>{{"topic":""}}</{OWN}>'
    return (
        '  <question type="category">\n'
        f"    <category><text>{escaped('$course$/top/' + path)}</text></category>\n"
        '    <info format="html"><text></text></info>\n'
        f"    <idnumber></idnumber>{own}\n"
        "  </question>\n"
    )


def _stem(question: Question, task: Task) -> str:
    if not isinstance(task, Cloze):
        return as_html(question.stem)
    head = ""
    if question.stem != blanked(task.texts):
        head = f'<p class="{STEM_CLASS}">{_without_gaps(question.stem)}</p>'
    pieces = [_without_gaps(task.texts[0])]
    for gap, text in zip(task.gaps, task.texts[1:], strict=True):
        pieces += [gap_code(gap, int(gap.points)), _without_gaps(text)]
    return head + "".join(pieces)


def _without_gaps(text: str) -> str:
    """A brace in a text is none of the language of gaps."""
    return as_html(text).replace("{", "&#123;")


def _choice(task: Choose, question: Question) -> Iterator[str]:
    yield f"    <single>{_flag(not task.several)}</single>"
    yield f"    <shuffleanswers>{_flag(task.shuffle)}</shuffleanswers>"
    yield "    <answernumbering>abc</answernumbering>"
    yield "    <showstandardinstruction>0</showstandardinstruction>"
    yield from _common_feedback()
    options = list(task.options)
    if question.task is None:  # the right one anywhere, always at the same place
        place = random.Random(question.id).randrange(len(options))
        options.insert(place, options.pop(0))
    for option in options:
        yield _answer(option.worth, _cdata(as_html(option.text)), option.feedback, "html")


def _true_false(task: TrueFalse, _question: Question) -> Iterator[str]:
    for side in (True, False):
        right = side == task.is_true
        feedback = task.when_right if right else task.when_wrong
        yield _answer(1.0 if right else 0.0, _flag(side), feedback, "moodle_auto_format")


def _typed(task: Typed, question: Question) -> Iterator[str]:
    yield f"    <usecase>{int(task.strict)}</usecase>"
    for answer in task.answers:
        text = answer.text if question.task is not None else answer.text.replace("*", r"\*")
        yield _answer(answer.worth, escaped(text), answer.feedback, "moodle_auto_format")


def _numeric(task: Numeric, _question: Question) -> Iterator[str]:
    for answer in task.answers:
        tolerance = f"<tolerance>{number_text(answer.tolerance)}</tolerance>"
        value = escaped(number_text(answer.value))
        yield _answer(answer.worth, value, answer.feedback, "", tolerance)


def _match(task: Match, _question: Question) -> Iterator[str]:
    yield f"    <shuffleanswers>{_flag(task.shuffle)}</shuffleanswers>"
    yield from _common_feedback()
    pairs = [(pair.premise, pair.answer) for pair in task.pairs]
    for premise, answer in [*pairs, *(("", extra) for extra in task.extras)]:
        yield (
            f'    <subquestion format="html">{_html(as_html(premise))}'
            f"<answer><text>{escaped(answer)}</text></answer></subquestion>"
        )


def _order(task: Order, _question: Question) -> Iterator[str]:
    yield "    <layouttype>VERTICAL</layouttype>"
    yield "    <selecttype>ALL</selecttype>"
    yield f"    <selectcount>{len(task.items)}</selectcount>"
    yield "    <gradingtype>ABSOLUTE_POSITION</gradingtype>"
    yield "    <showgrading>SHOW</showgrading>"
    yield "    <numberingstyle>none</numberingstyle>"
    yield from _common_feedback()
    yield "    <shownumcorrect>1</shownumcorrect>"
    for number, item in enumerate(task.items, start=1):
        yield f'    <answer fraction="{number}" format="html">{_html(as_html(item))}</answer>'


def _essay(task: OpenText, _question: Question) -> Iterator[str]:
    yield "    <responseformat>editor</responseformat>"
    yield "    <responserequired>1</responserequired>"
    yield f"    <responsefieldlines>{task.lines}</responsefieldlines>"
    yield "    <attachments>0</attachments>"
    yield "    <attachmentsrequired>0</attachmentsrequired>"
    yield f'    <graderinfo format="html">{_html(as_html(task.guidance))}</graderinfo>'
    yield '    <responsetemplate format="html"><text></text></responsetemplate>'


def _nothing_more(_task: Task, _question: Question) -> Iterator[str]:
    return iter(())


def _common_feedback() -> Iterator[str]:
    for name in _COMMON_FEEDBACK:
        yield f'    <{name} format="html"><text></text></{name}>'


def _answer(worth: float, text: str, feedback: str, kind: str, more: str = "") -> str:
    """``text``: as it stands in the file; ``kind``: its format, none where Moodle has none."""
    format_ = f' format="{kind}"' if kind else ""
    return (
        f'    <answer fraction="{percent(worth)}"{format_}><text>{text}</text>'
        f'<feedback format="html">{_html(as_html(feedback))}</feedback>{more}</answer>'
    )


def _html(markup: str) -> str:
    return f"<text>{_cdata(markup)}</text>"


def _cdata(markup: str) -> str:
    """Plain where it may stand so, else as Moodle itself writes HTML."""
    if "<" not in markup and "&" not in markup and not unwritable(markup):
        return markup.replace("]]>", "]]&gt;")
    clean = markup if not unwritable(markup) else _writable(markup)
    return f"<![CDATA[{clean.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _writable(text: str) -> str:
    return "".join(letter for letter in text if not unwritable(letter))


def _flag(value: bool) -> str:
    return "true" if value else "false"


_TYPES: dict[type[Any], str] = {
    Choose: "multichoice",
    TrueFalse: "truefalse",
    Typed: "shortanswer",
    Numeric: "numerical",
    Cloze: "cloze",
    Match: "matching",
    Order: "ordering",
    OpenText: "essay",
    Information: "description",
}

_BODIES: dict[type[Any], Callable[[Any, Question], Iterator[str]]] = {
    Choose: _choice,
    TrueFalse: _true_false,
    Typed: _typed,
    Numeric: _numeric,
    Cloze: _nothing_more,
    Match: _match,
    Order: _order,
    OpenText: _essay,
    Information: _nothing_more,
}
