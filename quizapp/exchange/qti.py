"""QTI, the exchange format of examination systems (1EdTech): reads 1.2 to 3.0, writes 2.1.

A package is a zip archive with ``imsmanifest.xml``, one XML file for each item, and pictures.
QTI 1.2 is read as Canvas, Blackboard and Common Cartridge write it.
"""

from __future__ import annotations

import re

from quizapp.archives import is_zip
from quizapp.domain.question import Origin
from quizapp.exchange.bulk import making_many
from quizapp.exchange.format import DeckFile, Written
from quizapp.exchange.reading import UNWATCHED, Reading

_ROOTS = re.compile(rb"<(?:[\w.-]{1,40}:)?(qti-assessment-item|assessmentItem|questestinterop)\b")


class Qti:
    key = "qti"
    name = "QTI package"
    endings = (".zip", ".xml", ".imscc", ".qti")

    def recognises(self, data: bytes) -> bool:
        """A zip archive that names a manifest, or the XML of an item."""
        if is_zip(data):
            return b"imsmanifest.xml" in data[:200_000] or b"imsmanifest.xml" in data[-400_000:]
        return _ROOTS.search(data[:20_000].replace(b"\0", b"")) is not None

    def load(
        self,
        data: bytes,
        *,
        name: str,
        origin: Origin = Origin.IMPORTED,
        reading: Reading = UNWATCHED,
    ) -> DeckFile:
        from quizapp.exchange.qti_read import read  # lxml waits until it is needed

        with making_many():
            return read(data, name, origin, reading)

    def dump(self, deck: DeckFile) -> Written:
        from quizapp.exchange.qti_write import written

        with making_many():
            return written(deck)
