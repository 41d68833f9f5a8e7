"""Cells that a spreadsheet would run as formulas, made harmless, and back.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break may be run when the file
is opened: "=HYPERLINK(...)" as the name of a pupil. An apostrophe before it makes it text (OWASP,
"CSV Injection"). Texts that have such an apostrophe of their own get one more, so that taking one
off always gives the text back.
"""

from __future__ import annotations

import re

_RISKY = re.compile(r"'*[=+\-@\t\r\n]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r\n]")


def defused(text: str) -> str:
    return f"'{text}" if _RISKY.match(text) else text


def restored(text: str) -> str:
    """The inverse of ``defused``: for files that we wrote, never for those of others."""
    return text[1:] if _DEFUSED.match(text) else text
