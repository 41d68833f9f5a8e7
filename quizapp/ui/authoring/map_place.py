"""A place on the map: pointed at, or found by its coordinates."""

from __future__ import annotations

from PySide6.QtWidgets import QDoubleSpinBox

from quizapp.domain.task import USUAL_RADIUS, MapPlace, Task
from quizapp.ui.authoring.task_editor import TaskEditor, named
from quizapp.ui.charts.click_map import HEIGHT, ClickMap
from quizapp.ui.charts.projection import project, unproject
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label, row
from quizapp.ui.widgets.setting_fields import CalmDoubleSpinBox, CalmSpinBox

WIDEST = 3_000  # km


class MapEditor(TaskEditor):
    title = named("Point at the map")

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._filling = False
        self.map = ClickMap(theme)
        self.map.setFixedHeight(HEIGHT)
        self.map.setAccessibleName(self.tr("Map: point at the right place"))
        self.north = _degrees(self.tr("Degrees north"), 90)
        self.east = _degrees(self.tr("Degrees east"), 180)
        self.radius = CalmSpinBox(1, WIDEST, round(USUAL_RADIUS))
        self.radius.setSuffix(self.tr(" km"))
        self.radius.setAccessibleName(self.tr("How far off is still right"))
        self.setLayout(column(
            self.map,
            row(label(self.tr("North")), self.north, label(self.tr("East")), self.east,
                label(self.tr("right within")), self.radius, -1),
            spacing=6,
        ))  # fmt: skip
        self.map.pointed_at.connect(self._pointed)
        for field in (self.north, self.east):
            field.valueChanged.connect(self._typed)
        self.radius.valueChanged.connect(lambda _: self.changed.emit())

    @classmethod
    def edits(cls, task: object) -> bool:
        return isinstance(task, MapPlace)

    @classmethod
    def from_other(cls, task: Task | None) -> Task:
        return task if isinstance(task, MapPlace) else MapPlace(0.0, 0.0)

    @property
    def task(self) -> MapPlace:
        if self.map.point is None:
            raise ValueError(self.tr("Point at the right place on the map."))
        return MapPlace(self.north.value(), self.east.value(), float(self.radius.value()))

    def show_task(self, task: Task) -> None:
        assert isinstance(task, MapPlace)
        self._filling = True
        self.north.setValue(task.latitude)
        self.east.setValue(task.longitude)
        self.radius.setValue(round(task.radius))
        there = (task.latitude, task.longitude)
        self.map.point = None if there == (0.0, 0.0) else project(*there)
        self.map.update()
        self._filling = False

    def _pointed(self) -> None:
        if self._filling or self.map.point is None:
            return
        self._filling = True
        north, east = unproject(*self.map.point)
        self.north.setValue(north)
        self.east.setValue(east)
        self._filling = False
        self.changed.emit()

    def _typed(self) -> None:
        if self._filling:
            return
        self.map.point = project(self.north.value(), self.east.value())
        self.map.update()
        self.changed.emit()


def _degrees(name: str, most: int) -> QDoubleSpinBox:
    field = CalmDoubleSpinBox(-most, most)
    field.setSingleStep(0.5)
    field.setAccessibleName(name)
    field.setSuffix("°")
    return field
