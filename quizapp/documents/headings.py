"""Headings of text that has no mark-up: short lines that stand alone, by how they are set."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.documents.date_lines import is_date_line, is_year_heading
from quizapp.documents.extract import Layout
from quizapp.documents.paragraphs import Paragraph, Rank
from quizapp.documents.signs import (
    ends_sentence,
    is_all_caps,
    is_list_item,
    is_signature,
    is_title_case,
    words_of,
)
from quizapp.domain.document import TextKind

_VOLUME = re.compile(
    r"(?:part|book|volume|vol\.|epoch|section)\s+(?:[IVXLC]+|\d{1,3}|the\s+\w+|one|two|three|four"
    r"|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    r"(?:chapter|chap\.|lecture|letter|canto)\s+(?:[IVXLC]+|\d{1,3}|the\s+\w+|one|two|three|four"
    r"|five|six|seven|eight|nine|ten)\b|(?:appendix|preface|foreword|introduction|prologue"
    r"|epilogue|conclusion|afterword|postscript)[.:]?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=[^\W\d_])")
_NUMBER_ALONE = re.compile(r"(?:[IVXLC]{1,6}|\d{1,2})[.)]?|[*•\-–—_=~\s]{1,80}")
_SOURCE_LINE = re.compile(
    r"\b(?:first )?(?:published|written|printed|delivered|source|transcribed|translated|signed"
    r"|spoken)\b\s*(?::|for the first|in |by |on |according)|\bNos?\.\s?\d",
    re.IGNORECASE,
)
LONGEST_HEADING = 150  # letters
BIG_GAP = 5  # blank lines (in double-spaced text) that only a new page or work has


def heading_rank(paragraph: Paragraph, layout: Layout) -> Rank | None:
    """The rank of a paragraph that reads like a heading, ``None`` where it does not."""
    text = paragraph.text
    if len(text) > LONGEST_HEADING or len(paragraph.block.lines) > 3:
        return None
    if not text[0].isalnum() and text[0] not in "\"“'‘([«¿¡*":
        return None
    if _NUMBER_ALONE.fullmatch(text):
        return Rank.NUMBER if any(char.isalnum() for char in text) else None
    if _VOLUME.match(text) and len(words_of(text)) <= 14 and not text.endswith((",", ";")):
        return Rank.VOLUME
    if _CHAPTER.match(text) and len(words_of(text)) <= 14 and not text.endswith((",", ";")):
        return Rank.CHAPTER
    return _rank_by_setting(paragraph, layout)


def _rank_by_setting(paragraph: Paragraph, layout: Layout) -> Rank | None:
    text = paragraph.text
    words = words_of(text)
    if not words or text[0].islower() or is_source_line(text):
        return None
    caps = is_all_caps(text) and sum(char.isalpha() for char in text) > 3
    closed = ends_sentence(text) and not text.endswith(("?", "!", "etc."))
    if text[-1] in ",;:—–-" or (closed and not caps):
        return None
    if is_signature(text) and not caps:
        return None
    if caps and len(words) <= 16:
        return None if is_signature(text) else Rank.SECTION
    numbered = _NUMBERED.match(text)
    if numbered and len(words) <= 12 and not is_list_mark_only(text):
        return Rank.NUMBER if not is_title_case(text[numbered.end() :]) else Rank.SUBSECTION
    if is_list_item(text) or (text[0] in "\"“'‘«" and text[-1] not in "\"”'’»?!"):
        return None
    if _is_caption_like(paragraph, layout):
        return None
    if len(words) <= 14 and is_title_case(text) and not text.endswith("!"):
        return Rank.SUBSECTION
    if paragraph.block.strong and len(words) <= 14:
        return Rank.SUBSECTION
    if len(words) <= 7 and text[0].isupper() and _stands_alone(paragraph) and text[-1] != "!":
        return Rank.SUBSECTION
    return None


def is_list_mark_only(text: str) -> bool:
    """ "1) How did it begin": a point of a list, not "1. The Beginning"."""
    return re.match(r"\(?\w{1,3}\)", text) is not None


def is_source_line(text: str) -> bool:
    """Where something was printed: "The Times, No. 3, May 4, 1920", "First published: ..."."""
    return len(text) < 220 and _SOURCE_LINE.search(text) is not None


def _is_caption_like(paragraph: Paragraph, layout: Layout) -> bool:
    """A line pushed to the middle with spaces in text that is otherwise not set by hand."""
    return layout.width is None and paragraph.block.indent >= 8


def _stands_alone(paragraph: Paragraph) -> bool:
    return len(paragraph.block.lines) == 1 and paragraph.block.gap >= 1


def mark_headings(paragraphs: Sequence[Paragraph], layout: Layout) -> None:
    """Marks headings, and the places and dates that stand under them."""
    for index, paragraph in enumerate(paragraphs):
        if not paragraph.is_open:
            continue
        if paragraph.block.level is not None:
            paragraph.level = paragraph.block.level
            paragraph.mark(TextKind.HEADING)
            continue
        if is_date_line(paragraph.text) or is_year_heading(paragraph.text):
            continue
        rank = heading_rank(paragraph, layout)
        if rank is None or not _leads_somewhere(paragraphs, index):
            continue
        paragraph.mark(TextKind.HEADING, rank)
    _promote_works(paragraphs, layout)
    _mark_speech_dates(paragraphs)


def _leads_somewhere(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """A heading has text after it; the name under an article or a last line has none."""
    following = paragraphs[index + 1 : index + 8]
    return any(len(paragraph.text) > 60 or is_date_line(paragraph.text) for paragraph in following)


def _promote_works(paragraphs: Sequence[Paragraph], layout: Layout) -> None:
    """The first heading after a big gap begins a new work of a collection."""
    gaps = sorted(paragraph.block.gap for paragraph in paragraphs)
    usual = gaps[int(len(gaps) * 0.9)] if gaps else 1
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind is not TextKind.HEADING or paragraph.rank is None:
            continue
        if paragraph.rank <= Rank.WORK:
            continue
        least = max(BIG_GAP, usual + 2) if layout.double_spaced else usual + 1
        new_page = index == 0 or paragraph.block.gap >= least
        if new_page or _followed_by_date(paragraphs, index):
            paragraph.rank = Rank.WORK


def _followed_by_date(paragraphs: Sequence[Paragraph], index: int) -> bool:
    for paragraph in paragraphs[index + 1 : index + 4]:
        if is_date_line(paragraph.text) and any(char.isdigit() for char in paragraph.text):
            return has_year(paragraph.text)
        if len(paragraph.text) > 100:
            return False
        if paragraph.kind is TextKind.HEADING and paragraph.block.gap >= BIG_GAP:
            return False
    return False


def has_year(text: str) -> bool:
    return re.search(r"(?<!\d)\d{3,4}(?!\d)", text) is not None


def _mark_speech_dates(paragraphs: Sequence[Paragraph]) -> None:
    """Joins what stands between a work's title and its first paragraph into one date heading."""
    for index, paragraph in enumerate(paragraphs):
        if paragraph.rank is not Rank.WORK:
            continue
        under = _lines_under(paragraphs, index)
        dates = [line for line in under if is_date_line(line.text) and has_year(line.text)]
        if not dates:
            continue
        for line in under:
            line.mark(TextKind.HEADING, Rank.SUBSECTION)
            line.leave_out = False
        last = dates[-1]
        places = [line for line in under if line is not last and _is_place(line, last)]
        last.rank = Rank.DATE
        last.heading = " ".join(line.text for line in [*places, last])
        for line in under:
            if (line is not last and line not in places) or line in places:
                line.rank = Rank.DATE
                line.heading = ""


def _lines_under(paragraphs: Sequence[Paragraph], index: int) -> list[Paragraph]:
    """The short lines right under a title, up to and with its date."""
    found: list[Paragraph] = []
    for paragraph in paragraphs[index + 1 : index + 5]:
        short = len(paragraph.text) < 120 and len(paragraph.block.lines) <= 2
        if not short or (paragraph.rank is Rank.WORK and paragraph.block.gap >= BIG_GAP):
            break
        found.append(paragraph)
        if is_date_line(paragraph.text):
            return found
    return []


def _is_place(line: Paragraph, date: Paragraph) -> bool:
    """A name right before the date: "Geneva", "Winter Palace,"."""
    words = words_of(line.text)
    return (
        0 < len(words) <= 3
        and line.block.paragraph >= date.block.paragraph - 2
        and is_title_case(line.text)
        and not is_date_line(line.text)
    )
