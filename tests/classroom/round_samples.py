"""Questions of every kind as the wire has them, an answer to each, and what is told afterwards."""

from __future__ import annotations

from typing import Any

Message = dict[str, Any]


def question(kind: str, turn: int = 2, **more: Any) -> Message:
    base = {
        "turn": turn, "number": turn + 1, "kind": kind, "stem": STEMS.get(kind, "?"), "points": 1,
        "picture": None, "alt": "",
    }  # fmt: skip
    return {**base, **CHOICES.get(kind, {}), **more}


def _named(prefix: str, *texts: str) -> list[Message]:
    return [{"id": f"{prefix}{place}", "text": text} for place, text in enumerate(texts)]


STEMS = {
    "choose": "Who led the Provisional Government when the Winter Palace was taken?",
    "true_false": "The Constituent Assembly met for a single day.",
    "typed": "What was the newspaper of the Bolsheviks called?",
    "numeric": "How many delegates came to the Second Congress of Soviets?",
    "when": "When did Nicholas II give up the throne?",
    "cloze": "The treaty",
    "order": "Put these events into order.",
    "match": "Who wrote what?",
    "map": "Where was the mutiny of March 1921?",
    "open": "Why did the soldiers of Petrograd not fire in February 1917?",
    "information": "Petrograd in 1917 was a city of two million people.\n\nBread was short.",
}

CHOICES: dict[str, Message] = {
    "choose": {
        "options": _named(
            "o", "Alexander Kerensky", "Georgy Lvov", "Pavel Milyukov", "Lavr Kornilov"
        ),
        "several": False,
    },
    "cloze": {
        "parts": [
            {"text": "The treaty of "},
            {"gap": 0, "options": None},
            {"text": " was signed in "},
            {"gap": 1, "options": _named("g", "March", "November")},
            {"text": " 1918."},
        ]
    },
    "order": {"items": _named("i", "October Revolution", "February Revolution", "Kornilov affair")},
    "match": {
        "premises": _named("p", "What Is to Be Done?", "The Permanent Revolution"),
        "answers": _named("a", "Trotsky", "Bukharin", "Lenin"),
    },
}

_SENTENCE = "On the night of 25 October the ministers of Kerensky were arrested in the palace."
_PROVING = "ministers of Kerensky"
PROOF = {
    "text": _SENTENCE,
    "start": _SENTENCE.index(_PROVING),
    "end": _SENTENCE.index(_PROVING) + len(_PROVING),
    "source": "History of 1917, chapter 4, page 112",
}


def reveal(verdict: str = "right", **more: Any) -> Message:
    base: Message = {
        "verdict": verdict, "points": 1 if verdict == "right" else 0, "given": "Alexander Kerensky",
        "key": "Alexander Kerensky", "right": ["o0"],
        "explanation": "He had followed Prince Lvov in July.", "feedback": "", "proof": PROOF,
        "spread": [
            {"id": "o0", "count": 17}, {"id": "o1", "count": 4}, {"id": "o2", "count": 2},
            {"id": "o3", "count": 1},
        ],
        "answers": 24,
    }  # fmt: skip
    return {**base, **more}


LINES = [
    {"stem": STEMS["choose"], "verdict": "right", "given": "Alexander Kerensky",
     "key": "Alexander Kerensky"},
    {"stem": STEMS["when"], "verdict": "almost", "given": "March 1917", "key": "15 March 1917"},
    {"stem": STEMS["typed"], "verdict": "wrong", "given": "Izvestia", "key": "Pravda"},
    {"stem": STEMS["numeric"], "verdict": "none", "given": "", "key": "649"},
    {"stem": STEMS["open"], "verdict": "unchecked", "given": "They were hungry, too.",
     "key": "(marked by hand)"},
]  # fmt: skip
