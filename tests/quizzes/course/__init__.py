"""Tests of quizzes/course."""
