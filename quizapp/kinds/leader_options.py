"""Wrong answers for questions about people: of the same side, office, time and form of name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quizapp.domain.fact import Fact, FactKind, Person
from quizapp.domain.identity import stable_id
from quizapp.kinds.company import OFFICE_WORDS
from quizapp.kinds.pool import Pool, day_number, office_of, people_of
from quizapp.kinds.text import content_words, fold, word_set
from quizapp.kinds.whereabouts import event_classes

_CLOSE = 12  # passages within which two people belong to one story
_NEAR_YEARS = 2
_OFTEN = 8  # mentions: where the text is silent of such a person for a year, there is a reason
_CAREER, _REIGNS = 20, 60  # years of one generation of leaders, and of neighbouring reigns
_WELL_TOLD = 6  # years, where a text tells of so many that none is silent long without a reason
_TOO_FAMOUS = 12  # times as often named
_KNOWN = 4  # mentions that make somebody known enough to stand beside anybody
_DRAWN_FROM = 5  # of the most fitting so many are drawn from
_WANTED = 3
_UNFIT = 4  # of fitness below the best: left out
_DRAWN_FROM_AT_MOST = 12
_ABOUT_AS_WELL = 1.5  # of fitness below the best
_PLENTY = 5  # of the key's side; with fewer come those of the same time and stage
_A_SCORE_OR_TWO = 40
_TIED = 0.25  # the weakest bond that puts two people on one side: an enemy in common
_MANY = re.compile(
    r"(?:a |the |one of (?:the )?)?(?:members?|delegates?|candidates?|deputy to|one)\b"
)
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ][\w’']?\.[ -]?)+")
_REGNAL = re.compile(r"[IVX]+$")
_POSTS = ("appoint", "elect", "name", "make", "promote", "choose", "nominate")
_AT_ARMS = (
    "surrender", "command", "defeat", "capture", "besiege", "occupy", "storm",
    "surprise", "ambush", "attack", "overcome", "outmaneuver", "repel", "fight", "halt",
    "retreat", "beat", "conquer", "invade", "rout", "repulse", "recapture",
    "outflank", "encircle", "wage", "bombard", "evacuate",
)  # fmt: skip
_DYING = word_set(
    "die kill murder assassinate execute shoot hang behead guillotine stab drown poison burn bury "
    "rebury perish lynch strangle"
)
_JAPANESE = re.compile(
    r"(?:(?:[kgsztdnhbpmrjfwy]|[kgnhbpmr]y|sh|ch|ts)?[aiueo]|n(?![aiueo])|[kpstm](?=[kpstcm]))+"
)
_CHINESE = re.compile(r"\b[A-Z][a-z]+-[a-z]+\b")  # "Kai-shek", "Il-sung"
_SYLLABLE = re.compile(
    r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uan|ai|ao|ei|ou|ia|ie|iu|in|ua|uo|ui|un|ue|an|en"
    r"|er|[aeiou]))+"
)  # of Chinese in pinyin
_CHINESE_SURNAMES = word_set(
    """
    bai cai cao chang chen cheng cui dai deng ding dong du duan fan fang feng fu gao gong gu guo
    han hao he hong hou hu huang jia jiang jin kang kong lai li liang liao lin liu long lu luo lü
    ma mao meng nie pan peng qian qin qiu qu ren rong shao shen shi song su sun tan tang tao tian
    wan wang wei wu xia xiao xie xiong xu xue yan yang yao ye yin yu yuan zeng zhang zhao zheng
    zhong zhou zhu zou zuo
    """
)
_POST_WORDS = frozenset().union(*OFFICE_WORDS.values())
_REIGNING = word_set("king queen emperor empress tsar sultan khan shah prince duke regent pharaoh")
_PRAENOMINA = word_set(
    """gaius lucius marcus publius quintus titus tiberius sextus aulus decimus gnaeus manius servius
    appius numerius spurius caius cnaeus"""
)
_GENERIC = word_set(
    """new first second third general all head chairman member commander united whole own former
    formed elected set meeting newly set forces activities work practical"""
)


_OF_A_LAND = re.compile(
    r"\b(?:president|premier|prime minister|king|queen|emperor|empress|tsar|sultan|chancellor|"
    r"regent|secretary|minister)\b[^,]* of (?:the )?[A-ZÀ-Þ]",
    re.IGNORECASE,
)
_TITLE_WORDS = word_set(
    "the count duke earl prince king queen emperor general marshal admiral bishop archbishop lord "
    "baron marquis president of"
)
_Ranked = tuple[float, str, str]  # fitness negated, a number of chance, the name as shown


def wrong_people(fact: Fact, pool: Pool) -> list[str]:
    """Names, or groups of names, in the form of the key; the most fitting first."""
    keys = people_of(fact)
    if not keys or _MANY.match(fact.event.complement):
        return []  # others were elected with them
    names = list(_names(fact, keys, pool))
    if len(keys) == 1:
        return names
    return _groups([key.name for key in keys], names)


def _names(fact: Fact, keys: Sequence[Person], pool: Pool) -> Iterator[str]:
    ranked_key = len(keys) == 1 and keys[0].formal != keys[0].told
    form = "ranked" if ranked_key else name_form(keys[0].name)
    ranked: list[_Ranked] = []
    for person, tie in _others(fact, keys, pool):
        shown = in_form(person, form)
        fitting = _fitness(fact, keys, person, pool, tie) if shown is not None else None
        if shown is not None and fitting is not None:
            ranked.append((-fitting, stable_id(fact.id, person.name), shown))
    yield from _drawn(ranked, at_least=_DRAWN_FROM)
    if len(ranked) < _PLENTY:
        known = {shown for _, _, shown in ranked}
        ranked = [
            (-fitting, stable_id(fact.id, person.name), shown)
            for person, fitting in people_of_the_stage(fact, keys, pool)
            if (shown := in_form(person, form)) is not None and shown not in known
        ]
        yield from _drawn(ranked, at_least=_WANTED)


def _drawn(ranked: list[_Ranked], *, at_least: int) -> Iterator[str]:
    """The fittest first, but not the same few each time: all who fit about as well are drawn."""
    ranked.sort()
    if not ranked:
        return
    least = -ranked[0][0] - _ABOUT_AS_WELL
    alike = sum(-row[0] >= least for row in ranked)
    ranked = [row for row in ranked if row[0] < ranked[0][0] + _UNFIT]
    number = max(at_least, min(alike, _DRAWN_FROM_AT_MOST))
    drawn = sorted(ranked[:number], key=lambda row: row[1])
    yield from (shown for _, _, shown in [*drawn, *ranked[number:]])


def _groups(keys: list[str], wrong: list[str]) -> list[str]:
    """Each name stands in two of the four choices, so that none gives the key away."""
    if len(keys) == 2 and len(wrong) >= 2:
        (k, m), (a, b) = keys, wrong[:2]
        groups = [[k, a], [a, b], [b, m]]
    elif len(keys) == 3 and len(wrong) >= 3:
        (k, m, n), (a, b, c) = keys, wrong[:3]
        groups = [[k, a, b], [a, m, c], [b, c, n]]
    else:
        return []
    return [", ".join(group[:-1]) + " and " + group[-1] for group in groups]


# -- who may not be offered


@dataclass(frozen=True, slots=True)
class _Tie:
    """What puts somebody beside the key."""

    bond: float  # of Company
    body: int  # 2: led a body of the same name elsewhere, 1: one of a like kind


def _tie(fact: Fact, keys: Sequence[Person], person: Person, pool: Pool) -> _Tie | None:
    bond = min(pool.company.bond(key.name, person.name) for key in keys)
    body = _like_body(fact, person, pool)
    if bond < 0 or (bond < _TIED and not body):
        return None
    return _Tie(bond, body)


def _others(fact: Fact, keys: Sequence[Person], pool: Pool) -> Iterator[tuple[Person, _Tie]]:
    """People of the key's side who have no part in the event."""
    partakers = _Partakers(fact, keys, pool)
    kin = frozenset.intersection(*(pool.company.kin(key.name) for key in keys))
    leads = pool.led_by.keys() if fact.kind is FactKind.LED else ()
    for person in pool.called({*kin, *leads}):  # nobody else has a tie
        tie = _tie(fact, keys, person, pool)
        if tie is not None and not partakers.has(person):
            yield person, tie


class _Partakers:
    """Those of whom the event is, or may be, told as well."""

    def __init__(self, fact: Fact, keys: Sequence[Person], pool: Pool) -> None:
        self._fact, self._keys, self._pool = fact, keys, pool
        self._surnames = {p.surname for p in keys} | pool.did_the_same(fact)
        event = fact.event
        self._spoken = f"{event.subject} {event.complement} {event.scope or ''}"
        # what befell one of a list mostly befell them all, but a post is given to one
        self._of_all = event.passive and event.verb not in _POSTS

    def has(self, person: Person) -> bool:
        fact, keys = self._fact, self._keys
        if person.surname in self._surnames or person.name in fact.others:
            return True
        if person.surname in self._spoken or _named_in(person, fact.evidence.quote):
            return True
        if any(_parts(person) & _parts(key) for key in keys):
            return True
        if self._of_all and any(self._pool.company.listed(k.name, person.name) for k in keys):
            return True
        return _held_that_post(person, fact)


def _named_in(person: Person, quote: str) -> bool:
    return len(person.surname) > 3 and person.surname in quote


def _parts(person: Person) -> frozenset[str]:
    return _parts_of(person.name, person.surname, person.aliases)


@lru_cache(maxsize=4096)
def _parts_of(name: str, surname: str, aliases: tuple[str, ...]) -> frozenset[str]:
    """Words of the surname: "V. Ulyanov-Lenin" is no wrong answer beside "V. I. Lenin"."""
    surnames = " ".join((name, surname, *(a for a in aliases if " " not in a)))
    given = set(fold(name).split()[:-1])
    return frozenset(re.findall(r"[^\W\d_]{4,}", fold(surnames.replace("-", " ")))) - given


def _held_that_post(person: Person, fact: Fact) -> bool:
    """By a role beside the name: "chairman of the soviet" for who headed that soviet."""
    if fact.kind is not FactKind.LED:
        return False
    body = _body_words(fact)
    return any(len(body) > 1 and body <= set(content_words(role)) for role in person.roles)


# -- people of the same stage, where too few are of the key's side


def people_of_the_stage(
    fact: Fact, keys: Sequence[Person], pool: Pool
) -> Iterator[tuple[Person, float]]:
    """Anybody of the document who was about at that time and is not known for an enemy."""
    scene = _scene(fact, pool)
    year = pool.year_of(fact)
    around = pool.around(fact)
    partakers = _Partakers(fact, keys, pool)
    at_arms = fact.event.verb in _AT_ARMS
    foes = _others_named(fact, keys, pool) if at_arms else []
    people = pool.people_in(scene.document)
    sided = fact.kind is FactKind.LED  # of that army, that party: one of some other is absurd
    key = keys[0]
    form = name_form(key.name)
    if _OF_A_LAND.search(fact.event.complement) or fact.event.verb == "bear":
        return  # only people of that land could be: the texts seldom tell who is
    for person in people:
        if not _is_somebody(person, key, pool) or in_form(person, form) is None:
            continue
        if _shares_a_word(person, key) or person.titled != key.titled:
            continue  # "the Duke of Brunswick" beside "Jean-Paul Marat"
        near = _near(scene, person, pool)
        apart = _years_apart(scene, year, person, pool, near=near)
        if apart is None or (form == "bare" and not (near and _tells_alone(person, pool))):
            continue
        office = _same_office(keys, person, pool)
        if office is False:
            continue
        if partakers.has(person) or _named_in(person, around) or not _is_like(person, key):
            continue
        bond = min(pool.company.bond(k.name, person.name) for k in keys)
        kin = bool(name_stock(key.name))  # Japanese beside Japanese
        if bond < 0 or (bond == 0 and sided and not kin):
            continue
        # nothing says that they were of one side: the texts seldom do
        alike = (kin and office) or _shared_post(person, key)
        alone = bond <= 0 and (not alike or at_arms or fact.event.verb in _DYING)
        if alone or _out_of_place(fact, person, pool):
            continue
        if _opposed(keys, person, pool) or _of_elsewhere(fact, keys, person, pool):
            continue
        if (at_arms and not _bears_arms(person, pool)) or _outlives(fact, scene, person, pool):
            continue
        if any(pool.company.bond(foe.name, person.name) > bond for foe in foes):
            continue
        yield (
            person,
            1.5 * near - 6 * apart**2
            + 1.0 * bool(office)
            + 0.5 * (person.mentions > 2)
            + 0.7 * (person.name.isascii() == key.name.isascii()),
        )  # fmt: skip


def _shared_post(one: Person, other: Person) -> bool:
    """Two ministers, two mayors; two kings are of two lands."""
    posts = [
        {word for role in p.roles for word in fold(role).partition(" of ")[0].split()}
        for p in (one, other)
    ]
    return bool((posts[0] & posts[1] & _POST_WORDS) - _REIGNING)


def _shares_a_word(one: Person, other: Person) -> bool:
    """ "Prince Max" beside "Max of Baden": perhaps the same man."""
    words = [
        {word for name in (p.name, *p.aliases) for word in fold(name).split() if len(word) > 2}
        for p in (one, other)
    ]
    return bool((words[0] & words[1]) - _TITLE_WORDS)


def _is_somebody(person: Person, key: Person, pool: Pool) -> bool:
    """Acts, or holds an office; one bare name, often no name at all, must be known for more."""
    if pool.offices(person) and pool.offices(person) <= {"thinker"}:
        return False
    if not _of_like_fame([key], person):
        return False
    acts = person.name in pool.actors or bool(pool.offices(person))
    if key.mentions > _OFTEN:
        return acts
    if name_form(person.name) == "regnal":
        return True
    if " " in person.name:
        return person.name in pool.actors or bool(person.roles) or person.mentions > 1
    return bool(pool.offices(person)) or (person.name in pool.actors and person.mentions > 1)


def _outlives(fact: Fact, scene: _Scene, person: Person, pool: Pool) -> bool:
    """Of somebody told of in later passages nobody believes that he was killed then."""
    if fact.event.verb not in _DYING:
        return False
    told = pool.company.standing(person).passages
    later = any(doc == scene.document and index > scene.passage for doc, index in told)
    return later or any(
        scene.year is not None and y > scene.year for y in pool.years_of(person.name)
    )


def _bears_arms(person: Person, pool: Pool) -> bool:
    return "commander" in pool.offices(person) or person.name in pool.doers(_AT_ARMS)


def _tells_alone(person: Person, pool: Pool) -> bool:
    """Whether the surname is one, and nobody else's."""
    if name_stock(person.name) == "japanese" or fold(person.surname) in pool.given_names:
        return False
    return pool.surnames[person.surname] == 1


def _is_like(person: Person, key: Person) -> bool:
    """A woman beside women, and names that sound as if of one part of the world."""
    return person.woman == key.woman and name_stock(person.name) == name_stock(key.name)


def _years_apart(
    scene: _Scene, year: int | None, person: Person, pool: Pool, *, near: bool
) -> float | None:
    """From 0 to 1, as a share of the years that may lie between; None beyond them."""
    years = pool.years_of(person.name)
    if year is None or not years:
        return 1.0 if near else None
    if pool.gone(person, year, scene.day or 0):
        return None
    most = _CAREER if len(pool.people_in(scene.document)) <= _A_SCORE_OR_TWO else _WELL_TOLD
    if pool.is_narrow(scene.document):
        most = _NEAR_YEARS
    if name_form(person.name) == "regnal":
        most = _REIGNS
    apart = min(abs(year - other) for other in years)
    return apart / most if apart <= most else None


# -- how well somebody fits


@dataclass(frozen=True)
class _Scene:
    """Where and when the event is told."""

    document: str
    passage: int
    section: tuple[str, ...]
    year: int | None
    day: int | None  # number of the first day


def _fitness(
    fact: Fact, keys: Sequence[Person], person: Person, pool: Pool, tie: _Tie
) -> float | None:
    """The higher the better; None for somebody who would be absurd."""
    bond, body = tie.bond, tie.body
    if not _acts(person, bond, pool) or (_opposed(keys, person, pool) and bond < 2):
        return None
    if not _of_like_fame(keys, person) or _of_elsewhere(fact, keys, person, pool):
        return None
    office = _same_office(keys, person, pool)
    if office is False and bond < 2 and body < 2:
        return None
    scene = _scene(fact, pool)
    near = _near(scene, person, pool)
    foreign = name_stock(keys[0].name) != name_stock(person.name)
    unarmed = not _fits_at_arms(fact, keys, person, pool, bond)
    absurd = foreign or unarmed or _out_of_place(fact, person, pool)
    if absurd or _outlives(fact, scene, person, pool):
        return None
    if not _of_that_time(scene, person, pool, near=near, tied=bool(body)):
        return None
    here = scene.document in pool.company.standing(person).documents
    return (
        2.0 * here + 1.5 * near + min(bond, 3.0) + 1.5 * body + bool(office)
        + 0.5 * (person.mentions > 2)
    )  # fmt: skip


def _fits_at_arms(
    fact: Fact, keys: Sequence[Person], person: Person, pool: Pool, bond: float
) -> bool:
    """A commander, where the key is one, and no nearer to who stands against the key here."""
    if fact.event.verb not in _AT_ARMS:
        return True
    if "commander" in pool.offices(keys[0]) and not _bears_arms(person, pool):
        return False
    foes = _others_named(fact, keys, pool)
    return all(pool.company.bond(foe.name, person.name) < bond for foe in foes)


def _others_named(fact: Fact, keys: Sequence[Person], pool: Pool) -> list[Person]:
    """Whom else the sentence names."""
    people = pool.people_in(fact.evidence.document)
    return [p for p in people if p not in keys and _named_in(p, fact.evidence.quote)]


def _out_of_place(fact: Fact, person: Person, pool: Pool) -> bool:
    """A mere soldier where no soldier is asked for."""
    if pool.offices(person) != {"commander"} or fact.event.verb in _AT_ARMS:
        return False
    return "battle" not in event_classes(fact) and office_of(fact) != "commander"


def _scene(fact: Fact, pool: Pool) -> _Scene:
    document = fact.evidence.document
    return _Scene(
        document,
        pool.passage_index(fact),
        pool.section(fact),
        fact.when.point.year if fact.when else None,
        day_number(fact.when) if fact.when else None,
    )


def _opposed(keys: Sequence[Person], person: Person, pool: Pool) -> bool:
    """Both have a party and it is not the same."""
    theirs = pool.company.sides(person)
    return any(
        bool(theirs) and bool(mine) and not theirs & mine
        for mine in (pool.company.sides(key) for key in keys)
    )


def _of_like_fame(keys: Sequence[Person], person: Person) -> bool:
    """No great name beside one met once, and none met once beside a great name."""
    least, most = min(key.mentions for key in keys), max(key.mentions for key in keys)
    if person.mentions > _TOO_FAMOUS * max(2, least):
        return False
    return person.mentions >= min(_KNOWN, most / _TOO_FAMOUS)


def _of_elsewhere(fact: Fact, keys: Sequence[Person], person: Person, pool: Pool) -> bool:
    """Leads something of one town or region, and the event is not told of such a leader."""
    places = pool.bound_to(person)
    if not places or any(place in fact.evidence.quote for place in places):
        return False
    local = fact.kind is FactKind.LED and bool(pool.places_named(fact.event.complement))
    return not local and not any(pool.bound_to(key) for key in keys)


def _same_office(keys: Sequence[Person], person: Person, pool: Pool) -> bool | None:
    """None where one of them has no known office."""
    theirs = pool.offices(person)
    mine = pool.offices(keys[0])
    if theirs and theirs <= {"thinker", "cleric"} and not theirs & mine:
        return False
    return bool(theirs & mine) if theirs and mine else None


def _acts(person: Person, bond: float, pool: Pool) -> bool:
    """Not only quoted or cited: somebody who does something, or is listed with those who do."""
    return person.name in pool.actors or bool(pool.offices(person)) or bond >= 2


def _near(scene: _Scene, person: Person, pool: Pool) -> bool:
    standing = pool.company.standing(person)
    if any(
        document == scene.document and abs(index - scene.passage) <= _CLOSE
        for document, index in standing.passages
    ):
        return True
    return bool(scene.section) and (scene.document, scene.section) in standing.sections


def _of_that_time(scene: _Scene, person: Person, pool: Pool, *, near: bool, tied: bool) -> bool:
    standing = pool.company.standing(person)
    here = scene.document in standing.documents
    years = pool.years_of(person.name)
    narrow = pool.is_narrow(scene.document)
    if scene.year is None:
        if not here or narrow:
            return here or pool.same_time(scene.document, years)
        around = pool.years_at(scene.document, scene.passage)
        told_of = {year for year in around if any(abs(year - y) <= _NEAR_YEARS for y in years)}
        lives = not any(pool.gone(person, y, 0) for y in around)
        return (bool(told_of) and lives) or tied
    if pool.gone(person, scene.year, scene.day or 0):
        return False
    if not years:
        return near
    well_known = narrow and person.mentions >= _OFTEN
    apart = 0 if well_known else _NEAR_YEARS
    return any(abs(year - scene.year) <= apart for year in years)


def _like_body(fact: Fact, person: Person, pool: Pool) -> int:
    """2 for the head of a body of the same name elsewhere, 1 for a body of a like kind."""
    if fact.kind is not FactKind.LED:
        return 0
    mine = _body_words(fact)
    best = 0
    for other in pool.led_by.get(person.name, ()):
        if other.evidence.document != fact.evidence.document or other.event.verb != fact.event.verb:
            continue
        shared = mine & _body_words(other)
        best = max(best, min(2, len(shared)))
    return best


def _body_words(fact: Fact) -> frozenset[str]:
    """Of "the new Samara soviet": the words that say what kind of body it is, and its name."""
    return _words_of_body(fact.event.complement)


@lru_cache(maxsize=4096)
def _words_of_body(complement: str) -> frozenset[str]:
    text = re.split(r"\b(?:that|formed|elected by|set up)\b", complement)[0]
    words = (word.removesuffix("s") for word in content_words(text))
    return frozenset(word for word in words if word not in _GENERIC and len(word) > 2)


# -- names


def name_stock(name: str) -> str:
    """ "japanese", "chinese", "roman" or "": which names would look odd beside each other."""
    words = fold(name).split()
    if len(words) > 1 and all(_JAPANESE.fullmatch(word) for word in words):
        return "japanese"
    if _CHINESE.search(name) or (
        len(words) > 1 and words[0] in _CHINESE_SURNAMES and all(map(_SYLLABLE.fullmatch, words))
    ):
        return "chinese"
    return "roman" if len(words) > 1 and words[0] in _PRAENOMINA else ""


def name_form(name: str) -> str:
    """ "initials", "regnal", "bare" or "full"; "ranked" is told of the person, not of the name."""
    if _INITIALS.match(name) and " " in name:
        return "initials"
    if _REGNAL.search(name):
        return "regnal"
    return "full" if " " in name else "bare"


def in_form(person: Person, form: str) -> str | None:
    """The person's name in that form: as the texts have it, or initials out of given names."""
    if form == "ranked":
        return person.formal if person.formal != person.told else None
    own = [person.name, *(a for a in person.aliases if a.endswith(" " + person.surname))]
    if form == "bare":
        own = [] if " " in person.surname else [person.surname]
    for name in own:
        if name_form(name) == form:
            return person.told if name == person.name else name
    if form == "initials" and name_form(person.name) == "full":
        return _initialled(person)
    return None


def _initialled(person: Person) -> str | None:
    given = person.name.removesuffix(person.surname).split()
    if not given or not person.name.endswith(person.surname):
        return None
    if not all(word[0].isupper() and word.isalpha() for word in given):
        return None
    return " ".join(f"{word[0]}." for word in given) + " " + person.surname
