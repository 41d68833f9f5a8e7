"""Files that are broken or meant to do harm: a clear message each, never a traceback."""

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest

from quizapp import archives
from quizapp.documents import files, read_document
from quizapp.errors import Cancelled, UnreadableDocument

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
SENTENCE = "The bridge was opened by the governor of the province. "


def refuse(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(path)
    message = str(caught.value)
    assert message.endswith(".")
    assert path.name not in message, "the name stands beside the message"
    assert "Traceback" not in message
    return message


def written(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a.epub", "a.html", "a.md"])
def test_an_empty_file_says_it_is_empty(tmp_path, name):
    assert "is empty" in refuse(written(tmp_path, name, b""))


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a.epub", "a.html", "a.md"])
def test_binary_data_is_no_document(tmp_path, name):
    refuse(written(tmp_path, name, b"\x7fELF" + bytes(range(256)) * 100))


def test_white_space_alone_holds_no_text(tmp_path):
    assert "next to no text" in refuse(written(tmp_path, "a.txt", b" \n\n\t" * 1000))


@pytest.mark.parametrize("wrong", [".txt", ".pdf", ".docx", ".old"])
@pytest.mark.parametrize("right", ["pdf", "docx", "epub", "html"])
def test_a_wrong_ending_does_not_matter(tmp_path, right, wrong):
    data = (SAMPLES / f"decembrists.{right}").read_bytes()
    document = read_document(written(tmp_path, f"copy{wrong}", data))
    assert document.format == read_document(SAMPLES / f"decembrists.{right}").format
    if wrong != f".{right}":
        assert "was read as what it is" in document.notes[0].message


def test_text_in_a_file_called_pdf_is_read_as_text(tmp_path):
    document = read_document(written(tmp_path, "a.pdf", SENTENCE.encode() * 3))
    assert document.format == "Plain text"


@pytest.mark.parametrize("name", ["decembrists.pdf", "decembrists.docx", "decembrists.epub"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_cut_short_is_read_or_refused_with_a_word(tmp_path, name, share):
    data = (SAMPLES / name).read_bytes()
    path = written(tmp_path, name, data[: int(len(data) * share)])
    try:
        assert read_document(path).passages
    except UnreadableDocument as error:
        assert str(error).startswith("It ")


@pytest.mark.parametrize("name", ["decembrists.pdf", "decembrists.docx", "decembrists.epub"])
def test_flipped_bytes_never_raise_anything_else(tmp_path, name):
    data = bytearray((SAMPLES / name).read_bytes())
    for start in range(0, len(data), max(1, len(data) // 40)):
        broken = bytearray(data)
        broken[start : start + 16] = bytes(255 - byte for byte in broken[start : start + 16])
        try:
            read_document(written(tmp_path, name, bytes(broken)))
        except UnreadableDocument as error:
            assert str(error)


def test_a_locked_pdf_asks_for_a_copy_without_password(tmp_path, samples_module):
    data = samples_module.pdf_bytes([[(0, SENTENCE)]])
    lock = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <"
        b"42" * 0 + b"42" * 32 + b"> >> /ID [<00> <00>] "
    )
    path = written(tmp_path, "a.pdf", data.replace(b"trailer << ", b"trailer << " + lock))
    assert "password" in refuse(path)


def test_a_pdf_of_pictures_names_its_pages(tmp_path, samples_module):
    path = written(tmp_path, "scan.pdf", samples_module.pdf_bytes([[], [], []], running_head=False))
    message = refuse(path)
    assert "pages 1-3" in message
    assert "OCR" in message


def test_a_locked_word_file_is_told_from_an_old_one(tmp_path):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    locked = ole + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert "password" in refuse(written(tmp_path, "a.docx", locked))
    assert "old Word format" in refuse(written(tmp_path, "b.docx", ole))


def test_an_archive_of_something_else_is_refused(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("song.mp3", b"ID3" * 100)
    refuse(written(tmp_path, "a.epub", data.getvalue()))


def bomb(name: str, size: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(name, b"<a>" + b" " * size)
    return data.getvalue()


@pytest.mark.parametrize("name", ["word/document.xml", "META-INF/container.xml"])
def test_a_zip_bomb_is_not_unpacked(tmp_path, name):
    ending = "docx" if name.startswith("word") else "epub"
    path = written(tmp_path, f"a.{ending}", bomb(name, 8_000_000))
    assert "fill the memory" in refuse(path)


def test_a_header_that_lies_about_the_size_does_not_help_a_bomb(tmp_path, monkeypatch):
    path = written(tmp_path, "a.docx", bomb("word/document.xml", 6_000_000))
    monkeypatch.setattr(
        zipfile.ZipInfo, "file_size", property(lambda _: 10, lambda *_: None), raising=False
    )
    refuse(path)


def test_many_parts_together_are_watched_too(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_TOTAL", 1000)
    data = (SAMPLES / "decembrists.epub").read_bytes()
    assert "fill the memory" in refuse(written(tmp_path, "a.epub", data))


@pytest.mark.parametrize("part", ["word/document.xml", "META-INF/container.xml"])
def test_xml_entities_are_refused(tmp_path, part):
    laughs = '<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;">]><a>&m;</a>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip" if "META" in part else "x")
        archive.writestr(part, laughs)
    ending = "docx" if part.startswith("word") else "epub"
    assert "entities" in refuse(written(tmp_path, f"a.{ending}", data.getvalue()))


def test_a_file_of_a_gigabyte_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.write(SENTENCE.encode())
        file.truncate(1_000_000_000)  # sparse: takes no room on the disk
    monkeypatch.setattr(files, "_CHUNK", None)  # reading would fail
    message = refuse(path)
    assert "too large" in message
    assert "1,000 MB" in message


@pytest.mark.parametrize(
    "unit", ["The fleet came in May. ", "a", "ab-", ".", "[", "(1)", "A", "Aa ", "\"' "]
)
def test_one_endless_line_is_cut_into_passages(tmp_path, unit):
    line = SENTENCE + unit * (400_000 // len(unit))
    document = read_document(written(tmp_path, "a.txt", line.encode()))
    assert all(len(passage.text) <= 10_000 for passage in document.passages)


def test_a_page_nested_without_end_is_refused(tmp_path):
    html = b"<html><body>" + b"<div>" * 50_000 + SENTENCE.encode()
    assert "nests" in refuse(written(tmp_path, "a.html", html))


def test_a_deep_but_honest_page_is_read(tmp_path):
    html = b"<html><body>" + b"<div>" * 500 + SENTENCE.encode() + b"</div>" * 500
    document = read_document(written(tmp_path, "a.html", html))
    assert SENTENCE.strip() in document.original


def test_a_file_without_permission_says_so(tmp_path, monkeypatch):
    path = written(tmp_path, "a.txt", SENTENCE.encode())

    def locked(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    assert "no permission" in refuse(path)


def test_a_folder_a_pipe_and_a_missing_file_are_no_documents(tmp_path):
    assert "is a folder" in refuse(tmp_path)
    assert "not there any more" in refuse(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert stat.S_ISFIFO((tmp_path / "pipe.txt").stat().st_mode)
    assert "device or pipe" in refuse(tmp_path / "pipe.txt")


def test_an_unforeseen_error_of_a_library_becomes_a_message(tmp_path, monkeypatch):
    path = written(tmp_path, "a.txt", SENTENCE.encode())
    monkeypatch.setattr("quizapp.documents.reading.make_passages", lambda *_: 1 / 0)
    assert "ZeroDivisionError" in refuse(path)


@pytest.mark.parametrize("ending", ["txt", "md", "html", "pdf", "docx", "epub"])
def test_cancel_stops_every_reader(ending):
    with pytest.raises(Cancelled):
        read_document(SAMPLES / f"decembrists.{ending}", stop=lambda: True)


@pytest.mark.parametrize("ending", ["txt", "md", "html", "pdf", "docx", "epub"])
def test_cancel_is_heard_while_reading(ending):
    asked = iter([False, True, True, True, True, True, True])
    with pytest.raises(Cancelled):
        read_document(SAMPLES / f"decembrists.{ending}", stop=lambda: next(asked))


def test_progress_goes_from_nothing_to_all(tmp_path):
    shares = []
    read_document(SAMPLES / "decembrists.pdf", report=lambda share, _: shares.append(share))
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
