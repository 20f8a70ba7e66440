"""Tests of the app `classrooms`."""
