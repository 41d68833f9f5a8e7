"""Before due days are moved: what that would do to the coming days, and a way not to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from quizapp.domain.scheduling import Why
from quizapp.ui import day_words, words
from quizapp.ui.charts.pairs import Pair, Pairs
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row

if TYPE_CHECKING:
    from quizapp.services.reschedule import Preview, Proposal

WIDTH = 620  # px at 100 %
_CHART = 170
_WEEK = 7


class MoveDialog(QDialog):
    """Accepted: make the move."""

    def __init__(self, parent: QWidget, theme: Theme, proposal: Proposal) -> None:
        super().__init__(parent)
        preview = proposal.preview
        spread = proposal.why is Why.SPREAD
        heading = self.tr("Spread what waits") if spread else self.tr("Reschedule now")
        self.setWindowTitle(heading)
        self.chart = Pairs(theme, self.tr("The coming 30 days, before and after"), _CHART)
        self.chart.show_columns(_pairs(preview))
        self._caption = label("", "small")
        self.chart.pointed.connect(self._caption.setText)
        moves = bool(preview.moved)
        self.agree = button(self.tr("Move them"), "primary")
        self.agree.setEnabled(moves)
        self.cancel = button(self.tr("Leave them") if moves else self.tr("Close"))
        self.agree.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        said = " ".join(self._sentences(proposal))
        self.setAccessibleDescription(said)
        self.setLayout(
            column(
                label(heading, "lead"), label(said, wrap=True), 8,
                label(self.tr("Due each day: pale before, full after"), "small"),
                self.chart, self._caption, 8, row(-1, self.cancel, self.agree),
                spacing=6, margin=24,
            )
        )  # fmt: skip
        self.setMinimumWidth(min(theme.scaled(WIDTH), parent.window().width() - 80))
        (self.agree if moves else self.cancel).setDefault(True)
        (self.agree if moves else self.cancel).setFocus()

    def _how_many(self, preview: Preview) -> str:
        if not preview.earlier:
            return self.tr("{} would come later.").format(words.questions(preview.later))
        if not preview.later:
            return self.tr("{} would come earlier.").format(words.questions(preview.earlier))
        return self.tr("{} would come later, {:,} earlier.").format(
            words.questions(preview.later), preview.earlier
        )

    def _sentences(self, proposal: Proposal) -> list[str]:
        preview = proposal.preview
        if not preview.moved:
            return [self.tr("Every due day is where it should be: nothing would move.")]
        said = [self._how_many(preview)]
        before, after = preview.before[0], preview.after[0]
        said.append(self.tr("Due today: {:,} before, {:,} after.").format(before, after))
        if proposal.until is not None:
            said.append(
                self.tr("The last of them comes on {}.").format(
                    day_words.with_weekday(proposal.until, preview.today)
                )
            )
        said.append(
            self.tr(
                "Nothing is lost, and one undo puts back every due day that was not answered since."
            )
        )
        return said


def _pairs(preview: Preview) -> list[Pair]:
    pairs = []
    for ahead, (before, after) in enumerate(zip(preview.before, preview.after, strict=True)):
        day = preview.today + timedelta(ahead)
        name = words.tr("today") if not ahead else ""
        if ahead and not ahead % _WEEK:
            name = words.tr("+{} days").format(ahead)
        said = words.tr("{day}: {before:,} due before, {after:,} after").format(
            day=day_words.named(day, preview.today), before=before, after=after
        )
        pairs.append(Pair(before, after, name, said))
    return pairs
