"""Names for players that say nothing of who they are: "quiet heron"."""

from __future__ import annotations

import random
from collections.abc import Collection

_MANNERS = (
    "amber", "bold", "brave", "bright", "brisk", "calm", "careful", "cheerful", "clear", "clever",
    "cool", "curious", "early", "fair", "free", "gentle", "glad", "golden", "green", "happy",
    "honest", "keen", "kind", "lively", "lucky", "merry", "mild", "neat", "noble", "patient",
    "proud", "quick", "quiet", "ready", "silver", "steady", "sunny", "swift", "tidy", "witty",
)  # fmt: skip
_ANIMALS = (
    "badger", "beaver", "bison", "condor", "crane", "deer", "dolphin", "eagle", "falcon", "finch",
    "fox", "gecko", "hare", "hawk", "heron", "ibex", "jay", "kestrel", "koala", "lark", "lion",
    "lynx", "marten", "mole", "moose", "newt", "orca", "osprey", "otter", "owl", "panda", "puffin",
    "raven", "robin", "seal", "stork", "swan", "tiger", "wolf", "wren",
)  # fmt: skip


def pseudonym(taken: Collection[str], rng: random.Random | None = None) -> str:
    """One that nobody has; numbered once all 1,600 are gone."""
    rng = rng or random.SystemRandom()
    for _ in range(50):
        found = f"{rng.choice(_MANNERS)} {rng.choice(_ANIMALS)}"
        if found not in taken:
            return found
    free = [
        name for name in (f"{manner} {animal}" for manner in _MANNERS for animal in _ANIMALS)
        if name not in taken
    ]  # fmt: skip
    if free:
        return rng.choice(free)
    number = 2
    while f"quiet heron {number}" in taken:
        number += 1
    return f"quiet heron {number}"
