"""A teacher's own quizzes: the list of them, the places of one, and the bank that fills them."""
