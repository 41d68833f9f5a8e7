"""Headings of text that has no mark-up: short lines that stand alone, by how they are set."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.documents.date_lines import has_year, is_dated_line, is_year_heading
from quizapp.documents.extract import Layout
from quizapp.documents.paragraphs import Paragraph, Rank
from quizapp.documents.signs import (
    ends_sentence,
    is_all_caps,
    is_list_item,
    is_notes_title,
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
    r"^\W*(?:first )?(?:published|written|printed|delivered|source|transcribed|translated)\b"
    r"\s*(?::|for the first|in |by |on |according)"
    r"|^\W*[A-Z][\w’' ()]{2,45},?\s+Nos?[.,]\s?\d",
    re.IGNORECASE,
)
LONGEST_HEADING = 150  # letters
LONGEST_TITLE = 240  # letters of a title that stands at the top of a page
ENOUGH_STATED = 3  # headings that the format states; then plain lines are not taken for more
_MOST_OPENING_WORDS = 12
BIG_GAP = 5  # blank lines that are more than a matter of spacing


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
    count = len(words_of(text))
    caps = is_all_caps(text) and sum(char.isalpha() for char in text) > 3
    if not count or _is_no_title(text, caps=caps):
        return None
    if caps and count <= 16:
        return Rank.SECTION
    numbered = _NUMBERED.match(text)
    if numbered and count <= 12 and not is_list_mark_only(text):
        return Rank.NUMBER if not is_title_case(text[numbered.end() :]) else Rank.SUBSECTION
    if is_list_item(text) or _is_caption_like(paragraph, layout):
        return None
    return Rank.SUBSECTION if _is_set_as_title(paragraph, layout, count) else None


def _is_no_title(text: str, *, caps: bool) -> bool:
    """A sentence or a piece of one, a quotation, the name of an author or a source."""
    if text[0].islower() or text[-1] in ",;:—–-" or is_source_line(text) or is_signature(text):
        return True
    if text[0] in "\"“'‘«" and text[-1] not in "\"”'’»?!.":
        return True
    return ends_sentence(text) and not caps and not text.endswith(("?", "!", "etc."))


def _is_set_as_title(paragraph: Paragraph, layout: Layout, count: int) -> bool:
    """Title case, bold type, or a few words that stand alone."""
    text = paragraph.text
    if count <= 14 and (paragraph.block.strong or (is_title_case(text) and text[-1] != "!")):
        return True
    return count <= 7 and text[-1] != "!" and _stands_alone(paragraph, layout)


def is_list_mark_only(text: str) -> bool:
    """ "1) How did it begin": a point of a list, not "1. The Beginning"."""
    return re.match(r"\(?\w{1,3}\)", text) is not None


def is_source_line(text: str) -> bool:
    """Where something was printed: "The Times, No. 3, May 4, 1920", "First published: ..."."""
    return len(text) < 220 and _SOURCE_LINE.search(text) is not None


def _is_caption_like(paragraph: Paragraph, layout: Layout) -> bool:
    """A line pushed to the middle with spaces in text that is otherwise not set by hand."""
    return layout.width is None and paragraph.block.indent >= 8


def _stands_alone(paragraph: Paragraph, layout: Layout) -> bool:
    least = 2 if layout.double_spaced else 1
    return len(paragraph.block.lines) == 1 and paragraph.block.gap >= least


def mark_headings(paragraphs: Sequence[Paragraph], layout: Layout) -> None:
    """Marks headings by what the format states, or else by how they are set."""
    big_gap = _big_gap(paragraphs, layout)
    works_are_dated = False
    stated = sum(paragraph.block.level is not None for paragraph in paragraphs)
    for index, paragraph in enumerate(paragraphs):
        if not paragraph.is_open:
            continue
        if paragraph.block.level is not None:
            paragraph.level = paragraph.block.level
            paragraph.mark(TextKind.HEADING)
            continue
        if stated >= ENOUGH_STATED and not paragraph.block.strong:
            continue
        if is_dated_line(paragraph.text) or is_year_heading(paragraph.text):
            continue
        if not _leads_somewhere(paragraphs, index, big_gap):
            continue
        dated = _date_follows(paragraphs, index)
        if _is_title_on_new_page(paragraph, big_gap, dated=dated):
            paragraph.mark(TextKind.HEADING, Rank.WORK)
            continue
        rank = heading_rank(paragraph, layout) or _rank_of_opening(paragraph, index)
        if rank is None:
            continue
        new_page = index == 0 or paragraph.block.gap >= big_gap
        under_title = index > 0 and paragraphs[index - 1].rank is Rank.WORK
        also_dated = dated and works_are_dated and not under_title
        begins_work = new_page or (also_dated and rank is Rank.SUBSECTION)
        paragraph.mark(TextKind.HEADING, min(rank, Rank.WORK) if begins_work else rank)
        works_are_dated = works_are_dated or (new_page and dated)


def _rank_of_opening(paragraph: Paragraph, index: int) -> Rank | None:
    """The first line of all, when it is short and no sentence: "A short history of Dubrovnik"."""
    text = paragraph.text
    caps = is_all_caps(text)
    if index > 0 or len(paragraph.block.lines) > 1 or not text[:1].isupper():
        return None
    if _is_no_title(text, caps=caps) or is_list_item(text):
        return None
    return Rank.SUBSECTION if len(words_of(text)) <= _MOST_OPENING_WORDS else None


def _big_gap(paragraphs: Sequence[Paragraph], layout: Layout) -> int:
    """Blank lines that only a new page or a new work has."""
    gaps = sorted(paragraph.block.gap for paragraph in paragraphs)
    usual = gaps[int(len(gaps) * 0.9)] if gaps else 1
    return max(BIG_GAP + 2, usual + 2) if layout.double_spaced else usual + 1


def _leads_somewhere(paragraphs: Sequence[Paragraph], index: int, big_gap: int) -> bool:
    """A heading has text under it; the name under an article or a last line has none."""
    opening = not any(
        len(paragraph.text) > 60 for paragraph in paragraphs[max(0, index - 9) : index]
    )
    for paragraph in paragraphs[index + 1 : index + 10]:
        text = paragraph.text
        new_page = paragraph.block.gap >= max(big_gap, 3) and not (opening and index < 9)
        if new_page or is_notes_title(text):
            return False
        if paragraph.block.level is not None or paragraph.rank is Rank.YEAR:
            return True
        if paragraph.kind in {TextKind.LIST, TextKind.CHRONICLE}:
            return True
        if len(text) > 60 and paragraph.kind is None and not is_source_line(text):
            return True
    return False


def _date_follows(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a date with a year stands in one of the next two lines, as under a speech."""
    return any(
        is_dated_line(paragraph.text) and has_year(paragraph.text)
        for paragraph in paragraphs[index + 1 : index + 3]
    )


def _is_title_on_new_page(paragraph: Paragraph, big_gap: int, *, dated: bool) -> bool:
    """A few lines of any form, right after a gap that only a new page has."""
    text = paragraph.text
    if paragraph.block.gap < max(big_gap, BIG_GAP) or len(text) > LONGEST_TITLE:
        return False
    if len(paragraph.block.lines) > 3 or not (text[0].isupper() or text[0] in '"“«'):
        return False
    return not is_list_item(text) and not is_source_line(text) and not is_signature(text)


def mark_dates_under_headings(paragraphs: Sequence[Paragraph]) -> None:
    """Makes a lone date a heading of its own, one step below the heading it stands under.

    The place before it joins it: "Geneva" and "3 May 1920" become "Geneva 3 May 1920".
    Dates under a letter or article lead to no text and are left alone.
    """
    parent: Paragraph | None = None
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind is TextKind.HEADING and paragraph.rank is not Rank.DATE:
            parent = paragraph
        if not paragraph.is_open or not is_dated_line(paragraph.text):
            continue
        if not _text_follows(paragraphs, index):
            continue
        paragraph.mark(TextKind.HEADING, Rank.DATE)
        paragraph.height = parent.path_height + 0.5 if parent is not None else None
        place = _place_before(paragraphs, index)
        if place is not None:
            paragraph.heading = f"{place.text.rstrip(', ')} {paragraph.text}"
            if place is parent:
                paragraph.height = place.path_height
            place.mark(TextKind.HEADING, Rank.DATE)
            place.heading = ""


def _text_follows(paragraphs: Sequence[Paragraph], index: int) -> bool:
    for paragraph in paragraphs[index + 1 : index + 4]:
        if paragraph.block.gap >= BIG_GAP + 2:
            return False
        if paragraph.kind is TextKind.HEADING:
            return paragraph.rank is not Rank.BACK_MATTER
        if paragraph.kind in {None, TextKind.LIST} and len(paragraph.text) > 60:
            return True
    return False


def _place_before(paragraphs: Sequence[Paragraph], index: int) -> Paragraph | None:
    """A name of one to three words right before the date: "Geneva", "Winter Palace,"."""
    if index == 0:
        return None
    line = paragraphs[index - 1]
    words = words_of(line.text)
    known = line.is_open or line.kind in {TextKind.HEADING, TextKind.NOTE}
    if not known or line.level is not None or line.rank in {Rank.WORK, Rank.DATE}:
        return None
    if (
        is_signature(line.text)
        or not 0 < len(words) <= 3
        or line.block.gap >= BIG_GAP
        or is_dated_line(line.text)
    ):
        return None
    return line if is_title_case(line.text) and line.text[-1] not in ".!?:" else None
