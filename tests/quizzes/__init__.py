"""Tests of the app `quizzes`."""
