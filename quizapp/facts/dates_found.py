"""The first pass over a document: every date as it is written, and what it is there for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.calendar import MONTH_NAMES
from quizapp.domain.date_grammar import DateGrammar
from quizapp.domain.date_written import WrittenDate
from quizapp.domain.document import Document, Passage, TextKind


class DateRole(StrEnum):
    EVENT = "event"  # dates what the sentence tells
    SPAN = "span"  # part of a name or attribute: "the October uprising", "the 1913 level"
    PUBLICATION = "publication"  # of a newspaper, a book, the page itself
    DATELINE = "dateline"  # heads a speech, a letter, a section
    LIFE = "life"  # "(1870–1924)" after a name
    TERM = "term"  # "(viceroy 1804–1807)", "(r. 1118–1143)" after a name


@dataclass(slots=True)
class FoundDate:
    passage: int  # index in Document.passages
    written: WrittenDate
    role: DateRole


_SILENT_KINDS = frozenset({TextKind.BIBLIOGRAPHY, TextKind.CONTENTS, TextKind.RUNNING_HEAD})
_ISSUE_BEFORE = re.compile(
    r"(?:\bNos?\.?|№|\bvol(?:ume)?\.?|\bissue|\bpp?\.)\s*[\dIVXLC]+"
    r"(?:\s*(?:,|and|-|–)\s*\d+)*[\s,;(\[]*(?:of\s|dated\s|on\s|for\s)?\s*$",
    re.IGNORECASE,
)
_PRINTED_BEFORE = re.compile(
    r"(?:\b(?:retrieved|accessed|archived|published (?:on|online)|posted(?: on)?|last updated"
    r"|copyright|reprinted|ed\.|edn\.?|edition|press|verlag|publishers?|publishing house)"
    r"|[©])[\s,:;(]*(?:on\s|in\s)?\s*$",
    re.IGNORECASE,
)
_ISSUE_AFTER = re.compile(r"^\s*,?\s*\(?(?:No|Nos|vol|issue)\b\.?\s*\d", re.IGNORECASE)
_IMPRINT_BEFORE = re.compile(r"\((?:[A-Z][\w.’'-]*(?:[ :&,-]+|$)){1,6}$")
_PUBLISHER_BEFORE = re.compile(r"[A-Z]\w+: [A-Z][\w&.’' -]{2,40},\s*$")
_PERIODICAL_BEFORE = re.compile(
    r"\b(?:newspaper|journal|magazine|gazette|Pravda|Izvesti[ay]a?|Times|Herald|Tribune|Review)"
    r"[\"”’')\s]*,?\s*(?:of\s)?$"
)
_CITED_AUTHOR_BEFORE = re.compile(
    r"\(\s*(?:see\s+)?[A-Z][\w’'-]+(?: (?:and|&) [A-Z][\w’'-]+)?,?\s*$"
)
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'-]+[\s,]*\(\s*(?:b\.|born|c\.|ca\.)?\s*$")
_BORN_SO = re.compile(r"[A-ZÀ-Þ][\w’'-]+ \((?:born|né|née|called) [^()]{1,50}; ?$")
_IN_OFFICE = re.compile(
    r"[A-ZÀ-Þ][\w’'-]+ \((?:(?:r|reigned|ruled)\.? |(?:[a-z-]+ (?:of [A-ZÀ-Þ]\w+ ?)?){1,4},? ?)$"
)
_ANCIENT = re.compile(r"\d\s*(?:BCE?|B\.\s?C\.|AD|A\.\s?D\.|CE)(?!\w)|\b(?:AD|A\.D\.)\s*\d")

# "17 January 395", not "on 5 May 300 men"
_SHORT_YEAR = re.compile(
    rf"\b\d{{1,2}} (?:{'|'.join(MONTH_NAMES)}),? (?:3[2-9]|[4-9]\d|[1-9]\d\d)\b"
    r"(?![,.:]\d| [a-z]+s\b| (?:men|people|percent|per)\b)"
)


def is_ancient(document: Document) -> bool:
    """Whether the document counts in eras or has days of the first millennium, so that a number
    of two or three digits may be a year.
    """
    found = 0
    for passage in document.passages:
        found += len(_ANCIENT.findall(passage.text)) + len(_SHORT_YEAR.findall(passage.text))
        if found >= 2:
            return True
    return False


def find_dates(document: Document) -> list[list[FoundDate]]:
    """The written dates of every passage, in order; the lists are parallel to the passages."""
    ancient = is_ancient(document)
    found: list[list[FoundDate]] = []
    for index, passage in enumerate(document.passages):
        dates = DateGrammar(passage.text, ancient=ancient).dates() if passage.text else []
        found.append([FoundDate(index, date, role_of(passage, date)) for date in dates])
    return found


def role_of(passage: Passage, written: WrittenDate) -> DateRole:
    if passage.kind in _SILENT_KINDS:
        return DateRole.PUBLICATION
    text = passage.text
    before = text[max(0, written.start - 60) : written.start]
    after = text[written.end : written.end + 20]
    if _is_publication(written, before, after):
        return DateRole.PUBLICATION
    if _is_life(written, before, after):
        return DateRole.LIFE
    if _is_term(written, before, after):
        return DateRole.TERM
    if _is_dateline(passage, written):
        return DateRole.DATELINE
    return DateRole.SPAN if written.attributive else DateRole.EVENT


def _is_publication(written: WrittenDate, before: str, after: str) -> bool:
    if _ISSUE_BEFORE.search(before) or _PRINTED_BEFORE.search(before):
        return True
    if _ISSUE_AFTER.match(after):
        return True
    if written.first.grain == "year":
        closes = after.lstrip()[:1] in (")", ":", ",", ";")
        imprint = _IMPRINT_BEFORE.search(before) or _CITED_AUTHOR_BEFORE.search(before)
        if _PUBLISHER_BEFORE.search(before):
            return True
        return bool(imprint) and closes and not written.lead.word
    return bool(_PERIODICAL_BEFORE.search(before)) and not written.lead.word


def _is_life(written: WrittenDate, before: str, after: str) -> bool:
    """ "Name (1870–1924)": a life is longer than nearly any event, and follows a name."""
    named = _CAPITAL_BEFORE.search(before) or _BORN_SO.search(before)
    if not after.lstrip().startswith(")") or not named:
        return False
    last = written.last.year if written.last else written.first.last_year
    first = written.first.year
    if first is None or last is None:
        return "b." in before[-6:] or "born" in before[-6:]
    return 15 <= last - first <= 110


def _is_term(written: WrittenDate, before: str, after: str) -> bool:
    """ "Name (viceroy 1804–1807)", "Name (r. 1118–1143)": it dates nothing around it."""
    spans = written.last is not None or written.first.last_year is not None
    return spans and after.lstrip().startswith(")") and _IN_OFFICE.search(before) is not None


def _is_dateline(passage: Passage, written: WrittenDate) -> bool:
    rest = passage.text[: written.start] + passage.text[written.end :]
    words = len(rest.split())
    if passage.kind is TextKind.HEADING:
        return words <= 3 or written.first.grain == "day"
    return words <= 1 and passage.kind is not TextKind.CHRONICLE
