"""The rows that the keys in the addresses of `accounts` name; tests/world.py says how this works."""
