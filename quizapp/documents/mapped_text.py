"""Text that remembers where each of its characters stood in the original."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from quizapp.domain.document import OffsetRun


@dataclass(frozen=True, slots=True)
class MappedText:
    """``runs`` are in order and do not overlap, as in :class:`Passage`."""

    text: str
    runs: tuple[OffsetRun, ...]

    def part(self, start: int, end: int) -> MappedText:
        """``text[start:end]`` with its runs."""
        first = max(0, bisect_right(self.runs, start, key=lambda run: run.text_start) - 1)
        runs = []
        for run in self.runs[first:]:
            if run.text_start >= end:
                break
            begin = max(run.text_start, start)
            stop = min(run.text_start + run.length, end)
            if begin < stop:
                source = run.source_start + begin - run.text_start
                runs.append(OffsetRun(begin - start, source, stop - begin))
        return MappedText(self.text[start:end], tuple(runs))


class TextMapper:
    """Builds a :class:`MappedText` from stretches of the original and characters put in."""

    def __init__(self, original: str) -> None:
        self._original = original
        self._parts: list[str] = []
        self._runs: list[OffsetRun] = []
        self._length = 0

    def take(self, start: int, end: int) -> None:
        """Goes on with ``original[start:end]``."""
        if start >= end:
            return
        length = end - start
        self._parts.append(self._original[start:end])
        last = self._runs[-1] if self._runs else None
        if (
            last is not None
            and last.source_start + last.length == start
            and last.text_start + last.length == self._length
        ):
            self._runs[-1] = OffsetRun(last.text_start, last.source_start, last.length + length)
        else:
            self._runs.append(OffsetRun(self._length, start, length))
        self._length += length

    def put_in(self, text: str) -> None:
        """Goes on with text that is not in the original."""
        self._parts.append(text)
        self._length += len(text)

    def finish(self) -> MappedText:
        return MappedText("".join(self._parts), tuple(self._runs))
