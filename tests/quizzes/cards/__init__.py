"""Tests of quizzes/cards."""
