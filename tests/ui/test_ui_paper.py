"""What is printed: every question whole on one page, each version with its own key."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

import pypdfium2  # noqa: TID253 - a test may wait for it
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from quizapp.domain.paper import (
    PaperLayout,
    PaperSize,
    PrintedCard,
    ProgressRow,
    card_front,
    key_text,
    letter,
)
from quizapp.domain.task import Choose, MapPlace, OpenText, Option
from quizapp.errors import QuizError
from quizapp.ui.paper import Preview, print_cards, print_progress, print_sheets, sheets_job
from quizapp.ui.paper.blocks import map_png
from quizapp.ui.theme import Theme
from tests.sheets import SHEETS, TASKS, sheet

A4, LETTER = (595, 842), (612, 792)  # points


@pytest.fixture(autouse=True)
def _fonts(theme: Theme) -> None:
    """The letters of the program are those on paper."""


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        found = []
        for page in document:
            text = page.get_textpage()
            found.append(" ".join(text.get_text_range().split()))
            text.close()
            page.close()
        return found
    finally:
        document.close()


@pytest.mark.parametrize("layout", PaperLayout)
@pytest.mark.parametrize("size", PaperSize)
def test_every_question_stands_whole_on_one_page(
    qapp: QApplication, tmp_path: Path, layout: PaperLayout, size: PaperSize
) -> None:
    path = tmp_path / "quiz.pdf"
    print_sheets(path, SHEETS, layout=layout, size=size)
    found = pages(path)
    for stem, task in TASKS:
        words = " ".join(stem.split()[:2])
        on = [page for page in found if words in page]
        assert len(on) >= len(SHEETS)
        if isinstance(task, Choose):
            assert all(all(o.text in page for o in task.options) for page in on)


def test_pages_have_the_size_that_was_asked_for(qapp: QApplication, tmp_path: Path) -> None:
    for size, wanted in ((PaperSize.A4, A4), (PaperSize.LETTER, LETTER)):
        print_sheets(tmp_path / "quiz.pdf", SHEETS, size=size)
        document = pypdfium2.PdfDocument(tmp_path / "quiz.pdf")
        assert document[0].get_size() == pytest.approx(wanted, abs=1.5)
        document.close()


def test_the_key_follows_the_order_of_its_version(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "quiz.pdf"
    print_sheets(path, SHEETS)
    keys = [page for page in pages(path) if page.startswith("Key")]
    for each in SHEETS:
        (key,) = (page for page in keys if f"Version {each.version}" in page)
        for item in each.items[1:5]:
            assert f"{item.number}. {key_text(item)}".replace("  ", " ") in key
        first = each.items[1]
        assert isinstance(first.task, Choose)
        place = first.order(len(first.task.options)).index(1)
        assert f"1. {letter(place)}) 1552" in key


def test_without_keys_no_answer_is_printed(qapp: QApplication, tmp_path: Path) -> None:
    print_sheets(tmp_path / "quiz.pdf", SHEETS, key=False)
    assert not any("Key" in page or "Nestor" in page for page in pages(tmp_path / "quiz.pdf"))


def test_letters_are_in_the_file_cyrillic_ones_too(qapp: QApplication, tmp_path: Path) -> None:
    made = sheet("A", [("Когда взята Казань?", TASKS[0][1])])
    print_sheets(tmp_path / "quiz.pdf", [made])
    assert "Когда взята Казань?" in pages(tmp_path / "quiz.pdf")[0]
    data = (tmp_path / "quiz.pdf").read_bytes()
    assert b"/FontFile" in data
    assert b"Inter" in data


def test_signs_beside_figures_are_text_that_can_be_searched(
    qapp: QApplication, tmp_path: Path
) -> None:
    stem = "On 3 March 1917 (16 March New Style) – 5:30 – what (and who) fell?"
    print_sheets(tmp_path / "quiz.pdf", [sheet("A", [(stem, TASKS[0][1])])])
    assert stem in pages(tmp_path / "quiz.pdf")[0]


def test_a_question_longer_than_a_page_goes_over_pages_and_nothing_is_lost(
    qapp: QApplication, tmp_path: Path
) -> None:
    options = tuple(Option(f"Option number {n} of very many", float(n == 1)) for n in range(120))
    print_sheets(tmp_path / "quiz.pdf", [sheet("A", [("Which one?", Choose(options))])], key=False)
    text = " ".join(pages(tmp_path / "quiz.pdf"))
    assert all(f"Option number {n} of" in text for n in range(120))


def test_a_word_without_end_is_broken_rather_than_cut(qapp: QApplication, tmp_path: Path) -> None:
    made = sheet("A", [("W" * 400, OpenText(3))])
    print_sheets(tmp_path / "quiz.pdf", [made], layout=PaperLayout.TWO_COLUMNS)
    assert "".join(pages(tmp_path / "quiz.pdf")).replace(" ", "").count("W") >= 400


def test_the_back_of_a_card_lies_behind_its_front(qapp: QApplication, tmp_path: Path) -> None:
    cards = [PrintedCard(f"front {n}", f"back {n}", "proof") for n in range(10)]
    assert print_cards(tmp_path / "cards.pdf", "Cards", cards) == 4
    document = pypdfium2.PdfDocument(tmp_path / "cards.pdf")
    front = _place(document[0], "front 0")
    back = _place(document[1], "back 0")
    width = document[0].get_size()[0]
    assert front[0] == pytest.approx(width - back[0], abs=2)  # turned over the long edge
    assert front[1] == pytest.approx(back[1], abs=12)
    document.close()


def _place(page: pypdfium2.PdfPage, words: str) -> tuple[float, float]:
    """The middle of some words, in points."""
    text = page.get_textpage()
    index, count = text.search(words).get_next()
    boxes = [
        text.get_charbox(n)
        for n in range(index, index + count)
        if text.get_text_range(n, 1).strip()
    ]
    text.close()
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    return (left + right) / 2, (boxes[0][1] + boxes[0][3]) / 2


def test_a_line_for_each_learner(qapp: QApplication, tmp_path: Path) -> None:
    rows = [
        ProgressRow("Анна Петрова", "today", 120, 0.7, 200, 0.9),
        ProgressRow("Ben", "", 0, 0.0, 0, None),
    ]
    print_progress(tmp_path / "class.pdf", "Class 7b", "27 November 2026", rows)
    (page,) = pages(tmp_path / "class.pdf")
    assert "Анна Петрова today 120 90% 200 70%" in page
    assert "Ben never 0 – 0 –" in page


def test_the_columns_are_named_on_every_page(qapp: QApplication, tmp_path: Path) -> None:
    rows = [ProgressRow(f"Learner {n}", "today", 1, 0.5, 2, 0.5) for n in range(60)]
    assert print_progress(tmp_path / "class.pdf", "Class 7b", "today", rows) == 2
    found = pages(tmp_path / "class.pdf")
    assert all("Last here" in page for page in found)
    assert ["Class 7b" in page.split("Learner")[0] for page in found] == [True, False]


def test_large_print_has_no_letter_below_18_points_and_no_sign_beside_its_line(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "quiz.pdf"
    print_sheets(path, SHEETS[:1], layout=PaperLayout.LARGE_PRINT)
    document = pypdfium2.PdfDocument(path)
    for page in document:
        sizes = [
            pypdfium2.raw.FPDFText_GetFontSize(text, n) * 1.0
            for text in [page.get_textpage()]
            for n in range(text.count_chars())
        ]
        assert min(size for size in sizes if size > 1) >= 17.9
    here = next(page for page in document if "Oprichnina" in page.get_textpage().get_text_range())
    item, sign = _place(here, "Kulikovo"), _place(here, "b)")
    assert sign[1] == pytest.approx(item[1], abs=6)
    document.close()


def test_a_card_asks_all_that_is_needed_to_answer_it() -> None:
    fronts = [card_front(item.question) for item in sheet("A", TASKS).items[1:]]
    assert fronts[0] == TASKS[0][0]  # one right option is recalled
    assert fronts[1].endswith("a) Kazan\nb) Ryazan\nc) Saratov")
    assert fronts[2].endswith("True or false?")
    assert "The khanate of (1) ____" in fronts[6]
    assert fronts[7].endswith("Kazan\nKulikovo\nOprichnina\nUgra")  # not in their order
    assert fronts[8].endswith("Poltava; Narva\n1700; 1709; 1721")


def test_an_old_file_stays_where_the_new_one_cannot_be_written(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "nowhere" / "quiz.pdf"
    with pytest.raises(QuizError, match=r"quiz\.pdf"):
        print_sheets(path, SHEETS)
    assert not path.parent.exists()


def test_a_map_question_shows_the_same_map_each_time_and_no_mark(
    qapp: QApplication, tmp_path: Path
) -> None:
    made = sheet("A", [TASKS[9]])
    sums = set()
    for name in ("one", "two"):
        print_sheets(tmp_path / f"{name}.pdf", [made], key=False)
        document = pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")
        image = document[0].render(scale=1).to_numpy()
        sums.add(hashlib.sha256(image.tobytes()).hexdigest())
        document.close()
    assert len(sums) == 1


KHARKOV = (
    "On what date did an all-Ukrainian congress of soviets at Kharkov first proclaim a Soviet "
    "republic?"
)


def test_no_last_word_stands_alone_on_a_line(qapp: QApplication, tmp_path: Path) -> None:
    choice = Choose((Option("1917", 1.0), Option("1918")))
    stems = [KHARKOV[cut:] for cut in (0, 8, 13)] + [f"Why {KHARKOV}", f"Tell us why {KHARKOV}"]
    path = tmp_path / "quiz.pdf"
    print_sheets(path, [sheet("A", [(stem, choice) for stem in stems])], key=False)
    document = pypdfium2.PdfDocument(path)
    lines = [
        line.split()
        for page in document
        for line in page.get_textpage().get_text_range().split("\n")
    ]
    ends = [line for line in lines if line and line[-1] == "republic?"]
    assert len(ends) == len(stems)
    assert all(len(line) > 1 for line in ends)
    document.close()


def test_the_circles_stand_under_the_text_of_the_question(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "quiz.pdf"
    choice = Choose((Option("1917", 1.0), Option("1918")))
    print_sheets(path, [sheet("A", [("Who?", choice)])], key=False)
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    text = page.get_textpage()
    left = text.get_charbox(text.get_text_range().index("Who?"))[0]
    boxes = [each.get_bounds() for each in page.get_objects() if each.type == 2]  # paths
    circles = [box for box in boxes if 2 < box[2] - box[0] < 14]
    assert circles
    assert all(abs(box[0] - left) < 2.5 for box in circles)
    document.close()


@pytest.mark.parametrize("layout", PaperLayout)
def test_the_preview_shows_the_pages_of_the_pdf(
    qapp: QApplication, tmp_path: Path, layout: PaperLayout
) -> None:
    """Line by line: where ink is on the one, it is on the other."""
    count = print_sheets(tmp_path / "quiz.pdf", SHEETS, layout=layout)
    preview = Preview(sheets_job(SHEETS, layout=layout))
    assert len(preview.pages) == count
    document = pypdfium2.PdfDocument(tmp_path / "quiz.pdf")
    for number in range(count):
        printed = _ink_by_line(document[number].render(scale=1, grayscale=True).to_numpy())
        shown = _ink_by_line(_grey(preview.picture(number, 72)))
        assert abs(len(printed) - len(shown)) <= 1
        rows = min(len(printed), len(shown))
        apart = sum(abs(printed[n] - shown[n]) for n in range(rows))
        assert apart < 0.25 * sum(printed)
    document.close()


def _grey(image: QImage) -> list[list[int]]:
    made = image.convertToFormat(QImage.Format.Format_Grayscale8)
    bits = bytes(made.constBits())
    wide = made.bytesPerLine()
    return [list(bits[y * wide : y * wide + made.width()]) for y in range(made.height())]


def _ink_by_line(rows: Sequence[Sequence[int]]) -> list[int]:
    """How dark each line of dots is."""
    return [sum(255 - int(dot) for dot in row_) for row_ in rows]


def test_the_preview_needs_no_main_thread(qapp: QApplication) -> None:
    found: list[QImage] = []
    worker = Thread(target=lambda: found.append(Preview(sheets_job(SHEETS)).picture(0, 48)))
    worker.start()
    worker.join()
    (image,) = found
    assert (image.width(), image.height()) == (397, 561)


def test_parts_are_named_by_version_and_key() -> None:
    names = dict.fromkeys(page.name for page in Preview(sheets_job(SHEETS)).pages)
    assert list(names) == ["Version A", "Version B", "Key to A", "Key to B"]


def test_a_printer_gets_just_the_pages_that_were_asked_for(
    qapp: QApplication, tmp_path: Path
) -> None:
    pytest.importorskip("PySide6.QtPrintSupport")
    from quizapp.ui.paper import send_to
    from quizapp.ui.paper.printer import printer_for

    job = sheets_job(SHEETS)
    for chosen, wanted in (((0, 0), len(Preview(job).pages)), ((2, 3), 2)):
        printer = printer_for(job)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printer.setFromTo(*chosen)
        assert send_to(printer, job) == wanted
        found = pages(tmp_path / "printed.pdf")
        assert len(found) == wanted
    assert found[0] == pages_of_pdf(tmp_path)[1]


def pages_of_pdf(folder: Path) -> list[str]:
    print_sheets(folder / "quiz.pdf", SHEETS)
    return pages(folder / "quiz.pdf")


def ends_of_lines(page: pypdfium2.PdfPage) -> list[tuple[float, float]]:
    """Where the first letter of each line begins, and where the last one ends."""
    text = page.get_textpage()
    found, place = [], 0
    for line in text.get_text_range().split("\r\n"):
        length = len(line.rstrip())
        found.append((text.get_charbox(place)[0], text.get_charbox(place + length - 1)[2]))
        place += len(line) + 2
    text.close()
    return found


def test_words_on_cards_stand_in_their_middle_however_the_lines_are_balanced(
    qapp: QApplication, tmp_path: Path
) -> None:
    print_cards(tmp_path / "cards.pdf", "x", [PrintedCard(KHARKOV, "1917")])
    document = pypdfium2.PdfDocument(tmp_path / "cards.pdf")
    lines = ends_of_lines(document[0])
    middle = (8 + (210 - 16) / 4) / 25.4 * 72
    assert len(lines) > 2
    assert all(abs((left + right) / 2 - middle) < 3 for left, right in lines)
    document.close()


def test_no_word_over_the_columns_of_the_class_is_broken(
    qapp: QApplication, tmp_path: Path
) -> None:
    print_progress(tmp_path / "class.pdf", "7b", "today", [ProgressRow("A", "", 0, 0.0, 0, None)])
    assert "Questions met" in pages(tmp_path / "class.pdf")[0]


def test_a_map_stands_under_its_question_and_leaves_room_for_another(
    qapp: QApplication, tmp_path: Path
) -> None:
    stem, task = TASKS[9]
    print_sheets(tmp_path / "quiz.pdf", [sheet("A", [(stem, task), (f"And {stem}", task)])])
    questions, key = pages(tmp_path / "quiz.pdf")
    assert questions.count("Mark the place with a cross.") == 2
    assert key.startswith("Key")


def test_the_key_marks_the_place_on_the_map_and_the_sheet_does_not(qapp: QApplication) -> None:
    item = next(each for each in sheet("A").items if isinstance(each.task, MapPlace))
    plain, marked = (QImage.fromData(map_png(item, answer)) for answer in (False, True))
    differ = [
        (x, y)
        for x in range(plain.width())
        for y in range(plain.height())
        if plain.pixel(x, y) != marked.pixel(x, y)
    ]
    across, down = zip(*differ, strict=True)
    assert max(across) - min(across) < 40 and max(down) - min(down) < 40
