"""From files to drafts, with a workshop that reads nothing but its own small language."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fake_stores import World, question

from quizapp.domain.document import Document, ReadingNote
from quizapp.domain.fact import FactTable
from quizapp.domain.ports import Report, Stop
from quizapp.domain.question import (
    CROWDED,
    CROWDED_AT_MOST,
    Citation,
    Origin,
    Question,
    Signs,
    State,
)
from quizapp.errors import Cancelled, NotFound, UnreadableDocument
from quizapp.services.generate import Generate, UsualWorkshop
from quizapp.services.make_questions import MakeQuestions

Preview = Callable[[FactTable], None]


class PaperWorkshop:
    """A file's words are its questions; "bad" cannot be read and "trap" breaks the reader."""

    def find_files(self, paths: Sequence[Path]) -> tuple[list[Path], list[tuple[Path, str]]]:
        files = [path for path in paths if path.suffix == ".txt"]
        return files, [(path, "not a document") for path in paths if path.suffix != ".txt"]

    def read(self, path: Path, report: Report, stop: Stop) -> Document:
        report(0.5, "half")
        if path.stem == "bad":
            raise UnreadableDocument("It is empty.")
        if path.stem == "trap":
            raise RecursionError
        text = path.read_text()
        return Document(path.name, path.stem, "text", text, (), text, (ReadingNote("a note"),))

    def find_facts(
        self, documents: Sequence[Document], report: Report, stop: Stop, preview: Preview | None
    ) -> FactTable:
        if stop():
            raise Cancelled
        if preview:
            preview(FactTable((), documents=(documents[0],)))
        return FactTable((), documents=tuple(documents))

    def write(self, table: FactTable, *, everything: bool) -> list[Question]:
        questions = [
            replace(
                question(word),
                stem=f"What is {word}?",
                citation=Citation(document.name, fingerprint=document.fingerprint),
                state=State.DRAFT,
                origin=Origin.GENERATED,
                confidence={"unsure": 0.3, "spare": CROWDED_AT_MOST}.get(word, 0.9),
                signs=Signs(((CROWDED, 1.0),)) if word == "spare" else None,
            )
            for document in table.documents
            for word in document.original.split()
        ]
        return questions if everything else [q for q in questions if q.id != "unsure"]


def never() -> bool:
    return False


def ignore(share: float, message: str) -> None:
    pass


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[Path]]:
    def write(**contents: str) -> list[Path]:
        for name, text in contents.items():
            (tmp_path / f"{name}.txt").write_text(text)
        return [tmp_path / f"{name}.txt" for name in contents]

    return write


@pytest.fixture
def make(world: World) -> MakeQuestions:
    return MakeQuestions(world.stores, world.evidence, PaperWorkshop(), world.learn)


def test_a_bad_file_is_reported_and_the_others_go_on(
    files: Callable[..., list[Path]], tmp_path: Path
) -> None:
    paths = [*files(bad="", one="alpha beta", trap="x"), tmp_path / "picture.png"]
    made = Generate(PaperWorkshop()).generate(paths, report=ignore, stop=never)
    problems = {outcome.path.name: outcome.problem for outcome in made.files}
    assert problems == {
        "picture.png": "not a document",
        "bad.txt": "It is empty.",
        "one.txt": None,
        "trap.txt": "It could not be read; it may be damaged (RecursionError).",
    }
    assert [q.id for q in made.questions] == ["alpha", "beta"]
    (good,) = (outcome for outcome in made.files if outcome.document)
    assert (good.proposed, good.notes) == (2, ("a note",))


def test_the_same_text_twice_is_read_once(files: Callable[..., list[Path]]) -> None:
    paths = files(one="alpha", copy="alpha")
    made = Generate(PaperWorkshop()).generate(paths, report=ignore, stop=never)
    assert [q.id for q in made.questions] == ["alpha"]
    assert made.files[1].document is None
    assert made.files[1].notes[-1] == "The same text as one.txt; read once."


def test_everything_is_more_than_a_deck_holds(files: Callable[..., list[Path]]) -> None:
    paths = files(one="alpha unsure")
    generate = Generate(PaperWorkshop())
    assert len(generate.generate(paths, report=ignore, stop=never).questions) == 1
    all_of_them = generate.generate(paths, everything=True, report=ignore, stop=never)
    assert len(all_of_them.questions) == 2


def test_progress_goes_forward_to_the_end(files: Callable[..., list[Path]]) -> None:
    shares: list[float] = []
    paths = files(one="a", two="b", three="c")
    Generate(PaperWorkshop()).generate(
        paths, report=lambda share, message: shares.append(share), stop=never
    )
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_files_read_in_other_processes_give_the_same(files: Callable[..., list[Path]]) -> None:
    text = "The town council of Aldbury met on 3 May 1871. It chose a mayor.\n"
    paths = [*files(one=text, two=text + "More.\n"), Path("nowhere.txt")]
    maker = Generate(UsualWorkshop())
    outcomes = [maker._read_all(paths, jobs, ignore, never) for jobs in (1, 2)]
    assert outcomes[0] == outcomes[1]
    assert [outcome.problem is None for outcome in outcomes[0]] == [True, True, False]


class DeadlyPath(type(Path())):  # type: ignore[misc]
    """Ends the process that it is sent to, as a crash in a library does."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (1,)


def test_a_file_that_kills_its_process_is_left_out_and_the_others_go_on(
    files: Callable[..., list[Path]],
) -> None:
    text = "The town council of Aldbury met on 3 May 1871. It chose a mayor.\n"
    first, bad, *rest = files(one=text, two=text, three=text + "More.\n", four=text + "Most.\n")
    paths = [first, DeadlyPath(bad), *rest]
    outcomes = Generate(UsualWorkshop())._read_all(paths, 2, ignore, never)
    assert [outcome.document is None for outcome in outcomes] == [False, True, False, False]
    assert "break off" in str(outcomes[1].problem)


def test_a_title_is_known_without_making_anything(tmp_path: Path) -> None:
    paper = tmp_path / "a1.txt"
    paper.write_text(
        "Title: The Siege of Lindholm\n\nIn 1712 the town was besieged by the fleet.\n"
    )
    maker = Generate(UsualWorkshop())
    assert maker.title_of(paper, never) == "The Siege of Lindholm"
    assert maker.title_of(tmp_path, never) == "", "a folder has none"
    assert maker.title_of(tmp_path / "gone.txt", never) == ""
    with pytest.raises(Cancelled):
        maker.title_of(paper, lambda: True)


def test_new_questions_become_drafts_and_the_documents_are_kept(
    make: MakeQuestions, world: World, files: Callable[..., list[Path]]
) -> None:
    made = make.propose(files(one="alpha beta"), deck_id="deck", report=ignore, stop=never)
    assert [q.id for q in made.questions] == ["alpha", "beta"]
    assert {q.state for q in world.stores.decks.content.values()} == {State.DRAFT}
    assert [summary.name for summary in world.stores.documents.documents()] == ["one.txt"]


def test_what_is_less_sure_is_kept_but_not_counted_as_proposed(
    make: MakeQuestions, world: World, files: Callable[..., list[Path]]
) -> None:
    paths = files(one="alpha unsure")
    shown: list[list[str]] = []
    made = make.propose(
        paths,
        deck_id="deck",
        report=ignore,
        stop=never,
        preview=lambda questions: shown.append([q.id for q in questions]),
    )
    assert ([q.id for q in made.questions], made.held_back) == (["alpha"], 1)
    assert shown == [["alpha"]]
    (outcome,) = made.files
    assert (outcome.proposed, outcome.held_back, outcome.known) == (1, 1, 0)
    assert world.stores.decks.question("unsure").held_back
    again = make.propose(paths, deck_id="deck", report=ignore, stop=never)
    assert (again.held_back, again.files[0].known) == (0, 2)


def test_what_the_deck_has_enough_of_is_counted_apart_from_the_less_sure(
    make: MakeQuestions,
    world: World,
    files: Callable[..., list[Path]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(world.learn, "score", list)  # its weights are not what is looked at here
    paths = files(one="alpha unsure spare", two="beta")
    made = make.propose(paths, deck_id="deck", report=ignore, stop=never)
    assert (made.held_back, made.spare) == (2, 1)
    assert [(each.held_back, each.spare) for each in made.files] == [(2, 1), (0, 0)]


def test_the_same_document_again_proposes_only_what_is_new(
    make: MakeQuestions, world: World, files: Callable[..., list[Path]]
) -> None:
    paths = files(one="alpha beta")
    make.propose(paths, deck_id="deck", report=ignore, stop=never)
    world.stores.decks.set_state(["alpha"], State.REJECTED)
    paths[0].write_text("alpha beta gamma")
    made = make.propose(paths, deck_id="deck", report=ignore, stop=never)
    assert [q.id for q in made.questions] == ["gamma"]
    assert (made.files[0].proposed, made.files[0].known) == (1, 2)
    assert world.stores.decks.question("alpha").state is State.REJECTED


def test_a_question_in_nearly_the_same_words_is_not_proposed(
    make: MakeQuestions, world: World, files: Callable[..., list[Path]]
) -> None:
    world.add(replace(question("other"), stem="What is the ALPHA?", answer="RIGHT-alpha"))
    world.add(replace(question("other2"), stem="What was beta?", answer="another"))
    made = make.propose(files(one="alpha beta"), deck_id="deck", report=ignore, stop=never)
    assert [q.id for q in made.questions] == ["beta"], "another answer makes another question"


@pytest.mark.parametrize("stop_at", range(1, 6))
def test_cancelled_at_any_point_leaves_nothing(
    make: MakeQuestions, world: World, files: Callable[..., list[Path]], stop_at: int
) -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked >= stop_at

    with pytest.raises(Cancelled):
        make.propose(files(one="alpha"), deck_id="deck", report=ignore, stop=stop)
    assert world.stores.decks.content == {}
    assert world.stores.documents.documents() == []


def test_early_questions_are_shown_without_the_known_ones(
    make: MakeQuestions, world: World, files: Callable[..., list[Path]]
) -> None:
    world.add(question("alpha"))
    shown: list[list[str]] = []
    make.propose(
        files(one="alpha beta", two="gamma"),
        deck_id="deck",
        report=ignore,
        stop=never,
        preview=lambda questions: shown.append([q.id for q in questions]),
    )
    assert shown == [["beta"]]


def test_a_deck_that_is_gone_is_noticed_before_the_work(
    make: MakeQuestions, files: Callable[..., list[Path]]
) -> None:
    with pytest.raises(NotFound):
        make.propose(files(one="alpha"), deck_id="gone", report=ignore, stop=never)
