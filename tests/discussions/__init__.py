"""Tests of the app `discussions`."""
