"""Moodle GIFT: questions as plain text, which Moodle and many other programs read and write.

It is read by the rules of Moodle's own importer (docs.moodle.org, "GIFT format"); where the files
of teachers are different from them, what was meant is read and the report says so. What is written
is read by Moodle without an error. Questions that GIFT has no form for are written in the nearest
one; a comment, which Moodle passes over, gives them back as they were.
"""

from __future__ import annotations

import re

from quizapp.domain.question import Origin
from quizapp.errors import ExchangeError
from quizapp.exchange.aiken import looks_like_aiken
from quizapp.exchange.bulk import making_many
from quizapp.exchange.decoding import decode
from quizapp.exchange.format import DeckFile, Problem, Written
from quizapp.exchange.gift_blocks import blocks
from quizapp.exchange.gift_reading import GiftReader
from quizapp.exchange.gift_signs import Signs
from quizapp.exchange.gift_writing import GiftWriter
from quizapp.exchange.no_place import left_out
from quizapp.exchange.reading import UNWATCHED, Reading

HEAD = 100_000
"""Bytes that tell what a file is."""

_SURE = re.compile(
    r"^[ \t]*(?:\$CATEGORY:|::[^\n]{0,300}?::|// quizapp deck \{|// question: \d+  name:)",
    re.MULTILINE | re.IGNORECASE,
)
_GIFT = re.compile(
    r"^[ \t]*(?:\$CATEGORY:|::[^\n]{0,300}?::|// quizapp deck \{|// question: \d+  name:)"
    r"|\{\s{0,100}(?:[=~#]|(?:T|F|TRUE|FALSE)\s{0,100}[#}]|\}\s{0,100}$)",
    re.MULTILINE | re.IGNORECASE,
)


_UNBRACED = re.compile(r"^[ \t]*~.*\n[ \t]*=|^[ \t]*=.*\n[ \t]*~", re.MULTILINE)


def _may_be_gift(text: str) -> bool:
    if "{" in text or "}" in text:
        return True
    return _GIFT.search(text) is not None or _UNBRACED.search(text) is not None


class Gift:
    key = "gift"
    name = "Moodle GIFT"
    endings = (".gift", ".txt")

    def recognises(self, data: bytes) -> bool:
        try:
            text = decode(data[:HEAD]).text
        except ExchangeError:
            return False
        if _SURE.search(text) is not None:
            return True
        return _GIFT.search(text) is not None and not looks_like_aiken(text)

    def load(
        self,
        data: bytes,
        *,
        name: str,
        origin: Origin = Origin.IMPORTED,
        reading: Reading = UNWATCHED,
    ) -> DeckFile:
        decoded = decode(data)
        text = decoded.text
        if text.strip() and not _may_be_gift(text):
            raise ExchangeError(
                "This is no GIFT file: no answers stand in braces, as in "
                "“When was the October Revolution?{=1917}”."
            )
        signs = Signs(text)
        reader = GiftReader(signs, origin)
        lines = text.split("\n")
        with making_many():
            for block in blocks(lines, signs):
                reading.at(block.line / len(lines))
                reader.take(block)
        note = (Problem(None, decoded.note, "the whole file"),) if decoded.note else ()
        return DeckFile(
            name=reader.deck.get("name") or name,
            description=reader.deck.get("description", ""),
            sources=reader.deck.get("sources", ()),
            questions=tuple(reader.questions.values()),
            problems=reader.report.all_problems(),
            changed=(*note, *reader.report.changed),
            lines=reader.lines,
        )

    def dump(self, deck: DeckFile) -> Written:
        writer = GiftWriter(deck)
        pieces = [piece.encode() for piece in writer.pieces()]
        return Written(pieces, (*writer.left_out(), *left_out(deck, ("history",))))
