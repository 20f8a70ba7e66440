"""The tests mirror the apps; the cast is in conftest.py, plain rows are in factories.py."""
