"""Tests of quizzes/marking."""
