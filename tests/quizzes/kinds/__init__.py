"""Tests of quizzes/kinds."""
