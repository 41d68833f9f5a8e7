"""One note of Anki while its cards are read: its fields in plain text, and what a card shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizapp.domain.date_words import word_set
from quizapp.domain.identity import stable_id
from quizapp.exchange.anki_cloze import ClozeText, has_gaps
from quizapp.exchange.anki_collection import Note, NoteType
from quizapp.exchange.anki_fields import FieldText, field_text, is_special
from quizapp.exchange.anki_own import is_own
from quizapp.exchange.anki_templates import CardTemplate, Side, split_marked
from quizapp.exchange.building import cleaned, item_name
from quizapp.exchange.markup import Image

_UNNAMED = word_set(
    """answer back comment comments definition details explanation extra info information more
    note notes remarks text"""
)


@dataclass(frozen=True, slots=True)
class ReadType:
    """A note type whose cards can be laid out. ``own``: which of ours it is, if it is. ``hidden``:
    the fields that no card shows."""

    name: str
    fields: tuple[str, ...]
    templates: Mapping[int, CardTemplate]
    is_cloze: bool
    own: str | None
    hidden: tuple[int, ...]


def read_type(known: NoteType) -> ReadType:
    own = is_own(known.fields)
    templates = {
        place: CardTemplate(each.front, each.back, known.fields)
        for place, each in known.templates.items()
    }
    shown = {number for template in templates.values() for number in template.fields}
    hidden = tuple(n for n in range(len(known.fields)) if n not in shown and own is None)
    return ReadType(known.name, known.fields, templates, known.is_cloze, own, hidden)


@dataclass(slots=True)
class ReadNote:
    """The text of each field is made once. ``more``: those that had more in them than text."""

    note: Note
    type: ReadType
    values: list[str]
    texts: dict[int, str] = field(default_factory=dict)
    more: dict[int, FieldText] = field(default_factory=dict)

    def text(self, number: int) -> str:
        known = self.texts.get(number)
        if known is None:
            html = self.values[number]
            known = self._keep(number, field_text(html)) if is_special(html) else html.strip()
            self.texts[number] = known
        return known

    def of(self, number: int) -> FieldText:
        """The field with all that is in it."""
        text = self.text(number)
        return self.more.get(number) or FieldText(text)

    def _keep(self, number: int, found: FieldText) -> str:
        if found.noted or found.images:
            self.more[number] = found
        return found.text

    @property
    def item(self) -> str:
        """What a report calls the note: the first words in it."""
        texts = (field_text(value[:2_000]).text for value in self.values)
        return item_name(next((text for text in texts if text), f"note {self.note.id}"))

    def id_of(self, place: int) -> str:
        """The id of the question that a card becomes: the same whatever is edited in the note."""
        return stable_id("anki", self.note.guid, str(place))

    def siblings(self, cards: int) -> str:
        """What the questions of a note share; empty where there is one alone."""
        return stable_id("anki", self.note.guid) if cards > 1 else ""

    def explanation(self, numbers: Sequence[int]) -> str:
        """Fields of the answer side, with their names where these say something."""
        parts = []
        for number in numbers:
            text = self.text(number)
            if text:
                name = cleaned(self.type.fields[number])
                words = name.casefold().split()
                says_nothing = not words or words[0] == "field" or words[-1] in _UNNAMED
                parts.append(text if says_nothing else f"{name}: {text}")
        return "\n".join(parts)

    def why_no_answer(self, behind: Sequence[int]) -> str:
        if any(self.of(number).images for number in behind):
            return "its answer is a picture without words"
        if any(self.of(number).noted for number in behind):
            return "its answer has no words"
        return "its answer is empty"

    def images(self, front: Side) -> list[Image]:
        """The pictures of a side in their order: those of the template, then those of the fields.

        ``<img src="{{Map}}">`` of a template gets the name that the note has in that field.
        """
        found = [
            Image("".join(map(self.text, split_marked(each.source)[1])) or each.source, each.alt)
            for each in front.images
        ]
        return found + [image for number in front.fields for image in self.of(number).images]

    def gapped(self, front: Side) -> dict[int, ClozeText]:
        """The fields that are shown with gaps, by their numbers."""
        return {
            shown.number: ClozeText(self.values[shown.number])
            for shown in front.shown
            if any(each.startswith("cloze") for each in shown.filters)
            and has_gaps(self.values[shown.number])
        }

    def asked(self, gapped: Mapping[int, ClozeText], number: int) -> AskedNote:
        """The note with the gaps of one number in its texts."""
        values = list(self.values)
        answers: list[FieldText] = []
        for place, text in gapped.items():
            asked = text.ask(number, len(answers))
            values[place] = asked.text
            answers += map(field_text, asked.answers)
        return AskedNote(ReadNote(self.note, self.type, values), tuple(answers))


@dataclass(frozen=True, slots=True)
class AskedNote:
    """``answers``: what belongs into the gaps, in the order of their marks."""

    note: ReadNote
    answers: tuple[FieldText, ...]
