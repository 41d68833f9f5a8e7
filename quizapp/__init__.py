"""QuizApp: from history documents to questions worth learning, and to remembering the answers."""

__version__ = "0.1.0"
