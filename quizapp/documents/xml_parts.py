"""Parsing XML that came from outside: no entities, no network, no huge trees."""

from __future__ import annotations

from typing import Any

from quizapp.errors import UnreadableDocument


def parse_xml(data: bytes) -> Any:
    """The root element (lxml). Raises ``UnreadableDocument`` for what is no XML or a bomb."""
    from lxml import etree

    if b"<!ENTITY" in data[:100_000]:
        raise UnreadableDocument(
            "It defines XML entities, which documents do not need and attacks use. It was not read."
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument("It is damaged: a part of it is no XML.") from error
    if root is None:
        raise UnreadableDocument("It is damaged: a part of it is empty.")
    return root


def local_name(element: Any) -> str:
    """The tag without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
