"""Options: one, or with several right ones a tick for each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from quizapp.domain.task import Choose, Option, Response, in_order
from quizapp.ui.tasks.task_widget import TaskWidget
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label
from quizapp.ui.widgets.item import Item


class ChooseWidget(TaskWidget[Choose]):
    def __init__(self, task: Choose, theme: Theme, shuffled: tuple[int, ...] = ()) -> None:
        super().__init__(task, theme, shuffled)
        self.setAccessibleName(self.tr("Options"))
        self.order = in_order(len(task.options), shuffled)
        self.chosen: set[int] = set()  # places in the task
        self.items = [Item(theme) for _ in self.order]
        for number, (place, item) in enumerate(zip(self.order, self.items, strict=True)):
            item.show_text(str(number + 1), task.options[place].text)
            item.clicked.connect(lambda _=False, number=number: self.choose(number))
            item.pressed_key.connect(lambda key, _, number=number: self._step(number, key))
        self._how = label(self.tr("Tick all that are right."), "small")
        self.setLayout(column(self._how, *self.items, spacing=8))
        self._how.setVisible(task.several)
        self._show()

    @property
    def response(self) -> Response:
        return sorted(self.chosen) or None

    def restore(self, response: Response) -> None:
        fits = isinstance(response, list) and all(
            isinstance(place, int) and 0 <= place < len(self.task.options) for place in response
        )
        self.chosen = {int(place) for place in response} if fits and response else set()  # type: ignore[union-attr]
        self._show()

    def choose(self, number: int) -> None:
        if self.judged or not 0 <= number < len(self.order):
            return
        place = self.order[number]
        if self.task.several:
            self.chosen ^= {place}
        else:
            self.chosen = {place}
        self.items[number].setFocus()
        self._show()
        self.changed.emit()

    def judge(self, share: float | None) -> None:
        self.judged = True
        for place, item in zip(self.order, self.items, strict=True):
            option = self.task.options[place]
            chosen = place in self.chosen
            item.show_judged(_tone(option, chosen=chosen), self._detail(option, chosen=chosen))
            item.setAccessibleName(f"{option.text}, {self._said(option, chosen=chosen)}")

    def take_focus(self) -> None:
        """On none of them: a ring around one looks like a hint."""
        self.setFocus()

    def _detail(self, option: Option, *, chosen: bool) -> str:
        if chosen:
            return option.feedback
        return self.tr("This is right too.") if self.task.several and option.worth > 0 else ""

    def _said(self, option: Option, *, chosen: bool) -> str:
        said = self.tr("right answer") if option.worth > 0 else self.tr("not right")
        return f"{said}, {self.tr('chosen')}" if chosen else said

    def _show(self) -> None:
        for number, (place, item) in enumerate(zip(self.order, self.items, strict=True)):
            chosen = place in self.chosen
            item.show_tone("held" if chosen else "")
            item.show_tick(chosen)
            said = f", {self.tr('chosen')}" if chosen else ""
            item.setAccessibleName(f"{number + 1}: {self.task.options[place].text}{said}")

    def _step(self, number: int, key: int) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        self.items[(number + step) % len(self.items)].setFocus()

    def _takes_in_hand(self) -> bool:
        """Whether there was one in hand that was not chosen yet. Ticks are set by Space."""
        here = next((n for n, item in enumerate(self.items) if item.hasFocus()), None)
        if here is None or self.task.several or self.judged or self.order[here] in self.chosen:
            return False
        self.choose(here)
        return True

    # Qt override

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From no option the arrow keys lead to the first or the last; Enter takes the one in hand,
        and once that is taken, it goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._takes_in_hand():
            return
        if self.items and not self.judged and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.items[0 if event.key() == Qt.Key.Key_Down else -1].setFocus()
            return
        super().keyPressEvent(event)


def _tone(option: Option, *, chosen: bool) -> str:
    if option.worth > 0:
        return "right"
    return "wrong" if chosen else "past"
