"""A text with gaps, each typed into or chosen for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from quizapp.domain.task import Cloze, Gap, Response, gap_key, in_gaps
from quizapp.ui.tasks.flow import Flow
from quizapp.ui.tasks.task_widget import TaskWidget, tone_of
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label, set_tone

LONGEST = 200  # characters of a gap
_NARROW, _WIDE = 90, 260  # pixels of a gap at the usual text size


class ClozeWidget(TaskWidget[Cloze]):
    def __init__(self, task: Cloze, theme: Theme, shuffled: tuple[int, ...] = ()) -> None:
        super().__init__(task, theme, shuffled)
        self.setAccessibleName(self.tr("Text with gaps"))
        orders = in_gaps(task, shuffled)
        self.gaps = [
            self._field(number, gap, order)
            for number, (gap, order) in enumerate(zip(task.gaps, orders, strict=True))
        ]
        text = QWidget()
        flow = Flow(text)
        for number, piece in enumerate(task.texts):
            if number and piece[:1].strip():
                flow.keep_close()
            for line in _words(piece):
                flow.addWidget(label(line)) if line != "\n" else flow.break_line()
            if number < len(self.gaps):
                if piece[-1:].strip():
                    flow.keep_close()
                flow.addWidget(self.gaps[number])
        self.key = label("", wrap=True)
        self.key.hide()
        self.setLayout(column(text, self.key, spacing=10))

    @property
    def response(self) -> Response:
        given = [_given(field) for field in self.gaps]
        return given if any(given) else None

    def restore(self, response: Response) -> None:
        texts = response if isinstance(response, list) else []
        for number, field in enumerate(self.gaps):
            text = str(texts[number]) if number < len(texts) else ""
            if isinstance(field, QComboBox):
                field.setCurrentIndex(max(0, field.findData(text)))
            else:
                field.setText(text)

    def judge(self, share: float | None) -> None:
        self.judged = True
        for field in self.gaps:
            field.setEnabled(False)
        keys = "; ".join(gap_key(gap) for gap in self.task.gaps)
        right = share is not None and share >= 1
        self.key.setText(self.tr("Right.") if right else self.tr("Right would be: {}").format(keys))
        set_tone(self.key, tone_of(share))
        self.key.show()

    def take_focus(self) -> None:
        if self.gaps:
            self.gaps[0].setFocus()

    def _field(self, number: int, gap: Gap, order: Sequence[int]) -> QLineEdit | QComboBox:
        name = self.tr("Gap {}").format(number + 1)
        field: QLineEdit | QComboBox
        if gap.options:
            field = QComboBox()
            field.addItem(self.tr("Choose …"), "")
            for place in order:
                field.addItem(gap.options[place].text, gap.options[place].text)
            field.currentIndexChanged.connect(lambda _: self.changed.emit())
        else:
            field = QLineEdit()
            field.setMaxLength(LONGEST)
            field.setFixedWidth(self._width(gap))
            field.textEdited.connect(lambda _: self.changed.emit())
            field.returnPressed.connect(self.entered)
        field.setAccessibleName(name)
        return field

    def _width(self, gap: Gap) -> int:
        """The same for all short answers, so that the width of a gap tells little."""
        room = self.theme.scaled(9 * len(gap_key(gap)) + 30)
        return self.theme.scaled(_WIDE) if room > self.theme.scaled(150) else self.theme.scaled(150)


def _given(field: QLineEdit | QComboBox) -> str:
    return str(field.currentData() or "") if isinstance(field, QComboBox) else field.text()


def _words(text: str) -> list[str]:
    """Word by word, so that a line may break between any two; line breaks by themselves."""
    found: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            found.append("\n")
        found.extend(line.split())
    return found
