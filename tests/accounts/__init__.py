"""Tests of the app `accounts`."""
