"""Acronyms by their first definition: "Revolutionary Military Committee (RMC; ...)"."""

from __future__ import annotations

import re

from quizapp.domain.document import Document

_DEFINED = re.compile(
    r"(?P<words>(?:[\w’'-]+\s+){1,9})\((?:the\s+)?(?P<short>[A-Z][A-Z.]{1,9})(?=[);,])"
)
# Letters that history books use without a word, and that a learner may not know.
_KNOWN = {
    "ARCEC": "All-Russian Central Executive Committee",
    "CCP": "Chinese Communist Party",
    "CEC": "Central Executive Committee",
    "CPSU": "Communist Party of the Soviet Union",
    "CPSU(B)": "Communist Party of the Soviet Union (Bolsheviks)",
    "INC": "Indian National Congress",
    "IRB": "Irish Republican Brotherhood",
    "KMT": "Kuomintang",
    "KPD": "Communist Party of Germany",
    "NEP": "New Economic Policy",
    "NSDAP": "Nazi Party",
    "RCP": "Russian Communist Party",
    "RCP(B)": "Russian Communist Party (Bolsheviks)",
    "RSDLP": "Russian Social-Democratic Labour Party",
    "RSDLP(B)": "Russian Social-Democratic Labour Party (Bolsheviks)",
    "SFIO": "French Section of the Workers’ International",
    "SPD": "Social Democratic Party of Germany",
    "VKP(B)": "All-Union Communist Party (Bolsheviks)",
}
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "&"})


def read_acronyms(document: Document) -> dict[str, str]:
    """Short form to full name; only where the capitals of the full name spell the short form.

    What the document says comes before the forms that are known everywhere.
    """
    found: dict[str, str] = {}
    for passage in document.passages:
        for match in _DEFINED.finditer(passage.text):
            short = match["short"].replace(".", "")
            full = _spelled(match["words"].split(), short)
            if full and short not in found:
                found[short] = full
    return _KNOWN | found


def head_noun(full: str) -> str:
    """Of "International Conference on the Great Lakes" what it is: a conference."""
    words = full.split()
    ends = (i for i, word in enumerate(words[1:], start=1) if word.lower() in _SMALL - {"and", "&"})
    return words[next(ends, len(words)) - 1].lower()


_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_SMALL_INSIDE = re.compile(r"(?<=[a-z,] )[a-z]{3,}\b")


def proper_words(document: Document) -> frozenset[str]:
    """Words that the text writes with a capital inside sentences, and never without one."""
    capital: set[str] = set()
    small: set[str] = set()
    for passage in document.passages:
        capital.update(_INSIDE.findall(passage.text))
        small.update(_SMALL_INSIDE.findall(passage.text))
    return frozenset(word for word in capital if word.lower() not in small)


def _spelled(words: list[str], short: str) -> str | None:
    """The shortest run of words at the end whose initials are the short form."""
    for count in range(len(short), len(words) + 1):
        run = words[-count:]
        if run[0].lower() in _SMALL:
            continue
        initials = "".join(
            part[0].upper()
            for word in run
            if word.lower() not in _SMALL
            for part in word.split("-")
            if part
        )
        loose = "".join(w[0].upper() for w in run if w.lower() not in _SMALL)
        if short in (initials, loose):
            return " ".join(run)
    return None
