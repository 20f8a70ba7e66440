"""What a quiz asks of each student, in words: the settings, who has it otherwise, and a preview of it all."""
