"""Copies of a whole desk: made beside writers, proven against a manifest, put back in one step."""
