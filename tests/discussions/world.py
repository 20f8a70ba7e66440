"""The rows that the keys in the addresses of `discussions` name; tests/world.py says how this works."""
