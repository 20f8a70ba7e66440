"""What is typed around quizzes, by what it is about."""
