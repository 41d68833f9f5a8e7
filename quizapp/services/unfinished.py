"""The session that was not finished: closing the window, or a crash, does not end it.

Only what was to be asked is written down, once, as the session begins. How far it came is read off
the review log, which has every answer by then: nothing can be counted twice or get lost between two
records. Of cramming no log says so, and none may: its answers are written down here with it, and go
with it. A file that makes no sense is left aside.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from quizapp.domain.identity import new_id
from quizapp.domain.ports import Stores
from quizapp.domain.question import Question, State
from quizapp.domain.review import Form, Rating, Review, Verdict
from quizapp.domain.session import Manner
from quizapp.errors import NotFound
from quizapp.services.learning_day import LearningDay
from quizapp.services.set_aside import SetAside
from quizapp.services.study_deck import StudyDeck
from quizapp.services.study_session import Earlier, StudySession
from quizapp.study.queue import Place
from quizapp.whole_files import write_whole

VERSION = 1
STUDIED, CRAMMED = PARTS = ("sessions", "crammed")
"""Of the file: sessions by learner. A QuizApp that does not know of the second leaves it out."""
LONGEST_DAYS = 1
"""Study days after which a session is past: what it asked waits among the rest by then."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a session. ``title``: what its screen called it."""

    title: str
    left: int
    total: int


@dataclass(frozen=True, slots=True)
class _Kept:
    """A session as it began. ``before``: ids of that day's answers that are none of its own.
    ``crammed``: the answers of one that no log keeps."""

    title: str
    manner: Manner
    in_order: bool
    begun: date
    places: tuple[Place, ...]
    before: frozenset[str]
    crammed: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rest:
    """A session as it stands by the log."""

    kept: _Kept
    places: list[Place]
    done: int
    earlier: list[Earlier]

    @property
    def left(self) -> int:
        return sum(len(place.members or (place,)) for place in self.places)


class Unfinished:
    """One session a learner: the one begun last. Cramming waits on top of it, and once it is over
    the other is offered again. Belongs on the database lane."""

    def __init__(self, stores: Stores, day: LearningDay, study: StudyDeck, file: Path) -> None:
        self._stores = stores
        self._day = day
        self._study = study
        self._aside = SetAside(stores, day)
        self._file = file

    def keep(self, title: str, session: StudySession) -> None:
        """To be told as a session begins."""
        places = session.to_ask
        if not places:
            return
        today = self._day.today()
        answered = self._stores.reviews.answered_on(self._day.learner, today)
        begun = {
            "title": title,
            "manner": session.manner.value,
            "in_order": session.in_order,
            "begun": today.isoformat(),
            "places": [_written(place) for place in places],
            "before": [review.id for review in answered],
        }
        if session.manner is not Manner.CRAM:
            self._write({STUDIED: begun, CRAMMED: None})
            return
        crammed = begun | {"id": new_id(), "crammed": []}
        self._write({CRAMMED: crammed})
        self._listen(session, crammed)

    def forget(self) -> None:
        """The learner ended the one begun last."""
        self._write({CRAMMED if self._read(CRAMMED) is not None else STUDIED: None})

    def _listen(self, session: StudySession, kept: dict[str, Any]) -> None:
        """Writes down what is crammed from now on, unless another session took its place."""
        earlier, learner = kept["crammed"], self._day.learner

        def told(answers: Sequence[Review]) -> None:
            if self._read_all()[CRAMMED].get(learner, {}).get("id") == kept["id"]:
                given = [*earlier, *map(_written_answer, answers)]
                self._write({CRAMMED: kept | {"crammed": given}}, learner)

        session.tell_crammed(told)

    def left(self) -> Left | None:
        """What can be gone on with; ``None`` where nothing is left, or too many days passed."""
        rest = self._rest()
        if rest is None:
            return None
        return Left(rest.kept.title, rest.left, rest.left + rest.done)

    def go_on(self) -> StudySession:
        """The session where it stood: what was answered stays answered, and what was missed comes
        again. ``NotFound`` where nothing is left of it."""
        rest = self._rest()
        if rest is None:
            raise NotFound("Nothing is left of that session.")
        kept = rest.kept
        session = self._study.go_on(
            rest.places, kept.manner, in_order=kept.in_order, done=rest.done, earlier=rest.earlier
        )
        if kept.manner is Manner.CRAM:
            self._listen(session, self._read_all()[CRAMMED][self._day.learner])
        return session

    def _rest(self) -> _Rest | None:
        return self._rest_of(CRAMMED) or self._rest_of(STUDIED)

    def _rest_of(self, part: str) -> _Rest | None:
        kept = self._read(part)
        today = self._day.today()
        if kept is None or not 0 <= (today - kept.begun).days <= LONGEST_DAYS:
            return None
        ids = [each.question_id for place in kept.places for each in place.members or (place,)]
        there = self._there(ids)
        answers = [each for each in self._answers(kept, today) if each.question_id in there]
        last = {each.question_id: each for each in answers}
        missed = {id_ for id_, each in last.items() if _comes_again(each, kept.manner)}
        places = _to_ask(kept.places, there.keys(), last.keys() - missed, missed)
        if not places:
            return None
        earlier = self._earlier(answers, there, crams=kept.manner is Manner.CRAM)
        return _Rest(kept, places, len(last.keys() - missed), earlier)

    def _there(self, ids: Sequence[str]) -> dict[str, Question]:
        """Those that are still studied, by id."""
        aside = self._aside.today()
        found = self._stores.decks.questions_by_id(ids)
        return {
            id_: question
            for id_, question in found.items()
            if question.state is State.ACCEPTED and id_ not in aside
        }

    def _answers(self, kept: _Kept, today: date) -> list[Review]:
        """Those of the session, as they were given."""
        if kept.manner is Manner.CRAM:
            return list(kept.crammed)
        reviews, learner = self._stores.reviews, self._day.learner
        days = [kept.begun + timedelta(days=n) for n in range((today - kept.begun).days + 1)]
        given = [review for day in days for review in reviews.answered_on(learner, day)]
        return [review for review in given if review.id not in kept.before]

    def _earlier(
        self, answers: Sequence[Review], there: dict[str, Question], *, crams: bool
    ) -> list[Earlier]:
        times = Counter(review.question_id for review in answers)
        memories = self._stores.reviews.memories(self._day.learner, list(times))
        found = []
        for review in answers:
            id_ = review.question_id
            memory = memories.get(id_)
            if memory is not None or crams:
                logged = 0 if crams else times[id_]
                was_new = memory is None or memory.reviews == logged
                found.append(Earlier(there[id_], review, memory, was_new))
        return found

    # The file: what was kept, by part and learner

    def _read(self, part: str) -> _Kept | None:
        try:
            return _kept(self._read_all()[part][self._day.learner], self._day.learner)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None

    def _read_all(self) -> dict[str, dict[str, Any]]:
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
            if stored["version"] == VERSION:
                return {part: dict(stored.get(part, {})) for part in PARTS}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass
        return {part: {} for part in PARTS}

    def _write(self, kept: dict[str, dict[str, Any] | None], learner: str | None = None) -> None:
        """By part; ``None``: nothing. Where the disk refuses it, an interrupted session is not
        offered; no answer is lost."""
        learner = self._day.learner if learner is None else learner
        before = self._read_all()
        after = {part: dict(sessions) for part, sessions in before.items()}
        for part, session in kept.items():
            after[part].pop(learner, None)
            if session is not None:
                after[part][learner] = session
        if after == before:
            return
        with suppress(OSError):
            write_whole(self._file, json.dumps({"version": VERSION, **after}))


def _comes_again(last: Review, manner: Manner) -> bool:
    return last.rating is Rating.AGAIN and manner is not Manner.TEST


def _to_ask(
    kept: Iterable[Place], there: Iterable[str], known: Iterable[str], missed: Iterable[str]
) -> list[Place]:
    """What still is to be asked, in its order; what was missed comes at the end, by itself."""
    there, known, missed = set(there), set(known), set(missed)
    ahead: list[Place] = []
    again: list[Place] = []
    for place in kept:
        members = place.members or (place,)
        ids = {member.question_id for member in members}
        if ids <= there and not ids & (known | missed):
            ahead.append(place)
            continue
        open_ones = [m for m in members if m.question_id in there and m.question_id not in known]
        ahead += [member for member in open_ones if member.question_id not in missed]
        again += [replace(m, again=True) for m in open_ones if m.question_id in missed]
    return ahead + again


def _written(place: Place) -> dict[str, Any]:
    """``beside`` is of the moment, and no session begins with it."""
    return {
        "id": place.question_id,
        "new": place.is_new,
        "form": place.form.value if place.form else "",
        "members": [_written(member) for member in place.members],
    }


def _place(stored: dict[str, Any]) -> Place:
    return Place(
        str(stored["id"]),
        bool(stored["new"]),
        members=tuple(map(_place, stored["members"])),
        form=Form(stored["form"]) if stored["form"] else None,
    )


def _written_answer(review: Review) -> dict[str, Any]:
    return {
        "question": review.question_id,
        "form": review.form.value,
        "given": review.given,
        "verdict": review.verdict.value,
        "rating": review.rating.value,
        "milliseconds": review.milliseconds,
        "at": review.at.isoformat(),
        "day": review.study_day.isoformat(),
    }


def _answer(stored: dict[str, Any], learner: str) -> Review:
    """No row of the log: it has no id there, and needs none."""
    return Review(
        id="",
        learner=learner,
        question_id=str(stored["question"]),
        form=Form(stored["form"]),
        given=str(stored["given"]),
        verdict=Verdict(stored["verdict"]),
        rating=Rating(stored["rating"]),
        milliseconds=int(stored["milliseconds"]),
        at=datetime.fromisoformat(stored["at"]),
        study_day=date.fromisoformat(stored["day"]),
    )


def _kept(stored: dict[str, Any], learner: str) -> _Kept:
    return _Kept(
        str(stored["title"]),
        Manner(stored["manner"]),
        bool(stored["in_order"]),
        date.fromisoformat(stored["begun"]),
        tuple(map(_place, stored["places"])),
        frozenset(stored["before"]),
        tuple(_answer(each, learner) for each in stored.get("crammed", ())),
    )
