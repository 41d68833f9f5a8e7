"""Timeline: all dated facts on one line, how firmly each is known, and what proves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QTimer, Slot
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QComboBox,
    QLineEdit,
    QStackedLayout,
    QStackedWidget,
    QWidget,
)

from quizapp.domain.calendar import Calendar, DatePoint, julian_day
from quizapp.domain.date_span import text_in_style
from quizapp.domain.question import AnswerKind
from quizapp.services.show_timeline import Details, Entry, Facts, LaneBy, to_practise
from quizapp.ui import words
from quizapp.ui.desk import Desk
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.basics import ANY_WIDTH, button, column, label, row
from quizapp.ui.widgets.empty import EmptyState
from quizapp.ui.widgets.fact_panel import FactPanel
from quizapp.ui.widgets.timeline_card import Prepared, TimelineCard, prepare

PRACTISED = 50  # questions of one session at most
PAUSE = 200  # ms without a key before the search runs
_CHOICE, _PANEL = 190, 360  # widths in pixels at a text size of 100 %
_SIDE_BY_SIDE, _ONE_LINE = 880, 700
_BOTH = 560  # height below which the fact takes the place of the line
_LETTERS = 11  # that a choice shows at least


class TimelineScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.prepared: Prepared | None = None
        self._facts: Facts | None = None
        self._generation = 0
        self._anew = True
        self.search = QLineEdit(placeholderText=self.tr("Search"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Search in dated facts"))
        self.decks = self._choice(self.tr("Deck"), ((self.tr("All decks"), None),))
        self.lanes = self._choice(
            self.tr("Lanes"),
            ((self.tr("by deck"), LaneBy.DECK), (self.tr("by document"), LaneBy.DOCUMENT),
             (self.tr("by kind"), LaneBy.KIND), (self.tr("by place"), LaneBy.PLACE)),
        )  # fmt: skip
        self.styles = self._choice(
            self.tr("Calendar"),
            ((self.tr("New Style"), Calendar.NEW_STYLE),
             (self.tr("Old Style"), Calendar.OLD_STYLE)),
        )  # fmt: skip
        self.practise = button(self.tr("Practise"), "primary")
        self.card = TimelineCard(desk)
        self.card.line.lane_name = self.card.model.lane_name = self._lane_name
        self.panel = FactPanel(desk.theme)
        self._count = label("", "muted")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._page())
        self._pages.addWidget(self._nothing_yet())
        self._connect()
        self._add_commands()

    # Building

    def _choice(
        self, name: str, choices: Sequence[tuple[str, LaneBy | Calendar | None]]
    ) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(_LETTERS)
        self.desk.theme.set_widest(made, _CHOICE)
        for text, value in choices:
            made.addItem(text, value)
        return made

    def _page(self) -> QWidget:
        head = row(column(label(self.tr("Timeline"), "title"), self._count, spacing=2), -1,
                   self.practise)  # fmt: skip
        choices = row(self.decks, self.lanes, self.styles, spacing=8)
        self._filters = row(self.search, choices, spacing=8)
        self._filters.setStretch(0, 1)
        self._line_or_none = QStackedWidget()
        self._line_or_none.addWidget(self.card)
        self._line_or_none.addWidget(self._nothing_found())
        self._body = row(self._line_or_none, self.panel, spacing=14)
        self._body.setStretch(0, 1)
        page = QWidget()
        layout = column(head, self._filters, self._body, spacing=12)
        layout.setStretch(2, 1)
        layout.setContentsMargins(32, 24, 32, 6)
        page.setLayout(layout)
        return page

    def _nothing_found(self) -> EmptyState:
        state = EmptyState(
            self.desk.theme, "search", self.tr("Nothing found"),
            self.tr("No dated fact fits the deck and the words you chose."),
        )  # fmt: skip
        self._everything = state.add_button(self.tr("Show all dated facts"), "")
        self._everything.clicked.connect(self.show_everything)
        return state

    def _nothing_yet(self) -> EmptyState:
        state = EmptyState(
            self.desk.theme, "timeline", self.tr("No dated facts yet"),
            self.tr("Every question in study that has a date stands here, each at its time. Add a "
                    "document, and accept what is proposed from it."),
        )  # fmt: skip
        self._add = state.add_button(
            self.tr("Add documents"), tip=self.tr("Add documents (Ctrl+O)")
        )
        self._add.clicked.connect(lambda: self.desk.go("add"))
        return state

    def _connect(self) -> None:
        self.desk.replaced.connect(self._forget)
        self.search.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._filter)
        self.decks.currentIndexChanged.connect(self._filter)
        self.lanes.currentIndexChanged.connect(self._prepare)
        self.styles.currentIndexChanged.connect(self._prepare)
        self.card.opened.connect(self.panel.take)
        self.card.rows_wanted.connect(self._fetch_rows)
        self.card.csv_wanted.connect(self._fetch_csv)
        self.card.line.texts_wanted.connect(self._fetch_texts)
        self.card.line.moved.connect(self._count_in_sight)
        self.panel.wanted.connect(self._fetch_details)
        self.panel.evidence.wanted.connect(self._show_document)

    def _add_commands(self) -> None:
        line, panel = self.card.line, self.panel
        self.command(self.tr("Closer"), ["+", "="], line.zoom_in, button=self.card.zoom_in,
                     shown_keys=["+"])  # fmt: skip
        self.command(self.tr("Farther"), ["-"], line.zoom_out, button=self.card.zoom_out)
        self.command(self.tr("The whole line"), ["0"], line.show_all, button=self.card.zoom_all)
        self.command(self.tr("Practise what is in sight"), ["P"], self.practise_in_sight,
                     button=self.practise)  # fmt: skip
        self.command(self.tr("Show as a list, or as a line"), ["V"], self.switch_list)
        self.command(self.tr("Next lanes: deck, document, kind, place"), ["G"], self._next_lanes)
        self.command(self.tr("Old Style or New Style"), ["S"], self.switch_style)
        self.command(self.tr("Search"), ["Ctrl+F", "/"], self.search.setFocus)
        self.command(self.tr("Practise this"), ["T"], self._practise_this, button=panel.practise)
        self.command(self.tr("Edit this question"), ["E"], self._edit, button=panel.edit)
        self.command(self.tr("Show in document"), ["O"], self._show_document)
        self.command(self.tr("The next fact of the same time"), ["N"], partial(panel.step, 1),
                     button=panel.after)  # fmt: skip
        self.command(self.tr("The fact before, of the same time"), ["B"], partial(panel.step, -1),
                     button=panel.before)  # fmt: skip
        self.command(self.tr("Close the fact, or go back to the line"), ["Escape"], self._back,
                     button=panel.close_button)  # fmt: skip
        self.command(self.tr("Open the fact, or look closer at several"), ["Return", "Enter"],
                     self._enter, shown_keys=["Return"])  # fmt: skip
        self.describe(self.tr("From fact to fact"), "←", "→")
        self.describe(self.tr("From lane to lane"), "↑", "↓")
        self.describe(self.tr("Move the line"), self.tr("Shift+←"), self.tr("Shift+→"))
        self.describe(self.tr("First and last fact of the lane"), "Home", "End")

    def fit(self) -> None:
        """What stands side by side goes under each other where large text leaves no room."""
        theme, way = self.desk.theme, QBoxLayout.Direction
        beside = self.width() >= theme.scaled(_SIDE_BY_SIDE)
        self._body.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._body.setStretch(0, 3)
        self._body.setStretch(1, 0 if beside else 2)
        self.panel.setMinimumWidth(theme.scaled(_PANEL) if beside else 0)
        self.panel.setMaximumWidth(theme.scaled(_PANEL) if beside else ANY_WIDTH)
        low = not beside and self.height() < theme.scaled(_BOTH)
        self._line_or_none.setVisible(not (low and self.panel.isVisibleTo(self)))
        one_line = self.width() >= theme.scaled(_ONE_LINE)
        self._count_in_sight()
        self._filters.setDirection(way.LeftToRight if one_line else way.TopToBottom)

    # Reading

    def opened(self, what: object = None) -> None:
        """``what``: the id of a deck to show alone."""
        self._read(what if isinstance(what, str) else None)

    def learner_changed(self) -> None:
        self._forget()
        if self.isVisible():
            self.opened()

    def _read(self, deck_id: str | None = None) -> None:
        self._generation += 1
        services, generation = self.desk.services, self._generation
        deck = deck_id or self.decks.currentData()
        text = self.search.text()
        self._anew = self._anew or deck_id is not None

        def show(facts: Facts) -> None:
            if generation == self._generation:
                self._offer_decks(facts.decks, deck)
                self.show_facts(facts)

        self.desk.ask(lambda: services.timeline.facts((deck,) if deck else (), text), show)

    def show_facts(self, facts: Facts) -> None:
        """Puts them on the line, or says what to do where there are none."""
        self._facts = facts
        self.card.line.forget_texts()  # a question may have been edited meanwhile
        if not facts.any_at_all:
            self._pages.setCurrentIndex(1)
            self._add.setFocus()
            return
        self._pages.setCurrentIndex(0)
        both = facts.two_styles
        self.styles.setEnabled(both)
        self.styles.setToolTip(
            self.tr("Where dates in both calendars stand (S)") if both
            else self.tr("No date here is known in both calendars")
        )  # fmt: skip
        self._prepare()

    def _offer_decks(self, decks: Mapping[str, str], chosen: str | None) -> None:
        with QSignalBlocker(self.decks):
            while self.decks.count() > 1:
                self.decks.removeItem(1)
            for deck_id, name in decks.items():
                self.decks.addItem(words.one_line(name), deck_id)
            self.decks.setCurrentIndex(max(0, self.decks.findData(chosen)) if chosen else 0)

    @Slot()
    def _prepare(self) -> None:
        """Puts the facts that were read into lanes, off the main thread."""
        facts = self._facts
        if facts is None:
            return
        by, style = LaneBy(self.lanes.currentData()), Calendar(self.styles.currentData())
        self.desk.compute(
            lambda: prepare(facts, by, style), lambda found: self.show_prepared(found, by)
        )

    def show_prepared(self, found: Prepared, by: LaneBy) -> None:
        wanted = LaneBy(self.lanes.currentData()), Calendar(self.styles.currentData())
        if found.facts is not self._facts or (by, found.style) != wanted:
            return  # something else was asked for meanwhile
        self.prepared = found
        anew, self._anew = self._anew, False
        self._line_or_none.setCurrentIndex(0 if found.line else 1)
        self._count.setText(self._count_words(len(found.line), found.facts.undated))
        self.card.show_prepared(found, anew=anew)
        self._count_in_sight()
        self._date_of_panel()
        focused = QApplication.focusWidget()
        if focused is None or focused is self or not self.isAncestorOf(focused):
            (self.card.front if found.line else self._everything).setFocus()

    @Slot()
    def _filter(self) -> None:
        self._pause.stop()
        self._anew = True
        self._read()

    @Slot()
    def show_everything(self) -> None:
        with QSignalBlocker(self.search), QSignalBlocker(self.decks):
            self.search.clear()
            self.decks.setCurrentIndex(0)
        self._filter()
        self.card.line.setFocus()

    @Slot()
    def _forget(self) -> None:
        self._facts = self.prepared = None
        self._anew = True
        self._generation += 1
        self._close_panel()

    # Words

    def _lane_name(self, name: str) -> str:
        by = LaneBy(self.lanes.currentData())
        if not name:
            names = {LaneBy.DOCUMENT: self.tr("In no document of the library"),
                     LaneBy.PLACE: self.tr("Place not known")}  # fmt: skip
            return names.get(by, self.tr("Others"))
        return words.kind_name(AnswerKind(name)) if by is LaneBy.KIND else name

    def _count_words(self, dated: int, undated: int) -> str:
        said = words.count(dated, self.tr("dated fact"), self.tr("dated facts"))
        if not undated:
            return said
        without = self.tr("{} without a date: not on the line").format(words.questions(undated))
        return f"{said}  ·  {without}"

    @Slot(object)
    def _fetch_texts(self, ids: list[str]) -> None:
        timeline, line = self.desk.services.timeline, self.card.line
        self.desk.ask(
            lambda: timeline.headlines(ids),
            lambda found: line.put_texts(dict.fromkeys(ids, "") | found),
        )

    @Slot(int)
    def _fetch_rows(self, page: int) -> None:
        timeline, model = self.desk.services.timeline, self.card.model
        part, style = model.page(page), model.style_shown
        self.desk.ask(
            lambda: timeline.rows_of(part, style), lambda rows: model.put_rows(page, rows)
        )

    @Slot(object)
    def _fetch_csv(self, file: Path) -> None:
        found, timeline = self.prepared, self.desk.services.timeline
        if found is None:
            return
        names = {lane.name: self._lane_name(lane.name) for lane in found.lanes}
        self.card.keep_rows(file, found, names, lambda: timeline.rows_of(found.line, found.style))

    # The fact beside

    @Slot(str)
    def _fetch_details(self, question_id: str) -> None:
        timeline, generation = self.desk.services.timeline, self._generation

        def show(details: Details) -> None:
            if generation == self._generation:
                self._show_details(details)

        self.desk.ask(lambda: timeline.details(question_id), show)

    def _show_details(self, details: Details) -> None:
        date = details.question.date
        style = Calendar(self.styles.currentData())
        self.panel.show_details(details, text_in_style(date, style) if date else "")
        self.card.line.opened_ids = frozenset((details.question.id,))
        self.card.line.update()
        self.fit()
        if not self._line_or_none.isVisibleTo(self):
            self.panel.close_button.setFocus()

    def _date_of_panel(self) -> None:
        """The date that is shown follows the style."""
        if self.panel.isVisible() and self.panel.details is not None:
            self._show_details(self.panel.details)

    def _close_panel(self) -> None:
        self.panel.hide()
        self.fit()
        self.card.line.opened_ids = frozenset()
        self.card.line.update()

    # Commands

    def look_at(self, first: int, last: int) -> None:
        """Shows some years, both included."""
        days = (julian_day(DatePoint(year, 1, 1), Calendar.NEW_STYLE) for year in (first, last + 1))
        self.card.line.look_at(*days)

    def open_first(self) -> None:
        """Shows a fact that is in sight beside the line."""
        entries = self.card.line.entries_in_sight()
        if entries:
            self.card.line.take(entries[0].question_id)
            self.panel.take([entries[0].question_id])

    @Slot()
    def _count_in_sight(self) -> None:
        number = self.card.line.in_sight() if self.prepared else 0
        self.practise.setEnabled(number > 0)
        said = self.tr("Practise {:,} in sight").format(number)
        if self.width() < self.desk.theme.scaled(_ONE_LINE):
            said = self.tr("Practise {}").format(min(PRACTISED, number))
        elif number > PRACTISED:
            said = self.tr("Practise {} of {:,} in sight").format(PRACTISED, number)
        self.practise.setText(said)

    def practise_in_sight(self) -> None:
        """A session over the facts of the time in sight; of many, those known least firmly. What
        the learner set aside stays out.
        """
        entries: list[Entry] = self.card.line.entries_in_sight()
        if entries:
            aside = self.desk.services.aside
            self.desk.ask(aside.today, lambda out: self._practise_all_but(out, entries))

    def _practise_all_but(self, aside: set[str], entries: Sequence[Entry]) -> None:
        left = [entry for entry in entries if entry.question_id not in aside]
        if left:
            self.desk.go("study", to_practise(left, PRACTISED))
        else:
            self.desk.say(self.tr("You set aside all that is in sight. Look at another time."))

    def _practise_this(self) -> None:
        if self.panel.isVisible() and self.panel.details is not None:
            self.desk.go("study", [self.panel.details.question.id])

    def _edit(self) -> None:
        if self.panel.isVisible() and self.panel.details is not None:
            self.desk.go("questions", self.panel.details.question)

    def _show_document(self) -> None:
        details = self.panel.details
        if self.panel.isVisible() and details is not None and details.evidence.available:
            self.desk.go("library", details.question)

    def switch_list(self) -> None:
        self.card.set_as_table(not self.card.as_table)

    def switch_style(self) -> None:
        if self.styles.isEnabled():
            self.styles.setCurrentIndex(1 - self.styles.currentIndex())

    def _next_lanes(self) -> None:
        self.lanes.setCurrentIndex((self.lanes.currentIndex() + 1) % self.lanes.count())

    def _back(self) -> None:
        if self.panel.isVisible():
            self._close_panel()
        if self._pages.currentIndex() == 0 and self._line_or_none.currentIndex() == 0:
            self.card.front.setFocus()

    def _enter(self) -> None:
        focused = self.focused_button()
        if focused is not None:
            focused.click()
        elif self._pages.currentIndex() == 1:
            self._add.click()
        elif self._line_or_none.currentIndex() == 1:
            self._everything.click()
        elif self.card.as_table:
            self.card.open_row(self.card.grid.currentIndex().row())
        elif self.search.hasFocus():
            self.card.line.setFocus()
        else:
            self.card.line.open_current()
