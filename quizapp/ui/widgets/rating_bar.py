"""Under a judged answer: the four ratings with their next interval, and Continue."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from quizapp.domain.review import Rating
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.labelled_button import LabelledButton


class RatingButton(LabelledButton):
    def __init__(self, theme: Theme, rating: Rating) -> None:
        super().__init__("rating")
        self.rating = rating
        self.setCheckable(True)
        self._name = label(words.rating_name(rating), "strong")
        self._when = label("", "small")
        self._theme = theme
        self._key = key = label(str(int(rating)), "key")
        key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        names = row(key, self._name, -1, spacing=8)
        face = column(names, self._when, spacing=3)
        face.setContentsMargins(10, 7, 10, 7)
        self.set_face(face)

    def fit(self) -> None:
        self._key.setMinimumWidth(self._theme.scaled(28))
        face = self.layout()
        if face is not None:
            face.invalidate()
        self.updateGeometry()

    def show_interval(self, days: int | None) -> None:
        """``None``: the rating moves nothing."""
        self._when.setVisible(days is not None)
        if days is None:
            self.setAccessibleName(words.rating_name(self.rating))
            self.setToolTip(f"{words.rating_name(self.rating)} ({int(self.rating)})")
            return
        when = words.interval(days)
        self._when.setText(self.tr("again today") if days <= 0 else self.tr("in {}").format(when))
        self.setAccessibleName(f"{words.rating_name(self.rating)}, {self._when.text()}")
        self.setToolTip(
            self.tr("{name}: comes back {when} ({key})").format(
                name=words.rating_name(self.rating), when=self._when.text(), key=int(self.rating)
            )
        )


class RatingBar(QWidget):
    chosen = Signal(object)  # the Rating to keep: go on

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._marked = Rating.GOOD
        self.buttons = {rating: RatingButton(theme, rating) for rating in Rating}
        for rating, made in self.buttons.items():
            made.clicked.connect(partial(self._clicked, rating))
        self.go_on = button(self.tr("Continue"), "primary")
        self.go_on.setToolTip(self.tr("Take the marked rating and go on (Enter)"))
        self.go_on.clicked.connect(self.take)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._columns = 0
        self._theme = theme
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def marked(self) -> Rating:
        return self._marked

    def offer(self, suggested: Rating, intervals: Mapping[Rating, int]) -> None:
        """``intervals``: days; none where nothing is scheduled."""
        for rating, made in self.buttons.items():
            made.show_interval(intervals.get(rating))
        self._mark(suggested)

    def show_ratings(self, shown: bool) -> None:
        """Without them there is nothing to rate, only to go on."""
        for made in self.buttons.values():
            made.setVisible(shown)

    def _mark(self, rating: Rating) -> None:
        """By hand: in an exclusive group Tab would reach one of the four only."""
        self._marked = rating
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
        for made in self.buttons.values():
            made.fit()
        self._grid.invalidate()
        columns = self._columns_for(self.width()) if self._columns else 5
        self._columns = 0
        self._arrange(columns)

    def _arrange(self, columns: int) -> None:
        """Five columns: all in one row. Four: Continue below. Two: for large text."""
        if columns == self._columns:
            return
        self._columns = columns
        across = min(columns, 4)
        height = 52 if columns > across else 40
        self.go_on.setMinimumSize(self._theme.scaled(112), self._theme.scaled(height))
        for number, made in enumerate(self.buttons.values()):
            self._grid.addWidget(made, number // across, number % across)
        if columns > across:
            self._grid.addWidget(self.go_on, 0, across)
        else:
            self._grid.addWidget(self.go_on, 4 // across, 0, 1, across)
        for column_number in range(5):
            self._grid.setColumnStretch(column_number, 1 if column_number < across else 0)

    def _columns_for(self, width: int) -> int:
        gap = self._grid.spacing()
        one = max(made.minimumSizeHint().width() for made in self.buttons.values()) + gap
        if width >= 4 * one + max(self.go_on.minimumWidth(), self.go_on.sizeHint().width()):
            return 5
        return 4 if width >= 4 * one else 2

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()  # what was hidden while the text size changed learns of it only now
        super().showEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(self._columns_for(event.size().width()))
        super().resizeEvent(event)
