"""The pages of discussions, by who is using them: those who read, those who write, those who review."""
