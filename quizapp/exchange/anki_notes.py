"""Notes of an Anki collection as questions: one a card, each with what Anki shows on it.

A cloze note becomes one question for each number, since each is a memory of its own in Anki, with a
history of its own: one gap makes a plain question that can be asked in any form, several gaps of
one number a cloze. Cards of one note are siblings: not asked on one day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from quizapp.domain.date_words import word_set
from quizapp.domain.identity import stable_id
from quizapp.domain.question import AnswerKind, Origin, Picture, Question, State
from quizapp.domain.review import Form
from quizapp.domain.task import key_of
from quizapp.exchange.anki_cloze import ClozeText, cloze_task, has_gaps
from quizapp.exchange.anki_collection import Card, Collection, Note, NoteType
from quizapp.exchange.anki_fields import FieldText, field_text
from quizapp.exchange.anki_media import Media
from quizapp.exchange.anki_names import common_root, tags_in, topic_of
from quizapp.exchange.anki_own import OwnNote, is_own
from quizapp.exchange.anki_templates import Side, TemplateSide, split_marked
from quizapp.exchange.answer_dates import kind_of_answer
from quizapp.exchange.building import BLANK, MOST_TAGS, Report, Unfit, item_name
from quizapp.exchange.format import LONGEST_STEM, LONGEST_TEXT
from quizapp.exchange.markup import Image

PICTURE_ONLY = "What does the picture show?"
"""Stands as the question of a card whose front is a picture and nothing else."""

SUSPENDED = "it is suspended in Anki and therefore retired here; accept it to study it"
_UNNAMED = word_set(
    """answer back comment comments definition details explanation extra info information more
    note notes remarks text"""
)
_OCCLUSION = "image-occlusion:"
_NO_CARD = Card(0, 0, 0, None)


@dataclass(slots=True)
class Taken:
    """What came out of the notes. ``of_card``: question and form by the id of the card.
    ``root``: the deck that all cards lie in; empty where they lie in several. ``lines``: where
    each question stands, in files with lines."""

    root: str = ""
    questions: list[Question] = field(default_factory=list)
    of_card: dict[int, tuple[str, Form]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Type:
    """A note type with its cards laid out. ``hidden``: the fields that no card shows."""

    name: str
    fields: tuple[str, ...]
    sides: dict[int, tuple[TemplateSide, TemplateSide]]
    is_cloze: bool
    own: str | None
    hidden: tuple[int, ...]


@dataclass(slots=True)
class _Filled:
    """A note while its cards are read; the text of each field is made once."""

    note: Note
    type: _Type
    values: list[str]
    texts: dict[int, FieldText] = field(default_factory=dict)

    def of(self, number: int) -> FieldText:
        known = self.texts.get(number)
        if known is None:
            known = self.texts[number] = field_text(self.values[number])
        return known

    def text(self, number: int) -> str:
        return self.of(number).text

    @property
    def item(self) -> str:
        """What a report calls the note: the first words in it."""
        texts = (field_text(value[:2_000]).text for value in self.values)
        return item_name(next((text for text in texts if text), f"note {self.note.id}"))

    def id_of(self, place: int) -> str:
        return stable_id("anki", self.note.guid, str(place))


class NoteReader:
    """Reads all notes of a collection; what is left out or changed goes to ``report``.

    ``by_line``: the ids of the notes are the lines of a text, which reports name.
    """

    def __init__(
        self,
        collection: Collection,
        media: Media,
        *,
        origin: Origin,
        report: Report,
        by_line: bool = False,
    ) -> None:
        self._collection = collection
        self._media = media
        self._origin = origin
        self._report = report
        self._by_line = by_line
        self._line: int | None = None  # of the note being read
        self._types = {number: _laid_out(each) for number, each in collection.types.items()}
        self._taken = Taken(_root(collection))
        skip = 1 if self._taken.root else 0
        self._topics = {n: topic_of(deck.path[skip:]) for n, deck in collection.decks.items()}
        self._same: dict[tuple[str, str], str] = {}
        self._ids: set[str] = set()
        self._hidden: Counter[tuple[str, str]] = Counter()
        self._tags: dict[str, tuple[str, ...]] = {}

    def read(self) -> Taken:
        for note in self._collection.notes:
            known = self._types.get(note.type_id)
            self._line = note.id if self._by_line else None
            if known is None:
                reason = "its note type is missing"
                self._report.skip(
                    self._line, item_name(note.fields[:100], f"note {note.id}"), reason
                )
                continue
            values = note.fields.split("\x1f")
            values += [""] * (len(known.fields) - len(values))
            filled = _Filled(note, known, values)
            cards = self._collection.cards.get(note.id, ())
            if known.own is not None:
                self._take_own(filled, cards)
            elif known.is_cloze:
                self._take_gaps(filled, cards)
            else:
                self._take_sides(filled, cards)
            self._count_hidden(filled)
        self._tell_hidden()
        return self._taken

    # ------------------------------------------------------------------ cards with two sides

    def _take_sides(self, filled: _Filled, cards: Sequence[Card]) -> None:
        sides = filled.type.sides
        found = cards or [Card(0, 0, place, None) for place in sides]
        sibling = stable_id("anki", filled.note.guid) if len(found) > 1 else ""
        for card in found:
            pair = sides.get(card.place)
            try:
                if pair is None:
                    raise Unfit(f"its card {card.place + 1} has no template")
                front, back = pair[0].side(filled.values), pair[1].side(filled.values)
                question = self._two_sided(filled, front, back, self._common(filled, card, sibling))
                typed = front.with_filter("type") is not None
                self._keep(question, (card,), Form.TYPED if typed else Form.FLIP)
            except Unfit as unfit:
                self._report.skip(self._line, filled.item, str(unfit))

    def _two_sided(
        self, filled: _Filled, front: Side, back: Side, common: dict[str, Any]
    ) -> Question:
        picture = self._picture(filled, front)
        stem = front.text(filled.text) or (PICTURE_ONLY if picture else "")
        if not stem:
            raise Unfit("its front is empty, or holds what cannot be shown here")
        behind = _behind(front, back)
        key = next((number for number in behind if filled.text(number)), None)
        if key is None:
            raise Unfit(_why_no_answer(filled, behind))
        answer = filled.text(key)
        self._tell_of_fields(filled, front, behind)
        kind, date = kind_of_answer(stem, answer)
        hint = front.with_filter("hint")
        return Question(
            kind=kind,
            stem=stem,
            answer=answer,
            date=date,
            explanation=_explanation(filled, [each for each in behind if each != key]),
            hint=filled.text(hint) if hint is not None else "",
            picture=picture,
            **common,
        )

    # ------------------------------------------------------------------ cards with gaps

    def _take_gaps(self, filled: _Filled, cards: Sequence[Card]) -> None:
        pair = filled.type.sides.get(0)
        gapped = _gapped_fields(filled, pair[0].side(filled.values)) if pair else {}
        numbers = sorted({number for text in gapped.values() for number in text.numbers})
        if pair is None or not numbers:
            self._report.skip(self._line, filled.item, "there is no gap in it")
            return
        by_number = {card.place + 1: card for card in cards}
        home = cards[0].deck_id if cards else 0
        sibling = stable_id("anki", filled.note.guid) if len(numbers) > 1 else ""
        for number in numbers:
            card = by_number.get(number, Card(0, home, number - 1, None))
            asked = _asked(filled, gapped, number)
            try:
                common = self._common(filled, card, sibling)
                self._keep(self._with_gaps(asked, pair, common), (card,), Form.CLOZE)
            except Unfit as unfit:
                self._report.skip(self._line, f"{filled.item} (gap {number})", str(unfit))
        for number in sorted(by_number.keys() - set(numbers)):
            self._report.skip(self._line, filled.item, f"its card {number} has no gap any more")

    def _with_gaps(
        self,
        asked: _Asked,
        pair: tuple[TemplateSide, TemplateSide],
        common: dict[str, Any],
    ) -> Question:
        filled = asked.filled
        if any(answer.text.startswith(_OCCLUSION) for answer in asked.answers):
            raise Unfit("it hides parts of a picture, which cannot be asked here")
        front, back = pair[0].side(filled.values), pair[1].side(filled.values)
        task = cloze_task(front.text(filled.text), [each.text for each in asked.answers])
        for each in asked.answers:
            self._report.tell(*each.noted, *_left_images(each.images, "in a gap"))
        behind = _behind(front, back)
        self._tell_of_fields(filled, front, behind)
        stem, key = BLANK.join(task.texts).strip(), key_of(task).answer
        alone = len(task.gaps) == 1
        kind, date = kind_of_answer(stem, key) if alone else (AnswerKind.OTHER, None)
        return Question(
            kind=kind,
            stem=stem,
            answer=key,
            date=date,
            explanation=_explanation(filled, behind),
            task=None if alone else task,
            picture=self._picture(filled, front),
            **common,
        )

    # ------------------------------------------------------------------ our own notes

    def _take_own(self, filled: _Filled, cards: Sequence[Card]) -> None:
        first = cards[0] if cards else _NO_CARD
        own = OwnNote(
            kind=filled.type.own or "plain",
            fields=dict(zip(filled.type.fields, filled.values, strict=False)),
            id=filled.id_of(0),
            topic=self._topics.get(first.deck_id, ""),
            tags=tags_in(filled.note.tags),
            suspended=_all_suspended(cards),
            report=self._report,
        )
        images = filled.of(filled.type.fields.index("Picture")).images
        picture = self._first_picture(images)
        try:
            question = own.question(origin=self._origin, picture=picture)
            self._keep(question, cards, Form.FLIP, own=True)
        except Unfit as unfit:
            self._report.skip(self._line, filled.item, str(unfit))

    # ------------------------------------------------------------------ every question

    def _common(self, filled: _Filled, card: Card, sibling: str) -> dict[str, Any]:
        """The fields of a question that do not depend on what it asks."""
        note = filled.note
        tags = self._tags.get(note.tags)
        if tags is None:
            tags = self._tags[note.tags] = tags_in(note.tags)
        if card.suspended:
            self._report.tell(SUSPENDED)
        return {
            "id": filled.id_of(card.place),
            "tags": tags,
            "topic": self._topics.get(card.deck_id, ""),
            "state": State.RETIRED if card.suspended else State.ACCEPTED,
            "origin": self._origin,
            "fact_id": sibling,
        }

    def _keep(
        self, question: Question, cards: Iterable[Card], form: Form, *, own: bool = False
    ) -> None:
        """Takes it unless the same stands above, which then gets its history too.

        Our own notes are told apart by their ids alone.
        """
        _check(question)
        known = question.id
        if not own:
            known = self._same.setdefault((question.stem, question.answer), question.id)
        for card in cards:
            self._taken.of_card[card.id] = (known, form)
        if known != question.id:
            raise Unfit("the same question and answer stand above; its history went there")
        if question.id in self._ids:
            raise Unfit("a note of the same id stands above")
        self._ids.add(question.id)
        self._taken.questions.append(question)
        if self._line is not None:
            self._taken.lines[question.id] = self._line
        self._report.close(self._line, item_name(question.stem))

    # ------------------------------------------------------------------ pictures and reports

    def _picture(self, filled: _Filled, front: Side) -> Picture | None:
        """The first picture on the front; what stands behind would give the answer away."""
        images = [each for number in front.fields for each in filled.of(number).images]
        if not images and not front.images:
            return None
        return self._first_picture([*_filled_in(front.images, filled), *images])

    def _first_picture(self, images: Sequence[Image]) -> Picture | None:
        chosen: Picture | None = None
        for image in images:
            found = self._media.picture(image.source, image.alt) if chosen is None else None
            if isinstance(found, Picture):
                chosen = found
            elif found is not None:
                self._report.tell(f"{found} was left out")
            else:
                self._report.tell("a second picture was left out")
        return chosen

    def _tell_of_fields(self, filled: _Filled, front: Side, behind: Sequence[int]) -> None:
        for number in front.fields:
            noted = filled.of(number).noted
            if noted:
                self._report.tell(*noted)
        for number in behind:
            text = filled.of(number)
            if text.noted or text.images:
                self._report.tell(*text.noted, *_left_images(text.images, "on the answer side"))

    def _count_hidden(self, filled: _Filled) -> None:
        for number in filled.type.hidden:
            if filled.values[number].strip():
                self._hidden[filled.type.name, filled.type.fields[number]] += 1

    def _tell_hidden(self) -> None:
        for (type_name, name), count in sorted(self._hidden.items()):
            notes = "1 note" if count == 1 else f"{count:,} notes"
            self._report.tell(f"the field {name[:60]} is on no card; {notes} had something in it")
            self._report.close(None, f"note type {type_name[:60]}")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A note asked for the gaps of one number."""

    filled: _Filled
    answers: tuple[FieldText, ...]


def _all_suspended(cards: Sequence[Card]) -> bool | None:
    if all(card.suspended is None for card in cards):
        return None
    return all(card.suspended for card in cards)


def _root(collection: Collection) -> str:
    used = {card.deck_id for cards in collection.cards.values() for card in cards}
    decks = (collection.decks.get(number) for number in used)
    return common_root(deck.path if deck else () for deck in decks)


def _laid_out(known: NoteType) -> _Type:
    sides = {
        place: (TemplateSide(each.front, known.fields), TemplateSide(each.back, known.fields))
        for place, each in known.templates.items()
    }
    own = is_own(known.fields)
    shown = {number for pair in sides.values() for side in pair for number in side.fields}
    hidden = tuple(n for n in range(len(known.fields)) if n not in shown and own is None)
    return _Type(known.name, known.fields, sides, known.is_cloze, own, hidden)


def _behind(front: Side, back: Side) -> list[int]:
    """The fields of the answer side, the one to be typed first."""
    typed = front.with_filter("type")
    fields = [number for number in back.fields if number not in front.read]
    if typed is None or typed in front.read:
        return fields
    return [typed, *(number for number in fields if number != typed)]


def _why_no_answer(filled: _Filled, behind: Sequence[int]) -> str:
    if any(filled.of(number).images for number in behind):
        return "its answer is a picture without words"
    if any(filled.of(number).noted for number in behind):
        return "its answer has no words"
    return "its answer is empty"


def _explanation(filled: _Filled, numbers: Sequence[int]) -> str:
    """The other fields of the answer side, with their names where these say something."""
    parts = []
    for number in numbers:
        text = filled.text(number)
        name = filled.type.fields[number]
        if text:
            words = name.casefold().split()
            says_nothing = not words or words[0] == "field" or words[-1] in _UNNAMED
            parts.append(text if says_nothing else f"{name}: {text}")
    return "\n".join(parts)


def _gapped_fields(filled: _Filled, front: Side) -> dict[int, ClozeText]:
    return {
        shown.number: ClozeText(filled.values[shown.number])
        for shown in front.shown
        if any(each.startswith("cloze") for each in shown.filters)
        and has_gaps(filled.values[shown.number])
    }


def _asked(filled: _Filled, gapped: dict[int, ClozeText], number: int) -> _Asked:
    texts = {place: text for place, text in filled.texts.items() if place not in gapped}
    answers: list[FieldText] = []
    for place, text in gapped.items():
        asked = text.ask(number, len(answers))
        texts[place] = field_text(asked.text)
        answers += map(field_text, asked.answers)
    return _Asked(_Filled(filled.note, filled.type, filled.values, texts), tuple(answers))


def _filled_in(images: Sequence[Image], filled: _Filled) -> list[Image]:
    """``<img src="{{Map}}">`` of a template with the name that the note has in that field."""
    return [
        Image(
            "".join(filled.text(n) for n in split_marked(image.source)[1]) or image.source,
            image.alt,
        )
        for image in images
    ]


def _left_images(images: Sequence[Image], where: str) -> list[str]:
    return [f"a picture {where} was left out"] if images else []


def _check(question: Question) -> None:
    for name, text, longest in (
        ("question", question.stem, LONGEST_STEM),
        ("answer", question.answer, LONGEST_STEM),
        ("explanation", question.explanation, LONGEST_TEXT),
        ("hint", question.hint, LONGEST_TEXT),
    ):
        if len(text) > longest:
            raise Unfit(f"its {name} has {len(text):,} characters; at most {longest:,} are taken")
    if len(question.tags) > MOST_TAGS:
        raise Unfit(f"it has {len(question.tags)} tags; at most {MOST_TAGS} are taken")
