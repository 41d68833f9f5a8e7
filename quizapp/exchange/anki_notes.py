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

from quizapp.domain.question import AnswerKind, Origin, Picture, Question, State
from quizapp.domain.review import Form
from quizapp.domain.task import key_of
from quizapp.exchange.anki_cloze import cloze_task
from quizapp.exchange.anki_collection import Card, Collection, Note
from quizapp.exchange.anki_fields import FieldText
from quizapp.exchange.anki_media import Media
from quizapp.exchange.anki_names import common_root, tags_in, topic_of
from quizapp.exchange.anki_note import AskedNote, ReadNote, read_type
from quizapp.exchange.anki_own import OwnNote
from quizapp.exchange.anki_templates import LaidOut
from quizapp.exchange.answer_dates import kind_of_answer
from quizapp.exchange.building import (
    BLANK,
    Report,
    Unfit,
    check_lengths,
    cleaned,
    item_name,
)
from quizapp.exchange.markup import Image
from quizapp.exchange.reading import UNWATCHED, Reading

PICTURE_ONLY = "What does the picture show?"
"""Stands as the question of a card whose front is a picture and nothing else."""

SUSPENDED = "it is suspended in Anki and therefore retired here; accept it to study it"
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
        self._types = {number: read_type(each) for number, each in collection.types.items()}
        self._taken = Taken(_root(collection))
        skip = 1 if self._taken.root else 0
        self._topics = {n: topic_of(deck.path[skip:]) for n, deck in collection.decks.items()}
        self._same: dict[str, str] = {}  # ids by question and answer
        self._ids: set[str] = set()
        self._hidden: Counter[tuple[str, str]] = Counter()
        self._tags: dict[str, tuple[str, ...]] = {}

    def read(self, reading: Reading = UNWATCHED) -> Taken:
        notes = self._collection.notes
        for row in reading.over(notes, len(notes)):
            note = Note(*row)
            known = self._types.get(note.type_id)
            self._line = note.id if self._by_line else None
            if known is None:
                item = item_name(note.fields[:100], f"note {note.id}")
                self._report.skip(self._line, item, "its note type is missing")
                continue
            values = note.fields.split("\x1f")
            if len(values) < len(known.fields):
                values += [""] * (len(known.fields) - len(values))
            read = ReadNote(note, known, values)
            cards = self._collection.cards.get(note.id, ())
            if known.own is not None:
                self._take_own(read, cards)
            elif known.is_cloze:
                self._take_gaps(read, cards)
            else:
                self._take_sides(read, cards)
            for number in known.hidden:
                if values[number].strip():
                    self._hidden[known.name, known.fields[number]] += 1
        self._tell_hidden()
        return self._taken

    # ------------------------------------------------------------------ cards with two sides

    def _take_sides(self, note: ReadNote, cards: Sequence[Card]) -> None:
        templates = note.type.templates
        found = cards or [Card(0, 0, place, None) for place in templates]
        if not found:
            self._report.skip(self._line, note.item, "its note type makes no cards")
        siblings = note.siblings(len(found))
        for card in found:
            template = templates.get(card.place)
            try:
                if template is None:
                    raise Unfit(f"its card {card.place + 1} has no template")
                laid = template.laid_out(note.values)
                question = self._two_sided(note, laid, self._common(note, card, siblings))
                self._keep(question, (card,), Form.TYPED if laid.is_typed else Form.FLIP)
            except Unfit as unfit:
                self._report.skip(self._line, note.item, str(unfit))

    def _two_sided(self, note: ReadNote, laid: LaidOut, common: dict[str, Any]) -> Question:
        stem = laid.front.text(note.text)
        key = next((number for number in laid.behind if note.text(number)), None)
        hint = note.text(laid.hint) if laid.hint is not None else ""
        more = len(laid.behind) > 1
        explanation = note.explanation([n for n in laid.behind if n != key]) if more else ""
        picture = self._shown(note, laid)
        stem = stem or (PICTURE_ONLY if picture else "")
        if not stem:
            raise Unfit("its front is empty, or holds what cannot be shown here")
        if key is None:
            raise Unfit(note.why_no_answer(laid.behind))
        answer = note.text(key)
        kind, date = kind_of_answer(stem, answer)
        return Question(
            kind=kind,
            stem=stem,
            answer=answer,
            date=date,
            explanation=explanation,
            hint=hint,
            picture=picture,
            **common,
        )

    # ------------------------------------------------------------------ cards with gaps

    def _take_gaps(self, note: ReadNote, cards: Sequence[Card]) -> None:
        template = note.type.templates.get(0)
        laid = template.laid_out(note.values) if template else None
        gapped = note.gapped(laid.front) if laid else {}
        numbers = sorted({number for text in gapped.values() for number in text.numbers})
        if laid is None or not numbers:
            self._report.skip(self._line, note.item, "there is no gap in it")
            return
        by_number = {card.place + 1: card for card in cards}
        home = cards[0].deck_id if cards else 0
        siblings = note.siblings(len(numbers))
        for number in numbers:
            card = by_number.get(number) or Card(0, home, number - 1, None)
            try:
                common = self._common(note, card, siblings)
                question = self._with_gaps(note.asked(gapped, number), laid, common)
                self._keep(question, (card,), Form.CLOZE)
            except Unfit as unfit:
                self._report.skip(self._line, f"{note.item} (gap {number})", str(unfit))
        for number in sorted(by_number.keys() - set(numbers)):
            self._report.skip(self._line, note.item, f"its card {number} has no gap any more")

    def _with_gaps(self, asked: AskedNote, laid: LaidOut, common: dict[str, Any]) -> Question:
        note, answers = asked.note, asked.answers
        if any(answer.text.startswith(_OCCLUSION) for answer in answers):
            raise Unfit("it hides parts of a picture, which cannot be asked here")
        task = cloze_task(laid.front.text(note.text), [each.text for each in answers])
        explanation = note.explanation(laid.behind)
        for each in answers:
            self._tell(each, "in a gap")
        stem, key = BLANK.join(task.texts).strip(), key_of(task).answer
        alone = len(task.gaps) == 1
        kind, date = kind_of_answer(stem, key) if alone else (AnswerKind.OTHER, None)
        return Question(
            kind=kind,
            stem=stem,
            answer=key,
            date=date,
            explanation=explanation,
            task=None if alone else task,
            picture=self._shown(note, laid),
            **common,
        )

    # ------------------------------------------------------------------ our own notes

    def _take_own(self, note: ReadNote, cards: Sequence[Card]) -> None:
        first = cards[0] if cards else _NO_CARD
        own = OwnNote(
            kind=note.type.own or "plain",
            fields=dict(zip(note.type.fields, note.values, strict=False)),
            id=note.id_of(0),
            topic=self._topics.get(first.deck_id, ""),
            tags=tags_in(note.note.tags),
            suspended=_all_suspended(cards),
            report=self._report,
        )
        images = note.of(note.type.fields.index("Picture")).images
        picture = self._first_picture(images)
        try:
            question = own.question(origin=self._origin, picture=picture)
            self._keep(question, cards, Form.FLIP, own=True)
        except Unfit as unfit:
            self._report.skip(self._line, note.item, str(unfit))

    # ------------------------------------------------------------------ every question

    def _common(self, note: ReadNote, card: Card, siblings: str) -> dict[str, Any]:
        """The fields of a question that do not depend on what it asks."""
        text = note.note.tags
        tags = self._tags.get(text)
        if tags is None:
            tags = self._tags[text] = tags_in(text)
        if card.suspended:
            self._report.tell(SUSPENDED)
        return {
            "id": note.id_of(card.place),
            "tags": tags,
            "topic": self._topics.get(card.deck_id, ""),
            "state": State.RETIRED if card.suspended else State.ACCEPTED,
            "origin": self._origin,
            "fact_id": siblings,
        }

    def _keep(
        self, question: Question, cards: Iterable[Card], form: Form, *, own: bool = False
    ) -> None:
        """Takes it unless the same stands above, which then gets its history too.

        Our own notes are told apart by their ids alone.
        """
        check_lengths(question)
        known = question.id
        if not own:
            same = f"{question.stem}\x1f{question.answer}"
            known = self._same.setdefault(same, question.id)
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
        if self._report.has_told:
            self._report.close(self._line, item_name(question.stem))

    # ------------------------------------------------------------------ pictures and reports

    def _shown(self, note: ReadNote, laid: LaidOut) -> Picture | None:
        """The first picture on the front; one on the answer side would give the answer away.

        Says what else there is on both sides that is no text.
        """
        if not note.more and not laid.front.images:
            return None
        for number in laid.front.fields:
            self._report.tell(*note.of(number).noted)
        picture = self._first_picture(note.images(laid.front))
        for number in laid.behind:
            self._tell(note.of(number), "on the answer side")
        return picture

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

    def _tell(self, text: FieldText, where: str) -> None:
        self._report.tell(*text.noted)
        if text.images:
            self._report.tell(f"a picture {where} was left out")

    def _tell_hidden(self) -> None:
        for (type_name, name), count in sorted(self._hidden.items()):
            notes = "1 note" if count == 1 else f"{count:,} notes"
            self._report.tell(f"the field {name[:60]} is on no card; {notes} had something in it")
            self._report.close(None, f"note type {type_name[:60]}")


def _all_suspended(cards: Sequence[Card]) -> bool | None:
    if all(card.suspended is None for card in cards):
        return None
    return all(card.suspended for card in cards)


def _root(collection: Collection) -> str:
    used = {card.deck_id for cards in collection.cards.values() for card in cards}
    decks = (collection.decks.get(number) for number in used)
    return cleaned(common_root(deck.path if deck else () for deck in decks))
