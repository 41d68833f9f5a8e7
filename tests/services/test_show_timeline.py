"""Dated facts on a line: where they stand, in which lane, how firmly they are known."""

from __future__ import annotations

import pytest
from fake_stores import World, question

from quizapp.domain.calendar import Calendar, DatePoint, HistoricalDate
from quizapp.domain.deck import Deck
from quizapp.domain.document import Document
from quizapp.domain.question import AnswerKind, Citation, Question, State
from quizapp.domain.review import MemoryState
from quizapp.errors import NotFound
from quizapp.progress.mastery import Known
from quizapp.services.show_timeline import (
    LaneBy,
    ShowTimeline,
    headline,
    in_time,
    lanes,
    to_practise,
)

NEW, OLD = Calendar.NEW_STYLE, Calendar.OLD_STYLE
RISING = HistoricalDate(new_style=DatePoint(1917, 11, 7), old_style=DatePoint(1917, 10, 25))


@pytest.fixture
def timeline(world: World) -> ShowTimeline:
    return ShowTimeline(world.stores, world.day, world.evidence)


def dated(name: str, date: HistoricalDate, **fields: object) -> Question:
    return question(name, kind=AnswerKind.DATE, date=date, **fields)


def names(timeline: ShowTimeline, by: LaneBy) -> list[tuple[str, list[str]]]:
    found = lanes(timeline.facts(), by, NEW)
    return [(lane.name, [entry.question_id for entry in lane.entries]) for lane in found]


def test_only_accepted_questions_with_a_date_stand_on_the_line(
    world: World, timeline: ShowTimeline
) -> None:
    world.add(
        question("a", year=1917), question("b", year=1905), question("without"),
        question("draft", year=1900, state=State.DRAFT),
    )  # fmt: skip
    assert names(timeline, LaneBy.DECK) == [("Deck", ["b", "a"])]


def test_lanes_by_deck_stand_in_the_order_of_the_decks(
    world: World, timeline: ShowTimeline
) -> None:
    world.stores.decks.save_deck(Deck("second", "Another"))
    world.add(question("b", year=1917), deck_id="second")
    world.add(question("a", year=1918))
    decks = [deck.name for deck in world.stores.decks.decks()]
    assert [name for name, _ in names(timeline, LaneBy.DECK)] == decks


def test_lanes_by_document_and_what_has_none_last(world: World, timeline: ShowTimeline) -> None:
    world.stores.documents.save_document(Document("a.txt", "Notes", "text", "x", (), "f" * 64))
    cited = Citation("a.txt", fingerprint="f" * 64)
    world.add(question("free", year=1900), question("cited", year=1917, citation=cited))
    assert names(timeline, LaneBy.DOCUMENT) == [("Notes", ["cited"]), ("", ["free"])]


def test_lanes_by_place_take_the_place_of_the_same_fact(
    world: World, timeline: ShowTimeline
) -> None:
    world.add(
        question("when", year=1884, fact="move"),
        question("where", kind=AnswerKind.PLACE, answer="Granvik", fact="move"),
        question("nowhere", year=1871, fact="quay"),
    )
    assert names(timeline, LaneBy.PLACE) == [("Granvik", ["when"]), ("", ["nowhere"])]


def test_the_place_with_the_most_facts_comes_first(world: World, timeline: ShowTimeline) -> None:
    for number, place in enumerate(("Lindholm", "Granvik", "Granvik")):
        fact = f"f{number}"
        where = question(f"w{number}", kind=AnswerKind.PLACE, answer=place, fact=fact)
        world.add(question(f"q{number}", year=1870 + number, fact=fact), where)
    assert [name for name, _ in names(timeline, LaneBy.PLACE)] == ["Granvik", "Lindholm"]


@pytest.mark.parametrize("by", list(LaneBy))
def test_every_fact_is_in_one_lane(world: World, timeline: ShowTimeline, by: LaneBy) -> None:
    world.add(*(question(f"q{n}", year=1800 + n) for n in range(30)))
    ids = [entry.question_id for entry, _ in in_time(lanes(timeline.facts(), by, NEW))]
    assert ids == [f"q{n}" for n in range(30)]


def test_how_firmly_it_is_known(world: World, timeline: ShowTimeline) -> None:
    world.add(question("new", year=1), question("shaky", year=2), question("firm", year=3))
    today = world.day.today()
    world.stores.reviews.replace_memory(
        "me",
        [
            MemoryState("shaky", 20.9, 5.0, today, today, 1, 0),
            MemoryState("firm", 21.0, 5.0, today, today, 1, 0),
        ],
    )
    (lane,) = lanes(timeline.facts(), LaneBy.DECK, NEW)
    assert [entry.known for entry in lane.entries] == [Known.NEW, Known.SHAKY, Known.FIRM]
    assert to_practise(lane.entries, 2) == ["shaky", "new"]


def test_the_style_moves_only_what_has_both(world: World, timeline: ShowTimeline) -> None:
    world.add(dated("rising", RISING), question("year", year=1917))
    facts = timeline.facts()
    assert facts.two_styles
    new, old = (
        {entry.question_id: entry.first for entry, _ in in_time(lanes(facts, LaneBy.DECK, style))}
        for style in (NEW, OLD)
    )
    assert new["rising"] - old["rising"] == 13
    assert new["year"] == old["year"]


def test_one_style_alone_is_no_choice(world: World, timeline: ShowTimeline) -> None:
    world.add(question("year", year=1917))
    assert not timeline.facts().two_styles


def test_a_filter_that_leaves_nothing_is_not_an_empty_deck(
    world: World, timeline: ShowTimeline
) -> None:
    assert not timeline.facts().any_at_all
    world.add(question("a", year=1917))
    assert timeline.facts(text="no such word").any_at_all
    assert timeline.facts(text="no such word").dated == []
    assert [each.question_id for each in timeline.facts(["deck"], "about a").dated] == ["a"]


def test_rows_say_each_fact_in_the_order_of_time(world: World, timeline: ShowTimeline) -> None:
    world.add(dated("rising", RISING), question("early", year=1905))
    found = lanes(timeline.facts(), LaneBy.DECK, OLD)
    world.stores.decks.content.pop("early")
    rows = timeline.rows_of(in_time(found), OLD)
    assert [(row.date, row.stem, row.lane) for row in rows] == [
        ("25 October 1917", "What about rising?", "Deck")
    ]


def test_details_bring_the_answer_and_its_deck(world: World, timeline: ShowTimeline) -> None:
    world.add(question("a", year=1917))
    details = timeline.details("a")
    assert (details.question.answer, details.deck) == ("right-a", "Deck")
    assert details.known is Known.NEW
    with pytest.raises(NotFound):
        timeline.details("gone")


@pytest.mark.parametrize(
    ("stem", "shown"),
    [
        ("When was the quay of Lindholm opened?", "The quay of Lindholm opened"),
        ("In what year did the company move to Granvik?", "When did the company move to Granvik?"),
        ("In what month and year were the workers told?", "The workers told"),
        ("On what dates was the congress held?", "The congress held"),
        ("Who opened the quay?", "Who opened the quay?"),
        ("When, in 1872, was it opened?", "When, in 1872, was it opened?"),
        ("", ""),
    ],
)
def test_the_headline_is_what_happened(stem: str, shown: str) -> None:
    assert headline(stem) == shown


def test_questions_without_a_date_are_counted(world: World, timeline: ShowTimeline) -> None:
    world.add(
        question("a", year=1917), question("without"), question("nor this"),
        question("draft", state=State.DRAFT),
    )  # fmt: skip
    assert timeline.facts().undated == 2
    assert timeline.facts(("another deck",)).undated == 0
