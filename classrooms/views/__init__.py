"""The pages about classes, by who is using them: those who come in, and the teacher who runs one."""
