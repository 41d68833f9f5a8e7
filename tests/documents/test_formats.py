"""Each format: structure kept, rubbish left out, offsets true."""

import io
import zipfile
from pathlib import Path

import pytest

from quizapp.documents import READERS, read_document, supported_endings
from quizapp.domain.document import TextKind

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
FORMATS = ("txt", "md", "html", "pdf", "docx", "epub")
CHAPTER = "<p>The bridge was opened in {year} by the governor of the province.</p>"


def squeezed(document):
    kinds = {TextKind.PROSE, TextKind.LIST, TextKind.CHRONICLE, TextKind.NOTE}
    return [(p.kind, p.date_line, p.text) for p in document.passages if p.kind in kinds]


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_of_the_sample_reads_alike(ending):
    wanted = squeezed(read_document(SAMPLES / "decembrists.html"))
    found = squeezed(read_document(SAMPLES / f"decembrists.{ending}"))
    assert [row for row in found if row[2] != "Date Event"] == wanted


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_has_title_headings_and_true_offsets(ending, leads_back):
    document = read_document(SAMPLES / f"decembrists.{ending}")
    assert document.title == "The Decembrists"
    paths = {path for passage in document.passages for path in passage.heading_path}
    assert {"The Rising", "Northern Society", "Trial and Exile"} <= paths
    leads_back(document)


def test_every_shipped_sample_is_read_without_a_remark():
    for path in SAMPLES.iterdir():
        if path.name != "README.md":
            assert read_document(path).notes == ()


def test_the_samples_are_those_the_script_makes(tmp_path, samples_module):
    samples_module.make_all(tmp_path)
    for ending in ("txt", "md", "html", "pdf", "epub"):
        made = (tmp_path / f"decembrists.{ending}").read_bytes()
        assert made == (SAMPLES / f"decembrists.{ending}").read_bytes(), ending
    made_word = read_document(tmp_path / "decembrists.docx")
    assert made_word.original == read_document(SAMPLES / "decembrists.docx").original


def test_the_same_text_is_the_same_document(tmp_path, read_text):
    one = read_text("The bridge was opened by the governor.", "one.txt")
    other = read_text("The bridge was opened by the governor.", "other.txt")
    assert one.fingerprint == other.fingerprint
    assert len(one.fingerprint) == 64


def test_every_format_describes_itself():
    endings = supported_endings()
    assert len(endings) == len(set(endings))
    for reader in READERS:
        assert reader.name
        assert all(ending.startswith(".") and ending.islower() for ending in reader.endings)


# --- web pages


def test_a_page_loses_menus_scripts_marks_and_edit_links(read_text, kind_texts):
    html = (
        "<html><head><title>Bridges - Wikipedia</title><script>var x = 'p';</script></head><body>"
        "<nav><p>Home page</p></nav><h2>Old bridges<span class='mw-editsection'>[edit]</span></h2>"
        "<p>The <b>bridge</b> was opened in 1801<sup class='reference'><a href='#1'>[1]</a></sup>"
        " by the governor.</p><p hidden>No.</p><ul><li><a href='a'>One</a><li><a href='b'>Two</a>"
        "<li><a href='c'>Three</a></ul><footer>Imprint</footer></body></html>"
    )
    document = read_text(html, "bridges.html")
    assert document.title == "Bridges"
    assert kind_texts(document, TextKind.PROSE) == [
        "The bridge was opened in 1801 by the governor."
    ]
    assert kind_texts(document, TextKind.HEADING) == ["Old bridges"]
    assert kind_texts(document, TextKind.LIST) == []
    assert "Imprint" not in document.original


def test_a_diary_set_as_a_table_is_a_chronicle(read_text, passages_of):
    html = (
        "<html><body><table><tr><td>May 5, 1801</td><td>The bridge fell.</td></tr></table></html>"
    )
    entry = passages_of(read_text(html, "diary.html"), TextKind.CHRONICLE)[0]
    assert (entry.date_line, entry.text) == ("May 5, 1801", "The bridge fell.")


# --- Markdown


def test_markdown_keeps_the_offsets_of_the_file(read_text, leads_back, kind_texts):
    text = (
        "# Bridges\n\nThe **old** bridge was [opened](http://x.y) by\nthe *governor*.[^1]\n\n"
        "[^1]: So.\n"
    )
    document = read_text(text, "bridges.md")
    assert document.original == text
    assert kind_texts(document, TextKind.PROSE) == ["The old bridge was opened by the governor."]
    leads_back(document)


# --- Word


def word_file(body: str, extra: dict[str, str] | None = None) -> bytes:
    head = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>'
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f"{head}{body}</w:body></w:document>")
        for name, text in (extra or {}).items():
            archive.writestr(name, text)
    return data.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_word_keeps_insertions_and_moves_and_drops_deletions(read_text, kind_texts):
    body = (
        f"<w:p>{run('The bridge ')}<w:ins>{run('was opened ')}</w:ins>"
        f"<w:del><w:r><w:delText>never built </w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('by nobody ')}</w:moveFrom>"
        f"<w:moveTo>{run('by the governor.')}</w:moveTo></w:p>"
    )
    document = read_text(word_file(body), "bridge.docx")
    assert kind_texts(document, TextKind.PROSE) == ["The bridge was opened by the governor."]
    assert "tracked changes" in document.notes[0].message


def test_word_reads_text_boxes_once_and_notes_as_notes(read_text, kind_texts):
    box = f"<w:txbxContent><w:p>{run('The box says that the bridge fell.')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{run('The bridge was opened by the governor.')}<w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:footnote><w:p>{run('He was called the Bald.')}</w:p></w:footnote></w:footnotes>"
    )
    document = read_text(word_file(body, {"word/footnotes.xml": notes}), "bridge.docx")
    assert document.original.count("The box says") == 1
    assert kind_texts(document, TextKind.NOTE) == ["He was called the Bald."]


def test_wholly_bold_lines_of_word_are_headings(read_text):
    body = (
        f"<w:p>{run('The old bridge', '<w:b/>')}</w:p>"
        f"<w:p>{run('The bridge was opened by the governor, who came in a coach with six horses.')}"
        "</w:p>"
    )
    document = read_text(word_file(body), "bridge.docx")
    assert document.passages[1].heading_path == ("The old bridge",)


# --- EPUB


def book(files: dict[str, str], spine: str, manifest: str, title: str = "Bridges") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container><rootfiles><rootfile full-path="O/b.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "O/b.opf",
            f'<opf:package xmlns:opf="http://www.idpf.org/2007/opf"><opf:metadata><title>{title}'
            f"</title></opf:metadata><opf:manifest>{manifest}</opf:manifest>"
            f"<opf:spine>{spine}</opf:spine></opf:package>",
        )
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def item(name: str, media_type: str = "application/xhtml+xml") -> str:
    return f'<opf:item id="{name}" href="{name}" media-type="{media_type}"/>'


def test_the_spine_gives_the_order_and_missing_chapters_are_noted(read_text, kind_texts):
    files = {
        "O/two.xml": f"<html><title/><body>{CHAPTER.format(year=1802)}</body></html>",
        "O/one%.xml": f"<html><body>{CHAPTER.format(year=1801)}</body></html>",
    }
    manifest = item("two.xml") + item("one%25.xml") + item("gone.xml") + item("toc.xml")
    spine = "".join(
        f'<opf:itemref idref="{name}"/>' for name in ("one%25.xml", "gone.xml", "two.xml")
    )
    document = read_text(book(files, spine, manifest), "bridges.epub")
    years = [text[25:29] for text in kind_texts(document, TextKind.PROSE)]
    assert years == ["1801", "1802"]
    assert "gone.xml" in document.notes[0].message


def test_names_that_climb_out_of_the_book_stay_inside(read_text):
    files = {"O/one.xml": f"<html><body>{CHAPTER.format(year=1801)}</body></html>"}
    manifest = item("one.xml") + item("../../../../etc/passwd")
    spine = '<opf:itemref idref="one.xml"/><opf:itemref idref="../../../../etc/passwd"/>'
    document = read_text(book(files, spine, manifest), "bridges.epub")
    assert "root:" not in document.original
    assert "missing" in document.notes[0].message


# --- PDF


def test_pages_are_kept_and_running_heads_left_out(passages_of, kind_texts):
    document = read_document(SAMPLES / "decembrists.pdf")
    assert {passage.page for passage in document.passages} == {1, 2, 3}
    heads = kind_texts(document, TextKind.RUNNING_HEAD)
    assert heads.count("The Decembrists") == 3


def test_a_paragraph_goes_on_over_the_page_end():
    document = read_document(SAMPLES / "decembrists.pdf")
    passage = next(p for p in document.passages if p.text.startswith("On the morning"))
    assert "governor-general, rode up to the ranks and was mortally wounded" in passage.text
    assert passage.page == 1


def test_pages_without_text_are_named(read_text, samples_module):
    line = [(0, "The bridge was opened by the governor of the province.")]
    data = samples_module.pdf_bytes([line, [], [], line, []], running_head=False)
    document = read_text(data, "bridges.pdf")
    assert document.notes[0].message.startswith("Pages 2-3, 5 without text")
