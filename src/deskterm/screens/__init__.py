"""The terminal's screens: thin, one file each. They show, ask, and hand what was entered to the app."""
