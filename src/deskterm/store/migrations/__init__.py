"""Bringing an older desk up to the schema of this program. Imported only when a desk is found to be older."""
