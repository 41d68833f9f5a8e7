"""Making many objects at once."""

from __future__ import annotations

import gc

import pytest

from quizapp.exchange.bulk import making_many


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_paused_and_then_as_it_was(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(KeyError), making_many():
            assert not gc.isenabled()
            raise KeyError
        assert gc.isenabled() is was_on
    finally:
        gc.enable()
