"""What the person at this machine is called, as the system says it: the first learner's name."""

from __future__ import annotations

import sys
from uuid import UUID

from quizapp.domain.learner import LONGEST_NAME, clean_name
from quizapp.settings import SETTINGS

_DISPLAY_NAME = 3  # NameDisplay of GetUserNameExW
_UNNAMED = "Me"


def first_name(learner_id: str) -> str:
    """The name for the log of an id without a name: older settings held a name for an id."""
    usual = next(spec.default for spec in SETTINGS if spec.key == "learner")
    if learner_id == usual or _is_uuid(learner_id):
        return _fit(system_name()) or _UNNAMED
    return _fit(learner_id) or _UNNAMED


def system_name() -> str:
    """The full name of the account; "" where the system has none or does not tell."""
    try:
        return _system_name()
    except (OSError, KeyError, ImportError, AttributeError, ValueError):
        return ""


if sys.platform == "win32":

    def _system_name() -> str:
        import ctypes

        size = ctypes.c_ulong(0)
        ask = ctypes.windll.secur32.GetUserNameExW
        ask(_DISPLAY_NAME, None, ctypes.byref(size))
        buffer = ctypes.create_unicode_buffer(max(1, size.value))
        return buffer.value if ask(_DISPLAY_NAME, buffer, ctypes.byref(size)) else ""

else:

    def _system_name() -> str:
        import os
        import pwd

        account = pwd.getpwuid(os.getuid())
        full = account.pw_gecos.split(",")[0].strip()
        return "" if full == account.pw_name else full


def _fit(name: str) -> str:
    name = clean_name(name)
    return name if any(sign.isalpha() for sign in name) and len(name) <= LONGEST_NAME else ""


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
