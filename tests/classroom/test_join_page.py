"""The pupils' page as a file: one, small, closed to everything foreign, in five languages."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from urllib.request import urlopen

import pytest
from classroom_world import Room, questions

from quizapp.classroom.page.land import land_json
from quizapp.classroom.page.page import (
    FOLDER,
    WITHOUT_MAP,
    join_page,
    language_of,
    scripts,
    texts,
    words_json,
)
from quizapp.domain.task import MapPlace

HTML = join_page().html.decode()
SCRIPTS = (*scripts(has_map=True), WITHOUT_MAP)
MOST_BYTES, MOST_ZIPPED = 59_500, 21_000
MOST_BYTES_WITH_MAP, MOST_ZIPPED_WITH_MAP = 67_500, 24_200


@pytest.mark.parametrize("language", sorted(texts()))
def test_it_is_small_in_every_language(language: str) -> None:
    page, with_map = join_page(language, has_map=False), join_page(language)
    assert len(page.html) < MOST_BYTES
    assert len(page.zipped) < MOST_ZIPPED
    assert len(with_map.html) < MOST_BYTES_WITH_MAP
    assert len(with_map.zipped) < MOST_ZIPPED_WITH_MAP


@pytest.mark.of_files
def test_the_map_comes_with_the_page_of_a_round_that_asks_for_a_place(
    hold: Callable[..., Room],
) -> None:
    with_map = hold()
    without = hold(asked=[one for one in questions() if not isinstance(one.task, MapPlace)])
    assert "getContext" in _got(with_map.host.join_url)
    assert "getContext" not in _got(without.host.join_url)


def _got(url: str) -> str:
    with urlopen(url, timeout=10) as answer:
        return str(answer.read().decode())


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("de-AT,de;q=0.9,en;q=0.8", "de"), ("pt-BR, fr;q=0.5", "fr"), ("xx", "en"), ("", "en"),
     ("EN-gb", "en"), ("*", "en")],
)  # fmt: skip
def test_it_comes_in_the_language_of_the_browser(accepted: str, language: str) -> None:
    assert language_of(accepted) == language
    html = join_page(language).html.decode()
    assert texts()[language]["join"] in html
    assert texts()["ar"]["code_title"] not in html


def test_the_words_of_every_other_language_can_be_had() -> None:
    for language, words in texts().items():
        assert json.loads(words_json(language)) == words


def test_it_needs_nothing_from_anywhere() -> None:
    assert re.findall(r'(?:src|href)="(?!data:)[^"]*"', HTML) == []
    foreign = set(re.findall(r"https?://[^\s'\"]+", HTML)) - {"http://www.w3.org/2000/svg"}
    assert foreign == set()
    assert "@import" not in HTML


def test_the_policy_allows_exactly_its_own_style_and_script() -> None:
    policy = join_page().policy(["192.168.1.5:8010"])
    for tag in ("style", "script"):
        found = re.findall(rf"<{tag}>(.*?)</{tag}>", HTML, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert len(found) == 1
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "connect-src 'self' ws://192.168.1.5:8010;" in policy
    assert "unsafe" not in policy


def test_text_never_becomes_html() -> None:
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert way not in HTML


def test_a_phone_may_zoom() -> None:
    assert "user-scalable" not in HTML
    assert "maximum-scale" not in HTML


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("optional chaining", r"\?\.[A-Za-z(\[]"),
        ("nullish coalescing", r"\?\?"),
        ("spread of an object", r"\{\s*\.\.\."),
        ("catch without a name", r"catch \{"),
        ("replaceChildren", r"replaceChildren"),
        ("private fields", r"this\.#"),
        ("logical assignment", r"\|\|="),
        ("look-behind", r"\(\?<"),
    ],
)
def test_browsers_of_years_ago_read_it(name: str, sign: str) -> None:
    for script in SCRIPTS:
        assert not re.search(sign, (FOLDER / script).read_text("utf-8")), f"{name} in {script}"


@pytest.mark.parametrize("language", sorted(texts()))
def test_every_language_says_everything(language: str) -> None:
    english, words = texts()["en"], texts()[language]
    assert words.keys() == english.keys()
    for key, text in words.items():
        assert text.strip(), key
        assert set(re.findall(r"\{\d\}", text)) == set(re.findall(r"\{\d\}", english[key])), key


def test_every_word_that_is_used_is_there_and_every_word_is_used() -> None:
    source = "".join((FOLDER / name).read_text("utf-8") for name in SCRIPTS)
    english = texts()["en"]
    named = set(re.findall(r'\bt\("([a-z_]+)"', source))
    assert named <= english.keys()
    said = set(re.findall(r'"([a-z_]+)"', source)) | {"language_name"}
    unused = {key for key in english if key not in said and not key.startswith("why_")}
    assert unused == set()


def test_the_land_is_land() -> None:
    """Moscow lies on land, the middle of the Atlantic does not."""
    tiles = json.loads(land_json())["land"]
    assert any(_is_in(rings, 37.6, 55.8) for rings in tiles)
    assert not any(_is_in(rings, -40.0, 30.0) for rings in tiles)


def test_the_land_is_light() -> None:
    assert len(land_json()) < 250_000


def _is_in(rings: list[list[float]], east: float, north: float) -> bool:
    crossings = 0
    for ring in rings:
        points = list(zip(ring[::2], ring[1::2], strict=True))
        for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
            if (y1 > north) != (y2 > north):
                crossings += east < x1 + (north - y1) / (y2 - y1) * (x2 - x1)
    return crossings % 2 == 1
