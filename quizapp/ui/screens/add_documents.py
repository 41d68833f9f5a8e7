"""Add documents: choose files, see them read, and go on to the questions found in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from quizapp.domain.deck import Deck
from quizapp.domain.question import Question
from quizapp.errors import Cancelled
from quizapp.ui import words
from quizapp.ui.background import Task
from quizapp.ui.desk import DOCUMENTS, QUESTIONS, Desk
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.basics import (
    button,
    card,
    centred,
    clear,
    column,
    hairline,
    label,
    row,
    scrolled,
)
from quizapp.ui.widgets.file_row import FileRow, FoundRow, OutcomeRow

if TYPE_CHECKING:
    from quizapp.services.make_questions import MakeReport

WIDTH = 760
FOUND_SHOWN = 12
FILES_SHOWN = 50


class AddDocumentsScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._files: list[Path] = []
        self._decks: list[Deck] = []
        self._task: Task | None = None
        self._made_deck: Deck | None = None
        self._deck: Deck | None = None
        self._named_by_hand = False
        self._inviting: tuple[QWidget, ...] = ()
        self._listed: set[str] = set()  # ids of the questions found so far that are shown
        self.choose = button(self.tr("Choose files"))
        self.choose_folder = button(self.tr("Choose a folder"))
        self.deck = QComboBox(editable=True)
        self.start = button(self.tr("Find questions"), "primary")
        self.cancel = button(self.tr("Cancel"))
        self.review = button(self.tr("Review"), "primary")
        self.another = button(self.tr("Add more documents"))
        self.progress = QProgressBar()
        self.stage = label("", "muted", wrap=True)
        self.result = label("", "lead", wrap=True)
        self._build()
        self._connect()
        self._add_commands()
        self._show_stage("choose")

    @property
    def busy(self) -> bool:
        """Whether documents are being read."""
        return self._task is not None

    @property
    def listed(self) -> int:
        """How many first proposals are listed while the rest is read."""
        return len(self._listed)

    def opened(self, what: object = None) -> None:
        """``what``: paths (as str) to add at once to what was chosen."""
        questions = self.desk.services.questions
        self.desk.ask(questions.decks, self._decks_known)
        if self._task is None and self.review.isVisible() and what is None:
            self.reset()
        if isinstance(what, list):
            self.take_files(what)

    def take_files(self, paths: Sequence[str]) -> bool:
        if self._task is not None:
            self.desk.say(self.tr("These documents are still being read. Add more after that."))
            return True
        if self.review.isVisible():
            self.reset()
        self.add_files([Path(path) for path in paths])
        return True

    def add_files(self, paths: Sequence[Path]) -> None:
        new = [path for path in dict.fromkeys(paths) if path not in self._files]
        self._files.extend(new)
        self._list_files()
        self._suggest_name()
        if self._files:
            self.start.setFocus()

    def reset(self) -> None:
        """Back to choosing, with nothing chosen."""
        self._files = []
        self._named_by_hand = False
        self._list_files()

    # Building

    def _build(self) -> None:
        heading = column(
            label(self.tr("Add documents"), "title"),
            label(
                self.tr("QuizApp reads them here, on this computer, and proposes questions."),
                "muted",
                wrap=True,
            ),
            spacing=2,
        )
        self._chooser = self._drop_zone()
        self._files_card = card()
        self._file_list = QVBoxLayout(self._files_card)
        self._file_list.setContentsMargins(0, 4, 0, 4)
        self._file_list.setSpacing(0)
        self._target = self._target_card()
        self._work = self._work_card()
        self._outcomes = QVBoxLayout()
        self._outcomes.setSpacing(6)
        self._outcome_box = self._result_card()
        body = QWidget()
        inner = column(
            heading, 16, self._chooser, self._target, self._files_card, self._work,
            self._outcome_box, -1, spacing=10,
        )  # fmt: skip
        inner.setContentsMargins(0, 28, 0, 32)
        body.setLayout(inner)
        middle = QWidget()
        layout = centred(body, self.desk.theme.scaled(WIDTH))
        layout.setContentsMargins(32, 0, 32, 0)
        middle.setLayout(layout)
        self.area: QScrollArea = scrolled(middle, self.tr("Add documents"))
        self.setLayout(column(self.area))

    def _drop_zone(self) -> QFrame:
        zone = QFrame()
        zone.setObjectName("drop")
        picture = label()
        self.desk.theme.set_picture(picture, "drop", "muted", 36)
        centre = Qt.AlignmentFlag.AlignHCenter
        hint = label(self.tr("Drop files or folders anywhere in this window"), "lead")
        kinds = label(
            self.tr("Plain text, Markdown, web pages, PDF, Word (.docx) and EPUB"), "muted"
        )
        self._inviting = (picture, kinds)  # shown until something was chosen
        layout = column(spacing=6)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.addWidget(picture, 0, centre)
        layout.addWidget(hint, 0, centre)
        layout.addWidget(kinds, 0, centre)
        layout.addSpacing(10)
        layout.addLayout(row(-1, self.choose, self.choose_folder, -1))
        zone.setLayout(layout)
        return zone

    def _target_card(self) -> QFrame:
        box = card()
        self.deck.setAccessibleName(self.tr("Deck for the questions"))
        self.deck.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.deck.setMinimumWidth(280)
        caption = label(self.tr("Deck for the questions"), "overline")
        caption.setBuddy(self.deck)
        hint = label(self.tr("A new name makes a new deck."), "small")
        line = row(self.deck, self.start, spacing=10)
        line.setStretch(0, 1)
        inner = column(caption, line, hint, spacing=6)
        inner.setContentsMargins(20, 16, 20, 16)
        box.setLayout(inner)
        return box

    def _work_card(self) -> QFrame:
        box = card()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self._found_list = QVBoxLayout()
        self._found_list.setSpacing(2)
        self._found_head = label("", "strong")
        head = row(self.stage, self.cancel)
        head.setStretch(0, 1)
        inner = column(head, self.progress, 10, self._found_head, self._found_list, spacing=6)
        inner.setContentsMargins(20, 14, 20, 18)
        box.setLayout(inner)
        return box

    def _result_card(self) -> QFrame:
        box = card()
        self.review.setMinimumHeight(40)
        self.another.setMinimumHeight(40)
        inner = column(
            self.result, 2, row(self.review, self.another, -1), 10, self._outcomes, spacing=4
        )
        inner.setContentsMargins(20, 18, 20, 18)
        box.setLayout(inner)
        return box

    def _connect(self) -> None:
        self.start.clicked.connect(self._start)
        self.review.clicked.connect(self._go_on)
        self.another.clicked.connect(self.reset)
        field = self.deck.lineEdit()
        if field is not None:
            field.setAccessibleName(self.tr("Deck for the questions"))
            field.textEdited.connect(self._name_edited)
            field.setMaxLength(120)

    def _add_commands(self) -> None:
        self.command(self.tr("Choose files"), ["Ctrl+Shift+O"], self._choose_files,
                     button=self.choose)  # fmt: skip
        self.command(self.tr("Choose a folder"), ["Ctrl+Shift+F"], self._choose_folder,
                     button=self.choose_folder)  # fmt: skip
        self.command(self.tr("Cancel"), ["Escape"], self._cancel, button=self.cancel)
        self.command(self.tr("Find questions, then review them"), ["Return", "Enter"],
                     self._enter, shown_keys=["Return"])  # fmt: skip
        self.start.setToolTip(self.tr("Find questions (Enter)"))
        self.review.setToolTip(self.tr("Review the proposals (Enter)"))

    # Choosing

    @Slot()
    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose documents"))
        self.add_files([Path(path) for path in chosen])

    @Slot()
    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"))
        if chosen:
            self.add_files([Path(chosen)])

    def _list_files(self) -> None:
        clear(self._file_list)
        for number, path in enumerate(self._files[:FILES_SHOWN]):
            if number:
                self._file_list.addWidget(hairline())
            made = FileRow(self.desk.theme, path)
            made.removed.connect(partial(self._remove, path))
            self._file_list.addWidget(made)
        more = len(self._files) - FILES_SHOWN
        if more > 0:
            said = label(self.tr("and {:,} more").format(more), "muted")
            said.setContentsMargins(16, 8, 16, 8)
            self._file_list.addWidget(said)
        self._show_stage("choose")

    def _remove(self, path: Path) -> None:
        self._files.remove(path)
        self._list_files()
        self._suggest_name()
        self.choose.setFocus()

    def _decks_known(self, decks: Sequence[Deck]) -> None:
        self._decks = list(decks)
        text = self.deck.currentText()
        self.deck.clear()
        self.deck.addItems([words.one_line(deck.name) for deck in decks])
        self.deck.setEditText(text)
        self._suggest_name()

    @Slot(str)
    def _name_edited(self, _: str) -> None:
        self._named_by_hand = True

    def _suggest_name(self) -> None:
        if self._files and not self._named_by_hand and self._task is None:
            self.deck.setEditText(suggested_name(self._files[0]))

    # Working

    @Slot()
    def _start(self) -> None:
        name = words.one_line(self.deck.currentText())
        if not self._files or self._task is not None:
            return
        if not name:
            self.desk.say(self.tr("Give the deck a name first."), "almost")
            self.deck.setFocus()
            return
        self._task = self.desk.background.task()
        self._show_stage("work")
        self.show_progress(0.0, self.tr("Starting"))
        known = next((d for d in self._decks if d.name.casefold() == name.casefold()), None)
        if known is not None:
            self._read(known)
            return
        questions = self.desk.services.questions
        self.desk.ask(lambda: questions.create_deck(name), self._deck_made, self._failed)

    def _deck_made(self, deck: Deck) -> None:
        self._made_deck = deck
        self._read(deck)

    def _read(self, deck: Deck) -> None:
        task = self._task
        if task is None:
            return
        self._deck = deck
        make, files = self.desk.services.make, list(self._files)
        background = self.desk.background
        report = background.reporter(self.show_progress)

        def preview(questions: Sequence[Question]) -> None:
            found = list(questions)
            background.on_main(lambda: self.show_found(found))

        self.desk.compute(
            lambda: make.propose(
                files, deck_id=deck.id, report=report, stop=task.stop, preview=preview
            ),
            self.show_report,
            self._failed,
        )

    def show_progress(self, share: float, message: str) -> None:
        self.progress.setValue(round(1000 * min(1.0, max(0.0, share))))
        self.stage.setText(message)

    def show_found(self, questions: Sequence[Question]) -> None:
        """All proposals known so far, while the rest is still read; the first few are listed."""
        if self._task is None:
            return
        for question in questions:
            if len(self._listed) == FOUND_SHOWN:
                break
            if question.id not in self._listed:
                self._listed.add(question.id)
                self._found_list.addWidget(FoundRow(self.desk.theme, question))
        self._found_head.setText(self.tr("Found so far: {:,}").format(len(questions)))
        self._found_head.show()

    def show_report(self, report: MakeReport) -> None:
        """What became of every file, and the way on."""
        self._task = None
        proposed = len(report.questions)
        self._drop_empty_deck(proposed)
        clear(self._outcomes)
        for outcome in report.files:
            self._outcomes.addWidget(OutcomeRow(self.desk.theme, outcome))
        read = sum(1 for outcome in report.files if outcome.document is not None)
        if proposed:
            text = self.tr("{} proposed").format(words.questions(proposed))
        elif read:
            text = self.tr("Nothing new was found")
        else:
            text = self.tr("Nothing could be read")
        self.result.setText(text)
        self.review.setVisible(proposed > 0)
        self.review.setText(self.tr("Review {:,}").format(proposed))
        self._show_stage("result")
        (self.review if proposed else self.another).setFocus()
        self.desk.changed.emit(DOCUMENTS)
        self.desk.changed.emit(QUESTIONS)

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self._drop_empty_deck(0)
        self._list_files()
        if isinstance(error, Cancelled):
            self.desk.say(self.tr("Cancelled. Nothing was added."))
        else:
            self.desk.explain(error)

    def _drop_empty_deck(self, proposed: int) -> None:
        """A deck made for these documents does not stay behind without a question."""
        deck, self._made_deck = self._made_deck, None
        if deck is None or proposed:
            return
        questions = self.desk.services.questions
        self.desk.ask(lambda: questions.delete_deck(deck.id), lambda _: None)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.stage.setText(self.tr("Stopping"))
        elif self.review.isVisible() or self.another.isVisible():
            self.reset()
        else:
            self.desk.go("home")

    def _show_stage(self, stage: str) -> None:
        chosen = bool(self._files)
        self._chooser.setVisible(stage == "choose")
        for part in self._inviting:
            part.setVisible(not chosen)
        self._target.setVisible(stage == "choose" and chosen)
        self._files_card.setVisible(stage == "choose" and chosen)
        self._work.setVisible(stage == "work")
        self._outcome_box.setVisible(stage == "result")
        if stage == "work":
            clear(self._found_list)
            self._listed.clear()
            self._found_head.hide()
            self.cancel.setFocus()

    def _enter(self) -> None:
        focused = self.focused_button()
        if focused is not None:
            focused.click()
        elif self.review.isVisible():
            self._go_on()
        elif self.start.isVisible():
            self._start()

    @Slot()
    def _go_on(self) -> None:
        self.desk.go("review", self._deck.id if self._deck is not None else None)
        self.reset()


def suggested_name(path: Path) -> str:
    """A deck name from a file's name: "march_of-power.v2.txt" gives "March of power.v2"."""
    stem = path.stem if path.suffix else path.name
    text = " ".join(re.sub(r"[_\-]+", " ", stem).split())
    return text[:1].upper() + text[1:]
