"""The source of a question as a paragraph below the feedback, where learners see it.

Other programs keep it as text; it is known again by its class.
"""

from __future__ import annotations

import re

from quizapp.domain.question import Citation
from quizapp.exchange.markup import as_html, plain_text
from quizapp.exchange.readable_values import read_source, write_source

SOURCE_CLASS = "quizapp-source"
_OPENING = re.compile(rf'<p\b[^<>]{{0,200}}class="{SOURCE_CLASS}"[^<>]{{0,200}}>')
_LONGEST = 60_000  # characters of the paragraph


def source_paragraph(citation: Citation) -> str:
    """In HTML: "Source: Title, page 12: quote"."""
    label = write_source(citation.title or citation.document, citation.page, citation.paragraph)
    quote = f": <q>{_as_markup(citation.quote)}</q>" if citation.quote else ""
    return f'<p class="{SOURCE_CLASS}">Source: <cite>{_as_markup(label)}</cite>{quote}</p>'


def split_source(markup: str) -> tuple[str, Citation | None]:
    """HTML without the paragraph of the source, and the source."""
    found = _OPENING.search(markup) if SOURCE_CLASS in markup else None
    end = markup.find("</p>", found.end(), found.end() + _LONGEST) if found else -1
    if found is None or end < 0:
        return markup, None
    return markup[: found.start()] + markup[end + 4 :], _citation(markup[found.end() : end])


def visible(citation: Citation) -> Citation:
    """What the paragraph says of it."""
    title = citation.title or citation.document
    return Citation(
        title, title, page=citation.page, paragraph=citation.paragraph, quote=citation.quote
    )


def _as_markup(text: str) -> str:
    return as_html(text).replace("<br>", "<br/>")


def _citation(markup: str) -> Citation | None:
    label, quote = (plain_text(_between(markup, tag)).text for tag in ("cite", "q"))
    try:
        title, page, paragraph = read_source(label)
    except ValueError:
        title, page, paragraph = label, None, None
    if not title:
        return None
    return Citation(title, title, page=page, paragraph=paragraph, quote=quote)


def _between(markup: str, tag: str) -> str:
    """What stands in the first element of that name."""
    return markup.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
