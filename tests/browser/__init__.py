"""Tests that drive real pages in a real Chromium."""
