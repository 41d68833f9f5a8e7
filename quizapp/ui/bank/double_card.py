"""One question of several that ask the same: all that it says, and whether it is to stay."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QRadioButton

from quizapp.services.merge_duplicates import Double
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import card, column, label

WIDTH = 250  # px at 100 % text size


def double_card(theme: Theme, double: Double) -> tuple[QFrame, QRadioButton]:
    """The card, and its button "Keep this one"."""
    question = double.question
    keep = QRadioButton(words.tr("Keep this one"))
    keep.setAccessibleName(
        words.tr("Keep: {} {}").format(words.one_line(question.stem), question.answer)
    )
    made = card()
    body = column(keep, 4, spacing=3, margin=14)
    body.addWidget(label(question.stem, "strong", wrap=True))
    for name, text in (
        (words.tr("Answer"), question.answer),
        (words.tr("Also accepted"), "\n".join(question.accept)),
        (words.tr("Wrong options"), "\n".join(question.distractors)),
        (words.tr("Explanation"), question.explanation),
        (words.tr("Topic"), question.topic),
        (words.tr("Tags"), ", ".join(question.tags)),
        (words.tr("Where from"), words.source_of(question)),
        (words.tr("Deck"), f"{words.one_line(double.deck)}  ·  {words.standing(question)}"),
    ):
        if text:
            body.addSpacing(4)
            body.addWidget(label(name, "overline"))
            body.addWidget(label(text, wrap=True))
    body.addStretch(1)
    made.setLayout(body)
    theme.set_width(made, WIDTH)
    return made, keep
