"""The course and its use in a class: lessons, claims, sources; assignments and readings."""
