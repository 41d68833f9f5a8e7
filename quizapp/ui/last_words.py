"""A sentence in place of a crash where Qt finds no screen.

``preflight`` sees a missing library or display. What it cannot see (a display that does not answer,
an unknown ``QT_QPA_PLATFORM``) makes Qt abort the process; its message comes through here first.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from quizapp.ui.preflight import PACKAGES


def explain_failing_start() -> None:
    """To be called before the QApplication is made; stays for the life of the process."""
    qInstallMessageHandler(_message)


def _message(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    starting = QGuiApplication.primaryScreen() is None
    if starting and kind is QtMsgType.QtFatalMsg:
        print(_reason(), file=sys.stderr, flush=True)
        os._exit(1)  # returning would let Qt abort, with a core dump
    if starting and (context.category or "").startswith("qt.qpa"):
        return  # which plugins were tried; what counts is whether one works
    print(message, file=sys.stderr)


def _reason() -> str:
    platform = os.environ.get("QT_QPA_PLATFORM")
    if platform:
        return (
            f"QuizApp could not open a window with QT_QPA_PLATFORM={platform}. Unset it, or set "
            "QT_QPA_PLATFORM=offscreen on a machine without a screen."
        )
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    return (
        f"QuizApp could not reach the display {display}. On a machine without one, set "
        "QT_QPA_PLATFORM=offscreen, or use the commands (quizapp --help). On a desktop, install "
        f"what Qt needs: sudo apt install {PACKAGES}"
    )
