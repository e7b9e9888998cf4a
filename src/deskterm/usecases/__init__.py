"""One verb per file: load, ask the rule, write, return."""
