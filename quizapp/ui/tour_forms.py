"""Pictures of the rarer ways to answer."""

from __future__ import annotations

from collections.abc import Callable

from quizapp.domain.review import Form
from quizapp.ui.kinds.true_false import TrueFalseForm
from quizapp.ui.screens.study import StudyScreen

Settle = Callable[[], None]
Picture = Callable[[str], None]


def show_forms(
    study: StudyScreen, decks: tuple[str, ...], settle: Settle, picture: Picture
) -> None:
    """``decks``: whose questions have sentences; what a form finds nothing for is left out."""
    study.study(decks)
    settle()
    for form, name in ((Form.TRUE_FALSE, "true-false"), (Form.CLOZE, "cloze")):
        if study.asked is not None and form in study.asked.ways:
            study.as_form(form)
            settle()
            picture(f"study-{name}")
        if isinstance(study.question.form, TrueFalseForm):
            study.question.form.choose(1)
            settle()
            picture(f"study-{name}-judged")
            study.session = None
            study.study(decks)
            settle()
    for begin, name in (
        (study.order, "order"),
        (study.match, "match"),
        (study.pick_out, "several"),
    ):
        begin(())
        settle()
        if study.asked is None or study.asked.group is None:
            continue
        picture(f"study-{name}")
        number = len(study.asked.group.members)
        given = "0,1" if name == "several" else ",".join(map(str, range(number)))
        study.question.form.answered.emit(given)
        settle()
        picture(f"study-{name}-judged")
