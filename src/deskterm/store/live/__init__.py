"""What is not part of the desk's record: unsent texts, and who is looking at what just now."""
