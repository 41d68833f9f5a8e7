"""Texts and pictures of QTI items: HTML with files beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quizapp.domain.question import Picture
from quizapp.exchange.building import Report, cleaned
from quizapp.exchange.markup import Image, plain_text
from quizapp.exchange.pictures import from_data_address, picture_of
from quizapp.exchange.qti_tree import markup
from quizapp.exchange.safe_xml import Element

Files = Callable[[str], bytes | None]
"""``files("images/a.png")``: what stands there in the package, seen from the item."""


def no_files(_name: str) -> bytes | None:
    return None


@dataclass
class Content:
    """Reads texts of one question; the first picture of its stem is the question's."""

    report: Report
    files: Files = no_files
    picture: Picture | None = None
    data: bytes = b""

    def stem(self, source: str) -> str:
        """The text of HTML that stands above the answers."""
        found = plain_text(source)
        self.report.dropped(found.dropped)
        for image in found.images:
            self._take(image)
        return cleaned(found.text)

    def text(self, source: str, where: str = "") -> str:
        """Any other text; ``where``: " in an option", for the report."""
        found = plain_text(source)
        self.report.dropped(found.dropped, where)
        words = cleaned(found.text)
        if found.images and not words:
            alts = [cleaned(image.alt).strip() for image in found.images]
            words = "; ".join(alt for alt in alts if alt)
            self.report.tell(f"a picture{where} " + _fate(words))
        elif found.images:
            self.report.tell(f"a picture{where} was left out")
        return words

    def of(self, element: Element, where: str = "", *skipped: str) -> str:
        with_images(element)
        return self.text(markup(element, *skipped), where)

    def _take(self, image: Image) -> None:
        data = from_data_address(image.source) or self.files(image.source)
        picture = picture_of(data, cleaned(image.alt).strip()) if data else None
        if picture is not None and data is not None and self.picture is None:
            self.picture, self.data = picture, data
        elif picture is not None and self.picture is not None and picture.id == self.picture.id:
            return
        elif picture is not None:
            self.report.tell("more pictures than one were left out")
        elif data:
            self.report.tell("a picture of a kind that QuizApp does not show was left out")
        else:
            self.report.tell("a picture that is not in the file was left out")


def with_images(element: Element) -> Element:
    """Pictures that stand as objects, as QTI 2.0 had them, become images; in place."""
    for each in list(element.iter("object")):
        if each.get("type", "").startswith("image/") and each.get("data"):
            each.tag = "img"
            each.set("src", each.get("data"))
            each.set("alt", " ".join("".join(each.itertext()).split()))
            each.text = None
            for child in list(each):
                each.remove(child)
    return element


def _fate(words: str) -> str:
    return "became its description" if words else "was left out"
