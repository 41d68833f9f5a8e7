"""A question about a date as one line about its event. Pure.

"On what date was Soviet power established in Tula?" is "Soviet power was established in Tula".
English needs a parser to find the verb of every question; the rules here take the plain cases only
and leave a question as it stands wherever more than one word might be the verb.
"""

from __future__ import annotations

import re
from itertools import pairwise

from quizapp.domain.calendar import MONTH_NAMES
from quizapp.kinds.text import word_set

_LEAD = re.compile(
    r"(?:When(?:\s+in\s+\d{3,4})?|(?:On|In|Between|During)\s+(?:what|which)\s+"
    r"(?:exact\s+)?(?:day|days|date|dates|night|month|season|year|years|month and year|"
    r"season and year|day and month)(?:\s+(?:in|of)\s+(?:the\s+)?(?:(?:spring|summer|autumn|winter)"
    r"\s+of\s+)?(?:[A-Z][a-z]+\s+)?\d{4}(?:[-–]\d{2,4})?)?)\s+(?P<auxiliary>was|were|did|had)\s+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1\d{3}|20\d{2})(?!\d)|\d+\s*BC|AD\s*\d+")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTH_NAMES)})\b")
_END_YEAR = re.compile(r",?\s+in\s+\d{4}$")

_DASHES = word_set("- – —")

_PARTICIPLES = word_set("""
    begun beaten born bound broken brought built burnt caught chosen cut dealt drawn driven fought
    forbidden forced found given gone ground held hit hung kept laid led left lent lost made met
    overthrown paid put read rebuilt retaken said seen sent set shaken shot shown shut slain sold
    spent split sprung stolen struck sunk sworn taken taught thrown told torn undone won worn
    withdrawn written overrun hanged founded
    """)
_NAMING = word_set("appointed crowned elected named")  # a noun follows: what somebody became
_NOT_PARTICIPLES = word_set("hundred red sacred armed united so-called unarmed combined allied")
_BEHIND = word_set("""
    in on at by from to into of with as after before over under during near against for against
    between without outside inside through behind beyond off out up down around across along and
    a an the his her its their that who upon until because again once more dead
    """)
_DETERMINERS = word_set("""
    a an the his her its their this that these those first second third fourth fifth last new
    newly no any some all both two three four five of in at by from with for and or to on great
    """)
_CLAUSE = word_set("that which who whom whose when where while because after before as if until")
_ADVERBS = word_set("first finally formally officially again once at last also definitively")

_PAST: dict[str, str] = dict(
    re.findall(
        r"(\w+):(\w+)",
        """
    abdicate:abdicated abolish:abolished accept:accepted adopt:adopted agree:agreed
    announce:announced appear:appeared appoint:appointed approve:approved arrest:arrested
    arrive:arrived ask:asked assume:assumed become:became begin:began break:broke bring:brought
    burn:burned call:called capture:captured cease:ceased close:closed collapse:collapsed
    come:came conclude:concluded conquer:conquered convene:convened cross:crossed crush:crushed
    decide:decided declare:declared decline:declined dedicate:dedicated defeat:defeated
    demand:demanded depart:departed depose:deposed disarm:disarmed destroy:destroyed die:died
    disband:disbanded dissolve:dissolved drive:drove elect:elected emerge:emerged enter:entered
    endorse:endorsed erupt:erupted escape:escaped establish:established evacuate:evacuated
    execute:executed expel:expelled fall:fell flee:fled form:formed found:founded
    gather:gathered give:gave go:went grant:granted hold:held inform:informed inspect:inspected
    introduce:introduced invade:invaded issue:issued join:joined kill:killed land:landed
    launch:launched lay:laid leave:left liberate:liberated lose:lost make:made marry:married
    meet:met mutiny:mutinied nationalise:nationalised nationalize:nationalized occupy:occupied
    open:opened oust:ousted overrun:overran overthrow:overthrew pass:passed proclaim:proclaimed
    publish:published ratify:ratified reach:reached rebel:rebelled recapture:recaptured
    receive:received recognise:recognised recognize:recognized recover:recovered refuse:refused
    reject:rejected repeal:repealed replace:replaced resign:resigned restore:restored
    resume:resumed retake:retook retire:retired return:returned revolt:revolted rise:rose
    secede:seceded seize:seized send:sent set:set shoot:shot sign:signed start:started
    suppress:suppressed surrender:surrendered take:took transfer:transferred withdraw:withdrew
    win:won write:wrote overcome:overcame end:ended attack:attacked march:marched move:moved
    order:ordered vote:voted rule:ruled defend:defended storm:stormed raid:raided visit:visited
    """,
    )
)


def event_line(stem: str) -> str:
    """The event of a question about its date; the stem itself where no rule is sure."""
    text = " ".join(stem.split())
    lead = _LEAD.match(text)
    if lead is None or not text.endswith("?"):
        return text
    rest = _END_YEAR.sub("", text[lead.end() : -1]).split()
    if _DASHES.intersection(rest):
        return text
    auxiliary = lead["auxiliary"].lower()
    told = _active(rest) if auxiliary == "did" else _passive(rest, auxiliary)
    return told[:1].upper() + told[1:] if told else text


def names_time(line: str) -> bool:
    """Whether a line says a year or a month, which would give its place in time away."""
    return bool(_YEAR.search(line) or _MONTH.search(line))


def _passive(words: list[str], auxiliary: str) -> str:
    """ "Soviet power established in Tula", "was" -> "Soviet power was established in Tula"."""
    found = [place for place in range(1, _clause_start(words)) if _is_participle(words, place)]
    if len(found) != 1:
        return ""
    place = found[0]
    while place > 1 and words[place - 1].lower() in _ADVERBS:
        place -= 1
    if place > 1 and words[place - 1].endswith("ly"):
        place -= 1
    return " ".join([*words[:place], auxiliary, *words[place:]])


def _active(words: list[str]) -> str:
    """ "Stalin arrive in Tsaritsyn" -> "Stalin arrived in Tsaritsyn"."""
    found = [place for place in range(1, _clause_start(words)) if _is_verb(words, place)]
    if len(found) != 1 or any(
        one in ("and", "or") and two in _PAST for one, two in pairwise(words[found[0] :])
    ):
        return ""
    place = found[0]
    verb = words[place].rstrip(",;")
    return " ".join([*words[:place], _PAST[verb] + words[place][len(verb) :], *words[place + 1 :]])


def _clause_start(words: list[str]) -> int:
    """Where a clause of its own begins, whose verb is not the question's."""
    return next(
        (n for n, word in enumerate(words) if n > 1 and word.lower() in _CLAUSE), len(words)
    )


def _is_participle(words: list[str], place: int) -> bool:
    word = words[place].rstrip(",;").lower()
    if words[place][0].isupper() or word in _NOT_PARTICIPLES:
        return False
    if not (word in _PARTICIPLES or (word.endswith("ed") and len(word) > 4)):
        return False
    if words[place - 1].lower() in _DETERMINERS - _ADVERBS:
        return False
    if word in _NAMING:
        return True
    following = words[place + 1] if place + 1 < len(words) else "in"
    ends = words[place][-1] in ",;"
    return ends or following.lower() in _BEHIND or following[0].isupper()


def _is_verb(words: list[str], place: int) -> bool:
    word = words[place].rstrip(",;")
    if word not in _PAST:
        return False
    return words[place - 1].lower() not in _DETERMINERS - _ADVERBS
