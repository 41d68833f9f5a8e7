"""Reports in files, and files told apart by what they hold."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from quizapp.domain.importing import Entry
from quizapp.errors import ExchangeError
from quizapp.services.exchange_report import write_report
from quizapp.services.sort_files import sort_files

PARTS = {
    "imported": (Entry("Who?", 3, "new"),),
    "skipped": (Entry("=HYPERLINK(1)", None, "no answer"),),
}


def test_a_report_for_programs_holds_all(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    assert write_report(file, {"file": "a.gift"}, PARTS) == 2
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "file": "a.gift",
        "imported": [{"item": "Who?", "line": 3, "reason": "new"}],
        "skipped": [{"item": "=HYPERLINK(1)", "line": None, "reason": "no answer"}],
    }


def test_a_report_for_a_spreadsheet_holds_no_formula(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    write_report(file, {}, PARTS)
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert rows == [
        ["what", "item", "line", "reason"],
        ["imported", "Who?", "3", "new"],
        ["skipped", "'=HYPERLINK(1)", "", "no answer"],
    ]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="should end in"):
        write_report(tmp_path / "report.doc", {}, PARTS)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("deck.jsonl", "", "questions"),
        ("deck.gift", "", "questions"),
        ("thesis.pdf", "", "documents"),
        ("folder", "", "documents"),
        ("notes.txt", "The quay was built in 1871.\n", "documents"),
        ("chapter.md", "# Quays\n\n## Stone\n\nBuilt in 1871.\n", "documents"),
        ("quiz.txt", "::A::Who built the quay? {=Strand ~Holm}\n", "either"),
        ("aiken.txt", "Who built it?\nA. Strand\nB. Holm\nANSWER: A\n", "either"),
    ],
)
def test_files_are_told_apart_by_ending_and_contents(
    tmp_path: Path, name: str, text: str, kind: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    found = sort_files([file])
    assert getattr(found, kind) == (file,)
    assert len(found.questions) + len(found.documents) + len(found.either) == 1


def test_a_file_that_is_gone_is_told_by_its_ending(tmp_path: Path) -> None:
    found = sort_files([tmp_path / "gone.txt", tmp_path / "gone.gift"])
    assert [path.name for path in found.documents] == ["gone.txt"]
    assert [path.name for path in found.questions] == ["gone.gift"]
