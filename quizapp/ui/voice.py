"""Reading aloud with the voice of the system, where it has one.

Qt's own speech module is in a package ten times the size of what is used here, so the programs
that every system brings are asked. The text goes in by the standard input: it is never part of a
command.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess

LONGEST = 2_000  # characters that are read at once

_WINDOWS = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)


@dataclass(frozen=True)
class Speaker:
    """A program that reads its standard input aloud."""

    program: str
    arguments: tuple[str, ...]


def speakers(platform: str = sys.platform) -> tuple[Speaker, ...]:
    """Those of a system, the best first."""
    if platform == "darwin":
        return (Speaker("say", ("-f", "-")),)
    if platform == "win32":
        return (Speaker("powershell", ("-NoProfile", "-NonInteractive", "-Command", _WINDOWS)),)
    return (
        Speaker("spd-say", ("--pipe-mode", "--wait")),
        Speaker("espeak-ng", ("--stdin",)),
        Speaker("espeak", ("--stdin",)),
    )


def installed(platform: str = sys.platform) -> Speaker | None:
    """The speaker of this machine; ``None`` where it has no voice."""
    for speaker in speakers(platform):
        path = shutil.which(speaker.program)
        if path is not None:
            return Speaker(path, speaker.arguments)
    return None


class Voice(QObject):
    """Says one text at a time: a new one, or ``stop``, ends the one before."""

    def __init__(self, parent: QObject, speaker: Speaker | None = None) -> None:
        super().__init__(parent)
        self._speaker = speaker or installed()
        self._speaking: QProcess | None = None

    @property
    def there(self) -> bool:
        return self._speaker is not None

    @property
    def speaking(self) -> bool:
        return self._speaking is not None

    def say(self, text: str) -> None:
        self.stop()
        if self._speaker is None or not text.strip():
            return
        process = QProcess(self)
        process.finished.connect(lambda: self._ended(process))
        process.errorOccurred.connect(lambda _: self._ended(process))
        self._speaking = process
        process.start(self._speaker.program, list(self._speaker.arguments))
        process.write(text[:LONGEST].encode())
        process.closeWriteChannel()

    def stop(self) -> None:
        process, self._speaking = self._speaking, None
        if process is not None:
            process.kill()

    def _ended(self, process: QProcess) -> None:
        if self._speaking is process:
            self._speaking = None
        process.deleteLater()
