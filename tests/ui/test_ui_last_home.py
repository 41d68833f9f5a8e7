"""The picture of Home that is on screen before the deck is open: true for today, or not shown."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import Hands
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.deck import DeckSummary
from quizapp.domain.progress import DayCount, Overview
from quizapp.ui.desk import Desk
from quizapp.ui.last_home import HomeData, keep, recall
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.window import Window

TODAY = date(2026, 3, 14)
DAYS = (DayCount(TODAY - timedelta(days=1), 5, 4, 9000), DayCount(TODAY, 3, 3, 100))
OVERVIEW = Overview(40, 8, 2, 30, 9, 3, 0.9, DAYS)
DATA = HomeData((DeckSummary("d", "A deck", "", 40, 2, 30, 1),), OVERVIEW, 2, 20, 7)
counts = st.integers(0, 10**6)


@given(
    decks=st.lists(
        st.builds(DeckSummary, st.text(), st.text(), st.text(), counts, counts, counts, counts)
    ),
    retention=st.none() | st.floats(0, 1),
    due=counts,
)
def test_what_is_kept_is_recalled(
    tmp_path_factory: pytest.TempPathFactory,
    decks: list[DeckSummary],
    retention: float | None,
    due: int,
) -> None:
    file = tmp_path_factory.mktemp("home") / "home.json"
    overview = Overview(1, 2, 3, 4, 5, 6, retention, DAYS)
    data = HomeData(tuple(decks), overview, due, 1, 2)
    keep(file, data)
    assert recall(file, TODAY) == data


def test_yesterdays_picture_is_not_shown(tmp_path: Path) -> None:
    keep(tmp_path / "home.json", DATA)
    assert recall(tmp_path / "home.json", TODAY + timedelta(days=1)) is None


def test_another_learner_s_picture_is_not_shown(tmp_path: Path) -> None:
    keep(tmp_path / "home.json", DATA, "anna")
    assert recall(tmp_path / "home.json", TODAY, "ben") is None
    assert recall(tmp_path / "home.json", TODAY, "anna") == DATA


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"version": 1}', '{"version": 99}'])
def test_a_file_that_makes_no_sense_is_left_aside(tmp_path: Path, text: str) -> None:
    file = tmp_path / "home.json"
    file.write_text(text, encoding="utf-8")
    assert recall(file, TODAY) is None


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    keep(tmp_path / "file" / "home.json", DATA)
    assert recall(tmp_path / "file" / "home.json", TODAY) is None


def test_before_the_deck_is_open_the_picture_can_be_looked_at_and_studied_from(
    desk: Desk, tmp_path: Path
) -> None:
    window = Window(desk, tmp_path / "window.ini")
    window.show()
    home = window.screen_named("home")
    assert isinstance(home, HomeScreen)
    home.fill(DATA)
    assert not home._rows[0].more.isEnabled()
    assert not home._import.isEnabled()
    home._study.click()
    assert window.now == "study"
    window.close()


def test_what_was_wished_for_before_the_deck_was_open_is_done_then(hands: Hands) -> None:
    window, app = hands.window, hands.app
    window.desk.open(None)
    window.go("study", ())
    assert app.study.sessions == []
    window.open(app)  # type: ignore[arg-type]
    hands.settle()
    assert len(app.study.sessions) == 1
    home = hands.go("home")
    assert isinstance(home, HomeScreen)
    assert home._rows[0].more.isEnabled()
