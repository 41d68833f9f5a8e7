"""The command line: a door onto the services, like the window.

Exit codes: 0 done; 1 it could not be done, and one sentence says why; 2 the command was not
understood; 130 stopped with Ctrl-C. Results go to standard output, everything else (progress,
notes, problems) to standard error, so that ``--json`` output can be piped.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, NoReturn, Protocol

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from quizapp import __version__
from quizapp.domain.account import Role
from quizapp.domain.deck import DeckSummary
from quizapp.domain.game import Game, GameRules, Mode, Naming, Ranking, Scoring
from quizapp.domain.identity import new_id
from quizapp.domain.importing import Entry
from quizapp.domain.learner import Learner
from quizapp.domain.ports import Report
from quizapp.domain.progress import Overview
from quizapp.domain.quiz import QuizSummary
from quizapp.errors import DamagedDeck, NotFound, QuizError
from quizapp.paths import DATABASE_VARIABLE
from quizapp.services.accounts import Accounts, SignIn
from quizapp.services.application import Application
from quizapp.services.exchange_decks import (
    ImportOutcome,
    NothingToImport,
    check_place,
    check_writable,
    in_words,
    write_file,
    write_questions_file,
)
from quizapp.services.generate import Generate, MakeReport
from quizapp.services.learners import LearnerLine
from quizapp.services.live_game import LiveGame
from quizapp.services.round_wanted import RoundWanted

STOPPED = 130
ForLearner = Annotated[
    str | None, typer.Option("--learner", metavar="NAME", help="Whose; else who learnt last.")
]
InFormat = Annotated[
    str | None,
    typer.Option("--format", metavar="KEY", help="The format, whatever the ending of the file."),
]
KEYS = (
    "jsonl, readable, gift, aiken, moodle-xml, qti, anki, colpkg, csv, tsv, xlsx, kahoot, "
    "classquiz, anki-text, quizlet"
)
"""Of all formats: written out, since the formats themselves take a while to load."""

EXCHANGE_HELP = (
    "The ending of the file tells the format, and its contents where several share an ending "
    "(.txt, .xml, .xlsx). KEY is one of {}; quizapp formats says what they are.\n\n"
    "Exit codes: 0 done; 1 it could not be done, and a sentence says why; 2 the command was not "
    "understood; 130 stopped with Ctrl-C."
)
PROBLEMS_SHOWN = 20


class OpenWindow(Protocol):
    def __call__(self, wanted: RoundWanted | None = None) -> int: ...


class OpenSharedWindow(Protocol):
    def __call__(
        self, database: str, sign_in: SignIn | None, wanted: RoundWanted | None = None
    ) -> int: ...


class RenderTour(Protocol):
    def __call__(
        self, directory: Path, *, dark: bool, size: tuple[int, int], text: int
    ) -> list[Path]: ...


def _not_wired(*_: object, **__: object) -> NoReturn:
    raise AssertionError("bootstrap hands this in")


@dataclass
class _Chosen:
    """What the options before the command say."""

    database: str | None = None
    user: str | None = None

    def sign_in(self) -> SignIn | None:
        """None where nobody said who they are."""
        user = self.user
        return (lambda: (user, _password(user))) if user else None


@dataclass(frozen=True)
class Doors:
    """What ``bootstrap`` hands in: the command line builds no parts of its own."""

    open_decks: Callable[[], Application]
    generator: Callable[[], Generate]
    open_window: OpenWindow
    render_tour: RenderTour
    open_shared: Callable[[str, SignIn | None], Application] = _not_wired
    """Over the shared database of that address."""
    open_shared_window: OpenSharedWindow = _not_wired
    upgrade: Callable[[str], None] = _not_wired
    """Brings a shared database that an older QuizApp made up to date."""


def main(arguments: Sequence[str], doors: Doors) -> int:
    """Runs one command and returns its exit code; prints no traceback for what users can cause."""
    try:
        command_line(doors)(list(arguments), prog_name="quizapp")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    return 0


def command_line(doors: Doors) -> typer.Typer:
    """The commands. Each is one function of this module with the doors put in."""
    chosen = _Chosen()
    doors = _leading_to(doors, chosen)
    app = typer.Typer(
        help="Turns history documents into questions worth learning, and helps you remember them.",
        epilog="Without a command the window opens. With --database, decks and progress stand in a "
        "database that many share, and not in the deck file of this machine.",
        no_args_is_help=False,
        add_completion=False,
        pretty_exceptions_enable=False,
    )

    @app.callback(invoke_without_command=True)
    def quizapp(
        context: typer.Context,
        version: Annotated[
            bool, typer.Option("--version", help="Print the version and leave.")
        ] = False,
        database: Annotated[
            str | None,
            typer.Option(
                envvar=DATABASE_VARIABLE,
                metavar="ADDRESS",
                help="A shared database: postgresql+psycopg://USER@HOST/NAME",
            ),
        ] = None,
        user: Annotated[
            str | None,
            typer.Option(envvar="QUIZAPP_USER", metavar="NAME", help="Who signs in there."),
        ] = None,
    ) -> None:
        chosen.database, chosen.user = database or None, user or None
        if version:
            typer.echo(f"quizapp {__version__}")
        elif context.invoked_subcommand is None:
            raise typer.Exit(doors.open_window())

    _add_generate(app, doors)
    _add_exchange(app, doors)
    _add_progress(app, doors)
    _add_overviews(app, doors)
    _add_quizzes(app, doors)
    _add_host(app, doors)
    _add_learners(app, doors)
    _add_safety(app, doors)
    _add_upgrade(app, doors, chosen)
    _add_accounts(app, doors)
    _add_tour(app, doors)
    return app


def _add_generate(app: typer.Typer, doors: Doors) -> None:
    @app.command()
    def generate(
        paths: Annotated[
            list[Path], typer.Argument(help="Documents, or folders of them.", readable=False)
        ],
        *,
        out: Annotated[
            Path | None,
            typer.Option(help="Write the questions to this .jsonl or .md file.", readable=False),
        ] = None,
        deck: Annotated[str | None, typer.Option(help="Put the questions into this deck.")] = None,
        everything: Annotated[
            bool, typer.Option("--all", help="With --out: every question that passed the linter.")
        ] = False,
        jobs: Annotated[int, typer.Option(min=1, max=64, help="Files read side by side.")] = 1,
        as_drafts: Annotated[
            bool, typer.Option("--as-drafts", help="With --deck: leave them to be judged.")
        ] = False,
    ) -> None:
        """Make questions from documents."""
        if (out is None) == (deck is None):
            raise typer.BadParameter("give either --out FILE or --deck NAME")
        if deck is not None and everything:
            raise typer.BadParameter("--all goes with --out only")
        with _in_words():
            if out is not None:
                _generate_file(doors.generator(), paths, out, everything=everything, jobs=jobs)
            elif deck is not None:
                with _open(doors) as application:
                    _generate_deck(application, paths, deck, jobs=jobs, as_drafts=as_drafts)


def _generate_file(
    make: Generate, paths: Sequence[Path], out: Path, *, everything: bool, jobs: int
) -> None:
    check_writable(out)  # now rather than after minutes of work
    with _progress() as report:
        made = make.generate(
            paths, everything=everything, jobs=jobs, report=report, stop=lambda: False
        )
    _tell_files(made)
    written = write_questions_file(out, made.questions)
    _tell_problems([in_words(each) for each in written.left_out], f"{out.name}, left out")
    _note(f"{_questions(len(made.questions))} from {made.words:,} words written to {out}.")


def _generate_deck(
    application: Application, paths: Sequence[Path], name: str, *, jobs: int, as_drafts: bool
) -> None:
    deck = application.exchange.deck_called(name)
    with _progress() as report:
        made = application.make.propose(
            paths, deck_id=deck.id, jobs=jobs, report=report, stop=lambda: False
        )
    _tell_files(made)
    if not as_drafts and made.questions:
        application.proposals.accept_unread([question.id for question in made.questions])
    known = sum(outcome.known for outcome in made.files)
    state = "to be judged in" if as_drafts else "added to"
    less_sure = made.held_back - made.spare
    rest = f"{less_sure} less sure, held back; " if less_sure else ""
    rest += f"{made.spare} more than the deck needs, held back; " if made.spare else ""
    rest += f"{known} known already."
    _note(f"{_questions(len(made.questions))} {state} {deck.name}; {rest}")


def _add_exchange(app: typer.Typer, doors: Doors) -> None:
    _add_import(app, doors)
    _add_export(app, doors)

    @app.command()
    def formats(json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
        """List the formats of import and export, and their names for --format."""
        from quizapp.exchange import FORMATS

        known = [{"key": f.key, "name": f.name, "endings": list(f.endings)} for f in FORMATS]
        if json_:
            _print_json(known)
        else:
            table = Table("Format", "Name", "Endings", box=None)
            for each in known:
                table.add_row(str(each["key"]), str(each["name"]), " ".join(each["endings"]))
            Console().print(table)


def _add_import(app: typer.Typer, doors: Doors) -> None:
    @app.command("import", epilog=EXCHANGE_HELP.format(KEYS))
    def import_(
        file: Annotated[
            Path | None, typer.Argument(help="The file with the questions.", readable=False)
        ] = None,
        *,
        deck: Annotated[
            str | None, typer.Option(help="The deck to add to; else the one the file names.")
        ] = None,
        format_: InFormat = None,
        preview: Annotated[
            bool, typer.Option("--preview", help="Say what would happen; change nothing.")
        ] = False,
        report: Annotated[
            Path | None,
            typer.Option(
                "--report",
                metavar="FILE",
                help="Write what was imported, changed and skipped, and why, to this JSON file.",
            ),
        ] = None,
        undo: Annotated[
            bool, typer.Option("--undo", help="Take out all that the last import brought.")
        ] = False,
        learner: ForLearner = None,
    ) -> None:
        """Add the questions of a file, or undo the last import."""
        if undo == (file is not None):
            raise typer.BadParameter("give either a FILE or --undo")
        if undo and (deck or format_ or preview or report):
            raise typer.BadParameter("--undo goes without other options")
        with _in_words(), _open(doors, learner) as application:
            if file is None:
                _undo_import(application)
                return
            if report is not None:
                check_place(report)  # now rather than when the questions are in
            try:
                outcome = application.exchange.import_file(
                    file, deck_name=deck, format_key=format_, preview=preview
                )
            except NothingToImport as nothing:
                _tell_problems([in_words(each) for each in nothing.outcome.skipped], file.name)
                _write_report(report, _import_record(nothing.outcome))
                raise
            _tell_import(outcome, file.name, preview=preview)
            _write_report(report, _import_record(outcome))


def _undo_import(application: Application) -> None:
    past, undone = application.exchange.undo_import()
    _tell_problems([in_words(each) for each in undone.left], past.file)
    _note(
        f"The import of {past.file} is undone: {_questions(undone.removed)} removed, "
        f"{undone.put_back} as before, {undone.retired} dropped, {undone.reviews} past answers "
        "taken back."
    )


def _tell_import(outcome: ImportOutcome, name: str, *, preview: bool) -> None:
    _tell_problems([in_words(each) for each in outcome.changed], f"{name}, changed")
    _tell_problems([in_words(each) for each in outcome.skipped], name)
    would = "would be " if preview else ""
    _note(
        f"{outcome.format}: {_questions(outcome.added)} {would}added to {outcome.deck.name}, "
        f"{outcome.updated} {would}changed, {outcome.unchanged} already there, "
        f"{len(outcome.skipped)} left out."
    )
    if outcome.reviews:
        _note(f"{outcome.reviews} past answers {would}added to your log.")


def _import_record(outcome: ImportOutcome) -> dict[str, Any]:
    return {
        "imported": _entry_records(outcome.imported),
        "changed": _entry_records(outcome.changed),
        "skipped": _entry_records(outcome.skipped),
    }


def _entry_records(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    return [{"item": each.item, "line": each.line, "reason": each.reason} for each in entries]


def _add_export(app: typer.Typer, doors: Doors) -> None:
    @app.command(epilog=EXCHANGE_HELP.format(KEYS.replace(" colpkg,", "")))
    def export(
        name: Annotated[str, typer.Argument(metavar="NAME", help="Of the deck or quiz.")],
        *,
        to: Annotated[
            Path,
            typer.Option(help="The file to write; its ending chooses the format.", readable=False),
        ],
        quiz: Annotated[bool, typer.Option("--quiz", help="The name is that of a quiz.")] = False,
        format_: InFormat = None,
        with_history: Annotated[
            bool, typer.Option("--history", help="With your past answers, where they have a place.")
        ] = False,
        report: Annotated[
            Path | None,
            typer.Option(
                "--report",
                metavar="FILE",
                help="Write what was left out, and why, to this JSON file.",
            ),
        ] = None,
        learner: ForLearner = None,
    ) -> None:
        """Write a deck, or the questions of a quiz, to a file."""
        with _in_words(), _open(doors, learner) as application:
            exchange = application.exchange
            if report is not None:
                check_place(report)
            if quiz:
                outcome = exchange.export_quiz(
                    application.quizzes.called(name).id,
                    to,
                    format_key=format_,
                    with_history=with_history,
                )
            else:
                outcome = exchange.export_deck(
                    _deck_id(application, name),
                    to,
                    format_key=format_,
                    with_history=with_history,
                )
            _tell_problems([in_words(each) for each in outcome.left_out], f"{to.name}, left out")
            _note(f"{_questions(outcome.questions)} written to {to}.")
            _write_report(report, {"left_out": _entry_records(outcome.left_out)})


def _write_report(file: Path | None, record: dict[str, Any]) -> None:
    if file is not None:
        text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
        write_file(file, [text.encode("utf-8", "replace")])


def _add_progress(app: typer.Typer, doors: Doors) -> None:
    @app.command("export-progress")
    def export_progress(
        to: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")],
        learner: ForLearner = None,
    ) -> None:
        """Write all your answers to a file, for another machine."""
        with _in_words(), _open(doors, learner) as application:
            count = application.carry.write(to)
            _note(f"{count} rows of your log written to {to}.")

    @app.command("import-progress")
    def import_progress(
        file: Annotated[Path, typer.Argument(help="A file of export-progress.", readable=False)],
        learner: ForLearner = None,
    ) -> None:
        """Add the answers of another machine; those already here are not taken twice.

        Without --learner they go to the learner whose name the file says.
        """
        with _in_words(), _open(doors, learner) as application:
            into = _whose(application, file) if learner is None else application.learners.present
            merged = application.carry.merge(file, into.id)
            _tell_problems(merged.skipped, file.name)
            _note(f"They are answers of {into.name}.")
            if merged.of_others:
                _note(f"{merged.of_others} rows are in the log of another learner here.")
            _note(
                f"{merged.added} rows added, {merged.known} already there, {merged.astray} about "
                f"questions that are not here, {len(merged.skipped)} left out."
            )


def _add_overviews(app: typer.Typer, doors: Doors) -> None:
    @app.command()
    def decks(
        json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
        learner: ForLearner = None,
    ) -> None:
        """List the decks, and what waits in them."""
        with _in_words(), _open(doors, learner) as application:
            summaries = application.home.summaries()
            if json_:
                _print_json([_deck_record(summary) for summary in summaries])
            else:
                _print_decks(summaries)

    @app.command()
    def stats(
        json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
        learner: ForLearner = None,
    ) -> None:
        """Show how far you are."""
        with _in_words(), _open(doors, learner) as application:
            overview = application.home.overview()
            if json_:
                _print_json(_overview_record(overview))
            else:
                _print_overview(overview)


def _add_quizzes(app: typer.Typer, doors: Doors) -> None:
    @app.command()
    def quizzes(
        json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    ) -> None:
        """List the quizzes, and how often each was handed in."""
        with _in_words(), _open(doors) as application:
            summaries = application.quizzes.quizzes()
            if json_:
                _print_json([_quiz_record(summary) for summary in summaries])
            else:
                _print_quizzes(summaries)

    @app.command()
    def results(
        quiz: Annotated[str, typer.Argument(help="Name of the quiz.")],
        to: Annotated[Path, typer.Option(help="The .csv or .xlsx file to write.", readable=False)],
        *,
        each_answer: Annotated[
            bool, typer.Option("--each-answer", help="In a .csv: a line an answer, not an attempt.")
        ] = False,
        names: Annotated[
            bool, typer.Option("--names", help="Names of the learners beside their aliases.")
        ] = False,
    ) -> None:
        """Write the results of a quiz to a file."""
        with _in_words(), _open(doors) as application:
            wanted = application.quizzes.called(quiz)
            count = application.results.write(wanted.id, to, each_answer=each_answer, names=names)
            attempts = "1 attempt" if count == 1 else f"{count} attempts"
            _note(f"Results of {attempts} at {wanted.name} written to {to}.")


def _add_host(app: typer.Typer, doors: Doors) -> None:
    @app.command()
    def host(
        quiz: Annotated[str | None, typer.Argument(help="Name of the quiz.")] = None,
        *,
        headless: Annotated[
            bool, typer.Option("--headless", help="In this terminal, without the window.")
        ] = False,
        resume: Annotated[
            bool, typer.Option("--resume", help="Go on with the round that was not ended.")
        ] = False,
        address: Annotated[
            str | None, typer.Option(help="Of this machine; else that of the likeliest network.")
        ] = None,
        port: Annotated[int | None, typer.Option(min=1, max=65_535, help="Else 8765.")] = None,
        mode: Annotated[Mode, typer.Option(help="How it is played.")] = Mode.LIVE,
        scoring: Annotated[Scoring, typer.Option(help="What counts.")] = Scoring.ACCURACY,
        names: Annotated[
            Naming, typer.Option(help="Given, chosen from the learners, or typed.")
        ] = Naming.GENERATED,
        ranking: Annotated[Ranking, typer.Option(help="What stands on the wall.")] = Ranking.NONE,
        seconds: Annotated[
            float | None, typer.Option(min=5, max=3_600, help="For each question; else no limit.")
        ] = None,
        teams: Annotated[int, typer.Option(min=0, max=8, help="How many; 0: none.")] = 0,
        goal: Annotated[
            int, typer.Option(min=1, max=100, help="Of the class, in % of all points.")
        ] = 80,
        feed_study: Annotated[
            bool,
            typer.Option("--feed-study", help="At the end, into the logs of learners who played."),
        ] = False,
    ) -> None:
        """Hold a round for the phones of a class: in the window, or in this terminal.

        Without the name of a quiz the window asks what to play.
        """
        if (quiz is not None and resume) or (headless and not resume and quiz is None):
            raise typer.BadParameter("give either the name of a QUIZ or --resume")
        if feed_study and names is not Naming.ROSTER:
            raise typer.BadParameter("--feed-study needs --names roster: who plays must be known")
        rules = GameRules(
            mode=mode, scoring=scoring, naming=names, ranking=ranking, seconds=seconds,
            teams=teams, goal=goal / 100, feeds_study=feed_study,
        )  # fmt: skip
        if not headless:
            wanted = RoundWanted(quiz or "", resume, rules, address, port)
            raise typer.Exit(doors.open_window(wanted))
        with _in_words(), _open(doors) as application:
            live = _round(application, quiz, rules)
            try:
                _hold(live, address, port)
            finally:
                _feed(application, live)


def _feed(application: Application, live: LiveGame) -> None:
    if live.game.ended_at is None or not live.game.rules.feeds_study:
        return
    fed = application.game_results.feed(live.game.id)
    _note(f"{fed} answers added to the progress of the learners who played.")


def _round(application: Application, quiz: str | None, rules: GameRules) -> LiveGame:
    """A new one, or with ``quiz`` None the one that was not ended."""
    left = application.live.running()
    if quiz is None and left is None:
        raise NotFound("There is no round that was not ended.")
    if left is not None and (quiz is None or _wants_to_go_on(left)):
        return application.live.go_on(left.id)
    wanted = application.quizzes.called(quiz or "")
    drawing = application.draw.attempt(wanted, new_id())
    for note in drawing.notes:
        _note(note)
    return application.live.begin(wanted.name, drawing.asked, rules, wanted.id)


def _wants_to_go_on(left: Game) -> bool:
    when = f"{left.started_at.astimezone():%d %B, %H:%M}"
    what = f"The round “{left.name}” of {when} was not ended."
    if not sys.stdin.isatty():
        _note(f"{what} To go on with it: quizapp host --headless --resume")
        return False
    return typer.confirm(f"{what} Go on with it?", default=True, err=True)


def _hold(live: LiveGame, address: str | None, port: int | None) -> None:
    from quizapp.classroom.addresses import networks, self_test
    from quizapp.classroom.start import choose_network, start
    from quizapp.classroom.terminal import Leave, Terminal

    def say(text: str) -> None:
        print(text, flush=True)

    network = choose_network(address)
    terminal = Terminal(say)

    def idle(seconds: float) -> None:
        terminal.warn_idle(seconds)
        if not seconds and sys.platform != "win32":
            os.kill(os.getpid(), signal.SIGINT)  # nobody is at the keyboard it waits for

    host = start(
        live, network.address, port, on_view=terminal.show, on_problem=_note,
        on_moved=terminal.show_door, on_idle=idle,
    )  # fmt: skip
    try:
        terminal.greet(host)
        for other in networks():
            if other.address != network.address:
                _note(f"Other network: {other.words}, --address {other.address}")
        for finding in self_test(host.address, host.port):
            _note(f"{finding.words} {finding.advice}".strip())
        terminal.obey(sys.stdin)
        while host.is_running:  # without a keyboard, until Ctrl-C
            time.sleep(0.5)
    except Leave:
        pass
    except KeyboardInterrupt:
        raise typer.Exit(STOPPED) from None
    finally:
        host.stop()
        if live.game.ended_at is None:
            _note("The round waits. To go on with it: quizapp host --headless --resume")


def _add_learners(app: typer.Typer, doors: Doors) -> None:
    @app.command()
    def learners(
        json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
        clear_pin: Annotated[
            str | None, typer.Option(metavar="NAME", help="Take a forgotten PIN away.")
        ] = None,
    ) -> None:
        """List who learns here, and take a forgotten PIN away."""
        with _in_words(), _open(doors) as application:
            if clear_pin is not None:
                freed = application.learners.forget_pin(application.learners.called(clear_pin).id)
                _note(f"{freed.name} has no PIN any more.")
                return
            here = application.learners.everyone().here
            if json_:
                _print_json([_learner_record(line) for line in here])
            else:
                _print_learners(here)


def _add_safety(app: typer.Typer, doors: Doors) -> None:
    @app.command()
    def check() -> None:
        """Check the deck file, and compute anew what is derived from the review log."""
        with _in_words(), _open(doors) as application:
            report = application.safe.check()
            for line in (*report.findings, *report.repaired):
                typer.echo(line)
            if not report.ok:
                raise typer.Exit(1)
            _note("The deck file is sound." if not report.repaired else "It is sound again.")

    @app.command()
    def backup() -> None:
        """Make a verified copy of the deck file, and say where it is."""
        with _in_words(), _open(doors) as application:
            made = application.safe.backup("by-hand")
            if made is None:
                _note("Nothing has changed since the last backup.")
            typer.echo((made or application.safe.backups()[0]).path)


def _leading_to(doors: Doors, chosen: _Chosen) -> Doors:
    """The doors, with a shared database behind them where one was chosen."""

    def open_decks() -> Application:
        if chosen.database is None:
            return doors.open_decks()
        return doors.open_shared(chosen.database, chosen.sign_in())

    def open_window(wanted: RoundWanted | None = None) -> int:
        if chosen.database is None:
            return doors.open_window(wanted) if wanted else doors.open_window()
        sign_in = chosen.sign_in()
        known = sign_in() if sign_in else None  # asked here: the window has no terminal
        again = (lambda: known) if known else None
        return doors.open_shared_window(chosen.database, again, wanted)

    return replace(doors, open_decks=open_decks, open_window=open_window)


def _add_upgrade(app: typer.Typer, doors: Doors, chosen: _Chosen) -> None:
    @app.command()
    def upgrade(
        backed_up: Annotated[
            bool, typer.Option("--backed-up", help="There is a backup: do not ask.")
        ] = False,
    ) -> None:
        """Bring a shared database up to date with this QuizApp. Make a backup (pg_dump) before."""
        if not chosen.database:
            raise typer.BadParameter("say which database: quizapp --database ADDRESS upgrade")
        with _in_words():
            question = "Is there a backup of this database from now (pg_dump)?"
            if not backed_up and not typer.confirm(question, default=False, err=True):
                raise QuizError("Nothing was changed. Make a backup with pg_dump first.")
            doors.upgrade(chosen.database)
            _note("The database is up to date. All who use it need this version of QuizApp.")


def _add_accounts(app: typer.Typer, doors: Doors) -> None:
    @app.command()
    def accounts() -> None:
        """List the accounts of a shared database and their classes."""
        with _in_words(), _accounts(doors) as here:
            table = Table("Account", "Role", "Classes", box=None)
            for line in here.lines():
                classes = ", ".join(line.classes)
                table.add_row(escape(line.account.name), line.account.role, escape(classes))
            Console().print(table)

    @app.command("add-account")
    def add_account(
        name: Annotated[str, typer.Argument(help="Under which this person signs in.")],
        *,
        role: Annotated[Role, typer.Option(help="What this person may do.")] = Role.LEARNER,
        school_class: Annotated[
            str, typer.Option("--class", metavar="NAME", help="Which this person is in.")
        ] = "",
    ) -> None:
        """Add a teacher or a learner to a shared database. The first one is a teacher."""
        with _in_words(), _accounts(doors) as here:
            added = here.add(name, role, _new_password(name), school_class)
            _note(f"{added.name} can sign in, as a {added.role}.")

    @app.command("close-account")
    def close_account(name: Annotated[str, typer.Argument(help="Of the account.")]) -> None:
        """Let nobody sign in with an account any more; its answers stay."""
        with _in_words(), _accounts(doors) as here:
            here.close_account(name)

    @app.command("set-password")
    def set_password(name: Annotated[str, typer.Argument(help="Of the account.")]) -> None:
        """Give an account another password: your own, or a learner's."""
        with _in_words(), _accounts(doors) as here:
            here.set_password(name, _new_password(name))

    @app.command("school-class")
    def school_class(
        school_class: Annotated[str, typer.Argument(metavar="CLASS", help="Its name.")],
        names: Annotated[list[str], typer.Argument(help="Of accounts.")],
        *,
        out: Annotated[bool, typer.Option("--out", help="Take them out of it.")] = False,
    ) -> None:
        """Put accounts into a class: its teachers see the progress of its learners."""
        with _in_words(), _accounts(doors) as here:
            for name in names:
                change = here.take_out_of_class if out else here.put_in_class
                change(name, school_class)


@contextmanager
def _accounts(doors: Doors) -> Iterator[Accounts]:
    with _open(doors) as application:
        if application.accounts is None:
            raise NotFound("A deck file has no accounts: say which database, with --database.")
        yield application.accounts


def _password(name: str) -> str:
    """Of an account that is there: from the environment, else typed and not shown."""
    return os.environ.get("QUIZAPP_PASSWORD") or _typed(f"Password of {name}")


def _new_password(name: str) -> str:
    return _typed(f"New password of {name}", again=True)


def _typed(prompt: str, *, again: bool = False) -> str:
    """From a terminal without showing it; else the next line of the input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed: str = typer.prompt(prompt, hide_input=True, confirmation_prompt=again, err=True)
    return typed


def _add_tour(app: typer.Typer, doors: Doors) -> None:
    @app.command()
    def tour(
        directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where the pictures go.")],
        dark: Annotated[bool, typer.Option("--dark", help="In dark colours.")] = False,
        size: Annotated[str, typer.Option(metavar="WxH", help="Of the window.")] = "1280x800",
        text: Annotated[
            int, typer.Option(metavar="PERCENT", min=80, max=200, help="Size of all text.")
        ] = 100,
    ) -> None:
        """Render every screen with sample data to PNG."""
        width, _, height = size.lower().partition("x")
        if not (width.isdecimal() and height.isdecimal() and 0 < int(width) * int(height) < 10**8):
            raise typer.BadParameter(f"{size} is no size; write for example 1280x800")
        with _in_words():
            chosen = (int(width), int(height))
            for picture in doors.render_tour(directory, dark=dark, size=chosen, text=text):
                typer.echo(picture)


@contextmanager
def _in_words() -> Iterator[None]:
    """What a user can cause becomes a sentence and an exit code."""
    try:
        yield
    except DamagedDeck as problem:
        choice = " The window lets you choose: quizapp" if problem.newest_backup else ""
        _note(f"{problem}{choice}")
        raise typer.Exit(1) from None
    except QuizError as problem:
        _note(f"{problem}")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        _note("Stopped; nothing half-done was kept.")
        raise typer.Exit(STOPPED) from None


@contextmanager
def _open(doors: Doors, learner: str | None = None) -> Iterator[Application]:
    """``learner``: a name, for this command alone. PINs are asked for in the window only."""
    application = doors.open_decks()
    try:
        application.safe.tell = _note
        if application.settings.note:
            _note(application.settings.note)
        if learner is not None:
            application.learners.act_for(application.learners.called(learner).id)
        yield application
    finally:
        application.close()


@contextmanager
def _progress() -> Iterator[Report]:
    """A bar on standard error; nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda share, message: bar.update(task, completed=share, description=escape(message))


def _tell_files(made: MakeReport) -> None:
    """Problems and notes of each file. Where no file could be read, that is an error."""
    for outcome in made.files:
        if outcome.problem:
            _note(f"{outcome.path.name} was left out. {outcome.problem}")
        for note in outcome.notes:
            _note(f"{outcome.path.name}: {note}")
    if not any(outcome.document for outcome in made.files):
        raise NotFound("There was no document to read.")


def _tell_problems(problems: Sequence[str], name: str) -> None:
    for problem in problems[:PROBLEMS_SHOWN]:
        _note(f"{name}, {problem}")
    if len(problems) > PROBLEMS_SHOWN:
        _note(f"... and {len(problems) - PROBLEMS_SHOWN} more.")


def _deck_id(application: Application, name: str) -> str:
    decks = application.questions.decks()
    for deck in decks:
        if name in (deck.name, deck.id) or deck.name.casefold() == name.casefold():
            return deck.id
    known = ", ".join(deck.name for deck in decks) or "none"
    raise NotFound(f"There is no deck called {name}. The decks are: {known}.")


def _whose(application: Application, file: Path) -> Learner:
    """Who the answers of a file go to; ``NotFound`` where the name it says is nobody's here."""
    whose = application.carry.whose(file)
    here = application.learners.everyone().here
    if whose.learner is not None:
        return whose.learner
    if whose.name and len(here) > 1:
        names = ", ".join(line.learner.name for line in here)
        raise NotFound(
            f"{file.name} holds answers of {whose.name}, and nobody here is called that. Say whose "
            f"they shall be with --learner NAME. The learners are: {names}."
        )
    return application.learners.present


def _learner_record(line: LearnerLine) -> dict[str, Any]:
    return {
        "name": line.learner.name,
        "colour": line.learner.colour,
        "learns_now": line.present,
        "has_pin": line.learner.has_pin,
        "last_day": line.last_day.isoformat() if line.last_day else None,
    }


def _deck_record(summary: DeckSummary) -> dict[str, Any]:
    return {
        "name": summary.name,
        "questions": summary.questions,
        "due": summary.due,
        "new": summary.new,
    }


def _quiz_record(summary: QuizSummary) -> dict[str, Any]:
    rules = summary.quiz.rules
    return {
        "id": summary.quiz.id,
        "name": summary.quiz.name,
        "questions": summary.questions,
        "points": summary.points,
        "attempts": summary.attempts,
        "opens": rules.opens.isoformat() if rules.opens else None,
        "closes": rules.closes.isoformat() if rules.closes else None,
    }


def _overview_record(overview: Overview) -> dict[str, Any]:
    return {
        "questions": overview.questions,
        "learned": overview.learned,
        "due": overview.due,
        "new": overview.new,
        "reviews": overview.reviews,
        "days_studied": overview.days_studied,
        "true_retention": overview.true_retention,
        "recent_days": [
            {
                "day": day.day.isoformat(),
                "reviews": day.reviews,
                "right": day.right,
                "seconds": round(day.milliseconds / 1000),
            }
            for day in overview.recent_days
        ],
    }


def _questions(number: int) -> str:
    return "1 question" if number == 1 else f"{number} questions"


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _print_decks(summaries: Sequence[DeckSummary]) -> None:
    table = Table("Deck", box=None)
    for heading in ("Questions", "Due", "New", "Drafts"):
        table.add_column(heading, justify="right")
    for deck in summaries:
        counts = (deck.questions, deck.due, deck.new, deck.drafts)
        table.add_row(escape(deck.name), *map(str, counts))
    Console().print(table)


def _print_quizzes(summaries: Sequence[QuizSummary]) -> None:
    table = Table("Quiz", box=None)
    for heading in ("Questions", "Points", "Handed in"):
        table.add_column(heading, justify="right")
    for line in summaries:
        counts = (f"{line.questions}", f"{line.points:g}", f"{line.attempts}")
        table.add_row(escape(line.quiz.name), *counts)
    Console().print(table)


def _print_learners(lines: Sequence[LearnerLine]) -> None:
    table = Table("Learner", "Last answer", "", box=None)
    for line in lines:
        notes = ["learns now"] * line.present + ["has a PIN"] * line.learner.has_pin
        last = line.last_day.isoformat() if line.last_day else "none yet"
        table.add_row(escape(line.learner.name), last, ", ".join(notes))
    Console().print(table)


def _print_overview(overview: Overview) -> None:
    retention = overview.true_retention
    lines = (
        ("Questions", f"{overview.questions}"),
        ("Learned", f"{overview.learned}"),
        ("Due today", f"{overview.due}"),
        ("New", f"{overview.new}"),
        ("Answers given", f"{overview.reviews}"),
        ("Days studied", f"{overview.days_studied}"),
        ("Remembered", "not known yet" if retention is None else f"{retention:.0%}"),
    )
    table = Table(box=None, show_header=False)
    for label, value in lines:
        table.add_row(label, value)
    Console().print(table)


def _note(text: str) -> None:
    typer.echo(text, err=True)
