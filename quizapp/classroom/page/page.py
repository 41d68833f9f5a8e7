"""Puts the join page together: one HTML file with its style, its script and the words of all
languages, and the policy that lets a browser run just that.

The page speaks the messages that ``quizapp.classroom`` lists. Its scripts are plain ES2017 and are
joined in the order of ``SCRIPTS``, in one scope of their own.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SCRIPTS = (
    "memory.js",
    "words.js",
    "elements.js",
    "link.js",
    "map.js",
    "kinds.js",
    "screens.js",
    "join.js",
)


@dataclass(frozen=True, slots=True)
class JoinPage:
    """``html``: UTF-8; ``zipped``: the same with gzip. ``tag``: changes with the page, for ETag.
    ``style_hash`` and ``script_hash``: as Content-Security-Policy wants them."""

    html: bytes
    zipped: bytes
    tag: str
    style_hash: str
    script_hash: str

    def policy(self, hosts: Sequence[str] = ()) -> str:
        """The Content-Security-Policy. ``hosts``: "192.168.1.5:8010", the addresses that the page
        is reached at: older Safari does not count a WebSocket to them as 'self'."""
        sockets = "".join(f" ws://{host}" for host in hosts)
        return (
            f"default-src 'none'; connect-src 'self'{sockets}; img-src 'self' data:; "
            f"style-src '{self.style_hash}'; script-src '{self.script_hash}'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )


@cache
def join_page() -> JoinPage:
    """Made on first use, then kept."""
    style = _shortened(_read("join.css"))
    script = _script()
    html = _read("join.html").replace("STYLE", style).replace("SCRIPT", script).encode()
    return JoinPage(
        html=html,
        zipped=gzip.compress(html, mtime=0),
        tag=hashlib.sha256(html).hexdigest()[:16],
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


@cache
def texts() -> dict[str, dict[str, str]]:
    """By language, then by key; ``{0}`` stands for what is filled in."""
    found: dict[str, dict[str, str]] = json.loads(_read("texts.json"))
    return found


def _script() -> str:
    joined = "\n".join(_read(name) for name in SCRIPTS)
    words = json.dumps(texts(), ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f'(() => {{\n"use strict";\n{_shortened(joined)}\n}})();'.replace('"TEXTS"', words)


def _shortened(text: str) -> str:
    """Without indentation, empty lines, and lines that hold only a comment."""
    lines = (line.strip() for line in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
