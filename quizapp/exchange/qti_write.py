"""Writes a QTI 2.1 package: a manifest, a test, an item for each question, and pictures.

What only QuizApp knows stands in the manifest, where the standard lets anybody's data stand, with
the digest of the item that it belongs to: an item that was edited elsewhere counts as it is then.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator

from quizapp.domain.question import Question, State
from quizapp.exchange import own_data
from quizapp.exchange.building import title_is_lost
from quizapp.exchange.format import DeckFile, Written
from quizapp.exchange.left_out import LeftOut
from quizapp.exchange.moodle_xml_forms import NoForm
from quizapp.exchange.pictures import file_name
from quizapp.exchange.qti_forms import Form, form_of
from quizapp.exchange.qti_item_xml import NAMESPACE, interaction_name, item_xml
from quizapp.exchange.qti_manifest import LEVELS_BACK, MANIFEST, OWN, OWN_NAMESPACE
from quizapp.exchange.qti_read import NO_TITLES
from quizapp.exchange.safe_xml import escaped, quoted, unwritable
from quizapp.exchange.source_note import visible

TEST = "test.xml"
_SPEED = 1
"""How hard to compress: items are so short that more gains next to nothing. It is said of each
entry, since a ``ZipInfo`` does not ask its archive."""

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the same deck makes the same bytes
_CONTENT = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/LOM"
_META = "http://www.imsglobal.org/xsd/imsqti_metadata_v2p1"

_SHOWN = ("task", "plain", "stem", "accept")
"""Fields that an item shows in its own way; they are in our record for exactness alone."""


def written(deck: DeckFile) -> Written:
    """The package; ``left_out`` names what QTI has no place for."""
    return _Writer(deck).written()


class _Writer:
    def __init__(self, deck: DeckFile) -> None:
        self._deck = deck
        self._left_out = LeftOut()
        self._resources: list[str] = []
        self._references: list[str] = []
        self._pictures: set[str] = set()

    def written(self) -> Written:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for question in self._deck.questions:
                try:
                    form = form_of(question)
                except NoForm as no:
                    self._left_out.lose(question, f"it was not written: {no}")
                    continue
                self._write_item(archive, question, form)
            _put(archive, TEST, self._test())
            _put(archive, MANIFEST, self._manifest())
        return Written([buffer.getvalue()], self._left_out.summed_up(self._deck, "other programs"))

    def _write_item(self, archive: zipfile.ZipFile, question: Question, form: Form) -> None:
        number = len(self._references) + 1
        href = f"items/item-{number:05}.xml"
        image, file = self._picture(archive, question)
        xml = item_xml(question, form, image)
        _put(archive, href, xml)
        self._left_out.lose(question, *form.lost, *_lost_fields(question))
        own = self._own(question, own_data.digest(xml.encode()))
        identifier = f"item-{number:05}"
        files = "".join(f'<file href="{each}"/>' for each in (href, file) if each)
        self._resources.append(
            f'    <resource identifier="{identifier}" type="imsqti_item_xmlv2p1" href="{href}">'
            f"<metadata>{_lom(question)}{_interaction(form)}{own}</metadata>{files}</resource>"
        )
        self._references.append(f'<assessmentItemRef identifier="{identifier}" href="{href}"/>')

    def _picture(self, archive: zipfile.ZipFile, question: Question) -> tuple[str, str]:
        """The element that shows it and the name of its file; both empty without a picture."""
        if question.picture is None:
            return "", ""
        data = self._deck.pictures.get(question.picture.id)
        if data is None:
            self._left_out.lose(question, "its picture, whose file is missing in the deck")
            return "", ""
        name = f"images/{file_name(question.picture)}"
        if name not in self._pictures:
            self._pictures.add(name)
            _put(archive, name, data, stored=True)
        return f'<img src="../{name}" alt={quoted(question.picture.alt)}/>', name

    def _own(self, question: Question, digest: str) -> str:
        names = list(_own_names(question))
        record = own_data.dumped(question, [*names, *_SHOWN], digest=digest)
        if own_data.holds_any(question, names):
            self._left_out.only_ours += 1
        return f'<{OWN} xmlns="{OWN_NAMESPACE}">{escaped(record)}</{OWN}>'

    def _test(self) -> str:
        references = "\n        ".join(self._references)
        section = (
            '<assessmentSection identifier="section-1" title="Questions" visible="true">\n'
            f"        {references}\n      </assessmentSection>"
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<assessmentTest xmlns="{NAMESPACE}" identifier="test" '
            f"title={quoted(self._deck.name or 'Questions')}>\n"
            '  <testPart identifier="part-1" navigationMode="nonlinear" '
            'submissionMode="simultaneous">\n'
            f"      {section}\n  </testPart>\n</assessmentTest>\n"
        )

    def _manifest(self) -> str:
        deck = self._deck
        head = {"name": deck.name, "description": deck.description, "sources": list(deck.sources)}
        own = escaped(json.dumps(head, ensure_ascii=False))
        dependencies = "".join(
            f'<dependency identifierref="item-{number:05}"/>'
            for number in range(1, len(self._references) + 1)
        )
        resources = "\n".join(self._resources)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<manifest xmlns="{_CONTENT}" xmlns:imsmd="{_LOM}" xmlns:imsqti="{_META}" '
            'identifier="MANIFEST-QUIZAPP">\n'
            "  <metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion>"
            f'<{OWN} xmlns="{OWN_NAMESPACE}">{own}</{OWN}></metadata>\n'
            "  <organizations/>\n  <resources>\n"
            f'    <resource identifier="test" type="imsqti_test_xmlv2p1" href="{TEST}">'
            f'<file href="{TEST}"/>{dependencies}</resource>\n'
            f"{resources}\n  </resources>\n</manifest>\n"
        )


def _own_names(question: Question) -> Iterator[str]:
    """What no item and no metadata of the standard say."""
    yield from ("kind", "date", "fact_id", "state", "confidence", "hint")
    if question.citation and question.citation != visible(question.citation):
        yield "citation"
    lost = title_is_lost(question) or question.title in (question.id, *NO_TITLES)
    if question.title and lost:
        yield "title"
    if any(tag != " ".join(tag.split()) or len(tag) > 200 for tag in question.tags):
        yield "tags"


def _lost_fields(question: Question) -> Iterator[str]:
    if question.hint:
        yield "its hint: items have none"
    if question.state is not State.ACCEPTED:
        yield f"that it is {question.state} in QuizApp: to others it is a question like any other"
    texts = (question.stem, question.answer, question.explanation, *question.distractors)
    if any(unwritable(text) for text in texts):
        yield "characters that XML cannot hold"


def _lom(question: Question) -> str:
    """Tags, difficulty and topic, where the LOM standard keeps them."""
    keywords = "".join(
        f"<imsmd:keyword><imsmd:string>{escaped(tag)}</imsmd:string></imsmd:keyword>"
        for tag in question.tags
    )
    parts = [f"<imsmd:general>{keywords}</imsmd:general>"] if keywords else []
    if question.difficulty:
        parts.append(
            "<imsmd:educational><imsmd:difficulty><imsmd:source>LOMv1.0</imsmd:source>"
            f"<imsmd:value>{LEVELS_BACK[question.difficulty]}</imsmd:value></imsmd:difficulty>"
            "</imsmd:educational>"
        )
    if question.topic:
        taxons = "".join(
            f"<imsmd:taxon><imsmd:entry><imsmd:string>{escaped(name)}</imsmd:string>"
            "</imsmd:entry></imsmd:taxon>"
            for name in question.topic.split("/")
        )
        parts.append(
            "<imsmd:classification><imsmd:purpose><imsmd:source>LOMv1.0</imsmd:source>"
            "<imsmd:value>discipline</imsmd:value></imsmd:purpose>"
            f"<imsmd:taxonPath>{taxons}</imsmd:taxonPath></imsmd:classification>"
        )
    return f"<imsmd:lom>{''.join(parts)}</imsmd:lom>" if parts else ""


def _interaction(form: Form) -> str:
    name = interaction_name(form.task)
    kind = f"<imsqti:interactionType>{name}</imsqti:interactionType>" if name else ""
    return f"<imsqti:qtiMetadata>{kind}</imsqti:qtiMetadata>"


def _put(archive: zipfile.ZipFile, name: str, data: str | bytes, *, stored: bool = False) -> None:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, compresslevel=_SPEED)
