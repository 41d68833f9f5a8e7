"""Names of people: by surname, initials, full name, in any usual spelling, titles ignored."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quizapp.domain.date_words import ORDINAL_WORDS, word_set
from quizapp.kinds.grading.names import Fit, Fitted
from quizapp.kinds.grading.spelling import distance, fold, is_slip, plain

_TITLES = word_set(
    "general field marshal admiral colonel major captain commander lieutenant tsar czar emperor"
    " empress king queen prince princess count countess duke duchess lord lady sir president"
    " premier prime minister chancellor commissar comrade hetman ataman imam pope saint st bishop"
    " archbishop cardinal mr mrs ms miss dr doctor prof professor chairman chairwoman leader head"
    " secretary grand consul senator governor the baron baroness marquess marquis viscount tsarina"
    " generalissimo dictator bolshevik menshevik communist socialist revolutionary politician"
    " statesman us soviet russian ukrainian american british english french german chinese polish"
    " kaiser sultan shah gen lt col maj capt adm cmdr pres gov rev"
)
_OF_COUNTRY = re.compile(
    r"\s+of\s+(?:the\s+)?(?:united\s+states|usa|u\.\s?s\.|soviet|ussr|russia|germany|france|england"
    r"|(?:great\s+)?britain|italy|china|turkey|ukraine|poland|austria|hungary|spain|prussia)\b.*$",
    re.IGNORECASE,
)
_OF_LAND = re.compile(r"\s+of\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)?\s*$")
_PARTICLES = word_set("von van de der den du da di la le of al el bin ibn the")
_ROMAN = re.compile(r"^(?=[IVX])X{0,2}(IX|IV|V?I{0,3})$")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_APPOSITION = re.compile(
    r",\s*(?:the\s+)?(?:\w+\s+)?(?:" + "|".join(sorted(_TITLES - {"st", "the"})) + r")\b.*$",
    re.IGNORECASE,
)
# One name in several languages. A pair of full names that is neither here nor alike contradicts.
_VARIANTS = tuple(
    word_set(group)
    for group in (
        "joseph josef josif iosif joe giuseppe jose", "leon lev leo",
        "peter pyotr petr piotr pierre",
        "paul pavel paolo", "nicholas nikolai nikolay nicolas niccolo", "michael mikhail michel",
        "andrew andrei andrey andre andreas", "gregory grigory grigori grigorii",
        "catherine ekaterina katharine katherine", "basil vasily vasilii vasili",
        "john ivan jan johann jean juan giovanni", "william wilhelm guillaume",
        "charles karl carl carlos carlo", "henry heinrich henri enrique enrico genrikh henrik",
        "frederick friedrich federico", "francis franz francois francesco francisco",
        "louis ludwig luigi luis", "george georgy georgii georg georges jorge", "stephen stefan",
        "theodore fyodor fedor feodor", "james jacob yakov iakov", "alexander aleksandr alexandre",
        "eugene yevgeny evgeny evgenii", "philip filipp felipe philippe", "matthew matvei",
        "anthony anton antonio antoine", "constantine konstantin", "maximilian maxim maksim",
        "elizabeth elizaveta elisabeth isabella", "mary maria marie", "anne anna ann",
        "vladimir", "thomas", "robert", "richard", "edward eduard", "otto", "adolf", "winston",
        "benjamin", "abraham", "jefferson", "julius", "marcus mark", "simon semyon semen",
        "boris", "sergei sergey sergius", "dmitry dmitri dimitri", "victor viktor", "oleg", "igor",
        "rosa", "clara klara", "alexandra aleksandra", "napoleon", "martin", "david", "samuel",
    )
)  # fmt: skip
_GIVEN_NAMES = frozenset(name for group in _VARIANTS for name in group) - {"napoleon"}
_FOLDED_VARIANTS = tuple(frozenset(fold(name) for name in group) for group in _VARIANTS)
_NUMERALS = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
    "XVI", "XVII", "XVIII",
)  # fmt: skip
_NUMBER_WORDS = tuple(word for word, number in ORDINAL_WORDS.items() if number <= 18)
_NUMBER_WRITTEN = re.compile(
    r"\s+(?:the\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?|(" + "|".join(_NUMBER_WORDS) + r"))(?=\s|$)",
    re.IGNORECASE,
)
_DYNASTIES = word_set("romanov hohenzollern habsburg bourbon tudor stuart bonaparte")
_SOUNDS = str.maketrans({"j": "i", "y": "i", "e": "i", "h": "g", "k": "c", "w": "v"})


@dataclass(frozen=True, slots=True)
class Name:
    surname: str  # plain; of a ruler the name that the number belongs to
    given: tuple[str, ...]  # plain first names and initials, in order
    number: str = ""  # "II"
    byname: bool = False  # "Joan of Arc": the first name is the name, the rest tells which


def read_name(text: str) -> Name:
    """Cuts titles, brackets and appositions off, and tells surname from given names."""
    bare = _APPOSITION.sub("", _BRACKETS.sub(" ", text))
    surname_first = re.match(r"^\s*([^\s,]+(?:-[^\s,]+)?)\s*,\s*(\S.*)$", bare)
    if surname_first and _are_given(surname_first.group(2)):
        bare = f"{surname_first.group(2)} {surname_first.group(1)}"
    if plain(bare).split(" ")[0] in _TITLES:
        bare = _OF_COUNTRY.sub("", bare)
    bare = _NUMBER_WRITTEN.sub(_numeral, bare.strip())
    words = [word for word in re.split(r"[\s.]+", bare.replace("’", "'")) if plain(word)]
    while len(words) > 1 and plain(words[0]) in _TITLES:
        words = words[1:]
    number = ""
    if len(words) > 2 and _numbered(words):
        words = words[:2]
    if len(words) > 1 and _ROMAN.match(words[1].strip(",")) and len(words) == 2:
        number, words = words[1].strip(","), words[:1]
    byname = any(word.lower() in ("of", "the") for word in words[1:])
    kept = [word for word in words if word.lower() not in _PARTICLES] or words
    parts = [plain(word).replace(" ", "") for word in kept]
    initials_last = len(parts) > 1 and len(parts[0]) > 1 and all(len(p) == 1 for p in parts[1:])
    if initials_last:
        parts = [*parts[1:], parts[0]]
    return Name(parts[-1] if parts else "", tuple(parts[:-1]), number, byname)


def _numeral(match: re.Match[str]) -> str:
    """ "the Second", "2nd" and "2" as "II"."""
    figure, word = match.groups()
    number = int(figure) if figure else ORDINAL_WORDS[word.lower()]
    return f" {_NUMERALS[number - 1]}" if 1 <= number <= len(_NUMERALS) else match.group()


def _numbered(words: list[str]) -> bool:
    """ "Nicholas II Romanov", "Nicholas I of Russia"; not "William I. Thompson"."""
    return words[1] in _NUMERALS and (len(words[1]) > 1 or words[2].lower() == "of")


def _are_given(text: str) -> bool:
    """ "V. I." or "Vladimir Ilyich" after "Lenin,"; not another surname."""
    words = plain(text).split()
    return all(len(word) == 1 for word in words) or words[0] in _GIVEN_NAMES


def is_full_name(text: str) -> bool:
    """ "Vladimir Lenin", "V. I. Lenin": a surname behind known first names or initials."""
    name = read_name(text)
    words = [word for word in text.split() if word.lower() not in _PARTICLES]
    if not name.given or not all(word[0].isupper() for word in words):
        return False
    return all(len(given) == 1 or given in _GIVEN_NAMES for given in name.given[:1])


class PeopleRules:
    noun = "name"

    def compare(self, typed: str, right: str) -> Fitted:
        land = _OF_LAND.search(typed)
        if land is not None and not _OF_LAND.search(right):  # "Charles Albert of Sardinia"
            without = self.compare(typed[: land.start()], right)
            if without.fit is Fit.SAME and not without.bare:
                return replace(without, unproven=True)
        one, two = read_name(typed), read_name(right)
        if one.number and two.number and one.number != two.number:
            return Fitted(Fit.CONTRADICTED, right)
        one_fold, two_fold = fold(one.surname), fold(two.surname)
        letters = distance(one_fold, two_fold)
        if one_fold == two_fold or _same_first_name(one, two):
            return self._given_names(one, two, right)
        if is_slip(one_fold, two_fold) and self._given_agree(one, two):
            return Fitted(Fit.SLIP, right, letters, bare=not one.given)
        turned = _turned_round(one)
        if turned is not None and fold(turned.surname) == two_fold and _agree_in_full(turned, two):
            return Fitted(Fit.SAME, right, 0)
        return self._other_part(one, two, right, letters)

    def _given_names(self, one: Name, two: Name, right: str) -> Fitted:
        if not self._given_agree(one, two):
            return Fitted(Fit.CONTRADICTED, right)
        if two.number and not one.number:
            return Fitted(Fit.PARTIAL, right, 0)
        if _middle_only(one, two):
            return Fitted(Fit.PARTIAL, right, 0)
        bare = not one.given and not one.number
        if bare and two.byname and two.given and not one.byname:  # "Nassau": which one of there?
            return Fitted(Fit.PARTIAL, right, 0)
        return Fitted(Fit.SAME, right, 0, bare=bare, unproven=bool(one.given and not two.given))

    @staticmethod
    def _given_agree(one: Name, two: Name) -> bool:
        """Whether the fewer of the first names and initials are among the others, in order."""
        fewer, more = sorted((one.given, two.given), key=len)
        rest = iter(more)
        return all(any(_same_given(name, other) for other in rest) for name in fewer)

    @staticmethod
    def _other_part(one: Name, two: Name, right: str, letters: int) -> Fitted:
        """Half of a double surname, or the first name of somebody known by it."""
        halves = [fold(half) for half in plain(right.rsplit(maxsplit=1)[-1]).split()]
        typed = [fold(part) for part in (*one.given, one.surname)]
        together = fold("".join((*two.given, two.surname)))
        if one.given and (typed == halves or fold("".join((*one.given, one.surname))) == together):
            return Fitted(Fit.SAME, right, 0)
        if two.number and one.surname in _DYNASTIES and len(one.given) == 1:
            same = _same_given(one.given[0], two.surname)
            return Fitted(Fit.PARTIAL if same else Fit.OTHER, right, 0 if same else letters)
        if one.given or (len(halves) > 1 and fold(one.surname) in halves):
            fit = Fit.OTHER if one.given else Fit.PARTIAL
            return Fitted(fit, right, letters if one.given else 0, bare=not one.given)
        first = two.given[0] if two.given else ""
        known_by_it = two.byname or (first not in _GIVEN_NAMES and len(first) > 1)
        if known_by_it and fold(one.surname) == fold(first):
            return Fitted(Fit.PARTIAL, right, 0)
        return Fitted(Fit.OTHER, right, letters)


def _same_first_name(one: Name, two: Name) -> bool:
    """A ruler or grand duke goes by his first name: "Nikolai II", "Grand Duke Mikhail"."""
    if two.number:
        return _same_given(one.surname, two.surname)
    if one.given or two.given or one.byname or two.byname:
        return False
    return any(
        one.surname in group and two.surname in group for group in _VARIANTS if len(group) > 1
    )


def _turned_round(name: Name) -> Name | None:
    """ "Trotsky Leon": the surname first, without a comma."""
    if not name.given or name.byname or name.number:
        return None
    return Name(name.given[0], (*name.given[1:], name.surname))


def _agree_in_full(one: Name, two: Name) -> bool:
    """Whether the first names agree, and are known to be first names."""
    if not two.given or not PeopleRules._given_agree(one, two):
        return False
    return all(name in _GIVEN_NAMES or name in two.given for name in one.given[:1])


def _middle_only(one: Name, two: Name) -> bool:
    """ "Vasily Stalin" or "V. Stalin" for J. V. Stalin: what is typed fits only the second."""
    if not one.given or len(one.given) > len(two.given) or len(two.given) < 2:
        return False
    first = one.given[0]
    if _same_given(first, two.given[0]):
        return False
    return not any(len(other) > 1 and _same_given(first, other) for other in two.given[1:])


def _same_given(one: str, two: str) -> bool:
    if len(one) == 1 or len(two) == 1:
        return _sound(one) == _sound(two)
    folded, other = fold(one), fold(two)
    if folded == other or any(folded in g and other in g for g in _FOLDED_VARIANTS):
        return True
    short, long = sorted((folded, other), key=len)
    return (len(short) >= 3 and long.startswith(short)) or is_slip(folded, other)


def _sound(name: str) -> str:
    """The first letter, with those that transliterations interchange brought to one."""
    return name[:1].translate(_SOUNDS)
