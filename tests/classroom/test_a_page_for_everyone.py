"""Keyboards, screen readers, any size, language, colours, motion; and no foreign host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from fake_host import FakeHost
from pupil import asked, is_sent, joined, send, sends
from round_samples import LINES, STEMS, question, reveal

from quizapp.classroom.page.page import FOLDER

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_time_is_said_only_at_ten_and_five_seconds(page: Page, host: FakeHost) -> None:
    page.clock.install()
    joined(page, host)
    page.evaluate(
        "window.said = []; new MutationObserver(() => {"
        " const text = document.getElementById('say').textContent; if (text) said.push(text);"
        "}).observe(document.getElementById('say'), {childList: true, subtree: true})"
    )
    host.show("open", question("choose"), left=14.0)
    page.locator(".kind-choose").wait_for()
    page.get_by_role("timer").filter(has_text="0:1").wait_for()
    for _ in range(16 * 5):
        page.clock.run_for(200)
    assert page.evaluate("said") == ["10 seconds left", "5 seconds left"]
    assert page.locator(".clock").inner_text() == "0:00"


def test_what_was_said_of_an_answer_is_gone_with_its_question(page: Page, host: FakeHost) -> None:
    said = page.locator("#say")
    asked(page, host, "true_false")
    page.get_by_role("button", name="True").click()
    said.get_by_text("Answer sent").wait_for(state="attached")
    host.show("open", question("choose", 3))
    page.locator(".kind-choose").wait_for()
    page.wait_for_timeout(200)
    assert said.text_content() == ""


def test_the_keyboard_alone_is_enough(page: Page, host: FakeHost) -> None:
    page.goto(host.url)
    page.get_by_label("Code").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("K7MQ")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Join").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="quiet heron").wait_for()
    host.show("open", question("choose"))
    page.locator("h1.stem:focus").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert sends(page, host) == ["o1"]
    page.keyboard.press("4")
    assert host.wait_for("answer", 2)["response"] == ["o3"]
    host.show("open", question("cloze", 3))
    page.locator("h1.stem:focus", has_text=STEMS["cloze"]).wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("Brest")
    page.keyboard.press("Enter")  # on to the next gap
    page.keyboard.type("Mar")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert host.wait_for("answer", 3)["response"] == ["Brest", "g0"]


def test_every_field_has_a_name(page: Page, host: FakeHost) -> None:
    joined(page, host)
    kinds = ("choose", "true_false", "typed", "numeric", "when", "cloze", "order", "match", "map",
             "open")  # fmt: skip
    for turn, kind in enumerate(kinds):
        host.show("open", question(kind, turn))
        page.locator(f".kind-{kind}").wait_for()
        assert page.evaluate(NAMELESS) == [], kind
        assert page.evaluate(SMALL) == [], kind


NAMELESS = """() => [...document.querySelectorAll('button, input, select, textarea, canvas')]
  .filter((one) => one.offsetParent && !(one.getAttribute('aria-label') || one.textContent.trim()
    || (one.labels && one.labels.length))).map((one) => one.outerHTML)"""

SMALL = """() => [...document.querySelectorAll('button, input, select, textarea, summary')]
  .filter((one) => one.offsetParent).map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width < 44 || box.height < 44)
  .map(([one, box]) => one.outerHTML + box.width + 'x' + box.height)"""

TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("text_size", [100, 200])
def test_nothing_is_cut_off_on_a_small_phone(page: Page, host: FakeHost, text_size: int) -> None:
    """200 % text on 320 pixels is more than the 200 % zoom of a 640 pixel wide window."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () =>"
        f" {{ document.documentElement.style.fontSize = '{text_size}%'; }})"
    )
    host.lobby |= {"naming": "free", "teams": 4}
    page.goto(f"{host.url}/j/K7MQ")
    page.get_by_label("Your name").fill("Ada")
    assert page.evaluate(TOO_WIDE) == 0
    page.get_by_role("button", name="Join").click()
    page.get_by_role("heading", name="Ada").wait_for()
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    kinds = ("choose", "true_false", "typed", "numeric", "when", "cloze", "order", "match", "map",
             "open", "information")  # fmt: skip
    for turn, kind in enumerate(kinds):
        host.show("open", question(kind, turn, stem=f"What is a {long}?"), left=300.0)
        page.locator(f".kind-{kind}").wait_for()
        assert page.evaluate(TOO_WIDE) == 0, kind
    host.show("reveal", question("choose", 20), reveal=reveal("wrong", explanation=long))
    page.locator(".verdict").wait_for()
    assert page.evaluate(TOO_WIDE) == 0
    host.me["rank"] = 20
    host.show("ended", None, lines=LINES, goal={"share": 0.9, "goal": 0.8})
    page.locator(".lines").wait_for()
    assert page.evaluate(TOO_WIDE) == 0


COVERED = """() => {
  const foot = document.querySelector('.foot').getBoundingClientRect();
  return [...document.querySelectorAll('.option, .item, .pair, input, textarea')]
    .filter((one) => one.offsetParent && foot.height)
    .filter((one) => one.getBoundingClientRect().bottom > foot.top).map((one) => one.textContent);
}"""


@pytest.mark.parametrize(("width", "height"), [(390, 664), (360, 560), (320, 480), (1024, 500)])
def test_no_option_is_ever_under_the_bar_at_the_foot(
    page: Page, host: FakeHost, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    joined(page, host)
    texts = ("The Petrograd Soviet", "The Provisional Government", "The State Duma",
             "The Constituent Assembly")  # fmt: skip
    options = [{"id": f"o{place}", "text": text} for place, text in enumerate(texts)]
    stem = "Which body issued Order No. 1 to the garrison of Petrograd on March 1, 1917?"
    for turn, several in enumerate((False, True)):
        host.show("open", question("choose", turn, stem=stem, options=options, several=several))
        page.locator("h1", has_text=stem).wait_for()
        page.locator("[aria-pressed=true]").wait_for(state="detached")
        assert page.evaluate(COVERED) == [], "before anything is chosen"
        page.locator(".option").first.click()
        assert page.evaluate(COVERED) == [], "once one is chosen"
        if several:
            send(page)
        is_sent(page)
        assert page.evaluate(COVERED) == [], "once it is sent"


def test_four_options_and_what_became_of_them_fit_on_a_phone(page: Page, host: FakeHost) -> None:
    """As high as Safari leaves the page of a common one."""
    page.set_viewport_size({"width": 390, "height": 664})
    asked(page, host, "choose")
    page.locator(".option").first.click()
    is_sent(page)
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") == 0


def test_right_to_left(page: Page, host: FakeHost) -> None:
    page.goto(f"{host.url}/j/K7MQ?lang=ar")
    page.locator("button.main").click()
    page.locator(".face").wait_for()
    assert page.evaluate("document.documentElement.dir + document.documentElement.lang") == "rtlar"
    host.show("open", question("choose"))
    option = page.locator(".option").first
    option.wait_for()
    badge = option.locator(".badge").bounding_box()
    whole = option.bounding_box()
    assert badge
    assert whole
    assert badge["x"] > whole["x"] + whole["width"] / 2
    assert page.evaluate(TOO_WIDE) == 0


def test_the_language_is_that_of_the_browser_and_can_be_changed(page: Page, host: FakeHost) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'languages', {get: () => ['pt-BR', 'de-AT', 'en']})"
    )
    page.goto(host.url)
    page.get_by_role("heading", name="Mach mit").wait_for()
    page.get_by_label("Sprache").select_option("fr")
    page.get_by_role("heading", name="Rejoins la partie").wait_for()
    page.reload()
    page.get_by_role("heading", name="Rejoins la partie").wait_for()
    assert page.evaluate("document.documentElement.lang") == "fr"


def test_light_and_dark_follow_the_system_and_can_be_read(page: Page, host: FakeHost) -> None:
    """The page calls its colours by letters: beside it lies the style as it is written."""
    asked(page, host, "choose")
    written = "".join((FOLDER / name).read_text("utf-8") for name in ("join.css", "map.css"))
    page.evaluate(BESIDE, written)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 29)"
        assert dark == (scheme == "dark")
        assert page.evaluate(CONTRASTS) == []


BESIDE = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}"""

CONTRASTS = """() => {
  const probe = document.body.appendChild(document.createElement('i'));
  const rgb = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map(Number);
  };
  const light = (name) => {
    const [r, g, b] = rgb(name).map((v) => v / 255)
      .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const pairs = [];
  for (const ground of ['window', 'base', 'alt', 'accent-soft', 'sky']) {
    pairs.push(['text', ground, 4.5], ['muted', ground, 4.5]);
  }
  for (const word of ['right', 'almost', 'wrong']) {
    pairs.push([word, 'base', 4.5], [word, word + '-soft', 4.5]);
  }
  for (let hue = 0; hue < 6; hue += 1) pairs.push(['on-accent', 'hue-' + hue, 4.5]);
  pairs.push(['on-accent', 'accent', 4.5], ['text', 'evidence', 4.5], ['strong', 'base', 3],
    ['muted', 'pressed', 4.5], ['cross', 'land', 3], ['cross', 'sea', 3]);
  const bad = pairs.filter(([a, b, least]) => ratio(a, b) < least).map((p) => p.join(' '));
  probe.remove();
  return bad;
}"""


def test_reduced_motion_stands_still(page: Page, host: FakeHost) -> None:
    page.emulate_media(reduced_motion="reduce")
    joined(page, host)
    moving = "[...document.getAnimations()].length"
    assert page.evaluate(moving) == 0
    host.show("reveal", question("choose"), answer=["o0"], reveal=reveal())
    page.locator(".verdict").wait_for()
    assert page.evaluate(moving) == 0


def test_no_foreign_host_is_asked_for_anything(page: Page, host: FakeHost) -> None:
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.on("websocket", lambda socket: asked_for.append(socket.url))
    asked(page, host, "map", picture="p1", alt="")
    page.wait_for_load_state("networkidle")
    own = re.compile(rf"(http|ws)://127\.0\.0\.1:{host.port}/|data:")
    assert len(asked_for) >= 4
    assert [url for url in asked_for if not own.match(url)] == []
