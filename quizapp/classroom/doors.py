"""What the host serves over HTTP, and to whom: the join page, pictures, coasts, and the socket.

Only pages of this host may talk to it: a name that somebody else made point to this machine (DNS
rebinding) is not one of its own, and a page from elsewhere is not let in. No path of the machine
is ever made of what a request says.
"""

from __future__ import annotations

import gzip
import ipaddress
from collections.abc import Awaitable, Callable
from functools import cache

from aiohttp import web

from quizapp.classroom.page.land import land_json
from quizapp.classroom.page.page import join_page, language_of, texts, words_json
from quizapp.classroom.reception import Reception
from quizapp.domain.task import MapPlace
from quizapp.errors import NotFound, QuizError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

CODE = "[A-Za-z0-9]{1,12}"
PICTURE_BYTES = 32 * 1024 * 1024
"""Of pictures that are kept, so that a class that looks at one does not read it forty times."""

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Server": "QuizApp",
}
_NOTHING = "default-src 'none'; frame-ancestors 'none'"


class Doors:
    """``application`` is what aiohttp runs. ``open_to`` says under which address."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception
        self._hosts: frozenset[str] = frozenset()
        self._has_map = any(isinstance(one.task, MapPlace) for one in reception.desk.live.posed)
        self._pictures: dict[str, tuple[bytes, str]] = {}
        self.application = web.Application(
            middlewares=[self._check], client_max_size=1_024
        )  # fmt: skip
        self.application.on_response_prepare.append(_add_headers)
        self.application.router.add_get("/", self._page)
        self.application.router.add_get(f"/j/{{code:{CODE}}}", self._page)
        self.application.router.add_get("/words/{language:[a-z]{2}}.json", self._words)
        self.application.router.add_get("/ws", self._socket)
        self.application.router.add_get("/picture/{id:[0-9a-f]{64}}", self._picture)
        self.application.router.add_get("/land.json", self._land)

    def open_to(self, address: str, port: int) -> None:
        names = [in_url(address)]
        if ipaddress.ip_address(address).is_loopback:
            names.append("localhost")
        self._hosts = frozenset(own_host(name, port) for name in names)

    @web.middleware
    async def _check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if (request.headers.get("Host") or "").lower() not in self._hosts:
            self._reception.refusals.add("host")
            raise web.HTTPMisdirectedRequest(text="This is not the address of this host.")
        origin = request.headers.get("Origin")
        if origin is not None and origin.lower() not in {f"http://{h}" for h in self._hosts}:
            self._reception.refusals.add("origin")
            raise web.HTTPForbidden(text="Pages from elsewhere are not let in.")
        return await handler(request)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        language = language_of(request.headers.get("Accept-Language", ""))
        page = join_page(language, has_map=self._has_map)
        headers = {
            "Content-Security-Policy": page.policy(sorted(self._hosts)),
            "Cache-Control": "no-cache",
            "ETag": f'"{page.tag}"',
            "Vary": "Accept-Encoding, Accept-Language",
        }
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return web.Response(status=304, headers=headers)
        return _packed(request, page.html, "text/html", headers)

    async def _words(self, request: web.Request) -> web.StreamResponse:
        language = request.match_info["language"]
        if language not in texts():
            raise web.HTTPNotFound(text="The page does not speak this language.")
        content = words_json(language)
        return _packed(request, content, "application/json", {"Cache-Control": "no-cache"})

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        return await self._reception.serve(request)

    async def _land(self, request: web.Request) -> web.StreamResponse:
        return _packed(request, land_json(), "application/json", {"Cache-Control": "max-age=86400"})

    async def _picture(self, request: web.Request) -> web.StreamResponse:
        id_ = request.match_info["id"]
        try:
            content, media_type = self._pictures.get(id_) or await self._opened(id_)
        except (NotFound, QuizError):
            self._reception.refusals.add("picture")
            raise web.HTTPNotFound(text="There is no such picture.") from None
        headers = {"Cache-Control": "private, max-age=86400"}
        return web.Response(body=content, content_type=media_type, headers=headers)

    async def _opened(self, id_: str) -> tuple[bytes, str]:
        found = await self._reception.desk.do(lambda live: live.picture(id_))
        if sum(len(content) for content, _ in self._pictures.values()) > PICTURE_BYTES:
            self._pictures.clear()
        self._pictures[id_] = found
        return found


def in_url(address: str) -> str:
    """As it stands in an address of the web: IPv6 in brackets."""
    return f"[{address}]" if ":" in address else address


def own_host(name: str, port: int) -> str:
    return name.lower() if port == 80 else f"{name.lower()}:{port}"


@cache
def _zipped(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _packed(
    request: web.Request, content: bytes, media_type: str, headers: dict[str, str]
) -> web.Response:
    headers = {"Vary": "Accept-Encoding", **headers}
    if "gzip" in request.headers.get("Accept-Encoding", "").lower():
        content = _zipped(content)
        headers["Content-Encoding"] = "gzip"
    return web.Response(
        body=content, content_type=media_type, charset="utf-8", headers=headers
    )  # fmt: skip


async def _add_headers(_: web.Request, response: web.StreamResponse) -> None:
    for name, value in _ALWAYS.items():
        response.headers[name] = value
    response.headers.setdefault("Content-Security-Policy", _NOTHING)
    response.headers.setdefault("Cache-Control", "no-store")
