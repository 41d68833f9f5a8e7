"""Results of live games: the same report as for a quiz, and answers into the learners' logs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from quizapp.domain.game import Game, Mode, Person, Phase, Player
from quizapp.domain.ports import Stores
from quizapp.domain.quiz import Attempt, Quiz, QuizRules
from quizapp.domain.task import Information
from quizapp.errors import QuizError
from quizapp.services.learning_day import LearningDay
from quizapp.services.live_answers import LiveAnswers
from quizapp.services.other_days import OtherDays
from quizapp.services.quiz_feed import FeedStudy
from quizapp.services.quiz_marks import PlaceMark, score
from quizapp.services.quiz_questions import Posed, QuizQuestions
from quizapp.services.quiz_report import (
    AttemptLine,
    ClassReport,
    Counting,
    Taking,
    ToMark,
    report_of,
)
from quizapp.services.quiz_tables import write_results


@dataclass(frozen=True, slots=True)
class GameLine:
    """A game in the list of those that were. ``known``: players of whom it is known who they are;
    ``linked``: of these, learners of this machine."""

    game: Game
    players: int
    known: int
    linked: int


class GameResults:
    """What came back in a mastery circle counts as it was at the first meeting."""

    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day

    def games(self) -> list[GameLine]:
        """The newest first."""
        return [self._game_line(game) for game in self._stores.games.games()]

    def lines(self, game_id: str) -> list[AttemptLine]:
        """A line a player, in the order of joining; who was sent out is not among them."""
        game = self._stores.games.game(game_id)
        posed = QuizQuestions(self._stores).pose(game.asked)
        answers = LiveAnswers(self._stores, game, posed)
        people = self._stores.games.people(game_id)
        closings = self._closings(game)
        lines = []
        for player in self._players(game):
            seen = _seen(game, answers, player, closings)
            marks = tuple(_mark(one, answers, player.id, seen) for one in posed)
            attempt = _attempt(game, player, people.get(player.id))
            name = people[player.id].name if player.id in people else player.alias
            lines.append(AttemptLine(attempt, name, player.alias, score(marks), None, marks))
        return lines

    def report(self, game_id: str, counting: Counting = Counting.FIRST) -> ClassReport:
        """As of a quiz; there is one attempt of each player, whichever count."""
        game = self._stores.games.game(game_id)
        lines = self.lines(game_id)
        taking = Taking(
            learners=len(lines),
            running=0 if game.ended_at else len(lines),
            first_at=game.started_at,
            last_at=game.ended_at or game.started_at,
        )
        return report_of(Quiz(game.id, game.name), lines, counting, taking)

    def to_mark(self, game_id: str) -> list[ToMark]:
        """None: open texts of a live game are talked about, not marked."""
        self._stores.games.game(game_id)
        return []

    def write(
        self, game_id: str, path: Path, *, each_answer: bool = False, names: bool = False
    ) -> int:
        """As ``QuizResults.write``; how many players those are."""
        lines = self.lines(game_id)
        if not lines:
            raise QuizError("Nobody played in this round, so there is nothing to write.")
        report = self.report(game_id)
        write_results(path, lines, report.items, each_answer=each_answer, names=names)
        return len(lines)

    def feed(self, game_id: str) -> int:
        """Answers of players who are learners of this machine into their review logs; how many
        were new there. Doing it twice adds nothing."""
        game = self._stores.games.game(game_id)
        people = self._stores.games.people(game_id)
        known = {one.id for one in self._stores.learners.learners() if one.deleted_at is None}
        days = OtherDays(self._stores, self._day)
        fed = 0
        for line in self.lines(game_id):
            person = people.get(line.attempt.id)
            if person is None or person.learner not in known:
                continue
            day = days.of(person.learner)
            fed += FeedStudy(self._stores, day).feed(line.attempt, line.marks)
        if not fed and not any(person.learner in known for person in people.values()):
            raise QuizError(
                f"Nobody in {game.name} is a learner of this machine, so there is no log to add "
                "to. Let players choose their names from the class list next time."
            )
        return fed

    def forget_people(self, game_id: str) -> int:
        """Deletes who the players were; how many were known. The results stay."""
        return self._stores.games.forget_people(game_id)

    def delete(self, game_id: str) -> None:
        self._stores.games.delete(game_id)

    def _game_line(self, game: Game) -> GameLine:
        people = self._stores.games.people(game.id)
        linked = sum(bool(person.learner) for person in people.values())
        return GameLine(game, len(self._players(game)), len(people), linked)

    def _players(self, game: Game) -> list[Player]:
        return [one for one in self._stores.games.players(game.id) if one.removed_at is None]

    def _closings(self, game: Game) -> dict[int, datetime]:
        """When each place was closed last, where all are at the same question."""
        steps = self._stores.games.steps(game.id)
        closed = (Phase.LOCKED, Phase.REVEAL, Phase.RANKING, Phase.ENDED)
        return {step.place: step.at for step in steps if step.phase in closed and step.place >= 0}


def _attempt(game: Game, player: Player, person: Person | None) -> Attempt:
    """A game as the attempt of one player, so that it is read as one."""
    return Attempt(
        id=player.id,
        quiz_id=game.id,
        learner=person.learner if person and person.learner else player.id,
        number=1,
        started_at=player.joined_at,
        asked=game.asked,
        rules=QuizRules(partial=game.rules.partial),
        finished_at=game.ended_at or game.started_at,
    )


def _seen(
    game: Game, answers: LiveAnswers, player: Player, closings: Mapping[int, datetime]
) -> range:
    """The places at which a player had the question before them, answered or not. Who joined late
    did not see what was closed before, and loses nothing by it; nor does a seat that never gave an
    answer, with which nobody may have sat."""
    answered = [row.place for row in answers.of(player.id).values()]
    if game.rules.mode is not Mode.LIVE or not answered:
        return range(0)
    met = [place for place, at in closings.items() if at > player.joined_at]
    return range(min(answered + met), max(closings, default=-1) + 1)


def _mark(posed: Posed, answers: LiveAnswers, player: str, seen: range) -> PlaceMark:
    given = answers.first(player, posed.place)
    if given is None:
        marked = answers.unanswered(posed.place)
        return PlaceMark(posed, None, marked, 0.0, posed.place in seen)
    marked = answers.marked(given)
    points: float | None = 0.0
    if posed.asked.points and not isinstance(posed.task, Information):
        points = None if marked.share is None else max(0.0, marked.share) * posed.asked.points
    return PlaceMark(
        posed, given.response, marked, points, True, given.milliseconds, given.at
    )  # fmt: skip
