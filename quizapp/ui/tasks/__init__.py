"""Ways to answer the tasks of written questions: one module each, all of them in ``WIDGETS``.

They are used where a quiz is taken, in the preview of the editor, and in study. To add one: a
module here, and an entry in ``WIDGETS``.
"""

from __future__ import annotations

from typing import Any

from quizapp.domain.task import (
    Choose,
    Cloze,
    Information,
    MapPlace,
    Match,
    Numeric,
    OpenText,
    Order,
    Task,
    TrueFalse,
    Typed,
    When,
)
from quizapp.ui.tasks.choose import ChooseWidget
from quizapp.ui.tasks.cloze import ClozeWidget
from quizapp.ui.tasks.map_place import MapWidget
from quizapp.ui.tasks.match import MatchWidget
from quizapp.ui.tasks.open_text import InformationWidget, OpenTextWidget
from quizapp.ui.tasks.order import OrderWidget
from quizapp.ui.tasks.task_widget import TaskWidget
from quizapp.ui.tasks.true_false import TrueFalseWidget
from quizapp.ui.tasks.typed import NumericWidget, TypedWidget, WhenWidget
from quizapp.ui.theme import Theme

WIDGETS: dict[type[Any], type[TaskWidget[Any]]] = {
    Choose: ChooseWidget,
    TrueFalse: TrueFalseWidget,
    Typed: TypedWidget,
    Numeric: NumericWidget,
    When: WhenWidget,
    Cloze: ClozeWidget,
    Order: OrderWidget,
    Match: MatchWidget,
    MapPlace: MapWidget,
    OpenText: OpenTextWidget,
    Information: InformationWidget,
}


def widget_for(task: Task, theme: Theme, shuffled: tuple[int, ...] = ()) -> TaskWidget[Any]:
    """``shuffled``: the order in which options, items or answers stand, as places in the task;
    empty: as the task has them."""
    return WIDGETS[type(task)](task, theme, shuffled)
