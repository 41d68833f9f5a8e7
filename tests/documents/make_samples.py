"""Makes the sample document in six formats from one source, so that it can be made again.

    python tests/documents/make_samples.py resources/samples

The text is our own. Its facts can be looked up in any history of the Decembrists.
"""

from __future__ import annotations

import re
import sys
import textwrap
import zipfile
from html import escape
from pathlib import Path

TITLE = "The Decembrists"
SOFT = "\u00ad"  # where a word may be broken at the end of a line of the PDF

# (kind, text); kinds: h1 h2 p run (a run-in heading, then text) li date entry note book
SOURCE: list[tuple[str, str]] = [
    ("h1", TITLE),
    (
        "p",
        "The Decembrists were Russian officers, most of them nobles, who rose against the autocracy"
        " in December 1825. Many of them had marched to Paris with the army that defeated Napo"
        f"{SOFT}leon, and came home with the wish for a constitution and for the end of serfdom.",
    ),
    ("h2", "The Secret Societies"),
    (
        "p",
        "In February 1816 a few officers of the Guards founded the Union of Salvation in"
        " St. Petersburg. It was reorganised in 1818 as the Union of Welfare, which was dissolved"
        " at a congress in Moscow in January 1821. Two societies took its place.",
    ),
    (
        "run",
        "Northern Society.|It was formed in St. Petersburg in 1822 and headed by Nikita Muravyov,"
        " the author of a draft constitution. From 1823 the poet Kondraty Ryleev drew younger"
        f" conspi{SOFT}rators into it.",
    ),
    (
        "run",
        "Southern Society.|In March 1821 Colonel Pavel Pestel founded it in Tulchin. Its branches"
        " met in Tulchin under Pestel, in Kamenka under Vasily Davydov and Sergei Volkonsky, and in"
        " Vasilkov under Sergei Muravyov-Apostol and Mikhail Bestuzhev-Ryumin.",
    ),
    (
        "run",
        "United Slavs.|This society of junior officers, which the brothers Andrei and Pyotr Borisov"
        " had founded in 1823, joined the Southern Society in September 1825.",
    ),
    ("h2", "The Rising"),
    (
        "p",
        "Alexander I died in Taganrog on November 19 (December 1), 1825. His brother Constantine"
        " had given up the throne in secret, and for three weeks nobody knew who ruled. The new"
        " oath, to Nicholas I, was fixed for December 14 (26). The Northern Society elected Prince"
        " Sergei Trubetskoy its dictator; on the eve of the oath, on December 13 (25), Pestel was"
        " arrested at Tulchin.",
    ),
    (
        "p",
        "On the morning of December 14 about 3,000 soldiers drew up on Senate Square: the Moscow"
        " Regiment led by Mikhail Bestuzhev, the Grenadiers led by Nikolai Panov, and the sailors"
        " of the Guard led by Nikolai Bestuzhev. Trubetskoy did not come, and Prince Evgeny"
        f" Obolensky was chosen in his place. Count Mikhail Milo{SOFT}radovich,"
        " the governor-general, rode up to the ranks and was mortally wounded by Pyotr Kakhovsky."
        " Towards evening Nicholas ordered the guns to fire, and the square was cleared.",
    ),
    (
        "p",
        "In the south the Chernigov Regiment mutinied on December 29, 1825 (January 10, 1826), at"
        " the village of Trilesy. It was scattered by hussars near Ustimovka on January 3 (15).",
    ),
    ("h2", "Chronicle of the Rising in the South"),
    ("date", "December 29, 1825"),
    ("entry", "Officers of the Chernigov Regiment free Sergei Muravyov-Apostol at Trilesy."),
    ("date", "December 30"),
    ("entry", "The mutineers enter Vasilkov and seize the treasury of the regiment."),
    ("date", "December 31"),
    (
        "entry",
        "A priest reads the Orthodox Catechism of Muravyov-Apostol to the troops in Vasilkov.",
    ),
    ("date", "January 3, 1826"),
    ("entry", "General Friedrich Geismar defeats the regiment between Ustimovka and Kovalevka."),
    ("h2", "Trial and Exile"),
    (
        "p",
        "The Supreme Criminal Court sentenced 121 men. Five of them were hanged in the Peter and"
        " Paul Fortress on July 13 (25), 1826:",
    ),
    ("li", "Pavel Pestel;"),
    ("li", "Kondraty Ryleyev;"),
    ("li", "Sergei Muravyov-Apostol;"),
    ("li", "Mikhail Bestuzhev-Ryumin;"),
    ("li", "Pyotr Kakhovsky."),
    (
        "p",
        "The others went to Siberia. From 1827 most of the convicts were held in Chita; in 1830"
        " they were moved to Petrovsky Zavod (now Petrovsk-Zabaykalsky). Maria Volkonskaya and"
        " Ekaterina Trubetskaya were among the wives who followed their husbands into exile. An"
        f" am{SOFT}nesty came only on August 26 (September 7), 1856, when Alexander II was"
        " crowned in Moscow.",
    ),
    ("h2", "Notes"),
    (
        "note",
        "1. Dates are in the Old Style, which ran twelve days behind the Gregorian calendar in the"
        " nineteenth century; those of the New Style stand in brackets.",
    ),
    ("note", "2. Tulchin is today Tulchyn in Ukraine, and Vasilkov is Vasylkiv."),
    ("h2", "Further Reading"),
    ("book", "Mazour, Anatole G. The First Russian Revolution, 1825. Berkeley, 1937."),
    ("book", "Raeff, Marc. The Decembrist Movement. Englewood Cliffs, 1966."),
]


def plain_text() -> str:
    """Wrapped at 72 letters, with words broken by a hyphen as a scan breaks them."""
    parts: list[str] = []
    for kind, source in SOURCE:
        text = source.replace(SOFT, "-")
        if kind == "h1":
            parts += [text.upper(), ""]
        elif kind == "li":
            parts.append(f"- {text}")
        elif kind == "run":
            parts += [textwrap.fill(text.replace("|", " "), 72), ""]
        else:
            if parts and parts[-1].startswith("- "):
                parts.append("")
            parts += [textwrap.fill(text, 72, break_on_hyphens=False), ""]
    return "\n".join(parts)


def markdown() -> str:
    parts = ["---", f"title: {TITLE}", "---", ""]
    for kind, text in _without_soft():
        if kind == "date":
            if not parts[-1].startswith("|"):
                parts += ["| Date | Event |", "|---|---|"]
            parts.append(f"| {text} |")
        elif kind == "entry":
            parts[-1] += f" {text} |"
        elif kind == "li":
            parts.append(f"- {text}")
        else:
            if parts[-1]:
                parts.append("")
            marks = {"h1": "# ", "h2": "## ", "note": "", "book": "- "}
            head, _, rest = text.partition("|")
            body = f"**{head}** {rest}" if kind == "run" else text
            parts += [marks.get(kind, "") + body, ""]
    return "\n".join(parts).rstrip() + "\n"


def html_body() -> str:
    lines = []
    for kind, text in _without_soft():
        safe = escape(text, quote=False)
        if kind in {"h1", "h2"}:
            lines.append(f"<{kind}>{safe}</{kind}>")
        elif kind == "date":
            lines.append(f"<table><tr><td>{safe}</td>")
        elif kind == "entry":
            lines.append(f"<td>{safe}</td></tr></table>")
        elif kind in {"li", "book"}:
            lines.append(f"<ul><li>{safe}</li></ul>")
        elif kind == "run":
            head, _, rest = safe.partition("|")
            lines.append(f"<p><b>{head}</b> {rest}</p>")
        else:
            lines.append(f"<p>{safe}</p>")
    body = "\n".join(lines)
    return body.replace("</ul>\n<ul>", "\n").replace("</table>\n<table>", "\n")


def web_page() -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
        f"<title>{TITLE} | QuizApp samples</title></head>\n<body>\n"
        '<nav><a href="README.md">All samples</a></nav>\n'
        f"<article>\n{html_body()}\n</article>\n"
        "<footer>A sample document of QuizApp.</footer>\n</body>\n</html>\n"
    )


def word(path: Path) -> None:
    from docx import Document

    document = Document()
    document.core_properties.title = TITLE
    table = None
    for kind, text in _without_soft():
        if kind == "date":
            table = table or document.add_table(rows=0, cols=2)
            table.add_row().cells[0].text = text
        elif kind == "entry" and table is not None:
            table.rows[-1].cells[1].text = text
        elif kind in {"h1", "h2"}:
            table = None
            document.add_heading(text, level=int(kind[1]))
        elif kind in {"li", "book"}:
            document.add_paragraph(text, style="List Bullet")
        elif kind == "run":
            head, _, rest = text.partition("|")
            paragraph = document.add_paragraph()
            paragraph.add_run(head).bold = True
            paragraph.add_run(f" {rest}")
        else:
            document.add_paragraph(text)
    document.save(str(path))


def epub(path: Path) -> None:
    container = (
        '<?xml version="1.0"?><container version="1.0"'
        ' xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"'
        ' unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<dc:identifier id="id">quizapp-sample-decembrists</dc:identifier>'
        f"<dc:title>{TITLE}</dc:title><dc:language>en</dc:language></metadata><manifest>"
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="nav"/><itemref idref="text"/></spine></package>'
    )
    head = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"'
    nav = (
        f'{head} xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Contents</title></head>'
        f'<body><nav epub:type="toc"><ol><li><a href="text.xhtml">{TITLE}</a></li></ol></nav>'
        "</body></html>"
    )
    text = f"{head}><head><title>{TITLE}</title></head><body>\n{html_body()}\n</body></html>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in (
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", container),
            ("OEBPS/book.opf", package),
            ("OEBPS/nav.xhtml", nav),
            ("OEBPS/text.xhtml", text),
        ):
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            stored = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            book.writestr(entry, data)


def pdf(path: Path) -> None:
    """Two pages or more, set in Courier, with a running head and page numbers."""
    path.write_bytes(pdf_bytes(_pdf_pages(), title=TITLE))


def _pdf_pages(width: int = 66, height: int = 42) -> list[list[tuple[int, str]]]:
    """Pages of (indent, line); an empty line is a gap."""
    lines: list[tuple[int, str]] = []
    for kind, text in SOURCE:
        if kind in {"h1", "h2", "date"}:
            lines += [(0, ""), (0, text.upper() if kind == "h1" else text), (0, "")]
        elif kind == "entry":
            lines += [(0, line) for line in _wrap(text, width)]
        elif kind == "li":
            lines.append((2, f"- {text}"))
        else:
            body = text.replace("|", " ")
            lines += [(0, line) for line in _wrap(body, width)]
            lines.append((0, ""))
    return [lines[at : at + height] for at in range(0, len(lines), height)]


def _wrap(text: str, width: int) -> list[str]:
    """Breaks at spaces, and at the soft hyphens so that words are parted at line ends."""
    lines = [""]
    for word in text.split():
        plain = word.replace(SOFT, "")
        joined = f"{lines[-1]} {plain}".strip()
        if len(joined) <= width and SOFT not in word:
            lines[-1] = joined
        elif SOFT in word:
            left, _, right = word.partition(SOFT)
            lines[-1] = f"{lines[-1]} {left}-".strip()
            lines.append(right.replace(SOFT, ""))
        else:
            lines.append(plain)
    return lines


def pdf_bytes(
    pages: list[list[tuple[int, str]]], *, title: str = "", running_head: bool = True
) -> bytes:
    """A small PDF: Courier 10 on 14 points, A4."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",  # the page tree, filled in below
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for number, lines in enumerate(pages, 1):
        stream = "\n".join(_pdf_operators(lines, number, title if running_head else ""))
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects.append(f"<< /Title ({_pdf_text(title)}) >>")
    return _pdf_file(objects)


def _pdf_operators(lines: list[tuple[int, str]], number: int, head: str) -> list[str]:
    operators = ["BT /F1 10 Tf"]
    if head:
        operators.append(f"1 0 0 1 72 800 Tm ({_pdf_text(head)}) Tj")
        operators.append(f"1 0 0 1 290 40 Tm ({number}) Tj")
    height = 770
    for indent, line in lines:
        if line:
            left = 72 + 6 * indent
            operators.append(f"1 0 0 1 {left} {height} Tm ({_pdf_text(line)}) Tj")
        height -= 14
    return [*operators, "ET"]


def _pdf_text(text: str) -> str:
    return re.sub(r"([()\\])", r"\\\1", text)


def _pdf_file(objects: list[str]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        data += f"{place:010d} 00000 n \n".encode()
    info = len(objects)
    trailer = f"trailer << /Size {info + 1} /Root 1 0 R /Info {info} 0 R >>"
    return data + f"{trailer}\nstartxref\n{table}\n%%EOF\n".encode()


def _without_soft() -> list[tuple[str, str]]:
    return [(kind, text.replace(SOFT, "")) for kind, text in SOURCE]


def make_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "decembrists.txt").write_text(plain_text(), encoding="utf-8")
    (folder / "decembrists.md").write_text(markdown(), encoding="utf-8")
    (folder / "decembrists.html").write_text(web_page(), encoding="utf-8")
    word(folder / "decembrists.docx")
    epub(folder / "decembrists.epub")
    pdf(folder / "decembrists.pdf")


if __name__ == "__main__":
    make_all(Path(sys.argv[1]))
