"""Pupils of a class in a process of their own, who answer each question within a second.

    python classroom_crowd.py URL CODE PUPILS QUESTIONS

Prints a JSON object at the end: ``shown``, for each question the moments (monotonic seconds, the
same clock for all processes of a machine) at which each phone had it; ``acks``, seconds from each
answer to its acknowledgement; ``refused``.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from typing import Any

import aiohttp


class Pupil:
    def __init__(self, crowd: dict[str, Any], questions: int) -> None:
        self.crowd, self.questions = crowd, questions
        self.answered = 0
        self.sent_at = 0.0
        self.turn = -1

    async def play(self, session: aiohttp.ClientSession, url: str, code: str) -> None:
        async with session.ws_connect(f"{url}/ws") as socket:
            await socket.send_json({"t": "join", "code": code})
            async for message in socket:
                at = time.monotonic()
                said = json.loads(message.data)
                await self.hear(socket, said, at)
                if self.answered == self.questions:
                    return

    async def hear(self, socket: Any, said: dict[str, Any], at: float) -> None:
        if said["t"] == "welcome":
            self.crowd["joined"] += 1
            if self.crowd["joined"] == self.crowd["pupils"]:
                print("joined", flush=True)
        elif said["t"] == "ping":
            await socket.send_json({"t": "pong", "n": said["n"]})
        elif said["t"] == "state" and said["phase"] == "open":
            turn = said["question"]["turn"]
            if turn > self.turn:
                self.turn = turn
                self.crowd["shown"][turn].append(at)
                options = said["question"]["options"]
                self.answering = asyncio.create_task(self.answer(socket, turn, options))
        elif said["t"] == "ack":
            self.crowd["acks"].append(at - self.sent_at)
            self.answered += 1
        elif said["t"] == "refused":
            self.crowd["refused"] += 1

    async def answer(self, socket: Any, turn: int, options: list[dict[str, str]]) -> None:
        await asyncio.sleep(random.random())
        chosen = [random.choice(options)["id"]]
        message = {"t": "answer", "id": f"a{turn}", "turn": turn, "response": chosen, "ms": 500}
        self.sent_at = time.monotonic()
        await socket.send_json(message)


async def main(url: str, code: str, pupils: int, questions: int) -> None:
    shown: list[list[float]] = [[] for _ in range(questions)]
    crowd = {"joined": 0, "pupils": pupils, "shown": shown, "acks": [], "refused": 0}
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        await asyncio.gather(
            *(Pupil(crowd, questions).play(session, url, code) for _ in range(pupils))
        )
    print(json.dumps(crowd))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
