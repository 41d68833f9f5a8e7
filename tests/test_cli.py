"""The command line, over a real deck file in a folder of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from quizapp import __version__
from quizapp.bootstrap import bootstrap, generator
from quizapp.cli import Doors, command_line, main
from quizapp.domain.game import GameRules, Mode
from quizapp.domain.question import State
from quizapp.domain.quiz import Pick, Quiz, Section
from quizapp.errors import QuizError
from quizapp.exchange import FORMATS
from quizapp.paths import HOME_VARIABLE
from quizapp.services.round_wanted import RoundWanted
from quizapp.settings import Settings

TEXT = (
    "The Aldbury Harbour Company\n\n"
    "On 3 May 1871 the town council of Bristol founded the Aldbury Harbour Company. "
    "Its first chairman was John Henry Carver. On 12 June 1874 John Henry Carver opened "
    "the new dock in Bristol.\n"
)
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


def doors(**replaced: object) -> Doors:
    usual = {
        "open_decks": bootstrap,
        "generator": generator,
        "open_window": lambda: 0,
        "render_tour": lambda directory, *, dark, size, text: [
            directory / f"{dark}-{size}-{text}.png"
        ],
    }
    return Doors(**{**usual, **replaced})  # type: ignore[arg-type]


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: object, **replaced: object) -> Result:
        return CliRunner().invoke(command_line(doors(**replaced)), [*map(str, arguments)])

    return invoke


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").stdout == f"quizapp {__version__}\n"


def test_without_headless_the_window_holds_the_round_as_it_was_asked_for(run: Run) -> None:
    heard: list[RoundWanted] = []

    def open_window(wanted: RoundWanted) -> int:
        heard.append(wanted)
        return 7

    done = run("host", "Monday", "--mode", "race", "--goal", 60, open_window=open_window)
    assert done.exit_code == 7
    rules = GameRules(mode=Mode.RACE, goal=0.6)
    assert heard == [RoundWanted("Monday", rules=rules)]
    assert run("host", "--resume", open_window=open_window).exit_code == 7
    assert heard[1].goes_on and not heard[1].quiz
    assert run("host", "Monday", "--resume", open_window=open_window).exit_code == 2
    assert run("host", "Monday", "--feed-study", open_window=open_window).exit_code == 2


def test_without_a_command_the_window_opens(run: Run) -> None:
    assert run(open_window=lambda: 7).exit_code == 7


def test_decks_as_json_hold_exactly_what_scripts_expect(run: Run) -> None:
    (deck, *_) = json.loads(run("decks", "--json").stdout)
    assert set(deck) == {"name", "questions", "due", "new"}
    assert deck["name"].split()[0] in run("decks").stdout


def test_stats_as_json(run: Run) -> None:
    stats = json.loads(run("stats", "--json").stdout)
    assert stats["learned"] == 0
    assert stats["true_retention"] is None
    assert len(stats["recent_days"]) == 14
    assert "not known yet" in run("stats").stdout


def answer_one(learner: str) -> None:
    """One question answered, by a learner who is added where they are not there yet."""
    application = bootstrap()
    names = {line.learner.name for line in application.learners.everyone().here}
    if learner not in names:
        application.learners.add(learner)
    application.learners.act_for(application.learners.called(learner).id)
    session = application.study.start()
    session.answer("something", 1000)
    application.close()


def test_learners_are_listed_and_commands_are_run_for_one(run: Run) -> None:
    answer_one("Anna")
    listed = {line["name"]: line for line in json.loads(run("learners", "--json").stdout)}
    me = next(name for name in listed if name != "Anna")
    assert listed["Anna"]["last_day"]
    assert [listed[name]["learns_now"] for name in (me, "Anna")] == [True, False]
    assert "none yet" in run("learners").stdout
    assert json.loads(run("stats", "--json", "--learner", "anna").stdout)["reviews"] == 1
    assert json.loads(run("stats", "--json").stdout)["reviews"] == 0
    unknown = run("stats", "--learner", "Ben")
    assert unknown.exit_code == 1
    assert "There is no learner called Ben. The learners are: Anna" in unknown.stderr


def test_progress_of_a_learner_goes_to_the_one_of_that_name_elsewhere(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_one("Anna")
    file = tmp_path / "anna.quizprogress"
    assert "1 rows" in run("export-progress", file, "--learner", "Anna").stderr
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "another home"))
    answer_one("Ben")
    refused = run("import-progress", file)
    assert refused.exit_code == 1
    assert "--learner NAME" in refused.stderr
    answer_one("Anna")
    merged = run("import-progress", file)
    assert "1 rows added" in merged.stderr
    assert "answers of Anna" in merged.stderr
    assert json.loads(run("stats", "--json", "--learner", "Anna").stdout)["reviews"] == 2
    assert json.loads(run("stats", "--json", "--learner", "Ben").stdout)["reviews"] == 1


def test_a_forgotten_pin_is_taken_away(run: Run) -> None:
    application = bootstrap()
    application.learners.set_pin(application.learners.present.id, "2468")
    name = application.learners.present.name
    application.close()
    assert "has a PIN" in run("learners").stdout
    assert "no PIN any more" in run("learners", "--clear-pin", name).stderr
    assert "has a PIN" not in run("learners").stdout


@pytest.mark.parametrize("ending", [".jsonl", ".md"])
def test_a_deck_goes_from_one_learner_to_another(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    own = tmp_path / f"own{ending}"
    source = tmp_path / "source.jsonl"
    source.write_text('{"kind": "place", "stem": "Where?", "answer": "Here"}\n')
    run("import", source, "--deck", "Places")
    exported = run("export", "places", "--to", own)
    assert (exported.exit_code, exported.stdout) == (0, "")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "another home"))
    imported = run("import", own, "--deck", "Mine")
    assert imported.exit_code == 0
    assert "1 question added" in imported.stderr
    assert "Mine" in run("decks").stdout


def test_bad_lines_are_listed_and_the_rest_is_taken(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "deck.jsonl"
    file.write_text('{"kind": "place", "stem": "Where?", "answer": "Here"}\n' + "bad\n" * 30)
    result = run("import", file)
    assert result.exit_code == 0
    assert "deck.jsonl, line 2: it is not JSON" in result.stderr
    assert "... and 10 more." in result.stderr
    assert "1 question added" in result.stderr


def two_questions(tmp_path: Path, second: str = "There") -> Path:
    file = tmp_path / "deck.jsonl"
    file.write_text(
        '{"id": "a", "kind": "place", "stem": "Where?", "answer": "Here"}\nbad\n'
        f'{{"id": "b", "kind": "place", "stem": "Where else?", "answer": "{second}"}}\n'
    )
    return file


def test_a_report_holds_what_was_imported_changed_and_skipped(run: Run, tmp_path: Path) -> None:
    file, report = two_questions(tmp_path), tmp_path / "report.json"
    assert run("import", file, "--report", report).exit_code == 0
    record = json.loads(report.read_text("utf-8"))
    assert set(record) == {"imported", "changed", "skipped"}
    assert [entry["item"] for entry in record["imported"]] == ["Where?", "Where else?"]
    assert record["skipped"] == [{"item": "", "line": 2, "reason": "it is not JSON"}]
    run("import", two_questions(tmp_path, "Elsewhere"), "--report", report)
    reasons = [entry["reason"] for entry in json.loads(report.read_text("utf-8"))["imported"]]
    assert [reason.split(";")[0] for reason in reasons] == [
        "known already, just so",
        "known already",
    ]


def test_a_file_with_nothing_to_take_has_its_report_all_the_same(run: Run, tmp_path: Path) -> None:
    file, report = tmp_path / "deck.jsonl", tmp_path / "report.json"
    file.write_text("bad\n")
    result = run("import", file, "--report", report)
    assert result.exit_code == 1
    assert len(json.loads(report.read_text("utf-8"))["skipped"]) == 1


def test_a_report_that_cannot_be_written_stops_the_import_before(run: Run, tmp_path: Path) -> None:
    result = run("import", two_questions(tmp_path), "--report", tmp_path / "no" / "report.json")
    assert result.exit_code == 1
    assert "There is no folder" in result.stderr
    assert run("import", "--undo").exit_code == 1


def test_a_preview_changes_nothing(run: Run, tmp_path: Path) -> None:
    told = run("import", two_questions(tmp_path), "--deck", "Places", "--preview")
    assert "2 questions would be added to Places" in told.stderr
    assert "Places" not in run("decks").stdout


def test_the_last_import_is_undone(run: Run, tmp_path: Path) -> None:
    run("import", two_questions(tmp_path), "--deck", "Places")
    undone = run("import", "--undo")
    assert undone.exit_code == 0
    assert "The import of deck.jsonl is undone: 2 questions removed" in undone.stderr
    assert "Places" not in run("decks").stdout
    again = run("import", "--undo")
    assert (again.exit_code, again.stderr) == (1, "There is no import to undo.\n")


def test_formats_are_listed_by_the_names_that_are_understood(run: Run, tmp_path: Path) -> None:
    keys = [known["key"] for known in json.loads(run("formats", "--json").stdout)]
    assert {"jsonl", "readable"} <= set(keys)
    assert all(key in run("formats").stdout for key in keys)
    file = two_questions(tmp_path).rename(tmp_path / "deck.txt")
    assert run("import", file, "--format", "JSONL").exit_code == 0
    assert run("import", file, "--format", "dance").exit_code == 1


def test_an_export_reports_what_was_left_out(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "shown.jsonl"
    picture = {"id": "ab" * 32, "type": "image/png", "alt": ""}
    record = {"kind": "place", "stem": "Where?", "answer": "Here", "picture": picture}
    file.write_text(json.dumps(record))
    imported = run("import", file, "--deck", "Places")
    assert "its picture was left out: it is not in the file" in imported.stderr
    report = tmp_path / "report.json"
    exported = run("export", "Places", "--to", tmp_path / "x.md", "--report", report)
    assert exported.exit_code == 0
    assert json.loads(report.read_text("utf-8")) == {"left_out": []}


def test_the_questions_of_a_quiz_are_exported_by_its_name(run: Run, tmp_path: Path) -> None:
    run("import", two_questions(tmp_path), "--deck", "Places")
    application = bootstrap()
    items = (Pick("b"), Pick("a"))
    application.stores.quizzes.save_quiz(Quiz("q", "Monday", sections=(Section(items=items),)))
    application.close()
    file = tmp_path / "monday.jsonl"
    assert run("export", "monday", "--quiz", "--to", file).exit_code == 0
    assert [json.loads(line)["id"] for line in file.read_text("utf-8").splitlines()] == ["b", "a"]
    missing = run("export", "Tuesday", "--quiz", "--to", file)
    assert "There is no quiz called Tuesday. The quizzes are: Monday." in missing.stderr


def test_a_backup_says_where_the_newest_copy_is_also_where_nothing_changed(run: Run) -> None:
    run("decks")
    first, second = run("backup"), run("backup")
    assert Path(first.stdout.strip()).is_file()
    assert second.stdout == first.stdout
    assert "Nothing has changed" in second.stderr


def test_a_check_of_a_sound_deck_prints_nothing_to_standard_output(run: Run) -> None:
    checked = run("check")
    assert (checked.exit_code, checked.stdout) == (0, "")


def test_a_damaged_deck_is_set_aside_and_the_way_back_is_said(run: Run, home: Path) -> None:
    run("backup")
    (home / "quizapp.db").write_bytes(b"no deck" * 1000)
    damaged = run("decks")
    assert damaged.exit_code == 1
    assert "The newest backup is" in damaged.stderr
    assert "The window lets you choose: quizapp" in damaged.stderr
    assert [file.read_bytes()[:7] for file in home.glob("*damaged*")] == [b"no deck"]


def test_a_check_that_finds_something_exits_with_one(run: Run) -> None:
    from quizapp.domain.ports import CheckReport

    class Safe:
        def check(self) -> CheckReport:
            return CheckReport(False, ("The index is broken.",), ())

    class Broken:
        safe = Safe()
        settings = Settings()

        def close(self) -> None:
            pass

    result = run("check", open_decks=Broken)
    assert (result.exit_code, result.stdout) == (1, "The index is broken.\n")


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "harbour.txt"
    file.write_text(TEXT)
    return file


def test_questions_are_generated_to_a_file(run: Run, tmp_path: Path, document: Path) -> None:
    out = tmp_path / "out.jsonl"
    bad = tmp_path / "empty.txt"
    bad.write_text("")
    result = run("generate", document, bad, "--out", out, "--all")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "empty.txt was left out. It is empty: there is nothing in it to read.\n" in result.stderr
    records = [json.loads(line) for line in out.read_text().splitlines()]
    assert records, "the text states two dates and a chairman"
    for record in records:
        source = record["source"]
        assert source["doc"] == "harbour.txt"
        assert " ".join(TEXT[source["start"] : source["end"]].split()) == source["quote"]
    assert not (tmp_path / "home").exists(), "no deck file is touched"


def test_a_file_without_permission_is_left_out_and_the_others_go_on(
    run: Run, tmp_path: Path, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed.txt"
    closed.write_text(TEXT)
    access, open_file = os.access, Path.open

    def no_access(path: Path, mode: int) -> bool:
        return access(path, mode) and not (Path(path) == closed and mode == os.R_OK)

    def locked(path: Path, *arguments: Any, **options: Any) -> Any:
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return open_file(path, *arguments, **options)

    monkeypatch.setattr(os, "access", no_access)
    monkeypatch.setattr(Path, "open", locked)
    result = run("generate", closed, document, "--out", tmp_path / "out.jsonl")
    assert result.exit_code == 0
    assert "closed.txt was left out. You have no permission to read it." in result.stderr
    assert (tmp_path / "out.jsonl").is_file()


@pytest.mark.parametrize(
    ("out", "reason"),
    [
        ("out.zzz", "should end in one of .jsonl, .md"),
        ("gone/out.jsonl", "There is no folder"),
        ("folder.jsonl", "is a folder"),
    ],
)
def test_a_file_that_cannot_be_written_is_refused_before_the_work(
    run: Run, tmp_path: Path, document: Path, out: str, reason: str
) -> None:
    (tmp_path / "folder.jsonl").mkdir()

    class Idle:
        def generate(self, *_: object, **__: object) -> None:
            raise AssertionError("the work was begun")

    result = run("generate", document, "--out", tmp_path / out, generator=Idle)
    assert result.exit_code == 1
    assert reason in result.stderr


def test_two_processes_write_the_same_bytes_as_one(
    run: Run, tmp_path: Path, document: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT.replace("Carver", "Miller").replace("1871", "1869"))
    written = []
    for number, jobs in enumerate((1, 1, 2)):
        out = tmp_path / f"{number}.jsonl"
        run("generate", document, other, "--out", out, "--all", "--jobs", jobs)
        written.append(out.read_bytes())
    assert written[0]
    assert written[0] == written[1] == written[2]


def test_a_settings_file_that_makes_no_sense_is_told(run: Run, home: Path) -> None:
    home.mkdir()
    (home / "settings.json").write_text("{")
    result = run("decks", "--json")
    assert "settings could not be read" in result.stderr
    assert json.loads(result.stdout)


def test_questions_are_generated_into_a_deck(run: Run, document: Path) -> None:
    result = run("generate", document, "--deck", "Harbour")
    assert result.exit_code == 0, result.stderr
    decks = {deck["name"]: deck for deck in json.loads(run("decks", "--json").stdout)}
    again = run("generate", document, "--deck", "Harbour")
    assert "0 questions added" in again.stderr
    if decks["Harbour"]["questions"]:
        known = re.search(r"(\d+) known already", again.stderr)
        assert known is not None
        assert int(known[1]) >= decks["Harbour"]["questions"], "held back ones are known too"


def test_questions_can_be_left_to_be_judged(run: Run, document: Path) -> None:
    run("generate", document, "--deck", "Harbour", "--as-drafts")
    application = bootstrap()
    try:
        states = {q.state for q in application.proposals.pending()}
        assert states <= {State.DRAFT}
        decks = {summary.name: summary for summary in application.home.summaries()}
        assert decks["Harbour"].questions == 0
    finally:
        application.close()


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate", "x.txt"],
        ["generate", "x.txt", "--out", "a.jsonl", "--deck", "D"],
        ["generate", "x.txt", "--deck", "D", "--all"],
        ["generate", "x.txt", "--out", "a.jsonl", "--jobs", "0"],
        ["generate", "--out", "a.jsonl"],
        ["frobnicate"],
        ["import"],
        ["import", "x.jsonl", "--undo"],
        ["import", "--undo", "--preview"],
        ["tour", "pictures", "--size", "wide"],
        ["tour", "pictures", "--text", "900"],
    ],
)
def test_a_command_that_is_not_understood_exits_with_two(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["export", "No such", "--to", "x.md"], "There is no deck called No such"),
        (["import", "deck.pdf"], "should end in one of"),
        (["import", "missing.md"], "missing.md could not be read"),
        (["generate", "missing.txt", "--out", "x.jsonl"], "There was no document to read."),
        (["generate", "x.txt", "--out", "no/folder/x.jsonl"], "There is no folder"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 1
    assert reason in result.stderr
    assert "Traceback" not in result.stderr


def test_a_deck_file_in_use_is_refused(run: Run) -> None:
    application = bootstrap()
    try:
        result = run("decks")
    finally:
        application.close()
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert run("decks").exit_code == 0, "once the other has closed"


def test_ctrl_c_exits_with_130(run: Run) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    assert run("decks", open_decks=interrupted).exit_code == 130


def test_the_tour_gets_its_size_and_that_of_its_text(run: Run, tmp_path: Path) -> None:
    result = run("tour", tmp_path, "--dark", "--size", "1024x700", "--text", "200")
    assert result.stdout.strip().endswith("True-(1024, 700)-200.png")

    def no_screen(*_: object, **__: object) -> None:
        raise QuizError("There is no display here.")

    assert run("tour", tmp_path, render_tour=no_screen).stderr == "There is no display here.\n"


def test_main_returns_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"], doors()) == 0
    assert main(["nonsense"], doors()) == 2
    assert main([], doors(open_window=lambda: 1)) == 1


def module(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``python -m quizapp`` as a user runs it, in a process of its own."""
    usual = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    usual.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "quizapp", *arguments],
        env={**usual, "PYTHONPATH": str(Path(__file__).parents[1]), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_it_runs_as_a_module_and_json_on_standard_output_is_clean() -> None:
    result = module("decks", "--json")
    assert result.returncode == 0
    assert isinstance(json.loads(result.stdout), list)
    assert result.stderr == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays are a Linux matter")
@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({}, "there is no display"),
        ({"DISPLAY": ":4711"}, ""),  # one that does not answer
        ({"QT_QPA_PLATFORM": "nonsense"}, "QT_QPA_PLATFORM=nonsense"),
    ],
)
def test_without_a_screen_the_window_says_so_in_a_sentence(
    environment: dict[str, str], reason: str
) -> None:
    result = module(**environment)
    assert result.returncode == 1
    assert reason in result.stderr
    assert "QuizApp" in result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("command", ["import", "export"])
def test_the_help_of_import_and_export_names_every_format_and_exit_code(
    run: Run, command: str
) -> None:
    said = " ".join(run(command, "--help").stdout.split())
    keys = [known.key for known in FORMATS if (command, known.key) != ("export", "colpkg")]
    assert f"KEY is one of {', '.join(keys)};" in said
    assert all(f" {code} " in said.partition("Exit codes:")[2] for code in (0, 1, 2, 130))
    assert "--report" in said
