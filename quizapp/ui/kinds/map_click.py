"""The map: the learner points at where it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.domain.fact import Place
from quizapp.domain.geography import read_point
from quizapp.domain.review import Form, Verdict
from quizapp.ui.charts.click_map import HEIGHT, LEAST_HEIGHT, ClickMap
from quizapp.ui.charts.projection import project
from quizapp.ui.kinds.form import AnswerForm
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row

if TYPE_CHECKING:
    from quizapp.services.study_deck import Ask, Marked


class MapForm(AnswerForm):
    form = Form.MAP
    gives_room = True

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._place: Place | None = None
        self.map = ClickMap(theme)
        self.map.setFixedHeight(HEIGHT)
        self.take = button(self.tr("It happened here"), "primary")
        self.take.setToolTip(self.tr("Answer with this point (Enter)"))
        self.take.clicked.connect(self.confirm)
        self._how = label("", "small", wrap=True)
        foot = row(self._how, self.take, spacing=12)
        foot.setStretch(0, 1)
        self.setLayout(column(self.map, foot, spacing=8))
        self.map.pointed_at.connect(self._pointed)

    def ask(self, ask: Ask) -> None:
        self._place, self.is_open = ask.place, True
        self.map.clear(ask.place)
        self.take.setEnabled(False)
        self.take.show()
        self._how.show()
        self._how.setText(
            self.tr("Click where it happened, or move the cross with the arrow keys; the wheel, + "
                    "and - go nearer and farther.")
        )  # fmt: skip
        self.map.setFocus()

    def mark(self, marked: Marked, given: str) -> None:
        self.is_open = False
        self.take.hide()
        self._how.hide()
        point = read_point(given)
        if point is not None:
            self.map.point = project(*point)
        if self._place is not None:
            tone = "almost" if marked.verdict is Verdict.ALMOST else str(marked.verdict)
            self.map.show_judged(self._place, tone)

    def confirm(self) -> None:
        if self.is_open and self.map.point is not None:
            self.answered.emit(self.map.given)

    def make_room(self, pixels: int) -> None:
        height = max(LEAST_HEIGHT, min(HEIGHT, self.map.height() - pixels))
        self.map.setFixedHeight(height)

    def _pointed(self) -> None:
        self.take.setEnabled(True)
        self._how.setText(
            self.tr("Your point: {}. Press Enter to answer.").format(
                self.map.accessibleDescription()
            )
        )
