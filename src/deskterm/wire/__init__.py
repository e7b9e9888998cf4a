"""What touches Textual's internals, and nothing else does: the frame on the wire, the keys, the ends of the program."""
