"""Setting questions aside, a test and cramming, through the real window and the real file."""

from __future__ import annotations

from pathlib import Path

from flights import fly, read_until


def test_what_was_set_aside_stays_so_and_only_a_test_is_logged(own_home: Path) -> None:
    with fly(own_home, "set_aside") as pilot:
        said = read_until(pilot, "closed")
    by_name = {line["what"]: line for line in said}
    tested = [line["id"] for line in said if line["what"] == "tested"]
    crammed = [line["id"] for line in said if line["what"] == "crammed"]
    assert not any(line["shown"] for line in said if line["what"] == "tested")
    assert len(tested) == 3
    assert len(set(crammed)) == 2
    assert by_name["mark"]["text"].endswith("%")
    assert by_name["log"]["ids"] == tested
    aside = {by_name["buried"]["id"], by_name["suspended"]["id"]}
    assert not aside & {*tested, *crammed}

    with fly(own_home, "take_back") as pilot:
        said = read_until(pilot, "closed")
    later = {line["what"]: line for line in said}
    assert later["found"]["ids"] == [by_name["suspended"]["id"]]
    assert later["left"]["number"] == 0
    assert later["aside"]["ids"] == [by_name["buried"]["id"]]
