"""The one place that wires storage, services, the window and the command line.

It imports what it wires inside its functions: the window is on the screen before the store, the
parser or the scheduler is loaded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.errors import DamagedDeck, NotFound, QuizError, SignInNeeded
from quizapp.paths import DATABASE_VARIABLE, Paths, shipped_questions
from quizapp.settings import Settings

if TYPE_CHECKING:
    from quizapp.domain.ports import Clock, Stores
    from quizapp.services.accounts import SignIn
    from quizapp.services.application import Application
    from quizapp.services.generate import Generate
    from quizapp.services.round_wanted import RoundWanted
    from quizapp.services.shipped_decks import ShippedDecks


_SHARED_RECORD = "shared.shipped.json"
_SAY_WHO = "Say who you are, with --user NAME before the command: this database has accounts."


def bootstrap(
    paths: Paths | None = None,
    *,
    settings: Settings | None = None,
    clock: Clock | None = None,
    deck_file: Path | None = None,
    start_afresh: bool = False,
) -> Application:
    """Opens the deck file and wires the services; ``close()`` gives the file free.

    Raises ``DeckInUse``, ``DamagedDeck``, ``NewerDeck`` or ``StorageError``. ``start_afresh``: an
    empty deck although there are backups, after a damaged file was set aside.
    """
    from quizapp.services.shipped_decks import ShippedDecks
    from quizapp.storage import Keep, open_stores

    paths = paths or Paths.default()
    settings = settings or Settings.load(paths.settings_file)
    file = deck_file or paths.deck_file
    stores = open_stores(
        file, paths.backups, keep=Keep(recent=settings.keep_backups), start_afresh=start_afresh
    )
    try:
        record = file.with_name(f"{file.stem}.shipped.json")
        shipped = ShippedDecks(stores.decks, shipped_questions(), record)
        shipped.install()
        return _wire(paths, settings, clock, stores, shipped)
    except BaseException:
        stores.close()
        raise


def bootstrap_shared(
    database: str,
    paths: Paths | None = None,
    *,
    settings: Settings | None = None,
    clock: Clock | None = None,
    upgrade: bool = False,
    sign_in: SignIn | None = None,
) -> Application:
    """The same over a database on a server, in the place of the deck file.

    ``sign_in`` is asked for name and password once there are accounts; all that is read and
    written then is what that account may. Raises ``NewerDeck``, ``OlderDeck`` (unless
    ``upgrade``), ``StorageError`` or ``SignInNeeded``.
    """
    from quizapp.services.accounts import Accounts
    from quizapp.services.learning_day import SystemClock
    from quizapp.services.rights import guarded
    from quizapp.storage import open_shared

    paths = paths or Paths.default()
    settings = settings or Settings.load(paths.settings_file)
    stores = open_shared(database, upgrade=upgrade)
    try:
        shipped = _shipped_with(stores, paths)
        if stores.was_migrated:  # by whoever set it up: not by everyone who comes along
            shipped.install()
        accounts = Accounts(stores.accounts, stores.learners, clock or SystemClock())
        seen: Stores = stores
        if accounts.are_there:
            if sign_in is None:
                raise SignInNeeded(_SAY_WHO)
            account = accounts.sign_in(*sign_in())
            settings.learner = account.learner
            seen = guarded(stores, account, stores.accounts)
        application = _wire(paths, settings, clock, seen, shipped)
        return replace(application, accounts=accounts)
    except BaseException:
        stores.close()
        raise


def _wire(  # noqa: PLR0915 - the one list of all services; its imports count too
    paths: Paths,
    settings: Settings,
    clock: Clock | None,
    stores: Stores,
    shipped: ShippedDecks,
) -> Application:
    from quizapp.services.application import Application
    from quizapp.services.author_question import AuthorQuestion
    from quizapp.services.author_quiz import AuthorQuiz
    from quizapp.services.browse_library import BrowseLibrary
    from quizapp.services.browse_questions import BrowseQuestions
    from quizapp.services.carry_progress import CarryProgress
    from quizapp.services.check_clock import CheckClock
    from quizapp.services.edit_bank import EditBank
    from quizapp.services.evidence import EvidenceFinder
    from quizapp.services.exchange_decks import ExchangeDecks
    from quizapp.services.find_proof import FindProof
    from quizapp.services.fit_memory import FitMemory
    from quizapp.services.game_results import GameResults
    from quizapp.services.generate import UsualWorkshop
    from quizapp.services.home import Home
    from quizapp.services.keep_safe import KeepSafe
    from quizapp.services.last_answers import LastAnswers
    from quizapp.services.learn import Learn
    from quizapp.services.learners import Learners
    from quizapp.services.learning_day import LearningDay, SystemClock
    from quizapp.services.live_game import HostGames
    from quizapp.services.make_questions import MakeQuestions
    from quizapp.services.merge_duplicates import MergeDuplicates
    from quizapp.services.more_time import MoreTime
    from quizapp.services.places import Places
    from quizapp.services.plan_exam import PlanExam
    from quizapp.services.print_quiz import PrintQuiz
    from quizapp.services.quiz_draw import DrawQuiz
    from quizapp.services.quiz_results import QuizResults
    from quizapp.services.replace_text import ReplaceText
    from quizapp.services.reschedule import Reschedule
    from quizapp.services.review_proposals import ReviewProposals
    from quizapp.services.saved_filters import SavedFilters
    from quizapp.services.set_aside import SetAside
    from quizapp.services.show_map import ShowMap
    from quizapp.services.show_progress import ShowProgress
    from quizapp.services.show_timeline import ShowTimeline
    from quizapp.services.study_deck import StudyDeck
    from quizapp.services.take_quiz import TakeQuiz
    from quizapp.services.unfinished import Unfinished
    from quizapp.services.verdict_log import VerdictLog

    clock = clock or SystemClock()
    last = LastAnswers(stores.reviews.last_review)
    day = LearningDay(clock, settings, last=last)
    evidence = EvidenceFinder(stores.documents)
    places = Places(stores, day)
    log = VerdictLog(stores, day)
    learn = Learn(stores, log)

    study = StudyDeck(stores, day, evidence, places=places)
    exam = PlanExam(stores, day, study)

    def deck_file_replaced() -> None:
        evidence.forget()
        places.forget()
        exam.forget()
        learn.forget()
        bank.forget()
        shipped.forget()
        last.forget()
        learners.settle(lock=False)

    quizzes = AuthorQuiz(stores, day)
    bank = EditBank(stores, log, quizzes)
    safe = KeepSafe(stores, day, deck_file_replaced)
    carry = CarryProgress(stores, day, safe)
    learners = Learners(stores, day, carry, paths, seat_taken=exam.forget)
    learners.settle()
    return Application(
        settings=settings,
        paths=paths,
        clock=clock,
        stores=stores,
        home=Home(stores, day),
        make=MakeQuestions(stores, evidence, UsualWorkshop(), learn),
        proposals=ReviewProposals(stores, evidence, log, learn),
        learn=learn,
        study=study,
        unfinished=Unfinished(stores, day, study, paths.unfinished),
        exam=exam,
        aside=SetAside(stores, day),
        progress=ShowProgress(stores, day),
        fit=FitMemory(stores, day),
        reschedule=Reschedule(stores, day),
        timeline=ShowTimeline(stores, day, evidence),
        map=ShowMap(stores, day, evidence, places),
        library=BrowseLibrary(stores, evidence, learn),
        questions=BrowseQuestions(stores, day, evidence, log),
        author=AuthorQuestion(stores, log),
        proof=FindProof(stores),
        filters=SavedFilters(stores),
        bank=bank,
        replacing=ReplaceText(stores, bank),
        merging=MergeDuplicates(stores, bank),
        quizzes=quizzes,
        printing=PrintQuiz(stores, day, quizzes),
        take=TakeQuiz(stores, day, evidence),
        results=QuizResults(stores, day),
        more_time=MoreTime(stores, day),
        draw=DrawQuiz(stores, day),
        live=HostGames(stores, clock),
        game_results=GameResults(stores, day),
        exchange=ExchangeDecks(stores, day, safe),
        safe=safe,
        carry=carry,
        learners=learners,
        check_clock=CheckClock(stores, day, safe),
    )


def generator() -> Generate:
    """From files to questions without a deck: works while a window has the deck file open."""
    from quizapp.services.generate import Generate, UsualWorkshop

    return Generate(UsualWorkshop())


class DeckOpening:
    """Opens the deck for the window, and knows what to do when the file is damaged."""

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        database: str | None = None,
        sign_in: SignIn | None = None,
    ) -> None:
        self._paths = paths
        self._settings = settings
        self._database = database
        self._sign_in = sign_in
        self._newest_backup: Path | None = None
        self._start_afresh = False

    def open(self) -> Application:
        if self._database:
            return bootstrap_shared(
                self._database, self._paths, settings=self._settings, sign_in=self._sign_in
            )
        try:
            return bootstrap(self._paths, settings=self._settings, start_afresh=self._start_afresh)
        except DamagedDeck as damage:
            self._newest_backup = getattr(damage, "newest_backup", None)
            raise

    def sign_in(self, name: str, password: str) -> None:
        """The next ``open`` tries it, on a shared database."""
        self._sign_in = lambda: (name, password)

    def restore_newest(self) -> None:
        """Puts the newest backup in the place of the damaged deck; then ``open`` again."""
        from quizapp.storage import restore_backup

        if self._newest_backup is None:
            raise NotFound("There is no backup to restore.")
        restore_backup(self._paths.deck_file, self._newest_backup)

    def start_fresh(self) -> None:
        """The next ``open`` begins an empty deck; the damaged file stays where it was put."""
        self._start_afresh = True


def open_window(
    argv: Sequence[str],
    wanted: RoundWanted | None = None,
    database: str | None = None,
    sign_in: SignIn | None = None,
) -> int:
    """Shows the window at once; ``bootstrap`` runs behind it. Returns the exit code.

    ``wanted``: a live round to begin with. ``database``: a shared one; else the one that the
    environment names, else the deck file.
    """
    from quizapp.ui import preflight

    if trouble := preflight.problem():
        print(trouble, file=sys.stderr)
        return 1
    from quizapp.ui.app import run
    from quizapp.ui.last_words import explain_failing_start
    from quizapp.ui.program import Repair

    explain_failing_start()

    paths = Paths.default()
    settings = Settings.load(paths.settings_file)
    shared = database or os.environ.get(DATABASE_VARIABLE)
    opening = DeckOpening(paths, settings, shared, sign_in)
    repair = Repair(opening.restore_newest, opening.start_fresh)
    return run(
        argv, opening.open, (settings, paths), repair,
        wanted=wanted, sign_in=opening.sign_in if shared else None,
    )  # fmt: skip


def render_tour(directory: Path, *, dark: bool, size: tuple[int, int], text: int) -> list[Path]:
    """Pictures of every screen, over a deck of its own that is thrown away afterwards."""
    from tempfile import TemporaryDirectory

    from quizapp.ui import preflight

    if trouble := preflight.problem():
        raise QuizError(trouble)
    from quizapp.ui.last_words import explain_failing_start
    from quizapp.ui.tour import render

    explain_failing_start()
    directory.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="quizapp-tour-") as home:
        application = bootstrap(Paths.under(Path(home)))
        try:
            return list(render(directory, dark=dark, size=size, text=text, app=application))
        finally:
            application.stores.close()


def _shipped_with(stores: Stores, paths: Paths) -> ShippedDecks:
    """Of a shared database: what was put in is recorded beside the deck file's own record."""
    from quizapp.services.shipped_decks import ShippedDecks

    return ShippedDecks(stores.decks, shipped_questions(), paths.data / _SHARED_RECORD)


def _upgrade(database: str) -> None:
    """For whoever looks after the database, and so may change its tables: no account is asked."""
    from quizapp.storage import open_shared

    stores = open_shared(database, upgrade=True)
    try:
        _shipped_with(stores, Paths.default()).install()
    finally:
        stores.close()


def run_command_line(arguments: Sequence[str]) -> int:
    """Runs a command of ``quizapp.cli`` and returns its exit code."""
    from quizapp.cli import Doors, main

    doors = Doors(
        open_decks=bootstrap,
        generator=generator,
        open_window=lambda wanted=None: open_window(["quizapp"], wanted),
        render_tour=render_tour,
        open_shared=lambda database, sign_in: bootstrap_shared(database, sign_in=sign_in),
        open_shared_window=lambda database, sign_in, wanted=None: open_window(
            ["quizapp"], wanted, database, sign_in
        ),
        upgrade=_upgrade,
    )
    return main(arguments, doors)
