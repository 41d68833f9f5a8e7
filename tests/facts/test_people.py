"""The people table: what is a person, which spellings are one man, and when he lived."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.document import Document, Passage, TextKind
from quizapp.domain.fact import Person
from quizapp.facts.people import PeopleTable

Kinds = tuple[TextKind, ...]


def document(*texts: str, kinds: Kinds = (), name: str = "text.txt") -> Document:
    original = "\n\n".join(texts)
    passages = tuple(
        Passage(number, text, kinds[number] if kinds else TextKind.PROSE, ())
        for number, text in enumerate(texts)
    )
    fingerprint = hashlib.sha256((name + original).encode()).hexdigest()
    return Document(name, "", "text", original, passages, fingerprint)


def people_of(*texts: str) -> dict[str, Person]:
    return {person.name: person for person in PeopleTable.build([document(*texts)]).people}


def mentioned(*texts: str) -> list[str]:
    """Canonical names in the order of mention."""
    one = document(*texts)
    table = PeopleTable.build([one])
    return [
        mention.person.name
        for passage in one.passages
        for mention in table.mentions(one, passage.number)
    ]


# -- what has the form of a name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The session was chaired by P. N. Orlov.", "P. N. Orlov"),
        ("The session was chaired by P.N.Orlov.", "P. N. Orlov"),
        ("A letter came from Kh. G. Rakovsky.", "Kh. G. Rakovsky"),
        ("Franklin D. Roosevelt spoke.", "Franklin D. Roosevelt"),
        ("Klemens von Metternich presided.", "Klemens von Metternich"),
        ("Bernardo O’Higgins sailed home.", "Bernardo O’Higgins"),
        ("Nicholas II abdicated.", "Nicholas II"),
        ("Catherine the Great wrote to Voltaire.", "Catherine the Great"),
        ("Philip of Macedon made peace.", "Philip of Macedon"),
        ("Antiochus III fled.", "Antiochus III"),
        ("Cato the Elder spoke again.", "Cato the Elder"),
        ("Genghis Khan died in 1227.", "Genghis Khan"),
        ("The Duke of Wellington arrived.", "Duke of Wellington"),
        ("Queen Victoria reigned long.", "Queen Victoria"),
        ("Power passed to Grand Duke Michael Alexandrovich.", "Grand Duke Michael Alexandrovich"),
        ("Deng Xiaoping returned.", "Deng Xiaoping"),
        ("The march was led by Mao Tse-Tung.", "Mao Tse-Tung"),
        ("Quintus Fabius Maximus refused battle.", "Quintus Fabius Maximus"),
        ("Martin Luther King was murdered in Memphis.", "Martin Luther King"),
        ("Toussaint L’Ouverture led the revolt.", "Toussaint L’Ouverture"),
    ],
)
def test_a_full_name_is_found_whole(text: str, name: str) -> None:
    assert name in people_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "The A.R.C.E.C. met in Kazan.",
        "The Central Committee sent a telegram to the Southern Front.",
        "The Bolsheviks and the Mensheviks left the hall.",
        "On Monday, 3 March, the Duma was closed.",
        "The Treaty of Westphalia ended the Thirty Years War.",
        "The U.S. Congress voted against it.",
        "He was sent to Saint Helena.",
        "General Provisions of the Charter",
        "Soviet power reached Rostov and the Don.",
        "Many died. Others fled to Persia.",
        "World War II began.",
        "The U.S. Census Bureau counted them, and U.S. Steel paid.",
        "The Saturn V flew, and Gemini XII came down.",
        "A cave was dug out. Russell Cave was closed.",
        "The Montgomery Expressway was opened.",
        "",
    ],
)
def test_bodies_places_works_and_dates_are_no_people(text: str) -> None:
    assert people_of(text) == {}


def test_ranks_and_party_words_are_no_part_of_the_name() -> None:
    names = people_of("They were met by the Bolshevik A. P. Kasatkin and General Yermolin.")
    assert set(names) == {"A. P. Kasatkin", "Yermolin"}


def test_the_possessive_ending_is_outside_the_mention() -> None:
    one = document("I. K. Sorokin's army withdrew.")
    (mention,) = PeopleTable.build([one]).mentions(one, 0)
    assert one.passages[0].text[mention.start : mention.end] == "I. K. Sorokin"


def test_a_soft_sign_belongs_to_the_name_and_a_closing_quote_does_not() -> None:
    assert "S. G. Roshal’" in people_of("He was S. G. Roshal’ of Kronstadt.")
    assert "I. P. Belov" in people_of("It was signed ‘I. P. Belov’ by hand.")


def test_cyrillic_letters_that_look_latin_are_read_as_latin() -> None:
    assert "Y. M. Gorin" in people_of("The report of Y.М. Gorin was read.")


# -- names of one word


def test_a_man_known_by_one_name_is_a_person_by_what_he_does() -> None:
    names = people_of(
        "Hannibal won at the Trebia. Next year Hannibal crossed the marshes.",
        "Later Hannibal fled to Ephesus, where he lost an eye.",
    )
    assert names["Hannibal"].mentions == 3


def test_names_joined_to_a_victim_of_murder_are_people() -> None:
    assert {"Caesar", "Brutus", "Cassius"} <= set(
        people_of("Caesar was murdered in the theatre by Brutus and Cassius.")
    )


def test_rank_before_a_single_name_makes_it_a_person() -> None:
    assert "Ney" in people_of("Marshal Ney covered the retreat.")


def test_a_single_capitalised_word_without_any_sign_is_left_alone() -> None:
    assert people_of("They talked of Sevrin and went home.") == {}


def test_a_plural_of_a_surname_is_not_its_bearer() -> None:
    assert mentioned("General Krasnin fled.", "All the Krasnins of this world will flee.") == [
        "Krasnin"
    ]


# -- one man, many spellings


def test_a_surname_alone_is_the_one_man_of_that_surname() -> None:
    assert (
        mentioned("V. A. Serov took the floor.", "Then Serov left.", "Serov's friends too.")
        == ["V. A. Serov"] * 3
    )


def test_the_canonical_form_is_elected_by_all_mentions() -> None:
    names = people_of(
        "Viktor Lomov spoke.", "V. P. Lomov wrote.", "V.P. Lomov died.", "Lomov was buried."
    )
    assert list(names) == ["V. P. Lomov"]
    assert set(names["V. P. Lomov"].aliases) == {"Viktor Lomov", "Lomov"}


def test_transliterations_and_slips_of_one_name_are_joined() -> None:
    names = people_of(
        "G. E. Sviderskii came.", "G.E. Svidersky went.", "G. E. Svidersky came back."
    )
    assert list(names) == ["G. E. Svidersky"]
    names = people_of(
        "V. A. Antonenko-Davydov spoke.",
        "V. A. Antonenko-Davydov wrote.",
        "V.A. Antonenko-Davydo said no.",
    )
    assert list(names) == ["V. A. Antonenko-Davydov"]


def test_initials_that_contradict_make_another_man() -> None:
    names = people_of("N. P. Iakovlev came from Tomsk.", "A. A. Iakovlev stayed in Orsk.")
    assert set(names) == {"N. P. Iakovlev", "A. A. Iakovlev"}


def test_a_surname_of_two_men_stays_open_unless_one_was_named_shortly_before() -> None:
    filler = [f"Nothing happened in year {number} of the plan." for number in range(20)]
    names = mentioned("N. P. Danilov came.", "A. A. Danilov went.", *filler, "Danilov is back.")
    assert names == ["N. P. Danilov", "A. A. Danilov"]
    assert mentioned("N. P. Danilov came.", "A. A. Danilov went.", "Then Danilov rested.")[-1] == (
        "A. A. Danilov"
    )


def test_husband_and_wife_are_two_people() -> None:
    assert set(people_of("A. V. Kamenin spoke.", "A. V. Kamenina wrote.")) == {
        "A. V. Kamenin",
        "A. V. Kamenina",
    }


def test_national_forms_of_a_given_name_may_be_one_man() -> None:
    names = people_of("Lev Braunstein spoke.", "Leon Braunstein wrote.", "Leon Braunstein fled.")
    assert list(names) == ["Leon Braunstein"]


def test_a_monarch_is_met_again_under_his_bare_name() -> None:
    assert (
        mentioned("Frederick II was crowned.", "Soon Frederick went east.") == ["Frederick II"] * 2
    )


def test_a_man_famous_by_his_given_name_is_met_again_under_it() -> None:
    names = mentioned("Napoleon Bonaparte was born at Ajaccio.", "Napoleon overthrew them.")
    assert names == ["Napoleon Bonaparte"] * 2


def test_a_given_name_is_nobody_in_another_document_or_in_a_longer_name() -> None:
    one = document("Ulysses Marlowe spoke.")
    other = document("Ulysses was ordered to leave. He wept.")
    table = PeopleTable.build([one, other])
    assert "Ulysses Marlowe" not in [m.person.name for m in table.mentions(other, 0)]
    assert mentioned("Ulysses Marlowe spoke.", "They sailed to Port Ulysses and Ulysses Bay.") == [
        "Ulysses Marlowe"
    ]


def test_monarchs_of_one_name_and_other_numbers_are_other_people() -> None:
    names = mentioned("John V was crowned. John VI fled. Queen Maria I followed John I.")
    assert names == ["John V", "John VI", "Maria I", "John I"]


def test_a_number_that_ends_the_sentence_belongs_to_the_name() -> None:
    assert mentioned("He was dismissed by the new queen, Isabella I. She was his enemy.") == [
        "Isabella I"
    ]


def test_a_monarch_is_named_with_his_land_and_called_without_it() -> None:
    table = PeopleTable.build(
        [
            document(
                "Philip III of Naples was crowned.", "Philip III died. Philip III of Lydia fled."
            )
        ]
    )
    first = table.resolve("Philip III of Naples")
    other = table.resolve("Philip III of Lydia")
    assert first is not None and other is not None and first != other
    assert first.surname == "Philip III"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "In May the duke of Mantua defeated the prior of Lodi.",
            ["Duke of Mantua", "Prior of Lodi"],
        ),
        ("He was made duke of Mantua for his services.", []),
    ],
)
def test_a_peer_is_a_person_where_he_stands_for_the_man(text: str, names: list[str]) -> None:
    assert mentioned(text) == names


def test_a_heading_that_ran_into_a_name_is_cut_off() -> None:
    one = document(
        "Joseph Stalin spoke.", "Accusing Stalin of treason helped nobody, accusing too."
    )
    table = PeopleTable.build([one])
    (mention,) = table.mentions(one, 1)
    assert one.passages[1].text[mention.start : mention.end] == "Stalin"


def test_a_surname_is_resolved_in_its_own_document_first_then_in_all() -> None:
    first = document("A. B. Zorin came.", "Zorin sat down.", name="a")
    second = document("K. L. Zorin came.", "Zorin sat down.", name="b")
    third = document("Then Zorin stood up.", name="c")
    table = PeopleTable.build([first, second, third])
    assert table.mentions(first, 1)[0].person.name == "A. B. Zorin"
    assert table.mentions(second, 1)[0].person.name == "K. L. Zorin"
    assert table.mentions(third, 0) == ()


def test_a_town_is_no_man_of_another_document() -> None:
    biography = document("Leonid Nikolaev shot him.", name="a")
    chronicle = document("Soviets arose in Poltava, Nikolaev, Kherson, and other cities.", name="b")
    table = PeopleTable.build([biography, chronicle])
    assert table.mentions(chronicle, 0) == ()


# -- roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The committee (I. R. Rodin, chairman) met.", "chairman"),
        (
            "It was opened by F. I. Dann, the head of the old committee.",
            "head of the old committee",
        ),
        ("Then General A. I. Lukin arrived.", "General"),
        ("The historian Ian Brecht disagrees.", "historian"),
        ("He met the foreign minister Pavel Milin.", "foreign minister"),
        ("A. I. Lukin arrived, tired of it all.", None),
        ("They saw A. I. Lukin, General P. Rostin and others.", None),
        ("The Bolsheviks V. P. Sarin and M. I. Vasin left.", None),
    ],
)
def test_the_role_stands_beside_the_name(text: str, role: str | None) -> None:
    one = document(text)
    assert PeopleTable.build([one]).mentions(one, 0)[0].role == role


# -- life spans


def life(*texts: str) -> tuple[int | None, int | None]:
    (person,) = people_of(*texts).values()
    return person.first_year, person.last_year


def test_brackets_with_birth_and_death_give_the_life_span() -> None:
    assert life("Abraham Lincoln (1809–1865) was a lawyer.", "In 1900 Lincoln was honoured.") == (
        1809,
        1865,
    )


def test_years_of_what_a_man_does_bound_his_life() -> None:
    assert life("In 1904 P. K. Sedov resigned.", "P. K. Sedov spoke in 1911.") == (1904, 1911)


def test_a_death_ends_the_span_whatever_is_said_of_the_man_later() -> None:
    assert life("P. K. Sedov died in 1911.", "In 1950 P. K. Sedov was honoured.")[1] == 1911


def test_years_before_christ_are_astronomical() -> None:
    assert life("Julius Caesar was murdered in 44 BC.")[1] == -43


def test_a_book_about_a_man_does_not_date_him() -> None:
    assert life("In 1923 the ideas of Karl Marx were popular.") == (None, None)


def test_numbers_of_men_are_no_years() -> None:
    assert life("P. K. Sedov led 1500 men.") == (None, None)


# -- other ages and lands


def test_the_second_punic_war() -> None:
    names = people_of(
        "In 218 BC Hannibal left Spain. The consul Publius Cornelius Scipio met him and was hurt.",
        "Hasdrubal had died three years before. Hannibal fled to Antiochus III of Syria.",
        "The historian Polybius says that Scipio wept when Carthage burned.",
    )
    assert set(names) == {
        "Hannibal",
        "Publius Cornelius Scipio",
        "Hasdrubal",
        "Antiochus III of Syria",
        "Polybius",
    }
    assert names["Publius Cornelius Scipio"].mentions == 2


def test_the_opening_of_japan() -> None:
    names = people_of(
        "Commodore Matthew C. Perry sailed into the bay in July 1853.",
        "Tokugawa Yoshinobu, the last shogun, resigned in 1867. Ito Hirobumi signed the treaty.",
        "Admiral Togo Heihachiro destroyed the fleet. Sun Yat-sen was elected in Nanjing.",
    )
    assert set(names) == {
        "Matthew C. Perry",
        "Tokugawa Yoshinobu",
        "Ito Hirobumi",
        "Togo Heihachiro",
        "Sun Yat-sen",
    }
    assert names["Tokugawa Yoshinobu"].surname == "Tokugawa"


def test_the_american_civil_war() -> None:
    names = people_of(
        "General Robert E. Lee surrendered to Ulysses S. Grant at Appomattox on 9 April 1865.",
        "Lee had invaded Pennsylvania. Grant captured Vicksburg on the Mississippi River.",
        "Sherman marched from Atlanta to Savannah. Harriet Tubman guided slaves to Canada.",
    )
    assert set(names) == {"Robert E. Lee", "Ulysses S. Grant", "Sherman", "Harriet Tubman"}


# -- entity votes, resolving, sturdiness


def parsed(entities: Iterable[tuple[str, str]]) -> SimpleNamespace:
    return SimpleNamespace(ents=[SimpleNamespace(text=t, label_=label) for t, label in entities])


def test_entity_votes_make_a_person_of_a_name_without_other_signs() -> None:
    one = document("They talked of Sevrin.", "Nobody forgot Sevrin.")
    assert PeopleTable.build([one]).people == ()
    votes = {(one.fingerprint, n): parsed([("Sevrin", "PERSON")]) for n in (0, 1)}
    assert [person.name for person in PeopleTable.build([one], votes).people] == ["Sevrin"]


def test_a_wrong_entity_label_does_not_unmake_a_sure_name() -> None:
    one = document("A. M. Kalinov ruled the Don.")
    votes = {(one.fingerprint, 0): parsed([("A. M. Kalinov", "GPE"), ("Don", "PERSON")])}
    assert [person.name for person in PeopleTable.build([one], votes).people] == ["A. M. Kalinov"]


def test_resolve_knows_every_spelling_and_refuses_other_initials() -> None:
    table = PeopleTable.build([document("V. I. Sazonov spoke.", "Viktor Sazonov wrote.")])
    for spelling in ("Sazonov", "V.I. Sazonov", "V. Sazonov", "viktor sazonov", "Viktor Sazonoff"):
        found = table.resolve(spelling)
        assert found is not None and found.surname == "Sazonov", spelling
    assert table.resolve("P. K. Sazonov") is None
    assert table.resolve("Izvolsky") is None
    assert table.resolve("") is None


def test_bibliographies_and_contents_name_nobody_to_ask_about() -> None:
    one = document("Petrov, I. K. Istoriia. Moscow, 1950.", kinds=(TextKind.BIBLIOGRAPHY,))
    assert PeopleTable.build([one]).people == ()


@settings(deadline=None)
@given(st.lists(st.text(max_size=80), max_size=4))
def test_no_text_upsets_the_table_and_mentions_stay_in_their_passage(texts: list[str]) -> None:
    one = document(*texts)
    table = PeopleTable.build([one])
    for passage in one.passages:
        end = 0
        for mention in table.mentions(one, passage.number):
            assert end <= mention.start < mention.end <= len(passage.text)
            end = mention.end


def test_the_order_of_documents_does_not_change_who_is_found() -> None:
    texts = [
        document("V. A. Serov spoke in 1905.", name="a"),
        document("Valentin Serov painted. Serov died in 1911.", name="b"),
    ]
    there = PeopleTable.build(texts).people
    back = PeopleTable.build(texts[::-1]).people
    assert there == back


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The rising was put down by the minister of war, Ormund Tilbane, in May.",
            ["Ormund Tilbane"],
        ),
        ("After the flight of the minister, Ormund rose in revolt.", []),
        ("An English fleet under Tilbane and Orvey appeared.", ["Tilbane", "Orvey"]),
        ("The town lay under Tilbane Hill.", []),
    ],
)
def test_an_office_or_a_force_announces_its_man(text: str, names: list[str]) -> None:
    assert mentioned(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Prince Max of Baden was appointed chancellor. Prince Max resigned.",
            ["Max of Baden", "Max of Baden"],
            id="a short title",
        ),
        pytest.param(
            "It was led by Johann Tserclaes, Count of Tilly. Tilly died in 1632.",
            ["Count of Tilly", "Count of Tilly", "Count of Tilly"],
            id="a title behind the name",
        ),
        pytest.param(
            "Charles Albert, King of Sardinia, declared war. A worker, Albert, was arrested.",
            ["Charles Albert"],
            id="two given names of a king",
        ),
        pytest.param(
            'He recruited Francisco "Pancho" Villa. Villa captured the town.',
            ["Francisco Villa", "Francisco Villa"],
            id="a nickname in quotes",
        ),
        pytest.param(
            "They turned at 82° 17' S. Ernest Shackleton was ill. Shackleton returned home.",
            ["Ernest Shackleton", "Ernest Shackleton"],
            id="a bearing is no initial",
        ),
        pytest.param(
            "William Rowan, Duke of Ely, fled. To another William went the crown.",
            ["William Rowan", "William Rowan"],
            id="another of the name",
        ),
        pytest.param(
            "The army was led by Jan III Sobieski. Shah Jahan died in 1666.",
            ["Jan III Sobieski", "Shah Jahan"],
            id="Jan is no month and Shah part of the name",
        ),
        pytest.param(
            "It was headed by la. V. Poluian. Ia. V. Poluian died.",
            ["Ia. V. Poluian", "Ia. V. Poluian"],
            id="a scan's l for I",
        ),
    ],
)
def test_one_person_under_several_names(text: str, names: list[str]) -> None:
    assert mentioned(text) == names


def test_particles_of_a_bare_surname_belong_to_the_mention() -> None:
    text = "Adolfo de la Huerta fled. De la Huerta served as president."
    one = document(text)
    found = PeopleTable.build([one]).mentions(one, 0)
    assert [text[mention.start : mention.end] for mention in found] == [
        "Adolfo de la Huerta",
        "De la Huerta",
    ]


def test_a_land_is_nobody_s_surname() -> None:
    text = (
        "The Banco Nacional de Angola was founded. Angola was elected to the council. Angola grew."
    )
    assert mentioned(text).count("Banco Nacional de Angola") <= 1


def test_a_word_that_is_mostly_a_town_is_not_the_club_called_after_it() -> None:
    text = "They met in Baku, lived in Baku, fought in Baku and died in Baku. Baku was taken. "
    assert mentioned(f"{text}Neftchi Baku, who won, was cheered.").count("Neftchi Baku") <= 1


def test_a_nickname_in_front_makes_it_another_one_of_the_family() -> None:
    text = "Abraham Lincoln was elected. “Willie” Lincoln died. Lincoln wept."
    assert mentioned(text).count("Abraham Lincoln") == 2


def test_a_given_name_that_is_also_a_surname_of_the_text_is_left_open() -> None:
    text = "Thomas Lincoln built a farm. General Lorenzo Thomas led the men. Thomas bought land."
    assert mentioned(text).count("Lorenzo Thomas") == 1
