"""Tests of quizzes/authoring."""
