"""Tests of quizzes/editing."""
