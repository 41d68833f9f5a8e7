"""Our own note types in Anki: what a question looks like there, and how it comes back.

Everything a learner should see stands in fields with plain names, so that it can be edited in Anki:
the question, its options, the answer, what else is right, the explanation, the source. The last
field holds the rest (``question_rest``). What was edited counts when the note is read again.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizapp.domain.question import (
    AnswerKind,
    Citation,
    Origin,
    Picture,
    Question,
    State,
)
from quizapp.domain.task import Choose, Cloze, Match, Order, TrueFalse, gap_key, key_of
from quizapp.exchange.anki_cloze import ClozeText, cloze_task
from quizapp.exchange.anki_fields import field_text
from quizapp.exchange.anki_names import anki_tag, deck_parts, topic_of
from quizapp.exchange.answer_dates import kind_of_answer
from quizapp.exchange.building import BLANK, Report, Unfit, cleaned
from quizapp.exchange.markup import as_html
from quizapp.exchange.question_rest import Rest, read_rest, rest_of, stamp

REST = "QuizApp"
_COMMON = ("Explanation", "Source", "Hint", REST)
FIELDS: Mapping[str, tuple[str, ...]] = {
    "plain": ("Question", "Picture", "Answer", "Also right", *_COMMON),
    "choices": ("Question", "Picture", "Options", "Answer", "Also right", *_COMMON),
    "gaps": ("Text", "Question", "Picture", *_COMMON),
}
"""The fields of each of our note types."""

_SHAPES = {frozenset(names): kind for kind, names in FIELDS.items()}
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_BREAK = re.compile(r"<br ?/?>")
_OTHER_TAG = re.compile(r"<(?!br ?/?>)")
_CODES = re.compile(r"\[(?=sound:|latex\]|\$|anki:)")


@dataclass(frozen=True, slots=True)
class OwnCard:
    """``fields``: HTML by the name of the field; ``picture`` is put in by whoever names files."""

    kind: str  # as in ``FIELDS``
    fields: Mapping[str, str]


def is_own(names: Sequence[str]) -> str | None:
    """Which of our note types has these fields, whatever its name and their order are by now."""
    return _SHAPES.get(frozenset(names)) if REST in names else None


# ---------------------------------------------------------------------- to Anki


def own_card(question: Question) -> OwnCard:
    """The question as a note. Its ``Picture`` is left empty."""
    common = {
        "Picture": "",
        "Explanation": _html(question.explanation),
        "Source": _html(source_text(question.citation)),
        "Hint": _html(question.hint),
    }
    if isinstance(question.task, Cloze):
        text = _cloze_html(question.task)
        stem = "" if question.stem == _blanked(question.task) else question.stem
        rest = rest_of(question, _seen_gaps(text))
        fields = {"Text": text, "Question": _html(stem), **common, REST: _html(rest)}
        return OwnCard("gaps", fields)
    options = _options(question)
    rest = rest_of(question, _seen(question.answer, question.accept, options))
    fields = {
        "Question": _html(question.stem),
        "Answer": _html(question.answer),
        "Also right": _list(question.accept),
        **common,
        REST: _html(rest),
    }
    if not options:
        return OwnCard("plain", fields)
    return OwnCard("choices", {**fields, "Options": _list(options)})


def _options(question: Question) -> tuple[str, ...]:
    """What the card offers to choose from, in an order that gives nothing away."""
    match question.task:
        case Choose() as task:
            texts = tuple(option.text for option in task.options)
            return _shuffled(texts, question.id) if task.shuffle else texts
        case TrueFalse():
            return ("True", "False")
        case Order() as task:
            return _shuffled(task.items, question.id)
        case Match() as task:
            premises = tuple(pair.premise for pair in task.pairs)
            return (*premises, *(f"→ {each}" for each in _shuffled(task.answers(), question.id)))
        case None if question.distractors:
            place = random.Random(question.id).randrange(len(question.distractors) + 1)
            return (
                *question.distractors[:place],
                question.answer,
                *question.distractors[place:],
            )
    return ()


def _shuffled(texts: tuple[str, ...], seed: str) -> tuple[str, ...]:
    return tuple(random.Random(seed).sample(texts, len(texts)))


def source_text(citation: Citation | None) -> str:
    """The source as a reader sees it: where it stands, and the words."""
    if citation is None:
        return ""
    return f"{citation.label}: “{citation.quote}”" if citation.quote else citation.label


def _html(text: str) -> str:
    """Text as HTML that Anki shows as it stands, and that has no codes of Anki in it."""
    written = as_html(text)
    if "[" in written:
        written = _CODES.sub("&#91;", written)
    return written.replace("{{c", "&#123;{c")


def _list(texts: Iterable[str]) -> str:
    items = "".join(f"<li>{_html(text)}</li>" for text in texts)
    return f"<ul>{items}</ul>" if items else ""


def _cloze_html(task: Cloze) -> str:
    """All gaps are of number 1: one card, as it is one question here."""
    pieces = [_gapless(task.texts[0])]
    for gap, text in zip(task.gaps, task.texts[1:], strict=True):
        pieces += ["{{c1::", _gapless(gap_key(gap)), "}}", _gapless(text)]
    return "".join(pieces)


def _gapless(text: str) -> str:
    return _html(text).replace("{", "&#123;").replace("}", "&#125;").replace(":", "&#58;")


def _blanked(task: Cloze) -> str:
    return BLANK.join(task.texts).strip()


def _seen(answer: str, accept: Sequence[str], options: Sequence[str]) -> str:
    return stamp(answer, "\x1e".join(accept), "\x1e".join(options))


# ---------------------------------------------------------------------- from Anki


@dataclass(frozen=True, slots=True)
class OwnNote:
    """What Anki has of one of our notes. ``fields``: HTML by name; ``topic``: by its deck."""

    kind: str  # as in ``FIELDS``
    fields: Mapping[str, str]
    id: str  # that of Anki, for a note whose own was lost
    topic: str
    tags: tuple[str, ...]
    suspended: bool | None  # None where the file does not say
    report: Report

    def question(self, *, origin: Origin, picture: Picture | None) -> Question:
        """``Unfit`` says what is missing."""
        rest = self._rest()
        key = self._gaps(rest) if self.kind == "gaps" else self._key(rest)
        more = self._without_rest() if rest is None else self._with_rest(rest)
        return Question(
            **key,
            **more,
            explanation=self._text("Explanation"),
            hint=self._text("Hint"),
            origin=origin,
            picture=picture,
        )

    def _rest(self) -> Rest | None:
        text = self._text(REST)
        if not text:
            return None
        try:
            return read_rest(text)
        except ValueError:
            self.report.tell("its field QuizApp was edited and could not be read")
            return None

    def _key(self, rest: Rest | None) -> dict[str, Any]:
        stem, answer = self._text("Question"), self._text("Answer")
        if not stem or not answer:
            raise Unfit("its question or its answer is empty")
        accept, options = self._items("Also right"), self._items("Options")
        wrong = tuple(option for option in options if option != answer)
        key = {"stem": stem, "answer": answer, "accept": accept}
        if rest is not None and rest.seen == _seen(answer, accept, options):
            own = {"kind": rest.kind, "date": rest.date, "task": rest.task}
            if rest.task is None:
                return key | own | {"distractors": wrong}
            said = key_of(rest.task)
            if stamp(said.answer.strip()) == stamp(answer):
                return key | own | {"accept": said.accept, "distractors": said.distractors}
        if rest is not None and rest.task is not None:
            self.report.tell("it was edited in Anki, and is asked by its new answer alone")
            wrong = () if isinstance(rest.task, Order | Match) else wrong
        kind, date = kind_of_answer(stem, answer)
        return key | {"kind": kind, "date": date, "distractors": wrong}

    def _gaps(self, rest: Rest | None) -> dict[str, Any]:
        source = self.fields.get("Text", "")
        task = rest.task if rest is not None and rest.seen == _seen_gaps(source) else None
        if not isinstance(task, Cloze):
            asked = ClozeText(source).ask(None)
            answers = [field_text(answer).text for answer in asked.answers]
            task = cloze_task(field_text(asked.text).text, answers)
        return {
            "stem": self._text("Question") or _blanked(task),
            "answer": key_of(task).answer.strip(),
            "kind": rest.kind if rest is not None else AnswerKind.OTHER,
            "date": rest.date if rest is not None else None,
            "task": task,
        }

    def _without_rest(self) -> dict[str, Any]:
        source = self._text("Source")
        return {
            "id": self.id,
            "tags": self.tags,
            "topic": self.topic,
            "state": State.RETIRED if self.suspended else State.ACCEPTED,
            "citation": Citation(source) if source else None,
        }

    def _with_rest(self, rest: Rest) -> dict[str, Any]:
        citation = rest.citation
        if citation is not None and self._text("Source") != source_text(citation).strip():
            self.report.tell("its source was edited in Anki, and stays as it was")
        state = rest.state
        if self.suspended is (state is State.ACCEPTED):  # Anki knows no more than these two
            state = State.RETIRED if self.suspended else State.ACCEPTED
        return {
            "id": rest.id,
            "fact_id": rest.fact_id,
            "title": rest.title,
            "difficulty": rest.difficulty,
            "confidence": rest.confidence,
            "citation": citation,
            "state": state,
            "tags": _original_tags(self.tags, rest.tags),
            "topic": rest.topic if _is_deck_of(rest.topic, self.topic) else self.topic,
        }

    def _text(self, name: str) -> str:
        return own_text(self.fields.get(name, ""))

    def _items(self, name: str) -> tuple[str, ...]:
        items = (own_text(item) for item in _ITEM.findall(self.fields.get(name, "")))
        return tuple(item for item in items if item)


def own_text(source: str) -> str:
    """The inverse of the HTML we write; what was formatted in Anki since is read as any field."""
    if _OTHER_TAG.search(source):
        return field_text(source).text
    return cleaned(html.unescape(_BREAK.sub("\n", source))).strip()


def _seen_gaps(source: str) -> str:
    return stamp(field_text(source).text)


def _is_deck_of(written: str, found: str) -> bool:
    """Whether a topic is the one that this deck was made for; Anki's decks know no capitals."""
    return topic_of(deck_parts(written)).casefold() == found.casefold()


def _original_tags(found: tuple[str, ...], written: tuple[str, ...]) -> tuple[str, ...]:
    """The tags as they were here, in their order, where Anki still has the same."""
    originals = {anki_tag(tag).casefold(): tag for tag in written}
    if set(originals) == {tag.casefold() for tag in found}:
        return written
    return tuple(originals.get(tag.casefold(), tag) for tag in found)
