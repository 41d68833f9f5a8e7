"""The words of the domain as the screens show them; all pass through Qt's translation."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from quizapp.domain.calendar import Calendar, from_julian_day
from quizapp.domain.judgement import Reason
from quizapp.domain.question import AnswerKind, Difficulty, Marked, Origin, Question, State
from quizapp.domain.review import Form, Rating, Verdict
from quizapp.progress.mastery import Known, Mastery
from quizapp.study.leech import Leech

if TYPE_CHECKING:
    from quizapp.study.groups import Group, GroupMark, Part


def tr(text: str) -> str:
    return QCoreApplication.translate("words", text)


def named(title: str) -> str:
    """The title as it stands here; ``tr`` translates it where it is shown."""
    return title


def count(number: int, one: str, many: str) -> str:
    """ "1 question", "2,345 questions"."""
    return f"{number:,} {one if number == 1 else many}"


def questions(number: int) -> str:
    return count(number, tr("question"), tr("questions"))


def minutes(number: int) -> str:
    return tr("about {}").format(spent(60 * max(1, number)))


def percent(share: float) -> int:
    """A share, 0 to 1, as whole percent."""
    return round(100 * share)


def in_percent(share: float) -> str:
    """ "71 %"."""
    return f"{percent(share)} %"


def waiting(due: int, new: int, needed: int) -> str:
    """ "3 to review  ·  20 new  ·  about 12 minutes"."""
    parts = [minutes(needed)]
    if new:
        parts.insert(0, tr("{:,} new").format(new))
    if due:
        parts.insert(0, tr("{:,} to review").format(due))
    return "  ·  ".join(parts)


def resting(number: int, sibling: str) -> str:
    """Why questions that wait are not asked today; ``sibling``: what asks for the same fact."""
    if not number:
        return ""
    if number == 1 and sibling:
        said = tr("1 question rests for today, because it asks for the same fact as “{}”")
        return said.format(one_line(sibling))
    said = tr("{} rest for today, because each asks for the same fact as another one")
    return said.format(questions(number))


def unasked(number: int) -> str:
    """ "3 dated sentences without a question"."""
    said = count(number, tr("dated sentence"), tr("dated sentences"))
    return tr("{} without a question").format(said)


def kind_name(kind: AnswerKind) -> str:
    """What is asked for. A leader of the files is a person here: not all of them led anything."""
    names = {
        AnswerKind.DATE: tr("Date"),
        AnswerKind.LEADER: tr("Person"),
        AnswerKind.PLACE: tr("Place"),
        AnswerKind.OTHER: tr("Other"),
    }
    return names.get(kind, str(kind).capitalize())


def kinds_name(kind: AnswerKind) -> str:
    """The same of several questions."""
    names = {
        AnswerKind.DATE: tr("Dates"),
        AnswerKind.LEADER: tr("People"),
        AnswerKind.PLACE: tr("Places"),
        AnswerKind.OTHER: tr("Other questions"),
    }
    return names.get(kind, kind_name(kind))


def difficulty_name(difficulty: Difficulty | None) -> str:
    names = {
        Difficulty.EASY: tr("Easy"),
        Difficulty.MEDIUM: tr("Medium"),
        Difficulty.HARD: tr("Hard"),
    }
    return tr("Not said") if difficulty is None else names[difficulty]


TASKS = (
    "plain", "choose", "true_false", "typed", "numeric", "when", "cloze", "order", "match", "map",
    "open", "information",
)  # fmt: skip
"""The tasks of a filter, as people are offered them."""


def task_name(task: str) -> str:
    """How a question is answered, by the names of ``task_record.NAMES`` and "plain"."""
    names = {
        "plain": tr("In any form"),
        "choose": tr("Chosen options"),
        "true_false": tr("True or false"),
        "typed": tr("Typed words"),
        "numeric": tr("A number"),
        "when": tr("A date"),
        "cloze": tr("Text with gaps"),
        "order": tr("Put in order"),
        "match": tr("Match pairs"),
        "map": tr("Point at the map"),
        "open": tr("Open text"),
        "information": tr("Nothing to answer"),
    }
    return names.get(task, task)


def mark_name(mark: Marked) -> str:
    return {Marked.SUSPENDED: tr("Suspended"), Marked.FLAGGED: tr("Flagged")}[mark]


def state_name(state: State) -> str:
    names = {
        State.DRAFT: tr("Proposed"),
        State.ACCEPTED: tr("In study"),
        State.REJECTED: tr("Rejected"),
        State.RETIRED: tr("Dropped"),
    }
    return names[state]


def standing(question: Question) -> str:
    """The state, and of a proposal whether it is one for the deck."""
    if question.spare:
        return tr("More than needed")
    return tr("Less sure") if question.held_back else state_name(question.state)


def held_back(number: int, spare: int) -> str:
    """ "12 less sure, 64 more than needed"; ``spare``: of the ``number`` held back."""
    parts = []
    if number > spare:
        parts.append(tr("{:,} less sure").format(number - spare))
    if spare:
        parts.append(tr("{:,} more than needed").format(spare))
    return ", ".join(parts)


def reason_name(reason: Reason) -> str:
    """Why a question is no good, as short as a button."""
    names = {
        Reason.NOT_SELF_CONTAINED: tr("Not self-contained"),
        Reason.WRONG: tr("Wrong"),
        Reason.NOT_THE_ONLY_ANSWER: tr("Not the only answer"),
        Reason.CLUMSY: tr("Clumsy"),
        Reason.NOT_WORTH_ASKING: tr("Not worth asking"),
        Reason.BAD_CHOICES: tr("Bad choices"),
        Reason.OTHER: tr("Another reason"),
    }
    return names[reason]


def origin_name(origin: Origin) -> str:
    names = {
        Origin.GENERATED: tr("from a document"),
        Origin.TEACHER: tr("written by hand"),
        Origin.IMPORTED: tr("imported"),
        Origin.SHIPPED: tr("came with QuizApp"),
    }
    return names[origin]


def verdict_name(verdict: Verdict) -> str:
    names = {
        Verdict.RIGHT: tr("Right"),
        Verdict.ALMOST: tr("Almost right"),
        Verdict.WRONG: tr("Not right"),
        Verdict.UNCHECKED: tr("The answer"),
    }
    return names[verdict]


def verdict_tone(verdict: Verdict) -> str:
    """The name of the colour token of a verdict; "plain" where nothing was judged."""
    return "plain" if verdict is Verdict.UNCHECKED else str(verdict)


def verdict_icon(verdict: Verdict) -> str:
    icons = {Verdict.RIGHT: "check", Verdict.ALMOST: "almost", Verdict.WRONG: "cross"}
    return icons.get(verdict, "show")


def way_name(form: Form) -> str:
    """A form as something to do, on a button."""
    names = {
        Form.CHOICES: tr("Choose from options"),
        Form.TYPED: tr("Type the answer"),
        Form.FLIP: tr("Show the answer"),
        Form.TRUE_FALSE: tr("True or false"),
        Form.CLOZE: tr("Fill a gap"),
        Form.TASK: tr("As its author wrote it"),
    }
    return names.get(form, str(form).replace("_", " ").capitalize())


def group_name(form: Form) -> str:
    names = {Form.ORDER: tr("Order"), Form.MATCH: tr("Match"), Form.SEVERAL: tr("Pick out")}
    return names.get(form, way_name(form))


def group_task(group: Group) -> str:
    """What is to be done with questions asked together."""
    if group.form is Form.ORDER:
        return tr("Put these events in order, the earliest first.")
    if group.form is Form.SEVERAL:
        return tr("Which of these happened in {}? Tick all.").format(year(group.year or 0))
    tasks = {
        AnswerKind.DATE: tr("Which date belongs to which event?"),
        AnswerKind.LEADER: tr("Who is the answer to which question?"),
        AnswerKind.PLACE: tr("Which place is the answer to which question?"),
        AnswerKind.OTHER: tr("Which answer belongs to which question?"),
    }
    return tasks[group.kind]


def year(number: int) -> str:
    """ "1917"; "44 BC" for -43."""
    return str(number) if number > 0 else tr("{} BC").format(1 - number)


def group_verdict(verdict: Verdict) -> str:
    return tr("Partly right") if verdict is Verdict.ALMOST else verdict_name(verdict)


def group_result(mark: GroupMark) -> str:
    """How many of those asked together were right."""
    fitting = [part for part in mark.parts if part.fits]
    if fitting:
        found = tr("{found} of {all} found.").format(
            found=sum(part.ticked for part in fitting), all=len(fitting)
        )
        wrong = sum(part.ticked and not part.fits for part in mark.parts)
        return f"{found} {tr('Ticked without fitting: {}.').format(wrong)}" if wrong else found
    right = sum(part.verdict is Verdict.RIGHT for part in mark.parts)
    return tr("{right} of {all} in their right place.").format(right=right, all=len(mark.parts))


def group_missed(mark: GroupMark) -> str:
    """What is right for those that were not, one after the other, to be read out."""
    missed = [_missed(part) for part in mark.parts if part.verdict is not Verdict.RIGHT]
    return " ".join(missed)


def _missed(part: Part) -> str:
    if part.given:
        return tr("{line} {key}, not {given}.").format(
            line=_closed(part.line), key=part.question.answer, given=part.given
        )
    return f"{_closed(part.line)} {part.question.answer}."


def _closed(line: str) -> str:
    """An event before its date: "Perm fell: "; a question keeps its mark."""
    return line if line.endswith("?") else f"{line}:"


def rating_name(rating: Rating) -> str:
    names = {
        Rating.AGAIN: tr("Again"),
        Rating.HARD: tr("Hard"),
        Rating.GOOD: tr("Good"),
        Rating.EASY: tr("Easy"),
    }
    return names[rating]


def interval(days: int) -> str:
    """How long until a question comes again, short: "today", "3 days", "5 weeks", "1.5 years"."""
    if days <= 0:
        return tr("today")
    if days < 21:
        return count(days, tr("day"), tr("days"))
    if days < 60:
        return count(round(days / 7), tr("week"), tr("weeks"))
    if days < 365:
        return count(round(days / 30.44), tr("month"), tr("months"))
    years = round(days / 365.25, 1)
    shown = f"{years:g}"
    return f"{shown} {tr('year') if shown == '1' else tr('years')}"


def learner_colour(colour: str) -> str:
    names = {
        "blue": tr("Blue"), "green": tr("Green"), "violet": tr("Violet"), "amber": tr("Amber"),
        "teal": tr("Teal"), "pink": tr("Pink"), "red": tr("Red"), "slate": tr("Grey"),
    }  # fmt: skip
    return names.get(colour, colour.capitalize())


def decade(first: int) -> str:
    """ "1910s"; before Christ by its years: "50–41 BC"."""
    if first >= 0:
        return tr("{}s").format(first)
    return tr("{}–{} BC").format(1 - first, max(1, -first - 8))


def century(number: int) -> str:
    """ "20th century" for 19, which counts from the birth of Christ; "1st century BC" for -1."""
    if number < 0:
        return tr("{} century BC").format(ordinal(-number))
    return tr("{} century").format(ordinal(number + 1))


def ordinal(number: int) -> str:
    endings = {1: tr("{}st"), 2: tr("{}nd"), 3: tr("{}rd")}
    teen = 10 <= number % 100 <= 20
    return (tr("{}th") if teen else endings.get(number % 10, tr("{}th"))).format(number)


def year_of(day: int) -> int:
    """The year, astronomical, of a day of ``domain.date_span``."""
    return from_julian_day(day, Calendar.NEW_STYLE).year


def known_name(known: Known) -> str:
    """How well an answer is known, the same wherever it is shown."""
    names = {
        Known.FIRM: tr("known well"),
        Known.SHAKY: tr("still learning"),
        Known.NEW: tr("new"),
    }
    return names[known]


def known_title(known: Known) -> str:
    """The same at the head of a column."""
    name = known_name(known)
    return name[:1].upper() + name[1:]


def known_counts(mastery: Mastery) -> str:
    """ "3 known well, 2 still learning, 7 new", what there is none of left out."""
    counts = {Known.FIRM: mastery.firm, Known.SHAKY: mastery.shaky, Known.NEW: mastery.new}
    return ", ".join(
        f"{number:,} {known_name(known)}" for known, number in counts.items() if number
    )


def hint(kind: str, value: str) -> str:
    """A hint of ``study.hints`` as a sentence."""
    if kind == "century":
        value = str(-int(value))
    if kind == "quarter":
        quarters = (
            tr("It was between January and March."), tr("It was between April and June."),
            tr("It was between July and September."), tr("It was between October and December."),
        )  # fmt: skip
        return quarters[int(value) - 1]
    if kind == "half":
        halves = tr("It was between January and June."), tr("It was between July and December.")
        return halves[int(value) - 1]
    if kind == "part of month":
        parts = (tr("It was in the first ten days of the month."), tr("It was in mid-month."),
                 tr("It was after the 20th of the month."))  # fmt: skip
        return parts[int(value)]
    sentences = {
        "own": "{}",
        "decade": tr("It was in the {}s."),
        "year": tr("It was in {}."),
        "century": tr("It was in century {} BC."),
        "surname": tr("The surname begins with {}."),
        "letter": tr("The answer begins with {}."),
    }
    return sentences.get(kind, tr("There is no hint for this question.")).format(value)


def leech(found: Leech) -> str:
    """What makes a question worth another look."""
    return tr("You have forgotten this {}").format(count(found.lapses, tr("time"), tr("times")))


def beside(other: Question, *, mistaken: bool) -> str:
    """Another question with its answer: one that was ``mistaken`` for the present one, or that was
    asked right before it."""
    before = tr("The one before: {question} {answer}")
    said = tr("You also learn: {question} {answer}") if mistaken else before
    return said.format(question=one_line(other.stem), answer=one_line(other.answer))


def spent(seconds: int) -> str:
    if seconds < 60:
        return count(seconds, tr("second"), tr("seconds"))
    if seconds < 7200:
        return count(round(seconds / 60), tr("minute"), tr("minutes"))
    return count(round(seconds / 3600), tr("hour"), tr("hours"))


def size(number: int) -> str:
    """Bytes as a person reads them."""
    if number < 1_000_000:
        return f"{max(1, round(number / 1000)):,} kB"
    return f"{number / 1_000_000:,.1f} MB"


def coordinates(latitude: float, longitude: float) -> str:
    """ "56° N, 38° E"."""
    north = tr("N") if latitude >= 0 else tr("S")
    east = tr("E") if longitude >= 0 else tr("W")
    return f"{abs(latitude):.0f}° {north}, {abs(longitude):.0f}° {east}"


def moment(at: datetime) -> str:
    """ "3 March 2026, 14:05", by the clock of this machine."""
    here = at.astimezone()
    return f"{here.day} {here:%B %Y, %H:%M}"


def one_line(text: str) -> str:
    """Untrusted text for a button or a row: no line breaks, nothing that Qt reads as markup."""
    return " ".join(text.split())


def on_button(text: str) -> str:
    """Text for a button, where a single & would vanish as a mnemonic."""
    return one_line(text).replace("&", "&&")


def source_of(question: Question) -> str:
    return question.citation.label if question.citation else origin_name(question.origin)


def no_options(question: Question) -> str:
    """Why no wrong options were found for a question, and what to do about it."""
    if question.kind is AnswerKind.OTHER:
        said = tr(
            "No wrong options were found: the question asks for “{}”, so that nobody can tell what "
            "to look for. Say at “Asks for” whether it is a date, a person or a place."
        )
        return said.format(kind_name(AnswerKind.OTHER))
    said = tr(
        "No wrong options were found: your documents and decks name nothing else that fits beside "
        "“{}”. Add a document that tells of it, or write them yourself."
    )
    return said.format(one_line(question.answer))
