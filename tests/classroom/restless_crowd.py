"""Pupils of one round who lose the network at random, and come back until all is answered.

    python restless_crowd.py URL CODE PUPILS QUESTIONS SEED

Prints "joined" once all sit there, and a JSON object at the end: ``said``, by the token of each
pupil what was acknowledged, by turn the text of the option; ``cuts``: how often one was cut off;
``refused``: what was refused, and why.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from contextlib import suppress
from typing import Any

import aiohttp

CUT = 0.15  # of all answers
PATIENCE = 10.0  # seconds for a word of the host


class Restless:
    def __init__(self, session: aiohttp.ClientSession, url: str, code: str, dice: Any) -> None:
        self.session, self.url, self.code, self.dice = session, url, code, dice
        self.token = ""
        self.said: dict[int, str] = {}
        self.chosen: dict[int, str] = {}
        self.unheard: dict[str, Any] | None = None  # sent, and sent again until it is acknowledged
        self.shown: dict[str, Any] | None = None  # the question that is open
        self.cuts = 0
        self.refused: list[str] = []

    async def play(self, questions: int, joined: asyncio.Event, everyone: list[Any]) -> None:
        while len(self.said) < questions:
            with suppress(aiohttp.ClientError, ConnectionError, TimeoutError, StopAsyncIteration):
                async with self.session.ws_connect(f"{self.url}/ws") as socket:
                    await self.listen(socket, questions, joined, everyone)
            await asyncio.sleep(self.dice.uniform(0.02, 0.3))

    async def listen(self, socket: Any, questions: int, joined: Any, everyone: list[Any]) -> None:
        hello = {"t": "join", "code": self.code}
        if self.token:
            hello = {"t": "resume", "token": self.token}
        await socket.send_json(hello)
        while len(self.said) < questions:
            message = await asyncio.wait_for(socket.receive(), PATIENCE)
            if message.type is not aiohttp.WSMsgType.TEXT:
                return
            said = json.loads(message.data)
            if not await self.hear(socket, said):
                return
            if said["t"] == "welcome" and all(each.token for each in everyone):
                joined.set()

    async def hear(self, socket: Any, said: dict[str, Any]) -> bool:
        """Whether the connection is to be kept."""
        match said["t"]:
            case "welcome":
                self.token = said["token"]
            case "ping":
                await socket.send_json({"t": "pong", "n": said["n"]})
            case "state":
                self.shown = said["question"] if said["phase"] == "open" else None
                if self.unheard is None:
                    return not await self.answer(socket)
                await socket.send_json(self.unheard)
            case "ack":
                self.said[said["turn"]] = self.chosen[said["turn"]]
                self.unheard = None
                return not await self.answer(socket)
            case "refused":
                self.refused.append(said["why"])
                self.unheard = None
        return said["t"] not in ("refused", "bye")

    async def answer(self, socket: Any) -> bool:
        """To what is shown, unless that was answered; whether the network was lost after it."""
        question = self.shown
        if question is None or question["turn"] in self.said:
            return False
        turn = question["turn"]
        await asyncio.sleep(self.dice.random())
        texts = {each["text"]: each["id"] for each in question["options"]}
        text = self.chosen.setdefault(turn, self.dice.choice(sorted(texts)))
        message = {"t": "answer", "id": f"a{turn}", "turn": turn, "response": [texts[text]],
                   "ms": 500}  # fmt: skip
        self.unheard = message
        await socket.send_json(message)
        if self.dice.random() >= CUT:
            return False
        self.cuts += 1
        await asyncio.sleep(self.dice.uniform(0, 0.05))
        connection = socket._response.connection
        if connection is not None and connection.transport is not None:
            connection.transport.abort()
        return True


async def main(url: str, code: str, pupils: int, questions: int, seed: int) -> None:
    dice = random.Random(seed)
    joined = asyncio.Event()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        crowd = [Restless(session, url, code, dice) for _ in range(pupils)]
        playing = [asyncio.create_task(one.play(questions, joined, crowd)) for one in crowd]
        await joined.wait()
        print("joined", flush=True)
        await asyncio.gather(*playing)
    print(
        json.dumps(
            {
                "said": {one.token: one.said for one in crowd},
                "cuts": sum(one.cuts for one in crowd),
                "refused": [why for one in crowd for why in one.refused],
            }
        )
    )


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])))
