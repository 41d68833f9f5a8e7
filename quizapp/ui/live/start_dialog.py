"""Before a live round: what is played, how it goes, who joins how, and over which network."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from quizapp.domain.game import GameRules, Mode, Naming, Ranking, Scoring
from quizapp.domain.quiz import Quiz, QuizSummary
from quizapp.services.author_question import Bank
from quizapp.ui.desk import Desk
from quizapp.ui.live.projector import name_of, other_screen
from quizapp.ui.live.what_to_play import WhatToPlay
from quizapp.ui.widgets.basics import BAR, button, column, label, row, scrolled
from quizapp.ui.widgets.field_form import FieldForm
from quizapp.ui.widgets.fitting_dialog import FittingDialog
from quizapp.ui.widgets.setting_fields import CalmComboBox, CalmSpinBox

if TYPE_CHECKING:
    from quizapp.classroom.addresses import Network

WIDTH, MARGIN = 600, 24
MOST_SECONDS, MOST_TEAMS = 600, 8
HERE = "127.0.0.1"
ROOM = 0.92  # of the screen's height at most


@dataclass(frozen=True, slots=True)
class Chosen:
    """``wall``: what stands on the wall is shown at once, on a second screen where there is one."""

    rules: GameRules
    address: str
    port: int | None = None
    wall: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """``rules``: of the last round. ``learners``: of this machine, without the teacher."""

    quizzes: tuple[QuizSummary, ...]
    bank: Bank
    rules: GameRules
    learners: int


class StartDialog(FittingDialog):
    """Usual choices are those that suit most, and later those of the last round; Enter begins."""

    def __init__(self, parent: QWidget, desk: Desk, quiz_id: str = "", deck_id: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Play live"))
        self._desk = desk
        self._quiz_id, self._deck_id = quiz_id, deck_id
        self._learners = 0
        self._form = FieldForm()
        self.play = WhatToPlay(desk, self._form, self)
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
        self.goal = CalmSpinBox(1, 100, 80)
        self.goal.setSuffix(self.tr(" % of all points"))
        self.seconds = CalmSpinBox(0, MOST_SECONDS, 0)
        self.seconds.setSpecialValueText(self.tr("no limit"))
        self.seconds.setSuffix(self.tr(" s"))
        self.teams = CalmSpinBox(1, MOST_TEAMS, 1)
        self.teams.setSpecialValueText(self.tr("none"))
        self.may_change = QCheckBox(self.tr("An answer can be changed until the question closes"))
        self.late_join = QCheckBox(self.tr("Pupils can join late"))
        self.shuffle = QCheckBox(self.tr("Options in another order on each phone"))
        self.feeds = QCheckBox(self.tr("At the end, answers go into the learners' progress"))
        other = other_screen(parent.screen())
        self._has_other_screen = other is not None
        self.wall = QCheckBox(
            self.tr("Show on the wall at once: it fills the screen “{}”").format(name_of(other))
            if other is not None
            else self.tr("Show on the wall at once, in a window of its own on this screen")
        )
        self.network = _box({})
        self.network.addItem(self.tr("Looking for networks"), "")
        self.more = button(self.tr("More settings"), "link")
        self.state = label("", "small", wrap=True)
        self.start = button(self.tr("Open the lobby"), "primary")
        self.cancel = button(self.tr("Cancel"))
        self.chosen: Chosen | None = None
        self.quiz: Quiz | None = None
        self._rare = (
            self.scoring, self.teams, self.may_change, self.late_join, self.shuffle, self.feeds,
            self.wall,
        )  # fmt: skip
        self._shows_more = False
        self._build()
        self._connect()

    def _build(self) -> None:
        for text, field in (
            (self.tr("How it goes"), self.mode),
            (self.tr("Time for a question"), self.seconds),
            (self.tr("Names"), self.naming),
            (self.tr("Ranking on the wall"), self.ranking),
            (self.tr("Goal of the class"), self.goal),
            (self.tr("Network"), self.network),
            ("", self.more),
            (self.tr("Points"), self.scoring),
            (self.tr("Teams"), self.teams),
            ("", self.late_join),
            ("", self.may_change),
            ("", self.shuffle),
            ("", self.feeds),
            ("", self.wall),
        ):
            if text:
                field.setAccessibleName(text)
            # Beside a link there is room, so that its frame is no wider than its words.
            self._form.addRow(label(text), row(field, -1) if field is self.more else field)
        self._content = QWidget()
        self._content.setLayout(column(self._form, -1))
        self._area = scrolled(self._content, self.tr("Play live"))
        foot = column(self.state, row(-1, self.cancel, self.start))
        layout = column(self._area, foot, spacing=12, margin=MARGIN)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setMinimumWidth(self._desk.theme.scaled(WIDTH))
        self.show_rules(GameRules())

    def _connect(self) -> None:
        self.play.changed.connect(self._show_state)
        self.mode.currentIndexChanged.connect(self._fit_rules)
        self.naming.currentIndexChanged.connect(self._fit_rules)
        self.ranking.currentIndexChanged.connect(self._fit_rules)
        self.network.currentIndexChanged.connect(self._show_state)
        self.more.clicked.connect(lambda: self.show_more(on=not self._shows_more))
        self.start.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        for each in (self.more, self.cancel):
            each.setAutoDefault(False)
        self.start.setDefault(True)
        self.wall.setChecked(self._has_other_screen)
        self._show_state()
        self._desk.compute(_networks, self.show_networks)
        self._desk.ask(self._read, self.show_choices)

    def _read(self) -> Choices:
        services = self._desk.services
        last = next((game.rules for game in services.live.games()), GameRules())
        learners = len(services.learners.everyone().here) - 1
        return Choices(
            tuple(services.quizzes.quizzes()), services.author.bank(), last, learners
        )  # fmt: skip

    def show_choices(self, found: Choices) -> None:
        """How the class is asked is a habit of its teacher; what kind of round it is, is not."""
        self._learners = found.learners
        self.show_rules(found.rules)
        self.play.show_choices(found.quizzes, found.bank, self._quiz_id, self._deck_id)
        self.fit()

    def show_rules(self, rules: GameRules) -> None:
        for box, value in (
            (self.scoring, rules.scoring), (self.naming, rules.naming),
            (self.ranking, rules.ranking),
        ):  # fmt: skip
            box.setCurrentIndex(box.findData(value))
        self.goal.setValue(round(rules.goal * 100))
        self.seconds.setValue(round(rules.seconds or 0))
        self.teams.setValue(max(1, rules.teams))
        self.may_change.setChecked(rules.may_change)
        self.late_join.setChecked(rules.late_join)
        self.shuffle.setChecked(rules.shuffle_options)
        self.feeds.setChecked(rules.feeds_study)
        usual = GameRules(
            naming=rules.naming, seconds=rules.seconds, mode=rules.mode, ranking=rules.ranking,
            goal=rules.goal,
        )  # fmt: skip
        self.show_more(on=rules != usual)
        self._fit_rules()

    def show_networks(self, found: list[Network]) -> None:
        self.network.clear()
        for each in found:
            self.network.addItem(f"{each.words}  ·  {each.address}", each.address)
        self.network.addItem(self.tr("Only this machine, to try it"), HERE)
        self._show_state()

    def show_more(self, *, on: bool) -> None:
        self._shows_more = on
        self.more.setText(self.tr("Fewer settings") if on else self.tr("More settings"))
        for field in self._rare:
            self._form.setRowVisible(field, on)
        self.fit()

    def fit(self) -> None:
        """As high as its fields need, or as the screen has room; then they scroll."""
        layout = self.layout()
        if layout is None or not self.isVisible():
            return
        content = self._content.layout()
        assert content is not None
        content.activate()
        layout.activate()
        rest = layout.minimumSize().height() - self._area.minimumSizeHint().height()
        rest = max(rest - self.state.minimumSizeHint().height(), 0) + self.state.heightForWidth(
            self.minimumWidth() - 2 * MARGIN
        )
        wanted = content.minimumSize().height() + rest + 8
        room = self.screen().availableGeometry().size() * ROOM
        wide = content.minimumSize().width() + BAR + 2 * MARGIN
        self.resize(max(wide, self.minimumWidth()), min(wanted, room.height()))

    def _fit_rules(self) -> None:
        """What makes no sense together cannot be chosen together."""
        together = self.mode.currentData() == Mode.LIVE
        for field in (self.seconds, self.may_change, self.shuffle):
            field.setEnabled(together)
        self.scoring.setEnabled(self.mode.currentData() in (Mode.LIVE, Mode.RACE))
        self.ranking.setEnabled(self.mode.currentData() != Mode.EXIT)
        with_goal = self.ranking.isEnabled() and self.ranking.currentData() == Ranking.GOAL
        self.goal.setEnabled(with_goal)
        self._form.setRowVisible(self.goal, with_goal)
        self.feeds.setEnabled(self.naming.currentData() == Naming.ROSTER)
        self._show_state()
        self.fit()

    def _show_state(self) -> None:
        address = self.network.currentData()
        self.start.setEnabled(bool(address) and self.play.is_ready)
        self.state.setText("\n".join(part for part in self._said(address) if part))

    def _said(self, address: str) -> tuple[str, ...]:
        found = self.play.said if self.play.what.count() else ""
        roster = ""
        if self.naming.currentData() == Naming.ROSTER and self._learners < 1:
            roster = self.tr(
                "You are the only learner of this machine: paste a class list under Learners "
                "(Ctrl+L) first."
            )
        if self.network.count() == 1 and address == HERE:
            return found, roster, self.tr(
                "This machine is in no network that phones could be in. Join the Wi-Fi, or turn on "
                "a hotspot of this machine or of a phone; no internet is needed."
            )  # fmt: skip
        if address and address != HERE:
            return (
                found,
                roster,
                self.tr("Phones must be in the same network. It may have no internet."),
            )
        return found, roster

    def _take(self) -> None:
        together = self.mode.currentData() == Mode.LIVE
        seconds, teams = self.seconds.value(), self.teams.value()
        naming = Naming(self.naming.currentData())
        rules = GameRules(
            mode=Mode(self.mode.currentData()),
            scoring=Scoring(self.scoring.currentData()),
            naming=naming,
            ranking=Ranking(self.ranking.currentData()),
            seconds=float(seconds) if seconds and together else None,
            teams=teams if teams > 1 else 0,
            goal=self.goal.value() / 100,
            may_change=self.may_change.isChecked(),
            late_join=self.late_join.isChecked(),
            shuffle_options=self.shuffle.isChecked(),
            feeds_study=self.feeds.isChecked() and naming is Naming.ROSTER,
        )
        self.quiz = self.play.quiz
        self.chosen = Chosen(
            rules, str(self.network.currentData()), wall=self.wall.isChecked()
        )  # fmt: skip
        self.accept()


def _networks() -> list[Network]:
    from quizapp.classroom.addresses import networks

    return networks()


def _box(choices: dict[StrEnum, str]) -> QComboBox:
    box = CalmComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(20)
    for value, text in choices.items():
        box.addItem(text, value)
    return box
