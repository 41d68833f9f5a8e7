"""Reads Moodle XML: question by question, so that a large file never stands in memory whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quizapp.domain.identity import stable_id
from quizapp.domain.question import Origin, Question, State
from quizapp.domain.task import OpenText
from quizapp.errors import ExchangeError
from quizapp.exchange import own_data
from quizapp.exchange.building import (
    Report,
    Unfit,
    check_lengths,
    cleaned,
    is_surely_unique,
    item_name,
    made_title,
    question_of,
)
from quizapp.exchange.format import DeckFile, Problem
from quizapp.exchange.markup import plain_text
from quizapp.exchange.moodle_xml_own import OWN_ID, OwnTags, own_tags, take_comment, take_source
from quizapp.exchange.moodle_xml_text import Texts, inner_text
from quizapp.exchange.moodle_xml_types import CLOZE, OTHERS, TYPES, Item, cloze
from quizapp.exchange.reading import UNWATCHED, Reading
from quizapp.exchange.safe_xml import Element, Stream, source_of, too_many_parts

OWN = "quizapp"
"""The element with our own data; Moodle's importer passes over names it does not know."""


class Reader:
    """``read`` once; the questions, the pictures and the report are gathered on the way."""

    def __init__(self, name: str, origin: Origin) -> None:
        self._name = name
        self._origin = origin
        self._head: dict[str, Any] = {}
        self._topic = ""
        self._report = Report()
        self._lines: list[tuple[int, Question | None]] = []
        self._pictures: dict[str, bytes] = {}
        self._ids: set[str] = set()

    def read(self, data: bytes, reading: Reading = UNWATCHED) -> DeckFile:
        """``ExchangeError`` where it is no Moodle XML at all."""
        source = source_of(data)
        if source.root != "quiz":
            raise ExchangeError(
                "This is no Moodle XML: the file should begin with <quiz>. Export the questions "
                "from Moodle's question bank as “Moodle XML format”."
            )
        notes = [Problem(None, note) for note in source.notes]
        stream = Stream(source, "question")
        for element in reading.over(stream, source.text.count("<question ")):
            self._take(element, stream)
        if not self._lines:
            self._head = _head_of(stream.root)
        kept = self._unbroken(stream)
        used = {question.picture.id for question in kept if question.picture}
        ids = {question.id for question in kept}
        return DeckFile(
            name=self._head.get("name") or self._name,
            description=self._head.get("description", ""),
            sources=self._head.get("sources", ()),
            questions=tuple(kept),
            problems=self._report.all_problems(),
            changed=(*notes, *self._report.changed),
            lines={q.id: stream.line(at) for at, q in self._lines if q and q.id in ids},
            pictures={id_: data for id_, data in self._pictures.items() if id_ in used},
        )

    def _take(self, element: Element, stream: Stream) -> None:
        start = int(element.sourceline or 1)
        line = stream.line(start)
        if not self._lines and not self._head:
            self._head = _head_of(element.getparent())
        type_ = element.get("type", "").strip().lower()
        title = cleaned(" ".join(Texts(self._report).raw(element, "name").split()))
        question = None
        try:
            if element.find(".//question") is not None or too_many_parts(element):
                raise Unfit("it is broken, or far too large")
            if type_ == "category":
                self._take_category(element, line)
            else:
                question = self._question(element, type_, title)
        except Unfit as unfit:
            self._report.skip(line, item_name(title), str(unfit))
        if question is not None:
            self._report.close(line, item_name(title, question.stem))
        self._lines.append((start, question))

    def _unbroken(self, stream: Stream) -> list[Question]:
        """The questions in which the XML is whole; where it is not, the report says so."""
        places = {start: place for place, (start, _) in enumerate(self._lines)}
        broken: set[int] = set()
        named: set[int] = set()
        for error in stream.broken:
            start = stream.start(error.line)
            if start in named:
                continue
            named.add(start)
            broken.add(places.get(start, -1))
            line = stream.line(error.line)
            self._report.skip(line, "", f"the XML is broken here: {error.message}")
        return [
            question
            for place, (_, question) in enumerate(self._lines)
            if question is not None and place not in broken
        ]

    def _take_category(self, element: Element, line: int) -> None:
        parent = element.find("category")
        path = inner_text(parent) if parent is not None else ""
        try:
            own = _own_record(element)
        except ValueError:
            own = {}
        names = _category_names(cleaned(path))
        topic = "/".join(name.replace("/", "-").strip() for name in names)
        if any("/" in name for name in names):
            self._report.changed.append(
                Problem(line, "strokes in the name of a category became dashes", topic)
            )
        if about := _description(element):
            reason = f"the description of the category was left out: {about}"
            self._report.changed.append(Problem(line, reason, topic))
        self._topic = str(own.get("topic", topic)) if own else topic

    def _question(self, element: Element, type_: str, title: str) -> Question:
        if type_ not in TYPES and type_ not in CLOZE:
            words = f" ({OTHERS[type_]})" if type_ in OTHERS else ""
            raise Unfit(f"the type “{type_[:40]}”{words} has no counterpart in QuizApp")
        texts = Texts(self._report)
        if type_ in CLOZE:
            stem, task = cloze(element, texts, self._report)
        else:
            stem = texts.stem(element)
            task = TYPES[type_](Item(element, texts, self._report, stem))
        tags = own_tags(
            cleaned(inner_text(tag))
            for path in ("tags/tag", "coursetags/tag")
            for tag in element.iterfind(path)
        )
        feedback = element.find("generalfeedback")
        tags.values.update(take_comment(feedback))
        explanation, citation = take_source(feedback, texts)
        stem = stem or (title if texts.picture else "")
        self._tell_settings(element, type_)
        question = question_of(
            task,
            id="",
            stem=stem,
            origin=self._origin,
            explanation=explanation,
            citation=citation,
            tags=tags.others,
            title="" if title == made_title(stem) else title,
            topic=self._topic,
            hint=self._hint(element, texts),
            picture=texts.picture,
            state=State.RETIRED if _is_hidden(element) else State.ACCEPTED,
        )
        question = self._with_own_data(question, element, tags)
        if texts.picture:
            self._pictures[texts.picture.id] = texts.data
        return self._with_id(question, element, tags)

    def _tell_settings(self, element: Element, type_: str) -> None:
        grade = (element.findtext("defaultgrade") or "1").strip()
        if type_ not in CLOZE and type_ != "description" and not _is_one(grade):
            self._report.tell(f"its {grade[:12]} points were left out: a quiz says the points")
        if _is_hidden(element) and element.find(OWN) is None:
            self._report.tell("it is hidden in Moodle, so it is taken as retired")

    def _hint(self, element: Element, texts: Texts) -> str:
        hints = [texts.plain(hint, " in a hint") for hint in element.iterfind("hint")]
        hints += [texts.plain(hint, " in a hint") for hint in element.iterfind("hint/hintcontent")]
        said = [hint for hint in hints if hint]
        if len(said) > 1:
            self._report.tell(f"of {len(said)} hints the first was taken")
        return said[0] if said else ""

    def _with_own_data(self, question: Question, element: Element, tags: OwnTags) -> Question:
        """What only QuizApp knows. A task counts while the visible answer still is its key."""
        try:
            own = _own_record(element)
        except ValueError as problem:
            self._report.tell(f"QuizApp's own data in the file were left out: {problem}")
            own = {}
        tagged = dict(tags.values)
        if isinstance(question.task, OpenText):
            tagged["shown"] = question.answer  # a place on the map comes back as an essay
        else:
            tagged.pop("task", None)
        question, stale = own_data.applied(question, {**tagged, **own})
        if stale:
            self._report.tell("it was changed outside QuizApp, and is asked as the file has it now")
        check_lengths(question)
        return question

    def _with_id(self, question: Question, element: Element, tags: OwnTags) -> Question:
        """Our own id, else Moodle's where it is surely the only one, else one of the contents."""
        number = cleaned((element.findtext("idnumber") or "").strip())
        made = stable_id("moodle_xml", question.stem, question.answer, *question.distractors)
        ours = number.startswith(OWN_ID)
        number = number.removeprefix(OWN_ID).strip()
        sure = ours or is_surely_unique(number) or element.find(OWN) is not None or tags.values
        wanted = [question.id, number if sure else ""]
        wanted += [stable_id("moodle_xml", self._topic, number) if number else "", made]
        for id_ in wanted:
            if id_ and id_ not in self._ids and len(id_) <= 200:
                self._ids.add(id_)
                return replace(question, id=id_)
        raise Unfit("the same question stands above")


def _head_of(quiz: Element) -> dict[str, Any]:
    """Name, description and sources of the deck, where QuizApp wrote the file."""
    element = quiz.find(OWN) if quiz is not None else None
    if element is None:
        return {}
    names = ("name", "description")
    head: dict[str, Any] = {name: cleaned(element.get(name, "")).strip()[:4000] for name in names}
    head["sources"] = tuple(
        cleaned(each.text or "").strip()[:4000] for each in element.findall("source")[:200]
    )
    return head


def _own_record(element: Element) -> dict[str, Any]:
    own = element.find(OWN)
    return own_data.loaded(own.text or "{}") if own is not None else {}


def _category_names(path: str) -> list[str]:
    """``$course$/top/Russia/1917`` without what every course has; ``//`` is a stroke in a name."""
    names = [name.replace("\0", "/").strip() for name in path.replace("//", "\0").split("/")]
    names = [name for name in names if name]
    if names and names[0].startswith("$") and names[0].endswith("$"):
        names = names[1:]
    return names[1:] if names and names[0] == "top" else names


def _description(category: Element) -> str:
    """What somebody wrote of a category; Moodle's own words for the first one say nothing."""
    element = category.find("info")
    text = plain_text(inner_text(element)).text if element is not None else ""
    words = " ".join(cleaned(text).split())
    return "" if words.startswith("The default category for questions shared") else words[:80]


def _is_hidden(element: Element) -> bool:
    return (element.findtext("hidden") or "0").strip() == "1"


def _is_one(text: str) -> bool:
    try:
        return float(text.replace(",", ".") or 1) == 1
    except ValueError:
        return False


def read(data: bytes, name: str, origin: Origin, reading: Reading = UNWATCHED) -> DeckFile:
    return Reader(name, origin).read(data, reading)
