"""General signs of what a line or paragraph is: pure functions on its text."""

from __future__ import annotations

import re

from quizapp.documents.word_sets import word_set

_SENTENCE_END = re.compile(r"[.!?…](?:[\"'”’»)\]\d*†‡]|\s\d{1,2}$)*$")
_BULLET = re.compile(r"[•·▪◦‣∙○●■□►➢✓*+–—-]\s+(?=\S)")
_ENUMERATOR = re.compile(
    r"\(?(?:\d{1,3}|[a-z]|[ivxl]{1,6}|[IVXL]{1,6}|[A-H])(?:\)\.?|\.\)|\.)\s*(?=\S)"
)
_MINUS = re.compile(r"-(?=[A-Z“\"'‘])")
_INITIALS = re.compile(r"(?:[A-ZА-Я]\.[\s-]?){1,4}")
_WORDS = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")

SMALL_WORDS = word_set(
    """
    a an and as at but by de del des di du en et for from in into la le nor of off on onto
    or out over per the through till to under until up upon van versus via von vs with
    within without y zu zum zur der die das und al el
    """
)


_NOTES = re.compile(
    r"(?:the |editor'?s'?’?s? |editorial |author's |translator's |explanatory )*"
    r"(?:notes|footnotes|endnotes|annotations|remarks)(?: and (?:references|sources))?[.:]?",
    re.IGNORECASE,
)


def is_notes_title(text: str) -> bool:
    """ "Notes", "Editor's Notes", "Footnotes": what follows are notes."""
    return len(text) < 40 and _NOTES.fullmatch(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether it ends as a sentence does, closing quotes, brackets and note marks included."""
    return _SENTENCE_END.search(text[-12:]) is not None


def item_mark(text: str) -> str | None:
    """The bullet or number a list item begins with: "•", "2)", "(b)", "iv."."""
    head = text[:16]
    match = _BULLET.match(head) or _MINUS.match(head) or _ENUMERATOR.match(head)
    if match is None:
        return None
    mark = match.group()
    if _ENUMERATOR.match(head) and mark.rstrip().endswith("."):
        # "A. M. Kulegin", "I. Petrov": initials; "1.2 million": a number
        rest = text[match.end() :]
        if mark[0].isalpha() and mark[0].isupper() and not re.match(r"[IVXL]{2,}\.", mark):
            return None
        if mark[0].isdigit() and rest[:1].isdigit():
            return None
    return mark


def is_list_item(text: str) -> bool:
    return item_mark(text) is not None


_NOTE_MARK = re.compile(
    r"(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)](?!\d)|\d{1,2}(?=\s?[A-Z“\"'‘])|\*{1,3}|†|‡)\s*(?=\S)"
)


def note_mark(text: str) -> str | None:
    """The number or sign a note begins with: "[2]", "(2)", "2.", "*"."""
    match = _NOTE_MARK.match(text[:16])
    return match.group() if match else None


def words_of(text: str) -> list[str]:
    return _WORDS.findall(text)


def is_all_caps(text: str) -> bool:
    """Set in capitals throughout: two letters or more, and no small one."""
    return text.isupper() and sum(char.isalpha() for char in text) >= 2


def is_capital_line(text: str) -> bool:
    """A line of a heading in capitals, not just an abbreviation or a Roman number."""
    return text.isupper() and sum(char.isalpha() for char in text) > 5


def is_title_case(text: str) -> bool:
    """Every word but the small ones ("of", "the") begins with a capital."""
    words = words_of(text)
    telling = [word for word in words if word.casefold() not in SMALL_WORDS]
    if not telling or not (words[0][0].isupper() or not text[0].isalpha()):
        return False
    capital = sum(1 for word in telling if word[0].isupper())
    return capital >= max(1, 0.75 * len(telling))


def is_signature(text: str) -> bool:
    """The author's name under an article: "A. M. KULEGIN", "Signed: J. Smith", "J. Smith."."""
    bare = text.strip()
    if len(bare) > 60:
        return False
    lowered = bare.casefold()
    if lowered.startswith(("signed", "yours", "with greetings", "sincerely", "respectfully")):
        return True
    match = _INITIALS.match(bare)
    if match is None or match.group().count(".") < 1:
        return False
    rest = bare[match.end() :].strip(" .")
    return 0 < len(rest.split()) <= 2 and rest[:1].isupper() and rest.replace("-", "").isalpha()
