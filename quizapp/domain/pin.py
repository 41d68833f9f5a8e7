"""PINs: salted and hashed with scrypt (RFC 7914), never kept as they were typed.

A PIN keeps others from learning under a name. It encrypts nothing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

SHORTEST, LONGEST = 4, 12  # characters
LONGEST_PAUSE = 300.0  # seconds
_COST, _BLOCK, _LANES = 2**14, 8, 1  # 16 MiB and about 50 ms a try
_FREE_TRIES = 2


def hashed(pin: str) -> str:
    """Scheme, costs, salt and hash, parted by ``$``: what is stored."""
    salt = secrets.token_bytes(16)
    digest = _digest(pin, salt, (_COST, _BLOCK, _LANES))
    return f"scrypt${_COST}${_BLOCK}${_LANES}${_text(salt)}${_text(digest)}"


def matches(pin: str, stored: str) -> bool:
    """Whether it is that PIN; compared in constant time. Nothing matches what is no hash."""
    try:
        scheme, cost, block, lanes, salt, digest = stored.split("$")
        if scheme != "scrypt":
            return False
        found = _digest(pin, base64.b64decode(salt), (int(cost), int(block), int(lanes)))
        return hmac.compare_digest(found, base64.b64decode(digest))
    except ValueError:
        return False


def pause_after(wrong_tries: int) -> float:
    """Seconds to wait after so many wrong tries in a row: 0, 0, 2, 4, 8, ... at most 300."""
    beyond = wrong_tries - _FREE_TRIES
    return min(2.0**beyond, LONGEST_PAUSE) if beyond > 0 else 0.0


def is_fit(pin: str) -> bool:
    """From four to twelve characters, none of them a blank or a control character."""
    return SHORTEST <= len(pin) <= LONGEST and all(
        sign.isprintable() and not sign.isspace() for sign in pin
    )


def _digest(pin: str, salt: bytes, costs: tuple[int, int, int]) -> bytes:
    cost, block, lanes = costs
    return hashlib.scrypt(pin.encode("utf-8"), salt=salt, n=cost, r=block, p=lanes, dklen=32)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
