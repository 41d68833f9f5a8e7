"""A live game over a real deck file: questions of every kind, a clock that stands, players."""

from __future__ import annotations

from typing import Any

from backends import Place
from fake_stores import FakeClock

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.deck import Deck
from quizapp.domain.game import GameRules
from quizapp.domain.question import AnswerKind, Question, State
from quizapp.domain.quiz import Asked
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    MapPlace,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Pair,
    Task,
    TrueFalse,
    Typed,
    When,
    key_of,
)
from quizapp.kinds.marking import key
from quizapp.services.live_game import HostGames, LiveGame, Sent
from quizapp.services.live_views import LiveViews

DAY = HistoricalDate(DatePoint(1917, 11, 7))

TASKS: dict[str, Task] = {
    "choose": Choose((Option("Vienna", 1.0), Option("Paris"), Option("Rome"))),
    "several": Choose((Option("oak", 0.5), Option("iron", -0.5), Option("elm", 0.5)), several=True),
    "true_false": TrueFalse(is_true=True),
    "typed": Typed((Accepted("Perm"),)),
    "numeric": Numeric((Number(42.0, 1.0),)),
    "when": When(DAY),
    "cloze": Cloze(("In ", " at ", "."), (Gap((Accepted("March"),)),
                   Gap(options=(Option("Perm", 1.0), Option("Omsk"))))),
    "order": Order(("first", "second", "third")),
    "match": Match((Pair("Ada", "sums"), Pair("Max", "maps")), extras=("songs",)),
    "map": MapPlace(58.0, 56.2, 100),
    "open": OpenText(guidance="Names two reasons."),
}  # fmt: skip


def question(name: str, task: Task | None) -> Question:
    known = key_of(task) if task else None
    return Question(
        id=f"q-{name}",
        kind=AnswerKind.OTHER,
        stem=f"The {name} question?",
        answer=known.answer if known else "right",
        accept=(),
        distractors=() if task else ("wrong", "worse"),
        state=State.ACCEPTED,
        task=task,
        explanation=f"Because of {name}.",
    )


class LiveWorld:
    def __init__(self, place: Place) -> None:
        self.clock = FakeClock()
        self.stores = place.open()
        self.stores.decks.save_deck(Deck("d", "Deck"))
        made = [question(name, task) for name, task in TASKS.items()]
        made += [question(f"plain{n}", None) for n in range(4)]
        self.stores.decks.save_questions("d", made)
        self.games = HostGames(self.stores, self.clock)

    def begin(self, *names: str, points: float = 1.0, **rules: Any) -> LiveGame:
        asked = [Asked(f"q-{name}", 1, points, 0) for name in names]
        return self.games.begin("Monday", asked, GameRules(**rules))

    def again(self, live: LiveGame) -> LiveGame:
        """As after the host was killed."""
        return self.games.go_on(live.game.id)


def joined(live: LiveGame, **who: Any) -> str:
    return live.join(**who)[0].id


def right(live: LiveGame, player: str) -> Any:
    """The right answer to what this player is at, as the phone sends it."""
    place = live.place_of(player)
    assert place is not None
    return live.wire(place, player).sent(key(live.posed[place].task))


def wrong(live: LiveGame, player: str) -> Any:
    """Of a question with options: one that is not right."""
    state = LiveViews(live).player(player)
    good = right(live, player)
    return [next(o["id"] for o in state["question"]["options"] if o["id"] not in good)]


def answer(live: LiveGame, player: str, response: Any, ms: int = 1000) -> str | None:
    """``None``, or why it was refused."""
    sent = Sent(player, live.turn_of(player), response, ms)
    (refused,) = live.take([sent])
    return refused.why if refused else None
