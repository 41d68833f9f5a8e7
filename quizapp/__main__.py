"""``quizapp`` and ``python -m quizapp``. Without arguments the window opens at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code; see ``quizapp.cli`` for what it means."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments:
        from quizapp.bootstrap import open_window

        return open_window(sys.argv[:1])
    from quizapp.bootstrap import run_command_line

    return run_command_line(arguments)


if __name__ == "__main__":
    sys.exit(main())
