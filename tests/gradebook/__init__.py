"""Tests of the app `gradebook`."""
