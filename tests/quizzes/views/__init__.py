"""Tests of quizzes.views, through their addresses."""
