"""One deck on Home: its name, what waits in it, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from quizapp.domain.deck import DeckSummary
from quizapp.ui import words
from quizapp.ui.ask_name import ask_name
from quizapp.ui.confirm import confirm
from quizapp.ui.desk import Desk, HeldBack
from quizapp.ui.exchange.what import ExportThis
from quizapp.ui.live import PlayLive
from quizapp.ui.widgets.basics import button, column, label, row, tool
from quizapp.ui.widgets.elided import ElidedLabel


class DeckRow(QWidget):
    changed = Signal()  # the deck was renamed or deleted

    def __init__(self, desk: Desk, deck: DeckSummary) -> None:
        super().__init__()
        self._desk = desk
        self._deck = deck
        picture = label()
        desk.theme.set_picture(picture, "deck", "muted", 20)
        study = button(self.tr("Study"), "quiet")
        study.setAccessibleName(self.tr("Study {}").format(deck.name))
        study.setToolTip(self.tr("Study this deck alone"))
        study.setEnabled(bool(deck.due or deck.new))
        policy = study.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        study.setSizePolicy(policy)
        if not deck.questions:
            study.hide()
        self.study = study
        study.clicked.connect(lambda: desk.go("study", (deck.id,)))
        more = tool(desk.theme, "more", self.tr("More for {}").format(words.one_line(deck.name)))
        more.setToolTip(self.tr("More for this deck"))
        more.clicked.connect(lambda: self._menu().popup(more.mapToGlobal(more.rect().bottomLeft())))
        more.setEnabled(desk.ready)
        self.more = more
        name = column(ElidedLabel(deck.name, "strong"), self._about(), spacing=1)
        self.held_back = self._held_back()
        name.addLayout(row(self.held_back, -1))
        layout = row(picture, name, self._counts(), study, more, spacing=14)
        layout.setStretch(1, 1)
        layout.setContentsMargins(20, 10, 12, 10)
        self.setLayout(layout)

    def _about(self) -> ElidedLabel:
        about = words.questions(self._deck.questions)
        if self._deck.description:
            about += f" · {self._deck.description}"
        return ElidedLabel(about, "small")

    def _held_back(self) -> QPushButton:
        """Leads to the proposals that are not for the deck, where there are any."""
        number = self._deck.held_back
        said = words.held_back(number, self._deck.spare)
        look = button(self.tr("{}: look at them").format(said), "link")
        look.setAccessibleName(
            self.tr("{number} of {deck}: look at them").format(
                number=said, deck=words.one_line(self._deck.name)
            )
        )
        look.setToolTip(
            self.tr(
                "Proposed questions that are not for the deck: less sure, each with what is odd, "
                "or more than it needs"
            )
        )
        look.clicked.connect(lambda: self._desk.go("review", HeldBack(self._deck.id)))
        if not number:
            look.hide()
        return look

    def _counts(self) -> QWidget:
        due = label(self.tr("{:,} due").format(self._deck.due) if self._deck.due else "", "count")
        new = label(self.tr("{:,} new").format(self._deck.new) if self._deck.new else "", "muted")
        holder = QWidget()
        holder.setLayout(row(due, new, spacing=10))
        for each in (due, new):
            each.setMinimumWidth(self._desk.theme.scaled(64))
            each.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        due.setVisible(bool(self._deck.due))  # its room is the name's
        return holder

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Show its questions"), self._show_questions)
        if self._deck.drafts:
            text = self.tr("Review {:,} proposals").format(self._deck.drafts)
            menu.addAction(text, lambda: self._desk.go("review", self._deck.id))
        if self._deck.questions:
            menu.addAction(self.tr("Play live with a class…"), self.play_live)
        menu.addSeparator()
        menu.addAction(self.tr("Rename…"), self._rename)
        menu.addAction(self.tr("Export…"), self.export)
        menu.addAction(self.tr("Cards to cut out…"), self._print_cards)
        menu.addAction(self.tr("Delete…"), self._delete)
        return menu

    def _show_questions(self) -> None:
        self._desk.go("questions", self._deck.id)

    def play_live(self) -> None:
        self._desk.go("live", PlayLive(deck_id=self._deck.id))

    def _rename(self) -> None:
        heading, yes = self.tr("Rename the deck"), self.tr("Rename")
        ask_name(self, heading, self._deck.name, yes, self.rename)

    def rename(self, name: str) -> None:
        questions = self._desk.services.questions
        self._desk.ask(
            lambda: questions.rename_deck(self._deck.id, name), lambda _: self.changed.emit()
        )

    def export(self) -> None:
        self._desk.go("exchange", self._deck)

    def _print_cards(self) -> None:
        from quizapp.ui.exchange.cards_dialog import CardsDialog  # Home must not wait for it

        what = ExportThis(self._deck.name, deck_id=self._deck.id)
        dialog = CardsDialog(self.window(), self._desk, what)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _delete(self) -> None:
        is_shared = self._desk.services.accounts is not None
        text = (
            self.tr(
                "Its {} leave the study of all. What they answered stays in the log. No backup is "
                "made here first: whoever looks after the shared database makes them."
            )
            if is_shared
            else self.tr(
                "Its {} leave your study. What you answered stays in the log, and a backup keeps "
                "the deck as it is now."
            )
        )
        text = text.format(words.questions(self._deck.questions))
        heading = self.tr("Delete “{}”?").format(words.one_line(self._deck.name))
        confirm(self, heading, text, self.tr("Delete the deck"), self.delete)

    def delete(self) -> None:
        services = self._desk.services

        def work() -> None:
            services.safe.backup_first("before deleting a deck")
            services.questions.delete_deck(self._deck.id)

        self._desk.ask(work, lambda _: self.changed.emit())
