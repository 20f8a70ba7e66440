"""The top floor: grades, the gradebook, and the home and class pages that look at everything below."""
