"""A throw-away desk to try things on: people, tickets in four languages, and lives played through the real acts."""
