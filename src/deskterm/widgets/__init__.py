"""What paints: a value in, text out. Widgets never act."""
