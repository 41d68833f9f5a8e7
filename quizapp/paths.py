"""Where things live: the learner's data, the settings, and what QuizApp brings along."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "QUIZAPP_HOME"
"""Environment variable: a folder that then holds everything (a portable or a test installation)."""

DATABASE_VARIABLE = "QUIZAPP_DATABASE"
"""Environment variable: the address of the shared database that stands in the deck file's place."""


@dataclass(frozen=True)
class Paths:
    """The folders of one installation. They are made when first written to, not before."""

    data: Path
    config: Path
    log: Path

    @classmethod
    def default(cls) -> Paths:
        """The folders the system wants, or those under ``QUIZAPP_HOME`` when it is set."""
        home = os.environ.get(HOME_VARIABLE)
        if home:
            return cls.under(Path(home).expanduser().resolve())
        import appdirs

        return cls(
            data=Path(appdirs.user_data_dir("QuizApp", appauthor=False)),
            config=Path(appdirs.user_config_dir("QuizApp", appauthor=False)),
            log=Path(appdirs.user_log_dir("QuizApp", appauthor=False)),
        )

    @classmethod
    def under(cls, folder: Path) -> Paths:
        """Everything in one folder."""
        return cls(data=folder, config=folder, log=folder / "log")

    @property
    def deck_file(self) -> Path:
        return self.data / "quizapp.db"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def unfinished(self) -> Path:
        """The sessions that were not finished, one a learner."""
        return self.data / "sessions.json"

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.json"


def resource(*parts: str) -> Path:
    """A file of ``resources/``: of the installed wheel, else of the checkout."""
    return _shipped("resources").joinpath(*parts)


def shipped_questions() -> Path:
    """The folder ``questions/`` with the decks that come with QuizApp."""
    return _shipped("questions")


def _shipped(folder: str) -> Path:
    package = Path(__file__).resolve().parent
    installed = package / folder
    return installed if installed.is_dir() else package.parent / folder
