"""Commands of the quiz floor."""
