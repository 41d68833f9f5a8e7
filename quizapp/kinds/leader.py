"""Questions whose answer is a person."""

from __future__ import annotations

import re

from quizapp.domain.fact import Fact, FactKind, Person, Slot
from quizapp.domain.question import AnswerKind
from quizapp.kinds.kind import Wording
from quizapp.kinds.leader_options import wrong_people
from quizapp.kinds.option_sets import whole_set
from quizapp.kinds.pool import Pool, people_of
from quizapp.kinds.text import word_set
from quizapp.kinds.wording import person_key, time_phrase, who_stem

_ENDS = ("die", "perish")  # "who died at Friedrichsruh": of all there is to tell of him
# What many do in any year and town, so that "who" has more answers than the one meant.
_DONE_BY_MANY = word_set(
    """
    appear arrive attend begin buy complete divorce earn emigrate enrol enroll finish graduate
    immigrate join lecture live marry migrate move obtain perform practice practise purchase
    rejoin rent retire sell settle start stay study teach testify train travel visit work
    """
)
_SOME_POST = re.compile(r"an? (?:[a-z-]+ )*[a-z-]+ (?:at|in|of|for)\b")


class LeaderQuestions:
    kind = AnswerKind.LEADER

    def asks(self, fact: Fact) -> bool:
        return fact.kind in (FactKind.WHO, FactKind.LED) and fact.person is not None

    def word(self, fact: Fact) -> Wording | None:
        people = people_of(fact)
        if not people or len(people) > 3:
            return None
        time = time_phrase(fact.when, fact.when_preposition)
        return Wording(who_stem(fact, time), person_key(people), _accepted(people))

    def doubts(self, fact: Fact, pool: Pool) -> tuple[str, ...]:
        others = ("others too",) if pool.others_did(fact) else ()
        if _may_be_anybody(fact):
            return (*others, "anybody")
        return (*others, "who died") if fact.event.verb in _ENDS else others

    def candidates(self, fact: Fact, pool: Pool) -> list[str]:
        return whole_set(self.kind, self.word(fact), wrong_people(fact, pool))


def _may_be_anybody(fact: Fact) -> bool:
    """ "Who enrolled at the School of Mines?", "Who became a lecturer at Berlin": many did."""
    event = fact.event
    asked = fact.kind is FactKind.WHO and fact.slot is Slot.USUAL and not event.passive
    some_post = event.verb == "become" and _SOME_POST.match(event.complement) is not None
    return asked and (event.verb in _DONE_BY_MANY or some_post)


def _accepted(people: tuple[Person, ...]) -> tuple[str, ...]:
    if len(people) == 1:
        (person,) = people
        spoken = dict.fromkeys((person.surname, *person.aliases))
        return tuple(form for form in spoken if form not in person.familiar)
    if any(person.surname in person.familiar for person in people):
        return ()  # "Attilio and Bandiera" is half a pair
    return (" and ".join(p.surname for p in people),)
