"""What stands around a date: the preposition that governs it, and whether it is a date at all.

"In October the council met" dates something, "the October Revolution" names something, and in
"March on!" there is no month.
"""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.calendar import Qualifier
from quizapp.domain.date_points import PointRules
from quizapp.domain.date_words import (
    CLOSE,
    COMMA,
    DASH,
    DECADE,
    EDGE,
    ERA,
    FIGURE,
    MARK,
    MONTH,
    NUMBER,
    OPEN,
    ORDINAL,
    STOP,
    WORD,
    word_set,
)
from quizapp.domain.date_written import Lead, Run, WrittenDate

_LEADS = word_set(
    "on in by until till since from during before after at of through throughout around about circa"
    " ca c between to within approximately roughly pre post"
)
_LONG_LEADS: dict[tuple[str, ...], tuple[str, Qualifier | None]] = {
    ("not", "earlier", "than"): ("not earlier than", Qualifier.NOT_EARLIER),
    ("no", "earlier", "than"): ("not earlier than", Qualifier.NOT_EARLIER),
    ("not", "before"): ("not earlier than", Qualifier.NOT_EARLIER),
    ("not", "later", "than"): ("by", Qualifier.BY),
    ("no", "later", "than"): ("by", Qualifier.BY),
    ("prior", "to"): ("before", Qualifier.BEFORE),
    ("earlier", "than"): ("before", Qualifier.BEFORE),
    ("later", "than"): ("after", Qualifier.AFTER),
    ("on", "or", "about"): ("about", Qualifier.ABOUT),
    ("as", "early", "as"): ("in", None),
    ("as", "late", "as"): ("in", None),
    ("as", "of"): ("in", None),
    ("up", "to"): ("until", None),
    ("up", "until"): ("until", None),
}
_LEAD_QUALIFIERS: dict[str, Qualifier] = {
    "by": Qualifier.BY, "before": Qualifier.BEFORE, "pre": Qualifier.BEFORE,
    "after": Qualifier.AFTER, "post": Qualifier.AFTER, "about": Qualifier.ABOUT,
    "around": Qualifier.ABOUT, "circa": Qualifier.ABOUT, "ca": Qualifier.ABOUT,
    "c": Qualifier.ABOUT, "approximately": Qualifier.ABOUT, "roughly": Qualifier.ABOUT,
}  # fmt: skip
_HARD_LEADS = _LEADS - {"to", "at", "about", "around", "approximately", "roughly"}
_DAY_PARTS = word_set("morning evening afternoon dawn noon midnight day night eve")
_DETERMINERS = word_set("the a an this that these those its his her their our last next")
# After these a month, day or year is an adverbial; before any other lower-case word it may be
# an adjective: "the October armed uprising", "the 1913 level".
_NO_NOUNS = word_set(
    "a an the and or but nor so yet when while where after before until till since as if that"
    " which who whom whose he she it they we you i his her its their there this these those"
    " in on at by to from of for with without under over near through into against between"
    " during was were is are be been being had has have did does do would could should may might"
    " must can will shall not also only again already still just even then thus both either"
    " saw marked brought became began came took ended held led made found several many most some"
    " all no more less than onward onwards inclusive few"
)
_EVENT_NOUNS = word_set(
    "revolution revolutions uprising uprisings insurrection manifesto days day theses crisis coup"
    " putsch war offensive rebellion revolt massacre constitution laws law agreement pact treaty"
    " plenum congress conference movement decree decrees events elections demonstration"
    " demonstrations monarchy edict ordinances acts act group committee fair morning"
)
# "at Easter 1057": the feast is told, its day is not.
_FEASTS = word_set(
    "easter christmas whitsun pentecost michaelmas candlemas epiphany martinmas ascension advent"
    " lent midsummer"
)
_NAMES_TOO = frozenset({"april", "may", "june", "august"})  # people are called so


class ContextRules(PointRules):
    def lead(self, i: int) -> Lead:
        """The preposition that governs the date at token ``i``, with its hedge."""
        j = i - 1
        lead = Lead(self.token(i).start, index=i)
        if self.token(j).word in _DETERMINERS or self.token(j).word.endswith(("'s", "’s")):
            lead.determiner = True
            if self.token(j).word != "the":
                return lead
            j -= 1
        if self.token(j).word == "year" and self.token(j - 1).word == "the":
            j -= 2
        elif self.token(j).word == "of" and self.token(j - 1).word in _DAY_PARTS:
            j -= 2
            j -= self.token(j).word in ("the", "early", "late")
            j -= self.token(j).word == "the"
        if self.token(j).kind == STOP and self.token(j - 1).word in ("c", "ca"):
            j -= 1
        if self.token(j).kind == DASH and self.token(j - 1).word in ("pre", "post"):
            j -= 1
        for words, (word, qualifier) in _LONG_LEADS.items():
            start = j - len(words) + 1
            if start >= 0 and all(
                self.tokens[start + k].word == expected for k, expected in enumerate(words)
            ):
                return replace(
                    lead, start=self.token(start).start, word=word, qualifier=qualifier, index=start
                )
        token = self.token(j)
        if token.kind == WORD and token.word in _LEADS:
            lead = replace(lead, start=token.start, word=token.word, index=j)
            lead.qualifier = _LEAD_QUALIFIERS.get(token.word)
        return lead

    def is_date(self, written: WrittenDate, run: Run, lead: Lead, i: int, j: int) -> bool:
        if self.typed:
            return True
        point = written.first
        if self._is_reference(i):
            return False
        if point.grain == "day":
            after = self.token(j)  # "the night of 5 May Garibaldi set out": he is no part of it
            somebody = self.is_capital(after) and after.word not in _EVENT_NOUNS
            attributive = self._is_attributive(lead, j) and not somebody
            written.attributive = not run.ordinal and attributive
            return True
        if point.grain == "month":
            return self._is_month(written, lead, i, j)
        if point.grain == "season":
            return self._is_season(written, lead, j)
        return self._is_year(written, lead, i, j)

    def _is_reference(self, i: int) -> bool:
        """ "No. 108", "p. 1917", "vol. 36", "$1500": a number that names something else."""
        if self.token(i).kind not in (NUMBER, FIGURE):
            return False
        before = self.token(i - 1)
        if before.kind == STOP:
            before = self.token(i - 2)
            return before.word in ("no", "nos", "p", "pp", "vol", "vols", "art", "ch", "op", "fig")
        return before.word in ("no", "nos", "page", "pages", "volume", "order", "article") or (
            before.kind == MARK and before.word in "$£€№#§"
        )

    def _is_attributive(self, lead: Lead, j: int) -> bool:
        """ "the February 1917 demonstrations": a determiner before, a noun after."""
        after = self.token(j)
        noun = after.kind == WORD and after.word not in _NO_NOUNS
        return lead.determiner and noun and not self._is_verb(after.word)

    @staticmethod
    def _is_verb(word: str) -> bool:
        return word.endswith("ed") and word not in ("armed", "united", "combined")

    def _is_month(self, written: WrittenDate, lead: Lead, i: int, j: int) -> bool:
        if written.first.year is not None or written.first.that_year:
            written.attributive = self._is_attributive(lead, j)
            return True
        if self.is_attributive_month(i, j, lead):
            written.attributive = True
            return lead.determiner or self.token(j).word in _EVENT_NOUNS
        if written.first.qualifier is not None:
            return True
        if self._alone():
            return True
        return lead.word in _HARD_LEADS and not lead.determiner

    def _alone(self) -> bool:
        """The whole text is this date: the head line of an entry."""
        return all(
            token.kind in (MONTH, STOP, MARK, COMMA, EDGE) or token.word == "the"
            for token in self.tokens
        )

    def is_attributive_month(self, i: int, j: int, lead: Lead) -> bool:
        after = self.token(j)
        if after.kind != WORD:
            return False
        if after.word in _EVENT_NOUNS:
            return True
        month = self.token(j - 1).word
        a_name = month in _NAMES_TOO and lead.word not in ("in", "by", "since", "during", "until")
        if self.is_capital(after) and (a_name or lead.determiner):
            return True
        return lead.determiner and after.word not in _NO_NOUNS and not self._is_verb(after.word)

    def _is_season(self, written: WrittenDate, lead: Lead, j: int) -> bool:
        if written.first.year is not None or written.first.that_year:
            return True
        after = self.token(j)
        if after.kind == WORD and after.word not in _NO_NOUNS:
            return False
        named = lead.word in ("in", "by", "during", "until", "since") and lead.determiner
        return after.word != "of" and (named or written.first.qualifier is not None)

    def _is_year(self, written: WrittenDate, lead: Lead, i: int, j: int) -> bool:
        point, token = written.first, self.token(i)
        if token.kind in (ERA, DECADE) or self.token(j - 1).kind == ERA:
            return True
        if token.kind in (ORDINAL, WORD):  # a century, or "the end of 1917"
            hyphened = self.token(j - 1).word == "century" and self.token(j - 2).kind == DASH
            written.attributive = hyphened or self._is_attributive(lead, j)
            return True
        if self.counts(j - 1) or self.token(j).word in ("percent", "%"):
            return False
        if point.year is not None and point.year < 1000:
            return self._is_short_year(lead, j)
        written.attributive = self._is_attributive(lead, j)
        return written.attributive or self._stands_as_year(written, lead, i, j)

    def _stands_as_year(self, written: WrittenDate, lead: Lead, i: int, j: int) -> bool:
        spanned = written.first.last_year is not None
        if spanned or lead.word in _HARD_LEADS or self.token(i - 1).kind == OPEN:
            return True
        if self.token(i - 1).word in _FEASTS:
            return True
        if lead.word and self.is_lower(self.token(j)) and self.token(j).word not in _NO_NOUNS:
            return False
        written.attributive = lead.word == ""
        return True

    def _is_short_year(self, lead: Lead, j: int) -> bool:
        """A year of two or three digits, in a document that has such years."""
        if lead.word not in ("in", "by", "until", "since", "before", "after", "from"):
            return False
        after = self.token(j)
        return (
            after.kind in (COMMA, STOP, CLOSE, EDGE, DASH)
            or self.is_capital(after)
            or after.word in _NO_NOUNS
        )
