"""The map: every question once, at a place that is certain, as firmly as it is known."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fake_stores import World, question

from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Question, State
from quizapp.domain.review import Form, MemoryState, Verdict
from quizapp.errors import QuizError


def place(name: str, answer: str, **fields: object) -> Question:
    stem = f"Where did {name} happen?"
    return question(name, kind=AnswerKind.PLACE, stem=stem, answer=answer, **fields)


@pytest.fixture
def russia(world: World) -> World:
    world.add(
        place("a", "Petrograd"),
        place("b", "Leningrad"),
        place("c", "Petrograd"),
        place("d", "Tsaritsyn"),
        question("e", stem="Who commanded in Tsaritsyn?"),
        question("f", stem="Who became chairman?"),
        place("g", "the Qwzzkrx works"),
        place("h", "Kazan", state=State.RETIRED),
    )
    return world


def know(world: World, question_id: str, stability: float) -> None:
    last = world.day.today() - timedelta(days=2)
    world.stores.reviews.replace_memory(
        "me", [MemoryState(question_id, stability, 5.0, last, last, 1, 0)]
    )


def test_a_renamed_town_is_one_place_under_the_name_used_most(russia: World) -> None:
    first = russia.map.picture().places[0]
    assert (first.name, first.also) == ("Petrograd", ("Leningrad",))
    assert first.question_ids == ("a", "b", "c")
    assert (round(first.latitude), round(first.longitude)) == (60, 30)


def test_a_stem_that_names_a_place_stands_there_too(russia: World) -> None:
    towns = {each.name: each.question_ids for each in russia.map.picture().places}
    assert towns["Tsaritsyn"] == ("d", "e")


def test_what_cannot_be_placed_is_listed_and_what_names_no_place_counted(russia: World) -> None:
    picture = russia.map.picture()
    assert picture.unplaced == ("g",)
    assert picture.placeless == 1
    assert picture.placed == 5


def test_each_question_in_study_is_counted_once(russia: World) -> None:
    picture = russia.map.picture()
    ids = [id_ for each in picture.places for id_ in each.question_ids]
    assert sorted([*ids, *picture.unplaced]) == ["a", "b", "c", "d", "e", "g"]


@pytest.mark.parametrize(("stability", "firm", "shaky"), [(30.0, 1, 0), (5.0, 0, 1)])
def test_mastery_is_that_of_the_screen_progress(
    russia: World, stability: float, firm: int, shaky: int
) -> None:
    know(russia, "a", stability)
    mastery = russia.map.picture().places[0].mastery
    assert (mastery.firm, mastery.shaky, mastery.new) == (firm, shaky, 2)
    assert 0 < mastery.expected < 1
    assert russia.progress.picture().whole.expected == pytest.approx(mastery.expected)


def test_a_deck_is_shown_alone_and_goes_by_its_own_company(russia: World) -> None:
    russia.stores.decks.save_deck(Deck("war", "War"))
    towns = ("Petersburg", "Richmond", "Vicksburg", "Atlanta", "Nashville", "Savannah",
             "Fredericksburg")  # fmt: skip
    russia.add(*(place(f"w{n}", town) for n, town in enumerate(towns)), deck_id="war")
    alone = {each.name: each for each in russia.map.picture("war").places}
    assert round(alone["Petersburg"].longitude) == -77
    assert "Petrograd" not in alone
    both = {each.name: each for each in russia.map.picture().places}
    assert round(both["Petersburg"].longitude) == -77
    assert round(both["Petrograd"].longitude) == 30


def test_a_search_keeps_what_holds_the_words_or_stands_at_that_place(russia: World) -> None:
    assert [p.name for p in russia.map.picture(text="commanded").places] == ["Tsaritsyn"]
    assert russia.map.picture(text=" saint  petersburg ").places[0].question_ids == ("a", "b", "c")
    assert russia.map.picture(text="nothing of the kind").places == ()


def test_questions_added_later_are_on_the_map_next_time(russia: World) -> None:
    russia.map.picture()
    russia.add(place("z", "Odessa"))
    assert "Odessa" in [each.name for each in russia.map.picture().places]


def test_only_place_questions_that_are_placed_can_be_asked_on_the_map(russia: World) -> None:
    assert russia.map.placed_questions() == ["a", "b", "c", "d"]
    assert russia.map.placed_questions(["deck"]) == ["a", "b", "c", "d"]
    assert russia.map.placed_questions(["another"]) == []


def test_a_map_session_asks_only_for_places_that_are_certain(russia: World) -> None:
    session = russia.study.map_session()
    asked = []
    for _ in range(session.progress[1]):
        assert session.current is not None
        asked.append((session.current.question.id, session.current.form))
        session.skip()
    assert sorted(asked) == [(name, Form.MAP) for name in "abcd"]


def test_a_click_is_judged_logged_as_a_point_and_moves_the_memory(russia: World) -> None:
    session = russia.study.practise(["d"])
    ask = session.as_form(Form.MAP)
    assert ask.place is not None
    assert ask.place.name == "Tsaritsyn"
    marked = session.answer("48.00, 42.00", 4_000)
    assert marked.verdict is Verdict.WRONG
    assert marked.note == "Your point is about 200 km to the west of it."
    review = russia.stores.reviews.reviews("me")[0]
    assert (review.form, review.given) == (Form.MAP, "48.00, 42.00")
    session.undo()
    session.as_form(Form.MAP)
    assert session.answer("48.7, 44.6", 4_000).verdict is Verdict.RIGHT


def test_a_question_without_a_certain_place_says_so(russia: World) -> None:
    session = russia.study.practise(["g", "f"])
    for _ in range(2):
        with pytest.raises(QuizError, match="not certain where"):
            session.as_form(Form.MAP)
        assert session.current is not None
        assert session.current.form is not Form.MAP
        session.skip()


def test_the_map_is_offered_once_the_gazetteer_is_read_never_waited_for(russia: World) -> None:
    session = russia.study.practise(["a", "d"])
    russia.map.picture()
    following = session.skip()
    assert following is not None
    assert following.place is not None


def test_a_question_of_no_kind_that_asks_where_stands_at_its_answer(world: World) -> None:
    world.add(
        *(place(f"p{n}", town) for n, town in enumerate(("Turin", "Palermo", "Rome", "Naples"))),
        question("m", kind=AnswerKind.OTHER, stem="Where did Garibaldi land?", answer="Marsala"),
        question("n", kind=AnswerKind.OTHER, stem="What did he land with?", answer="Marsala"),
    )
    towns = {each.name: each.question_ids for each in world.map.picture().places}
    assert towns["Marsala"] == ("m",)
