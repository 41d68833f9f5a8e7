"""What to replace in a sentence so that the parser understands it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyascii import anyascii

from quizapp.domain.calendar import MONTH_NAMES, HistoricalDate, Precision
from quizapp.domain.document import Passage, Span, TextKind
from quizapp.domain.fact import Person
from quizapp.facts.name_forms import word_set
from quizapp.facts.name_words import ROMAN_NUMERALS
from quizapp.facts.titles import NOBLE_TITLES, OFFICES, RANKS

if TYPE_CHECKING:
    from quizapp.facts.dates import DateMention
    from quizapp.facts.people import PersonMention
    from quizapp.facts.places import PlaceMention


BRACKET = re.compile(r"\s*(?:\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\])")


_ACCENTED = re.compile(r"[^a-zA-ZāēīōūĀĒĪŌŪ]")  # long vowels of Japanese do not confuse the parser
_PLAIN_NAME = "Smith"  # one that any parser takes for a name
_POSSESSIVE = re.compile(r"[’']s?$")


_OPENS = re.compile(r"(?:^|[.;!?][\"”’)\]]*\s)$")  # a sentence
_GOES_ON = re.compile(
    r" (?!(?:and|or|to|until|when|was|were|is|saw|the following|by|at|in|on)\b)\w"
)
_RANGE_OPENERS = ("from", "between", "during")


@dataclass(frozen=True, slots=True)
class Edit:
    start: int
    end: int
    text: str
    mention: object = None
    offset: int = 0  # where in ``text`` the mention begins
    preposition: str = ""  # that governs a date
    trailing: int = 0  # characters of ``text`` behind the mention

    @property
    def is_bracket(self) -> bool:
        return self.mention is None and not self.text


def date_edit(text: str, mention: DateMention) -> Edit:
    """A plain date in place of the doubled or ranged one; the preposition stays in front."""
    preposition = text[mention.preposition_start : mention.start].strip().lower()
    first = preposition.split()[0] if preposition else ""
    opens = not preposition and _OPENS.search(text[max(0, mention.start - 8) : mention.start])
    if opens and (mention.relative or text[mention.start : mention.end].startswith("Early in")):
        plain = plain_date(mention.text, mention.date)
        comma = "" if text[mention.end : mention.end + 1] == "," else ","
        return Edit(mention.start, mention.end, f"On {plain}{comma}", mention, 3, "", len(comma))
    ranged = mention.date is not None and mention.date.is_range
    start, word = mention.start, ""
    if first == "of":
        pass
    elif first in ("c", "c.", "ca", "ca.", "circa"):
        start, word = mention.preposition_start, "in "
    elif (
        ranged
        or first in _RANGE_OPENERS
        or len(preposition.split()) > 1
        or first in ("as", "since")
    ):
        start = mention.preposition_start
        word = "on "
    plain = word + plain_date(mention.text, mention.date)
    if word and text[start : start + 1].isupper():
        plain = plain[0].upper() + plain[1:]
    comma = "," if _wants_comma(text, mention) else ""
    return Edit(start, mention.end, plain + comma, mention, len(word), preposition, len(comma))


def _wants_comma(text: str, mention: DateMention) -> bool:
    """Of "On 3 June 1919 units of ..." the parser would take "June 3 units" for a thing."""
    if not _OPENS.search(text[max(0, mention.preposition_start - 8) : mention.preposition_start]):
        return False
    opening = text[mention.preposition_start : mention.start].strip().lower()
    simple = ("on", "in", "by", "during", "until", "since", "after", "before")
    return (opening in simple or opening.startswith(("on the", "in the"))) and bool(
        _GOES_ON.match(text, mention.end)
    )


def plain_date(text: str, date: HistoricalDate | None) -> str:
    """Words that the parser surely takes for a date: "October 26", "October 1917", "1917"."""
    if date is None:
        return "October 26" if re.search(r"\d", text) else "October"
    point = date.old_style or date.new_style
    assert point is not None
    if point.precision is Precision.DAY and point.month:
        return f"{MONTH_NAMES[point.month - 1]} {point.day}"
    if point.month:
        return f"{MONTH_NAMES[point.month - 1]} {abs(point.year)}"
    return str(abs(point.year)) if 1000 <= abs(point.year) <= 2100 else "1850"


def person_edit(text: str, mention: PersonMention) -> Edit:
    """One word for the whole name; the possessive stays behind it."""
    end = mention.end
    possessive = _POSSESSIVE.search(text[mention.start : end])
    if possessive and possessive.group().endswith("s"):
        end = mention.start + possessive.start()
    word = re.sub(r"[^\w]", "", _name_word(mention.person)) or _PLAIN_NAME
    if _ACCENTED.search(word):
        word = re.sub(r"[^\w]", "", anyascii(word)) or _PLAIN_NAME
    if word.endswith(("ly", "ing")):  # the parser takes "Serdán" and "Tilly" for adverbs
        word = _PLAIN_NAME
    return Edit(mention.start, end, word[0].upper() + word[1:], mention)


def _name_word(person: Person) -> str:
    """Of a monarch the name without its number, of a peer the title: words the parser knows."""
    first, _, rest = person.surname.partition(" ")
    whole = person.titled or rest in ROMAN_NUMERALS
    return first if whole else person.surname


def place_edit(text: str, mention: PlaceMention) -> Edit:
    """A hyphen or an apostrophe inside a name would split it in several words."""
    written = text[mention.start : mention.end]
    possessive = re.search(r"[’']s$", written)
    end = mention.start + possessive.start() if possessive else mention.end
    written = text[mention.start : end]
    if re.search(r"[-’'‘]", written):
        written = "".join(part[:1].upper() + part[1:] for part in re.split(r"[\s\-’'‘]+", written))
    comma = "," if _before_a_title(text, mention, end) else ""
    return Edit(mention.start, end, written + comma, mention, trailing=len(comma))


# "In Nyasaland the Baptist minister John Chilembwe ...", "In Puebla Aquiles Serdán and ..."
_SOMEBODY_NEXT = re.compile(
    r" (?:the (?:[\w-]+ ){1,3}[A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w’-]+)*,? [a-z]"
    r"|(?:[A-ZÀ-Þ][\w’-]+ ){2,3}[a-z])"
)


def _before_a_title(text: str, mention: PlaceMention, end: int) -> bool:
    """ "In Vienna Emperor Ferdinand promised ...": two names to the reader, one to the parser."""
    opening = _OPENS_WITH_PLACE.search(text[max(0, mention.start - 12) : mention.start])
    if opening is not None and _SOMEBODY_NEXT.match(text, end):
        return True
    title = re.match(r" ([A-Z][a-z]+) [A-Z]", text[end : end + 40])
    return opening is not None and title is not None and title[1].lower() in _TITLES


# "workers’, soldiers’, and peasants’ deputies": one word to the parser
_OWNERS = re.compile(r"\b\w+s[’'](?:,? and \w+s[’']|, \w+s[’'](?:,? and \w+s[’'])?)(?= \w)")


_OPENS_WITH_PLACE = re.compile(r"(?:^|[.;!?][\"”’)\]]*\s)(?:In|At|Near|From) $")
_TITLES = RANKS | OFFICES | NOBLE_TITLES
_CAPITALS = re.compile(r"\b[A-Z][A-Z'’\-]+(?: [A-Z][A-Z'’\-]+){2,}\b")


_ISSUE = re.compile(r",? \(?Nos?\. ?\d+(?:(?:, | and |-)\d+)*\)?,?(?= |$|[.;])")


_DEFINED = re.compile(
    r"^(?:\d+\. ?)?[A-Z“\"][^.;:—–]{2,60}?(?P<dash>\s*[—–-]{1,2}\s*)(?=(?:(?:an?|the) )?[a-z]+[ ,])"
)


# A quoted title stays as it is, and is one word to the parser.
_TITLE = re.compile(r"[“\"](?P<title>[A-Z][^“”\"\n]{4,90}[^“”\"\n\s])[”\"]")
_SINGLE_QUOTED = re.compile(r"(?<!\w)[‘’'](?P<title>[A-Z][^‘’'“”\"\n]{3,60})[’'](?!\w)")
_PREFIXED = re.compile(r"\b(?:[Rr]e|[Cc]o|[Oo]ver|[Uu]nder|[Dd]e)-[a-z]{4,}(?:ed|ing|ion)\b")


# How editors begin a note: "The reference is to the treaty signed in ..."
_FRAME = re.compile(
    r"(?:\d+\. ?)?(?:The|This) "
    r"(?:reference (?:here )?is (?:here )?to|refers to|is a reference to) the\b"
)
# "RSDLP(B)", "R.C.P.(B.)", "Communist Party (Bolsheviks)": the bracket is part of the name.
_LETTERS_IN_BRACKETS = re.compile(
    r"(?:\b[A-Z]{2,}|(?:\b[A-Z][a-z]{1,4}\.|(?<![.\w])|(?<=C\.C\.))(?!C\. ?C\.)(?:[A-Z]\. ?){2,})"
    r"\s?\([A-Z][a-z]?\.?\)"
)
_WING = re.compile(r"\bParty \((?:of )?[A-Z][a-z]+(?:s|ists)\)")
# "a “committee to save the revolution”": one noun to the parser
_CALLED = re.compile(
    r"(?<= )[“\"](?P<head>[a-z][a-z’'-]*(?: [a-z][a-z’'-]*){0,2}?)"
    r"(?P<rest> (?:of|to|for|in|on) [^“”\"\n]{3,50}?)?(?P<sign>[,.]?) ?[”\"]"
)
_COMMITTEE_OF = re.compile(r"\bC\. ?C\.,? ?(?:of the )?(?=(?:[A-Z]\. ?){2,})")
_LOST_APOSTROPHE = re.compile(r"\bPeoples (?=[A-Z][a-z])")  # "Peoples Commissars" of a scan
_SCARE_QUOTES = re.compile(r"[“\"](?P<word>[a-z]+)[”\"](?= [A-Za-z])")  # the “left” Socialists
_SO_CALLED = re.compile(r" so-called (?=[“\"\w])")  # the writer's disdain, not the question's
# "the Caucasian, or Transcaucasian, Commissariat"
_OTHER_NAME = re.compile(r", or [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}, (?=[A-Z])")
_PLAIN_WORDS = (
    (re.compile(r"\bOn board (?=(?:the|an?|his|her|its) |[A-Z])"), "Aboard "),
    (re.compile(r"\bon board (?=(?:the|an?|his|her|its) |[A-Z])"), "aboard "),
    (_COMMITTEE_OF, "Central Committee of the "),
    (_LOST_APOSTROPHE, "People's "),
    (_SCARE_QUOTES, r"\g<word>"),
    (_OTHER_NAME, " "),
    (_SO_CALLED, " "),
    (_ISSUE, " "),
)
_FOREIGN = re.compile(
    r"\b(?P<first>[A-ZÀ-Þ][\w’'-]+) (?:d[oaei]s?|del|della|dello|dei|degli|du|des|von"
    r"|van|zu|zum|zur)(?: (?:la|las|los|le|der|den|het))? [A-ZÀ-Þ][\w’'-]+"
)
_SMALL_WORDS = word_set(
    """
    of the and in for on to a an by with from at
    """
)


def word_edits(passage: Passage, span: Span) -> list[Edit]:
    """Wordings that mislead the parser, put so that it understands them."""
    text = passage.text
    return [
        *_respelt(text, span),
        *_capitals(text, span),
        *_titles(text, span),
        *_party_names(text, span),
        *_called(text, span),
        *_editors_frames(passage, span),
    ]


def _respelt(text: str, span: Span) -> Iterator[Edit]:
    """Words left out, or put more plainly; ``_OWNERS`` keep their words in the question."""
    for pattern, plain in _PLAIN_WORDS:
        for match in pattern.finditer(text, span.start, span.end):
            yield Edit(match.start(), match.end(), match.expand(plain), None)
    for match in _PREFIXED.finditer(text, span.start, span.end):
        yield Edit(match.start(), match.end(), match.group().replace("-", ""), None)
    for match in _OWNERS.finditer(text, span.start, span.end):
        yield Edit(match.start(), match.end(), "peoples'", match.group())


def _capitals(text: str, span: Span) -> Iterator[Edit]:
    for match in _CAPITALS.finditer(text, span.start, span.end):
        words = (w if w in ("USSR", "USA", "RSFSR") else w.lower() for w in match.group().split())
        plain = " ".join(w if w in _SMALL_WORDS else _titled(w) for w in words)
        yield Edit(match.start(), match.end(), plain[0].upper() + plain[1:], None)


def _titles(text: str, span: Span) -> Iterator[Edit]:
    for pattern in (_TITLE, _SINGLE_QUOTED):
        for match in pattern.finditer(text, span.start, span.end):
            title, comma = re.sub(r"[,.]$", "", match["title"]), match["title"].endswith(",")
            word = "Manifesto" + "," * comma
            yield Edit(match.start(), match.end(), word, f"“{title}”", trailing=comma)


def _party_names(text: str, span: Span) -> Iterator[Edit]:
    for pattern, word in ((_LETTERS_IN_BRACKETS, ""), (_WING, "Party")):
        for match in pattern.finditer(text, span.start, span.end):
            letters = word or re.sub(r"[^A-Z]", "", match.group())
            yield Edit(match.start(), match.end(), letters, match.group())


def foreign_names(text: str, span: Span, taken: list[Edit]) -> Iterator[Edit]:
    """ "Praça do Comércio": "do" is no verb here. ``taken``: names that are known already."""
    for match in _FOREIGN.finditer(text, span.start, span.end):
        if all(match.end() <= e.start or e.end <= match.start() for e in taken):
            word = re.sub(r"[^\w]", "", anyascii(match["first"])) or _PLAIN_NAME
            yield Edit(match.start(), match.end(), word, match.group())


def _editors_frames(passage: Passage, span: Span) -> Iterator[Edit]:
    """How notes open: "The reference is to the ...", "Pravda - a newspaper ..."."""
    text, note = passage.text, passage.kind is TextKind.NOTE
    framed = _FRAME.match(text, span.start, span.end)
    if framed and note:
        yield Edit(framed.start(), framed.end(), "The", None)
    defined = _DEFINED.match(text[span.start : span.end])
    dashes = len(re.findall(r"\s[—–-]{1,2}\s|[—–]", text[span.start : span.end]))
    if defined and (note or dashes == 1):
        at = span.start
        yield Edit(at + defined.start("dash"), at + defined.end("dash"), " was ", None)


def _called(text: str, span: Span) -> Iterator[Edit]:
    for match in _CALLED.finditer(text, span.start, span.end):
        name, sign = match["head"] + (match["rest"] or ""), match["sign"]
        before = text[max(0, match.start() - 12) : match.start()]
        if " " in name and re.search(r"\b(?:an?|the|[’']s|[a-z]+al) $", before):
            noun = match["head"].split()[-1] + sign
            yield Edit(match.start(), match.end(), noun, f"“{name}”", trailing=len(sign))


def _titled(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def without_overlaps(edits: list[Edit], span: Span) -> list[Edit]:
    """Longest first wins; only what lies inside the sentence."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start - e.end, e.start)):
        if edit.start < span.start or edit.end > span.end or edit.start >= edit.end:
            continue
        if all(edit.end <= other.start or other.end <= edit.start for other in kept):
            kept.append(edit)
    return kept


def bracket_edits(text: str, span: Span, mentions: list[Edit]) -> list[Edit]:
    found = []
    for match in BRACKET.finditer(text, span.start, span.end):
        begin = match.start() + len(match.group()) - len(match.group().lstrip())
        cut = any(m.start < begin < m.end or m.start < match.end() - 1 < m.end for m in mentions)
        glued = begin > span.start and text[begin - 1].isalnum() and len(match.group()) <= 4
        if cut or glued:  # part of a date, or of a name such as RSDLP(B)
            continue
        if begin == match.start() and match.end() < len(text) and text[match.end()].isalpha():
            continue
        found.append(Edit(match.start(), match.end(), ""))
    return found
