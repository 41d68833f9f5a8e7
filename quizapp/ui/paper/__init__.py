"""On paper: worksheets with their keys, cards to cut out, the progress of a class.

Written as PDF, sent to a printer, or shown before either.
"""

from __future__ import annotations

from quizapp.ui.paper.printing import (
    Job,
    Preview,
    cards_job,
    print_cards,
    print_progress,
    print_sheets,
    progress_job,
    send_to,
    sheets_job,
    write_pdf,
)

__all__ = [
    "Job",
    "Preview",
    "cards_job",
    "print_cards",
    "print_progress",
    "print_sheets",
    "progress_job",
    "send_to",
    "sheets_job",
    "write_pdf",
]
