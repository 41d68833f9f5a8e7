"""Class lists as they are pasted: what is taken, and what is left out and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.class_list import MOST, read_class_list
from quizapp.domain.learner import LONGEST_NAME

WORDS = st.text(st.characters(categories=("Lu", "Ll"), max_codepoint=0x17F), min_size=2, max_size=9)
PEOPLE = st.lists(
    st.tuples(WORDS, WORDS).map(lambda pair: (pair[0].capitalize(), pair[1].capitalize())),
    min_size=2, max_size=40, unique_by=lambda pair: " ".join(pair).casefold(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna\nBen\n", ("Anna", "Ben")),
        ("  Anna   Maria \r\n\r\n\tBen\t\r\n", ("Anna Maria", "Ben")),
        ("Lovelace, Ada\nHopper, Grace", ("Ada Lovelace", "Grace Hopper")),
        ("1. Lovelace, Ada\n2) Hopper, Grace\n(3) Ben", ("Ada Lovelace", "Grace Hopper", "Ben")),
        ("12 Anna\n13 Ben", ("Anna", "Ben")),
        ("- Anna\n• Ben\n* Cleo", ("Anna", "Ben", "Cleo")),
        ("1\tLovelace\tAda\n2\tHopper\tGrace", ("Ada Lovelace", "Grace Hopper")),
        ("Nachname;Vorname;Klasse\nMüller;Änne;8b", ("Änne Müller",)),
        ("Name;Vorname\nMüller;Änne", ("Änne Müller",)),
        ("First name,Last name,Email\nAda,Lovelace,ada@x.org", ("Ada Lovelace",)),
        ("No,Student,Class\n1,Ada King,8b\n2,Grace Hopper,8b", ("Ada King", "Grace Hopper")),
        ('"Lovelace, Ada",8b,ada@x.org\n"Hopper, Grace",8b,g@x.org',
         ("Ada Lovelace", "Grace Hopper")),
        ("Anna, Ben, Cleo, Dora", ("Anna", "Ben", "Cleo", "Dora")),
        ("Name\nAnna\nBen", ("Anna", "Ben")),
        ("\ufeffAnna\nO'Brien, Seán", ("Anna", "Seán O'Brien")),
        ("Pupil 7\nPupil 8", ("Pupil 7", "Pupil 8")),
        ("", ()),
    ],
)  # fmt: skip
def test_lists_are_read_as_they_are_kept(text: str, names: tuple[str, ...]) -> None:
    assert read_class_list(text).names == names


def test_two_columns_can_be_the_other_way_round() -> None:
    found = read_class_list("Ada\tLovelace\nGrace\tHopper", surname_first=False)
    assert found.names == ("Ada Lovelace", "Grace Hopper")


def test_what_is_left_out_is_said_with_its_line_and_reason() -> None:
    found = read_class_list("Anna\nBen\n\n42\nanna\nCleo\n" + "x" * 61, known=("BEN",))
    assert found.names == ("Anna", "Cleo")
    assert [(each.line, each.why) for each in found.skipped] == [
        (2, "is here already"),
        (4, "there is no name in it"),
        (5, "the same as line 1"),
        (7, "longer than 60 characters"),
    ]


def test_no_more_are_taken_than_a_school_year_has() -> None:
    found = read_class_list("\n".join(f"Pupil {number}" for number in range(MOST + 3)))
    assert len(found.names) == MOST
    assert len(found.skipped) == 3


@given(people=PEOPLE, form=st.sampled_from(["{g} {f}", "{f}, {g}", "{n}. {f}, {g}", "{f}\t{g}",
                                            "{n};{f};{g};8b", '"{f}, {g}",g@x.org']))  # fmt: skip
def test_the_same_class_is_found_in_whatever_form(people: list[tuple[str, str]], form: str) -> None:
    lines = [form.format(n=n, g=g, f=f) for n, (g, f) in enumerate(people, start=1)]
    found = read_class_list("\n".join(lines))
    assert found.names == tuple(f"{g} {f}" for g, f in people)
    assert found.skipped == ()


@given(text=st.text())
def test_every_name_is_fit_and_there_once(text: str) -> None:
    found = read_class_list(text)
    keys = [name.casefold() for name in found.names]
    assert len(keys) == len(set(keys))
    for name in found.names:
        assert name == " ".join(name.split())
        assert 0 < len(name) <= LONGEST_NAME
        assert name.isprintable()
    assert found == read_class_list(text)
