"""Tests of one finished question. The generator, the editor and the tests share them.

Each rule is one function in ``RULES``; a finding says what to change, in words fit for a teacher.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quizapp.domain.calendar import MONTH_NAMES
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.task import Numeric, Task, When, asks_for_one
from quizapp.kinds.finding import Finding, Severity
from quizapp.kinds.lint_words import GENERIC_HEADS, PARTISAN_WORDS, SHARED_NAME_WORDS, TINGED_WORDS
from quizapp.kinds.task_linter import task_findings
from quizapp.kinds.text import content_words, fold

_STEM = 6  # letters that two names share at their beginning
LONGEST_STEM = 30  # words
_PLACE_LEADS = "in|on|at|to|from|near|into|through|of|over|along|which|what|under"
_OPENERS = {
    AnswerKind.DATE: (
        r"(?:on|in|by|until|from|since|before|after|at|as of|between|during)\b.*?"
        r"\b(?:what|which|when)\b|when\b|what (?:date|year|month|day)\b|how long\b|name\b"
    ),
    AnswerKind.LEADER: (
        r"(?:by |to |with |under |of |for |from |against )?who(?:m|se)?\b|which\b|in whose\b|"
        r"under (?:which|what|whose)\b|(?:by|with) which\b|what (?:was|is) the name\b|name\b|"
        r".* (?:whom|which (?:two )?people)\b[^?]*\?$"
    ),
    AnswerKind.PLACE: (
        rf"where\b|the [\w’ -]+ of which\b|(?:{_PLACE_LEADS})\b.*?\b(?:which|what|where)\b|"
        r"which\b|what\b|name\b"
    ),
}
# The year is told, its day is asked for.
_DAY_OF_A_YEAR = re.compile(r"^(?:On|Between) what (?:dates?|night) in (?:AD )?\d+(?: BC)?\b")
_MONTH_OF_A_YEAR = re.compile(r"^When in (?:AD )?\d+(?: BC)?\b")  # "late November 1910"
# "On 5 May 1789, who told the king that ..."
_DATE_IN_FRONT = re.compile(
    r"^(?:On|In|By|Between|About|Before|After|Until|From) [^,?]*\d[^,?]*, (?=[a-z])"
)
_PRESENT = re.compile(r"\b(?:that|which|who) (?:[\w.’-]+ ){0,8}(?:is|are|has|have)\b")
_INITIAL = re.compile(r"\b[A-ZÀ-Þ][a-z]?\.")
_MONTH = re.compile("|".join(MONTH_NAMES))
_DEMONSTRATIVE = re.compile(
    r"\b(?:this|these|those)\s+[a-z]+|"
    r"\bthe (?:latter|former|said|above|following day|next day|same)\b",
    re.IGNORECASE,
)
# The options: "Which of these cities", "Which two of the following".
_OF_THESE = re.compile(
    r"\b(?:which|what|who|all|any|two|three|one) (?:one |two |three )?of (?:these|those)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|him|them|we|us|you|our|my|your)\b"
    r"|(?:^|\b[a-z]+,? )I\b(?!\.)"  # but "V. I. Lenin", "Nicholas I"
)
# "wrote the letter in which he set out": he is the one who wrote
_BOUND = re.compile(r"\b(?:in|by|at|from|on|through) (?:which|whom)\b[^?]*?\b(?:he|she)\b")
_OWN = re.compile(r"\b(?:his|her|its|their)\b")
_BROKEN = re.compile(r"\b[A-Za-z]{1,}-\s+[a-z]|\w­\w")
_WHICH_ONE = re.compile(
    rf"\b(?:did|was|were|had)\s+the\s+({'|'.join(sorted(GENERIC_HEADS))})\b"
    r"(?!\s+(?:[a-z]+\s+)?(?:of|for|in|that|at|on)\b)"
)
_DANGLING = re.compile(
    r"(?<![’'])\b(?:and|or|of|the|a|an|with|to|by|from|(?<!sworn )(?<!voted )(?<!called )in|at"
    r"|which|who|that|for|as)\?$",
    re.I,
)


_AND_DID = re.compile(r"\bdid\b[^,?]* and [a-z]+ly [a-z]+ed\b")
_CUT_ABBREVIATION = re.compile(r"\b(?:Brig|Lieut|Maj|Capt|Sgt|Cmdr)\b(?!\.)")
_STRANDED = re.compile(
    r"\b(?:off|near|towards?|onto|beside|between) (?:by|in|on|at|of|to|from|with)\b"
    r"|\b(?:over|about|nearly|almost|than) of\b|\bthe an\b|\b(?:a|an) (?:the|an?)\b",
    re.IGNORECASE,
)
_FULL_NAME = re.compile(
    r"(?<=[a-z] )[A-ZÀ-Þ][\w’-]+(?: (?:(?:de|di|da|von|van|al|la) )?[A-ZÀ-Þ][\w-]+)+"
)


def lint(question: Question) -> tuple[Finding, ...]:
    """Everything that is wrong with a question, in the order of ``RULES``; then what belongs to its
    task."""
    rules = RULES if question.task is None else _rules_of(question.task)
    found = tuple(finding for rule in rules for finding in rule(question))
    return (*found, *task_findings(question))


def choices_fit(question: Question) -> bool:
    """Whether the choices break no rule of ``lint``, whatever is wrong with the words.

    For those who try many choices beside the same words, which need not be read anew each time.
    """
    return not any(finding.severity is Severity.ERROR for finding in _options(question))


def advise(question: Question) -> tuple[Finding, ...]:
    """``lint``, and what takes the grader to see: an author's options are compared with the key.

    The options of generated questions are chosen so that this cannot be; ``lint``, which weighs
    them, is asked thousands of times and does without.
    """
    from quizapp.kinds.also_right import also_right

    return (*lint(question), *also_right(question))


def _rules_of(task: Task) -> tuple[Callable[[Question], Iterator[Finding]], ...]:
    """Those that make sense of a question that is answered in its author's own way. "Put these in
    order." asks nothing, points to its items, and has them for its key; of a text to read, a text
    with gaps or an essay the same is true."""
    if not asks_for_one(task):
        return FOR_ANY_TASK
    if isinstance(task, Numeric):  # its key has no words that could stand in the question
        return tuple(rule for rule in RULES if rule not in (_options, _answer_in_stem))
    return tuple(rule for rule in RULES if rule is not _options)  # see ``task_findings``


def _no_text(question: Question) -> Iterator[Finding]:
    if not question.stem.strip():
        yield Finding("no text", "The question has no text that says what is to be done.")


def _ends(question: Question) -> Iterator[Finding]:
    asks = question.stem.strip().endswith("?")
    if not asks and not (question.task is not None and "?" in question.stem):  # "...? Be brief."
        yield Finding("question mark", "The question should end with a question mark.")
    if not question.answer.strip():
        yield Finding("no answer", "The question has no answer.")
    first = question.stem.strip()[:1]
    if first and first.isalpha() and not first.isupper():
        yield Finding(
            "capital", "The question should begin with a capital letter.", Severity.ADVICE
        )


def _length(question: Question) -> Iterator[Finding]:
    words = len(question.stem.split())
    if words > LONGEST_STEM:
        yield Finding("too long", f"The question has {words} words; {LONGEST_STEM} are enough.")
    if words < 4:
        yield Finding("too short", "The question is too short to be understood alone.")


def _asks_for_its_kind(question: Question) -> Iterator[Finding]:
    stem = question.stem.strip()
    asked = (stem, _DATE_IN_FRONT.sub("", stem))
    if question.kind is AnswerKind.OTHER:
        return
    if not any(re.match(_OPENERS[question.kind], text, re.IGNORECASE) for text in asked):
        yield Finding("question word", f"The question does not ask for a {question.kind}.")


def _answer_in_stem(question: Question) -> Iterator[Finding]:
    if question.kind is AnswerKind.DATE or isinstance(question.task, When):
        years = set(re.findall(r"\b\d{3,4}\b", question.answer))
        rest = _DAY_OF_A_YEAR.sub("", question.stem)
        rest = _MONTH_OF_A_YEAR.sub("", rest) if _MONTH.search(question.answer) else rest
        if years & set(re.findall(r"\b\d{3,4}\b", rest)):
            yield Finding("year in question", "The question names the year that it asks for.")
        return
    stem = content_words(question.stem)
    forms = [question.answer]
    for form in forms:
        words = [w for w in content_words(form) if len(w) > 2]
        words = [w for w in words if w not in SHARED_NAME_WORDS] or words
        cues = (word for word in stem if question.kind is AnswerKind.LEADER and len(word) > 5)
        if any(_gives_away(word, stem) for word in words) or any(
            _gives_away(cue, words) for cue in cues
        ):
            yield Finding("answer in question", "The question contains its own answer.")
            return


def _gives_away(word: str, stem: list[str]) -> bool:
    """ "Kazan" in "Kazan's", "Uralsk" in "Uralsk", "Samara" in "Samaran"."""
    if word in stem:
        return True
    return len(word) > 4 and any(
        other.startswith(word) or _same_stem(word, other) for other in stem
    )


def _same_stem(one: str, other: str) -> bool:
    """ "Alexander" in a question about Alexandria."""
    shared = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    return shared >= _STEM and shared >= 0.75 * min(len(one), len(other))


def _unclear(question: Question) -> Iterator[Finding]:
    match = _PRONOUN.search(_BOUND.sub("", _outside_quotes(question.stem)))
    if match:
        word = match.group().split()[-1]
        yield Finding("pronoun", f"Nobody can tell what “{word}” stands for.")
    match = _DEMONSTRATIVE.search(_OF_THESE.sub("which", question.stem))
    if match:
        yield Finding(
            "demonstrative", f"“{match.group()}” points to a text the learner does not see."
        )
    asks_who = re.match(r"[Ww]ho ", _DATE_IN_FRONT.sub("", question.stem))
    if question.kind is not AnswerKind.LEADER or not asks_who:
        bare = _WHICH_ONE.search(question.stem)
        if bare:
            yield Finding("which one", f"Say which {bare.group(1)} is meant.")


def _residue(question: Question) -> Iterator[Finding]:
    stem = question.stem
    if stem.count("(") != stem.count(")") or "[" in stem or "]" in stem:
        yield Finding("brackets", "A bracket is left over.")
    if stem.count("“") != stem.count("”") or stem.count('"') % 2:
        yield Finding("quotation marks", "A quotation mark is left over.")
    if _BROKEN.search(stem) or _BROKEN.search(question.answer):
        yield Finding("broken word", "A word seems to be broken in two.")
    if _DANGLING.search(stem):
        yield Finding("cut off", "The question breaks off before its end.")
    if _CUT_ABBREVIATION.search(stem):
        yield Finding("cut off", "An abbreviated rank has lost its name.")
    if _STRANDED.search(stem):
        yield Finding("cut off", "A word is missing behind a preposition.")
    if _AND_DID.search(stem):
        yield Finding("verb form", "Behind “did” a second verb has the wrong form.")
    if _says_a_name_twice(stem):
        yield Finding("doubled name", "A name stands twice; say “his”, “her” or “its”.")
    if re.search(r"\betc\b", stem):
        yield Finding("unfinished list", "“etc” leaves open what is meant.")
    if re.search(r"\b(\w{2,})\s+\1\b", stem, re.IGNORECASE):
        yield Finding("doubled word", "A word stands twice.")
    if _PRESENT.search(_outside_quotes(stem)):
        yield Finding("tense", "The present does not fit what is past.", Severity.ADVICE)
    if re.search(r"[;:]|\s[-–—]\s|--|\.\.\.|…", stem):
        yield Finding("run-on", "The question is made of more than one clause.", Severity.ADVICE)


def _says_a_name_twice(stem: str) -> bool:
    names = _FULL_NAME.findall(_outside_quotes(stem))
    return len(set(names)) < len(names)


def _neutral(question: Question) -> Iterator[Finding]:
    words = set(re.findall(r"[\w-]+", _outside_quotes(question.stem).lower()))
    for word in sorted(words & PARTISAN_WORDS):
        yield Finding("neutral words", f"“{word}” takes sides; use a neutral word.")
    for word in sorted(words & TINGED_WORDS):
        message = f"“{word}” is a word of one side; is there a neutral one?"
        yield Finding("neutral words", message, Severity.ADVICE)


def _options(question: Question) -> Iterator[Finding]:
    options = question.distractors
    if not options:
        return
    folded = [fold(option) for option in options]
    if len(set(folded)) < len(folded):
        yield Finding("doubled options", "Two of the choices are the same.")
    right = {fold(question.answer), *(fold(form) for form in question.accept)}
    if right & set(folded):
        yield Finding("option is right", "One of the wrong choices is also accepted as right.")
    stem = fold(question.stem)
    for option in options:
        if len(fold(option)) > 3 and fold(option) in stem:
            yield Finding("option in question", f"“{option}” stands in the question.")
    if _sticks_out(question):
        yield Finding(
            "answer sticks out", "The right answer looks different from the other choices."
        )


def _sticks_out(question: Question) -> bool:
    """Form and length: only the key has a bracket, a number, or is far longer."""

    def face(text: str) -> tuple[bool, bool, int, int]:
        months = len(_MONTH.findall(text))
        if question.kind is AnswerKind.LEADER:
            months = len(_INITIAL.findall(text))
        return ("(" in text, bool(re.search(r"\d", text)), len(re.findall(r"\d+", text)), months)

    faces = {face(option) for option in question.distractors}
    if face(question.answer) not in faces and len(question.distractors) > 1:
        return True
    longest = max(len(option) for option in question.distractors)
    return len(question.answer) > 2.5 * longest + 6


def _dates(question: Question) -> Iterator[Finding]:
    if question.kind is not AnswerKind.DATE:
        return
    if not re.search(r"\d", question.answer) or (
        question.date is not None
        and not re.search(
            rf"\b{abs(question.date.point.year)}\b|BC|century|{abs(question.date.point.year)}",
            question.answer,
        )
        and not re.search(r"\d{3,4}", question.answer)
    ):
        yield Finding("no year", "A date needs its year.")


def _outside_quotes(text: str) -> str:
    return re.sub(r"“[^”]*”|\"[^\"]*\"", " ", text)


RULES: tuple[Callable[[Question], Iterator[Finding]], ...] = (
    _ends,
    _length,
    _asks_for_its_kind,
    _answer_in_stem,
    _unclear,
    _residue,
    _neutral,
    _options,
    _dates,
)
FOR_ANY_TASK: tuple[Callable[[Question], Iterator[Finding]], ...] = (_no_text, _residue, _neutral)
