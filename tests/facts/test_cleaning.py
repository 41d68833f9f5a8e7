from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.document import Document
from quizapp.facts.cleaning import CleanSentence
from quizapp.facts.dates import DateReader
from quizapp.facts.gazetteer import Gazetteer
from quizapp.facts.people import PeopleTable
from quizapp.facts.places import PlaceTable
from quizapp.facts.prepare import prepare_passage, speech_sections, worth_parsing

Read = Callable[[str], Document]


def clean(document: Document) -> list[CleanSentence]:
    people = PeopleTable.build([document])
    places = PlaceTable.build([document], Gazetteer(), people)
    reader = DateReader([document])
    return [
        sentence
        for passage in document.passages
        for sentence in prepare_passage(document, passage, reader, people, places)
    ]


def test_a_doubled_date_becomes_one_plain_date(read: Read) -> None:
    text = "The fortress of Narva surrendered on October 26 (November 8), 1917, after a siege.\n"
    (sentence,) = clean(read(text))
    assert "on October 26, after" in sentence.text or "on October 26 after" in sentence.text
    (placed,) = sentence.dates
    assert placed.preposition == "on"
    assert placed.mention.text == "October 26 (November 8), 1917"


def test_brackets_go_to_a_side_table(read: Read) -> None:
    text = "The committee (headed by V. N. Orlov) met in Riga on 3 May 1919.\n"
    (sentence,) = clean(read(text))
    assert "(" not in sentence.text
    (aside,) = sentence.asides
    assert aside.text == "headed by V. N. Orlov"
    assert sentence.passage.text[aside.start : aside.end] == aside.text
    assert sentence.text[: aside.anchor].endswith("committee")


def test_every_plain_character_leads_back_to_its_own_place(read: Read) -> None:
    text = "On 3 (15) May 1812 Prince P. I. Bagration (a general) left Nizhny Novgorod’s gates.\n"
    (sentence,) = clean(read(text))
    for word in ("left", "gates"):
        at = sentence.text.index(word)
        source = sentence.passage_position(at)
        assert sentence.passage.text[source : source + len(word)] == word


def test_a_name_with_initials_is_one_word_to_the_parser(read: Read) -> None:
    text = "In 1812 the army of P. I. Bagration retreated. M. B. Barclay commanded it in 1812.\n"
    sentences = clean(read(text))
    assert "P. I." not in " ".join(s.text for s in sentences)


def test_words_in_capitals_are_read_like_others(read: Read) -> None:
    text = "THE SECOND CONGRESS OF WORKERS was held at Smolny on 5 May 1917.\n"
    (sentence,) = clean(read(text))
    assert sentence.text.startswith("The Second Congress of Workers was held")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("the Council of Peoples Commissars", "the Council of People's Commissars"),
        ("the C.C.R.C.P.(B.)", "the Central Committee of the RCPB"),
        ("the Ukr.C.P.(B.)", "the UCPB"),
    ],
)
def test_names_run_together_are_read_as_they_are_meant(
    read: Read, written: str, read_as: str
) -> None:
    (sentence,) = clean(read(f"In May 1919 the workers of Tula wrote to {written} at length.\n"))
    assert read_as in sentence.text


def test_issue_numbers_are_left_out(read: Read) -> None:
    text = (
        "The strike lasted a week and ended with the victory of the printers of Geneva. "
        "The report of their committee was printed in Iskra, No. 86, in May 1904.\n"
    )
    sentences = clean(read(text))
    assert len(sentences) == 2
    assert "86" not in sentences[1].text


def test_a_list_of_pairs_keeps_one_and_remembers_all(read: Read) -> None:
    text = (
        "The strike delayed the election until May 5, 1906, in Kazan, May 9, 1906, in Samara, "
        "and June 1, 1906, in Saratov.\n"
    )
    (sentence,) = clean(read(text))
    assert "Samara" not in sentence.text
    assert [place.mention.place.name for _, place in sentence.pairs] == [
        "Kazan", "Samara", "Saratov",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Comrades, we took Kazan on 5 May 1918.\n",
        "Did the army take Kazan on 5 May 1918?\n",
        "He reported in 1918 on 1) trade and 2) peace.\n",
    ],
)
def test_speeches_questions_and_enumerations_are_not_asked_about(read: Read, text: str) -> None:
    assert not any(worth_parsing(s) for s in clean(read(text)))


def test_a_war_with_a_number_is_no_speaker(read: Read) -> None:
    (sentence,) = clean(read("After World War I the treaty was signed in Paris on 5 May 1920.\n"))
    assert worth_parsing(sentence)


def test_sections_in_which_somebody_speaks_are_told_apart(read: Read) -> None:
    text = (
        "# Speech\n\nWe greet you. We came to help our friends.\n\n"
        "# History\n\nThe town was founded in 1703 by Peter the Great.\n"
    )
    document = read(text)
    said = speech_sections(document)
    headings = {path[-1] for path in said if path}
    assert "History" not in headings
