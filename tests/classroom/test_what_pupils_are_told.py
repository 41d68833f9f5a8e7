"""What was right, with its proof; ranks; the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from fake_host import FakeHost
from pupil import asked, is_sent, joined, send, sends
from round_samples import LINES, PROOF, question, reveal

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize(
    ("verdict", "word"),
    [("right", "Right"), ("almost", "Almost"), ("wrong", "Not right"),
     ("unchecked", "Will be looked at")],
)  # fmt: skip
def test_a_verdict_has_a_word_and_a_symbol(
    page: Page, host: FakeHost, verdict: str, word: str
) -> None:
    joined(page, host)
    host.show("reveal", question("typed"), answer="Pravda", reveal=reveal(verdict, right=[]))
    page.get_by_role("heading", name=word, exact=True).wait_for()
    assert page.locator(f".verdict .icon-{verdict}").count() == 1


def test_the_proof_is_shown_with_its_words_marked(page: Page, host: FakeHost) -> None:
    asked(page, host, "choose")
    page.get_by_role("button", name="B. Georgy Lvov").click()
    is_sent(page)
    host.show("reveal", question("choose"), reveal=reveal("wrong", given="Georgy Lvov"))
    page.locator(".proof").wait_for()
    assert page.locator("mark").inner_text() == PROOF["text"][PROOF["start"] : PROOF["end"]]
    assert page.locator("figcaption").inner_text() == PROOF["source"]
    assert "Right answer" in page.locator(".judged .is-right").inner_text()
    assert "Your answer" in page.locator(".judged .is-wrong").inner_text()
    assert "Chosen by 17 of 24" in page.locator(".judged .is-right").inner_text()


def test_bars_are_shares_of_all_answers(page: Page, host: FakeHost) -> None:
    joined(page, host)
    host.show("reveal", question("choose"), answer=["o0"], reveal=reveal())
    page.locator(".judged").wait_for()
    widths = page.evaluate("[...document.querySelectorAll('.spread i')].map((i) => i.style.width)")
    assert [round(float(width.rstrip("%"))) for width in widths] == [71, 17, 8, 4]
    assert "Chosen by 4 of 24" in page.locator(".judged li").nth(1).inner_text()


def test_marks_count_letters_as_the_host_does(page: Page, host: FakeHost) -> None:
    joined(page, host)
    proof = {"text": "𝔄𝔅 war came", "start": 3, "end": 6, "source": ""}
    host.show("reveal", question("typed"), answer="x", reveal=reveal(proof=proof, right=[]))
    page.locator("mark").wait_for()
    assert page.locator("mark").inner_text() == "war"


def test_a_rank_is_shown_only_where_one_is_given(page: Page, host: FakeHost) -> None:
    joined(page, host)
    host.show("ranking", None, goal={"share": 0.64, "goal": 0.8})
    page.get_by_text("The class has 64% of all points. Its goal: 80%.").wait_for()
    assert page.get_by_text("Your rank").count() == 0
    host.me["rank"] = 3
    host.show("ranking", None)
    page.get_by_text("3 of 24").wait_for()


def test_at_the_end_all_questions_are_listed(page: Page, host: FakeHost) -> None:
    joined(page, host)
    host.show("ended", None, lines=LINES)
    page.get_by_role("heading", name="The round is over").wait_for()
    rows = page.locator(".lines li").all_inner_texts()
    assert len(rows) == len(LINES)
    assert re.search(r"Not right: Izvestia\s+Right answer: Pravda", rows[2])
    assert "No answer" in rows[3]
    again = page.get_by_role("button", name="Join another round").bounding_box()
    assert again["y"] < page.locator(".lines").bounding_box()["y"], "not below a long list"


def test_at_ones_own_pace_the_pupil_goes_on(page: Page, host: FakeHost) -> None:
    host.game["mode"] = "race"
    asked(page, host, "true_false")
    page.get_by_role("button", name="True").click()
    send(page)
    assert sends(page, host) is True
    host.show("reveal", question("true_false"), reveal=reveal(right=True, spread=None))
    page.get_by_role("button", name="Next question").click()
    assert host.wait_for("next")["turn"] == 2
    host.show("done", None)
    page.get_by_role("heading", name="You are through").wait_for()


def test_no_answer_is_not_a_wrong_answer(page: Page, host: FakeHost) -> None:
    joined(page, host)
    host.show(
        "reveal", question("typed"), reveal=reveal("none", given="", key="Pravda", right=None)
    )
    page.get_by_role("heading", name="No answer").wait_for()
    assert page.get_by_text("Not right").count() == 0
    assert "Pravda" in page.locator(".compare .key").inner_text()


# How many points of the map bear the colour of the ring round the right place, and around where.
RIGHT_MARK = """() => {
  const canvas = document.querySelector('canvas');
  const colour = getComputedStyle(canvas).getPropertyValue('--right').trim();
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = colour;
  const wanted = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
  probe.remove();
  const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const found = [];
  for (let at = 0; at < data.length; at += 4) {
    if (wanted.every((part, n) => data[at + n] === part)) found.push(at / 4);
  }
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [found.length, mean(found.map((at) => at % width)) / width, mean(found.map((at) => Math.floor(at / width))) / height];
}"""  # noqa: E501 - a script


def test_the_map_shows_where_it_was_beside_what_was_chosen(page: Page, host: FakeHost) -> None:
    joined(page, host)
    told = reveal("wrong", right=[59.99, 29.77], key="59.99° N, 29.77° E", given="50° N, 20° E")
    host.show("reveal", question("map"), answer=[50.0, 20.0], reveal=told)
    page.locator("canvas").wait_for()
    page.wait_for_load_state("networkidle")
    points, x, y = page.evaluate(RIGHT_MARK)
    assert points > 100
    assert 0.5 < x < 0.8 and 0.2 < y < 0.5, "east and north of what was chosen"
    host.show("reveal", question("map", 4), answer=None, reveal=told)
    page.wait_for_timeout(300)
    points, x, y = page.evaluate(RIGHT_MARK)
    assert points > 100 and abs(x - 0.5) < 0.05 and abs(y - 0.5) < 0.05
