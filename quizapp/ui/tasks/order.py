"""Items to put in order.

By keyboard: arrows go from one to the next, Space grabs one so that the arrows move it, and Alt
with an arrow moves it without grabbing. By mouse: drag.
"""

from __future__ import annotations

import itertools

from PySide6.QtCore import Qt

from quizapp.domain.task import Order, Response, in_order
from quizapp.ui.tasks.task_widget import TaskWidget
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import announce, column, label
from quizapp.ui.widgets.item import Item


class OrderWidget(TaskWidget[Order]):
    def __init__(self, task: Order, theme: Theme, shuffled: tuple[int, ...] = ()) -> None:
        super().__init__(task, theme, shuffled)
        self.setAccessibleName(self.tr("Items to put in order"))
        self.order = list(in_order(len(task.items), shuffled))  # places in the task, as they stand
        self._held: Item | None = None
        self._touched = False
        self.items = [Item(theme) for _ in task.items]
        for place, item in enumerate(self.items):
            item.show_text("", task.items[place])
            item.setToolTip(self.tr("Grab and let go: Space; move: Alt+↑, Alt+↓"))
            item.clicked.connect(lambda _=False, item=item: self._grab(item))
            item.pressed_key.connect(lambda key, alt, place=place: self._key(place, key, alt=alt))
            item.dragged.connect(lambda y, place=place: self._drag(place, y))
            item.dropped.connect(self._let_go)
        how = self.tr("Drag, or move the chosen one with Alt+↑ and Alt+↓.")
        self._how = label(how, "small", wrap=True)
        self._rows = column(spacing=8)
        self.setLayout(column(self._how, self._rows, spacing=8))
        self._stand()

    @property
    def response(self) -> Response:
        return list(self.order) if self._touched else None

    def restore(self, response: Response) -> None:
        if isinstance(response, list) and sorted(response) == list(range(len(self.items))):
            self.order = [int(place) for place in response]
            self._touched = True
            self._stand()

    def judge(self, share: float | None) -> None:
        """They stay as they were put, each with its right place."""
        self.judged = True
        self._how.hide()
        for stands, place in enumerate(self.order):
            right = stands == place
            detail = "" if right else self.tr("Its place is {}.").format(place + 1)
            self.items[place].show_judged("right" if right else "wrong", detail)

    def take_focus(self) -> None:
        if self.order:
            self.items[self.order[0]].setFocus()

    def choose(self, number: int) -> None:
        if not self.judged and 0 <= number < len(self.order):
            self.items[self.order[number]].setFocus()

    def shift(self, place: int, step: int) -> None:
        """One up (-1) or down (1)."""
        here = self.order.index(place)
        there = here + step
        if self.judged or not 0 <= there < len(self.order):
            return
        self.order.insert(there, self.order.pop(here))
        self._touched = True
        self._stand()
        item = self.items[place]
        item.setFocus()
        item.come_into_sight()
        announce(item, self.tr("Place {place} of {all}: {item}").format(
            place=there + 1, all=len(self.order), item=self.task.items[place]
        ))  # fmt: skip
        self.changed.emit()

    def _stand(self) -> None:
        """The rows as the order says; Tab goes down the page."""
        for stands, place in enumerate(self.order):
            item = self.items[place]
            if self._rows.indexOf(item) != stands:
                self._rows.removeWidget(item)
                self._rows.insertWidget(stands, item)
            item.renumber(str(stands + 1))
            item.setAccessibleName(self.tr("{place} of {all}: {item}").format(
                place=stands + 1, all=len(self.order), item=self.task.items[place]
            ))  # fmt: skip
        ordered = [self.items[place] for place in self.order]
        for above, below in itertools.pairwise(ordered):
            self.setTabOrder(above, below)
        self._rows.activate()

    def _grab(self, item: Item) -> None:
        if self.judged:
            return
        was_held, self._held = self._held, None
        if was_held is not None:
            was_held.show_tone("")
        if was_held is item:
            announce(item, self.tr("Let go"))
            return
        self._held = item
        item.show_tone("held")
        announce(item, self.tr("Grabbed; the arrow keys move it"))

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.show_tone("")
        self._held = None
        if not self._touched:  # dragged and put back: this order is the answer
            self._touched = True
            self.changed.emit()

    def _key(self, place: int, key: int, *, alt: bool) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if not step or self.judged:
            return
        if alt or self._held is self.items[place]:
            self.shift(place, step)
            return
        there = (self.order.index(place) + step) % len(self.order)
        self.items[self.order[there]].setFocus()

    def _drag(self, place: int, y: int) -> None:
        """Past the middle of a neighbour it changes places with it."""
        if self._held is not self.items[place]:
            self._grab(self.items[place])
        here = self.order.index(place)
        above = self.items[self.order[here - 1]] if here else None
        below = self.items[self.order[here + 1]] if here + 1 < len(self.order) else None
        if above is not None and y < above.geometry().center().y():
            self.shift(place, -1)
        elif below is not None and y > below.geometry().center().y():
            self.shift(place, 1)
