"""What was answered in a live game, and what it earned so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizapp.domain.game import Game, GameAnswer, Mode
from quizapp.domain.ports import Stores
from quizapp.domain.quiz import QuizRules
from quizapp.domain.task import Information
from quizapp.kinds.marking import Marked, is_blank, key, mark
from quizapp.services.quiz_questions import Posed
from quizapp.study import mastery_circle
from quizapp.study.game_score import Earned, streak_of, total
from quizapp.study.mastery_circle import Met

RIGHT = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Tally:
    """One player so far. ``points`` of those ``possible``; ``known``: places, where all go on until
    they know all."""

    points: float
    possible: float
    asked: int
    right: int
    streak: int
    known: int


class LiveAnswers:
    """Keeps what is in the file; marks every answer once."""

    def __init__(self, stores: Stores, game: Game, posed: Sequence[Posed]) -> None:
        self._store = stores.games
        self._game = game
        self._posed = posed
        self._rules = QuizRules(partial=game.rules.partial)
        self._given: dict[str, dict[int, GameAnswer]] = defaultdict(dict)
        self._countable = [
            each.place for each in posed if not isinstance(each.task, Information)
        ]  # texts to read are not
        self._marked: dict[tuple[str, int], Marked] = {}
        self._tallies: dict[str, tuple[int, Tally]] = {}
        self._keep(self._store.answers(game.id))

    def commit(self, answers: Sequence[GameAnswer]) -> None:
        """All in one commit; of several to one turn the last one stands."""
        last = {(answer.player, answer.turn): answer for answer in answers}
        self._store.answer(list(last.values()))
        self._keep(last.values())

    def of(self, player: str) -> dict[int, GameAnswer]:
        """By turn, in its order."""
        return dict(sorted(self._given[player].items()))

    def everything(self) -> Iterator[GameAnswer]:
        return (answer for turns in self._given.values() for answer in turns.values())

    def given(self, player: str, turn: int) -> GameAnswer | None:
        return self._given[player].get(turn)

    def turns(self, player: str) -> int:
        """How many this player answered, and so the number of the next turn at one's own pace."""
        return len(self._given[player])

    def first(self, player: str, place: int) -> GameAnswer | None:
        """The answer to one question; of several the first one."""
        return next((row for row in self.of(player).values() if row.place == place), None)

    def at(self, place: int, players: Iterable[str]) -> dict[str, GameAnswer]:
        """By player: the answers to one question, as ``first`` has them."""
        found = {player: self.first(player, place) for player in players}
        return {player: answer for player, answer in found.items() if answer is not None}

    def marked(self, answer: GameAnswer) -> Marked:
        which = (answer.player, answer.turn)
        if which not in self._marked:
            posed = self._posed[answer.place]
            self._marked[which] = mark(posed.question, posed.task, answer.response, self._rules)
        return self._marked[which]

    def warm_up(self) -> None:
        """Loads what marking needs, so that the first answer of a round waits for nothing."""
        for posed in self._posed:
            mark(posed.question, posed.task, key(posed.task), self._rules)

    def unanswered(self, place: int) -> Marked:
        posed = self._posed[place]
        return mark(posed.question, posed.task, None, self._rules)

    def is_blank(self, answer: GameAnswer | None) -> bool:
        return answer is None or is_blank(self._posed[answer.place].task, answer.response)

    def is_right(self, answer: GameAnswer) -> bool:
        share = self.marked(answer).share
        return share is None or share >= RIGHT  # what a person must mark is not asked again

    def next_place(self, player: str) -> int | None:
        """At one's own pace; None: through with all."""
        if self._game.rules.mode is Mode.MASTERY:
            history, places = self._history(player), self._countable
            found = mastery_circle.next_place(len(places), history)
            return None if found is None else places[found]
        turn = self.turns(player)
        return turn if turn < len(self._posed) else None

    def tally(self, player: str, closed: int) -> Tally:
        """``closed``: how many questions count so far, where all are at the same one."""
        kept = self._tallies.get(player)
        if kept is None or kept[0] != closed:
            kept = self._tallies[player] = closed, self._tally(player, closed)
        return kept[1]

    def _tally(self, player: str, closed: int) -> Tally:
        rows = self._rows(player, closed)
        earned = [self._earned(row) for row in rows]
        history = self._history(player) if self._game.rules.mode is Mode.MASTERY else []
        known = mastery_circle.known(history)
        places = self._countable
        if self._game.rules.mode is Mode.MASTERY:
            points = sum(self._posed[places[place]].asked.points for place in known)
        else:
            points = total(earned, self._game.rules.scoring)
        return Tally(
            points=points,
            possible=self._possible(closed),
            asked=len(rows),
            right=sum(row is not None and self.is_right(row) for row in rows),
            streak=streak_of(earned),
            known=len(known),
        )

    def _rows(self, player: str, closed: int) -> list[GameAnswer | None]:
        if self._game.rules.mode is Mode.LIVE:
            places = [place for place in self._countable if place < closed]
            return [self._given[player].get(place) for place in places]
        return [row for row in self.of(player).values() if row.place in self._countable]

    def _earned(self, answer: GameAnswer | None) -> Earned | None:
        if answer is None or self.is_blank(answer):
            return None
        points = self._posed[answer.place].asked.points
        share = self.marked(answer).share
        return Earned(
            0.0 if share is None else share,
            points,
            answer.milliseconds / 1000,
            self._game.rules.seconds,
        )

    def _possible(self, closed: int) -> float:
        whole = self._game.rules.mode is not Mode.LIVE
        return sum(
            each.asked.points for each in self._posed if whole or each.place < closed
        )  # fmt: skip

    def _history(self, player: str) -> list[Met]:
        places = {place: number for number, place in enumerate(self._countable)}
        return [
            Met(places[row.place], self.is_right(row))
            for row in self.of(player).values()
            if row.place in places
        ]

    def _keep(self, answers: Iterable[GameAnswer]) -> None:
        for answer in answers:
            self._given[answer.player][answer.turn] = answer
            self._marked.pop((answer.player, answer.turn), None)
            self._tallies.pop(answer.player, None)
