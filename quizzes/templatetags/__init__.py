"""Tags by which the pages of lower floors show quizzes."""
