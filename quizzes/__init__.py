"""Quizzes: questions, attempts, responses, marks."""
