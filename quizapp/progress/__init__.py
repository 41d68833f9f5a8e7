"""From the review log to numbers. Pure; no drawing."""
