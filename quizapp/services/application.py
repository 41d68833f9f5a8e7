"""Everything wired: what ``bootstrap`` hands to the window and to the command line."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from quizapp.domain.ports import Clock, Stores
from quizapp.errors import QuizError
from quizapp.paths import Paths
from quizapp.services.accounts import Accounts
from quizapp.services.author_question import AuthorQuestion
from quizapp.services.author_quiz import AuthorQuiz
from quizapp.services.browse_library import BrowseLibrary
from quizapp.services.browse_questions import BrowseQuestions
from quizapp.services.carry_progress import CarryProgress
from quizapp.services.check_clock import CheckClock
from quizapp.services.edit_bank import EditBank
from quizapp.services.exchange_decks import ExchangeDecks
from quizapp.services.find_proof import FindProof
from quizapp.services.fit_memory import FitMemory
from quizapp.services.game_results import GameResults
from quizapp.services.home import Home
from quizapp.services.keep_safe import KeepSafe
from quizapp.services.learn import Learn
from quizapp.services.learners import Learners
from quizapp.services.live_game import HostGames
from quizapp.services.make_questions import MakeQuestions
from quizapp.services.merge_duplicates import MergeDuplicates
from quizapp.services.more_time import MoreTime
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
from quizapp.settings import Settings


@dataclass(frozen=True)
class Application:
    """One per process. ``close`` gives the deck file free; nothing may be called afterwards.

    Every service method blocks and may touch the store: call them on one thread at a time.
    """

    settings: Settings
    paths: Paths
    clock: Clock
    stores: Stores
    home: Home
    make: MakeQuestions
    proposals: ReviewProposals
    learn: Learn
    study: StudyDeck
    unfinished: Unfinished
    exam: PlanExam
    aside: SetAside
    progress: ShowProgress
    fit: FitMemory
    reschedule: Reschedule
    timeline: ShowTimeline
    map: ShowMap
    library: BrowseLibrary
    questions: BrowseQuestions
    author: AuthorQuestion
    proof: FindProof
    filters: SavedFilters
    bank: EditBank
    replacing: ReplaceText
    merging: MergeDuplicates
    quizzes: AuthorQuiz
    take: TakeQuiz
    printing: PrintQuiz
    results: QuizResults
    more_time: MoreTime
    draw: DrawQuiz
    live: HostGames
    game_results: GameResults
    exchange: ExchangeDecks
    safe: KeepSafe
    carry: CarryProgress
    learners: Learners
    check_clock: CheckClock
    accounts: Accounts | None = None  # of a shared database

    def close(self) -> None:
        """Makes a backup where something changed, and gives the deck file free."""
        try:
            with suppress(QuizError):  # a full disk must not keep the window from closing
                self.safe.backup("closing")
        finally:
            self.stores.close()
