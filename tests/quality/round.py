"""One round of judging questions: generate, score against gold, draw a sheet, read the verdicts.

    python -m tests.quality.round make OUT --seed 7 [-n 200] [--set NAME]
    python -m tests.quality.round read OUT JUDGE_A.jsonl JUDGE_B.jsonl

``NAME``: seeds, or a folder of ``documents`` (rules are never tuned on held_out).
``make`` writes ``OUT/default.jsonl`` (the default deck), ``OUT/all.jsonl``, ``OUT/sheet.jsonl``
(the random sample to judge by the rubric, without the generator's confidence) and prints the
figures of the round. ``read`` joins two blind verdicts; where they differ, the question failed.

Rubric, sampler, scorer and the seed documents lie beside the checkout, in ``../shared``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quizapp.documents import read_document
from quizapp.domain.question import Question
from quizapp.exchange.neutral import line_of_question
from quizapp.facts.pipeline import FactFinder
from quizapp.kinds.ranking import DEFAULT_CUT
from quizapp.kinds.writing import write_questions

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
SETS: dict[str, tuple[Path, Path | None]] = {
    "seeds": (SHARED / "seeds", SHARED / "gold" / "dev.jsonl"),
    "dev": (HERE / "documents" / "dev", HERE / "gold" / "dev.jsonl"),
    "held_out": (HERE / "documents" / "held_out", HERE / "gold" / "held_out.jsonl"),
    "more": (HERE / "documents" / "more", None),  # judged only
    "wide": (HERE / "documents" / "wide", None),  # judged only
    "later": (HERE / "documents" / "later", None),  # judged only
    "fresh": (HERE / "documents" / "fresh", None),  # judged only
    "assorted": (HERE / "documents" / "assorted", None),  # judged only
    "unread": (HERE / "documents" / "unread", None),  # the same; set D of the log
    "authors": (HERE / "documents" / "authors", None),  # judged only; sets E and F of the log
    "reference": (HERE / "documents" / "reference", None),  # set G, its verdicts not learnt from
    "blind": (HERE / "documents" / "blind", None),  # judged only
}
Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("out", type=Path)
    making.add_argument("--seed", type=int, required=True)
    making.add_argument("-n", type=int, default=200)
    making.add_argument("--set", choices=SETS, default="seeds")
    reading = commands.add_parser("read")
    reading.add_argument("out", type=Path)
    reading.add_argument("judges", type=Path, nargs=2)
    options = parser.parse_args()
    if options.command == "make":
        make(options.out, options.set, seed=options.seed, size=options.n)
    else:
        read(options.out, *options.judges)


def make(out: Path, name: str, *, seed: int, size: int) -> None:
    folder, gold = SETS[name]
    out.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    questions, words = generate(folder)
    seconds = time.perf_counter() - started
    default = [q for q in questions if q.confidence >= DEFAULT_CUT]
    for deck, held in (("all", questions), ("default", default)):
        _write(out / f"{deck}.jsonl", map(line_of_question, held))
    total = sum(words.values())
    print(f"{total:,} words, {total / seconds:,.0f} a second (a warm-up included)")
    for document, count in words.items():
        made = sum(q.citation is not None and q.citation.document == document for q in default)
        print(f"  {document}: {made} questions, {1000 * made / max(1, count):.1f} / 1,000 words")
    for deck in ("default", "all") if gold is not None else ():
        print(deck, _figures(score(out / f"{deck}.jsonl", gold, folder)))
    draw(out / "default.jsonl", out / "sheet.jsonl", seed=seed, size=size)


def generate(folder: Path) -> tuple[list[Question], dict[str, int]]:
    """Every question of the documents in a folder, and the words of each document."""
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".md"))
    documents = [read_document(path) for path in paths]
    questions = write_questions(FactFinder().find(documents), everything=True)
    return questions, {document.name: document.words for document in documents}


def score(deck: Path, gold: Path, folder: Path) -> Row:
    """The scorer's last line: recall and agreement in all, by document and by kind."""
    command = [
        sys.executable, SHARED / "gold" / "score.py",
        "--gold", gold, "--deck", deck, "--docs", folder,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: Row = json.loads(done.stdout.splitlines()[-1])
    return found


def _figures(scored: Row) -> str:
    kinds = ", ".join(f"{kind} {row['recall']:.2f}" for kind, row in scored["by_kind"].items())
    return (
        f"{scored['questions']} questions, recall_full {scored['recall_full']:.3f} ({kinds}), "
        f"agreement_strict {scored['agreement_strict']:.3f} of {scored['judged_strict']}"
    )


def draw(deck: Path, sheet: Path, *, seed: int, size: int) -> None:
    command = [
        sys.executable, SHARED / "quality" / "sample.py", deck, "-n", str(size), "--seed", str(seed)
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    for row in rows:
        row.pop("confidence", None)
    _write(sheet, (json.dumps(row, ensure_ascii=False) for row in rows))
    print(f"{len(rows)} questions to judge in {sheet}")


# -- verdicts


def read(out: Path, first: Path, second: Path) -> None:
    sheet = _read(out / "sheet.jsonl")
    judges = [{row["id"]: row for row in _read(path)} for path in (first, second)]
    missing = [q["id"] for q in sheet if any(q["id"] not in judge for judge in judges)]
    if missing:
        sys.exit(f"no verdict on {', '.join(missing)}")
    accepted = {q["id"]: [judge[q["id"]]["verdict"] == "ok" for judge in judges] for q in sheet}
    agreed = sum(one == other for one, other in accepted.values())
    print(f"judges agree on {agreed} of {len(sheet)} = {agreed / len(sheet):.1%}")
    for name, position in (("first", 0), ("second", 1)):
        print(f"  {name} accepts {sum(a[position] for a in accepted.values())}")
    both = {key for key, verdicts in accepted.items() if all(verdicts)}
    print(f"acceptable: {len(both)} of {len(sheet)} = {len(both) / len(sheet):.1%}")
    _by_stratum(sheet, both)
    rules = Counter(
        rule
        for q in sheet
        for rule in {r for judge in judges for r in judge[q["id"]].get("fails") or ()}
    )
    print("failures by rule (by either judge):", dict(rules.most_common()))
    for q in sheet:
        if q["id"] not in both:
            _show(q, [judge[q["id"]] for judge in judges])


def _by_stratum(sheet: list[Row], both: set[str]) -> None:
    for name, key in (
        ("document", lambda q: q["source"]["doc"]), ("kind", lambda q: q["kind"])
    ):  # fmt: skip
        groups: dict[str, list[bool]] = defaultdict(list)
        for q in sheet:
            groups[key(q)].append(q["id"] in both)
        told = ", ".join(f"{k} {sum(v)}/{len(v)}" for k, v in sorted(groups.items()))
        print(f"by {name}: {told}")


def _show(q: Row, verdicts: list[Row]) -> None:
    print(f"- {q['id']} {q['stem']} = {q['answer']} | {q['choices']}")
    for name, verdict in zip("AB", verdicts, strict=True):
        if verdict["verdict"] != "ok":
            print(f"    {name} {','.join(verdict.get('fails') or ())}: {verdict.get('why', '')}")


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


if __name__ == "__main__":
    main()
