"""Results of live games: read as those of a quiz, and fed into the logs of learners."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from live_world import LiveWorld, answer, joined, right, wrong

from quizapp.domain.game import Mode, Naming
from quizapp.domain.learner import Learner
from quizapp.errors import QuizError
from quizapp.services.game_results import GameResults
from quizapp.services.learning_day import LearningDay
from quizapp.settings import Settings


@pytest.fixture
def world(backend: Any, tmp_path: Path) -> Iterator[LiveWorld]:
    place = backend.place(tmp_path)
    made = LiveWorld(place)
    yield made
    made.stores.close()
    place.remove()


@pytest.fixture
def results(world: LiveWorld) -> GameResults:
    return GameResults(world.stores, LearningDay(world.clock, Settings()))


def played(world: LiveWorld, **rules):
    live = world.begin("plain0", "plain1", **rules)
    good, bad = joined(live), joined(live)
    for _ in range(2):
        live.advance()
        answer(live, good, right(live, good), ms=4_000)
        answer(live, bad, wrong(live, bad), ms=2_000)
        live.reveal()
    late = joined(live)
    live.end()
    return live, good, bad, late


def test_the_report_counts_each_player_once_and_not_what_was_closed_before(world, results):
    live, *_ = played(world)
    report = results.report(live.game.id)
    assert (report.learners, report.attempts, report.running) == (3, 3, 0)
    facility = [line.stats.facility for line in report.items]
    assert facility == [0.5, 0.5], "who joined late was not asked"


def test_who_was_there_from_the_start_left_the_first_question_out(world, results):
    live = world.begin("plain0", "plain1")
    eager, slow, ghost = joined(live), joined(live), joined(live)
    for place in range(2):
        world.clock.sleep(seconds=20)
        live.advance()
        answer(live, eager, right(live, eager))
        if place:
            answer(live, slow, right(live, slow))
        world.clock.sleep(seconds=20)
        live.reveal()
        late = joined(live)
    live.end()
    first, second = results.report(live.game.id).items
    assert (first.stats.learners, first.stats.omitted) == (2, 1)
    assert (second.stats.learners, second.stats.omitted) == (2, 0)
    lines = results.lines(live.game.id)
    reached = {line.attempt.id: [mark.reached for mark in line.marks] for line in lines}
    assert reached[slow] == [True, True]
    assert reached[ghost] == reached[late] == [False, False], "nobody may have sat there"


def test_the_first_meeting_counts_in_the_mastery_circle(world, results):
    live = world.begin("plain0", mode=Mode.MASTERY)
    player = joined(live)
    live.advance()
    answer(live, player, wrong(live, player))
    live.go_next(player, 0)
    for turn in (1, 2):
        answer(live, player, right(live, player))
        live.go_next(player, turn)
    assert live.place_of(player) is None
    live.end()
    assert results.lines(live.game.id)[0].score.points == 0


def test_tables_name_players_by_alias_unless_names_are_wanted(world, results, tmp_path):
    live = world.begin("plain0", naming=Naming.FREE)
    player = joined(live, name="=Ada")
    live.advance()
    answer(live, player, right(live, player))
    live.end()
    alias = live.seats.player(player).alias
    for names in (False, True):
        path = tmp_path / f"{names}.csv"
        assert results.write(live.game.id, path, names=names) == 1
        text = path.read_text("utf-8-sig")
        assert alias in text
        cells = [cell for line in csv.reader(text.splitlines()) for cell in line]
        assert any("Ada" in cell for cell in cells) == names
        assert not any(cell.startswith("=") for cell in cells), "a formula in a spreadsheet"


def test_answers_of_learners_go_into_their_logs_once(world, results):
    learner = Learner("l1", "Ada", "blue", world.clock.now())
    world.stores.learners.add([learner])
    live = world.begin("plain0", "plain1", naming=Naming.ROSTER)
    player = joined(live, learner="l1")
    for _ in range(2):
        live.advance()
        answer(live, player, right(live, player))
        live.reveal()
    live.end()
    assert results.feed(live.game.id) == 2
    assert results.feed(live.game.id) == 0
    log = world.stores.reviews.reviews("l1", "q-plain0")
    assert [review.given for review in log] == ["right"]


def test_without_learners_of_this_machine_nothing_is_fed_and_that_is_said(world, results):
    live, *_ = played(world)
    with pytest.raises(QuizError, match="class list"):
        results.feed(live.game.id)


def test_results_stay_when_it_is_forgotten_who_the_players_were(world, results):
    live = world.begin("plain0", naming=Naming.FREE)
    player = joined(live, name="Ada")
    live.advance()
    answer(live, player, right(live, player))
    live.end()
    (line,) = results.games()
    assert (line.players, line.known, line.linked) == (1, 1, 0)
    assert results.lines(live.game.id)[0].name == "Ada"
    assert results.forget_people(live.game.id) == 1
    (after,) = results.lines(live.game.id)
    assert after.name == live.seats.player(player).alias
    assert after.score.points == 1


def test_a_round_that_nobody_joined_has_nothing_to_write(world, results, tmp_path):
    live = world.begin("plain0")
    live.end()
    with pytest.raises(QuizError, match="Nobody played"):
        results.write(live.game.id, tmp_path / "r.csv")
