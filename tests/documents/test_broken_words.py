"""Words that a scan broke are joined, true compounds are not."""

import pytest

from quizapp.documents.broken_words import BrokenWords

DOCUMENT = """Kallinov and the Kallinovites ruled. The Kallinov house was led by his son. A farmer
came to Brest-Litovsk and to Alma-Ata. Cooperation was rare, but co-operation grew: co-operation
was their word. Germany fell. He wished to re-form the ranks and not to reform them."""


def mend(word: str, document: str = DOCUMENT) -> str:
    wrong = BrokenWords(f"{document} {word}").false_hyphens(word)
    return "".join(char for at, char in enumerate(word) if at not in wrong)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Kal-linov", "Kallinov"),  # stands elsewhere in the document
        ("Kallino-vites", "Kallinovites"),
        ("Ger-many", "Germany"),  # although "many" is a word
        ("unneces-sary", "unnecessary"),  # the word list has it
        ("socioeco-nomic", "socioeconomic"),
        ("Skoro-vadsky", "Skorovadsky"),  # a name no half of which is a word
        ("Ore-khovo-Zuevo", "Orekhovo-Zuevo"),  # only the wrong one of two hyphens
    ],
)
def test_broken_words_are_joined(broken, whole):
    assert mend(broken) == whole


@pytest.mark.parametrize(
    "compound",
    [
        "Rostov-on-Don",
        "Brest-Litovsk",
        "Harbour-led",
        "anti-imperialist",
        "counter-offensive",
        "self-made",
        "co-operation",
        "re-form",
        "well-known",
        "Yat-sen",
        "politico-economic",
        "war-weary",
        "rank-and-file",
        "out-of-date",
        "Commander-in-Chief",
        "Alma-ata",  # written Alma-Ata elsewhere
    ],
)
def test_true_compounds_stay(compound):
    assert mend(compound) == compound


def test_a_hyphen_at_a_line_end_goes_where_the_word_is_known(read_text):
    text = "The gover-\nnor opened the well-\nknown bridge and the rail-\nway in that same year.\n"
    assert (
        "governor opened the well-known bridge and the railway" in read_text(text).passages[0].text
    )


def test_a_word_parted_by_hyphen_and_space_is_joined(read_text):
    text = (
        read_text("The activ- ities of the pre- and post-war councils were many.").passages[0].text
    )
    assert text == "The activities of the pre- and post-war councils were many."


def test_soft_hyphens_are_taken_out(read_text):
    assert "governor" in read_text("The gov\u00adernor opened the old bridge.").passages[0].text
