"""A small file of ours is there as it was or as it is to be, never half."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.whole_files import write_whole


def test_the_folder_is_made_and_nothing_lies_beside_the_file(tmp_path: Path) -> None:
    file = tmp_path / "new" / "sessions.json"
    write_whole(file, "Tver’")
    write_whole(file, "Perm’")
    assert file.read_text(encoding="utf-8") == "Perm’"
    assert list(file.parent.iterdir()) == [file]


def test_a_full_disk_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "sessions.json"
    write_whole(file, "before")

    def refuses(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuses)
    with pytest.raises(OSError, match="No space"):
        write_whole(file, "after")
    assert file.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [file]
