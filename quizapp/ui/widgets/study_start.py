"""Where a session begins: what waits today, and the other ways to study."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, page_of, row, scrolled
from quizapp.ui.widgets.labelled_button import LabelledButton
from quizapp.ui.widgets.learn_more import LearnMore
from quizapp.ui.words import named

WIDTH = 720
TWO_COLUMNS = 560  # px at a text size of 100 %, from which on two ways stand side by side


@dataclass(frozen=True)
class Way:
    """A way to study. To add one: an entry in ``WAYS`` and what it does in the study screen."""

    name: str
    icon: str
    title: str
    text: str


WAYS: tuple[Way, ...] = (
    Way("short", "clock", named("Short session"), named("As much as fits into your time")),
    Way("weak", "weakest", named("Weak spots"), named("What you know least surely, due or not")),
    Way("topic", "search", named("A topic"), named("A deck, a period, dates or people only")),
    Way("test", "test", named("A test"), named("No help on the way, a mark at the end")),
    Way("cram", "cram", named("Cram"), named("Again and again; your schedule is left alone")),
    Way("order", "order", named("Order"), named("Events that wait, put one behind the other")),
    Way("match", "match", named("Match"), named("What waits, each with its answer")),
    Way("several", "check", named("Pick out"), named("Events of one year among others")),
    Way("exam", "date", named("An exam"), named("Be ready by a date, with a share each day")),
    Way("map", "map", named("Map"), named("Point at where it happened")),
)


class WayButton(LabelledButton):
    def __init__(self, theme: Theme, number: int, way: Way) -> None:
        super().__init__("choice")
        self._theme = theme
        picture = label()
        theme.set_picture(picture, way.icon, "accent", 22)
        title = label(words.tr(way.title), "strong")
        self._about = label(words.tr(way.text), "small", wrap=True)
        key = label(str(number % 10), "key")
        told = column(-1, title, self._about, -1, spacing=2)
        inner = row(picture, told, column(-1, key, -1), spacing=14)
        inner.setStretch(1, 1)
        inner.setContentsMargins(16, 12, 14, 12)
        self.set_face(inner)
        self.setAccessibleName(title.text())
        self.say(self._about.text(), number)

    def say(self, about: str, number: int) -> None:
        self._about.setText(about)
        self.setAccessibleDescription(about)
        self.setToolTip(f"{about} ({number % 10})")


class StartPage(QWidget):
    chosen = Signal(str)  # the name of a way

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._heading = label("", "title", wrap=True)
        self._text = label("", "muted", wrap=True)
        self.begin = button(self.tr("Start"), "primary")
        self.begin.setMinimumSize(160, 44)
        self.begin.setToolTip(self.tr("Start (Enter)"))
        self.extra = LearnMore()
        self.elsewhere = button(self.tr("Add documents"))
        self.elsewhere.setMinimumHeight(44)
        self.elsewhere.setToolTip(self.tr("Add documents (Ctrl+O)"))
        self.ways: dict[str, WayButton] = {}
        for number, way in enumerate(WAYS, start=1):
            made = WayButton(theme, number, way)
            made.clicked.connect(lambda _=False, name=way.name: self.chosen.emit(name))
            self.ways[way.name] = made
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        self._columns = 0
        self.notice = column(spacing=8)  # what should be said before anything is begun
        self._others = label(self.tr("Other ways to study"), "lead")
        buttons = row(self.begin, self.elsewhere, -1, spacing=8)
        inner = column(
            self._heading, self._text, 14, self.extra, buttons, self.notice, 28,
            self._others, 2, self._grid,
            -1, spacing=4,
        )  # fmt: skip
        inner.setContentsMargins(0, 48, 0, 32)
        middle = page_of(inner, theme, WIDTH)
        self.setLayout(column(scrolled(middle, self.tr("Ways to study"))))
        theme.changed.connect(self._arrange)
        self._arrange()

    @property
    def text(self) -> str:
        return f"{self._heading.text()} {self._text.text()}"

    def rewrite(self, heading: str, text: str) -> None:
        self._heading.setText(heading)
        self._text.setText(text)

    def say(self, name: str, about: str) -> None:
        """What a way is about, where that depends on the settings."""
        number = list(self.ways).index(name) + 1
        self.ways[name].say(about, number)

    def number(self, number: int) -> None:
        """Key 1, 2, 3 ... was pressed; 0 is the tenth."""
        ways, number = list(self.ways.values()), number or 10
        if number <= len(ways):
            ways[number - 1].click()

    @Slot()
    def _arrange(self) -> None:
        columns = 2 if self.width() - 64 >= self._theme.scaled(TWO_COLUMNS) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for place, way in enumerate(self.ways.values()):
            self._grid.addWidget(way, place // columns, place % columns)
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)

    # Qt override

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)
