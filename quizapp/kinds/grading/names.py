"""What people and places have in common: one answer or a list, slips, and the other options."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from quizapp.domain.question import Question
from quizapp.domain.review import Verdict
from quizapp.kinds.grading.grade import Grade
from quizapp.kinds.grading.spelling import fold, plain


class Fit(IntEnum):
    """How well a typed name fits a right one; higher is better."""

    OTHER = 0
    CONTRADICTED = 1  # the surname fits, the initials do not
    SLIP = 2
    PARTIAL = 3  # right as far as it goes
    SAME = 4


@dataclass(frozen=True, slots=True)
class Fitted:
    fit: Fit
    form: str = ""  # the right form that it was compared with
    distance: int = 99  # letters off
    bare: bool = False  # a surname alone
    unproven: bool = False  # first names were typed that the form cannot confirm


class NameRules(Protocol):
    """How one kind of name is compared."""

    noun: str

    def compare(self, typed: str, right: str) -> Fitted: ...


_ALTERNATIVES = re.compile(r"\s*(?:\bor\b|\beither\b|/|\?)\s*", re.IGNORECASE)
_JOINTS = re.compile(r"\s*(?:,\s*and\b|\band\b|\bthen\b|&|;|\+)\s*", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:,\s*and\b|\band\b|\bthen\b|&|;|\+|,)\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()]+)\)")
_HINTS = {
    Fit.SLIP: "Nearly: it is written {form}.",
    Fit.PARTIAL: "Right as far as it goes; the full answer is {form}.",
}


def grade_name(question: Question, given: str, rules: NameRules) -> Grade:
    """Judges a name or a list of names."""
    forms = _forms(question)
    if plain(given) in {plain(form) for form in forms}:
        return Grade(Verdict.RIGHT)
    if plain(given) in {plain(option) for option in question.distractors}:
        return Grade(Verdict.WRONG)
    wanted = [part for part in _PARTS.split(question.answer) if part]
    if len(wanted) > 1:
        listed = _grade_list(given, wanted, question, rules)
        if listed is not None:
            return listed
    choices = [part for part in _ALTERNATIVES.split(given) if part]
    if len(choices) > 1:
        return _grade_choices(choices, forms, rules)
    if len([part for part in _JOINTS.split(given) if part]) > 1:
        return _grade_several(given, forms, rules)
    return _grade_one(given, question, rules)


def _forms(question: Question) -> tuple[str, ...]:
    """The answer, what stands in its brackets ("Artem (F. A. Sergeev)"), and accepted forms."""
    return (question.answer, *_BRACKETED.findall(question.answer), *question.accept)


def _grade_choices(choices: list[str], forms: tuple[str, ...], rules: NameRules) -> Grade:
    """ "Petrograd / St. Petersburg" is one place; "Lenin or Trotsky" is no answer."""
    if all(best_fit(part, forms, rules).fit is Fit.SAME for part in choices):
        return Grade(Verdict.RIGHT)
    return Grade(Verdict.WRONG, f"Please give one {rules.noun}, not a choice.")


def _grade_several(given: str, forms: tuple[str, ...], rules: NameRules) -> Grade:
    """Several names where one was asked for."""
    fits = [best_fit(part, forms, rules).fit for part in _PARTS.split(given) if part]
    if all(fit is Fit.SAME for fit in fits):
        return Grade(Verdict.RIGHT)
    if any(fit >= Fit.SLIP for fit in fits):
        return Grade(Verdict.WRONG, f"Please give one {rules.noun}: not all of these are right.")
    return Grade(Verdict.WRONG)


def best_fit(given: str, forms: tuple[str, ...], rules: NameRules) -> Fitted:
    """The best of all forms; a bare surname proves nothing where a fuller form contradicts."""
    fits = [rules.compare(given, form) for form in forms]
    if any(fitted.fit is Fit.CONTRADICTED for fitted in fits):
        fits = [fitted for fitted in fits if not fitted.unproven]
    return max(fits, key=lambda fitted: (fitted.fit, -fitted.distance))


def _grade_one(given: str, question: Question, rules: NameRules) -> Grade:
    whole = best_fit(given, _forms(question), rules)
    if whole.fit > Fit.OTHER and _names_option_too(given, question, rules):
        return Grade(Verdict.WRONG, f"Please give one {rules.noun}: not all of these are right.")
    if whole.fit is Fit.SAME:
        if whole.bare and any(_same_surname(whole.form, o, rules) for o in question.distractors):
            return Grade(Verdict.ALMOST, f"Which one? The answer is {question.answer}.")
        return Grade(Verdict.RIGHT, _other_spelling(given, question, whole.form))
    if whole.fit is Fit.CONTRADICTED:
        return Grade(Verdict.WRONG, f"Another one of that name: the answer is {whole.form}.")
    if whole.fit in _HINTS and not reaches_option(given, whole, question, rules):
        longer = whole.fit is Fit.PARTIAL and len(plain(given)) > len(plain(whole.form))
        hint = "Nearly: the answer is {form}." if longer else _HINTS[whole.fit]
        return Grade(Verdict.ALMOST, hint.format(form=whole.form))
    return Grade(Verdict.WRONG)


def _other_spelling(given: str, question: Question, form: str) -> str:
    """It counts in full, and is said: who wrote "Brusels" or "Trotskii" sees how it stands here."""
    known = {word for each in _forms(question) for word in plain(each).split()}
    folded = {fold(word) for word in known}
    other = any(fold(word) in folded for word in set(plain(given).split()) - known)
    return f"It is written {form} here." if other else ""


def _names_option_too(given: str, question: Question, rules: NameRules) -> bool:
    """ "Omsk, Tomsk" where Tomsk is a wrong option; "Omsk, Siberia" is fine."""
    tails = [part for part in _PARTS.split(given)[1:] if part]
    return any(
        rules.compare(tail, option).fit is Fit.SAME
        for tail in tails
        for option in question.distractors
    )


def _same_surname(form: str, option: str, rules: NameRules) -> bool:
    fitted = rules.compare(form.rsplit(maxsplit=1)[-1], option)
    return fitted.fit is Fit.SAME and fitted.bare


def reaches_option(given: str, whole: Fitted, question: Question, rules: NameRules) -> bool:
    """Whether what was typed is as near to a wrong option as to the right answer."""
    for option in question.distractors:
        fitted = rules.compare(given, option)
        if fitted.fit > whole.fit:
            return True
        if fitted.fit == whole.fit and fitted.distance <= whole.distance:
            return True
    return False


def _grade_list(
    given: str, wanted: list[str], question: Question, rules: NameRules
) -> Grade | None:
    """All members in any order; None where nothing that was typed is one of them."""
    typed = [part for part in _PARTS.split(given.replace("/", ",")) if part]
    missing, strange, slips = list(wanted), [], []
    for part in typed:
        fitted = best_fit(part, tuple(wanted), rules)
        if fitted.fit < Fit.SLIP or _is_option(part, fitted, question, rules):
            strange.append(part)
            continue
        if fitted.form in missing:
            missing.remove(fitted.form)
        if fitted.fit < Fit.SAME:
            slips.append(fitted.form)
    if len(missing) == len(wanted):
        return None
    if strange:
        return Grade(Verdict.WRONG, f"Not all of these are right: not {_join(strange)}.")
    if missing:
        belong = "belongs" if len(missing) == 1 else "belong"
        return Grade(Verdict.ALMOST, f"Right, but {_join(missing)} {belong} to it as well.")
    if slips:
        return Grade(Verdict.ALMOST, f"Nearly: it is written {_join(slips)}.")
    return Grade(Verdict.RIGHT)


def _is_option(part: str, fitted: Fitted, question: Question, rules: NameRules) -> bool:
    return fitted.fit < Fit.SAME and reaches_option(part, fitted, question, rules)


def _join(words: list[str]) -> str:
    return " and ".join(words) if len(words) < 3 else ", ".join(words[:-1]) + " and " + words[-1]
