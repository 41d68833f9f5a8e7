"""Writes the Anki samples in this folder with Anki itself.

    python -m venv anki && anki/bin/pip install anki && anki/bin/python make_anki_samples.py

Anki (AGPL) is no part of QuizApp and is not needed to run it or its tests: what it wrote is kept
here. ``anki_samples.json`` says of each card what Anki itself shows on it.
"""

from __future__ import annotations

import json
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Any

from anki.collection import Collection, ExportAnkiPackageOptions
from anki.scheduler.v3 import CardAnswer

HERE = Path(__file__).parent
DAY = 86_400_000  # milliseconds


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        fill(collection)
        (HERE / "anki_samples.json").write_text(
            json.dumps(described(collection), ensure_ascii=False, indent=1) + "\n"
        )
        for name, legacy in (("anki21.apkg", True), ("anki21b.apkg", False)):
            options = ExportAnkiPackageOptions(
                with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
            )
            collection.export_anki_package(out_path=str(HERE / name), options=options, limit=None)
        options = ExportAnkiPackageOptions(with_media=True, legacy=True)
        collection.export_anki_package(
            out_path=str(HERE / "unscheduled.apkg"), options=options, limit=None
        )
        collection.export_note_csv(
            out_path=str(HERE / "anki_notes.txt"), limit=None, with_html=True, with_tags=True,
            with_deck=True, with_notetype=True, with_guid=True,
        )  # fmt: skip
        for name, legacy in (("anki21.colpkg", True), ("anki21b.colpkg", False)):
            path = str(HERE / name)
            collection.export_collection_package(path, include_media=True, legacy=legacy)
            collection.reopen()
        collection.close()
    for written in (*HERE.glob("*.apkg"), *HERE.glob("*.colpkg")):
        pack(written)
    as_anki_2_0(HERE / "anki21.apkg", HERE / "anki2.apkg")


def fill(collection: Collection) -> None:
    (Path(collection.media.dir()) / "moat.png").write_bytes(picture(90))
    (Path(collection.media.dir()) / "täfel 2.png").write_bytes(picture(200))
    (Path(collection.media.dir()) / "horn.mp3").write_bytes(b"ID3\x03\x00" + bytes(40))
    walls, gates = "Castles::Walls", "Castles::Gates and towers"
    add(collection, "Basic", walls, ["walls"], "What keeps a moat full?", "A stream or a spring")
    add(
        collection, "Basic", walls, ["walls", "stone::dressed"],
        "Which <b>stone</b> is <i>dressed</i> &amp; laid in courses?", "Ashlar<br>in courses",
    )  # fmt: skip
    add(
        collection, "Basic", gates, [],
        'What is this? <img src="moat.png" alt="a plan of a moat"> [sound:horn.mp3]', "A moat",
    )  # fmt: skip
    add(
        collection, "Basic", gates, [], "What does a portcullis look like?",
        'A grid of bars<img src="t%C3%A4fel%202.png">',
    )  # fmt: skip
    add(collection, "Basic (and reversed card)", gates, ["words"], "donjon", "the great tower")
    add(collection, "Basic (optional reversed card)", gates, [], "postern", "a back gate", "")
    add(collection, "Basic (optional reversed card)", gates, [], "bailey", "a court", "y")
    add(
        collection, "Basic (type in the answer)", walls, ["dates"],
        "When was the keep of Greyford begun?", "7 November 1217",
    )  # fmt: skip
    add(
        collection, "Cloze", walls, ["Ёлка", "ЗАМОК"],
        "Greyford was begun in {{c1::1217}} by {{c2::Odo the Lame::a lord}}, and {{c1::1231}} saw "
        "it {{c3::finished with {{c2::a roof}}}}.", "A note on <u>Greyford</u>.",
    )  # fmt: skip
    add(collection, "Cloze", walls, [], "The ditch was {{c1::<b>nine</b> ells}} deep.", "")
    region = castle_type(collection)
    add(
        collection, region, "Крепости", ["forts"],
        "Старая", "на реке", "1240", "the oldest of all", "moat.png", "s-001",
    )  # fmt: skip
    add(collection, "Basic", walls, [], "What keeps a moat full?", "A stream or a spring")
    add(collection, "Basic", walls, [], "Which tower guards the gate?", "The gatehouse")
    add(collection, "Basic", walls, [], "What is a machicolation for?", "Dropping stones")
    add(collection, "Basic", walls, [], '<img src="moat.png">', "Water round a castle")
    study(collection)


def add(collection: Collection, kind: str, deck: str, tags: list[str], *fields: str) -> None:
    note = collection.new_note(collection.models.by_name(kind))
    note.tags = tags
    for number, text in enumerate(fields):
        note.fields[number] = text
    collection.add_note(note, collection.decks.id(deck))


def castle_type(collection: Collection) -> str:
    """A note type as people make them: a question in the template, fields with names."""
    models = collection.models
    kind = models.new("Castle")
    for name in ("Name", "Place", "Founded", "Remarks", "Plan", "Sort key"):
        models.add_field(kind, models.new_field(name))
    for name, front, back in (
        (
            "Where", 'Where does the castle <b>{{Name}}</b> stand? <img src="{{Plan}}">',
            "{{FrontSide}}<hr id=answer>{{Place}}<br>{{#Founded}}Founded: {{Founded}}{{/Founded}}"
            "<br>{{Remarks}}",
        ),
        ("When", "When was {{Name}} ({{Place}}) founded?{{type:Founded}}", "{{type:Founded}}"),
    ):  # fmt: skip
        template = models.new_template(name)
        template["qfmt"], template["afmt"] = front, back
        models.add_template(kind, template)
    models.add(kind)
    return "Castle"


def study(collection: Collection) -> None:
    """Answers on several days: given now and moved back, the earliest first."""
    cards = collection.find_cards("")
    answer(collection, cards[0], [3, 3, 1, 3])
    answer(collection, cards[1], [1, 3, 3])
    answer(collection, cards[4], [4])
    typed = collection.find_cards('"note:Basic (type in the answer)"')[0]
    answer(collection, typed, [2, 3, 3])
    gap = collection.find_cards("note:Cloze")[0]
    answer(collection, gap, [3, 4])
    tower = collection.find_cards("gatehouse")[0]
    answer(collection, tower, [3, 3])
    collection.sched.schedule_cards_as_new([tower])
    answer(collection, tower, [4])
    collection.sched.set_due_date([cards[1]], "3")
    collection.sched.suspend_cards(collection.find_cards("machicolation"))
    borrowed = collection.decks.new_filtered("Cram")
    deck = collection.decks.get(borrowed)
    deck["terms"] = [["tag:words", 100, 0]]
    deck["resched"] = False
    collection.decks.save(deck)
    collection.sched.rebuild_filtered_deck(borrowed)
    for card in collection.find_cards("deck:Cram")[:1]:
        answer(collection, card, [3])
    collection.sched.rebuild_filtered_deck(borrowed)


def answer(collection: Collection, card_id: int, buttons: list[int]) -> None:
    for button in buttons:
        collection.db.execute("update revlog set id = id - ?", DAY)
        card = collection.get_card(card_id)
        if card.queue != -1 and card.type == 2:
            collection.db.execute("update cards set due = 0 where id = ?", card_id)
            card.load()
        card.start_timer()
        states = collection._backend.get_scheduling_states(card_id)
        rating = CardAnswer.Rating.Value(("AGAIN", "HARD", "GOOD", "EASY")[button - 1])
        made = collection.sched.build_answer(card=card, states=states, rating=rating)
        made.milliseconds_taken = 1500 + 250 * button
        collection.sched.answer_card(made)


def described(collection: Collection) -> dict[str, Any]:
    """What Anki itself says of its contents."""
    cards = []
    for card_id in collection.find_cards("", order="c.id"):
        card = collection.get_card(card_id)
        note, output = card.note(), card.render_output()
        cards.append(
            {
                "guid": note.guid,
                "place": card.ord,
                "type": note.note_type()["name"],
                "deck": collection.decks.name(card.odid or card.did),
                "tags": note.tags,
                "suspended": card.queue == -1,
                "front": output.question_text,
                "back": output.answer_text,
                "answers": [
                    list(row)
                    for row in collection.db.all(
                        "select id, ease, time, type, factor from revlog where cid = ? order by id",
                        card_id,
                    )
                ],
            }
        )
    return {
        "notes": collection.note_count(),
        "decks": [each.name for each in collection.decks.all_names_and_ids()],
        "cards": cards,
    }


def picture(shade: int) -> bytes:
    """A PNG of two by two dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    dots = zlib.compress(bytes([0, shade, 20, 0, 20, shade]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def pack(path: Path) -> None:
    """The same parts in less room: Anki stores the stand-in as it is, which is most of the file."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    path.chmod(0o644)


def as_anki_2_0(source: Path, target: Path) -> None:
    """The package as Anki 2.0 wrote it: the same database (schema 11) under its first name."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("collection.anki2", old.read("collection.anki21"))
        for name in old.namelist():
            if not name.startswith("collection") and name != "meta":
                new.writestr(name, old.read(name))


if __name__ == "__main__":
    main()
