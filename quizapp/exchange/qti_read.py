"""Reads QTI: packages of 2.x and 3.0, single items, and QTI 1.2 with its many items in one file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from quizapp.archives import Archive, is_zip, normal_name
from quizapp.domain.identity import stable_id
from quizapp.domain.question import Citation, Origin, Question
from quizapp.errors import ExchangeError, UnreadableDocument
from quizapp.exchange import own_data, qti12, qti_items
from quizapp.exchange.building import (
    Report,
    Unfit,
    check_lengths,
    cleaned,
    is_surely_unique,
    item_name,
    made_title,
    question_of,
)
from quizapp.exchange.format import LONGEST_STEM, DeckFile, Problem
from quizapp.exchange.markup import plain_text
from quizapp.exchange.qti_content import Content, Files, no_files
from quizapp.exchange.qti_manifest import MANIFEST, Manifest, Resource
from quizapp.exchange.qti_tree import normalised, outer_markup
from quizapp.exchange.reading import UNWATCHED, Reading
from quizapp.exchange.safe_xml import Element, local_name, parse, source_of, too_many_parts
from quizapp.exchange.source_note import SOURCE_CLASS, split_source

MOST_ITEMS = 100_000
_ITEM, _OLD = "assessmentItem", "questestinterop"
_READ_ENDINGS = (".xml", ".qti", ".dat")
_FILE_BASE = ("$IMS-CC-FILEBASE$", "$IMS_CC_FILEBASE$", "%24IMS-CC-FILEBASE%24")


@dataclass(frozen=True, slots=True)
class Part:
    """An XML file of a package, and what the manifest says of it. ``begin`` and ``end``: of the
    whole package, as shares."""

    name: str
    root: Element
    resource: Resource
    files: Files = no_files
    digest: str = ""
    begin: float = 0.0
    end: float = 1.0


class Reader:
    """``read`` once; the questions and the report are gathered on the way."""

    def __init__(self, name: str, origin: Origin) -> None:
        self._name = name
        self._origin = origin
        self._report = Report()
        self._questions: dict[str, Question] = {}
        self._lines: dict[str, int] = {}
        self._pictures: dict[str, bytes] = {}
        self._known: set[str] = set()  # items of QTI 1.2, which Canvas writes twice
        self._manifest = Manifest()
        self._titles: list[str] = []
        self._notes: list[str] = []

    def read(self, data: bytes, reading: Reading = UNWATCHED) -> DeckFile:
        """``ExchangeError`` where it is no QTI at all."""
        if is_zip(data):
            self._read_package(data, reading)
        else:
            self._read_file(data, reading)
        used = {q.picture.id for q in self._questions.values() if q.picture}
        own = self._manifest.own
        return DeckFile(
            name=own.get("name") or self._title() or self._name,
            description=own.get("description", ""),
            sources=own.get("sources", ()),
            questions=tuple(self._questions.values()),
            problems=self._report.all_problems(),
            changed=(*(Problem(None, note) for note in self._notes), *self._report.changed),
            lines=self._lines,
            pictures={id_: data for id_, data in self._pictures.items() if id_ in used},
        )

    def _title(self) -> str:
        """The title of the one test or assessment in it."""
        titles = list(dict.fromkeys(title for title in self._titles if title))
        return titles[0] if len(titles) == 1 else ""

    def _read_file(self, data: bytes, reading: Reading) -> None:
        source = source_of(data)
        root = normalised(parse(data))
        if local_name(root) not in (_ITEM, _OLD):
            raise ExchangeError(_NO_QTI)
        self._notes += source.notes
        self._take(Part("", root, Resource()), reading, with_lines=True)

    def _read_package(self, data: bytes, reading: Reading) -> None:
        try:
            with Archive(data) as archive:
                parts = 0
                for part in self._parts(archive, reading):
                    parts += 1
                    self._take(part, reading.part(part.begin, part.end))
        except UnreadableDocument as error:
            raise ExchangeError(f"The package could not be read. {error}") from error
        if not parts and not self._report.problems and not self._manifest.is_ours:
            raise ExchangeError(_NO_QTI)

    def _parts(self, archive: Archive, reading: Reading) -> Iterator[Part]:
        """The files with items, in the order of the manifest; others are counted."""
        names = _ordered(archive.names)
        manifests = [n for n in names if posixpath.basename(n).lower() == MANIFEST]
        base = posixpath.dirname(manifests[0]) if manifests else ""
        if manifests:
            self._manifest = self._read_manifest(archive, manifests[0])
        listed = [normal_name(href, base) for href in self._manifest.resources]
        order = {name: number for number, name in enumerate(listed)}
        resources = {
            normal_name(href, base): resource for href, resource in self._manifest.resources.items()
        }
        wanted = [n for n in names if n.lower().endswith(_READ_ENDINGS) and n not in manifests]
        wanted.sort(key=lambda n: order.get(n, len(order)))
        for number, name in enumerate(reading.over(wanted, len(wanted))):
            data = archive.read(name)
            root = self._root(data, name)
            if root is not None:
                resource = resources.get(name, Resource())
                digest = own_data.digest(data) if resource.own else ""
                span = (number / len(wanted), (number + 1) / len(wanted))
                yield Part(name, root, resource, _files(archive, name), digest, *span)

    def _read_manifest(self, archive: Archive, name: str) -> Manifest:
        try:
            return Manifest.read(normalised(parse(archive.read(name))), self._report)
        except ExchangeError as error:
            self._report.skip(None, name, f"the list of contents was left out: {error}")
            return Manifest()

    def _root(self, data: bytes, name: str) -> Element | None:
        """The root of a part with questions; ``None`` for others, which are told of."""
        if b"<" not in data[:2000]:
            return None
        try:
            root = normalised(parse(data))
        except ExchangeError as error:
            self._report.skip(None, name, str(error))
            return None
        if local_name(root) in ("assessmentTest", "assessmentSection"):
            self._pass_over_test(root, name)
        return root if local_name(root) in (_ITEM, _OLD) else None

    def _pass_over_test(self, root: Element, name: str) -> None:
        """Its items are read, its order of sections and its rules are not."""
        self._titles.append(cleaned(root.get("title", "")).strip())
        if next(root.iter("rubricBlock"), None) is not None:
            self._report.changed.append(
                Problem(None, "instructions (rubricBlock) of the test were left out", name)
            )

    def _take(self, part: Part, reading: Reading, with_lines: bool = False) -> None:
        if local_name(part.root) == _ITEM:
            self._take_item(part, part.root, with_lines)
            return
        for each in part.root.iter("assessment", "objectbank"):
            self._titles.append(cleaned(each.get("title", "") or _bank_title(each)).strip())
        items = list(part.root.iter("item"))
        for element in reading.over(items, len(items)):
            self._take_item(part, element, with_lines)
        if not items:
            self._report.skip(None, part.name, "it holds no questions")

    def _take_item(self, part: Part, element: Element, with_lines: bool) -> None:
        line = int(element.sourceline or 1) if with_lines else None
        title = cleaned(" ".join(element.get("title", "").split()))
        ident = element.get("identifier") or element.get("ident") or ""
        try:
            question = self._question(part, element, title, cleaned(ident.strip()))
        except Unfit as unfit:
            shown = "" if title in NO_TITLES else title
            item = item_name(shown, _words(element) or ident or part.name)
            self._report.skip(line, item, str(unfit))
            return
        if question is None:
            self._report.forget()
            return
        if len(self._questions) >= MOST_ITEMS:
            raise ExchangeError(f"The file holds more than {MOST_ITEMS:,} questions.")
        self._report.close(line, item_name(title, question.stem))
        self._questions[question.id] = question
        if line is not None:
            self._lines[question.id] = line

    def _question(self, part: Part, element: Element, title: str, ident: str) -> Question | None:
        if too_many_parts(element):
            raise Unfit("it is far too large")
        content = Content(self._report, part.files)
        citation = _take_source(element)
        read = qti_items.read_item if local_name(element) == _ITEM else qti12.read_item
        stem, task, explanation = read(element, content, self._report)
        resource = part.resource
        question = question_of(
            task,
            id="",
            stem=stem or (title if content.picture else ""),
            origin=self._origin,
            explanation=explanation,
            citation=citation,
            tags=resource.tags,
            topic=resource.topic,
            difficulty=resource.difficulty,
            picture=content.picture,
        )
        question = self._with_own_data(question, part)
        if len(title) > LONGEST_STEM:
            title = title[:LONGEST_STEM].rstrip()
            self._report.tell("its title was far too long and was cut short")
        if not question.title and title not in (*NO_TITLES, ident, made_title(question.stem)):
            question = replace(question, title=title)
        if content.picture:
            self._pictures[content.picture.id] = content.data
        return self._with_id(question, ident, part)

    def _with_own_data(self, question: Question, part: Part) -> Question:
        resource = part.resource
        try:
            own: dict[str, Any] = own_data.loaded(resource.own) if resource.own else {}
        except ValueError as problem:
            self._report.tell(f"QuizApp's own data in the file were left out: {problem}")
            own = {}
        question, stale = own_data.applied(question, own, part.digest)
        if stale:
            self._report.tell("it was changed outside QuizApp, and is asked as the file has it now")
        if own:
            check_lengths(question)
        return question

    def _with_id(self, question: Question, ident: str, part: Part) -> Question | None:
        """Our own id, else the item's where it is surely the only one, else one of the contents.

        ``None`` for an item of QTI 1.2 that was read before: Canvas packages hold each twice.
        """
        if local_name(part.root) == _OLD and ident:
            if ident in self._known:
                return None
            self._known.add(ident)
        made = stable_id("qti", question.stem, question.answer, *question.distractors)
        sure = is_surely_unique(ident) or self._manifest.is_ours
        wanted = [question.id, ident if sure else ""]
        wanted += [stable_id("qti", self._manifest.identifier, ident) if ident else "", made]
        for id_ in wanted:
            if id_ and id_ not in self._questions and len(id_) <= 200:
                return replace(question, id=id_)
        raise Unfit("the same question stands above")


_NO_QTI = (
    "This is no QTI: the file should be a package (.zip) with questions of QTI 1.2, 2.x or 3.0, or "
    "the XML of one item."
)
NO_TITLES = ("", "Question", "Untitled")
"""What programs write where a question has no title."""


def _words(item: Element) -> str:
    """The first words of an item, to name one by that has no title."""
    body = item.find("itemBody")
    texts = body if body is not None else item.find("presentation")
    if texts is None:
        return ""
    words = " ".join("".join(texts.itertext()).split()[:40])
    return plain_text(words).text


def _take_source(item: Element) -> Citation | None:
    """The source that we wrote below the feedback; its paragraph goes."""
    for each in item.iter("p"):
        if each.get("class") == SOURCE_CLASS:
            _, citation = split_source(outer_markup(each))
            each.getparent().remove(each)
            return citation
    return None


def _bank_title(bank: Element) -> str:
    """Canvas keeps the name of a question bank in a field."""
    for each in bank.iterfind("qtimetadata/qtimetadatafield"):
        if (each.findtext("fieldlabel") or "").strip() == "bank_title":
            return (each.findtext("fieldentry") or "").strip()
    return ""


def _ordered(names: list[str]) -> list[str]:
    """Full versions of Canvas before the reduced ones of the cartridge; else as in the archive."""
    return sorted(names, key=lambda name: 0 if name.lower().endswith(".xml.qti") else 1)


def _files(archive: Archive, item: str) -> Files:
    """Files as an item names them: beside it, in the package, or anywhere by their name."""
    folder = posixpath.dirname(item)

    def find(name: str) -> bytes | None:
        plain = name.strip().partition("?")[0]
        for token in _FILE_BASE:
            plain = plain.replace(token, "")
        if "://" in plain or plain.startswith("data:"):
            return None
        try:
            for candidate in _candidates(plain, folder):
                if candidate in archive:
                    return archive.read(candidate)
            return _by_base_name(archive, plain)
        except UnreadableDocument:  # a bomb among the pictures: it counts as missing
            return None

    return find


def _candidates(name: str, folder: str) -> list[str]:
    relative = normal_name(name, folder)
    absolute = normal_name(name.lstrip("/"))
    return [relative, absolute, f"web_resources/{absolute}"]


def _by_base_name(archive: Archive, name: str) -> bytes | None:
    wanted = posixpath.basename(unquote(name))
    found = [each for each in archive.names if posixpath.basename(each) == wanted]
    return archive.read(found[0]) if wanted and len(found) == 1 else None


def read(data: bytes, name: str, origin: Origin, reading: Reading = UNWATCHED) -> DeckFile:
    return Reader(name, origin).read(data, reading)
