"""A person's verdicts on questions on their way into the log. Nothing in it is ever deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizapp import __version__
from quizapp.domain.identity import new_id
from quizapp.domain.judgement import Act, Judgement, Reason, standing
from quizapp.domain.ports import Stores
from quizapp.domain.question import Question
from quizapp.errors import NotFound
from quizapp.services.learning_day import LearningDay

TURNED_DOWN = (Act.REJECTED, Act.RETIRED)
DECISIONS = (Act.ACCEPTED, Act.ACCEPTED_TOGETHER, *TURNED_DOWN)


class VerdictLog:
    """Each method is one commit, done when it returns."""

    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day

    def write(self, act: Act, question_ids: Sequence[str], reason: Reason | None = None) -> None:
        rows = (self._row(act, question_id, reason=reason) for question_id in question_ids)
        self._stores.judgements.append(list(rows))

    def write_edit(self, before: Question, after: Question) -> None:
        """What was changed; nothing is written where no word of these was."""
        if changed := _changed(before, after):
            row = self._row(Act.EDITED, before.id, changed=changed)
            self._stores.judgements.append([row])

    def take_back_edit(self, before: Question, after: Question) -> None:
        """The edit that ``after`` undoes; one of other words was never written."""
        if _changed(before, after):
            self.take_back([before.id], (Act.EDITED,))

    def explain(self, question_id: str, reason: Reason) -> None:
        """The reason for the last rejection or thumbs-down of a question, given after it."""
        last = self._last(question_id, TURNED_DOWN)
        if last is None:
            raise NotFound("There is no rejection of this question to give a reason for.")
        row = replace(
            last, id=new_id(), at=self._day.now_utc(), reason=reason, retracts=last.id
        )  # fmt: skip
        self._stores.judgements.append([row])

    def take_back(self, question_ids: Sequence[str], acts: Sequence[Act]) -> list[Judgement]:
        """The last verdict of these kinds on each question, where there is one; returns them."""
        last = [self._last(question_id, acts) for question_id in question_ids]
        gone = [row for row in last if row]
        self._stores.judgements.append([self._retraction(row) for row in gone])
        return gone

    def write_again(self, verdicts: Sequence[Judgement]) -> None:
        """Verdicts that were taken back, as they were."""
        self._stores.judgements.append([replace(row, id=new_id()) for row in verdicts])

    def why_turned_down(self, question_id: str) -> Judgement | None:
        """The verdict that took a question out of its deck, if it was one."""
        rows = standing(self._stores.judgements.judgements(question_id))
        decided = [row for row in rows if row.act is not Act.EDITED]
        return decided[-1] if decided and decided[-1].act in TURNED_DOWN else None

    def reset(self) -> None:
        """Nothing before it is learned from any more; the rows stay."""
        self._stores.judgements.append([self._row(Act.RESET, None)])

    def take_back_reset(self) -> None:
        rows = standing(self._stores.judgements.judgements())
        last = next((row for row in reversed(rows) if row.act is Act.RESET), None)
        if last is not None:
            self._stores.judgements.append([self._retraction(last)])

    def _last(self, question_id: str, acts: Sequence[Act]) -> Judgement | None:
        rows = standing(self._stores.judgements.judgements(question_id))
        return next((row for row in reversed(rows) if row.act in acts), None)

    def _row(
        self,
        act: Act,
        question_id: str | None,
        *,
        reason: Reason | None = None,
        changed: tuple[str, ...] = (),
    ) -> Judgement:
        signs = None if question_id is None else self._stores.decks.question(question_id).signs
        return Judgement(
            id=new_id(),
            act=act,
            at=self._day.now_utc(),
            question_id=question_id,
            reason=reason,
            changed=changed,
            features=signs.features if signs else (),
            app_version=__version__,
        )

    def _retraction(self, row: Judgement) -> Judgement:
        return Judgement(
            id=new_id(),
            act=Act.TAKEN_BACK,
            at=self._day.now_utc(),
            question_id=row.question_id,
            app_version=__version__,
            retracts=row.id,
        )


def _changed(before: Question, after: Question) -> tuple[str, ...]:
    parts = {
        "stem": before.stem != after.stem,
        "answer": before.answer != after.answer,
        "options": before.distractors != after.distractors,
    }
    return tuple(name for name, differs in parts.items() if differs)
