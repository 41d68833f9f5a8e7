"""The picture of a question: from a file, pasted or dropped, described for who cannot see it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from quizapp.domain.question import Picture
from quizapp.ui.desk import Desk
from quizapp.ui.png import png
from quizapp.ui.widgets.basics import button, column, label, row

LARGEST = 5 * 1024 * 1024  # bytes
WIDEST = 1_600  # pixels; a larger picture is made smaller, since phones and paper show no more
_SHOWN = 120  # pixels of the preview
_KINDS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
}


def media_type_of(data: bytes) -> str | None:
    """By the first bytes, whatever the name says; None for what is no picture of ours."""
    return next((kind for head, kind in _KINDS.items() if data.startswith(head)), None)


class PictureField(QWidget):
    """``taken`` holds the bytes of a new picture until the question is saved."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._picture: Picture | None = None
        self.taken: dict[str, bytes] = {}
        self.setAcceptDrops(True)
        self.shown = QLabel()
        self.shown.hide()
        self.choose = button(self.tr("Choose a file …"))
        self.paste = button(self.tr("Paste"))
        self.remove = button(self.tr("Take away"), "quiet")
        self.alt = QLineEdit(placeholderText=self.tr("What it shows, for who cannot see it"))
        self.alt.setAccessibleName(self.tr("Description of the picture"))
        self.problem = label("", "small", wrap=True)
        self.problem.hide()
        self.setLayout(column(
            self.shown, row(self.choose, self.paste, self.remove, -1), self.alt, self.problem,
            spacing=6,
        ))  # fmt: skip
        self.choose.clicked.connect(self._choose)
        self.paste.clicked.connect(lambda: self._take(QGuiApplication.clipboard().mimeData()))
        self.remove.clicked.connect(lambda: self._set(None))
        self.alt.textEdited.connect(lambda _: self.changed.emit())
        self._show()

    @property
    def picture(self) -> Picture | None:
        if self._picture is None:
            return None
        return Picture(self._picture.id, self._picture.media_type, self.alt.text().strip())

    def show_picture(self, picture: Picture | None) -> None:
        self._picture = picture
        self.alt.setText(picture.alt if picture else "")
        self.problem.hide()
        self._show()
        if picture is not None and picture.id not in self.taken and self._desk.ready:
            decks = self._desk.services.stores.decks
            self._desk.ask(
                lambda: decks.picture(picture.id), lambda data: self._loaded(picture.id, data)
            )

    def _loaded(self, picture_id: str, data: bytes) -> None:
        if self._picture is not None and self._picture.id == picture_id:
            self._paint(data)

    def take_bytes(self, data: bytes) -> None:
        """A new picture; what cannot be one is said in words."""
        kind = media_type_of(data)
        image = QImage.fromData(data) if kind else QImage()
        if kind is None or image.isNull():
            self._refuse(self.tr("This is no picture that can be shown: PNG, JPEG, GIF or WebP."))
            return
        if image.width() > WIDEST or len(data) > LARGEST:
            data, kind = _smaller(image), "image/png"
        if len(data) > LARGEST:
            self._refuse(self.tr("The picture is too large: more than 5 MB."))
            return
        made = Picture(hashlib.sha256(data).hexdigest(), kind, self.alt.text().strip())
        self.taken[made.id] = data
        self._set(made)

    def _set(self, picture: Picture | None) -> None:
        self._picture = picture
        self.problem.hide()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        has = self._picture is not None
        self.alt.setVisible(has)
        self.remove.setVisible(has)
        self.shown.setVisible(has)
        if self._picture is not None and self._picture.id in self.taken:
            self._paint(self.taken[self._picture.id])

    def _paint(self, data: bytes) -> None:
        pixmap = QPixmap()
        pixmap.loadFromData(data)
        keep = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        self.shown.setPixmap(pixmap.scaled(2 * _SHOWN, _SHOWN, keep, smooth))

    def _refuse(self, reason: str) -> None:
        self.problem.setText(reason)
        self.problem.show()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a picture"), "",
            self.tr("Pictures (*.png *.jpg *.jpeg *.gif *.webp)"),
        )  # fmt: skip
        if name:
            self._take_file(Path(name))

    def _take_file(self, path: Path) -> None:
        try:
            if path.stat().st_size > 20 * LARGEST:
                self._refuse(self.tr("The picture is too large: more than 5 MB."))
                return
            self.take_bytes(path.read_bytes())
        except OSError as problem:
            self._refuse(self.tr("It could not be read: {}.").format(problem.strerror or problem))

    def _take(self, data: QMimeData) -> None:
        if data.hasImage():
            image = QImage(data.imageData())
            self.take_bytes(_smaller(image))
        elif data.hasUrls() and data.urls()[0].isLocalFile():
            self._take_file(Path(data.urls()[0].toLocalFile()))
        else:
            self._refuse(self.tr("There is no picture in the clipboard."))

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasImage() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())


def _smaller(image: QImage) -> bytes:
    """As PNG, no wider than ``WIDEST``."""
    if image.width() > WIDEST:
        image = image.scaledToWidth(WIDEST, Qt.TransformationMode.SmoothTransformation)
    return png(image)
