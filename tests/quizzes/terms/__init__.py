"""Tests of quizzes/terms."""
