"""A place to point at on the map."""

from __future__ import annotations

from quizapp.domain.fact import Place, PlaceKind
from quizapp.domain.geography import distance, rounded
from quizapp.domain.task import MapPlace, Response
from quizapp.ui.charts.click_map import HEIGHT, ClickMap
from quizapp.ui.charts.projection import project, unproject
from quizapp.ui.tasks.task_widget import TaskWidget, tone_of
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label, set_tone

_POINT = 2  # numbers


class MapWidget(TaskWidget[MapPlace]):
    def __init__(self, task: MapPlace, theme: Theme, shuffled: tuple[int, ...] = ()) -> None:
        super().__init__(task, theme, shuffled)
        self.map = ClickMap(theme)
        self.map.setFixedHeight(HEIGHT)
        self.how = label(
            self.tr("Click where it happened, or move the cross with the arrow keys; the wheel, + "
                    "and - go nearer and farther."), "small", wrap=True,
        )  # fmt: skip
        self.setLayout(column(self.map, self.how, spacing=6))
        self.map.pointed_at.connect(self.changed)
        self.setFocusProxy(self.map)

    @property
    def response(self) -> Response:
        return None if self.map.point is None else list(unproject(*self.map.point))

    def restore(self, response: Response) -> None:
        self.map.clear()
        if isinstance(response, list) and len(response) == _POINT:
            self.map.point = project(float(response[0]), float(response[1]))
            self.map.update()

    def judge(self, share: float | None) -> None:
        self.judged = True
        place = Place(
            self.tr("here"), PlaceKind.CITY,
            latitude=self.task.latitude, longitude=self.task.longitude,
        )  # fmt: skip
        self.map.show_judged(place, tone_of(share))
        self.how.setText(self._how_far())
        set_tone(self.how, tone_of(share))

    def take_focus(self) -> None:
        self.map.setFocus()

    def _how_far(self) -> str:
        if self.map.point is None:
            return self.tr("No point was set.")
        point = unproject(*self.map.point)
        far = distance(point, (self.task.latitude, self.task.longitude))
        if far <= self.task.radius:
            return self.tr("Right.")
        return self.tr("About {:,} km away.").format(rounded(far))
