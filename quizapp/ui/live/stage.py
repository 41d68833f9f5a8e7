"""What stands on the wall, as a widget: the teacher sees it small, the class large."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.domain.game import Phase
from quizapp.services.live_views import HostView
from quizapp.ui.live.wall_picture import Door, WallPicture
from quizapp.ui.theme import Theme


class Stage(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.view: HostView | None = None
        self.door = Door("", "")
        self.is_blank = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 150)
        self.setAccessibleName(self.tr("What stands on the wall"))
        theme.changed.connect(self.update)

    def show_door(self, door: Door) -> None:
        self.door = door
        self.update()

    def show_view(self, view: HostView) -> None:
        self.view = view
        self.setAccessibleDescription(self._said(view))
        self.update()

    def blank(self) -> None:
        """Nothing, until it is pressed again: all eyes to the teacher."""
        self.is_blank = not self.is_blank
        self.update()

    # Qt override

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "text" if self.is_blank and not self._theme.dark else "window"
        painter.fillRect(self.rect(), self._theme.colour(ground))
        if self.view is not None and not self.is_blank:
            WallPicture(painter, self._theme, self, self.door, self.view).paint()
        painter.end()

    def _said(self, view: HostView) -> str:
        """For a screen reader: what is painted."""
        if view.phase is Phase.LOBBY:
            return f"{self.door.url} {self.door.code}"
        if view.posed is None:
            return ""
        told = view.phase is Phase.REVEAL
        counts = {line.place: line.count for line in view.spread} if told else {}
        said = [view.posed.question.stem]
        for text, place in zip(view.options, view.option_places, strict=True):
            said.append(self._counted(text, counts.get(place), view.answers))
        if told:
            said += [self.tr("Right: {}").format(view.key), view.explanation]
        return " ".join(part for part in said if part)

    def _counted(self, text: str, count: int | None, answers: int) -> str:
        if count is None:
            return text
        return self.tr("{text}: chosen by {count} of {all}.").format(
            text=text, count=count, all=answers
        )
