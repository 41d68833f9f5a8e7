"""Whole rounds of every kind in every mode, over real sockets; and nothing is told too early."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from classroom_world import PICTURE, PICTURE_ID, RIGHT, SECRETS, TASKS, WRONG, Pupil, Room, sent

from quizapp.domain.game import Mode, Ranking, Scoring
from quizapp.domain.task import Order

KINDS = list(TASKS)
MARKED = [name for name in KINDS if name not in ("open", "information")]
OPEN_FIELDS = {
    "turn", "number", "kind", "stem", "points", "picture", "alt", "options", "several", "parts",
    "items", "premises", "answers",
}  # fmt: skip


def forbidden(place: int) -> list[str]:
    """Words of the question at that place and of all after it."""
    later = KINDS[place:]
    return [
        *(f"{word} {name}" for name in later for word in ("EXPLAINED", "QUOTED")),
        *(secret for name in later for secret in SECRETS[name]),
    ]


def told(frame: str) -> str:
    """All that a frame says, without what is drawn by lot: ids, tokens, the number of a state."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            drawn = ("id", "seq", "token", "picture", "answer", "n", "left")
            return {key: plain(each) for key, each in value.items() if key not in drawn}
        return [plain(each) for each in value] if isinstance(value, list) else value

    return json.dumps(plain(json.loads(frame)), ensure_ascii=False)


def check_silent(texts: list[str], place: int) -> None:
    for text in texts:
        for word in forbidden(place):
            assert word not in text, (KINDS[place], word, text)


def check_open(state: dict[str, Any], name: str) -> None:
    shown = state["question"]
    assert shown.keys() <= OPEN_FIELDS
    assert (state["reveal"], state["lines"]) == (None, None)
    if name == "order":
        task = TASKS["order"]
        assert isinstance(task, Order)
        assert [item["text"] for item in shown["items"]] != list(task.items)


@pytest.mark.parametrize("shuffle", [False, True])
def test_a_round_that_all_play_together(hold: Callable[..., Room], shuffle: bool) -> None:
    room = hold(ranking=Ranking.TOP, scoring=Scoring.STREAK, shuffle_options=shuffle)
    asyncio.run(_play_together(room))


async def _play_together(room: Room) -> None:
    async with aiohttp.ClientSession() as session:
        ada, ben = [await room.pupil(session).join() for _ in range(2)]
        for place, name in enumerate(KINDS):
            await room.do("advance")
            await asyncio.gather(*(each.until_turn(place) for each in (ada, ben)))
            for each, answers in ((ada, RIGHT), (ben, WRONG)):
                check_open(each.state, name)
                check_silent([told(frame) for frame in each.frames], place)
                each.frames.clear()
                said = sent(each.state["question"], name, answers[name])
                assert await each.answer(said) == ""
            await _read_the_web(session, room, place)
            if name == "information":
                continue
            await room.do("lock")
            await ada.until_phase("locked")
            assert ada.state["answer"] == sent(ada.state["question"], name, RIGHT[name])
            heard = [json.loads(frame) for frame in (*ada.frames, *ben.frames)]
            for message in heard:
                assert message.get("reveal") is None, name
            check_silent([told(frame) for frame in (*ada.frames, *ben.frames)], place)
            await room.do("reveal")
            await asyncio.gather(ada.until_phase("reveal"), ben.until_phase("reveal"))
            _check_told(ada, ben, name)
            ada.frames.clear(), ben.frames.clear()
            await room.do("advance")
            await ada.until_phase("ranking")
        await room.do("advance")
        await asyncio.gather(ada.until_phase("ended"), ben.until_phase("ended"))
    _check_end(ada.state, ben.state)


def _check_told(ada: Pupil, ben: Pupil, name: str) -> None:
    shown = ada.state["reveal"]
    assert shown["explanation"] == f"EXPLAINED {name}"
    assert f"QUOTED {name}" in shown["proof"]["text"]
    if name == "open":
        assert shown["verdict"] == "unchecked"
    else:
        assert shown["verdict"] == "right", name
        assert ben.state["reveal"]["verdict"] in ("wrong", "almost"), name


def _check_end(best: dict[str, Any], worst: dict[str, Any]) -> None:
    assert (best["me"]["rank"], worst["me"]["rank"]) == (1, 2)
    plain = len(MARKED)
    assert plain <= best["me"]["points"] <= plain * 1.5
    assert worst["me"]["points"] == 0
    assert len(best["lines"]) == len(KINDS) - 1


async def _read_the_web(session: aiohttp.ClientSession, room: Room, place: int) -> None:
    for path in ("/", f"/j/{room.live.game.code}", "/land.json"):
        async with session.get(room.url + path) as answer:
            assert answer.status == 200
            text = await answer.text()
            if path != "/land.json":
                check_silent([text], place)
            assert room.live.game.secret not in text


@pytest.mark.parametrize("mode", [Mode.RACE, Mode.MASTERY, Mode.EXIT])
def test_a_round_at_ones_own_pace(hold: Callable[..., Room], mode: Mode) -> None:
    room = hold(mode=mode, ranking=Ranking.TOP)
    asyncio.run(_play_alone(room, mode))


async def _play_alone(room: Room, mode: Mode) -> None:
    async with aiohttp.ClientSession() as session:
        pupil = await room.pupil(session).join()
        await room.do("advance")
        await pupil.until_phase("open")
        wrong_once = {"choose", "map"} if mode is Mode.MASTERY else set()
        asked: list[str] = []
        while pupil.state["phase"] != "done":
            shown = pupil.state["question"]
            name = shown["stem"].removeprefix("What about ").removesuffix("?")
            check_open(pupil.state, name)
            _check_unheard(pupil, name, asked)
            missed = name in wrong_once and name not in asked
            asked.append(name)
            answers = WRONG if missed else RIGHT
            assert await pupil.answer(sent(shown, name, answers[name])) == ""
            await _go_on(pupil, shown["turn"], name, mode, missed)
            if mode is Mode.EXIT:
                me = pupil.state["me"]
                assert (me["points"], me["rank"], me["streak"]) == (None, None, 0)
        _check_done(pupil.state, mode, asked)


def _check_unheard(pupil: Pupil, name: str, asked: list[str]) -> None:
    """Of this question nothing was told before it is answered for the first time."""
    if name in asked:
        return
    for frame in map(told, pupil.frames):
        for word in (f"EXPLAINED {name}", f"QUOTED {name}", *SECRETS[name]):
            assert word not in frame, (name, word)


async def _go_on(pupil: Pupil, turn: int, name: str, mode: Mode, missed: bool) -> None:
    if mode is Mode.EXIT:
        await pupil.until(
            lambda: pupil.state["phase"] == "done" or pupil.state["question"]["turn"] > turn
        )
        return
    await pupil.until_turn(turn, "reveal")
    verdict = pupil.state["reveal"]["verdict"]
    if name in MARKED:
        assert (verdict == "right") is not missed, name
    await pupil.send({"t": "next", "turn": turn})
    await pupil.until_phase_or_done()


def _check_done(state: dict[str, Any], mode: Mode, asked: list[str]) -> None:
    assert len(state["lines"]) == len(KINDS) - 1
    if mode is Mode.MASTERY:
        assert asked.count("choose") == asked.count("map") == 3
        assert state["me"]["known"] == len(KINDS) - 1
    else:
        assert asked == KINDS
    if mode is Mode.RACE:
        assert state["me"]["points"] == len(MARKED)


def test_pictures_are_shown_once_their_question_was_asked(hold: Callable[..., Room]) -> None:
    async def look(room: Room) -> None:
        async with aiohttp.ClientSession() as session:
            address = f"{room.url}/picture/{PICTURE_ID}"
            async with session.get(address) as early:
                assert early.status == 404
            await room.do("advance")
            async with session.get(address) as answer:
                assert (answer.status, answer.content_type) == (200, "image/png")
                assert await answer.read() == PICTURE
            async with session.get(f"{room.url}/picture/{'0' * 64}") as other:
                assert other.status == 404

    asyncio.run(look(hold()))


def test_ids_of_options_are_other_ones_in_each_round(deck: Any) -> None:
    from classroom_world import questions

    first, second = deck.begin(questions()), deck.begin(questions())
    for place in range(len(KINDS)):
        one, other = first.wire(place).option_ids(), second.wire(place).option_ids()
        assert not set(one) & set(other)
