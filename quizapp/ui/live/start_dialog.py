"""Before a live round: how it goes, who joins how, and over which network."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from quizapp.domain.game import GameRules, Mode, Naming, Ranking, Scoring
from quizapp.ui import words
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.fitting_dialog import FittingDialog
from quizapp.ui.widgets.setting_fields import CalmSpinBox

if TYPE_CHECKING:
    from quizapp.classroom.addresses import Network

WIDTH = 560
MOST_SECONDS, MOST_TEAMS = 600, 8
HERE = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Chosen:
    rules: GameRules
    address: str
    port: int | None = None


class StartDialog(FittingDialog):
    """Usual choices are those that suit most: no time, no ranking, pseudonyms."""

    def __init__(self, parent: QWidget, desk: Desk, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Play live"))
        self._desk = desk
        self.mode = _box({
            Mode.LIVE: self.tr("Together: all at the same question"),
            Mode.RACE: self.tr("Everyone at their own pace"),
            Mode.MASTERY: self.tr("Until everyone knows all: what was missed comes back"),
            Mode.EXIT: self.tr("Exit ticket: own pace, what was right at the end"),
        })  # fmt: skip
        self.scoring = _box({
            Scoring.ACCURACY: self.tr("Right is right, however long it takes"),
            Scoring.STREAK: self.tr("A little more for right answers in a row"),
            Scoring.SPEED: self.tr("Up to half for being quick"),
        })  # fmt: skip
        self.naming = _box({
            Naming.GENERATED: self.tr("Pseudonyms that the program gives"),
            Naming.ROSTER: self.tr("Chosen from the learners of this machine"),
            Naming.FREE: self.tr("Typed by pupils, filtered"),
        })  # fmt: skip
        self.ranking = _box({
            Ranking.NONE: self.tr("None"),
            Ranking.GOAL: self.tr("A goal that the class reaches together"),
            Ranking.TOP: self.tr("The first five"),
        })  # fmt: skip
        self.seconds = CalmSpinBox(0, MOST_SECONDS, 0)
        self.seconds.setSpecialValueText(self.tr("no limit"))
        self.seconds.setSuffix(self.tr(" s"))
        self.teams = CalmSpinBox(0, MOST_TEAMS, 0)
        self.teams.setSpecialValueText(self.tr("none"))
        self.may_change = QCheckBox(self.tr("An answer can be changed until the question closes"))
        self.may_change.setChecked(True)
        self.late_join = QCheckBox(self.tr("Pupils can join late"))
        self.late_join.setChecked(True)
        self.shuffle = QCheckBox(self.tr("Options in another order on each phone"))
        self.network = QComboBox()
        self.network.addItem(self.tr("Looking for networks"), "")
        self.state = label("", "small", wrap=True)
        self.start = button(self.tr("Open the lobby"), "primary")
        self.cancel = button(self.tr("Cancel"))
        self.chosen: Chosen | None = None
        self._build(name)
        self._connect()

    def _build(self, name: str) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        for text, field in (
            (self.tr("How it goes"), self.mode),
            (self.tr("Points"), self.scoring),
            (self.tr("Names"), self.naming),
            (self.tr("Ranking on the wall"), self.ranking),
            (self.tr("Time for a question"), self.seconds),
            (self.tr("Teams"), self.teams),
            (self.tr("Network"), self.network),
        ):
            field.setAccessibleName(text)
            form.addRow(label(text), field)
        self.setLayout(column(
            label(words.one_line(name), "lead", wrap=True), 4, form, self.may_change,
            self.late_join, self.shuffle, self.state, 8, row(-1, self.cancel, self.start),
            spacing=8, margin=24,
        ))  # fmt: skip
        self.setMinimumWidth(self._desk.theme.scaled(WIDTH))

    def _connect(self) -> None:
        self.mode.currentIndexChanged.connect(self._fit_mode)
        self.network.currentIndexChanged.connect(self._show_state)
        self.start.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        self.start.setDefault(True)
        self._fit_mode()
        self._desk.compute(_networks, self.show_networks)

    def show_networks(self, found: list[Network]) -> None:
        self.network.clear()
        for each in found:
            self.network.addItem(f"{each.words}  ·  {each.address}", each.address)
        self.network.addItem(self.tr("Only this machine, to try it"), HERE)
        self._show_state()

    def _fit_mode(self) -> None:
        """What makes no sense at one's own pace cannot be chosen there."""
        together = self.mode.currentData() == Mode.LIVE
        for field in (self.seconds, self.may_change):
            field.setEnabled(together)
        self.shuffle.setEnabled(together)
        self.scoring.setEnabled(self.mode.currentData() in (Mode.LIVE, Mode.RACE))
        self.ranking.setEnabled(self.mode.currentData() != Mode.EXIT)

    def _show_state(self) -> None:
        address = self.network.currentData()
        self.start.setEnabled(bool(address))
        if self.network.count() == 1 and address == HERE:
            self.state.setText(self.tr(
                "This machine is in no network that phones could be in. Join the Wi-Fi, or turn on "
                "a hotspot of this machine or of a phone; no internet is needed."
            ))  # fmt: skip
        elif address and address != HERE:
            self.state.setText(self.tr(
                "Phones must be in the same network. It may have no internet."
            ))  # fmt: skip
        else:
            self.state.setText("")

    def _take(self) -> None:
        seconds = self.seconds.value()
        together = self.mode.currentData() == Mode.LIVE
        rules = GameRules(
            mode=Mode(self.mode.currentData()),
            scoring=Scoring(self.scoring.currentData()),
            naming=Naming(self.naming.currentData()),
            ranking=Ranking(self.ranking.currentData()),
            seconds=float(seconds) if seconds and together else None,
            teams=self.teams.value() if self.teams.value() > 1 else 0,
            may_change=self.may_change.isChecked(),
            late_join=self.late_join.isChecked(),
            shuffle_options=self.shuffle.isChecked(),
        )
        self.chosen = Chosen(rules, str(self.network.currentData()))
        self.accept()


def _networks() -> list[Network]:
    from quizapp.classroom.addresses import networks

    return networks()


def _box(choices: dict[StrEnum, str]) -> QComboBox:
    box = QComboBox()
    for value, text in choices.items():
        box.addItem(text, value)
    return box
