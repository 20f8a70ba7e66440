"""What a person does to marks: what waits, one answer after the other, and a key that was wrong."""
