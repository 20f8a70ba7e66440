"""The rows that the keys in the addresses of `lessons` name; tests/world.py says how this works."""
