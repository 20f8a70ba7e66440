"""A class that never was, so that a newcomer sees every room furnished. Made only where DEBUG is on."""
