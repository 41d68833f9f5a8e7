"""The name of a form: those of a newer QuizApp are kept, what is no name is refused."""

from __future__ import annotations

import pickle

import pytest

from quizapp.domain.review import Form


def test_a_form_of_a_newer_program_keeps_its_name_and_joins_no_list() -> None:
    newer = Form("map_click")
    assert newer is Form("map_click")
    assert newer.value == "map_click" == str(newer)
    assert newer not in list(Form)
    assert newer is not Form.CHOICES
    assert pickle.loads(pickle.dumps(newer)) is newer
    assert {newer: 1}[Form("map_click")] == 1


@pytest.mark.parametrize("name", ["", "By telepathy!", "x" * 41, "Typed", "a b", 7, None])
def test_what_is_no_name_is_no_form(name: object) -> None:
    with pytest.raises(ValueError, match="is not a valid Form"):
        Form(name)  # type: ignore[arg-type]
