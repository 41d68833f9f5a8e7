"""One file from path to :class:`Document`, whatever its format."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from quizapp.documents.extract import Extract, Reader
from quizapp.documents.files import check_file, read_head
from quizapp.documents.passages import make_passages
from quizapp.documents.titles import find_title
from quizapp.domain.document import Document, ReadingNote, TextKind
from quizapp.domain.ports import Report, Stop
from quizapp.errors import Cancelled, QuizError, UnreadableDocument

# What people add by mistake, by its first bytes.
_FOREIGN = (
    (b"{\\rtf", "in the RTF format. Open it in Word or LibreOffice and save it as .docx"),
    (b"%!PS", "in the PostScript format. Convert it to PDF first"),
    (b"\x89PNG", "a picture. Run text recognition (OCR) over it first"),
    (b"\xff\xd8\xff", "a picture. Run text recognition (OCR) over it first"),
    (b"GIF8", "a picture. Run text recognition (OCR) over it first"),
    (b"\x1f\x8b", "a packed file. Unpack it and add the document in it"),
    (b"Rar!", "an archive. Unpack it and add the documents in it"),
    (b"7z\xbc\xaf", "an archive. Unpack it and add the documents in it"),
)
FEWEST_LETTERS = 20  # in the whole document; below that there is nothing to ask about


def read_with(
    readers: Sequence[type[Reader]], path: Path, *, report: Report, stop: Stop
) -> Document:
    """Reads a file by its content. Raises ``UnreadableDocument`` or ``Cancelled``, nothing else."""
    try:
        return _read(readers, path, report, stop)
    except QuizError:
        raise
    except MemoryError as error:
        raise UnreadableDocument(
            "It needs more memory than there is. Split it into parts."
        ) from error
    except Exception as error:
        raise UnreadableDocument(
            "It could not be read; it seems to be damaged"
            f" ({type(error).__name__}). Try to open it in another program and save it again."
        ) from error


def _read(readers: Sequence[type[Reader]], path: Path, report: Report, stop: Stop) -> Document:
    check_file(path)
    if stop():
        raise Cancelled("Reading was cancelled.")
    report(0.0, f"Opening {path.name}")
    reader = choose_reader(readers, path)
    extract = reader.extract(path, report=report, stop=stop)
    _check_letters(extract, path)
    report(0.5, "Finding headings, lists and notes")
    passages, paragraphs = make_passages(extract, stop)
    notes = (*_ending_note(reader, path), *extract.notes)
    if not any(p.kind in {TextKind.PROSE, TextKind.CHRONICLE, TextKind.LIST} for p in passages):
        notes = (*notes, ReadingNote("No running text was found in this document."))
    report(1.0, f"{len(passages)} passages")
    return Document(
        name=path.name,
        title=find_title(extract.title, paragraphs, extract.original, path),
        format=reader.name,
        original=extract.original,
        passages=passages,
        fingerprint=fingerprint(extract.original),
        notes=notes,
        path=str(path),
    )


def choose_reader(readers: Sequence[type[Reader]], path: Path) -> type[Reader]:
    """The first reader that recognises the content; the ending decides only where that is open."""
    head = read_head(path)
    for start, what in _FOREIGN:
        if head.startswith(start):
            raise UnreadableDocument(f"It is {what}.")
    for reader in readers:
        if reader.recognises(head, path):
            return reader
    raise UnreadableDocument(
        "It is of a kind that QuizApp cannot read. If it is an archive, unpack it and add"
        " the documents in it."
    )


def fingerprint(original: str) -> str:
    """SHA-256 of the text: the same text is the same document."""
    return hashlib.sha256(original.encode("utf-8", "surrogatepass")).hexdigest()


def _check_letters(extract: Extract, path: Path) -> None:
    letters = 0
    for char in extract.original:
        letters += char.isalnum()
        if letters >= FEWEST_LETTERS:
            return
    raise UnreadableDocument("It holds next to no text: there is nothing to make questions from.")


def _ending_note(reader: type[Reader], path: Path) -> tuple[ReadingNote, ...]:
    ending = path.suffix.lower()
    if not ending or ending in reader.endings:
        return ()
    return (ReadingNote(f"The file ends in “{ending}” but was read as what it is: {reader.name}."),)
