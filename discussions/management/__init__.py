"""Commands of the discussions floor."""
