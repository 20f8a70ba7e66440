"""Tests of quizzes/analysis."""
