"""What is sent is the same script and the same style, shorter. That the page still works with it is
shown by all tests of the page: they play the short one."""

from __future__ import annotations

import pytest

from quizapp.classroom.page.page import FOLDER, scripts
from quizapp.classroom.page.shorten import _Script, _tokens, short_script, short_style


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("const answer = 1; // why\nsend(answer);", "let a=1;send(a);"),
        ('const word = "// a  text";', 'let a="// a  text";'),
        ("const rule = /[/\\\\]+ \\d/g.test(x) / 2;", "let a=/[/\\\\]+ \\d/g.test(x)/2;"),
        ("const turn = 1; go({ turn, at: turn });", "let a=1;go({turn:a,at:a});"),
        ("const turn = 1; go(a.turn, [turn, turn]);", "let b=1;go(a.turn,[b,b]);"),
        ("function paint(first, ...others) { return others; }",
         "function c(b,...a){return a}"),
        ("const box = { paint() { return 1; } }; box.paint();",
         "let a={paint(){return 1}};a.paint();"),
        ("const right = good ? yes : no;", "let a=good?yes:no;"),
        ("const each = list.map((one) => one.place);", "let b=list.map(a=>a.place);"),
        ("const [one, two] = pair; x(two);", "let[b,a]=pair;x(a);"),
        ("let i = 0; x = i + +y - -z;", "let i=0;x=i+ +y- -z;"),
        ("const one = 1; const two = one; go(two);", "let a=1,b=a;go(b);"),
        ("let one = 1; const two = one; go(two);", "let a=1,b=a;go(b);"),
        ("go(true, { true: false }, x.true);", "go(!0,{true:!1},x.true);"),
        ("const one = () => { go(1); go(2); }; const two = one;",
         "let a=()=>{go(1);go(2)},b=a;"),
        ("go(() => (x)); go((x) => x);", "go(()=>(x));go(x=>x);"),
        ("if (x) go(1); const one = 1; for (const two of x) { const end = two; }",
         "if(x)go(1);let c=1;for(let a of x){let b=a}"),
        ("const list = [1, 2,]; go(list, { one: (a, b) => list, });",
         "let c=[1,2];go(c,{one:(a,b)=>c});"),
        ("class Link { start() { this.start(); } }", "class a{start(){this.start()}}"),
    ],
)  # fmt: skip
def test_names_that_are_declared_are_short_and_properties_stay(written: str, short: str) -> None:
    assert short_script(written) == short


def test_every_name_goes_on_meaning_what_it_meant() -> None:
    """One short name for each, that was no name before."""
    tokens = list(_tokens("\n".join((FOLDER / name).read_text("utf-8") for name in scripts(True))))
    found = _Script(tokens)._short_names()
    assert len(found) > 300
    assert len(set(found.values())) == len(found)
    assert not set(found.values()) & set(tokens)


def test_colours_have_short_names_but_for_those_that_the_script_asks_for() -> None:
    written = ":root { --text: #000; --sea: #fff; } p { color: var(--text); --text: red }"
    assert short_style(written, 'colour("sea")') == (
        ":root{--a:#000;--sea:#fff}p{color:var(--a);--a:red}"
    )


def test_a_style_keeps_what_its_selectors_and_values_need() -> None:
    written = """
    /* a note */
    .a > .b:hover, .a .c { color: var(--a); margin: 0 calc(1rem + 2px); }
    @media (min-width: 40rem) { .a:not(.b) { width: 1px } }
    """
    assert short_style(written) == (
        ".a>.b:hover,.a .c{color:var(--a);margin:0 calc(1rem + 2px)}"
        "@media (min-width: 40rem){.a:not(.b){width:1px}}"
    )
