"""Who may do what in a shared database: the one place where that is decided.

Every store is reached through a guard that knows who is signed in. A method that no rule names is
refused, so that a new one is closed until somebody opens it here.

- Decks, documents, quizzes and saved filters are everybody's to read, and teachers' to change.
- A log, memories, marks, exams and attempts are the learner's own. Teachers see those of learners
  who are in a class with them, and nobody else's.
- A live round, with the names of who played, is the teacher's who began it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from quizapp.domain.account import Account, Role
from quizapp.domain.ports import AccountStore, Stores
from quizapp.errors import NotAllowed

Arguments = Mapping[str, Any]
Rule = Callable[["Rights", Arguments], object]


class Rights:
    """Of the account that is signed in."""

    def __init__(self, account: Account, accounts: AccountStore, stores: Stores) -> None:
        self.account = account
        self.accounts = accounts
        self.stores = stores  # unguarded
        self._own_games: set[str] = set()

    @property
    def is_teacher(self) -> bool:
        return self.account.role is Role.TEACHER

    def visible(self) -> set[str]:
        """Ids of the learners whose progress this account may see."""
        own = self.account.learner
        seen = {own}
        if self.is_teacher:
            for members in self.accounts.classes().values():
                seen |= members if own in members else set()
            seen -= self._other_teachers()
        return seen

    def _other_teachers(self) -> set[str]:
        """Teachers of one class do not see how the others of them learn."""
        return {
            one.learner
            for one in self.accounts.accounts()
            if one.role is Role.TEACHER and one.id != self.account.id
        }

    def check_learner(self, learner: str) -> None:
        if learner != self.account.learner and learner not in self.visible():
            raise NotAllowed(
                "This is the progress of somebody else. Only they and their own teachers see it."
            )

    def check_teacher(self) -> None:
        if not self.is_teacher:
            raise NotAllowed(
                f"Only teachers may do this. {self.account.name} is signed in as a learner."
            )

    def check_game(self, game_id: str) -> None:
        self.check_teacher()
        if game_id in self._own_games:
            return
        if self.stores.games.game(game_id).owner != self.account.id:
            raise NotAllowed("This live round is another teacher's.")
        self._own_games.add(game_id)

    def check_attempt(self, attempt_id: str) -> None:
        self.check_learner(self.stores.quizzes.attempt(attempt_id).learner)


# Rules


def _anyone(rights: Rights, given: Arguments) -> None:
    pass


def _teachers(rights: Rights, given: Arguments) -> None:
    rights.check_teacher()


def _own(rights: Rights, given: Arguments) -> None:
    rights.check_learner(given["learner"])


def _own_by(find: Callable[[Arguments], Iterable[str]]) -> Rule:
    def rule(rights: Rights, given: Arguments) -> None:
        for learner in dict.fromkeys(find(given)):
            rights.check_learner(learner)

    return rule


def _filter(rights: Rights, given: Arguments) -> None:
    if given["wanted"].marked is not None:
        rights.check_learner(given["wanted"].learner)


def _game(rights: Rights, given: Arguments) -> None:
    rights.check_game(given["game_id"])


def _games_by(find: Callable[[Arguments], Iterable[str]]) -> Rule:
    def rule(rights: Rights, given: Arguments) -> None:
        for game in dict.fromkeys(find(given)):
            rights.check_game(game)

    return rule


def _attempts_by(find: Callable[[Arguments], Iterable[str]]) -> Rule:
    def rule(rights: Rights, given: Arguments) -> None:
        for attempt in dict.fromkeys(find(given)):
            rights.check_attempt(attempt)

    return rule


def _teachers_of_attempt(rights: Rights, given: Arguments) -> None:
    rights.check_teacher()
    rights.check_attempt(given["mark"].attempt if "mark" in given else given["attempt_id"])


def _teachers_of_marks(rights: Rights, given: Arguments) -> None:
    rights.check_teacher()
    for mark in given["marks"]:
        rights.check_attempt(mark.attempt)


def _own_move(rights: Rights, given: Arguments) -> None:
    moves = rights.stores.moves
    mine = (move.id for one in rights.visible() for move in moves.moves(one))
    if given["move_id"] not in set(mine):
        raise NotAllowed("These due days are somebody else's.")


def _new_learners(rights: Rights, given: Arguments) -> None:
    if any(one.id != rights.account.learner for one in given["learners"]):
        rights.check_teacher()


RULES: Mapping[str, Mapping[str, Rule]] = {
    "decks": {
        **dict.fromkeys(
            ("decks", "deck", "question", "questions_by_id", "known_ids", "deck_of", "versions",
             "version", "version_numbers", "tags", "topics", "picture"), _anyone),
        **dict.fromkeys(("questions", "ids", "count"), _filter),
        **dict.fromkeys(
            ("save_deck", "delete_deck", "save_questions", "update_question", "set_state",
             "set_confidences", "remove", "revise", "put_back", "save_pictures"), _teachers),
        "summaries": _own,
    },
    "documents": {
        **dict.fromkeys(("documents", "document", "find_document", "questions_of",
                         "search_passages"), _anyone),
        **dict.fromkeys(("save_document", "delete_document"), _teachers),
    },
    "reviews": {
        "append": _own_by(lambda given: [given["review"].learner]),
        "append_all": _own_by(lambda given: [one.learner for one in given["reviews"]]),
        "append_each": _own_by(lambda given: [one.learner for one, _ in given["answers"]]),
        "merge": _own_by(lambda given: [one.learner for one in given["reviews"]]),
        **dict.fromkeys(
            ("reviews", "each_review", "log_length", "last_review", "memory", "memories", "due",
             "new", "load", "answered_on", "facts_seen_on", "new_started_on", "overview",
             "replace_memory"), _own),
        **dict.fromkeys(("whose", "whereabouts"), _anyone),
    },
    "progress": {
        **dict.fromkeys(
            ("days", "standings", "dated", "namings", "namings_of", "mistakes", "wrong_answers",
             "lately", "met_with_answer", "answers"), _own),
        **dict.fromkeys(("wordings", "places", "tags"), _anyone),
    },
    "marks": dict.fromkeys(("marks_of", "marks", "save"), _own),
    "exams": dict.fromkeys(("exams", "exam", "save", "delete"), _own),
    "fits": {
        **dict.fromkeys(("fits", "in_force", "answers", "other_answers", "put_in_force"), _own),
        "add": _own_by(lambda given: [given["fit"].learner]),
    },
    "moves": {
        "apply": _own_by(lambda given: [given["move"].learner]),
        "undo": _own_move,
        **dict.fromkeys(("moves", "last"), _own),
    },
    "judgements": dict.fromkeys(("append", "judgements", "newest"), _anyone),
    "learners": {
        "add": _new_learners,
        "change": _own_by(lambda given: [given["learner"].id]),
        **dict.fromkeys(("learners", "in_log"), _anyone),
        **dict.fromkeys(
            ("pin", "set_pin", "own_settings", "set_own_settings"),
            _own_by(lambda given: [given["learner_id"]])),
    },
    "quizzes": {
        **dict.fromkeys(("quizzes", "quiz", "attempts", "given", "hand_marks"), _anyone),
        **dict.fromkeys(("save_quiz", "delete_quiz"), _teachers),
        **dict.fromkeys(("extend", "mark_by_hand"), _teachers_of_attempt),
        "withdraw_marks": _teachers_of_marks,
        "begin": _own_by(lambda given: [given["attempt"].learner]),
        **dict.fromkeys(("attempt", "finish"), _attempts_by(lambda given: [given["attempt_id"]])),
        "give": _attempts_by(lambda given: [given["given"].attempt]),
        "met": _own,
    },
    "games": {
        **dict.fromkeys(("begin", "games", "name_person"), _teachers),
        **dict.fromkeys(
            ("game", "hold", "let_go", "end", "steps", "players", "answers", "hands", "people",
             "forget_people", "delete"), _game),
        "step": _games_by(lambda given: [given["step"].game]),
        **dict.fromkeys(("join", "change_player"), _games_by(lambda given: [given["player"].game])),
        "answer": _games_by(lambda given: [one.game for one in given["answers"]]),
        "raise_hands": _games_by(lambda given: [given["hands"].game]),
    },
    "imports": dict.fromkeys(("fates", "take", "imports", "undo"), _teachers),
    "filters": {"filters": _anyone, **dict.fromkeys(("save", "delete"), _teachers)},
    "maintenance": {
        **dict.fromkeys(("backup", "backups"), _anyone),
        **dict.fromkeys(("restore", "check"), _teachers),
    },
}  # fmt: skip


# What is left of an answer, where not all of it is for these eyes


def _visible_learners(rights: Rights, found: Any) -> Any:
    seen = rights.visible()
    return [one for one in found if one.id in seen]


def _visible_log(rights: Rights, found: Any) -> Any:
    seen = rights.visible()
    return {learner: day for learner, day in found.items() if learner in seen}


def _owners(rights: Rights, found: Any) -> Any:
    seen = rights.visible()
    return {row: learner if learner in seen else "" for row, learner in found.items()}


def _visible_attempts(rights: Rights, found: Any) -> Any:
    seen = rights.visible()
    return [attempt for attempt in found if attempt.learner in seen]


def _own_games(rights: Rights, found: Any) -> Any:
    return [game for game in found if game.owner == rights.account.id]


RESULTS: Mapping[tuple[str, str], Callable[[Rights, Any], Any]] = {
    ("learners", "learners"): _visible_learners,
    ("learners", "in_log"): _visible_log,
    ("reviews", "whose"): _owners,
    ("quizzes", "attempts"): _visible_attempts,
    ("games", "games"): _own_games,
}


# What goes in otherwise than it came


def _of_this_teacher(rights: Rights, given: dict[str, Any]) -> None:
    given["game"] = replace(given["game"], owner=rights.account.id)


def _of_visible_attempts(rights: Rights, given: dict[str, Any]) -> None:
    seen = rights.visible()
    attempts = rights.stores.quizzes.attempts()
    theirs = {one.id for one in attempts if one.learner in seen}
    given["attempt_ids"] = [one for one in given["attempt_ids"] if one in theirs]


CHANGED: Mapping[tuple[str, str], Callable[[Rights, dict[str, Any]], None]] = {
    ("games", "begin"): _of_this_teacher,
    ("quizzes", "given"): _of_visible_attempts,
    ("quizzes", "hand_marks"): _of_visible_attempts,
}


class _Guard:
    """A store, as far as these rights reach."""

    def __init__(self, name: str, store: object, rights: Rights) -> None:
        self._name, self._store, self._rights = name, store, rights

    def __getattr__(self, method: str) -> Callable[..., Any]:
        rule = RULES[self._name].get(method)
        if rule is None:
            raise NotAllowed(f"Nobody may do this in a shared database ({self._name}.{method}).")
        call = getattr(self._store, method)

        def guarded(*args: Any, **options: Any) -> Any:
            bound = inspect.signature(call).bind(*args, **options)
            rule(self._rights, bound.arguments)
            if change := CHANGED.get((self._name, method)):
                change(self._rights, bound.arguments)
            found = call(*bound.args, **bound.kwargs)
            shown = RESULTS.get((self._name, method))
            if (self._name, method) == ("learners", "add"):
                self._take_into_class(bound.arguments["learners"])
            return shown(self._rights, found) if shown else found

        return guarded

    def _take_into_class(self, learners: Iterable[Any]) -> None:
        """Those a teacher adds are in a class with the teacher, or nobody would see them."""
        rights = self._rights
        new = [one.id for one in learners if one.id != rights.account.learner]
        for learner in [rights.account.learner, *new] if new else []:
            rights.accounts.put_in_class(rights.account.name, learner)


class _GuardedStores:
    def __init__(self, stores: Stores, rights: Rights) -> None:
        self._stores = stores
        self.path = stores.path
        self.close = stores.close
        for name in RULES:
            setattr(self, name, _Guard(name, getattr(stores, name), rights))


def guarded(stores: Stores, account: Account, accounts: AccountStore) -> Stores:
    """The stores, for what this account may do."""
    return cast(Stores, _GuardedStores(stores, Rights(account, accounts, stores)))


def unruled(protocols: Mapping[str, type]) -> Iterator[str]:
    """Methods of the stores' protocols that no rule names."""
    for name, protocol in protocols.items():
        for method, _ in inspect.getmembers(protocol, inspect.isfunction):
            if not method.startswith("_") and method not in RULES[name]:
                yield f"{name}.{method}"
