"""One module per user intent. No Qt, no SQL: the screens and the command line call these."""
