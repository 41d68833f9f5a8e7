"""Parts of the pages on which quizzes are made, taken and looked back at."""
