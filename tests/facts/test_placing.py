"""Names on the map: by the company they keep, or not at all."""

from __future__ import annotations

import pytest

from quizapp.facts.gazetteer import Gazetteer
from quizapp.facts.placing import Company, named_in, on_the_way

REVOLUTION = ["Petrograd", "Moscow", "Kiev", "Tsaritsyn", "Kazan", "Perm", "Tver", "Pskov", "Riga"]
AMERICAN_WAR = ["Richmond", "Vicksburg", "Atlanta", "Nashville", "Chattanooga", "Fredericksburg",
                "Savannah", "Charleston", "Washington"]  # fmt: skip
HELLENISTIC = ["Athens", "Pergamon", "Antioch", "Rhodes", "Ephesus", "Memphis", "Tyre", "Cyprus"]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def where(gazetteer: Gazetteer, name: str, company: list[str]) -> tuple[int, int] | None:
    """Whole degrees north and east."""
    placed = Company(gazetteer, [*company, name]).of_answer(name)
    if placed is None:
        return None
    assert placed.entry.latitude is not None and placed.entry.longitude is not None
    return round(placed.entry.latitude), round(placed.entry.longitude)


def test_petersburg_is_the_one_of_its_company(gazetteer: Gazetteer) -> None:
    assert where(gazetteer, "Petersburg", REVOLUTION) == (60, 30)
    assert where(gazetteer, "Petersburg", AMERICAN_WAR) == (37, -77)


def test_alexandria_is_the_one_of_its_company(gazetteer: Gazetteer) -> None:
    assert where(gazetteer, "Alexandria", HELLENISTIC) == (31, 30)
    assert where(gazetteer, "Alexandria", AMERICAN_WAR) == (39, -77)


def test_a_name_of_many_towns_without_company_is_not_guessed(gazetteer: Gazetteer) -> None:
    assert where(gazetteer, "Springfield", []) is None
    assert where(gazetteer, "Alexandria", []) is None


def test_company_does_not_decide_between_towns_of_one_country(gazetteer: Gazetteer) -> None:
    """Blagoveshchensk on the Amur is meant, but most of the deck lies near the other one."""
    west = ["Ufa", "Perm", "Kazan", "Samara", "Simbirsk", "Orenburg", "Izhevsk"]
    assert where(gazetteer, "Blagoveshchensk", west) in (None, (50, 128))


@pytest.mark.parametrize(
    "names",
    [("Petrograd", "Leningrad", "Saint Petersburg"), ("Tsaritsyn", "Stalingrad", "Volgograd"),
     ("Constantinople", "Istanbul"), ("Christiania", "Oslo"), ("Tiflis", "Tbilisi")],
)  # fmt: skip
def test_a_renamed_town_is_one_place(gazetteer: Gazetteer, names: tuple[str, ...]) -> None:
    company = Company(gazetteer, [*REVOLUTION, *names])
    placed = [company.of_answer(name) for name in names]
    assert len({each.entry.number for each in placed if each}) == 1
    assert None not in placed


def test_the_name_shown_is_that_of_the_document(gazetteer: Gazetteer) -> None:
    company = Company(gazetteer, REVOLUTION)
    placed = company.of_answer("Petrograd")
    assert placed is not None
    assert (placed.name, placed.entry.name) == ("Petrograd", "Saint Petersburg")


@pytest.mark.parametrize(
    "answer", ["Kazan, Russia", "in Kazan", "the city of Kazan", "Kazan (on the Volga)"]
)
def test_what_stands_around_the_name_does_not_hide_it(gazetteer: Gazetteer, answer: str) -> None:
    placed = Company(gazetteer, REVOLUTION).of_answer(answer)
    assert placed is not None
    assert placed.entry.name == "Kazan"


@pytest.mark.parametrize(
    ("answer", "at"),
    [("Alexandria, Egypt", (31, 30)), ("Alexandria, Virginia", (39, -77)),
     ("Alexandria, Louisiana", (31, -92)), ("Paris, Texas", (34, -96)), ("Petersburg, Oz", None)],
)  # fmt: skip
def test_a_land_named_with_a_town_decides(
    gazetteer: Gazetteer, answer: str, at: tuple[int, int] | None
) -> None:
    assert where(gazetteer, answer, REVOLUTION) == at


def test_an_accepted_form_places_what_the_answer_does_not(gazetteer: Gazetteer) -> None:
    company = Company(gazetteer, REVOLUTION)
    assert company.of_answer("The capital") is None
    assert company.of_answer("The northern capital", ("Petrograd",)) is not None


def test_what_nobody_knows_has_no_place(gazetteer: Gazetteer) -> None:
    assert where(gazetteer, "the Qwzzkrx works", REVOLUTION) is None


@pytest.mark.parametrize(
    ("stem", "names"),
    [
        ("When did troops in Petrograd refuse to fire?", ("Petrograd",)),
        ("Who won the battle of Kakhovka near Kherson?", ("Kakhovka", "Kherson")),
        ("Who spoke at Brest-Litovsk in March 1918?", ("Brest-Litovsk",)),
        ("Who fought at Rostov on Don?", ("Rostov on Don",)),
        ("When did Washington cross the river?", ()),
        ("What stood in Lenin's room in January?", ()),
    ],
)
def test_a_stem_names_a_place_where_its_words_make_it_one(
    stem: str, names: tuple[str, ...]
) -> None:
    assert named_in(stem) == names


def test_a_surname_of_the_deck_is_no_place_in_a_stem(gazetteer: Gazetteer) -> None:
    stem = named_in("Who had no faith in Kornilov?")
    town = named_in("Who came to power in Odessa?")
    company = Company(gazetteer, REVOLUTION, people=["Kornilov", "Odessa"])
    assert company.of_stem(stem) is None
    assert company.of_stem(town) is None
    assert Company(gazetteer, REVOLUTION).of_stem(town) is not None


def test_of_two_places_in_a_stem_the_town_says_more(gazetteer: Gazetteer) -> None:
    placed = Company(gazetteer, REVOLUTION).of_stem(named_in("Who ruled in Russia from the city "
                                                             "of Kazan?"))  # fmt: skip
    assert placed is not None
    assert placed.name == "Kazan"


ITALY = ["Novara", "Turin", "Florence", "Solferino", "Magenta", "Marsala"]


@pytest.mark.parametrize(("stem", "name"), [
    ("In what year did the capital move from Turin to Florence?", "Turin"),
    ("When did Italian troops under Raffaele Cadorna enter Rome?", "Rome"),
    ("When did the Five Days of Milan begin?", "Milan"),
    ("When did the Congress of Vienna end?", "Vienna"),
    ("What did he write to Florence Nightingale?", None),
    ("Who sailed from Quarto with the Thousand?", None),
    ("When did power pass to Kirov?", None),
])  # fmt: skip
def test_well_known_towns_are_placed_where_a_way_leads(
    gazetteer: Gazetteer, stem: str, name: str | None
) -> None:
    placed = Company(gazetteer, ITALY, people=["Kirov"]).of_way(on_the_way(stem))
    assert (placed and placed.name) == name
