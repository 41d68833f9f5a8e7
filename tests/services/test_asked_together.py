"""Sessions with claims, gaps, and questions asked together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_stores import World, question

from quizapp.domain.question import AnswerKind, Citation, Question, QuestionFilter, State
from quizapp.domain.review import Form, Rating, Verdict, counted
from quizapp.errors import QuizError, StorageError
from quizapp.services.study_deck import StudySession
from quizapp.study import schedule
from quizapp.study.claims import Said, written

TOWNS = ("Tula", "Perm", "Riga", "Narva", "Omsk", "Kiev")


def events(number: int = 5) -> list[Question]:
    return [
        question(town, year=1900 + 3 * n, stem=f"When was {town} taken?", fact=f"fact-{town}")
        for n, town in enumerate(TOWNS[:number])
    ]


def in_order(session: StudySession) -> str:
    assert session.current is not None
    assert session.current.group is not None
    members = session.current.group.members
    right = sorted(range(len(members)), key=lambda n: members[n].date.point.year)  # type: ignore[union-attr]
    return ",".join(map(str, right))


def reversed_order(session: StudySession) -> str:
    return ",".join(in_order(session).split(",")[::-1])


def matched(session: StudySession) -> str:
    assert session.current is not None
    assert session.current.group is not None
    group = session.current.group
    return ",".join(str(group.options.index(q.answer)) for q in group.members)


def test_each_member_gets_a_review_of_its_own_with_its_part(world: World) -> None:
    world.add(*events())
    session = world.study.together_session(Form.MATCH)
    right = matched(session).split(",")
    right[0], right[1] = right[1], right[0]
    marked = session.answer(",".join(right), 10_000)
    assert marked.group is not None
    assert marked.verdict is Verdict.ALMOST
    log = world.stores.reviews.log
    assert {row.question_id for row in log} == set(TOWNS[:5])
    assert {row.form for row in log} == {Form.MATCH}
    assert [row.milliseconds for row in log] == [2000] * 5
    wrong = [row for row in log if row.verdict is Verdict.WRONG]
    assert len(wrong) == 2
    assert {row.given for row in wrong} == {f"right-{row.question_id}" for row in wrong}
    assert {row.rating for row in wrong} == {Rating.AGAIN}
    assert all(world.memory(town) is not None for town in TOWNS[:5])


def test_those_missed_come_again_by_themselves_in_the_same_session(world: World) -> None:
    world.add(*events())
    session = world.study.together_session(Form.MATCH)
    right = matched(session).split(",")
    right[0], right[1] = right[1], right[0]
    session.answer(",".join(right), 10_000)
    assert session.progress == (1, 3)
    missed = {row.question_id for row in world.stores.reviews.log if row.rating is Rating.AGAIN}
    again = set()
    while ask := session.next():
        assert ask.again
        assert ask.group is None
        again.add(ask.question.id)
        session.answer(ask.question.answer, 1000)
    assert again == missed
    assert session.progress == (3, 3)


@pytest.mark.parametrize("answer", [in_order, reversed_order])
def test_no_order_is_ever_easy_and_the_right_one_is_hard(world: World, answer) -> None:  # type: ignore[no-untyped-def]
    world.add(*events())
    session = world.study.together_session(Form.ORDER)
    session.answer(answer(session), 10)
    ratings = {row.rating for row in world.stores.reviews.log}
    assert ratings <= {Rating.AGAIN, Rating.HARD}
    if answer is in_order:
        assert ratings == {Rating.HARD}


def test_one_undo_takes_back_all_and_asks_the_same_task_again(world: World) -> None:
    world.add(*events())
    world.study.practise(["Tula"]).answer("right-Tula", 1000)
    before = world.memory("Tula")
    world.clock.sleep(days=30)
    session = world.study.together_session(Form.ORDER)
    shown = session.current
    session.answer(reversed_order(session), 10_000)
    session.next()
    assert session.undo() == shown
    assert session.progress == (0, 1)
    assert len(counted(world.stores.reviews.log)) == 1
    assert len(world.stores.reviews.log) == 11, "nothing is ever removed from the log"
    assert world.memory("Perm") is None
    assert world.memory("Tula") == before
    session.answer(in_order(session), 10_000)
    assert session.next() is None
    assert session.summary().answered == 5


def test_after_undo_those_that_had_been_missed_do_not_come_again(world: World) -> None:
    world.add(*events())
    session = world.study.together_session(Form.ORDER)
    session.answer(reversed_order(session), 10_000)
    assert session.progress[1] > 1
    session.undo()
    session.answer(in_order(session), 10_000)
    assert session.next() is None
    assert session.progress == (1, 1)


def test_a_group_is_one_commit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.add(*events())
    session = world.study.together_session(Form.ORDER)

    def fails(answers: object) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(world.stores.reviews, "append_each", fails)
    with pytest.raises(StorageError):
        session.answer(in_order(session), 10_000)
    assert world.stores.reviews.log == []
    assert session.progress == (0, 1)
    monkeypatch.undo()
    session.answer(in_order(session), 10_000)
    assert len(world.stores.reviews.log) == 5


def test_questions_asked_together_can_be_taken_one_by_one(world: World) -> None:
    world.add(*events())
    session = world.study.together_session(Form.ORDER)
    names = set()
    ask = session.apart()
    assert session.progress == (0, 5)
    while ask is not None:
        assert ask.group is None
        names.add(ask.question.id)
        session.answer(ask.question.answer, 1000)
        ask = session.next()
    assert names == set(TOWNS[:5])


def test_a_group_has_no_other_form_no_hint_and_is_not_retired_as_a_whole(world: World) -> None:
    world.add(*events())
    session = world.study.together_session(Form.ORDER)
    with pytest.raises(QuizError, match="one by one"):
        session.as_form(Form.TYPED)
    with pytest.raises(QuizError, match="one by one"):
        session.retire()
    assert session.hint() == ("", "")


@pytest.mark.parametrize("act", ["bury", "suspend", "flag", "retire", "why_now"])
def test_what_is_done_to_one_question_is_not_done_to_a_group(world: World, act: str) -> None:
    world.add(*events())
    session = world.study.together_session(Form.ORDER)
    before = session.current
    with pytest.raises(QuizError, match="one by one"):
        getattr(session, act)()
    assert session.reread() == session.current == before


def test_what_was_set_aside_is_not_asked_together(world: World) -> None:
    world.add(*events(4))
    world.study.practise(["Tula"]).bury()
    session = world.study.together_session(Form.ORDER)
    assert session.current is not None
    assert session.current.group is not None
    assert {q.id for q in session.current.group.members} == {"Perm", "Riga", "Narva"}


def test_a_member_retired_meanwhile_leaves_the_others_to_be_asked_one_by_one(world: World) -> None:
    world.add(*events(3))
    session = world.study.together_session(Form.ORDER)
    assert session.current is not None
    world.stores.decks.set_state(["Perm"], State.RETIRED)
    ask = session.skip()
    assert ask is not None
    assert ask.group is None
    assert ask.question.id in ("Tula", "Riga")


def test_with_too_few_that_fit_together_there_is_nothing_to_ask(world: World) -> None:
    world.add(*events(2))
    assert world.study.together_session(Form.ORDER).current is None
    assert world.study.together_session(Form.MATCH).current is None
    assert world.study.together_session(Form.SEVERAL).current is None


def test_only_what_is_due_or_new_today_is_asked_together(world: World) -> None:
    world.settings.new_per_day = 3
    world.add(*events())
    session = world.study.together_session(Form.ORDER)
    assert session.current is not None
    assert session.current.group is not None
    assert {q.id for q in session.current.group.members} == set(TOWNS[:3])


def test_on_request_some_of_an_ordinary_session_come_together(world: World) -> None:
    world.add(*events())
    for town in TOWNS[:5]:
        memory = schedule.schedule(town, None, Rating.GOOD, world.day.today(), 0.9)
        world.stores.reviews.states["me", town] = memory
    world.clock.sleep(days=30)
    ask = world.study.start().current
    assert ask is not None
    assert ask.group is None
    world.settings.ask_together = True
    session = world.study.start()
    assert session.current is not None
    assert session.current.form is Form.MATCH
    assert session.progress == (0, 1)


# One question in another form


def put_as(world: World, form: Form, *questions: Question) -> StudySession:
    world.settings.question_form = str(form)
    world.add(*questions)
    session = world.study.start()
    assert session.current is not None
    assert session.current.form is form
    return session


def session_with_claim(world: World, *, right: bool) -> StudySession:
    session = put_as(world, Form.TRUE_FALSE, *(question(f"q{n}") for n in range(20)))
    while session.current and session.current.claim and session.current.claim.is_right is not right:
        session.skip()
    assert session.current is not None
    assert session.current.claim is not None
    return session


def test_a_right_claim_called_right_is_right_but_half_luck_so_hard(world: World) -> None:
    session = session_with_claim(world, right=True)
    marked = session.answer(written(Said(agrees=True)), 100)
    assert (marked.verdict, marked.suggested) == (Verdict.RIGHT, Rating.HARD)


def test_a_right_claim_called_wrong_is_wrong(world: World) -> None:
    session = session_with_claim(world, right=True)
    marked = session.answer(written(Said(agrees=False)), 100)
    assert (marked.verdict, marked.suggested) == (Verdict.WRONG, Rating.AGAIN)
    assert world.stores.reviews.log[-1].given == ""


def test_a_wrong_claim_believed_is_a_wrong_answer_like_any_other(world: World) -> None:
    session = session_with_claim(world, right=False)
    assert session.current is not None
    assert session.current.claim is not None
    claimed = session.current.claim.text
    marked = session.answer(written(Said(agrees=True)), 100)
    assert marked.verdict is Verdict.WRONG
    assert world.stores.reviews.log[-1].given == claimed


def test_a_wrong_claim_put_right_is_good(world: World) -> None:
    session = session_with_claim(world, right=False)
    assert session.current is not None
    key = session.current.question.answer
    marked = session.answer(written(Said(agrees=False, correction=key)), 100)
    assert (marked.verdict, marked.suggested) == (Verdict.RIGHT, Rating.GOOD)
    assert world.stores.reviews.log[-1].given == key


@pytest.mark.parametrize("correction", ["", "x-nothing"])
def test_a_wrong_claim_seen_through_without_knowing_better_is_almost_right(
    world: World, correction: str
) -> None:
    session = session_with_claim(world, right=False)
    marked = session.answer(written(Said(agrees=False, correction=correction)), 100)
    assert (marked.verdict, marked.suggested) == (Verdict.ALMOST, Rating.HARD)
    assert marked.note.startswith("You saw that the claim was wrong.")


SENTENCE = "In spring Strand opened the lighthouse."
QUOTED = question("Strand", answer="Strand", citation=Citation("a.txt", quote=SENTENCE))


def test_a_gap_is_graded_as_what_is_typed_and_is_never_easy(world: World) -> None:
    session = put_as(world, Form.CLOZE, QUOTED)
    assert session.current is not None
    assert session.current.cloze is not None
    assert "Strand" not in session.current.cloze.shown
    marked = session.answer("Strand", 1)
    assert (marked.verdict, marked.suggested) == (Verdict.RIGHT, Rating.GOOD)
    assert world.stores.reviews.log[-1].form is Form.CLOZE


def test_a_form_that_a_question_cannot_take_falls_back_and_is_refused_in_words(
    world: World,
) -> None:
    world.settings.question_form = "cloze"
    world.add(question("a"))
    session = world.study.start()
    assert session.current is not None
    assert session.current.form is Form.TYPED
    with pytest.raises(QuizError, match="gap"):
        session.as_form(Form.CLOZE)


@pytest.mark.parametrize("setting", ["automatic", "flip"])
def test_a_test_asks_in_plain_forms_only(world: World, setting: str) -> None:
    world.settings.question_form = setting
    world.add(*(question(f"q{n}") for n in range(30)))
    for n in range(30):
        memory = schedule.schedule(f"q{n}", None, Rating.GOOD, world.day.today(), 0.9)
        world.stores.reviews.states["me", f"q{n}"] = memory
    session = world.study.test(QuestionFilter())
    seen = set()
    while session.current:
        seen.add(session.current.form)
        session.answer(session.current.question.answer, 100)
        session.next()
    assert seen == {Form.CHOICES}


def test_edited_so_that_it_has_no_gap_any_more_the_question_is_typed(world: World) -> None:
    session = put_as(world, Form.CLOZE, QUOTED)
    world.stores.decks.update_question(replace(QUOTED, citation=None))
    ask = session.reread()
    assert ask is not None
    assert (ask.form, ask.cloze) == (Form.TYPED, None)


def test_each_way_a_question_offers_can_be_taken_and_gone_back_from(world: World) -> None:
    world.add(QUOTED)
    session = world.study.start()
    assert session.current is not None
    ways = session.current.ways
    assert ways == (Form.CHOICES, Form.TYPED, Form.TRUE_FALSE, Form.CLOZE)
    for form in (*ways, Form.FLIP, Form.CHOICES):
        ask = session.as_form(form)
        assert ask.form is form
        assert (ask.claim is not None) is (form is Form.TRUE_FALSE)
        assert (ask.cloze is not None) is (form is Form.CLOZE)
        assert bool(ask.options) is (form is Form.CHOICES)


def test_places_are_matched_too(world: World) -> None:
    places = [
        question(
            f"p{n}", kind=AnswerKind.PLACE, stem=f"Where did the {n}th fair open?", answer=town
        )
        for n, town in enumerate(TOWNS)
    ]
    world.add(*places)
    session = world.study.together_session(Form.MATCH)
    marked = session.answer(matched(session), 10_000)
    assert marked.verdict is Verdict.RIGHT
    assert {row.rating for row in world.stores.reviews.log} == {Rating.GOOD}
