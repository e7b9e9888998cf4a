"""Search: texts cut into terms, kept in an index beside the tickets, and found again."""
