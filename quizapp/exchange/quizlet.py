"""Quizlet's text: a term, a separator, its definition, and a line end or a sign of its own.

Quizlet lets people choose both separators when they copy a set out, so that both are guessed here
unless they are said: ``Quizlet(between=" - ")``. ``preview`` shows what comes of the guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from quizapp.domain.identity import stable_id
from quizapp.domain.question import Origin, Question
from quizapp.errors import ExchangeError
from quizapp.exchange.answer_dates import kind_of_answer
from quizapp.exchange.building import Report, Unfit, check_lengths, cleaned, item_name
from quizapp.exchange.format import DeckFile, Problem, Written
from quizapp.exchange.no_place import answerable, left_out
from quizapp.exchange.reading import UNWATCHED, Reading
from quizapp.exchange.text_tables import LONGEST_ROW, MOST_ROWS, decoded

BETWEEN = ("\t", "/////", "---", " - ", " – ", " — ", " = ", "::", ";;", "|", ";", ",", ": ", ":")
"""What may stand between term and definition, the surest first."""

BEHIND = ("\n", "/////", "-----", "=====", "\n---\n", "\n\n", ";;", ";")
"""What may stand behind a definition."""

SHOWN_CARDS = 10
_SAMPLE = 40_000  # characters
_MOST_JOINED = 200  # lines of one definition
_SIGNS = ("/////", "-----", "=====", "\n---\n")  # nobody writes these by chance
_NO_PLACE = (
    "id", "kind", "accept", "distractors", "task", "explanation", "hint", "tags", "topic",
    "difficulty", "title", "citation", "picture", "state", "fact", "description", "sources",
    "history",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CardsShown:
    """What a dialog shows before an import. ``cards``: term and definition of the first."""

    between: str
    behind: str
    cards: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Card:
    line: int
    term: str
    definition: str
    fault: str = ""
    joined: int = 0  # lines without a separator that were taken as part of the definition


@dataclass(frozen=True)
class Quizlet:
    """``between`` and ``behind``: the separators; ``None``: guessed. ``asks_definition``: the
    definition is the question and the term its answer, as Quizlet itself asks first."""

    between: str | None = None
    behind: str | None = None
    asks_definition: bool = False

    key = "quizlet"
    name = "Quizlet text"
    endings = (".txt",)

    def recognises(self, data: bytes) -> bool:
        try:
            text = decoded(data[:_SAMPLE]).text
        except ExchangeError:
            return False
        between, _, share = _guess(text, BETWEEN, BEHIND)
        return share > (0.5 if between == "\t" else 0.8)

    def preview(self, data: bytes) -> CardsShown:
        text = decoded(data).text
        between, behind = self._separators(text)
        cards = (c for c in _cards(text[:_SAMPLE], between, behind) if not c.fault)
        shown = tuple((card.term, card.definition) for card in islice(cards, SHOWN_CARDS))
        return CardsShown(between, behind, shown)

    def load(
        self,
        data: bytes,
        *,
        name: str,
        origin: Origin = Origin.IMPORTED,
        reading: Reading = UNWATCHED,
    ) -> DeckFile:
        found = decoded(data)
        between, behind = self._separators(found.text)
        report = Report()
        if found.note:
            report.tell(found.note)
            report.close(None, "file")
        questions: dict[str, Question] = {}
        lines: dict[str, int] = {}
        cards = _cards(found.text, between, behind)
        expected = found.text.count(behind)
        for card in reading.over(islice(cards, MOST_ROWS), expected):
            item = item_name(card.term[:200])
            try:
                question = self._question(card, origin)
                if question.id in questions:
                    raise Unfit(f"the same stands in line {lines[question.id]}")
            except Unfit as unfit:
                report.skip(card.line, item, str(unfit))
                continue
            if card.joined:
                lines_told = "a line" if card.joined == 1 else f"{card.joined} lines"
                report.tell(f"{lines_told} without a separator became part of its definition")
            questions[question.id], lines[question.id] = question, card.line
            report.close(card.line, item)
        if next(cards, None) is not None:
            report.skip(None, "file", f"only the first {MOST_ROWS:,} cards were read")
        return DeckFile(
            name,
            questions=tuple(questions.values()),
            problems=tuple(report.problems),
            changed=tuple(report.changed),
            lines=lines,
        )

    def dump(self, deck: DeckFile) -> Written:
        told = list(left_out(deck, _NO_PLACE))
        questions, unasked = answerable(deck.questions)
        told.extend(unasked)
        texts = [text for q in questions for text in (q.stem, q.answer)]
        between = _free(texts, BETWEEN, "")
        behind = _free(texts, BEHIND, between)
        if (between, behind) != ("\t", "\n"):
            reason = (
                f"texts hold tabs or line breaks: in Quizlet's import window choose {between!r}"
                f" between term and definition, and {behind!r} between cards"
            )
            told.append(Problem(None, reason, deck.name))
        return Written(_pieces(questions, between, behind), tuple(told))

    def _separators(self, text: str) -> tuple[str, str]:
        between = BETWEEN if self.between is None else (self.between,)
        behind = BEHIND if self.behind is None else (self.behind,)
        if not all((*between, *behind)):
            raise ExchangeError("A separator cannot be empty.")
        best_between, best_behind, score = _guess(text, between, behind)
        if score == 0:
            raise ExchangeError(
                "No line has a term and a definition. Say which sign stands between them."
            )
        return best_between, best_behind

    def _question(self, card: _Card, origin: Origin) -> Question:
        if card.fault:
            raise Unfit(card.fault)
        stem, answer = cleaned(card.term).strip(), cleaned(card.definition).strip()
        if self.asks_definition:
            stem, answer = answer, stem
        if not stem or not answer:
            raise Unfit("its term or its definition is empty")
        kind, date = kind_of_answer(stem, answer)
        id_ = stable_id("quizlet", stem, answer)
        question = Question(id_, kind, stem, answer, date=date, origin=origin)
        check_lengths(question)
        return question


def _guess(text: str, between: Sequence[str], behind: Sequence[str]) -> tuple[str, str, float]:
    """The pair of separators that cuts most cards into two, and how many of them, as a share."""
    sample = text[:_SAMPLE].strip()
    best = (between[0], behind[0], 0.0)
    for end in behind:
        pieces = [piece for piece in sample.split(end)[:200] if piece.strip()]
        if len(pieces) < 2 and end != behind[0]:
            continue
        for sign in between:
            apart = end not in sign and (sign.strip() != end.strip() or not end.strip())
            share = _share(pieces, sign) if apart else 0.0
            if share > 0 and share >= best[2] + _lead(end, best[1]):
                best = (sign, end, share)
    return best


def _lead(end: str, best: str) -> float:
    """How much better a pair must be than the best before it, for what stands behind cards."""
    if end == best:
        return 0.05
    return 0.0 if end in _SIGNS else 0.01 if end == "\n\n" else 0.05


def _share(pieces: Sequence[str], sign: str) -> float:
    """How many pieces hold the sign once; more than once counts half."""
    counts = [piece.strip("\n").count(sign) for piece in pieces]
    return sum(1.0 if n == 1 else 0.5 if n else 0.0 for n in counts) / max(1, len(pieces))


def _cards(text: str, between: str, behind: str) -> Iterator[_Card]:
    """Each card with its line. A line without a separator belongs to the definition above it."""
    waiting: _Card | None = None
    for line, piece in _split(text, behind):
        term, sign, definition = piece.partition(between)
        if len(piece) > LONGEST_ROW:
            card = _Card(line, piece[:60], "", f"it is {len(piece):,} characters long")
        elif sign:
            card = _Card(line, term, definition)
        elif waiting is not None and behind == "\n" and _may_join(waiting):
            whole = f"{waiting.definition}\n{piece}"
            waiting = _Card(waiting.line, waiting.term, whole, "", waiting.joined + 1)
            continue
        else:
            card = _Card(line, piece.strip(), "", "there is no separator in it")
        if waiting is not None:
            yield waiting
        waiting = card
    if waiting is not None:
        yield waiting


def _may_join(card: _Card) -> bool:
    return not card.fault and card.joined < _MOST_JOINED


def _split(text: str, behind: str) -> Iterator[tuple[int, str]]:
    """The pieces that are not blank, and the lines they begin on."""
    place, line = 0, 1
    while place < len(text):
        end = text.find(behind, place)
        end = len(text) if end < 0 else end
        piece = text[place:end]
        if piece.strip():
            blank = len(piece) - len(piece.lstrip("\n"))
            yield line + blank, piece.strip("\n")
        line += text.count("\n", place, end + len(behind))
        place = end + len(behind)


def _free(texts: Sequence[str], signs: Sequence[str], taken: str) -> str:
    """The first sign that no text holds, nor may make together with its neighbours. ``taken``:
    the sign that stands at the other end of the definition."""
    made = (letter * length for length in range(3, 200) for letter in "~^#")
    return next(
        sign
        for sign in (*signs[:4], *made)
        if sign[0] not in taken and not any(_clashes(text, sign) for text in texts)
    )


def _clashes(text: str, sign: str) -> bool:
    edge = sign.strip() or sign
    return edge in text or text.endswith(edge[0]) or text.startswith(edge[-1])


def _pieces(questions: Sequence[Question], between: str, behind: str) -> Iterator[bytes]:
    for question in questions:
        yield f"{question.stem}{between}{question.answer}{behind}".encode("utf-8", "replace")
