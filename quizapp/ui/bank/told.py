"""What became of many questions, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.deck import Deck
from quizapp.services.edit_bank import Added, Change, Changed, Part, PutBack
from quizapp.services.merge_duplicates import Merged
from quizapp.ui import words
from quizapp.ui.words import tr


def changed(done: Changed, change: Change, decks: Sequence[Deck]) -> str:
    """ "12 questions changed: tags added to 10, topic set for 12. 3 were so already." """
    if not done.questions:
        return tr("Nothing changed: {} were so already.").format(words.questions(done.left))
    said = tr("{} changed").format(words.questions(done.questions))
    parts = ", ".join(_part(part, number, change, decks) for part, number in done.parts)
    said = f"{said}: {parts}." if parts else f"{said}."
    return f"{said} {tr('{:,} were so already.').format(done.left)}" if done.left else said


def added(done: Added) -> str:
    """ "12 questions added to Monday. 2 were in it already." """
    name = words.one_line(done.quiz.name)
    said = [tr("{} added to {}.").format(words.questions(done.added), name)]
    if done.known:
        said.append(tr("{:,} were in it already.").format(done.known))
    if done.unfit:
        said.append(tr("{:,} were left out: they are not in study.").format(done.unfit))
    return " ".join(said)


def replaced(find: str, by: str, changed: int, left: int) -> str:
    """ "“Peter” is now “Pyotr” in 12 questions." """
    old, new, number = words.one_line(find), words.one_line(by), words.questions(changed)
    gone = tr("“{}” is gone from {}.").format(old, number)
    said = tr("“{}” is now “{}” in {}.").format(old, new, number) if new else gone
    if left:
        stay = tr("{:,} stay: with all of it replaced, they would be no questions.")
        said += " " + stay.format(left)
    return said


def merged(done: Merged) -> str:
    """ "3 questions kept, 4 questions dropped. 1 quiz asks the kept one now." """
    said = tr("{} kept, {} dropped.").format(
        words.questions(done.kept), words.questions(done.retired)
    )
    if done.quizzes:
        number = words.count(done.quizzes, tr("quiz asks"), tr("quizzes ask"))
        said += " " + tr("{} the kept one now.").format(number)
    return said


def put_back(done: PutBack) -> str:
    parts = []
    if done.questions or not done.quizzes:
        parts.append(words.questions(done.questions))
    if done.quizzes:
        parts.append(words.count(done.quizzes, tr("quiz"), tr("quizzes")))
    said = tr("Undone: {} as before.").format(tr(" and ").join(parts))
    if done.left:
        said += " " + tr("{:,} were changed again since and stay.").format(done.left)
    return said


def _part(part: Part, number: int, change: Change, decks: Sequence[Deck]) -> str:
    names = {deck.id: words.one_line(deck.name) for deck in decks}
    topic = tr("topic set for {:,}") if change.topic else tr("topic taken away from {:,}")
    state = words.state_name(change.state) if change.state else ""
    sentences = {
        Part.TAGS_ADDED: tr("tags added to {:,}"),
        Part.TAGS_REMOVED: tr("tags taken away from {:,}"),
        Part.TOPIC: topic,
        Part.DIFFICULTY: tr("difficulty set for {:,}"),
    }
    if part is Part.STATE:
        return tr("{number:,} now “{state}”").format(number=number, state=state)
    if part is Part.DECK:
        deck = names.get(change.deck_id, "")
        return tr("{number:,} moved to {deck}").format(number=number, deck=deck)
    return sentences[part].format(number)
