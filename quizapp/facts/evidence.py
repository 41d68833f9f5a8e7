"""Ids and proofs of facts."""

from __future__ import annotations

import re
import unicodedata

from quizapp.domain.document import Document, Passage
from quizapp.domain.fact import Evidence, FactKind
from quizapp.domain.identity import stable_id


def fold(text: str) -> str:
    """Letters and digits alone, in lower case: what does not change when spacing or signs do."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^\w]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def evidence_for(document: Document, passage: Passage, start: int, end: int) -> Evidence:
    """The proof that stands in ``passage.text[start:end]``, as the original writes it."""
    span = passage.source_span(start, end)
    quote = " ".join(document.original[span.start : span.end].split())
    return Evidence(document.fingerprint, passage.number, span, quote)


def fact_id(quote: str, kind: FactKind, mention: str, lemma: str, detail: str = "") -> str:
    """Stable against file names, other documents and better wording of the question."""
    return stable_id("fact", fold(quote), str(kind), fold(mention), lemma, fold(detail))
