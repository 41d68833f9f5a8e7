"""Where a round is held: on which network and port, in one call that says why not."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Any

from quizapp.classroom import addresses
from quizapp.classroom.addresses import Network
from quizapp.classroom.host import USUAL_PORT, ClassroomHost
from quizapp.errors import QuizError
from quizapp.services.live_game import LiveGame

NEARBY = 10  # ports that are tried after the usual one


def choose_network(wanted: str | None, here: Sequence[Network] | None = None) -> Network:
    """The one with that address, else the likeliest. Loopback only where it is asked for."""
    found = addresses.networks() if here is None else list(here)
    if wanted is not None:
        known = next((each for each in found if each.address == wanted), None)
        return known or Network(wanted, "", wanted)
    if not found:
        raise QuizError(
            "This machine is in no network that phones could be in. Join the Wi-Fi, or turn on a "
            "hotspot of this machine or of a phone; no internet is needed."
        )
    return found[0]


def start(live: LiveGame, address: str, port: int | None = None, **callbacks: Any) -> ClassroomHost:
    """A host that runs. ``port`` None: the usual one, or one of the next where that is taken."""
    tried = [port] if port is not None else list(range(USUAL_PORT, USUAL_PORT + NEARBY))
    for number in tried:
        host = ClassroomHost(live, address=address, port=number, **callbacks)
        try:
            host.start()
        except QuizError:
            if number == tried[-1] or addresses.is_free(address, number):
                raise
            continue
        settle()
        return host
    raise AssertionError("there is at least one port")


def settle() -> None:
    """What is loaded by now stays: else a collection would look through all of it in the middle of
    a question, and for a tenth of a second neither phones nor the window would be answered."""
    gc.collect()
    gc.freeze()
