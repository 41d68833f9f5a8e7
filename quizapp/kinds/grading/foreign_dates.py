"""Dates as they are typed in other languages: "12. März 1917", "le 12 mars 1917", "44 av. J.-C.".

They are put into English, and judged as if they had been typed so. Text without any word of
another language comes back as it is.
"""

from __future__ import annotations

import re
import unicodedata

from quizapp.domain.calendar import MONTH_NAMES

# In the order of the year, each with its short forms; without accents, as they are compared.
# Short forms that are the same in English need not be listed.
_MONTHS = """
de: januar janner jan|februar feber|marz maerz mrz mar|april|mai|juni|juli|august|september|oktober okt|november|dezember dez
fr: janvier janv|fevrier fevr fev|mars|avril avr|mai|juin|juillet juil|aout|septembre|octobre|novembre|decembre dec
es: enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto ago|septiembre setiembre|octubre|noviembre|diciembre dic
it: gennaio genn gen|febbraio febbr|marzo|aprile|maggio magg|giugno|luglio|agosto|settembre|ottobre ott|novembre|dicembre
pt: janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro
nl: januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december
pl: styczen stycznia|luty lutego|marzec marca|kwiecien kwietnia|maj maja|czerwiec czerwca|lipiec lipca|sierpien sierpnia|wrzesien wrzesnia|pazdziernik pazdziernika|listopad listopada|grudzien grudnia
ar: يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر
"""  # noqa: E501 - a table
_LEVANT = (
    ("كانون الثاني", 1), ("شباط", 2), ("اذار", 3), ("نيسان", 4), ("ايار", 5), ("حزيران", 6),
    ("تموز", 7), ("اب", 8), ("ايلول", 9), ("تشرين الاول", 10), ("تشرين الثاني", 11),
    ("كانون الاول", 12),
)  # fmt: skip
_BEFORE_CHRIST = (
    r"v\.?\s?chr\.?|vor\s+christus|vor\s+unserer\s+zeit\w*|av\.?\s?j\.?\s?-?\s?c\.?|"
    r"avant\s+(?:j\.?\s?-?\s?c\.?|jesus[ -]christ|notre\s+ere)|antes\s+de\s+(?:cristo|n\.?\s?e\.?)|"
    r"avanti\s+cristo|p\.\s?n\.\s?e\.?|ق\.?\s?م\.?|قبل\s+الميلاد"
)
_AFTER_CHRIST = (
    r"n\.?\s?chr\.?|nach\s+christus|ap\.?\s?j\.?\s?-?\s?c\.?|"
    r"apres\s+(?:j\.?\s?-?\s?c\.?|jesus[ -]christ)|despues\s+de\s+cristo|dopo\s+cristo|ميلادي\w*"
)
_BETWEEN = r"de|del|den|dem|der|am|vom|im|le|du|en|el|il|di|do|van|roku|r|من|في|عام|سنه|سنة|يوم"
_STYLES = (
    (r"alten\s+stils|a\.\s?st\.?|vieux\s+style|ancien\s+style|estilo\s+antiguo", "O.S."),
    (r"neuen\s+stils|n\.\s?st\.?|nouveau\s+style|estilo\s+nuevo", "N.S."),
)


def _months() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _MONTHS.strip().splitlines():
        for name, words in zip(MONTH_NAMES, line.partition(": ")[2].split("|"), strict=True):
            found |= dict.fromkeys(words.split(), name)
    found |= {word: MONTH_NAMES[number - 1] for word, number in _LEVANT}
    return {word: name for word, name in found.items() if word != name.lower()}


_NAMES = _months()
_MONTH = re.compile(
    r"(?<!\w)(" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r")(?:\.|(?!\w))", re.IGNORECASE
)
_ERAS = tuple(
    (re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), era)
    for words, era in ((_BEFORE_CHRIST, "BC"), (_AFTER_CHRIST, "AD"), *_STYLES)
)
_LETTERS_BETWEEN = re.compile(rf"(?<!\w)(?:{_BETWEEN})(?!\w)\.?|(?<!\w)d['’]", re.IGNORECASE)
_FIRST = re.compile(r"(?<!\d)1\s?(?:er|ro|º|°)(?!\w)", re.IGNORECASE)


def in_english(text: str) -> str:
    """The same where no word or figure of another language is in it."""
    plain = _without_accents(text)
    found = _MONTH.sub(lambda match: _NAMES[match.group(1).lower()], plain)
    for words, english in _ERAS:
        found = words.sub(english, found)
    if found == plain:
        return text if plain.isascii() or text.isascii() else _figures(text)
    found = _LETTERS_BETWEEN.sub(" ", _FIRST.sub("1", found))
    return " ".join(found.split())


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", _figures(text))
    return "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")


def _figures(text: str) -> str:
    """Figures of any script as those that are read."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
