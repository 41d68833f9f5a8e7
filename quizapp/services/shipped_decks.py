"""The decks that come with QuizApp: put in at the first start, brought up to date after.

A record beside the deck file says which edition of each file is in it, so that an ordinary start
looks at sizes and times only. A deck that the learner deleted stays away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from quizapp.domain.deck import SHIPPED, Deck
from quizapp.domain.ports import DeckStore
from quizapp.domain.question import Origin, Question, QuestionFilter, State
from quizapp.errors import ExchangeError
from quizapp.whole_files import write_whole

INDEX = "index.toml"


@dataclass(frozen=True)
class _Edition:
    """A deck file as it was when it was put into the deck."""

    size: int
    changed: int  # nanoseconds
    digest: str
    name: str  # of the deck, so that a learner's renaming is seen


class ShippedDecks:
    """``folder`` is ``questions/``; ``record`` the file that remembers what was put in."""

    def __init__(self, decks: DeckStore, folder: Path, record: Path) -> None:
        self._decks = decks
        self._folder = folder
        self._record = record

    def install(self) -> int:
        """Puts in or updates what changed; returns how many decks that were.

        Progress and the learner's own edits stay. Questions gone from a file are retired.
        """
        here = {deck.id: deck for deck in self._decks.decks()}
        known = self._read_record()
        if not here and not self._decks.count(QuestionFilter()):
            known = {}  # a fresh deck file: a record that is left over says nothing about it
        editions = dict(known)
        installed = 0
        for key, file in self._files():
            before = known.get(key)
            if before is not None and (deck_id(key) not in here or _unchanged(file, before)):
                continue
            editions[key] = self._take(key, file, here.get(deck_id(key)), before)
            installed += before is None or editions[key].digest != before.digest
        if editions != known:
            self._write_record(editions)
        return installed

    def forget(self) -> None:
        """Compares every deck anew at the next start: the deck file is another one now."""
        known = self._read_record()
        if known:
            self._write_record({k: replace(e, size=-1, digest="") for k, e in known.items()})

    def _files(self) -> Iterator[tuple[str, Path]]:
        """``subject/deck`` and its file, in the order of the index."""
        for key in index_of(self._folder):
            file = self._folder / f"{key}.md"
            if file.is_file():
                yield key, file

    def _take(self, key: str, file: Path, deck: Deck | None, before: _Edition | None) -> _Edition:
        found = file.stat()
        data = file.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if before is not None and digest == before.digest:
            return replace(before, size=found.st_size, changed=found.st_mtime_ns)
        name = self._put_in(key, data, deck, before)
        return _Edition(found.st_size, found.st_mtime_ns, digest, name)

    def _put_in(self, key: str, data: bytes, deck: Deck | None, before: _Edition | None) -> str:
        from quizapp.exchange import Readable

        loaded = Readable().load(data, name=key, origin=Origin.SHIPPED)
        renamed = deck is not None and before is not None and deck.name != before.name
        name = deck.name if deck is not None and renamed else self._free_name(key, loaded.name)
        self._decks.save_deck(Deck(deck_id(key), name, loaded.description))
        gone = self._gone(deck_id(key), {question.id for question in loaded.questions})
        self._decks.save_questions(deck_id(key), [*loaded.questions, *gone])
        return before.name if renamed and before else name

    def _gone(self, deck: str, present: set[str]) -> list[Question]:
        """Shipped questions that are no longer in the file, retired."""
        wanted = QuestionFilter(deck_ids=(deck,), states=(State.ACCEPTED,))
        return [
            question.with_state(State.RETIRED)
            for question in self._decks.questions(wanted)
            if question.origin is Origin.SHIPPED and question.id not in present
        ]

    def _free_name(self, key: str, name: str) -> str:
        """The deck's name, or another where the learner has a deck of that name."""
        taken = {d.name.casefold() for d in self._decks.decks() if d.id != deck_id(key)}
        return name if name.casefold() not in taken else f"{name} (QuizApp)"

    def _read_record(self) -> dict[str, _Edition]:
        try:
            contents = json.loads(self._record.read_text(encoding="utf-8"))
            return {key: _Edition(**values) for key, values in contents.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}  # everything is compared anew, which does no harm

    def _write_record(self, editions: dict[str, _Edition]) -> None:
        """Where the disk refuses it, everything is compared anew at the next start."""
        text = json.dumps({key: asdict(edition) for key, edition in editions.items()}, indent=1)
        with suppress(OSError):
            write_whole(self._record, text)


def deck_id(key: str) -> str:
    return f"{SHIPPED}{key}"


def index_of(folder: Path) -> list[str]:
    """The keys ``subject/deck`` of ``index.toml``, in order; none where there is no index.

    ``ExchangeError`` where the index is not what ``questions/README.md`` says.
    """
    import tomllib

    file = folder / INDEX
    if not file.is_file():
        return []
    try:
        contents = tomllib.loads(file.read_text(encoding="utf-8"))
        subjects = contents.get("subject", [])
        return [f"{subject['folder']}/{deck}" for subject in subjects for deck in subject["decks"]]
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise ExchangeError(f"{file} is not a list of decks: {problem}.") from problem


def _unchanged(file: Path, edition: _Edition) -> bool:
    found = file.stat()
    return (found.st_size, found.st_mtime_ns) == (edition.size, edition.changed)
