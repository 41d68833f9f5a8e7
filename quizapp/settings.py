"""The settings: one typed description each. The dialog, the file and the checks come from it.

The file is JSON with a version number. A file that cannot be read never stops the program: it is
kept aside under another name, the defaults are taken, and ``Settings.note`` says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import Any

from quizapp.errors import SettingsError
from quizapp.whole_files import write_whole

Value = str | int | float | bool

LEARNER_GROUPS = ("Study", "Scheduling")
LEARNER_KEYS = ("text_size",)
"""What belongs to the learner, in their row of the deck file; the rest to the program."""


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """One setting. ``choices`` pairs each value with its label; numbers have both limits."""

    key: str
    label: str
    help: str
    default: Value
    group: str
    choices: tuple[tuple[str, str], ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    step: float = 1
    unit: str = ""
    shown: bool = True  # on the screen of the settings; False for what is chosen elsewhere

    @property
    def of_learner(self) -> bool:
        """Whether each learner has a value of their own."""
        return self.group in LEARNER_GROUPS or self.key in LEARNER_KEYS

    def checked(self, value: object) -> Value:
        """The value in the type of the default; ``SettingsError`` outside its limits."""
        if isinstance(self.default, bool):
            return self._checked_switch(value)
        if isinstance(self.default, str):
            return self._checked_text(value)
        return self._checked_number(value)

    def _checked_switch(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise SettingsError(f"{self.label} is either on or off, not {value!r}.")
        return value

    def _checked_text(self, value: object) -> str:
        allowed = [choice for choice, _ in self.choices]
        if not isinstance(value, str) or (allowed and value not in allowed):
            wanted = ", ".join(allowed) if allowed else "a text"
            raise SettingsError(f"{self.label} must be {wanted}, not {value!r}.")
        return value

    def _checked_number(self, value: object) -> float | int:
        whole = isinstance(self.default, int)
        if isinstance(value, bool) or not isinstance(value, int | float) or isnan(value):
            raise SettingsError(f"{self.label} must be a number, not {value!r}.")
        low, high = self.minimum, self.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            raise SettingsError(f"{self.label} must be from {low:g} to {high:g}, not {value:g}.")
        if whole and value != int(value):
            raise SettingsError(f"{self.label} must be a whole number, not {value:g}.")
        return int(value) if whole else float(value)


SETTINGS: tuple[SettingSpec, ...] = (
    SettingSpec(
        "theme",
        "Theme",
        "Light or dark colours, or those of the system.",
        "system",
        group="Appearance",
        choices=(("system", "As the system"), ("light", "Light"), ("dark", "Dark")),
    ),
    SettingSpec(
        "text_size",
        "Text size",
        "Size of all text, in percent of the normal size.",
        100,
        group="Appearance",
        minimum=80,
        maximum=200,
        step=10,
        unit=" %",
    ),
    SettingSpec(
        "target_retention",
        "Target retention",
        "The share of answers you want to know when a question comes up again. More means "
        "shorter intervals and more work; it counts from each question's next answer on.",
        0.90,
        group="Study",
        minimum=0.70,
        maximum=0.97,
        step=0.01,
    ),
    SettingSpec(
        "new_per_day",
        "New questions a day",
        "How many questions you have never seen may begin on one day.",
        20,
        group="Study",
        minimum=0,
        maximum=500,
    ),
    SettingSpec(
        "short_session",
        "Length of a short session",
        "What the short session on the Study page takes: so many minutes, or so many questions.",
        15,
        group="Study",
        minimum=1,
        maximum=240,
    ),
    SettingSpec(
        "short_session_unit",
        "A short session is counted in",
        "Minutes go by your own pace.",
        "minutes",
        group="Study",
        choices=(("minutes", "Minutes"), ("questions", "Questions")),
    ),
    SettingSpec(
        "question_form",
        "Form of questions",
        "Automatic: options while an answer is new or weak, recall once you know it. A question "
        "that cannot be put in the form you choose is typed or chosen instead.",
        "automatic",
        group="Study",
        choices=(
            ("automatic", "Automatic"),
            ("choices", "Always choose"),
            ("typed", "Always type"),
            ("flip", "Always flip a card"),
            ("true_false", "Always true or false"),
            ("cloze", "Always fill a gap"),
        ),
    ),
    SettingSpec(
        "ask_together",
        "Ask some together",
        "Puts some of what waits into one task: dates to match and events to put in order.",
        False,
        group="Study",
    ),
    SettingSpec(
        "ratings_shown",
        "Ratings under each answer",
        "Shows Again, Hard, Good and Easy under every answer. Else an answer counts as what it "
        "showed, and J rates it otherwise.",
        False,
        group="Study",
    ),
    SettingSpec(
        "typed_from_stability",
        "Type the answer from",
        "Once you would still know an answer after this many days, you type it instead of "
        "choosing it.",
        7,
        group="Study",
        minimum=0,
        maximum=365,
        unit=" days",
    ),
    SettingSpec(
        "rollover_hour",
        "A new day begins at",
        "Answers given before this hour still belong to the day before.",
        4,
        group="Study",
        minimum=0,
        maximum=23,
        unit=":00",
    ),
    SettingSpec(
        "smooth_load",
        "Even out the days",
        "A question may come back a little earlier or later than its ideal day, by a day or about "
        "5 % of a long interval, on the day with the least to do.",
        True,
        group="Scheduling",
    ),
    *(
        SettingSpec(
            f"load_{day.lower()}",
            f"Questions on {day}s",
            f"How much may fall due on a {day}, where an interval leaves the choice.",
            "normal",
            group="Scheduling",
            choices=(("normal", "As many"), ("less", "Fewer"), ("none", "None")),
        )
        for day in (
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        )
    ),
    SettingSpec(
        "new_order",
        "Order of new questions",
        "As they were added, by the year they ask about, or as their documents tell them.",
        "added",
        group="Scheduling",
        choices=(("added", "As added"), ("time", "By time"), ("document", "By document")),
    ),
    SettingSpec(
        "rate_slow_choice",
        "Chosen right, but slowly",
        "More than one and a half times as long as you usually take to choose.",
        "hard",
        group="Ratings",
        choices=(("hard", "Hard"), ("good", "Good")),
    ),
    SettingSpec(
        "rate_slow_typed",
        "Typed right, but slowly",
        "More than two and a half times as long as you usually take to type.",
        "hard",
        group="Ratings",
        choices=(("hard", "Hard"), ("good", "Good")),
    ),
    SettingSpec(
        "rate_quick_typed",
        "Typed right at once",
        "In less than half of your usual time, and learnt on an earlier day.",
        "easy",
        group="Ratings",
        choices=(("easy", "Easy"), ("good", "Good")),
    ),
    SettingSpec(
        "rate_almost",
        "Almost right",
        "Right but for a small slip, which is shown.",
        "hard",
        group="Ratings",
        choices=(("hard", "Hard"), ("again", "Again")),
    ),
    SettingSpec(
        "rate_hinted",
        "Right after a hint",
        "You asked for a hint before you answered.",
        "hard",
        group="Ratings",
        choices=(("hard", "Hard"), ("again", "Again")),
    ),
    SettingSpec(
        "keep_backups",
        "Recent backups to keep",
        "This many of the latest copies of your decks are kept, besides one a day for a week, "
        "one a week for a month, and one a month for a year.",
        5,
        group="Backups",
        minimum=3,
        maximum=100,
    ),
    SettingSpec(
        "learner",
        "Learner",
        "Who learns: the id that answers are stored under.",
        "me",
        group="Program",
        shown=False,
    ),
)

_SPECS: Mapping[str, SettingSpec] = {spec.key: spec for spec in SETTINGS}

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
UPGRADES: tuple[Upgrade, ...] = ()
"""``UPGRADES[n]`` turns the contents of a file of version n + 1 into version n + 2."""


class Settings:
    """The values in force. Assigning checks the limits: ``settings.new_per_day = 900`` raises.

    One object is shared by the whole program, so that a change holds from the next use on. Keys
    of a newer QuizApp are kept and written back.

    What ``SettingSpec.of_learner`` says is the learner's: ``own`` gives it for their row,
    ``take_own`` puts that of another learner in its place. The file holds what was in force
    last, since the window needs it before the deck file is open.
    """

    theme: str
    text_size: int
    target_retention: float
    new_per_day: int
    short_session: int
    short_session_unit: str
    question_form: str
    ask_together: bool
    ratings_shown: bool
    typed_from_stability: int
    rollover_hour: int
    smooth_load: bool
    load_monday: str
    load_tuesday: str
    load_wednesday: str
    load_thursday: str
    load_friday: str
    load_saturday: str
    load_sunday: str
    new_order: str
    rate_slow_choice: str
    rate_slow_typed: str
    rate_quick_typed: str
    rate_almost: str
    rate_hinted: str
    keep_backups: int
    learner: str
    note: str
    """What the user should know about the settings file; empty when all is well."""

    def __init__(self, **values: Value) -> None:
        self._unknown: dict[str, Any] = {}
        self.note = ""
        for spec in SETTINGS:
            setattr(self, spec.key, values.pop(spec.key, spec.default))
        if values:
            raise SettingsError(f"There is no setting called {', '.join(sorted(values))}.")

    def __setattr__(self, key: str, value: Any) -> None:
        spec = _SPECS.get(key)
        super().__setattr__(key, spec.checked(value) if spec else value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Settings) and self.as_dict() == other.as_dict()

    __hash__ = None  # type: ignore[assignment]

    def as_dict(self) -> dict[str, Value]:
        return {spec.key: getattr(self, spec.key) for spec in SETTINGS}

    def own(self) -> dict[str, Value]:
        """The learner's values that differ from the defaults."""
        mine = [spec for spec in SETTINGS if spec.of_learner]
        return {
            spec.key: value for spec in mine if (value := getattr(self, spec.key)) != spec.default
        }

    def take_own(self, learner: str, values: Mapping[str, Any]) -> None:
        """Another learner's values come in force; what is not named, or makes no sense, is the
        default. Other keys are left aside."""
        self.learner = learner
        for spec in SETTINGS:
            if not spec.of_learner:
                continue
            try:
                setattr(self, spec.key, values.get(spec.key, spec.default))
            except SettingsError:
                setattr(self, spec.key, spec.default)

    def of_another(self, learner: str, values: Mapping[str, Any]) -> Settings:
        """Settings as they would be with that learner; this object stays as it is."""
        other = Settings(**self.as_dict())
        other.take_own(learner, values)
        return other

    @classmethod
    def load(cls, file: Path, upgrades: tuple[Upgrade, ...] = UPGRADES) -> Settings:
        """The settings of a file; defaults where there is none or where it makes no sense."""
        settings = cls()
        if not file.exists():
            return settings
        try:
            stored = _read(file, upgrades)
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as problem:
            aside = _set_aside(file)
            kept = f" The file was kept as {aside.name}." if aside else ""
            settings.note = f"The settings could not be read ({problem}), so the usual ones hold."
            settings.note += kept
            return settings
        settings._take(stored)
        return settings

    def _take(self, stored: dict[str, Any]) -> None:
        problems = []
        for key, value in stored.items():
            if key not in _SPECS:
                self._unknown[key] = value
                continue
            try:
                setattr(self, key, value)
            except SettingsError as problem:
                problems.append(str(problem))
        if problems:
            self.note = " ".join([*problems, "The usual value holds instead."])

    def save(self, file: Path, upgrades: tuple[Upgrade, ...] = UPGRADES) -> None:
        """Writes the whole file or nothing: a crash never leaves half of it."""
        contents = {"version": len(upgrades) + 1, **self._unknown, **self.as_dict()}
        text = json.dumps(contents, indent=2, ensure_ascii=False) + "\n"
        try:
            write_whole(file, text)
        except OSError as problem:
            raise SettingsError(
                f"The settings could not be saved to {file} ({problem.strerror or problem}). They "
                "hold until QuizApp is closed. Check that the folder may be written to and that "
                "its disk has room."
            ) from problem


def _read(file: Path, upgrades: tuple[Upgrade, ...]) -> dict[str, Any]:
    contents = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(contents, dict):
        raise ValueError("it is not a list of settings")
    stored: dict[str, Any] = contents
    version = stored.pop("version", 1)
    if not isinstance(version, int) or version < 1:
        raise ValueError(f"version {version!r} is unknown")
    for upgrade in upgrades[version - 1 :]:
        stored = upgrade(stored)
    return stored


def _set_aside(file: Path) -> Path | None:
    """Renames the file; never over an earlier one that was set aside."""
    for number in range(1, 100):
        aside = file.with_name(f"{file.stem}.unreadable-{number}{file.suffix}")
        if not aside.exists():
            break
    try:
        file.rename(aside)
    except OSError:
        return None
    return aside
