"""One tree for all of QTI: 2.x and 3.0 say the same in other spellings.

``qti-choice-interaction`` with ``response-identifier`` becomes ``choiceInteraction`` with
``responseIdentifier``; namespaces go. QTI 1.2 has its own names and keeps them.
"""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Iterator, Sequence

from quizapp.exchange.safe_xml import Element, local_name

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}"
_DASH = re.compile(r"-([a-z0-9])")
_OF_3 = re.compile("qti-[a-zA-Z]")
_HTML = re.compile(r"(data|aria)-|class$|style$")
MARK = "\ue000{}\ue001"
_MARKED = re.compile("\ue000(\\d+)\ue001")

_SPELLINGS = {
    name.lower(): name
    for name in (
        "textEntryInteraction", "inlineChoiceInteraction", "inlineChoice", "choiceInteraction",
        "simpleChoice", "extendedTextInteraction", "orderInteraction", "matchInteraction",
        "responseIdentifier",
    )
}  # fmt: skip
"""HTML tools of some writers spell all in small letters."""

_SPELLINGS["contentBody"] = "div"  # QTI 3.0 wraps the texts of blocks

INLINE = ("textEntryInteraction", "inlineChoiceInteraction")
_APART = (
    "rubricBlock", "modalFeedback", "feedbackBlock", "feedbackInline", "stylesheet",
    "templateBlock", "templateInline", "catalogInfo",
)  # fmt: skip


def normalised(root: Element) -> Element:
    """The same tree, its names changed in place."""
    from lxml import etree

    for element in root.iter(etree.Element):
        name = _tag(element.tag)
        if name != element.tag:
            element.tag = name
        for key in list(element.attrib):
            wanted = _key(key)
            if wanted != key:
                element.set(wanted, element.attrib.pop(key))
    return root


@functools.lru_cache(maxsize=2000)
def _tag(tag: str) -> str:
    name = tag.rpartition("}")[2]
    if _OF_3.match(name):
        name = _camel(name.removeprefix("qti-"))
    return _SPELLINGS.get(name, name)


@functools.lru_cache(maxsize=2000)
def _key(key: str) -> str:
    name = key.rpartition("}")[2]
    if key.startswith(XML_SPACE):
        return key
    return name if _HTML.match(name) else _SPELLINGS.get(name) or _camel(name)


def interactions(body: Element) -> list[Element]:
    """All that ask for something, in the order of the text."""
    return [element for element in body.iter() if is_interaction(element)]


def is_interaction(element: Element) -> bool:
    return local_name(element).endswith("Interaction")


def without(element: Element, *names: str) -> Element:
    """A copy without the elements of these names; the text behind them stays."""
    found = copy.deepcopy(element)
    for each in list(found.iter(*names)):
        if each is not found:
            _cut(each, "")
    return found


def marked_body(body: Element) -> Element:
    """A copy of the text: gaps are marks, other interactions are gone but for their prompts."""
    found = copy.deepcopy(body)
    number = 0
    for element in list(found.iter()):
        name = local_name(element)
        if name in INLINE or name == "gap":
            _cut(element, MARK.format(number))
            number += 1
        elif name in ("gapText", "gapImg"):
            _cut(element, "")
        elif name in _APART and element is not found:
            _cut(element, " ")
        elif is_interaction(element) and name != "gapMatchInteraction":
            _keep_prompt(element)
    for element in found.iter("gapMatchInteraction", "prompt"):
        element.tag = "div"
    return found


def split_at_marks(text: str) -> tuple[list[str], list[int]]:
    parts = _MARKED.split(text)
    return parts[::2], [int(number) for number in parts[1::2]]


def without_marks(text: str, filled: str) -> str:
    return _MARKED.sub(filled, text)


def markup(element: Element, *skipped: str) -> str:
    """What stands in an element as HTML, without the elements named."""
    from lxml import etree

    if not len(element):
        return _escaped(element.text or "")
    found = _lean(element, skipped) if skipped else element
    parts = [_escaped(found.text or "")]
    for child in found:
        parts.append(etree.tostring(child, encoding="unicode", method="html", with_tail=True))
    return "".join(parts)


def _lean(element: Element, skipped: Sequence[str]) -> Element:
    """The element itself where nothing in it is to be left out: copies cost time."""
    return element if next(element.iter(*skipped), None) is None else without(element, *skipped)


def outer_markup(element: Element) -> str:
    """An element as HTML, without what follows it."""
    from lxml import etree

    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def children(element: Element, *names: str) -> Iterator[Element]:
    """Those of the names anywhere below, but not inside an interaction within."""
    for child in element:
        if local_name(child) in names:
            yield child
        elif not is_interaction(child):
            yield from children(child, *names)


def _camel(name: str) -> str:
    return _DASH.sub(lambda found: found.group(1).upper(), name)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _keep_prompt(element: Element) -> None:
    """An interaction becomes a division that holds nothing but its prompt."""
    prompt = element.find("prompt")
    tail = element.tail
    element.clear()
    element.tail = tail
    element.tag = "div"
    if prompt is not None:
        prompt.tail = None
        prompt.tag = "div"
        element.append(prompt)


def _cut(element: Element, instead: str) -> None:
    parent = element.getparent()
    if parent is None:
        return
    text = instead + (element.tail or "")
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(element)
