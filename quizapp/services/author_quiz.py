"""Making quizzes: naming, saving, copying, deleting; what a draw finds; a look at the whole."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.domain.identity import new_id, stable_id
from quizapp.domain.learner import clean_name, free_name, name_key
from quizapp.domain.ports import Stores
from quizapp.domain.question import Question, QuestionFilter, State
from quizapp.domain.quiz import Draw, Pick, Quiz, QuizSummary, Section
from quizapp.errors import NotFound, QuizError
from quizapp.services import quiz_advice
from quizapp.services.give_aways import GiveAway, give_aways
from quizapp.services.learning_day import LearningDay
from quizapp.services.quiz_advice import Duplicate
from quizapp.services.quiz_draw import Drawing, DrawQuiz, picks
from quizapp.services.quiz_questions import Posed, QuizQuestions

MOST_VERSIONS = len(string.ascii_uppercase)
_POOL = 300  # questions that may stand in place of another


@dataclass(frozen=True, slots=True)
class Paper:
    """A quiz as one attempt, or one printed version, would ask it. ``notes``: what is missing."""

    name: str  # of the version; "" for a preview
    posed: tuple[Posed, ...]
    points: float
    notes: tuple[str, ...]


class AuthorQuiz:
    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day
        self._drawing = DrawQuiz(stores, day)

    def quizzes(self) -> list[QuizSummary]:
        return self._stores.quizzes.quizzes()

    def quiz(self, quiz_id: str) -> Quiz:
        return self._stores.quizzes.quiz(quiz_id)

    def called(self, name: str) -> Quiz:
        """The quiz of that name or id; ``NotFound`` names those there are."""
        here = [summary.quiz for summary in self.quizzes()]
        for quiz in here:
            if name == quiz.id or name_key(name) == name_key(quiz.name):
                return quiz
        known = ", ".join(quiz.name for quiz in here) or "none"
        raise NotFound(f"There is no quiz called {name}. The quizzes are: {known}.")

    def create(self, name: str, question_ids: Sequence[str] = ()) -> Quiz:
        """With these questions in one section; saved at once."""
        items = tuple(Pick(question_id) for question_id in dict.fromkeys(question_ids))
        quiz = Quiz(new_id(), name, sections=(Section(items=items),))
        self.save(quiz)
        return self.quiz(quiz.id)

    def create_free(self, name: str, question_ids: Sequence[str]) -> Quiz:
        """The same under a name that is free: "Monday 2" where there is a "Monday"."""
        return self.create(free_name(name, self._names()), question_ids)

    def copy(self, quiz_id: str) -> Quiz:
        """Under a free name: "Monday 2". Its attempts stay with the other."""
        quiz = self.quiz(quiz_id)
        name = free_name(quiz.name, self._names())
        copied = replace(quiz, id=new_id(), name=name)
        self.save(copied)
        return copied

    def rename(self, quiz_id: str, name: str) -> Quiz:
        self.save(replace(self.quiz(quiz_id), name=name))
        return self.quiz(quiz_id)

    def save(self, quiz: Quiz) -> tuple[str, ...]:
        """Adds or changes it; ``QuizError`` names all that is wrong with it, and then nothing is
        saved. Returns what its author may want to know."""
        wrong = [*quiz_advice.problems(quiz), *self._taken(quiz)]
        if wrong:
            raise QuizError(" ".join(wrong))
        self._stores.quizzes.save_quiz(replace(quiz, name=clean_name(quiz.name)))
        return self.notes(quiz)

    def problems(self, quiz: Quiz) -> tuple[str, ...]:
        """What would keep it from being saved."""
        return (*quiz_advice.problems(quiz), *self._taken(quiz))

    def notes(self, quiz: Quiz) -> tuple[str, ...]:
        """What its author may want to know: too few questions for a draw, duplicates ..."""
        drawn = self._drawing.attempt(quiz, quiz.id)
        return (*drawn.notes, *quiz_advice.notes(quiz, self._listed(quiz), self._day.now_utc()))

    def delete(self, quiz_id: str) -> Quiz:
        """Its attempts and results stay. Returns what ``restore`` takes."""
        quiz = self.quiz(quiz_id)
        self._stores.quizzes.delete_quiz(quiz_id)
        return quiz

    def restore(self, quiz: Quiz) -> Quiz:
        """Undoes ``delete``; under a free name where another quiz has taken its own."""
        back = replace(quiz, name=free_name(quiz.name, self._names(but=quiz.id)))
        self._stores.quizzes.save_quiz(back)
        return back

    def found(self, draw: Draw, learner: str | None = None) -> int:
        """How many questions there are to draw from; with ``learner``, an id, those that they met
        lately are left out as the draw says."""
        return self._drawing.found(draw, learner)

    def drawn_now(self, quiz: Quiz, draw: Draw) -> tuple[str, ...]:
        """Ids of questions drawn by the rule, none of them in the fixed list of the quiz; another
        set each time."""
        known = {pick.question_id for pick in picks(quiz)}
        fixed = Section(items=tuple(Pick(question_id) for question_id in known))
        trial = replace(quiz, sections=(fixed, Section(items=(draw,))))
        drawn = self._drawing.attempt(trial, new_id())
        return tuple(each.question_id for each in drawn.asked if each.section == 1)

    def preview(self, quiz: Quiz, seed: str = "", learner: str | None = None) -> Paper:
        """As an attempt would ask it. Another ``seed`` draws anew; the quiz need not be saved."""
        return self._paper("", self._drawing.attempt(quiz, seed or quiz.id, learner))

    def versions(
        self, quiz: Quiz, number: int, seed: str = "", *, shuffle_questions: bool = True
    ) -> tuple[Paper, ...]:
        """Versions A, B, C ... for paper: the same questions, in other orders. The same seed and
        questions give the same papers again, and the key fits what was printed."""
        if not 1 <= number <= MOST_VERSIONS:
            raise QuizError(f"There can be from 1 to {MOST_VERSIONS} versions.")
        names = string.ascii_uppercase[:number]
        made = self._drawing.versions(
            quiz, seed or quiz.id, names, shuffle_questions=shuffle_questions
        )
        return tuple(self._paper(name, drawing) for name, drawing in made.items())

    def duplicates(self, quiz: Quiz) -> tuple[Duplicate, ...]:
        """Questions of its list that ask the same, or are about one event."""
        return quiz_advice.duplicates(self._listed(quiz))

    def give_aways(self, quiz: Quiz) -> tuple[GiveAway, ...]:
        """Questions of its list of which one names what the other asks for."""
        return give_aways(self._listed(quiz))

    def replacement(self, quiz: Quiz, question_id: str) -> str | None:
        """The id of a question that can stand in place of one of the list: of its deck and kind,
        of its topic first, and neither a double of another one there nor giving one away. None
        where there is none."""
        gone = self._stores.decks.question(question_id)
        rest = [each for each in self._listed(quiz) if each.id != question_id]
        known = {pick.question_id for pick in picks(quiz)}
        deck = self._stores.decks.deck_of(question_id).id
        wanted = QuestionFilter(deck_ids=(deck,), kinds=(gone.kind,), states=(State.ACCEPTED,))
        pool = self._stores.decks.questions(wanted, _POOL)
        pool.sort(key=lambda each: (each.topic != gone.topic, stable_id(quiz.id, each.id)))
        before = len(quiz_advice.duplicates(rest)) + len(give_aways(rest))
        for candidate in pool:
            trial = [*rest, candidate]
            faults = len(quiz_advice.duplicates(trial)) + len(give_aways(trial))
            if candidate.id not in known and faults <= before:
                return candidate.id
        return None

    def _paper(self, name: str, drawing: Drawing) -> Paper:
        posed = QuizQuestions(self._stores).pose(drawing.asked)
        points = sum(one.points for one in drawing.asked)
        return Paper(name, posed, points, drawing.notes)

    def _listed(self, quiz: Quiz) -> list[Question]:
        found = (self._drawing.accepted(pick.question_id) for pick in picks(quiz))
        return [question for question in found if question is not None]

    def _names(self, but: str = "") -> list[str]:
        return [one.quiz.name for one in self.quizzes() if one.quiz.id != but]

    def _taken(self, quiz: Quiz) -> tuple[str, ...]:
        for name in self._names(but=quiz.id):
            if name_key(name) == name_key(quiz.name):
                return (f"There is already a quiz called {name}.",)
        return ()
