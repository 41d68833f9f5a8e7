"""Moodle XML, both ways: the fullest format of Moodle's question bank.

Read as Moodle's own importer reads it (question/format/xml), written so that it takes every
question: grades of its list, at least two options, names for all. What only QuizApp knows stands
in short tags, in a paragraph for the source, and in an element that Moodle passes over.
"""

from __future__ import annotations

from quizapp.domain.question import Origin
from quizapp.exchange.bulk import making_many
from quizapp.exchange.format import DeckFile, Written
from quizapp.exchange.reading import UNWATCHED, Reading


class MoodleXml:
    key = "moodle-xml"
    name = "Moodle XML"
    endings = (".xml",)

    def recognises(self, data: bytes) -> bool:
        return b"<quiz" in data[:10_000].replace(b"\0", b"")

    def load(
        self,
        data: bytes,
        *,
        name: str,
        origin: Origin = Origin.IMPORTED,
        reading: Reading = UNWATCHED,
    ) -> DeckFile:
        from quizapp.exchange.moodle_xml_read import read  # lxml waits until it is needed

        with making_many():
            return read(data, name, origin, reading)

    def dump(self, deck: DeckFile) -> Written:
        from quizapp.exchange.moodle_xml_write import written

        with making_many():
            return written(deck)
