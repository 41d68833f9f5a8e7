"""Puts the join page together: one HTML file with its style, its script and the words of one
language, and the policy that lets a browser run just that.

The page speaks the messages that ``quizapp.classroom`` lists. Its scripts are plain ES2017 and are
joined into one, in a scope of their own.
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

from quizapp.classroom.page.shorten import short_script, short_style

FOLDER = Path(__file__).resolve().parent
SCRIPTS = ("memory.js", "words.js", "elements.js", "link.js", "kinds.js", "screens.js")
WITH_MAP, WITHOUT_MAP = "map.js", "no_map.js"
LAST = "join.js"  # it begins


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
def join_page(language: str = "en", *, has_map: bool = True) -> JoinPage:
    """In one of the languages; made on first use, then kept. ``has_map``: there are questions for
    places in this round: a page without a map is a tenth smaller."""
    script = _script(language, has_map)
    style = short_style(_read("join.css") + (_read("map.css") if has_map else ""), script)
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


def language_of(accepted: str) -> str:
    """That of the page, by the header ``Accept-Language`` of a browser."""
    for part in accepted.lower().split(","):
        short = re.split("[-_;]", part.strip())[0]
        if short in texts():
            return short
    return "en"


def words_json(language: str) -> bytes:
    """What the page fetches when another language is chosen on it."""
    return _json(texts()[language]).encode()


def scripts(has_map: bool) -> tuple[str, ...]:
    """In the order in which they are joined."""
    return (*SCRIPTS, WITH_MAP if has_map else WITHOUT_MAP, LAST)


def _script(language: str, has_map: bool) -> str:
    own = {language: texts()[language]}
    names = {tag: words["language_name"] for tag, words in texts().items()}
    short = (
        _short_script(has_map).replace('"TEXTS"', _json(own)).replace('"LANGUAGES"', _json(names))
    )
    return f'(()=>{{"use strict";{short}}})();'


@cache
def _short_script(has_map: bool) -> str:
    return short_script("\n".join(_read(name) for name in scripts(has_map)))


def _json(words: object) -> str:
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
