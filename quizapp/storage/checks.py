"""The check of a whole deck file: what can be wrong with it, and what can be put right.

What a person made is reported and left alone; what is derived is built anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, func, or_, select, update

from quizapp.domain.ports import CheckReport
from quizapp.storage import counters, day_totals, dialect, rows, saving
from quizapp.storage.tables import (
    ASKED,
    ATTEMPT_ANSWER,
    JUDGEMENT,
    MEMORY,
    PICTURE,
    QUESTION,
    QUESTION_VERSION,
    REVIEW,
    TAG,
    WORDING,
)

_DERIVED = {"memory", "question_count", "due_count", "day_total", "passage"}


def run(connection: Connection, newest_backup: Path | None) -> CheckReport:
    """Everything in one transaction; slow for large files (about a second for 100 MB)."""
    check = _Check(connection, newest_backup)
    check.pages()
    if not check.broken:
        check.labels()
        check.references()
        check.words()
        check.search()
        check.log()
        check.attempts()
        check.sums()
    return CheckReport(not check.broken, tuple(check.findings), tuple(check.repaired))


def way_out(newest_backup: Path | None) -> str:
    """What to do about a file that cannot be repaired."""
    if newest_backup is None:
        return "There is no backup to restore. Export your decks now, and start with a new file."
    return f"Restore the newest backup, “{newest_backup.name}”."


class _Check:
    def __init__(self, connection: Connection, newest_backup: Path | None) -> None:
        self._connection = connection
        self._dialect = dialect.of(connection)
        self._newest_backup = newest_backup
        self.broken = False  # something is wrong that could not be repaired
        self.findings: list[str] = []
        self.repaired: list[str] = []

    def pages(self) -> None:
        """The file itself. A broken index can be built anew, a broken table cannot."""
        found = self._dialect.problems(self._connection)
        if not found:
            return
        self.findings.append(f"The deck file is damaged: {found[0]}.")
        self._dialect.reindex(self._connection)
        self._dialect.recreate_search(self._connection)
        if not self._dialect.problems(self._connection):
            self.repaired.append("The indexes of the deck file were built anew.")
            return
        self.broken = True
        self.findings.append(way_out(self._newest_backup))

    def labels(self) -> None:
        """Tags and topics stand twice: with the words, and where a filter finds them."""
        written = select(WORDING.c.question, WORDING.c.tags).where(WORDING.c.tags != "[]")
        found = [(row.question, row.tags) for row in self._connection.execute(written)]
        try:
            expected = {(tag, number) for number, tags in found for tag in rows.tags_of(tags)}
        except ValueError:
            self.broken = True
            self.findings += ["Some tags could not be read.", way_out(self._newest_backup)]
            return
        if expected != set(map(tuple, self._connection.execute(select(TAG.c.tag, TAG.c.question)))):
            self.findings.append("The tags to filter by did not fit the questions.")
            self._connection.execute(delete(TAG))
            saving.add_tags(self._connection, found)
            self.repaired.append("The tags to filter by were listed anew.")
        self._topics()

    def _topics(self) -> None:
        filtered = select(QUESTION.c.topic).where(QUESTION.c.number == WORDING.c.question)
        topic = filtered.scalar_subquery()
        differ = select(WORDING.c.question).where(WORDING.c.topic != topic)
        astray = self._connection.execute(differ).scalars().all()
        if astray:
            mending = update(WORDING).where(WORDING.c.topic != topic).values(topic=topic)
            self._connection.execute(mending)
            self._dialect.index_changed(self._connection, "wording", astray)
            self.findings.append(f"{len(astray)} topics did not fit the topics to search by.")
            self.repaired.append("These topics can be searched by again.")

    def references(self) -> None:
        """Rows that point to one that is gone."""
        dangling = self._dialect.foreign_key_problems(self._connection)
        if not dangling:
            return
        self.findings.append(f"{len(dangling)} rows belong to something that is no longer there.")
        derived = [found for found in dangling if found[0] in _DERIVED]
        self._dialect.delete_rows(self._connection, derived)
        if derived:
            self.repaired.append(f"{len(derived)} of these rows could be left out.")
        self.broken |= len(derived) < len(dangling)

    def words(self) -> None:
        worded = exists().where(WORDING.c.question == QUESTION.c.number)
        lost = select(func.count()).select_from(QUESTION).where(~worded)
        self.broken |= self._say(lost, "{} questions have lost their words.")
        kept = (
            select(func.count())
            .where(QUESTION_VERSION.c.question == QUESTION.c.number)
            .scalar_subquery()
        )
        gaps = select(func.count()).select_from(QUESTION).where(kept != QUESTION.c.version - 1)
        self._say(gaps, "{} questions have lost some of their former words.")
        there = set(self._connection.execute(select(PICTURE.c.id)).scalars())
        if gone := saving.pictures_shown(self._connection) - there:
            self.findings.append(f"{len(gone)} pictures that questions show are not there.")

    def search(self) -> None:
        if self._dialect.search_in_step(self._connection):
            return
        self.findings.append("The search index did not fit the questions and passages.")
        self._dialect.recreate_search(self._connection)
        self.repaired.append("The search index was built anew.")

    def log(self) -> None:
        """The log is never changed: what is odd in it is only said."""
        other = REVIEW.alias("other")
        astray = ~exists().where(
            other.c.id == REVIEW.c.retracts, other.c.question_id == REVIEW.c.question_id
        )
        self._say(
            select(func.count()).where(REVIEW.c.retracts.is_not(None), astray),
            "{} rows of the review log take back an answer that is not there.",
        )
        self._say(
            select(func.count()).where(
                or_(~REVIEW.c.rating.between(1, 4), REVIEW.c.milliseconds < 0)
            ),
            "{} rows of the review log hold a rating or a time that cannot be.",
        )
        judged = JUDGEMENT.alias("judged")
        nowhere = ~exists().where(judged.c.id == JUDGEMENT.c.retracts)
        self._say(
            select(func.count()).where(JUDGEMENT.c.retracts.is_not(None), nowhere),
            "{} rows of the log of verdicts take back one that is not there.",
        )

    def attempts(self) -> None:
        """The answers in quizzes are a log as well."""
        asked = exists().where(
            ASKED.c.attempt == ATTEMPT_ANSWER.c.attempt, ASKED.c.place == ATTEMPT_ANSWER.c.place
        )
        self._say(
            select(func.count()).select_from(ATTEMPT_ANSWER).where(~asked),
            "{} answers in quizzes belong to no question.",
        )
        later = select(func.count()).join_from(
            ASKED, QUESTION, QUESTION.c.number == ASKED.c.question
        )
        self._say(
            later.where(ASKED.c.version > QUESTION.c.version),
            "{} questions of attempts were asked in words that are not there.",
        )

    def sums(self) -> None:
        """Memory of answers that are all taken back, then the sums."""
        orphans = ~exists().where(
            REVIEW.c.learner == MEMORY.c.learner,
            REVIEW.c.question_id == QUESTION.c.id,
            QUESTION.c.number == MEMORY.c.question,
        )
        gone = self._connection.execute(delete(MEMORY).where(orphans)).rowcount
        if gone:
            self.findings.append(f"{gone} questions had a memory without any answer in the log.")
            self.repaired.append("These questions count as new again.")
        if not counters.in_step(self._connection):
            counters.recount(self._connection)
            if not gone:
                self.findings.append("The counted questions did not fit the questions.")
            self.repaired.append("The questions were counted anew.")
        self._day_totals()

    def _day_totals(self) -> None:
        if day_totals.recount(self._connection):
            return
        self.findings.append("The sums of the study days did not fit the review log.")
        self.repaired.append("The study days were summed anew.")

    def _say(self, count: Select[Any], message: str) -> bool:
        number = self._connection.execute(count).scalar_one()
        if number:
            self.findings.append(message.format(number))
        return bool(number)
