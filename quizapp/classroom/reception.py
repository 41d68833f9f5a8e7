"""Talks with the phones: who they are, what they may do, and what they are told."""

from __future__ import annotations

import asyncio
import hmac
import logging
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from quizapp.classroom import messages, names
from quizapp.classroom.desk import Desk, State
from quizapp.classroom.limits import Joins, Limits, Refusals
from quizapp.classroom.messages import Answer, Hello, Join, Next, Pong, Resume
from quizapp.classroom.phone import Phone
from quizapp.domain.game import Naming, Phase
from quizapp.errors import QuizError
from quizapp.services.live_game import LiveGame, Sent
from quizapp.services.live_seats import Refused

LOG = logging.getLogger(__name__)
IDS_KEPT = 16
LOBBY_EVERY = 0.5  # seconds


class Reception:
    """In the host's loop. ``changed()``: the teacher should see something new; ``problem(text)``:
    and this."""

    def __init__(
        self,
        live: LiveGame,
        limits: Limits,
        *,
        changed: Callable[[], None],
        problem: Callable[[str], None],
    ) -> None:
        self.desk = Desk(live, self._show_all)
        self.refusals = Refusals()
        self._live = live
        self._limits = limits
        self._joins = Joins(limits)
        self._changed = changed
        self._problem = problem
        self._phones: set[Phone] = set()
        self._writers: set[asyncio.Task[None]] = set()
        self._seated: dict[str, Phone] = {}
        self._addresses: Counter[str] = Counter()
        self._acknowledged: dict[str, OrderedDict[str, int]] = {}
        self._shown: dict[str, tuple[int, float]] = {}
        """By player: the turn that is open on the phone, and when it was first sent there."""
        self._lobby_stale = False

    @property
    def present(self) -> frozenset[str]:
        """Ids of the players whose phones are connected."""
        return frozenset(self._seated)

    # sockets

    async def serve(self, request: web.Request) -> web.StreamResponse:
        address = request.remote or ""
        if not self._has_room(address):
            self.refusals.add("sockets")
            raise web.HTTPTooManyRequests(text="Too many connections.")
        socket = web.WebSocketResponse(
            max_msg_size=self._limits.message_bytes, compress=False, timeout=2.0
        )
        self._addresses[address] += 1
        phone = Phone(socket, request.transport, address, self._limits)
        try:
            await socket.prepare(request)
            self._phones.add(phone)
            writer = asyncio.create_task(phone.write())
            self._writers.add(writer)
            writer.add_done_callback(self._writers.discard)
            with suppress(ConnectionError):
                await self._converse(phone, socket)
        finally:
            self._gone(phone)
        phone.leave()
        await asyncio.wait([writer], timeout=self._limits.send)
        return socket

    def _has_room(self, address: str) -> bool:
        most = self._limits.sockets
        is_one_too_many = most and self._addresses[address] >= most
        return not is_one_too_many and self._addresses.total() < self._limits.all_sockets

    def _gone(self, phone: Phone) -> None:
        self._phones.discard(phone)
        self._addresses[phone.address] -= 1
        if self._addresses[phone.address] <= 0:
            del self._addresses[phone.address]
        if phone.player is not None and self._seated.get(phone.player) is phone:
            del self._seated[phone.player]
            self._changed()
        phone.player = None

    async def _converse(self, phone: Phone, socket: web.WebSocketResponse) -> None:
        until = time.monotonic() + self._limits.hello
        while True:
            wait = None if phone.greeted else max(0.0, until - time.monotonic())
            try:
                async with asyncio.timeout(wait):
                    message = await socket.receive()
            except TimeoutError:
                self.refusals.add("silent")
                return
            if not await self._heard(phone, message):
                return

    async def _heard(self, phone: Phone, message: WSMessage) -> bool:
        """Whether the talk goes on."""
        phone.heard_at = time.monotonic()
        if message.type is WSMsgType.TEXT:
            await self._hear(phone, message.data)
            return phone.too_many <= self._limits.patience
        if message.type is WSMsgType.BINARY:
            self.refusals.add("binary")
        elif message.type is WSMsgType.ERROR:
            self.refusals.add("frame")
        return False

    async def _hear(self, phone: Phone, text: str) -> None:
        if not phone.allowance.take():
            phone.too_many += 1
            self._refuse(phone, Refused("often", "Too many messages."), tell=phone.too_many == 1)
            return
        try:
            message = messages.read(text)
            await self._answer(phone, message)
        except Refused as refused:
            self._refuse(phone, refused, messages.answer_id(text))
        except QuizError as error:
            self._problem(str(error))
            self._not_saved(phone, messages.answer_id(text))
        except ConnectionError:
            raise
        except Exception:
            LOG.exception("a message in the classroom could not be answered")
            self.refusals.add("error")
            self._not_saved(phone, messages.answer_id(text))

    async def _answer(self, phone: Phone, message: messages.Message) -> None:
        match message:
            case Pong():
                phone.pong(message.number)
            case Answer():
                await self._take(phone, message)
            case Next():
                await self._next(phone, message)
            case Hello():
                await self._hello(phone, message)
            case Join():
                await self._join(phone, message)
            case Resume():
                await self._resume(phone, message)

    def _refuse(
        self, phone: Phone, refused: Refused, id_: str | None = None, *, tell: bool = True
    ) -> None:
        self.refusals.add(refused.why)
        if tell:
            phone.send({"t": "refused", "id": id_, "why": refused.why, "text": str(refused)})

    def _not_saved(self, phone: Phone, id_: str | None) -> None:
        """Nobody may take it for saved; the page sends it again."""
        text = "This could not be saved yet. It is tried again."
        phone.send({"t": "refused", "id": id_, "why": "often", "text": text})

    # joining

    async def _hello(self, phone: Phone, hello: Hello) -> None:
        phone.greeted = True  # it may take its time to read the code again
        self._check_code(phone, hello.code)
        lobby = await self.desk.do(lambda _: self.desk.views.lobby())
        phone.send({"t": "lobby", **lobby})

    async def _join(self, phone: Phone, join: Join) -> None:
        seated = phone.player
        self._check_code(phone, join.code)
        if not self._joins.take(phone.address):
            raise Refused("often", "Too many are joining at once. Wait a little, then try again.")
        if self._live.game.rules.naming is Naming.FREE and not names.is_decent(join.name):
            raise Refused("name", "Choose another name.")

        def joined(live: LiveGame) -> tuple[str, str, State]:
            again = live.seats.seat_of(join.nonce)
            if seated is not None and (again is None or again.id != seated):
                raise Refused("taken", "This phone has a seat already.")
            player, token = live.join(
                name=join.name, learner=join.learner, team=join.team, nonce=join.nonce
            )
            return player.id, token, self.desk.state_of(player.id)

        self._seat(phone, *await self.desk.do(joined))
        self._lobby_stale = True

    async def _resume(self, phone: Phone, resume: Resume) -> None:
        def back(live: LiveGame) -> tuple[str, str, State]:
            player = live.seats.back(resume.token)
            return player.id, resume.token, self.desk.state_of(player.id)

        self._seat(phone, *await self.desk.do(back))

    def _check_code(self, phone: Phone, code: str) -> None:
        if hmac.compare_digest(code.strip().upper().encode(), self._live.game.code.encode()):
            return
        if not self._joins.take(phone.address):
            raise Refused("often", "Too many wrong codes. Wait a little, then try again.")
        raise Refused("code", "There is no round with this code. Look at the wall again.")

    def _seat(self, phone: Phone, player: str, token: str, state: State) -> None:
        if phone not in self._phones:
            return  # it went away meanwhile
        if phone.player is not None and self._seated.get(phone.player) is phone:
            del self._seated[phone.player]
        before = self._seated.get(player)
        if before is not None and before is not phone:
            before.player = None
            before.bye("elsewhere")
        phone.player, phone.greeted = player, True
        self._seated[player] = phone
        phone.send({"t": "welcome", "token": token})
        self._show(player, state)
        phone.ping()
        self._changed()

    # playing

    async def _take(self, phone: Phone, answer: Answer) -> None:
        player = self._player_of(phone)
        known = self._acknowledged.setdefault(player, OrderedDict())
        if answer.id in known:
            phone.send({"t": "ack", "id": answer.id, "turn": known[answer.id]})
            return
        sent = Sent(
            player, answer.turn, answer.response, self._time_of(phone, answer), phone.credit
        )
        taken = await self.desk.answer(sent)
        if taken.problem is not None:
            raise taken.problem
        if taken.refused is not None:
            raise taken.refused
        known[answer.id] = answer.turn
        if len(known) > IDS_KEPT:
            known.popitem(last=False)
        phone.send({"t": "ack", "id": answer.id, "turn": answer.turn})
        if taken.state is not None:
            self._show(player, taken.state)
        self._changed()

    async def _next(self, phone: Phone, message: Next) -> None:
        player = self._player_of(phone)

        def go_next(live: LiveGame) -> State:
            live.go_next(player, message.turn)
            return self.desk.state_of(player)

        self._show(player, await self.desk.do(go_next))

    def _player_of(self, phone: Phone) -> str:
        if phone.player is None:
            raise Refused("token", "This phone has no seat in this round. Join it first.")
        return phone.player

    def _time_of(self, phone: Phone, answer: Answer) -> int:
        """Milliseconds by that phone; not fewer than it can have been since the question was sent
        there, so that a phone that lies gains a way there and back and a quarter of a second."""
        turn, at = self._shown.get(phone.player or "", (-1, 0.0))
        if turn != answer.turn:
            return answer.milliseconds
        least = time.monotonic() - at - phone.slack
        return max(answer.milliseconds, int(least * 1000))

    # telling

    def _show_all(self, states: dict[str, State]) -> None:
        for player in self._seated.keys() & states.keys():
            self._show(player, states[player])
        self._lobby_stale = True
        self._changed()

    def _show(self, player: str, state: State) -> None:
        question = state["question"]
        if state["phase"] != "open" or question is None:
            self._shown.pop(player, None)
        elif self._shown.get(player, (-1, 0.0))[0] != question["turn"]:
            self._shown[player] = question["turn"], time.monotonic()
        phone = self._seated.get(player)
        if phone is not None:
            phone.show(state)

    def bye(self, player: str, why: str) -> None:
        phone = self._seated.pop(player, None)
        if phone is not None:
            phone.player = None
            phone.bye(why)
            self._changed()

    async def tell_lobby(self) -> None:
        """Who has taken which seat, for those who still choose."""
        while True:
            await asyncio.sleep(LOBBY_EVERY)
            waiting = [p for p in self._phones if p.greeted and p.player is None]
            if not self._lobby_stale or not waiting:
                continue
            self._lobby_stale = False
            with suppress(QuizError):
                lobby: dict[str, Any] = await self.desk.do(lambda _: self.desk.views.lobby())
                for phone in waiting:
                    if phone.player is None:
                        phone.send({"t": "lobby", **lobby})

    async def keep_in_touch(self) -> None:
        """Asks all phones for a sign of life; those that gave none are cut off, seats stay."""
        while True:
            await asyncio.sleep(self._limits.ping)
            now = time.monotonic()
            for phone in list(self._phones):
                if now - phone.heard_at > 2.5 * self._limits.ping:
                    self.refusals.add("gone")
                    phone.cut()
                else:
                    phone.ping()

    def let_go(self) -> None:
        """All sockets; phones come back by themselves."""
        for phone in list(self._phones):
            phone.leave()

    async def close(self) -> None:
        """Everybody leaves: for good where the round is over."""
        for phone in list(self._phones):
            if self._live.phase is Phase.ENDED:
                phone.bye("ended")
            else:
                phone.leave()
        if self._writers:
            await asyncio.wait(list(self._writers), timeout=2)
        for phone in list(self._phones):
            phone.cut()
