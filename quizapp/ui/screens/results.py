"""Results of a quiz: the class at a look, its questions, its learners, and what waits for marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QStackedLayout,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from quizapp.domain.quiz import Quiz
from quizapp.progress.class_report import MISSED_BELOW, Spread
from quizapp.progress.item_analysis import FEW, ItemKey
from quizapp.progress.table import Table
from quizapp.services.game_results import GameResults
from quizapp.services.more_time import AtWork, Extension
from quizapp.services.quiz_answers import Overruled, SameAnswer
from quizapp.services.quiz_report import ClassReport, Counting, ItemLine, ToMark
from quizapp.services.quiz_results import QuizResults
from quizapp.ui import words
from quizapp.ui.charts.bars import Bar, Bars
from quizapp.ui.charts.chart_card import ChartCard
from quizapp.ui.desk import QUESTIONS as BANK
from quizapp.ui.desk import REVIEWS, Desk
from quizapp.ui.live import PlayLive
from quizapp.ui.quizzes.answers_given import AnswersGiven
from quizapp.ui.quizzes.at_work import AttemptsAtWork, more_words
from quizapp.ui.quizzes.hand_marking import HandMarking
from quizapp.ui.quizzes.results_tables import ItemsTable, LearnersTable
from quizapp.ui.screens.screen import Screen
from quizapp.ui.screens.take import TakeThis
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.empty import EmptyState

QUESTIONS, LEARNERS, MARKING, AT_WORK = range(4)
_HIGH = 110  # px of the chart
_EDGE = 32  # px at the sides
MOST_NAMED = 5  # questions, as those that were missed most


@dataclass(frozen=True, slots=True)
class OfRound:
    """Results of a live round are wanted, not of a quiz."""

    game_id: str


class ResultsScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.quiz_id = ""
        self.is_round = False  # ``quiz_id`` is then the id of a live round
        self.report: ClassReport | None = None
        self.counting = QComboBox()
        for counting, text in (
            (Counting.FIRST, self.tr("first attempts")),
            (Counting.BEST, self.tr("best attempts")),
            (Counting.LAST, self.tr("last attempts")),
            (Counting.ALL, self.tr("all attempts")),
        ):
            self.counting.addItem(text, counting)
        self.counting.setAccessibleName(self.tr("Which attempts count"))
        self.items = ItemsTable(desk.theme)
        self.learners = LearnersTable(desk.theme)
        self.marking = HandMarking(desk.theme)
        self.at_work = AttemptsAtWork()
        self.spread = Bars(desk.theme, self.tr("How many have how many points"), _HIGH)
        self.card = ChartCard(desk, self.tr("Points of the class"), self.spread)
        self.given = AnswersGiven(desk.theme)
        self._typed: Mapping[ItemKey, tuple[SameAnswer, ...]] = {}
        self.names = QCheckBox(self.tr("with names"))
        self.save = button(self.tr("Save as a table"))
        self.practise = button(self.tr("Quiz what was missed"))
        self.back = button(self.tr("Back"), "quiet")
        self._parts = QStackedWidget()
        self._tabs = QButtonGroup(self)
        self._pages = QStackedLayout(self)
        self._build()
        self._connect()
        self._add_commands()

    def opened(self, what: object = None) -> None:
        """``what``: the id of a quiz, or ``OfRound``."""
        if isinstance(what, str):
            self.quiz_id, self.is_round = what, False
        elif isinstance(what, OfRound):
            self.quiz_id, self.is_round = what.game_id, True
        self.counting.setVisible(not self.is_round)
        self.practise.setText(
            self.tr("Play what was missed") if self.is_round else self.tr("Quiz what was missed")
        )
        for part in (MARKING, AT_WORK):
            self._tabs.button(part).setVisible(not self.is_round)
        self._take.setVisible(not self.is_round)
        self.reload()

    def reload(self) -> None:
        if not self.quiz_id:
            return
        services, quiz_id, results = self.desk.services, self.quiz_id, self._source
        is_round = self.is_round
        counting = Counting(self.counting.currentData())

        def read() -> tuple[ClassReport, list[ToMark], list[AtWork]]:
            waiting = results.to_mark(quiz_id)
            at_work = [] if is_round else services.more_time.at_work(quiz_id)
            return results.report(quiz_id, counting), waiting, at_work

        self._typed = {}
        if not is_round:  # in a round nothing is typed
            typed = services.results.typed
            self.desk.ask(lambda: typed(quiz_id), self._typed_known)  # shown with the report
        self.desk.ask(read, lambda found: self.show_report(*found))

    def _typed_known(self, typed: Mapping[ItemKey, tuple[SameAnswer, ...]]) -> None:
        self._typed = typed

    @property
    def _source(self) -> QuizResults | GameResults:
        services = self.desk.services
        return services.game_results if self.is_round else services.results

    def _go_back(self) -> None:
        if self.is_round:
            self.desk.go("live")
        else:
            self.desk.go("quizzes", self.quiz_id)

    def left(self) -> None:
        self.at_work.rest()

    # Building

    def _build(self) -> None:
        self.heading = label("", "title")
        self.about = label("", "muted", wrap=True)
        head = row(self.back, column(self.heading, self.about, spacing=2), self.counting,
                   spacing=12)  # fmt: skip
        head.setStretch(1, 1)
        tabs = row(spacing=4)
        actions = row(self.names, self.save, self.practise, spacing=8)
        self._bar = row(tabs, -1, actions)
        for part in (tabs, actions):
            self._bar.setAlignment(part, Qt.AlignmentFlag.AlignLeft)
        for number, text in enumerate(self._part_names()):
            tabs.addWidget(self._tab(number, text))
        self.detail = label("", wrap=True)
        questions = QWidget()
        layout = column(self.items.widget, self.detail, self.given, spacing=8)
        layout.setStretch(0, 1)
        questions.setLayout(layout)
        for widget in (questions, self.learners.widget, self.marking, self.at_work):
            self._parts.addWidget(widget)
        page = QWidget()
        body = column(head, self.card, self._bar, self._parts, spacing=12)
        body.setStretch(3, 1)
        body.setContentsMargins(_EDGE, 20, _EDGE, 18)
        page.setLayout(body)
        self._pages.addWidget(page)
        self._empty = EmptyState(
            self.desk.theme, "results", self.tr("No results yet"),
            self.tr("Once somebody has handed this quiz in, its results stand here."),
        )  # fmt: skip
        self._take = self._empty.add_button(self.tr("Take it yourself"))
        self._take.clicked.connect(lambda: self.desk.go("take", TakeThis(self.quiz_id)))
        self._pages.addWidget(self._empty)

    def _part_names(self) -> tuple[str, ...]:
        return (self.tr("Questions"), self.tr("Learners"), self.tr("To mark"), self.tr("At work"))

    def fit(self) -> None:
        """What can be done stands under the parts where it has no room beside them."""
        way = QBoxLayout.Direction
        self._bar.setDirection(way.LeftToRight)
        narrow = self._bar.minimumSize().width() > self.width() - 2 * _EDGE
        self._bar.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _tab(self, number: int, text: str) -> QToolButton:
        made = QToolButton()
        made.setText(text)
        made.setCheckable(True)
        made.setChecked(number == 0)
        made.setProperty("kind", "tab")
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.clicked.connect(lambda: self.show_part(number))
        self._tabs.addButton(made, number)
        return made

    def _connect(self) -> None:
        self.counting.activated.connect(lambda _: self.reload())
        self.items.widget.currentCellChanged.connect(lambda now, *_: self._show_item(now))
        self.marking.marked.connect(self._mark)
        self.given.wanted.connect(self.count_as_right)
        self.at_work.given.connect(self.give_time)
        self.desk.replaced.connect(self._forget)

    def _add_commands(self) -> None:
        for number, text in enumerate(self._part_names(), start=1):
            self.command(text, [f"Alt+{number}"], lambda n=number: self.show_part(n - 1))  # type: ignore[misc]
        self.command(self.tr("Save as a table"), ["Ctrl+S"], self.ask_where, button=self.save)
        self.command(self.tr("New quiz of what was missed"), ["Ctrl+M"], self.make_practice,
                     button=self.practise)  # fmt: skip
        self.command(self.tr("Count the typed answer as right"), ["Ctrl+Shift+R"],
                     self.given.count_as_right)  # fmt: skip
        self.command(
            self.tr("Order the table by the column in hand, or the other way round"),
            ["O"],
            self.order,
        )
        self.command(self.tr("Back"), ["Escape"], self._go_back, button=self.back)

    def show_part(self, number: int) -> None:
        tab = self._tabs.button(number)
        tab.setChecked(True)
        self._parts.setCurrentIndex(number)
        self.at_work.rest()
        if number == MARKING:
            self.marking.take_focus()
        elif number == AT_WORK:
            self.at_work.take_focus()
        else:
            (self.items if number == QUESTIONS else self.learners).widget.setFocus()

    def order(self) -> None:
        """By key what a click on a head does."""
        for part, table in ((QUESTIONS, self.items.widget), (LEARNERS, self.learners.widget)):
            if self._parts.currentIndex() == part:
                table.order_in_hand()

    # The report

    def show_report(
        self, report: ClassReport, waiting: Sequence[ToMark], at_work: Sequence[AtWork]
    ) -> None:
        self.report = report
        self.heading.setText(words.one_line(report.quiz.name))
        self._pages.setCurrentIndex(0 if report.attempts or at_work else 1)
        if not report.attempts and not at_work:
            self._take.setFocus()
            return
        self.about.setText(self._about(report))
        self._show_spread(report)
        self.items.show_items(report)
        self.learners.show_rows(report)
        self.marking.show_waiting(waiting)
        self._tabs.button(MARKING).setText(
            self.tr("To mark ({})").format(len(waiting)) if waiting else self.tr("To mark")
        )
        self.at_work.show_lines(at_work)
        self._tabs.button(AT_WORK).setText(
            self.tr("At work ({})").format(len(at_work)) if at_work else self.tr("At work")
        )
        self.practise.setEnabled(bool(report.most_missed))
        self.save.setEnabled(report.attempts > 0)
        if not report.attempts:
            self.show_part(AT_WORK)
        self.fit()

    def _about(self, report: ClassReport) -> str:
        parts = [
            words.count(report.learners, self.tr("learner"), self.tr("learners")),
            words.count(report.attempts, self.tr("attempt"), self.tr("attempts")),
        ]
        if report.running:
            parts.append(self.tr("{} not handed in").format(report.running))
        if report.passed is not None:
            parts.append(self.tr("{} passed").format(report.passed))
        if report.attempts and report.analysis.is_few:
            parts.append(self.tr("too few for statistics (fewer than {}): counts only").format(FEW))
        elif report.attempts:
            parts.append(self._reliability(report))
        parts.append(self._hardest(report))
        return "  ·  ".join(part for part in parts if part)

    def _hardest(self, report: ClassReport) -> str:
        """Where the class knew least; "" where nothing was missed much."""
        facilities = [line.stats.facility for line in report.items]
        least = min((each for each in facilities if each is not None), default=1.0)
        if least >= MISSED_BELOW:
            return ""
        numbers = [str(n) for n, each in enumerate(facilities, start=1) if each == least]
        said = self.tr("missed most: No. {}").format(", ".join(numbers[:MOST_NAMED]))
        more = len(numbers) - MOST_NAMED
        return said if more <= 0 else self.tr("{said} and {more} more").format(said=said, more=more)

    def _reliability(self, report: ClassReport) -> str:
        found = report.analysis.reliability
        if found.value is None:
            return found.why
        value = f"{found.value:.2f}".replace("-", "−")
        said = f"{found.name} {value}"
        if found.sem is not None:
            said += self.tr(", a score is ±{} % sure").format(words.percent(found.sem))
        return said

    def _show_spread(self, report: ClassReport) -> None:
        spread = report.spread
        self.card.setVisible(spread is not None)
        if spread is None:
            return
        bars = []
        rows = []
        for number, count in enumerate(spread.bins):
            name = f"{number * 10}–{number * 10 + 10} %"
            said = words.count(count, self.tr("learner"), self.tr("learners"))
            bars.append(Bar(count, name, f"{name}: {said}"))
            rows.append((name, count))
        self.spread.show_columns(bars)
        self.card.say("" if report.analysis.is_few else self._spread_words(spread))
        self.card.show_table(
            Table((self.tr("Share of the points"), self.tr("Learners")), tuple(rows))
        )

    def _spread_words(self, spread: Spread) -> str:
        mean, median = words.percent(spread.mean), words.percent(spread.median)
        about = self.tr("Mean {mean} %, median {median} %").format(mean=mean, median=median)
        if spread.sd is not None:
            about += self.tr(", standard deviation {} %").format(words.percent(spread.sd))
        return f"{about}."

    def _show_item(self, place: int) -> None:
        """The options of the question with who chose them, and what to look at."""
        line = self.items.line(place)
        self.detail.setText("" if line is None else self._item_words(line))
        self.given.show_answers(() if line is None else self._typed.get(line.key, ()))

    def _item_words(self, line: ItemLine) -> str:
        said = [line.question.stem]
        for option in line.stats.options:
            if option.place >= len(line.options):
                continue
            sign = "✓" if option.is_right else "   "
            if line.stats.is_few:
                text = words.one_line(line.options[option.place])
                said.append(f"{sign} {text}: {option.chosen}")
                continue
            said.append(self.tr("{sign} {text}: {count} ({top} of the better half, {bottom} of the "
                                "other)").format(
                sign=sign, text=words.one_line(line.options[option.place]), count=option.chosen,
                top=option.top, bottom=option.bottom,
            ))  # fmt: skip
        said.extend(line.flags)
        if line.source:
            said.append(line.source)
        return "\n".join(said)

    # What is done with it

    def count_as_right(self, answer: SameAnswer, accept: bool) -> None:
        results, quiz_id = self.desk.services.results, self.quiz_id
        self.desk.ask(lambda: results.count_as_right(quiz_id, answer, accept=accept), self._counted)

    def _counted(self, done: Overruled) -> None:
        text = words.one_line(done.answer.text)
        attempts = words.count(len(done.given), self.tr("attempt"), self.tr("attempts"))
        said = self.tr("“{}” counts as right in {}.").format(text, attempts)
        if done.question is not None:
            said += " " + self.tr("The question accepts it from now on.")
        self.desk.offer(said, self.tr("Undo"), lambda: self._take_back(done), "right")
        self._told(done)

    def _take_back(self, done: Overruled) -> None:
        results = self.desk.services.results
        self.desk.ask(lambda: results.take_back_right(done), lambda _: self._told(done))

    def _told(self, done: Overruled) -> None:
        self.desk.changed.emit(REVIEWS)
        if done.question is not None:
            self.desk.changed.emit(BANK)
        self.reload()

    def _mark(self, one: ToMark, points: float, comment: str) -> None:
        results = self.desk.services.results
        place = one.mark.posed.place
        self.desk.ask(
            lambda: results.mark_by_hand(one.attempt.id, place, points, comment), self._marked
        )

    def _marked(self, _: object) -> None:
        self.desk.changed.emit(REVIEWS)
        self.reload()

    def give_time(self, attempt_ids: Sequence[str], minutes: int) -> None:
        more_time = self.desk.services.more_time
        self.desk.ask(lambda: more_time.give(attempt_ids, minutes), self._time_given)

    def _time_given(self, given: Sequence[Extension]) -> None:
        names = ", ".join(sorted(words.one_line(each.name) for each in given)[:4])
        who = names if len(given) <= 4 else words.count(
            len(given), self.tr("learner"), self.tr("learners")
        )  # fmt: skip
        amounts = {more_words(each.now - each.before) for each in given}
        said = self.tr("{who}: {time} more.").format(who=who, time=" / ".join(sorted(amounts)))
        self.desk.offer(said, self.tr("Undo"), lambda: self._take_time_back(given), "right")
        self.desk.changed.emit(REVIEWS)
        self.reload()

    def _take_time_back(self, given: Sequence[Extension]) -> None:
        more_time = self.desk.services.more_time
        self.desk.ask(lambda: more_time.take_back(given), self._time_taken_back)

    def _time_taken_back(self, count: int) -> None:
        self.desk.say(
            self.tr("The time is taken back.") if count
            else self.tr("It could not be taken back: the attempt was handed in, or got more time.")
        )  # fmt: skip
        self.reload()

    def ask_where(self) -> None:
        if self.report is None or not self.report.attempts:
            return
        name = "".join(c if c.isalnum() or c in " -_" else "_" for c in self.report.quiz.name)
        chosen, kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the results"), f"{name.strip()}.xlsx",
            self.tr("Workbook (*.xlsx);;A row an attempt (*.csv);;A row an answer (*.csv)"),
        )  # fmt: skip
        if chosen:
            path = Path(chosen)
            ending = ".xlsx" if "xlsx" in kind else ".csv"
            each = "answer" in kind
            self.write(path if path.suffix else path.with_suffix(ending), each_answer=each)

    def write(self, path: Path, *, each_answer: bool = False) -> None:
        results, quiz_id, names = self._source, self.quiz_id, self.names.isChecked()
        self.desk.ask(
            lambda: results.write(quiz_id, path, each_answer=each_answer, names=names),
            lambda count: self.desk.say(
                self.tr("{} written to {}.").format(
                    words.count(count, self.tr("attempt"), self.tr("attempts")), path.name
                ), "right",
            ),
        )  # fmt: skip

    def make_practice(self) -> None:
        """A quiz of the questions that the class missed most."""
        report = self.report
        if report is None or not report.most_missed:
            return
        quizzes = self.desk.services.quizzes
        name = self.tr("{}: what was missed").format(report.quiz.name)
        ids = report.most_missed
        self.desk.ask(lambda: quizzes.create_free(name, ids), self._made)

    def _made(self, quiz: Quiz) -> None:
        """What a class missed in a round can be played again at once."""
        if self.is_round:
            self.desk.go("live", PlayLive(quiz.id))
        else:
            self.desk.go("quiz", quiz.id)

    def _forget(self) -> None:
        self.report = None
        self.quiz_id = ""
        self._pages.setCurrentIndex(1)
