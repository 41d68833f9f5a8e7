"""Who stands on whose side, by what the texts say between two names."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.document import Document, OffsetRun, Passage, TextKind
from quizapp.domain.fact import FactTable, Person
from quizapp.kinds.company import Company

NAMES = ("Ashby", "Bolton", "Corwin", "Dunmore", "Elwes", "Farrow", "Gifford")
BETWEEN = ("and", "defeated", "joined", "met", ", the royalist, and")


def company(sentences: list[str]) -> Company:
    text = " ".join(sentences)
    passage = Passage(0, text, TextKind.PROSE, (OffsetRun(0, 0, len(text)),))
    document = Document("doc.txt", "Doc", "txt", text, (passage,), "doc")
    people = tuple(Person(name, name, mentions=5) for name in NAMES)
    return Company(FactTable((), people, (), (document,)))


SENTENCES = st.lists(
    st.builds(
        "The rebel {} {} {}.".format,
        st.sampled_from(NAMES),
        st.sampled_from(BETWEEN),
        st.sampled_from(NAMES),
    ),
    max_size=8,
)


@given(SENTENCES)
def test_nobody_but_kin_has_a_bond(sentences: list[str]) -> None:
    known = company(sentences)
    for one, other in permutations(NAMES, 2):
        if other not in known.kin(one):
            assert known.bond(one, other) == 0


def test_the_kin_of_somebody_are_allies_enemies_and_those_of_their_side() -> None:
    known = company(["Ashby defeated Bolton.", "Bolton and Corwin fled.", "Dunmore wept."])
    assert {"Bolton", "Corwin"} <= known.kin("Ashby")
    assert "Dunmore" not in known.kin("Ashby")
