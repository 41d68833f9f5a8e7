"""The place table: what is a place in context, which one is meant, and under which names."""

from __future__ import annotations

import hashlib
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.document import Document, Passage, TextKind
from quizapp.domain.fact import Place, PlaceKind
from quizapp.facts.gazetteer import Gazetteer
from quizapp.facts.people import PeopleTable
from quizapp.facts.places import PlaceMention, PlaceTable


def document(*texts: str, name: str = "text.txt") -> Document:
    original = "\n\n".join(texts)
    passages = tuple(Passage(n, text, TextKind.PROSE, ()) for n, text in enumerate(texts))
    fingerprint = hashlib.sha256((name + original).encode()).hexdigest()
    return Document(name, "", "text", original, passages, fingerprint)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def table_of(gazetteer: Gazetteer, *documents: Document) -> PlaceTable:
    people = PeopleTable.build(documents, gazetteer=gazetteer)
    return PlaceTable.build(documents, gazetteer, people)


def places_of(gazetteer: Gazetteer, *texts: str) -> dict[str, Place]:
    return {place.name: place for place in table_of(gazetteer, document(*texts)).places}


def mentions_of(gazetteer: Gazetteer, text: str) -> tuple[PlaceMention, ...]:
    one = document(text)
    return table_of(gazetteer, one).mentions(one, 0)


# -- what is a place


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The congress met in Kharkov.", "Kharkov", PlaceKind.CITY),
        ("The Kursk soviet refused.", "Kursk", PlaceKind.CITY),
        ("They fled from Paris to Vienna.", "Vienna", PlaceKind.CITY),
        ("The siege of Vicksburg lasted long.", "Vicksburg", PlaceKind.CITY),
        ("Corn came from Egypt.", "Egypt", PlaceKind.COUNTRY),
        ("Persia was neutral.", "Persia", PlaceKind.COUNTRY),
        ("He crossed the Rubicon.", "Rubicon", PlaceKind.WATER),
        ("Ships sailed on Lake Ilmenka.", "Lake Ilmenka", PlaceKind.WATER),
        ("The Ufa Province committee met.", "Ufa Province", PlaceKind.REGION),
        ("Hunger spread in the Volga region.", "Volga region", PlaceKind.REGION),
        ("The army of the Northern Front rested.", "Northern Front", PlaceKind.FRONT),
        ("Sailors stormed the Winter Palace.", "Winter Palace", PlaceKind.BUILDING),
        ("Workers of the Sormovo factory struck.", "Sormovo factory", PlaceKind.BUILDING),
        ("A train stood at Zhutovka Station.", "Zhutovka Station", PlaceKind.BUILDING),
        ("He was born in the village of Shushmanovo.", "Shushmanovo", PlaceKind.CITY),
        ("Saint Helena was his prison; he died on Saint Helena.", "Saint Helena", PlaceKind.REGION),
    ],
)
def test_a_place_is_found_with_its_kind(
    gazetteer: Gazetteer, text: str, name: str, kind: PlaceKind
) -> None:
    assert places_of(gazetteer, text)[name].kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "The Bolsheviks left the hall with the Mensheviks.",
        "The Central Committee and the Entente agreed on it in March.",
        "In Latin the word means peace. In May it was forgotten.",
        "The Department of War bought ten guns.",
        "The Triumphant March of an idea",
        "His Selected Works filled a shelf; these works were selected badly.",
        "P. K. Tver spoke and Tver sat down.",
        "They read the newspaper Baku.",
        "",
    ],
)
def test_bodies_peoples_months_works_and_people_are_no_places(
    gazetteer: Gazetteer, text: str
) -> None:
    assert places_of(gazetteer, text) == {}


def test_a_typed_name_that_no_gazetteer_knows_has_no_coordinates(gazetteer: Gazetteer) -> None:
    place = places_of(gazetteer, "He was born in the village of Shushmanovo.")["Shushmanovo"]
    assert (place.latitude, place.longitude, place.country) == (None, None, None)


def test_an_unknown_name_among_towns_is_a_town(gazetteer: Gazetteer) -> None:
    text = "Power changed hands in Narva, Riga, Verkhozersk and Minsk."
    assert "Verkhozersk" in places_of(gazetteer, text)


def test_a_surname_that_is_also_a_town_is_the_man_where_he_acts(gazetteer: Gazetteer) -> None:
    one = document("Sergei Kirov was murdered. Kirov had many friends.", "They met in Kirov.")
    table = table_of(gazetteer, one)
    assert table.mentions(one, 0) == ()
    assert [mention.place.name for mention in table.mentions(one, 1)] == ["Kirov"]


def test_a_lesser_namesake_far_from_everything_is_dropped(gazetteer: Gazetteer) -> None:
    texts = [
        "The front ran from Kursk to Orel, Tula, Voronezh, Tambov and Kharkov.",
        "The army was sent to Highland, to Highland.",
    ]
    assert "Highland" not in places_of(gazetteer, *texts)


# -- which place


def test_a_namesake_near_the_other_places_of_the_text_is_meant(gazetteer: Gazetteer) -> None:
    england = "From London he went to Oxford and to Cambridge, then back to London by Oxford."
    america = "From Boston he went to Salem and to Cambridge, then to Worcester and to Boston."
    assert places_of(gazetteer, england)["Cambridge"].country == "GB"
    assert places_of(gazetteer, america)["Cambridge"].country == "US"


def test_old_and_new_name_are_one_place_named_as_the_text_mostly_does(
    gazetteer: Gazetteer,
) -> None:
    places = places_of(
        gazetteer, "They met in Petrograd.", "In Petrograd it rained.", "In Leningrad too."
    )
    assert list(places) == ["Petrograd"]
    assert {"Leningrad", "Saint Petersburg", "St. Petersburg"} <= set(places["Petrograd"].aliases)
    assert places["Petrograd"].mentions == 3


def test_one_is_in_a_land_but_on_the_river_of_that_name(gazetteer: Gazetteer) -> None:
    land = places_of(gazetteer, "There was unrest in the Don and in the Don again.")["Don"]
    river = places_of(gazetteer, "They built a bridge across the Don and mills on the Don.")["Don"]
    assert (land.kind, river.kind) == (PlaceKind.REGION, PlaceKind.WATER)


def test_a_body_or_man_named_after_a_country_is_no_member_of_a_list(gazetteer: Gazetteer) -> None:
    text = "Such were Lassal in Germany and Blanki in France."
    assert set(places_of(gazetteer, text)) == {"Germany", "France"}


def test_a_bracket_gives_the_other_name(gazetteer: Gazetteer) -> None:
    place = places_of(gazetteer, "They took Orlovka-on-Don, the town of Besovo (now Novomirsk).")
    assert "Novomirsk" in place["Besovo"].aliases


def test_a_province_is_not_its_town(gazetteer: Gazetteer) -> None:
    places = places_of(gazetteer, "In Kazan it was quiet. In Kazan Province there were riots.")
    assert set(places) == {"Kazan", "Kazan Province"}
    assert "Kazan" not in places["Kazan Province"].aliases
    assert places["Kazan Province"].population is None


# -- how it stands in the sentence


def test_members_of_a_list_share_its_preposition(gazetteer: Gazetteer) -> None:
    found = mentions_of(gazetteer, "They won in Narva, Riga, and Minsk.")
    assert [mention.preposition for mention in found] == ["in", "in", "in"]


def test_the_preposition_is_found_past_article_and_type(gazetteer: Gazetteer) -> None:
    (mention,) = mentions_of(gazetteer, "They met in the city of Tver.")
    assert mention.preposition == "in"
    (mention,) = mentions_of(gazetteer, "He was head of the city of Tver.")
    assert mention.preposition == "of"


def test_a_name_that_only_qualifies_a_body_is_marked(gazetteer: Gazetteer) -> None:
    (before, alone) = mentions_of(gazetteer, "The Kursk soviet met in Orel.")
    assert (before.place.name, before.attributive) == ("Kursk", True)
    assert (alone.place.name, alone.attributive) == ("Orel", False)


def test_a_soft_sign_belongs_to_the_mention(gazetteer: Gazetteer) -> None:
    text = "In Gomel’ it began."
    (mention,) = mentions_of(gazetteer, text)
    assert text[mention.start : mention.end] == "Gomel’"


# -- other ages and lands


def test_the_second_punic_war(gazetteer: Gazetteer) -> None:
    places = places_of(
        gazetteer,
        "Hannibal left New Carthage and crossed the Alps. He won at the Trebia and at Cannae.",
        "Scipio landed in Africa. After the defeat at Zama Carthage asked for peace.",
    )
    assert set(places) == {
        "New Carthage",
        "Alps",
        "Trebia",
        "Cannae",
        "Africa",
        "Zama",
        "Carthage",
    }
    assert places["Zama"].country == "TN"
    assert places["New Carthage"].country == "ES"


def test_the_opening_of_japan(gazetteer: Gazetteer) -> None:
    places = places_of(
        gazetteer,
        "Perry sailed into Edo Bay. The rebel of Satsuma died at Kagoshima.",
        "The emperor moved from Kyoto to Tokyo. Mao was born in Hunan Province.",
    )
    assert {"Edo Bay", "Satsuma", "Kagoshima", "Kyoto", "Tokyo", "Hunan Province"} == set(places)
    assert places["Kagoshima"].country == "JP"


def test_the_liberation_of_south_america(gazetteer: Gazetteer) -> None:
    places = places_of(
        gazetteer,
        "Bolívar was born in Caracas. San Martín crossed the Andes and entered Santiago.",
        "They met at Guayaquil. O’Higgins became director of Chile.",
    )
    assert set(places) == {"Caracas", "Andes", "Santiago", "Guayaquil", "Chile"}
    assert places["Santiago"].country == "CL"


# -- votes, resolving, sturdiness


def test_wrong_entity_labels_do_not_unmake_a_known_town(gazetteer: Gazetteer) -> None:
    one = document("Troops marched to Taganrog.")
    people = PeopleTable.build([one], gazetteer=gazetteer)
    wrong = SimpleNamespace(ents=[SimpleNamespace(text="Taganrog", label_="PERSON")])
    table = PlaceTable.build([one], gazetteer, people, {(one.fingerprint, 0): wrong})
    assert [place.name for place in table.places] == ["Taganrog"]


def test_resolve_knows_old_and_new_names(gazetteer: Gazetteer) -> None:
    table = table_of(gazetteer, document("They met in Tsaritsyn."))
    for name in ("Tsaritsyn", "tsaritsyn’", "Volgograd", "Stalingrad"):
        found = table.resolve(name)
        assert found is not None and found.name == "Tsaritsyn"
    assert table.resolve("Kazan") is None
    assert table.resolve("") is None


@settings(deadline=None)
@given(st.lists(st.text(max_size=80), max_size=4))
def test_no_text_upsets_the_table_and_mentions_stay_in_their_passage(texts: list[str]) -> None:
    one = document(*texts)
    table = table_of(Gazetteer(), one)
    for passage in one.passages:
        end = 0
        for mention in table.mentions(one, passage.number):
            assert end <= mention.start < mention.end <= len(passage.text)
            end = mention.end
