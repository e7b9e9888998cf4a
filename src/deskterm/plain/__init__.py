"""The linear door: one line in, lines out, for whoever hears the desk or reads it by fingers, and for scripts."""
