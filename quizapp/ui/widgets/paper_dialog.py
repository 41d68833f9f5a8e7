"""What is to be printed beside its pages, before it is written as a file or sent to a printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QLayout, QPushButton, QStackedLayout, QWidget

from quizapp.domain.paper import PaperSize
from quizapp.ui import words
from quizapp.ui.ask_file import FileKind, ask_file_to_write
from quizapp.ui.desk import Desk
from quizapp.ui.paper.printer import ask_how, can_print, printer_for
from quizapp.ui.paper.printing import Job, Preview, send_to, write_pdf
from quizapp.ui.widgets.basics import button, column, label, row, scrolled
from quizapp.ui.widgets.page_view import PageView

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

OPTIONS, PAGES = 380, 520  # px at 100 % text size
HIGH = 660
_PAUSE = 250  # ms without a change before the pages are laid out anew
_AROUND = 40  # px of the window that stay in sight


def paper_sizes() -> QComboBox:
    box = QComboBox()
    for size, text in ((PaperSize.A4, "A4"), (PaperSize.LETTER, words.tr("US Letter"))):
        box.addItem(text, size)
    box.setAccessibleName(words.tr("Paper"))
    return box


class PaperDialog(QDialog):
    """Subclasses say what there is to print: ``reading`` and ``job``. Where the window has no room
    for both, the pages take the place of the options and back."""

    def __init__(self, parent: QWidget, desk: Desk, name: str) -> None:
        """``name``: what the file will be called."""
        super().__init__(parent)
        self.desk = desk
        self.name = name
        self._window = parent.window()
        self._looking = 0  # pages of earlier options are dropped
        self._gone = False  # closed: what comes back from the lanes finds nothing to show it
        self._printer: tuple[QPrinter, QPrintDialog] | None = None
        self.size_box = paper_sizes()
        self.state = label("", "small", wrap=True)
        self.pdf = button(self.tr("Make a PDF"), "primary")
        self.print = button(self.tr("Print"))
        self.print.setToolTip(self.tr("Send it to a printer (Ctrl+P)"))
        self.turn = button(self.tr("Pages"))
        self.cancel = button(self.tr("Close"))
        self.view = PageView(desk)
        self._sides = QStackedLayout()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.show_pages)
        self.size_box.currentIndexChanged.connect(self.changed)
        self.pdf.clicked.connect(self._ask_where)
        self.print.clicked.connect(self.ask_printer)
        self.turn.clicked.connect(self._turn)
        self.cancel.clicked.connect(self.reject)
        self.print.setVisible(can_print())
        if can_print():
            QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.ask_printer)
        self.pdf.setDefault(True)

    # What subclasses say

    def reading(self) -> Callable[[], Any]:
        """What is to be printed, to be read on the database lane; ``QuizError`` where nothing."""
        raise NotImplementedError

    def job(self, found: Any) -> Job:
        """Of what was read, by the options as they stand. Called on the main thread."""
        raise NotImplementedError

    def done_words(self, found: Any, pages: int) -> str:
        """ "3 learners", "4 pages": what was printed."""
        return words.count(pages, words.tr("page"), words.tr("pages"))

    # Building

    def arrange(self, options: QLayout, *others: QPushButton) -> None:
        """``others``: buttons beside that for a PDF."""
        theme = self.desk.theme
        fields = QWidget()
        fields.setLayout(options)
        area = scrolled(fields, self.tr("Options"))
        foot = row(self.turn, -1, self.cancel, *others, self.print, self.pdf)
        room = self._window.width() - _AROUND
        self._beside = room >= theme.scaled(OPTIONS + PAGES)
        if self._beside:
            area.setFixedWidth(theme.scaled(OPTIONS))
            body: QLayout = row(area, self.view, spacing=20)
        else:
            body = self._sides
            body.addWidget(area)
            body.addWidget(self.view)
        self.turn.setVisible(not self._beside)
        layout = column(body, foot, spacing=14, margin=20)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        high = min(theme.scaled(HIGH), self._window.height() - _AROUND)
        self.resize(min(theme.scaled(OPTIONS + PAGES), room), high)

    def _turn(self) -> None:
        seen = self._sides.currentWidget() is self.view
        self._sides.setCurrentIndex(0 if seen else 1)
        self.turn.setText(self.tr("Pages") if seen else self.tr("Options"))
        (self.size_box if seen else self.view).setFocus()

    # The pages

    def changed(self) -> None:
        """An option is another one."""
        self._pause.start()

    def show_pages(self) -> None:
        self._pause.stop()
        self._looking += 1
        looking = self._looking
        self._run(
            lambda job, _: Preview(job), lambda preview, _: self._laid_out(looking, preview),
            lambda problem: self._not_laid_out(looking, problem),
        )  # fmt: skip

    def _laid_out(self, looking: int, preview: Preview) -> None:
        if looking == self._looking and not self._gone:
            self.view.show_pages(preview)

    def _not_laid_out(self, looking: int, problem: BaseException) -> None:
        if looking == self._looking and not self._gone:
            self.view.show_pages(None, str(problem))

    def _run(
        self,
        work: Callable[[Job, Any], Any],
        done: Callable[[Any, Any], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Reads on the one lane, then works on the other; ``done`` gets the result, and what was
        read."""

        def read(found: Any) -> None:
            if not self._gone:
                job = self.job(found)
                self.desk.compute(lambda: work(job, found), lambda made: done(made, found), failed)

        self.desk.ask(self.reading(), read, failed)

    # A file

    def _ask_where(self) -> None:
        path = ask_file_to_write(
            self, self.tr("Where to write it"), self.name, FileKind("PDF", [".pdf"])
        )
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        self.busy(on=True)
        self._run(
            lambda job, _: write_pdf(path, job),
            lambda pages, found: self.written(path, self.done_words(found, pages)), self.failed,
        )  # fmt: skip

    def written(self, path: Path, what: str) -> None:
        if not self._gone:
            self.accept()
        self.desk.offer(
            words.tr("{} written to {}.").format(what, path.name), words.tr("Open it"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute()))), "right",
        )  # fmt: skip

    def failed(self, problem: BaseException) -> None:
        if self._gone:
            self.desk.explain(problem)
            return
        self.busy(on=False)
        self.state.setText(str(problem))

    def busy(self, *, on: bool) -> None:
        for each in self.findChildren(QPushButton):
            if each not in (self.cancel, self.turn):
                each.setEnabled(not on)
        if on:
            self.state.setText(self.tr("Writing …"))

    # A printer

    def ask_printer(self) -> None:
        if self._printer is None and self.print.isEnabled():
            self.desk.ask(self.reading(), self._ask_printer, self.failed)

    def _ask_printer(self, found: Any) -> None:
        if self._gone:
            return
        printer = printer_for(self.job(found))
        box = ask_how(self, printer)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._printer = printer, box
        box.finished.connect(lambda result: self._printer_chosen(result, printer))
        QDialog.open(box)

    def _printer_chosen(self, result: int, printer: QPrinter) -> None:
        self._printer = None
        if result:
            self.send(printer)

    def send(self, printer: QPrinter) -> None:
        self.busy(on=True)
        self._run(lambda job, _: send_to(printer, job), self._sent, self.failed)

    def _sent(self, pages: int, _: Any) -> None:
        if not self._gone:
            self.accept()
        count = words.count(pages, words.tr("page"), words.tr("pages"))
        self.desk.say(words.tr("{} sent to the printer.").format(count), "right")

    # Qt overrides

    def done(self, result: int) -> None:
        self._gone = True
        self._pause.stop()
        self.view.show_pages(None)
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_pages()
