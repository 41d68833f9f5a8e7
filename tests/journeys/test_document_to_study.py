"""From a document to a study session and on to the next start, through the real window."""

from __future__ import annotations

from pathlib import Path

from flights import fly, read_until

from quizapp.paths import resource


def test_a_document_becomes_questions_and_the_answers_survive_a_kill(own_home: Path) -> None:
    first = fly(own_home, "first_day", str(resource("samples", "decembrists.txt")))
    with first:
        said = read_until(first, "waiting")
        first.kill()
    answered = [line for line in said if line["what"] == "answered"]
    verdicts = {line["verdict"] for line in answered}
    assert verdicts == {"right", "wrong", "almost"}
    assert [line["same"] for line in said if line["what"] == "undone"] == [True]
    taken_back = next(line for line in said if line["what"] == "took back")
    assert taken_back["again"] == taken_back["id"]

    second = fly(own_home, "next_start")
    with second:
        later = read_until(second, "closed")
    assert second.returncode == 0
    found = {line["what"]: line for line in later}
    expected = [line["id"] for line in answered]
    expected.remove(taken_back["id"])
    assert sorted(found["log"]["ids"]) == sorted(expected)
    assert len(expected) == 10
    assert found["log"]["rows"] == len(answered) + 1
    assert found["states"]["rejected"] == 2
    assert found["states"]["unjudged"] == 0
    assert found["changed"]["ids"] == [line["id"] for line in said if line["what"] == "edited"]
    assert found["check"] == {"what": "check", "ok": True, "findings": []}
    # What was answered rightly today does not come again today.
    right = {line["id"] for line in answered if line["verdict"] == "right"}
    assert found["goes on"]["id"] not in right
