"""A picture as the bytes of a PNG file."""

from __future__ import annotations

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage


def png(image: QImage) -> bytes:
    """On any thread."""
    data = QBuffer()
    data.open(QBuffer.OpenModeFlag.WriteOnly)
    # The stubs ask for bytes, which PySide6 6.11.3 refuses.
    image.save(data, "PNG")  # type: ignore[call-overload]
    return bytes(data.data().data())
