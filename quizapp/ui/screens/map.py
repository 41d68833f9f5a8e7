"""Map: where everything took place, how firmly it is known there, and the questions of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QStackedLayout,
    QWidget,
)

from quizapp.domain.question import Question
from quizapp.progress.mastery import Known
from quizapp.progress.table import Table
from quizapp.ui import words
from quizapp.ui.charts.chart_card import ChartCard
from quizapp.ui.charts.place_map import PlaceMap
from quizapp.ui.desk import DOCUMENTS, QUESTIONS, Desk
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.basics import ANY_WIDTH, button, column, label, row, scrolled
from quizapp.ui.widgets.empty import EmptyState
from quizapp.ui.widgets.place_side import PlaceSide

if TYPE_CHECKING:
    from quizapp.services.show_map import MapPicture, MapPlace

PAUSE = 250  # ms without a key before the search runs
DECK_WIDTH = 220
SIDE_WIDTH = 340
_MAP_HEIGHT = 150  # at least: it takes what room there is
_ROOM_FOR_MESSAGES = 400  # pixels of the window at a text size of 100 %, below which is none
_SIDE_BY_SIDE = 760  # pixels at a text size of 100 %
_UNPLACED = -1


class MapScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.picture: MapPicture | None = None
        self._generation = 0
        self._scrolled = False
        self._room_changes = QTimer(self, singleShot=True, interval=0)  # not amid a resize
        self._room_changes.timeout.connect(self.reshaped)
        self._shown: int | None = None  # the key of the place beside the map
        self.map = PlaceMap(desk.theme, self.tr("Map of your places"), _MAP_HEIGHT)
        self.search = QLineEdit(
            placeholderText=self.tr("Search places and questions"), clearButtonEnabled=True
        )
        self.search.setAccessibleName(self.tr("Search places and questions"))
        self.search.setToolTip(self.tr("Search (Ctrl+F)"))
        self.decks = QComboBox()
        self.decks.setAccessibleName(self.tr("Deck"))
        self.decks.setToolTip(self.tr("The deck whose places are shown (D)"))
        self.decks.setMaximumWidth(desk.theme.scaled(DECK_WIDTH))
        self.decks.addItem(self.tr("All decks"), None)
        self.borders = QCheckBox(self.tr("Borders of today"))
        self.borders.setToolTip(
            self.tr("Show the borders of today; they are not those of history (B)")
        )
        self.unplaced = button("", "quiet")
        self.card = ChartCard(desk, self.tr("Where it happened"), self.map)
        self.side = PlaceSide(desk.theme)
        self.side.hide()
        self._numbers = label("", "muted", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._connect()
        self._add_commands()

    # Showing

    @property
    def scrolls(self) -> bool:
        """Under large text map and controls need all the height there is."""
        return self.window().height() < self.desk.theme.scaled(_ROOM_FOR_MESSAGES)

    def opened(self, what: object = None) -> None:
        """``what``: the id of a deck to show alone."""
        if isinstance(what, str):
            with QSignalBlocker(self.decks):
                if self.decks.findData(what) < 0:
                    self.decks.addItem("", what)  # its name comes with the decks
                self.decks.setCurrentIndex(self.decks.findData(what))
        self.ask()
        self.map.setFocus()

    def learner_changed(self) -> None:
        self._forget()
        if self.isVisible():
            self.opened()

    @Slot()
    def ask(self) -> None:
        """Asks for what the filters say; an answer that comes too late is not shown."""
        self._pause.stop()
        if self.picture is None:
            self._numbers.setText(self.tr("Looking for the places of your questions …"))
            self.desk.compute(self.desk.services.map.prepare, lambda _: self._ask_now())
        else:
            self._ask_now()

    def _ask_now(self) -> None:
        self._generation += 1
        generation = self._generation
        deck, text = self.decks.currentData(), self.search.text()
        service = self.desk.services.map

        def done(picture: MapPicture) -> None:
            if generation == self._generation:
                self.show_picture(picture)

        self.desk.ask(lambda: service.picture(deck, text), done)

    def show_picture(self, picture: MapPicture) -> None:
        before, self.picture = self.picture, picture
        self._offer_decks(picture)
        filtered = bool(self.search.text().strip()) or self.decks.currentData() is not None
        if not picture.places and not picture.unplaced and not filtered:
            self._layout.setCurrentIndex(1)
            self._add.setFocus()
            return
        self._layout.setCurrentIndex(0)
        self._numbers.setText(self._summary(picture, filtered=filtered))
        self.unplaced.setText(self.tr("{:,} not on the map").format(len(picture.unplaced)))
        self.unplaced.setVisible(bool(picture.unplaced))
        same = before is not None and [p.key for p in before.places] == [
            p.key for p in picture.places
        ]
        self.map.show_places(picture.places, look=not same, begun=not filtered)
        self._fill_table(picture)
        self._renew_side(picture)

    def show_place(self, place: MapPlace) -> None:
        """Beside the map."""
        self._shown = place.key
        self.side.show_place(place)
        self._show_side(place.question_ids)
        self.map.hold(place.key)

    @Slot()
    def show_unplaced(self) -> None:
        if self.picture is None or not self.picture.unplaced:
            return
        self._shown = _UNPLACED
        self.map.hold(None)
        self.side.show_unplaced(self.picture.unplaced)
        self._show_side(self.picture.unplaced)
        self.side.list.setFocus()

    @Slot()
    def close_side(self) -> None:
        self._shown = None
        self.side.hide()
        self.map.hold(None)
        self.map.setFocus()

    def _show_side(self, ids: tuple[str, ...]) -> None:
        self.side.show()
        self.fit()
        service = self.desk.services.map

        def done(questions: list[Question]) -> None:
            if self.side.ids == ids:
                self.side.show_questions(questions)

        self.desk.ask(lambda: service.questions(ids), done)
        QTimer.singleShot(0, self._show_beside)  # once the layout has given it its place

    @Slot()
    def _show_beside(self) -> None:
        """Where the place stands under the map, the page goes there."""
        if self.side.isVisible():
            self._area.ensureWidgetVisible(self.side, 0, 12)

    def _renew_side(self, picture: MapPicture) -> None:
        """What was shown beside the map, as it is now; away where it is gone."""
        if self._shown is None:
            return
        place = next((each for each in picture.places if each.key == self._shown), None)
        if place is not None:
            self.show_place(place)
        elif self._shown == _UNPLACED and picture.unplaced:
            self.side.show_unplaced(picture.unplaced)
            self._show_side(picture.unplaced)
        else:
            self._shown = None
            self.side.hide()
            self.map.hold(None)

    def _summary(self, picture: MapPicture, *, filtered: bool) -> str:
        if not picture.places:
            unknown = picture.placeless + len(picture.unplaced)
            if filtered and unknown:
                return self.tr("{} with these words; where it happened is not certain.").format(
                    words.questions(unknown)
                )
            if filtered:
                return self.tr("Nothing on the map fits. Search for less, or show all decks.")
            return self.tr("No place of your questions is known for certain yet.")
        said = self.tr("{questions} at {places}").format(
            questions=words.questions(picture.placed),
            places=words.count(len(picture.places), self.tr("place"), self.tr("places")),
        )
        if picture.placeless:
            said += "  ·  " + self.tr("{:,} have no certain place").format(picture.placeless)
        return said

    def _fill_table(self, picture: MapPicture) -> None:
        heads = (
            self.tr("Place"), self.tr("Also"), self.tr("Latitude"), self.tr("Longitude"),
            self.tr("Questions"), *map(words.known_title, reversed(Known)),
        )  # fmt: skip
        rows = tuple(
            (
                place.name, ", ".join(place.also), round(place.latitude, 2),
                round(place.longitude, 2), place.mastery.questions, place.mastery.firm,
                place.mastery.shaky, place.mastery.new,
            )
            for place in picture.places
        )  # fmt: skip
        self.card.show_table(Table(heads, rows))

    def _offer_decks(self, picture: MapPicture) -> None:
        kept = self.decks.currentData()
        with QSignalBlocker(self.decks):
            while self.decks.count() > 1:
                self.decks.removeItem(1)
            for deck in picture.decks:
                self.decks.addItem(words.one_line(deck.name), deck.id)
            self.decks.setCurrentIndex(max(0, self.decks.findData(kept)) if kept else 0)

    # Building

    def _build(self) -> None:
        self.map.setToolTip("")
        self.card.layout().setStretchFactor(self.map, 1000)  # type: ignore[union-attr]
        self.card.grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.card.layout().setStretchFactor(self.card.grid, 1000)  # type: ignore[union-attr]
        heading = column(label(self.tr("Map"), "title"), self._numbers, spacing=2)
        which = row(self.search, self.decks, spacing=8)
        which.setStretch(0, 1)
        self._filters = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._filters.setSpacing(8)
        self._filters.addLayout(which, 1)
        self._filters.addLayout(row(self.borders, self.unplaced, -1, spacing=8))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(12)
        self._body.addWidget(self.card, 1)
        self._body.addWidget(self.side)
        inner = column(heading, 8, self._filters, 4, spacing=4)
        inner.addLayout(self._body, 1)
        inner.setContentsMargins(32, 28, 32, 10)
        page = QWidget()
        page.setLayout(inner)
        self._empty = EmptyState(
            self.desk.theme, "map", self.tr("Your places will show here"),
            self.tr("Questions that name a place stand on this map. Add a document that says where "
                    "things happened, or a deck that asks for it."),
        )  # fmt: skip
        self._add = self._empty.add_button(
            self.tr("Add documents"), tip=self.tr("Add documents (Ctrl+O)")
        )
        self._layout = QStackedLayout(self)
        self._area = scrolled(page, self.tr("Map"))
        self._layout.addWidget(self._area)
        self._layout.addWidget(self._empty)

    def _connect(self) -> None:
        self.map.chosen.connect(self._open)
        self.card.grid.cellActivated.connect(lambda line, _column: self._open_row(line))
        self.search.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.ask)
        self.decks.currentIndexChanged.connect(self.ask)
        self.borders.toggled.connect(self.map.show_borders)
        self.unplaced.clicked.connect(self.show_unplaced)
        self._add.clicked.connect(lambda: self.desk.go("add"))
        self.side.closed.connect(self.close_side)
        self.side.practise_wanted.connect(self.practise)
        self.side.evidence_wanted.connect(self._ask_evidence)
        self.side.document_wanted.connect(self._show_document)
        self.desk.replaced.connect(self._forget)
        self.desk.changed.connect(self._changed)

    def _add_commands(self) -> None:
        self.command(self.tr("Next place"), ["N"], lambda: self._step(1))
        self.command(self.tr("Previous place"), ["Shift+N"], lambda: self._step(-1))
        self.describe(self.tr("Open the place, or go nearer to several"), "Enter")
        self.describe(self.tr("Move the map; Shift: a little"), "←", "→", "↑", "↓")
        zoom = self.command(self.tr("Nearer"), ["+", "="], self.map.zoom_in, shown_keys=["+"])
        farther = self.command(self.tr("Farther"), ["-"], self.map.zoom_out)
        for action in (zoom, farther):
            action.setAutoRepeat(True)
        self.command(self.tr("All places"), ["0"], self.map.go_home)
        self.command(self.tr("Practise the questions of the place"), ["P"], self.practise)
        self.command(self.tr("Show as a list, or as a map"), ["V"], self.switch_table)
        self.command(self.tr("Borders of today, or none"), ["B"], self.borders.toggle)
        self.command(self.tr("Choose a deck"), ["D"], self.decks.setFocus)
        self.command(self.tr("What is not on the map"), ["U"], self.show_unplaced)
        self.unplaced.setToolTip(self.tr("List the questions that are not on the map (U)"))
        self.command(self.tr("Search"), ["Ctrl+F", "/"], self.search.setFocus)
        self.command(self.tr("Show in document"), ["O"], self._show_current_document)
        self.command(self.tr("Close the place"), ["Escape"], self._escape)
        self.command("", ["Return", "Enter"], self._enter, listed=False)

    def fit(self) -> None:
        """Large text, or a narrow window: the place goes under the map."""
        theme = self.desk.theme
        narrow = self.width() < theme.scaled(_SIDE_BY_SIDE)
        ways = QBoxLayout.Direction
        for layout in (self._body, self._filters):
            layout.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        theme.set_width(self.side, 0 if narrow else SIDE_WIDTH)
        if narrow:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(ANY_WIDTH)
        self.decks.setMaximumWidth(theme.scaled(DECK_WIDTH))
        if self.scrolls is not self._scrolled:
            self._scrolled = self.scrolls
            self._room_changes.start()

    # Doing

    @Slot(int)
    def _open(self, number: int) -> None:
        place = self.map.open(number)
        if place is not None:
            self.show_place(place)
            self.side.list.setFocus()

    def _open_row(self, line: int) -> None:
        if self.picture is None or not 0 <= line < len(self.picture.places):
            return
        place = self.picture.places[line]
        self.map.bring(place)
        self.show_place(place)
        self.side.list.setFocus()

    def _step(self, way: int) -> None:
        if self.card.as_table:
            return
        self.map.setFocus()
        self.map.step(way)

    def _enter(self) -> None:
        focused = self.focused_button()
        if focused is not None:
            focused.click()
        elif self.card.grid.hasFocus():
            self._open_row(self.card.grid.currentRow())
        elif self.search.hasFocus():
            self.ask()
        elif self.side.list.hasFocus():
            self._show_current_document()
        elif self.map.current >= 0:
            self._open(self.map.current)

    def _escape(self) -> None:
        if self.side.isVisible():
            self.close_side()
        elif self.search.text():
            self.search.clear()
        else:
            self.map.setFocus()

    @Slot()
    def practise(self) -> None:
        """A session over the questions of the place beside the map."""
        if self.side.isVisible() and self.side.ids:
            self.desk.go("study", list(self.side.ids))

    def switch_table(self) -> None:
        on = not self.card.as_table
        self.card.set_as_table(on)
        (self.card.grid if on else self.map).setFocus()
        if on and self.card.grid.currentRow() < 0 and self.card.grid.rowCount():
            self.card.grid.setCurrentCell(0, 0)

    @Slot(object)
    def _ask_evidence(self, question: Question) -> None:
        service = self.desk.services.map

        def done(found: object) -> None:
            if self.side.current() is question:
                self.side.show_evidence(found)  # type: ignore[arg-type]

        self.desk.ask(lambda: service.evidence(question), done)

    @Slot(object)
    def _show_document(self, question: Question) -> None:
        if not self.side.proof.open.isHidden():
            self.desk.go("library", question)

    def _show_current_document(self) -> None:
        question = self.side.current() if self.side.isVisible() else None
        if question is not None:
            self._show_document(question)

    @Slot(str)
    def _changed(self, what: str) -> None:
        if what in (QUESTIONS, DOCUMENTS) and self.isVisible():
            self.ask()

    @Slot()
    def _forget(self) -> None:
        self._generation += 1  # a picture on its way is another's
        self.picture = None
        self._shown = None
        self.side.hide()
