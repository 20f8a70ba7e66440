"""Tests of the app `lessons`."""
