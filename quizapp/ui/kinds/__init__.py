"""The ways to answer, one module each. To add one: a module here, and an entry in ``FORMS``."""

from __future__ import annotations

from quizapp.ui.kinds.choices import ChoicesForm
from quizapp.ui.kinds.flip import FlipForm
from quizapp.ui.kinds.form import AnswerForm
from quizapp.ui.kinds.map_click import MapForm
from quizapp.ui.kinds.typed import TypedForm

FORMS: tuple[type[AnswerForm], ...] = (ChoicesForm, TypedForm, FlipForm, MapForm)
