"""Charts, painted: each is read by mouse, by keyboard, by a screen reader, and as a table."""
