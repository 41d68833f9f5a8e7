"""What stands on the wall while a round runs, and the presenter's remote that points there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from quizapp.services.live_views import HostView
from quizapp.ui.live.projector import Projector
from quizapp.ui.live.wall_picture import Door
from quizapp.ui.theme import Theme

Key = Qt.Key


class Wall(QObject):
    """``projector``: its window, while there is one. ``holder``: what it stands beside.
    ``remote``: what is done by which of its keys."""

    def __init__(
        self, theme: Theme, holder: QWidget, remote: Mapping[Key, Callable[[], object]]
    ) -> None:
        super().__init__(holder)
        self.projector: Projector | None = None
        self._theme = theme
        self._holder = holder
        self._remote = remote

    def come(self, door: Door, view: HostView | None) -> QScreen | None:
        """On which screen besides that of the window it stands now, if there is one."""
        if self.projector is None:
            self.projector = Projector(self._theme, self._holder.window())
            self.projector.pressed.connect(self._pressed)
            self.projector.closed.connect(self._gone)
        self.projector.stage.show_door(door)
        self.show_view(view)
        return self.projector.come()

    def show_door(self, door: Door) -> None:
        if self.projector is not None:
            self.projector.stage.show_door(door)

    def show_view(self, view: HostView | None) -> None:
        if self.projector is not None and view is not None:
            self.projector.stage.show_view(view)

    def blank(self) -> None:
        if self.projector is not None:
            self.projector.stage.blank()

    def close(self) -> None:
        if self.projector is not None:
            self.projector.close()

    def _pressed(self, key: int) -> None:
        act = self._remote.get(Key(key))
        if act is not None:
            act()

    def _gone(self) -> None:
        if self.projector is not None:
            self.projector.deleteLater()
            self.projector = None
            self._holder.window().activateWindow()  # whose keys go on from here
