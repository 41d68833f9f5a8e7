"""Questions of a live game as phones see them, and what phones send back.

A phone never gets more than is to be seen: no worth of an option, no place that would tell the
right order, no accepted text. Options, items and answers have ids that are new in each game.

| kind | what is sent beside ``stem``, ``turn``, ``number``, ``kind``, ``picture`` and ``alt`` |
|---|---|
| choose | ``options``: ``[{"id", "text"}]``; ``several`` |
| true_false, typed, numeric, when, map, open | nothing |
| cloze | ``parts``: ``[{"text"} or {"gap": 0, "options": [{"id", "text"}] or null}]`` |
| order | ``items``: ``[{"id", "text"}]`` |
| match | ``premises``: ``[{"id", "text"}]``, ``answers``: ``[{"id", "text"}]`` |
| information | nothing: a text to read |
"""

from __future__ import annotations

import hashlib
import random
from typing import Any

from quizapp.domain.task import (
    Choose,
    Cloze,
    Information,
    Match,
    Numeric,
    OpenText,
    Order,
    Response,
    Task,
    TrueFalse,
    Typed,
    When,
    in_gaps,
    in_order,
)
from quizapp.domain.whole_dates import keep_dates_whole
from quizapp.errors import QuizError
from quizapp.kinds.marking import fits
from quizapp.services.quiz_questions import Posed
from quizapp.study.quiz_order import mixed_up

KINDS: dict[type, str] = {
    Choose: "choose",
    TrueFalse: "true_false",
    Typed: "typed",
    Numeric: "numeric",
    When: "when",
    Cloze: "cloze",
    Order: "order",
    Match: "match",
    OpenText: "open",
    Information: "information",
}
"""A place on the map is "map"."""


class Wire:
    """Of one question in one game. ``secret``: the game's; ``shuffle``: a player's id where each
    phone has an order of its own, "" where all have the same."""

    def __init__(self, posed: Posed, secret: str, shuffle: str = "") -> None:
        self._posed = posed
        self._task = posed.task
        self._key = f"{secret}/{posed.place}".encode()[:64]  # no more can be a key
        self._shuffle = shuffle

    def question(self) -> dict[str, Any]:
        question = self._posed.question
        shown: dict[str, Any] = {
            "number": self._posed.number,
            "kind": KINDS.get(type(self._task), "map"),
            "stem": keep_dates_whole(question.stem),
            "points": self._posed.asked.points,
            "picture": question.picture.id if question.picture else None,
            "alt": question.picture.alt if question.picture else "",
        }
        return shown | self._choices()

    def option_ids(self) -> list[str]:
        """By place in the task: of a choice, an order, or the answers of a match."""
        task = self._task
        if isinstance(task, Choose):
            return [self._id("o", place) for place in range(len(task.options))]
        if isinstance(task, Order):
            return [self._id("o", place) for place in range(len(task.items))]
        if isinstance(task, Match):
            return [self._id("a", place) for place in range(len(task.answers()))]
        return []

    def response(self, sent: Any) -> Response:
        """What a phone sent, as the task has it; ``QuizError`` for what is no answer to it."""
        found = self._response(sent)
        if not fits(self._task, found):
            raise QuizError("This is no answer to that question.")
        return found

    def sent(self, response: Response) -> Any:
        """A response as the phone had sent it."""
        task = self._task
        if not isinstance(response, list):
            return response
        if isinstance(task, Choose | Order):
            ids = self.option_ids()
            return [ids[place] for place in response if isinstance(place, int)]
        if isinstance(task, Match):
            ids = self.option_ids()
            return [ids[place] if isinstance(place, int) and place >= 0 else None
                    for place in response]  # fmt: skip
        if isinstance(task, Cloze):
            return [self._gap_sent(task, gap, str(text)) for gap, text in enumerate(response)]
        return response

    def _choices(self) -> dict[str, Any]:
        task, order = self._task, self._posed.asked.shuffled
        match task:
            case Choose():
                texts = [option.text for option in task.options]
                fixed = [n for n, option in enumerate(task.options) if option.keeps_place]
                places = self._order(in_order(len(texts), order), fixed)
                return {"options": self._named("o", texts, places), "several": task.several}
            case Order():
                return {"items": self._named("o", list(task.items), self._items_in_order(task))}
            case Match():
                answers = list(task.answers())
                places = self._order(in_order(len(answers), order))
                premises = [pair.premise for pair in task.pairs]
                return {
                    "premises": self._named("p", premises, range(len(premises))),
                    "answers": self._named("a", answers, places),
                }
            case Cloze():
                return {"parts": self._parts(task)}
            case _:
                return {}

    def _items_in_order(self, task: Order) -> list[int]:
        """Never in the right one: that would be the answer."""
        if self._shuffle:
            return list(mixed_up(task.items, self._own_seed))
        return list(in_order(len(task.items), self._posed.asked.shuffled))

    @property
    def _own_seed(self) -> str:
        """Of the order that one player gets."""
        return f"{self._shuffle}/{self._posed.place}"

    def _order(self, places: tuple[int, ...], fixed: list[int] | None = None) -> list[int]:
        shown = list(places)
        if not self._shuffle:
            return shown
        kept = set(fixed or ())
        free = [place for place in shown if place not in kept]
        random.Random(self._own_seed).shuffle(free)
        mixed = iter(free)
        return [place if place in kept else next(mixed) for place in shown]

    def _parts(self, task: Cloze) -> list[dict[str, Any]]:
        orders = in_gaps(task, self._posed.asked.shuffled)
        parts: list[dict[str, Any]] = []
        for number, gap in enumerate(task.gaps):
            if task.texts[number]:
                parts.append({"text": keep_dates_whole(task.texts[number])})
            texts = [option.text for option in gap.options]
            options = self._named(f"g{number}", texts, self._order(orders[number]))
            parts.append({"gap": number, "options": options or None})
        if task.texts[-1]:
            parts.append({"text": keep_dates_whole(task.texts[-1])})
        return parts

    def _named(self, kind: str, texts: list[str], places: Any) -> list[dict[str, str]]:
        return [
            {"id": self._id(kind, place), "text": keep_dates_whole(texts[place])}
            for place in places
        ]

    def _id(self, kind: str, place: int) -> str:
        """Follows from the game's secret, so that it is the same after a restart of the host."""
        return hashlib.blake2b(f"{kind}/{place}".encode(), key=self._key, digest_size=5).hexdigest()

    def _response(self, sent: Any) -> Response:
        task = self._task
        if sent is None:
            return None
        if isinstance(task, Choose | Order):
            places = {id_: place for place, id_ in enumerate(self.option_ids())}
            return [_place(places, id_) for id_ in _listed(sent)]
        if isinstance(task, Match):
            places = {id_: place for place, id_ in enumerate(self.option_ids())}
            return [-1 if id_ is None else _place(places, id_) for id_ in _listed(sent)]
        if isinstance(task, Cloze):
            return [self._gap_text(task, gap, text) for gap, text in enumerate(_listed(sent))]
        return _plain(sent)

    def _gap_text(self, task: Cloze, gap: int, text: Any) -> str:
        if gap >= len(task.gaps) or not isinstance(text, str):
            raise QuizError("This is no answer to that question.")
        for place, option in enumerate(task.gaps[gap].options):
            if self._id(f"g{gap}", place) == text:
                return option.text
        return whole(text)

    def _gap_sent(self, task: Cloze, gap: int, text: str) -> str:
        for place, option in enumerate(task.gaps[gap].options):
            if option.text == text:
                return self._id(f"g{gap}", place)
        return text


def whole(text: str) -> str:
    """Without halves of letters, which neither the file nor a message could hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _plain(sent: Any) -> Response:
    """True or false, a text, or a place on the map."""
    if isinstance(sent, bool):
        return sent
    if isinstance(sent, str):
        return whole(sent)
    if isinstance(sent, list) and all(type(number) in (int, float) for number in sent):
        return [_degrees(number) for number in sent]
    raise QuizError("This is no answer to that question.")


def _degrees(number: float) -> float:
    try:
        return float(number)
    except OverflowError:  # JSON knows whole numbers of any length
        raise QuizError("This is no answer to that question.") from None


def _listed(sent: Any) -> list[Any]:
    if not isinstance(sent, list):
        raise QuizError("This is no answer to that question.")
    return sent


def _place(places: dict[str, int], id_: Any) -> int:
    if not isinstance(id_, str) or id_ not in places:
        raise QuizError("This is no answer to that question.")
    return places[id_]


def choice_counts(task: Task, responses: list[Response]) -> list[int] | None:
    """How many chose each option, by place in the task; None where nothing is chosen from few."""
    if isinstance(task, TrueFalse):
        return [responses.count(True), responses.count(False)]
    if not isinstance(task, Choose):
        return None
    counts = [0] * len(task.options)
    for response in responses:
        for place in response if isinstance(response, list) else ():
            if isinstance(place, int) and 0 <= place < len(counts):
                counts[place] += 1
    return counts
