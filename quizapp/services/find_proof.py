"""Whether the words that prove an answer still stand where they are cited, and where else."""

from __future__ import annotations

import re

from quizapp.domain.document import Document, Passage
from quizapp.domain.ports import Stores
from quizapp.domain.question import Citation
from quizapp.errors import NotFound

_MOST = 50  # passages looked at
_WORDS = 12  # of a quote that passages are searched for


class FindProof:
    def __init__(self, stores: Stores) -> None:
        self._documents = stores.documents

    def is_in_place(self, citation: Citation) -> bool:
        """Whether the document is in the library, just as it was when it was cited. One that is
        known by its title only is not: nobody can be shown the words."""
        try:
            document = self._documents.document(citation.fingerprint)
        except NotFound:
            return False
        return not citation.quote or bool(_places(document, citation.quote))

    def find(self, citation: Citation) -> Citation | None:
        """The same words in a document that is in the library: first in one of that name, and
        there at the paragraph cited. None where they stand nowhere, or there is no quote."""
        if not citation.quote:
            return None
        words = " ".join(citation.quote.split()[:_WORDS])
        prints = dict.fromkeys(hit[0] for hit in self._documents.search_passages(words, _MOST))
        found = [
            Citation.of_passage(document, passage, start, end)
            for document in map(self._documents.document, prints)
            for passage, start, end in _places(document, citation.quote)
        ]
        names = {name for name in (citation.document, citation.title) if name}

        def nearness(one: Citation) -> tuple[bool, bool]:
            same = bool({one.document, one.title} & names)
            return same, same and one.paragraph == citation.paragraph

        return max(found, key=nearness, default=None)


def _places(document: Document, quote: str) -> list[tuple[Passage, int, int]]:
    """Where it stands, whatever the spaces and line breaks."""
    pattern = re.compile(r"\s+".join(re.escape(word) for word in quote.split()))
    found = ((passage, pattern.search(passage.text)) for passage in document.passages)
    return [(passage, *match.span()) for passage, match in found if match is not None]
