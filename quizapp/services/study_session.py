"""A running session: ask, judge, commit, and ask the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from quizapp.domain.fact import Place
from quizapp.domain.judgement import Act, Reason
from quizapp.domain.mark import Mark
from quizapp.domain.ports import Stores
from quizapp.domain.question import AnswerKind, Question, State
from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict
from quizapp.domain.session import Manner
from quizapp.errors import NotFound, QuizError
from quizapp.progress.pace import Pace
from quizapp.services.answer_log import AnswerLog, Given, Logged, PractiseLog
from quizapp.services.evidence import NO_EVIDENCE, EvidenceFinder, EvidenceView
from quizapp.services.interference import Beside, Interference
from quizapp.services.learning_day import Coming, LearningDay
from quizapp.services.marking import Grader, JudgedClaim, judge, judge_claim, judge_task
from quizapp.services.places import Places
from quizapp.services.scheduling import Scheduling
from quizapp.services.set_aside import SetAside
from quizapp.services.verdict_log import TURNED_DOWN, VerdictLog
from quizapp.study import claims, forms, groups, hints, queue
from quizapp.study.claims import Claim
from quizapp.study.cloze import Cloze, cloze_of
from quizapp.study.groups import Group, GroupMark
from quizapp.study.leech import Leech, leech
from quizapp.study.line import Line
from quizapp.study.quiz_order import shown_order
from quizapp.study.rating import RatingRules, UsualTimes, suggested_rating


@dataclass(frozen=True)
class Ask:
    """The question to show now. ``options`` is empty unless ``form`` is CHOICES.

    ``place``: where the answer lies, if the question can be asked on the map as far as is known;
    of a first question that may be found out only when it is asked so.
    ``ways``: the forms it can be put in, besides flip and the map. ``claim`` is set for
    TRUE_FALSE, ``cloze`` for CLOZE. ``group`` is set where several are asked together (SEVERAL,
    ORDER, MATCH); ``question`` is then the first of them, and ``ways`` is empty: they can be taken
    ``apart``. ``beside``: it is asked next to one that it was taken for.
    """

    question: Question
    form: Form
    options: tuple[str, ...]
    number: int  # of this question in the session, from 1
    total: int
    is_new: bool
    again: bool  # it was answered wrong before in this session
    flagged: bool = False
    ways: tuple[Form, ...] = ()
    claim: Claim | None = None
    cloze: Cloze | None = None
    group: Group | None = None
    place: Place | None = None
    beside: bool = False
    deck: str = ""  # its name; "" where several are asked together
    shuffled: tuple[int, ...] = ()  # of TASK: see ``study.quiz_order.shown_order``


@dataclass(frozen=True)
class Marked:
    """How an answer was judged, and what to show with it.

    ``leech``: set where it was forgotten again and again, and has just been missed or is not judged
    yet. ``beside``: a question to be told apart from this one.
    """

    verdict: Verdict
    key: str
    note: str
    suggested: Rating
    intervals: Mapping[Rating, int]  # days until the question comes back; empty while cramming
    evidence: EvidenceView
    explanation: str
    group: GroupMark | None = None  # of questions asked together; the rest then says little
    leech: Leech | None = None
    beside: Beside | None = None


@dataclass(frozen=True)
class WhyNow:
    """Why a question is asked now. ``last_day`` is ``None`` for one that was never met."""

    last_day: date | None
    days_ago: int
    chance: float  # 0 to 1, of knowing it still
    reviews: int
    lapses: int


@dataclass(frozen=True)
class Outcome:
    """A question of a session and what became of it. ``given``: "" for a flip."""

    question: Question
    given: str
    verdict: Verdict


@dataclass(frozen=True)
class Summary:
    """``answered`` counts answers; ``right``, ``almost`` and ``wrong`` count questions, each by the
    worst of its answers, so that ``wrong`` is as many as ``missed``. What was missed and then taken
    out of the session by the learner, such as a retired question, is in neither."""

    answered: int
    right: int
    almost: int
    wrong: int
    new: int
    seconds: int
    next_due: Coming | None
    missed: tuple[Question, ...]
    manner: Manner = Manner.STUDY
    outcomes: tuple[Outcome, ...] = ()  # of a test, in the order of asking
    unanswered: int = 0  # of a test that was ended early
    left: int = 0  # of any other session that was ended early
    asked: int = 0  # questions that were answered, once or more
    came_again: int = 0  # of these, more than once
    to_repeat: int = 0  # of what is left, questions that were answered and would come again

    @property
    def mark(self) -> float:
        """Of a test: the share that was right, 0 to 1; a small slip is half a point."""
        asked = self.answered + self.unanswered
        return (self.right + self.almost / 2) / asked if asked else 0.0


@dataclass(frozen=True)
class _Judged:
    """An answer and what was made of it. ``given``: the answer in words, "" for none."""

    ask: Ask
    verdict: Verdict
    note: str
    rating: Rating
    given: str = ""


@dataclass
class _Answered:
    """An answer of this session, to be counted, rated anew or taken back."""

    question: Question
    logged: Logged
    was_new: bool

    @property
    def review(self) -> Review:
        return self.logged.review


@dataclass(frozen=True)
class Earlier:
    """An answer that was given before the session was interrupted. ``memory``: as it is now;
    ``None`` for a crammed one of a question that was never studied."""

    question: Question
    review: Review
    memory: MemoryState | None
    was_new: bool


@dataclass
class _Step:
    """What one undo takes back: an answer, a question's leaving, or one after the other.

    ``answers``: one, none, or one for each question that was asked together.
    """

    place: queue.Place
    question: Question
    answers: list[_Answered]
    retired: bool = False
    aside: list[Mark] = field(default_factory=list)  # the mark before it was set aside

    @property
    def left(self) -> bool:
        return self.retired or bool(self.aside)


class StudySession:
    """Call every method on the database lane: an answer is committed before the method returns."""

    def __init__(
        self,
        stores: Stores,
        day: LearningDay,
        evidence: EvidenceFinder,
        line: Line,
        usual: UsualTimes,
        *,
        grade: Grader | None = None,
        manner: Manner = Manner.STUDY,
        pace: Pace | None = None,
        in_order: bool = False,
        places: Places | None = None,
        earlier: Sequence[Earlier] = (),
    ) -> None:
        """``in_order``: the line is kept as it is, near years or not. ``earlier``: answers before
        an interruption, in the order they were given; they count in the summary, and stay."""
        self._stores = stores
        self.manner = manner
        self._pace = pace
        self._aside = SetAside(stores, day)
        self._day = day
        self._evidence = evidence
        self._line = line
        self._usual = usual
        self._grade = grade
        self.in_order = in_order
        self._earlier = _counted_before(earlier)
        self._places = places
        log = PractiseLog if manner is Manner.CRAM else AnswerLog
        self._log = log(stores, day)
        self._scheduling = Scheduling(stores, day)
        self._interference = Interference(stores, day, grade)
        self._verdicts = VerdictLog(stores, day)
        self._steps: list[_Step] = []
        self._years: dict[str, int | None] = {}
        self._last_year: int | None = None
        self._one_of_two = ""  # id of the question before, if it was answered beside another
        self._mistaken: Question | None = None  # what the present question was taken for
        self._current: Ask | None = None
        self._memory: MemoryState | None = None
        self._revealed_after: int | None = None  # milliseconds; flip, shown but not rated
        self._hinted = False
        self._offered: Mapping[Rating, MemoryState] | None = None
        self._offered_on: date | None = None
        self._moving = False  # the next question could not be read yet
        self._undoing = False  # nor could the one whose answer was taken back
        self._chosen_from: dict[str, tuple[str, ...]] = {}  # options of answered questions, by id
        self._unseen: _Judged | None = None  # written, not shown yet
        self._move_on()

    @property
    def current(self) -> Ask | None:
        """The question being asked; ``None`` when the session is finished."""
        return self._current

    @property
    def to_ask(self) -> tuple[queue.Place, ...]:
        """What still is to be asked, the current question first."""
        return self._line.to_ask

    def tell_crammed(self, told: Callable[[Sequence[Review]], None]) -> None:
        """``told`` hears the answers of this session, which no log keeps, whenever they change.
        Of any other manner of session it hears nothing."""
        if isinstance(self._log, PractiseLog):
            self._log.told = told

    @property
    def can_undo(self) -> bool:
        return self._line.can_undo and self.manner is not Manner.TEST

    @property
    def seconds_left(self) -> int | None:
        """What the questions still to be answered will take; ``None`` where that is unknown."""
        if self._pace is None:
            return None
        met, new = self._line.to_answer
        return round((met * self._pace.due + new * self._pace.new) / 1000)

    @property
    def progress(self) -> tuple[int, int]:
        """Questions done, and questions in the session. One answered wrong is not done yet."""
        return self._line.done, self._line.total

    @property
    def to_repeat(self) -> int:
        """Questions of the session that were answered, and come again before it is done."""
        return self._line.to_repeat

    def as_form(self, form: Form) -> Ask:
        """The same question in another form; ``QuizError`` where it cannot be put so."""
        ask = self._unanswered()
        if form is Form.FLIP:
            self._refuse_help()
        elif form is Form.MAP:
            ask = self._on_the_map(ask)
        elif form not in ask.ways:
            raise QuizError(self._why_not(ask, form))
        self._current = self._in_form(ask, form)
        return self._current

    def _on_the_map(self, ask: Ask) -> Ask:
        place = ask.place
        if place is None and ask.group is None:
            place = self._place_of(ask.question)
        if place is None:
            raise QuizError("It is not certain where this lies, so choose or type the answer.")
        return replace(ask, place=place)

    def apart(self) -> Ask | None:
        """Questions asked together come one by one instead; the first of them."""
        ask, place = self._unanswered(), self._line.current
        if ask.group is None or place is None:
            raise QuizError("This question is asked by itself already.")
        return self._come_apart(place)

    def _come_apart(self, place: queue.Place) -> Ask | None:
        self._line.split_current(place.members)
        return self._move_on()

    def hint(self) -> tuple[str, str]:
        """See ``study.hints.hint``. An answer after a hint is worth less; none, nothing."""
        self._refuse_help()
        ask = self._unanswered()
        found = hints.hint(ask.question) if ask.group is None else ("", "")
        self._hinted = self._hinted or found != ("", "")
        return found

    def why_now(self) -> WhyNow:
        """What the memory of the question was before it was asked."""
        self._by_itself()
        memory, today = self._memory, self._day.today()
        if memory is None:
            return WhyNow(None, 0, 0.0, 0, 0)
        days = max(0, (today - memory.last_day).days)
        chance = self._scheduling.model().recall(memory.stability, days)
        return WhyNow(memory.last_day, days, chance, memory.reviews, memory.lapses)

    def answer(self, given: str, milliseconds: int) -> Marked:
        """Judges the answer and commits it with the suggested rating before it returns.

        Where the deck file fails after that, calling again shows what is missing and commits
        nothing.
        """
        if self._unseen is not None:
            return self._shown()
        ask = self._unanswered()
        if ask.group is not None:
            return self._answer_group(ask, ask.group, given, milliseconds)
        judged = self._judge(ask, given)
        rating = self._suggest(
            judged.verdict, ask.form, milliseconds, self._memory, corrected=judged.corrected
        )
        answer = Given(ask.question.id, ask.form, judged.given, judged.verdict, milliseconds)
        self._commit(ask, answer, rating)
        in_words = "" if ask.form is Form.MAP else judged.given
        self._unseen = _Judged(ask, judged.verdict, judged.note, rating, in_words)
        return self._shown()

    def _shown(self) -> Marked:
        assert self._unseen is not None
        marked = self._marked(self._unseen)
        self._unseen = None
        return marked

    def _judge(self, ask: Ask, given: str) -> JudgedClaim:
        if ask.form is Form.TASK:
            return judge_task(ask.question, given)
        if ask.claim is not None:
            return judge_claim(ask.question, ask.claim, claims.read(given), self._grade)
        if ask.form is Form.MAP and self._places is not None:
            verdict, note = self._places.judge(ask.question, given)
        else:
            verdict, note = judge(ask.question, ask.form, given, self._grade)
        return JudgedClaim(verdict, note, given)

    def _answer_group(self, ask: Ask, group: Group, given: str, milliseconds: int) -> Marked:
        """One review for each member, in one commit; those missed come again by themselves."""
        mark = groups.mark(group, given)
        each = milliseconds // len(mark.parts)
        memories = self._memories_of([part.question for part in mark.parts])
        answers = []
        for part in mark.parts:
            id_ = part.question.id
            memory = memories.get(id_)
            rating = self._suggest(part.verdict, ask.form, each, memory)
            part_given = Given(id_, ask.form, part.given, part.verdict, each)
            answers.append((part_given, rating, memory))
        logged = self._log.write_each(answers)
        place = self._line.current
        assert place is not None
        answered = [
            _Answered(part.question, one, one.before is None)
            for part, one in zip(mark.parts, logged, strict=True)
        ]
        self._steps.append(_Step(place, ask.question, answered))
        missed = {one.review.question_id for one in answered if _missed(one.review)}
        self._line.mark_group([one for one in place.members if one.question_id in missed])
        return Marked(mark.verdict, "", "", Rating.GOOD, {}, NO_EVIDENCE, "", mark)

    def reveal(self, milliseconds: int) -> Marked:
        """Flip: shows the key. Nothing is committed until ``rate``."""
        self._refuse_help()
        ask = self._unanswered()
        if ask.form is not Form.FLIP:
            ask = self.as_form(Form.FLIP)
        self._revealed_after = milliseconds
        rating = self._suggest(Verdict.UNCHECKED, Form.FLIP, milliseconds, self._memory)
        return self._marked(_Judged(ask, Verdict.UNCHECKED, "", rating))

    def tell_apart(self) -> None:
        """The question just answered and the one it was taken for (see ``Marked.beside``) are asked
        once more in this session, one right after the other, whether they are due or not.

        That alone is in no log; ``undo`` of the answer takes it back.
        """
        self._refuse_while_moving()
        if self._mistaken is None or not self._line.answered:
            raise QuizError("This question was not taken for another one that you learn.")
        self._line.put_beside(queue.Place(self._mistaken.id, is_new=False))
        self._mistaken = None

    def rate(self, rating: Rating) -> None:
        """Flip: commits the answer. Otherwise replaces the suggested rating."""
        if self._moving:
            return  # done before; only the next question is still to be read
        if self._revealed_after is not None:
            ask = self._unanswered()
            seen = Given(ask.question.id, ask.form, "", Verdict.UNCHECKED, self._revealed_after)
            self._commit(ask, seen, rating)
            return
        if not self._line.answered:
            raise RuntimeError("rate() before answer() or reveal()")
        if len(self._steps[-1].answers) > 1:
            return  # each was rated by its own part
        last = self._answers[-1]
        last.logged = self._log.rate_anew(last.logged, rating)
        self._line.come_again(self._comes_again(rating))

    def next(self) -> Ask | None:
        """The next question; one left without an answer comes at the end again."""
        return self._move_on()

    def skip(self) -> Ask | None:
        """Puts the question at the end of the queue; nothing is logged."""
        if not self._moving:
            self._unanswered()
        return self._move_on()

    def retire(self) -> Ask | None:
        """Thumbs down: the question, answered or not, leaves study at once; the next one.

        Its answers stay in the log. ``explain`` may say why.
        """
        ask = self._by_itself()
        self._stores.decks.set_state([ask.question.id], State.RETIRED)
        self._verdicts.write(Act.RETIRED, [ask.question.id])
        self._leaving(ask.question).retired = True
        return self._move_on()

    def bury(self) -> Ask | None:
        """Not today: the question, answered or not, waits for the next study day; the next one."""
        return self._set_aside(self._aside.bury)

    def suspend(self) -> Ask | None:
        """The question is not asked until the learner says so; the next one."""
        return self._set_aside(self._aside.suspend)

    def flag(self) -> bool:
        """Marks the question to be looked at later, or takes the mark away; whether it has one."""
        ask = self._by_itself()
        flagged = not ask.flagged
        self._aside.flag([ask.question.id], on=flagged)
        self._current = replace(ask, flagged=flagged)
        return flagged

    def reread(self) -> Ask | None:
        """The current question in its new words, after it was edited."""
        ask = self._current
        if ask is None or ask.group is not None:
            return ask
        question = self._studied(ask.question.id)
        if question is None:
            return self._move_on()
        ask = replace(ask, question=question, ways=forms.possible_forms(question))
        keeps = ask.form is Form.FLIP or ask.form in ask.ways
        usual = forms.fitting_form(question, self._memory, 0.0) if question.task else Form.TYPED
        self._current = self._in_form(ask, ask.form if keeps else usual)
        return self._current

    def _set_aside(self, how: Callable[[Sequence[str]], list[Mark]]) -> Ask | None:
        ask = self._by_itself()
        before = how([ask.question.id])
        self._leaving(ask.question).aside = before
        return self._move_on()

    def _leaving(self, question: Question) -> _Step:
        """The step by which the current question leaves the session."""
        if not self._line.answered:
            place = self._line.current
            assert place is not None
            self._steps.append(_Step(place, question, []))
        self._line.leave()
        return self._steps[-1]

    def explain(self, reason: Reason) -> None:
        """Why the question that was retired last is no good."""
        last = self._steps[-1] if self._steps else None
        if last is None or not last.retired:
            raise RuntimeError("explain() before retire()")
        self._verdicts.explain(last.question.id, reason)

    def undo(self) -> Ask | None:
        """Takes back the last answer or thumbs-down and shows that question again, unanswered.

        As often as there are any. The logs keep both: the answer, and the row that retracts it.
        """
        if self._undoing:
            return self._move_on()  # written before; only the question is still to be read
        if not self.can_undo:
            return self._current
        last = self._steps[-1]  # stays there until all is written
        self._aside.put_back(last.aside)
        if last.retired:
            self._stores.decks.set_state([last.question.id], State.ACCEPTED)
            self._verdicts.take_back([last.question.id], TURNED_DOWN)
        if len(last.answers) == 1:
            self._log.retract(last.answers[0].logged)
        elif last.answers:
            self._log.retract_each([answered.logged for answered in last.answers])
        self._steps.pop()
        self._chosen_from.pop(last.question.id, None)
        self._line.step_back()
        self._moving = self._undoing = True
        return self._move_on()

    def summary(self) -> Summary:
        answers = self._answers
        worst = _worst_of_each(answers)
        left = {step.question.id for step in self._steps if step.left}
        is_test = self.manner is Manner.TEST
        missed = [
            question
            for question, outcome in worst
            if outcome is Verdict.WRONG and question.id not in left
        ]
        outcomes = [outcome for _, outcome in worst]
        left_over = self._line.total - self._line.done
        crams = self.manner is Manner.CRAM
        last_states = {} if crams else {a.question.id: a.logged.after for a in answers}
        dues = [state.due for id_, state in last_states.items() if id_ not in left]
        return Summary(
            answered=len(answers),
            asked=len(worst),
            came_again=sum(n > 1 for n in Counter(a.question.id for a in answers).values()),
            right=outcomes.count(Verdict.RIGHT),
            almost=outcomes.count(Verdict.ALMOST),
            wrong=len(missed),
            new=len({a.question.id for a in answers if a.was_new}),
            seconds=round(sum(a.review.milliseconds for a in answers) / 1000),
            next_due=self._day.coming(min(dues)) if dues else None,
            missed=tuple(missed),
            manner=self.manner,
            outcomes=tuple(map(_told, answers)) if is_test else (),
            unanswered=left_over if is_test else 0,
            left=0 if is_test else left_over,
            to_repeat=self.to_repeat,
        )

    @property
    def _answers(self) -> list[_Answered]:
        since = [answered for step in self._steps for answered in step.answers]
        return self._earlier + since

    def _comes_again(self, rating: Rating) -> bool:
        return rating is Rating.AGAIN and self.manner is not Manner.TEST

    def _refuse_help(self) -> None:
        if self.manner is Manner.TEST:
            raise QuizError("A test gives no help on the way. The answers are shown at its end.")

    @property
    def answered(self) -> bool:
        """Whether the question asked last has got its answer."""
        return self._line.answered or self._moving

    def _unanswered(self) -> Ask:
        self._refuse_while_moving()
        if self._current is None:
            raise QuizError("The session is finished.")
        if self._line.answered:
            raise QuizError("This question has been answered already.")
        return self._current

    def _by_itself(self) -> Ask:
        """The question asked, answered or not, where it is one."""
        self._refuse_while_moving()
        if self._current is None:
            raise QuizError("The session is finished.")
        if self._current.group is not None:
            raise QuizError("These questions are asked together. Take them one by one first (T).")
        return self._current

    def _refuse_while_moving(self) -> None:
        if self._moving:
            raise QuizError("The next question could not be read. Skip (S) to try that again.")

    def _move_on(self) -> Ask | None:
        """The next question that is still there to be studied.

        Where the deck file fails on the way, calling again goes on from there.
        """
        self._revealed_after, self._unseen, self._mistaken = None, None, None
        if self._current is not None:
            self._last_year = _year(self._current.question)
            if not self._moving:
                self._one_of_two = self._answered_beside()
        halfway = self._line.current if self._moving and not self._line.answered else None
        self._moving = True
        while place := halfway or self._line.advance(self._choose):
            halfway = None
            if self._arrive(place):
                self._moving = self._undoing = False
                return self._current
        self._moving = self._undoing = False
        self._current = None
        return None

    def _answered_beside(self) -> str:
        """The id of the present question, if it has its answer and stands beside another."""
        place = self._line.current
        if place is None or not place.beside or not self._line.answered:
            return ""
        return place.question_id

    def _arrive(self, place: queue.Place) -> bool:
        """Asks what stands at the place; False where that can no longer be asked."""
        if place.members:
            if self._ask_together(place) is not None:
                return True
            self._line.split_current(place.members)
            return False
        question = self._studied(place.question_id)
        if question is None:
            self._line.drop_current()
            return False
        self._ask(question)
        return True

    def _memories_of(self, questions: Sequence[Question]) -> dict[str, MemoryState]:
        """As they are now, by id; of those never met there is none."""
        ids = [question.id for question in questions]
        return self._stores.reviews.memories(self._day.learner, ids)

    def _choose(self) -> int:
        if self.in_order:
            return 0
        head = self._line.head(queue.LOOK_AHEAD)
        return queue.draw(head, self._last_year, self._year_of, self._one_of_two)

    def _ask(self, question: Question) -> Ask:
        place = self._line.current
        assert place is not None
        self._revealed_after = None
        self._hinted = False
        self._offered = None
        self._memory = self._stores.reviews.memory(self._day.learner, question.id)
        settings = self._day.settings
        ask = Ask(
            question=question,
            form=Form.TYPED,
            options=(),
            number=min(self._line.done + 1, self._line.total),
            total=self._line.total,
            is_new=self._memory is None,
            again=place.again,
            ways=forms.possible_forms(question),
            flagged=self._aside.of(question.id).flagged,
            place=self._known_place(question),
            beside=bool(place.beside),
            deck=self._stores.decks.deck_of(question.id).name,
        )
        if place.form is Form.MAP and (certain := self._place_of(question)) is not None:
            self._current = self._in_form(replace(ask, place=certain), Form.MAP)
            return self._current
        is_test = self.manner is Manner.TEST
        wanted = settings.question_form
        if is_test and wanted == Form.FLIP:
            wanted = forms.AUTOMATIC  # a test shows no answers
        form = forms.fitting_form(
            question,
            self._memory,
            settings.typed_from_stability,
            wanted,
            again=place.again or is_test,
        )
        self._current = self._in_form(ask, form)
        return self._current

    def _known_place(self, question: Question) -> Place | None:
        """Only where it takes milliseconds: the gazetteer is read behind the first question that
        asks for a place."""
        if self._places is None or question.kind is not AnswerKind.PLACE:
            return None
        if not self._places.loaded:
            self._places.load()
            return None
        return self._place_of(question)

    def _place_of(self, question: Question) -> Place | None:
        return None if self._places is None else self._places.answer_of(question)

    def _in_form(self, ask: Ask, form: Form) -> Ask:
        """The ask with what its form shows."""
        question, reviews = ask.question, self._memory.reviews if self._memory else 0
        return replace(
            ask,
            form=form,
            options=self._options(question, reviews) if form is Form.CHOICES else (),
            claim=claims.claim_of(question, reviews) if form is Form.TRUE_FALSE else None,
            cloze=cloze_of(question) if form is Form.CLOZE else None,
            shuffled=shown_order(question, f"{reviews}") if form is Form.TASK else (),
        )

    def _options(self, question: Question, reviews: int) -> tuple[str, ...]:
        """What it was mixed up with is among them; the right one stands in another place than
        when it was answered in this session."""
        mixed_up = self._interference.mixed_up_with(question) if reviews else ()
        found = forms.options(question, reviews, mixed_up)
        before = self._chosen_from.get(question.id)
        return found if before is None else forms.elsewhere(found, question.answer, before)

    def _why_not(self, ask: Ask, form: Form) -> str:
        if ask.group is not None:
            return "These questions are asked together. Take them one by one first (T)."
        if form is Form.CHOICES:
            return "This question has no wrong answers to choose from, so type it."
        if form is Form.CLOZE:
            return "The source has no sentence that makes a fair gap here, so type the answer."
        return "This question cannot be put in that way, so type the answer."

    def _ask_together(self, place: queue.Place) -> Ask | None:
        """The group of a place; ``None`` where its members can no longer be asked together."""
        assert place.form is not None
        found = [self._studied(member.question_id) for member in place.members]
        members = [question for question in found if question is not None]
        if len(members) < len(place.members):
            return None
        met = sum(memory.reviews for memory in self._memories_of(members).values())
        group = groups.arrange(place.form, members, f"{place.question_id}/{met}")
        if group is None:
            return None
        self._revealed_after, self._memory, self._hinted = None, None, False
        self._current = Ask(
            question=group.members[0],
            form=place.form,
            options=group.options,
            number=min(self._line.done + 1, self._line.total),
            total=self._line.total,
            is_new=all(member.is_new for member in place.members),
            again=False,
            group=group,
        )
        return self._current

    def _studied(self, question_id: str) -> Question | None:
        """The question as it is now; ``None`` where it was retired or removed meanwhile."""
        try:
            question = self._stores.decks.question(question_id)
        except NotFound:
            return None
        return question if question.state is State.ACCEPTED else None

    def _year_of(self, question_id: str) -> int | None:
        if question_id not in self._years:
            question = self._studied(question_id)
            self._years[question_id] = _year(question) if question else None
        return self._years[question_id]

    def _suggest(
        self,
        verdict: Verdict,
        form: Form,
        milliseconds: int,
        memory: MemoryState | None,
        *,
        corrected: bool = False,
    ) -> Rating:
        return suggested_rating(
            verdict,
            form,
            milliseconds,
            usual=self._usual,
            memory=memory,
            day=self._day.today(),
            hinted=self._hinted,
            corrected=corrected,
            rules=RatingRules.of(self._day.settings),
        )

    def _marked(self, judged: _Judged) -> Marked:
        ask, rating = judged.ask, judged.rating
        offered = self._offers(ask)
        crams = self.manner is Manner.CRAM
        is_missed = rating is Rating.AGAIN or judged.verdict is Verdict.UNCHECKED
        told = is_missed and not ask.again and not crams
        return Marked(
            verdict=judged.verdict,
            key=ask.question.answer,
            note=judged.note,
            suggested=rating,
            intervals={} if crams else _intervals(offered),
            evidence=self._evidence.of(ask.question),
            explanation=ask.question.explanation,
            leech=leech(offered[rating]) if told else None,
            beside=self._beside(judged),
        )

    def _beside(self, judged: _Judged) -> Beside | None:
        """The question that this one was taken for; else the other one of a pair that was asked
        right before it."""
        if self.manner is Manner.TEST:
            return None
        if judged.verdict is Verdict.WRONG:
            self._mistaken = self._interference.taken_for(judged.ask.question, judged.given)
        if self._mistaken is not None:
            return Beside(self._mistaken, mistaken=True)
        place = self._line.current
        if place is None or not place.beside or place.beside != self._one_of_two:
            return None
        before = self._studied(place.beside)
        return Beside(before, mistaken=False) if before is not None else None

    def _offers(self, ask: Ask) -> Mapping[Rating, MemoryState]:
        """Settled once for each asking: what the buttons say is what then happens. Anew where the
        study day has turned since: the answer counts for the day it is written on.

        From the memory as it is now: a fit or a move may have changed it since it was asked.
        """
        today = self._day.today()
        if self._offered is None or self._offered_on != today:
            self._offered_on = today
            self._memory = self._stores.reviews.memory(self._day.learner, ask.question.id)
            self._offered = self._log.offers(ask.question.id, self._memory)
        return self._offered

    def _commit(self, ask: Ask, given: Given, rating: Rating) -> None:
        offered = self._offers(ask)  # first: it reads the memory as it is now
        logged = self._log.write(given, rating, self._memory, offered)
        place = self._line.current
        assert place is not None
        if ask.options:
            self._chosen_from[ask.question.id] = ask.options
        answered = _Answered(ask.question, logged, ask.is_new)
        self._steps.append(_Step(place, ask.question, [answered]))
        self._line.mark_answered(again=self._comes_again(rating))
        self._revealed_after = None


def _counted_before(earlier: Sequence[Earlier]) -> list[_Answered]:
    return [
        _Answered(
            each.question,
            Logged(each.review, None, {each.review.rating: each.memory} if each.memory else {}),
            was_new=each.was_new,
        )
        for each in earlier
    ]


def _intervals(offered: Mapping[Rating, MemoryState]) -> dict[Rating, int]:
    return {rating: (state.due - state.last_day).days for rating, state in offered.items()}


def _told(answer: _Answered) -> Outcome:
    return Outcome(answer.question, answer.review.given, answer.review.verdict)


def _year(question: Question) -> int | None:
    return question.date.point.year if question.date else None


def _missed(review: Review) -> bool:
    return review.rating is Rating.AGAIN


def _worst_of_each(answers: Sequence[_Answered]) -> list[tuple[Question, Verdict]]:
    """Every question once: one that was missed and known when it came again was missed."""
    worst: dict[str, tuple[Question, Verdict]] = {}
    order = (Verdict.WRONG, Verdict.ALMOST, Verdict.RIGHT)
    for answer in answers:
        outcome = _outcome(answer.review)
        _, before = worst.get(answer.question.id, (answer.question, outcome))
        worst[answer.question.id] = (answer.question, min(before, outcome, key=order.index))
    return list(worst.values())


def _outcome(review: Review) -> Verdict:
    """What the learner's rating made of the verdict: theirs is the last word."""
    if _missed(review):
        return Verdict.WRONG
    return Verdict.ALMOST if review.verdict is Verdict.ALMOST else Verdict.RIGHT
