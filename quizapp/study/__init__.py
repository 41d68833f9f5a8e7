"""What to ask next, in which form, and when again. The only caller of the FSRS library."""
