"""The modules of the fuzzer, behind all others: nothing of theirs hides what others import."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "exchange")]
