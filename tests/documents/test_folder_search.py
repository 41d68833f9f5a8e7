"""Finding documents in files and folders."""

import os

import pytest

from quizapp.documents.folder import find_documents


def test_folders_are_searched_to_the_bottom_in_a_fixed_order(tmp_path):
    (tmp_path / "b" / "deep").mkdir(parents=True)
    for name in ("a.txt", "b/c.md", "b/deep/d.pdf"):
        (tmp_path / name).write_text("text")
    files, problems = find_documents([tmp_path])
    assert [file.name for file in files] == ["a.txt", "c.md", "d.pdf"]
    assert problems == []


def test_hidden_files_and_lock_files_are_passed_over(tmp_path):
    for name in (".hidden.txt", "~$essay.docx", ".~lock.essay.odt#", "essay.txt"):
        (tmp_path / name).write_text("text")
    files, problems = find_documents([tmp_path])
    assert [file.name for file in files] == ["essay.txt"]
    assert problems == []


def test_a_lock_file_that_was_named_is_explained(tmp_path):
    lock = tmp_path / "~$essay.docx"
    lock.write_text("owner")
    files, problems = find_documents([lock])
    assert files == []
    assert "Word has one open" in problems[0][1]


def test_files_of_other_kinds_are_reported(tmp_path):
    (tmp_path / "song.mp3").write_bytes(b"ID3")
    files, problems = find_documents([tmp_path])
    assert files == []
    assert problems[0][0].name == "song.mp3"
    assert "“.mp3”" in problems[0][1]


def test_a_named_file_is_taken_whatever_its_ending(tmp_path):
    odd = tmp_path / "chronicle.old"
    odd.write_text("text")
    assert find_documents([odd])[0] == [odd]


def test_a_loop_of_links_ends(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.txt").write_text("text")
    (tmp_path / "one" / "again").symlink_to(tmp_path, target_is_directory=True)
    files, problems = find_documents([tmp_path])
    assert [file.name for file in files] == ["a.txt"]
    assert "leads back" in problems[0][1]


def test_a_link_to_itself_and_a_dead_link_are_reported(tmp_path):
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere.txt")
    files, problems = find_documents([tmp_path, tmp_path / "self"])
    assert files == []
    assert len(problems) == 3


def test_a_file_named_twice_is_read_once(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("text")
    assert find_documents([file, tmp_path, file])[0] == [file]


def test_missing_files_and_empty_folders_are_reported(tmp_path):
    _, problems = find_documents([tmp_path / "gone.txt", tmp_path])
    assert [problem[0] for problem in problems] == [tmp_path / "gone.txt", tmp_path]


def test_a_folder_that_may_not_be_read_does_not_stop_the_others(tmp_path, monkeypatch):
    (tmp_path / "locked").mkdir()
    (tmp_path / "open.txt").write_text("text")
    real = os.scandir

    def scandir(path):
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    files, problems = find_documents([tmp_path])
    assert [file.name for file in files] == ["open.txt"]
    assert "may not be read" in problems[0][1]


@pytest.mark.parametrize("count", [0, 3])
def test_every_path_is_either_a_file_or_a_problem(tmp_path, count):
    paths = [tmp_path / f"{number}.txt" for number in range(count)]
    files, problems = find_documents(paths)
    assert len(files) + len(problems) == count
