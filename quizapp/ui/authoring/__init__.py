"""Writing questions: an editor for each kind of task, all of them in ``EDITORS``.

To add one: a module here, and an entry in ``EDITORS``.
"""

from __future__ import annotations

from quizapp.ui.authoring.choose import SeveralEditor, SingleEditor
from quizapp.ui.authoring.cloze import ClozeEditor
from quizapp.ui.authoring.lines import MatchEditor, OrderEditor
from quizapp.ui.authoring.map_place import MapEditor
from quizapp.ui.authoring.plain import InformationEditor, OpenTextEditor, TrueFalseEditor
from quizapp.ui.authoring.task_editor import TaskEditor
from quizapp.ui.authoring.texts import NumericEditor, TypedEditor
from quizapp.ui.authoring.when import WhenEditor

EDITORS: tuple[type[TaskEditor], ...] = (
    SingleEditor,
    SeveralEditor,
    TrueFalseEditor,
    TypedEditor,
    NumericEditor,
    WhenEditor,
    ClozeEditor,
    OrderEditor,
    MatchEditor,
    MapEditor,
    OpenTextEditor,
    InformationEditor,
)
"""In the order in which they are offered."""


def editor_for(task: object) -> type[TaskEditor]:
    return next(editor for editor in EDITORS if editor.edits(task))
