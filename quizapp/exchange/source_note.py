"""The source of a question as a paragraph below the feedback, where learners see it.

Other programs keep it as text; it is known again by its class.
"""

from __future__ import annotations

import re

from quizapp.domain.question import Citation
from quizapp.exchange.markup import as_html, plain_text
from quizapp.exchange.readable_values import read_source, write_source

SOURCE_CLASS = "quizapp-source"
_SOURCE = re.compile(
    rf'<p\b[^<>]{{0,200}}class="{SOURCE_CLASS}"[^<>]{{0,200}}>(.{{0,60000}}?)</p>', re.DOTALL
)
_CITE = re.compile(r"<cite>(.{0,20000}?)</cite>", re.DOTALL)
_QUOTE = re.compile(r"<q>(.{0,60000}?)</q>", re.DOTALL)


def source_paragraph(citation: Citation) -> str:
    """In HTML: "Source: Title, page 12: quote"."""
    label = write_source(citation.title or citation.document, citation.page, citation.paragraph)
    quote = f": <q>{_as_markup(citation.quote)}</q>" if citation.quote else ""
    return f'<p class="{SOURCE_CLASS}">Source: <cite>{_as_markup(label)}</cite>{quote}</p>'


def split_source(markup: str) -> tuple[str, Citation | None]:
    """HTML without the paragraph of the source, and the source."""
    found = _SOURCE.search(markup) if SOURCE_CLASS in markup else None
    if found is None:
        return markup, None
    return markup[: found.start()] + markup[found.end() :], _citation(found.group(1))


def visible(citation: Citation) -> Citation:
    """What the paragraph says of it."""
    title = citation.title or citation.document
    return Citation(
        title, title, page=citation.page, paragraph=citation.paragraph, quote=citation.quote
    )


def _as_markup(text: str) -> str:
    return as_html(text).replace("<br>", "<br/>")


def _citation(markup: str) -> Citation | None:
    cite, quote = _CITE.search(markup), _QUOTE.search(markup)
    label = plain_text(cite.group(1)).text if cite else ""
    try:
        title, page, paragraph = read_source(label)
    except ValueError:
        title, page, paragraph = label, None, None
    if not title:
        return None
    said = plain_text(quote.group(1)).text if quote else ""
    return Citation(title, title, page=page, paragraph=paragraph, quote=said)
