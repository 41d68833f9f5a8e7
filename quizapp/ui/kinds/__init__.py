"""The ways to answer, one module each. To add one: a module here, and an entry in ``FORMS``."""

from __future__ import annotations

from quizapp.ui.kinds.choices import ChoicesForm
from quizapp.ui.kinds.cloze import ClozeForm
from quizapp.ui.kinds.flip import FlipForm
from quizapp.ui.kinds.form import AnswerForm
from quizapp.ui.kinds.map_click import MapForm
from quizapp.ui.kinds.match import MatchForm
from quizapp.ui.kinds.order import OrderForm
from quizapp.ui.kinds.several import SeveralForm
from quizapp.ui.kinds.task import TaskForm
from quizapp.ui.kinds.true_false import TrueFalseForm
from quizapp.ui.kinds.typed import TypedForm

FORMS: tuple[type[AnswerForm], ...] = (ChoicesForm, TypedForm, FlipForm)
"""Made with the page, since every session begins with them."""

RARER_FORMS: tuple[type[AnswerForm], ...] = (
    TrueFalseForm, ClozeForm, SeveralForm, OrderForm, MatchForm, MapForm, TaskForm,
)  # fmt: skip
"""Made when the first question in them comes, and kept from then on."""
