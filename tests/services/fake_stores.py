"""The ports of ``quizapp.domain.ports`` in memory, and a small world to run services in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.deck import Deck, DeckSummary, ImportReport
from quizapp.domain.document import Document, DocumentSummary
from quizapp.domain.exam import Exam
from quizapp.domain.importing import Fate, Incoming, PastImport, Taken, Undone
from quizapp.domain.judgement import Judgement
from quizapp.domain.learner import Learner
from quizapp.domain.mark import Mark
from quizapp.domain.ports import (
    Backup,
    CheckReport,
    DueQuestion,
    QuestionVersion,
    Report,
    Stop,
    Whereabouts,
    never,
    untold,
)
from quizapp.domain.progress import (
    Answered,
    Dated,
    DayCount,
    Lately,
    Mistake,
    Naming,
    Overview,
    Standing,
)
from quizapp.domain.question import (
    AnswerKind,
    Question,
    QuestionFilter,
    SavedFilter,
    State,
)
from quizapp.domain.quiz import Attempt, Draw, Given, HandMark, Quiz, QuizSummary
from quizapp.domain.review import MemoryState, Rating, Review, Verdict, counted
from quizapp.domain.revising import Revised, Revision
from quizapp.domain.scheduling import Fit, Move, Why
from quizapp.domain.task_record import task_name
from quizapp.errors import Cancelled, NotFound, StorageError
from quizapp.progress.numbers import by_day, is_right
from quizapp.services.evidence import EvidenceFinder
from quizapp.services.last_answers import LastAnswers
from quizapp.services.learn import Learn
from quizapp.services.learning_day import LearningDay
from quizapp.services.places import Places
from quizapp.services.plan_exam import PlanExam
from quizapp.services.set_aside import SetAside
from quizapp.services.show_map import ShowMap
from quizapp.services.show_progress import ShowProgress
from quizapp.services.study_deck import StudyDeck
from quizapp.services.verdict_log import VerdictLog
from quizapp.settings import Settings

MONDAY = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


class FakeDecks:
    def __init__(self) -> None:
        self.by_id: dict[str, Deck] = {}
        self.content: dict[str, Question] = {}
        self.home: dict[str, str] = {}  # question id -> deck id
        self.former: dict[str, list[Question]] = {}  # question id -> earlier words, oldest first
        self.images: dict[str, bytes] = {}
        self.decided: set[str] = set()  # a person set the state

    def decks(self) -> list[Deck]:
        return list(self.by_id.values())

    def deck(self, deck_id: str) -> Deck:
        if deck_id not in self.by_id:
            raise NotFound("This deck is no longer there.")
        return self.by_id[deck_id]

    def save_deck(self, deck: Deck) -> None:
        self.by_id[deck.id] = deck

    def delete_deck(self, deck_id: str) -> None:
        del self.by_id[deck_id]
        for question_id, home in self.home.items():
            if home == deck_id:
                self.set_state([question_id], State.RETIRED)

    def summaries(self, learner: str, today: date) -> list[DeckSummary]:
        return []

    def save_questions(self, deck_id: str, questions: Iterable[Question]) -> ImportReport:
        added = changed = unchanged = 0
        for question in questions:
            known = self.content.get(question.id)
            if known is None:
                added += 1
                self.home[question.id] = deck_id
            elif known == question or question.state is State.DRAFT:
                unchanged += 1
                continue
            else:
                changed += 1
            state = known.state if known and question.id in self.decided else question.state
            self._put(question.with_state(state))
        return ImportReport(added, changed, unchanged)

    def update_question(self, question: Question) -> None:
        self.question(question.id)
        self._put(question)

    def _put(self, question: Question) -> None:
        known = self.content.get(question.id)
        if known is not None and known.with_state(question.state) != question:
            self.former.setdefault(question.id, []).append(known)
        self.content[question.id] = question

    def set_state(self, question_ids: Sequence[str], state: State) -> None:
        for question_id in question_ids:
            self.content[question_id] = self.question(question_id).with_state(state)
            self.decided.add(question_id)

    def set_confidences(self, confidences: Mapping[str, float]) -> None:
        for question_id, confidence in confidences.items():
            self.content[question_id] = replace(self.question(question_id), confidence=confidence)

    def question(self, question_id: str) -> Question:
        if question_id not in self.content:
            raise NotFound("This question is no longer there.")
        return self.content[question_id]

    def questions_by_id(self, question_ids: Sequence[str]) -> dict[str, Question]:
        return {id_: self.content[id_] for id_ in question_ids if id_ in self.content}

    def questions(self, wanted: QuestionFilter, limit: int = -1, offset: int = 0) -> list[Question]:
        found = [
            question
            for question in self.content.values()
            if (not wanted.states or question.state in wanted.states)
            and (not wanted.kinds or question.kind in wanted.kinds)
            and (not wanted.deck_ids or self.home[question.id] in wanted.deck_ids)
            and wanted.text.casefold() in question.stem.casefold()
            and set(wanted.tags) <= set(question.tags)
            and (not wanted.topic or f"{question.topic}/".startswith(f"{wanted.topic}/"))
            and (not wanted.difficulties or question.difficulty in wanted.difficulties)
            and (not wanted.tasks or _task(question) in wanted.tasks)
        ]
        return found[offset : None if limit < 0 else offset + limit]

    def ids(self, wanted: QuestionFilter) -> list[str]:
        return [question.id for question in self.questions(wanted)]

    def count(self, wanted: QuestionFilter) -> int:
        return len(self.questions(wanted))

    def known_ids(self) -> set[str]:
        return set(self.content)

    def deck_of(self, question_id: str) -> Deck:
        return self.by_id[self.home[question_id]]

    def versions(self, question_id: str) -> list[QuestionVersion]:
        words = [*self.former.get(question_id, []), self.question(question_id)]
        found = [
            QuestionVersion(number, question, None if number == 1 else MONDAY)
            for number, question in enumerate(words, 1)
        ]
        return found[::-1]

    def version(self, question_id: str, number: int) -> Question:
        found = [v.question for v in self.versions(question_id) if v.number == number]
        if not found:
            raise NotFound(f"There is no version {number} of this question.")
        return found[0]

    def version_numbers(self, question_ids: Sequence[str]) -> dict[str, int]:
        known = [id_ for id_ in question_ids if id_ in self.content]
        return {id_: len(self.former.get(id_, [])) + 1 for id_ in known}

    def tags(self) -> list[str]:
        return sorted({tag for q in self._accepted() for tag in q.tags}, key=str.casefold)

    def topics(self) -> list[str]:
        return sorted({q.topic for q in self._accepted() if q.topic}, key=str.casefold)

    def _accepted(self) -> list[Question]:
        return [q for q in self.content.values() if q.state is State.ACCEPTED]

    def remove(self, question_ids: Sequence[str]) -> int:
        known = [id_ for id_ in question_ids if id_ in self.content]
        for question_id in known:
            del self.content[question_id], self.home[question_id]
        return len(known)

    def revise(
        self, revisions: Sequence[Revision], report: Report = untold, stop: Stop = never
    ) -> list[Revised]:
        if stop():
            raise Cancelled("Cancelled; nothing was changed.")
        made = []
        for each in revisions:
            before, deck = self.question(each.question.id), self.home[each.question.id]
            now = each.deck_id or deck
            if (before, deck) == (each.question, now):
                continue
            version = self.version_numbers([before.id])[before.id]
            self._put(each.question)
            self.home[before.id] = now
            decided = before.id in self.decided
            if before.state is not each.question.state:
                self.decided.add(before.id)
            after = self.version_numbers([before.id])[before.id]
            made.append(
                Revised(before, deck, decided, False, version, after, each.question.state, now)
            )
        report(1.0, "")
        return made

    def put_back(self, revised: Sequence[Revised]) -> list[str]:
        restored = []
        for each in revised:
            id_ = each.before.id
            now = (self.version_numbers([id_])[id_], self.question(id_).state, self.home[id_])
            if now != (each.version_now, each.state_now, each.deck_now):
                continue
            self.content[id_], self.home[id_] = each.before, each.deck_id
            self.former[id_] = self.former.get(id_, [])[: each.version - 1]
            if not each.decided:
                self.decided.discard(id_)
            restored.append(id_)
        return restored

    def save_pictures(self, pictures: Mapping[str, bytes]) -> None:
        self.images = {**pictures, **self.images}

    def picture(self, picture_id: str) -> bytes:
        if picture_id not in self.images:
            raise NotFound("This picture is no longer there.")
        return self.images[picture_id]


def _task(question: Question) -> str:
    return "plain" if question.task is None else task_name(question.task)


class FakeQuizzes:
    def __init__(self) -> None:
        self.by_id: dict[str, Quiz] = {}
        self.deleted: set[str] = set()
        self.tries: dict[str, Attempt] = {}
        self.answers: list[Given] = []
        self.marks: list[HandMark] = []

    def quizzes(self) -> list[QuizSummary]:
        living = [quiz for quiz in self.by_id.values() if quiz.id not in self.deleted]
        return [self._summary(quiz) for quiz in sorted(living, key=lambda q: q.name.casefold())]

    def _summary(self, quiz: Quiz) -> QuizSummary:
        items = [item for section in quiz.sections for item in section.items]
        counts = [(item.count if isinstance(item, Draw) else 1, item.points) for item in items]
        done = sum(one.finished_at is not None for one in self.attempts(quiz.id))
        points = sum(count * each for count, each in counts)
        return QuizSummary(quiz, sum(count for count, _ in counts), points, done, MONDAY)

    def quiz(self, quiz_id: str) -> Quiz:
        if quiz_id not in self.by_id:
            raise NotFound("This quiz is no longer there.")
        return self.by_id[quiz_id]

    def save_quiz(self, quiz: Quiz) -> None:
        self.by_id[quiz.id] = quiz
        self.deleted.discard(quiz.id)

    def delete_quiz(self, quiz_id: str) -> None:
        self.quiz(quiz_id)
        self.deleted.add(quiz_id)

    def begin(self, attempt: Attempt) -> None:
        self.quiz(attempt.quiz_id)
        if attempt.id in self.tries:
            raise StorageError("This attempt was begun already.")
        self.tries[attempt.id] = attempt

    def attempt(self, attempt_id: str) -> Attempt:
        if attempt_id not in self.tries:
            raise NotFound("This attempt is no longer there.")
        return self.tries[attempt_id]

    def attempts(self, quiz_id: str | None = None, learner: str | None = None) -> list[Attempt]:
        return [
            one
            for one in self.tries.values()
            if quiz_id in (None, one.quiz_id) and learner in (None, one.learner)
        ]

    def extend(self, attempt_id: str, deadline: datetime) -> None:
        attempt = self.attempt(attempt_id)
        if attempt.finished_at is not None:
            raise StorageError("This attempt is handed in.")
        self.tries[attempt_id] = replace(attempt, deadline=deadline)

    def finish(self, attempt_id: str, at: datetime) -> None:
        attempt = self.attempt(attempt_id)
        if attempt.finished_at is None:
            self.tries[attempt_id] = replace(attempt, finished_at=at)

    def give(self, given: Given) -> None:
        if self.attempt(given.attempt).finished_at is not None:
            raise StorageError("This attempt is handed in.")
        self.answers.append(given)

    def given(self, attempt_ids: Sequence[str]) -> list[Given]:
        return [one for one in self.answers if one.attempt in attempt_ids]

    def mark_by_hand(self, mark: HandMark) -> None:
        self.attempt(mark.attempt)
        self.marks.append(mark)

    def withdraw_marks(self, marks: Sequence[HandMark]) -> None:
        for mark in marks:
            self.marks.remove(mark)

    def hand_marks(self, attempt_ids: Sequence[str]) -> list[HandMark]:
        return [one for one in self.marks if one.attempt in attempt_ids]

    def met(self, learner: str, since: datetime) -> set[str]:
        begun = [one for one in self.attempts(learner=learner) if one.started_at >= since]
        return {asked.question_id for one in begun for asked in one.asked}


class FakeImports:
    """Undo is that of the real store's tests; here it takes back what is simple."""

    def __init__(self, decks: FakeDecks, reviews: FakeReviews) -> None:
        self._decks = decks
        self._reviews = reviews
        self.past: list[PastImport] = []
        self._before: dict[str, dict[str, Question]] = {}
        self._rows: dict[str, list[Review]] = {}

    def fates(
        self, deck_id: str, questions: Sequence[Question], *, sparse: bool = False
    ) -> dict[str, Fate]:
        known = self._decks.content
        return {
            q.id: Fate.ADDED
            if q.id not in known
            else (Fate.UNCHANGED if known[q.id] == q else Fate.CHANGED)
            for q in questions
        }

    def take(self, incoming: Incoming, report: Report = untold, stop: Stop = never) -> Taken:
        fates = self.fates(incoming.deck.id, incoming.questions)
        self._before[incoming.id] = dict(self._decks.content)
        self._decks.by_id.setdefault(incoming.deck.id, incoming.deck)
        self._decks.save_questions(incoming.deck.id, incoming.questions)
        self._decks.save_pictures(incoming.pictures)
        log = {row.id for row in self._reviews.log}
        new = [row for row in incoming.reviews if row.id not in log]
        self._reviews.merge(new)
        self._rows[incoming.id] = new
        counts = Counter(fates.values())
        self.past.append(
            PastImport(
                incoming.id, incoming.at, incoming.file, incoming.format, incoming.deck.id,
                counts[Fate.ADDED], counts[Fate.CHANGED], counts[Fate.UNCHANGED], len(new),
                incoming.changed, incoming.skipped,
            )
        )  # fmt: skip
        return Taken(fates, len(new))

    def imports(self) -> list[PastImport]:
        return self.past[::-1]

    def undo(
        self,
        import_id: str,
        at: datetime,
        study_day: date,
        report: Report = untold,
        stop: Stop = never,
    ) -> Undone:
        (past,) = [one for one in self.past if one.id == import_id]
        self.past[self.past.index(past)] = replace(past, undone_at=at)
        self._decks.content = self._before[import_id]
        back = self._rows[import_id]
        for row in back:
            self._reviews.log.append(
                replace(row, id=f"back-{row.id}", at=at, study_day=study_day, retracts=row.id)
            )
        learner = back[0].learner if back else None
        return Undone(past.added, 0, past.changed, len(back), learner, ())


class FakeFilters:
    def __init__(self) -> None:
        self.by_key: dict[str, SavedFilter] = {}

    def filters(self) -> list[SavedFilter]:
        return [self.by_key[key] for key in sorted(self.by_key)]

    def save(self, saved: SavedFilter) -> None:
        self.by_key[saved.name.casefold()] = saved

    def delete(self, name: str) -> None:
        if self.by_key.pop(name.casefold(), None) is None:
            raise NotFound("This saved filter is no longer there.")


class FakeDocuments:
    def __init__(self, decks: FakeDecks) -> None:
        self._decks = decks
        self.by_print: dict[str, Document] = {}

    def save_document(self, document: Document) -> None:
        self.by_print[document.fingerprint] = document

    def documents(self) -> list[DocumentSummary]:
        return [
            DocumentSummary(d.fingerprint, d.name, d.title, d.format, d.words, 0, "2026-03-02")
            for d in self.by_print.values()
        ]

    def document(self, fingerprint: str) -> Document:
        if fingerprint not in self.by_print:
            raise NotFound("This document is no longer there.")
        return self.by_print[fingerprint]

    def find_document(self, name_or_title: str) -> Document | None:
        wanted = name_or_title.casefold()
        for document in self.by_print.values():
            if wanted in (document.title.casefold(), document.name.casefold()):
                return document
        return None

    def delete_document(self, fingerprint: str) -> None:
        self.by_print.pop(fingerprint, None)

    def questions_of(self, fingerprint: str) -> list[Question]:
        return [
            q
            for q in self._decks.content.values()
            if q.citation and q.citation.fingerprint == fingerprint
        ]

    def search_passages(self, text: str, limit: int = 50) -> list[tuple[str, int, str]]:
        return [
            (document.fingerprint, passage.number, passage.text)
            for document in self.by_print.values()
            for passage in document.passages
            if text.casefold() in passage.text.casefold()
        ][:limit]


class FakeReviews:
    def __init__(self, decks: FakeDecks) -> None:
        self._decks = decks
        self.log: list[Review] = []
        self.states: dict[tuple[str, str], MemoryState] = {}

    def append(self, review: Review, memory: MemoryState | None) -> None:
        self.log.append(review)
        key = (review.learner, review.question_id)
        if memory is None:
            self.states.pop(key, None)
        else:
            self.states[key] = memory

    def append_all(self, reviews: Sequence[Review], memory: MemoryState | None) -> None:
        for review in reviews:
            self.append(review, memory)

    def append_each(self, answers: Sequence[tuple[Review, MemoryState | None]]) -> None:
        for review, memory in answers:
            self.append(review, memory)

    def merge(self, reviews: Sequence[Review]) -> int:
        known = {row.id for row in self.log}
        new = {row.id: row for row in reviews if row.id not in known}
        self.log += new.values()
        return len(new)

    def reviews(self, learner: str, question_id: str | None = None) -> list[Review]:
        return [
            row
            for row in self.log
            if row.learner == learner and question_id in (None, row.question_id)
        ]

    def each_review(self, learner: str) -> Iterator[Review]:
        yield from self.reviews(learner)

    def log_length(self, learner: str) -> int:
        return len(self.reviews(learner))

    def whose(self, review_ids: Sequence[str]) -> dict[str, str]:
        wanted = set(review_ids)
        return {row.id: row.learner for row in self.log if row.id in wanted}

    def last_review(self, learner: str) -> Review | None:
        rows = counted(self.reviews(learner))
        return rows[-1] if rows else None

    def memory(self, learner: str, question_id: str) -> MemoryState | None:
        return self.states.get((learner, question_id))

    def memories(self, learner: str, question_ids: Sequence[str]) -> dict[str, MemoryState]:
        found = {id_: self.memory(learner, id_) for id_ in question_ids}
        return {id_: memory for id_, memory in found.items() if memory is not None}

    def due(
        self, learner: str, today: date, deck_ids: Sequence[str], limit: int = -1
    ) -> list[DueQuestion]:
        found = [q for q in self._studied(learner, deck_ids) if q.memory and q.memory.due <= today]
        found.sort(key=lambda q: q.memory.due if q.memory else today)
        return found if limit < 0 else found[:limit]

    def new(self, learner: str, deck_ids: Sequence[str], limit: int) -> list[DueQuestion]:
        found = [q for q in self._studied(learner, deck_ids) if q.memory is None]
        return found if limit < 0 else found[:limit]

    def load(self, learner: str, first: date, last: date) -> dict[date, int]:
        due = (line.memory.due for line in self._studied(learner, ()) if line.memory)
        return dict(Counter(day for day in due if first <= day <= last))

    def whereabouts(self, question_ids: Sequence[str]) -> dict[str, Whereabouts]:
        content = self._decks.content
        return {
            id_: Whereabouts(
                content[id_].date.point.year if content[id_].date else None,
                content[id_].kind is AnswerKind.DATE, -1, 0,
            )
            for id_ in question_ids
        }  # fmt: skip

    def answered_on(self, learner: str, day: date) -> list[Review]:
        return [row for row in counted(self.reviews(learner)) if row.study_day == day]

    def facts_seen_on(self, learner: str, day: date) -> set[str]:
        ids = {row.question_id for row in self.answered_on(learner, day)}
        return {self._decks.content[i].fact_id for i in ids if self._decks.content[i].fact_id}

    def new_started_on(self, learner: str, day: date) -> int:
        first: dict[str, date] = {}
        for row in counted(self.reviews(learner)):
            first.setdefault(row.question_id, row.study_day)
        return sum(started == day for started in first.values())

    def overview(self, learner: str, today: date) -> Overview:
        return Overview(len(self._decks.content), 0, 0, 0, 0, 0, None, ())

    def replace_memory(self, learner: str, states: Iterable[MemoryState]) -> None:
        for key in [key for key in self.states if key[0] == learner]:
            del self.states[key]
        self.states.update({(learner, state.question_id): state for state in states})

    def _studied(self, learner: str, deck_ids: Sequence[str]) -> list[DueQuestion]:
        return [
            DueQuestion(q.id, q.fact_id, home, self.memory(learner, q.id), position)
            for position, q in enumerate(self._decks.content.values())
            if q.state is State.ACCEPTED
            and (not deck_ids or (home := self._decks.home[q.id]) in deck_ids)
            and (home := self._decks.home[q.id])
        ]


class FakeProgress:
    def __init__(self, decks: FakeDecks, reviews: FakeReviews) -> None:
        self._decks = decks
        self._reviews = reviews

    def days(self, learner: str) -> list[DayCount]:
        return list(by_day(self._reviews.reviews(learner)).values())

    def standings(self, learner: str) -> list[Standing]:
        return [
            Standing(
                q.id, self._decks.home[q.id], q.kind,
                q.citation.fingerprint if q.citation else None,
                q.date.point.year if q.date else None, self._reviews.memory(learner, q.id),
            )
            for q in self._decks.content.values()
            if q.state is State.ACCEPTED
        ]  # fmt: skip

    def dated(
        self, learner: str, deck_ids: Sequence[str] = (), text: str = "", limit: int = -1
    ) -> list[Dated]:
        found = [
            Dated(
                q.id, q.fact_id, self._decks.home[q.id], q.kind,
                q.citation.fingerprint if q.citation else None, q.date,
                memory.stability if (memory := self._reviews.memory(learner, q.id)) else None,
            )
            for q in self._decks.content.values()
            if q.state is State.ACCEPTED and q.date is not None
            and (not deck_ids or self._decks.home[q.id] in deck_ids)
            and text.casefold() in f"{q.stem} {q.answer}".casefold()
        ]  # fmt: skip
        return found if limit < 0 else found[:limit]

    def wordings(self, question_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        known = self._decks.content
        return {id_: (known[id_].stem, known[id_].answer) for id_ in question_ids if id_ in known}

    def places(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for q in self._decks.content.values():
            if q.kind is AnswerKind.PLACE and q.state is State.ACCEPTED and q.fact_id:
                found.setdefault(q.fact_id, q.answer)
        return found

    def namings(self, learner: str, deck_ids: Sequence[str] = (), limit: int = -1) -> list[Naming]:
        found = []
        for q in self._decks.content.values():
            deck, memory = self._decks.home[q.id], self._reviews.memory(learner, q.id)
            if q.state is not State.ACCEPTED or (deck_ids and deck not in deck_ids):
                continue
            accept = q.accept if q.kind is AnswerKind.PLACE else ()
            known = (memory.stability, memory.last_day) if memory else (None, None)
            found.append(Naming(q.id, deck, q.kind, q.stem, q.answer, accept, *known))
        return found[:limit] if limit >= 0 else found

    def namings_of(self, learner: str, question_ids: Sequence[str]) -> list[Naming]:
        return [each for each in self.namings(learner) if each.question_id in question_ids]

    def tags(self) -> dict[str, tuple[str, ...]]:
        content = self._decks.content.values()
        return {q.id: q.tags for q in content if q.state is State.ACCEPTED and q.tags}

    def mistakes(self, learner: str, limit: int) -> list[Mistake]:
        wrong = Counter(
            (row.question_id, row.given)
            for row in counted(self._reviews.reviews(learner))
            if row.verdict is Verdict.WRONG and row.given
        )
        return [
            Mistake(id_, self._decks.content[id_].kind, self._decks.content[id_].answer, given, n)
            for (id_, given), n in wrong.most_common(limit)
        ]

    def wrong_answers(self, learner: str, question_id: str) -> list[str]:
        given = (
            row.given
            for row in reversed(counted(self._reviews.reviews(learner)))
            if row.question_id == question_id and row.verdict is Verdict.WRONG and row.given
        )
        return list(dict.fromkeys(given))

    def lately(self, learner: str, since: date, limit: int) -> list[Lately]:
        missed: dict[str, list[bool]] = {}
        for row in [*reversed(counted(self._reviews.reviews(learner)))][:limit]:
            if row.study_day >= since:
                missed.setdefault(row.question_id, []).append(row.rating is Rating.AGAIN)
        found = ((self._decks.content[id_], answers) for id_, answers in missed.items())
        return [
            Lately(
                q.id,
                q.kind,
                q.stem,
                q.answer,
                q.tags,
                q.date.point.year if q.date else None,
                tuple(answers),
            )
            for q, answers in found
            if q.state is State.ACCEPTED
        ]

    def met_with_answer(
        self, learner: str, kind: AnswerKind, word: str, limit: int
    ) -> list[Question]:
        met = [
            (memory.last_day, q)
            for q in self._decks.content.values()
            if q.state is State.ACCEPTED and q.kind is kind
            and (memory := self._reviews.memory(learner, q.id)) is not None
            and word.casefold() in re.findall(r"\w+", " ".join([q.answer, *q.accept]).casefold())
        ]  # fmt: skip
        return [q for _, q in sorted(met, key=lambda one: one[0], reverse=True)][:limit]

    def answers(self, learner: str) -> Iterator[Answered]:
        for row in counted(self._reviews.reviews(learner)):
            yield Answered(row.question_id, row.study_day, row.rating, is_right(row))


class FakeFits:
    def __init__(self, reviews: FakeReviews) -> None:
        self._reviews = reviews
        self.log: list[Fit] = []

    def fits(self, learner: str) -> list[Fit]:
        return [fit for fit in reversed(self.log) if fit.learner == learner]

    def in_force(self, learner: str) -> tuple[float, ...] | None:
        return next((fit.parameters for fit in self.fits(learner) if fit.in_force), None)

    def answers(self, learner: str) -> list[tuple[str, date, Rating]]:
        rows = counted(self._reviews.reviews(learner))
        return [(row.question_id, row.study_day, row.rating) for row in rows]

    def add(self, fit: Fit) -> None:
        self.log.append(replace(fit, in_force=False))

    def other_answers(self, learner: str, states: Mapping[str, MemoryState]) -> list[str]:
        def answers(state: MemoryState | None) -> tuple[object, ...]:
            return (state.last_day, state.reviews, state.lapses) if state else ()

        return [
            id_ for (owner, id_), state in self._reviews.states.items()
            if owner == learner and answers(state) != answers(states.get(id_))
        ]  # fmt: skip

    def put_in_force(self, learner: str, fit_id: str | None, states: Iterable[MemoryState]) -> None:
        self.log = [
            replace(fit, in_force=fit.id == fit_id) if fit.learner == learner else fit
            for fit in self.log
        ]
        for state in states:
            key = (learner, state.question_id)
            if key in self._reviews.states:
                self._reviews.states[key] = replace(state, due=self._reviews.states[key].due)


class FakeMoves:
    def __init__(self, reviews: FakeReviews) -> None:
        self._reviews = reviews
        self.log: list[Move] = []

    def apply(self, move: Move) -> int:
        self.log.append(move)
        for each in move.moved:
            self._set(move.learner, each.question_id, each.after)
        return len(move.moved)

    def undo(self, move_id: str, at: datetime) -> int:
        (move,) = [each for each in self.log if each.id == move_id]
        self.log[self.log.index(move)] = replace(move, undone_at=at)
        answered = {
            row.question_id for row in counted(self._reviews.reviews(move.learner))
            if row.at > move.at
        }  # fmt: skip
        back = [each for each in move.moved if each.question_id not in answered]
        for each in back:
            self._set(move.learner, each.question_id, each.before)
        return len(back)

    def moves(self, learner: str) -> list[Move]:
        return [move for move in reversed(self.log) if move.learner == learner]

    def last(self, learner: str, whys: Sequence[Why]) -> Move | None:
        made = self.moves(learner)
        return next((m for m in made if m.why in whys and m.undone_at is None), None)

    def _set(self, learner: str, question_id: str, due: date) -> None:
        key = (learner, question_id)
        self._reviews.states[key] = replace(self._reviews.states[key], due=due)


class FakeJudgements:
    def __init__(self) -> None:
        self.log: list[Judgement] = []

    def append(self, judgements: Sequence[Judgement]) -> None:
        self.log += judgements

    def judgements(self, question_id: str | None = None) -> list[Judgement]:
        return [row for row in self.log if question_id in (None, row.question_id)]

    def newest(self) -> str:
        return self.log[-1].id if self.log else ""


class FakeLearners:
    def __init__(self, reviews: FakeReviews) -> None:
        self._reviews = reviews
        self.rows: dict[str, Learner] = {}
        self.pins: dict[str, str | None] = {}
        self.own: dict[str, dict[str, object]] = {}

    def learners(self) -> list[Learner]:
        return [
            replace(one, has_pin=self.pins.get(one.id) is not None) for one in self.rows.values()
        ]

    def in_log(self) -> dict[str, date]:
        found: dict[str, date] = {}
        for row in self._reviews.log:
            found[row.learner] = max(row.study_day, found.get(row.learner, row.study_day))
        return found

    def add(self, learners: Sequence[Learner]) -> None:
        taken = {one.key for one in self.rows.values() if one.deleted_at is None}
        if any(one.id in self.rows or one.key in taken for one in learners):
            raise StorageError("One of these names is taken.")
        self.rows.update({one.id: one for one in learners})

    def change(self, learner: Learner) -> None:
        self._there(learner.id)
        self.rows[learner.id] = learner

    def pin(self, learner_id: str) -> str | None:
        self._there(learner_id)
        return self.pins.get(learner_id)

    def set_pin(self, learner_id: str, hashed: str | None) -> None:
        self._there(learner_id)
        self.pins[learner_id] = hashed

    def own_settings(self, learner_id: str) -> dict[str, object]:
        self._there(learner_id)
        return dict(self.own.get(learner_id, {}))

    def set_own_settings(self, learner_id: str, settings: Mapping[str, object]) -> None:
        self._there(learner_id)
        self.own[learner_id] = dict(settings)

    def _there(self, learner_id: str) -> None:
        if learner_id not in self.rows:
            raise NotFound("This learner is no longer there.")


class FakeMaintenance:
    def __init__(self) -> None:
        self.made: list[Backup] = []

    def backup(self, reason: str) -> Backup | None:
        self.made.append(Backup(Path(f"{reason}.db"), MONDAY, 1))
        return self.made[-1]

    def backups(self) -> list[Backup]:
        return self.made[::-1]

    def restore(self, backup: Backup) -> None:
        self.made.remove(backup)

    def check(self) -> CheckReport:
        return CheckReport(ok=True, findings=(), repaired=())


class FakeExams:
    def __init__(self) -> None:
        self.by_learner: dict[str, dict[str, Exam]] = {}

    def exams(self, learner: str) -> list[Exam]:
        return sorted(self.by_learner.get(learner, {}).values(), key=lambda exam: exam.day)

    def exam(self, learner: str, exam_id: str) -> Exam:
        if exam_id not in self.by_learner.get(learner, {}):
            raise NotFound("This exam is no longer there.")
        return self.by_learner[learner][exam_id]

    def save(self, learner: str, exam: Exam) -> None:
        self.by_learner.setdefault(learner, {})[exam.id] = exam

    def delete(self, learner: str, exam_id: str) -> None:
        self.exam(learner, exam_id)
        del self.by_learner[learner][exam_id]


class FakeMarks:
    def __init__(self) -> None:
        self.by_learner: dict[str, dict[str, Mark]] = {}

    def marks_of(self, learner: str, question_ids: Sequence[str]) -> list[Mark]:
        known = self.by_learner.get(learner, {})
        return [known.get(question_id, Mark(question_id)) for question_id in question_ids]

    def marks(self, learner: str) -> list[Mark]:
        return [mark for mark in self.by_learner.get(learner, {}).values() if mark.is_set]

    def save(self, learner: str, marks: Sequence[Mark]) -> None:
        for mark in marks:
            self.by_learner.setdefault(learner, {})[mark.question_id] = mark


class FakeStores:
    def __init__(self) -> None:
        self.path = Path("memory.db")
        self.decks = FakeDecks()
        self.documents = FakeDocuments(self.decks)
        self.reviews = FakeReviews(self.decks)
        self.progress = FakeProgress(self.decks, self.reviews)
        self.marks = FakeMarks()
        self.exams = FakeExams()
        self.judgements = FakeJudgements()
        self.fits = FakeFits(self.reviews)
        self.moves = FakeMoves(self.reviews)
        self.learners = FakeLearners(self.reviews)
        self.quizzes = FakeQuizzes()
        self.filters = FakeFilters()
        self.imports = FakeImports(self.decks, self.reviews)
        self.maintenance = FakeMaintenance()
        self.closed = False

    def close(self) -> None:
        self.closed = True


class FakeClock:
    def __init__(self, moment: datetime = MONDAY) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def sleep(self, *, days: int = 0, hours: int = 0, seconds: int = 0) -> None:
        self.moment += timedelta(days=days, hours=hours, seconds=seconds)


def strict_grade(question: Question, given: str) -> SimpleNamespace:
    """Right to the letter, almost in another case, else wrong."""
    if given == question.answer:
        return SimpleNamespace(verdict=Verdict.RIGHT, note="")
    if given.casefold() == question.answer.casefold():
        return SimpleNamespace(verdict=Verdict.ALMOST, note="Capital letters.")
    return SimpleNamespace(verdict=Verdict.WRONG, note="")


class World:
    """Stores, clock, settings and services of one learner."""

    def __init__(self, stores: FakeStores) -> None:
        self.stores = stores
        self.clock = FakeClock()
        self.settings = Settings()
        last = LastAnswers(stores.reviews.last_review)
        self.day = LearningDay(self.clock, self.settings, last=last)
        self.evidence = EvidenceFinder(stores.documents)
        self.places = Places(stores, self.day)
        self.log = VerdictLog(stores, self.day)
        self.learn = Learn(stores, self.log)
        stores.decks.save_deck(Deck("deck", "Deck"))

    @property
    def progress(self) -> ShowProgress:
        return ShowProgress(self.stores, self.day)

    @property
    def map(self) -> ShowMap:
        return ShowMap(self.stores, self.day, self.evidence, self.places)

    @property
    def study(self) -> StudyDeck:
        return StudyDeck(self.stores, self.day, self.evidence, strict_grade, places=self.places)

    @property
    def exam(self) -> PlanExam:
        return PlanExam(self.stores, self.day, self.study)

    @property
    def aside(self) -> SetAside:
        return SetAside(self.stores, self.day)

    def add(self, *questions: Question, deck_id: str = "deck") -> None:
        self.stores.decks.save_questions(deck_id, questions)

    def memory(self, question_id: str) -> MemoryState | None:
        return self.stores.reviews.memory("me", question_id)


def question(name: str, *, year: int | None = None, fact: str = "", **fields: object) -> Question:
    """A question whose right answer is ``right-<name>``."""
    values: dict[str, object] = {
        "id": name,
        "kind": AnswerKind.DATE if year else AnswerKind.LEADER,
        "stem": f"What about {name}?",
        "answer": f"right-{name}",
        "distractors": (f"x-{name}", f"y-{name}", f"z-{name}"),
        "date": HistoricalDate(new_style=DatePoint(year)) if year else None,
        "fact_id": fact,
        **fields,
    }
    return Question(**values)  # type: ignore[arg-type]
