"""Notes, bibliographies, tables of contents, and what is around a text but not of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.documents.headings import is_source_line
from quizapp.documents.paragraphs import Paragraph, Rank
from quizapp.documents.signs import is_notes_title, is_signature, is_title_case, note_mark, words_of
from quizapp.domain.document import TextKind

_BIBLIOGRAPHY = re.compile(
    r"(?:selected |select |general |primary |secondary |further |suggested |other |cited )*"
    r"(?:bibliography|references|sources|literature|works cited|reading|readings|reading list"
    r"|bibliographical note|external links|works consulted)(?: and [a-z ]+)?[.:]?",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:table of )?contents[.:]?|list of (?:illustrations|maps|figures|tables|plates)[.:]?",
    re.IGNORECASE,
)
_INDEX = re.compile(r"(?:general |subject )?index(?: of [a-z ]+)?[.:]?", re.IGNORECASE)
_LEADER_LINE = re.compile(r"\S.*?(?:\.\s?){3,}\s*(?:\d{1,4}|[ivxlc]{1,7})$|\S.*\s{3,}\d{1,4}$")
_REFERENCE_MARK = re.compile(r"\[\d{1,3}\]|\(\d{1,3}\)|\*{1,3}(?!\*)|†|‡")
_ENTRY_SIGNS = re.compile(
    r"\b(?:vols?\.|pp?\.\s?\d|eds?\.|edited by|trans\.|no\.|Press|Ibid|et al\.|isbn|doi)"
    r"|\b[A-Z][\w’'\-]+(?:[\s-][A-Z][\w’'\-]+)?(?:,|:|\])\s(?:[A-Z][\w&. ]+,\s)?(?:1[5-9]|20)\d\d"
    r"|\(\d{4}\)",
    re.IGNORECASE,
)
_START_MARK = re.compile(
    r"\*{2,}\s*START OF (?:THE|THIS) PROJECT|\*END\*?\s*THE SMALL PRINT", re.IGNORECASE
)
_END_MARK = re.compile(
    r"\*{2,}\s*END OF (?:THE|THIS) PROJECT|^End of (?:the )?Project ", re.IGNORECASE
)
LONG_PROSE = 600  # letters: no entry of a list of books is as long


def mark_frame(paragraphs: Sequence[Paragraph]) -> None:
    """Marks the licence and notices that electronic editions put before and after the text."""
    starts = [i for i, p in enumerate(paragraphs) if _START_MARK.search(p.text[:120])]
    ends = [i for i, p in enumerate(paragraphs) if _END_MARK.search(p.text[:120])]
    if starts:
        for paragraph in paragraphs[: starts[0] + 1]:
            paragraph.mark(TextKind.NOTE)
    if ends:
        for paragraph in paragraphs[ends[0] :]:
            paragraph.mark(TextKind.NOTE)


def mark_contents(paragraphs: Sequence[Paragraph]) -> None:
    """Marks tables of contents: lines with page numbers, or headings that come again later."""
    counts: dict[str, int] = {}
    for paragraph in paragraphs:
        key = _heading_key(paragraph.text)
        counts[key] = counts.get(key, 0) + 1
    for index, paragraph in enumerate(paragraphs):
        dotted = _is_leader_line(paragraph.text) and "..." in paragraph.text.replace(" ", "")
        if paragraph.kind is None and dotted:
            paragraph.mark(TextKind.CONTENTS)
        if not _CONTENTS.fullmatch(paragraph.text) or paragraph.kind not in {
            None,
            TextKind.HEADING,
        }:
            continue
        paragraph.mark(TextKind.CONTENTS)
        _mark_contents_lines(paragraphs, index + 1, counts)


def _mark_contents_lines(
    paragraphs: Sequence[Paragraph], begin: int, counts: dict[str, int]
) -> None:
    seen: set[str] = set()
    for paragraph in paragraphs[begin:]:
        text = paragraph.text
        key = _heading_key(text)
        if key in seen or len(text) > 400:
            return
        seen.add(key)
        listed = counts.get(key, 0) > 1 or _is_leader_line(text) or len(words_of(text)) <= 14
        if not listed and "--" not in text and "—" not in text:
            return
        paragraph.mark(TextKind.CONTENTS)


def _is_leader_line(text: str) -> bool:
    """ "The Siege .......... 12": a title, dots or a gap, and a page number."""
    return len(text) < 200 and _LEADER_LINE.fullmatch(text) is not None


def _heading_key(text: str) -> str:
    bare = re.sub(r"(?:\.\s?){2,}.*$|\s+\d{1,4}$", "", text[:160])
    return re.sub(r"\W+", " ", bare).strip().casefold()


def mark_notes(paragraphs: Sequence[Paragraph]) -> None:
    """Marks what stands under "Notes" until the next heading, and notes under the text."""
    inside = False
    for paragraph in paragraphs:
        text = paragraph.text
        if is_notes_title(text):
            paragraph.mark(TextKind.HEADING, Rank.BACK_MATTER)
            paragraph.level = None
            inside = True
        elif paragraph.kind is TextKind.HEADING:
            inside = inside and note_mark(text) is not None and paragraph.level is None
            if inside:
                paragraph.mark(TextKind.NOTE)
        elif inside and paragraph.block.gap >= 9 and note_mark(text) is None:
            inside = False
            paragraph.ends_notes = True
        elif inside and (paragraph.is_open or paragraph.kind is TextKind.LIST):
            paragraph.mark(TextKind.NOTE)
    _mark_foot_notes(paragraphs)


def _mark_foot_notes(paragraphs: Sequence[Paragraph]) -> None:
    """A paragraph that begins with a mark the text above has used: "(1)", "[2]", "*"."""
    used: set[str] = set()
    for paragraph in paragraphs:
        text = paragraph.text
        if paragraph.is_open:
            match = _REFERENCE_MARK.match(text)
            if match and match.group() in used and len(text) > len(match.group()) + 4:
                paragraph.mark(TextKind.NOTE)
        for found in _REFERENCE_MARK.finditer(text):
            at = found.start()
            if (at > 0 and (text[at - 1].isalpha() or text[at - 1] in ".,;:\"”'’)")) or (
                at > 1 and text[at - 1] == " " and text[at - 2] in ".,;:\"”'’)"
            ):
                used.add(found.group())


def mark_bibliographies(paragraphs: Sequence[Paragraph]) -> None:
    """Marks lists of books under their heading, indexes, and lines that name a source."""
    inside = False
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        titled = len(text) < 60 and (_BIBLIOGRAPHY.fullmatch(text) or _INDEX.fullmatch(text))
        if titled and _entries_follow(paragraphs, index):
            paragraph.mark(TextKind.HEADING, Rank.WORK)
            paragraph.level = None if paragraph.level is None else paragraph.level
            inside = True
        elif paragraph.kind is TextKind.HEADING:
            inside = inside and _is_entry(text)
            if inside:
                paragraph.mark(TextKind.BIBLIOGRAPHY)
        elif inside and len(text) > LONG_PROSE and not _is_entry(text):
            inside = False
        elif inside and is_signature(text):
            paragraph.mark(TextKind.NOTE)
        elif (inside and (paragraph.is_open or paragraph.kind is TextKind.LIST)) or (
            paragraph.is_open and is_source_line(text) and _is_citation(text)
        ):
            paragraph.mark(TextKind.BIBLIOGRAPHY)


def _entries_follow(paragraphs: Sequence[Paragraph], index: int) -> bool:
    following = [p.text for p in paragraphs[index + 1 : index + 7]]
    if not following:
        return False
    short = sum(len(text) < LONG_PROSE for text in following)
    return short >= 0.6 * len(following)


def _is_entry(text: str) -> bool:
    return _ENTRY_SIGNS.search(text[:1000]) is not None


def _is_citation(text: str) -> bool:
    """A title with number and date, not a sentence that mentions one."""
    bare = text.strip(" ()[]")
    verbs = re.search(r"\b(?:was|were|is|are|has|had|publishes|contains|prints|reads)\b", bare)
    return verbs is None and len(words_of(bare)) <= 24 and not bare[0].islower()


def mark_signatures(paragraphs: Sequence[Paragraph]) -> None:
    """Marks names, places and dates under a letter or article: they are no sentences."""
    for index, paragraph in enumerate(paragraphs):
        if not paragraph.is_open:
            continue
        text = paragraph.text
        if is_signature(text):
            paragraph.mark(TextKind.NOTE)
        elif len(text) < 60 and len(paragraph.block.lines) == 1 and text[-1] not in ".!?:;":
            before = paragraphs[index - 1] if index else None
            close = before is not None and before.kind is TextKind.NOTE and is_title_case(text)
            if close or is_title_case(text):
                paragraph.mark(TextKind.NOTE)
