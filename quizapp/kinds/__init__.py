"""Facts to questions, and the grading of answers: one module per question kind.

To add a kind, write its module with a class like those below, name it in ``KINDS``, and give it a
test file.
"""

from quizapp.kinds.date import DateQuestions
from quizapp.kinds.kind import QuestionKind
from quizapp.kinds.leader import LeaderQuestions
from quizapp.kinds.place import PlaceQuestions

KINDS: tuple[QuestionKind, ...] = (DateQuestions(), LeaderQuestions(), PlaceQuestions())

__all__ = ["KINDS", "QuestionKind"]
