"""Progress: what is known and how firmly, what was done, what comes, and what goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QStackedLayout, QVBoxLayout, QWidget

from quizapp.domain.question import AnswerKind
from quizapp.progress.mastery import Known, Mastery
from quizapp.progress.table import Table
from quizapp.services.known_groups import ALL, STUDIED, Grouping
from quizapp.ui import day_words, words
from quizapp.ui.charts.bars import Bar, Bars
from quizapp.ui.charts.chart_card import ChartCard
from quizapp.ui.charts.heat_map import HeatMap
from quizapp.ui.charts.lines import Areas, Point
from quizapp.ui.charts.pairs import Pair, Pairs
from quizapp.ui.charts.predicted import Predicted
from quizapp.ui.charts.shares import Share, Shares
from quizapp.ui.desk import Desk
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.basics import (
    button,
    card,
    column,
    label,
    page_of,
    refilling,
    row,
    scrolled,
)
from quizapp.ui.widgets.empty import EmptyState
from quizapp.ui.widgets.memory_model import MemoryModelCard
from quizapp.ui.widgets.weakest_card import WeakestCard, missed_words

if TYPE_CHECKING:
    from quizapp.progress.confusions import Confusion
    from quizapp.services.known_groups import Group, Scope
    from quizapp.services.show_progress import Course, HardQuestion, Picture

WIDTH = 940
_CHART = 150
_GROUPS_SHOWN = 24
_WEEK = 7
_SIDE_BY_SIDE = 700  # pixels at a text size of 100 %


class ProgressScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.picture: Picture | None = None
        self.course: Course | None = None
        self._asked_for = 0  # goes up with every learner
        self._figures: dict[str, tuple[QWidget, QWidget]] = {}
        self._grouping = Grouping.DECK
        self._scope = STUDIED  # what was chosen stays so while it is there
        self._lines: tuple[QBoxLayout, ...] = ()
        self.groups = Shares(desk.theme, self.tr("What you know"))
        self.coming = Bars(desk.theme, self.tr("The coming 30 days"), _CHART)
        self.predicted = Predicted(desk.theme, self.tr("Predicted and true"), _CHART)
        self.ratings = Pairs(
            desk.theme, self.tr("Do the ratings hold?"), _CHART, each_value=True, unit=" %"
        )
        self.year = HeatMap(desk.theme, self.tr("The last year"))
        self.growth = Areas(
            desk.theme, self.tr("Growth"), _CHART, self.tr("{day}: {0} met, {1} of them known well")
        )
        self.group_choice = self._group_choice()
        self.scope_choice = self._scope_choice()
        choices = QWidget()
        choices.setLayout(row(self.scope_choice, self.group_choice, spacing=8))
        self.cards = {
            "groups": ChartCard(desk, self.tr("What you know"), self.groups, beside=choices),
            "coming": ChartCard(desk, self.tr("The coming 30 days"), self.coming),
            "predicted": ChartCard(desk, self.tr("Predicted and true"), self.predicted),
            "year": ChartCard(desk, self.tr("The last year"), self.year),
            "growth": ChartCard(desk, self.tr("Growth"), self.growth),
            "ratings": ChartCard(desk, self.tr("Do the ratings hold?"), self.ratings),
        }
        self.model = MemoryModelCard(desk)
        self.model.mover.moved.connect(self._read)
        self.weakest = WeakestCard()
        self.weakest.wanted.connect(partial(self.desk.go, "study"))
        self._hard_box, self._hard = self._list_card(self.tr("Hardest questions"))
        self._mixed_box, self._mixed = self._list_card(self.tr("Mixed up"))
        self._numbers = label("", "muted")
        self._empty = self._nothing_yet()
        self._layout = QStackedLayout(self)
        self._layout.currentChanged.connect(self.reshaped)
        self._area = scrolled(self._page(), self.tr("Progress"))
        self._layout.addWidget(self._area)
        self._layout.addWidget(self._empty)
        self._add_commands()

    def fit(self) -> None:
        """What stands side by side goes under each other where large text leaves no room."""
        narrow = self.width() < self.desk.theme.scaled(_SIDE_BY_SIDE)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for line in self._lines:
            line.setDirection(way)

    @property
    def scrolls(self) -> bool:
        return self._layout.currentIndex() == 0

    def opened(self, what: object = None) -> None:
        self.scroll_to(0.0)  # what matters most stands there
        self._read()

    @Slot()
    def _read(self) -> None:
        progress = self.desk.services.progress
        self.desk.ask(progress.weakest, self.weakest.show_weakest)
        self.desk.ask(progress.picture, self.show_picture)
        self.model.load()

    def day_turned(self) -> None:
        self._read()

    def learner_changed(self) -> None:
        """The course may still be on its way: it is left aside when it comes."""
        self.picture = self.course = None
        self._scope = STUDIED
        self._asked_for += 1
        self._layout.setCurrentIndex(1)
        if self.isVisible():
            self.opened()

    def show_picture(self, picture: Picture) -> None:
        """What is known at once; the course of the whole log is asked for afterwards."""
        before, self.picture = self.picture, picture
        if not picture.days:
            self._layout.setCurrentIndex(1)
            self._start.setFocus()
            return
        if self._layout.currentIndex():
            self.setFocus()  # before its button is gone: Qt would look for another
        self._layout.setCurrentIndex(0)
        self._fill_figures(picture)
        self._offer_scopes(picture.scopes)
        self._fill_groups()
        self._fill_coming(picture)
        self._fill_year(picture)
        self._fill_hardest(picture.hardest)
        self._fill_mixed(picture.confusions)
        if self.course is None or before is None or before.days != picture.days:
            asked_for = self._asked_for
            self.desk.compute(
                self.desk.services.progress.course,
                lambda course: self._course_came(course, asked_for),
            )

    def _course_came(self, course: Course, asked_for: int) -> None:
        if asked_for == self._asked_for:
            self.show_course(course)

    def show_course(self, course: Course) -> None:
        self.course = course
        bins, whole = course.calibration.bins, course.calibration.whole
        self.predicted.show_bins(bins)
        if whole is None:
            said = self.tr("Shows once a question has come back on a later day.")
        else:
            said = self.tr("Of {answers}, {predicted} % were predicted and {true} % known.").format(
                answers=words.count(whole.answers, self.tr("answer"), self.tr("answers")),
                predicted=words.percent(whole.predicted),
                true=words.percent(whole.true),
            )
        self.cards["predicted"].say(said)
        rows = [(b.answers, words.percent(b.predicted), words.percent(b.true)) for b in bins]
        heads = (self.tr("Answers"), self.tr("Predicted, %"), self.tr("Remembered, %"))
        self.cards["predicted"].show_table(Table(heads, tuple(rows)))
        self._fill_ratings(course)
        points = [Point(known.day, (known.met, known.firm)) for known in course.known]
        assert self.picture is not None
        self.growth.show_points(points, self.picture.today)
        heads = (self.tr("Day"), self.tr("Met"), words.known_title(Known.FIRM))
        table = Table(heads, tuple((k.day.isoformat(), k.met, k.firm) for k in course.known))
        self.cards["growth"].show_table(table)

    # Building

    def _page(self) -> QWidget:
        heading = column(label(self.tr("Progress"), "title"), self._numbers, spacing=2)
        first = row(
            self._figure("known", self.tr("known today")),
            self._figure("firm", words.known_name(Known.FIRM)), spacing=12,
        )  # fmt: skip
        second = row(
            self._figure("kept", self.tr("remembered lately")),
            self._figure("time", self.tr("in the last 7 days")), spacing=12,
        )  # fmt: skip
        figures = row(first, second, spacing=12)
        middle = row(self.cards["coming"], self.cards["predicted"], spacing=16)
        lists = row(self._hard_box, self._mixed_box, spacing=16)
        trust = row(self.cards["ratings"], self.model, spacing=16)
        for line in (first, second, figures, middle, lists, trust):
            line.setStretch(0, 1)
            line.setStretch(1, 1)
        self._lines = (figures, middle, lists, trust)
        inner = column(
            heading, 12, self.weakest, 8, figures, 8, self.cards["groups"], 8, middle, 8,
            self.cards["year"], 8, self.cards["growth"], 8, lists, 8, trust, -1, spacing=4,
        )  # fmt: skip
        inner.setContentsMargins(0, 28, 0, 20)
        outer = page_of(inner, self.desk.theme, WIDTH)
        self.cards["growth"].say(self.tr("Questions met, and those of them that are known well."))
        return outer

    def _figure(self, name: str, unit: str) -> QFrame:
        box = card()
        number, under = label("", "figure"), label(unit, "muted", wrap=True)
        inner = column(number, under, -1, spacing=0)
        inner.setContentsMargins(18, 10, 12, 12)
        box.setLayout(inner)
        self._figures[name] = (number, under)
        return box

    def _group_choice(self) -> QComboBox:
        choice = QComboBox()
        for grouping, text in (
            (Grouping.DECK, self.tr("by deck")),
            (Grouping.TOPIC, self.tr("by topic")),
            (Grouping.DOCUMENT, self.tr("by document")),
            (Grouping.KIND, self.tr("by kind")),
            (Grouping.DECADE, self.tr("by decade")),
        ):
            choice.addItem(text, grouping.value)
        choice.setAccessibleName(self.tr("What you know, by"))
        choice.currentIndexChanged.connect(self._regroup)
        return choice

    def _scope_choice(self) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(self.tr("What you know, of which decks"))
        choice.setToolTip(self.tr("Of which decks (D)"))
        choice.setMinimumContentsLength(12)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        choice.setSizeAdjustPolicy(policy)
        choice.currentIndexChanged.connect(self._rescope)
        return choice

    def _list_card(self, title: str) -> tuple[QFrame, QVBoxLayout]:
        box = card()
        inside = column(spacing=2)
        layout = column(label(title, "strong"), 4, inside, -1, spacing=2)
        layout.setContentsMargins(20, 14, 12, 14)
        box.setLayout(layout)
        return box, inside

    def _nothing_yet(self) -> EmptyState:
        state = EmptyState(
            self.desk.theme, "progress", self.tr("Your progress will show here"),
            self.tr("Answer some questions first. From then on you see what you know, how well, "
                    "and what you mix up."),
        )  # fmt: skip
        self._start = state.add_button(
            self.tr("Study"), tip=self.tr("Study what waits today (Enter)")
        )
        self._start.clicked.connect(lambda: self.desk.go("study", ()))
        return state

    def _add_commands(self) -> None:
        self.command(self.tr("Show charts as tables, or as charts"), ["V"], self.switch_tables)
        self.command(
            self.tr("Next group: deck, topic, document, kind, decade"), ["G"], self._next_group
        )
        self.command(self.tr("Of which decks: the next one"), ["D"], self._next_scope)
        self.command(
            self.tr("Practise what you are weakest at"),
            ["W"],
            self.weakest.practise.click,
        )
        self.command(self.tr("Practise what is mixed up most"), ["P"], self._practise_first)
        self.command(self.tr("Adapt to my memory"), ["F"], self.model.fit)
        self.command(self.tr("Look at rescheduling"), ["R"], self._reschedule)
        self.command(self.tr("Undo the last move of due days"), ["U"], self._undo_move)
        self.command("", ["Return", "Enter"], self._enter, listed=False)
        self.describe(self.tr("Walk through a chart"), "←", "→", "↑", "↓")

    # Filling

    def _fill_figures(self, picture: Picture) -> None:
        answers = sum(day.reviews for day in picture.days)
        self._numbers.setText(
            self.tr("{answers} on {days}").format(
                answers=words.count(answers, self.tr("answer"), self.tr("answers")),
                days=words.count(len(picture.days), self.tr("day"), self.tr("days")),
            )
        )
        whole, kept = picture.whole, picture.retention
        since = picture.today - timedelta(days=_WEEK)
        spent = sum(day.milliseconds for day in picture.days if day.day > since) / 60_000
        self._set(
            "known",
            words.in_percent(whole.share),
            self.tr("of {} in the decks you study would be known today, as an estimate").format(
                words.questions(whole.questions)
            ),
        )
        self._set("firm", f"{whole.firm:,}",
                  self.tr("known well; {learning:,} still learning, {new:,} new").format(
                      learning=whole.shaky, new=whole.new))  # fmt: skip
        self._set(
            "kept",
            "–" if kept is None else words.in_percent(kept),
            self.tr("remembered lately; {} % is your goal").format(words.percent(picture.target)),
        )
        self._set("time", self.tr("{:,} min").format(round(spent)), self.tr("in the last 7 days"))

    def _set(self, name: str, figure: str, under: str) -> None:
        for widget, text in zip(self._figures[name], (figure, under), strict=True):
            widget.setText(text)  # type: ignore[attr-defined]
        self._figures[name][0].setAccessibleName(f"{figure} {under}")

    @Slot()
    def _regroup(self) -> None:
        self._grouping = Grouping(self.group_choice.currentData())
        self._fill_groups()

    @Slot()
    def _rescope(self) -> None:
        self._scope = self.scope_choice.currentData() or STUDIED
        self._fill_groups()

    def _next_scope(self) -> None:
        if self.scope_choice.count():
            place = (self.scope_choice.currentIndex() + 1) % self.scope_choice.count()
            self.scope_choice.setCurrentIndex(place)

    def _offer_scopes(self, scopes: Sequence[Scope]) -> None:
        with QSignalBlocker(self.scope_choice):
            self.scope_choice.clear()
            for scope in scopes:
                self.scope_choice.addItem(self._scope_name(scope), scope.key)
            self.scope_choice.setCurrentIndex(max(0, self.scope_choice.findData(self._scope)))
        self.scope_choice.setVisible(len(scopes) > 1)

    def _scope_name(self, scope: Scope) -> str:
        names = {STUDIED: self.tr("decks you study"), ALL: self.tr("all decks")}
        return names.get(scope.key) or words.one_line(scope.name)

    def _fill_groups(self) -> None:
        if self.picture is None:
            return
        scopes = {scope.key: scope for scope in self.picture.scopes}
        scope = scopes.get(self._scope, self.picture.scopes[0])
        groups = scope.groups.get(self._grouping, ())
        named = [(self._group_name(group), group.mastery) for group in groups]
        self.groups.show_shares([_share(name, mastery) for name, mastery in named[:_GROUPS_SHOWN]])
        box = self.cards["groups"]
        left_out = len(named) - _GROUPS_SHOWN
        legend = self.tr(
            "Bar and number: how many of the questions you have met. Full colour: known well, in "
            "three weeks you would still know it. Pale: still learning. Grey: new."
        )
        box.say(legend if named else self.tr("No question belongs to one."))
        if left_out > 0:
            box.say(
                self.tr("The first {}; the table has all {}.").format(_GROUPS_SHOWN, len(named))
            )
        heads = (self.tr("Name"), self.tr("Questions"), *map(words.known_title, reversed(Known)),
                 self.tr("Known today (estimate), %"))  # fmt: skip
        rows = tuple(
            (name, m.questions, m.firm, m.shaky, m.new, words.percent(m.share)) for name, m in named
        )
        box.show_table(Table(heads, rows))

    def _group_name(self, group: Group) -> str:
        if self._grouping is Grouping.KIND:
            return words.kind_name(AnswerKind(group.name))
        if self._grouping is Grouping.DECADE:
            return words.decade(int(group.name))
        if self._grouping is Grouping.TOPIC and not group.name:
            return self.tr("Without a topic")
        if self._grouping is Grouping.TOPIC:
            return words.one_line(group.name).replace("-", " ")  # "february-revolution"
        return words.one_line(group.name)

    def _fill_coming(self, picture: Picture) -> None:
        days = [picture.today + timedelta(days=ahead) for ahead in range(len(picture.coming))]
        due = list(zip(days, picture.coming, strict=True))
        self.coming.show_columns(
            [
                Bar(number, self._day_label(ahead), self.tr("{day}: {due} due").format(
                    day=day_words.named(day, picture.today), due=words.questions(number)))
                for ahead, (day, number) in enumerate(due)
            ]
        )  # fmt: skip
        soon = sum(picture.coming[:_WEEK])
        self.cards["coming"].say(
            self.tr("{} due within a week, as things stand.").format(words.questions(soon))
        )
        heads = (self.tr("Day"), self.tr("Due"))
        rows = tuple((day.isoformat(), number) for day, number in due)
        self.cards["coming"].show_table(Table(heads, rows))

    def _day_label(self, ahead: int) -> str:
        if ahead == 0:
            return self.tr("today")
        return "" if ahead % _WEEK else self.tr("+{} days").format(ahead)

    def _fill_year(self, picture: Picture) -> None:
        counts = {day.day: day for day in picture.days}
        self.year.show_year(counts, picture.today)
        year = [day for day in picture.days if day.day > picture.today - timedelta(days=365)]
        spent = round(sum(day.milliseconds for day in year) / 1000)
        self.cards["year"].say(
            self.tr("{days} of study, {time} of answering.").format(
                days=words.count(len(year), self.tr("day"), self.tr("days")),
                time=words.spent(spent),
            )
        )
        heads = (self.tr("Day"), self.tr("Answers"), self.tr("Known"), self.tr("Minutes"),
                 self.tr("Met again"), self.tr("Remembered"))  # fmt: skip
        rows = tuple(
            (d.day.isoformat(), d.reviews, d.right, round(d.milliseconds / 60_000, 1), d.recalls,
             d.recalled)
            for d in picture.days
        )  # fmt: skip
        self.cards["year"].show_table(Table(heads, rows))

    def _fill_ratings(self, course: Course) -> None:
        """What was foretold and what came true, by the rating of the answer before."""
        said = self.tr("After {rating}: {answers}, {predicted} % predicted, {true} % known")
        pairs, rows = [], []
        for rating, found in course.by_rating.items():
            name, share = words.rating_name(rating), (found.predicted, found.true)
            predicted, true = map(words.percent, share)
            answers = words.count(found.answers, self.tr("answer"), self.tr("answers"))
            spoken = said.format(rating=name, answers=answers, predicted=predicted, true=true)
            pairs.append(Pair(predicted, true, name, spoken))
            rows.append((name, found.answers, predicted, true))
        self.ratings.show_columns(pairs)
        self.cards["ratings"].say(
            self.tr("By the rating before: pale what was predicted, full what was known.")
            if pairs
            else self.tr("Shows once a question has come back on a later day.")
        )
        heads = (self.tr("Rated before"), self.tr("Answers"), self.tr("Predicted, %"),
                 self.tr("Remembered, %"))  # fmt: skip
        self.cards["ratings"].show_table(Table(heads, tuple(rows)))

    def _fill_hardest(self, hardest: Sequence[HardQuestion]) -> None:
        with refilling(self._hard):
            if not hardest:
                self._hard.addWidget(label(self.tr("Nothing was missed so far."), "muted"))
                return
            for hard in hardest:
                words_of = label(words.one_line(hard.question.stem), wrap=True)
                said = self._hard_words(hard)
                self._hard.addLayout(
                    column(words_of, label(said, "small", wrap=True), 6, spacing=0)
                )
            practise = button(self.tr("Practise them"), "quiet")
            ids = [hard.question.id for hard in hardest]
            practise.clicked.connect(partial(self.desk.go, "study", ids))
            self._hard.addLayout(row(practise, -1))

    def _hard_words(self, hard: HardQuestion) -> str:
        missed = self.tr("missed lately")
        tried = self.weakest.tried(hard.question.id)
        if tried is not None:
            missed = missed_words(tried.missed, tried.answers)
        elif hard.lapses:
            times = words.count(hard.lapses, self.tr("time"), self.tr("times"))
            missed = self.tr("forgotten {}").format(times)
        return self.tr("{missed}  ·  {answer}  ·  estimated recall {chance} %").format(
            missed=missed,
            chance=words.percent(hard.chance),
            answer=words.one_line(hard.question.answer),
        )

    def _fill_mixed(self, confusions: Sequence[Confusion]) -> None:
        with refilling(self._mixed):
            if not confusions:
                self._mixed.addWidget(
                    label(self.tr("No two answers were taken for each other."), "muted", wrap=True)
                )
                return
            for number, confusion in enumerate(confusions):
                pair = self.tr("{one}  ↔  {other}").format(
                    one=words.one_line(confusion.one), other=words.one_line(confusion.other)
                )
                times = words.count(confusion.times, self.tr("time"), self.tr("times"))
                go = button(self.tr("Practise"), "quiet")
                go.setAccessibleName(self.tr("Practise {}").format(pair))
                tip = self.tr("Ask me about both, one after the other")
                go.setToolTip(tip if number else f"{tip} (P)")
                go.clicked.connect(partial(self.practise, confusion))
                texts = column(label(pair, wrap=True), label(times, "small"), spacing=0)
                for told in self._told_apart(confusion):
                    texts.addWidget(label(told, "small", wrap=True))
                line = row(texts, go)
                line.setStretch(0, 1)
                line.setAlignment(go, Qt.AlignmentFlag.AlignTop)
                self._mixed.addLayout(line)
                self._mixed.addSpacing(6)

    def _told_apart(self, confusion: Confusion) -> list[str]:
        """Of near years, what happened in each: what tells them apart."""
        contrast = self.picture.contrasts.get(confusion) if self.picture else None
        if contrast is None:
            return []
        return [
            self.tr("{year}: {question}").format(
                year=words.one_line(year), question=words.one_line(stem)
            )
            for year, stem in ((confusion.one, contrast.one), (confusion.other, contrast.other))
            if stem
        ]

    # Commands

    def practise(self, confusion: Confusion) -> None:
        """A session over the questions whose answers are mixed up."""
        progress = self.desk.services.progress
        self.desk.ask(
            lambda: progress.questions_of(confusion), lambda ids: self.desk.go("study", ids)
        )

    def scroll_to(self, share: float) -> None:
        """0: the top, 1: the end."""
        bar = self._area.verticalScrollBar()
        bar.setValue(round(share * bar.maximum()))

    def switch_tables(self) -> None:
        on = not all(box.as_table for box in self.cards.values())
        for box in self.cards.values():
            box.set_as_table(on)

    def _next_group(self) -> None:
        count = self.group_choice.count()
        self.group_choice.setCurrentIndex((self.group_choice.currentIndex() + 1) % count)

    def _reschedule(self) -> None:
        if self._layout.currentIndex() == 0:
            self.model.mover.propose()

    def _undo_move(self) -> None:
        if self.model.undo.isVisible():
            self.model.mover.undo()

    def _practise_first(self) -> None:
        if self.picture is not None and self.picture.confusions:
            self.practise(self.picture.confusions[0])

    def _enter(self) -> None:
        focused = self.focused_button()
        if focused is not None:
            focused.click()
        elif self._layout.currentIndex() == 1:
            self._start.click()


def _share(name: str, mastery: Mastery) -> Share:
    said = words.tr("{name}: {counts}; estimated {known} % known today")
    known = words.percent(mastery.share)
    return Share(
        name,
        (mastery.firm, mastery.shaky, mastery.new),
        words.tr("{met:,} of {all:,}").format(
            met=mastery.firm + mastery.shaky, all=mastery.questions
        ),
        said.format(name=name, counts=words.known_counts(mastery), known=known),
    )
