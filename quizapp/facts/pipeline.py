"""From documents to the fact table: names and dates first, then clauses, sentence by sentence."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.document import Document, Passage, TextKind
from quizapp.domain.fact import Fact, FactTable, Person, Place, PlaceKind
from quizapp.domain.ports import Report, Stop
from quizapp.errors import Cancelled
from quizapp.facts.acronyms import proper_words, read_acronyms
from quizapp.facts.afterlife import mark_deeds_of_the_dead
from quizapp.facts.cleaning import CleanSentence
from quizapp.facts.context import Context
from quizapp.facts.contradictions import mark_contradictions
from quizapp.facts.dates import DateReader
from quizapp.facts.discourse_memory import remember_sentence
from quizapp.facts.events import read_events
from quizapp.facts.evidence import fold
from quizapp.facts.gazetteer import Gazetteer
from quizapp.facts.gender import Sex, sex_of
from quizapp.facts.headwords import title_in_order
from quizapp.facts.heroes import weigh_heroes
from quizapp.facts.historic_present import put_in_the_past
from quizapp.facts.leaders import read_leaders
from quizapp.facts.noun_dates import read_noun_dates
from quizapp.facts.parsed import ParsedSentence
from quizapp.facts.parser import parse_sentences
from quizapp.facts.people import PeopleTable
from quizapp.facts.place_nouns import nouns_of
from quizapp.facts.place_words import names_land
from quizapp.facts.places import PlaceTable
from quizapp.facts.prepare import prepare_passage, speech_sections, worth_parsing
from quizapp.facts.readback import read_back
from quizapp.facts.references import Discourse, with_article
from quizapp.facts.second_reading import mark_guesses
from quizapp.facts.wars import war_of

_LISTS_OF_WORKS = re.compile(
    r"(?:selected |annotated |general |works )?(?:bibliography|references|further reading"
    r"|external links|works cited|literature cited|see also|discography|filmography)",
    re.IGNORECASE,
)
_log = logging.getLogger(__name__)
Preview = Callable[[FactTable], None]
_OPINION = 0.2  # what a speaker's sentence loses in confidence
_PREVIEW_FACTS = (150, 600)  # facts found when further looks are given
_NAMED_IN_TITLE_TOO = 2
_OFTEN_NAMED = 4
_NEARLY_ALL, _MANY = 0.75, 0.4  # of the towns that a document names
_A_HISTORY = re.compile(
    r"^(?:an? |the )?(?:(?:short|brief) )?(?:history|story|annals|chronicle) of "
)
_THE_TOWN = re.compile(r"\b[Tt]he (?:city|town|port)\b(?! of\b)")
_OF_A_TOWN = re.compile(r"\b(?:history|city|town|centur(?:y|ies)|story|ages)\b")
_OF_AN_EVENT = re.compile(
    r"\b(?:wars?|revolution|crisis|siege|peace|treaty|uprising|rising|commune|blockade|days|and)\b"
)
_A_STATE = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w’-]+ (?:Empire|Kingdom|Sultanate|Caliphate|Khanate|Monarchy|Commonwealth"
    r"|Confederation)|(?:[A-ZÀ-Þ][\w’']+ ){1,3}Republic)(?!’s)\b"
)
_A_PARTY = re.compile(
    r"(?P<name>Party of (?:the )?(?:[A-ZÀ-Þ][\w’-]+ ?)+|(?:[A-ZÀ-Þ][\w’-]+ ){1,4}(?:Party|League"
    r"|Bund|Union|Federation|International))(?=$|[\s,:;.(])"
)
_IN_A_REGION = re.compile(r"\bin (?:the )?(?P<name>[A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w’-]+)?)")
_FIRST_WORDS = 400  # of the first document, for the very first look

Tables = tuple[DateReader, PeopleTable, PlaceTable]


class FactFinder:
    """Finds the facts of a set of documents; the same documents give the same facts."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer

    def find(
        self,
        documents: Sequence[Document],
        *,
        report: Report | None = None,
        stop: Stop | None = None,
        preview: Preview | None = None,
    ) -> FactTable:
        """Raises ``Cancelled`` when ``stop()`` turns true. ``preview`` sees early tables."""
        if preview is not None:
            self._first_look(documents, preview)
        tables = self._read_names(documents, report)
        _, people, places = tables
        facts: list[Fact] = []
        looks = list(_PREVIEW_FACTS) if preview else []
        total = sum(d.words for d in documents) or 1
        read = 0
        for document in documents:
            for passage, found in _read_document(document, tables):
                if stop is not None and stop():
                    raise Cancelled("Question making was cancelled; nothing was changed.")
                facts += found
                read += len(passage.text.split())
                if report is not None:
                    report(0.1 + 0.9 * min(1.0, read / total), f"Reading {document.name}")
                if preview is not None and looks and len(facts) >= looks[0]:
                    looks.pop(0)
                    preview(_table(facts, documents, people, places))
        return _table(facts, documents, people, places)

    def _first_look(self, documents: Sequence[Document], preview: Preview) -> None:
        """Facts of the first pages alone, within seconds; what the whole adds comes later."""
        first = next((d for d in documents if d.passages), None)
        if first is None:
            return
        pages = _first_pages(first)
        tables = self._read_names([pages], None)
        facts = list(_facts_of(pages, tables))
        if facts:
            preview(_table(facts, [pages], tables[1], tables[2]))

    def _read_names(
        self, documents: Sequence[Document], report: Report | None
    ) -> tuple[DateReader, PeopleTable, PlaceTable]:
        if report is not None:
            report(0.0, "Finding dates, people and places")
        if self._gazetteer is None:
            self._gazetteer = Gazetteer()
        people = PeopleTable.build(documents, gazetteer=self._gazetteer)
        places = PlaceTable.build(documents, self._gazetteer, people)
        lands = {document.fingerprint: _land_of_towns(document, places) for document in documents}
        dates = DateReader(documents, {name: land for name, land in lands.items() if land})
        return dates, people, places


def _first_pages(document: Document) -> Document:
    words = 0
    for count, passage in enumerate(document.passages, start=1):
        words += len(passage.text.split())
        if words >= _FIRST_WORDS:
            return replace(document, passages=document.passages[:count])
    return document


def _read_document(document: Document, tables: Tables) -> Iterator[tuple[Passage, list[Fact]]]:
    context = _context(document, *tables)
    for passage, parsed in _parsed_passages(document, *tables):
        yield passage, _read_passage(passage, parsed, context, tables[0])


def _facts_of(document: Document, tables: Tables) -> Iterator[Fact]:
    for _, found in _read_document(document, tables):
        yield from found


def _table(
    facts: list[Fact], documents: Sequence[Document], people: PeopleTable, places: PlaceTable
) -> FactTable:
    unique = {fact.id: fact for fact in reversed(facts)}
    kept = [fact for fact in facts if unique[fact.id] is fact]
    return FactTable(
        mark_contradictions(weigh_heroes(mark_deeds_of_the_dead(read_back(kept)))),
        tuple(people.people),
        tuple(places.places),
        tuple(documents),
    )


def _context(
    document: Document, dates: DateReader, people: PeopleTable, places: PlaceTable
) -> Context:
    acronyms, proper = read_acronyms(document), proper_words(document)
    speeches = speech_sections(document)
    context = Context(document, people, places, dates, acronyms, proper, speeches=speeches)
    town = _own_town(document, places)
    own = places.resolve(town) if town else None
    titled = own is not None and _is_of_a_town(document, own)
    land = _own_country(document, places)
    land_told = land or _state_of_title(document) or _land_of_title(document, places)
    context.home = town if titled else land_told
    context.war = war_of(document)
    context.party = _party_of_title(document)
    context.place_nouns = nouns_of(document, places)
    hero = _hero(document, people, places)
    context.discourse = Discourse(
        title=document.title,
        hero=hero,
        his=_pronouns_of_hero(document) if hero else (),
        town=town,
        land=land,
    )
    context.discourse.town_titled = _name_in_title(document, own) if own else None
    return context


def _is_of_a_town(document: Document, town: Place) -> bool:
    """ "Seville through the ages"; not "Athens and Sparta: the Peloponnesian War"."""
    name = _name_in_title(document, town)
    if name is not None and re.match(rf"{re.escape(name)}\s*[:,(–—]", document.title):
        return True  # "Riga: A City and Its Masters"
    event = _OF_AN_EVENT.search(fold(document.title))
    return event is None and name is not None


def _hero(document: Document, people: PeopleTable, places: PlaceTable) -> str | None:
    """The person whose life a document tells: named by its title, and most in its text."""
    named = Counter(
        mention.person
        for passage in document.passages
        for mention in people.mentions(document, passage.number)
    )
    told = title_in_order(document.title)
    title = f" {fold(told)} "
    in_full = [p for p in named if any(f" {fold(n)} " in title for n in _full_names(p))]
    for person, count in named.most_common(1):
        if in_full and person not in in_full:
            continue  # her husband, however often the life of Marie Curie names him
        if places.resolve(person.name) is not None:
            continue  # "Prague", the town
        called = {person.surname, *(name for name in person.aliases if " " not in name)}
        titled = any(f" {fold(name)} " in title for name in called)
        if count >= _OFTEN_NAMED and (titled or fold(person.surname) in fold(told)):
            return person.name
    return in_full[0].name if len(in_full) == 1 else None


def _full_names(person: Person) -> list[str]:
    return [name for name in (person.name, *person.aliases) if " " in name]


def _pronouns_of_hero(document: Document) -> tuple[str, ...]:
    words = Counter(re.findall(r"\b(?:he|she)\b", document.original.lower()))
    return ("she", "her") if words["she"] > words["he"] else ("he", "his", "him")


def _set_section_hero(passage: Passage, context: Context) -> None:
    """A section called "Akbar (1556–1605)" is of that person."""
    heading = passage.heading_path[-1] if passage.heading_path else ""
    heading = re.sub(r"\s*\([^)]*\)", "", heading).strip(" .:")
    person = context.people.resolve(heading) if heading else None
    discourse = context.discourse
    discourse.section_hero = person.told if person else None
    sex = sex_of(person) if person else Sex.UNKNOWN
    discourse.section_his = ("she", "her") if sex is Sex.WOMAN else ("he", "his", "him")


def _named_places(document: Document, places: PlaceTable) -> Iterator[Place]:
    """The place of each mention, in the order of the text."""
    for passage in document.passages:
        for mention in places.mentions(document, passage.number):
            yield mention.place


def _own_town(document: Document, places: PlaceTable) -> str | None:
    """The town whose history a document is: most of its mentions of towns are of this one."""
    named = Counter(
        place.name for place in _named_places(document, places) if place.kind is PlaceKind.CITY
    )
    (town, count), *_ = named.most_common(1) or [("", 0)]
    titled = fold(town) in fold(document.title)
    if count >= _OFTEN_NAMED and (titled or 2 * count >= named.total()):
        return town
    return _town_of_title(document, [p for p in places.places if p.name in named])


def _name_in_title(document: Document, place: Place) -> str | None:
    """The name of a place by which the title calls it; the fullest."""
    title = fold(document.title)
    names = [
        n for n in (place.name, *place.aliases) if re.search(rf"\b{re.escape(fold(n))}\b", title)
    ]
    return max(names, key=len, default=None)


def _town_of_title(document: Document, towns: Iterable[Place]) -> str | None:
    """ "Seville through the ages": a history of the town, which it then calls "the city"."""
    title = _A_HISTORY.sub("", fold(document.title))
    titled = {p.name: name for p in towns if (name := _name_in_title(document, p)) is not None}
    heads = [town for town, name in titled.items() if title.startswith(fold(name))]
    heads = heads if len(titled) == 1 else []
    text = " ".join(passage.text for passage in document.passages)
    told = len(_THE_TOWN.findall(text)) >= _OFTEN_NAMED or _OF_A_TOWN.search(title)
    return heads[0] if heads and told else None


def _lands_of_towns(document: Document, places: PlaceTable) -> Counter[str]:
    """How often the towns of each country, by its ISO code, are named."""
    return Counter(
        place.country
        for place in _named_places(document, places)
        if place.kind is PlaceKind.CITY and place.country
    )


def _land_of_towns(document: Document, places: PlaceTable) -> str | None:
    """The ISO code of the country in which at least half of the towns lie, by mentions."""
    towns = _lands_of_towns(document, places)
    (land, count), *_ = towns.most_common(1) or [("", 0)]
    return land if count >= _OFTEN_NAMED and 2 * count >= towns.total() else None


def _own_country(document: Document, places: PlaceTable) -> str | None:
    """The country in which nearly all towns of a document lie, if it names the country at all.

    Where the title names the land or its people, many of the towns are enough.
    """
    towns = _lands_of_towns(document, places)
    (land, count), *_ = towns.most_common(1) or [("", 0)]
    names = Counter(
        place.name
        for place in _named_places(document, places)
        if place.kind is PlaceKind.COUNTRY and place.country == land and place.population
    )
    name = names.most_common(1)[0][0] if names else ""
    if not names_land(document.title, name):
        own = _region_of_title(document, land, places)
        if own is not None:
            return own
    titled = names_land(document.title, name) or _names_town_of(document.title, land, places)
    share = _MANY if name and titled else _NEARLY_ALL
    if not name or count < _OFTEN_NAMED or count < share * towns.total():
        return None
    return with_article(name)


def _region_of_title(document: Document, land: str, places: PlaceTable) -> str | None:
    """ "Kingdom of Hawaii" tells of Hawaii, though its towns lie in the United States of today."""
    title = fold(document.title)
    named = Counter(
        place.name
        for place in _named_places(document, places)
        if place.kind is PlaceKind.REGION and place.country == land
    )
    for name, count in named.most_common():
        if count >= _NAMED_IN_TITLE_TOO and fold(name) in title:
            return with_article(name)
    return None


def _state_of_title(document: Document) -> str | None:
    """ "The Ottoman Empire in the age of reform": a state that is on no map of today."""
    found = _A_STATE.search(document.title)
    if found is None:
        return None
    name = found["name"].removeprefix("The ")
    told = sum(passage.text.count(name) for passage in document.passages)
    whole = document.title.removeprefix("The ") == name
    return f"the {name}" if told >= _NAMED_IN_TITLE_TOO or whole else None


def _party_of_title(document: Document) -> str | None:
    """ "Party of the Left Socialists (a history)": whose congresses it numbers."""
    found = _A_PARTY.search(document.title)
    return f"the {found['name'].strip()}" if found is not None else None


def _land_of_title(document: Document, places: PlaceTable) -> str | None:
    """ "Civil War in Transcaucasia": a region of several lands of today."""
    found = _IN_A_REGION.search(document.title)
    place = places.resolve(found["name"]) if found is not None else None
    wide = place is not None and place.kind in (PlaceKind.REGION, PlaceKind.COUNTRY)
    return with_article(place.name) if place is not None and wide else None


def _names_town_of(title: str, land: str, places: PlaceTable) -> bool:
    """ "The Weimar Republic" tells of Germany."""
    words = re.findall(r"\b[A-ZÀ-Þ][\w’'-]+", title)
    found = [place for word in words if (place := places.resolve(word)) is not None]
    return bool(found) and all(place.country == land for place in found)


def _parsed_passages(
    document: Document, dates: DateReader, people: PeopleTable, places: PlaceTable
) -> Iterator[tuple[Passage, list[ParsedSentence]]]:
    """Passages with something to ask, their sentences parsed; spaCy is fed as it is read from."""

    def sentences() -> Iterator[CleanSentence]:
        for passage in document.passages:
            if passage.heading_path and _LISTS_OF_WORKS.fullmatch(passage.heading_path[-1].strip()):
                continue  # years of books, not of what they tell
            prepared = prepare_passage(document, passage, dates, people, places)
            worth = [s.number for s in prepared if worth_parsing(s)]
            if worth:
                yield from (s for s in prepared if s.number <= worth[-1])

    pending: list[CleanSentence] = []

    def texts() -> Iterator[str]:
        for sentence in sentences():
            pending.append(sentence)
            yield sentence.text

    def parsed() -> Iterator[ParsedSentence]:
        for doc in parse_sentences(texts()):
            found = ParsedSentence(pending.pop(0), doc)
            chronicle = found.sentence.passage.kind is TextKind.CHRONICLE
            yield put_in_the_past(found) if chronicle else found

    marked = mark_guesses(parsed(), lambda found: worth_parsing(found.sentence))
    for _, group in groupby(marked, key=lambda p: p.sentence.passage.number):
        found = list(group)
        yield found[0].sentence.passage, found


def _read_sentence(
    sentence: ParsedSentence, context: Context, entry: HistoricalDate | None
) -> list[Fact]:
    """One sentence that no rule was made for must not cost the reader the whole document: what
    goes wrong is logged, and the Library shows the sentence among those without a question."""
    try:
        found = read_events(sentence, context, entry=entry)
        found += read_leaders(sentence, context)
        found += read_noun_dates(sentence, context)
    except Exception:
        passage = sentence.sentence.passage.number
        _log.exception(
            "A sentence of passage %d of %s could not be read", passage, context.document.name
        )
        return []
    if context.is_speech(sentence):
        return [replace(f, confidence=f.confidence - _OPINION) for f in found]
    return found


def _read_passage(
    passage: Passage, parsed: list[ParsedSentence], context: Context, dates: DateReader
) -> list[Fact]:
    chronicle = passage.kind is TextKind.CHRONICLE
    heading = " / ".join(passage.heading_path[-1:])
    context.discourse.start_passage(passage.number, heading, chronicle=chronicle)
    _set_section_hero(passage, context)
    entry = dates.entry_date(context.document, passage.number) if chronicle else None
    context.entry = entry
    context.year = None
    facts: list[Fact] = []
    for sentence in parsed:
        remember_sentence(
            context.discourse, sentence, context.writer(sentence, sentence.date_words)
        )
        if worth_parsing(sentence.sentence):
            facts += _read_sentence(sentence, context, entry)
        context.discourse.hear(sentence)
        context.hear_year(sentence)
    return facts
