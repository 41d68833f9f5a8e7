"""A round held from a terminal: what there is to see as lines, and keys to type with Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any

from quizapp.classroom import qr
from quizapp.classroom.host import ClassroomHost
from quizapp.domain.game import Phase
from quizapp.errors import QuizError
from quizapp.services.live_views import HostView

MORE_TIME = 30.0  # seconds
PATIENCE = 30.0  # seconds, for one command

HELP = """Type a letter, then Enter:
  (nothing)  next: open, show what was right, ranking, next question
  l  no more answers; again: take them again       r  show what was right
  p  pause; again: go on                           e  30 seconds more
  s  skip this question                            b  the question before
  j  let nobody join any more; again: let them     w  who plays
  o NAME  send somebody out                        x  end the round
  q  leave; the round can be gone on with later    h  these lines"""


class Leave(Exception):
    """The teacher wants to go."""


class Terminal:
    """``say(text)`` writes a line, from whatever thread."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._view: HostView | None = None
        self._said = ""
        self._host: ClassroomHost | None = None
        self._keys: dict[str, Callable[[], None]] = {
            "": self._next, "l": self._lock, "p": self._pause, "j": self._joining,
            "r": lambda: self._do("reveal"), "s": lambda: self._do("skip"),
            "b": lambda: self._do("back"), "e": lambda: self._do("extend", MORE_TIME),
            "x": lambda: self._do("end"), "w": self._who, "h": lambda: self._say(HELP),
            "q": self._leave,
        }  # fmt: skip

    def show(self, view: HostView, connected: frozenset[str]) -> None:
        """``on_view`` of the host: one line where it says something new."""
        self._view = view
        line = _line(view, len(connected))
        if line != self._said:
            self._said = line
            self._say(line)

    def greet(self, host: ClassroomHost) -> None:
        self._host = host
        self.show_door()
        self._say("Enter: next. h: help. Ctrl-C: leave.")

    def show_door(self) -> None:
        """Where phones come in; again when the host has moved into another network."""
        if self._host is None:
            return
        self._say(qr.text(self._host.join_url))
        self._say(f"Address: {self._host.url}")
        self._say(f"Code: {self._host.live.game.code}")

    def warn_idle(self, seconds: float) -> None:
        """Nobody is here."""
        if seconds:
            minutes = max(1, round(seconds / 60))
            self._say(f"Nobody uses this round. It is closed in {minutes} min; w keeps it open.")
        else:
            self._say("Nobody used this round, so it is closed.")

    def obey(self, lines: Iterable[str]) -> None:
        """Until the lines end, or one says to leave (``Leave``)."""
        for line in lines:
            try:
                self._obey(line.strip())
            except QuizError as problem:
                self._say(str(problem))

    def _obey(self, line: str) -> None:
        if line.lower().startswith("o "):
            self._send_out(line[2:].strip())
            return
        act = self._keys.get(line.lower())
        if act is None:
            raise QuizError(f"There is no key {line}. Type h for help.")
        act()

    def _do(self, name: str, *args: Any) -> Any:
        assert self._host is not None
        future: Future[Any] = self._host.command(name, *args)
        return future.result(PATIENCE)

    def _ask_phase(self) -> Phase:
        assert self._host is not None
        return self._host.ask(lambda live: live.phase).result(PATIENCE)

    def _next(self) -> None:
        assert self._host is not None
        phase = self._ask_phase()
        if phase is Phase.ENDED:
            raise Leave
        if self._host.live.is_own_pace and phase is not Phase.LOBBY:
            self._say("Everyone goes on at their own pace. Type x to end the round.")
            return
        self._do("advance")

    def _lock(self) -> None:
        self._do("reopen" if self._ask_phase() is Phase.LOCKED else "lock")

    def _pause(self) -> None:
        self._do("go_on" if self._ask_phase() is Phase.PAUSED else "pause")

    def _joining(self) -> None:
        assert self._host is not None
        self._do("let_join", not self._host.ask(lambda live: live.is_joinable).result(PATIENCE))

    def _who(self) -> None:
        if self._host is not None:
            self._host.keep()
        if self._view is None or not self._view.players:
            self._say("Nobody plays yet.")
            return
        for line in sorted(self._view.players, key=lambda line: (line.rank, line.name)):
            self._say(f"{line.rank:>3}  {line.name:<24} {line.points:g}")

    def _send_out(self, name: str) -> None:
        players = self._view.players if self._view else ()
        for line in players:
            if line.name.casefold() == name.casefold():
                self._do("send_out", line.player.id)
                return
        raise QuizError(f"Nobody called {name} plays.")

    def _leave(self) -> None:
        raise Leave


def _line(view: HostView, connected: int) -> str:
    players = f"{len(view.players)} players, {connected} connected"
    joining = "" if view.is_joinable or view.phase is Phase.ENDED else "; nobody can join"
    if view.phase is Phase.LOBBY:
        return f"Lobby: {players}{joining}."
    if view.phase is Phase.ENDED:
        return f"The round is over: {players}. Enter or q: leave."
    if view.posed is None:
        done = sum(line.done for line in view.players)
        return f"At their own pace ({view.phase}): {players}, {done} through{joining}."
    where = f"Question {view.place + 1} of {view.total} ({view.phase})"
    text = f"{where}: {view.posed.question.stem} {view.answered} answered; {players}{joining}."
    return f"{text} Right: {view.key}" if view.phase is Phase.REVEAL and view.key else text
