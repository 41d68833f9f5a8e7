"""What the Questions screen does with many questions at once, each in a dialog of its own."""
