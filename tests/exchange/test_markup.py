"""Simple HTML is read without a parser, and to the same text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.exchange.markup import parsed_text, plain_text

WORDS = """<p> </p> <div> </div> <b> </b> <em> </em> <i> <u> <strong> <span> </span> <br> <br/>
    </br> <p/> &amp; &lt;b&gt; &nbsp; &quot; &#39; & &am &eacute; < > a 1917 Ø – <sup>2</sup>"""
SPACES = ["<br />", " ", "\n", "\r\n", "\t", "\xa0", "\0", "\f", "<!-- c -->", "<i class='x'>"]
PIECES = st.sampled_from([*WORDS.split(), *SPACES])


@given(st.lists(PIECES, max_size=14).map("".join))
@example("<p>in <b>1917</b>,<br>they say</p>")
@example("<b>")
@example("</b>")
@example("<p>a</p><p>b</p>")
@example("<div> a </div>")
@example("<span></span>")
def test_the_short_way_and_the_parser_agree(markup: str) -> None:
    assert plain_text(markup) == parsed_text(markup) or ("<" not in markup and "&" not in markup)


@pytest.mark.parametrize("count", [199, 200, 201, 400])
def test_deep_nesting_is_told_of_as_ever(count: int) -> None:
    markup = "<b>" * count + "x"
    assert plain_text(markup) == parsed_text(markup)
