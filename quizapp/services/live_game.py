"""A live game: one writer, who knows where it stands, and lets nobody answer who may not.

Every call comes from one thread, the host's. A step or an answer is in the file before the call
returns, so that a host that was killed goes on where it stood.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from quizapp.domain.game import (
    Game,
    GameAnswer,
    GameRules,
    Hands,
    Mode,
    Phase,
    Player,
    Ranking,
    Step,
)
from quizapp.domain.identity import new_id
from quizapp.domain.ports import Clock, Stores
from quizapp.domain.quiz import Asked
from quizapp.domain.task import Information, Response
from quizapp.errors import NotFound, QuizError
from quizapp.services.evidence import EvidenceFinder
from quizapp.services.live_answers import LiveAnswers
from quizapp.services.live_seats import Refused, Seats
from quizapp.services.live_wire import Wire
from quizapp.services.quiz_questions import Posed, QuizQuestions

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that looks like another
CODE_LENGTH = 4
MOST_CREDIT = 0.25  # seconds: what a slow way from the phone may be late
LESSON = timedelta(hours=4)
HOLD_EVERY = 5.0  # seconds
LONGEST_TIME = 24 * 60 * 60 * 1000  # milliseconds


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it came. ``response``: with the ids of the phone; ``credit``: seconds that its
    way took."""

    player: str
    turn: int
    response: Any
    milliseconds: int
    credit: float = 0.0


class LiveGame:
    def __init__(self, stores: Stores, clock: Clock, game: Game) -> None:
        self.game = game
        self.posed: tuple[Posed, ...] = QuizQuestions(stores).pose(game.asked)
        self.seats = Seats(stores, game)
        self.answers = LiveAnswers(stores, game, self.posed)
        self.evidence = EvidenceFinder(stores.documents)
        self.hands = stores.games.hands(game.id)
        self._games = stores.games
        self._decks = stores.decks
        self._clock = clock
        self._looking: dict[str, int] = {}
        """Players at their own pace who see what was right at a turn, until they go on."""
        self._step = Step(game.id, Phase.LOBBY, -1, game.started_at)
        self._told: set[int] = set()
        self._held_until = 0.0  # monotonic: when to say again that this program holds the game
        self._furthest = -1
        for step in stores.games.steps(game.id):
            self._note(step)

    # where it stands

    @property
    def phase(self) -> Phase:
        return self._step.phase

    @property
    def step(self) -> Step:
        return self._step

    @property
    def place(self) -> int:
        return self._step.place

    @property
    def is_joinable(self) -> bool:
        late = self.game.rules.late_join or self.phase is Phase.LOBBY
        return self._step.is_joinable and late and self.phase is not Phase.ENDED

    @property
    def is_own_pace(self) -> bool:
        return self.game.rules.mode is not Mode.LIVE

    @property
    def tells_at_once(self) -> bool:
        """Whether players see what was right as soon as they have answered."""
        return self.game.rules.mode in (Mode.RACE, Mode.MASTERY)

    @property
    def closed(self) -> int:
        """How many questions count: all before the first one that still can be answered.

        Going back does not count the question that was left: it is asked again, and points that
        moved would tell who is right.
        """
        last = max(0, self._furthest)
        if self.phase is Phase.ENDED or self._furthest in self._told:
            last = self._furthest + 1
        is_asked = self.phase in (Phase.OPEN, Phase.PAUSED, Phase.LOCKED)
        return min(last, self.place) if is_asked else last

    def now(self) -> datetime:
        return self._clock.now().astimezone(UTC)

    def left(self) -> float | None:
        """Seconds until the question closes by itself; None: no limit."""
        if self.phase is Phase.PAUSED:
            return self._step.left
        if self._step.until is None or self.phase is not Phase.OPEN:
            return None
        return max(0.0, (self._step.until - self.now()).total_seconds())

    # what the teacher does

    def advance(self) -> None:
        """The one key of a presenter: to what comes next by the usual way."""
        match self.phase:
            case Phase.LOBBY:
                self.open(0)
            case Phase.OPEN | Phase.PAUSED if self.is_own_pace:
                self.end()
            case Phase.OPEN | Phase.PAUSED | Phase.LOCKED:
                if isinstance(self.posed[self.place].task, Information):
                    self._go_on()
                else:
                    self.reveal()
            case Phase.REVEAL if self.game.rules.ranking is not Ranking.NONE:
                self._go(Phase.RANKING, self.place)
            case Phase.REVEAL | Phase.RANKING:
                self._go_on()
            case Phase.ENDED:
                pass

    def open(self, place: int) -> None:
        """Asks a question; what was answered to it before stays."""
        self._check_running()
        if self.is_own_pace:
            self._go(Phase.OPEN, 0)
            return
        if not 0 <= place < len(self.posed):
            raise QuizError("This round has no such question.")
        if place in self._told:
            raise QuizError("What was right has been told, so nobody can answer it any more.")
        seconds = self.game.rules.seconds
        is_text = isinstance(self.posed[place].task, Information)
        until = None
        if seconds is not None and not is_text:
            until = self.now() + timedelta(seconds=seconds)
        self._go(Phase.OPEN, place, until)

    def lock(self) -> None:
        """No more answers; nothing is told yet."""
        if self.phase in (Phase.OPEN, Phase.PAUSED) and not self.is_own_pace:
            self._go(Phase.LOCKED, self.place)

    def reopen(self) -> None:
        """Takes answers again, as long as nothing was told."""
        if self.phase is not Phase.LOCKED:
            raise QuizError("What was right has been told, so nobody can answer any more.")
        self._go(Phase.OPEN, self.place)

    def reveal(self) -> None:
        self.lock()
        if self.phase is Phase.LOCKED:
            self._go(Phase.REVEAL, self.place)

    def skip(self) -> None:
        """On to the next question, whatever there was still to be told."""
        self._check_running()
        if not self.is_own_pace:
            self._go_on()

    def back(self) -> None:
        """The question before this one, with what was right: nobody can answer it again."""
        self._check_running()
        if self.is_own_pace or self.place < 1:
            raise QuizError("There is no question before this one.")
        self._go(Phase.REVEAL, self.place - 1)

    def pause(self) -> None:
        if self.phase is Phase.OPEN:
            step = Step(
                self.game.id, Phase.PAUSED, self.place, self.now(),
                left=self.left(), is_joinable=self._step.is_joinable,
            )  # fmt: skip
            self._write(step)

    def go_on(self) -> None:
        """After a pause, with the time that was left."""
        if self.phase is not Phase.PAUSED:
            return
        left = self._step.left
        until = None if left is None else self.now() + timedelta(seconds=left)
        self._go(Phase.OPEN, self.place, until)

    def extend(self, seconds: float) -> None:
        """More time for the question that is open."""
        if self.phase is Phase.OPEN and self._step.until is not None:
            until = max(self._step.until, self.now()) + timedelta(seconds=seconds)
            self._go(Phase.OPEN, self.place, until)
        elif self.phase is Phase.PAUSED and self._step.left is not None:
            self._write(replace(self._step, at=self.now(), left=self._step.left + seconds))

    def let_join(self, joinable: bool) -> None:
        self._write(replace(self._step, at=self.now(), is_joinable=joinable))

    def raise_hands(self, counts: Sequence[int]) -> None:
        """Of pupils without a device, for the options in the order of the task."""
        if self.is_own_pace or self.place < 0:
            raise QuizError("There is no question that all are at.")
        hands = Hands(self.game.id, self.place, tuple(max(0, n) for n in counts), self.now())
        self._games.raise_hands(hands)
        self.hands[self.place] = hands

    def end(self) -> None:
        if self.phase is Phase.ENDED:
            return
        at = self.now()
        self._go(Phase.ENDED, self.place)
        self._close(at)

    def _close(self, at: datetime) -> None:
        self._games.end(self.game.id, at)
        self._games.let_go(self.game.id)
        self.game = replace(self.game, ended_at=at)

    def tick(self) -> bool:
        """Closes a question whose time is up, a little later for slow ways; whether it did."""
        self._say_it_lives()
        until = self._step.until
        if self.phase is not Phase.OPEN or until is None:
            return False
        if self.now() < until + timedelta(seconds=MOST_CREDIT):
            return False
        self.lock()
        return True

    def _say_it_lives(self) -> None:
        now = time.monotonic()
        if self.phase is not Phase.ENDED and now >= self._held_until:
            self._games.hold(self.game.id)
            self._held_until = now + HOLD_EVERY

    def take_up(self) -> None:
        """After the host was gone: a question with a time limit gets the time back that it had
        left at the last sign of life, and a round that was just ending is ended."""
        if self.phase is Phase.ENDED and self.game.ended_at is None:
            self._close(self._step.at)
        until = self._step.until
        if self.phase is not Phase.OPEN or until is None:
            return
        seen = max([self._step.at, *(a.at for a in self.answers.everything())])
        left = max(timedelta(0), until - seen)
        self._go(Phase.OPEN, self.place, self.now() + left)

    # what players do

    def join(
        self, *, name: str = "", learner: str = "", team: int | None = None, nonce: str = ""
    ) -> tuple[Player, str]:
        """The player, and the token to come back with. ``nonce``: a secret of the phone; joining
        again with the same one is the same seat."""
        is_back = self.seats.is_seated_already(name, learner, nonce)
        if not self.is_joinable and not is_back:
            raise Refused("closed", "Nobody can join this round now. Ask your teacher.")
        return self.seats.join(
            self.now(), name=name, learner=learner, team=team, nonce=nonce
        )  # fmt: skip

    def take(self, sent: Sequence[Sent]) -> list[Refused | None]:
        """Answers in the order they came, all of those that may be given in one commit; for each
        None, or why not."""
        outcomes: list[Refused | None] = []
        accepted: list[GameAnswer] = []
        for one in sent:
            try:
                accepted.append(self._accepted(one, accepted))
                outcomes.append(None)
            except Refused as refused:
                outcomes.append(refused)
        if accepted:  # what stands already is written no second time
            new = [answer for answer in accepted if not self._stands(answer)]
            if new:
                self.answers.commit(new)
            if self.tells_at_once:
                self._looking |= {a.player: a.turn for a in accepted if self._is_last(a)}
        return outcomes

    def go_next(self, player_id: str, turn: int) -> None:
        """At one's own pace, from what was right to the next question."""
        if self._looking.get(player_id) == turn:
            del self._looking[player_id]

    def turn_of(self, player_id: str) -> int:
        """What this player is at: where all are at the same question, its place."""
        if not self.is_own_pace:
            return self.place
        return self._looking.get(player_id, self.answers.turns(player_id))

    def is_looking(self, player_id: str) -> bool:
        """Whether this player, at their own pace, sees what was right."""
        return player_id in self._looking

    def place_of(self, player_id: str) -> int | None:
        """The question this player is at; None: through with all, or none was asked yet."""
        if not self.is_own_pace:
            return self.place if self.place >= 0 else None
        if self.is_looking(player_id):
            answer = self.answers.given(player_id, self._looking[player_id])
            return answer.place if answer else None
        return self.answers.next_place(player_id)

    def picture(self, picture_id: str) -> tuple[bytes, str]:
        """Of a question that was asked, and its media type; ``NotFound`` for every other one."""
        shown = self.posed if self.is_own_pace and self._furthest >= 0 else ()
        for posed in shown or self.posed[: self._furthest + 1]:
            picture = posed.question.picture
            if picture is not None and picture.id == picture_id:
                return self._decks.picture(picture_id), picture.media_type
        raise NotFound("No question that was asked has this picture.")

    def wire(self, place: int, player_id: str = "") -> Wire:
        """``player_id``: "" for what stands on the wall."""
        mixed = player_id if self.game.rules.shuffle_options or self.is_own_pace else ""
        return Wire(self.posed[place], self.game.secret, mixed)

    def _accepted(self, sent: Sent, before: Sequence[GameAnswer]) -> GameAnswer:
        player = self.seats.player(sent.player)
        known = self._sent_before(sent, before)
        if known is not None:
            return known
        if self.phase is not Phase.OPEN:
            raise Refused("late", "This question is closed.")
        self._check_in_time(sent)
        place = self._asked_at(sent, before)
        response = self._understood(place, sent)
        took = max(0, min(int(sent.milliseconds), LONGEST_TIME))
        return GameAnswer(
            self.game.id, player.id, sent.turn, place, response, self.now(), took
        )  # fmt: skip

    def _sent_before(self, sent: Sent, before: Sequence[GameAnswer]) -> GameAnswer | None:
        """The very answer that stands: its phone did not hear that it is in the file."""
        same = (a for a in reversed(before) if (a.player, a.turn) == (sent.player, sent.turn))
        given = next(same, None) or self.answers.given(sent.player, sent.turn)
        if given is None:
            return None
        with suppress(Refused):
            if self._understood(given.place, sent) == given.response:
                return given
        return None

    def _understood(self, place: int, sent: Sent) -> Response:
        try:
            return self.wire(place, sent.player).response(sent.response)
        except QuizError as error:
            raise Refused("shape", str(error)) from error

    def _stands(self, answer: GameAnswer) -> bool:
        return self.answers.given(answer.player, answer.turn) is answer

    def _is_last(self, answer: GameAnswer) -> bool:
        return answer.turn == self.answers.turns(answer.player) - 1

    def _check_in_time(self, sent: Sent) -> None:
        until = self._step.until
        if until is None:
            return
        credit = min(max(0.0, sent.credit), MOST_CREDIT)
        if self.now() > until + timedelta(seconds=credit):
            raise Refused("late", "The time for this question is up.")

    def _asked_at(self, sent: Sent, before: Sequence[GameAnswer]) -> int:
        """The place of the question that this player may answer at this turn."""
        earlier = any(a.player == sent.player and a.turn == sent.turn for a in before)
        stands = earlier or self.answers.given(sent.player, sent.turn) is not None
        if self.is_own_pace:
            place = self.answers.next_place(sent.player)
            if stands or place is None or sent.turn != self.answers.turns(sent.player):
                raise Refused("late", "This question was answered already.")
            return place
        if sent.turn != self.place:
            raise Refused("late", "This question is closed.")
        if stands and not self.game.rules.may_change:
            raise Refused("late", "Your answer stands already.")
        return self.place

    def _go_on(self) -> None:
        following = self.place + 1
        if following >= len(self.posed):
            self.end()
        elif following in self._told:
            self._go(Phase.REVEAL, following)
        else:
            self.open(following)

    def _check_running(self) -> None:
        if self.phase is Phase.ENDED:
            raise QuizError("This round is over.")

    def _go(self, phase: Phase, place: int, until: datetime | None = None) -> None:
        joinable = self._step.is_joinable
        self._write(Step(self.game.id, phase, place, self.now(), until, is_joinable=joinable))

    def _write(self, step: Step) -> None:
        self._games.step(step)
        self._note(step)

    def _note(self, step: Step) -> None:
        self._step = step
        self._furthest = max(self._furthest, step.place)
        if step.phase in (Phase.REVEAL, Phase.RANKING):
            self._told.add(step.place)


class HostGames:
    """Beginning live games, going on with one, and those of before."""

    def __init__(self, stores: Stores, clock: Clock) -> None:
        self._stores = stores
        self._clock = clock

    def begin(
        self, name: str, asked: Sequence[Asked], rules: GameRules, quiz_id: str = ""
    ) -> LiveGame:
        """``asked``: as ``DrawQuiz`` draws them. ``QuizError`` where there is nothing to ask."""
        if not asked:
            raise QuizError("There is no question to ask. Choose other ones, or fewer conditions.")
        game = Game(
            id=new_id(),
            name=name,
            code="".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)),
            secret=secrets.token_hex(16),
            asked=tuple(asked),
            rules=rules,
            started_at=self._clock.now().astimezone(UTC),
            quiz_id=quiz_id,
        )
        self._stores.games.begin(game)
        return self.go_on(game.id)

    def go_on(self, game_id: str) -> LiveGame:
        """``GameElsewhere`` while another program holds it, over a shared database."""
        self._stores.games.hold(game_id)  # first: nobody else writes to what is read now
        return LiveGame(self._stores, self._clock, self._stores.games.game(game_id))

    def games(self) -> list[Game]:
        """The newest first."""
        return self._stores.games.games()

    def running(self) -> Game | None:
        """One that was not ended: QuizApp was closed, or ended in the middle."""
        return next((game for game in self.games() if game.ended_at is None), None)

    def waiting(self) -> Game | None:
        """The same where it may be that its class still sits there."""
        left = self.running()
        if left is None or self._clock.now() - left.started_at > LESSON:
            return None
        return left if self._stores.games.players(left.id) else None

    def delete(self, game_id: str) -> None:
        self._stores.games.delete(game_id)

    def forget_people(self, game_id: str) -> int:
        """Deletes who the players of a game were; how many were known."""
        return self._stores.games.forget_people(game_id)
