"""Exporting: a deck, a quiz or chosen questions, in a format, with what that has no place for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QStackedLayout, QWidget

from quizapp.domain.deck import Deck
from quizapp.domain.importing import Entry
from quizapp.domain.quiz import Quiz
from quizapp.errors import Cancelled, QuizError
from quizapp.ui import words
from quizapp.ui.ask_file import FileKind, ask_file_to_write
from quizapp.ui.exchange.cards_dialog import CardsDialog
from quizapp.ui.exchange.report_tabs import ReportTabs
from quizapp.ui.exchange.reports import ask_where_to_save, offer_folder
from quizapp.ui.exchange.what import ExportThis, HowToWrite, write
from quizapp.ui.long_work import do_long_work
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.actions import Actions
from quizapp.ui.widgets.basics import button, column, label, row, scrolled
from quizapp.ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from quizapp.services.exchange_decks import ExportOutcome, FormatInfo


@dataclass(frozen=True)
class There:
    """What could be exported."""

    decks: Sequence[Deck]
    quizzes: Sequence[Quiz]


class ExportPage(QWidget):
    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen, self.desk = screen, screen.desk
        self.outcome: ExportOutcome | None = None
        self.dialog: CardsDialog | None = None
        self._formats: dict[str, FormatInfo] = {}
        self._wanted: ExportThis | None = None
        self._turn = 0
        self.what = QComboBox()
        self.formats = QComboBox()
        self.history = QCheckBox(self.tr("With my past answers"))
        self.said = label("", wrap=True)
        self.report = ReportTabs(self.desk.theme, self.tr("What this format has no place for"))
        self.agree = button(self.tr("Export"), "primary")
        self.save = button(self.tr("Save the report"))
        self.cards = button(self.tr("Cards to cut out"))
        self._pages = QStackedLayout(self)
        self._build()
        self.what.activated.connect(lambda _: self.weigh())
        self.formats.activated.connect(lambda _: self.weigh())
        self.history.clicked.connect(lambda _: self.weigh())
        self.agree.clicked.connect(self.ask_where)
        self.save.clicked.connect(self._save)
        self.cards.clicked.connect(self.print_cards)

    def _build(self) -> None:
        for name, box in ((self.tr("What"), self.what), (self.tr("Format"), self.formats)):
            box.setAccessibleName(name)
            box.setMinimumWidth(self.desk.theme.scaled(140))
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        fields = row(
            column(label(self.tr("What"), "overline"), self.what, spacing=4),
            column(label(self.tr("Format"), "overline"), self.formats, spacing=4),
            spacing=12,
        )
        fields.setStretch(0, 1)
        fields.setStretch(1, 1)
        page = QWidget()
        inside = QWidget()
        body = column(fields, self.history, self.said, self.report, spacing=10)
        body.setStretch(3, 1)
        body.setContentsMargins(0, 0, 8, 4)
        inside.setLayout(body)
        area = scrolled(inside, self.tr("What is exported"))
        layout = column(area, Actions(self.agree, self.cards, self.save), spacing=10)
        layout.setStretch(0, 1)
        page.setLayout(layout)
        self._pages.addWidget(page)
        nothing = EmptyState(
            self.desk.theme, "export", self.tr("There is nothing to export yet"),
            self.tr("Decks, quizzes and choices of questions can be written to files that other "
                    "programs read."),
        )  # fmt: skip
        nothing.add_button(self.tr("Write a question")).clicked.connect(
            lambda: self.desk.go("write")
        )
        self._pages.addWidget(nothing)

    # Filling

    def opened(self, what: ExportThis | None = None) -> None:
        """``what``: to be exported; None: what was chosen here last."""
        self._wanted = what or self._wanted
        services = self.desk.services

        def read() -> There:
            quizzes = [each.quiz for each in services.quizzes.quizzes()]
            return There(services.questions.decks(), quizzes)

        self.desk.ask(read, self.show_there)

    def take_focus(self) -> None:
        (self.agree if self.agree.isEnabled() else self.what).setFocus()

    @property
    def chosen(self) -> ExportThis | None:
        found = self.what.currentData()
        return found if isinstance(found, ExportThis) else None

    @property
    def format(self) -> FormatInfo | None:
        return self._formats.get(self.formats.currentData() or "")

    def show_there(self, there: There) -> None:
        choices = [ExportThis(deck.name, deck_id=deck.id) for deck in there.decks]
        choices += [ExportThis(quiz.name, quiz_id=quiz.id) for quiz in there.quizzes]
        kept = self._wanted or self.chosen
        with QSignalBlocker(self.what):
            self.what.clear()
            if kept is not None and kept.key not in {each.key for each in choices}:
                choices.insert(0, kept)
            for each in choices:
                self.what.addItem(self._called(each), each)
            keys = [each.key for each in choices]
            place = keys.index(kept.key) if kept is not None else 0
            self.what.setCurrentIndex(place if choices else -1)
        self._wanted = None
        self._offer_formats()
        self._pages.setCurrentIndex(0 if choices else 1)
        if choices:
            self.weigh()

    def _called(self, what: ExportThis) -> str:
        name = words.one_line(what.name)
        if what.deck_id:
            return self.tr("Deck: {}").format(name)
        if what.quiz_id:
            return self.tr("Quiz: {}").format(name)
        return self.tr("Chosen questions: {}").format(name)

    def _offer_formats(self) -> None:
        known = self.desk.services.exchange.formats()
        self._formats = {each.key: each for each in known}
        if self.formats.count() == len(known):
            return
        with QSignalBlocker(self.formats):
            self.formats.clear()
            for each in sorted(known, key=lambda each: _place(each.key)):
                self.formats.addItem(f"{each.name} ({each.endings[0]})", each.key)

    # What it would leave out

    @Slot()
    def weigh(self) -> None:
        """Says what the format has no place for, before anything is written."""
        what, known = self.chosen, self.format
        if what is None or known is None:
            return
        self.history.setEnabled(known.holds_history)
        self.history.setToolTip(
            "" if known.holds_history else self.tr("This format has no place for past answers")
        )
        self._turn += 1
        turn, services = self._turn, self.desk.services
        how = HowToWrite(
            Path(f"preview{known.endings[0]}"), known.key, self.with_history, preview=True
        )
        self.agree.setEnabled(False)
        do_long_work(
            self._screen,
            (self.tr("Looking what {} has a place for").format(known.name),
             self.tr("Cancelled. Nothing was written.")),
            lambda watch: write(services, what, how, watch),
            lambda found: self.show_weighed(found) if turn == self._turn else None,
            self._not_weighed,
        )  # fmt: skip

    @property
    def with_history(self) -> bool:
        return self.history.isEnabled() and self.history.isChecked()

    def _not_weighed(self, error: BaseException) -> None:
        self.outcome = None
        self.report.hide()
        if isinstance(error, QuizError) and not isinstance(error, Cancelled):
            self.said.setText(str(error))
            return
        self.said.setText("")
        self.desk.explain(error)

    def show_weighed(self, outcome: ExportOutcome) -> None:
        self.outcome = outcome
        self.report.show()
        self.agree.setEnabled(outcome.questions > 0)
        self.cards.setEnabled(outcome.questions > 0)
        number = words.questions(outcome.questions)
        if not outcome.questions:
            self.said.setText(self.tr("There are no questions in it to export."))
        elif outcome.left_out:
            self.said.setText(self.tr("{} with their answers. What this format has no place for is "
                                      "listed here.").format(number))  # fmt: skip
        else:
            self.said.setText(self.tr("{}, and all that they hold has a place in this format.")
                              .format(number))  # fmt: skip
        nothing = self.tr("Nothing is left out.")
        self.report.show_parts(
            [
                (self.tr("Left out"), counted(outcome.left_out), nothing),
                (self.tr("By question"), outcome.left_out, nothing),
            ]
        )
        if self.focusWidget() is None or not self.isAncestorOf(self.focusWidget() or self):
            self.take_focus()

    # Writing

    @Slot()
    def ask_where(self) -> None:
        what, known = self.chosen, self.format
        if what is None or known is None or not self.agree.isEnabled():
            return
        kind = FileKind(known.name, known.endings)
        path = ask_file_to_write(self, self.tr("Where to write it"), what.name, kind)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        what, known, services = self.chosen, self.format, self.desk.services
        if what is None or known is None:
            return
        how = HowToWrite(path, known.key, self.with_history)
        do_long_work(
            self._screen,
            (self.tr("Writing {}").format(words.one_line(path.name)),
             self.tr("Cancelled. No file was written.")),
            lambda watch: write(services, what, how, watch),
            lambda outcome: self._written(path, outcome),
        )  # fmt: skip

    def _written(self, path: Path, outcome: ExportOutcome) -> None:
        said = self.tr("{} written to {}.").format(words.questions(outcome.questions), path.name)
        offer_folder(self.desk, said, path)

    def _save(self) -> None:
        what, known = self.chosen, self.format
        if self.outcome is None or what is None or known is None:
            return
        about = {"what": what.name, "format": known.name, "questions": self.outcome.questions}
        ask_where_to_save(self, self.desk, what.name, about, {"left_out": self.outcome.left_out})

    @Slot()
    def print_cards(self) -> None:
        what = self.chosen
        if what is None or self.dialog is not None:
            return
        self.dialog = CardsDialog(self, self.desk, what)
        self.dialog.finished.connect(self._dialog_closed)
        self.dialog.open()

    def _dialog_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None


def counted(entries: Sequence[Entry]) -> list[Entry]:
    """One entry for each reason, with how many share it; the commonest first."""
    reasons = Counter(entry.reason for entry in entries)
    alone = {entry.reason: entry.item for entry in entries}
    return [
        Entry(alone[reason] if number == 1 else words.questions(number), None, reason)
        for reason, number in reasons.most_common()
    ]


_USUAL = ("moodle-xml", "gift", "anki", "xlsx", "csv", "qti")
"""Keys in the order of what teachers ask for most; the others follow as they come."""


def _place(key: str) -> int:
    return _USUAL.index(key) if key in _USUAL else len(_USUAL)
