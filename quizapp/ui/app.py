"""The door to the window. Imports no Qt before it is known that Qt can start here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quizapp.ui import preflight

if TYPE_CHECKING:
    from quizapp.paths import Paths
    from quizapp.services.application import Application
    from quizapp.services.round_wanted import RoundWanted
    from quizapp.settings import Settings
    from quizapp.ui.program import Repair


def run(
    argv: Sequence[str],
    start: Callable[[], Application],
    early: tuple[Settings, Paths],
    repair: Repair | None = None,
    *,
    wanted: RoundWanted | None = None,
    sign_in: Callable[[str, str], None] | None = None,
) -> int:
    """Opens the window and returns the exit code when it was closed.

    ``start`` opens the deck; it runs on the database lane after the window is on screen.
    ``early``: what the window needs before that. ``repair``: what to offer for a damaged deck.
    ``wanted``: a live round to begin with.
    ``sign_in``: of a shared database; told name and password before ``start`` is called again.
    """
    trouble = preflight.problem()
    if trouble:
        print(trouble, file=sys.stderr)
        return 2
    from quizapp.ui.program import Program

    settings, paths = early
    program = Program(list(argv), start, settings, paths, repair, wanted=wanted, sign_in=sign_in)
    return program.run()
