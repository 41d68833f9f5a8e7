"""Settings: fields made from their descriptions, backups, the data folder, and About."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QSize, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from quizapp.domain.learner import Learner
from quizapp.domain.ports import Backup, CheckReport
from quizapp.errors import SettingsError
from quizapp.services.carry_progress import Merged, Whose
from quizapp.services.learn import Learned
from quizapp.services.learners import Everyone
from quizapp.services.watching import Watch
from quizapp.settings import LEARNER_GROUPS, SETTINGS, SettingSpec, Value
from quizapp.ui import day_words, words
from quizapp.ui.about import AboutDialog
from quizapp.ui.ask_file import ask_file_to_read, ask_file_to_write, progress_file
from quizapp.ui.ask_whose import ask_whose
from quizapp.ui.confirm import confirm
from quizapp.ui.desk import LEARNERS, QUESTIONS, REVIEWS, Desk
from quizapp.ui.desk import SETTINGS as SETTINGS_CHANGED
from quizapp.ui.long_work import do_long_work
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.basics import (
    button,
    card,
    column,
    inset_line,
    label,
    page_of,
    refilling,
    row,
    scrolled,
)
from quizapp.ui.widgets.setting_fields import field_for, show_value

WIDTH = 760
FIELD_WIDTH = 160
BACKUPS_SHOWN = 8


class SettingsScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.fields: dict[str, QWidget] = {}
        self.back_up = button(self.tr("Back up now"))
        self.check = button(self.tr("Check now"))
        self.open_folder = button(self.tr("Open the folder"))
        self.carry_out = button(self.tr("Write a file"))
        self.carry_in = button(self.tr("Merge a file"))
        self.reset = button(self.tr("Reset"))
        self._learned = Learned(0, 0)
        self._learned_from = label("", "strong")
        self.about = button(self.tr("About and licences"))
        self.learners = button(self.tr("Learners"), "quiet")
        self._whose = label("", "small")
        self._folder = label("", "small", wrap=True)
        self._backups = QVBoxLayout()
        self._backups.setSpacing(0)
        self._body = column(label(self.tr("Settings"), "title"), 12, spacing=4)
        self._body.setContentsMargins(0, 28, 0, 20)
        self._filled = False
        middle = page_of(self._body, self.desk.theme, WIDTH)
        self._area = scrolled(middle, self.tr("Settings"))
        self.setLayout(column(self._area))
        self._add_commands()

    @property
    def scrolls(self) -> bool:
        return True

    def opened(self, what: object = None) -> None:
        if not self._filled:
            self._filled = True
            self._fill()
            self.desk.changed.connect(self._show_text_size)
        self._load_backups()
        self._load_learned()

    def scroll_to_end(self) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.maximum())

    # Building

    def _fill(self) -> None:
        """Once the settings are known: one card for each group, then what is not a setting."""
        shown = [spec for spec in SETTINGS if spec.shown]
        ordered = sorted(shown, key=lambda spec: list_of_groups().index(spec.group))
        for group, specs in groupby(ordered, key=lambda spec: spec.group):
            heading = label(words.tr(group), "lead")
            if group == LEARNER_GROUPS[0]:
                self._body.addLayout(row(heading, self._whose, -1, self.learners, spacing=10))
                self._show_whose()
            else:
                self._body.addWidget(heading)
            self._body.addSpacing(4)
            extra = self._backup_part() if group == "Backups" else None
            self._body.addWidget(self._group(list(specs), extra))
            self._body.addSpacing(20)
        self._body.addWidget(label(self.tr("Your data"), "lead"))
        self._body.addSpacing(4)
        self._body.addWidget(self._data_card())
        self._body.addStretch(1)

    def _group(self, specs: Sequence[SettingSpec], extra: QWidget | None) -> QFrame:
        box = card()
        inner = column(spacing=0)
        inner.setContentsMargins(0, 4, 0, 4)
        for number, spec in enumerate(specs):
            if number:
                inner.addLayout(inset_line())
            inner.addWidget(self._setting(spec))
        if extra is not None:
            inner.addLayout(inset_line())
            inner.addWidget(extra)
        box.setLayout(inner)
        return box

    def _setting(self, spec: SettingSpec) -> QWidget:
        value = getattr(self.desk.services.settings, spec.key)
        field = field_for(spec, value, partial(self._changed, spec))
        self.desk.theme.set_width(field, FIELD_WIDTH)
        self.fields[spec.key] = field
        caption = label(spec.label, "strong")
        caption.setBuddy(field)
        return setting_row(caption, label(spec.help, "small", wrap=True), field)

    def _backup_part(self) -> QWidget:
        part = QWidget()
        about = label(self.tr("Whole copies of your decks and answers."), "small", wrap=True)
        head = row(column(label(self.tr("Your backups"), "strong"), about, spacing=2), self.back_up)
        head.setStretch(0, 1)
        inner = column(head, self._backups, spacing=6)
        inner.setContentsMargins(20, 12, 20, 12)
        part.setLayout(inner)
        return part

    def _data_card(self) -> QFrame:
        self._folder.setText(str(self.desk.services.paths.data))
        box = card()
        inner = column(
            setting_row(label(self.tr("Data folder"), "strong"), self._folder, self.open_folder),
            inset_line(),
            setting_row(
                label(self.tr("Check the decks"), "strong"),
                label(
                    self.tr("Looks for damage, and computes your progress anew from the log."),
                    "small",
                    wrap=True,
                ),
                self.check,
            ),
            inset_line(),
            setting_row(
                label(self.tr("Your progress on another machine"), "strong"),
                label(
                    self.tr(
                        "All your answers as one file. Merging adds what is not here yet, in any "
                        "order and as often as you like."
                    ),
                    "small",
                    wrap=True,
                ),
                self._carry_buttons(),
            ),
            inset_line(),
            setting_row(
                self._learned_from,
                label(
                    self.tr(
                        "What you accept, reject, edit and drop raises or lowers the "
                        "confidence of questions like it."
                    ),
                    "small",
                    wrap=True,
                ),
                self.reset,
            ),
            inset_line(),
            setting_row(
                label(self.tr("About QuizApp"), "strong"),
                label(self.tr("Version, what is new, and licences."), "small", wrap=True),
                self.about,
            ),
            spacing=0,
        )
        inner.setContentsMargins(0, 4, 0, 4)
        box.setLayout(inner)
        return box

    def _carry_buttons(self) -> QWidget:
        both = QWidget()
        both.setLayout(row(self.carry_out, self.carry_in, spacing=6))
        return both

    def _add_commands(self) -> None:
        self.command(self.tr("Write my progress to a file"), ["Ctrl+E"], self._ask_carry_out,
                     button=self.carry_out)  # fmt: skip
        self.command(self.tr("Merge progress from a file"), ["Ctrl+M"], self._ask_carry_in,
                     button=self.carry_in)  # fmt: skip
        self.command(self.tr("Back up now"), ["Ctrl+B"], self.make_backup, button=self.back_up)
        self.command(self.tr("Check the decks"), ["Ctrl+K"], self.run_check, button=self.check)
        self.command(self.tr("Learners: add, name and delete them"), ["Ctrl+U"],
                     lambda: self.desk.go("learners"), button=self.learners)  # fmt: skip
        self.command(self.tr("Forget what was learned, or undo that"), ["Ctrl+R"],
                     self.ask_reset, button=self.reset)  # fmt: skip
        self.command(self.tr("Open the data folder"), ["Ctrl+D"], self._open_folder,
                     button=self.open_folder)  # fmt: skip
        self.command(self.tr("About and licences"), ["Ctrl+I"], self.show_about,
                     button=self.about)  # fmt: skip

    # Changing

    def _changed(self, spec: SettingSpec, value: Value) -> None:
        settings, learners = self.desk.services.settings, self.desk.services.learners
        try:
            setattr(settings, spec.key, value)
        except SettingsError as error:
            self.desk.explain(error)
            return
        self.desk.theme.set_look(settings.theme, settings.text_size)
        self.desk.ask(learners.keep_settings, lambda _: self.desk.changed.emit(SETTINGS_CHANGED))

    def learner_changed(self) -> None:
        """The fields show the settings of who learns now."""
        settings = self.desk.services.settings
        for key, field in self.fields.items():
            show_value(field, getattr(settings, key))
        self._show_whose()

    def _show_whose(self) -> None:
        name = words.one_line(self.desk.services.learners.present.name)
        self._whose.setText(self.tr("For {} only").format(name))

    @Slot(str)
    def _show_text_size(self, what: str) -> None:
        """The text size can be changed by keys too."""
        if what == SETTINGS_CHANGED:
            show_value(self.fields["text_size"], self.desk.services.settings.text_size)

    # Backups

    def _load_backups(self) -> None:
        self.desk.ask(self.desk.services.safe.backups, self.show_backups)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        with refilling(self._backups):
            if not backups:
                self._backups.addWidget(label(self.tr("There is none yet."), "muted"))
            for backup in backups[:BACKUPS_SHOWN]:
                self._backups.addWidget(self._backup_row(backup))
            more = len(backups) - BACKUPS_SHOWN
            if more > 0:
                said = self.tr("{} older ones are in the data folder.").format(more)
                self._backups.addWidget(label(said, "small"))

    def _backup_row(self, backup: Backup) -> QWidget:
        made = backup.made_at.astimezone()
        when = f"{day_words.with_weekday(made.date())}, {made:%H:%M}"
        restore = button(self.tr("Restore"), "quiet")
        restore.setAccessibleName(self.tr("Restore the backup of {}").format(when))
        restore.setToolTip(restore.accessibleName())
        restore.clicked.connect(partial(self._ask_restore, backup, when))
        holder = QWidget()
        holder.setLayout(row(label(when), -1, label(words.size(backup.size), "muted"), restore))
        return holder

    @Slot()
    def make_backup(self) -> None:
        safe = self.desk.services.safe
        self.desk.ask(lambda: safe.backup("by hand"), self._backed_up)

    def _backed_up(self, made: Backup | None) -> None:
        said = self.tr("Backed up.") if made else self.tr("Nothing changed since the last backup.")
        self.desk.say(said, "right")
        self._load_backups()

    def _ask_restore(self, backup: Backup, when: str) -> None:
        confirm(
            self,
            self.tr("Restore the backup of {}?").format(when),
            self.tr(
                "Decks, questions and answers become as they were then. What you have now is set "
                "aside in the data folder, not deleted."
            ),
            self.tr("Restore"),
            partial(self.restore, backup),
        )

    def restore(self, backup: Backup) -> None:
        safe = self.desk.services.safe
        self.desk.ask(lambda: safe.restore(backup), self._restored)

    def _restored(self, _: object) -> None:
        self.desk.show_anew()
        self.desk.say(self.tr("Restored."), "right")
        self._load_backups()

    # What was learned

    def _load_learned(self) -> None:
        self.desk.ask(self.desk.services.learn.learned, self.show_learned)

    def show_learned(self, learned: Learned) -> None:
        self._learned = learned
        verdicts = words.count(learned.verdicts, self.tr("verdict"), self.tr("verdicts"))
        self._learned_from.setText(self.tr("Learned from {}").format(verdicts))
        undo = learned.set_aside > 0 and not learned.verdicts
        self.reset.setText(self.tr("Undo the reset") if undo else self.tr("Reset"))
        self.reset.setAccessibleName(
            self.tr("Learn from {:,} verdicts again").format(learned.set_aside)
            if undo
            else self.tr("Forget what was learned from {}").format(verdicts)
        )
        self.reset.setEnabled(undo or learned.verdicts > 0)

    def ask_reset(self) -> None:
        """Asks before it forgets; to undo that needs no question."""
        if not self._learned.verdicts:
            if self._learned.set_aside:
                self.undo_reset()
            return
        verdicts = words.count(self._learned.verdicts, self.tr("verdict"), self.tr("verdicts"))
        confirm(
            self,
            self.tr("Forget what was learned from {}?").format(verdicts),
            self.tr(
                "Proposals get the confidence they came with. Your decisions stay as they are, "
                "and the reset can be undone here until you judge anew."
            ),
            self.tr("Reset"),
            self.reset_learned,
        )

    def reset_learned(self) -> None:
        learn = self.desk.services.learn
        self.desk.ask(lambda: (learn.reset(), learn.learned()), lambda f: self._relearned(f[1]))

    def undo_reset(self) -> None:
        learn = self.desk.services.learn
        self.desk.ask(
            lambda: (learn.undo_reset(), learn.learned()), lambda f: self._relearned(f[1])
        )

    def _relearned(self, learned: Learned) -> None:
        self.show_learned(learned)
        said = (
            self.tr("Your verdicts count again.")
            if learned.verdicts
            else self.tr("Forgotten; “Undo the reset” brings it back.")
        )
        self.desk.say(said, "right")
        self.desk.changed.emit(QUESTIONS)

    # The data

    def run_check(self) -> None:
        self.check.setEnabled(False)
        self.desk.ask(self.desk.services.safe.check, self.show_check, self._check_failed)

    def show_check(self, report: CheckReport) -> None:
        self.check.setEnabled(True)
        if report.ok and not report.repaired:
            self.desk.say(self.tr("Everything is in order."), "right")
            return
        said = " ".join([*report.findings, *report.repaired])
        self.desk.say(said, "almost" if report.ok else "wrong")

    def _check_failed(self, error: BaseException) -> None:
        self.check.setEnabled(True)
        self.desk.explain(error)

    def _ask_carry_out(self) -> None:
        heading = self.tr("Write my progress to a file")
        file = ask_file_to_write(self, heading, "QuizApp", progress_file())
        if file is not None:
            self.write_progress(file)

    def _ask_carry_in(self) -> None:
        heading = self.tr("Merge progress from a file")
        file = ask_file_to_read(self, heading, progress_file())
        if file is not None:
            self.merge_progress(file)

    def write_progress(self, file: Path) -> None:
        carry = self.desk.services.carry

        def written(count: int) -> None:
            answers = words.count(count, self.tr("answer"), self.tr("answers"))
            self.desk.say(self.tr("{} written to {}.").format(answers, file.name), "right")

        texts = (
            self.tr("Writing your progress to {}").format(file.name),
            self.tr("Cancelled. No file was written."),
        )
        do_long_work(self, texts, lambda watch: carry.write(file, None, watch), written)

    def merge_progress(self, file: Path) -> None:
        """Into the log of the one whose answers they are; asks where that is not plain."""
        carry, learners = self.desk.services.carry, self.desk.services.learners
        self.carry_in.setEnabled(False)

        def look() -> tuple[Whose, Everyone]:
            return carry.whose(file), learners.everyone()

        self.desk.ask(look, lambda found: self._choose_whose(file, *found), self._not_merged)

    def _choose_whose(self, file: Path, whose: Whose, everyone: Everyone) -> None:
        present = self.desk.services.learners.present
        mine = whose.learner is not None and whose.learner.id == present.id
        if mine or (not whose.name and len(everyone.here) == 1):
            self.merge_into(file, present)
            return
        box = ask_whose(self, file.name, whose, everyone)
        box.chosen.connect(partial(self.merge_into, file))
        box.rejected.connect(lambda: self.carry_in.setEnabled(True))

    def merge_into(self, file: Path, into: Learner | str) -> None:
        """``into``: a learner, or the name of a new one."""
        carry, learners = self.desk.services.carry, self.desk.services.learners
        self.carry_in.setEnabled(False)

        def work(watch: Watch) -> Merged:
            if isinstance(into, str):
                return learners.add_with(into, file, watch)
            return carry.merge(file, into.id, watch)

        texts = (
            self.tr("Merging progress from {}").format(file.name),
            self.tr("Cancelled. Nothing was merged."),
        )
        do_long_work(self, texts, work, self._merged, self._not_merged)

    def _merged(self, merged: Merged) -> None:
        self.carry_in.setEnabled(True)
        said = self.tr("{} added, {:,} already here.").format(
            words.count(merged.added, self.tr("answer"), self.tr("answers")), merged.known
        )
        if merged.astray:
            said += " " + self.tr(
                "{:,} are about questions that are not here: import their deck, then merge again."
            ).format(merged.astray)
        if merged.of_others:
            said += " " + self.tr(
                "{:,} stand in the log of another learner here, maybe of a deleted one, and stay "
                "there."
            ).format(merged.of_others)
        if merged.skipped:
            said += " " + self.tr("{:,} left out: {}").format(
                len(merged.skipped), "; ".join(merged.skipped[:3])
            )
        imperfect = merged.astray or merged.skipped or merged.of_others
        self.desk.say(said, "almost" if imperfect else "right")
        self.desk.changed.emit(REVIEWS)
        self.desk.changed.emit(LEARNERS)
        self._load_backups()  # one was made before

    def _not_merged(self, error: BaseException) -> None:
        self.carry_in.setEnabled(True)
        self.desk.explain(error)

    def _open_folder(self) -> None:
        folder = self.desk.services.paths.data
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.desk.say(self.tr("The folder is {}.").format(folder))

    def show_about(self) -> None:
        AboutDialog(self, self.desk.theme).open()


def list_of_groups() -> list[str]:
    """The groups in the order in which the settings name them."""
    return list(dict.fromkeys(spec.group for spec in SETTINGS))


class SettingRow(QWidget):
    """What is set, and beside it the field; the field goes below where there is no room."""

    def __init__(self, caption: QWidget, about: QWidget, field: QWidget) -> None:
        super().__init__()
        self._field = field
        self._words = column(caption, about, spacing=2)
        self._line = row(self._words, field, spacing=24)
        self._line.setStretch(0, 1)
        self._line.setContentsMargins(20, 11, 20, 11)
        self.setLayout(self._line)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(self._field.minimumSizeHint().width() + 40, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        field = self._field.sizeHint().width()
        needed = 64 + field + max(field, self._words.minimumSize().width())
        beside = needed <= event.size().width()
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._line.setSpacing(24 if beside else 8)
        super().resizeEvent(event)


def setting_row(caption: QWidget, about: QWidget, field: QWidget) -> QWidget:
    return SettingRow(caption, about, field)
