"""What a class got wrong in a quiz: the rows, each question, how often each answer came, the arithmetic, the file."""
