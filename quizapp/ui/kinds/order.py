"""Order: events are put one behind the other, the earliest first.

By keyboard: arrows go from one to the next, Space grabs one so that the arrows move it, and Alt
with an arrow moves it without grabbing. By mouse: drag.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.domain.review import Form, Verdict
from quizapp.ui.kinds.checked import CheckedForm
from quizapp.ui.kinds.form import up_or_down
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import announce, column
from quizapp.ui.widgets.item import Item

if TYPE_CHECKING:
    from quizapp.services.study_deck import Ask, Marked

MOST = 5


class OrderForm(CheckedForm):
    form = Form.ORDER

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            self.tr("Events to put in order"),
            self.tr("Check the order (Enter)"),
            self.tr("Drag, or move the chosen event with Alt+↑ and Alt+↓; Enter checks."),
        )
        self._held: Item | None = None
        self.items = [Item(theme) for _ in range(MOST)]  # by member
        self.order: list[int] = []  # members, as they stand
        for member, item in enumerate(self.items):
            item.clicked.connect(lambda _=False, item=item: self._grab(item))
            item.pressed_key.connect(lambda k, alt, member=member: self._key(member, k, alt=alt))
            item.dragged.connect(lambda y, member=member: self._drag(member, y))
            item.dropped.connect(self._let_go)
        self._column: QVBoxLayout = column(*self.items, spacing=8)
        self.lay_out(self._column)

    def ask(self, ask: Ask) -> None:
        assert ask.group is not None
        lines = ask.group.lines
        self.order = list(range(len(lines)))
        self._held = None
        for member, item in enumerate(self.items):
            item.setVisible(member < len(lines))
            if member < len(lines):
                item.show_text("", lines[member])
                item.setToolTip(self.tr("Grab and let go: Space; move: Alt+↑, Alt+↓"))
        self.open()
        self._stand()
        self.items[self.order[0]].setFocus()

    def mark(self, marked: Marked, given: str) -> None:
        """The events in the right order, each with its date and where it had been put."""
        self.shut()
        parts = marked.group.parts if marked.group else ()
        self.order = sorted(range(len(parts)), key=lambda member: parts[member].right_place)
        self._stand()
        for part, item in zip(parts, self.items, strict=False):
            tone = str(part.verdict)
            detail = part.question.answer
            if part.verdict is not Verdict.RIGHT:
                detail = self.tr("{date}; you had put it in place {place}").format(
                    date=detail, place=part.given_place
                )
            item.show_judged(tone, detail)
            said = self.tr("right place") if tone == "right" else self.tr("not right")
            item.setAccessibleName(f"{part.right_place}. {part.line}, {detail}, {said}")

    def take_focus(self) -> None:
        self.items[self.order[0]].setFocus()

    def as_texts(self) -> list[str]:
        standing = enumerate(self.order, start=1)
        return [f"{place}: {self.items[member].text_shown}." for place, member in standing]

    def choose(self, number: int) -> None:
        if self.is_open and 0 <= number < len(self.order):
            self.items[self.order[number]].setFocus()

    def confirm(self) -> None:
        if self.is_open:
            self._let_go()
            self.answered.emit(",".join(map(str, self.order)))

    def shift(self, member: int, step: int) -> None:
        """One place up (-1) or down (1)."""
        here = self.order.index(member)
        there = here + step
        if not self.is_open or not 0 <= there < len(self.order):
            return
        self.order.insert(there, self.order.pop(here))
        self._stand()
        item = self.items[member]
        self._column.activate()
        item.setFocus()
        item.come_into_sight()
        announce(item, self.tr("Place {place} of {all}: {event}").format(
            place=there + 1, all=len(self.order), event=item.text_shown
        ))  # fmt: skip

    def _stand(self) -> None:
        """The rows as the order says; Tab goes down the page."""
        for place, member in enumerate(self.order):
            item = self.items[member]
            if self._column.indexOf(item) != place:
                self._column.removeWidget(item)
                self._column.insertWidget(place, item)
            item.renumber(str(place + 1))
            item.setAccessibleName(self.tr("{place} of {all}: {event}").format(
                place=place + 1, all=len(self.order), event=item.text_shown
            ))  # fmt: skip
        ordered = self.rows()
        for above, below in zip(ordered, [*ordered[1:], self.check], strict=True):
            self.setTabOrder(above, below)

    def _grab(self, item: Item) -> None:
        if not self.is_open:
            return
        if self._held is item:
            self._let_go()
            announce(item, self.tr("Let go"))
            return
        self._let_go()
        self._held = item
        item.show_tone("held")
        announce(item, self.tr("Grabbed; the arrow keys move it"))

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.show_tone("")
        self._held = None

    def _key(self, member: int, key: int, *, alt: bool) -> None:
        step = up_or_down(key)
        if not step or not self.is_open:
            return
        if alt or self._held is self.items[member]:
            self.shift(member, step)
            return
        there = (self.order.index(member) + step) % len(self.order)
        self.items[self.order[there]].setFocus()

    def _drag(self, member: int, y: int) -> None:
        """Past the middle of a neighbour it changes places with it."""
        if self._held is not self.items[member]:
            self._grab(self.items[member])
        here = self.order.index(member)
        above = self.items[self.order[here - 1]] if here else None
        below = self.items[self.order[here + 1]] if here + 1 < len(self.order) else None
        if above is not None and y < above.geometry().center().y():
            self.shift(member, -1)
        elif below is not None and y > below.geometry().center().y():
            self.shift(member, 1)
        self._column.activate()

    def rows(self) -> Sequence[QWidget]:
        return [self.items[member] for member in self.order]
