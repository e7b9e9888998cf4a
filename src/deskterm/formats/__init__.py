"""Bytes to values and back: pure. No file is opened here and no clock read."""
