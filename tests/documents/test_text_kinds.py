"""What each stretch of text is, by general signs; all texts are made up for the purpose."""

import pytest

from quizapp.domain.document import TextKind

FILLER = (
    "The harbour was the heart of the town, and its trade fed most of the families who lived on"
    " the hill above it for more than a hundred years."
)


def path_of(document, start):
    return next(p.heading_path for p in document.passages if p.text.startswith(start))


def test_headings_by_capitals_title_case_and_chapter_number(read_text):
    text = f"CHAPTER II\n\nThe Fall of the Harbour\n\n{FILLER}\n\nTHE SIEGE\n\nThen came {FILLER}\n"
    document = read_text(text)
    assert path_of(document, "The harbour") == ("CHAPTER II", "The Fall of the Harbour")
    assert path_of(document, "Then came") == ("CHAPTER II", "THE SIEGE")


@pytest.mark.parametrize(
    "line", ["It was over.", "and then they left", "A. B. Carter", "Yes, I think so,"]
)
def test_sentences_and_names_are_no_headings(read_text, kind_texts, line):
    document = read_text(f"The Old Harbour\n\n{FILLER}\n\n{line}\n\n{FILLER}\n")
    assert line not in kind_texts(document, TextKind.HEADING)


RUN_IN = f"""\
Northern Coast. One of the oldest settlements stood here. {FILLER}

Its walls were rebuilt twice. {FILLER}

Western Hills. Few people lived there before the mines. {FILLER}

River Islands. The fishermen held them by old right. {FILLER}
"""


def test_run_in_headings_open_a_section_and_leave_the_text(read_text):
    document = read_text(RUN_IN)
    assert path_of(document, "One of the oldest") == ("Northern Coast",)
    assert path_of(document, "Its walls") == ("Northern Coast",)
    assert path_of(document, "Few people") == ("Western Hills",)


def test_a_single_short_sentence_is_no_run_in_heading(read_text, kind_texts):
    document = read_text(f"Nobody came. The hall was empty. {FILLER}\n\n{FILLER}\n")
    assert kind_texts(document, TextKind.HEADING) == []


CHRONICLE = """\
The Long War

1 7 0 1

March 3
The king lands at Riga with eight thousand men.

Night of April 5
His scouts cross the river on rafts.
They burn the bridge behind them.

Not earlier than May 2
A treaty is signed in the camp.

December 28-30
The army goes into winter quarters.

January 4
The first letters reach the capital.

Notes

1. The days are counted in the old way.
"""


def test_entries_of_a_chronicle_know_their_date_line(read_text, passages_of):
    document = read_text(CHRONICLE)
    entries = passages_of(document, TextKind.CHRONICLE)
    assert [(entry.date_line, entry.text) for entry in entries] == [
        ("March 3", "The king lands at Riga with eight thousand men."),
        ("Night of April 5", "His scouts cross the river on rafts."),
        ("Night of April 5", "They burn the bridge behind them."),
        ("Not earlier than May 2", "A treaty is signed in the camp."),
        ("December 28-30", "The army goes into winter quarters."),
        ("January 4", "The first letters reach the capital."),
    ]
    for entry in entries:
        span = entry.date_line_span
        assert document.original[span.start : span.end] == entry.date_line


def test_a_spaced_year_stands_in_the_heading_path(read_text, passages_of):
    entries = passages_of(read_text(CHRONICLE), TextKind.CHRONICLE)
    assert all(entry.heading_path[-1] == "1701" for entry in entries)


def test_a_chronicle_ends_at_the_next_heading(read_text, kind_texts):
    document = read_text(CHRONICLE)
    assert kind_texts(document, TextKind.NOTE) == ["The days are counted in the old way."]


def test_dates_at_the_head_of_entries_are_cut_off(read_text, passages_of):
    text = (
        "Years of the Canal\n\n1801: The first spade is lifted by the governor himself.\n\n"
        "1803: Work stops for want of money in the second winter.\n\n"
        "1807: The upper lock is opened to the barges of the town.\n\n"
        "1811: The last stone is laid by the governor's son.\n"
    )
    entries = passages_of(read_text(text), TextKind.CHRONICLE)
    assert [entry.date_line for entry in entries] == ["1801", "1803", "1807", "1811"]
    assert entries[0].text.startswith("The first spade")


def test_dates_that_jump_about_are_no_chronicle(read_text, passages_of):
    lines = [f"{day}\n\n{FILLER}\n" for day in ("May 5", "March 2", "June 9", "April 1", "May 3")]
    assert passages_of(read_text("\n".join(lines)), TextKind.CHRONICLE) == []


def test_place_and_date_of_a_speech_stand_in_the_path(read_text):
    text = f"Speech to the Fishermen\n\nGeneva\nMay 3, 1871\n\nFriends, {FILLER}\n"
    assert path_of(read_text(text), "Friends") == ("Speech to the Fishermen", "Geneva May 3, 1871")


def test_a_sentence_that_ends_with_a_date_is_no_heading(read_text, kind_texts):
    lines = ("Carter landed at Bergen on 11 May 1860.", f"The harbour was then closed; {FILLER}")
    text = "Years of the Harbour\n\n" + "\n\n".join((*lines, *lines))
    assert kind_texts(read_text(text), TextKind.HEADING) == ["Years of the Harbour"]


def test_the_date_under_a_letter_is_no_heading(read_text, kind_texts):
    text = f"Letter to a Friend\n\n{FILLER}\n\nYours,\n\nJ. Carter\n\nOslo, July 10, 1871\n"
    assert kind_texts(read_text(text), TextKind.HEADING) == ["Letter to a Friend"]


def test_notes_keep_the_path_of_their_work_and_lose_their_number(read_text, passages_of):
    text = (
        f"The Old Harbour\n\n{FILLER}\n\nNotes\n\n1. A pood is a weight of forty pounds.\n\n"
        "[2] The tower was pulled down later.\n"
    )
    notes = passages_of(read_text(text), TextKind.NOTE)
    assert [note.text for note in notes] == [
        "A pood is a weight of forty pounds.",
        "The tower was pulled down later.",
    ]
    assert notes[0].heading_path == ("The Old Harbour", "Notes")


def test_a_footnote_under_the_text_is_known_by_its_mark(read_text, kind_texts):
    text = f"The Old Harbour\n\nThe mayor,(1) fled. {FILLER}\n\n(1) He was called the Bald.\n"
    assert kind_texts(read_text(text), TextKind.NOTE) == ["He was called the Bald."]


def test_books_under_their_heading_are_a_bibliography(read_text, kind_texts):
    text = (
        f"The Old Harbour\n\n{FILLER}\n\nREFERENCES\n\nCarter, J. The Harbour. London, 1901.\n"
        "Miller, A. Ships and Men, vol. 2. Oslo, 1922.\n\nA. B. SMITH\n"
    )
    document = read_text(text)
    assert len(kind_texts(document, TextKind.BIBLIOGRAPHY)) == 2
    assert kind_texts(document, TextKind.NOTE) == ["A. B. SMITH"]


def test_where_it_was_printed_is_no_sentence_of_the_text(read_text, kind_texts):
    text = f"The Old Harbour\n\n{FILLER}\n\nHarbour News, No. 151, July 11, 1920\n\n{FILLER}\n"
    assert kind_texts(read_text(text), TextKind.BIBLIOGRAPHY) == [
        "Harbour News, No. 151, July 11, 1920"
    ]


def test_a_table_of_contents_is_told_from_the_chapters(read_text, kind_texts):
    text = (
        "CONTENTS\n\nThe Siege ........ 3\nThe Peace ........ 17\n\n"
        f"THE SIEGE\n\n{FILLER}\n\nTHE PEACE\n\n{FILLER}\n"
    )
    document = read_text(text)
    assert len(kind_texts(document, TextKind.CONTENTS)) == 3
    assert kind_texts(document, TextKind.HEADING) == ["THE SIEGE", "THE PEACE"]


def test_page_numbers_and_repeated_heads_are_running_heads(read_text, kind_texts):
    pages = [f"{FILLER}\n\nThe Old Harbour {n}\n\n{n}\n\n" for n in (11, 12, 13)]
    document = read_text("".join(pages))
    assert len(kind_texts(document, TextKind.RUNNING_HEAD)) == 6
    assert len(kind_texts(document, TextKind.PROSE)) == 3


def test_list_items_lose_their_marks(read_text, kind_texts):
    text = f"{FILLER} It had:\n\n- a mill;\n- two bridges;\n- a fair.\n"
    assert kind_texts(read_text(text), TextKind.LIST) == ["a mill;", "two bridges;", "a fair."]


def test_initials_are_no_list_marks(read_text, kind_texts):
    text = f"J. Carter opened the mill in that year. {FILLER}\n\nA. Miller closed it. {FILLER}\n"
    assert kind_texts(read_text(text), TextKind.LIST) == []


def test_licences_around_an_electronic_book_are_left_out(read_text, kind_texts):
    text = (
        "This eBook is for the use of anyone anywhere at no cost.\n\n"
        "*** START OF THE PROJECT GUTENBERG EBOOK THE HARBOUR ***\n\n"
        f"{FILLER}\n\n*** END OF THE PROJECT GUTENBERG EBOOK THE HARBOUR ***\n\n"
        "You may copy it, give it away or re-use it under the terms of the licence.\n"
    )
    assert kind_texts(read_text(text), TextKind.PROSE) == [FILLER]


def test_a_very_long_paragraph_is_cut_at_sentences(read_text):
    document = read_text("The ship sailed in May. " * 3000)
    assert len(document.passages) > 1
    assert all(len(passage.text) <= 10_000 for passage in document.passages)
    assert all(passage.text.endswith(".") for passage in document.passages)


MONTHLY = """\
The Harbour Year by Year

May

3 May. The first ships of the summer came in from the islands.

9 May. The market was held in the upper town for the first time.

June

2 June. The new bridge was opened by the mayor and his wife.

July

14 July. A fire burned down the old mill beside the river.

21 July. The mill was rebuilt by its owner.
"""


def test_entries_go_on_under_the_headings_of_their_months(read_text, passages_of):
    document = read_text(MONTHLY)
    entries = passages_of(document, TextKind.CHRONICLE)
    assert [entry.date_line for entry in entries] == [
        "3 May", "9 May", "2 June", "14 July", "21 July",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["A short history of the harbour", "The man who built the long quay"]
)
def test_a_short_first_line_that_is_no_sentence_is_the_title(read_text, line):
    assert read_text(f"{line}\n\n{FILLER}\n\n{FILLER}\n").title == line


def test_a_sentence_at_the_top_is_no_title(read_text):
    assert read_text(f"It was over.\n\n{FILLER}\n\n{FILLER}\n").title != "It was over"


def test_the_year_above_the_first_entry_heads_the_chronicle(read_text):
    deeds = ("The fleet sails north.", "A storm comes up at night.", "Two ships turn back home.",
             "The admiral dies of fever.", "The others reach the island.")  # fmt: skip
    entries = "\n\n".join(f"{3 + 5 * n} March. {deed}" for n, deed in enumerate(deeds))
    document = read_text(f"THE WAR OF THE HARBOUR\n\n1982\n\n{entries}\n")
    assert path_of(document, "The fleet sails")[-1] == "1982"


def test_entries_of_several_days_or_of_a_month_go_on_with_a_chronicle(read_text, passages_of):
    text = (
        "The Long War day by day\n\n1991\n\n16–17 July. The envoys meet in the old town hall.\n\n"
        "25 July. The king receives the ambassador of the league.\n\n"
        "31 July – 1 August. The talks break up without any result.\n\n"
        "Late August. Several thousand men are called to the colours.\n\n"
        "October. The strength of the army passes two hundred thousand.\n\n"
        "8 November. Two more divisions are sent to the frontier.\n"
    )
    entries = passages_of(read_text(text), TextKind.CHRONICLE)
    assert [entry.date_line.rstrip(".") for entry in entries] == [
        "16–17 July", "25 July", "31 July – 1 August", "Late August", "October", "8 November",
    ]  # fmt: skip
    assert all(entry.heading_path[-1] == "1991" for entry in entries)


def test_one_paragraph_in_other_words_does_not_end_a_chronicle(read_text):
    text = """A Chronicle of the Duchy

March 2 (15). The Duke abdicates and leaves for the coast.

March 6 (19). The council meets for the first time.

April, first half. Troop trains are stopped on the line by bands of deserters.

April 17-20 (April 30-May 3). The streets are full of barricades.

May 5 (18). The armistice is signed at the frontier post.
"""
    kinds = [p.kind for p in read_text(text).passages if p.kind is not TextKind.HEADING]
    assert kinds.count(TextKind.CHRONICLE) == 4
