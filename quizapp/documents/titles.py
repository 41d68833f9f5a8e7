"""What a document is called: by its metadata, its first heading, or its file name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from quizapp.documents.paragraphs import Paragraph, Rank
from quizapp.documents.signs import SMALL_WORDS, words_of
from quizapp.domain.document import TextKind

_TITLE_LINE = re.compile(r"^Title:\s*(\S.*)$", re.MULTILINE)
_EMPTY_TITLES = re.compile(
    r"(?:untitled|document\d*|microsoft word - .*|.*\.(?:docx?|pdf|html?|txt|indd|qxd|tex|rtf)"
    r"|(?:new )?(?:page|title|unknown)|без имени)",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[IVXLC]+[.,:]?")
_WITHIN = 12  # paragraphs from the top
LONGEST_TITLE = 180


def find_title(
    stated: str | None, paragraphs: Sequence[Paragraph], original: str, path: Path
) -> str:
    """The best title there is; never empty."""
    if stated and (title := _tidy(stated)):
        return title
    if (match := _TITLE_LINE.search(original[:4000])) and (title := _tidy(match.group(1))):
        return title
    top = [paragraph for paragraph in paragraphs[: 3 * _WITHIN] if not paragraph.leave_out]
    headings = [p for p in top if p.kind is TextKind.HEADING and p.rank is not Rank.DATE]
    first = min(headings[:3], key=lambda heading: heading.path_height, default=None)
    if first is not None and top.index(first) < _WITHIN and (title := _tidy(first.text)):
        return title
    return clean_stem(path.stem)


def _tidy(title: str) -> str | None:
    bare = " ".join(title.split()).strip(" .,;:-_*#")
    if len(bare) < 2 or len(bare) > LONGEST_TITLE or _EMPTY_TITLES.fullmatch(bare):
        return None
    if not words_of(bare):
        return None
    return _calm(bare) if bare.isupper() and " " in bare else bare


def _calm(title: str) -> str:
    """A title in capitals set as a title: "THE WAR OF THE ROSES" -> "The War of the Roses"."""
    words: list[str] = []
    for word in title.split():
        low = word.lower()
        small = low in SMALL_WORDS and bool(words)
        keep = small or _ROMAN.fullmatch(word) or "." in word
        words.append((low if small else word) if keep else word[0] + low[1:])
    return " ".join(words)


def clean_stem(stem: str) -> str:
    """A file name made readable: "the_long-war_(1)" becomes "the long war"."""
    bare = re.sub(r"\(\d+\)$", "", stem)
    bare = re.sub(r"[_\s]+|(?<=\w)-(?=\w)", " ", bare).strip(" -.")
    return bare or stem or "Untitled"
