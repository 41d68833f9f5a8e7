"""Under a judged answer: what it counts as, and Continue; the four ratings once they are asked for.

They have the keys that chose an answer a moment ago, so that these rate only where all four stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from quizapp.domain.review import Rating
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import label, row
from quizapp.ui.widgets.interval_line import IntervalLine
from quizapp.ui.widgets.keyed_button import KeyedButton
from quizapp.ui.widgets.labelled_button import LabelledButton


class RatingButton(LabelledButton):
    def __init__(self, theme: Theme, rating: Rating) -> None:
        super().__init__("rating")
        self.rating = rating
        self.when = ""
        self.setCheckable(True)
        self._theme = theme
        self._key = key = label(str(int(rating)), "key")
        key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        face = row(key, label(words.rating_name(rating), "strong"), -1, spacing=8)
        face.setContentsMargins(10, 8, 10, 8)
        self.set_face(face)

    def fit(self) -> None:
        self._key.setMinimumWidth(self._theme.scaled(28))
        face = self.layout()
        if face is not None:
            face.invalidate()
        self.updateGeometry()

    def show_interval(self, days: int | None) -> None:
        """``None``: the rating moves nothing. What was missed is asked again in the session."""
        name, key = words.rating_name(self.rating), int(self.rating)
        if days is None:
            self.when = ""
            self.setAccessibleName(name)
            self.setToolTip(f"{name} ({key})")
            return
        missed = self.rating is Rating.AGAIN
        in_days = self.tr("in {}").format(words.interval(days))
        self.when = self.tr("in this session") if missed else in_days
        self.setAccessibleName(f"{name}, {self.when}")
        after = "" if missed else f"; {self._after()}"
        said = self.tr("{name}: comes back {when}{after} ({key})")
        self.setToolTip(said.format(name=name, when=self.when, after=after, key=key))

    def _after(self) -> str:
        """What the rating does to the gaps after the next one."""
        gaps = {
            Rating.HARD: self.tr("after that the gaps grow slowly"),
            Rating.GOOD: self.tr("after that the gaps grow as usual"),
            Rating.EASY: self.tr("after that the gaps grow fast"),
        }
        return gaps[self.rating]


class RatingBar(QWidget):
    chosen = Signal(object)  # the Rating to keep: go on
    opened = Signal()  # the four ratings stand there now, which takes room

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._marked = Rating.GOOD
        self._rates = True  # there is something to rate
        self._is_open = False
        self.counts = label("", "muted", wrap=True)
        self.otherwise = KeyedButton(self.tr("Judge it yourself"), "J")
        self.otherwise.setToolTip(self.tr("Rate how well you knew it: Again, Hard, Good, Easy (J)"))
        self.otherwise.clicked.connect(self.open)
        self._closed = QWidget()
        line = row(self.counts, self.otherwise, spacing=12)
        line.setStretch(0, 1)
        self._closed.setLayout(line)
        self._asks = label(self.tr("How well did you know it?"), "small")
        self.buttons = {rating: RatingButton(theme, rating) for rating in Rating}
        for rating, made in self.buttons.items():
            made.clicked.connect(partial(self._clicked, rating))
        self.lines = (IntervalLine(theme), IntervalLine(theme))  # the second where two stand below
        self.go_on = KeyedButton(self.tr("Continue"), self.tr("Enter"), "primary")
        self.go_on.clicked.connect(self.take)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._columns = 0
        self._arranged = (0, False)
        self._theme = theme
        self._is_fitted = False
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def marked(self) -> Rating:
        return self._marked

    @property
    def is_open(self) -> bool:
        """Whether the four ratings can be seen, and their keys rate."""
        return self._is_open

    def offer(
        self, suggested: Rating, intervals: Mapping[Rating, int], *, ask: bool = False
    ) -> None:
        """``intervals``: days; none where nothing is scheduled. ``ask``: all four at once."""
        for rating, made in self.buttons.items():
            made.show_interval(intervals.get(rating))
        self._rates = True
        self._mark(suggested)
        self._show(is_open=ask)

    def only_go_on(self) -> None:
        """There is nothing to rate."""
        self._rates = False
        self._show(is_open=False)

    @Slot()
    def open(self) -> None:
        """The four ratings, with their keys."""
        if self._rates and not self._is_open:
            self._show(is_open=True)
            self.opened.emit()

    def _show(self, *, is_open: bool) -> None:
        self._is_open = is_open
        for part in (self._asks, *self.buttons.values()):
            part.setVisible(is_open)
        if self.otherwise.hasFocus():
            self.buttons[self.marked].setFocus()  # before what has it goes
        self._closed.setVisible(self._rates and not is_open)
        tip = self.tr("Take the marked rating and go on (Enter)") if is_open else ""
        self.go_on.setToolTip(tip or self.tr("Go on to the next question (Enter)"))
        self._columns = self._columns_for(self.width()) if self._columns else 5
        self._arrange(self._columns)

    def _say_counts(self) -> None:
        """ "Counts as Good: comes back in 2 days"."""
        made = self.buttons[self.marked]
        name = words.rating_name(self.marked)
        said = self.tr("Counts as {name}: comes back {when}") if made.when else self.tr(
            "Counts as {name}"
        )  # fmt: skip
        self.counts.setText(said.format(name=f"“{name}”", when=made.when))

    def _say_when(self) -> None:
        """Under each row of ratings, what stands in it."""
        across = min(self._columns, 4)
        made = list(self.buttons.values())
        for number, line in enumerate(self.lines):
            inside = made[number * across : (number + 1) * across]
            line.show_texts([(each, each.when) for each in inside])
            line.setVisible(bool(inside) and bool(made[0].when) and self._is_open)

    def _mark(self, rating: Rating) -> None:
        """By hand: in an exclusive group Tab would reach one of the four only."""
        self._marked = rating
        self._say_counts()
        for each, made in self.buttons.items():
            made.setChecked(each is rating)

    def _clicked(self, rating: Rating) -> None:
        self._mark(rating)
        self.chosen.emit(rating)

    def take(self) -> None:
        self.chosen.emit(self.marked)

    @Slot()
    def _fit(self) -> None:
        """To the present text size; while hidden, nothing else tells the layout of it."""
        self._is_fitted = self.isVisible()
        for made in self.buttons.values():
            made.fit()
        self._grid.invalidate()
        columns = self._columns_for(self.width()) if self._columns else 5
        self._arranged = (0, False)
        self._arrange(columns)

    def _arrange(self, columns: int) -> None:
        """Five columns: all in one row. Four: Continue below. Two: for large text."""
        self._columns = columns
        across = min(columns, 4)
        if (columns, self._is_open) == self._arranged:
            self._say_when()
            return
        self._arranged = (columns, self._is_open)
        height = 54 if columns > across and self._is_open else 40
        self.go_on.setMinimumSize(self._theme.scaled(124), self._theme.scaled(height))
        self._grid.addWidget(self._asks, 0, 0, 1, across)
        self._grid.addWidget(self._closed, 1, 0, 1, across)
        for number, made in enumerate(self.buttons.values()):
            self._grid.addWidget(made, 1 + 2 * (number // across), number % across)
        for number, line in enumerate(self.lines):
            self._grid.addWidget(line, 2 + 2 * number, 0, 1, across)
        if columns > across:
            self._grid.addWidget(self.go_on, 1, across, 2 if self._is_open else 1, 1)
        else:
            self._grid.addWidget(self.go_on, 1 + 2 * (4 // across), 0, 1, across)
        for column_number in range(5):
            self._grid.setColumnStretch(column_number, 1 if column_number < across else 0)
        self._say_when()

    def _columns_for(self, width: int) -> int:
        small = QFontMetrics(self._theme.font("small"))
        needed = [
            max(made.minimumSizeHint().width(), small.horizontalAdvance(made.when))
            for made in self.buttons.values()
        ]
        one = max(needed) + self._grid.horizontalSpacing()
        if width >= 4 * one + max(self.go_on.minimumWidth(), self.go_on.sizeHint().width()):
            return 5
        return 4 if width >= 4 * one else 2

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        if not self._is_fitted:
            self._fit()  # what was hidden while the text size changed learns of it only now
        super().showEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(self._columns_for(event.size().width()))
        super().resizeEvent(event)
