"""Tests of quizzes.models."""
