"""What the teacher sees while a round runs: the wall in small, the answers, and who is here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFormLayout,
    QHeaderView,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from quizapp.domain.game import Mode, Phase, Ranking
from quizapp.domain.task import Choose, Information, TrueFalse
from quizapp.services.live_views import HostView, PlayerLine
from quizapp.ui import words
from quizapp.ui.live.stage import Stage
from quizapp.ui.live.wall_picture import LETTERS, Door
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.actions import Actions
from quizapp.ui.widgets.basics import ANY_WIDTH, button, column, label, row, scrolled
from quizapp.ui.widgets.fitting_dialog import FittingDialog
from quizapp.ui.widgets.setting_fields import CalmSpinBox

SIDE = 340  # px
LEAST_WIDE = 420  # px of the wall beside it
LEAST_HIGH = 240  # px
LEAST_STAGE = 150  # px, with who is here beside it
MOST_HANDS = 999
NAME, HERE, POINTS = range(3)
SENT_OUT, FREED, TEAM = "send_out", "free", "put_in_team"


class Step(Enum):
    """What the main button does next."""

    START = auto()
    REVEAL = auto()
    RANKING = auto()
    NEXT = auto()
    LAST = auto()
    END = auto()


class TeacherPage(QWidget):
    """``wanted``: a command for the host, and what it is about."""

    wanted = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.view: HostView | None = None
        self._connected: frozenset[str] = frozenset()
        self.stage = Stage(theme)
        self.stage.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading = label("", "title", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.next = button("", "primary")
        self._steps = {
            Step.START: self.tr("Start"), Step.REVEAL: self.tr("Show what was right"),
            Step.RANKING: self.tr("Show the ranking"), Step.NEXT: self.tr("Next question"),
            Step.LAST: self.tr("To the end"), Step.END: self.tr("End for all"),
        }  # fmt: skip
        self.back = button(self.tr("Back"))
        self.pause = button(self.tr("Pause"))
        self.extend = button(self.tr("10 s more"))
        self.lock = button(self.tr("No more answers"))
        self.skip = button(self.tr("Skip"))
        self.hands = button(self.tr("Raised hands"))
        self.joining = button("")
        self.peek = button(self.tr("Show me the answers"))
        self.is_peeking = False
        self.wall = button(self.tr("Show on the wall"))
        self.reach = button(self.tr("Phones cannot reach it?"))
        self.results = button(self.tr("Results"), "primary")
        self.again = button(self.tr("Play what was missed"))
        self.end = button(self.tr("End"), "danger")
        self.state = label("", "lead", wrap=True)
        self.key = label("", wrap=True)
        self.given = label("", wrap=True)
        self.players = QTableWidget(0, 3)
        self._rows: list[tuple[str, ...]] = []  # id and cells, as they are shown
        self._lines: list[PlayerLine] = []  # in the order of the rows
        self._column, self._is_down = -1, False
        self.dialog: HandsDialog | None = None
        self._build()

    def _build(self) -> None:
        head = row(column(self.heading, self.about, spacing=2), self.wall, self.end)
        head.setStretch(0, 1)
        for each in (self.wall, self.end):
            head.setAlignment(each, Qt.AlignmentFlag.AlignTop)
        self._actions = Actions(
            self.next, self.results, self.again, self.back, self.lock, self.pause, self.extend,
            self.skip, self.hands, self.joining, self.peek, self.reach,
        )  # fmt: skip
        table = self.players
        table.setHorizontalHeaderLabels([self.tr("Player"), self.tr("Here"), self.tr("Points")])
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.order_by)
        table.setAccessibleName(self.tr("Players"))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(lambda _: self.show_menu())
        table.setToolTip(self.tr("Send out, free a seat (Menu key, or right click)"))
        self._side = QWidget()
        body = column(self.state, self.key, self.given, table, spacing=8)
        body.setStretch(3, 1)
        self._side.setLayout(body)
        self.key.setWordWrap(True)
        self.given.setWordWrap(True)
        table.setMinimumHeight(LEAST_HIGH)
        left = column(self.stage, self._actions, spacing=10)
        left.setStretch(0, 1)
        self._middle = row(left, self._side, spacing=16)
        self._middle.setStretch(0, 1)
        layout = column(head, self._middle, spacing=12)
        layout.setStretch(1, 1)
        layout.setContentsMargins(32, 20, 32, 18)
        content = QWidget()
        content.setLayout(layout)
        whole = column(scrolled(content, self.tr("Live round")))
        self.setLayout(whole)
        self.fit()

    def fit(self) -> None:
        """Who is here stands under the wall where large letters leave no room beside it."""
        wide = self._theme.scaled(SIDE)
        beside = self.width() - wide > LEAST_WIDE
        way = QBoxLayout.Direction
        self._middle.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._side.setMaximumWidth(wide if beside else ANY_WIDTH)
        self._side.setMinimumWidth(wide if beside else 0)
        self._middle.setStretch(0, int(beside))
        self._middle.setStretch(1, int(not beside))
        # not what is told below it, but the window says how high it is
        high = max(LEAST_HIGH, min(self.width() * 9 // 16, self.height() * 2 // 5))
        self.stage.setMinimumHeight(LEAST_STAGE if beside else high)
        self.stage.setMaximumHeight(ANY_WIDTH if beside else high)

    # Qt override

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    # Showing

    def show_door(self, door: Door) -> None:
        self.stage.show_door(door)
        self._door = door

    def show_view(self, view: HostView, connected: frozenset[str]) -> None:
        self.view, self._connected = view, connected
        self.stage.show_view(view)
        self.heading.setText(words.one_line(view.game.name))
        self.about.setText(self._about(view))
        self._show_buttons(view)
        self.state.setText(self._state(view))
        self._show_answers(view)
        self._show_players(view)

    def look(self) -> None:
        """The key and how the answers fall before the class is told, or not: the class may see
        this very screen on the wall."""
        self.is_peeking = not self.is_peeking
        if self.view is not None:
            self._show_buttons(self.view)
            self._show_answers(self.view)

    def _show_answers(self, view: HostView) -> None:
        told = view.phase in (Phase.REVEAL, Phase.RANKING)
        shown = view.posed is not None and (told or self.is_peeking)
        self.key.setText(self.tr("Right: {}").format(view.key) if shown else "")
        self.key.setVisible(shown and bool(view.key))
        given = self._given(view) if shown else ""
        self.given.setText(given)
        self.given.setVisible(bool(given))

    def _about(self, view: HostView) -> str:
        if view.phase is Phase.ENDED:
            return self.tr("This round is over.")
        return self.tr("{url}  ·  code {code}").format(
            url=self._door.url.removeprefix("http://"), code=view.game.code
        )

    def _state(self, view: HostView) -> str:
        if view.phase is Phase.LOBBY:
            if not view.present:
                return self.tr("Nobody is here yet")
            return words.count(view.present, self.tr("pupil is here"), self.tr("pupils are here"))
        if view.phase is Phase.ENDED:
            return words.count(len(view.players), self.tr("pupil played"),
                               self.tr("pupils played"))  # fmt: skip
        if view.game.rules.mode is not Mode.LIVE:
            done = sum(line.done for line in view.players)
            return self.tr("{done} of {all} are through").format(done=done, all=len(view.players))
        said = self.tr("{answered} of {present} answered").format(
            answered=view.answered, present=view.present
        )
        if view.phase is Phase.OPEN and view.present and view.answered >= view.present:
            said = self.tr("All {} have answered").format(view.present)
        return said

    def _given(self, view: HostView) -> str:
        """What was answered, for the teacher alone: on the wall it stands once it is told."""
        lines = []
        shown = {place: number for number, place in enumerate(view.option_places)}
        for line in sorted(view.spread, key=lambda each: shown.get(each.place, 0)):
            mark = "✓ " if line.right else ""
            letter = ""
            if line.place >= 0 and line.place in view.option_places:
                letter = f"{LETTERS[view.option_places.index(line.place) % 26]}  "
            hands = self.tr(" ({} by hand)").format(line.hands) if line.hands else ""
            lines.append(f"{line.count}  {letter}{mark}{words.one_line(line.text)[:60]}{hands}")
        return "\n".join(lines)

    def _show_buttons(self, view: HostView) -> None:
        phase, together = view.phase, view.game.rules.mode is Mode.LIVE
        running = phase not in (Phase.LOBBY, Phase.ENDED)
        self.next.setText(self._next_text(view))
        self.pause.setText(self.tr("Go on") if phase is Phase.PAUSED else self.tr("Pause"))
        self.lock.setText(
            self.tr("Take answers again") if phase is Phase.LOCKED else self.tr("No more answers")
        )
        self._keep_places(view)
        asking = together and phase in (Phase.OPEN, Phase.PAUSED, Phase.LOCKED)
        ranked = together and phase is Phase.REVEAL and view.game.rules.ranking is not Ranking.NONE
        for each, shown, enabled in (
            (self.next, phase is not Phase.ENDED, True),
            (self.results, phase is Phase.ENDED, bool(view.players)),
            (self.again, phase is Phase.ENDED, bool(view.players)),
            (self.back, together and running, view.place > 0),
            (self.pause, phase in (Phase.OPEN, Phase.PAUSED), True),
            (self.lock, asking, True),
            (self.extend, phase in (Phase.OPEN, Phase.PAUSED) and view.left is not None, True),
            (self.skip, asking or ranked, True),
            (self.hands, together and running, bool(view.options)),
            (self.joining, phase is not Phase.ENDED, True),
            (self.peek, asking, True),
            (self.reach, phase is Phase.LOBBY, True),
        ):
            each.setVisible(shown)
            each.setEnabled(enabled)
        hide, show = self.tr("Hide the answers"), self.tr("Show me the answers")
        self.peek.setText(hide if self.is_peeking else show)
        self.joining.setText(
            self.tr("Let nobody else in") if view.is_joinable else self.tr("Let others in")
        )
        ended = phase is Phase.ENDED
        self.end.setText(self.tr("Close") if ended else self.tr("End"))

    def _keep_places(self, view: HostView) -> None:
        """The button that is pressed most is found without looking, in every phase."""
        rules = view.game.rules
        others: list[QWidget] = [self.pause, self.joining]
        if rules.mode is Mode.LIVE:
            others += [self.back, self.lock, self.skip, self.hands, self.peek]
        if rules.seconds is not None:
            others.append(self.extend)
        self._actions.keep_room([self.next, *others])
        metrics, as_buttons_do = self.next.fontMetrics(), Qt.TextFlag.TextShowMnemonic
        wide = {text: metrics.size(as_buttons_do, text).width() for text in self._steps.values()}
        edges = self.next.sizeHint().width() - wide[self.next.text()]
        self.next.setMinimumWidth(edges + max(wide.values()))

    def _next_text(self, view: HostView) -> str:
        last = view.place + 1 >= view.total
        is_text = view.posed is not None and isinstance(view.posed.task, Information)
        match view.phase:
            case Phase.LOBBY:
                return self._steps[Step.START]
            case Phase.OPEN | Phase.PAUSED if view.game.rules.mode is not Mode.LIVE:
                return self._steps[Step.END]
            case Phase.OPEN | Phase.PAUSED | Phase.LOCKED if not is_text:
                return self._steps[Step.REVEAL]
            case Phase.REVEAL if view.game.rules.ranking is not Ranking.NONE:
                return self._steps[Step.RANKING]
        return self._steps[Step.LAST if last else Step.NEXT]

    def _show_players(self, view: HostView) -> None:
        at = self.players.currentRow()
        chosen = self._rows[at][0] if 0 <= at < len(self._rows) else None
        self._lines = self._ordered(view.players)
        rows: list[tuple[str, ...]] = [
            (line.player.id, *self._cells(view, line)) for line in self._lines
        ]
        self.players.setColumnHidden(HERE, view.phase is Phase.ENDED)
        self.players.setRowCount(len(rows))
        # of a year of 200 a few change with each news, and news come many times a second
        for number, now in enumerate(rows):
            if self._rows[number : number + 1] != [now]:
                self._show_player(number, now[1:])
        self._rows = rows
        if chosen is not None:
            self._stay_at(chosen)

    def _ordered(self, lines: Sequence[PlayerLine]) -> list[PlayerLine]:
        """As they joined, unless another order was asked for."""
        if self._column < 0:
            return list(lines)
        keys: dict[int, Callable[[PlayerLine], tuple[object, ...]]] = {
            NAME: lambda line: (line.name.casefold(),),
            HERE: lambda line: (line.player.id not in self._connected, not line.answered),
            POINTS: lambda line: (line.points,),
        }
        return sorted(lines, key=keys[self._column], reverse=self._is_down)

    def order_by(self, column: int) -> None:
        """Points from the most at first; once more turns it round. For the teacher alone: what the
        class sees of a ranking is a rule of the round."""
        self._is_down = not self._is_down if column == self._column else column == POINTS
        self._column = column
        way = Qt.SortOrder
        header = self.players.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(
            column, way.DescendingOrder if self._is_down else way.AscendingOrder
        )
        if self.view is not None:
            self._show_players(self.view)

    def order_in_hand(self) -> None:
        self.order_by(max(0, self.players.currentColumn()))

    def _show_player(self, number: int, cells: tuple[str, ...]) -> None:
        for place, text in enumerate(cells):
            item = self.players.item(number, place)
            if item is None:
                item = QTableWidgetItem()
                self.players.setItem(number, place, item)
            if item.text() != text:
                item.setText(text)

    def _cells(self, view: HostView, line: PlayerLine) -> tuple[str, str, str]:
        team = line.player.team
        name = words.one_line(line.name)
        if team is not None:
            name = f"{name} ({LETTERS[team]})"
        if line.player.id not in self._connected:
            here = self.tr("away")
        elif view.phase in (Phase.OPEN, Phase.LOCKED, Phase.PAUSED):
            here = self.tr("answered") if line.answered else self.tr("here")
        else:
            here = self.tr("here")
        return name, here, f"{line.points:g}" if line.points == int(line.points) else (
            f"{line.points:.1f}"
        )  # fmt: skip

    # Players

    @property
    def current(self) -> PlayerLine | None:
        number = self.players.currentRow()
        return self._lines[number] if 0 <= number < len(self._lines) else None

    def _stay_at(self, player_id: str) -> None:
        column = max(0, self.players.currentColumn())
        for number, line in enumerate(self._lines):
            if line.player.id == player_id and self.players.currentRow() != number:
                self.players.setCurrentCell(number, column)

    def show_menu(self) -> None:
        line = self.current
        if line is None or self.view is None:
            return
        menu = QMenu(self)
        id_, name = line.player.id, words.on_button(line.name)
        self._entry(menu, self.tr("Send {} out").format(name), SENT_OUT, (id_,))
        self._entry(menu, self.tr("Free the seat of {} for another phone").format(name), FREED,
                    (id_,))  # fmt: skip
        for team in range(self.view.game.rules.teams):
            text = self.tr("Put {name} into team {team}").format(name=name, team=LETTERS[team])
            self._entry(menu, text, TEAM, (id_, team))
        place = self.players.visualRect(self.players.currentIndex())
        menu.popup(self.players.viewport().mapToGlobal(place.bottomLeft()))

    def _entry(self, menu: QMenu, text: str, name: str, about: tuple[object, ...]) -> None:
        menu.addAction(text).triggered.connect(lambda: self.wanted.emit(name, about))

    # Raised hands

    def ask_hands(self) -> None:
        view = self.view
        if view is None or view.posed is None or not view.options:
            return
        if not isinstance(view.posed.task, Choose | TrueFalse):
            return
        self.dialog = HandsDialog(self.window(), view, self._raise)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _raise(self, counts: list[int]) -> None:
        self.wanted.emit("raise_hands", (counts,))

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None


class HandsDialog(FittingDialog):
    """How many raised a hand for each option, in the order of the wall."""

    def __init__(
        self, parent: QWidget, view: HostView, done: Callable[[list[int]], object]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Raised hands"))
        self._view = view
        self._done = done
        self.fields: list[CalmSpinBox] = []
        known = {line.place: line.hands for line in view.spread}
        form = QFormLayout()
        for number, (text, place) in enumerate(zip(view.options, view.option_places, strict=True)):
            field = CalmSpinBox(0, MOST_HANDS, known.get(place, 0))
            name = f"{LETTERS[number % 26]}  {words.one_line(text)[:60]}"
            field.setAccessibleName(name)
            form.addRow(label(name), field)
            self.fields.append(field)
        self.save = button(self.tr("Count them"), "primary")
        self.cancel = button(self.tr("Cancel"))
        self.save.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        self.save.setDefault(True)
        about = label(self.tr("Of pupils without a device"), "lead", wrap=True)
        self.setLayout(column(about, 4, form, 8, row(-1, self.cancel, self.save), margin=24))

    def _take(self) -> None:
        counts = [0] * len(self.fields)
        for field, place in zip(self.fields, self._view.option_places, strict=True):
            counts[place] = field.value()
        self._done(counts)
        self.accept()
