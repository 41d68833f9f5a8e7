"""Files that somebody made to do harm: refused or reported, each in little time."""

from __future__ import annotations

import base64
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp import archives
from quizapp.errors import ExchangeError
from quizapp.exchange import DeckFile, MoodleXml, Qti
from quizapp.exchange import building as building_module
from quizapp.exchange.safe_xml import source_of

SECONDS = 30.0
"""Of the processor, for any one file. Real files of that size take less than one."""

MOODLE, QTI = MoodleXml(), Qti()
MANIFEST = b'<manifest identifier="m"><resources/></manifest>'


def quiz(inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><quiz>{inside}</quiz>'.encode()


def question(inside: str, kind: str = "truefalse", stem: str = "Stem") -> str:
    return (
        f'<question type="{kind}"><name><text>N</text></name><questiontext format="html"><text>'
        f"{stem}</text></questiontext>{inside}</question>"
    )


GOOD = question('<answer fraction="100"><text>true</text></answer>', stem="A good one")


def item(inside: str, body: str = "") -> bytes:
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q" title="t">'
        f"{inside}<itemBody>{body or CHOICE}</itemBody></assessmentItem>"
    ).encode()


KEY = (
    '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">'
    "<correctResponse><value>a</value></correctResponse></responseDeclaration>"
)
CHOICE = (
    '<choiceInteraction responseIdentifier="RESPONSE"><prompt>Q</prompt>'
    '<simpleChoice identifier="a">A</simpleChoice><simpleChoice identifier="b">B</simpleChoice>'
    "</choiceInteraction>"
)
GOOD_ITEM = item(KEY)


def package(*parts: tuple[str, bytes], manifest: bytes = MANIFEST) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", manifest)
        for name, contents in parts:
            archive.writestr(name, contents)
    return data.getvalue()


def laughs(root: str) -> bytes:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {root} [<!ENTITY l0 "lol">{lines}]><{root}>&l9;</{root}>'.encode()


def blowup() -> bytes:
    return (
        f'<!DOCTYPE quiz [<!ENTITY a "{"a" * 100_000}">]><quiz>{"&a;" * 50_000}</quiz>'
    ).encode()


def stolen(system: str) -> bytes:
    return f'<!DOCTYPE quiz [<!ENTITY x SYSTEM "{system}">]><quiz>&x;</quiz>'.encode()


REFUSED: dict[str, tuple[MoodleXml | Qti, Callable[[], bytes]]] = {
    "a billion laughs": (MOODLE, lambda: laughs("quiz")),
    "a billion laughs in an item": (QTI, lambda: laughs("assessmentItem")),
    "a long entity, often": (MOODLE, blowup),
    "a file of this machine": (MOODLE, lambda: stolen("file:///etc/passwd")),
    "an address on the network": (MOODLE, lambda: stolen("http://127.0.0.1:9/x")),
    "entities in UTF-16": (MOODLE, lambda: laughs("quiz").decode().encode("utf-16")),
    "entities in UTF-32": (MOODLE, lambda: laughs("quiz").decode().encode("utf-32")),
    "a parameter entity": (
        MOODLE, lambda: b'<!DOCTYPE quiz [<!ENTITY % p SYSTEM "x"> %p;]><quiz/>'),
    "a rule for an attribute": (
        MOODLE, lambda: b'<!DOCTYPE quiz [<!ATTLIST quiz a CDATA "x">]><quiz/>'),
    "UTF-7": (MOODLE, lambda: b'<?xml version="1.0" encoding="UTF-7"?>+ADw-quiz/+AD4-'),
    "nothing but tags": (MOODLE, lambda: b"<quiz>" + b"<a/>" * 8_100_000),
    "nothing": (MOODLE, lambda: b""),
    "blanks": (MOODLE, lambda: b" " * 5_000_000),
    "noise": (MOODLE, lambda: bytes(range(256)) * 4000),
    "a comment that never ends": (MOODLE, lambda: b"<!-- " * 500_000),
    "an instruction that never ends": (MOODLE, lambda: b"<?x " * 500_000),
    "an item cut off": (QTI, lambda: GOOD_ITEM[:-30]),
    "an item nested too deep": (
        QTI, lambda: item(KEY, "<div>" * 50_000 + CHOICE + "</div>" * 50_000)),
    "a zip bomb": (QTI, lambda: package(("q.xml", b"<a>" + b" " * 60_000_000))),
    "too many parts": (QTI, lambda: package(*((f"{n}.txt", b"") for n in range(20_001)))),
    "no archive behind the first bytes": (QTI, lambda: b"PK\x03\x04" + b"\0" * 1000),
    "an archive cut off": (QTI, lambda: package(("q.xml", GOOD_ITEM))[:-40]),
    "an archive of documents": (QTI, lambda: package(("word/document.xml", b"<w/>"))),
    "a package in a package": (QTI, lambda: package(("in.zip", package(("q.xml", GOOD_ITEM))))),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_made_to_do_harm_is_refused_in_words(name: str) -> None:
    format_, make = REFUSED[name]
    data = make()
    start = time.process_time()
    with pytest.raises(ExchangeError) as refused:
        format_.load(data, name="x")
    assert time.process_time() - start < SECONDS
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 400


def choices(count: int) -> str:
    inside = "".join(f'<simpleChoice identifier="c{n}">{n}</simpleChoice>' for n in range(count))
    return f'<choiceInteraction responseIdentifier="RESPONSE">{inside}</choiceInteraction>'


def conditions(count: int) -> str:
    rule = (
        '<responseCondition><responseIf><match><variable identifier="RESPONSE"/>'
        '<baseValue baseType="identifier">c1</baseValue></match>'
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
        "</setOutcomeValue></responseIf>"
        "</responseCondition>"
    )
    score = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
    return f"{score}<responseProcessing>{rule * count}</responseProcessing>"


def nested(name: str, depth: int) -> str:
    inside = '<variable identifier="RESPONSE"/>'
    for _ in range(depth):
        inside = f"<{name}>{inside}</{name}>"
    return (
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
        f"<responseProcessing><responseCondition><responseIf>{inside}"
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
        "</setOutcomeValue></responseIf></responseCondition></responseProcessing>"
    )


MAPPING = (
    '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string">'
    "<mapping>{}</mapping></responseDeclaration>"
)
ENTRY = '<textEntryInteraction responseIdentifier="RESPONSE"/>'

SKIPPED: dict[str, tuple[MoodleXml | Qti, Callable[[], bytes], str]] = {
    "a hundred thousand gaps": (
        MOODLE, lambda: quiz(question("", "cloze", "{1:SA:=a}" * 100_000) + GOOD), "500"),
    "gaps that never end": (
        MOODLE, lambda: quiz(question("", "cloze", "{1:SA:=a" * 200_000) + GOOD), "does not end"),
    "a gap of a million waves": (
        MOODLE, lambda: quiz(question("", "cloze", "{1:SA:" + "~" * 1_000_000 + "}") + GOOD),
        "gap"),
    "a gap of backslashes": (
        MOODLE, lambda: quiz(question("", "cloze", "{1:SA:=" + "\\}" * 500_000) + GOOD),
        "does not end"),
    "a fraction that is infinite": (
        MOODLE, lambda: quiz(question('<answer fraction="nan"><text>1</text></answer>', "numerical")
                             + GOOD), "right"),
    "a number that is infinite": (
        MOODLE, lambda: quiz(question('<answer fraction="100"><text>1e999</text></answer>',
                                      "numerical") + GOOD), "no number"),
    "a text of thirty million letters": (
        MOODLE, lambda: quiz(GOOD + question("", stem="a" * 30_000_000)), "broken"),
    "a value of thirty million letters": (
        MOODLE, lambda: quiz(GOOD + f'<question type="{"a" * 30_000_000}"/>'), "broken"),
    "elements nested too deep": (
        MOODLE, lambda: quiz(GOOD + question("<a>" * 100_000)), "broken"),
    "a question of a million elements": (
        MOODLE, lambda: quiz(question("<a/>" * 1_000_000) + GOOD), "far too large"),
    "thousands of questions that are none": (
        MOODLE, lambda: quiz("<question/>" * 200_000 + GOOD), "no counterpart"),
    "an end that is missing": (
        MOODLE, lambda: quiz(GOOD) .replace(b"</quiz>", b"<question><name>"), "broken"),
    "a tag that closes another": (
        MOODLE, lambda: quiz(GOOD + question("<a></b>")), "broken"),
    "thousands of options": (
        MOODLE, lambda: quiz(question("".join(
            f'<answer fraction="100"><text>{n}</text></answer>' for n in range(4000)),
            "multichoice") + GOOD), "4,000 parts"),
    "a hundred thousand tags": (
        MOODLE, lambda: quiz(question("<tags>" + "<tag><text>x</text></tag>" * 100_000 + "</tags>")
                             + GOOD), "far too large"),
    "a stem of fifty thousand letters": (
        MOODLE, lambda: quiz(question("", "description", "a" * 50_000) + GOOD),
        "50,000 characters"),
    "HTML that never closes": (
        MOODLE, lambda: quiz(question("", "description", "&lt;" * 500_000) + GOOD),
        "500,000 characters"),
    "Markdown of a million brackets": (
        MOODLE, lambda: quiz(question("", "description", "[" * 1_000_000).replace(
            'format="html"', 'format="markdown"') + GOOD), "Markdown"),
    "thousands of choices": (
        QTI, lambda: package(("a.xml", item(KEY, choices(5000))), ("b.xml", GOOD_ITEM)), "5,000"),
    "scoring without an end": (
        QTI, lambda: package(("a.xml", item(
            '<responseDeclaration identifier="RESPONSE" cardinality="single" '
            'baseType="identifier"/>' + conditions(2500), choices(290))), ("b.xml", GOOD_ITEM)),
        "more steps"),
    "scoring nested too deep": (
        QTI, lambda: package(("a.xml", item(KEY + nested("not", 100))), ("b.xml", GOOD_ITEM)),
        "nested too deep"),
    "XML nested too deep": (
        QTI, lambda: package(("a.xml", item(KEY + nested("not", 5000))), ("b.xml", GOOD_ITEM)),
        "broken"),
    "a power that never ends": (
        QTI, lambda: package(("a.xml", item(KEY + nested("power", 2))), ("b.xml", GOOD_ITEM)),
        "“power”"),
    "entities in one part of a package": (
        QTI, lambda: package(("a.xml", laughs("assessmentItem")), ("b.xml", GOOD_ITEM)),
        "entities"),
    "an item of noise": (
        QTI, lambda: package(("a.xml", b"<\0\1\2" * 1000), ("b.xml", GOOD_ITEM)), "broken"),
    "a manifest of noise": (
        QTI, lambda: package(("b.xml", GOOD_ITEM), manifest=b"<manifest"), "list of contents"),
}  # fmt: skip


@pytest.mark.parametrize("name", SKIPPED)
def test_one_bad_question_is_reported_and_the_good_one_is_taken(name: str) -> None:
    format_, make, reason = SKIPPED[name]
    data = make()
    start = time.process_time()
    deck = format_.load(data, name="x")
    assert time.process_time() - start < SECONDS
    assert reason in " ".join(problem.reason for problem in deck.problems[-2:] + deck.problems[:1])
    assert len(deck.questions) == 1


def picture(data: bytes) -> str:
    coded = base64.b64encode(data).decode()
    return (
        question('<answer fraction="100"><text>true</text></answer>',
                 stem="A good one &lt;img src='@@PLUGINFILE@@/x.png'&gt;").replace(
            "</questiontext>",
            f'<file name="x.png" path="/" encoding="base64">{coded}</file></questiontext>')
    )  # fmt: skip


def with_image(source: str) -> bytes:
    return item(KEY, f'<p><img src="{source}" alt="x"/></p>{CHOICE}')


def twice() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("imsmanifest.xml", MANIFEST)
        archive.writestr("q.xml", GOOD_ITEM)
        archive.writestr("q.xml", GOOD_ITEM)
    return data.getvalue()


TAKEN: dict[str, tuple[MoodleXml | Qti, Callable[[], bytes]]] = {
    "a document type without rules": (
        MOODLE, lambda: b'<!DOCTYPE quiz SYSTEM "x">' + quiz(GOOD)[38:]),
    "UTF-16 without a mark": (MOODLE, lambda: quiz(GOOD)[38:].decode().encode("utf-16-le")),
    "UTF-16 declared, UTF-8 given": (MOODLE, lambda: quiz(GOOD).replace(b"UTF-8", b"UTF-16")),
    "an encoding that is none": (MOODLE, lambda: quiz(GOOD).replace(b"UTF-8", b"rot13")),
    "an encoding that runs code": (MOODLE, lambda: quiz(GOOD).replace(b"UTF-8", b"unicode_escape")),
    "Windows letters in UTF-8": (MOODLE, lambda: quiz(GOOD).replace(b"good", b"g\xf6\x93d")),
    "control codes": (MOODLE, lambda: quiz(GOOD).replace(b"good", b"g\0o\1\x0bd")),
    "references to control codes": (
        MOODLE, lambda: quiz(GOOD).replace(b"good", b"&#0;&#x1F;good&#xD800;")),
    "names of HTML that XML does not know": (
        MOODLE, lambda: quiz(GOOD).replace(b"good", b"good&nbsp;&eacute;")),
    "a name that nobody knows": (MOODLE, lambda: quiz(GOOD + "<question>&nobody;</question>")),
    "blank lines before the declaration": (MOODLE, lambda: b"\n" * 100_000 + quiz(GOOD)),
    "an inclusion": (MOODLE, lambda: quiz(
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
        + GOOD)),
    "an instruction for a style sheet": (
        MOODLE, lambda: b'<?xml-stylesheet href="http://127.0.0.1:9/"?>' + quiz(GOOD)[38:]),
    "a picture that is none": (MOODLE, lambda: quiz(picture(b"<svg onload='x'/>"))),
    "a picture that is too large": (
        MOODLE, lambda: quiz(picture(b"\x89PNG\r\n\x1a\n" + bytes(7_000_000)))),
    "HTML nested a hundred thousand deep": (MOODLE, lambda: quiz(question(
        '<answer fraction="100"><text>true</text></answer>',
        stem="A good one" + "&lt;b&gt;" * 100_000))),
    "Markdown of brackets": (MOODLE, lambda: quiz(question(
        "<answer fraction='100'><text>true</text></answer>"
        f"<generalfeedback format='markdown'><text>{'[' * 19_000}</text></generalfeedback>"))),
    "sources that never close": (MOODLE, lambda: quiz(question(
        "<answer fraction='100'><text>true</text></answer><generalfeedback><text>"
        + "&lt;p class=\"quizapp-source\"&gt;" * 200
        + "</text></generalfeedback>"))),
    "data of ours nested too deep": (MOODLE, lambda: quiz(GOOD.replace(
        "</question>", f"<quizapp>{'[' * 100_000}</quizapp></question>"))),
    "data of ours that lie": (MOODLE, lambda: quiz(GOOD.replace(
        "</question>", '<quizapp>{"date":{"ns":"99999-99-99"},"kind":[],"task":{"task":"choose"}}'
        "</quizapp></question>"))),
    "a place in our data that is not on the earth": (MOODLE, lambda: quiz(GOOD.replace(
        "</question>", '<quizapp>{"task":{"task":"map","latitude":1e9,"longitude":0}}</quizapp>'
        "</question>"))),
    "a path that climbs": (QTI, lambda: package(("../../evil.xml", GOOD_ITEM))),
    "a path from the root": (QTI, lambda: package(("/etc/evil.xml", GOOD_ITEM))),
    "a path of Windows": (QTI, lambda: package(("..\\..\\evil.xml", GOOD_ITEM))),
    "a picture outside the package": (
        QTI, lambda: package(("q.xml", with_image("../../../etc/passwd")))),
    "a picture of this machine": (QTI, lambda: package(("q.xml", with_image("file:///etc/passwd")))),
    "a picture on the network": (
        QTI, lambda: package(("q.xml", with_image("http://127.0.0.1:9/x.png")))),
    "a picture that is a bomb": (QTI, lambda: package(
        ("q.xml", with_image("x.png")), ("x.png", b"\x89PNG\r\n\x1a\n" + bytes(50_000_000)))),
    "a manifest with entities": (
        QTI, lambda: package(("q.xml", GOOD_ITEM), manifest=laughs("manifest"))),
    "a manifest that lists itself, often": (QTI, lambda: package(("q.xml", GOOD_ITEM), manifest=(
        b'<manifest><resources>' + b'<resource type="imsqti_item_xmlv2p1" href="imsmanifest.xml"/>'
        * 50_000 + b"</resources></manifest>"))),
    "the same name twice": (QTI, twice),
    "a hundred thousand entries of a map": (QTI, lambda: item(MAPPING.format(
        "".join(f'<mapEntry mapKey="{n}" mappedValue="1"/>' for n in range(15_000))),
        f"<p>A good one {ENTRY}</p>")),
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN)
def test_what_does_no_harm_once_it_is_cleaned_is_taken(name: str) -> None:
    format_, make = TAKEN[name]
    data = make()
    start = time.process_time()
    deck = format_.load(data, name="x")
    assert time.process_time() - start < SECONDS
    assert len(deck.questions) == 1
    assert all(b"root:" not in contents for contents in deck.pictures.values())
    assert "root:" not in repr(deck.questions)


def test_a_file_with_a_password_says_so(tmp_path: Path) -> None:
    data = bytearray(package(("q.xml", GOOD_ITEM)))
    place = data.find(b"PK\x01\x02")
    while place >= 0:  # the flag of each entry in the table of contents
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 1)
    with pytest.raises(ExchangeError, match="password"):
        QTI.load(bytes(data), name="x")


def test_damaged_bytes_inside_are_named() -> None:
    data = bytearray(package(("q.xml", GOOD_ITEM * 1)))
    place = data.find(b"q.xml") + 40
    data[place : place + 20] = bytes(20)
    with pytest.raises(ExchangeError, match="damaged"):
        QTI.load(bytes(data), name="x")


def test_many_parts_together_are_a_bomb_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_TOTAL", 2_000_000)
    with pytest.raises(ExchangeError, match="fill the memory"):
        QTI.load(package(*((f"{n}.xml", b"<a>" + b" " * 500_000) for n in range(9))), name="x")


def test_a_flood_of_problems_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building_module, "MOST_PROBLEMS", 3)
    deck = MOODLE.load(quiz("<question/>" * 10), name="x")
    assert [str(problem) for problem in deck.problems][-1].startswith("7 more questions")


def test_lines_keep_their_numbers_when_the_head_is_cut_out() -> None:
    data = (
        b'<?xml version="1.0"?>\n<!DOCTYPE quiz\n SYSTEM "x">\n<quiz>\n'
        + GOOD.encode()
        + b"</quiz>"
    )
    assert list(MOODLE.load(data, name="x").lines.values()) == [5]


def test_what_was_mended_is_named() -> None:
    notes = source_of(quiz(GOOD).replace(b"good", b"g\xf6d\1")).notes
    assert notes == [
        "the file is not utf-8, as it should be; it was read as Windows-1252",
        "characters that no XML may hold were left out",
    ]


# Whatever comes: an answer in words, never a crash


def loaded(format_: MoodleXml | Qti, data: bytes) -> DeckFile | None:
    try:
        return format_.load(data, name="x")
    except ExchangeError as error:
        assert str(error)
        return None


MOODLE_SEED = quiz(
    GOOD
    + question('<answer fraction="100"><text>a</text><feedback><text>f</text></feedback></answer>'
               '<answer fraction="0"><text>b</text></answer><shuffleanswers>1</shuffleanswers>'
               "<hint><text>h</text></hint>"
               "<tags><tag><text>quizapp:date=ns 1917</text></tag></tags>"
               '<quizapp>{"kind":"date","citation":{"document":"d"}}</quizapp>', "multichoice")
    + question("", "cloze", "{1:MC:=a~b#c} {2:NM:=1:2}")
    + question('<answer fraction="100"><text>1</text><tolerance>0</tolerance></answer>',
               "numerical")
)  # fmt: skip
PIECES = st.sampled_from(
    ["<", ">", "</text>", "<text>", "]]>", "<![CDATA[", "&", "&amp;", "\0", "{1:", "}", "~", "=",
     "#", "%50%", '"', "quizapp:", '{"task":', "100", "-1e99", "<question", "</question>", "\ue000",
     "é", "<!DOCTYPE", "<?", "-->", 'type="cloze"', "true", "<answer", "<file>", "@@PLUGINFILE@@/"]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, seed: bytes) -> bytes:
    """The seed with pieces cut out, doubled, or put in."""
    data = seed.decode()
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(data)))
        end = min(len(data), place + draw(st.integers(0, 60)))
        instead = draw(PIECES | st.just("") | st.text(max_size=5)) + draw(
            st.sampled_from(["", data[place:end]])
        )
        data = data[:place] + instead + data[end:]
    return data.encode("utf-8", "surrogatepass")


@given(mutated(MOODLE_SEED))
@settings(max_examples=300)
def test_any_change_to_a_moodle_file_ends_in_a_report(data: bytes) -> None:
    loaded(MOODLE, data)


@given(mutated(GOOD_ITEM) | mutated(item(KEY + conditions(2))))
@settings(max_examples=300)
def test_any_change_to_an_item_ends_in_a_report(data: bytes) -> None:
    loaded(QTI, data)


@given(mutated(GOOD_ITEM), st.binary(max_size=60), st.integers(0, 2000))
@settings(max_examples=150)
def test_any_change_to_a_package_ends_in_a_report(contents: bytes, noise: bytes, at: int) -> None:
    data = package(("q.xml", contents), ("items/é.xml", GOOD_ITEM))
    loaded(QTI, data)
    loaded(QTI, data[:at] + noise + data[at + len(noise) :])
