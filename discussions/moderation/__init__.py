"""How a post is checked, held, decided: pure rules (transitions, checks, text) and the verbs of the queue."""
