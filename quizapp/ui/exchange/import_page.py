"""Importing a file of questions: chosen, looked at, taken, and taken out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFileDialog, QFrame, QWidget

from quizapp.domain.deck import Deck
from quizapp.domain.importing import PastImport, Undone
from quizapp.errors import Cancelled, ExchangeError
from quizapp.services.watching import Watch
from quizapp.ui import words
from quizapp.ui.desk import QUESTIONS, REVIEWS
from quizapp.ui.exchange.columns import ColumnChoice
from quizapp.ui.exchange.report_tabs import Part, ReportTabs
from quizapp.ui.exchange.reports import ask_where_to_save, undone_words
from quizapp.ui.exchange.samples import Samples
from quizapp.ui.long_work import WorkDialog, do_long_work
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.actions import Actions
from quizapp.ui.widgets.basics import button, column, label, row, scrolled
from quizapp.ui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from quizapp.services.application import Application
    from quizapp.services.exchange_decks import FormatInfo, ImportOutcome
    from quizapp.services.table_columns import TableChoice, TableHead

PAUSE = 400  # ms without a key in the name of the deck before the preview is made anew
NARROW = 900  # px at 100 % text size, below which the samples go under the report


class Stage(Enum):
    CHOOSING = "choosing"
    LOOKING = "looking"
    DONE = "done"


@dataclass(frozen=True)
class Look:
    """A file as it was looked at. ``problem``: why nothing of it can be imported."""

    decks: Sequence[Deck]
    table: TableHead | None = None
    outcome: ImportOutcome | None = None
    problem: str = ""


@dataclass(frozen=True)
class Asked:
    """A file, and what the user said of it; None: as it seems."""

    file: Path
    format_key: str | None
    deck: str | None
    choice: TableChoice


def look_into(services: Application, asked: Asked, watch: Watch) -> Look:
    """What an import would do; on the database lane. What is wrong with the file is told."""
    from quizapp.services.exchange_decks import NothingToImport
    from quizapp.services.table_columns import table_head

    decks = services.questions.decks()
    table = None
    try:
        table = table_head(asked.file, asked.format_key, asked.choice)
        outcome = services.exchange.import_file(
            asked.file, deck_name=asked.deck, format_key=asked.format_key, table=asked.choice,
            preview=True, watch=watch,
        )  # fmt: skip
    except NothingToImport as nothing:
        return Look(decks, table, nothing.outcome, str(nothing))
    except ExchangeError as error:
        return Look(decks, table, None, str(error))
    return Look(decks, table, outcome)


class ImportPage(QWidget):
    """``undone``: an import was taken back, so that the list of past ones changed."""

    undone = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen, self.desk = screen, screen.desk
        self.files: list[Path] = []  # the one that is looked at, then those that wait
        self.outcome: ImportOutcome | None = None
        self.stage = Stage.CHOOSING
        self.work: WorkDialog | None = None
        self._turn = 0  # of the look under way: answers to earlier ones are dropped
        self._decks: list[Deck] = []
        self._named = False  # the user said which deck
        self.choose = button(self.tr("Choose a file"), "primary")
        self.name = ElidedLabel("", "lead")
        self.more = label("", "small")
        self.formats = QComboBox()
        self.deck = QComboBox(editable=True)
        self.columns = ColumnChoice(self.desk.theme)
        self.said = label("", wrap=True)
        self.report = ReportTabs(self.desk.theme, self.tr("What becomes of each question"))
        self.samples = Samples(self.desk)
        self.agree = button(self.tr("Import"), "primary")
        self.other = button(self.tr("Another file"))
        self.look = button(self.tr("Look at them"), "primary")
        self.undo = button(self.tr("Undo the import"))
        self.save = button(self.tr("Save the report"))
        self.next = button(self.tr("Next file"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._connect()
        self._show_stage(Stage.CHOOSING)

    # Building

    def _build(self) -> None:
        inside_zone = QWidget()
        inside_zone.setLayout(column(self._drop_zone(), -1))
        self._zone = scrolled(inside_zone, self.tr("Files to import"))
        for name, box in ((self.tr("Format"), self.formats), (self.tr("Deck"), self.deck)):
            box.setAccessibleName(name)
            box.setMinimumWidth(self.desk.theme.scaled(140))
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.deck.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field = self.deck.lineEdit()
        if field is not None:
            field.setMaxLength(120)
            field.setAccessibleName(self.tr("Deck"))
        format_part = column(label(self.tr("Format"), "overline"), self.formats, spacing=4)
        deck_part = column(
            label(self.tr("Deck; a new name makes a new deck"), "overline"), self.deck, spacing=4
        )
        self._settings = QWidget()
        fields = row(format_part, deck_part, spacing=12)
        fields.setStretch(0, 1)
        fields.setStretch(1, 1)
        self._settings.setLayout(fields)
        self._both = row(self.report, self.samples, spacing=20)
        self._both.setStretch(0, 3)
        self._both.setStretch(1, 2)
        self._below = QWidget()
        inside = column(
            row(self.name, self.more, spacing=12), self._settings, self.columns, self.said,
            self._both, spacing=10,
        )  # fmt: skip
        inside.setStretch(4, 1)
        inside.setContentsMargins(0, 0, 8, 4)
        self._below.setLayout(inside)
        self._area = scrolled(self._below, self.tr("The file"))
        self._actions = Actions(self.agree, self.look, self.next, self.undo, self.save, self.other)
        layout = column(self._zone, self._area, self._actions, spacing=10)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _drop_zone(self) -> QFrame:
        zone = QFrame()
        zone.setObjectName("drop")
        picture = label()
        self.desk.theme.set_picture(picture, "import", "muted", 36)
        self._kinds = label("", "muted", wrap=True)
        hint = label(self.tr("Drop a file of questions anywhere in this window"), "lead", wrap=True)
        inside = column(spacing=6)
        inside.setContentsMargins(24, 24, 24, 24)
        for part in (picture, hint):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(part)
        inside.addLayout(row(-1, self.choose, -1))
        inside.addSpacing(8)
        about = label(
            self.tr("You see what would be taken, and what not, before anything is changed."),
            "small", wrap=True,
        )  # fmt: skip
        for part in (about, self._kinds):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(part)
        zone.setLayout(inside)
        return zone

    def _connect(self) -> None:
        self.formats.activated.connect(self._format_chosen)
        self.columns.changed.connect(self.look_again)
        self.deck.activated.connect(self._deck_named)
        field = self.deck.lineEdit()
        if field is not None:
            field.textEdited.connect(self._deck_edited)
        self._pause.timeout.connect(self.look_again)
        self.agree.clicked.connect(self.take)
        self.other.clicked.connect(self.reset)
        self.next.clicked.connect(self.go_on)
        self.look.clicked.connect(self._look_at_them)
        self.undo.clicked.connect(self.take_back)
        self.save.clicked.connect(self._save)

    # What the screen asks of it

    def opened(self) -> None:
        self.desk.compute(self.desk.services.exchange.formats, self._name_kinds)
        self.take_focus()

    def _name_kinds(self, formats: Sequence[FormatInfo]) -> None:
        self._kinds.setText(", ".join(known.name for known in formats))

    def take_focus(self) -> None:
        first = {Stage.CHOOSING: self.choose, Stage.LOOKING: self.agree, Stage.DONE: self.look}
        part = first[self.stage]
        (part if part.isEnabled() else self.other).setFocus()

    def fit(self) -> None:
        """What stands side by side goes under each other where there is no room."""
        narrow = self.width() < self.desk.theme.scaled(NARROW)
        way = QBoxLayout.Direction
        self._both.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def add_files(self, files: Sequence[Path]) -> None:
        """Looks at the first; the others wait, and behind them what was looked at till now."""
        if not files:
            return
        rest = self.files[1:] if self.stage is Stage.DONE else self.files
        self.files = [*files, *(file for file in rest if file not in files)]
        self._begin()

    @Slot()
    def reset(self) -> None:
        """Another file, or none."""
        self.files = self.files[1:]
        if self.files:
            self._begin()
            return
        self._turn += 1
        self._show_stage(Stage.CHOOSING)
        self.take_focus()

    @Slot()
    def go_on(self) -> None:
        self.reset()

    def cancel(self) -> bool:
        """Goes a step back; False where there is none."""
        if self.stage is Stage.CHOOSING:
            return False
        self.files = []
        self.reset()
        return True

    def ask_file(self) -> None:
        formats = self.desk.services.exchange.formats()
        endings = dict.fromkeys(f"*{end}" for known in formats for end in known.endings)
        filters = [self.tr("Files of questions ({})").format(" ".join(endings))]
        filters += [
            f"{known.name.replace('(', '').replace(')', '')} "
            f"({' '.join(f'*{ending}' for ending in known.endings)})"
            for known in formats
        ]
        chosen, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Choose a file of questions"), "", ";;".join(filters)
        )
        if chosen:
            self.files = []
            self.add_files([Path(file) for file in chosen])

    # Looking

    def _begin(self) -> None:
        """A file that was not looked at yet: its own format, and a deck of its name."""
        self._named = False
        self.columns.forget()
        with QSignalBlocker(self.formats):
            self.formats.clear()
        self._look(None, None)

    @Slot()
    def look_again(self) -> None:
        """With what was chosen since."""
        self._pause.stop()
        if self.stage is Stage.LOOKING and self.files:
            self._look(self.formats.currentData(), self.chosen_deck)

    @property
    def chosen_deck(self) -> str | None:
        """None: as the file says."""
        return words.one_line(self.deck.currentText()) or None if self._named else None

    def _look(self, key: str | None, deck: str | None) -> None:
        self._turn += 1
        turn, file, services = self._turn, self.files[0], self.desk.services
        asked = Asked(file, key, deck, self.columns.choice)
        self.work = do_long_work(
            self._screen,
            (self.tr("Looking into {}").format(words.one_line(file.name)),
             self.tr("Cancelled. Nothing was imported.")),
            lambda watch: look_into(services, asked, watch),
            lambda found: self.show_look(found) if turn == self._turn else None,
            self._look_failed,
        )  # fmt: skip

    def _look_failed(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self.desk.explain(error)
        if self.stage is not Stage.LOOKING or isinstance(error, Cancelled):
            self.files = []
            self.reset()

    def show_look(self, look: Look) -> None:
        had_focus = self._zone.isAncestorOf(self.focusWidget() or self) or self.hasFocus()
        fresh = self.stage is not Stage.LOOKING
        self.outcome = look.outcome
        self._decks = list(look.decks)
        self._show_stage(Stage.LOOKING)
        self._show_waiting()
        self._offer_formats(look)
        self._offer_decks(look)
        self.columns.show_head(look.table)
        self.said.setText(look.problem or self._would(look.outcome))
        taken = bool(look.outcome and look.outcome.imported)
        self.agree.setEnabled(taken)
        self._show_report(look.outcome, will=True)
        if look.outcome is not None:
            self.samples.show_questions(look.outcome.shown, look.outcome.pictures)
        else:
            self.samples.hide()
        if fresh or had_focus:
            self.take_focus()

    def _show_waiting(self) -> None:
        self.name.setText(words.one_line(self.files[0].name) if self.files else "")
        waiting = len(self.files) - 1
        said = words.count(waiting, self.tr("more file waits"), self.tr("more files wait"))
        self.more.setText(said if waiting > 0 else "")

    def _offer_formats(self, look: Look) -> None:
        """All there are: a file can have another ending than its contents."""
        key = look.outcome.format_key if look.outcome is not None else ""
        kept = self.formats.currentData()
        ending = self.files[0].suffix.lower()
        formats = self.desk.services.exchange.formats()
        first = [known for known in formats if ending in known.endings]
        others = [known for known in formats if known not in first]
        with QSignalBlocker(self.formats):
            self.formats.clear()
            for known in (*first, *others):
                self.formats.addItem(known.name, known.key)
            place = self.formats.findData(key or kept or (first or others)[0].key)
            self.formats.setCurrentIndex(max(0, place))

    def _offer_decks(self, look: Look) -> None:
        text = self.deck.currentText()
        if not self._named:
            deck = look.outcome.deck.name if look.outcome is not None else ""
            text = deck or self.files[0].stem
        field = self.deck.lineEdit()
        place = field.cursorPosition() if field is not None else 0
        with QSignalBlocker(self.deck):
            self.deck.clear()
            self.deck.addItems([words.one_line(deck.name) for deck in self._decks])
            self.deck.setEditText(words.one_line(text))
        if field is not None and field.hasFocus():
            field.setCursorPosition(place)

    @Slot()
    def _format_chosen(self) -> None:
        self.columns.forget()
        self.look_again()

    @Slot()
    def _deck_named(self) -> None:
        self._named = True
        self.look_again()

    @Slot()
    def _deck_edited(self) -> None:
        self._named = True
        self._pause.start()

    def _would(self, outcome: ImportOutcome | None) -> str:
        if outcome is None:
            return ""
        parts = [
            self.tr("{} would be added to “{}”").format(
                words.questions(outcome.added), words.one_line(outcome.deck.name)
            )
        ]
        for number, said in (
            (outcome.updated, self.tr("{:,} would get the words of the file")),
            (outcome.unchanged, self.tr("{:,} are there already")),
            (outcome.reviews, self.tr("{:,} past answers would come along")),
        ):
            if number:
                parts.append(said.format(number))
        return f"{', '.join(parts)}."

    def _show_report(self, outcome: ImportOutcome | None, *, will: bool) -> None:
        """``will``: it is a preview."""
        self.report.setVisible(outcome is not None)
        if outcome is None:
            return
        parts: list[Part] = [
            (self.tr("Taken"), outcome.imported, self.tr("No question of this file can be taken.")),
            (self.tr("Taken otherwise"), outcome.changed,
             self.tr("All is taken just as it stands in the file.")),
            (self.tr("Left out"), outcome.skipped, self.tr("Nothing is left out.")),
        ]  # fmt: skip
        self.report.show_parts(parts, 0 if outcome.imported else 2)

    # Taking

    @Slot()
    def take(self) -> None:
        """Imports what is shown."""
        if self.stage is not Stage.LOOKING or not self.agree.isEnabled():
            return
        if self._pause.isActive():
            self.look_again()  # what is imported is what was shown
            return
        file, exchange = self.files[0], self.desk.services.exchange
        key, deck = self.formats.currentData(), self.chosen_deck
        choice = self.columns.choice
        self._turn += 1
        self.work = do_long_work(
            self._screen,
            (self.tr("Importing {}").format(words.one_line(file.name)),
             self.tr("Cancelled. Nothing was imported.")),
            lambda watch: exchange.import_file(
                file, deck_name=deck, format_key=key, table=choice, watch=watch
            ),
            self.show_done,
        )  # fmt: skip

    def show_done(self, outcome: ImportOutcome) -> None:
        self.outcome = outcome
        self._show_stage(Stage.DONE)
        self.next.setVisible(len(self.files) > 1)
        self.said.setText(self._done(outcome))
        self._show_report(outcome, will=False)
        self.undo.setEnabled(outcome.import_id is not None)
        self.take_focus()
        self.desk.changed.emit(QUESTIONS)
        if outcome.reviews:
            self.desk.changed.emit(REVIEWS)

    def _done(self, outcome: ImportOutcome) -> str:
        if outcome.import_id is None:
            return self.tr("Nothing was changed: all that the file holds is here already, so that "
                           "there is nothing to undo.")  # fmt: skip
        parts = [
            self.tr("{} added to “{}”").format(
                words.questions(outcome.added), words.one_line(outcome.deck.name)
            )
        ]
        for number, said in (
            (outcome.updated, self.tr("{:,} changed")),
            (outcome.unchanged, self.tr("{:,} there already")),
            (outcome.reviews, self.tr("{:,} past answers came along")),
            (len(outcome.skipped), self.tr("{:,} left out")),
        ):
            if number:
                parts.append(said.format(number))
        return f"{', '.join(parts)}."

    @Slot()
    def take_back(self) -> None:
        """Undoes the import that was just made."""
        if self.stage is not Stage.DONE or self.outcome is None or not self.undo.isEnabled():
            return
        exchange, import_id = self.desk.services.exchange, self.outcome.import_id
        self.undo.setEnabled(False)
        self.work = do_long_work(
            self._screen,
            (self.tr("Undoing the import"), self.tr("Cancelled. The import stays as it was.")),
            lambda watch: exchange.undo_import(import_id, watch),
            lambda found: self._taken_back(*found),
            self._not_taken_back,
        )

    def _taken_back(self, past: PastImport, undone: Undone) -> None:
        self.said.setText(undone_words(undone))
        self.look.setEnabled(False)
        self.report.show_parts(
            [(self.tr("Not undone"), undone.left, self.tr("All of it was undone."))]
        )
        self.other.setFocus()
        self.desk.changed.emit(QUESTIONS)
        if undone.reviews:
            self.desk.changed.emit(REVIEWS)
        self.undone.emit()

    def _not_taken_back(self, error: BaseException) -> None:
        self.undo.setEnabled(True)
        self.undo.setFocus()
        if not isinstance(error, Cancelled):
            self.desk.explain(error)

    def _look_at_them(self) -> None:
        if self.outcome is not None:
            self.desk.go("questions", self.outcome.deck.id)

    def _save(self) -> None:
        outcome = self.outcome
        if outcome is None or not self.files:
            return
        about = {"file": self.files[0].name, "format": outcome.format, "deck": outcome.deck.name}
        parts = {
            "imported": outcome.imported, "changed": outcome.changed, "skipped": outcome.skipped,
        }  # fmt: skip
        ask_where_to_save(self, self.desk, self.files[0].stem, about, parts)

    # Stages

    def _show_stage(self, stage: Stage) -> None:
        self.stage = stage
        looking, done = stage is Stage.LOOKING, stage is Stage.DONE
        self._zone.setVisible(stage is Stage.CHOOSING)
        self._area.setVisible(looking or done)
        self._settings.setVisible(looking)
        if not looking:
            self.columns.hide()
            self.samples.hide()
        self.agree.setVisible(looking)
        for each in (self.look, self.undo):
            each.setVisible(done)
            each.setEnabled(done)
        self.next.setVisible(False)
        for each in (self.save, self.other):
            each.setVisible(looking or done)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()
