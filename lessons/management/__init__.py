"""Commands of the lessons floor."""
