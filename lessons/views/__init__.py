"""Views by who is using them: the library (everybody), assigning (teachers), reading (members)."""
