"""A quiz that is being taken: where the student stands, the question, what stands around it, and the last resort."""
