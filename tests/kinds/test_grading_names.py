"""Typed names of people and places judged as a teacher would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.question import AnswerKind, Citation, Question
from quizapp.domain.review import Verdict
from quizapp.kinds.grading import Grade, grade

RIGHT, ALMOST, WRONG = Verdict.RIGHT, Verdict.ALMOST, Verdict.WRONG


def who(answer: str, *options: str, accept: tuple[str, ...] = ()) -> Question:
    return Question("q", AnswerKind.LEADER, "Who?", answer, accept=accept, distractors=options)


def where(answer: str, *options: str, accept: tuple[str, ...] = ()) -> Question:
    return Question("q", AnswerKind.PLACE, "Where?", answer, accept=accept, distractors=options)


LENIN = who("V. I. Lenin", "L. D. Trotsky", "A. F. Kerensky")


@pytest.mark.parametrize(
    "typed",
    [
        "V. I. Lenin", "Lenin", "lenin", "V.I. Lenin", "V I Lenin", "Lenin V. I.", "Lenin, V. I.",
        "Vladimir Lenin", "Vladimir Ilyich Lenin", "Lenin, Vladimir", "comrade Lenin", "Ленин",
        "В. И. Ленин", "Lenin (Ulyanov)", "Lenin, chairman of the council", "President Lenin",
    ],
)  # fmt: skip
def test_surname_initials_full_name_and_titles(typed: str) -> None:
    assert grade(LENIN, typed) == Grade(RIGHT)


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("L. D. Trotsky", "Trotskii"), ("L. D. Trotsky", "Trotzky"), ("L. D. Trotsky", "Троцкий"),
        ("L. D. Trotsky", "Leon Trotsky"), ("L. D. Trotsky", "Lev Davidovich Trotskiy"),
        ("G. E. Zinoviev", "Zinovyev"), ("G. E. Zinoviev", "Zinov'ev"),
        ("G. E. Zinoviev", "Зиновьев"),
        ("A. F. Kerensky", "Kerenskii"), ("Nikita Khrushchev", "Хрущев"),
        ("J. V. Stalin", "Iosif Stalin"), ("Joseph Stalin", "Josef Stalin"),
        ("V. A. Antonov-Ovseenko", "Antonov-Ovseyenko"),
        ("V. A. Antonov-Ovseenko", "antonov ovseenko"),
        ("Nicholas II", "Tsar Nicholas II"), ("Nicholas II", "Nikolai II"),
        ("Vladimir Lenin", "V. I. Lenin"), ("Artem (F. A. Sergeev)", "Sergeev"),
        ("Artem (F. A. Sergeev)", "Artem"),
        ("Otto von Bismarck", "Bismarck"), ("Hermann Göring", "Goering"),
    ],
)  # fmt: skip
def test_other_spellings_of_the_same_name_are_right(answer: str, typed: str) -> None:
    assert grade(who(answer), typed).verdict is RIGHT


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("A. F. Kerensky", "Kerenski"), ("A. F. Kerensky", "Kerensy"), ("L. D. Trotsky", "Totsky"),
        ("V. I. Lenin", "Lennin"), ("Napoleon Bonaparte", "Bonapart"), ("Garibaldi", "Garribaldi"),
    ],
)  # fmt: skip
def test_a_small_slip_is_at_least_almost_and_shown(answer: str, typed: str) -> None:
    result = grade(who(answer), typed)
    assert result.verdict in (RIGHT, ALMOST)
    if result.verdict is ALMOST:
        assert answer in result.note


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("V. I. Lenin", "Trotsky"), ("V. I. Lenin", "N. Lenin"), ("V. I. Lenin", "Lenina"),
        ("V. I. Lenin", "Lenin or Trotsky"), ("V. I. Lenin", "Lenin and Trotsky"),
        ("V. I. Lenin", "Trotsky and Lenin"), ("V. I. Lenin", "Lenin, Trotsky"),
        ("Lenin", "Lenin, Trotsky"),
        ("Trotsky", "Lenin and Trotsky"), ("V. I. Lenin", "Vladimir"), ("V. I. Lenin", "Denin"),
        ("V. I. Lenin", "Len"), ("Joan of Arc", "John"), ("Joan of Arc", "John of Arc"),
        ("Nicholas II", "Nicholas I"), ("Nicholas II", "Alexander II"), ("Petrov", "Petrova"),
        ("Henry VIII", "Henry VII"), ("Karl Marx", "Groucho Marx"),
    ],
)  # fmt: skip
def test_another_person_is_wrong(answer: str, typed: str) -> None:
    assert grade(who(answer, "L. D. Trotsky"), typed).verdict is WRONG


def test_initials_that_contradict_name_another_person() -> None:
    result = grade(LENIN, "N. K. Lenin")
    assert result.verdict is WRONG
    assert "V. I. Lenin" in result.note


@pytest.mark.parametrize(
    ("answer", "typed"), [("A. F. Kerensky", "F. Kerensky"), ("V. I. Lenin", "I. Lenin")]
)
def test_the_second_initial_alone_is_only_almost(answer: str, typed: str) -> None:
    assert grade(who(answer), typed).verdict is ALMOST


def test_a_surname_that_two_options_share_is_not_enough() -> None:
    asked = who("I. R. Romanov", "P. M. Romanov")
    assert grade(asked, "Romanov") == Grade(ALMOST, "Which one? The answer is I. R. Romanov.")
    assert grade(asked, "I. Romanov").verdict is RIGHT
    assert grade(asked, "P. Romanov").verdict is WRONG


def test_a_slip_never_reaches_an_option() -> None:
    asked = who("S. Milanov", "B. Milasov")
    assert grade(asked, "Milanof").verdict is ALMOST
    assert grade(asked, "Milacov").verdict is WRONG
    assert grade(asked, "Milasov").verdict is WRONG


def test_half_a_name_is_almost() -> None:
    assert grade(who("V. A. Antonov-Ovseenko"), "Antonov").verdict is ALMOST
    assert grade(who("Nicholas II"), "Nicholas").verdict is ALMOST
    assert grade(who("Mao Zedong"), "Mao").verdict is ALMOST
    assert grade(who("Joan of Arc"), "Joan").verdict is ALMOST


def test_the_land_of_a_byname_alone_may_be_anybody_of_there() -> None:
    assert grade(who("Louis of Nassau"), "Nassau").verdict is ALMOST
    assert grade(who("Louis of Nassau"), "Maurice of Nassau").verdict is WRONG
    assert grade(who("the Duke of Alba"), "Alba").verdict is RIGHT


@pytest.mark.parametrize(
    ("asked", "typed", "note"),
    [
        (where("Brussels"), "Brusels", "It is written Brussels here."),
        (who("L. D. Trotsky"), "Trotskii", "It is written L. D. Trotsky here."),
        (LENIN, "Vladimir Lenin", ""),
        (where("Brussels"), "brussels", ""),
    ],
)
def test_another_spelling_that_counts_in_full_is_told(
    asked: Question, typed: str, note: str
) -> None:
    assert grade(asked, typed) == Grade(RIGHT, note)


def test_the_land_behind_a_full_name_does_not_count_against_it() -> None:
    assert grade(who("Charles Albert"), "Charles Albert of Sardinia").verdict is RIGHT
    assert grade(who("Charles Albert"), "Charles Felix of Sardinia").verdict is WRONG
    assert grade(who("Nicholas II"), "Nicholas of Montenegro").verdict is WRONG


def test_accepted_forms_are_right() -> None:
    asked = who("V. I. Lenin", accept=("Vladimir Ulyanov",))
    assert grade(asked, "Ulyanov").verdict is RIGHT
    assert grade(asked, "Lenin / Ulyanov").verdict is RIGHT


# ---------------------------------------------------------------------- lists


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("Petrograd and Moscow", RIGHT), ("Moscow and Petrograd", RIGHT),
        ("moscow, petrograd", RIGHT),
        ("Moscow/Petrograd", RIGHT), ("Moscow & Petrograd", RIGHT), ("Moscow", ALMOST),
        ("Petrograt and Moscow", ALMOST), ("Moscow and Kiev", WRONG), ("Kiev", WRONG),
        ("Moscow or Petrograd", WRONG),
    ],
)  # fmt: skip
def test_lists_want_all_members_in_any_order(typed: str, verdict: Verdict) -> None:
    assert grade(where("Petrograd and Moscow", "Kiev and Omsk"), typed).verdict is verdict


def test_what_is_missing_from_a_list_is_said() -> None:
    asked = who("Kamenev, Sverdlov and Rykov")
    assert grade(asked, "Rykov").note == "Right, but Kamenev and Sverdlov belong to it as well."


# ---------------------------------------------------------------------- places


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("Omsk", "omsk"), ("Omsk", "the city of Omsk"), ("Omsk", "in Omsk"),
        ("Omsk", "Omsk, Siberia"),
        ("Omsk", "Omsk (Siberia)"), ("Tver’", "Tver"), ("Tver’", "Тверь"),
        ("Nizhny Novgorod", "Nizhnii Novgorod"), ("Nizhny Novgorod", "Nizhni-Novgorod"),
        ("St. Petersburg", "Saint Petersburg"), ("Volga", "the Volga River"), ("Pärnu", "Parnu"),
        ("Ekaterinodar", "Yekaterinodar"), ("The Hague", "Hague"),
        ("Bosnia and Herzegovina", "bosnia and herzegovina"),
    ],
)  # fmt: skip
def test_places_in_other_forms_are_right(answer: str, typed: str) -> None:
    assert grade(where(answer, "Tomsk"), typed).verdict is RIGHT


def test_renamed_towns_are_right_through_the_accepted_forms() -> None:
    asked = where("Tsaritsyn", accept=("Stalingrad", "Volgograd"))
    assert grade(asked, "volgograd").verdict is RIGHT
    assert grade(asked, "Volgagrad").verdict is ALMOST


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("Omsk", "Tomsk"), ("Omsk", "Orsk"), ("Omsk", "Omsk, Tomsk"), ("Omsk", "Omsk or Tomsk"),
        ("Nizhny Novgorod", "Novgorod"), ("Ekaterinodar", "Ekaterinburg"),
        ("Orenburg Province", "Orenburg Front"), ("Iran", "Iraq"), ("Austria", "Australia"),
    ],
)  # fmt: skip
def test_other_places_are_wrong(answer: str, typed: str) -> None:
    assert grade(where(answer, "Tomsk"), typed).verdict is WRONG


def test_a_town_is_not_its_province_when_both_are_offered() -> None:
    assert grade(where("Orenburg Province", "Orenburg"), "Orenburg").verdict is WRONG
    assert grade(where("Orenburg Province", "Omsk"), "Orenburg").verdict is ALMOST
    assert grade(where("Smolny Institute"), "Smolny").verdict is ALMOST


def test_a_slip_in_a_place_is_almost_and_shown() -> None:
    assert grade(where("Ekaterinodar"), "Ekaterinador") == Grade(
        ALMOST, "Nearly: it is written Ekaterinodar."
    )


# ---------------------------------------------------------------------- properties

NAMES = st.text(alphabet="abcdefghiklmnoprstuvyz", min_size=5, max_size=12).map(str.capitalize)


@given(NAMES, st.lists(NAMES, max_size=3))
def test_the_key_itself_is_always_right(name: str, options: list[str]) -> None:
    options = [option for option in options if option != name]
    assert grade(who(name, *options), name).verdict is RIGHT
    assert grade(where(name, *options), name).verdict is RIGHT


@given(NAMES, NAMES)
def test_an_option_is_never_more_than_wrong(name: str, option: str) -> None:
    for asked in (who(name, option), where(name, option)):
        if grade(who(name), option).verdict is not RIGHT:  # else it is the same name, spelt anew
            assert grade(asked, option).verdict is WRONG


@given(NAMES, NAMES)
def test_hedging_between_two_names_is_never_right(name: str, other: str) -> None:
    if grade(who(name), other).verdict is WRONG and grade(where(name), other).verdict is WRONG:
        for text in (f"{name} or {other}", f"{other} or {name}", f"{name} and {other}"):
            assert grade(who(name), text).verdict is not RIGHT
            assert grade(where(name), text).verdict is not RIGHT


@given(st.text(max_size=400))
def test_anything_typed_gets_a_verdict(typed: str) -> None:
    for asked in (LENIN, where("Petrograd and Moscow", "Kiev"), who("Nicholas II", "Mao Zedong")):
        assert grade(asked, typed).verdict in (RIGHT, ALMOST, WRONG)


def test_a_very_long_answer_is_refused_at_once() -> None:
    assert grade(LENIN, "Lenin and " * 200_000).verdict is WRONG


# ---------------------------------------------------------------------- more of what is typed


@pytest.mark.parametrize(
    ("answer", "typed", "verdict"),
    [
        ("V. I. Lenin", "it was Lenin", RIGHT), ("V. I. Lenin", "I think it was Lenin", RIGHT),
        ("V. I. Lenin", "the Bolshevik leader Lenin", RIGHT),
        ("V. I. Lenin", "Lenin Vladimir", RIGHT),
        ("Leon Trotsky", "Trotsky Leon", RIGHT), ("Leon Trotsky", "Lenin Trotsky", WRONG),
        ("Woodrow Wilson", "US President Wilson", RIGHT), ("P. N. Wrangel", "Baron Wrangel", RIGHT),
        ("P. N. Wrangel", "General Baron Pyotr Wrangel", RIGHT),
        ("P. N. Krasnov", "Krasnoff", RIGHT), ("G. M. Semenov", "Semyonov", RIGHT),
        ("G. M. Semenov", "Semionov", RIGHT), ("S. M. Budyonny", "Budenny", RIGHT),
        ("S. M. Budyonny", "Budennyi", RIGHT), ("S. G. Shaumian", "Shahumyan", RIGHT),
        ("Nikita Khrushchev", "Khruschev", RIGHT), ("Nikita Khrushchev", "Khrushchov", RIGHT),
        ("Nikita Khrushchev", "Krushchev", ALMOST), ("N. S. Chkheidze", "Ckheidze", ALMOST),
        ("D. G. Shcherbachev", "Shcherbachov", RIGHT), ("Sun Yat-sen", "Dr Sun Yat Sen", RIGHT),
        ("A. I. Denikin", "Gen. Denikin", RIGHT),
        ("Woodrow Wilson", "President Wilson of the United States", RIGHT),
        ("Catherine of Aragon", "Queen Catherine of Aragon", RIGHT),
        ("Duke of Wellington", "Duke of Wellington", RIGHT),
        ("Genrikh Yagoda", "Henrik Yagoda", RIGHT), ("Nicholas II", "Nicholas 2", RIGHT),
        ("Nicholas II", "Nicholas the Second", RIGHT), ("Nicholas II", "Nikolaj II", RIGHT),
        ("Nicholas II", "Tsar Nicholas the 2nd", RIGHT), ("Nicholas II", "Nicholas III", WRONG),
        ("Nicholas II", "Czar Nicholas II of Russia", RIGHT),
        ("Nicholas II", "Nicholas II Romanov", RIGHT), ("Nicholas II", "Nicholas the First", WRONG),
        ("Nicholas II", "Nicholas Romanov", ALMOST), ("Nicholas II", "Nicholas Nekrasov", WRONG),
        ("Grand Duke Michael", "Grand Duke Mikhail", RIGHT),
        ("Grand Duke Michael", "Grand Duke Nicholas", WRONG),
        ("Y. M. Sverdlov", "Sverdlovsk", WRONG), ("J. V. Stalin", "Vasily Stalin", ALMOST),
        ("J. V. Stalin", "Joe Stalin", RIGHT), ("T. W. Wilson", "Woodrow Wilson", ALMOST),
        ("Woodrow Wilson", "T. W. Wilson", RIGHT), ("A. M. Kaledin", "Kalinin", WRONG),
    ],
)  # fmt: skip
def test_people_as_they_are_typed(answer: str, typed: str, verdict: Verdict) -> None:
    assert grade(who(answer), typed).verdict is verdict


def test_a_bare_accepted_surname_does_not_admit_another_man_of_that_name() -> None:
    wilson = who("Woodrow Wilson", accept=("Wilson", "President Wilson"))
    assert grade(wilson, "Wilson").verdict is RIGHT
    assert grade(wilson, "Harold Wilson").verdict is WRONG
    lenin = who("V. I. Lenin", accept=("Lenin", "Vladimir Ulyanov"))
    assert grade(lenin, "N. K. Lenin").verdict is WRONG
    assert grade(lenin, "Alexander Ulyanov").verdict is WRONG


@pytest.mark.parametrize(
    ("answer", "typed", "verdict"),
    [
        ("Tbilisi", "Tbilisi in Georgia", RIGHT), ("Tbilisi", "Tbilisi Georgia", RIGHT),
        ("Tbilisi", "Tbilissi", RIGHT), ("Tbilisi", "Georgia", WRONG),
        ("Tbilisi", "Tblisi", ALMOST),
        ("Tomsk", "Tomsk, Siberia", RIGHT), ("Tomsk", "in Tomsk", RIGHT),
        ("Athens", "the city of Athens", RIGHT), ("Innsbruck", "Innsbruck, Austria", RIGHT),
        ("Omsk", "Omsk Siberia", RIGHT), ("Winter Palace", "the Winter Palace in Petrograd", RIGHT),
        ("Gorki", "Gorki near Moscow", RIGHT), ("Kiev", "Kijev", RIGHT),
        ("Kronstadt", "Kronshtadt", RIGHT), ("Kronstadt", "Cronstadt", RIGHT),
        ("Kharkov", "Harkov", ALMOST), ("Kharkov", "Charkov", ALMOST),
        ("Rostov-on-Don", "Rostov", ALMOST), ("Rostov-on-Don", "Rostov on the Don", RIGHT),
        ("Rostov-on-Don", "Rostov Veliky", WRONG), ("Rostov-on-Don", "Rostock", WRONG),
        ("St. Petersburg", "Petersburg", ALMOST), ("Putilov Works", "the Putilov factory", RIGHT),
        ("Putilov Works", "Putilov", ALMOST), ("the North Caucasus", "Northern Caucasus", RIGHT),
        ("the North Caucasus", "South Caucasus", WRONG), ("Donbas", "the Donbass", RIGHT),
        ("Donbas", "Donetsk", WRONG), ("Donets Basin", "Don Basin", WRONG),
        ("Donets Basin", "Donetz Basin", RIGHT), ("Putilov Works", "Putilov Iron Works", RIGHT),
        ("Kronstadt", "Kronstadt naval base", ALMOST), ("United States", "USA", RIGHT),
        ("United States", "the United States of America", RIGHT),
        ("the Netherlands", "Holland", RIGHT), ("Samara", "Samara on the Volga", RIGHT),
        ("Vladivostok", "Vladikavkaz", WRONG),
        ("Ekaterinburg", "Ekaterinoslav", WRONG), ("Tsaritsyn", "Tsarskoe Selo", WRONG),
        ("Georgia", "the Republic of Georgia", RIGHT), ("Novgorod", "Nizhny Novgorod", WRONG),
    ],
)  # fmt: skip
def test_places_as_they_are_typed(answer: str, typed: str, verdict: Verdict) -> None:
    assert grade(where(answer), typed).verdict is verdict


def test_a_wrong_option_typed_as_it_stands_is_wrong_however_alike() -> None:
    assert grade(where("Loja", "Lohja"), "Lohja").verdict is WRONG
    assert grade(where("Collo", "Kollo"), "Kollo").verdict is WRONG
    assert grade(where("Aston", "Ashton"), "Ashton").verdict is WRONG
    assert grade(where("Luoyang"), "Luojiang").verdict is not RIGHT


def test_what_is_too_much_is_told_so() -> None:
    assert grade(where("Tula"), "Tula Fortress").note == "Nearly: the answer is Tula."


@pytest.mark.parametrize("typed", ["Smolny Institute", "the Smolny Institute", "Smolnyi Institute"])
def test_the_longer_name_of_a_building_that_the_gazetteer_knows_is_right(typed: str) -> None:
    assert grade(where("Smolny", "Tauride Palace"), typed).verdict is RIGHT


def test_another_noun_or_another_name_makes_no_building_right() -> None:
    assert grade(where("Smolny"), "Smolny Station").verdict is ALMOST
    assert grade(where("Smolny"), "Mariinsky Institute").verdict is WRONG


def test_the_longer_name_of_a_building_that_the_passage_gives_is_right() -> None:
    def cited(stem: str, answer: str, quote: str) -> Question:
        proof = Citation("a.txt", quote=quote)
        return Question("q", AnswerKind.PLACE, stem, answer, citation=proof)

    told = cited("Where did they meet?", "Taurida", "They met in the Taurida Palace in 1906.")
    assert grade(told, "the Taurida Palace").verdict is RIGHT
    assert grade(told, "Taurida Institute").verdict is ALMOST
    two = "Lenin left Finland and came to the Finland Station."
    assert grade(cited("Where had he been?", "Finland", two), "Finland Station").verdict is ALMOST
    asked = cited("At which station did he arrive?", "Finland", two)
    assert grade(asked, "the Finland Station").verdict is RIGHT
