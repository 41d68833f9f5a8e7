"""From lines to paragraphs: wrapped, unwrapped and double-spaced text."""

from quizapp.domain.document import TextKind

WRAPPED = """\
The road over the pass was opened to carts in the
summer of that year, and the customs house was built
in the next.

A second road followed the river. It was closed in
winter.
"""

DOUBLE = """\
The company was founded by three merchants of the town, who put in equal

shares and elected the eldest of them chairman for

life.

It owned four ships at first. Two of them were lost in the winter storms,

and a third was sold when the money ran out in the

following spring.



On the next page the story goes on with the second company, which was

founded by their sons.
"""


def test_lines_of_a_wrapped_paragraph_become_one_text(read_text, kind_texts):
    prose = kind_texts(read_text(WRAPPED), TextKind.PROSE)
    assert prose == [
        "The road over the pass was opened to carts in the summer of that year, and the customs"
        " house was built in the next.",
        "A second road followed the river. It was closed in winter.",
    ]


def test_paragraphs_count_runs_between_blank_lines(read_text):
    document = read_text("First Part\n\n\nOne.\nTwo and more.\n \nThree is the last one here.\n")
    numbers = {passage.text: passage.paragraph for passage in document.passages}
    assert numbers["Three is the last one here."] == 3


def test_double_spaced_text_is_reflowed(read_text, kind_texts):
    prose = kind_texts(read_text(DOUBLE), TextKind.PROSE)
    assert len(prose) == 3
    assert prose[0].endswith("elected the eldest of them chairman for life.")
    assert prose[1].startswith("It owned four ships")


def test_paragraphs_of_double_spaced_text_are_counted_after_reflow(read_text, passages_of):
    prose = passages_of(read_text(DOUBLE), TextKind.PROSE)
    assert [passage.paragraph for passage in prose] == [1, 2, 3]


def test_a_page_break_inside_a_sentence_does_not_end_the_paragraph(read_text, kind_texts):
    lines = [
        "The first company had come to grief in the winter storms, and its ships",
        "were sold to pay the men.",
        "",
        "The second company was larger than the first and was led by the sons",
        "of the three founders, who had learnt their trade in the harbours of",
        "",
        "",
        "the north and knew every captain by name.",
        "They bought the old ships back and sent them out again in the spring",
        "of the next year with new crews.",
    ]
    prose = kind_texts(read_text("\n\n".join(lines)), TextKind.PROSE)
    assert "in the harbours of the north and knew" in prose[1]


def test_one_line_a_paragraph_is_kept_apart(read_text, kind_texts):
    long_line = "The council met in the old hall and chose a new mayor for the term. " * 3
    prose = kind_texts(read_text(f"{long_line}\n{long_line}\n"), TextKind.PROSE)
    assert len(prose) == 2


def test_paragraphs_set_by_indents_alone_are_told_apart(read_text, kind_texts):
    text = (
        "    The duke left the city in the night with forty of his\n"
        "men and took the road to the coast.\n"
        "    The citizens opened the gates in the morning and sent\n"
        "the keys to the king, who had them returned.\n"
    )
    assert len(kind_texts(read_text(text), TextKind.PROSE)) == 2


def test_windows_line_ends_are_one_break(read_text, kind_texts):
    prose = kind_texts(read_text(WRAPPED.replace("\n", "\r\n")), TextKind.PROSE)
    assert len(prose) == 2
