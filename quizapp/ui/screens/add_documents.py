"""Add documents: choose files, see them read, and go on to the questions found in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from quizapp.domain.deck import Deck
from quizapp.domain.question import Question
from quizapp.errors import Cancelled
from quizapp.ui import words
from quizapp.ui.background import Task
from quizapp.ui.desk import DOCUMENTS, QUESTIONS, Desk, Unasked
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.basics import column, label, page_of, scrolled
from quizapp.ui.widgets.choose_documents import (
    LONGEST_NAME,
    ChosenFiles,
    DeckChoice,
    DropZone,
)
from quizapp.ui.widgets.reading import ReadingCard, ResultCard

if TYPE_CHECKING:
    from quizapp.services.bare_sentences import Bare
    from quizapp.services.make_questions import MakeReport

WIDTH = 760


class Stage(Enum):
    CHOOSING = auto()
    READING = auto()
    DONE = auto()


class AddDocumentsScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._stage = Stage.CHOOSING
        self._files: list[Path] = []
        self._task: Task | None = None
        self._made_deck: Deck | None = None  # made for these documents: goes if none is found
        self._deck: Deck | None = None
        self._titled: Path | None = None  # the file whose title was asked for
        self._read_now: tuple[str, ...] = ()  # fingerprints of the documents of the result
        self._asking_title: Task | None = None  # it has not come yet
        self._title_to_come = False  # the deck has the name of the file until its title is known
        self.zone = DropZone(desk.theme)
        self.target = DeckChoice()
        self.files = ChosenFiles(desk.theme)
        self.reading = ReadingCard(desk.theme)
        self.result = ResultCard(desk.theme)
        self._build()
        self._connect()
        self._add_commands()
        self._show_stage(Stage.CHOOSING)

    @property
    def busy(self) -> bool:
        """Whether documents are being read."""
        return self._task is not None

    @property
    def scrolls(self) -> bool:
        return True

    def opened(self, what: object = None) -> None:
        """``what``: paths (as str) to add at once to what was chosen."""
        questions = self.desk.services.questions
        self.desk.ask(questions.decks, self.target.offer)
        if isinstance(what, list):
            self.take_files(what)
        elif self._stage is Stage.DONE:
            self.reset()
        elif self._stage is Stage.CHOOSING:
            self._focus_next_step()

    def take_files(self, paths: Sequence[str]) -> bool:
        if self.busy:
            self.desk.say(self.tr("These documents are still being read. Add more after that."))
            return True
        if self._stage is Stage.DONE:
            self.reset()
        self.add_files([Path(path) for path in paths])
        return True

    def add_files(self, paths: Sequence[Path]) -> None:
        self._files.extend(path for path in dict.fromkeys(paths) if path not in self._files)
        self._files_changed()
        self._focus_next_step()

    def reset(self) -> None:
        """Back to choosing, with nothing chosen."""
        self._files = []
        self.target.forget()
        self._files_changed()
        self._focus_next_step()

    # Building

    def _build(self) -> None:
        about = self.tr("QuizApp reads them here, on this computer, and proposes questions.")
        heading = column(
            label(self.tr("Add documents"), "title"), label(about, "muted", wrap=True), spacing=2
        )
        inner = column(
            heading, 16, self.zone, self.target, self.files, self.reading, self.result, -1,
            spacing=10,
        )  # fmt: skip
        inner.setContentsMargins(0, 28, 0, 20)
        middle = page_of(inner, self.desk.theme, WIDTH)
        self.setLayout(column(scrolled(middle, self.tr("Add documents"))))

    def _connect(self) -> None:
        self.target.start.clicked.connect(self._start)
        self.files.left_out.connect(self._leave_out)
        self.result.review.clicked.connect(self._go_on)
        self.result.another.clicked.connect(self.reset)

    def _add_commands(self) -> None:
        self.command(self.tr("Choose files"), ["Ctrl+Shift+O"], self._choose_files,
                     button=self.zone.choose)  # fmt: skip
        self.command(self.tr("Choose a folder"), ["Ctrl+Shift+F"], self._choose_folder,
                     button=self.zone.choose_folder)  # fmt: skip
        self.command(self.tr("Dated sentences without a question"), ["G"], self._show_unasked,
                     button=self.result.unasked)  # fmt: skip
        self.command(self.tr("Cancel"), ["Escape"], self._cancel, button=self.reading.cancel)
        self.command(self.tr("Find questions, then review them"), ["Return", "Enter"],
                     self._enter, shown_keys=["Return"])  # fmt: skip

    def _show_stage(self, stage: Stage) -> None:
        self._stage = stage
        choosing, chosen = stage is Stage.CHOOSING, bool(self._files)
        self.zone.setVisible(choosing)
        self.zone.make_small(chosen)
        self.target.setVisible(choosing and chosen)
        self.files.setVisible(choosing and chosen)
        self.reading.setVisible(stage is Stage.READING)
        self.result.setVisible(stage is Stage.DONE)

    def _focus_next_step(self) -> None:
        """Enter goes on from here; a button that hides would hand the focus to any neighbour."""
        (self.target.start if self._files else self.zone.choose).setFocus()

    # Choosing

    def _choose_files(self) -> None:
        from quizapp.services.sort_files import document_kinds  # not while the window starts

        chosen, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Choose documents"), "", file_filter(document_kinds())
        )
        self.add_files([Path(path) for path in chosen])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"))
        if chosen:
            self.add_files([Path(chosen)])

    @Slot(object)
    def _leave_out(self, path: Path) -> None:
        self._files.remove(path)
        self._files_changed()
        self._focus_next_step()

    def _files_changed(self) -> None:
        self.files.show_files(self._files)
        self._suggest_name()
        self._show_stage(Stage.CHOOSING)

    def _suggest_name(self) -> None:
        """The name of the first file at once, the title of its document as soon as it is known."""
        first = self._files[0] if self._files else None
        if first == self._titled:
            return
        self._give_up_title()
        self._titled = first
        self.target.suggest(suggested_name(first) if first else "")
        if first is None:
            return
        make, task = self.desk.services.make, self.desk.background.task()
        self._asking_title = task
        self.desk.compute(
            lambda: make.title_of(first, task.stop),
            lambda title: self._title_known(task, title),
            lambda _: self._title_known(task, ""),  # cancelled
        )

    def _title_known(self, task: Task, title: str) -> None:
        if task is not self._asking_title or self._titled is None:
            return
        self._asking_title = None
        if name := deck_name(title, self._titled):
            self.target.suggest(name)

    def _give_up_title(self) -> None:
        """What is read for its title alone is not read beside the work itself."""
        if self._asking_title is not None:
            self._asking_title.cancel()
        self._asking_title = None

    # Reading

    @Slot()
    def _start(self) -> None:
        name = self.target.chosen_name
        if not self._files or self.busy:
            return
        if not name:
            self.desk.say(self.tr("Give the deck a name first."), "almost")
            self.target.name.setFocus()
            return
        self._title_to_come = self._asking_title is not None and not self.target.by_hand
        self._give_up_title()
        self._task = self.desk.background.task()
        self.reading.restart()
        self._show_stage(Stage.READING)
        self.reading.cancel.setFocus()
        deck = self.target.chosen_deck
        if deck is not None:
            self._read(deck)
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
        make, files, background = self.desk.services.make, list(self._files), self.desk.background
        report = background.reporter(self.reading.show_progress)

        def preview(questions: Sequence[Question]) -> None:
            found = list(questions)
            background.on_main(lambda: self.reading.show_found(found))

        self.desk.compute(
            lambda: make.propose(
                files, deck_id=deck.id, report=report, stop=task.stop, preview=preview
            ),
            self.show_report,
            self._failed,
        )

    def show_report(self, report: MakeReport) -> None:
        """What became of every file, and the way on."""
        self._task = None
        self._name_by_title(report)
        self._drop_empty_deck(len(report.questions) + report.held_back)
        self.result.show_report(report)
        self._show_stage(Stage.DONE)
        found = report.questions or report.held_back
        (self.result.review if found else self.result.another).setFocus()
        self._count_unasked(report)
        self.desk.changed.emit(DOCUMENTS)
        self.desk.changed.emit(QUESTIONS)

    def _count_unasked(self, report: MakeReport) -> None:
        read = [outcome.document for outcome in report.files if outcome.document is not None]
        self._read_now = tuple(document.fingerprint for document in read)
        library, wanted = self.desk.services.library, self._read_now

        def show(found: Sequence[Bare]) -> None:
            if wanted == self._read_now and self._stage is Stage.DONE:
                self.result.show_unasked(len(found))

        if wanted:
            self.desk.ask(lambda: library.bare_sentences(wanted), show)

    def _show_unasked(self) -> None:
        if self._stage is Stage.DONE and self.result.unasked.isVisible():
            self.desk.go("library", Unasked(self._read_now))

    def _name_by_title(self, report: MakeReport) -> None:
        """A new deck that was begun before the title was known gets it now."""
        deck, document = self._made_deck, report.files[0].document if report.files else None
        if deck is None or document is None or not self._title_to_come:
            return
        questions = self.desk.services.questions
        if name := deck_name(document.title, report.files[0].path):
            # Where another deck has that name, this one keeps its own.
            self.desk.ask(
                lambda: questions.rename_deck(deck.id, name), lambda _: None, lambda _: None
            )

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self._drop_empty_deck(0)
        self._files_changed()
        self._focus_next_step()
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

    # Going on

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.reading.show_stopping()
        elif self._stage is Stage.DONE:
            self.reset()
        else:
            self.desk.go("home")

    def _enter(self) -> None:
        focused = self.focused_button()
        if focused is not None:
            focused.click()
        elif self._stage is Stage.CHOOSING:
            self._start()

    @Slot()
    def _go_on(self) -> None:
        self.desk.go("review", self._deck.id if self._deck is not None else None)
        self.reset()


def suggested_name(path: Path) -> str:
    """A deck name from a file's name: "march_of-power.v2.txt" gives "March of power.v2"."""
    stem = path.stem if path.suffix else path.name
    joined = re.sub(r"_+|(?<=\S)-+(?=\S)", " ", stem)  # a dash between blanks is one
    text = " ".join(re.sub(r"\s-+\s", " – ", joined).split())
    return text[:1].upper() + text[1:]


def deck_name(title: str, path: Path) -> str:
    """By the title of a document; "" where that is only the name of its file in other letters."""
    name = " ".join(title.split())[:LONGEST_NAME]
    same = {suggested_name(path).casefold(), path.stem.casefold()}
    return "" if not name or name.casefold() in same else name[:1].upper() + name[1:]


def file_filter(kinds: Sequence[tuple[str, Sequence[str]]]) -> str:
    """For a file dialog: all that can be read first, then each format, then whatever there is."""
    every = [ending for _, endings in kinds for ending in endings]
    lines = [(words.tr("Documents"), every), *kinds]
    named = [f"{name} ({' '.join(f'*{ending}' for ending in endings)})" for name, endings in lines]
    return ";;".join([*named, words.tr("All files (*)")])
