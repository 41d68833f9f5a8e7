"""The gazetteer: what it knows, under which spellings, and that its files are sound."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.fact import PlaceKind
from quizapp.facts.gazetteer import Gazetteer
from quizapp.facts.name_forms import fold, folded, sound_key, sound_keys
from quizapp.paths import resource

FOLDER = resource("gazetteer")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("Petrograd", "Saint Petersburg"),
        ("Leningrad", "Saint Petersburg"),
        ("Tsaritsyn", "Volgograd"),
        ("Constantinople", "Istanbul"),
        ("Danzig", "Gdańsk"),
        ("Revel", "Tallinn"),
        ("Iur’ev", "Tartu"),
        ("Pishpek", "Bishkek"),
        ("Vernyi", "Almaty"),
        ("Saigon", "Ho Chi Minh City"),
        ("Bombay", "Mumbai"),
        ("Christiania", "Oslo"),
        ("Peking", "Beijing"),
        ("Persia", "Iran"),
        ("Abyssinia", "Ethiopia"),
        ("the Hague", "The Hague"),
    ],
)
def test_an_old_name_leads_to_the_place_of_today(
    gazetteer: Gazetteer, old: str, today: str
) -> None:
    assert gazetteer.lookup(old)[0].name == today


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Prussia", PlaceKind.COUNTRY),
        ("Ottoman Empire", PlaceKind.COUNTRY),
        ("Austria-Hungary", PlaceKind.COUNTRY),
        ("Transcaucasia", PlaceKind.REGION),
        ("Virginia", PlaceKind.REGION),
        ("Rubicon", PlaceKind.WATER),
        ("the Black Sea", PlaceKind.WATER),
        ("Carthage", PlaceKind.CITY),
        ("Winter Palace", PlaceKind.BUILDING),
        ("Africa", PlaceKind.CONTINENT),
    ],
)
def test_areas_waters_and_vanished_cities_have_their_kind(
    gazetteer: Gazetteer, name: str, kind: PlaceKind
) -> None:
    first = gazetteer.lookup(name)[0]
    assert first.kind is kind
    assert first.noted


def test_transliterations_of_a_name_find_the_same_place(gazetteer: Gazetteer) -> None:
    spellings = ("Cheliabinsk", "Chelyabinsk", "Chelyabinsk’", "Cheliabynsk")
    assert len({gazetteer.lookup(name)[0].number for name in spellings}) == 1


def test_a_famous_old_name_goes_before_a_larger_namesake(gazetteer: Gazetteer) -> None:
    carthage = gazetteer.lookup("Carthage")
    assert carthage[0].country == "TN"
    assert any(entry.country == "US" for entry in carthage[1:])


def test_what_no_table_knows_is_not_found(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Qwertzuiopolis") == []
    assert gazetteer.lookup("") == []
    assert not gazetteer.knows("Bolshevik")


def test_every_renamed_row_names_a_place_that_exists(gazetteer: Gazetteer) -> None:
    lines = (FOLDER / "renamed.tsv").read_text("utf-8").splitlines()[1:]
    lost = []
    for line in lines:
        name, country, others = line.split("\t")
        found = gazetteer.lookup(others.split("|")[0])
        if not any(entry.country == country and entry.noted for entry in found):
            lost.append((name, country))
    assert lost == []


def test_every_area_has_a_kind_and_coordinates_on_the_globe(gazetteer: Gazetteer) -> None:
    for line in (FOLDER / "areas.tsv").read_text("utf-8").splitlines()[1:]:
        name, kind, country, latitude, longitude, _ = line.split("\t")
        assert len(country) in (0, 2), name
        if PlaceKind(kind) is not PlaceKind.FRONT:
            assert abs(float(latitude)) <= 90, name
            assert abs(float(longitude)) <= 180, name


def test_coordinates_of_the_extract_are_numbers_on_the_globe() -> None:
    for line in (FOLDER / "cities.tsv").read_text("utf-8").splitlines()[1:]:
        _, country, latitude, longitude, population, _ = line.split("\t")
        assert len(country) == 2
        assert math.isfinite(float(latitude)) and abs(float(latitude)) <= 90
        assert abs(float(longitude)) <= 180
        assert int(population) > 0


def test_the_files_stay_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.tsv")) < 3_000_000


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.lists(st.text() | st.sampled_from(["Kyiv", "Saint-Étienne", "Хрущёв", "xi  iou ff"])))
def test_many_names_are_folded_and_sounded_as_each_alone(names: list[str]) -> None:
    assert folded(names) == [fold(name) for name in names]
    assert sound_keys(names) == [sound_key(name) for name in names]


@settings(deadline=None)  # the first look-up reads the files
@given(st.text(max_size=30))
def test_no_text_upsets_the_lookup(name: str) -> None:
    for entry in Gazetteer().lookup(name):
        assert entry.name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sviderskii", "Svidersky"),
        ("Zinovyev", "Zinoviev"),
        ("Khrushchev", "Hrushchev"),
        ("Shaumian", "Shaumyan"),
        ("Ekaterinoslav", "Yekaterinoslav"),
    ],
)
def test_the_usual_transliterations_sound_alike(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(("one", "other"), [("Lenin", "Lunin"), ("Tula", "Tulsa")])
def test_different_names_do_not_sound_alike(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)
