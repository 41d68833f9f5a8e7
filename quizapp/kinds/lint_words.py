"""Word lists of the linter. General historical English, no names."""

from __future__ import annotations

from quizapp.kinds.text import word_set

# Nouns that name nothing by themselves: "the congress" needs to say which.
GENERIC_HEADS = word_set(
    """congress committee council soviet conference government commission party army meeting
    session city town region province uprising revolt rebellion article decree resolution
    organization union bureau assembly parliament front group detachment fighting insurrection
    insurgents event events document delegates body institute university school society agreement
    law report appeal statement proposal motion plan bloc faction fortress counterrevolutionaries
    troops units detachments forces"""
)

# Words that many names have: they do not give "Mexico City" or "Nadir Shah" away.
SHARED_NAME_WORDS = word_set(
    "city town fort county district parish shah khan pasha bey singh sultan"
)

# Praise and abuse. Kept short on purpose: ordinary strong words of history are not partisan.
PARTISAN_WORDS = word_set(
    """
    heroic heroically glorious gloriously treacherous treacherously clique cliques bandits
    traitors traitor lackeys lackey hirelings vile infamous shameful shamefully scoundrels
    notorious despicable monstrous henchmen henchman hordes rapacious selfless selflessly
    triumphant triumphantly victorious victoriously butchers hangmen barbarous brigands renegade
    renegades enslavers plunderers oppressors filthy valiant fierce fiercely wreckers bogey
    brutal brutally whiteguard whiteguards imperialist imperialists reactionary reactionaries
    putrefying oblivion
    """
)

# Words that one side used of the other, and that a text may need all the same.
TINGED_WORDS = word_set(
    """
    bourgeois bourgeois-nationalist petty-bourgeois petit-bourgeois counterrevolutionary
    counter-revolutionary counterrevolution counter-revolution liquidated liquidate handful
    miserably ineffective fanatical fanatics terrorist terrorists
    """
)
