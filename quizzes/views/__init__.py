"""Views of the quiz floor, by who is using them: taking, results, marking, checks."""
