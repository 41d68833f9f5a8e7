"""The picture on the wall: what stands there in each phase, and that nothing runs into another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication
from real_window import written

from quizapp.bootstrap import bootstrap
from quizapp.domain.game import GameRules, Phase, Ranking
from quizapp.domain.task import Choose, Option, TrueFalse
from quizapp.paths import Paths
from quizapp.services.live_game import LiveGame, Sent
from quizapp.services.live_views import LiveViews
from quizapp.ui.live.stage import Stage
from quizapp.ui.live.wall_picture import WallPicture, _in_rows
from quizapp.ui.theme import Theme

SIZE = (1920, 1080)


@pytest.fixture
def live(tmp_path: Path) -> Any:
    """A timed round of a choice, and of a sentence that is true, with twelve pupils."""
    app = bootstrap(Paths.under(tmp_path))
    deck = app.questions.create_deck("Mine")
    choice = Choose((Option("Perm", 1.0), Option("Omsk"), Option("Ufa")))
    for number, task in enumerate((choice, TrueFalse(is_true=True))):
        app.author.save(written(number, f"Question {number}?", task), deck.id, {})
    quiz = app.quizzes.create("Towns", ["written 0", "written 1"])
    rules = GameRules(ranking=Ranking.TOP, seconds=30.0)
    made = app.live.begin("Towns", app.draw.attempt(quiz, "x").asked, rules)
    yield made
    app.close()


@pytest.fixture
def painted(qapp: QApplication, live: LiveGame, monkeypatch: pytest.MonkeyPatch) -> Any:
    """``painted()``: every text that stands on the wall now, by its place."""
    stage, found = Stage(Theme(qapp, "light")), list[tuple[str, QRectF]]()
    paint = WallPicture._text

    def note(self: WallPicture, area: QRectF, text: str, size: float, **how: Any) -> None:
        paint(self, area, text, size, **how)
        found.append((text, area))

    monkeypatch.setattr(WallPicture, "_text", note)

    def look() -> list[tuple[str, QRectF]]:
        found.clear()
        here = [line.player.id for line in LiveViews(live).host(frozenset()).players]
        view = LiveViews(live).host(frozenset(here))
        stage.show_view(view)
        stage.setFixedSize(*SIZE)
        stage.render(QImage(*SIZE, QImage.Format.Format_RGB32))
        return list(found)

    return look


def texts(found: list[tuple[str, QRectF]]) -> list[str]:
    return [text for text, _ in found]


def joined(live: LiveGame, number: int) -> list[str]:
    return [live.join()[0].id for _ in range(number)]


def answer(live: LiveGame, player: str, right: bool) -> None:
    shown = LiveViews(live).host(frozenset()).options
    place = next(n for n, text in enumerate(shown) if (text == "Perm") == right)
    chosen = live.wire(live.place).option_ids()[place]
    assert live.take([Sent(player, live.place, [chosen], 900)]) == [None]


def test_the_time_that_is_left_stands_large_with_a_bar(live: LiveGame, painted: Any) -> None:
    joined(live, 3)
    live.open(0)
    assert "30 s" in texts(painted())
    live.lock()
    said = texts(painted())
    assert "No more answers" in said
    assert not any(text.endswith(" s") for text in said)


def test_true_and_false_have_the_signs_of_the_phones(live: LiveGame, painted: Any) -> None:
    live.open(0)
    assert {"A", "B", "C"} <= set(texts(painted()))
    live.open(1)
    said = set(texts(painted()))
    assert {"✓", "✕", "True", "False"} <= said
    assert not {"A", "B"} & said


def test_bars_are_shares_of_all_answers_and_are_said_so(
    live: LiveGame, painted: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares: list[float] = []
    monkeypatch.setattr(
        WallPicture, "_progress", lambda self, area, share, *_, **__: shares.append(share)
    )
    players = joined(live, 4)
    live.open(0)
    for player in players:
        answer(live, player, right=player != players[0])
    live.reveal()
    painted()
    assert sorted(shares) == [0, 0.25, 0.75]
    stage = Stage(Theme(QApplication.instance(), "light"))
    stage.show_view(LiveViews(live).host(frozenset(players)))
    assert "Perm: chosen by 3 of 4." in stage.accessibleDescription()


LONG = "The All-Russian Central Executive Committee of the Soviets of Workers and Soldiers"


def options_painted(
    live: LiveGame, options: tuple[str, ...], size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> dict[str, tuple[QFont, QRectF]]:
    """With what font, and where, each of them is painted."""
    found: dict[str, tuple[QFont, QRectF]] = {}
    paint = WallPicture._text

    def note(self: WallPicture, area: QRectF, text: str, *how: Any, **more: Any) -> None:
        paint(self, area, text, *how, **more)
        if text in options:
            found[text] = (QFont(self._painter.font()), area)

    monkeypatch.setattr(WallPicture, "_text", note)
    stage = Stage(Theme(QApplication.instance(), "light"))
    stage.show_view(replace(LiveViews(live).host(frozenset()), options=options))
    stage.setFixedSize(*size)
    stage.render(QImage(*size, QImage.Format.Format_RGB32))
    return found


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.REVEAL])
def test_all_options_of_a_question_are_of_one_size(
    live: LiveGame, phase: Phase, monkeypatch: pytest.MonkeyPatch
) -> None:
    players = joined(live, 2)
    live.open(0)
    answer(live, players[0], right=True)
    if phase is Phase.REVEAL:
        live.reveal()
    found = options_painted(live, ("Perm", LONG, "Ufa"), SIZE, monkeypatch)
    assert len(found) == 3
    assert len({font.pixelSize() for font, _ in found.values()}) == 1


class DrawnText:
    """A painter that notes what it writes."""

    def __init__(self, painter: QPainter) -> None:
        self._painter, self.texts = painter, list[str]()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._painter, name)

    def drawText(self, area: QRectF, flags: int, text: str) -> None:  # noqa: N802 - Qt's
        self.texts.append(text)
        self._painter.drawText(area, flags, text)


def test_no_line_ends_inside_a_date(qapp: QApplication, live: LiveGame) -> None:
    live.open(0)
    view, stage = LiveViews(live).host(frozenset()), Stage(Theme(qapp, "light"))
    assert view.posed is not None
    question = replace(view.posed.question, stem="What fell on March 1, 1917?")
    view = replace(view, posed=replace(view.posed, question=question),
                   options=("25 October 1917", "Perm", "Ufa"))  # fmt: skip
    stage.setFixedSize(*SIZE)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        spy = DrawnText(painter)
        WallPicture(spy, Theme(qapp, "light"), stage, stage.door, view).paint()
    assert "What fell on March\u00a01,\u00a01917?" in spy.texts
    assert "25\u00a0October\u00a01917" in spy.texts


def test_a_ranking_says_how_many_have_as_much_as_the_last_in_it(
    live: LiveGame, painted: Any
) -> None:
    players = joined(live, 12)
    live.open(0)
    for number, player in enumerate(players):
        answer(live, player, right=number < 8)
    live.reveal()
    live.advance()
    assert live.phase is Phase.RANKING
    said = texts(painted())
    listed = said.count("1") // 2  # the place and the points
    assert 0 < listed < 8
    assert f"and {8 - listed} more with as many points" in said


def test_who_is_here_is_counted_where_there_is_no_room_for_all(
    live: LiveGame, painted: Any
) -> None:
    joined(live, 60)
    said, area = next((text, area) for text, area in painted() if text.endswith(" more"))
    missing = int(said.split()[1])
    assert 0 < missing < 60
    assert area.left() > 0.05 * SIZE[1]
    assert area.right() <= SIZE[0]


def test_names_stand_in_rows_that_do_not_touch() -> None:
    area = QRectF(10, 20, 300, 100)
    boxes = _in_rows(area, [90.0, 120.0, 400.0, 60.0, 60.0, 60.0, 290.0, 50.0, 50.0], 20, 5)
    assert len(boxes) > 4
    for number, box in enumerate(boxes):
        assert box.bottom() <= area.bottom()
        assert not any(box.intersects(other) for other in boxes[:number])
