"""On paper: worksheets with their keys, cards to cut out, the progress of a class, all as PDF."""

from __future__ import annotations

from quizapp.ui.paper.printing import print_cards, print_progress, print_sheets

__all__ = ["print_cards", "print_progress", "print_sheets"]
