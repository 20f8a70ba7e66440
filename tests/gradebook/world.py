"""The rows that the keys in the addresses of `gradebook` name; tests/world.py says how this works."""
