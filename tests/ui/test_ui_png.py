"""Pictures as bytes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from quizapp.ui.authoring.picture_field import WIDEST, _smaller
from quizapp.ui.png import png


@pytest.fixture
def image() -> QImage:
    made = QImage(WIDEST + 40, 20, QImage.Format.Format_RGB32)
    made.fill(QColor("#3060e0"))
    return made


def test_a_picture_comes_back_from_its_bytes(image: QImage) -> None:
    again = QImage.fromData(png(image))
    assert again.size() == image.size()
    assert again.pixelColor(3, 3) == QColor("#3060e0")


def test_a_picture_wider_than_a_page_is_made_smaller(image: QImage) -> None:
    assert QImage.fromData(_smaller(image)).width() == WIDEST
