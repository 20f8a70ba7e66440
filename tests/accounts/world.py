"""Addresses about a person name nobody: each is about whoever is signed in."""
