"""Makes the page's style and scripts short: the files stay as they are written; what is sent has no
comments, no spaces that say nothing, one declaration where several stand in a row, short names, and
the shortest of the words that mean the same.

This reads the plain JavaScript of this folder, not all there is: no templates, no labels, one
variable a declaration. A name that the scripts declare gets the same short name wherever it stands
for itself, and that short name occurs nowhere else: so every name goes on meaning what it meant.
Properties keep their letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<number>\d[\w.]*|\.\d\w*)
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<sign>===|!==|=>|==|!=|<=|>=|&&|\|\||\+\+|--|\+=|-=|\*=|\.\.\.|<<|>>|[^\s\w])
    """,
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_BEFORE_REGEX = frozenset((*"(,=:[!&|?{};", "&&", "||", "=>", "return", "typeof", "case"))
# fmt: off
_WORDS = frozenset((
    "break", "case", "catch", "class", "const", "continue", "default", "delete", "do", "else",
    "extends", "false", "finally", "for", "function", "get", "if", "in", "instanceof", "let", "new",
    "null", "of", "return", "set", "static", "super", "switch", "this", "throw", "true", "try",
    "typeof", "undefined", "var", "void", "while", "async", "await", "yield", "constructor",
    "arguments",
))
# fmt: on
_MAKES = frozenset({"const", "let", "var", "function", "class"})
_SHORTER = {"const": "let", "true": "!0", "false": "!1"}
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$"
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")


def short_script(text: str) -> str:
    """The same script in fewer letters."""
    tokens = _Script(list(_tokens(text))).renamed()
    return _joined(_declared_together(list(_without_needless(tokens))))


def short_style(text: str, script: str = "") -> str:
    """``script``: what goes with it; the colours that it asks for by name keep their names."""
    text = _short_properties(text, script)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r" ?([{};,>]) ?", r"\1", re.sub(r"\s+", " ", text))
    text = re.sub(r"(?<=[\w-]): (?=[^{}]*[;}])", ":", text)
    return text.replace(";}", "}").strip()


def _short_properties(text: str, script: str) -> str:
    """Each ``--name`` of the style's own as a letter or two."""
    counts = Counter(re.findall(r"--([a-z][\w-]*)", text))
    asked = set(re.findall(r'"([a-z][\w-]*)"', script))
    ordered = sorted(counts.keys() - asked, key=lambda name: (-counts[name], name))
    free = (name for name in _shortest_first() if name not in asked)
    short = dict(zip(ordered, free, strict=False))

    def new(found: re.Match[str]) -> str:
        name = str(found[1])
        return f"--{short.get(name, name)}"

    return re.sub(r"--([a-z][\w-]*)", new, text)


class _Script:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._inside = list(_brackets(tokens))

    def renamed(self) -> list[str]:
        short = self._short_names()
        return [self._new(place, token, short) for place, token in enumerate(self._tokens)]

    def _new(self, place: int, token: str, short: dict[str, str]) -> str:
        if self._is_property(place):
            return token
        if token not in short:
            return _SHORTER.get(token, token)
        new = short[token]
        return f"{token}:{new}" if self._is_shorthand(place) else new

    def _short_names(self) -> dict[str, str]:
        made = {name for name in self._declared() if _is_name(name)}
        counts = Counter(token for n, token in enumerate(self._tokens) if not self._is_property(n))
        taken = set(self._tokens) | _WORDS
        free = (name for name in _shortest_first() if name not in taken)
        ordered = sorted(made, key=lambda name: (-counts[name], name))
        pairs = ((name, next(free)) for name in ordered)
        return {name: new for name, new in pairs if len(new) < len(name)}

    def _declared(self) -> Iterator[str]:
        tokens = self._tokens
        for place, token in enumerate(tokens):
            if token in _MAKES:
                yield from self._made(place + 1)
            elif token == "=>" or (token == "{" and tokens[place - 1] == ")"):
                yield from self._parameters(place - 1)

    def _made(self, place: int) -> list[str]:
        """By a declaration: one name, or those between brackets."""
        tokens = self._tokens
        if tokens[place] not in _OPENING:
            return [tokens[place]]
        return tokens[place + 1 : self._end(place)]

    def _parameters(self, end: int) -> list[str]:
        """Of what has its body after ``end``; none of an ``if`` and the like."""
        tokens = self._tokens
        if tokens[end] != ")":
            return [tokens[end]]
        inner = tokens[self._start(end) + 1 : end]
        is_list = tokens[self._start(end) - 1] not in ("if", "for", "while", "switch")
        return inner if is_list and all(t in (",", "...") or _is_name(t) for t in inner) else []

    def _start(self, end: int) -> int:
        depth = 0
        for place in range(end, -1, -1):
            depth += (self._tokens[place] in _CLOSING) - (self._tokens[place] in _OPENING)
            if depth == 0:
                return place
        raise ValueError("a bracket is never opened")

    def _end(self, start: int) -> int:
        depth = 0
        for place in range(start, len(self._tokens)):
            depth += (self._tokens[place] in _OPENING) - (self._tokens[place] in _CLOSING)
            if depth == 0:
                return place
        raise ValueError("a bracket is never closed")

    def _is_property(self, place: int) -> bool:
        """After a dot, before a colon in braces, or the name of a method."""
        if place == 0 or place + 1 == len(self._tokens):
            return False
        before, after = self._tokens[place - 1], self._tokens[place + 1]
        if before == ".":
            return True
        if self._inside[place] != "{" or before not in ("{", ",", "}", ";"):
            return False
        if after == ":":
            return before in ("{", ",")
        return after == "(" and self._tokens[self._end(place + 1) + 1] == "{"

    def _is_shorthand(self, place: int) -> bool:
        """``{ turn, response }``: both the property and what stands for itself."""
        before, after = self._tokens[place - 1], self._tokens[place + 1]
        in_braces = self._inside[place] == "{"
        return in_braces and before in ("{", ",") and after in (",", "}")


def _tokens(text: str) -> Iterator[str]:
    at, before = 0, ";"
    while at < len(text):
        match = None
        if text[at] == "/" and text[at + 1] not in "/*" and before in _BEFORE_REGEX:
            match = _REGEX.match(text, at)
        match = match or _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"This cannot be read: {text[at : at + 40]}")
        at = match.end()
        if match.lastgroup != "space":
            before = match.group()
            yield before


def _brackets(tokens: Sequence[str]) -> Iterator[str]:
    """For each token the bracket around it; "" for none."""
    open_: list[str] = []
    for token in tokens:
        if token in _CLOSING:
            open_.pop()
        yield open_[-1] if open_ else ""
        if token in _OPENING:
            open_.append(token)


def _without_needless(tokens: Sequence[str]) -> Iterator[str]:
    """No comma after the last of a list, no brackets around the one parameter of an arrow."""
    for place, token in enumerate(tokens):
        if token == "," and tokens[place + 1] in _CLOSING:
            continue
        if token == "(" and _is_arrow_of_one(tokens[place : place + 4]):
            continue
        if token == ")" and _is_arrow_of_one(tokens[place - 2 : place + 2]):
            continue
        yield token


def _is_arrow_of_one(tokens: Sequence[str]) -> bool:
    return [*tokens[:1], *tokens[2:]] == ["(", ")", "=>"] and _is_name(tokens[1])


def _declared_together(tokens: Sequence[str]) -> list[str]:
    """``let a=1;let b=2`` as ``let a=1,b=2``: where the statement before began so too."""
    out: list[str] = []
    begins = [""]  # with what the statement that is read begins, in each bracket around it
    is_first = True
    for token in tokens:
        if is_first and token == begins[-1] == "let":
            out[-1] = ","
            is_first = False
            continue
        if is_first or token == "let":
            begins[-1] = token
        if token in _CLOSING:
            begins.pop()
        elif token in _OPENING:
            begins.append("")
        is_first = token in ("{", ";")
        out.append(token)
    return out


def _joined(tokens: Sequence[str]) -> str:
    """With a space only where two tokens would become one."""
    out: list[str] = []
    last = " "
    for token in tokens:
        words = _is_letter(last) and _is_letter(token[0])
        if words or last + token[0] in ("++", "--", "//", "/*"):
            out.append(" ")
        out.append(token)
        last = token[-1]
    return "".join(out).replace(";}", "}")


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign in "_$"


def _is_name(token: str) -> bool:
    return (token[0].isalpha() or token[0] in "_$") and token not in _WORDS


def _shortest_first() -> Iterator[str]:
    yield from _LETTERS
    for first in _LETTERS:
        for second in (*_LETTERS, *"0123456789"):
            yield first + second
