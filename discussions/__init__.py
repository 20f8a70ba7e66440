"""Discussions: threads, posts, and their moderation."""
