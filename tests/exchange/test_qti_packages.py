"""Packages of other programs: what is read of them, in which order, and what is told."""

from __future__ import annotations

import io
import zipfile

from quizapp.domain.question import Difficulty
from quizapp.exchange import DeckFile, Qti

PNG = b"\x89PNG\r\n\x1a\n pixels"
CP = 'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"'


def package(parts: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in parts.items():
            archive.writestr(name, contents)
    return data.getvalue()


def load(parts: dict[str, str | bytes]) -> DeckFile:
    return Qti().load(package(parts), name="file name")


def manifest(*resources: str, metadata: str = "") -> str:
    return (
        f'<manifest {CP} identifier="m1">{metadata}<organizations/>'
        f"<resources>{''.join(resources)}</resources></manifest>"
    )


def resource(href: str, kind: str = "imsqti_item_xmlv2p1", inside: str = "") -> str:
    return (
        f'<resource identifier="{href}" type="{kind}" href="{href}">{inside}'
        f'<file href="{href}"/></resource>'
    )


def item(stem: str, title: str = "", inside: str = "") -> str:
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" '
        f'identifier="id-{stem}" title="{title}" adaptive="false" timeDependent="false">'
        '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">'
        "<correctResponse><value>a</value></correctResponse></responseDeclaration>"
        f"<itemBody><p>{stem}{inside}</p>"
        '<choiceInteraction responseIdentifier="RESPONSE" shuffle="true">'
        '<simpleChoice identifier="a">A</simpleChoice><simpleChoice identifier="b">B</simpleChoice>'
        "</choiceInteraction></itemBody></assessmentItem>"
    )


def old(*items: str, title: str = "A quiz") -> str:
    return (
        f'<questestinterop><assessment ident="a" title="{title}"><section>{"".join(items)}'
        "</section></assessment></questestinterop>"
    )


def old_item(ident: str, words: str) -> str:
    return (
        f'<item ident="{ident}"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>'
        "question_type</fieldlabel><fieldentry>essay_question</fieldentry></qtimetadatafield>"
        f'</qtimetadata></itemmetadata><presentation><material><mattext texttype="text/html">'
        f'{words}</mattext></material><response_str ident="r"><render_fib/></response_str>'
        "</presentation></item>"
    )


def stems(deck: DeckFile) -> list[str]:
    return [question.stem for question in deck.questions]


def test_items_come_in_the_order_of_the_manifest() -> None:
    parts = {f"{name}.xml": item(name) for name in ("one", "two", "three")}
    order = manifest(*(resource(f"{name}.xml") for name in ("three", "one", "two")))
    assert stems(load({"imsmanifest.xml": order, **parts})) == ["three", "one", "two"]


def test_items_that_no_manifest_lists_are_read_too() -> None:
    assert stems(load({"one.xml": item("one"), "notes.txt": b"x", "page.html": "<p>x</p>"})) == [
        "one"
    ]


def test_a_manifest_in_a_folder_lists_what_lies_beside_it() -> None:
    parts = {"quiz/b.xml": item("b"), "quiz/a.xml": item("a")}
    order = manifest(resource("b.xml"), resource("a.xml"))
    assert stems(load({"quiz/imsmanifest.xml": order, **parts})) == ["b", "a"]


def test_a_test_gives_the_deck_its_name_and_its_instructions_are_told_of() -> None:
    test = (
        '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" title="Finals">'
        '<testPart identifier="p"><assessmentSection identifier="s"><rubricBlock view="candidate">'
        "<p>Use a pencil.</p></rubricBlock></assessmentSection></testPart></assessmentTest>"
    )
    deck = load({"imsmanifest.xml": manifest(resource("a.xml")), "a.xml": item("a"), "t.xml": test})
    assert deck.name == "Finals"
    assert [str(change) for change in deck.changed] == [
        "t.xml: instructions (rubricBlock) of the test were left out"
    ]


def test_metadata_of_the_standard_become_tags_topic_and_difficulty() -> None:
    lom = (
        '<metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general>'
        "<keyword><string>war</string></keyword><keyword><string>Russia</string></keyword>"
        "</general><educational><difficulty><value>difficult</value></difficulty></educational>"
        "<classification><taxonPath><taxon><entry><string>History</string></entry></taxon>"
        "<taxon><entry><string>1917/18</string></entry></taxon></taxonPath></classification>"
        "</lom></metadata>"
    )
    (question,) = load(
        {"imsmanifest.xml": manifest(resource("a.xml", inside=lom)), "a.xml": item("a")}
    ).questions
    assert question.tags == ("war", "Russia")
    assert question.topic == "History/1917-18"
    assert question.difficulty is Difficulty.HARD


def test_pictures_are_found_from_where_the_item_lies() -> None:
    image = '<img src="../images/a%20map.png" alt="A map"/>'
    deck = load({"items/a.xml": item("Where? ", inside=image), "images/a map.png": PNG})
    (question,) = deck.questions
    assert question.picture is not None and question.picture.alt == "A map"
    assert deck.pictures == {question.picture.id: PNG}


def test_pictures_as_objects_as_in_the_first_version() -> None:
    image = '<object type="image/png" data="sign.png" width="9">A sign</object>'
    (question,) = load({"a.xml": item("Which? ", inside=image), "sign.png": PNG}).questions
    assert question.picture is not None and question.picture.alt == "A sign"


def test_pictures_of_a_cartridge_lie_in_its_own_folder() -> None:
    image = '&lt;img src="$IMS-CC-FILEBASE$/maps/x.png?canvas_download=1" alt="x"&gt;'
    deck = load(
        {"q/q.xml": old(old_item("i1", f"Where? {image}")), "web_resources/maps/x.png": PNG}
    )
    assert len(deck.pictures) == 1


def test_canvas_writes_each_question_twice_and_the_fuller_version_counts() -> None:
    short, full = old(old_item("i1", "short")), old(old_item("i1", "full"))
    deck = load({"a/assessment_qti.xml": short, "non_cc_assessments/a.xml.qti": full})
    assert stems(deck) == ["full"]
    assert deck.problems == ()


def test_files_of_blackboard_are_read_by_their_contents() -> None:
    deck = load({
        "imsmanifest.xml": manifest(), ".bb-package-info": b"x", "res00001.dat": old(
            old_item("i1", "Why?")), "res00002.dat": "<LEARNRUBRICS/>",
    })  # fmt: skip
    assert stems(deck) == ["Why?"]


def test_links_and_discussions_of_a_cartridge_are_counted() -> None:
    order = manifest(
        resource("a.xml"), resource("d.xml", "imsdt_xmlv1p1"), resource("l.xml", "imswl_xmlv1p1"),
        resource("p.html", "webcontent"),
    )  # fmt: skip
    deck = load({"imsmanifest.xml": order, "a.xml": item("a"), "d.xml": "<topic/>"})
    assert [str(change) for change in deck.changed] == [
        "imsmanifest.xml: 2 other parts are no questions (links, discussions)"
    ]


def test_one_broken_item_is_named_with_its_file() -> None:
    deck = load({"a.xml": item("a"), "b.xml": item("b")[:-5]})
    (problem,) = deck.problems
    assert (problem.item, stems(deck)) == ("b.xml", ["a"])
    assert "The XML is broken in line 1" in problem.reason


def test_an_empty_assessment_is_named() -> None:
    deck = load({"a.xml": item("a"), "b.xml": old()})
    assert [str(problem) for problem in deck.problems] == ["b.xml: it holds no questions"]


def test_ids_of_other_packages_do_not_meet() -> None:
    """ "id-a" is another question in every package; the same package gives the same id again."""
    parts = {"a.xml": item("a")}
    other = manifest(resource("a.xml")).replace('"m1"', '"m2"')
    first = load({"imsmanifest.xml": manifest(resource("a.xml")), **parts}).questions[0].id
    again = load({"imsmanifest.xml": manifest(resource("a.xml")), **parts}).questions[0].id
    second = load({"imsmanifest.xml": other, **parts}).questions[0].id
    assert first == again != second


def test_an_edited_item_keeps_its_id() -> None:
    parts = {"imsmanifest.xml": manifest(resource("a.xml")), "a.xml": item("a")}
    edited = {**parts, "a.xml": item("a").replace("<p>a", "<p>another")}
    assert load(parts).questions[0].id == load(edited).questions[0].id


def test_titles_that_say_nothing_are_none() -> None:
    for title, expected in (("Question", ""), ("id-a", ""), ("a", ""), ("A map", "A map")):
        assert load({"a.xml": item("a", title)}).questions[0].title == expected
