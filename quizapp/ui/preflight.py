"""Is there a screen, and are the system's libraries there? Asked before Qt is touched.

Qt ends the process with a long message where they are missing; this says it in one sentence.
"""

from __future__ import annotations

import ctypes
import os
import sys

PACKAGES = (
    "libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 "
    "libxcb-shape0 libxcb-xkb1 libdbus-1-3 libfontconfig1"
)


def problem() -> str | None:
    """Why a window cannot be opened here and what to do, or None."""
    if not sys.platform.startswith("linux"):
        return _missing_library()
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not platform and not display:
        return (
            "QuizApp needs a screen, and there is no display here. On a machine without one, "
            "set QT_QPA_PLATFORM=offscreen, or use the commands (quizapp --help)."
        )
    needs_x11 = platform == "xcb" or (not platform and not os.environ.get("WAYLAND_DISPLAY"))
    if needs_x11 and not _loads("libxcb-cursor.so.0"):
        return _advice("libxcb-cursor.so.0")
    return _missing_library()


def _missing_library() -> str | None:
    try:
        import PySide6.QtNetwork
        import PySide6.QtSvg
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as missing:
        return _advice(str(missing).split(":", maxsplit=1)[0])
    return None


def _advice(library: str) -> str:
    if not sys.platform.startswith("linux"):
        return (
            f"QuizApp could not load the window toolkit ({library}). Reinstall PySide6-Essentials."
        )
    return (
        f"QuizApp needs the system library {library}. On Debian or Ubuntu install it with: "
        f"sudo apt install {PACKAGES}"
    )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
