"""Files to begin with: what the program's own writers make of all sorts of decks, and samples.

The samples are those of ``tests/exchange``: texts of other programs, and files made to do harm.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quizapp.domain.question import Question
from quizapp.exchange import DeckFile, DeckFormat

LARGEST_SEED = 60_000  # bytes: with larger ones a fuzzer comes to little
FILES = Path(__file__).parents[1] / "exchange" / "files"
_DECKS = 40


@cache
def decks() -> tuple[DeckFile, ...]:
    """The same in every process: plain ones, odd ones, and one with everything in it."""
    from any_question import QUESTIONS
    from full_question import FULL

    found: list[DeckFile] = []

    @settings(
        max_examples=_DECKS, database=None, derandomize=True, deadline=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(QUESTIONS | FULL, st.sampled_from(["Deck", "a/b", "x: y", " "]))
    def collect(questions: tuple[Question, ...], name: str) -> None:
        found.append(deck_of(questions, name))

    collect()
    return tuple(deck for deck in found if deck.questions)


def deck_of(questions: Iterable[Question], name: str = "Deck") -> DeckFile:
    from full_question import PICTURE, PNG

    return DeckFile(
        name,
        description="What it is about",
        sources=("A book",),
        questions=tuple(questions),
        pictures={PICTURE.id: PNG},
    )


def written_by(known: DeckFormat) -> Iterator[bytes]:
    for deck in decks():
        yield b"".join(known.dump(deck).pieces)


def gift() -> Iterator[bytes]:
    import test_gift_table

    rows = [
        row.gift
        for table in vars(test_gift_table).values()
        if isinstance(table, list)
        for row in table
        if hasattr(row, "gift")
    ]
    yield from (row.encode() if isinstance(row, str) else row for row in rows)
    yield "\n\n".join(row for row in rows[:12] if isinstance(row, str)).encode()


def aiken() -> Iterator[bytes]:
    import test_aiken

    yield test_aiken.GOOD.encode()
    yield from (row[0].encode() for row in (*test_aiken.LENIENT, *test_aiken.SKIPPED))


def moodle_xml() -> Iterator[bytes]:
    import test_hostile_questions
    import test_moodle_xml as samples

    yield test_hostile_questions.MOODLE_SEED
    items = [samples.item(row[1], row[2]) for row in samples.TASKS]
    items += [samples.item("cloze", "", f"a {row[1]} b") for row in samples.GAPS]
    items += [samples.item(*row[:2]) for row in (*samples.SKIPPED, *samples.CHANGED)]
    for start in range(0, len(items), 4):
        inside = "".join(items[start : start + 4])
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>{inside}</quiz>'.encode()


def qti_items() -> Iterator[bytes]:
    import test_qti_items as samples

    for row in samples.ITEMS:
        yield samples.as_2_1(row[1]).encode()
        yield samples.as_3_0(row[1]).encode()


def qti_12() -> Iterator[bytes]:
    import test_qti12 as samples

    rows = [row[1] for row in (*samples.ITEMS, *samples.BLACKBOARD)]
    rows += [row[0] if row[0].startswith("<") else row[1] for row in samples.SKIPPED]
    for start, row in enumerate(rows):
        other = rows[start - 3].replace('ident="g1"', 'ident="g2"', 1)
        yield (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
            f'<assessment ident="a" title="A quiz"><section ident="s">{row}{other}'
            "</section></assessment></questestinterop>"
        ).encode()


def qti_packages() -> Iterator[bytes]:
    import test_qti_packages as samples

    def packed(parts: Mapping[str, str | bytes]) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, contents in parts.items():
                archive.writestr(name, contents)
        return buffer.getvalue()

    image = '<img src="../a%20map.png" alt="A map"/>'
    listed = samples.manifest(samples.resource("items/q.xml"))
    yield packed(
        {
            "imsmanifest.xml": listed,
            "items/q.xml": samples.item("Where?", "A place", image),
            "a map.png": samples.PNG,
        }
    )
    yield packed(
        {
            "imsmanifest.xml": samples.manifest(samples.resource("a.xml", "imsqti_xmlv1p2")),
            "a.xml": samples.old(samples.old_item("g1", "One?"), samples.old_item("g2", "Two?")),
            "a.xml.qti": samples.old(samples.old_item("g1", "One?")),
            "res.dat": samples.old(samples.old_item("g3", "Three?")),
        }
    )


def anki() -> Iterator[bytes]:
    from anki_packages import BASIC, CLOZE, with_notes
    from hostile import ANKI_WITH_GOOD

    for path in sorted(FILES.glob("*pkg")):
        yield path.read_bytes()
    yield with_notes(
        (BASIC, "Which wall?\x1fThe <b>north</b> one<br>x [sound:a.mp3]"),
        (
            CLOZE,
            "{{c1::Rome}} and {{c2::Ravenna::a town}} {{c1::a {{c3::b}}}}\x1fmore",
            "g2",
            "a b",
        ),
        reviews=[(1_600_000_000_000, 1_001, 3, 2500, 1), (1_600_000_000_001, 1_002, 1, 2500, 0)],
    )
    yield from (make() for make in _small(ANKI_WITH_GOOD).values())


def _small(makers: Mapping[str, Callable[[], bytes]]) -> dict[str, Callable[[], bytes]]:
    """Those that are made in no time."""
    large = ("huge", "nested", "endless", "million", "many", "deep", "different", "open", "gaps in")
    return {name: make for name, make in makers.items() if not any(part in name for part in large)}


def anki_text() -> Iterator[bytes]:
    yield (FILES / "anki_notes.txt").read_bytes()
    head = b"#separator:tab\n#html:true\n#guid column:1\n#deck column:3\n#tags column:5\n"
    yield head + b"g\ta\tD::E\tb\tt u\n"
    head = b"#separator:semicolon\n#html:false\n#columns:a;b;c\n"
    yield head + b'x;"y\nz";w\n# no row\n{{c1::a}};b;c\n'


def quizlet() -> Iterator[bytes]:
    yield b"keep\tthe great tower\nof a castle\nbailey\ta court\nmoat\twater\n"
    yield b"a - b; c - d; e - f"
    yield b"term/////definition-----other/////another-----"
    yield "Вопрос\tОтвет\n44 BC\tIdes\n".encode("cp1251")


def tables(separator: str) -> Iterator[bytes]:
    rows = (
        ("Question", "Answer", "Wrong 1", "Wrong 2", "Tags", "Explanation", "Date"),
        ("Which wall?", "The north one", "south", "east", "a, b", 'He said "no"', "1066-10-14"),
        ("Right?", "True", "False", "", "", "", ""),
        ("", "", "", "", "", "", ""),
    )
    yield "\n".join(separator.join(row) for row in rows).encode()
    yield f'sep={separator}\r\na{separator}b\r\n"c\nd"{separator}e\r\n'.encode()
    yield f"a{separator}b\nc{separator}d\n".encode("utf-16")


def workbooks() -> Iterator[bytes]:
    from hostile import SHEETS_WITH_GOOD, workbook

    yield workbook()
    yield from (make() for make in SHEETS_WITH_GOOD.values())


def quiz_workbooks() -> Iterator[bytes]:
    import test_kahoot as samples

    for header in (8, 13):
        for right in (1, "1,3", 1.3, "2", None):
            rows = [samples.row(right), samples.row(2, "a", "b", stem="Example?")]
            yield samples.sheet(*rows, header=header)


def progress() -> Iterator[bytes]:
    from test_progress_file import REVIEWS, ROW, written

    yield written(ROW)
    found: list[bytes] = []

    @settings(max_examples=10, database=None, derandomize=True, phases=[Phase.generate])
    @given(st.lists(REVIEWS, min_size=1, max_size=4))
    def collect(rows: list[object]) -> None:
        found.append(written(*rows))  # type: ignore[arg-type]

    collect()
    yield from found
