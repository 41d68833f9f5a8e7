"""Settings: limits, a file that survives anything, and upgrades."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import SettingsError
from quizapp.settings import SETTINGS, Settings, SettingSpec


def test_every_default_is_within_its_own_limits_and_explained() -> None:
    for spec in SETTINGS:
        assert spec.checked(spec.default) == spec.default
        assert spec.label
        assert spec.help.endswith(".")


@pytest.mark.parametrize(
    "spec", [s for s in SETTINGS if s.maximum is not None], ids=lambda s: s.key
)
def test_limits_hold_when_a_value_is_set(spec: SettingSpec) -> None:
    settings = Settings()
    assert spec.minimum is not None
    assert spec.maximum is not None
    for allowed in (spec.minimum, spec.maximum):
        setattr(settings, spec.key, allowed)
        assert getattr(settings, spec.key) == allowed
    for wrong in (spec.minimum - 1, spec.maximum + 1, "5", None, True, float("nan"), float("inf")):
        with pytest.raises(SettingsError, match=spec.label):
            setattr(settings, spec.key, wrong)
        assert getattr(settings, spec.key) == spec.maximum, "a refused value changes nothing"


def test_a_choice_is_one_of_those_offered() -> None:
    settings = Settings(theme="dark")
    with pytest.raises(SettingsError, match="system, light, dark"):
        settings.theme = "blue"
    assert settings.theme == "dark"


def test_a_whole_number_takes_no_fraction() -> None:
    with pytest.raises(SettingsError, match="whole number"):
        Settings(new_per_day=1.5)
    assert Settings(new_per_day=5.0).new_per_day == 5


def test_a_setting_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SettingsError, match="colour"):
        Settings(colour="red")


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "settings.json"
    settings = Settings(theme="dark", new_per_day=7, target_retention=0.85)
    settings.save(file)
    loaded = Settings.load(file)
    assert loaded == settings
    assert loaded.note == ""
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert Settings.load(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize(
    "contents",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"version": 0}', b'{"version": "x"}', b"[" * 99999],
)
def test_a_file_that_makes_no_sense_is_kept_aside_and_the_defaults_hold(
    tmp_path: Path, contents: bytes
) -> None:
    file = tmp_path / "settings.json"
    for _ in range(2):
        file.write_bytes(contents)
        settings = Settings.load(file)
        assert settings == Settings()
        assert "could not be read" in settings.note
    aside = sorted(path for path in tmp_path.iterdir() if "unreadable" in path.name)
    assert [path.read_bytes() for path in aside] == [contents, contents], "nothing is overwritten"
    assert not file.exists()


def test_one_bad_value_leaves_the_others(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"version": 1, "theme": "blue", "new_per_day": 3}')
    settings = Settings.load(file)
    assert (settings.theme, settings.new_per_day) == ("system", 3)
    assert "Theme must be system, light, dark" in settings.note


def test_settings_of_a_newer_quizapp_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"version": 1, "wheel": {"size": 3}, "theme": "dark"}')
    Settings.load(file).save(file)
    assert json.loads(file.read_text())["wheel"] == {"size": 3}


def test_an_older_file_is_upgraded_step_by_step(tmp_path: Path) -> None:
    def rename(stored: dict[str, Any]) -> dict[str, Any]:
        stored["new_per_day"] = stored.pop("new")
        return stored

    def double(stored: dict[str, Any]) -> dict[str, Any]:
        stored["new_per_day"] *= 2
        return stored

    file = tmp_path / "settings.json"
    file.write_text('{"version": 1, "new": 4}')
    assert Settings.load(file, (rename, double)).new_per_day == 8
    file.write_text('{"version": 2, "new_per_day": 4}')
    settings = Settings.load(file, (rename, double))
    assert settings.new_per_day == 8
    settings.save(file, (rename, double))
    assert Settings.load(file, (rename, double)).new_per_day == 8


def test_a_folder_that_may_not_be_written_to_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="could not be saved"):
        Settings().save(tmp_path / "file" / "settings.json")


@given(
    st.dictionaries(st.sampled_from([s.key for s in SETTINGS]), st.none() | st.text() | st.floats())
)
def test_no_file_contents_whatever_break_the_settings(values: dict[str, Any]) -> None:
    settings = Settings()
    settings._take(values)
    for spec in SETTINGS:
        spec.checked(getattr(settings, spec.key))


def test_no_setting_is_called_like_its_group() -> None:
    assert [spec.key for spec in SETTINGS if spec.label == spec.group] == []
