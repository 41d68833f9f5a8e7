"""What the standard asks of a package (QTI 2.1 and Content Packaging 1.1), written as a check.

The order of elements in an item, the names that may stand in it, identifiers that refer to
something, and files that the manifest lists: what the schemas say, and some of what they cannot.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

Element = Any

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
TEMPLATES = {
    f"http://www.imsglobal.org/question/qti_v2p1/rptemplates/{name}"
    for name in ("match_correct", "map_response", "map_response_point")
}
ORDER = (
    "responseDeclaration", "outcomeDeclaration", "templateDeclaration", "templateProcessing",
    "assessmentStimulusRef", "stylesheet", "itemBody", "responseProcessing", "modalFeedback",
)  # fmt: skip
INSIDE: dict[str, set[str]] = {
    "itemBody": {"p", "div", "rubricBlock", "choiceInteraction", "orderInteraction",
                 "matchInteraction", "extendedTextInteraction"},
    "p": {"br", "img", "textEntryInteraction", "inlineChoiceInteraction", "cite", "q"},
    "q": {"br"},
    "cite": {"br"},
    "choiceInteraction": {"simpleChoice"},
    "orderInteraction": {"simpleChoice"},
    "simpleChoice": {"br", "feedbackInline"},
    "feedbackInline": {"br"},
    "matchInteraction": {"simpleMatchSet"},
    "simpleMatchSet": {"simpleAssociableChoice"},
    "simpleAssociableChoice": {"br"},
    "inlineChoiceInteraction": {"inlineChoice"},
    "rubricBlock": {"p"},
    "modalFeedback": {"p"},
    "responseDeclaration": {"correctResponse", "mapping"},
    "outcomeDeclaration": {"defaultValue"},
    "correctResponse": {"value"},
    "defaultValue": {"value"},
    "mapping": {"mapEntry"},
    "responseProcessing": {"responseCondition", "setOutcomeValue"},
    "responseCondition": {"responseIf", "responseElseIf", "responseElse"},
}  # fmt: skip
NEEDED: dict[str, tuple[str, ...]] = {
    "assessmentItem": ("identifier", "title", "adaptive", "timeDependent"),
    "responseDeclaration": ("identifier", "cardinality", "baseType"),
    "outcomeDeclaration": ("identifier", "cardinality", "baseType"),
    "mapping": ("defaultValue",),
    "mapEntry": ("mapKey", "mappedValue"),
    "choiceInteraction": ("responseIdentifier", "shuffle", "maxChoices"),
    "orderInteraction": ("responseIdentifier", "shuffle"),
    "matchInteraction": ("responseIdentifier", "shuffle", "maxAssociations"),
    "inlineChoiceInteraction": ("responseIdentifier", "shuffle"),
    "textEntryInteraction": ("responseIdentifier",),
    "extendedTextInteraction": ("responseIdentifier",),
    "simpleChoice": ("identifier",),
    "inlineChoice": ("identifier",),
    "simpleAssociableChoice": ("identifier", "matchMax"),
    "feedbackInline": ("outcomeIdentifier", "identifier", "showHide"),
    "modalFeedback": ("outcomeIdentifier", "identifier", "showHide"),
    "rubricBlock": ("view",),
    "img": ("src", "alt"),
    "setOutcomeValue": ("identifier",),
    "baseValue": ("baseType",),
    "equal": ("toleranceMode",),
}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def broken_rules(data: bytes) -> list[str]:
    """Each rule that the package breaks; none for one that is sound."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        manifest = etree.fromstring(archive.read("imsmanifest.xml"))
        found = list(_broken_manifest(manifest, names))
        for resource in manifest.iter(f"{{{CP}}}resource"):
            root = etree.fromstring(archive.read(resource.get("href")))
            if resource.get("type") == "imsqti_item_xmlv2p1":
                listed = {file.get("href") for file in resource.iter(f"{{{CP}}}file")}
                found += [f"{resource.get('href')}: {rule}" for rule in _broken_item(root, listed)]
            else:
                found += list(_broken_test(root, manifest))
    return found


def _broken_manifest(manifest: Element, names: set[str]) -> Iterator[str]:
    if [local(child) for child in manifest] != ["metadata", "organizations", "resources"]:
        yield "the manifest is out of order"
    if manifest.findtext(f"{{{CP}}}metadata/{{{CP}}}schema") != "QTIv2.1 Package":
        yield "the manifest does not say what it is"
    identifiers = [each.get("identifier") for each in manifest.iter(f"{{{CP}}}resource")]
    if len(set(identifiers)) != len(identifiers):
        yield "identifiers of resources are not unique"
    if not all(_NAME.fullmatch(name) for name in identifiers):
        yield "an identifier of a resource is no name"
    listed = {"imsmanifest.xml"}
    for file in manifest.iter(f"{{{CP}}}file"):
        listed.add(file.get("href"))
        if file.get("href") not in names:
            yield f"{file.get('href')} is listed, but is not there"
    yield from (f"{name} is there, but not listed" for name in names - listed)
    for resource in manifest.iter(f"{{{CP}}}resource"):
        if resource.get("href") not in {f.get("href") for f in resource.iter(f"{{{CP}}}file")}:
            yield "a resource does not list its own file"
    for dependency in manifest.iter(f"{{{CP}}}dependency"):
        if dependency.get("identifierref") not in identifiers:
            yield "a dependency on nothing"


def _broken_test(test: Element, manifest: Element) -> Iterator[str]:
    identifiers = {each.get("identifier") for each in manifest.iter(f"{{{CP}}}resource")}
    for reference in test.iter(f"{{{QTI}}}assessmentItemRef"):
        if reference.get("identifier") not in identifiers:
            yield "the test refers to nothing"


def _broken_item(item: Element, files: set[str]) -> Iterator[str]:
    if item.tag != f"{{{QTI}}}assessmentItem":
        yield "it is no item"
    places = [ORDER.index(local(child)) for child in item]
    if places != sorted(places):
        yield "its elements are out of order"
    for element in item.iter():
        name = local(element)
        if etree.QName(element).namespace != QTI:
            yield f"{name} is of another namespace"
        yield from (
            f"{name} has no {key}" for key in NEEDED.get(name, ()) if key not in element.attrib
        )
        allowed = INSIDE.get(name)
        if allowed is not None:
            yield from (f"{local(c)} in {name}" for c in element if local(c) not in allowed)
    yield from _broken_references(item, files)


def _broken_references(item: Element, files: set[str]) -> Iterator[str]:
    responses = {
        each.get("identifier"): each for each in item.findall(f"{{{QTI}}}responseDeclaration")
    }
    outcomes = {each.get("identifier") for each in item.findall(f"{{{QTI}}}outcomeDeclaration")}
    yield from (
        f"{name} is no name" for name in responses.keys() | outcomes if not _NAME.fullmatch(name)
    )
    asked = [
        each.get("responseIdentifier") for each in item.iter() if each.get("responseIdentifier")
    ]
    if sorted(asked) != sorted(responses):
        yield "responses are declared that nothing asks for, or the other way round"
    for each in item.iter():
        if each.get("outcomeIdentifier") and each.get("outcomeIdentifier") not in outcomes:
            yield "feedback on an outcome that is not declared"
        if local(each) == "setOutcomeValue" and each.get("identifier") not in outcomes:
            yield "a rule sets what is not declared"
        asks = local(each) in ("variable", "correct", "mapResponse")
        if asks and each.get("identifier") not in responses.keys() | outcomes:
            yield "a rule asks for what is not declared"
        if local(each) == "img" and each.get("src").removeprefix("../") not in files:
            yield "a picture that the manifest does not list"
    template = item.find(f"{{{QTI}}}responseProcessing")
    if template is not None and template.get("template") not in {None, *TEMPLATES}:
        yield "an unknown template"
    for name, response in responses.items():
        yield from _broken_key(item, name, response)


def _broken_key(item: Element, name: str, response: Element) -> Iterator[str]:
    """Keys that name choices must name some that are there."""
    base, cardinality = response.get("baseType"), response.get("cardinality")
    values = [value.text or "" for value in response.iter(f"{{{QTI}}}value")]
    keys = [entry.get("mapKey") for entry in response.iter(f"{{{QTI}}}mapEntry")]
    if cardinality == "single" and len(values) > 1:
        yield "several right answers to a single response"
    if len(set(keys)) != len(keys):
        yield "a key is mapped twice"
    if base not in ("identifier", "directedPair"):
        return
    choices = [
        each.get("identifier")
        for interaction in item.iter()
        if interaction.get("responseIdentifier") == name
        for each in interaction.iter()
        if local(each) in ("simpleChoice", "inlineChoice", "simpleAssociableChoice")
    ]
    if len(set(choices)) != len(choices):
        yield "identifiers of choices are not unique"
    used = {part for key in (*values, *keys) for part in key.split()}
    if not used <= set(choices):
        yield "a key that is no choice"


def local(element: Element) -> str:
    return str(etree.QName(element).localname)
