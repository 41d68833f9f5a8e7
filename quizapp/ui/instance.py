"""One window for one deck file: a second start brings the first window to the front and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT = 500  # ms for either side to take or make the call
LONGEST = 16_384  # bytes of a wish


def server_name(data: Path) -> str:
    """One name for each data folder, so that two learners' folders do not know each other."""
    return "quizapp-" + hashlib.sha256(str(data).encode()).hexdigest()[:20]


def call_first(data: Path, wish: str = "") -> bool:
    """Asks the window that has this data folder to come to the front, and to do what ``wish``, a
    line, says; False if there is none."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(data))
    if not socket.waitForConnected(WAIT):
        return False
    socket.write(wish.encode() + b"\n")
    heard = socket.waitForBytesWritten(WAIT)
    socket.disconnectFromServer()
    return heard


class FirstInstance(QObject):
    """Listens for later starts. The lock on the deck file is the real guard; this is manners."""

    called = Signal(str)  # the wish of the later start; "" for none

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        name = server_name(data)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a process that was killed
            self._server.listen(name)

    def close(self) -> None:
        self._server.close()

    @Slot()
    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            if not socket.canReadLine():
                socket.waitForReadyRead(WAIT)  # it is written in the same breath
            line = bytes(socket.readLine(LONGEST).data())
            self.called.emit(line.decode("utf-8", "replace").strip())
