"""The rules of the desk: pure functions over frozen values. No I/O, no clock, no words for people."""
