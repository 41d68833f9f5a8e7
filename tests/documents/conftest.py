"""Helpers for the readers' tests: write a file, read it back, and make the sample document."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from quizapp.documents import read_document
from quizapp.domain.document import Document, Passage, TextKind

ReadText = Callable[..., Document]


@pytest.fixture
def read_text(tmp_path: Path) -> ReadText:
    """Writes text (or bytes) to a file of the given name and reads it."""

    def read(text: str | bytes, name: str = "lesson.txt") -> Document:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return read_document(path)

    return read


@pytest.fixture(scope="session")
def samples_module() -> ModuleType:
    path = Path(__file__).with_name("make_samples.py")
    spec = importlib.util.spec_from_file_location("make_samples", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def of_kind(document: Document, kind: TextKind) -> list[Passage]:
    return [passage for passage in document.passages if passage.kind is kind]


def texts(document: Document, kind: TextKind) -> list[str]:
    return [passage.text for passage in of_kind(document, kind)]


@pytest.fixture
def kind_texts() -> Callable[[Document, TextKind], list[str]]:
    return texts


@pytest.fixture
def passages_of() -> Callable[[Document, TextKind], list[Passage]]:
    return of_kind


@pytest.fixture
def leads_back() -> Callable[[Document], None]:
    """Asserts that every mapped character of every passage stands in the original."""

    def check(document: Document) -> None:
        for passage in document.passages:
            mapped = set()
            last = 0
            for run in passage.runs:
                assert run.text_start >= last
                last = run.text_start + run.length
                source = document.original[run.source_start : run.source_start + run.length]
                assert passage.text[run.text_start : last] == source
                mapped.update(range(run.text_start, last))
            unmapped = [c for i, c in enumerate(passage.text) if i not in mapped]
            assert not any(char.isalnum() for char in unmapped)

    return check
