"""A program without a deck file: services that keep everything in memory, for tests of screens.

They keep the promises of ``quizapp/services``; what they do not need, they leave out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from quizapp.domain.calendar import Calendar
from quizapp.domain.date_span import text_in_style
from quizapp.domain.deck import Deck, DeckSummary
from quizapp.domain.document import (
    Document,
    DocumentSummary,
    OffsetRun,
    Passage,
    ReadingNote,
    Span,
    TextKind,
)
from quizapp.domain.exam import Exam
from quizapp.domain.fact import Place, PlaceKind
from quizapp.domain.identity import new_id
from quizapp.domain.importing import Entry as ReportEntry
from quizapp.domain.importing import PastImport
from quizapp.domain.judgement import Act, Judgement, Reason
from quizapp.domain.learner import COLOURS, Learner
from quizapp.domain.mark import Mark
from quizapp.domain.ports import Backup, CheckReport
from quizapp.domain.progress import Dated, DayCount, Overview
from quizapp.domain.question import (
    AnswerKind,
    Citation,
    Question,
    QuestionFilter,
    SavedFilter,
    State,
)
from quizapp.domain.quiz import QuizSummary
from quizapp.domain.review import Form, MemoryState, Rating, Verdict
from quizapp.domain.scheduling import Fit, Move, Why
from quizapp.domain.scheduling import Moved as MovedDay
from quizapp.domain.session import Manner
from quizapp.domain.task_record import task_name
from quizapp.errors import Cancelled, ExchangeError, NotFound, QuizError, WrongPin
from quizapp.kinds.ranking import shipped_weights
from quizapp.kinds.reasons import reasons_against
from quizapp.paths import Paths
from quizapp.progress.confusions import Confusion
from quizapp.progress.mastery import Mastery, known
from quizapp.services.author_question import Bank
from quizapp.services.bare_sentences import Bare, bare_sentences
from quizapp.services.browse_library import PassageHit
from quizapp.services.carry_progress import Merged, Whose
from quizapp.services.check_clock import ClockBehind
from quizapp.services.evidence import EvidenceFinder, EvidenceView
from quizapp.services.exchange_decks import ExportOutcome, FormatInfo, ImportOutcome
from quizapp.services.fit_memory import Anew, Evaluation, Found, MemoryModel
from quizapp.services.home import AfterToday, TodaysWork
from quizapp.services.learn import Learned, Moved
from quizapp.services.learners import Deleted, Everyone, LearnerLine
from quizapp.services.learning_day import Coming
from quizapp.services.make_questions import FileOutcome, MakeReport
from quizapp.services.plan_exam import Material, ShareToday
from quizapp.services.reschedule import Offer, Preview
from quizapp.services.reschedule import Proposal as DueProposal
from quizapp.services.review_proposals import Proposal
from quizapp.services.show_map import MapPicture, MapPlace
from quizapp.services.show_progress import Course, Picture, Weakest
from quizapp.services.show_timeline import (
    Details,
    Entry,
    Facts,
    Row,
    ShowTimeline,
    headline,
)
from quizapp.services.study_deck import (
    Ask,
    Beside,
    Marked,
    Matching,
    Outcome,
    Resting,
    Summary,
    WhyNow,
)
from quizapp.services.take_quiz import Offer as QuizOffer
from quizapp.services.watching import UNWATCHED, Watch
from quizapp.settings import Settings
from quizapp.study.exam import Candidate, Done, Task, next_day, todays_share
from quizapp.study.hints import hint
from quizapp.study.leech import Leech
from quizapp.ui.tour_progress import invented_course, invented_picture, invented_weakest

TODAY = date(2026, 3, 14)
PARAGRAPHS = (
    ("The harbour of Lindholm", TextKind.HEADING),
    (
        "In the spring of 1871 the town of Lindholm was given a stone quay. Until then every "
        "barge had been unloaded by hand on the beach, and in bad weather not at all.",
        TextKind.PROSE,
    ),
    (
        "On 14 June 1872 the harbour master Edvard Strand opened the new lighthouse. It stood on "
        "the outer reef and could be seen from eighteen miles away, so that ships no longer had "
        "to wait for the morning. The ceremony drew two thousand people from the villages.",
        TextKind.PROSE,
    ),
    ("The railway", TextKind.HEADING),
    (
        "The railway company moved its workshops to Granvik in 1884, and with them four hundred "
        "families. Strand, who had become mayor, opposed the move to the end.",
        TextKind.PROSE,
    ),
)


def sample_document() -> Document:
    passages, original, heading = [], "", ""
    for number, (text, kind) in enumerate(PARAGRAPHS):
        run = OffsetRun(0, len(original), len(text))
        path = (heading,) if heading and kind is not TextKind.HEADING else ()
        passages.append(Passage(number, text, kind, (run,), path, number + 1))
        heading = text if kind is TextKind.HEADING else heading
        original += text + "\n\n"
    return Document(
        "lindholm.txt", "The harbour of Lindholm", "text", original, tuple(passages), "f" * 64,
        notes=(ReadingNote("Two page numbers were left out."),),
    )  # fmt: skip


def cite(document: Document, words: str) -> Citation:
    start = document.original.index(words)
    passage = next(p for p in document.passages if p.span.overlaps(Span(start, start + 1)))
    return Citation(
        document.name, document.title, document.fingerprint, passage.paragraph,
        span=Span(start, start + len(words)), quote=words,
    )  # fmt: skip


def sample_questions(document: Document, state: State = State.ACCEPTED) -> list[Question]:
    def made(*parts: Any) -> Question:
        name, kind, stem, answer, wrong, words = parts
        return Question(
            name, kind, stem, answer, distractors=tuple(wrong.split("|")), state=state,
            citation=cite(document, words), fact_id=f"fact-{name}", confidence=0.9,
        )  # fmt: skip

    return [
        made("q1", AnswerKind.DATE, "When was the new lighthouse of Lindholm opened?",
             "14 June 1872", "14 June 1874|3 May 1872|14 July 1871", "14 June 1872"),
        made("q2", AnswerKind.LEADER, "Who opened the new lighthouse of Lindholm in 1872?",
             "Edvard Strand", "Karl Holm|Johan Vik|Peter Dahl",
             "harbour master Edvard Strand opened the new lighthouse"),
        made("q3", AnswerKind.PLACE, "Where did the railway company move its workshops in 1884?",
             "Granvik", "Lindholm|Osterby|Marstad", "moved its workshops to Granvik in 1884"),
        made("q4", AnswerKind.DATE, "When was the town of Lindholm given a stone quay?",
             "spring 1871", "autumn 1871|spring 1874|winter 1870", "In the spring of 1871"),
    ]  # fmt: skip


class MemoryDecks:
    """What all the sample services share."""

    def __init__(self) -> None:
        self.decks: dict[str, Deck] = {}
        self.questions: dict[str, Question] = {}
        self.deck_of: dict[str, str] = {}
        self.documents: dict[str, Document] = {}
        self.answered: set[str] = set()
        self.reasons: dict[str, Reason] = {}  # why a question was retired
        self.exams: list[Exam] = []
        self.missed: list[str] = []  # ids of those answered wrong today
        self.next_day = Coming(date(2026, 3, 18), 4)  # when the next questions are due

    def add(self, deck_id: str, questions: Sequence[Question]) -> None:
        for question in questions:
            self.questions[question.id] = question
            self.deck_of[question.id] = deck_id

    def matching(self, wanted: QuestionFilter) -> list[Question]:
        text = wanted.text.casefold()
        found = [
            question
            for question in self.questions.values()
            if text in f"{question.stem} {question.answer}".casefold()
            and (not wanted.kinds or question.kind in wanted.kinds)
            and (not wanted.states or question.state in wanted.states)
            and (not wanted.deck_ids or self.deck_of[question.id] in wanted.deck_ids)
            and set(wanted.tags) <= set(question.tags)
            and (not wanted.topic or f"{question.topic}/".startswith(f"{wanted.topic}/"))
            and (not wanted.difficulties or question.difficulty in wanted.difficulties)
            and (not wanted.tasks or _task(question) in wanted.tasks)
        ]
        keys: dict[str, Callable[[Question], str]] = {
            "stem": lambda q: q.stem, "answer": lambda q: q.answer,
            "kind": lambda q: q.kind, "state": lambda q: q.state,
        }  # fmt: skip
        if wanted.order in keys:
            found.sort(key=keys[wanted.order])
        return found[::-1] if wanted.descending else found


def _task(question: Question) -> str:
    return task_name(question.task) if question.task else "plain"


class SampleHome:
    def __init__(self, memory: MemoryDecks) -> None:
        self._memory = memory

    def summaries(self) -> list[DeckSummary]:
        return [self._summary(deck) for deck in self._memory.decks.values()]

    def _summary(self, deck: Deck) -> DeckSummary:
        memory = self._memory
        mine = [q for q in memory.questions.values() if memory.deck_of[q.id] == deck.id]
        accepted = [q for q in mine if q.state is State.ACCEPTED]
        new = sum(1 for q in accepted if q.id not in memory.answered)
        drafts = [q for q in mine if q.state is State.DRAFT]
        held_back = sum(q.held_back for q in drafts)
        return DeckSummary(
            deck.id, deck.name, deck.description, len(accepted), 0, new,
            len(drafts) - held_back, held_back, sum(q.spare for q in drafts),
        )  # fmt: skip

    def overview(self) -> Overview:
        today = date(2026, 3, 14)
        days = tuple(
            DayCount(today - timedelta(days=13 - n), (n * 7) % 30, (n * 6) % 26, n * 9000)
            for n in range(14)
        )
        return Overview(4, len(self._memory.answered), 0, 4, 100, 12, 0.91, days)

    def present_days(self) -> tuple[date, date]:
        return TODAY, TODAY

    def after_today(self) -> AfterToday:
        return AfterToday(self._memory.next_day, 3, tuple(self._memory.missed))

    def next_exam(self) -> Exam | None:
        return self._memory.exams[0] if self._memory.exams else None

    def coming(self, day: date) -> Coming:
        return Coming(day, (day - TODAY).days)

    def todays_work(self, deck_ids: Sequence[str] = ()) -> TodaysWork:
        wanted = [s for s in self.summaries() if not deck_ids or s.id in deck_ids]
        new = sum(s.new for s in wanted)
        return TodaysWork(0, new, new)


class SampleExam:
    """Plans as the program does, over questions that are either new or answered today."""

    def calendar_day(self) -> date:
        return TODAY

    def __init__(self, memory: MemoryDecks) -> None:
        self._memory = memory
        self._undo: list[list[Exam]] = []
        self.then = 0.64

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    def today(self) -> date:
        return TODAY

    def exams(self) -> list[Exam]:
        return sorted(self._memory.exams, key=lambda exam: (exam.day < TODAY, exam.day))

    def draft(self) -> Exam:
        wanted = QuestionFilter(deck_ids=tuple(self._memory.decks))
        return Exam(new_id(), "", TODAY + timedelta(days=28), 0.9, wanted)

    def save(self, exam: Exam) -> Exam:
        if not exam.name.strip():
            raise QuizError("The exam has no name yet.")
        self._keep()
        self._memory.exams = [each for each in self._memory.exams if each.id != exam.id] + [exam]
        return exam

    def delete(self, exam_id: str) -> Exam:
        self._keep()
        (gone,) = (exam for exam in self._memory.exams if exam.id == exam_id)
        self._memory.exams.remove(gone)
        return gone

    def undo(self) -> Exam | None:
        if self._undo:
            self._memory.exams = self._undo.pop()
        return None

    def material(self, exam: Exam) -> Material:
        ids = [
            question.id
            for question in self._memory.matching(QuestionFilter(states=(State.ACCEPTED,)))
            if self._memory.deck_of[question.id] in exam.wanted.deck_ids
        ]
        answered = self._memory.answered & set(ids)
        tomorrow = TODAY + timedelta(days=1)
        candidates = [
            Candidate(id_, MemoryState(id_, 2.3, 5.0, TODAY, tomorrow, 1, 0)
                      if id_ in answered else None)
            for id_ in ids
        ]  # fmt: skip
        task = Task(candidates, TODAY, exam.day, exam.retention, 0.9, 17_000, 34_000)
        done = Done(len(answered), 17_000.0 * len(answered))
        share = todays_share(task, exam.minutes, done)
        day = None if share else next_day(task, exam.minutes)
        comes = Coming(day, (day - TODAY).days) if day is not None else None
        return Material(exam, task, share, len(answered), comes)

    def next_share(self) -> ShareToday | None:
        coming = [exam for exam in self.exams() if exam.day >= TODAY]
        if not coming:
            return None
        exam = coming[0]
        found, days = self.material(exam), exam.days_left(TODAY)
        return ShareToday(exam, len(found.share), found.answered, days, found.next_day)

    def session_ids(self, exam_id: str) -> list[str]:
        (exam,) = (each for each in self._memory.exams if each.id == exam_id)
        share = self.material(exam).share
        return [*share.again, *share.new]

    def known_on_the_day(self, exam: Exam) -> float:
        return self.then

    def _keep(self) -> None:
        self._undo.append(list(self._memory.exams))


class SampleMaker:
    """Finds the sample questions in any file; a name with "bad" in it cannot be read."""

    def __init__(self, memory: MemoryDecks) -> None:
        self._memory = memory
        self.hold: Callable[[Callable[[], bool]], None] = lambda stop: None
        self.left_out: set[str] = set()  # ids of questions that are not found
        self.titles: dict[str, str] = {}  # by the name of the file
        self.hold_title: Callable[[Callable[[], bool]], None] = lambda stop: None

    def title_of(self, path: Path, stop: Callable[[], bool]) -> str:
        self.hold_title(stop)
        if stop():
            raise Cancelled("cancelled")
        return self.titles.get(path.name, "")

    def find_files(self, paths: Sequence[Path]) -> tuple[list[Path], list[FileOutcome]]:
        return list(paths), []

    def propose(
        self, paths: Sequence[Path], *, deck_id: str, report: Any, stop: Any, preview: Any = None
    ) -> MakeReport:
        report(0.1, "Reading")
        document = sample_document()
        drafts = [
            draft
            for draft in sample_questions(document, State.DRAFT)
            if draft.id not in self.left_out
        ]
        if preview is not None:
            preview(drafts[:2])
        self.hold(stop)
        if stop():
            raise Cancelled("cancelled")
        new = [question for question in drafts if question.id not in self._memory.questions]
        self._memory.documents[document.fingerprint] = document
        self._memory.add(deck_id, new)
        report(1.0, "Done")
        return MakeReport(tuple(self._outcome(p, document, new) for p in paths), tuple(new), 120)

    def _outcome(self, path: Path, document: Document, new: list[Question]) -> FileOutcome:
        if "bad" in path.name:
            return FileOutcome(path, None, f"{path.name} is empty.", (), 0, 0)
        notes = tuple(note.message for note in document.notes)
        return FileOutcome(path, document, None, notes, len(new), 4 - len(new))


class SampleProposals:
    def __init__(self, memory: MemoryDecks) -> None:
        self._memory = memory

        self.explained: list[tuple[str, Reason]] = []
        self.moves: Moved = Moved()

    def pending(self, deck_id: str | None = None) -> list[Question]:
        decks = () if deck_id is None else (deck_id,)
        found = self._memory.matching(QuestionFilter(deck_ids=decks, states=(State.DRAFT,)))
        return sorted(found, key=lambda question: -question.confidence)

    def learn(self) -> Moved:
        moved, self.moves = self.moves, Moved()
        return moved

    def about(self, question: Question) -> Proposal:
        reasons = reasons_against(question, shipped_weights())
        return Proposal(evidence(self._memory, question), reasons)

    def explain(self, question_id: str, reason: Reason) -> None:
        self.explained.append((question_id, reason))

    def accept(self, ids: Sequence[str]) -> None:
        self._set(ids, State.ACCEPTED)

    def reject(self, ids: Sequence[str]) -> None:
        self._set(ids, State.REJECTED)

    def take_back(self, before: Sequence[Question]) -> None:
        for question in before:
            self._memory.questions[question.id] = question

    def edit(self, question: Question) -> tuple[str, ...]:
        self._memory.questions[question.id] = question
        return ()

    def _set(self, ids: Sequence[str], state: State) -> None:
        for each in ids:
            self._memory.questions[each] = self._memory.questions[each].with_state(state)


class SampleDocuments:
    """The documents of the library, for the finder of proofs."""

    def __init__(self, memory: MemoryDecks) -> None:
        self._memory = memory

    def document(self, fingerprint: str) -> Document:
        if fingerprint not in self._memory.documents:
            raise NotFound(fingerprint)
        return self._memory.documents[fingerprint]

    def find_document(self, name: str) -> Document | None:
        return None


def evidence(memory: MemoryDecks, question: Question) -> EvidenceView:
    return EvidenceFinder(SampleDocuments(memory)).of(question)  # type: ignore[arg-type]


GRANVIK = Place("Granvik", PlaceKind.CITY, latitude=58.6, longitude=14.5)


class SampleSession:
    def __init__(self, memory: MemoryDecks, questions: list[Question]) -> None:
        self._memory = memory
        self._queue = questions
        self._total = len(questions)
        self._log: list[tuple[Question, Verdict, list[Question]]] = []
        self._form: Form | None = None
        self._pending: tuple[Question, Verdict] | None = None
        self.manner = Manner.STUDY
        self.seconds_left: int | None = None
        self.to_repeat = 0
        self.flags: set[str] = set()
        self.ratings: list[Rating] = []
        self.given: list[str] = []
        self.form_for: Callable[[Question], Form] = lambda question: Form.CHOICES
        self.leech: Leech | None = None  # of whatever is answered next
        self.mistaken: Question | None = None  # what that is taken for
        self._pair: tuple[str, ...] = ()

    @property
    def current(self) -> Ask | None:
        if not self._queue:
            return None
        question = self._queue[0]
        form = self._form or self.form_for(question)
        options = (question.answer, *question.distractors) if form is Form.CHOICES else ()
        place = GRANVIK if question.kind is AnswerKind.PLACE else None
        flagged = question.id in self.flags
        ways = (Form.CHOICES, Form.TYPED)
        number = len(self._log) + 1
        return Ask(question, form, options, number, self._total, True, False, flagged, ways,
                   place=place, beside=question.id in self._pair)  # fmt: skip

    @property
    def can_undo(self) -> bool:
        return bool(self._log)

    @property
    def answered(self) -> bool:
        return bool(self._log and self._queue) and self._log[-1][0].id == self._queue[0].id

    @property
    def progress(self) -> tuple[int, int]:
        return len(self._log), self._total

    def as_form(self, form: Form) -> Ask:
        self._form = form
        assert self.current is not None
        return self.current

    def hint(self) -> tuple[str, str]:
        return hint(self._queue[0])

    def why_now(self) -> WhyNow:
        return WhyNow(date(2026, 3, 2), 12, 0.88, 4, 1)

    def answer(self, given: str, milliseconds: int) -> Marked:
        question = self._queue[0]
        self.given.append(given)
        same = given.casefold() == question.answer.casefold()
        almost = given.casefold()[:4] == question.answer.casefold()[:4]
        verdict = Verdict.RIGHT if same else Verdict.ALMOST if almost else Verdict.WRONG
        self._commit(verdict)
        note = "" if same else f"You wrote “{given}”." if almost else ""
        return self._marked(question, verdict, note)

    def reveal(self, milliseconds: int) -> Marked:
        self._pending = (self._queue[0], Verdict.UNCHECKED)
        return self._marked(self._queue[0], Verdict.UNCHECKED, "")

    def tell_apart(self) -> None:
        assert self.mistaken is not None
        one, *others = self._queue
        self._pair = (one.id, self.mistaken.id)
        pair = [one, self.mistaken]
        self._queue = [one, *(q for q in others if q.id not in self._pair), *pair]
        self._total = len(self._log) + len(self._queue) - 1

    def rate(self, rating: Rating) -> None:
        self.ratings.append(rating)
        if self._pending is not None:
            self._pending = None
            self._commit(Verdict.UNCHECKED)

    def next(self) -> Ask | None:
        self._form = None
        if self._log and self._queue and self._log[-1][0].id == self._queue[0].id:
            self._queue = self._queue[1:]
        return self.current

    def skip(self) -> Ask | None:
        self._form = None
        self._queue = [*self._queue[1:], self._queue[0]]
        return self.current

    def undo(self) -> Ask | None:
        if self._log:
            question, _, queue = self._log.pop()
            self._queue = queue
            self._memory.answered.discard(question.id)
            self._memory.questions[question.id] = question
        self._form = None
        return self.current

    def retire(self) -> Ask | None:
        question = self._queue[0]
        if self._log and self._log[-1][0].id == question.id:
            self._log.pop()
        self._log.append((question, Verdict.UNCHECKED, self._queue))
        self._memory.questions[question.id] = question.with_state(State.RETIRED)
        self._form = None
        self._queue = [q for q in self._queue if q.id != question.id]
        return self.current

    def bury(self) -> Ask | None:
        return self._put_aside()

    def suspend(self) -> Ask | None:
        return self._put_aside()

    def _put_aside(self) -> Ask | None:
        question = self._queue[0]
        self._log.append((question, Verdict.UNCHECKED, self._queue))
        self._queue = [q for q in self._queue if q.id != question.id]
        return self.current

    def flag(self) -> bool:
        self.flags ^= {self._queue[0].id}
        return self._queue[0].id in self.flags

    def reread(self) -> Ask | None:
        self._queue = [self._memory.questions[q.id] for q in self._queue]
        return self.current

    def explain(self, reason: Reason) -> None:
        self._memory.reasons[self._log[-1][0].id] = reason

    def summary(self) -> Summary:
        verdicts = [verdict for _, verdict, _ in self._log]
        missed = tuple(q for q, verdict, _ in self._log if verdict is Verdict.WRONG)
        return Summary(
            len(verdicts), verdicts.count(Verdict.RIGHT), verdicts.count(Verdict.ALMOST),
            verdicts.count(Verdict.WRONG), len(verdicts), 75,
            Coming(TODAY + timedelta(days=1), 1), missed, self.manner,
            tuple(Outcome(q, "?", verdict) for q, verdict, _ in self._log),
            asked=len(verdicts), left=self._total - len(self._log),
        )  # fmt: skip

    def _commit(self, verdict: Verdict) -> None:
        self._log.append((self._queue[0], verdict, self._queue))
        self._memory.answered.add(self._queue[0].id)

    def _marked(self, question: Question, verdict: Verdict, note: str) -> Marked:
        suggested = Rating.AGAIN if verdict is Verdict.WRONG else Rating.GOOD
        intervals = {Rating.AGAIN: 0, Rating.HARD: 1, Rating.GOOD: 3, Rating.EASY: 9}
        proof = evidence(self._memory, question)
        beside = Beside(self.mistaken, mistaken=True) if self.mistaken else None
        return Marked(verdict, question.answer, note, suggested, intervals, proof, "",
                      leech=self.leech, beside=beside)  # fmt: skip


class SampleAside:
    def __init__(self) -> None:
        self.marks: dict[str, Mark] = {}

    def of(self, question_id: str) -> Mark:
        return self.marks.get(question_id, Mark(question_id))

    def of_each(self, question_ids: Sequence[str]) -> list[Mark]:
        return [self.of(question_id) for question_id in question_ids]

    def today(self) -> set[str]:
        return {id_ for id_, mark in self.marks.items() if mark.suspended}

    def suspend(self, question_ids: Sequence[str]) -> None:
        self.marks.update({i: self.of(i).suspend() for i in question_ids})

    def ask_again(self, question_ids: Sequence[str]) -> None:
        self.marks.update({i: self.of(i).ask_again() for i in question_ids})

    def flag(self, question_ids: Sequence[str], *, on: bool = True) -> None:
        self.marks.update({i: self.of(i).flag(on) for i in question_ids})


class SampleUnfinished:
    """Keeps no session: those over a deck file have tests of their own."""

    def keep(self, title: str, session: SampleSession) -> None: ...

    def left(self) -> None: ...

    def forget(self) -> None: ...


class SampleStudy:
    def __init__(self, memory: MemoryDecks) -> None:
        self._memory = memory
        self.sessions: list[SampleSession] = []
        self.weak: list[str] = []
        self.rests = Resting(0)
        self.form_for: Callable[[Question], Form] = lambda question: Form.CHOICES

    def resting(self, deck_ids: Sequence[str] = ()) -> Resting:
        return self.rests

    def practise(self, question_ids: Sequence[str]) -> SampleSession:
        session = SampleSession(self._memory, [self._memory.questions[i] for i in question_ids])
        session.form_for = self.form_for
        self.sessions.append(session)
        return session

    def matching(self, wanted: QuestionFilter) -> Matching:
        found = self._memory.matching(replace(wanted, states=(State.ACCEPTED,)))
        return Matching(len(found), 0, len(found))

    def cram(self, wanted: QuestionFilter, limit: int | None = None) -> SampleSession:
        return self._among(wanted, limit, Manner.CRAM)

    def test(self, wanted: QuestionFilter, limit: int | None = None) -> SampleSession:
        return self._among(wanted, limit, Manner.TEST)

    def _among(self, wanted: QuestionFilter, limit: int | None, manner: Manner) -> SampleSession:
        found = self._memory.matching(replace(wanted, states=(State.ACCEPTED,)))
        session = self.practise([question.id for question in found[:limit]])
        session.manner = manner
        return session

    def weak_spots(self, limit: int = 20) -> list[str]:
        return list(self.weak)

    def start(
        self,
        deck_ids: Sequence[str] = (),
        *,
        limit: int | None = None,
        minutes: int | None = None,
        among: QuestionFilter | None = None,
        more_new: int = 0,
    ) -> SampleSession:
        self.more_new = more_new
        if minutes is not None:
            limit = minutes // 5
        wanted = [
            question
            for question in self._memory.matching(QuestionFilter(states=(State.ACCEPTED,)))
            if question.id not in self._memory.answered
            and (not deck_ids or self._memory.deck_of[question.id] in deck_ids)
        ]
        session = SampleSession(self._memory, wanted[:limit])
        session.form_for = self.form_for
        self.sessions.append(session)
        return session


class SampleProgress:
    """Nothing was answered, until ``studied`` is set."""

    def __init__(self, memory: MemoryDecks) -> None:
        self._memory = memory
        self.studied = False
        self.asked_for: list[Confusion] = []

    def picture(self) -> Picture:
        picture = invented_picture(date(2026, 3, 14), list(self._memory.questions.values()))
        return picture if self.studied else replace(picture, days=())

    def weakest(self) -> Weakest:
        return (
            invented_weakest(list(self._memory.questions.values())) if self.studied else Weakest()
        )

    def course(self) -> Course:
        return invented_course(date(2026, 3, 14))

    def questions_of(self, confusion: Confusion) -> list[str]:
        self.asked_for.append(confusion)
        return ["q2", "q3"]


class SampleFit:
    """A fit that found something better; ``hold`` is called while it runs."""

    def __init__(self) -> None:
        self.model = MemoryModel(3_150, None, None, available=True)
        self.better = True
        self.left_out = 0
        self.hold: Callable[[Callable[[], bool]], None] = lambda stop: None

    def standing(self) -> MemoryModel:
        return self.model

    def find(self, report: Any, stop: Any) -> Found:
        report(0.2, "Adapting")
        self.hold(stop)
        if stop():
            raise Cancelled("cancelled")
        before = Evaluation(620, 0.351, 0.871, 0.902)
        after = Evaluation(620, 0.342 if self.better else 0.362, 0.898, 0.902)
        anew = Anew("me", (0.5,) * 21, {})
        return Found(anew, self.model.reviews, before, after, self.left_out)

    def keep(self, found: Found) -> Fit:
        at = datetime(2026, 3, 14, 12, tzinfo=UTC)
        fit = Fit("f1", "me", at, found.anew.weights, found.reviews, found.before.log_loss,
                  found.after.log_loss, in_force=found.better)  # fmt: skip
        kept = fit if found.better else None
        self.model = MemoryModel(found.reviews, fit, kept, available=True)
        return fit

    def under_defaults(self) -> Anew:
        return Anew("me", (0.5,) * 21, {})

    def back_to_defaults(self, anew: Anew) -> None:
        self.model = replace(self.model, in_force=None)


class SampleReschedule:
    """``wall``: what waits is a wall."""

    def __init__(self) -> None:
        self.wall = False
        self.declined = False
        self.made: list[Move] = []
        self.today = date(2026, 3, 14)

    def offer(self) -> Offer | None:
        if not self.wall or self.declined or self.made:
            return None
        return Offer(214, 12, 6, 40, self.today + timedelta(days=5))

    def propose(self) -> DueProposal:
        moved = tuple(
            MovedDay(f"q{n}", self.today + timedelta(3), self.today + timedelta(n))
            for n in (0, 1, 2, 4, 5, 6, 7, 8)
        )
        before = tuple((n * 7) % 23 for n in range(30))
        after = tuple((n * 5) % 17 for n in range(30))
        return DueProposal(Why.RESCHEDULED, Preview(moved, self.today, before, after))

    def propose_spread(self) -> DueProposal:
        days = [self.today + timedelta(n % 6) for n in range(214)]
        moved = tuple(
            MovedDay(f"q{n}", self.today, day) for n, day in enumerate(days) if day > self.today
        )
        later = (6, 5, 4, 6, 3, *(2,) * 24)
        after = (36, *(n + 36 for n in later[:5]), *later[5:])
        preview = Preview(moved, self.today, (214, *later), after)
        return DueProposal(Why.SPREAD, preview, days[5])

    def decline(self) -> None:
        self.declined = True

    def apply(self, proposal: DueProposal) -> Move:
        at = datetime(2026, 3, 14, 12, tzinfo=UTC)
        self.made.append(Move("m", "me", at, proposal.why, proposal.preview.moved))
        return self.made[-1]

    def last(self) -> Move | None:
        return self.made[-1] if self.made else None

    def spread_today(self) -> Move | None:
        last = self.last()
        return last if last is not None and last.why is Why.SPREAD else None

    def undo(self) -> int:
        return len(self.made.pop().moved)


class SampleTimeline(ShowTimeline):
    """Reads the sample questions where the true one reads its stores; the rest is the true one."""

    def __init__(self, memory: MemoryDecks) -> None:
        self._memory = memory
        self.known: dict[str, MemoryState] = {}

    def facts(self, deck_ids: Sequence[str] = (), text: str = "") -> Facts:
        memory = self._memory
        everything = [
            q for q in memory.matching(QuestionFilter(states=(State.ACCEPTED,))) if q.date
        ]
        wanted = [q for q in everything if not deck_ids or memory.deck_of[q.id] in deck_ids]
        wanted = [q for q in wanted if text.casefold() in f"{q.stem} {q.answer}".casefold()]
        dated = [
            Dated(
                q.id, q.fact_id, memory.deck_of[q.id], q.kind,
                q.citation.fingerprint if q.citation else None, q.date, self._stability(q.id),
            )
            for q in wanted if q.date
        ]  # fmt: skip
        titles = {d.fingerprint: d.title for d in memory.documents.values()}
        decks = {deck.id: deck.name for deck in memory.decks.values()}
        places = {q.fact_id: q.answer for q in memory.questions.values()
                  if q.kind is AnswerKind.PLACE}  # fmt: skip
        return Facts(dated, decks, titles, places, bool(everything))

    def headlines(self, question_ids: Sequence[str]) -> dict[str, str]:
        found = self._memory.questions
        return {id_: headline(found[id_].stem) for id_ in question_ids if id_ in found}

    def details(self, question_id: str) -> Details:
        if question_id not in self._memory.questions:
            raise NotFound("This question is no longer there.")
        question = self._memory.questions[question_id]
        deck = self._memory.decks[self._memory.deck_of[question_id]].name
        standing = known(self._stability(question_id))
        return Details(question, deck, standing, evidence(self._memory, question))

    def _stability(self, question_id: str) -> float | None:
        memory = self.known.get(question_id)
        return memory.stability if memory else None

    def rows_of(self, line: Sequence[tuple[Entry, str]], style: Calendar) -> list[Row]:
        questions = self._memory.questions
        return [
            Row(e.question_id, text_in_style(e.date, style), questions[e.question_id].stem,
                questions[e.question_id].answer, lane, e.known)
            for e, lane in line if e.question_id in questions
        ]  # fmt: skip


class SampleMap:
    """Every question stands at Lindholm or, of the railway, at Granvik; q4 asks for no place."""

    def __init__(self, memory: MemoryDecks) -> None:
        self._memory = memory
        self.unplaced: tuple[str, ...] = ()

    def prepare(self) -> None:
        pass

    def picture(self, deck_id: str | None = None, text: str = "") -> MapPicture:
        decks = () if deck_id is None else (deck_id,)
        found = self._memory.matching(
            QuestionFilter(text=text, deck_ids=decks, states=(State.ACCEPTED,))
        )
        places = []
        for number, (name, ids, north, east) in enumerate(
            (("Lindholm", ("q1", "q2"), 57.7, 11.9), ("Granvik", ("q3",), 58.6, 14.5))
        ):
            here = tuple(q.id for q in found if q.id in ids)
            if here:
                known = Mastery(len(here), 1, 0, 0.9)
                also = ("Lindholmen",) if name == "Lindholm" else ()
                places.append(
                    MapPlace(number, name, also, PlaceKind.CITY, north, east, here, known)
                )
        decks = tuple(self._memory.decks.values())
        return MapPicture(tuple(places), self.unplaced if places else (), int(bool(found)), decks)

    def questions(self, question_ids: Sequence[str]) -> list[Question]:
        return [self._memory.questions[each] for each in question_ids]

    def evidence(self, question: Question) -> EvidenceView:
        return evidence(self._memory, question)

    def placed_questions(self, deck_ids: Sequence[str] = ()) -> list[str]:
        return ["q3"] if "q3" in self._memory.questions else []


class SampleLibrary:
    def __init__(self, memory: MemoryDecks) -> None:
        self._memory = memory

    def documents(self) -> list[DocumentSummary]:
        return [
            DocumentSummary(
                d.fingerprint, d.name, d.title, d.format, d.words,
                len(self.questions_of(d.fingerprint)), "2026-03-14T10:00:00Z",
            )
            for d in self._memory.documents.values()
        ]  # fmt: skip

    def open(self, fingerprint: str) -> Document:
        if fingerprint not in self._memory.documents:
            raise NotFound("This document is no longer in the library.")
        return self._memory.documents[fingerprint]

    def bare_sentences(self, fingerprints: Sequence[str]) -> list[Bare]:
        return [
            bare
            for fingerprint in fingerprints
            for bare in bare_sentences(self.open(fingerprint), self.questions_of(fingerprint))
        ]

    def questions_of(self, fingerprint: str) -> list[Question]:
        return [
            question
            for question in self._memory.questions.values()
            if question.citation and question.citation.fingerprint == fingerprint
        ]

    def remove(self, fingerprint: str) -> None:
        del self._memory.documents[fingerprint]

    def search(self, text: str, limit: int = 50) -> list[PassageHit]:
        return [
            PassageHit(d.fingerprint, d.title, p.number, p.text[:80])
            for d in self._memory.documents.values()
            for p in d.passages
            if text.strip() and text.casefold() in p.text.casefold()
        ]


class SampleQuestions:
    def __init__(self, memory: MemoryDecks) -> None:
        self._memory = memory

    def decks(self) -> list[Deck]:
        return list(self._memory.decks.values())

    def search(self, wanted: QuestionFilter, limit: int = -1, offset: int = 0) -> list[Question]:
        found = self._memory.matching(wanted)
        return found[offset:] if limit < 0 else found[offset : offset + limit]

    def count(self, wanted: QuestionFilter) -> int:
        return len(self._memory.matching(wanted))

    def question(self, question_id: str) -> Question:
        return self._memory.questions[question_id]

    def save(self, question: Question) -> tuple[str, ...]:
        if not question.stem.strip():
            raise QuizError("A question needs both its text and an answer.")
        self._memory.questions[question.id] = question
        return ()

    def set_state(self, ids: Sequence[str], state: State) -> None:
        for each in ids:
            self._memory.questions[each] = self._memory.questions[each].with_state(state)

    def why_turned_down(self, question: Question) -> Judgement | None:
        if question.state is not State.RETIRED:
            return None
        at = datetime(2026, 3, 3, 12, tzinfo=UTC)
        reason = self._memory.reasons.get(question.id)
        return Judgement("j", Act.RETIRED, at, question.id, reason)

    def deck_of(self, question_id: str) -> Deck:
        return self._memory.decks[self._memory.deck_of[question_id]]

    def evidence(self, question: Question) -> EvidenceView:
        return evidence(self._memory, question)

    def create_deck(self, name: str, description: str = "") -> Deck:
        deck = Deck(f"deck-{len(self._memory.decks) + 1}", name, description)
        self._memory.decks[deck.id] = deck
        return deck

    def rename_deck(self, deck_id: str, name: str) -> Deck:
        self._memory.decks[deck_id] = replace(self._memory.decks[deck_id], name=name)
        return self._memory.decks[deck_id]

    def delete_deck(self, deck_id: str) -> None:
        del self._memory.decks[deck_id]
        for each in [q for q, deck in self._memory.deck_of.items() if deck == deck_id]:
            del self._memory.questions[each], self._memory.deck_of[each]


class SampleAuthor:
    def __init__(self, memory: MemoryDecks) -> None:
        self._memory = memory

    def bank(self) -> Bank:
        questions = self._memory.questions.values()
        topics = sorted({question.topic for question in questions if question.topic})
        tags = sorted({tag for question in questions for tag in question.tags})
        return Bank(tuple(self._memory.decks.values()), tuple(topics), tuple(tags))

    def latest_deck(self) -> str:
        return ""

    def new(self) -> Question:
        return Question(new_id(), AnswerKind.OTHER, "", "")

    def deck_of(self, question: Question) -> str:
        return self._memory.deck_of[question.id]


class SampleTake:
    """No quiz is offered."""

    def offers(self) -> list[QuizOffer]:
        return []


class SampleFilters:
    def __init__(self) -> None:
        self.saved: dict[str, SavedFilter] = {}

    def all(self) -> list[SavedFilter]:
        return [self.saved[name] for name in sorted(self.saved)]

    def is_taken(self, name: str) -> bool:
        return name in self.saved

    def save(self, name: str, wanted: QuestionFilter) -> SavedFilter:
        self.saved[name] = SavedFilter(name, wanted)
        return self.saved[name]

    def rename(self, name: str, new: str) -> SavedFilter:
        return self.save(new, self.saved.pop(name).wanted)

    def delete(self, name: str) -> SavedFilter:
        return self.saved.pop(name)


class SampleLearn:
    def __init__(self) -> None:
        self.state = Learned(37, 0)

    def learned(self) -> Learned:
        return self.state

    def reset(self) -> Moved:
        self.state = Learned(0, self.state.verdicts)
        return Moved()

    def undo_reset(self) -> Moved:
        self.state = Learned(self.state.set_aside, 0)
        return Moved()


class SampleQuizzes:
    """Nobody wrote one yet."""

    def quizzes(self) -> list[QuizSummary]:
        return []


class SampleExchange:
    """Every file holds three questions and a line that is none."""

    def formats(self) -> tuple[FormatInfo, ...]:
        return (FormatInfo("QuizApp questions", (".jsonl",), "jsonl"),)

    def import_file(self, path: Path, **how: Any) -> ImportOutcome:
        skipped = (ReportEntry("", 4, "no answer"),)
        taken = tuple(ReportEntry(f"Question {n}", n, "new") for n in range(1, 4))
        return ImportOutcome(
            Deck("d", "D"), "QuizApp questions", taken, skipped=skipped, added=3,
            format_key="jsonl", import_id=None if how.get("preview") else "i",
        )  # fmt: skip

    def imports(self) -> list[PastImport]:
        return []

    def export_deck(self, deck_id: str, path: Path, **how: Any) -> ExportOutcome:
        return ExportOutcome(4)

    export_questions = export_quiz = export_deck


class SampleCarry:
    """A file named "bad" holds nothing; one row of each is about a question that is not here."""

    def __init__(self) -> None:
        self.whose_name = ""
        self.merged_into: list[str | None] = []
        self.hold: Callable[[Watch], None] = lambda watch: None  # what takes long

    def write(self, path: Path, learner: str | None = None, watch: Watch = UNWATCHED) -> int:
        self.hold(watch)
        path.write_text("progress")
        return 12

    def whose(self, path: Path) -> Whose:
        if "bad" in path.name:
            raise ExchangeError("This is not a progress file of QuizApp.")
        return Whose(self.whose_name, None)

    def merge(self, path: Path, learner: str | None = None, watch: Watch = UNWATCHED) -> Merged:
        self.hold(watch)
        self.merged_into.append(learner)
        return Merged(added=40, known=12, astray=1)


class SampleLearners:
    """Rows in memory; a PIN is kept as it is."""

    def __init__(self, settings: Settings, paths: Paths, carry: SampleCarry) -> None:
        self._settings = settings
        self._carry = carry
        self._paths = paths
        self.pins: dict[str, str] = {}
        self.rows = [Learner("me", "Me", "blue", datetime(2026, 3, 1, tzinfo=UTC))]
        self.locked = False

    @property
    def present(self) -> Learner:
        return self._one(self._settings.learner)

    def everyone(self) -> Everyone:
        lines = [
            LearnerLine(self._one(row.id), None, row.id == self._settings.learner)
            for row in sorted(self.rows, key=lambda row: row.key)
        ]
        return Everyone(
            tuple(line for line in lines if line.learner.deleted_at is None),
            tuple(line for line in lines if line.learner.deleted_at is not None),
        )

    def add(self, name: str) -> Learner:
        colour = COLOURS[len(self.rows) % len(COLOURS)]
        made = Learner(f"id-{name}", name, colour, datetime(2026, 3, 2, tzinfo=UTC))
        self.rows.append(made)
        return made

    def add_many(self, names: Sequence[str]) -> list[Learner]:
        return [self.add(name) for name in names]

    def rename(self, learner_id: str, name: str) -> Learner:
        return self._change(replace(self._one(learner_id), name=name))

    def recolour(self, learner_id: str, colour: str) -> Learner:
        return self._change(replace(self._one(learner_id), colour=colour))

    def set_pin(self, learner_id: str, new: str | None, old: str = "") -> Learner:
        self._check(learner_id, old)
        self.pins.pop(learner_id, None)
        if new:
            self.pins[learner_id] = new
        return self._one(learner_id)

    def switch(self, learner_id: str, pin: str = "") -> Learner:
        self._check(learner_id, pin)
        self._settings.learner = learner_id
        self.locked = False
        return self.present

    def add_with(self, name: str, file: Path, watch: Watch = UNWATCHED) -> Merged:
        merged = self._carry.merge(file, f"id-{name}", watch)
        self.add(name)
        return merged

    def check_delete(self, learner_id: str, pin: str = "") -> Learner:
        self._check(learner_id, pin)
        return self._one(learner_id)

    def delete(
        self, learner_id: str, pin: str = "", to: Path | None = None, watch: Watch = UNWATCHED
    ) -> Deleted:
        self._check(learner_id, pin)
        self._carry.hold(watch)
        gone = replace(self._one(learner_id), deleted_at=datetime(2026, 3, 2, tzinfo=UTC))
        return Deleted(self._change(gone), to, 0)

    def undo_delete(self, learner_id: str) -> Learner:
        return self._change(replace(self._one(learner_id), deleted_at=None))

    def keep_settings(self) -> None:
        self._settings.save(self._paths.settings_file)

    def _one(self, learner_id: str) -> Learner:
        found = next(row for row in self.rows if row.id == learner_id)
        return replace(found, has_pin=learner_id in self.pins)

    def _change(self, learner: Learner) -> Learner:
        self.rows = [learner if row.id == learner.id else row for row in self.rows]
        return learner

    def _check(self, learner_id: str, pin: str) -> None:
        if self.pins.get(learner_id, "") != pin:
            raise WrongPin("This is not the PIN.", pause=2.0)


class SampleSafe:
    def __init__(self) -> None:
        made = datetime(2026, 3, 13, 18, 30, tzinfo=UTC)
        self.kept = [Backup(Path("quizapp-1.db"), made, 2_400_000)]
        self.restored: list[Backup] = []

    def backup(self, reason: str) -> Backup | None:
        made = Backup(Path(f"quizapp-{len(self.kept) + 1}.db"), datetime.now(UTC), 2_500_000)
        self.kept.insert(0, made)
        return made

    def backup_first(self, reason: str) -> str:
        self.backup(reason)
        return ""

    def backups(self) -> list[Backup]:
        return list(self.kept)

    def restore(self, backup: Backup) -> None:
        self.restored.append(backup)

    def check(self) -> CheckReport:
        return CheckReport(True, (), ())


class SampleCheckClock:
    def __init__(self) -> None:
        self.behind: ClockBehind | None = None
        self.trusted = False

    def notice(self) -> ClockBehind | None:
        told, self.behind = self.behind, None
        return told

    def trust(self) -> int:
        self.trusted = True
        return 3


class SampleRounds:
    """No live round was played."""

    def games(self) -> list[object]:
        return []

    def waiting(self) -> None:
        """No round was left in the middle."""


@dataclass
class SampleApplication:
    """Stands in for ``quizapp.services.application.Application``."""

    paths: Paths
    settings: Settings = field(default_factory=Settings)
    memory: MemoryDecks = field(default_factory=MemoryDecks)
    closed: bool = False

    def __post_init__(self) -> None:
        self.home = SampleHome(self.memory)
        self.make = SampleMaker(self.memory)
        self.proposals = SampleProposals(self.memory)
        self.learn = SampleLearn()
        self.study = SampleStudy(self.memory)
        self.unfinished = SampleUnfinished()
        self.aside = SampleAside()
        self.exam = SampleExam(self.memory)
        self.progress = SampleProgress(self.memory)
        self.fit = SampleFit()
        self.reschedule = SampleReschedule()
        self.timeline = SampleTimeline(self.memory)
        self.map = SampleMap(self.memory)
        self.library = SampleLibrary(self.memory)
        self.questions = SampleQuestions(self.memory)
        self.author = SampleAuthor(self.memory)
        self.filters = SampleFilters()
        self.take = SampleTake()
        self.exchange = SampleExchange()
        self.quizzes = SampleQuizzes()
        self.game_results = self.live = SampleRounds()
        self.safe = SampleSafe()
        self.carry = SampleCarry()
        self.learners = SampleLearners(self.settings, self.paths, self.carry)
        self.check_clock = SampleCheckClock()
        self.accounts: Any = None

    def close(self) -> None:
        self.closed = True

    def fill(self, state: State = State.ACCEPTED) -> SampleApplication:
        """One deck of four questions, and the document they came from."""
        document = sample_document()
        deck = self.questions.create_deck("Harbours of the north", "Lindholm and Granvik")
        self.memory.documents[document.fingerprint] = document
        self.memory.add(deck.id, sample_questions(document, state))
        return self
