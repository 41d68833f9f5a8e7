"""Dates in whole documents: years, calendars, roles, chronicles, relative dates."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise

import pytest

from quizapp.domain.calendar import Qualifier
from quizapp.domain.document import Document, OffsetRun, Passage, TextKind
from quizapp.facts.dates import (
    DUAL_DISAGREES,
    NO_SUCH_DAY,
    OUT_OF_ORDER,
    DateMention,
    DateReader,
    DateRole,
)

Entry = tuple[str, str]


def passage(
    number: int,
    text: str,
    kind: TextKind = TextKind.PROSE,
    path: tuple[str, ...] = (),
    date_line: str | None = None,
) -> Passage:
    return Passage(number, text, kind, (OffsetRun(0, 0, len(text)),), path, date_line=date_line)


def document(passages: Sequence[Passage | str], title: str = "A history") -> Document:
    made = tuple(
        passage(number, item) if isinstance(item, str) else item
        for number, item in enumerate(passages)
    )
    original = title + "".join(item.text + str(item.date_line) for item in made)
    fingerprint = hashlib.sha256(original.encode()).hexdigest()
    return Document("a.txt", title, "text", original, made, fingerprint)


def mentions(*texts: str, title: str = "A history") -> list[DateMention]:
    made = document(texts, title)
    reader = DateReader([made])
    return [m for item in made.passages for m in reader.mentions(made, item.number)]


def found(*texts: str, title: str = "A history") -> list[tuple[str, str | None]]:
    """Each mention with its iso: "os/ns" where the date is Old Style, else the New Style."""
    return [(mention.text, shown(mention)) for mention in mentions(*texts, title=title)]


def shown(mention: DateMention) -> str | None:
    if mention.date is None:
        return None
    old, new = mention.date.old_style, mention.date.new_style
    return "/".join(point.iso for point in (old, new) if point)


# ---------------------------------------------------------------------- years


def test_a_date_without_a_year_takes_the_year_named_last() -> None:
    assert found(
        "The army crossed the river on 24 June 1812. The town fell on 18 August, and the capital"
        " was entered on 14 September."
    ) == [
        ("24 June 1812", "1812-06-24"),
        ("18 August", "1812-08-18"),
        ("14 September", "1812-09-14"),
    ]


def test_january_after_december_is_of_the_next_year() -> None:
    assert found("The siege began on 20 December 1870. On 5 January the guns opened fire.")[1] == (
        "5 January",
        "1871-01-05",
    )


def test_a_text_tells_forward_within_a_passage() -> None:
    dates = found("He took command in March 1864. He won in September and again in November.")
    assert [iso for _, iso in dates] == ["1864-03", "1864-09", "1864-11"]


def test_what_may_be_of_two_years_stays_without_one() -> None:
    dates = found("He was chosen in January 1918. In December the council met.")
    assert dates[1] == ("December", None)


def test_the_year_may_follow_later_in_the_passage() -> None:
    dates = found("On 3 March the post was taken; by 9 March 1848 the whole town was free.")
    assert dates[0] == ("3 March", "1848-03-03")


def test_the_year_comes_from_the_heading() -> None:
    path = ("The year 1848",)
    made = document(
        [
            passage(0, "The year 1848", TextKind.HEADING, path),
            passage(1, "On 3 March the crowd met in the square.", path=path),
        ]
    )
    (mention,) = DateReader([made]).mentions(made, 1)
    assert shown(mention) == "1848-03-03"
    assert mention.inferred_year


def test_a_heading_of_two_years_opens_with_the_first() -> None:
    path = ("The war in the East, 1862–1863",)
    made = document(
        [
            passage(0, "Before the war in the East began, all was settled on 5 May 1862."),
            passage(1, path[0], TextKind.HEADING, path),
            passage(2, "The ships met on 9 March. The town fell on 1 May.", path=path),
            passage(3, "On 17 September the armies met again.", path=path),
        ]
    )
    reader = DateReader([made])
    assert [shown(m) for m in reader.mentions(made, 2)] == ["1862-03-09", "1862-05-01"]
    assert [shown(m) for m in reader.mentions(made, 3)] == ["1862-09-17"]


def test_an_anniversary_counts_back_from_the_date_of_the_page() -> None:
    made = document(
        [
            passage(0, "Sep 4, 2017", TextKind.HEADING, ("Sep 4, 2017",)),
            passage(1, "We mark the 100th anniversary of the revolution.", path=("Sep 4, 2017",)),
            passage(2, "On September 9th, they called a meeting.", path=("Sep 4, 2017",)),
        ]
    )
    reader = DateReader([made])
    (page,) = reader.mentions(made, 0)
    (event,) = reader.mentions(made, 2)
    assert page.role is DateRole.PUBLICATION
    assert shown(event) == "1917-09-09"


def test_a_year_named_once_in_passing_dates_nothing_in_another_passage() -> None:
    years = [f"In {month} 1920 the board met." for month in ("March", "April", "May", "June")]
    dates = found(
        *(years * 8),
        "A like case was known from February 1809.",
        "On February 10 only two came.",
    )
    assert dates[-1] == ("February 10", None)


def test_a_page_with_no_year_at_all_leaves_its_dates_open() -> None:
    (mention,) = mentions("On 3 March the crowd met.")
    assert mention.date is None
    assert mention.problem is None


def test_a_number_of_votes_or_men_is_no_year() -> None:
    assert found("There were 505 votes for it, 1500 men stood guard, and 5,000 came later.") == []


# ---------------------------------------------------------------------- calendars

DOUBLED = "In Russia the soviet of Petrograd met on October 25 (November 7), 1917."


def test_undoubled_days_of_a_document_that_doubles_its_dates_are_old_style() -> None:
    dates = found(DOUBLED, "On September 29, 1917, the Russian fleet sailed.")
    assert dates[1] == ("September 29, 1917", "1917-09-29/1917-10-12")


def test_where_new_style_stands_first_undoubled_days_are_new_style() -> None:
    dates = found(
        "In Russia the Duma met on 12 March 1917 (O.S. 27 February).",
        "On 7 November 1917 the Russian government fell.",
    )
    assert dates == [
        ("12 March 1917 (O.S. 27 February)", "1917-02-27/1917-03-12"),
        ("7 November 1917", "1917-11-07"),
    ]


def test_after_the_change_dates_are_new_style() -> None:
    dates = found(DOUBLED, "On 14 March 1918 the congress met, and in February 1918 the council.")
    assert [iso for _, iso in dates[1:]] == ["1918-03-14", "1918-02"]


def test_months_before_the_change_are_old_style_months() -> None:
    (_, month) = mentions(DOUBLED, "In December 1917 the Russian army went home.")
    assert month.date is not None
    assert month.date.new_style is None
    assert not month.date.derived


def test_a_note_of_the_editor_rules() -> None:
    dates = found(
        "The dates in this book are New Style.",
        "In Petrograd the Russian soviets took power on 7 November 1917.",
    )
    assert dates == [("7 November 1917", "1917-11-07")]


def test_a_russian_text_without_any_sign_keeps_its_dates_as_they_stand() -> None:
    """Authors of today write either calendar, and do not say which."""
    dates = found(
        "The Petrograd soviet and the Bolsheviks of Moscow sent the tsar a Russian note on"
        " 3 April 1917."
    )
    assert dates == [("3 April 1917", "1917-04-03")]


def test_other_countries_have_plain_dates() -> None:
    assert found("The king of France was brought to Paris on 6 October 1789.") == [
        ("6 October 1789", "1789-10-06")
    ]


def test_countries_that_changed_late_have_their_own_day() -> None:
    dates = found(
        "In Greece, on 1/14 November 1920, the Greek premier lost the election.",
        "The Greek king came home on 6 December 1920, and in Athens the Greek calendar was"
        " changed on 1 March 1923.",
    )
    assert [iso for _, iso in dates] == [
        "1920-11-01/1920-11-14",
        "1920-12-06/1920-12-19",
        "1923-03-01",
    ]


def test_two_days_that_are_not_one_are_refused() -> None:
    (mention,) = mentions("In Russia it was proclaimed on October 27 (November 10), 1917.")
    assert mention.date is None
    assert mention.problem == DUAL_DISAGREES


def test_a_day_that_does_not_exist_is_refused() -> None:
    (mention,) = mentions("The decree was signed on February 29, 1918.")
    assert (mention.date, mention.problem) == (None, NO_SUCH_DAY)


def test_a_doubled_date_is_never_later_than_the_change() -> None:
    dates = found(
        "In Russia the council ended in May 1918; it had begun on October 24 (November 6)."
    )
    assert dates[-1] == ("October 24 (November 6)", "1917-10-24/1917-11-06")


def test_a_lone_day_between_doubled_ones_that_breaks_their_order_is_refused() -> None:
    dates = mentions(
        "In Russia the congress opened on 25 October (7 November) 1917. On 3 October the report"
        " was read. The second sitting was on 26 October (8 November)."
    )
    assert [mention.problem for mention in dates] == [None, OUT_OF_ORDER, None]
    assert dates[1].date is None


# ---------------------------------------------------------------------- roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The council met in March 1848.", DateRole.EVENT),
        ("The March 1848 risings spread.", DateRole.SPAN),
        ("The October Revolution changed all.", DateRole.SPAN),
        ("It stood in the Gazette, No. 108, June 1, 1848.", DateRole.PUBLICATION),
        ("Others disagree (Miller 1988, p. 12).", DateRole.PUBLICATION),
        ("See his book (London, 1957).", DateRole.PUBLICATION),
        ("Retrieved 4 May 2011.", DateRole.PUBLICATION),
        ("Ada Miller (1815–1852) wrote it.", DateRole.LIFE),
        ("The great reform (1861–1874) went on.", DateRole.EVENT),
    ],
)
def test_a_date_knows_what_it_is_there_for(text: str, role: DateRole) -> None:
    assert [mention.role for mention in mentions(text)] == [role]


def test_a_heading_that_is_a_date_is_the_dateline_of_what_follows() -> None:
    path = ("November 14, 1848",)
    made = document(
        [
            passage(0, path[0], TextKind.HEADING, path),
            passage(1, "You met here on November 2, comrades.", path=path),
        ]
    )
    reader = DateReader([made])
    assert [mention.role for mention in reader.mentions(made, 0)] == [DateRole.DATELINE]
    assert [shown(mention) for mention in reader.mentions(made, 1)] == ["1848-11-02"]


def test_bibliographies_date_nothing() -> None:
    book = passage(1, "A. Miller, Letters, Boston, 1957.", TextKind.BIBLIOGRAPHY)
    made = document(["On 3 March the crowd met.", book])
    reader = DateReader([made])
    assert [mention.role for mention in reader.mentions(made, 1)] == [DateRole.PUBLICATION]
    assert [mention.date for mention in reader.mentions(made, 0)] == [None]


def test_the_preposition_phrase_is_told() -> None:
    text = "They rose on the morning of 3 March 1848."
    (mention,) = mentions(text)
    assert text[mention.preposition_start : mention.end] == "on the morning of 3 March 1848"
    assert mention.preposition == "on"
    assert text[mention.start : mention.end] == mention.text == "3 March 1848"


# ---------------------------------------------------------------------- relative dates


@pytest.mark.parametrize(
    ("phrase", "iso"),
    [
        ("The next day", "1848-03-04"),
        ("On the following day", "1848-03-04"),
        ("That same day", "1848-03-03"),
        ("On the previous day", "1848-03-02"),
        ("Three days later", "1848-03-06"),
        ("Two weeks later", "1848-03-17"),
        ("Six days earlier", "1848-02-26"),
        ("Two years later", "1850"),
        ("The following year", "1849"),
        ("Two months later", "1848-05"),
        ("The following May", "1848-05"),
        ("The next February", "1849-02"),
        ("In the following spring", "1849-spring"),
        ("On the 14th", "1848-03-14"),
    ],
)
def test_relative_dates_count_from_the_date_before(phrase: str, iso: str) -> None:
    dates = mentions(f"The crowd met on 3 March 1848. {phrase}, the king gave way.")
    assert shown(dates[1]) == iso
    assert dates[1].relative
    assert dates[1].date is not None
    assert dates[1].date.derived


def test_a_relative_day_moves_in_both_calendars() -> None:
    dates = found(DOUBLED + " On the following day, it chose a council.")
    assert dates[1] == ("the following day", "1917-10-26/1917-11-08")


def test_a_relative_date_opens_a_passage_but_reaches_no_farther() -> None:
    dates = found("It began on 3 March 1848.", "The next day, it rained.")
    assert dates[1] == ("The next day", "1848-03-04")
    assert len(found("It began on 3 March 1848.", "It rained.", "The next day, it stopped.")) == 1


@pytest.mark.parametrize(
    ("phrase", "iso"),
    [
        ("on 31 May of the next year", "1849-05-31"),
        ("in August of the following year", "1849-08"),
        ("in May of that year", "1848-05"),
        ("on 2 April of the same year", "1848-04-02"),
        ("on the night of the 7th", "1848-03-07"),
        ("on the 20th of that month", "1848-03-20"),
    ],
)
def test_a_date_of_another_year_or_month_that_was_told(phrase: str, iso: str) -> None:
    dates = mentions(f"The crowd met on 3 March 1848. The king gave way {phrase}.")
    assert shown(dates[1]) == iso


def test_what_follows_a_date_in_a_section_goes_forward() -> None:
    dates = found(
        "The crowd met on 31 July 1848.", "The king gave way on 3 December and fled on 4 January."
    )
    assert dates[1:] == [("3 December", "1848-12-03"), ("4 January", "1849-01-04")]


def test_about_stays_about() -> None:
    dates = mentions("The temple was built about 945 BC. Twenty years later, it burned.")
    assert dates[1].date is not None
    assert dates[1].date.qualifier is Qualifier.ABOUT


def test_a_bare_day_before_the_last_one_may_be_of_any_month() -> None:
    dates = found("The crowd met on 20 March 1848. On the 14th, the king gave way.")
    assert dates == [("20 March 1848", "1848-03-20")]


def test_a_day_of_a_month_that_was_told_is_no_ordinal_of_something_else() -> None:
    assert len(found("The crowd met on 3 March 1848 on the 14th floor.")) == 1


def test_nothing_is_counted_from_a_month_or_from_nothing() -> None:
    assert found("The next day, it rained.") == []
    assert len(found("It began in March 1848. The next day, it rained.")) == 1


# ---------------------------------------------------------------------- chronicles


def chronicle(*entries: Entry, path: tuple[str, ...] = ("Chronicle",)) -> Document:
    return document(
        [
            passage(number, text, TextKind.CHRONICLE, path, line)
            for number, (line, text) in enumerate(entries)
        ]
    )


def entry_isos(made: Document) -> list[str | None]:
    reader = DateReader([made])
    dates = [reader.entry_date(made, item.number) for item in made.passages]
    return [date.point.iso if date else None for date in dates]


def test_the_years_of_a_chronicle_roll_over_where_the_months_fall_back() -> None:
    made = chronicle(
        ("October 26", "He is elected."),
        ("December 31", "He signs the order."),
        ("January 8", "He is appointed."),
        ("Not earlier than March 2", "He writes."),
        ("November 30", "He speaks."),
        ("January 5", "He arrives."),
        path=("Chronicle (1870 – 1872)", "1870"),
    )
    assert entry_isos(made) == [
        "1870-10-26",
        "1870-12-31",
        "1871-01-08",
        "1871-03-02",
        "1871-11-30",
        "1872-01-05",
    ]


def test_entries_a_little_out_of_order_are_of_the_same_year() -> None:
    made = chronicle(
        ("December 12", "A."),
        ("December 1", "B."),
        ("December 16", "C."),
        path=("1870",),
    )
    assert entry_isos(made) == ["1870-12-12", "1870-12-01", "1870-12-16"]


def test_years_beyond_the_end_in_the_title_are_not_believed() -> None:
    made = chronicle(("November 3", "A."), ("January 2", "B."), path=("Life, 1869 to 1870", "1870"))
    assert entry_isos(made) == ["1870-11-03", None]


def test_spaced_figures_are_a_year_heading() -> None:
    assert entry_isos(chronicle(("June 6", "He arrives."), path=("1 8 7 0",))) == ["1870-06-06"]


@pytest.mark.parametrize(
    ("line", "iso", "qualifier"),
    [
        ("Beginning of June", "1870-06", "early"),
        ("Early half of November", "1870-11", "early"),
        ("Prior to July 11", "1870-07-11", "before"),
        ("Night of October 27", "1870-10-27", "night of"),
        ("August", "1870-08", None),
        ("May 25 and 26", "1870-05-25", None),
        ("February 21 2", "1870-02-21", None),
        ("March 29-April 5", "1870-03-29", None),
    ],
)
def test_date_lines_of_all_kinds(line: str, iso: str, qualifier: str | None) -> None:
    made = chronicle((line, "He works."), path=("1870",))
    date = DateReader([made]).entry_date(made, 0)
    assert date is not None
    assert (date.point.iso, date.qualifier) == (iso, qualifier)


def test_an_entry_dates_what_its_text_leaves_open() -> None:
    made = chronicle(
        ("October 17", "He orders the assault. The town was taken on October 20."), path=("1870",)
    )
    (mention,) = DateReader([made]).mentions(made, 0)
    assert shown(mention) == "1870-10-20"


def test_an_impossible_entry_says_why() -> None:
    made = chronicle(("February 29", "He writes to the town."), path=("1871",))
    reader = DateReader([made])
    assert reader.entry_date(made, 0) is None
    assert reader.entry_problem(made, 0) == NO_SUCH_DAY


def test_a_chronicle_changes_its_calendar_where_the_country_did() -> None:
    made = chronicle(
        ("January 28", "In Petrograd the Russian council meets."),
        ("February 21(8)", "The Russian soviets of Moscow answer the Bolsheviks."),
        ("March 8", "The Russian congress opens in Moscow."),
        path=("1918",),
    )
    reader = DateReader([made])
    dates = [reader.entry_date(made, number) for number in range(3)]
    assert [(date.old_style and date.old_style.iso, date.point.iso) for date in dates if date] == [
        ("1918-01-28", "1918-02-10"),
        ("1918-02-08", "1918-02-21"),
        (None, "1918-03-08"),
    ]


# ---------------------------------------------------------------------- antiquity


def test_short_years_take_the_era_of_the_year_before() -> None:
    dates = found(
        "He was born in 100 BC. In 63 he was elected, and by 59 he was consul.",
        "The war lasted from 58 to 50 BC. Another ruler reigned from 27 BC to AD 14.",
    )
    assert [iso for _, iso in dates] == ["-0099", "-0062", "-0058", "-0057", "-0026"]


# ---------------------------------------------------------------------- robustness


def test_spans_of_a_passage_are_in_order_and_apart() -> None:
    text = (
        "On June 3, 5 and 9, 1812, and the next day, 10 June, he rode (7 to 9 November) and in the"
        " spring of 1813, early May and late June, between 3 and 5 July, he wrote."
    )
    spans = [(mention.start, mention.end) for mention in mentions(text)]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_empty_documents_and_unknown_passages_have_no_dates() -> None:
    empty = document([])
    reader = DateReader([])
    assert reader.mentions(empty, 0) == ()
    assert reader.entry_date(empty, 7) is None


def test_the_same_document_gives_the_same_dates_again() -> None:
    texts = ("It began on 3 March 1848.", "On 5 May it ended; in June he left.")
    assert mentions(*texts) == mentions(*texts)


def test_a_season_dates_the_paragraph_that_follows() -> None:
    text = (
        "In August 1945 a line was drawn across the land.",
        "Kim got leave in the spring of 1950, and went home.",
        "On the twenty-fifth of June the guns opened up.",
    )
    assert found(*text)[-1] == ("twenty-fifth of June", "1950-06-25")


def test_a_later_year_in_between_dates_the_next_month() -> None:
    text = (
        "In August 1945 a line was drawn across the land.",
        "By 1950 both sides had armies.",
        "On 25 June the guns opened up.",
    )
    assert found(*text)[-1] == ("25 June", "1950-06-25")


def test_a_year_after_a_feast_dates_what_follows() -> None:
    text = (
        "He died in 1020. At Easter 1057 some generals came; on 8 June of the same year they rose."
    )
    assert found(text)[-1] == ("8 June of the same year", "1057-06-08")


def test_years_of_life_and_office_in_brackets_date_nothing() -> None:
    text = (
        "On 27 June 1806 the town fell; the viceroy, Rafael Sobremonte (viceroy 1804–1807), fled. "
        "It was retaken on 12 August by Santiago Liniers (born Jacques Liniers; 1753–1810), "
        "and the British were beaten the following July."
    )
    assert found(text)[-1] == ("the following July", "1807-07")


def test_no_day_is_counted_from_a_date_that_could_not_be_read() -> None:
    text = "The revolt began on 3 April 1860. He sailed on 31 June. They came ashore on the 11th."
    assert [date for _, date in found(text)] == ["1860-04-03", None]


def test_a_later_day_in_words_is_of_the_month_told_last() -> None:
    text = "On 9 October 1950 they crossed; by the nineteenth they were in Pyongyang."
    assert found(text)[-1] == ("the nineteenth", "1950-10-19")


def test_a_winter_of_two_years_has_no_date() -> None:
    (date,) = mentions("In the winter of 1722–23 he overran the town.")
    assert date.date is None


def test_a_year_that_heads_entries_counts_however_near_it_is() -> None:
    entry = passage(0, "Troops go home.", TextKind.CHRONICLE, ("The war", "1991"), "3 March")
    made = document([entry])
    date = DateReader([made]).entry_date(made, 0)
    assert date is not None
    assert date.point.iso == "1991-03-03"


def test_a_date_that_follows_is_surer_than_what_is_counted() -> None:
    text = "Hull surrendered on 16 August 1812. Two months later, on October 13, Brock was killed."
    assert found(text)[-1] == ("October 13", "1812-10-13")
