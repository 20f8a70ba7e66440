"""The rows that the keys in the addresses of `quizzes` name; tests/world.py says how this works."""
