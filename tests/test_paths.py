"""Where things live."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.paths import HOME_VARIABLE, Paths, resource, shipped_questions


def test_one_variable_puts_everything_under_one_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    paths = Paths.default()
    for place in (paths.deck_file, paths.settings_file, paths.backups, paths.log):
        assert place.is_relative_to(tmp_path / "home")
    assert not (tmp_path / "home").exists(), "nothing is made before it is needed"


def test_without_it_the_system_s_folders_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    monkeypatch.setenv("HOME", "/home/learner")
    monkeypatch.setenv("XDG_DATA_HOME", "/home/learner/.local/share")
    paths = Paths.default()
    assert paths.deck_file.name == "quizapp.db"
    assert "QuizApp" in str(paths.data)


def test_what_comes_along_is_found_in_a_checkout() -> None:
    assert resource("gazetteer").parent.name == "resources"
    assert (shipped_questions() / "index.toml").is_file()
